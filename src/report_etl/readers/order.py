"""Reading order of a page: columns of text one after the other, tables across, rows from top to bottom.

What stands on a page are items: segments of printed lines, and grids. A page has columns of text when
a gutter stays empty over several lines and the lines on its sides are lines of prose (they begin and
end at the margins of their column); a gutter between the cells of a table is none. Items that cross
the gutter (headings, wide tables, rules) part the page into bands, each read on its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

from report_etl.readers.items import Item, rows_of
from report_etl.readers.rulings import Edge
from report_etl.readers.sides import lines_in_columns

_MIN_LINES = 4  # lines on each side of a gutter
_MIN_GUTTER = 0.7  # em
_DEPTH = 4  # columns inside columns
_FAR = 4.0  # em of empty page above what stands at the foot
_MAX_ITEMS = 6_000  # a page with more pieces is read row by row


@dataclass(frozen=True, slots=True)
class _Split:
    """A gutter that ends at `right` (where the right column begins), and how many lines speak for it."""

    right: float
    bands: tuple[tuple[list[Item], bool], ...]
    weight: int


def in_reading_order(
    items: Sequence[Item], rules: Sequence[Edge], width: float, height: float
) -> list[list[Item]]:
    """The items in rows, in the order in which they are read: a row is one printed line or one grid."""
    if len(items) > _MAX_ITEMS:
        return _opened(rows_of(items))
    halves = _two_pages(items, width, height) or (list(items),)
    return _opened([row for half in halves for row in _read(half, rules, _DEPTH)])


def _opened(rows: Sequence[list[Item]]) -> list[list[Item]]:
    """The rows, frames replaced by what is inside them."""
    return [inner for row in rows for inner in (rows_of(row[0].inside) if row[0].inside else [row])]


def _read(items: list[Item], rules: Sequence[Edge], depth: int) -> list[list[Item]]:
    split = _find_split(items, rules) if depth else None
    if split is None:
        return rows_of(items)
    rows: list[list[Item]] = []
    for band, in_columns in split.bands:
        if in_columns:
            for column in (
                [item for item in band if item.box[0] < split.right - 1],
                [item for item in band if item.box[0] >= split.right - 1],
            ):
                rows.extend(_read(column, rules, depth - 1))
        else:
            rows.extend(rows_of(band))
    return rows


def _two_pages(items: Sequence[Item], width: float, height: float) -> tuple[list[Item], list[Item]] | None:
    """The two halves of a sheet that shows two pages side by side.

    Its middle is empty from top to bottom and both halves keep the same distance from their left edge.
    """
    if width <= 1.15 * height or len(items) < 2 * _MIN_LINES:
        return None
    middle = width / 2
    left = [item for item in items if item.box[2] <= middle]
    right = [item for item in items if item.box[0] >= middle]
    if len(left) + len(right) < len(items) or min(len(left), len(right)) < _MIN_LINES:
        return None
    margins = min(item.box[0] for item in left), min(item.box[0] for item in right) - middle
    gap = min(item.box[0] for item in right) - max(item.box[2] for item in left)
    if abs(margins[0] - margins[1]) > 0.012 * width or gap < 0.04 * width:
        return None
    return left, right


def _find_split(items: list[Item], rules: Sequence[Edge]) -> _Split | None:
    """The gutter for which most lines speak."""
    segments = [item for item in items if item.is_text]
    if len(segments) < (_MIN_LINES if len(segments) < len(items) else 2 * _MIN_LINES):
        return None
    em = median(item.size for item in segments)
    left, right = min(i.box[0] for i in items), max(i.box[2] for i in items)
    best: _Split | None = None
    for place in _margins(items, em):
        if not left + 5 * em < place < right - 5 * em:
            continue
        split = _split_at(place - 1.0, items, rules, em)
        if split is not None and (best is None or split.weight > best.weight):
            best = split
    return best


def _margins(items: list[Item], em: float) -> list[float]:
    """Where a right column may begin: where three lines or a grid begin, and what follows a gutter there.

    The second holds where the column begins with a caption or a frame further left than its lines.
    """
    counts = Counter(round(item.box[0]) for item in items)
    counts.update({round(item.box[0]): 3 for item in items if not item.is_text})
    places: set[float] = set()
    for place in counts:
        if counts[place] + counts[place + 1] >= 3:
            ends = max((item.box[2] for item in items if item.box[2] <= place), default=float(place))
            beyond = [item.box[0] for item in items if item.box[0] >= ends + _MIN_GUTTER * em]
            places |= {place, min(beyond, default=place)}
    return sorted(places)


def _split_at(place: float, items: list[Item], rules: Sequence[Edge], em: float) -> _Split | None:
    """The bands that a gutter ending at `place` makes, if any of them is set in columns."""
    edge = place - _MIN_GUTTER * em
    crossing = _with_their_rows(items, [i for i in items if i.box[0] < place - 1 and i.box[2] > edge])
    cuts = sorted([(i.box[1], i.box[3]) for i in crossing] + _rule_cuts(items, rules, place))
    bands = _without_remains(_bands(items, crossing, cuts), place, em)
    found: list[tuple[list[Item], bool]] = []
    weight = 0
    for band, crosses in bands:
        lines = 0 if crosses else lines_in_columns(band, place)
        weight += lines
        found.append((band, lines > 0))
    return _Split(place, _merged(found), weight) if weight else None


def _with_their_rows(items: list[Item], crossing: list[Item]) -> list[Item]:
    """The crossing items and what stands on one baseline with them."""
    bases = sorted((item.base, item.size) for item in crossing if item.is_text)
    found = {id(item) for item in crossing}
    for item in items:
        if not item.is_text or id(item) in found:
            continue
        place = bisect_left(bases, (item.base - 0.3 * item.size, 0.0))
        if place < len(bases) and bases[place][0] <= item.base + 0.3 * item.size:
            found.add(id(item))
    return [item for item in items if id(item) in found]


def _without_remains(
    bands: list[tuple[list[Item], bool]], place: float, em: float
) -> list[tuple[list[Item], bool]]:
    """The bands, without what stands apart at their ends and is no columns of text itself.

    Such are the last rows of a wide table that leave the gutter free, and what stands at the head or the
    foot of the page.
    """
    result: list[tuple[list[Item], bool]] = []
    for number, (band, crosses) in enumerate(bands):
        foot: list[Item] = []
        if not crosses:
            chunks = _chunks(band, em)
            rest = [item for chunk in chunks[1:] for item in chunk]
            above = not number or bands[number - 1][1]
            if above and _only_second(chunks[0], rest, place):
                result.append((chunks[0], True))
                band, chunks = rest, chunks[1:]
            body = [item for chunk in chunks[:-1] for item in chunk]
            framed = all(not item.is_text for item in body)  # tables side by side, no columns of text
            whole = not framed and lines_in_columns(band, place) and not _far_below(chunks, em)
            if not whole and _only_second(chunks[-1], body, place):
                band, foot = body, chunks[-1]
        result.append((band, crosses))
        if foot:
            result.append((foot, True))
    return result


def _only_second(apart: list[Item], others: list[Item], place: float) -> bool:
    """Whether the others are set in columns, and what stands apart is not."""
    return bool(others) and not lines_in_columns(apart, place) and lines_in_columns(others, place) > 0


def _far_below(chunks: list[list[Item]], em: float) -> bool:
    """Whether the last chunk stands far below the others: at the foot of a page that is not full."""
    bottom = max((item.box[3] for chunk in chunks[:-1] for item in chunk), default=inf)
    return min(item.box[1] for item in chunks[-1]) > bottom + _FAR * em


def _chunks(band: list[Item], em: float) -> list[list[Item]]:
    """The items between wide empty stretches, from top to bottom."""
    ordered = sorted(band, key=lambda item: item.box[1])
    chunks = [[ordered[0]]]
    bottom = ordered[0].box[3]
    for item in ordered[1:]:
        if item.box[1] > bottom + 1.5 * em:
            chunks.append([])
        chunks[-1].append(item)
        bottom = max(bottom, item.box[3])
    return chunks


def _rule_cuts(items: list[Item], rules: Sequence[Edge], place: float) -> list[tuple[float, float]]:
    """Rules that run across the gutter and well into both sides: they part what is above and below."""
    left, right = min(i.box[0] for i in items), max(i.box[2] for i in items)
    return [
        (rule.at, rule.at)
        for rule in rules
        if rule.low < place - 0.4 * (place - left) and rule.high > place + 0.4 * (right - place)
    ]


def _bands(
    items: list[Item], crossing: list[Item], cuts: list[tuple[float, float]]
) -> list[tuple[list[Item], bool]]:
    """The items between two cuts, and the crossing items themselves, from top to bottom."""
    across = {id(item) for item in crossing}
    events = sorted(items, key=lambda item: (item.box[1] + item.box[3]) / 2)
    bands: list[tuple[list[Item], bool]] = []
    waiting = [top for top, _ in cuts]
    for item in events:
        middle = (item.box[1] + item.box[3]) / 2
        passed = False
        while waiting and waiting[0] < middle:
            waiting.pop(0)
            passed = True
        crosses = id(item) in across
        if not bands or passed or bands[-1][1] != crosses:
            bands.append(([], crosses))
        bands[-1][0].append(item)
    return bands


def _merged(bands: list[tuple[list[Item], bool]]) -> tuple[tuple[list[Item], bool], ...]:
    """Neighbouring bands of the same kind as one: only columns have to be kept apart."""
    merged: list[tuple[list[Item], bool]] = []
    for band, in_columns in bands:
        if merged and not in_columns and not merged[-1][1]:
            merged[-1][0].extend(band)
        else:
            merged.append((list(band), in_columns))
    return tuple(merged)
