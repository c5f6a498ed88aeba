"""What was claimed: every line and every numeral is claimed, noise, or listed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from report_etl.extract.flow import Flow
from report_etl.extract.marks import ends_sentence
from report_etl.extract.provenance import Locator
from report_etl.models import Block, BlockKind, Claim, MappedText, Span
from report_etl.records import Coverage, Unclaimed

# A run of digits with what belongs to it: 1,200.5 · 31.1% · ２０２０
_NUMERAL = re.compile(r"[0-9０-９](?:[0-9０-９]|[.,．，:](?=[0-9０-９]))*[%％‰]?")
# Numerals that are names: a table, a generation (90后).
_REFERENCE = re.compile(
    r"(?:图表|附表|附图|表|图)[ ]?[0-9]{1,3}(?:[-—.][0-9]{1,2})?(?![0-9])"
    r"|(?<![0-9])[0-9]{2}(?:[、/和及][0-9]{2})?后(?![续来期])"
)
_CONTACT = re.compile(
    r"(?<![0-9])(?:400[- ]?[0-9]{3}[- ]?[0-9]{4}|(?:0[0-9]{2,3}[- ]?)[0-9]{7,8}|1[3-9][0-9]{9})(?![0-9])"
    r"|(?:https?://|www\.)[!-~]{3,200}|[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,20}){1,4}"
    r"|(?<=邮编[:：])[ ]?[0-9]{6}(?![0-9])|(?<![0-9A-Z])S[0-9]{13}(?![0-9])",  # post code, analyst's licence
    re.ASCII | re.IGNORECASE,
)
_BESIDE_CONTACT = 8  # letters of a line that is nothing but ways to reach somebody
_ADDRESS = 4  # lines from one contact to the next within an address
_REPEATED = 3  # pages
_LEADER = re.compile(r"(?:[.…·．]\s?){6,200}\s*(?:[0-9]{1,4}|[IVXivx]{1,6})?$")
_SECURITY = re.compile(r"(?<![0-9])[0-9]{4,6}\.(?:SZ|SH|BJ|HK)(?![A-Z])")
_UNIT_NOTE = re.compile("[（(]?单位[:：][^。]{1,20}")
# Lines that name a part of the report and say nothing else, and lines in another language.
_PART = re.compile(
    "摘[ ]?要|目[ ]?录|前[ ]?言|引[ ]?言|序[ ]?言|附[ ]?录|核心观点|内容提要|免责声明|致谢|参考文献"
)
_FOREIGN = re.compile("[A-Za-z][A-Za-z'’,.&/-]*(?: [A-Za-z&][A-Za-z'’,.&/-]*){3,30}")
_NUMBERING = re.compile("(?:Chapter|Part|PART|第)[ ]?[0-9一二三四五六七八九十]{1,3}[ ]?(?:章|节|篇|部分)?")
_BULLETS = tuple("●■◆▪•·►➢○◇✓★☆❑❏□")
_PROSE = 20  # ideographs of a run of words that is prose without an end
_JOINED = 24  # unclaimed ranges nearer than this are listed as one
_LISTED = 200  # characters shown of an unclaimed range


def measure_coverage(flow: Flow, claims: Iterable[Claim], locator: Locator) -> Coverage:
    """Count claimed lines and numerals, and list those that no rule has used.

    A line counts as claimed when a claim touches it, as noise when only noise claims do or when it holds
    neither letter nor digit (--|--); blank lines are not counted. A numeral counts as claimed when a
    claim touches its digits, noise included.
    """
    length = len(flow.document.text)
    used, noise = bytearray(length), bytearray(length)
    for claim in claims:
        marks = noise if claim.noise else used
        marks[claim.span.start : claim.span.end] = b"\1" * (claim.span.end - claim.span.start)
    for index in flow.furniture:
        line = flow.lines[index]
        noise[line.start : line.end] = b"\1" * (line.end - line.start)
    lines = claimed = noisy = 0
    open_spans: list[Span] = []
    for line in flow.lines:
        if not line.text.strip():
            continue
        lines += 1
        if any(used[line.start : line.end]):
            claimed += 1
        elif any(noise[line.start : line.end]) or not any(map(str.isalnum, line.text)):
            noisy += 1
        else:
            open_spans.append(line.span)
    numerals, left = _numerals(flow.document.text, used, noise)
    open_spans.extend(left)
    return Coverage(
        lines=lines,
        lines_claimed=claimed,
        lines_noise=noisy,
        numerals=numerals,
        numerals_claimed=numerals - len(left),
        unclaimed=[_unclaimed(flow, span, locator) for span in _merged(open_spans)],
    )


def _numerals(text: str, used: bytearray, noise: bytearray) -> tuple[int, list[Span]]:
    count = 0
    left: list[Span] = []
    for match in _NUMERAL.finditer(text):
        count += 1
        if not any(used[match.start() : match.end()]) and not any(noise[match.start() : match.end()]):
            left.append(Span(*match.span()))
    return count, left


def _merged(spans: list[Span]) -> Iterator[Span]:
    """Ranges that overlap or stand close together, as one."""
    current: Span | None = None
    for span in sorted(spans):
        if current is not None and span.start <= current.end + _JOINED:
            current = Span(current.start, max(current.end, span.end))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current


def _unclaimed(flow: Flow, span: Span, locator: Locator) -> Unclaimed:
    text = flow.document.text[span.start : span.end]
    return Unclaimed(
        text=text if len(text) <= _LISTED else text[:_LISTED] + "…",
        provenance=locator.provenance(span, "unclaimed"),
    )


def prose_claims(flow: Flow, blocks: Iterable[Block]) -> Iterator[Claim]:
    """The words of whole sentences, between their numerals: read, and nothing in them to extract.

    Numerals stay open, so that a figure no rule has used is still listed; and a run of lines that neither
    ends like a sentence nor is punctuated like one stays open as a whole. Characters that a repair leaves
    out are noise.
    """
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH and _is_prose(flow, block):
            yield from (Claim(span, "paragraph/prose") for span in _between_numerals(block.text))
            for reference in _REFERENCE.finditer(block.text.text):  # 见表1
                yield Claim(block.text.span(*reference.span()), "paragraph/reference")
        if block.rule == "paragraph/footnote":
            yield Claim(Span(flow.lines[block.first].start, block.text.span().start), block.rule, noise=True)
    for repair in flow.repairs:
        if repair.certain and not repair.after:
            span = Span(repair.provenance.start, repair.provenance.end)
            yield Claim(span, repair.provenance.rule, noise=True)


def _is_prose(flow: Flow, block: Block) -> bool:
    """Whether a paragraph ends like a sentence, or (outside drawn boxes) is punctuated like one."""
    text = block.text.text
    if ends_sentence(text):
        return True
    return (
        flow.lines[block.first].grid is None
        and "，" in text
        and sum("\u4e00" <= character <= "\u9fff" for character in text) >= _PROSE
    )


def page_claims(flow: Flow) -> Iterator[Claim]:
    """What is no content anywhere on a page, line by line, and the words of lists.

    Ways to reach somebody with the addresses between them, lines that several pages repeat word for word,
    contents, units of charts, names of parts, lines in English, codes of securities, telephone numbers; list
    items without a numeral.
    """
    contacts = _contact_lines(flow)
    pages: dict[str, set[int]] = defaultdict(set)
    for line in flow.lines:
        pages[line.text.strip()].add(line.page)
    for index, line in enumerate(flow.lines):
        text = line.text.strip()
        yield from (
            Claim(Span(line.start + found.start(), line.start + found.end()), "noise/code", noise=True)
            for found in (*_SECURITY.finditer(line.text), *_CONTACT.finditer(line.text))
        )
        if line.grid is not None or len(text) <= 1:
            continue
        if index in contacts:
            yield Claim(line.span, "noise/contact", noise=True)
        elif len(pages[text]) >= _REPEATED and len(text) > 3:
            yield Claim(line.span, "noise/repeated_line", noise=True)
        elif _LEADER.search(text):
            yield Claim(line.span, "noise/contents", noise=True)
        elif any(pattern.fullmatch(text) for pattern in (_UNIT_NOTE, _NUMBERING, _PART, _FOREIGN)):
            yield Claim(line.span, "noise/note", noise=True)
        elif text.startswith(_BULLETS) and not _NUMERAL.search(text):
            yield Claim(line.span, "paragraph/list_item")


def _contact_lines(flow: Flow) -> set[int]:
    """Lines that hold nothing but ways to reach somebody, and the lines of addresses between them."""
    alone: list[int] = []
    for index, line in enumerate(flow.lines):
        rest, contacts = _CONTACT.subn("", line.text)
        if contacts and sum(map(str.isalnum, rest)) <= _BESIDE_CONTACT:
            alone.append(index)
    found = set(alone)
    for before, after in pairwise(alone):
        if after - before <= _ADDRESS and flow.lines[before].page == flow.lines[after].page:
            between = range(max(0, before - 2), after)  # the first address stands above its contact
            found |= {i for i in between if not ends_sentence(flow.lines[i].text)}
    return found


def _between_numerals(text: MappedText) -> Iterator[Span]:
    covered = bytearray(len(text))
    for match in _NUMERAL.finditer(text.text):
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
