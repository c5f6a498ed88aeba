"""Merged first cells where no line tells them: which rows beside it a cell holds for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from math import inf

from report_etl.extract.tables.drawn.cells import Piece, printed
from report_etl.extract.tables.drawn.entries import is_entry
from report_etl.extract.tables.drawn.middles import ways_around
from report_etl.extract.tables.drawn.parts import PartRow

_OFF = 0.4  # em by which a merged cell may miss the middle of its rows
_OFF_IN_TEXT = 1.0  # where it stands on one line or the next
_MOST = 400  # rows
_WAYS = 64  # of dealing merged cells that are looked at
_LEVEL = 0.35  # em by which lines at one height may differ
_TOTALS = frozenset("合计 总计 总和 全国 全国合计".split())


def typed_share(rows: Sequence[PartRow], column: int) -> float:
    """Share of the filled cells of a column that hold a date or a figure."""
    texts = [printed(row.cells[column].pieces) for row in rows if row.cells[column].filled]
    return sum(map(is_entry, texts)) / max(1, len(texts))


def fill_first_column(rows: Sequence[PartRow], *, goes_on: bool = True, even: bool = False) -> list[PartRow]:
    """The rows with empty first cells filled from the merged cell that holds for them.

    A column of dates or figures has none, and a total is of no group; `goes_on`: the cell of the first row
    may stand on the page before; `even`: in a text it may stand half a line off. Where two may hold, a row
    has none; where none fits, no confidence. Where the drawing tells which rows a cell holds for, the others
    have none.
    """
    filled = list(rows)
    if any(row.cells[0].spans for row in rows):
        return filled
    open_rows = [
        n
        for n, row in enumerate(rows)
        if not row.cells[0].filled and not row.cells[0].unsure and row.cells[1].filled
    ]
    whole = [number for number in range(len(rows)) if not _is_total(rows[number])]
    if not open_rows or not whole or typed_share(rows, 0) > 0.5:
        return filled
    if any(row.cells[0].merged for row in rows[1:]):
        return _filled_on(rows)
    owners = [n for n, row in enumerate(rows) if row.cells[0].filled]
    dealt = deal(
        [rows[n].cells[0].pieces for n in owners],
        [[piece for cell in rows[n].cells[1:] for piece in cell.pieces] for n in whole],
        goes_on=goes_on,
        off=_OFF_IN_TEXT if even else _OFF,
    )
    holds, unsure = dealt if dealt is not None else ([], frozenset(range(len(whole))))
    for place, number in enumerate(whole):
        above = filled[number - 1].cells[0] if number else rows[number].cells[0]
        cell = rows[owners[holds[place]]].cells[0] if holds and holds[place] >= 0 else above
        row = filled[number]
        if number in open_rows and cell.filled:
            row = replace(row, cells=(replace(cell, merged=True), *row.cells[1:]))
        if place in unsure and holds:
            row = replace(row, cells=(replace(row.cells[0], pieces=(), unsure=True), *row.cells[1:]))
        filled[number] = replace(row, confidence=0.0) if place in unsure and not holds else row
    return filled


def _filled_on(rows: Sequence[PartRow]) -> list[PartRow]:
    """Rows whose cells are dealt: what is empty below the first one has its cell, which goes on."""
    filled = list(rows)
    for number, row in enumerate(rows[1:], 1):
        if row.cells[0].filled or row.cells[0].unsure:
            break
        cell = replace(rows[0].cells[0], merged=rows[0].cells[0].filled)
        filled[number] = replace(row, cells=(cell, *row.cells[1:]))
    return filled


def _is_total(row: PartRow) -> bool:
    return any(piece.text.text in _TOTALS for cell in row.cells for piece in cell.pieces)


# --- which merged cell holds for which row ---------------------------------------------------------

Group = Sequence[Piece]  # the lines of a merged cell, or all those of a row beside it


def deal(
    groups: Sequence[Group], rows: Sequence[Group], *, goes_on: bool = True, off: float = _OFF
) -> tuple[list[int], frozenset[int]] | None:
    """For each row the merged cell that holds for it (-1: one above), and the rows of which that is not sure.

    A merged cell stands at the top of its rows, or in their middle; None where these stand in neither.
    Where all rows are here (not `goes_on`), cells may also stand in the middle of the first of their rows.
    """
    hanging = _hanging(groups, rows)
    agreed = hanging is not None and _are_centred(groups, rows, hanging, off)
    readings = [
        holds
        for holds in (*(() if agreed else _centred(groups, rows, off)), hanging)
        if holds is not None and (goes_on or holds[0] >= 0)
    ]
    if not readings and not goes_on:
        level = _level(groups, [_middle(row) for row in rows])
        readings = [level] if level is not None and level[0] >= 0 else []
    if not readings:
        return None
    return readings[0], frozenset(
        n for n, owners in enumerate(zip(*readings, strict=True)) if len(set(owners)) > 1
    )


def _hanging(groups: Sequence[Group], rows: Sequence[Group]) -> list[int] | None:
    """Each cell level with the first line of its first row."""
    tops = [min(piece.box.middle_y for piece in row) if row else inf for row in rows]
    return _level([group[:1] for group in groups], tops)


def _level(groups: Sequence[Group], heights: Sequence[float]) -> list[int] | None:
    """Each cell level with the height of its first row; the rows below it have an empty cell."""
    holds: list[int] = []
    for height in heights:
        number = holds[-1] if holds else -1
        if number + 1 < len(groups) and height != inf:
            group = groups[number + 1]
            if abs(_middle(group) - height) <= _LEVEL * group[0].size:
                number += 1
        holds.append(number)
    return holds if holds and holds[-1] + 1 == len(groups) else None


def _are_centred(groups: Sequence[Group], rows: Sequence[Group], holds: Sequence[int], off: float) -> bool:
    """Whether each cell stands in the middle of the rows it holds for, too."""
    own = [
        [piece for row, number in zip(rows, holds, strict=True) if number == n for piece in row]
        for n in range(len(groups))
    ]
    return all(
        pieces and abs(_middle(group) - _middle(pieces)) <= off * group[0].size
        for group, pieces in zip(groups, own, strict=True)
    )


def _centred(groups: Sequence[Group], rows: Sequence[Group], off: float) -> list[list[int]]:
    """Each cell in the middle of its rows, or `off` em from it at most: all ways that fit as well."""
    if len(rows) > _MOST:
        return []
    bounds = [
        (min(p.box.top for p in row), max(p.box.bottom for p in row)) if row else (inf, -inf) for row in rows
    ]

    def miss(number: int, run: range) -> float | None:
        group = groups[number]
        found = abs(_middle(group) - (bounds[run[0]][0] + bounds[run[-1]][1]) / 2) / group[0].size
        return found if found <= off else None

    return [
        [*[-1] * runs[0].start, *(number for number, run in enumerate(runs) for _ in run)]
        for runs in islice(ways_around(len(groups), len(rows), miss, skipped=off), _WAYS)
        if runs
    ]


def _middle(group: Group) -> float:
    if not group:
        return inf
    return (min(piece.box.top for piece in group) + max(piece.box.bottom for piece in group)) / 2
