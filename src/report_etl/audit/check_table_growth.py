"""Checks inside tables: growth over time and between two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from report_etl.audit.book import Book
from report_etl.audit.findings import Case, each, percent, show
from report_etl.audit.grids import Cell, Grid, Line
from report_etl.audit.intervals import Interval, growth, slip, verdict
from report_etl.audit.periods import previous_period
from report_etl.records import Finding

_GROWTH = re.compile("同比|环比|增|降|涨|跌|变动|变化|CAGR")
_SIZES = re.compile("额|量|数")  # 增加额, 增减数: a change that is no percentage
_RATE = re.compile("率|比|占")
_CHAINED = re.compile("环比")
_MOST_LINES = 12

Outcome = tuple[int, Cell, Cell, Cell, bool | None]  # entry, old, new, growth, verdict


def _is_growth(old: Interval, new: Interval, printed: Interval) -> bool:
    return growth(old, new).meets(printed)


def growth_in_table(book: Book) -> Iterator[Finding]:
    """A growth column fits the levels of its table: g ∋ 100 · (new − old) / old.

    Levels are those of the entry's period and of the year before (环比: the part before). The column
    of levels is the one that most entries fit. An entry that does not fit is an error when the others
    show that the columns belong together.
    Source: definition of growth on the same period (同比) and on the part before (环比).
    """
    for grid in book.grids:
        places = {period: i for i, period in enumerate(grid.periods) if period}
        levels = [line for line in grid.lines if not line.is_percent]
        for line in grid.lines[:_MOST_LINES] if len(places) >= 3 else ():
            if line.is_percent and _GROWTH.search(line.name):
                tried = [(_over_time(line, level, places), level) for level in levels[:_MOST_LINES]]
                yield from _report("growth_in_table", book, grid, line, _best(tried, line))


def _over_time(line: Line, level: Line, places: dict[str, int]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for period, i in places.items():
        j = places.get(previous_period(period, chained=_CHAINED.search(line.name) is not None) or "")
        if j is not None:
            outcomes += _outcome(i, level.cells[j], level.cells[i], line.cells[i])
    return outcomes


def _outcome(i: int, old: Cell | None, new: Cell | None, cell: Cell | None) -> Iterator[Outcome]:
    if cell and old and new and old.value > 0 and new.value >= 0:
        yield i, old, new, cell, verdict(_is_growth, old, new, cell)


def change_in_table(book: Book) -> Iterator[Finding]:
    """A column of changes fits the two columns it compares: g ∋ 100 · (new − old) / old.

    For rates the change may be the difference in points. The two columns are those that most rows
    fit; a row that does not is an error when at least three others do and at most a third does not.
    Source: the tables 本期、上年同期、增减 of annual reports.
    """
    for grid in book.grids:
        if sum(period is not None for period in grid.periods) >= 3:
            continue
        levels = [line for line in grid.lines if not line.is_percent or not _GROWTH.search(line.name)]
        for line in grid.lines[:_MOST_LINES]:
            if not line.is_percent or not _GROWTH.search(line.name) or _SIZES.search(line.name):
                continue
            near = [level for level in levels if abs(level.place - line.place) <= 4]
            tried = [(_between(grid, line, new, old), new) for new, old in permutations(near, 2)]
            outcomes = _best(tried, line)
            good, bad = (sum(outcome[4] is held for outcome in outcomes) for held in (True, False))
            if good >= 3 and 3 * bad <= good:
                yield from _report("change_in_table", book, grid, line, outcomes)


def _between(grid: Grid, line: Line, new_line: Line, old_line: Line) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for i, cells in enumerate(zip(old_line.cells, new_line.cells, line.cells, strict=True)):
        for _, old, new, cell, fits in _outcome(i, *cells):
            is_rate = old.text.strip()[-1:] in "%％" or _RATE.search(grid.labels[i]) is not None
            if fits is not True and is_rate:
                fits = True if (new.tight - old.tight).meets(cell.tight) else None
            outcomes.append((i, old, new, cell, fits))
    return outcomes


def _best(tried: list[tuple[list[Outcome], Line]], line: Line) -> list[Outcome]:
    """The outcomes of the columns that fit best; of equals those next to the growth."""

    def rank(item: tuple[list[Outcome], Line]) -> tuple[int, int]:
        outcomes, level = item
        good, bad = (sum(outcome[4] is held for outcome in outcomes) for held in (True, False))
        distance = line.place - level.place
        return good - bad, -(distance if distance > 0 else 50 - distance)

    return max(tried, key=rank)[0] if tried else []


def _report(check: str, book: Book, grid: Grid, line: Line, outcomes: list[Outcome]) -> Iterator[Finding]:
    good = [outcome for outcome in outcomes if outcome[4] is True]
    bad = [outcome for outcome in outcomes if outcome[4] is False]
    if len(good) < max(2, len(bad)):  # too few fit to blame the others
        return
    cases: list[Case] = []
    for i, old, new, cell, fits in (*good, *bad):
        severity = slip(growth(old.wide, new.wide), cell)
        right = 100 * (new.value / old.value - 1)
        says = (
            f"{grid.labels[i]} of {grid.name}: from {old.text} to {new.text} is {percent(right, cell.text)}, "
            f"{line.name} says {cell.text}" + _either(i, bad)
        )
        places = tuple(book.where(grid, one.row, one.text) for one in (cell, new, old))
        values = (old.text, new.text, cell.text, show(right))
        if fits or severity:
            cases.append(
                Case(bool(fits), says, values, places, severity or "error", percent(right, cell.text))
            )
    yield from each(check, cases, f"{line.name} of {grid.name} fits the levels in {{n}} entries")


def _common(first: Outcome, second: Outcome) -> Cell | None:
    """The level that two neighbouring entries share, when another value of it would fit both."""
    _, old, level, rate, _ = first
    _, same, new, next_rate, _ = second
    if same is not level or rate.value <= -100 or next_rate.value <= -100:
        return None
    forward = old.tight.by(Interval(1 + rate.tight.low / 100, 1 + rate.tight.high / 100))
    back = new.tight.over(Interval(1 + next_rate.tight.low / 100, 1 + next_rate.tight.high / 100))
    return level if back.meets(forward) else None


def _either(i: int, bad: list[Outcome]) -> str:
    """When one level explains two entries that do not fit, it is the likely cause."""
    for first, second in permutations(bad, 2):
        if i in (first[0], second[0]) and (level := _common(first, second)):
            return f"; both fit if {level.text} is wrong"
    return ""


CHECKS = (growth_in_table, change_in_table)
