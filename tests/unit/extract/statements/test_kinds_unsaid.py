"""What a figure is where only its measure says it, and what is refused where nothing does."""

from __future__ import annotations

import pytest

from tests.statements import read


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("2010年ppi指数维持在3%左右。", "3%"),
        ("2024年CPI基本维持在2%上下。", "2%"),
    ],
)
def test_an_index_in_per_cent_is_a_rate(sentence: str, printed: str) -> None:
    """It is part of no whole."""
    [found] = [p for p in read(sentence).percentages if p.text == printed]
    assert found.kind == "rate"


@pytest.mark.parametrize(
    "sentence",
    ["目标价基于1.2倍PEG（不变）、30%的2018-21年EPS复合增速。", "线上收入涨幅较大，从2019年的22.8%开始。"],
)
def test_what_no_share_can_be_is_refused(sentence: str) -> None:
    """A multiple of the price is no share; where a change began is no growth."""
    assert {p.kind for p in read(sentence).percentages} <= {"growth"}
    assert not [p for p in read(sentence).percentages if p.text == "22.8%"]


def test_active_users_are_people() -> None:
    """MAU and DAU count people as 月活 and 日活 do."""
    found = read("2024年甲应用的MAU达到8亿，DAU为1.2亿。").quantities
    assert [q.unit for q in found] == ["人", "人"]


def test_a_small_number_that_is_more_than_exact_is_an_amount() -> None:
    """超三十台 is no word like 十大 or 三地."""
    found = read("公司拥有绕线机近四十台，贴片机超三十台。").quantities
    assert [(q.text, q.qualifier) for q in found] == [("四十台", "under"), ("三十台", "over")]
