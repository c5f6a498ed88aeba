"""The first lines of a document, where a report names itself, and their words as a title prints them."""

from __future__ import annotations

import re
from itertools import pairwise

from report_etl.extract.flow import Flow

FRONT = 40  # lines of text in which a report names itself
COVER = 12  # those among which its title stands
_BESIDE = 4  # lines with which the text begins beside a column of notes
_LARGE = 1.2  # times the text
_UPPER = 3  # the part of a page in which a title stands: one in so many
HASH = re.compile(r"^#\s*(?!#)")  # the first level of Markdown is the title
_FOOTNOTE = re.compile(r"(?:[\[［][0-9]{1,2}[\]］]|[①-⑳*＊]|[⁰¹²³⁴-⁹])$")
_SPACE = re.compile(r"\s+")


def compact(text: str) -> str:
    """Without white space, but for the space between two Latin words."""
    return _SPACE.sub(_kept_space, text)


def as_title(text: str) -> str:
    """A line without white space, the mark of a heading in Markdown and that of a footnote."""
    return _FOOTNOTE.sub("", compact(HASH.sub("", text)))


def _kept_space(space: re.Match[str]) -> str:
    around = space.string[space.start() - 1 : space.start()] + space.string[space.end() : space.end() + 1]
    return " " if len(around) == 2 and around.isascii() and around.isalnum() else ""


def front_lines(flow: Flow, count: int = FRONT, *, furniture: bool = False) -> list[int]:
    """The first lines that hold text, page furniture left out unless it is asked for."""
    found: list[int] = []
    for index, line in enumerate(flow.lines):
        if line.text.strip() and (furniture or index not in flow.furniture):
            found.append(index)
            if len(found) == count:
                break
    return found


def cover_lines(flow: Flow, count: int = COVER, *, furniture: bool = False) -> list[int]:
    """The first lines; before them the large ones atop the text that a column of notes stands before."""
    first = front_lines(flow, count, furniture=furniture)
    page = [(i, line.box) for i, line in enumerate(flow.lines) if line.page == 1 and line.text.strip()]
    start = next(
        (
            i
            for (_, a), (i, b) in pairwise(page)
            if a and b and i > first[-1] and b.bottom < a.top and b.x0 > a.x0
        ),
        None,
    )
    if start is None or flow.body_size is None:
        return first
    upper = (flow.document.pages[0].height or 0.0) / _UPPER
    beside = [
        i
        for i, box in page
        if start <= i < start + _BESIDE
        and box is not None
        and box.top < upper
        and (flow.lines[i].size or 0.0) >= _LARGE * flow.body_size
    ]
    return [*beside, *first]
