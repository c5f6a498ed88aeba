"""Lines and tables: stretches that may hold one in running text, the source line that closes one."""

from __future__ import annotations

from report_etl.extract.flow import Flow
from report_etl.extract.marks import source_prefix
from report_etl.models import Block, BlockKind, MappedText, RawTable

# Blocks that no table in running text goes beyond.
_WALLS = frozenset({BlockKind.HEADING, BlockKind.SOURCE, BlockKind.METADATA, BlockKind.TABLE})


def find_areas(flow: Flow, blocks: tuple[Block, ...], taken: frozenset[int]) -> list[list[int]]:
    """Runs of lines between headings, source lines and what is `taken`; a caption begins a run."""
    role: dict[int, Block] = {
        index: block for block in blocks for index in range(block.first, block.last + 1)
    }
    areas: list[list[int]] = [[]]
    for index, line in enumerate(flow.lines):
        if index in flow.furniture or not line.text.strip():
            continue
        block = role.get(index)
        wall = index in taken or (block is not None and block.kind in _WALLS)
        noise = block is not None and block.kind is BlockKind.NOISE and block.text
        caption = block is not None and block.kind is BlockKind.CAPTION and block.first == index
        if wall or noise or caption:
            areas.append([])
        if not (wall or noise):
            areas[-1].append(index)
    return [area for area in areas if area]


def source_after(flow: Flow, line: int) -> MappedText | None:
    """The source that the next line of text names, without its prefix."""
    for index in range(line + 1, min(line + 8, len(flow.lines))):
        text = flow.repaired[index]
        if index in flow.furniture or not text.text.strip():
            continue
        prefix = source_prefix(text.text)
        if prefix is None:
            return None
        last = index
        while last + 1 < len(flow.lines) and flow.breaks[last].value == "cut":
            last += 1
        return flow.join(index, last).slice(prefix).strip()
    return None


def lines_of(tables: list[RawTable]) -> frozenset[int]:
    """The indexes of the lines that the tables cover."""
    return frozenset(line for table in tables for line in table.lines)
