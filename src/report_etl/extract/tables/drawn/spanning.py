"""Cells over several of the rows between drawn lines: no line parts them, or one runs through their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from report_etl.extract.tables.drawn.cells import Piece
from report_etl.extract.tables.drawn.merged import deal
from report_etl.extract.tables.drawn.placed import BlockRow, Placed, Stack
from report_etl.models import Box

_INSIDE = 0.2  # em of words on both sides of a line that runs through them
_CLOSE = 0.05  # em by which lines of a cell may stand further apart than usual
_PADDING = 0.3  # em that cells of two rows stand further apart than lines of one
_LEVEL = 0.25  # em by which cells of a row may miss one another

Rows = Sequence[BlockRow]


def with_spanning(
    rows: Rows, stack: Stack, bands: Sequence[Sequence[int]], height: float | None
) -> list[BlockRow]:
    """The rows of the `bands`, each cell given to all of them that no drawn line parts in its column.

    `height`: from line to line in a cell. A cell that is not level with its row is of several; where
    nothing shows of which, they have none.
    """
    found, strips = list(rows), stack.strips
    for column in range(stack.columns):
        middle = _middle(stack, column)
        if middle is None:
            continue
        first, crossed = 0, False
        for number, (above, below) in enumerate(pairwise(bands), 1):
            a, b = strips[above[-1]], strips[below[0]]
            between = [rule for rule in stack.rules if a.middle < rule.top < b.middle and a.page == b.page]
            parting = [rule for rule in between if rule.x0 <= middle <= rule.x1]
            one = bool(parting) and _are_one(rows, number, column, parting, height, stack.header)
            crossed = crossed or one
            if not between or (parting and not one):
                _span(found, first, number, column)
                first = number
        _span(found, first, len(found), column)
        _deal_the_rest(found, int(stack.header), column, crossed=crossed)
    return found


def _middle(stack: Stack, column: int) -> float | None:
    """Where a column stands; one that is empty here, where it does on the page before if the others do."""
    own, before = (
        {n: _boxes(strips, n) for n in range(stack.columns)} for strips in (stack.strips, stack.before)
    )
    if not own[column] and any(own[n] and before[n] and not _overlap(own[n], before[n]) for n in own):
        return None
    boxes = own[column] or before[column]
    return median(box.middle_x for box in boxes) if boxes else None


def _boxes(strips: Sequence[Placed], column: int) -> list[Box]:
    return [strip.cells[column].box for strip in strips if column in strip.cells]


def _overlap(one: Sequence[Box], other: Sequence[Box]) -> bool:
    """Whether what stands in two columns stands one above the other."""
    return any(a.x0 < b.x1 and b.x0 < a.x1 for a in one for b in other)


def _are_one(
    rows: Rows, number: int, column: int, parting: Sequence[Box], height: float | None, header: bool
) -> bool:
    """Whether a cell goes on from the row above: a line runs through its words, or between two of its lines.

    Colours that part rows leave a cell over several of them in parts. Then its lines stand as close as those
    of one cell, no others of two rows do, and its parts do not all stand where cells stand in their rows.
    """
    above, below = rows[number - 1].cells.get(column, ()), rows[number].cells.get(column, ())
    if number <= header:
        return False
    if any(_runs_through(rule, piece) for rule in parting for piece in (*above, *below)):
        return True
    if height is None or not above or not below or _stand_alike(rows[header:]):
        return False
    em = above[-1].size
    others = [
        _step(a.cells[n], b.cells[n])
        for place, (a, b) in enumerate(pairwise(rows), 1)
        for n in a.cells.keys() & b.cells.keys()
        if place > header and n != column
    ]
    apart = bool(others) and min(others) > height + _PADDING * em
    return apart and _step(above, below) <= height + _CLOSE * em


def _stand_alike(rows: Rows) -> bool:
    """Whether the cells of every row stand at its top, or all in its middle, or all at its foot."""
    places = [[_places(cell) for cell in row.cells.values()] for row in rows]
    return any(
        all(max(own) - min(own) <= _LEVEL * rows[0].cells[min(rows[0].cells)][0].size for own in each)
        for each in ([[cell[n] for cell in row] for row in places] for n in range(3))
    )


def _runs_through(rule: Box, piece: Piece) -> bool:
    inside = _INSIDE * piece.size
    return piece.box.top + inside < rule.top < piece.box.bottom - inside and rule.page == piece.box.page


def _step(above: Sequence[Piece], below: Sequence[Piece]) -> float:
    """From the last line of a cell to the first one of the cell below."""
    return below[0].box.middle_y - above[-1].box.middle_y


def _span(rows: list[BlockRow], first: int, end: int, column: int) -> None:
    """Give the rows from `first` to `end` one cell in a column."""
    lines = tuple(piece for row in rows[first:end] for piece in row.cells.get(column, ()))
    for number in range(first, end if end - first > 1 else first):
        row = rows[number]
        cells = {**row.cells, column: lines} if lines else row.cells
        merged = row.merged | {column} if number > first else row.merged
        rows[number] = replace(row, cells=cells, merged=merged, spans=row.spans | {column})


def _deal_the_rest(rows: list[BlockRow], header: int, column: int, *, crossed: bool) -> None:
    """Deal the cells that no line shows to be of several rows but that are not level with their own.

    Where lines are `crossed` in a column, none of them tells.
    """
    whole = range(header, len(rows))
    runs = [list(run) for spans, run in groupby(whole, lambda n: column in rows[n].spans) if not spans]
    for run in runs:
        owners = [n for n in run if column in rows[n].cells]
        told = not crossed and all(_is_level(rows[n], column) for n in owners)
        if not owners or len(owners) == len(run) or told:
            continue
        cells = [rows[n].cells[column] for n in owners]
        beside = [[p for n, cell in rows[r].cells.items() if n != column for p in cell] for r in run]
        holds, unsure = deal(cells, beside) or ([], frozenset(range(len(run))))
        for place, number in enumerate(run):
            row = rows[number]
            kept = {n: cell for n, cell in row.cells.items() if n != column}
            if place in unsure or holds[place] < 0:
                rows[number] = replace(row, cells=kept, unsure=row.unsure | {column})
                continue
            first = holds.index(holds[place]) == place
            merged = row.merged if first else row.merged | {column}
            kept[column] = cells[holds[place]]
            rows[number] = replace(row, cells=kept, merged=merged, spans=row.spans | {column})


def _is_level(row: BlockRow, column: int) -> bool:
    """Whether a cell stands at the top of its row, in the middle or at the foot, as others do."""
    own = row.cells[column]
    others = [cell for n, cell in row.cells.items() if n != column and n not in row.spans]
    near = _LEVEL * own[0].size
    places = [_places(cell) for cell in others]
    return not places or any(
        abs(a - b) <= near for other in places for a, b in zip(_places(own), other, strict=True)
    )


def _places(cell: Sequence[Piece]) -> tuple[float, float, float]:
    top, foot = cell[0].box.middle_y, cell[-1].box.middle_y
    return top, (top + foot) / 2, foot
