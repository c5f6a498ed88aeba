"""Rows told by the white between them: wider than the distance of two lines of a cell, and right across.

Every line is given the height of a line (the distance at which the lines of a cell follow one another);
what then touches is one row. Where cells stand inside their row (at the top, in the middle) does not
matter. A column of merged cells bridges the white: it is left out, and its cells are dealt to the rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from report_etl.extract.tables.drawn.cells import Piece
from report_etl.extract.tables.drawn.entries import count_entries, is_entry
from report_etl.extract.tables.drawn.level_rows import Band, level_rows
from report_etl.extract.tables.drawn.merged import deal

_WHITE = 0.12  # em beyond the height of a line
_LOOSE = 0.36  # the same in a merged cell, whose lines stand on those of other cells
_HOLE = 1.5  # heights of a line from line to line that are no longer one cell
_CLOSEST, _FURTHEST = 0.9, 2.6  # em from line to line in a cell
_SAME = 0.06  # em by which equal distances may differ
_LABEL = 16  # characters of a merged cell
_MERGED = 0.75  # merged cells for each row at most
_MOST = 400  # lines of a column

Columns = Sequence[Sequence[Piece]]
Cells = list[dict[int, tuple[Piece, ...]]]


@dataclass(frozen=True)
class WhiteRows:
    """For each row its cells by column; for merged columns the row in which each row's cell begins.

    `unsure`: rows for which another merged cell may hold. `lost`: merged columns whose cells nobody can deal.
    """

    cells: Cells
    begins: Mapping[int, Sequence[int]]
    unsure: frozenset[int]
    lost: frozenset[int] = frozenset()


def white_rows(columns: Columns, height: float | None = None, *, goes_on: bool = False) -> WhiteRows | None:
    """The rows of the lines of each column, all on one page; None where white does not tell them.

    There may be one row where the `height` of a line is known, else there are several. `goes_on`: the first
    one may be the rest of a row on the page before.
    """
    fewest = 2 if height is None else 1
    height = height or line_height(columns)
    if height is None or any(len(column) > _MOST for column in columns):
        return None
    found = [
        rows
        for merged in ((), (0,), (1,), (0, 1))
        if len(columns) - len(merged) > 1
        and (rows := _rows(columns, merged, height, fewest, goes_on)) is not None
    ]
    return max(found, key=lambda rows: (not rows.lost, len(rows.cells)), default=None)


def line_height(columns: Columns) -> float | None:
    """From line to line in a cell: the least distance in a column, and what hardly differs from it.

    Two dates or figures, one below the other, are two cells, and so is what stands level with them: the
    last row of a table may stand closer to the one above.
    """
    pairs = [(a, b) for column in columns for a, b in pairwise(column) if a.box.page == b.box.page]
    apart = {_heights(a, b) for a, b in pairs if count_entries([a.text.text, b.text.text]) > 1}
    steps = [
        (step, a.size)
        for a, b in pairs
        if _heights(a, b) not in apart
        and _CLOSEST * a.size <= (step := b.box.middle_y - a.box.middle_y) <= _FURTHEST * a.size
    ]
    if not steps:
        return None
    least, em = min(steps)
    return max(step for step, _ in steps if step <= least + _WHITE * em)


def _rows(
    columns: Columns, merged: Sequence[int], height: float, fewest: int, goes_on: bool
) -> WhiteRows | None:
    """The rows with the `merged` columns dealt to them, told by the white or else by where cells stand."""
    kept = [number for number in range(len(columns)) if number not in merged]
    lines = [(piece, number) for number in kept for piece in columns[number]]
    white = bands_by_white(lines, height, len(kept), fewest)
    rows = _best_dealt(columns, merged, white, height, (_WHITE, _LOOSE))
    dated = any(is_entry(piece.text.text) for number in merged for piece in columns[number])
    if rows is None and fewest == 1 and set(merged) <= {0} and not dated:  # further right, empty is empty
        level = level_rows(lines, height, len(kept), goes_on=goes_on)
        rows = _best_dealt(
            columns, merged, level, height, (-inf, _WHITE, _LOOSE)
        )  # merged cells may touch, too
    return rows


def _best_dealt(
    columns: Columns,
    merged: Sequence[int],
    bands: Sequence[Band] | None,
    height: float,
    apart: Sequence[float],
) -> WhiteRows | None:
    """The bands as rows, with the merged cells at the first distance at which they can be dealt."""
    dealt = [_dealt(columns, merged, bands, height, white) for white in apart] if bands is not None else []
    return min((own for own in dealt if own is not None), key=lambda own: bool(own.lost), default=None)


def _dealt(
    columns: Columns, merged: Sequence[int], bands: Sequence[Band], height: float, white: float
) -> WhiteRows | None:
    """The bands as rows, the cells of the `merged` columns, which stand `white` em apart, dealt to them.

    Where that is no distance, each line is one.
    """
    cells: Cells = []
    for band in bands:
        cells.append({})
        for piece, column in band:
            cells[-1][column] = (*cells[-1].get(column, ()), piece)
        if any(_is_no_cell(own, height) for own in cells[-1].values()):
            return None
    if merged and 0 not in merged and any(len(row) < 2 for row in cells):
        return None  # a line of the first column is no row: it is rather that column that has merged cells
    begins: dict[int, list[int]] = {}
    unsure: set[int] = set()
    lost: set[int] = set()
    for number in merged:
        own = [(piece, number) for piece in columns[number]]
        groups = [tuple(piece for piece, _ in band) for band in touching(own, height, white)[0]]
        if any(sum(len(piece.text) for piece in group) > _LABEL for group in groups):
            return None
        dealt = deal(groups, [[piece for piece, _ in band] for band in bands])
        several = len(groups) <= _MERGED * len(cells)
        if dealt is None and not (several and _each_dated(cells)):
            return None
        if dealt is None:
            lost.add(number)
            continue
        holds = dealt[0]
        unsure |= dealt[1]
        begins[number] = [holds.index(group) if group >= 0 else -1 for group in holds]
        for group, lines in enumerate(groups):
            cells[holds.index(group)][number] = lines
    return WhiteRows(cells, begins, frozenset(unsure), frozenset(lost))


def _is_no_cell(lines: Sequence[Piece], height: float) -> bool:
    """Whether lines stand too far apart for one cell, or two are dates or figures."""
    several = count_entries([line.text.text for line in lines]) > 1
    return several or any(b.box.middle_y - a.box.middle_y > _HOLE * height for a, b in pairwise(lines))


def _each_dated(cells: Cells) -> bool:
    """Whether each row below a header has one date or figure in a column, which alone makes it one."""
    typed = [{column for column, own in row.items() if _is_entry(own)} for row in cells]
    rows = typed[0 if typed[0] else 1 :]
    return len(rows) > 1 and bool(set.intersection(*rows))


def _is_entry(cell: Sequence[Piece]) -> bool:
    """Whether a cell holds one date or figure."""
    lines = [piece.text.text for piece in cell]
    return is_entry("".join(lines)) and count_entries(lines) <= 1


def bands_by_white(pieces: Band, height: float, columns: int, fewest: int) -> list[Band] | None:
    """What stands together, row by row; None when white runs through rows as it does between them."""
    white = _WHITE
    for _ in range(8):
        bands, gaps = touching(pieces, height, white)
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


def touching(pieces: Band, height: float, white: float) -> tuple[list[Band], list[float]]:
    """The lines in groups with no more than `white` em between them, and the white between the groups."""
    bands: list[Band] = []
    gaps: list[float] = []
    for piece, column in sorted(pieces, key=lambda entry: entry[0].box.middle_y):
        gap = (piece.box.middle_y - bands[-1][-1][0].box.middle_y - height) / piece.size if bands else 0.0
        if gap > white:
            gaps.append(gap)
        if not bands or gap > white:
            bands.append([])
        bands[-1].append((piece, column))
    return bands, gaps


def _heights(first: Piece, second: Piece) -> tuple[int, int]:
    """Where two lines stand, to the point."""
    return round(first.box.middle_y), round(second.box.middle_y)
