"""How a check says what it found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from report_etl.records import Finding, Provenance

Severity = Literal["info", "warning", "error"]
MOST_PLACES = 40  # provenances of one finding


def finding(
    check: str,
    consistent: bool,
    message: str,
    values: Iterable[Decimal | Fraction | int | str],
    provenance: Iterable[Provenance],
    *,
    severity: Severity = "error",
    suggestion: str | None = None,
) -> Finding:
    """A finding; consistent ones are information. A place given twice is held once."""
    places = {(where.start, where.end): where for where in provenance}
    return Finding(
        check=check,
        status="consistent" if consistent else "inconsistent",
        severity="info" if consistent else severity,
        message=message,
        values=[show(value) for value in values],
        suggestion=None if consistent else suggestion,
        provenance=list(places.values())[:MOST_PLACES],
    )


def show(value: Decimal | Fraction | int | str, digits: int = 2) -> str:
    """A number as people write it: exact when short, else rounded to `digits` decimals."""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if value.denominator == 1:
        return str(value.numerator)
    return f"{Decimal(value.numerator) / Decimal(value.denominator):.{digits}f}"


def percent(value: Fraction, like: str = "") -> str:
    """A percentage with as many decimals as the printed one beside it, at least one: 24.8 %."""
    decimals = re.search(r"[.．]([0-9０-９]+)", like)
    places = max(1, len(decimals[1]) if decimals else 0)
    return f"{Decimal(value.numerator) / Decimal(value.denominator):.{places}f} %"


_NEAR = Fraction(8, 5)


def may_be_slip(printed: Decimal | Fraction, right: Fraction, *, near: Fraction = _NEAR) -> bool:
    """Whether a number may be another one misprinted, and not a number of something else.

    It is within a factor of `near`, or has the same digits but for one, or in another order.
    """
    left = Fraction(printed)
    if abs(left) < near * abs(right) and abs(right) < near * abs(left):
        return True
    exponent = printed.as_tuple().exponent if isinstance(printed, Decimal) else 0
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    a, b = (f"{Decimal(value.numerator) / Decimal(value.denominator):.{places}f}" for value in (left, right))
    return len(a) == len(b) and (
        sum(x != y for x, y in zip(a, b, strict=True)) == 1 or sorted(a) == sorted(b)
    )
