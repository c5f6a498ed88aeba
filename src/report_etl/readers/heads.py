"""Tables of which only the rows have lines between their columns, as yearbooks print them, with their header.

The header stands between two rules; a grid of the lines alone begins below the second one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from report_etl.readers.glyphs import Glyph
from report_etl.readers.grids import CellBox, GridBox
from report_etl.readers.lines import glyphs_to_rows
from report_etl.readers.rulings import Edge

_HEIGHT = (8.0, 60.0)  # points of a header at the least and the most
_NEAR = 3.0  # points within which a rule ends at the side of a table
_TOUCHING = 0.3  # em between characters of one label


def with_heads(grids: Sequence[GridBox], rules: Sequence[Edge], glyphs: Sequence[Glyph]) -> list[GridBox]:
    """The grids, each with the labels between it and the rule above as its first row, if it has such."""
    return [_with_head(grid, grids, rules, glyphs) for grid in grids]


def _with_head(
    grid: GridBox, grids: Sequence[GridBox], rules: Sequence[Edge], glyphs: Sequence[Glyph]
) -> GridBox:
    x0, first, x1, last = grid.box
    least, most = _HEIGHT
    above = [
        rule.at
        for rule in rules
        if first - most <= rule.at <= first - least and rule.low <= x0 + _NEAR and rule.high >= x1 - _NEAR
    ]
    if not above:
        return grid
    top = max(above)
    if any(other.box[3] > top - _NEAR and other.box[1] < top for other in grids):
        return grid  # the rule is the last line of a table above
    inside = [g for g in glyphs if top <= (g.top + g.bottom) / 2 <= first and x0 <= (g.x0 + g.x1) / 2 <= x1]
    sides = sorted({cell.box[0] for cell in grid.cells} | {x1})
    if not inside or not _are_labels(inside, sides):
        return grid
    head = tuple(
        CellBox(0, column, 1, 1, (left, top, right, first))
        for column, (left, right) in enumerate(pairwise(sides))
    )
    rows = tuple(cell._replace(row=cell.row + 1) for cell in grid.cells)
    return grid._replace(box=(x0, top, x1, last), rows=grid.rows + 1, cells=(*head, *rows), open_top=False)


def _are_labels(glyphs: Sequence[Glyph], sides: Sequence[float]) -> bool:
    """Whether no text runs from one column into the next, and all columns but one have some."""
    columns = {_column(glyph, sides) for glyph in glyphs}
    runs_over = any(
        _column(a, sides) != _column(b, sides) and b.x0 - a.x1 < _TOUCHING * b.size
        for row in glyphs_to_rows(glyphs)
        for a, b in pairwise(row)
    )
    return not runs_over and len(columns) >= max(2, len(sides) - 2)


def _column(glyph: Glyph, sides: Sequence[float]) -> int:
    return bisect_right(sides, (glyph.x0 + glyph.x1) / 2)
