"""What stands in the columns of a block: at one height (a strip), and as the cells of one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report_etl.extract.tables.drawn.cells import Piece
from report_etl.models import Box


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip with its pieces by column."""

    cells: Mapping[int, Piece]
    top: float
    bottom: float
    middle: float
    size: float
    page: int


@dataclass(frozen=True, slots=True)
class Stack:
    """The strips of a table on a page, and what tells its rows.

    `rooms` is how wide the lines of each column can be, `rules` are the lines drawn inside. `before` are the
    strips of the same table on the page before: what is usual in the table is learnt from both. `header`: the
    first row is one. `even`: the lines of a text, all of one height.
    """

    strips: Sequence[Placed]
    rooms: Sequence[float]
    rules: Sequence[Box] = ()
    before: Sequence[Placed] = ()
    header: bool = True
    even: bool = False

    @property
    def columns(self) -> int:
        return len(self.rooms)


@dataclass(frozen=True, slots=True)
class BlockRow:
    """The lines of each cell of a row, and how sure the row is.

    `merged`: the columns of which a row above has the cell; `spans`: those of which another row has it, too;
    `unsure`: those of which nobody knows the cell.
    """

    cells: Mapping[int, tuple[Piece, ...]]
    confidence: float = 1.0
    merged: frozenset[int] = frozenset()
    spans: frozenset[int] = frozenset()
    unsure: frozenset[int] = frozenset()
