"""Parts of tables: what a finder gives page by page, before the parts are stitched and the cells joined."""

from __future__ import annotations

from dataclasses import dataclass

from report_etl.extract.tables.drawn.cells import Piece
from report_etl.models import Box, Cell, Layout, MappedText


@dataclass(frozen=True, slots=True)
class PartCell:
    """A cell before its lines are joined; `width` is the room for text, `spans` that it has more rows.

    `unsure`: it is empty because nothing tells which merged cell holds here.
    """

    pieces: tuple[Piece, ...] = ()
    boxes: tuple[Box, ...] = ()
    width: float = 0.0
    merged: bool = False
    spans: bool = False
    unsure: bool = False

    @property
    def filled(self) -> bool:
        return bool(self.pieces)


@dataclass(frozen=True, slots=True)
class PartRow:
    """A row of a part, the page it begins on, and how sure it is that it is one row."""

    page: int
    cells: tuple[PartCell, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a table that stands on one page (or in one column of text).

    `header` holds one cell for each column, and `first` the row it was taken from, for a part whose first row
    turns out to be no header. `edges` are the left borders of the columns and the right border of the
    last. `cut`: the drawing says that its last row goes on. A `weak` part is none alone.
    """

    layout: Layout
    header: tuple[Cell, ...]
    first: PartRow
    rows: tuple[PartRow, ...]
    lines: tuple[int, ...]
    edges: tuple[float, ...]
    caption: MappedText | None = None
    source: MappedText | None = None
    unit_note: str | None = None
    cut: bool = False
    weak: bool = False
