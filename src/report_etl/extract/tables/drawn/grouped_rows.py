"""Rows where lines are drawn between groups of them: 上游 ── 中游 ── 下游, each with several entries."""

from __future__ import annotations

from collections.abc import Sequence

from report_etl.extract.marks import ends_sentence
from report_etl.extract.tables.drawn.cells import Piece
from report_etl.extract.tables.drawn.entries import is_entry
from report_etl.extract.tables.drawn.level_rows import Band, level_rows
from report_etl.extract.tables.drawn.white_rows import bands_by_white, touching

_WHITE = 0.12  # em beyond the height of a line in a merged cell

Row = dict[int, tuple[Piece, ...]]


def rows_inside(lines: Band, height: float) -> list[Row] | None:
    """The rows between two drawn lines, each with the first cell that holds for it.

    `lines` are those of all columns, with their column; `height` is from line to line in a cell. One row
    where nothing shows that there are more; None where there are more and they cannot be told.
    """
    rest = [(piece, column) for piece, column in lines if column]
    columns = len({column for _, column in rest})
    bands = _cut(rest, height, columns) if columns > 1 else []
    rows = [_row(band) for band in bands]
    if len(rows) < 2 or not _are_entries(rows, columns):
        return None if any(len(_typed(own)) > 1 for own in _row(rest).values()) else [_row(lines)]
    first = tuple(piece for piece, column in lines if not column)
    own = [tuple(piece for piece in first if _is_beside(band, piece)) for band in bands]
    if all(own) and all(_typed(cell) for cell in own):
        return [{**row, 0: cell} for row, cell in zip(rows, own, strict=True)]
    if all(own) or len(touching([(piece, 0) for piece in first], height, _WHITE)[0]) > 1:
        return None
    return [{**row, 0: first} if first else row for row in rows]


def _cut(lines: Band, height: float, columns: int) -> list[Band]:
    """The lines as rows, by the white between them or by where their cells stand."""
    white = bands_by_white(lines, height, columns, 1) or []
    return white if len(white) > 1 else level_rows(lines, height, columns, header=False) or []


def _are_entries(rows: Sequence[Row], columns: int) -> bool:
    """Whether rows fill every column, and each has a date or figure in one of them, or ends a sentence."""
    return all(len(row) == columns for row in rows) and any(
        all(_typed(row[column]) for row in rows)
        or all(ends_sentence(row[column][-1].text.text) for row in rows)
        for column in rows[0]
    )


def _typed(lines: Sequence[Piece]) -> list[Piece]:
    """Those that are dates or figures."""
    return [piece for piece in lines if is_entry(piece.text.text)]


def _row(lines: Band) -> Row:
    cells: Row = {}
    for piece, column in sorted(lines, key=lambda entry: entry[0].box.middle_y):
        cells[column] = (*cells.get(column, ()), piece)
    return cells


def _is_beside(band: Band, piece: Piece) -> bool:
    return min(p.box.top for p, _ in band) <= piece.box.middle_y <= max(p.box.bottom for p, _ in band)
