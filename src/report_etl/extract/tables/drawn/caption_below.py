"""Captions below their tables: what stands alone below the last line of a table is no row of it."""

from __future__ import annotations

from collections.abc import Sequence

from report_etl.extract.tables.drawn.strips import Strip
from report_etl.models import Box

_WIDE = 0.8  # share of a table that its lines across cover


def without_caption_below(run: Sequence[Strip], rules: Sequence[Box]) -> list[Strip]:
    """The strips without a lone one at their end that the last of several lines across the table parts."""
    rows = [strip for strip in run if len(strip.segments) > 1]
    if len(rows) < 2 or rows[-1] is run[-1] or len(run[-1].segments) > 1:
        return list(run)
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    tops = [
        rule.top
        for rule in rules
        if min(rule.x1, right) - max(rule.x0, left) >= _WIDE * (right - left)
        and run[0].middle - 3 * run[0].size < rule.top < run[-1].middle
    ]
    parted = len(tops) > 1 and max(tops) > run[-2].middle
    return list(run[:-1]) if parted else list(run)
