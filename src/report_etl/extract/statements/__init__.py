"""Paragraphs → percentages and quantities with subject, measure, base and period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from report_etl.extract.provenance import Locator
from report_etl.extract.statements.build import build
from report_etl.extract.statements.figures import mark
from report_etl.extract.statements.periods import governing
from report_etl.extract.statements.reader import Reader
from report_etl.extract.statements.readings import Reading
from report_etl.extract.statements.sentences import simplify
from report_etl.language.dates import find_dates
from report_etl.language.quantities import find_quantities
from report_etl.models import Claim, Paragraph
from report_etl.records import Percentage, Quantity, Reject

__all__ = ["Statements", "find_statements"]


@dataclass(frozen=True)
class Statements:
    """What the sentences of a report say in figures."""

    percentages: tuple[Percentage, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    rejects: tuple[Reject, ...] = ()
    claims: tuple[Claim, ...] = ()


def find_statements(paragraphs: Iterable[Paragraph], locator: Locator) -> Statements:
    """Every figure in the paragraphs, with what it is about."""
    percentages: list[Percentage] = []
    quantities: list[Quantity] = []
    rejects: list[Reject] = []
    claims: list[Claim] = []
    period: str | None = None
    heading: str | None = None
    for paragraph in paragraphs:
        if paragraph.heading != heading:
            period, heading = None, paragraph.heading
        text = paragraph.text.text
        marked = mark(text, simplify(text), find_quantities(text), find_dates(text))
        claims += [
            Claim(paragraph.text.span(date.start, date.end), "statement/date") for date in marked.dates
        ]
        used: set[str | None] = set()
        for outcome in Reader(marked, period).read():
            if isinstance(outcome, Reading) and outcome.kind != "growth" and not outcome.forecast:
                used.add(outcome.period)
            record, claim = build(outcome, marked, paragraph, locator)
            claims.append(claim)
            if isinstance(record, Percentage):
                percentages.append(record)
            elif isinstance(record, Quantity):
                quantities.append(record)
            elif record is not None:
                rejects.append(record)
        if used:
            period = governing(used)
    return Statements(tuple(percentages), tuple(quantities), tuple(rejects), tuple(claims))
