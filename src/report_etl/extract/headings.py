"""Which numbered lines are headings, and at which level they stand."""

from __future__ import annotations

import re

from report_etl.extract.flow import Flow
from report_etl.extract.marks import HeadingMark, ends_sentence

_MAX_TITLE = 60  # characters; a longer one is a list item
_SIZE_STEP = 1.06  # a heading is printed larger than the text by at least this factor
_INNER_SENTENCE = re.compile(r"[。；;]")


def is_heading(flow: Flow, first: int, mark: HeadingMark) -> bool:
    """Whether a numbered run of lines is a heading, not an item of a list in prose."""
    if len(mark.title) > _MAX_TITLE or ends_sentence(mark.title) or _INNER_SENTENCE.search(mark.title):
        return False
    if mark.title[-1] in "，、,":
        return False
    return mark.style != "arabic_bare" or _is_larger(flow, first)


def _is_larger(flow: Flow, index: int) -> bool:
    size = flow.lines[index].size
    body = body_size(flow)
    return size is not None and body is not None and size > body * _SIZE_STEP


def body_size(flow: Flow) -> float | None:
    """The font size that most characters of the document have; None for text input."""
    counts: dict[float, int] = {}
    for line in flow.lines:
        if line.size is not None:
            counts[line.size] = counts.get(line.size, 0) + len(line.text)
    return max(counts, key=lambda size: (counts[size], size)) if counts else None


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
        if not places or (
            mark.value == 1 and self._open[places[-1]][1] >= 1 and places[-1] == len(self._open) - 1
        ):
            depth = len(self._open)
        else:
            expecting = [depth for depth in places if self._open[depth][1] + 1 == mark.value]
            depth = (expecting or places)[-1]
        del self._open[depth:]
        self._open.append((mark.style, mark.value))
        return depth + 1

    def plain(self) -> int:
        """Level of a heading without a number."""
        self._open.clear()
        return 1
