"""The cells of a grid with the lines in them; where a ruling line is missing, white parts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from report_etl.extract.flow import Flow
from report_etl.extract.tables.drawn.cells import Piece, piece_of
from report_etl.extract.tables.drawn.white_rows import line_height
from report_etl.models import Box, Grid

_PARTED = 0.6  # share of its columns that must hold words of a field that is parted
_CLEAR = 0.5  # em between words on both sides of a border that is not drawn
_APART = 1.15  # times the distance of lines that words in two rows must stand apart
_LOOSE = 1.8  # em from line to line at most, where no cell shows it


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of the grid with its lines."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    pieces: tuple[Piece, ...]
    unsure: bool = False  # whether it is merged, or a line is missing in it


def read_fields(flow: Flow, grid: Grid, lines: Sequence[int]) -> list[Field]:
    """The cells of a grid, each with those of the `lines` that stand in it."""
    fields: list[Field] = []
    waiting = list(reversed(lines))
    for cell in grid.cells:
        pieces: list[Piece] = []
        while waiting and flow.lines[waiting[-1]].start < cell.span.end:
            piece = piece_of(flow, waiting.pop())
            if piece is not None:
                pieces.append(piece)
        fields.append(Field(cell.row, cell.column, cell.row_span, cell.column_span, cell.box, tuple(pieces)))
    lefts = [min(f.box.x0 for f in fields if f.column == n) for n in range(grid.columns)]
    fields = [part for field in fields for part in _parted(flow, field, lefts)]
    tops = [min(f.box.top for f in fields if f.row == n) for n in range(grid.rows)]
    pitch = line_height([field.pieces for field in fields])
    return [part for field in fields for part in _stacked(field, tops, pitch)]


def _parted(flow: Flow, field: Field, borders: Sequence[float]) -> list[Field]:
    """The field as one for each column, where its words keep clear of all borders drawn in other rows.

    Lists with a line above and below some rows only are drawn so, and a line may be missing.
    """
    inner = borders[field.column + 1 : field.column + field.column_span]
    parts = [_cut_at(flow, piece, inner) for piece in field.pieces] if inner else []
    if not parts or any(part is None for part in parts):
        return [field]
    sides = [field.box.x0, *inner, field.box.x1]
    columns = [tuple(p for part in parts if part and (p := part[n])) for n in range(len(inner) + 1)]
    if sum(map(bool, columns)) < max(2, _PARTED * len(columns)):
        return [field]
    return [
        Field(field.row, field.column + n, field.row_span, 1, replace(field.box, x0=left, x1=right), pieces)
        for n, ((left, right), pieces) in enumerate(zip(pairwise(sides), columns, strict=True))
    ]


def _cut_at(flow: Flow, piece: Piece, borders: Sequence[float]) -> list[Piece | None] | None:
    """The part of a line in each column; None where a word runs over a border."""
    shown = [n for n, character in enumerate(piece.raw) if not character.isspace()]
    places = [0]
    for border in borders:
        before = [n for n in shown if sum(piece.edges[n]) / 2 < border]
        after = shown[len(before) :]
        if before and after and piece.edges[after[0]][0] - piece.edges[before[-1]][1] < _CLEAR * piece.size:
            return None
        places.append(after[0] if after else len(piece.raw))
    ends = pairwise([*places, len(piece.raw)])
    return [piece_of(flow, piece.line, piece.start + a, piece.start + b) if a < b else None for a, b in ends]


def _stacked(field: Field, tops: Sequence[float], pitch: float | None) -> list[Field]:
    """The field as one for each row, where white as wide as between rows stands at all borders inside."""
    inner = tops[field.row + 1 : field.row + field.row_span]
    groups: list[list[Piece]] = [[] for _ in range(field.row_span)]
    for piece in field.pieces:
        if any(piece.box.top < border < piece.box.bottom for border in inner):
            return [field]
        groups[sum(border <= piece.box.top for border in inner)].append(piece)
    if not inner or not all(groups):
        return [field]
    steps = [b[0].box.top - a[-1].box.top for a, b in pairwise(groups)]
    usual = pitch or _LOOSE * field.pieces[0].size
    if min(steps) <= _APART * usual:
        ends = any(group[-1].text.text.endswith("。") for group in groups[:-1])
        return [replace(field, unsure=ends)]
    sides = [field.box.top, *inner, field.box.bottom]
    return [
        Field(
            field.row + n,
            field.column,
            1,
            field.column_span,
            replace(field.box, top=top, bottom=end),
            tuple(group),
        )
        for n, ((top, end), group) in enumerate(zip(pairwise(sides), groups, strict=True))
    ]
