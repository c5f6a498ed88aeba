"""Glyphs → printed lines: what stands on one baseline, from left to right, spaces where the gap shows one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from report_etl.readers.glyphs import Glyph, Rectangle
from report_etl.readers.overprint import without_overprinted

_SAME_BASE = 0.3  # em; baselines nearer than this are one line
_RAISED_SIZE = 0.78  # a note mark is smaller than the text it stands at
_RAISED = 0.15  # em of the text by which it stands higher
_DOUBLE = 0.3  # em; the same character printed twice nearer than this is bold by overprinting
_SPACE = 0.55  # em between characters one of which is Chinese: a space is shown
_LATIN_SPACE = 0.18  # em between two Latin characters
_LETTER_SPACING = 1.6  # em; wider gaps are never letter-spacing
_SUPERSCRIPT = str.maketrans("0123456789()（）abc", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁽⁾ᵃᵇᶜ")
SEGMENT_GAP = 0.9  # em; a wider gap may be the boundary of a column or a cell

Row = list[Glyph]


class Printed(NamedTuple):
    """A line ready to be written: its text with the left and right edge of each character."""

    text: str
    edges: tuple[tuple[float, float], ...]
    box: Rectangle
    size: float


def glyphs_to_rows(glyphs: Sequence[Glyph]) -> list[Row]:
    """The glyphs of each baseline, sorted from left to right, the rows from top to bottom.

    Raised or lowered marks join the row they stand at; characters printed twice are kept once. `glyphs`
    come in the order of the file: it tells texts printed over one another.
    """
    rows: list[Row] = []
    anchor = size = 0.0
    for glyph in sorted(without_overprinted(glyphs), key=lambda glyph: (glyph.base, glyph.x0)):
        if not rows or glyph.base - anchor > _SAME_BASE * min(size, glyph.size):
            rows.append([])
            anchor, size = glyph.base, glyph.size
        rows[-1].append(glyph)
    return [_once(sorted(row, key=lambda glyph: glyph.x0)) for row in _with_marks(rows) if row]


def rows_to_segments(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows cut at wide gaps."""
    for row in rows:
        start = 0
        solid = [index for index, glyph in enumerate(row) if not glyph.text.isspace()]
        for left, right in pairwise(solid):
            if row[right].x0 - row[left].x1 > SEGMENT_GAP * min(row[left].size, row[right].size):
                yield row[start : left + 1]
                start = right
        if solid:
            yield row[max(start, solid[0]) : solid[-1] + 1]


def row_to_line(row: Row) -> Printed | None:
    """The text of a row; None when it shows nothing."""
    shown = _without_empty_spaces(row)
    if not shown:
        return None
    characters: list[str] = []
    edges: list[tuple[float, float]] = []
    spaced = _spaced(shown)
    for index, glyph in enumerate(shown):
        if index in spaced:
            characters.append(" ")
            edges.append((shown[index - 1].x1, glyph.x0))
        characters.append(glyph.text)
        edges.append((glyph.x0, glyph.x1))
    box = (
        min(glyph.x0 for glyph in shown),
        min(glyph.top for glyph in shown),
        max(glyph.x1 for glyph in shown),
        max(glyph.bottom for glyph in shown),
    )
    sizes = [glyph.size for glyph in shown if not glyph.text.isspace()]
    return Printed("".join(characters), tuple(edges), box, median(sizes))


def _with_marks(rows: list[Row]) -> list[Row]:
    """Rows of which small raised or lowered glyphs are moved to the text they touch."""
    sizes = [max((glyph.size for glyph in row), default=0.0) for row in rows]
    lefts: dict[int, list[tuple[float, float, float]]] = {}
    result: list[Row] = [[] for _ in rows]
    for index, row in enumerate(rows):
        for glyph in row:
            home = index
            for other in (index + 1, index - 1, index + 2, index - 2):
                if 0 <= other < len(rows) and glyph.size <= _RAISED_SIZE * sizes[other]:
                    if other not in lefts:
                        lefts[other] = sorted((g.x0, g.x1, g.size) for g in rows[other])
                    distance = rows[other][0].base - glyph.base
                    if _touches(glyph, lefts[other], distance):
                        home = other
                        break
            if home != index and rows[home][0].base - glyph.base > 0:
                glyph = glyph._replace(text=glyph.text.translate(_SUPERSCRIPT))
            result[home].append(glyph)
    return result


def _touches(glyph: Glyph, row: list[tuple[float, float, float]], distance: float) -> bool:
    """Whether a small glyph stands directly at a larger one of the row (perhaps with other marks between)."""
    place = bisect_left(row, (glyph.x0, 0.0, 0.0))
    for left, right, size in row[max(0, place - 2) : place + 2]:
        near = -0.3 * size <= glyph.x0 - right <= 0.9 * size or -0.3 * size <= left - glyph.x1 <= 0.5 * size
        if near and glyph.size <= _RAISED_SIZE * size and _RAISED * size <= abs(distance) <= 0.6 * size:
            return True
    return False


def _once(row: Row) -> Row:
    """The row without characters that are printed a second time to look bold or shaded."""
    kept: Row = []
    for glyph in row:
        for before in kept[-3:]:
            if (
                before.text == glyph.text
                and abs(before.x0 - glyph.x0) < _DOUBLE * max(1.0, glyph.x1 - glyph.x0)
                and abs(before.size - glyph.size) < 0.2 * glyph.size
            ):
                break
        else:
            kept.append(glyph)
    return kept


def _without_empty_spaces(row: Row) -> Row:
    """The row without outer white space, and without spaces over which the next glyph is printed."""
    solid = [index for index, glyph in enumerate(row) if not glyph.text.isspace()]
    if not solid:
        return []
    kept: Row = [row[solid[0]]]
    for left, right in pairwise(solid):
        if right > left + 1 and row[right].x0 - row[left].x1 > 0.06 * row[right].size:
            kept.extend(row[left + 1 : right])
        kept.append(row[right])
    return kept


def _spaced(row: Row) -> set[int]:
    """Indexes of the glyphs before which the gap shows a space that is no character of the file."""
    gaps = [
        0.0 if a.text.isspace() or b.text.isspace() else (b.x0 - a.x1) / (min(a.size, b.size) or 1.0)
        for a, b in pairwise(row)
    ]
    found: set[int] = set()
    for index, gap in enumerate(gaps):
        if gap <= _LATIN_SPACE:
            continue
        before, after = row[index], row[index + 1]
        narrow = before.text < "\u2000" and after.text < "\u2000"
        if gap > (_LATIN_SPACE if narrow else _SPACE) and not _is_letter_spacing(gaps, index, gap):
            found.add(index + 1)
    return found


def _is_letter_spacing(gaps: list[float], index: int, gap: float) -> bool:
    """Whether the gaps beside are as wide: then the characters are spaced out, not parted."""
    beside = [gaps[other] for other in (index - 1, index + 1) if 0 <= other < len(gaps)]
    return gap <= _LETTER_SPACING and bool(beside) and min(beside) > 0.6 * gap
