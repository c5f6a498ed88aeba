"""Printed figures as intervals: a figure stands for every value that would be printed like it.

31.1 % is [31.05, 31.15]; 2.3亿 is [225000000, 235000000]. Bounds are exact fractions. Comparisons
ask whether *some* values inside the intervals satisfy a relation, so what fits within rounding is
never an alarm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_NUMERAL = re.compile(r"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?")
_PLAIN = str.maketrans("０１２３４５６７８９．", "0123456789.")


@dataclass(frozen=True, slots=True)
class Interval:
    """Closed interval of positive or negative numbers."""

    low: Fraction
    high: Fraction

    def meets(self, other: Interval) -> bool:
        """Whether the intervals share a number."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def times(self, factor: Fraction) -> Interval:
        """Both bounds multiplied by a positive factor."""
        return Interval(self.low * factor, self.high * factor)

    def over(self, other: Interval) -> Interval | None:
        """The quotient of two positive intervals; None when the divisor may be zero."""
        if other.low <= 0 or self.low < 0:
            return None
        return Interval(self.low / other.high, self.high / other.low)

    @property
    def middle(self) -> Fraction:
        return (self.low + self.high) / 2


def exactly(value: Decimal | int) -> Interval:
    """A value that was counted, not rounded."""
    return Interval(Fraction(value), Fraction(value))


def printed(value: Decimal, text: str, qualifier: str = "exact") -> Interval:
    """The interval a printed figure stands for.

    `value` is the expanded value and `text` the words it was read from: their ratio gives the
    scale (亿), the decimals of `text` the precision. An integer that ends in two or more zeros may
    itself be rounded (3000万), so its last zeros are not taken as precise. 约 doubles the width;
    超 and 不足 open one side by a fifth; a share in words (三成) is taken to the next tenth.
    """
    exact = Fraction(value)
    half = _half_unit(exact, text)
    if qualifier == "about":
        half = max(2 * half, abs(exact) / 50)
    if qualifier == "over":
        return Interval(exact - half, exact + max(half, abs(exact) / 5))
    if qualifier == "under":
        return Interval(exact - max(half, abs(exact) / 5), exact + half)
    return Interval(exact - half, exact + half)


def _half_unit(value: Fraction, text: str) -> Fraction:
    """Half of one unit in the last printed place."""
    for found in _NUMERAL.finditer(text):
        numeral = re.sub("[,，]", "", found[0].translate(_PLAIN))
        number = Fraction(Decimal(numeral))
        if not number or not value:
            continue
        scale = abs(value) / number
        if not _is_power_of_ten(scale):
            continue
        whole, _, decimals = numeral.partition(".")
        zeros = len(whole) - len(whole.rstrip("0")) if not decimals else 0
        place = Fraction(10) ** (-len(decimals) if decimals else zeros if zeros >= 2 else 0)
        return place * scale / 2
    return abs(value) / 20  # Chinese numerals and words: 三成, 上亿, 近半


def _is_power_of_ten(scale: Fraction) -> bool:
    while scale >= 10 and scale.denominator == 1 and scale.numerator % 10 == 0:
        scale /= 10
    return scale == 1
