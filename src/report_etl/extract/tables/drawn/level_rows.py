"""Rows told by where their cells stand: all at the top of the row, in its middle, or at its foot.

For tables whose rows follow one another as closely as the lines of a cell. Each row fills every column, and
the highest cells of two rows touch at most: mostly there is one way only to cut the lines into such rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from report_etl.extract.marks import ends_sentence
from report_etl.extract.tables.drawn.cells import Piece
from report_etl.extract.tables.drawn.entries import count_entries, goes_on, is_entry

_CLOSE = 0.12  # em by which two rows may stand closer than the lines of a cell: places are rounded
_OFF = 0.25  # em by which cells of a row may miss one another
_HOLE = 1.3  # heights of a line from line to line that are no longer one cell
_LONGEST = 120  # lines of a row

Band = list[tuple[Piece, int]]
_Place = Callable[[Sequence[Piece]], float]


def level_rows(
    pieces: Band, height: float, columns: int, *, goes_on: bool = False, header: bool = True
) -> list[Band] | None:
    """The lines, each with its column, as rows; None where no cut or more than one fits.

    `height`: from line to line in a cell. `goes_on`: the first row may be the rest of one before, else it is
    the `header` if there is one.
    """
    if not pieces:
        return None
    cells = _Cells(sorted(pieces, key=lambda entry: entry[0].box.middle_y), height, columns)
    bounds = cells.bounds()
    firsts = [n for n in bounds if cells.is_row(0, n, _PLACES)]
    if goes_on:
        firsts += [n for n in bounds if 0 < len(cells.cells_of(0, n)) < columns]
    elif not header:
        firsts = [0]
    else:
        firsts = [n for n in firsts if not cells.holds_entries(0, n)]
    found = [
        cut
        for first in firsts
        for place in _PLACES
        for column in cells.typed or cells.prose
        if (cut := _only_cut(cells, bounds, first, place, column)) is not None
    ]
    if not found or any(cut != found[0] for cut in found):
        return None
    return [cells.lines[a:b] for a, b in pairwise(found[0])]


def _only_cut(
    cells: _Cells, bounds: Sequence[int], first: int, place: _Place, typed: int
) -> list[int] | None:
    """Where rows begin below the first if the cells of each stand at one `place`; None if not in one way.

    Each row has a date or a figure in the column `typed`: two rows are none, and nor is half a row. Where no
    column has any, the last line of each row, and no other, ends a sentence there.

    The last row of a page, which the break may have cut, may stand at any place where it has to.
    """
    whole = len(cells.lines)
    for last in ((place,), _PLACES):
        ways, start = {first: 1}, {first: 0}
        for end in bounds:
            for begin in [n for n in ways if end - _LONGEST <= n < end]:
                level = cells.is_row(begin, end, last if end == whole else (place,))
                if level and cells.has_entry(begin, end, typed):
                    ways[end] = ways.get(end, 0) + ways[begin]
                    start[end] = begin
        if whole in ways:
            break
    if ways.get(whole) != 1:
        return None
    cut = [whole]
    while cut[0]:
        cut.insert(0, start[cut[0]])
    return cut


@dataclass(frozen=True)
class _Cells:
    """The lines of some columns from top to bottom, each with its column, to be cut into rows."""

    lines: Band
    height: float
    columns: int

    def bounds(self) -> list[int]:
        """After how many lines a row may end: rows do not stand closer than the lines of a cell.

        None ends inside a date that a line cuts.
        """
        steps = [b.box.middle_y - a.box.middle_y + _CLOSE * b.size for (a, _), (b, _) in pairwise(self.lines)]
        places = (n for n, step in enumerate(steps, 1) if step >= self.height)
        return [*(n for n in places if n not in self.inside_dates), len(self.lines)]

    @cached_property
    def inside_dates(self) -> set[int]:
        """Between which lines a date goes on."""
        found: set[int] = set()
        for column in self.typed:
            own = [n for n, (_, other) in enumerate(self.lines) if other == column]
            texts = [self.lines[n][0].text.text for n in own]
            cut = (n for n, pair in enumerate(pairwise(texts)) if goes_on(*pair))
            found.update(place for n in cut for place in range(own[n] + 1, own[n + 1] + 1))
        return found

    @cached_property
    def typed(self) -> list[int]:
        """The columns that hold dates or figures."""
        return sorted({column for piece, column in self.lines if is_entry(piece.text.text)})

    @cached_property
    def prose(self) -> list[int]:
        """The columns in which lines end sentences."""
        return sorted({column for piece, column in self.lines if ends_sentence(piece.text.text)})

    def holds_entries(self, first: int, end: int) -> bool:
        """Whether a line is a date or a figure: a header holds none."""
        return any(is_entry(piece.text.text) for piece, _ in self.lines[first:end])

    def cells_of(self, first: int, end: int) -> dict[int, list[Piece]]:
        """The cells of a row by column; none where lines stand too far apart or are two dates or figures."""
        cells: dict[int, list[Piece]] = {}
        for piece, column in self.lines[first:end]:
            cells.setdefault(column, []).append(piece)
        for own in cells.values():
            apart = any(b.box.middle_y - a.box.middle_y > _HOLE * self.height for a, b in pairwise(own))
            if apart or count_entries([line.text.text for line in own]) > 1:
                return {}
        return cells

    def is_row(self, first: int, end: int, places: Iterable[_Place]) -> bool:
        """Whether lines fill every column and their cells stand at one of the `places`."""
        cells = self.cells_of(first, end)
        near = _OFF * self.lines[first][0].size
        heights = ([place(own) for own in cells.values()] for place in places)
        return len(cells) == self.columns and any(max(own) - min(own) <= near for own in heights)

    def has_entry(self, first: int, end: int, column: int) -> bool:
        """Whether a row holds a date or a figure in a column, or in one of prose a sentence and no more."""
        lines = [line.text.text for line in self.cells_of(first, end).get(column, ())]
        if column in self.typed:
            return is_entry("".join(lines))
        return [number for number, line in enumerate(lines, 1) if ends_sentence(line)] == [len(lines)]


def _top(lines: Sequence[Piece]) -> float:
    return lines[0].box.middle_y


def _centre(lines: Sequence[Piece]) -> float:
    return (lines[0].box.middle_y + lines[-1].box.middle_y) / 2


def _foot(lines: Sequence[Piece]) -> float:
    return lines[-1].box.middle_y


_PLACES = (_top, _centre, _foot)
