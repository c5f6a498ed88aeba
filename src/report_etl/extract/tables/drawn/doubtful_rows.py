"""Rows of which nothing tells whether they are whole and their cells apart, most of them in texts.

What sets the columns of a page in characters pushes cells by a character or a line: a cell may begin in the
column before, and what belongs to the row below may stand above its other cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from report_etl.extract.tables.drawn.cells import Piece, printed, widest_gap
from report_etl.extract.tables.drawn.placed import BlockRow

# A space between two words of a script that is written without any: two cells in one column.
_PARTED = re.compile(r"[^\x00-\x7f\s]{2} +[^\x00-\x7f\s]|[^\x00-\x7f\s] +[^\x00-\x7f\s]{2}")
_FIGURES = re.compile("[0-9%] {2,}[0-9-]")
_CUT_FIGURE = re.compile("[0-9][0-9.,%年月日]|[.,][0-9]")  # around the end of a cell
_PUSHED = re.compile(r"\S{1,4} ")  # what stands before the space that parts the cells
_FIGURES_APART = re.compile(r"[0-9][0-9,.%]*(?:\s+[0-9][0-9,.%]*)+")
_APART = 0.8  # em
_TOUCHING = 0.1  # em
_TITLE = re.compile("关于|《")
_ENDS = ("。", "。”", "。）", "；", "！")
_ENDED = 0.6  # share of the cells of a column that end a sentence where all do
_FEWEST = 3  # cells that show it

Cells = Mapping[int, Sequence[Piece]]


def without_doubtful(rows: Sequence[BlockRow], header: int, columns: int) -> list[BlockRow]:
    """The rows, without confidence in those below the header that are not sure to be whole."""
    doubtful = _lone(rows, header, columns) | _unfinished(rows, header) | _run_on(rows, header)
    doubtful |= {number for number, row in enumerate(rows) if _is_mixed(row, columns)}
    return [replace(row, confidence=0.0) if n in doubtful else row for n, row in enumerate(rows)]


def without_cut_figures(rows: Sequence[BlockRow]) -> list[BlockRow]:
    """The rows, without confidence in those of which two columns share a figure or a word: 20|17年.

    Nor in those of which one column has the figures of two: 15    25.
    """
    return [replace(row, confidence=0.0) if _cuts_figure(row) or _holds_two(row) else row for row in rows]


def _holds_two(row: BlockRow) -> bool:
    """Whether a line of a cell is two figures, further apart than the parts of one."""
    return any(
        _FIGURES_APART.fullmatch(piece.raw) and widest_gap(piece) > _APART * piece.size
        for cell in row.cells.values()
        for piece in cell
    )


def _cuts_figure(row: BlockRow) -> bool:
    pieces = sorted(
        (piece for n, cell in row.cells.items() if n not in row.merged for piece in cell),
        key=lambda piece: (piece.line, piece.start),
    )
    touching = (
        (a.raw, b.raw)
        for a, b in pairwise(pieces)
        if (a.line, a.start + len(a.raw)) == (b.line, b.start) and b.box.x0 - a.box.x1 < _TOUCHING * a.size
    )
    return any(_CUT_FIGURE.fullmatch(a[-1] + b[0]) or _PUSHED.match(b) for a, b in touching)


def _is_mixed(row: BlockRow, columns: int) -> bool:
    """Whether a cell has a part of the one beside it, or several cells of its column."""
    return _is_cut_line(row) or any(
        (len(cell) > 1 and len({piece.raw for piece in cell}) == 1)
        or sum(len(piece.text) == 1 for piece in cell) > 2
        or any(_FIGURES.search(piece.raw) for piece in cell)
        or any(_PARTED.search(piece.raw) and _runs_over(row, piece, column, columns) for piece in cell)
        for column, cell in row.cells.items()
    )


def _is_cut_line(row: BlockRow) -> bool:
    """Whether a line goes on through three cells without a space: prose, cut at the columns above it."""
    lines: dict[int, list[Piece]] = {}
    for _, cell in sorted(row.cells.items()):
        for piece in cell:
            lines.setdefault(piece.line, []).append(piece)
    return any(
        len(pieces) > 2 and all(a.start + len(a.raw) == b.start for a, b in pairwise(pieces))
        for pieces in lines.values()
    )


def _runs_over(row: BlockRow, piece: Piece, column: int, columns: int) -> bool:
    """Whether a cell beside a piece touches it, or the next one lacks the line that the piece stands on."""
    end = piece.start + len(piece.raw)
    beside = {n: p for n, cell in row.cells.items() for p in cell if p.line == piece.line and p is not piece}
    touching = any(p.start == end or p.start + len(p.raw) == piece.start for p in beside.values())
    return touching or (column + 1 < columns and column + 1 not in beside)


def _lone(rows: Sequence[BlockRow], header: int, columns: int) -> set[int]:
    """Rows of one cell among those of three or more, and the rows beside them: whose it is nobody knows."""
    lone = {
        number
        for number, row in enumerate(rows)
        if number >= header and columns > 2 and len(row.cells.keys() - row.merged) == 1
    }
    return {number + step for number in lone for step in (-1, 0, 1)}


def _run_on(rows: Sequence[BlockRow], header: int) -> set[int]:
    """Rows that end with a line which begins a title, and those below: it may be the first line of theirs."""
    found: set[int] = set()
    for number, row in enumerate(rows[header:], header):
        last = max((cell[-1] for cell in row.cells.values()), key=lambda piece: piece.line)
        below = [cell for cell in row.cells.values() if cell[-1].line == last.line]
        if len(below) == 1 < len(below[0]) and _TITLE.match(last.raw):
            found |= {number, number + 1}
    return found


def _unfinished(rows: Sequence[BlockRow], header: int) -> set[int]:
    """Rows that break off: a cell ends no sentence where those of its column do.

    Where only one does, the row below may begin with its rest.
    """
    found: set[int] = set()
    for column in {column for row in rows for column in row.cells}:
        cells = {
            n: printed(row.cells[column])
            for n, row in enumerate(rows[header:], header)
            if column in row.cells
        }
        broken = {number for number, text in cells.items() if not text.endswith(_ENDS)}
        ended = len(cells) - len(broken)
        if ended >= _FEWEST and ended >= _ENDED * len(cells):
            found |= broken
        if len(broken) == 1 and (ended > 1 or (ended and max(cells) in broken)):
            found |= {n for number in broken for n in (number, number + 1) if n < len(rows)}
    return found
