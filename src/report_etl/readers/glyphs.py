"""Characters of a PDF page → glyphs in the frame in which the page is read.

A page may be set sideways or upside down: the direction in which most of its characters run is taken
as the reading direction, and every coordinate is turned into that frame. Characters that run another
way (axis labels, watermarks) are handed back apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import atan2, degrees
from typing import Any, NamedTuple

from pdfminer.layout import LTChar, LTContainer

_SLOPE = 0.05  # how far a line of text may lean before it counts as slanting
_UNMAPPED = "(cid:"
_LIGHT = 0.55  # lightness from which a colour is that of a watermark, 0 black to 1 white
_OUTSIDE = 2.0  # points by which a glyph may lie outside the visible page

Rectangle = tuple[float, float, float, float]  # x0, top, x1, bottom


class Glyph(NamedTuple):
    """One character with its box and the height of its baseline, in points from the top left corner."""

    text: str
    x0: float
    x1: float
    base: float
    top: float
    bottom: float
    size: float
    light: bool = False


class Frame(NamedTuple):
    """How points of the file become points of the page as it is read.

    `turns` counts clockwise quarter turns of the text that have to be undone; `left` and `top` are the
    corner of the visible page inside the media box, `width` and `height` its size before turning.
    """

    turns: int
    left: float
    top: float
    width: float
    height: float
    media_height: float

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Rectangle:
        """A box with y counted upwards from the media box → x0, top, x1, bottom of the page as read."""
        left, right = x0 - self.left, x1 - self.left
        top, bottom = self.media_height - y1 - self.top, self.media_height - y0 - self.top
        if self.turns == 0:
            return left, top, right, bottom
        if self.turns == 1:
            return top, self.width - right, bottom, self.width - left
        if self.turns == 2:
            return self.width - right, self.height - bottom, self.width - left, self.height - top
        return self.height - bottom, left, self.height - top, right

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as read."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)


class PageGlyphs(NamedTuple):
    """The glyphs of a page: those that run with the text, and the runs that do not."""

    frame: Frame
    upright: list[Glyph]
    slanting: list[list[Glyph]]
    unreadable: int


def read_glyphs(layout: LTContainer[Any], visible: Rectangle, media_height: float) -> PageGlyphs:
    """The glyphs of a page, `visible` being its crop box inside the media box (x0, top, x1, bottom)."""
    characters = [item for item in leaves(layout) if isinstance(item, LTChar)]
    directions = Counter(_direction(item) for item in characters)
    straight = [direction for direction, _ in directions.most_common() if direction is not None]
    turns = straight[0] if straight else 0
    x0, top, x1, bottom = visible
    frame = Frame(turns, x0, top, x1 - x0, bottom - top, media_height)
    upright: list[Glyph] = []
    runs: dict[tuple[int, int], list[Glyph]] = {}
    unreadable = 0
    width, height = frame.size
    for item in characters:
        glyph = _glyph(item, frame)
        if glyph is None or not _is_visible(glyph, width, height):
            continue
        unreadable += glyph.text == "\ufffd"
        if _direction(item) == turns:
            upright.extend(_split(glyph))
        else:
            runs.setdefault(_run_key(item), []).append(glyph)
    return PageGlyphs(frame, upright, list(runs.values()), unreadable)


def leaves(container: Iterable[Any]) -> Iterator[Any]:
    """Everything drawn on the page, also inside forms and figures."""
    stack = [iter(container)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, LTContainer):
                stack.append(iter(item))
                break
            yield item
        else:
            stack.pop()


def _direction(item: LTChar) -> int | None:
    """Clockwise quarter turns of the direction in which the character runs; None when it slants."""
    a, b = item.matrix[0], item.matrix[1]
    if abs(b) <= _SLOPE * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= _SLOPE * abs(b):
        return 3 if b > 0 else 1
    return None


def _run_key(item: LTChar) -> tuple[int, int]:
    """The same for characters on one slanting line."""
    a, b, _, _, e, f = item.matrix
    length = (a * a + b * b) ** 0.5 or 1.0
    return round(degrees(atan2(b, a))), round((a * f - b * e) / length / 3)


def _glyph(item: LTChar, frame: Frame) -> Glyph | None:
    text = item.get_text()
    if text.startswith(_UNMAPPED) or (len(text) == 1 and (text < " " or "\x7f" <= text < "\xa0")):
        text = "\ufffd"
    if not text:
        return None
    x0, top, x1, bottom = frame.box(item.x0, item.y0, item.x1, item.y1)
    e, f = item.matrix[4], item.matrix[5]
    base = frame.box(e, f, e, f)[1]
    return Glyph(text, x0, x1, base, top, bottom, bottom - top, _is_light(item))


def _split(glyph: Glyph) -> Iterator[Glyph]:
    """A ligature as one glyph for each of its characters."""
    if len(glyph.text) == 1:
        yield glyph
        return
    step = (glyph.x1 - glyph.x0) / len(glyph.text)
    for index, character in enumerate(glyph.text):
        left = glyph.x0 + index * step
        yield glyph._replace(text=character, x0=left, x1=left + step)


def _is_visible(glyph: Glyph, width: float, height: float) -> bool:
    return (
        glyph.x1 > -_OUTSIDE
        and glyph.x0 < width + _OUTSIDE
        and glyph.bottom > -_OUTSIDE
        and glyph.top < height + _OUTSIDE
        and glyph.size > 0
    )


def _is_light(item: LTChar) -> bool:
    return lightness(item.graphicstate.ncolor) >= _LIGHT


def lightness(colour: Any) -> float:
    """0 for black to 1 for white, of a grey, RGB or CMYK colour; 0 for what is none of these."""
    values = tuple(colour) if isinstance(colour, (tuple, list)) else (colour,)
    if not all(isinstance(value, (int, float)) for value in values):
        return 0.0
    return _lightness(values)


@lru_cache(maxsize=1024)
def _lightness(values: tuple[float, ...]) -> float:
    if len(values) == 1:
        return float(values[0])
    if len(values) == 3:
        return float(0.3 * values[0] + 0.59 * values[1] + 0.11 * values[2])
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        return max(0.0, float(1 - 0.3 * cyan - 0.59 * magenta - 0.11 * yellow - black))
    return 0.0
