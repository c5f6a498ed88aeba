"""Which rule claims a line that is no content anywhere on a page, whatever paragraph it stands in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from report_etl.extract.coverage import NUMERAL
from report_etl.extract.flow import Flow
from report_etl.extract.marks import ends_sentence
from report_etl.extract.wording import is_contents_line
from report_etl.models import Claim, Span

_CONTACT = re.compile(
    r"(?<![0-9])(?:400[- ]?[0-9]{3}[- ]?[0-9]{4}|(?:0[0-9]{2,3}[- ]?)[0-9]{7,8}|1[3-9][0-9]{9})(?![0-9])"
    r"|(?:https?://|www\.)[!-~]{3,200}|[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,20}){1,4}"
    r"|(?<=邮编[:：])[ ]?[0-9]{6}(?![0-9])|(?<![0-9A-Z])S[0-9]{13}(?![0-9])",  # post code, analyst's licence
    re.ASCII | re.IGNORECASE,
)
_BESIDE_CONTACT = 8  # letters of a line that is nothing but ways to reach somebody
_ADDRESS = 4  # lines from one contact to the next within an address
_REPEATED = 3  # pages
_SECURITY = re.compile(r"(?<![0-9])[0-9]{4,6}\.(?:SZ|SH|BJ|HK)(?![A-Z])")
_UNIT_NOTE = re.compile("[（(]?单位[:：][^。]{1,20}")
# Lines that name a part of the report and say nothing else, and lines in another language.
_PART = re.compile(
    "[图表]?[ ]?(?:摘[ ]?要|目[ ]?录|前[ ]?言|引[ ]?言|序[ ]?言|附[ ]?录|核心观点|内容提要|致谢|参考文献"
    "|(?:免责|法律|版权|重要|特别)[ ]?声[ ]?明|编委会|联合发[起布])"
)
_FOREIGN = re.compile("[A-Za-z][A-Za-z'’,.&/-]*(?: [A-Za-z&][A-Za-z'’,.&/-]*){3,30}")
_NUMBERING = re.compile("(?:Chapter|Part|PART|第)[ ]?[0-9一二三四五六七八九十]{1,3}[ ]?(?:章|节|篇|部分)?")
_ITEM = re.compile(r"[●■◆▪•·►➢○◇✓★☆❑❏□◼❖①-⑳⑴-⒇➀-➓]")


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
        if line.grid is not None or not text:
            continue
        if index in contacts:
            yield Claim(line.span, "noise/contact", noise=True)
        elif len(pages[text]) >= _REPEATED and len(text) > 3:
            yield Claim(line.span, "noise/repeated_line", noise=True)
        elif is_contents_line(text):
            yield Claim(line.span, "noise/contents_line", noise=True)
        elif any(pattern.fullmatch(text) for pattern in (_UNIT_NOTE, _NUMBERING, _PART, _FOREIGN)):
            yield Claim(line.span, "noise/note", noise=True)
        elif _ITEM.match(text) and len(text) > 1 and not NUMERAL.search(text):
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
