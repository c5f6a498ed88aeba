"""Captions below their tables: what stands alone below the last line of a table is no row of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from report_etl.extract.tables.drawn.strips import Strip
from report_etl.models import Box

_WIDE = 0.8  # share of a table that its lines across cover
_AWAY = 1.4  # times the distance of two lines of a cell
_MIDDLE = 0.5  # em by which a caption may miss the middle of its table
_FLUSH = 0.3  # em by which lines of a column may begin apart


def without_caption_below(run: Sequence[Strip], rules: Sequence[Box]) -> list[Strip]:
    """The strips without a lone one at their end that the last of several lines across the table parts.

    Or one in the middle of the table, further down than the next line of a cell, where no cell begins.
    """
    rows = [strip for strip in run if len(strip.segments) > 1]
    if len(rows) < 2 or rows[-1] is run[-1] or len(run[-1].segments) > 1:
        return list(run)
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    across = [
        rule
        for rule in rules
        if min(rule.x1, right) - max(rule.x0, left) >= _WIDE * (right - left)
        and run[0].middle - 3 * run[0].size < rule.top < run[-1].middle
    ]
    left, right = min([left, *(rule.x0 for rule in across)]), max([right, *(rule.x1 for rule in across)])
    parted = len(across) > 1 and max(rule.top for rule in across) > run[-2].middle
    parted = parted or _is_centred_below(run, (left + right) / 2)
    return list(run[:-1]) if parted else list(run)


def _is_centred_below(run: Sequence[Strip], middle: float) -> bool:
    *table, last = run
    caption, em = last.segments[0], last.size
    steps = [b.middle - a.middle for a, b in pairwise(table) if a.page == b.page]
    lines = [step for step in steps if step > _FLUSH * em]
    lefts = [piece.box.x0 for strip in table for piece in strip.segments]
    return (
        abs(caption.box.middle_x - middle) <= _MIDDLE * em
        and not any(abs(left - caption.box.x0) <= _FLUSH * em for left in lefts)
        and bool(lines)
        and last.middle - table[-1].middle > _AWAY * min(lines)
    )
