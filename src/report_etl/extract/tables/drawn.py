"""Tables that a page draws: by ruling lines or by where its words stand. Text input has none."""

from __future__ import annotations

from dataclasses import replace

from report_etl.extract.flow import Flow
from report_etl.extract.tables.aligned import find_aligned
from report_etl.extract.tables.areas import lines_of, source_after
from report_etl.extract.tables.ruled import find_ruled
from report_etl.extract.tables.stitch import stitch
from report_etl.models import Block, RawTable


def find_drawn(flow: Flow, blocks: tuple[Block, ...]) -> tuple[list[RawTable], frozenset[int]]:
    """Ruled and aligned tables, parts over page breaks joined, each with the source line below it.

    And the lines that stand in columns, whether those make a table or not.
    """
    ruled = find_ruled(flow, blocks)
    aligned, columned = find_aligned(flow, blocks, lines_of(ruled))
    return [_with_source(table, flow) for table in stitch([*ruled, *aligned], flow)], columned


def _with_source(table: RawTable, flow: Flow) -> RawTable:
    if table.source is not None or not table.lines:
        return table
    own = frozenset(table.lines)
    ends = sorted((line for line in own if line + 1 not in own), reverse=True)  # of the parts side by side
    return replace(table, source=next((s for end in ends if (s := source_after(flow, end))), None))
