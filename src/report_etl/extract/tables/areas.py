"""Lines and tables: stretches that may hold one in running text, the source line that closes one."""

from __future__ import annotations

from report_etl.extract.flow import Flow
from report_etl.extract.marks import source_prefix
from report_etl.extract.tables.labels import split_unit_note
from report_etl.models import Block, BlockKind, MappedText, RawTable

# Blocks that no table in running text goes beyond.
_WALLS = frozenset({BlockKind.HEADING, BlockKind.SOURCE, BlockKind.METADATA, BlockKind.TABLE})
_LONGEST = 60  # characters of a caption


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


def caption_above(flow: Flow, first: int) -> tuple[MappedText | None, str | None, tuple[int, ...]]:
    """The caption of the table that begins at line `first`, the unit noted above it, and their lines.

    A caption is a short line that ends no sentence, directly above the table or the note.
    """
    unit: str | None = None
    lines: list[int] = []
    for index in range(first - 1, max(-1, first - 6), -1):
        text = flow.repaired[index].strip()
        if index in flow.furniture or not text:
            continue
        rest, noted = split_unit_note(text)
        if noted is not None and unit is None:
            unit = noted
            lines.append(index)
            if not rest:
                continue
            return rest, unit, tuple(reversed(lines))
        if len(text) > _LONGEST or text.text[-1] in "。！？；：:":
            break
        return text, unit, (index, *reversed(lines))
    return None, unit, tuple(reversed(lines))


def lines_of(tables: list[RawTable]) -> frozenset[int]:
    """The indexes of the lines that the tables cover."""
    return frozenset(line for table in tables for line in table.lines)
