"""How wide a table without lines is, and its columns: as far as its text goes, and what is drawn at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from report_etl.extract.tables.drawn.aligned_regions import Region
from report_etl.extract.tables.drawn.text_columns import TextColumn
from report_etl.models import Box

_LEVEL = 1.0  # points by which the parts of one line may differ in height
_MARGIN = 1.5  # em between columns of which some line is full
_FULL = 1.0  # em that a full line may be shorter than its column
_FEWEST_FULL = 3  # lines
_SHARE_FULL = 0.25


@dataclass(frozen=True, slots=True)
class Frame:
    """The box of a table, as wide as the lines drawn at it; the lines inside.

    `widths` is the room for text in each column, `rooms` how wide its lines can be.
    """

    box: Box
    rules: list[Box]
    widths: list[float]
    rooms: list[float]


def frame_of(region: Region, column: TextColumn, *others: Region) -> Frame:
    """The frame of a region; its columns are as wide as those of the `others`, parts of one table."""
    left, right = region.columns[0][0], region.columns[-1][1]
    here = [strip for strip in region.strips if strip.page == region.page]
    top, bottom = here[0].top, here[-1].bottom
    near = [rule for rule in column.rules if top - 24 < rule.top < bottom + 24]
    drawn = [
        rule
        for rule in near
        if _shown(rule, left, right) > 0
        and sum(_shown(r, left, right) for r in near if abs(r.top - rule.top) < _LEVEL)
        >= 0.6 * (right - left)
    ]
    inner = [rule for rule in drawn if top + 2 < rule.top < bottom - 2]
    left, right = min([left, *(rule.x0 for rule in drawn)]), max([right, *(rule.x1 for rule in drawn)])
    margin = right if drawn or _is_wrapped(region) else max(right, column.margin)
    parts = (region, *others)
    widths = [max(each) for each in zip(*map(_widths, parts), strict=True)]
    rooms = [max(each) for each in zip(*(_rooms(part, margin, widths) for part in parts), strict=True)]
    return Frame(Box(region.page, left, top, right, bottom), inner, widths, rooms)


def _shown(rule: Box, left: float, right: float) -> float:
    """How much of a line is drawn between two sides: it may have a gap beside a cell over several rows."""
    return max(0.0, min(rule.x1, right) - max(rule.x0, left))


def _is_wrapped(region: Region) -> bool:
    """Whether lines of the last column end where the region does: they were cut there, not at the margin."""
    last = len(region.columns) - 1
    pieces = [strip.cells[last] for strip in region.strips[1:] if last in strip.cells]
    right = region.columns[-1][1]
    full = sum(1 for piece in pieces if right - piece.box.x1 <= _FULL * piece.size)
    return full >= max(_FEWEST_FULL, _SHARE_FULL * len(pieces))


def _widths(region: Region) -> list[float]:
    """The room for text in each column: up to the next one, less the narrowest gap between two cells."""
    columns = region.columns
    gaps = [
        strip.cells[b].box.x0 - strip.cells[a].box.x1
        for strip in region.strips
        for a, b in pairwise(sorted(strip.cells))
    ]
    widest_margin = _MARGIN * region.strips[0].size
    spare = max(0.0, min([*gaps, widest_margin]))
    widths: list[float] = []
    for number, (left, right) in enumerate(columns):
        pieces = [strip.cells[number] for strip in region.strips if number in strip.cells]
        widest = max((piece.width for piece in pieces), default=right - left)
        if number + 1 < len(columns):
            widest = max(widest, columns[number + 1][0] - left - spare)
        widths.append(widest)
    return widths


def _rooms(region: Region, margin: float, widths: Sequence[float]) -> list[float]:
    """How wide the lines of each column can be: up to its neighbours, or to the `margin` of the text."""
    columns = region.columns
    rooms: list[float] = []
    for number, (left, right) in enumerate(columns):
        pieces = [strip.cells[number] for strip in region.strips[1:] if number in strip.cells]
        size = pieces[0].size if pieces else 10.0
        flush = sum(1 for piece in pieces if piece.box.x0 - left < 0.4 * size) >= 0.8 * len(pieces)
        if flush and number + 1 < len(columns):
            rooms.append(widths[number])
            continue
        end = columns[number + 1][0] if number + 1 < len(columns) else max(margin, right)
        start = left if flush or number == 0 else columns[number - 1][1]
        rooms.append(max(widths[number], end - start - 0.5 * size))
    return rooms
