"""Whether the first row after a page break is the rest of the last row before it, or of the header.

Judged cell by cell: a date that is whole only when both parts are joined, a line that was full, a
bracket left open, a column that is empty although every other row fills it.
"""

from __future__ import annotations

from collections.abc import Sequence

from report_etl.extract.fit import NO_START
from report_etl.extract.tables.drawn.cells import is_full, is_open, join_label, printed
from report_etl.extract.tables.drawn.entries import is_entry
from report_etl.extract.tables.drawn.parts import Part, PartCell, PartRow
from report_etl.models import Cell

_UNFINISHED = "，、；：。！？"  # after these a text goes on with another line
_ALONE = 1.0
_DRAWN = 2.0  # the drawing leaves the last row open
_MOSTLY = 0.6  # share of the rows that hold dates or figures in a column of such


def continues(before: Part, row: PartRow) -> float:
    """What speaks for (positive) and against (negative) that a row goes on with the last one of a part."""
    last, others = before.rows[-1], before.rows[:-1]
    if not before.cut and _is_line_below(last, row):
        return -_ALONE
    evidence = _DRAWN if before.cut else 0.0
    for column, (a, b) in enumerate(zip(last.cells, row.cells, strict=True)):
        if b.merged or b.unsure or (a.merged and not b.filled):
            continue
        column_before = [other.cells[column] for other in others]
        if not b.filled and any(cell.merged for cell in column_before):
            continue  # the column names several rows at once: the name may hold on
        if a.filled and b.filled:
            evidence += _joined(a, b, column_before)
        elif a.filled != b.filled:
            always = all(cell.filled for cell in column_before)
            evidence += (1.2 if always else 0.2) if a.filled else (0.5 if always and others else -0.7)
    return evidence


def _is_line_below(last: PartRow, row: PartRow) -> bool:
    """Whether one line alone stands below a cell that is whole: what is printed below a table."""
    filled = [(a, b) for a, b in zip(last.cells, row.cells, strict=True) if b.filled]
    if len(filled) != 1 or len(filled[0][1].pieces) > 1 or not filled[0][0].filled:
        return False
    a, b = filled[0]
    before, after = printed(a.pieces), printed(b.pieces)
    if is_open(before) or before[-1] in _UNFINISHED or after[0] in NO_START or is_entry(before + after):
        return False
    return not is_full(a.pieces[-1], b.pieces[0], max(a.width, b.width))


def is_rest_of_header(rows: Sequence[PartRow]) -> bool:
    """Whether the first of the rows below a header that ends its page is the rest of that header.

    It holds no date or figure where the rows below it do.
    """
    below = rows[1:]
    return bool(below) and any(
        not any(is_entry(piece.text.text) for piece in rows[0].cells[column].pieces)
        and sum(is_entry(printed(row.cells[column].pieces)) for row in below) > _MOSTLY * len(below)
        for column in range(len(rows[0].cells))
    )


def whole_header(first: PartRow, rest: PartRow) -> tuple[Cell, ...]:
    """The labels of a header that a page break has cut."""
    return tuple(
        Cell(join_label((*a.pieces, *b.pieces)), (*a.boxes, *b.boxes))
        for a, b in zip(first.cells, rest.cells, strict=True)
    )


def _joined(a: PartCell, b: PartCell, column: Sequence[PartCell]) -> float:
    """The same for one column that both rows fill."""
    before, after = printed(a.pieces), printed(b.pieces)
    if after[0] in NO_START:
        return 3.0
    if is_open(before) and before[-1] not in "。；！？":
        return 2.0
    whole = [is_entry(text) for text in (before, after, before + after)]
    typed = sum(1 for cell in column if is_entry(printed(cell.pieces)))
    if all(whole[:2]) or typed > 0.5 * len(column):
        if all(whole[:2]):
            return -2.0
        return 3.0 if whole[2] else 1.0
    if all(printed(cell.pieces).endswith("。") for cell in column if cell.filled) and column:
        return -1.5 if before.endswith("。") else 1.5
    if before.endswith("。") and not column:
        return -1.0
    full = is_full(a.pieces[-1], b.pieces[0], max(a.width, b.width))
    return 0.7 if full else -0.7
