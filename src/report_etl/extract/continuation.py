"""Paragraphs that a table, a figure, a footnote or the end of a page interrupts, put together again."""

from __future__ import annotations

from dataclasses import replace

from report_etl.extract.flow import Flow
from report_etl.extract.marks import ends_sentence
from report_etl.models import Block, BlockKind, MappedText

_SIZE_STEP = 0.94  # what is printed smaller than this part of the text is a footnote
_PUNCTUATION = "。，；"
_STOPS = frozenset({BlockKind.HEADING, BlockKind.METADATA})


def join_interrupted(blocks: tuple[Block, ...], flow: Flow) -> tuple[Block, ...]:
    """The blocks, where a paragraph that breaks off in a full line has its end joined to it.

    What lies between must be no running text of the same size, and no heading; the end must not begin like a
    paragraph. The block of the end stays in its place with an empty text.
    """
    result = list(blocks)
    for index, block in enumerate(result):
        if not breaks_off(block, flow):
            continue
        end = _continuation(result, index, flow)
        if end is not None:
            tail = result[end]
            result[index] = replace(block, text=MappedText.join((block.text, tail.text)))
            result[end] = replace(tail, text=MappedText("", ()), rule="paragraph/continued")
    return tuple(result)


def breaks_off(block: Block, flow: Flow) -> bool:
    """Whether a paragraph ends in mid-sentence in a line on which nothing more would have fitted."""
    if block.kind is not BlockKind.PARAGRAPH or not block.text or ends_sentence(block.text.text):
        return False
    last = next((i for i in range(block.last, block.first - 1, -1) if flow.repaired[i]), block.last)
    return last in flow.full and any(mark in block.text.text for mark in _PUNCTUATION)


def _continuation(blocks: list[Block], index: int, flow: Flow) -> int | None:
    size, page = flow.lines[blocks[index].last].size, flow.lines[blocks[index].last].page
    for position in range(index + 1, len(blocks)):
        block = blocks[position]
        line = flow.lines[block.first]
        if block.kind in _STOPS or line.page > page + 1:
            return None
        if block.kind is not BlockKind.PARAGRAPH or not block.text:
            continue
        if size is not None and line.size is not None and line.size < size * _SIZE_STEP:
            continue  # a footnote
        if position == index + 1 and line.page == page and block.first == blocks[index].last + 1:
            return None  # nothing stands between: the break was decided with better knowledge
        same_size = size == line.size or (size and line.size and abs(size - line.size) < 0.5)
        return position if same_size and block.first not in flow.indented and _is_prose(block) else None
    return None


def _is_prose(block: Block) -> bool:
    return block.rule == "paragraph/prose" and any(mark in block.text.text for mark in _PUNCTUATION)
