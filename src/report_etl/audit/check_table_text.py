"""Checks of what sentences say of the entries of a table that are no amounts of one thing over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from report_etl.audit.book import Book
from report_etl.audit.figures import Figure, Sentence
from report_etl.audit.findings import finding, percent
from report_etl.audit.grids import Cell, Grid
from report_etl.audit.intervals import Interval, slip, total, verdict
from report_etl.audit.names import alike, bare_words
from report_etl.audit.weigh import Case, each
from report_etl.records import Finding

_Twin = tuple[Figure, Figure]


def growth_of_entry(book: Book) -> Iterator[Finding]:
    """A growth that a sentence gives an entry (a region) is that of the table: 山东同比下降19.2%.

    Compared when one table gives the entry one growth. A difference is an error when another entry of
    the sentence agrees with the same table.
    Source: the same figure twice.
    """
    cells: dict[str, list[Figure]] = defaultdict(list)
    for figure in book.figures:
        if figure.table is not None and figure.record.kind == "growth" and figure.record.subject:
            cells[figure.record.subject].append(figure)
    for sentence in book.sentences:
        twins = [twin for figure in sentence.figures if (twin := _twin(figure, cells))]
        good = [(figure, cell) for figure, cell in twins if _agree(figure, cell)]
        tables = {cell.table for _, cell in good}
        cases = [
            Case(
                _agree(figure, cell),
                f"{figure.record.subject} is {figure.text} in the sentence, {cell.text} in the table",
                (figure.value, cell.value),
                (figure.where, cell.where),
            )
            for figure, cell in twins
            if cell.table in tables
        ]
        said = ", ".join(f"{figure.record.subject} {figure.text}" for figure, _ in good)
        yield from each("growth_of_entry", cases, f"{said} as in the table")


def _twin(figure: Figure, cells: dict[str, list[Figure]]) -> _Twin | None:
    """The one cell with the growth of the same entry."""
    if figure.record.kind != "growth":
        return None
    found = [
        cell
        for cell in cells.get(figure.record.subject or "", ())
        if (figure.period is None or cell.period is None or figure.period == cell.period)
        and (not bare_words(figure.record.measure or "") or alike(figure.record.measure or "", cell.name))
    ]
    return (figure, found[0]) if len(found) == 1 else None


def _agree(figure: Figure, cell: Figure) -> bool:
    return verdict(Interval.meets, figure.signed, cell.signed) is not False


def group_in_table(book: Book) -> Iterator[Finding]:
    """A share of a group is the sum of its entries: 化石能源制氢 = 煤制氢 + 天然气制氢.

    For tables with a column of groups before the entries and one column of shares, of the same year as
    the sentence. A difference is an error when another share of the sentence fits the table.
    Source: arithmetic.
    """
    for grid in book.grids:
        shares = [line for line in grid.lines if line.is_percent and "占" in line.name]
        if len(shares) != 1 or len(set(grid.groups)) < 2:
            continue
        parts: dict[str, list[Cell]] = defaultdict(list)
        for group, cell in zip(grid.groups, shares[0].cells, strict=True):
            if cell is not None and group:
                parts[group].append(cell)
        for sentence in book.sentences:
            yield from _hold_groups(book, grid, sentence, parts)


def _hold_groups(
    book: Book, grid: Grid, sentence: Sentence, parts: dict[str, list[Cell]]
) -> Iterator[Finding]:
    told = [f for f in sentence.shares if f.record.subject in parts and _is_of_year(f, grid)]
    sums = {f: total([cell.tight for cell in parts[f.record.subject or ""]]) for f in told}
    good = [figure for figure in told if sums[figure].meets(figure.wide)]
    for figure in told:
        cells, added = parts[figure.record.subject or ""], sums[figure]
        severity = None if figure in good else slip(added, figure)
        if len(cells) < 2 or (figure not in good and (severity is None or not good)):
            continue
        yield finding(
            "group_in_table",
            figure in good,
            f"{figure.record.subject}: {' + '.join(cell.text for cell in cells)} of {grid.name} is "
            f"{percent(added.middle, figure.text)}, the sentence says {figure.text}",
            [figure.value, added.middle, *(cell.text for cell in cells)],
            [figure.where, *(book.where(grid, cell.row, cell.text) for cell in cells)],
            severity=severity or "error",
            suggestion=percent(added.middle, figure.text),
        )


def _is_of_year(figure: Figure, grid: Grid) -> bool:
    return figure.period is None or figure.period[:4] in (grid.caption or "")
