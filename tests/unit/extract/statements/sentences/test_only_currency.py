"""Money that prints no currency is in the only one that the report knows, or in none."""

from __future__ import annotations

import pytest

from tests.statements import read

KNOWN = "2023年甲公司费用为2亿元。"


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("2023年甲公司营收超200亿。", "200亿"),
        ("2023年乙市住户存款总量达1.2万亿，同比增长8%。", "1.2万亿"),
        ("2023年甲公司门锁/龙头/花洒分别实现营业收入17.4/4.3/3.9亿。", "17.4"),
    ],
)
def test_a_report_that_knows_one_currency_means_it(sentence: str, printed: str) -> None:
    """元 anywhere in the report, and no other money: the amount is in 元, and marked as such."""
    [found] = [q for q in read(KNOWN, sentence).quantities if q.text == printed]
    assert (found.kind, found.unit, found.currency) == ("money", "元", "CNY")
    assert "unit" in found.inherited


@pytest.mark.parametrize("other", ["", "乙公司融资3亿美元。", "以下金额以港元列示。", "其中US$部分未计。"])
def test_another_currency_or_none_leaves_it_open(other: str) -> None:
    """Where other money is named, also without a figure, nobody knows in which an amount is told."""
    known = KNOWN if other else "2023年甲公司稳健经营。"
    [found] = [q for q in read(known, other, "2023年丙公司营收超200亿。").quantities if q.text == "200亿"]
    assert (found.kind, found.unit, found.currency) == ("money", None, None)


def test_what_is_no_money_stays_a_number() -> None:
    """Only what a measure of money tells is money."""
    [found] = [q for q in read(KNOWN, "2023年甲应用下载量达3亿。").quantities if q.text == "3亿"]
    assert (found.kind, found.currency) == ("count", None)
