"""Flow → blocks: headings, captions, source lines, paragraphs, report metadata, noise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_etl.catalog import Catalog
from report_etl.extract.flow import Flow
from report_etl.extract.front import front_lines
from report_etl.extract.headings import Outline, is_heading, is_large_heading
from report_etl.extract.marks import (
    caption_mark,
    ends_sentence,
    heading_mark,
    is_note,
    source_end,
    source_prefix,
)
from report_etl.extract.report_title import find_title, is_title, speaks_of_report
from report_etl.extract.widths import DISPLAY
from report_etl.extract.wording import has_figure, idle_line, is_contents_line, metadata_fields
from report_etl.models import Block, BlockKind, Break, MappedText

_LONG_CAPTION = 80
_FIGURE_END = re.compile("[0-9][万亿]?个?$")  # of a line: no sentence ends so
_WIDE = 0.9  # of the widest line
_BULLETS = tuple("-–—*|●■◆▪•·►➢○◇✓★☆")
_FRONT, _END = 60, 25  # lines at the front and the end in which a report speaks of itself
_YEARS = re.compile(r"(?:19|20)[0-9]{2}(?:年|[-—–~～至](?:19|20)[0-9]{2}年?)?")
_LEADING_NUMBER = re.compile(r"[0-9]{1,2}(?![0-9.,%])|[⁰¹²³⁴-⁹]{1,3}")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SMALL = 0.94  # of the usual size of the text
_CONTENTS = 3  # entries that make a contents list
_ANYWHERE = {"url", "phones", "emails"}  # fields whose values cannot be taken for something else
_BETWEEN_LINES = {
    "noise/blank",
    "noise/page_number",
    "noise/running_line",
    "noise/running_title",
    "noise/tool_mark",
}


def find_blocks(flow: Flow, catalog: Catalog) -> tuple[Block, ...]:
    """Every line of the document in exactly one block, in order.

    Text that may still turn out to be a table is a PARAGRAPH block here; `find_tables` claims
    lines of it and `split_out` takes them away. Blank lines and page furniture inside a block belong to
    its range, not to its text.
    """
    title = find_title(flow)
    outer = {*front_lines(flow, _FRONT), *_last_lines(flow, _END)}
    runs = _runs(flow)
    blocks = [block for first, last in runs for block in _blocks(flow, first, last, title, first in outer)]
    marks = _footnote_marks(flow)
    blocks = [_without_mark(_without_selling(block, catalog), flow, marks) for block in blocks]
    blocks = _with_large_headings(blocks, flow)
    return _with_outline(_without_advertising(_without_contents(blocks)))


def split_out(blocks: tuple[Block, ...], claimed: frozenset[int], flow: Flow) -> tuple[Block, ...]:
    """The blocks without the claimed lines: a block that loses lines is shortened or split.

    A source line stays, even where a table claims it: it becomes a record of its own.
    """
    result: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.SOURCE or not any(
            index in claimed for index in range(block.first, block.last + 1)
        ):
            result.append(block)
            continue
        for first, last in _remaining(block, claimed):
            text = flow.join(first, last)
            if text:
                result.append(replace(block, first=first, last=last, text=text))
    return tuple(result)


def _remaining(block: Block, claimed: frozenset[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for index in range(block.first, block.last + 1):
        if index in claimed:
            continue
        if runs and runs[-1][1] == index - 1:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _runs(flow: Flow) -> list[tuple[int, int]]:
    """The lines cut into runs of one role each: at paragraph ends, and where a role demands it."""
    runs: list[tuple[int, int]] = []
    start = 0
    before: int | None = None
    for index, line in enumerate(flow.lines):
        if not line.text.strip() or index in flow.furniture:
            continue
        if before is not None and _parts(flow, before, index):
            runs.append((start, before))
            if index > before + 1:
                runs.append((before + 1, index - 1))
            start = index
        elif before is None and index > 0:
            runs.append((0, index - 1))
            start = index
        before = index
    if flow.lines:
        end = len(flow.lines) - 1
        if before is not None and before < end:
            runs.extend([(start, before), (before + 1, end)])
        else:
            runs.append((start, end))
    return [part for first, last in runs for part in _by_furniture(flow, first, last)]


def _by_furniture(flow: Flow, first: int, last: int) -> list[tuple[int, int]]:
    """A run of nothing but blanks and furniture, cut so that each part has one rule."""
    living = any(
        flow.lines[index].text.strip() and index not in flow.furniture for index in range(first, last + 1)
    )
    if living:
        return [(first, last)]
    return [(index, index) for index in range(first, last + 1)]


def _parts(flow: Flow, before: int, after: int) -> bool:
    """Whether a block ends between two lines of text."""
    kind = flow.breaks[before]
    text, following = flow.repaired[before].text.strip(), flow.repaired[after].text.strip()
    if kind is Break.PARAGRAPH or is_contents_line(text):
        return True
    if kind is Break.CUT:
        return False
    if _is_line_of_its_own(text) or _is_line_of_its_own(following):
        return True
    if kind is not Break.UNKNOWN:
        return False
    return len(text) < 15 if flow.text_width is not None else not _runs_on(flow, before, after)


def _runs_on(flow: Flow, before: int, after: int) -> bool:
    """Whether prose of an unknown width goes on: in mid-sentence, after a wide line or a figure."""
    text, following = flow.repaired[before].text.strip(), flow.lines[after].text
    if ends_sentence(text) or not any(mark in text for mark in "，。；"):
        return False
    if _FIGURE_END.search(text) and _indent(following) <= _indent(flow.lines[before].text):
        return not following.lstrip().startswith(_BULLETS)
    wide = DISPLAY.of(flow.lines[before].text.rstrip()) >= _WIDE * flow.widest
    return wide and following[:1] not in _BULLETS and not following[:1].isspace()


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _is_line_of_its_own(text: str) -> bool:
    return (
        bool(metadata_fields(text))
        or source_prefix(text) is not None
        or idle_line(text) is not None
        or caption_mark(text) is not None
    )


def _last_lines(flow: Flow, count: int) -> list[int]:
    living = [i for i in range(len(flow.lines)) if flow.lines[i].text.strip() and i not in flow.furniture]
    return living[-count:]


def _blocks(flow: Flow, first: int, last: int, title: str | None, outer: bool) -> Iterator[Block]:
    """The block of a run of lines; two where prose goes on in the line that names a source."""
    text = flow.join(first, last).strip()
    if not text:
        raw = MappedText.join(flow.repaired[index] for index in range(first, last + 1))
        yield Block(BlockKind.NOISE, first, last, raw, flow.furniture.get(first, "noise/blank"))
    while text:
        kind, rule = _role(flow, first, text.text, title, outer)
        end = source_end(text.text) if kind is BlockKind.SOURCE else None
        yield Block(kind, first, last, text.slice(0, end).strip(), rule)
        text = text.slice(len(text) if end is None else end).strip()


def _role(flow: Flow, first: int, text: str, title: str | None, outer: bool) -> tuple[BlockKind, str]:
    """The role of a run of lines by its words; `outer` lines are near the front or the end."""
    if (idle := idle_line(text)) is not None:
        return BlockKind.NOISE, idle
    if source_end(text) is not None:
        return BlockKind.SOURCE, "source/prefix"
    fields = metadata_fields(text)
    if fields and (outer or fields[0][0] in _ANYWHERE):
        return BlockKind.METADATA, f"metadata/{fields[0][0]}"
    if title is not None and is_title(text, title):
        return BlockKind.METADATA, "metadata/title"
    if title is not None and speaks_of_report(text, title):
        return BlockKind.METADATA, "metadata/about_report"
    heading = heading_mark(text)
    if heading is not None and is_heading(flow, first, heading):
        return BlockKind.HEADING, f"heading/{heading.style}"
    if caption_mark(text) is not None and len(text) <= _LONG_CAPTION and not ends_sentence(text):
        return BlockKind.CAPTION, "caption/numbered"
    if is_note(text):
        return BlockKind.PARAGRAPH, "paragraph/note"
    return BlockKind.PARAGRAPH, "paragraph/prose"


def _without_mark(block: Block, flow: Flow, marks: frozenset[str]) -> Block:
    """A footnote (small print that begins with a raised mark or the number of one) without its number."""
    size, body = flow.lines[block.first].size, flow.body_size
    number = _LEADING_NUMBER.match(block.text.text)
    if number is None or block.kind is not BlockKind.PARAGRAPH or size is None or body is None:
        return block
    if size > body * _SMALL or (number[0] not in marks and number[0].isascii()):
        return block
    return replace(block, text=block.text.slice(number.end()).strip(), rule="paragraph/footnote")


def _footnote_marks(flow: Flow) -> frozenset[str]:
    """The numbers of the raised marks in the text, as plain digits."""
    return frozenset(
        repair.before.translate(_RAISED) for repair in flow.repairs if repair.rule == "footnote_mark"
    )


def _without_selling(block: Block, catalog: Catalog) -> Block:
    """A paragraph that `schemas/publishers` declares to say nothing becomes noise."""
    if block.kind is BlockKind.PARAGRAPH:
        for spec in catalog.publishers:
            if any(re.fullmatch(pattern, block.text.text) for pattern in spec.noise):
                return replace(block, kind=BlockKind.NOISE, rule=f"noise/{spec.id}")
    return block


def _without_contents(blocks: Sequence[Block]) -> list[Block]:
    """Headings with no text to head become what they are: entries of a contents list, or items of a list.

    Entries of a contents list are noise. Where figures are stated, the lines are a list of facts and are
    read as text.
    """
    result = list(blocks)
    run: list[int] = []
    for index, block in enumerate((*blocks, None)):
        if block is not None and block.kind is BlockKind.HEADING:
            run.append(index)
        elif block is None or block.rule not in _BETWEEN_LINES:
            for i, role in zip(run, _listed([result[i] for i in run]), strict=False):
                result[i] = replace(result[i], kind=role[0], rule=role[1])
            run = []
    return result


def _listed(headings: Sequence[Block]) -> list[tuple[BlockKind, str]]:
    """The new roles of headings that follow each other directly; empty when they may stay headings.

    They may while each is lower than those before; one that repeats a style has left its sibling without
    text.
    """
    rules = [block.rule for block in headings]
    if len(set(rules)) == len(rules):
        return []
    marks = [heading_mark(block.text.text) for block in headings]
    if any(has_figure(_YEARS.sub("", mark.title)) for mark in marks if mark is not None):
        return [(BlockKind.PARAGRAPH, "paragraph/list_item")] * len(headings)
    if len(headings) < _CONTENTS:
        return []
    return [(BlockKind.NOISE, "noise/contents_list")] * len(headings)


def _without_advertising(blocks: Sequence[Block]) -> list[Block]:
    """When the report introduces itself again near its end, prose without figures from there on sells it."""
    introductions = [i for i, block in enumerate(blocks) if block.rule == "metadata/about_report"]
    if not introductions or introductions[-1] < len(blocks) // 2:
        return list(blocks)
    return [
        replace(block, kind=BlockKind.NOISE, rule="noise/advertising")
        if i > introductions[-1] and block.kind is BlockKind.PARAGRAPH and not has_figure(block.text.text)
        else block
        for i, block in enumerate(blocks)
    ]


def _with_large_headings(blocks: Sequence[Block], flow: Flow) -> list[Block]:
    """Short lines in large print above a paragraph become headings."""
    result = list(blocks)
    following: Block | None = None
    for index in range(len(result) - 1, -1, -1):
        block = result[index]
        if block.kind is BlockKind.PARAGRAPH and following is not None:
            after = following.first if following.kind is BlockKind.PARAGRAPH else None
            if is_large_heading(flow, block.first, block.last, block.text.text, after):
                result[index] = replace(block, kind=BlockKind.HEADING, rule="heading/large")
        if block.rule not in _BETWEEN_LINES:
            following = result[index]
    return result


def _with_outline(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The headings with their level, number and title."""
    outline = Outline()
    result: list[Block] = []
    for block in blocks:
        if block.kind is not BlockKind.HEADING:
            result.append(block)
            continue
        mark = heading_mark(block.text.text)
        if mark is None or block.rule == "heading/large":
            level, number, title = outline.plain(), None, block.text.text
        else:
            level, number, title = outline.place(mark), mark.number, mark.title
        result.append(replace(block, level=level, number=number, title=title))
    return tuple(result)
