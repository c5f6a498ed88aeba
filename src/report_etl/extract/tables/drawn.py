"""Tables that a page draws: by ruling lines or by where its words stand. Text input has none."""

from __future__ import annotations

from dataclasses import replace

from report_etl.extract.flow import Flow
from report_etl.extract.tables.aligned import find_aligned
from report_etl.extract.tables.areas import lines_of, source_after
from report_etl.extract.tables.ruled import find_ruled
from report_etl.extract.tables.stitch import stitch
from report_etl.models import Block, RawTable


def find_drawn(flow: Flow, blocks: tuple[Block, ...]) -> list[RawTable]:
    """Ruled and aligned tables, parts over page breaks joined, each with the source line below it."""
    found = find_ruled(flow, blocks)
    found += find_aligned(flow, blocks, lines_of(found))
    return [_with_source(table, flow) for table in stitch(found, flow)]


def _with_source(table: RawTable, flow: Flow) -> RawTable:
    if table.source is not None or not table.lines:
        return table
    return replace(table, source=source_after(flow, max(table.lines)))
