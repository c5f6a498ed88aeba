"""Paragraphs → percentages and quantities with subject, measure, base and period."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from report_etl.extract.provenance import Locator
from report_etl.extract.statements.build import build
from report_etl.extract.statements.guards import guard
from report_etl.extract.statements.leftovers import find_leftovers
from report_etl.extract.statements.names.refer import Referents
from report_etl.extract.statements.names.topics import list_measure
from report_etl.extract.statements.periods.periods import latest_year, of_caption, of_title, whole_year
from report_etl.extract.statements.periods.report_period import reported_periods
from report_etl.extract.statements.periods.today import (
    day_of_report,
    day_of_telling,
    months_of_year,
    year_of_writing,
    years_of_parts,
)
from report_etl.extract.statements.reader import Reader
from report_etl.extract.statements.readings import Aside, Outcome, Reading, Refusal
from report_etl.extract.statements.sentences.figures import TITLE, Marked, mark
from report_etl.extract.statements.sentences.only_currency import only_currency
from report_etl.extract.statements.sentences.sentences import simplify
from report_etl.extract.statements.told import Told
from report_etl.language.dates import find_dates
from report_etl.language.quantities import find_quantities
from report_etl.models import Claim, DateMention, Paragraph, Span
from report_etl.records import Percentage, Quantity, Reject

_LEGEND: Final = re.compile(r"\s*(?:投资|股票|行业|公司)*评级(?:说明|标准|定义|体系|分类)")
_ITEM: Final = re.compile(r"\s*[-–—•·●■◆▪►➢*]")

__all__ = ["Statements", "find_statements"]

_TITLES: Final = re.compile(f"{TITLE}+")


@dataclass(frozen=True)
class Statements:
    """What the sentences of a report say in figures."""

    percentages: tuple[Percentage, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    rejects: tuple[Reject, ...] = ()
    claims: tuple[Claim, ...] = ()
    unread: tuple[Span, ...] = ()  # numerals of which nobody knows what they count


def find_statements(
    paragraphs: Iterable[Paragraph],
    locator: Locator,
    title: str | None = None,
    published: str | None = None,
    titles: Iterable[str] = (),
) -> Statements:
    """Every figure in the paragraphs, with what it is about.

    A paragraph that names no period takes the one that governs the paragraph before it under the same
    heading, else the one of its heading, of the table beside it, or of the title of a statistical
    report: as a last resort, and marked as inherited. It hands on what it took when it tells of growth,
    which is always that of a period. A part of a year without its year has that of the
    latest year told of; 今年 and 去年 count from `published`. `titles` are further lines that may name the
    firm or the place whose report it is.
    """
    paragraphs = list(paragraphs)
    referents = Referents([title or "", *titles], paragraphs)
    quantities = [find_quantities(paragraph.text.text) for paragraph in paragraphs]
    found = _Found(locator, only_currency(locator.text, chain.from_iterable(quantities)))
    dated = [(paragraph.text.text, find_dates(paragraph.text.text)) for paragraph in paragraphs]
    about = of_title(title) or day_of_report(title, dated)
    told = _before_all(title, published, dated)
    heading: str | None = None
    for place, (paragraph, (text, dates)) in enumerate(zip(paragraphs, dated, strict=True)):
        if paragraph.heading != heading:
            heading = paragraph.heading
            told = replace(told, period=of_caption(heading), spoken=None)
        marked = mark(text, simplify(text), quantities[place], dates)
        period = told.period or of_caption(paragraph.caption) or about
        here = replace(told, period=period, firm=referents.firm_of(place))
        reader = Reader(marked, here)
        outcomes = referents.refer(_outcomes(paragraph, marked, reader), place)
        found.add(outcomes, marked, paragraph)
        grows = any(isinstance(o, Reading) and o.kind == "growth" for o in outcomes)
        listed = list_measure(marked.mask) or (told.measure if _ITEM.match(text) else None)
        told = reader.told(told, grows, listed)
    return found.statements()


def _before_all(title: str | None, published: str | None, dated: list[tuple[str, list[DateMention]]]) -> Told:
    """What the report as a whole tells of time, before its first paragraph."""
    parts = years_of_parts(dated)
    written = published or day_of_telling(dated) or year_of_writing(dated, parts)
    months = months_of_year(dated, written[:4]) if written else {}
    parts = {part: year for part, year in {**months, **parts}.items() if months.get(part, year) == year}
    return Told(
        year=latest_year(title),
        whole=whole_year(title),
        published=written,
        reported=reported_periods(title, dated),
        parts=parts,
    )


@dataclass
class _Found:
    """The records of the paragraphs so far, with what they claim and what nobody can read."""

    locator: Locator
    currency: str | None  # of money that prints none
    records: list[Percentage | Quantity | Reject] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)

    def add(self, outcomes: Iterable[Outcome], marked: Marked, paragraph: Paragraph) -> None:
        for outcome in outcomes:
            record, claim = build(outcome, marked, paragraph, self.locator, self.currency)
            if isinstance(outcome, Aside) and claim is None:
                self.unread.append(paragraph.text.span(outcome.start, outcome.end))
            if claim is not None:
                self.claims.append(claim)
            if record is not None:
                self.records.append(record)

    def statements(self) -> Statements:
        return Statements(
            tuple(record for record in self.records if isinstance(record, Percentage)),
            tuple(record for record in self.records if isinstance(record, Quantity)),
            tuple(record for record in self.records if isinstance(record, Reject)),
            tuple(self.claims),
            tuple(self.unread),
        )


def _outcomes(paragraph: Paragraph, marked: Marked, reader: Reader) -> list[Outcome]:
    """What becomes of every figure and date of a paragraph, and of the numerals that are neither."""
    if _is_legend(paragraph):
        outcomes = _definitions(marked)
    else:
        outcomes = [*guard(reader.read(), marked), *_set_aside(marked), *find_leftovers(marked.mask)]
    return [_unless_last(outcome, marked) for outcome in outcomes] if paragraph.breaks_off else outcomes


def _is_legend(paragraph: Paragraph) -> bool:
    return any(_LEGEND.match(text) for text in (paragraph.heading or "", paragraph.text.text))


def _definitions(marked: Marked) -> list[Outcome]:
    """The figures of a legend (what a rating means) state no facts."""
    return [Aside(f.start, f.end, "definition") for f in marked.figures]


def _unless_last(outcome: Outcome, marked: Marked) -> Outcome:
    """The outcome, refused where a paragraph breaks off behind it: 提升4.5个 may be 4.5个百分点."""
    if not isinstance(outcome, Reading) or outcome.figure.end < len(marked.text.rstrip()):
        return outcome
    printed = marked.text[outcome.figure.start : outcome.figure.end]
    return replace(Refusal.of(outcome.figure, "the paragraph breaks off in this figure"), readings=(printed,))


def _set_aside(marked: Marked) -> list[Aside]:
    """Dates and periods are understood as such, with or without a year; a title in 《》 has its numerals."""
    dates = [Aside(date.start, date.end, "date") for date in marked.dates]
    titles = [Aside(*match.span(), "title") for match in _TITLES.finditer(marked.mask)]
    return dates + titles + [Aside(start, end, "date") for start, end in marked.vague]
