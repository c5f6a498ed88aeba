"""Checks of what a report says more than once: in sentences, and in a sentence and a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from report_etl.audit.book import Book
from report_etl.audit.figures import Figure, Sentence, of_one_source
from report_etl.audit.findings import finding, may_be_slip
from report_etl.audit.intervals import Interval, verdict
from report_etl.audit.names import bare_words
from report_etl.audit.pairs import base_of
from report_etl.records import Finding, Quantity

_PART = re.compile("环比")
_WORLD = re.compile("全球|世界|海外|国外|国际|境外|美国|欧洲")
_DAY = re.compile("[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
_OTHER = re.compile("另(?:一|有|据)|口径|其他机构")


def text_against_table(book: Book) -> Iterator[Finding]:
    """What a sentence says is what a table says: same thing, unit and period, same value.

    A difference is an error when the sentence names thing and period itself and all tables that know
    the figure agree with each other, and one may be a slip of the other. What another body counted
    (另一机构, 口径) is left alone.
    Source: the same figure twice.
    """
    agreed: dict[int, list[tuple[Figure, Figure]]] = defaultdict(list)
    wrong: list[tuple[Figure, Figure]] = []
    for sentence in book.sentences:
        for figure in sentence.figures:
            cells = [cell for cell in _twins(book, figure) if cell.table is not None]
            match = next((cell for cell in cells if _same(figure, cell)), None)
            if match is not None:
                agreed[match.table or 0].append((figure, match))
            elif (
                cells
                and all(_same(figure, cell) is False for cell in cells)
                and _is_explicit(sentence, figure)
                and not _OTHER.search(sentence.text)
                and _is_one(cells)
                and _may_differ(figure, cells[0])
                and _is_of_table(book, sentence, figure, cells[0])
            ):
                wrong.append((figure, cells[0]))
    for table, pairs in agreed.items():
        yield _agrees(book, table, pairs)
    for figure, cell in wrong:
        if _says_what(figure) or any(
            f.sentence == figure.sentence for f, _ in agreed.get(cell.table or 0, [])
        ):
            yield _differs("text_against_table", figure, cell, "the table")


def _is_of_table(book: Book, sentence: Sentence, figure: Figure, cell: Figure) -> bool:
    """Whether a table may be of what a sentence says: not where its level stands in no cell of that unit."""
    if figure.record.kind != "growth":
        return True
    levels = [f for f in sentence.levels if f.name == figure.name and f.period == figure.period]
    return not levels or any(twin.table == cell.table for level in levels for twin in _twins(book, level))


def same_figure(book: Book) -> Iterator[Finding]:
    """What is said twice in sentences is said alike: same thing, unit and period, same value.

    A difference is a warning: only for figures that name thing and period themselves, are no forecasts
    and differ by less than a factor of two; sentences about the world and about China, or from the data of
    two bodies, are kept apart. A name that has three values, and two sentences that give several figures
    alike in name and none alike in value, speak of different things.
    Source: the same figure twice.
    """
    seen: set[tuple[str, str, str | None]] = set()
    for sentence in book.sentences:
        for figure in sentence.figures:
            for other in _twins(book, figure):
                if other.table is not None or other.sentence <= figure.sentence:
                    continue
                there = book.sentences[other.sentence]
                key = (figure.name, figure.text, other.text)
                if key in seen or there.text == sentence.text:
                    continue
                same = _same(figure, other)
                if same:
                    seen.add(key)
                    yield finding(
                        "same_figure",
                        True,
                        f"{figure.name} is {figure.text} here and {other.text} there",
                        [figure.value, other.value],
                        [figure.where, other.where],
                    )
                elif same is False and _is_twice(book, sentence, figure, there, other):
                    seen.add(key)
                    yield _differs("same_figure", figure, other, "another sentence", severity="warning")


def _twins(book: Book, figure: Figure) -> list[Figure]:
    """Other figures of the same thing, unit or kind, and period."""
    record = figure.record
    is_amount = isinstance(record, Quantity)
    if record.kind in ("multiple", "change_points") or (is_amount and figure.is_change):
        return []
    found = book.lookup(figure.name, figure.unit if is_amount else record.kind, figure.period)
    return [
        other
        for other in found
        if other is not figure
        and other.start != figure.start
        and base_of(other) in ("", base_of(figure))
        and bool(_PART.search(other.record.measure or "")) == bool(_PART.search(record.measure or ""))
    ]


def _same(left: Figure, right: Figure) -> bool | None:
    return verdict(Interval.meets, left.signed, right.signed)


def _is_one(cells: list[Figure]) -> bool:
    return all(_same(cells[0], cell) is not False for cell in cells[1:])


def _is_explicit(sentence: Sentence, figure: Figure) -> bool:
    """Whether the sentence itself names what the figure is, and when, and names nothing else alike."""
    carried = figure.record.inherited
    if "period" in carried:
        return False
    alike = [f for f in sentence.figures if f.name == figure.name and f.record.kind == figure.record.kind]
    if sum(f.period == figure.period and f.unit == figure.unit and not f.is_change for f in alike) > 1:
        return False
    before = [f for f in sentence.figures if f.at < figure.at]
    return all(any(_gives(other, figure, field) for other in before) for field in carried)


def _gives(other: Figure, figure: Figure, field: str) -> bool:
    """Whether a figure before has the subject (or is of the measure) that this one carries over."""
    same = other.record.subject == figure.record.subject if field == "subject" else other.name == figure.name
    return same and field not in other.record.inherited


def _may_differ(figure: Figure, cell: Figure) -> bool:
    """Whether two values are a slip of each other and no different things."""
    a, b = abs(figure.tight.middle), abs(cell.tight.middle)
    if figure.record.kind in ("share", "rate", "growth"):
        return True
    return may_be_slip(a, b)


def _says_what(figure: Figure) -> bool:
    """Whether a name says more than 占比: then it stands for itself."""
    if figure.record.kind != "share":
        return True
    return len(bare_words(figure.record.measure or "")) >= 2


def _speaks_of_world(book: Book, sentence: Sentence) -> bool:
    """Whether a sentence, or one of the two before it, speaks of the world."""
    return any(_WORLD.search(near.text) for near in (sentence, *book.context(sentence, 2)))


def _is_twice(book: Book, here: Sentence, figure: Figure, there: Sentence, other: Figure) -> bool:
    """Whether two sentences certainly speak of one thing, so that a difference means something."""
    if (
        figure.record.forecast
        or other.record.forecast
        or not figure.record.subject
        or not other.record.subject
    ):
        return False
    if not of_one_source(here, there) or not _is_one_name(book, figure) or _are_of_two_things(here, there):
        return False
    year = (figure.period or "")[:4]
    if _core(figure.name) != _core(other.name) or year not in here.text or year not in there.text:
        return False
    if set(_DAY.findall(here.text)) != set(_DAY.findall(there.text)):  # of two events
        return False
    if figure.record.kind == "share" or not _is_explicit(here, figure):
        return False
    if not _is_explicit(there, other) or {figure.record.qualifier, other.record.qualifier} & {
        "over",
        "under",
    }:
        return False
    ratio = abs(figure.tight.middle / other.tight.middle) if other.tight.middle else Fraction(0)
    wide = _speaks_of_world(book, here) or _speaks_of_world(book, there)
    return not wide and Fraction(1, 2) < ratio < 2


def _is_one_name(book: Book, figure: Figure) -> bool:
    """Whether sentences give no more than two values under a name."""
    values = {abs(f.tight.middle) for f in (figure, *_twins(book, figure)) if f.table is None}
    return len(values) < 3


def _are_of_two_things(here: Sentence, there: Sentence) -> bool:
    pairs = [
        _same(left, right)
        for left in here.figures
        for right in there.figures
        if (left.name, left.unit, left.record.kind, left.period)
        == (right.name, right.unit, right.record.kind, right.period)
    ]
    return len(pairs) > 1 and not any(pairs)


def _core(name: str) -> str:
    return re.sub("行业|产业|数量", "", name)


def _agrees(book: Book, table: int, pairs: list[tuple[Figure, Figure]]) -> Finding:
    caption = book.extraction.tables[table].caption or "a table"
    shown = ", ".join(figure.text for figure, _ in pairs[:6]) + (" …" if len(pairs) > 6 else "")
    return finding(
        "text_against_table",
        True,
        f"{len(pairs)} figures of sentences stand in {caption} too: {shown}",
        [figure.value for figure, _ in pairs],
        [where for figure, cell in pairs for where in (figure.where, cell.where)],
    )


def _differs(check: str, figure: Figure, other: Figure, place: str, *, severity: str = "error") -> Finding:
    return finding(
        check,
        False,
        f"{figure.name} ({figure.period}) is {figure.text} in the sentence, {other.text} in {place}",
        [figure.value, other.value],
        [figure.where, other.where],
        severity="warning" if severity == "warning" else "error",
    )
