"""Rows without lines below years that stand alone on their lines: 2023年, then the rows of that year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from report_etl.extract.tables.drawn.aligned_rows import find_rows
from report_etl.extract.tables.drawn.doubtful_rows import without_cut_figures, without_doubtful
from report_etl.extract.tables.drawn.placed import BlockRow, Placed, Stack
from report_etl.extract.tables.years_apart import is_year, lacks_year

_HEADER = 2  # strips of a header


def find_yearly_rows(stack: Stack) -> list[BlockRow]:
    """The rows of a block (as `find_rows` tells them), a year as a row of its own that no other goes over."""
    years = _years(stack)
    others = [strip for strip in stack.strips if strip not in years]
    if years and _are_dated(others[stack.header :], stack.columns):
        rows = [_row(strip) for strip in others]
    else:
        rows = without_cut_figures(find_rows(replace(stack, strips=others)))
        rows = without_doubtful(rows, int(stack.header), stack.columns) if stack.even else rows
    for year in years:
        line = year.page, year.middle
        place = next((n for n, row in enumerate(rows) if _lines(row)[-1] > line), len(rows))
        if place < len(rows) and _lines(rows[place])[0] < line:
            rows[place] = replace(rows[place], confidence=0.0)
        rows.insert(place, _row(year))
    return rows


def _row(strip: Placed) -> BlockRow:
    return BlockRow({n: (piece,) for n, piece in strip.cells.items()})


def _are_dated(strips: Sequence[Placed], columns: int) -> bool:
    """Whether every line fills every column and has a month or a day: each is a row."""
    whole = all(len(strip.cells) == columns for strip in strips)
    return whole and any(
        all(lacks_year(strip.cells[column].text.text) for strip in strips) for column in range(columns)
    )


def _lines(row: BlockRow) -> list[tuple[int, float]]:
    """Where the lines of a row stand that it has not got from another one: page and height."""
    pieces = (piece for n, cell in row.cells.items() if n not in row.merged for piece in cell)
    return sorted((piece.box.page, piece.box.middle_y) for piece in pieces) or [(0, 0.0)]


def _years(stack: Stack) -> list[Placed]:
    """The strips that are a year alone, if rows below each have something in its column.

    In a column that holds nothing else, a year is a merged cell: it may stand in the middle of its rows. The
    first one stands right below the header; others may be the last words of a cell.
    """
    strips = stack.strips
    places = [number for number, strip in enumerate(strips) if _is_year(strip)]
    for start, end in pairwise([*places, len(strips)]):
        (column,) = strips[start].cells
        if not any(column in strip.cells for strip in strips[start + 1 : end]):
            return []
    if stack.header:
        below = bool(places) and 0 < places[0] <= _HEADER
    else:
        below = bool(places) and (places[0] == 0 or any(map(_is_year, stack.before)))
    return [strips[number] for number in places] if below else []


def _is_year(strip: Placed) -> bool:
    return len(strip.cells) == 1 and all(is_year(piece.text.text) for piece in strip.cells.values())
