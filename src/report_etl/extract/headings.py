"""Which lines are headings, and at which level they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_etl.extract.flow import Flow
from report_etl.extract.marks import HeadingMark, ends_sentence, heading_mark, is_cjk, source_prefix

_MAX_TITLE = 60  # characters; a longer one is a list item
_MAX_BARE = 40
_SIZE_STEP = 1.06  # a numbered heading is printed larger than the text by at least this factor
_LARGE_STEP = 1.12  # one without a number
_INNER_SENTENCE = re.compile(r"[。；;]")
_LONG_LINE = 20  # characters; a heading stands above a line of text


def is_heading(flow: Flow, first: int, mark: HeadingMark) -> bool:
    """Whether a numbered run of lines is a heading, not an item of a list in prose."""
    if len(mark.title) > _MAX_TITLE or ends_sentence(mark.title) or _INNER_SENTENCE.search(mark.title):
        return False
    if mark.title[-1] in "，、,":
        return False
    return mark.style != "arabic_bare" or first in flow.bare_headings or _is_larger(flow, first, _SIZE_STEP)


def is_large_heading(flow: Flow, first: int, last: int, text: str, after: int | None) -> bool:
    """Whether a run of lines without a number is a heading: printed large, above text in the usual size.

    `after` is the first line of the text that follows.
    """
    body = flow.body_size
    if after is None or body is None or last - first > 1 or len(text) > _MAX_BARE or ends_sentence(text):
        return False
    if sum(is_cjk(character) for character in text) < 2 or any(mark in text for mark in "，。；"):
        return False
    size = flow.lines[after].size
    return _is_larger(flow, first, _LARGE_STEP) and size is not None and abs(size - body) < 0.05 * body


def bare_headings(texts: Sequence[str], living: Sequence[int]) -> frozenset[int]:
    """Lines such as “2 需求结构” that head sections with nothing but a number and a space.

    Only a count from 1 upwards is believed, each line standing after the end of a sentence and above a
    longer line: a rank, a quantity or a cell does not do that throughout a report.
    """
    found: list[int] = []
    for position, index in enumerate(living[:-1]):
        mark = heading_mark(texts[index])
        if mark is None or mark.style != "arabic_bare" or mark.value != len(found) + 1:
            continue
        before = texts[living[position - 1]].strip() if position else ""
        begins = not before or ends_sentence(before) or source_prefix(before) is not None
        long = len(texts[living[position + 1]].strip()) >= _LONG_LINE
        if begins and long and _is_bare_title(mark.title):
            found.append(index)
    return frozenset(found) if len(found) > 1 else frozenset()


def _is_bare_title(title: str) -> bool:
    chinese = sum(is_cjk(character) for character in title)
    return chinese >= 4 and len(title) <= _MAX_BARE and " " not in title and not ends_sentence(title)


def _is_larger(flow: Flow, index: int, step: float) -> bool:
    size, body = flow.lines[index].size, flow.body_size
    return size is not None and body is not None and size > body * step


class Outline:
    """The open headings; a new style goes one level down, a known one back to its level.

    A style that starts again at 1 while it is still open begins a list inside the open heading; its
    next number belongs to whichever of the two expects it, the inner one first.
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []

    def place(self, mark: HeadingMark) -> int:
        """Level of the heading, from 1."""
        places = [depth for depth, (style, _) in enumerate(self._open) if style == mark.style]
        innermost = len(self._open) - 1
        if not places or (mark.value == 1 and places[-1] == innermost and self._open[innermost][1] >= 1):
            depth = len(self._open)
        else:
            expecting = [depth for depth in places if self._open[depth][1] + 1 == mark.value]
            depth = (expecting or places)[-1]
        del self._open[depth:]
        self._open.append((mark.style, mark.value))
        return depth + 1

    def plain(self) -> int:
        """Level of a heading without a number: below the numbered ones that are open."""
        return len(self._open) + 1
