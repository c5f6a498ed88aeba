"""Text printed over other text: nobody can say which of the two the page shows, so neither is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from report_etl.models import ILLEGIBLE
from report_etl.readers.glyphs import Glyph

_SAME_BASE = 0.3  # em; baselines nearer than this are one line
_OVER = 0.35  # of the narrower glyph; letters set close overlap less
_SAME_SIZE = 0.78  # smaller glyphs are marks beside the text
_STRETCH = 0.9  # em; a wider gap parts what is overprinted from what is not
_PAIRS = 2  # one glyph over another is a sign made of two


def without_overprinted(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs, in their order; those of stretches where two texts lie over one another are unreadable.

    Glyphs that follow one another in the file belong to one text however close they are set; a character
    over the same character is bold.
    """
    result = list(glyphs)
    for stretch in _stretches(glyphs):
        if sum(1 for a, b in pairwise(stretch) if _is_over(glyphs, a, b)) >= _PAIRS:
            for index in stretch:
                result[index] = glyphs[index]._replace(text=ILLEGIBLE)
    return result


def _stretches(glyphs: Sequence[Glyph]) -> Iterator[list[int]]:
    """Indexes of the glyphs that stand side by side on one baseline, from left to right."""
    solid = [index for index, glyph in enumerate(glyphs) if not glyph.text.isspace()]
    rows: list[list[int]] = []
    for index in sorted(solid, key=lambda index: (glyphs[index].base, glyphs[index].x0)):
        glyph = glyphs[index]
        anchor = glyphs[rows[-1][0]] if rows else glyph
        if not rows or glyph.base - anchor.base > _SAME_BASE * min(anchor.size, glyph.size):
            rows.append([])
        rows[-1].append(index)
    for row in rows:
        row.sort(key=lambda index: glyphs[index].x0)
        stretch = row[:1]
        for left, right in pairwise(row):
            if glyphs[right].x0 - glyphs[left].x1 > _STRETCH * glyphs[right].size:
                yield stretch
                stretch = []
            stretch.append(right)
        yield stretch


def _is_over(glyphs: Sequence[Glyph], left: int, right: int) -> bool:
    a, b = glyphs[left], glyphs[right]
    if abs(left - right) == 1 or a.text == b.text or not (a.text.isalnum() and b.text.isalnum()):
        return False
    if min(a.size, b.size) < _SAME_SIZE * max(a.size, b.size):
        return False
    return min(a.x1, b.x1) - b.x0 > _OVER * min(a.x1 - a.x0, b.x1 - b.x0)
