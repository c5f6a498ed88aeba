"""The currency of 元 in a report whose own money is not that of the mainland."""

from __future__ import annotations

import pytest

from report_etl import extract_text

OWN = "2024年泵閥產業產值為新台幣1,386億元，其中整機742億元。"


def _currencies(text: str) -> list[str | None]:
    return [q.currency for q in extract_text(text).quantities]


def test_the_own_money_of_a_report_is_named_once() -> None:
    assert _currencies(OWN) == ["TWD", "TWD"]
    assert {q.unit for q in extract_text(OWN).quantities} == {"元"}


@pytest.mark.parametrize(
    "text",
    [
        OWN + "另有人民幣資金3億元。",  # two moneys: nobody knows which is meant
        "2024年甲公司产值为新台币1,386亿元，其中整机742亿元。",  # told from outside
    ],
)
def test_beside_other_money_it_is_read_as_printed(text: str) -> None:
    assert "CNY" in _currencies(text)
