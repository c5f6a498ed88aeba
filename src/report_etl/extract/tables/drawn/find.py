"""Tables that a page draws: by ruling lines or by where its words stand. Text input has none."""

from __future__ import annotations

import re
from dataclasses import replace

from report_etl.catalog import Catalog
from report_etl.extract.flow import Flow
from report_etl.extract.marks import caption_mark
from report_etl.extract.tables.areas import lines_of
from report_etl.extract.tables.drawn.aligned import find_aligned
from report_etl.extract.tables.drawn.known_headers import find_known_headers
from report_etl.extract.tables.drawn.ruled import find_ruled
from report_etl.extract.tables.drawn.stitch import stitch
from report_etl.extract.tables.surroundings import source_after
from report_etl.models import Block, Box, Layout, Line, RawTable

_WORDS = re.compile("[^\\W\\d_]{2}")


def find_drawn(
    flow: Flow, blocks: tuple[Block, ...], catalog: Catalog
) -> tuple[list[RawTable], frozenset[int]]:
    """Ruled and aligned tables, parts over page breaks joined, each with the source line below it.

    And the lines that stand in columns, whether those make a table or not.
    """
    ruled = find_ruled(flow, blocks, catalog)
    aligned, columned = find_aligned(flow, blocks, lines_of(ruled), find_known_headers(flow, catalog))
    return [_with_source(table, flow) for table in stitch([*ruled, *aligned], flow)], columned


def mark_headless(flow: Flow, tables: list[RawTable], columned: frozenset[int]) -> list[RawTable]:
    """The tables; those without a caption and a unit of their own say so where no text stands before them.

    That may be another part of the same table: a line is missing, or the page ended there.
    """
    grids = {page.number: page.grids for page in flow.document.pages}
    printed = columned | {
        n
        for n, line in enumerate(flow.lines)
        if line.grid is not None or any(_lies_in(line, grid.box) for grid in grids[line.page])
    }
    inside = printed | lines_of(tables)
    return [replace(table, headless=_is_headless(flow, table, printed, inside)) for table in tables]


def _is_headless(flow: Flow, table: RawTable, printed: frozenset[int], inside: frozenset[int]) -> bool:
    first = min(table.lines, default=0)
    flat = table.layout is Layout.FLATTENED  # what it has for a caption may be words of a table
    marked = table.caption is not None and caption_mark(table.caption.text) is not None
    if table.unit_note is not None or marked or (table.caption and not flat and first not in printed):
        return False
    before = (n for n in range(first - 1, -1, -1) if flow.lines[n].text.strip() and n not in flow.furniture)
    return next((n in inside or not _WORDS.search(flow.lines[n].text) for n in before), False)


def _lies_in(line: Line, box: Box) -> bool:
    """Whether the middle of a line lies in a box: words that fell out of a cell which is not closed."""
    own = line.box
    return own is not None and box.x0 < own.middle_x < box.x1 and box.top < own.middle_y < box.bottom


def _with_source(table: RawTable, flow: Flow) -> RawTable:
    if table.source is not None or not table.lines:
        return table
    own = frozenset(table.lines)
    ends = sorted((line for line in own if line + 1 not in own), reverse=True)  # of the parts side by side
    return replace(table, source=next((s for end in ends if (s := source_after(flow, end))), None))
