"""A row of a grid without lines between its entries → several rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from statistics import fmean

from report_etl.extract.tables.drawn.aligned_rows import find_rows
from report_etl.extract.tables.drawn.cells import Piece, join_pieces
from report_etl.extract.tables.drawn.entries import begins_entry
from report_etl.extract.tables.drawn.parts import PartCell, PartRow
from report_etl.extract.tables.drawn.placed import Placed, Stack
from report_etl.extract.tables.drawn.white_rows import white_rows


def unruled_rows(row: PartRow, *, entries_only: bool = False) -> list[PartRow]:
    """A row without lines between its entries as several rows.

    That is believed when a column holds several dates or figures, one below the other, or where white
    runs through. A cell over more rows stands in the middle of those, and tells nothing of this one.
    """
    filled = {n: cell for n, cell in enumerate(row.cells) if cell.filled and not (cell.merged or cell.spans)}
    if len(filled) < 2 or max(len(cell.pieces) for cell in filled.values()) < 2:
        return [row]
    strips = _strips(row.page, filled)
    entries = any(_has_entries(cell) for cell in filled.values())
    if not entries and (entries_only or not _has_white(filled.values())):
        return [row]
    widths = [cell.width for cell in row.cells]
    found = find_rows(Stack(strips, widths, header=False))
    if len(found) < 2 or any(2 * len(part.cells) < len(filled) for part in found):
        return [row]
    return [
        PartRow(
            row.page,
            tuple(
                replace(cell, pieces=part.cells.get(column, ())) if column in filled else cell
                for column, cell in enumerate(row.cells)
            ),
            part.confidence,
        )
        for part in found
    ]


def _has_entries(cell: PartCell) -> bool:
    """Whether the lines of a cell are mostly dates or figures, two or more, none of them cut."""
    lines = join_pieces(cell.pieces, cell.width).text.split("\n")
    entries = sum(1 for line in lines if begins_entry(line))
    return entries >= 2 and entries >= 0.5 * len(lines)


def _has_white(cells: Iterable[PartCell]) -> bool:
    """Whether white runs right across the cells, wider than between the lines of one cell."""
    return white_rows([cell.pieces for cell in cells]) is not None


def _strips(page: int, cells: Mapping[int, PartCell]) -> list[Placed]:
    """The lines of some cells side by side: those at one height together."""
    placed = [(piece.box.middle_y, column, piece) for column, cell in cells.items() for piece in cell.pieces]
    placed.sort(key=lambda entry: entry[:2])
    rows: list[dict[int, Piece]] = []
    middle = 0.0
    for height, column, piece in placed:
        if not rows or height - middle > 0.35 * piece.size or column in rows[-1]:
            rows.append({})
            middle = height
        rows[-1][column] = piece
    return [
        Placed(
            row,
            min(piece.box.top for piece in row.values()),
            max(piece.box.bottom for piece in row.values()),
            fmean(piece.box.middle_y for piece in row.values()),
            max(piece.size for piece in row.values()),
            page,
        )
        for row in rows
    ]
