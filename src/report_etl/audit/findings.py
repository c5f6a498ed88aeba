"""How a check says what it found: a printed figure, and what other figures make of it.

A check proposes *readings*, one for each way its words can be taken. One that fits confirms the figure. The
figure is contradicted when no reading fits, whatever rounding and words like 约 allow, and one is sure.
Where many figures must hold alike (a column, the policies of a table), each is a *case*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from report_etl.audit.figures import Figure
from report_etl.audit.intervals import Interval, Severity, slip
from report_etl.records import Finding, Provenance

MOST_PLACES = 40  # provenances of one finding
_MOST_VALUES = 60  # of one finding that agrees
_NEAR = Fraction(8, 5)
Value = Decimal | Fraction | int | str


def finding(
    check: str,
    consistent: bool,
    message: str,
    values: Iterable[Value],
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


def show(value: Value, digits: int = 2) -> str:
    """A number as people write it: exact when short, else rounded to `digits` decimals."""
    if isinstance(value, Fraction) and value.denominator > 1:
        return f"{_decimal(value):.{digits}f}"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def percent(value: Fraction, like: str = "") -> str:
    """A percentage with as many decimals as the printed one beside it, at least one: 24.8 %."""
    decimals = re.search(r"[.．]([0-9０-９]+)", like)
    return f"{_decimal(value):.{max(1, len(decimals[1]) if decimals else 0)}f} %"


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def may_be_slip(printed: Decimal | Fraction, right: Fraction, *, near: Fraction = _NEAR) -> bool:
    """Whether a number may be another one misprinted, and not a number of something else.

    It is within a factor of `near`, or has the same digits but for one, or in another order.
    """
    left = Fraction(printed)
    if abs(left) < near * abs(right) and abs(right) < near * abs(left):
        return True
    places = max(0, -int(printed.as_tuple().exponent)) if isinstance(printed, Decimal) else 0
    a, b = (f"{_decimal(value):.{places}f}" for value in (left, right))
    wrong = sum(x != y for x, y in zip(a, b, strict=False))
    return len(a) == len(b) and (wrong == 1 or sorted(a) == sorted(b))


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One way to take a relation: `tight`, `wide` and `exact` are what `others` make of `printed`.

    `words` say how (“A of B is”); `sure` when the report leaves no other way; `severity` caps an alarm;
    `cited` is where the rest stands that was used.
    """

    printed: Figure
    others: tuple[Figure, ...]
    tight: Interval
    wide: Interval
    exact: Fraction
    words: str
    sure: bool = True
    severity: Severity = "error"
    cited: tuple[Provenance, ...] = ()

    @property
    def fits(self) -> bool | None:
        """True: confirmed. False: contradicted whatever the figures mean. None: neither."""
        side = self.printed.signed
        if self.tight.meets(side.tight):
            return True
        return None if self.wide.meets(side.wide) else False


def reading(
    printed: Figure,
    others: Sequence[Figure],
    relation: Callable[..., Interval],
    words: str,
    *,
    sure: bool = True,
    severity: Severity = "error",
) -> Reading:
    """What a relation (of one interval for each figure, in order) makes of `others`."""
    tight, wide, face = (
        relation(*(getattr(other.signed, side) for other in others)) for side in ("tight", "wide", "face")
    )
    return Reading(printed, tuple(others), tight, wide, face.middle, words, sure, severity)


def weigh(check: str, readings: Sequence[Reading]) -> Iterator[Finding]:
    """At most one finding about a printed figure: the reading that fits, or the sure one that does not."""
    fitting = next((one for one in readings if one.fits), None)
    sure = next((one for one in readings if one.sure), None)
    if fitting is not None:
        yield _says(check, fitting, None)
    elif sure is not None and all(one.fits is False for one in readings):
        severity = slip(sure.wide, sure.printed.signed)
        if severity is not None:
            yield _says(check, sure, "warning" if "warning" in (severity, sure.severity) else "error")


def _says(check: str, held: Reading, severity: Severity | None) -> Finding:
    figure = held.printed
    # Amounts are worked out in the common unit, and shown in it.
    is_percent = figure.kind in ("share", "rate", "growth")
    right, size = (
        percent(value, figure.text) if is_percent else show(value) for value in (held.exact, abs(held.exact))
    )
    return finding(
        check,
        severity is None,
        f"{held.words} {right}, printed {figure.text}",
        [*(other.value for other in held.others), held.exact, figure.value],
        [figure.where, *(other.where for other in held.others), *held.cited],
        severity=severity or "error",
        suggestion=size,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One of many figures of which the same is expected; `says` is the complaint when it does not fit."""

    fits: bool
    says: str
    values: tuple[Value, ...]
    where: tuple[Provenance, ...]
    severity: Severity = "error"
    suggestion: str | None = None


def each(check: str, cases: Sequence[Case], agree: str) -> Iterator[Finding]:
    """What fits as one finding, `agree` with its number, and each that does not as its own."""
    good = [case for case in cases if case.fits]
    if good:
        values = [value for case in good for value in case.values][:_MOST_VALUES]
        where = [where for case in good for where in case.where]
        yield finding(check, True, agree.replace("{n}", str(len(good))), values, where)
    for case in cases:
        if not case.fits:
            yield finding(
                check, False, case.says, case.values, case.where,
                severity=case.severity, suggestion=case.suggestion,
            )  # fmt: skip
