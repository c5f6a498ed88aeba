"""What a printed figure stands for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pytest

from report_etl.audit.intervals import Interval, at_most, exactly, printed, total, verdict


@pytest.mark.parametrize(
    ("value", "text", "qualifier", "low", "high"),
    [
        ("31.1", "31.1%", "exact", "31.05", "31.15"),
        ("230000000", "2.3亿人", "exact", "225000000", "235000000"),
        ("612", "612家", "exact", "611.5", "612.5"),
        ("30000000", "3000万", "exact", "29400000", "30600000"),
        ("25300", "25300", "exact", "25250", "25350"),
        ("1234567", "1,234,567", "exact", "1234566.5", "1234567.5"),
        ("15.6", "１５．６％", "exact", "15.55", "15.65"),
        ("170", "约170", "about", "160", "180"),
        ("9.4", "约9.4%", "about", "9.3", "9.5"),
        ("0.0", "0.0%", "exact", "-0.05", "0.05"),
    ],
)
def test_a_figure_stands_for_all_that_would_be_printed_like_it(
    value: str, text: str, qualifier: str, low: str, high: str
) -> None:
    interval = printed(Decimal(value), text, qualifier)
    assert (interval.low, interval.high) == (Fraction(low), Fraction(high))


def test_words_are_taken_to_the_next_tenth() -> None:
    assert printed(Decimal(30), "三成").meets(exactly(31))
    assert not printed(Decimal(30), "三成").meets(exactly(35))


def test_over_is_open_upwards_and_under_downwards() -> None:
    assert printed(Decimal(60), "60%", "over").meets(exactly(68))
    assert not printed(Decimal(60), "60%", "over").meets(exactly(55))
    assert printed(Decimal(60), "60%", "under").meets(exactly(52))
    assert not printed(Decimal(60), "60%", "under").meets(exactly(65))


def test_a_quotient_by_what_may_be_zero_is_none() -> None:
    assert exactly(5).over(Interval(Fraction(0), Fraction(1))).meets(exactly(10**9))
    assert exactly(6).over(exactly(3)) == exactly(2)


@dataclass(frozen=True)
class _Figure:
    tight: Interval
    wide: Interval


def _figure(value: str, text: str, qualifier: str = "exact") -> _Figure:
    tight = printed(Decimal(value), text, qualifier)
    return _Figure(tight, at_most(tight, Decimal(value), text, qualifier))


@pytest.mark.parametrize(
    ("text", "qualifier", "other", "expected"),
    [
        ("50%", "exact", "50.2", True),
        ("50%", "exact", "51", False),
        ("50%", "over", "55", True),
        ("50%", "over", "90", None),  # much more than 超50% is neither confirmed nor contradicted
        ("50%", "over", "40", False),
        ("50%", "under", "10", None),
        ("50%", "under", "60", False),
    ],
)
def test_only_what_no_reading_explains_is_a_contradiction(
    text: str, qualifier: str, other: str, expected: bool | None
) -> None:
    assert verdict(Interval.meets, _figure("50", text, qualifier), _figure(other, other)) is expected


def test_neighbouring_whole_numbers_are_different() -> None:
    assert not printed(Decimal(612), "612").meets(printed(Decimal(613), "613"))
    assert printed(Decimal("31.1"), "31.1").meets(exactly(Decimal("31.05")))


def test_roundings_of_many_numbers_cancel_out() -> None:
    cells = [Interval(Fraction(-1, 2), Fraction(1, 2))] * 30
    assert Fraction(6) < total(*cells).high < Fraction(7)  # not 15
    assert total(*cells[:2]).high == 1
