"""Watermarks printed across the text in the same direction: pale or large, and on top of other characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from report_etl.readers.glyphs import Glyph

_CELL = 12.0  # points; side of the squares by which overlapping glyphs are found
_CROSSED = 0.3  # share of the glyphs of a run that must lie over other text
_LARGE = 2.5  # times the usual size: see-through marks are not pale by their colour
_FEW = 0.25  # a watermark has at most this share of the glyphs of a page


def set_apart(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs of the text, and those of watermarks.

    A watermark is a run of pale or large glyphs of one size on one baseline of which many lie over others.
    """
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()]
    large = _LARGE * median([glyph.size for glyph in shown] or [0.0])
    pale = [glyph for glyph in shown if glyph.light or glyph.size >= large]
    if not pale or len(pale) > _FEW * len(glyphs):
        return list(glyphs), []
    dark: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in shown:
        if not glyph.light and glyph.size < large:
            dark[_square(glyph)].append(glyph)
    runs: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in pale:
        runs[round(glyph.base), round(glyph.size)].append(glyph)
    marks = {
        id(glyph)
        for run in runs.values()
        if sum(1 for glyph in run if _covers(glyph, dark))
        >= (1.0 if run[0].size >= large else max(1.0, _CROSSED * len(run)))
        for glyph in run
    }
    if not marks:
        return list(glyphs), []
    return [g for g in glyphs if id(g) not in marks], [g for g in glyphs if id(g) in marks]


def _square(glyph: Glyph) -> tuple[int, int]:
    return int((glyph.x0 + glyph.x1) / 2 / _CELL), int((glyph.top + glyph.bottom) / 2 / _CELL)


def _covers(glyph: Glyph, dark: dict[tuple[int, int], list[Glyph]]) -> bool:
    """Whether the middle of a darker glyph lies well inside this one, or the other way round."""
    reach = int(glyph.size / _CELL / 2) + 1
    column, row = _square(glyph)
    for dx in range(-reach, reach + 1):
        for dy in range(-reach, reach + 1):
            for other in dark.get((column + dx, row + dy), ()):
                width = min(glyph.x1, other.x1) - max(glyph.x0, other.x0)
                height = min(glyph.bottom, other.bottom) - max(glyph.top, other.top)
                if width > 0.3 * (other.x1 - other.x0) and height > 0.3 * other.size:
                    return True
    return False
