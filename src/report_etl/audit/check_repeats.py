"""Checks of what a report says more than once: in sentences, and in a sentence and a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from report_etl.audit.book import Book
from report_etl.audit.figures import Figure, Sentence
from report_etl.audit.findings import Case, each, finding, may_be_slip
from report_etl.audit.intervals import Interval, Severity, verdict
from report_etl.audit.names import alike, bare_words
from report_etl.audit.pairs import is_vague
from report_etl.records import Finding

_PART = re.compile("环比")
_WORLD = re.compile("全球|世界|海外|国外|国际|境外|美国|欧洲")
_DAY = re.compile("[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
_OTHER = re.compile("另(?:一|有|据)|口径|其他机构")
_Twins = tuple[Figure, Figure]


def text_against_table(book: Book) -> Iterator[Finding]:
    """What a sentence says is what a table says: same thing, unit and period, same value.

    A difference is an error when the sentence names thing and period (or tells another figure of the row)
    and all tables that know the figure agree with each other, and one may be a slip of the other. What
    another body counted (另一机构, 口径) is left alone.
    Source: the same figure twice.
    """
    agreed: dict[int, list[_Twins]] = defaultdict(list)
    wrong: list[_Twins] = []
    for sentence in book.sentences:
        for figure in sentence.figures:
            cells = [cell for cell in _twins(book, figure) if cell.table is not None]
            match = next((cell for cell in cells if _same(figure, cell)), None)
            if match is not None:
                agreed[match.table or 0].append((figure, match))
            elif cells and _contradicts(book, sentence, figure, cells):
                wrong.append((figure, cells[0]))
    for table, pairs in agreed.items():
        yield _agrees(book, table, pairs)
    for figure, cell in wrong:
        yield _differs("text_against_table", figure, cell, "the table")


def _contradicts(book: Book, sentence: Sentence, figure: Figure, cells: list[Figure]) -> bool:
    """Whether cells that differ from a figure are certainly of the same thing."""
    named = figure.kind != "share" or len(bare_words(figure.measure)) >= 2  # more than 占比
    dated = _tells_row(book, sentence, figure, cells[0])
    if not named or _OTHER.search(sentence.text) or not _is_explicit(sentence, figure, dated=dated):
        return False
    if any(_same(figure, cell) is not False or _same(cells[0], cell) is False for cell in cells):
        return False
    if figure.kind == "growth":  # not of a table in which its level stands in no cell of that unit
        levels = [f for f in sentence.levels if f.name == figure.name and f.period == figure.period]
        tables = {twin.table for level in levels for twin in _twins(book, level)}
        return not levels or cells[0].table in tables
    return figure.kind in ("share", "rate") or may_be_slip(abs(figure.middle), abs(cells[0].middle))


def _tells_row(book: Book, sentence: Sentence, figure: Figure, cell: Figure) -> bool:
    """Whether a sentence tells another figure of the row of a cell, too: it is of the period of that row."""
    row = [f for f in book.figures if f.table == cell.table and f.record.statement == cell.record.statement]
    told = [f for f in sentence.figures if f is not figure and f.period == figure.period and "." in f.text]
    return any(
        (f.kind, f.unit, f.record.direction, f.value)
        == (other.kind, other.unit, other.record.direction, other.value)
        for f in told
        for other in row
        if other is not cell and other.period == cell.period
    )


def same_figure(book: Book) -> Iterator[Finding]:
    """What is said twice in sentences is said alike: same thing, unit and period, same value.

    A difference is a warning: only for figures that name thing and period themselves, are no forecasts
    and differ by less than a factor of two; sentences about the world and about China, or from the data of
    two bodies, are kept apart. A name that has three values, and two sentences that give several figures
    alike in name and none alike in value, speak of different things.
    Source: the same figure twice.
    """
    seen: set[tuple[str, str, str]] = set()
    for sentence in book.sentences:
        for figure in sentence.figures:
            for other in _twins(book, figure):
                key = (figure.name, figure.text, other.text)
                if other.table is not None or other.sentence <= figure.sentence or key in seen:
                    continue
                there = book.sentences[other.sentence]
                same = None if there.text == sentence.text else _same(figure, other)
                if same:
                    says = f"{figure.name} is {figure.text} here and {other.text} there"
                    values, where = [figure.value, other.value], [figure.where, other.where]
                    yield finding("same_figure", True, says, values, where)
                elif same is False and _is_twice(book, sentence, figure, there, other):
                    yield _differs("same_figure", figure, other, "another sentence", severity="warning")
                else:
                    continue
                seen.add(key)


def _twins(book: Book, figure: Figure) -> list[Figure]:
    """Other figures of the same thing, unit or kind, and period."""
    if figure.kind in ("multiple", "change_points") or (figure.unit and not figure.is_level):
        return []
    return [
        other
        for other in book.lookup(figure.name, figure.unit if figure.is_level else figure.kind, figure.period)
        if other.where.start != figure.where.start
        and other.base in ("", figure.base)
        and bool(_PART.search(other.measure)) == bool(_PART.search(figure.measure))
    ]


def _same(left: Figure, right: Figure) -> bool | None:
    return verdict(Interval.meets, left.signed, right.signed)


def _is_explicit(sentence: Sentence, figure: Figure, *, dated: bool = False) -> bool:
    """Whether the sentence itself names what the figure is, and when, and names nothing else alike.

    `dated` says that its period is known to be the one that was carried over.
    """
    carried = [field for field in figure.record.inherited if not (dated and field == "period")]
    alike = [
        f
        for f in sentence.figures
        if (f.name, f.kind, f.unit, f.period) == (figure.name, figure.kind, figure.unit, figure.period)
    ]
    if "period" in carried or sum(not f.is_change for f in alike) > 1:
        return False
    before = [f for f in sentence.figures if f.at < figure.at]
    return all(any(_gives(other, figure, field) for other in before) for field in carried)


def _gives(other: Figure, figure: Figure, field: str) -> bool:
    """Whether a figure before has the subject (or is of the measure) that this one carries over."""
    same = other.subject == figure.subject if field == "subject" else other.name == figure.name
    return same and field not in other.record.inherited


def _is_twice(book: Book, here: Sentence, figure: Figure, there: Sentence, other: Figure) -> bool:
    """Whether two sentences certainly speak of one thing, so that a difference means something."""
    year = (figure.period or "")[:4]
    if not _is_one_name(book, figure) or _are_of_two_things(here, there):
        return False
    if figure.kind == "share" and (figure.base != other.base or is_vague(figure.base)):
        return False
    if set(_DAY.findall(here.text)) != set(_DAY.findall(there.text)) or not here.of_one_source(there):
        return False
    for sentence, one in ((here, figure), (there, other)):
        vague = one.record.forecast or not one.subject or one.record.qualifier in ("over", "under")
        near = (sentence, *book.context(sentence, 2))
        if vague or year not in sentence.text or any(_WORLD.search(told.text) for told in near):
            return False
    explicit = _is_explicit(here, figure) and _is_explicit(there, other)
    return explicit and Fraction(1, 2) < abs(figure.middle / (other.middle or 1)) < 2


def _is_one_name(book: Book, figure: Figure) -> bool:
    """Whether sentences give no more than two values under a name."""
    return len({abs(f.middle) for f in (figure, *_twins(book, figure)) if f.table is None}) < 3


def _are_of_two_things(here: Sentence, there: Sentence) -> bool:
    pairs = [
        _same(left, right)
        for left in here.figures
        for right in there.figures
        if (left.name, left.unit, left.kind, left.period)
        == (right.name, right.unit, right.kind, right.period)
    ]
    return len(pairs) > 1 and not any(pairs)


def _agrees(book: Book, table: int, pairs: list[_Twins]) -> Finding:
    caption = book.extraction.tables[table].caption or "a table"
    shown = ", ".join(figure.text for figure, _ in pairs[:6]) + (" …" if len(pairs) > 6 else "")
    return finding(
        "text_against_table",
        True,
        f"{len(pairs)} figures of sentences stand in {caption} too: {shown}",
        [figure.value for figure, _ in pairs],
        [where for figure, cell in pairs for where in (figure.where, cell.where)],
    )


def _differs(check: str, figure: Figure, other: Figure, place: str, severity: Severity = "error") -> Finding:
    return finding(
        check,
        False,
        f"{figure.name} ({figure.period}) is {figure.text} in the sentence, {other.text} in {place}",
        [figure.value, other.value],
        [figure.where, other.where],
        severity=severity,
    )


# --- the same entry in a sentence and a table --------------------------------------------------------


def growth_of_entry(book: Book) -> Iterator[Finding]:
    """A growth that a sentence gives an entry (a region) is that of the table: 山东同比下降19.2%.

    Compared when one table gives the entry one growth. A difference is an error when another entry of
    the sentence agrees with the same table.
    Source: the same figure twice.
    """
    cells: dict[str, list[Figure]] = defaultdict(list)
    for figure in book.figures:
        if figure.table is not None and figure.kind == "growth":
            cells[figure.subject].append(figure)
    for sentence in book.sentences:
        twins = [(f, twin) for f in sentence.figures if f.kind == "growth" for twin in _of_entry(f, cells)]
        good = [(f, cell) for f, cell in twins if verdict(Interval.meets, f.signed, cell.signed) is not False]
        tables = {cell.table for _, cell in good}
        cases = [
            Case(
                (figure, cell) in good,
                f"{figure.subject} is {figure.text} in the sentence, {cell.text} in the table",
                (figure.value, cell.value),
                (figure.where, cell.where),
            )
            for figure, cell in twins
            if cell.table in tables
        ]
        said = ", ".join(f"{figure.subject} {figure.text}" for figure, _ in good)
        yield from each("growth_of_entry", cases, f"{said} as in the table")


def _of_entry(figure: Figure, cells: dict[str, list[Figure]]) -> list[Figure]:
    """The one cell with the growth of the same entry."""
    found = [
        cell
        for cell in cells.get(figure.subject, ())
        if figure.subject and (None in (figure.period, cell.period) or figure.period == cell.period)
        if not bare_words(figure.measure) or alike(figure.measure, cell.name)
    ]
    return found if len(found) == 1 else []


CHECKS = (growth_of_entry, text_against_table, same_figure)
