"""What stands on a page, to be put in reading order: segments of printed lines, grids, and frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from report_etl.readers.glyphs import Rectangle
from report_etl.readers.lines import Row


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be put in order: a segment of a line (with its glyphs), the grid `grid`, or a frame.

    A frame is made of the items `inside`, which are read together.
    """

    box: Rectangle
    base: float
    size: float
    glyphs: tuple[object, ...] = ()
    grid: int | None = None
    inside: tuple[Item, ...] = ()

    @property
    def is_text(self) -> bool:
        return self.grid is None and not self.inside


def segment_item(row: Row) -> Item:
    """A segment of a printed line as an item."""
    return Item(
        (row[0].x0, min(g.top for g in row), max(g.x1 for g in row), max(g.bottom for g in row)),
        median(g.base for g in row),
        median(g.size for g in row),
        tuple(row),
    )


def grid_item(box: Rectangle, number: int) -> Item:
    """A grid as an item."""
    return Item(box, box[1], 0.0, (), number)


def rows_of(items: Sequence[Item]) -> list[list[Item]]:
    """Items of one baseline together, from top to bottom; a grid or a frame is a row of its own."""
    rows: list[list[Item]] = []
    for item in sorted(items, key=lambda item: (item.base, item.box[0])):
        last = rows[-1][0] if rows else None
        if (
            last is not None
            and item.is_text
            and last.is_text
            and item.base - last.base <= 0.3 * min(item.size, last.size)
        ):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [sorted(row, key=lambda item: item.box[0]) for row in rows]
