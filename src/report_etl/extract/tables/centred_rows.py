"""Rows whose cells are centred: each cell has its middle at the height of its row.

A column with one line in each row (mostly the date) tells the heights; the lines of every other column
are dealt out to the rows so that the middle of each cell fits best. A column with fewer cells than
rows holds merged cells, each in the middle of its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from report_etl.extract.tables.cells import Piece

_OFF = 0.65  # em by which the middle of a cell may miss that of its row
_GOOD = 0.22  # em; a mean miss up to this is a fit
_EMPTY = 0.4  # em; what an empty cell costs
_LONGEST = 30  # lines of a cell
_MAX_LINES = 150  # of a column

Column = Sequence[Piece]
Cells = list[tuple[Piece, ...]]


def centred_rows(
    columns: Sequence[Column], fewest: int = 3
) -> tuple[list[Cells], dict[int, list[int]]] | None:
    """For each column its cells row by row, and for merged columns the row in which each row's cell begins.

    None when the columns do not fit one another that way, or show less than `fewest` rows.
    """
    if any(len(column) > _MAX_LINES for column in columns) or min(map(len, columns)) == 0:
        return None
    best: tuple[float, list[Cells], dict[int, list[int]]] | None = None
    for anchor, groups in _anchors(columns, fewest):
        fitted = _fit(columns, anchor, groups)
        if fitted is not None and (best is None or fitted[0] < best[0]):
            best = fitted
    return None if best is None else (best[1], best[2])


def _anchors(columns: Sequence[Column], fewest: int) -> list[tuple[int, Cells]]:
    """Columns whose cells stand clear of one another, and these cells."""
    step = min((b.box.top - a.box.top for column in columns for a, b in pairwise(column)), default=0.0)
    anchors: list[tuple[int, Cells]] = []
    for number, column in enumerate(columns):
        groups: list[list[Piece]] = [[column[0]]]
        for before, after in pairwise(column):
            if after.box.top - before.box.top > 1.15 * step:
                groups.append([])
            groups[-1].append(after)
        if len(groups) >= fewest:
            anchors.append((number, [tuple(group) for group in groups]))
    return anchors


def _fit(
    columns: Sequence[Column], anchor: int, groups: Cells
) -> tuple[float, list[Cells], dict[int, list[int]]] | None:
    heights = [_middle(group) for group in groups]
    tops = [group[0].box.top for group in groups]
    em = columns[anchor][0].size
    total = hanging = 0.0
    cells: list[Cells] = []
    merged: dict[int, list[int]] = {}
    for number, column in enumerate(columns):
        if number == anchor:
            cells.append(groups)
            continue
        dealt = _deal(column, heights, em)
        if dealt is None:
            spread = _spread(column, heights, em)
            if spread is None or number > 1:
                return None
            merged[number] = spread[1]
            cells.append(spread[0])
            continue
        total += dealt[0] / len(heights)
        if all(dealt[1]):
            hanging += dealt[0] / len(heights) - _level(column, tops, em)
        cells.append(dealt[1])
    if total > _GOOD * (len(columns) - 1 - len(merged)) or hanging >= 0:
        return None
    return total + _GOOD * len(merged), cells, merged


def _deal(column: Column, heights: Sequence[float], em: float) -> tuple[float, Cells] | None:
    """The lines of a column as one cell for each row (perhaps empty), and how far their middles miss."""
    count = len(column)

    @cache
    def best(row: int, used: int) -> tuple[float, int]:
        """Least cost of the rows from `row` on when `used` lines are gone, and the lines of this row."""
        if row == len(heights):
            return (0.0, 0) if used == count else (float("inf"), 0)
        found = (_EMPTY + best(row + 1, used)[0], 0)
        for length in range(1, min(_LONGEST, count - used) + 1):
            miss = abs(_middle(column[used : used + length]) - heights[row]) / em
            if miss <= _OFF:
                cost = miss + best(row + 1, used + length)[0]
                if cost < found[0]:
                    found = (cost, length)
        return found

    cost, _ = best(0, 0)
    if cost == float("inf"):
        return None
    cells: Cells = []
    used = 0
    for row in range(len(heights)):
        length = best(row, used)[1]
        cells.append(tuple(column[used : used + length]))
        used += length
    return cost, cells


def _level(column: Column, tops: Sequence[float], em: float) -> float:
    """How far the first lines of the cells of a column miss the tops of the rows: little, if cells hang."""
    starts = [piece.box.top for piece in column]
    return sum(min(1.0, min(abs(top - start) for start in starts) / em) for top in tops) / len(tops)


def _spread(column: Column, heights: Sequence[float], em: float) -> tuple[Cells, list[int]] | None:
    """The cells of a column of merged cells, each in the middle of its rows."""
    step = min((b.box.top - a.box.top for a, b in pairwise(column)), default=0.0)
    groups: list[list[Piece]] = []
    for piece in column:
        near = groups and piece.box.top - groups[-1][-1].box.top < 1.3 * min(step, 1.9 * em)
        if near:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    cells: Cells = [() for _ in heights]
    begins: list[int] = []
    row = 0
    for group in groups:
        middle = _middle(group)
        last = next(
            (
                end
                for end in range(row, len(heights))
                if abs((heights[row] + heights[end]) / 2 - middle) <= 0.5 * _OFF * em + 0.25 * em
            ),
            None,
        )
        if last is None:
            return None
        cells[row] = tuple(group)
        begins.extend([row] * (last - row + 1))
        row = last + 1
    return (cells, begins) if row == len(heights) else None


def _middle(pieces: Sequence[Piece]) -> float:
    return (pieces[0].box.top + pieces[-1].box.bottom) / 2
