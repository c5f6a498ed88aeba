"""What stands in the columns of a block: at one height (a strip), and as the cells of one row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report_etl.extract.tables.drawn.cells import Piece


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
