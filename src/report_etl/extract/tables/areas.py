"""Lines and tables: the stretches that may hold one in running text, the lines that some cover."""

from __future__ import annotations

from report_etl.extract.flow import Flow
from report_etl.extract.tables.surroundings import block_of_lines
from report_etl.models import Block, BlockKind, RawTable

# Blocks that no table in running text goes beyond.
_WALLS = frozenset({BlockKind.HEADING, BlockKind.SOURCE, BlockKind.METADATA, BlockKind.TABLE})


def find_areas(flow: Flow, blocks: tuple[Block, ...], taken: frozenset[int]) -> list[list[int]]:
    """Runs of lines between headings, source lines and what is `taken`; a caption begins a run."""
    owners = block_of_lines(blocks, len(flow.lines))
    areas: list[list[int]] = [[]]
    for index, line in enumerate(flow.lines):
        if index in flow.furniture or not line.text.strip():
            continue
        block = owners[index]
        wall = index in taken or (block is not None and block.kind in _WALLS)
        noise = block is not None and block.kind is BlockKind.NOISE and block.text
        caption = block is not None and block.kind is BlockKind.CAPTION and block.first == index
        if wall or noise or caption:
            areas.append([])
        if not (wall or noise):
            areas[-1].append(index)
    return [area for area in areas if area]


def lines_of(tables: list[RawTable]) -> frozenset[int]:
    """The indexes of the lines that the tables cover."""
    return frozenset(line for table in tables for line in table.lines)
