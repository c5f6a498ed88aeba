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
_FORMULA = re.compile(r"[^=＝，。；：]{2,40}(?:[=＝][^=＝。；]{2,80}){1,3}")
_BRACKET = re.compile("[0-9]{1,2}[)）](?=[ ]?[\u4e00-\u9fff])")
_BIBLIOGRAPHY = re.compile(
    r"(?:[^\u4e00-\u9fff]{0,4}|[一二三四五六七八九十]{1,2}、)参[ ]?考[ ]?(?:文[ ]?献|资[ ]?料)|References",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"[\[［【(（]?[0-9]{1,3}[\]］】)）]|[0-9]{1,3}[.、]|[①-⑳]")


def prose_claims(flow: Flow, blocks: Sequence[Block]) -> Iterator[Claim]:
    """The words of paragraphs, between their numerals: read, and nothing in them to extract.

    Numerals stay open, so that a figure no rule has used is still listed; and lines that are neither
    prose, nor a title by their print, nor items by their number, nor a formula stay open as a whole.
    Entries of a bibliography, the number of a footnote, and what a repair leaves out are noise.
    """
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH and (rule := _rule(flow, block)):
            yield from (Claim(span, rule) for span in _between_numerals(block.text))
            for reference in _REFERENCE.finditer(block.text.text):  # 见表1
                yield Claim(block.text.span(*reference.span()), "paragraph/reference")
            if number := _item_number(block.text.text):
                yield Claim(block.text.span(0, number), "paragraph/item_number")
        if block.rule == "paragraph/footnote":
            yield Claim(Span(flow.lines[block.first].start, block.text.span().start), block.rule, noise=True)
    for block in _bibliography(blocks):
        lines = flow.lines[block.first : block.last + 1]
        yield from (Claim(line.span, "noise/bibliography", noise=True) for line in lines)
    for repair in flow.repairs:
        if repair.certain and not repair.after:
            span = Span(repair.provenance.start, repair.provenance.end)
            yield Claim(span, repair.provenance.rule, noise=True)


def _rule(flow: Flow, block: Block) -> str | None:
    """The rule by which the words of a paragraph are claimed, None where nobody knows what they are."""
    if _is_prose(flow, block):
        return "paragraph/prose"
    if _is_title(flow, block):
        return "paragraph/title"
    if _item_number(block.text.text):
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


def _item_number(text: str) -> int:
    """How long the number is that makes a paragraph an item: 1、, (2), 3); 0 for none or a bare one."""
    if bracket := _BRACKET.match(text):
        return bracket.end()
    mark = heading_mark(text)
    return text.index(mark.title) if mark is not None and mark.style != "arabic_bare" else 0


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
