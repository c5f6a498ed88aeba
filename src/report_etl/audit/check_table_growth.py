"""Checks inside tables: growth over time and between two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_etl.audit.book import Book
from report_etl.audit.check_growth import growth_between
from report_etl.audit.findings import percent, show
from report_etl.audit.grids import Cell, Grid, Line
from report_etl.audit.intervals import Interval, slip, verdict
from report_etl.audit.periods import previous_period
from report_etl.audit.weigh import Case, each
from report_etl.records import Finding

_GROWTH = re.compile("同比|环比|增|降|涨|跌|变动|变化|CAGR")
_SIZES = re.compile("额|量|数")  # 增加额, 增减数: a change that is no percentage
_RATE = re.compile("率|比|占")
_CHAINED = re.compile("环比")
_MOST_LINES = 12

Outcome = tuple[int, Cell, Cell, Cell, bool | None]  # entry, old, new, growth, verdict


def growth(old: Interval, new: Interval, printed: Interval) -> bool:
    """Whether 100 · (new − old) / old may be the printed growth."""
    return growth_between(old, new).meets(printed)


def growth_in_table(book: Book) -> Iterator[Finding]:
    """A growth column fits the levels of its table: g ∋ 100 · (new − old) / old.

    Levels are those of the entry's period and of the year before (环比: the part before). The column
    of levels is the one that most entries fit. An entry that does not fit is an error when the others
    show that the columns belong together.
    Source: definition of growth on the same period (同比) and on the part before (环比).
    """
    for grid in book.grids:
        places = {period: i for i, period in enumerate(grid.periods) if period}
        if len(places) < 3:
            continue
        levels = [line for line in grid.lines if not line.is_percent]
        for line in grid.lines[:_MOST_LINES]:
            if line.is_percent and _GROWTH.search(line.name):
                tried = [(_over_time(grid, line, level, places), level) for level in levels[:_MOST_LINES]]
                yield from _report("growth_in_table", book, grid, line, _best(tried, line))


def _over_time(grid: Grid, line: Line, level: Line, places: dict[str, int]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for period, i in places.items():
        before = previous_period(period, chained=_CHAINED.search(line.name) is not None)
        j = places.get(before or "")
        cell, new = line.cells[i], level.cells[i]
        old = level.cells[j] if j is not None else None
        if cell and old and new and old.value > 0 and new.value >= 0:
            outcomes.append((i, old, new, cell, verdict(growth, old, new, cell)))
    return outcomes


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
            pairs = [(a, b) for a in near for b in near if a is not b]
            tried = [(_between(grid, line, new, old), new) for new, old in pairs]
            outcomes = _best(tried, line)
            good = sum(outcome[4] is True for outcome in outcomes)
            if good >= 3 and 3 * sum(outcome[4] is False for outcome in outcomes) <= good:
                yield from _report("change_in_table", book, grid, line, outcomes)


def _between(grid: Grid, line: Line, new_line: Line, old_line: Line) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for i, (cell, new, old) in enumerate(zip(line.cells, new_line.cells, old_line.cells, strict=True)):
        if cell and new and old and old.value > 0 and new.value >= 0:
            fits = verdict(growth, old, new, cell)
            if fits is not True and (_is_rate(old) or _RATE.search(grid.labels[i])):
                fits = True if (new.tight - old.tight).meets(cell.tight) else None
            outcomes.append((i, old, new, cell, fits))
    return outcomes


def _is_rate(cell: Cell) -> bool:
    return cell.text.strip()[-1:] in "%％"


def _best(tried: list[tuple[list[Outcome], Line]], line: Line) -> list[Outcome]:
    """The outcomes of the columns that fit best; of equals those next to the growth."""

    def rank(item: tuple[list[Outcome], Line]) -> tuple[int, int]:
        outcomes, level = item
        good = sum(outcome[4] is True for outcome in outcomes)
        bad = sum(outcome[4] is False for outcome in outcomes)
        distance = line.place - level.place
        return good - bad, -(distance if distance > 0 else 50 - distance)

    return max(tried, key=rank)[0] if tried else []


def _report(check: str, book: Book, grid: Grid, line: Line, outcomes: list[Outcome]) -> Iterator[Finding]:
    good = [outcome for outcome in outcomes if outcome[4] is True]
    bad = [outcome for outcome in outcomes if outcome[4] is False]
    if bad and not _is_proved(good, bad):
        return
    cases: list[Case] = []
    for i, old, new, cell, fits in outcomes:
        severity = slip(growth_between(old.wide, new.wide), cell)
        if fits is None or (not fits and severity is None):
            continue
        right = 100 * (new.value / old.value - 1)
        complaint = (
            f"{grid.labels[i]} of {grid.name}: from {old.text} to {new.text} is {percent(right, cell.text)}, "
            f"{line.name} says {cell.text}" + _either(i, bad)
        )
        places = tuple(book.where(grid, one.row, one.text) for one in (cell, new, old))
        values = (old.text, new.text, cell.text, show(right))
        cases.append(Case(fits, complaint, values, places, severity or "error", percent(right, cell.text)))
    yield from each(check, cases, f"{line.name} of {grid.name} fits the levels in {{n}} entries")


def _is_proved(good: list[Outcome], bad: list[Outcome]) -> bool:
    """Whether enough entries fit to blame the others: as many, or all but two that one level explains."""
    if len(good) >= max(2, len(bad)):
        return True
    return bool(good) and len(bad) == 2 and _common(bad[0], bad[1]) is not None


def _common(first: Outcome, second: Outcome) -> Cell | None:
    """The level that two neighbouring entries share, when another value of it would fit both."""
    _, old, level, rate, _ = first
    _, same, new, next_rate, _ = second
    if same is not level or rate.value <= -100 or next_rate.value <= -100:
        return None
    forward = old.tight.by(Interval(1 + rate.tight.low / 100, 1 + rate.tight.high / 100))
    back = new.tight.over(Interval(1 + next_rate.tight.low / 100, 1 + next_rate.tight.high / 100))
    return level if back is not None and back.meets(forward) else None


def _either(i: int, bad: list[Outcome]) -> str:
    """When one level explains two entries that do not fit, it is the likely cause."""
    for first in bad:
        for second in bad:
            if i in (first[0], second[0]) and first is not second and (level := _common(first, second)):
                return f"; both fit if {level.text} is wrong"
    return ""
