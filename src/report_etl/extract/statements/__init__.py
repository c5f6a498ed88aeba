"""Paragraphs → percentages and quantities with subject, measure, base and period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from report_etl.extract.provenance import Locator
from report_etl.extract.statements.build import build
from report_etl.extract.statements.figures import Marked, mark
from report_etl.extract.statements.guards import guard
from report_etl.extract.statements.leftovers import find_leftovers
from report_etl.extract.statements.periods import latest_year, of_caption, of_title
from report_etl.extract.statements.reader import Reader
from report_etl.extract.statements.readings import Aside, Outcome, Reading, Refusal
from report_etl.extract.statements.sentences import simplify
from report_etl.language.dates import find_dates
from report_etl.language.quantities import find_quantities
from report_etl.models import Claim, Paragraph, QuantityKind
from report_etl.records import Percentage, Quantity, Reject

__all__ = ["Statements", "find_statements"]


@dataclass(frozen=True)
class Statements:
    """What the sentences of a report say in figures."""

    percentages: tuple[Percentage, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    rejects: tuple[Reject, ...] = ()
    claims: tuple[Claim, ...] = ()


def find_statements(
    paragraphs: Iterable[Paragraph], locator: Locator, title: str | None = None, published: str | None = None
) -> Statements:
    """Every figure in the paragraphs, with what it is about.

    A paragraph that names no period takes the one that governs the paragraph before it under the same
    heading, else the one of its heading, of the table beside it, or of the title of a statistical
    report: as a last resort, and marked as inherited. It hands on what it took when it tells of growth,
    which is always that of a period. A part of a year without its year has that of the
    latest year told of; 今年 and 去年 count from `published`.
    """
    found: list[Percentage | Quantity | Reject] = []
    claims: list[Claim] = []
    about = of_title(title)
    period: str | None = None
    year = latest_year(title)
    heading: str | None = None
    for paragraph in paragraphs:
        if paragraph.heading != heading:
            heading = paragraph.heading
            period = of_caption(heading)
        text = paragraph.text.text
        marked = mark(text, simplify(text), find_quantities(text), find_dates(text))
        reader = Reader(marked, period or of_caption(paragraph.caption) or about, year, published)
        outcomes = [*guard(reader.read(), marked), *_set_aside(marked), *find_leftovers(marked.mask)]
        if paragraph.breaks_off:
            outcomes = [_unless_last(outcome, marked) for outcome in outcomes]
        for record, claim in (build(outcome, marked, paragraph, locator) for outcome in outcomes):
            if claim is not None:
                claims.append(claim)
            if record is not None:
                found.append(record)
        if reader.dated or not any(isinstance(o, Reading) and o.kind == "growth" for o in outcomes):
            period = reader.governing
        year = reader.year
    return Statements(
        tuple(record for record in found if isinstance(record, Percentage)),
        tuple(record for record in found if isinstance(record, Quantity)),
        tuple(record for record in found if isinstance(record, Reject)),
        tuple(claims),
    )


def _unless_last(outcome: Outcome, marked: Marked) -> Outcome:
    """The outcome, refused where a paragraph breaks off behind it: 提升4.5个 may be 4.5个百分点."""
    if not isinstance(outcome, Reading) or outcome.figure.end < len(marked.text.rstrip()):
        return outcome
    start, end = outcome.figure.start, outcome.figure.end
    percent = outcome.figure.quantity.kind in (QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINTS)
    reason = "the paragraph breaks off in this figure"
    kind = "percentages" if percent else "quantities"
    return Refusal(start, end, kind, reason, (marked.text[start:end],))


def _set_aside(marked: Marked) -> list[Aside]:
    """Dates and periods are understood as such, with or without a year."""
    dates = [Aside(date.start, date.end, "date") for date in marked.dates]
    return dates + [Aside(start, end, "date") for start, end in marked.vague]
