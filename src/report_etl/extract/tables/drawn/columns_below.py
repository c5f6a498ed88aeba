"""Where a table goes on: in the columns it had before the break, or in those of the next column of text."""

from __future__ import annotations

from collections.abc import Sequence

from report_etl.extract.flow import Flow
from report_etl.extract.tables.drawn.aligned_columns import cut_at_columns, cut_at_edges, find_columns
from report_etl.extract.tables.drawn.aligned_regions import Columns, Region, place
from report_etl.extract.tables.drawn.strips import Strip


def region_below(flow: Flow, run: Sequence[Strip], before: Columns, shift: float) -> Region | None:
    """The lines of a run that stand in the columns of a table before; the text around is shifted so far.

    In a text each page has its own places, but as many columns.
    """
    if flow.document.is_text:
        strips = cut_at_edges(flow, run)
        columns = tuple(find_columns(strips))
        return place(flow, strips, columns) if len(columns) == len(before) else None
    columns = _columns_below(run, before, shift)
    return place(flow, cut_at_columns(flow, run, columns), columns) if columns else None


def _columns_below(run: Sequence[Strip], columns: Columns, shift: float) -> Columns:
    """The columns of a table where it may go on: in their place, or where the next column of text has them.

    A table in the middle of its column of text is found by its first row. None where the run stands beside
    them (tables side by side).
    """
    if _overlaps(run[0], columns):
        return columns
    beside = _shifted(columns, shift)
    centred = _shifted(columns, run[0].left - columns[0][0])
    for moved in (beside, centred):
        if _fills(run[0], moved):
            return moved
    return beside if _overlaps(run[0], beside) else ()


def _shifted(columns: Columns, shift: float) -> Columns:
    return tuple((x0 + shift, x1 + shift) for x0, x1 in columns)


def _overlaps(strip: Strip, columns: Columns) -> bool:
    return strip.left < columns[-1][1] and strip.right > columns[0][0]


def _fills(strip: Strip, columns: Columns) -> bool:
    """Whether the strip has one segment in each column."""
    return len(strip.segments) == len(columns) and all(
        piece.box.x0 < x1 and piece.box.x1 > x0
        for piece, (x0, x1) in zip(strip.segments, columns, strict=True)
    )
