"""A PDF page → its lines in reading order and its grids, not yet placed in the raw text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pdfminer.layout import LTContainer

from report_etl.models import ILLEGIBLE
from report_etl.readers.frames import divide_items, frame_items
from report_etl.readers.glyphs import Glyph, PageGlyphs, Rectangle, read_glyphs
from report_etl.readers.grids import GridBox, rulings_to_grids
from report_etl.readers.heads import with_heads
from report_etl.readers.items import Item, grid_item, segment_item
from report_etl.readers.lines import Printed, Row, glyphs_to_rows, row_to_line, rows_to_segments
from report_etl.readers.order import in_reading_order
from report_etl.readers.rulings import (
    Edge,
    cell_sides,
    covering_image,
    header_sides,
    merge_edges,
    read_rulings,
    stripe_sides,
)
from report_etl.readers.watermark import set_apart

_CROSSED = 0.04  # words over borders for each line of a grid; more, and the lines are no borders
_HEADER_ROWS = 3
_CLOSE_BELOW = 1.6  # em between a header and the row below it
_CLOSING = "，。、；：？！）》〉】」』”’,.;:?!)"


@dataclass(frozen=True, slots=True)
class ComposedGrid:
    """A grid and the lines of each of its cells, in the order of the cells."""

    grid: GridBox
    lines: tuple[tuple[Printed, ...], ...]


@dataclass(frozen=True, slots=True)
class ComposedPage:
    """What a page shows, in reading order: lines and grids.

    `rules` stand outside grids: horizontal lines, and where coloured headers and rows end.
    """

    width: float
    height: float
    turns: int
    content: tuple[Printed | ComposedGrid, ...]
    rules: tuple[Rectangle, ...]
    characters: int
    unreadable: int
    is_picture: bool
    crowded: bool

    @property
    def is_overprinted(self) -> bool:
        """Whether texts lie over one another somewhere, so that nobody can read them."""
        lines = (line for part in self.content for line in _lines(part))
        return any(ILLEGIBLE in line.text for line in lines)


def compose_page(layout: LTContainer[Any], visible: Rectangle, media_height: float) -> ComposedPage:
    """Read what pdfminer laid out; `visible` is the crop box inside the media box."""
    read = read_glyphs(layout, visible, media_height)
    width, height = read.frame.size
    rulings = read_rulings(layout, read.frame)
    text, marks = set_apart(read.upright)
    grids, loose = _fill_grids(with_heads(rulings_to_grids(rulings), rulings.horizontal, text), text)
    rules = [edge for edge in rulings.horizontal if not _in_grids(edge, grids)]
    fills = rulings.fills
    coloured = [*header_sides(fills, rules), *stripe_sides(fills, rules), *cell_sides(fills, rules)]
    heads = [edge for edge in coloured if not _in_grids(edge, grids)]
    borders = merge_edges([*rules, *heads])
    segments = [segment_item(row) for row in rows_to_segments(glyphs_to_rows(loose))]
    items = segments + [grid_item(grid.grid.box, number) for number, grid in enumerate(grids)]
    content: list[Printed | ComposedGrid] = []
    framed = divide_items(frame_items(items, rules), rulings.horizontal, rulings.vertical)
    for row in in_reading_order(framed, rules, width, height):
        if row[0].grid is not None:
            content.append(grids[row[0].grid])
        else:
            line = row_to_line(_glyphs(row))
            if line is not None:
                content.append(line)
    content.extend(_lines_apart(read, marks))
    return ComposedPage(
        width,
        height,
        read.frame.turns,
        tuple(content),
        tuple((edge.low, edge.at, edge.high, edge.at) for edge in borders),
        sum(1 for glyph in text if not glyph.text.isspace()),
        read.unreadable,
        covering_image(layout, width, height),
        rulings.crowded,
    )


def _lines(part: Printed | ComposedGrid) -> Iterable[Printed]:
    return (part,) if isinstance(part, Printed) else chain.from_iterable(part.lines)


def _glyphs(row: Sequence[Item]) -> list[Glyph]:
    return [glyph for item in row for glyph in item.glyphs if isinstance(glyph, Glyph)]


def _fill_grids(found: list[GridBox], glyphs: Sequence[Glyph]) -> tuple[list[ComposedGrid], list[Glyph]]:
    """Each glyph to the cell in which its middle lies; grids that are no tables give their text back.

    A word that runs over the border of its cell stays whole; where many do, the lines are no borders.
    """
    if not found:
        return [], list(glyphs)
    finders = [grid.finder() for grid in found]
    inside: list[dict[int, list[Glyph]]] = [{} for _ in found]
    crossings = [0] * len(found)
    loose: list[Glyph] = []
    before: tuple[Glyph, int, int] | None = None
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        for number, finder in enumerate(finders):
            cell = finder.cell_at(x, y)
            if cell is not None:
                if before is not None and before[1] == number and before[2] != cell:
                    hangs = _follows(glyph, before[0], 0.1) and glyph.text in _CLOSING
                    across = glyph.x0 < found[number].cells[cell].box[0] - 0.1 * glyph.size
                    if hangs or (across and _follows(glyph, before[0], 0.05)):
                        crossings[number] += not hangs
                        cell = before[2]
                inside[number].setdefault(cell, []).append(glyph)
                before = glyph, number, cell
                break
        else:
            if before is not None and glyph.text in _CLOSING and _follows(glyph, before[0], 0.1):
                inside[before[1]].setdefault(before[2], []).append(glyph)  # it hangs out of the table
                before = glyph, before[1], before[2]
            else:
                loose.append(glyph)
    composed: list[ComposedGrid] = []
    outside = list(loose)
    for grid, cells, crossed in zip(found, inside, crossings, strict=True):
        rows = [glyphs_to_rows(cells.get(number, [])) for number in range(len(grid.cells))]
        borders = crossed <= _CROSSED * sum(map(len, rows)) and not _heads_rows(grid, outside)
        if borders and _is_table(grid, rows):
            lines = tuple(tuple(filter(None, map(row_to_line, cell))) for cell in rows)
            composed.append(ComposedGrid(grid, lines))
        else:
            loose.extend(glyph for part in cells.values() for glyph in part)
    return composed, loose


def _follows(glyph: Glyph, before: Glyph, gap: float) -> bool:
    """Whether a glyph stands directly behind another on one baseline: no further than `gap` em."""
    distance = (glyph.x0 - before.x1) / glyph.size
    return -0.1 <= distance <= gap and abs(glyph.base - before.base) < 0.1 * glyph.size


def _is_table(grid: GridBox, rows: Sequence[Sequence[Row]]) -> bool:
    """Whether two columns hold text, and no cell holds a table of its own that has no lines."""
    filled = {cell.column for cell, lines in zip(grid.cells, rows, strict=True) if lines}
    if len(filled) < 2:
        return False
    for lines in rows:
        split = Counter(len(list(rows_to_segments([line]))) for line in lines)
        if sum(count for pieces, count in split.items() if pieces >= 3) >= 3:
            return False
    return True


def _heads_rows(grid: GridBox, glyphs: Sequence[Glyph]) -> bool:
    """Whether a grid of few rows is but the coloured header of rows that have no lines themselves."""
    x0, _, x1, bottom = grid.box
    below = [
        glyph
        for glyph in glyphs
        if grid.rows <= _HEADER_ROWS
        and -0.3 <= (glyph.top - bottom) / glyph.size <= _CLOSE_BELOW
        and x0 <= (glyph.x0 + glyph.x1) / 2 <= x1
    ]
    lefts = sorted({cell.box[0] for cell in grid.cells})
    segments = rows_to_segments(glyphs_to_rows(below)[:1])
    columns = {bisect_right(lefts, (row[0].x0 + row[-1].x1) / 2) for row in segments}
    return len(columns) >= max(2, grid.columns - 1)


def _in_grids(edge: Edge, grids: Sequence[ComposedGrid]) -> bool:
    for composed in grids:
        x0, top, x1, bottom = composed.grid.box
        if top - 3 <= edge.at <= bottom + 3 and edge.low < x1 and edge.high > x0:
            return True
    return False


def _lines_apart(read: PageGlyphs, marks: Sequence[Glyph]) -> list[Printed]:
    """Watermarks and sideways text, each wording once."""
    lines: dict[str, Printed] = {}
    for row in glyphs_to_rows(marks):
        line = row_to_line(row)
        if line is not None:
            lines.setdefault(line.text, line)
    for run in read.slanting:
        text = "".join(glyph.text for glyph in run)
        edges = tuple((glyph.x0, glyph.x1) for glyph in run for _ in glyph.text)
        if text.strip():
            box = (
                min(glyph.x0 for glyph in run),
                min(glyph.top for glyph in run),
                max(glyph.x1 for glyph in run),
                max(glyph.bottom for glyph in run),
            )
            lines.setdefault(text, Printed(text, edges, box, min(glyph.size for glyph in run)))
    return list(lines.values())
