"""Numbers whose unit stands in a bracket before them, and numbers that look like a year or a rank."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.statements import read

NOTED = [
    ("2023年甲省、乙省、丙省的茶叶产量（万吨）分别为42、25、20。", "25", "250000", "吨", "2023"),
    ("2022～2023年三地的蜂蜜消费量（万瓶）分别为4200、2500、2000。", "2000", "20000000", "瓶", "2022/2023"),
    ("2024年甲、乙两地香烛产量（万炷）分别为310、200。", "310", "3100000", "炷", "2024"),
    ("2024年甲、乙两省陶瓷出口额（亿美元）分别为31、20。", "20", "2000000000", "美元", "2024"),
    ("2024年甲县蜂箱保有量（万箱）为3.2，同比增长5%。", "3.2", "32000", "箱", "2024"),
]


@pytest.mark.parametrize(("sentence", "printed", "value", "unit", "period"), NOTED)
def test_a_bracket_gives_the_unit_of_the_numbers_behind_it(
    sentence: str, printed: str, value: str, unit: str, period: str
) -> None:
    """What a bracket counts in holds for each number of the list, also one that looks like a year."""
    [found] = [q for q in read(sentence).quantities if q.text == printed]
    assert (found.value, found.unit, found.period) == (Decimal(value), unit, period)


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [("机构维持此前165GW的全年装机预测。", "165GW"), ("目前3000家门店已完成改造。", "3000家")],
)
def test_what_came_before_is_no_rank(sentence: str, printed: str) -> None:
    """前 ends a word of time here; only alone it says how many lead a ranking."""
    assert [q.text for q in read(sentence).quantities] == [printed]


def test_the_first_of_a_ranking_are_no_amount() -> None:
    """前十家 is who is spoken of, after a year, too."""
    assert read("2024年前10家企业扩产。").quantities == ()
