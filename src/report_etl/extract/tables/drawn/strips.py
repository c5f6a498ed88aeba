"""What is printed at one height of a page."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from report_etl.extract.tables.drawn.cells import Piece


@dataclass(frozen=True, slots=True)
class Strip:
    """What is printed at one height: the segments of a line, from left to right."""

    page: int
    segments: tuple[Piece, ...]

    @property
    def top(self) -> float:
        return min(piece.box.top for piece in self.segments)

    @property
    def bottom(self) -> float:
        return max(piece.box.bottom for piece in self.segments)

    @property
    def middle(self) -> float:
        return median(piece.box.middle_y for piece in self.segments)

    @property
    def left(self) -> float:
        return self.segments[0].box.x0

    @property
    def right(self) -> float:
        return max(piece.box.x1 for piece in self.segments)

    @property
    def size(self) -> float:
        return median(piece.size for piece in self.segments)

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(piece.line for piece in self.segments))
