"""The columns of text of the pages, and the running lines among them that head the columns of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from report_etl.extract.flow import Flow
from report_etl.extract.tables.drawn.cells import is_over, line_segments
from report_etl.models import Box

_NEAR = 3.2  # em from a header to the row below it
_FIRST_LINES = 3  # of a row


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of text on a page: the lines that tables may use, from the top down, and what is drawn there.

    `left` and `right` are the sides of those lines, `margin` is how far right the text of the column goes.
    """

    lines: tuple[int, ...]
    left: float
    right: float
    margin: float
    rules: tuple[Box, ...]


def text_columns(flow: Flow, taken: frozenset[int]) -> Iterator[TextColumn]:
    """The columns of text of all pages in reading order: the next one begins where a line stands higher."""
    first, headers = 0, _repeated_headers(flow)
    for page in flow.document.pages:
        indexes = range(first, first + len(page.lines))
        printed = [index for index in indexes if index not in taken and flow.lines[index].edges]
        usable = [index for index in printed if index not in flow.furniture or index in headers]
        first += len(page.lines)
        boxes = [box for index in usable if (box := flow.lines[index].box)]
        starts = [n for n, (a, b) in enumerate(pairwise(boxes), 1) if b.bottom < a.top and b.x0 > a.x0]
        others = [line.box.x1 for line in page.lines if line.box] if not starts else []
        for start, end in pairwise([0, *starts, len(usable)] if usable else ()):
            own = boxes[start:end]
            beside = [box.x1 for box in own if end < len(usable) and box.bottom > boxes[end].top]
            right = max(box.x1 for box in own)
            yield TextColumn(
                tuple(usable[start:end]),
                min(box.x0 for box in own),
                right,
                max(beside or [right, *others]),
                page.rules,
            )


def _repeated_headers(flow: Flow) -> frozenset[int]:
    """The running lines that stand close above the columns of a table wherever they are printed.

    A header that is printed on every page looks like a running title.
    """
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in flow.furniture:
        alike[tuple(flow.lines[index].text.split())].append(index)
    headers: set[int] = set()
    for places in alike.values():
        running = [index for index in places if flow.furniture[index] == "noise/running_line"]
        if running and all(_heads_columns(flow, index) for index in places):
            headers.update(running)
    return frozenset(headers)


def _heads_columns(flow: Flow, index: int) -> bool:
    """Whether a line of several segments, with the running lines below it, labels those close below.

    A line that a blank one parts from a table is none of it, and nor is one with less than two such labels.
    """
    labels, first = [], index
    while index in flow.furniture and _is_close(flow, index):
        labels.append(line_segments(flow, index))
        index += 1
    if index == first or index in flow.furniture or len(labels[0]) < 2:
        return False
    lines = range(index, min(index + _FIRST_LINES, len(flow.lines)))
    below = [line_segments(flow, n) for n in lines if n not in flow.furniture]
    over = [[n for n, label in enumerate(labels[0]) if is_over(label, p)] for line in below for p in line]
    labelled = {found[0] for found in over if len(found) == 1}
    return 1 < max(map(len, below)) <= sum(map(len, labels)) and len(labelled) > 1


def _is_close(flow: Flow, index: int) -> bool:
    """Whether the next line stands close below a line."""
    here = flow.lines[index]
    following = flow.lines[index + 1].box if index + 1 < len(flow.lines) else None
    if here.box is None or following is None:
        return False
    return 0 < following.top - here.box.bottom < _NEAR * here.em
