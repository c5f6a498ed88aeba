"""What most checks have in common: a printed figure, and what other figures make of it.

A check proposes *readings*, one for each way its words can be taken. One that fits confirms the figure. The
figure is contradicted when no reading fits, whatever rounding and words like 约 allow, and one is sure.
Where many figures must hold alike (a column, the policies of a table), each is a *case*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from report_etl.audit.figures import Figure
from report_etl.audit.findings import Severity, finding, percent, show
from report_etl.audit.intervals import Interval, slip
from report_etl.records import Finding, Provenance

_MOST_VALUES = 60  # of one finding that agrees


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One way to take a relation: `tight` and `wide` are what `others` make of `printed`.

    `words` say how (“A of B is”); `sure` when the report leaves no other way; `severity` caps an alarm.
    """

    printed: Figure
    others: tuple[Figure, ...]
    tight: Interval
    wide: Interval
    words: str
    sure: bool = True
    severity: Severity = "error"
    exact: Fraction | None = None  # what the figures make when taken as printed; else the middle of `tight`
    cited: tuple[Provenance, ...] = ()  # where the rest stands that was used

    @property
    def fits(self) -> bool | None:
        """True: confirmed. False: contradicted whatever the figures mean. None: neither."""
        side = self.printed.signed
        if self.tight.meets(side.tight):
            return True
        return None if self.wide.meets(side.wide) else False


def weigh(check: str, readings: Sequence[Reading]) -> Iterator[Finding]:
    """At most one finding about a printed figure: the reading that fits, or the sure one that does not."""
    fitting = next((reading for reading in readings if reading.fits), None)
    if fitting is not None:
        yield _says(check, fitting, None)
        return
    sure = next((reading for reading in readings if reading.sure), None)
    if sure is not None and all(reading.fits is False for reading in readings):
        severity = slip(sure.wide, sure.printed.signed)
        if severity is not None:
            yield _says(check, sure, "warning" if "warning" in (severity, sure.severity) else "error")


def _says(check: str, reading: Reading, severity: Severity | None) -> Finding:
    figure = reading.printed
    # Amounts are worked out in the common unit, and shown in it.
    middle = reading.tight.middle if reading.exact is None else reading.exact
    is_percent = figure.record.kind in ("share", "rate", "growth")
    right = percent(middle, figure.text) if is_percent else show(middle)
    return finding(
        check,
        severity is None,
        f"{reading.words} {right}, printed {figure.text}",
        [*(other.value for other in reading.others), middle, figure.value],
        [figure.where, *(other.where for other in reading.others), *reading.cited],
        severity=severity or "error",
        suggestion=percent(abs(middle), figure.text) if is_percent else show(abs(middle)),
    )


def quotient(part: Interval, whole: Interval) -> Interval:
    """100 · part / whole; everything when the whole may be zero."""
    ratio = part.over(whole)
    return ratio.times(100) if ratio else Interval(Fraction(0), Fraction(10**9))


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One of many figures of which the same is expected; `says` is the complaint when it does not fit."""

    fits: bool
    says: str
    values: tuple[Decimal | Fraction | str, ...]
    where: tuple[Provenance, ...]
    severity: Severity = "error"
    suggestion: str | None = None


def each(check: str, cases: Sequence[Case], agree: str) -> Iterator[Finding]:
    """What fits as one finding, `agree` with its number, and each that does not as its own."""
    good = [case for case in cases if case.fits]
    if good:
        yield finding(
            check,
            True,
            agree.replace("{n}", str(len(good))),
            [value for case in good for value in case.values][:_MOST_VALUES],
            [where for case in good for where in case.where],
        )
    for case in cases:
        if not case.fits:
            yield finding(
                check,
                False,
                case.says,
                case.values,
                case.where,
                severity=case.severity,
                suggestion=case.suggestion,
            )
