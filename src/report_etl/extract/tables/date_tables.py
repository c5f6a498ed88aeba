"""Of when the figures of a table are, where its caption names no time: what stands right around it says so.

The line of the unit above, the sentence that leads to the table, the notes and the source below. Two that
differ tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_etl.extract.flow import Flow
from report_etl.extract.marks import caption_mark, is_note, source_prefix
from report_etl.extract.tables.areas import lines_of
from report_etl.extract.tables.dated_notes import date_below, date_leading, date_over
from report_etl.extract.tables.look_below import edge_under, line_below, lower_edge
from report_etl.extract.tables.surroundings import block_of_lines
from report_etl.language.dates import find_dates
from report_etl.language.normalize import squeeze
from report_etl.models import Block, BlockKind, Break, RawTable

_MOST_BELOW = 4  # notes and sources
_NEAR = 3.0  # em between a sentence and the table it leads to
_NUMBERED = re.compile(r"表\s*([0-9]+(?:[-.—–][0-9]+)*)")


def date_tables(flow: Flow, blocks: tuple[Block, ...], tables: list[RawTable]) -> list[RawTable]:
    """The tables; those whose captions name no time have the one that is noted around them."""
    owners = block_of_lines(blocks, len(flow.lines))
    taken = lines_of(tables)

    def dated(table: RawTable) -> RawTable:
        if not table.lines or (table.caption is not None and find_dates(table.caption.text)):
            return table
        around = {*_over(flow, table), *_leading(flow, owners, taken, table), *_below(flow, taken, table)}
        return replace(table, as_of=around.pop()) if len(around) == 1 else table

    return [dated(table) for table in tables]


def _over(flow: Flow, table: RawTable) -> Iterator[str]:
    """The times noted on lines of the table that stand before its header."""
    header = min((cell.text.span().start for cell in table.header if cell.text), default=0)
    for index in table.lines:
        line = flow.lines[index]
        if line.grid is None and line.span.end <= header and (date := date_over(line.text)):
            yield date


def _below(flow: Flow, taken: frozenset[int], table: RawTable) -> Iterator[str]:
    """The times that notes and sources right below the table name."""
    edge, index = lower_edge(flow, table.lines), max(table.lines)
    for _ in range(_MOST_BELOW):
        below = line_below(flow, index, edge)
        if below is None or below in taken:
            return
        last = below
        while last + 1 < len(flow.lines) and flow.breaks[last] is Break.CUT and last + 1 not in taken:
            last += 1
        text = flow.join(below, last).text.strip()
        date = date_below(text)
        if source_prefix(text) is None and not is_note(text) and date_over(text) is None:
            return
        if date is not None:
            yield date
        edge, index = edge_under(flow, last, edge), last


def _leading(
    flow: Flow, owners: Sequence[Block | None], taken: frozenset[int], table: RawTable
) -> Iterator[str]:
    """The time in the sentence that ends right above the table and leads to it."""
    first = min(table.lines)
    living = (n for n in range(first - 1, -1, -1) if flow.lines[n].text.strip() and n not in flow.furniture)
    index = next(living, None)
    owner = owners[index] if index is not None else None
    if index is None or index in taken or owner is None or owner.kind is not BlockKind.PARAGRAPH:
        return
    box, top = flow.lines[index].box, flow.lines[first].box
    if box is not None and top is not None:
        near = box.page == top.page and -2 <= top.top - box.bottom <= _NEAR * flow.lines[index].em
        if not near or box.x0 > top.x1 or box.x1 < top.x0:
            return
    text = flow.join(owner.first, index).text
    mark = caption_mark(table.caption.text) if table.caption is not None else None
    named = _NUMBERED.findall(squeeze(text)[-40:])
    if named and mark is not None and named != _NUMBERED.findall(squeeze(mark.label)):
        return
    if date := date_leading(text):
        yield date
