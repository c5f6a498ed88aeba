"""What a printed figure stands for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from report_etl.audit.intervals import Interval, exactly, printed


@pytest.mark.parametrize(
    ("value", "text", "qualifier", "low", "high"),
    [
        ("31.1", "31.1%", "exact", "31.05", "31.15"),
        ("230000000", "2.3亿人", "exact", "225000000", "235000000"),
        ("612", "612家", "exact", "611.5", "612.5"),
        ("30000000", "3000万", "exact", "25000000", "35000000"),
        ("1234567", "1,234,567", "exact", "1234566.5", "1234567.5"),
        ("15.6", "１５．６％", "exact", "15.55", "15.65"),
        ("170", "约170", "about", "166.6", "173.4"),
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
    assert exactly(5).over(Interval(Fraction(0), Fraction(1))) is None
    assert exactly(6).over(exactly(3)) == exactly(2)
