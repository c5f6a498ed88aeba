"""Which rule claims the words of a paragraph that gives no record: prose, titles in large print, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from report_etl.extract.coverage import NUMERAL
from report_etl.extract.flow import Flow
from report_etl.extract.marks import ends_sentence, heading_mark, is_cjk
from report_etl.models import Block, BlockKind, Claim, MappedText, Span

# Numerals that are names: a table, a generation (90后).
_REFERENCE = re.compile(
    r"(?:图表|附表|附图|表|图)[ ]?[0-9]{1,3}(?:[-—.][0-9]{1,2})?(?![0-9])"
    r"|(?<![0-9])[0-9]{2}(?:[、/和及][0-9]{2})?后(?![续来期])"
)
_PROSE = 20  # ideographs of a run of words that is prose without an end
_TITLE = 60  # characters of a title
_LARGE = 1.25  # times the size of the text: print of titles
_RAISED = 1.08  # of one line that is a block of its own
_LISTED = 3  # numbered paragraphs that are a list
_FORMULA = re.compile(r"[^=＝，。；：]{2,40}(?:[=＝][^=＝。；]{2,80}){1,3}")
_BIBLIOGRAPHY = re.compile(
    r"(?:[^\u4e00-\u9fff]{0,4}|[一二三四五六七八九十]{1,2}、)参[ ]?考[ ]?(?:文[ ]?献|资[ ]?料)|References",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"[\[［【(（]?[0-9]{1,3}[\]］】)）]|[0-9]{1,3}[.、]|[①-⑳]")


def prose_claims(flow: Flow, blocks: Sequence[Block]) -> Iterator[Claim]:
    """The words of paragraphs, between their numerals: read, and nothing in them to extract.

    Numerals stay open, so that a figure no rule has used is still listed; and lines that are neither
    prose, nor a title by their print, nor a list by their numbers, nor a formula stay open as a whole.
    Entries of a bibliography, the number of a footnote, and what a repair leaves out are noise.
    """
    listed = _numbered_items(blocks)
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.PARAGRAPH and (rule := _rule(flow, block, index in listed)):
            yield from (Claim(span, rule) for span in _between_numerals(block.text))
            for reference in _REFERENCE.finditer(block.text.text):  # 见表1
                yield Claim(block.text.span(*reference.span()), "paragraph/reference")
        if block.rule == "paragraph/footnote":
            yield Claim(Span(flow.lines[block.first].start, block.text.span().start), block.rule, noise=True)
    for block in _bibliography(blocks):
        lines = flow.lines[block.first : block.last + 1]
        yield from (Claim(line.span, "noise/bibliography", noise=True) for line in lines)
    for repair in flow.repairs:
        if repair.certain and not repair.after:
            span = Span(repair.provenance.start, repair.provenance.end)
            yield Claim(span, repair.provenance.rule, noise=True)


def _rule(flow: Flow, block: Block, listed: bool) -> str | None:
    """The rule by which the words of a paragraph are claimed, None where nobody knows what they are."""
    if _is_prose(flow, block):
        return "paragraph/prose"
    if _is_title(flow, block):
        return "paragraph/title"
    if listed:
        return "paragraph/list_item"
    if _FORMULA.fullmatch(block.text.text) and sum(map(is_cjk, block.text.text)) > 4:
        return "paragraph/formula"
    return None


def _is_prose(flow: Flow, block: Block) -> bool:
    """Whether a paragraph ends like a sentence, or (outside drawn boxes) is punctuated like one."""
    text = block.text.text
    if ends_sentence(text):
        return True
    return flow.lines[block.first].grid is None and "，" in text and sum(map(is_cjk, text)) >= _PROSE


def _is_title(flow: Flow, block: Block) -> bool:
    """Whether words are printed larger than the text: the name of a part, of a chart, a slogan."""
    size, body, text = flow.lines[block.first].size, flow.body_size, block.text.text
    if size is None or body is None or flow.lines[block.first].grid is not None or len(text) > _TITLE:
        return False
    return sum(map(str.isalpha, text)) > 1 and size >= body * (
        _RAISED if block.first == block.last else _LARGE
    )


def _numbered_items(blocks: Sequence[Block]) -> set[int]:
    """The paragraphs that count up in one style, one after the other: a list, even with a heading in it."""
    found: set[int] = set()
    run: list[int] = []
    expected: tuple[str, int] | None = None
    for index, block in enumerate(blocks):
        mark = heading_mark(block.text.text) if block.text and block.kind is not BlockKind.NOISE else None
        if mark is None:
            if block.kind is not BlockKind.NOISE:
                run, expected = [], None
            continue
        run = [*run, index] if (mark.style, mark.value) == expected else [index]
        expected = mark.style, mark.value + 1
        if len(run) >= _LISTED:
            found.update(run)
    return found


def _bibliography(blocks: Sequence[Block]) -> Iterator[Block]:
    """The paragraphs under a heading 参考文献 when the first of them is a numbered entry."""
    announced = inside = False
    for block in blocks:
        text = block.text.text.strip()
        if block.kind is BlockKind.NOISE or not text:
            continue
        if _BIBLIOGRAPHY.fullmatch(text):
            announced, inside = True, False
            continue
        if announced:
            inside = _ENTRY.match(text) is not None
        announced = False
        inside = inside and block.kind is BlockKind.PARAGRAPH
        if inside:
            yield block


def _between_numerals(text: MappedText) -> Iterator[Span]:
    covered = bytearray(len(text))
    for match in NUMERAL.finditer(text.text):
        covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    for is_numeral, group in groupby(range(len(text)), lambda index: covered[index]):
        indexes = list(group)
        if not is_numeral:
            # Line by line: what lies between two lines of a paragraph may be page furniture.
            yield from _unbroken(text, indexes)


def _unbroken(text: MappedText, indexes: list[int]) -> Iterator[Span]:
    start = indexes[0]
    for index in indexes:
        if index > start and not 0 <= text.origin[index] - text.origin[index - 1] <= 2:
            yield text.span(start, index)
            start = index
    yield text.span(start, indexes[-1] + 1)
