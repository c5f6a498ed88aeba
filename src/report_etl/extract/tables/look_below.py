"""Captions below their tables: of a table that has none above it, the line right below its last row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report_etl.extract.flow import Flow
from report_etl.extract.marks import caption_mark, ends_sentence, is_note, source_prefix
from report_etl.extract.tables.areas import lines_of
from report_etl.extract.tables.matching.measures import caption_period
from report_etl.extract.tables.surroundings import block_of_lines, source_after
from report_etl.models import Block, BlockKind, Box, MappedText, RawTable

_NEAR = 2.6  # em between a table and the caption below it, and between that and the line it stands above
_LONGEST = 60  # characters of a caption
_SHORT = 20  # characters of a line that may belong to a figure


def with_captions_below(flow: Flow, blocks: tuple[Block, ...], tables: list[RawTable]) -> list[RawTable]:
    """The tables; those without a caption of their own above have the one below them, if one stands there."""
    owners = block_of_lines(blocks, len(flow.lines))
    headings = {block.text.text for block in blocks if block.kind is BlockKind.HEADING}
    taken = lines_of(tables)

    def is_named(table: RawTable) -> bool:
        caption = table.caption.text if table.caption is not None else None
        return caption is not None and (caption not in headings or caption_period(caption) is not None)

    return [t if is_named(t) or not t.lines else _captioned(flow, owners, taken, t) for t in tables]


def _captioned(
    flow: Flow, owners: Sequence[Block | None], taken: frozenset[int], table: RawTable
) -> RawTable:
    edge = lower_edge(flow, table.lines)
    index = line_below(flow, max(table.lines), edge)
    if index is None or index in taken:
        return table
    owner = owners[index]
    whole = owner is not None and owner.kind is BlockKind.CAPTION and owner.first == index
    last = owner.last if owner is not None and whole else index
    caption = _caption(flow, owner, index, last)
    below = edge_under(flow, last, edge)
    if caption is None or not _is_closed(flow, owners, taken, line_below(flow, last, below), caption):
        return table
    source = table.source or source_after(flow, last)
    return replace(table, caption=caption, source=source, lines=(*table.lines, *range(index, last + 1)))


def lower_edge(flow: Flow, lines: Sequence[int]) -> Box | None:
    """The lower edge of a table on the page where it ends; None in a text."""
    printed = [box for n in lines if (box := flow.lines[n].box) is not None]
    page = max((box.page for box in printed), default=0)
    boxes = [box for box in printed if box.page == page]
    if not boxes:
        return None
    bottom = max(box.bottom for box in boxes)
    return Box(page, min(box.x0 for box in boxes), bottom, max(box.x1 for box in boxes), bottom)


def edge_under(flow: Flow, index: int, edge: Box | None) -> Box | None:
    """An edge moved down to the foot of a line; None in a text."""
    box = flow.lines[index].box
    return None if edge is None or box is None else replace(edge, top=box.bottom, bottom=box.bottom)


def line_below(flow: Flow, index: int, edge: Box | None) -> int | None:
    """The next line in a text; on a page the first one right below an edge, over a part of its width."""
    living = (n for n, line in enumerate(flow.lines) if line.text.strip() and n not in flow.furniture)
    if edge is None:
        return next((n for n in living if n > index), None)
    below = [
        (box.top, n)
        for n in living
        if (box := flow.lines[n].box) is not None
        and box.page == edge.page
        and box.x0 < edge.x1
        and box.x1 > edge.x0
        and -2 <= box.top - edge.bottom <= _NEAR * flow.lines[n].em
    ]
    return min(below)[1] if below else None


def _caption(flow: Flow, owner: Block | None, first: int, last: int) -> MappedText | None:
    """The lines as a caption: with the number of a table, or the name of something at a time."""
    text = flow.join(first, last).strip()
    if flow.lines[first].grid is not None or (owner is not None and owner.kind in _OTHERS):
        return None
    mark = caption_mark(text.text)
    if mark is not None:
        return None if mark.is_of_figure else text
    alone = owner is None or owner.first == first == owner.last
    short = len(text) <= _LONGEST and not ends_sentence(text.text) and not set("，。；") & set(text.text)
    return text if alone and short and caption_period(text.text) is not None else None


_OTHERS = frozenset({BlockKind.SOURCE, BlockKind.NOISE, BlockKind.METADATA, BlockKind.HEADING})


def _is_closed(
    flow: Flow, owners: Sequence[Block | None], taken: frozenset[int], index: int | None, caption: MappedText
) -> bool:
    """Whether the line that follows a caption shows that it speaks of what stands above it.

    A source or a note does, and prose right below a numbered caption; a table or words of a figure do not.
    """
    if index is None or index in taken:
        return False
    text, owner = flow.repaired[index].text.strip(), owners[index]
    if source_prefix(text) is not None or is_note(text):
        return True
    prose = len(text) > _SHORT and owner is not None and owner.kind is BlockKind.PARAGRAPH
    heading = owner is not None and owner.kind in (BlockKind.HEADING, BlockKind.CAPTION)
    numbered = caption_mark(caption.text) is not None
    return numbered and flow.lines[index].grid is None and (prose or heading)
