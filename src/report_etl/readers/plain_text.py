"""Text → `Document`."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from report_etl.models import Document, Line, Page

_MARKED = re.compile(r"(?<![^\n]) (?=\S)")
_INDENTED = re.compile(r"(?<![^\n])(?:  |\t|\u3000)")
_PAGE_LINES = range(10, 101)  # lines of a page
_NUMBER = re.compile(
    r"\n[ \t\u3000]*(?:第 ?[0-9]{1,4} ?页[^\n\w]{0,9}(?:共 ?[0-9]{1,4} ?页)?|([-–—]) ?[0-9]{1,4} ?\1)"
    r"[ \t\u3000]*\n"
)


def read_text(text: str, file_name: str, sha256: str, warnings: tuple[str, ...] = ()) -> Document:
    """A document of one page per form feed, per number of a page, or per page that a leading space marks."""
    pages: list[Page] = []
    offset = 0
    for number, page_text in enumerate(_pages(text), 1):
        lines: list[Line] = []
        start = offset
        for line in page_text.split("\n"):
            lines.append(Line(number, start, start + len(line), line))
            start += len(line) + 1
        pages.append(Page(number, offset, offset + len(page_text), tuple(lines)))
        offset += len(page_text) + 1
    return Document(file_name, sha256, "text/plain", text, tuple(pages), warnings)


def _pages(text: str) -> list[str]:
    """The text cut at the characters that part its pages."""
    pages = text.split("\f")
    if len(pages) == 1:
        pages = _cut(text, _marked_pages(text))
    return [part for page in pages for part in _cut(page, _numbered_pages(page))]


def _cut(text: str, starts: list[int]) -> list[str]:
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _numbered_pages(text: str) -> list[int]:
    """Where pages start when a form feed is lost: below a line with the number of a page.

    A number may stand at the head of its page: no page has but a few lines.
    """
    starts = [0]
    for match in _NUMBER.finditer(text):
        here = match.end()
        if (
            text.count("\n", starts[-1], here) >= _PAGE_LINES.start
            and text.count("\n", here) >= _PAGE_LINES.start
        ):
            starts.append(here)
    return starts


def _marked_pages(text: str) -> list[int]:
    """Where pages start when nothing but a leading space tells it.

    Some PDF-to-text tools leave one space before the first line of each page. It is believed when the
    text begins with one, no line is indented otherwise, and pages are alike: the longest distance
    between two marks is that of a page and occurs again.
    """
    starts = [match.start() for match in _MARKED.finditer(text)]
    if len(starts) < 3 or starts[0] != 0 or _INDENTED.search(text):
        return [0]
    lengths = Counter(text.count("\n", a, b) for a, b in pairwise(starts))
    longest = max(lengths)
    return starts if longest in _PAGE_LINES and lengths[longest] > 1 else [0]
