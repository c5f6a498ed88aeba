"""The two sides of a gutter: columns of text, a text beside something else, or cells of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from report_etl.readers.items import Item, rows_of

_MIN_LINES = 4  # rows on each side of a gutter
_BEGINS = 2.6  # em from the left margin within which a line of prose begins (its indent)
_ENDS = 1.6  # em from the right margin within which a full line ends
_WORD_GAP = 1.25  # em; wider gaps are not those of a justified line
_MANY = 12  # lines
_PAGE = 30  # lines of most of a page
_FULL = 6  # lines that fill two columns of one width
_HALF_PAGE = 24  # lines; in columns as long nearly all may be those of tables
_PAGE_COLUMN = 16  # em; columns of a page are no narrower
_SAME_WIDTH = 1.5  # em by which columns of text differ at most
_STRANGE = 0.25  # how far the baselines of columns of text are related
_FOREIGN = 0.4  # the same, where one of them is a text for certain
_ALIKE = 0.6  # columns of text have about as many lines as one another
_EQUAL = 0.8  # the same, where both are filled by tables


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


def lines_in_columns(band: list[Item], place: float) -> int:
    """How many lines of the band speak for columns of text; 0 when it is no such thing."""
    if _has_block_beside(band, place):
        return len(band)
    left = _side([item for item in band if item.box[0] < place - 1])
    right = _side([item for item in band if item.box[0] >= place - 1])
    if left is None or right is None:
        return 0
    few = min(len(left.bases), len(right.bases))
    strange = _related(left.bases, right.bases) <= _STRANGE + 1 / few  # one line may meet another anyhow
    twins = strange and _are_twins(left, right)
    if not twins and _same_rows(left, right):
        return 0
    overlap = min(left.bases[-1], right.bases[-1]) - max(left.bases[0], right.bases[0])
    if overlap < 2 * max(left.size, right.size):
        return 0
    if _shared(left.bases, right.bases) >= 0.8 and _density(left, right) < _ALIKE:
        return 0  # cells of a table: some columns have more lines than others
    prose = _is_prose(left) and _is_prose(right)
    apart = twins or (strange and _run_apart(left, right))
    if not prose and not apart and not _has_text_beside(left, right):
        return 0
    return len(left.bases) + len(right.bases)


def _has_text_beside(left: _Side, right: _Side) -> bool:
    """Whether one side is a text and the other has lines enough that hardly share its baselines."""
    beside = (_is_prose(left, strict=True) and _is_dense(right)) or (
        _is_prose(right, strict=True) and _is_dense(left)
    )
    return beside and _related(left.bases, right.bases) < _FOREIGN


def _has_block_beside(band: list[Item], place: float) -> bool:
    """Whether a grid or a frame stands beside other items: it is no cell of a table that has no lines."""
    return any(
        block.box[1] < item.box[3] and block.box[3] > item.box[1]
        for block in band
        if not block.is_text
        for item in band
        if (item.box[0] < place - 1) is not (block.box[0] < place - 1)
    )


def _density(left: _Side, right: _Side) -> float:
    """How many lines the side with less of them has for each of the other, where both have some."""
    low, high = max(left.bases[0], right.bases[0]), min(left.bases[-1], right.bases[-1])
    counts = [sum(1 for base in side.bases if low - 1 <= base <= high + 1) for side in (left, right)]
    return min(counts) / max(counts)


def _side(items: list[Item]) -> _Side | None:
    rows = rows_of(items)
    texts = [row for row in rows if row[0].is_text]
    if len(texts) < 2 or (len(rows) < _MIN_LINES and len(texts) == len(rows)):
        return None
    left = min(item.box[0] for item in items)
    right = max(item.box[2] for item in items)
    size = median(item.size for row in texts for item in row)
    begin = sum(1 for row in texts if row[0].box[0] <= left + _BEGINS * size)
    single = [row for row in texts if len(row) == 1 or _fills(row, left, right, size)]
    full = sum(1 for row in single if _fills(row, left, right, size))
    bases = tuple(row[0].base for row in rows)
    return _Side(bases, size, right - left, begin / len(texts), full, len(single), _blocks(bases, size))


def _fills(row: Sequence[Item], left: float, right: float, size: float) -> bool:
    """Whether the line runs to the right margin without wide gaps."""
    covered = sum(item.box[2] - item.box[0] for item in row)
    parted = any(b.box[0] - a.box[2] > _WORD_GAP * size for a, b in pairwise(row))
    reaches = max(item.box[2] for item in row) >= right - _ENDS * size
    return reaches and not parted and covered >= 0.7 * (right - left)


def _blocks(bases: Sequence[float], size: float) -> tuple[tuple[float, float], ...]:
    """The runs of baselines that follow one another at the usual distance."""
    steps = [b - a for a, b in pairwise(bases)]
    usual = min(2 * size, sorted(steps)[len(steps) // 4]) if steps else 0.0
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


def _run_apart(left: _Side, right: _Side) -> bool:
    """Whether there are many lines on both sides, and some are prose: tables stand among it.

    On a page of two columns of one width most may be lines of tables.
    """
    few = min(len(left.bases), len(right.bases))
    same_width = abs(left.width - right.width) <= _SAME_WIDTH * left.size
    prose = 0.0 if few >= _PAGE and same_width else 0.3
    return (
        few >= _MANY
        and _density(left, right) >= _ALIKE
        and all(s.full >= max(3, prose * s.single) and s.width >= 11 * s.size for s in (left, right))
    )


def _are_twins(left: _Side, right: _Side) -> bool:
    """Whether both sides have one width and lines of text that fill it, fewer where the columns are long."""
    few = min(len(left.bases), len(right.bases))
    filled = left.full and right.full and (few >= _HALF_PAGE or left.full + right.full >= _FULL)
    return (
        abs(left.width - right.width) <= _SAME_WIDTH * left.size
        and few >= 2 * _MIN_LINES
        and (bool(filled) or _never_meet(left, right))
        and all(s.width >= _PAGE_COLUMN * s.size and _is_dense(s) for s in (left, right))
    )


def _never_meet(left: _Side, right: _Side) -> bool:
    """Whether the lines of a whole page meet no more often than by chance, about as many on both sides.

    Cells in the middle of their rows may miss each other throughout only where one side has more lines.
    """
    few = min(len(left.bases), len(right.bases))
    return few >= _PAGE and _density(left, right) >= _EQUAL and _related(left.bases, right.bases) <= 0


def _is_dense(side: _Side) -> bool:
    """Whether the lines follow one another, with no empty stretches as beside tall cells."""
    return len(side.bases) * side.size >= 0.4 * (side.bases[-1] - side.bases[0] + side.size)


def _related(left: Sequence[float], right: Sequence[float]) -> float:
    """How far the lines of the shorter side stand on baselines of the other: 0 as by chance, 1 all."""
    few, many = sorted((left, right), key=len)
    first, last = round(few[0]), round(few[-1])
    near = {round(base) + d for base in many for d in (-1, 0, 1)}
    chance = sum(first <= place <= last for place in near) / (last - first + 1)
    return (_shared(left, right) - chance) / (1 - chance) if chance < 1 else 0.0


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
    near = range(-2, 3)
    tops = {round(top) + d for top, _ in many for d in near}
    centres = {round((top + bottom) / 2) + d for top, bottom in many for d in near}
    hits = sum(1 for top, bottom in few if round(top) in tops or round((top + bottom) / 2) in centres)
    return hits >= 0.6 * len(few)
