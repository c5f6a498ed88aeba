"""Rows told by the white between them: wider than the distance of two lines of a cell, and right across.

Every line is given the height of a line (the distance at which the lines of a cell follow one another);
what then touches is one row. Where cells stand inside their row (at the top, in the middle) does not
matter. A column of merged cells bridges the white: it is left out, and its cells are dealt to the rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import inf

from report_etl.extract.tables.cells import Piece

_WHITE = 0.12  # em beyond the height of a line
_CLOSEST, _FURTHEST = 0.9, 2.6  # em from line to line in a cell
_SAME = 0.06  # em by which equal distances may differ
_OFF = 0.8  # em by which a merged cell may miss the place of its rows
_LABEL = 16  # characters of a merged cell
_MOST = 400  # lines of a column

Columns = Sequence[Sequence[Piece]]
Cells = list[dict[int, tuple[Piece, ...]]]


@dataclass(frozen=True)
class WhiteRows:
    """For each row its cells by column; for merged columns the row in which each row's cell begins."""

    cells: Cells
    begins: Mapping[int, Sequence[int]]


def white_rows(columns: Columns, height: float | None = None) -> WhiteRows | None:
    """The rows of the lines of each column, all on one page; None where white does not tell them.

    There may be one row where the `height` of a line is known, else there are several.
    """
    fewest = 2 if height is None else 1
    height = height or line_height(columns)
    if height is None or any(len(column) > _MOST for column in columns):
        return None
    best: WhiteRows | None = None
    for merged in ((), (0,), (1,), (0, 1)):
        if len(columns) - len(merged) < 2:
            continue
        found = _rows(columns, merged, height, fewest)
        if found is not None and (best is None or len(found.cells) > len(best.cells)):
            best = found
    return best


def line_height(columns: Columns) -> float | None:
    """From line to line in a cell: the least distance in a column, and what hardly differs from it."""
    steps = [
        (step, a.size)
        for column in columns
        for a, b in pairwise(column)
        if a.box.page == b.box.page
        and _CLOSEST * a.size <= (step := _middle(b) - _middle(a)) <= _FURTHEST * a.size
    ]
    if not steps:
        return None
    least, em = min(steps)
    return max(step for step, _ in steps if step <= least + _WHITE * em)


def _rows(columns: Columns, merged: Sequence[int], height: float, fewest: int) -> WhiteRows | None:
    kept = [number for number in range(len(columns)) if number not in merged]
    bands = _bands(
        [(piece, number) for number in kept for piece in columns[number]], height, len(kept), fewest
    )
    if bands is None:
        return None
    cells: Cells = []
    for band in bands:
        cells.append({n: tuple(p for p, column in band if column == n) for n in kept})
        cells[-1] = {n: pieces for n, pieces in cells[-1].items() if pieces}
    begins: dict[int, list[int]] = {}
    for number in merged:
        own = [(piece, number) for piece in columns[number]]
        groups = [tuple(piece for piece, _ in band) for band in _touching(own, height, _WHITE)[0]]
        if any(sum(len(piece.text) for piece in group) > _LABEL for group in groups):
            return None
        places = _deal(groups, [(band[0][0].box.top, band[-1][0].box.bottom) for band in bands])
        if places is None:
            return None
        begins[number] = places
        for group, row in zip(groups, sorted({place for place in places if place >= 0}), strict=True):
            cells[row][number] = group
    return WhiteRows(cells, begins)


Band = list[tuple[Piece, int]]


def _bands(pieces: Band, height: float, columns: int, fewest: int) -> list[Band] | None:
    """What stands together, row by row; None when white runs through rows as it does between them."""
    white = _WHITE
    for _ in range(8):
        bands, gaps = _touching(pieces, height, white)
        if len(bands) < fewest:
            return None
        single = [
            number
            for number, band in enumerate(bands)
            if number and columns > 2 and len({column for _, column in band}) < 2
        ]
        if not single:
            return bands
        inside = max(min(gaps[number - 1 : number + 1]) for number in single)
        white = inside + 2 * _SAME
    return None


def _touching(pieces: Band, height: float, white: float) -> tuple[list[Band], list[float]]:
    """The lines in groups with no more than `white` em between them, and the white between the groups."""
    bands: list[Band] = []
    gaps: list[float] = []
    for piece, column in sorted(pieces, key=lambda entry: _middle(entry[0])):
        gap = (_middle(piece) - _middle(bands[-1][-1][0]) - height) / piece.size if bands else 0.0
        if gap > white:
            gaps.append(gap)
        if not bands or gap > white:
            bands.append([])
        bands[-1].append((piece, column))
    return bands, gaps


def _deal(groups: Sequence[Sequence[Piece]], rows: Sequence[tuple[float, float]]) -> list[int] | None:
    """For each row the row in which its merged cell begins (-1: on the page before); None if none fits.

    A merged cell stands in the middle of its rows, `rows` being their tops and bottoms.
    """

    @cache
    def best(number: int, first: int) -> tuple[float, int]:
        """The least miss of the cells from `number` on in the rows from `first` on, and its end."""
        if number == len(groups):
            return (0.0 if first == len(rows) else inf), first
        group = groups[number]
        middle, em = (group[0].box.top + group[-1].box.bottom) / 2, group[0].size
        found = (inf, first)
        for last in range(first, len(rows)):
            miss = abs(middle - (rows[first][0] + rows[last][1]) / 2) / em
            if miss <= _OFF:
                found = min(found, (miss + best(number + 1, last + 1)[0], last + 1))
        return found

    start = min(range(len(rows)), key=lambda row: best(0, row)[0] + _OFF * (row > 0))
    if best(0, start)[0] == inf:
        return None
    places, row = [-1] * start, start
    for number in range(len(groups)):
        end = best(number, row)[1]
        places.extend([row] * (end - row))
        row = end
    return places


def _middle(piece: Piece) -> float:
    return (piece.box.top + piece.box.bottom) / 2
