"""Printed figures as intervals: a figure stands for every value that would be printed like it.

31.1 % is [31.05, 31.15]; 2.3亿 is [225000000, 235000000]. Bounds are exact fractions. Comparisons
ask whether *some* values inside the intervals satisfy a relation, so what fits within rounding is
never an alarm.

Each figure has two intervals. The *tight* one is what the words say; a relation that holds between
tight intervals is confirmed. The *wide* one is what they may mean at most (超8000万 may be any larger
number); only a relation that fails even between wide intervals is a contradiction.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, Protocol

_NUMERAL = re.compile(r"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?")
_PLAIN = str.maketrans("０１２３４５６７８９．", "0123456789.", ",，")
_LONGEST = 60  # characters of a figure in which its numeral is looked for
_BEYOND = 1000  # how far 超 and 以上 may reach: any realistic value is below this multiple
Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Interval:
    """Closed interval of positive or negative numbers."""

    low: Fraction
    high: Fraction

    def meets(self, other: Interval) -> bool:
        """Whether the intervals share a number, and more than an end of both (612 and 613 do not)."""
        if self.low == self.high or other.low == other.high:
            return self.low <= other.high and other.low <= self.high
        return self.low < other.high and other.low < self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def times(self, factor: Fraction | int) -> Interval:
        """Both bounds multiplied by a positive factor."""
        if factor == 1:
            return self
        return Interval(self.low * factor, self.high * factor)

    def by(self, other: Interval) -> Interval:
        """The product of two intervals that are not negative."""
        return Interval(self.low * other.low, self.high * other.high)

    def over(self, other: Interval) -> Interval:
        """The quotient of two positive intervals; any positive number when the divisor may be zero."""
        if other.low <= 0 or self.low < 0:
            return Interval(Fraction(0), Fraction(10**12))
        return Interval(self.low / other.high, self.high / other.low)

    @property
    def middle(self) -> Fraction:
        return (self.low + self.high) / 2


class Printed(Protocol):
    """What has both intervals."""

    @property
    def tight(self) -> Interval: ...

    @property
    def wide(self) -> Interval: ...


def verdict(holds: Callable[..., bool], *figures: Printed) -> bool | None:
    """True: confirmed. False: contradicted whatever the figures mean. None: neither.

    `holds` gets one interval for each figure, in order.
    """
    if holds(*(figure.tight for figure in figures)):
        return True
    return None if holds(*(figure.wide for figure in figures)) else False


def share_of(part: Interval, whole: Interval) -> Interval:
    """100 · part / whole."""
    return part.over(whole).times(100)


def growth(old: Interval, new: Interval) -> Interval:
    """100 · (new − old) / old."""
    ratio = new.over(old)
    return Interval(100 * (ratio.low - 1), 100 * (ratio.high - 1))


def yearly(old: Interval, new: Interval, years: int) -> Interval:
    """The growth of each year from one level to another, in per cent, rounded outwards to a millionth."""
    ratios = (float(new.low) / float(old.high), float(new.high) / float(old.low))
    low, high = (100 * (ratio ** (1 / years) - 1) for ratio in ratios)
    return Interval(Fraction(math.floor(low * 10**6), 10**6), Fraction(math.ceil(high * 10**6), 10**6))


def slip(computed: Interval, figure: Printed) -> Severity | None:
    """How far a printed figure is from what the others make of it.

    None: by less than one unit of its last place (rounded down, or adjusted to a sum). A warning: by two
    units or two per cent (worked out from figures that are not printed). Else an error.
    """
    gap = max(computed.low - figure.wide.high, figure.wide.low - computed.high, Fraction(0))
    unit = figure.tight.high - figure.tight.low
    if 2 * gap < unit:
        return None
    return "warning" if gap <= 2 * unit or 50 * gap <= abs(computed.middle) else "error"


def total(*intervals: Interval) -> Interval:
    """The sum of many rounded numbers.

    Roundings cancel out: beyond four standard deviations of uniformly distributed errors (4·√(n/12)
    units) they do not reach, although the worst case (n/2 units) is wider.
    """
    middle = sum((interval.middle for interval in intervals), Fraction(0))
    halves = [(interval.high - interval.low) / 2 for interval in intervals]
    worst = sum(halves, Fraction(0))
    likely = Fraction(math.isqrt(int(sum(half * half for half in halves) * 10**8)) + 1, 10**4)
    reach = min(worst, likely * Fraction(231, 100))  # 4·√(n/12) units = 4/√3 · √(Σ half²)
    return Interval(middle - reach, middle + reach)


def exactly(value: Decimal | int | Fraction) -> Interval:
    """A value that was counted, not rounded."""
    return Interval(Fraction(value), Fraction(value))


def printed(value: Decimal, text: str, qualifier: str = "exact") -> Interval:
    """The tight interval of a printed figure.

    `value` is the expanded value and `text` the words it was read from: their ratio gives the
    scale (亿), the decimals of `text` the precision. An integer that ends in two or more zeros may
    itself be rounded (3000万): its last zeros are not taken as precise, up to 2 %. 约 is one unit of the last
    place that is not zero to both sides; 超 and 不足 open one side by a fifth; a share in words (三成)
    is taken to the tenth part.
    """
    exact = Fraction(value)
    half, place = _precision(exact, text)
    if qualifier == "about":
        half = max(half, place)
    slack = half if _NUMERAL.search(text) else Fraction(0)
    if qualifier == "over":
        return Interval(exact - slack, exact + max(half, abs(exact) / 5))
    if qualifier == "under":
        return Interval(exact - max(half, abs(exact) / 5), exact + slack)
    return Interval(exact - half, exact + half)


def at_most(tight: Interval, value: Decimal, text: str, qualifier: str = "exact") -> Interval:
    """The wide interval of a printed figure: 超 has no end, 不足 none above zero, 约 is 1 % or more."""
    size = abs(Fraction(value))
    if qualifier == "over":
        return Interval(tight.low, tight.high + size * _BEYOND)
    if qualifier == "under":
        return Interval(min(tight.low, Fraction(0)), tight.high)
    if not _NUMERAL.search(text):
        return Interval(tight.low - size / 10, tight.high + size / 10)
    if qualifier == "about":
        reach = max((tight.high - tight.low) / 2, size / 100)
        return Interval(Fraction(value) - reach, Fraction(value) + reach)
    return tight


def _precision(value: Fraction, text: str) -> tuple[Fraction, Fraction]:
    """Half of one unit in the last printed place, and one unit of the last place that is not zero."""
    for found in _NUMERAL.finditer(text[:_LONGEST]):
        numeral = found[0].translate(_PLAIN)
        number = Fraction(Decimal(numeral))
        whole, _, decimals = numeral.partition(".")
        unit = Fraction(1, 10 ** len(decimals))
        if not value and not number:  # 0.0 %
            return unit / 2, unit
        if not number or not value or not _is_power_of_ten(scale := abs(value) / number):
            continue
        zeros = len(whole) - len(whole.rstrip("0")) if not decimals else 0
        place = unit * 10**zeros * scale
        if zeros < 2:
            return unit * scale / 2, place
        return min(place / 2, max(scale / 2, abs(value) / 50)), place
    return abs(value) / 10, abs(value) / 10  # Chinese numerals and words: 三成, 上亿, 近半


def _is_power_of_ten(scale: Fraction) -> bool:
    larger = max(scale, 1 / scale)
    return larger.denominator == 1 and str(larger.numerator).rstrip("0") == "1"
