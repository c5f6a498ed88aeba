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
from itertools import pairwise
from statistics import median

from report_etl.readers.glyphs import Rectangle
from report_etl.readers.lines import Row
from report_etl.readers.rulings import Edge

_MIN_LINES = 4  # lines on each side of a gutter
_MIN_GUTTER = 0.7  # em
_DEPTH = 4  # columns inside columns
_BEGINS = 2.6  # em from the left margin within which a line of prose begins (its indent)
_ENDS = 1.6  # em from the right margin within which a full line ends
_WORD_GAP = 1.25  # em; wider gaps are not those of a justified line
_ALIKE = 0.6  # columns of text have about as many lines as one another
_MAX_ITEMS = 6_000  # a page with more pieces is read row by row


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be put in order: a segment of a line (with its glyphs), or the grid `grid`."""

    box: Rectangle
    base: float
    size: float
    glyphs: tuple[object, ...] = ()
    grid: int | None = None


@dataclass(frozen=True, slots=True)
class _Split:
    """A gutter that ends at `right` (where the right column begins), and how many lines speak for it."""

    right: float
    bands: tuple[tuple[list[Item], bool], ...]
    weight: int


def segment_item(row: Row) -> Item:
    """A segment of a printed line as an item."""
    return Item(
        (row[0].x0, min(g.top for g in row), max(g.x1 for g in row), max(g.bottom for g in row)),
        median(g.base for g in row),
        median(g.size for g in row),
        tuple(row),
    )


def grid_item(box: Rectangle, number: int) -> Item:
    """A grid as an item."""
    return Item(box, box[1], 0.0, (), number)


def in_reading_order(
    items: Sequence[Item], rules: Sequence[Edge], width: float, height: float
) -> list[list[Item]]:
    """The items in rows, in the order in which they are read: a row is one printed line or one grid."""
    if len(items) > _MAX_ITEMS:
        return _rows(items)
    halves = _two_pages(items, width, height)
    if halves is not None:
        return [row for half in halves for row in _read(half, rules, _DEPTH)]
    return _read(list(items), rules, _DEPTH)


def _read(items: list[Item], rules: Sequence[Edge], depth: int) -> list[list[Item]]:
    split = _find_split(items, rules) if depth else None
    if split is None:
        return _rows(items)
    rows: list[list[Item]] = []
    for band, in_columns in split.bands:
        if in_columns:
            for column in (
                [item for item in band if item.box[0] < split.right - 1],
                [item for item in band if item.box[0] >= split.right - 1],
            ):
                rows.extend(_read(column, rules, depth - 1))
        else:
            rows.extend(_rows(band))
    return rows


def _rows(items: Sequence[Item]) -> list[list[Item]]:
    """Items of one baseline together, from top to bottom; a grid is a row of its own."""
    rows: list[list[Item]] = []
    for item in sorted(items, key=lambda item: (item.base, item.box[0])):
        last = rows[-1][0] if rows else None
        if (
            last is not None
            and item.grid is None
            and last.grid is None
            and item.base - last.base <= 0.3 * min(item.size, last.size)
        ):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [sorted(row, key=lambda item: item.box[0]) for row in rows]


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
    segments = [item for item in items if item.grid is None]
    if len(segments) < 2 * _MIN_LINES:
        return None
    em = median(item.size for item in segments)
    left, right = min(i.box[0] for i in items), max(i.box[2] for i in items)
    counts = Counter(round(item.box[0]) for item in items)
    best: _Split | None = None
    for place in sorted(counts):
        begins = counts[place] + counts[place + 1]
        if begins < 3 or not left + 5 * em < place < right - 5 * em:
            continue
        split = _split_at(place - 1.0, items, rules, em)
        if split is not None and (best is None or split.weight > best.weight):
            best = split
    return best


def _split_at(place: float, items: list[Item], rules: Sequence[Edge], em: float) -> _Split | None:
    """The bands that a gutter ending at `place` makes, if any of them is set in columns."""
    edge = place - _MIN_GUTTER * em
    crossing = _with_their_rows(items, [i for i in items if i.box[0] < place - 1 and i.box[2] > edge])
    cuts = sorted([(i.box[1], i.box[3]) for i in crossing] + _rule_cuts(items, rules, place))
    bands = _without_remains(_bands(items, crossing, cuts), place, em)
    found: list[tuple[list[Item], bool]] = []
    weight = 0
    for band, crosses in bands:
        lines = 0 if crosses else _lines_in_columns(band, place)
        weight += lines
        found.append((band, lines > 0))
    return _Split(place, _merged(found), weight) if weight else None


def _with_their_rows(items: list[Item], crossing: list[Item]) -> list[Item]:
    """The crossing items and what stands on one baseline with them."""
    bases = sorted((item.base, item.size) for item in crossing if item.grid is None)
    found = {id(item) for item in crossing}
    for item in items:
        if item.grid is not None or id(item) in found:
            continue
        place = bisect_left(bases, (item.base - 0.3 * item.size, 0.0))
        if place < len(bases) and bases[place][0] <= item.base + 0.3 * item.size:
            found.add(id(item))
    return [item for item in items if id(item) in found]


def _without_remains(
    bands: list[tuple[list[Item], bool]], place: float, em: float
) -> list[tuple[list[Item], bool]]:
    """The bands, with the last lines of a table given back to it.

    Where the last rows of a wide table leave the gutter free they would be read with the columns below.
    They stand apart from those, and are no columns of text themselves.
    """
    result: list[tuple[list[Item], bool]] = []
    for number, (band, crosses) in enumerate(bands):
        if number and not crosses and bands[number - 1][1]:
            chunk, rest = _first_chunk(band, em)
            if rest and not _lines_in_columns(chunk, place) and _lines_in_columns(rest, place):
                result[-1] = ([*result[-1][0], *chunk], True)
                band = rest
        result.append((band, crosses))
    return result


def _first_chunk(band: list[Item], em: float) -> tuple[list[Item], list[Item]]:
    """The items above the first wide empty stretch, and those below."""
    ordered = sorted(band, key=lambda item: item.box[1])
    bottom = ordered[0].box[3]
    for number, item in enumerate(ordered):
        if item.box[1] > bottom + 1.5 * em:
            return ordered[:number], ordered[number:]
        bottom = max(bottom, item.box[3])
    return ordered, []


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


@dataclass(frozen=True, slots=True)
class _Side:
    """The lines on one side of a gutter, and how much they look like prose.

    `full` counts lines that run from margin to margin, `single` those without wide gaps inside;
    `begin` is the share of lines that begin at the left margin; `blocks` are the top and bottom
    baselines of the runs of lines that wider gaps part.
    """

    bases: tuple[float, ...]
    size: float
    width: float
    begin: float
    full: int
    single: int
    blocks: tuple[tuple[float, float], ...]


def _lines_in_columns(band: list[Item], place: float) -> int:
    """How many lines of the band speak for columns of text; 0 when it is no such thing."""
    left = _side([item for item in band if item.box[0] < place - 1])
    right = _side([item for item in band if item.box[0] >= place - 1])
    if left is None or right is None or _same_rows(left, right):
        return 0
    overlap = min(left.bases[-1], right.bases[-1]) - max(left.bases[0], right.bases[0])
    if overlap < 2 * max(left.size, right.size):
        return 0
    if _shared(left.bases, right.bases) >= 0.8 and _density(left, right) < _ALIKE:
        return 0  # cells of a table: some columns have more lines than others
    if not (_is_prose(left) and _is_prose(right)):
        beside = (_is_prose(left, strict=True) and _is_dense(right)) or (
            _is_prose(right, strict=True) and _is_dense(left)
        )
        if not beside or _shared(left.bases, right.bases) >= 0.5:
            return 0
    return len(left.bases) + len(right.bases)


def _density(left: _Side, right: _Side) -> float:
    """How many lines the side with less of them has for each of the other, where both have some."""
    low, high = max(left.bases[0], right.bases[0]), min(left.bases[-1], right.bases[-1])
    counts = [sum(1 for base in side.bases if low - 1 <= base <= high + 1) for side in (left, right)]
    return min(counts) / max(counts)


def _side(items: list[Item]) -> _Side | None:
    rows = _rows(items)
    texts = [row for row in rows if row[0].grid is None]
    if len(texts) < 2 or (len(rows) < _MIN_LINES and len(texts) == len(rows)):
        return None
    left = min(item.box[0] for item in items)
    right = max(item.box[2] for item in items)
    size = median(item.size for row in texts for item in row)
    begin = sum(1 for row in texts if row[0].box[0] <= left + _BEGINS * size)
    single = [row for row in texts if len(row) == 1 or _fills(row, left, right, size)]
    full = sum(1 for row in single if _fills(row, left, right, size))
    bases = tuple(row[0].base for row in rows)
    return _Side(bases, size, right - left, begin / len(texts), full, len(single), _blocks(bases))


def _fills(row: Sequence[Item], left: float, right: float, size: float) -> bool:
    """Whether the line runs to the right margin without wide gaps."""
    covered = sum(item.box[2] - item.box[0] for item in row)
    parted = any(b.box[0] - a.box[2] > _WORD_GAP * size for a, b in pairwise(row))
    reaches = max(item.box[2] for item in row) >= right - _ENDS * size
    return reaches and not parted and covered >= 0.7 * (right - left)


def _blocks(bases: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """The runs of baselines that follow one another at the usual distance."""
    steps = [b - a for a, b in pairwise(bases)]
    usual = median(steps) if steps else 0.0
    blocks: list[tuple[float, float]] = []
    for base in bases:
        if blocks and base - blocks[-1][1] <= 1.2 * usual:
            blocks[-1] = (blocks[-1][0], base)
        else:
            blocks.append((base, base))
    return tuple(blocks)


def _is_prose(side: _Side, *, strict: bool = False) -> bool:
    """Whether the side is a column of text; `strict` when nothing else speaks for columns."""
    lines, wide = (8, 18) if strict else (3, 11)
    return (
        side.full >= max(lines, 0.25 * len(side.bases), 0.45 * side.single)
        and side.width >= wide * side.size
        and side.begin >= 0.75
    )


def _is_dense(side: _Side) -> bool:
    """Whether the lines follow one another, with no empty stretches as beside tall cells."""
    return len(side.bases) * side.size >= 0.4 * (side.bases[-1] - side.bases[0] + side.size)


def _shared(left: Sequence[float], right: Sequence[float]) -> float:
    """Share of the lines of the shorter side that stand on a baseline of the other."""
    few, many = sorted((left, right), key=len)
    there = {round(base) for base in many}
    hits = sum(1 for base in few if {round(base) - 1, round(base), round(base) + 1} & there)
    return hits / len(few)


def _same_rows(left: _Side, right: _Side) -> bool:
    """Whether the runs of lines on both sides begin, or are centred, at the same heights: rows of a table."""
    few, many = sorted((left.blocks, right.blocks), key=len)
    if len(few) < 3:
        return False
    tops = {round(top) for top, _ in many}
    centres = {round((top + bottom) / 2) for top, bottom in many}
    hits = sum(
        1
        for top, bottom in few
        if any(round(top) + d in tops or round((top + bottom) / 2) + d in centres for d in (-2, -1, 0, 1, 2))
    )
    return hits >= 0.6 * len(few)
