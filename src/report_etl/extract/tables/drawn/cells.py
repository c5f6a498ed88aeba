"""The lines of one cell → its text: a full line was cut, one that is not full ends where it was meant to.

`财政部` above `税务总局` in a wide cell are two names (a newline is kept between them); `工业和信` above
`息化部` in a narrow one are one word. What decides is whether the beginning of the next line would
still have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from report_etl.extract.fit import NO_END, NO_START, next_unit
from report_etl.extract.flow import Flow
from report_etl.language.regions import match_region
from report_etl.models import Box, MappedText

_GAP = 0.45  # em; a wider gap in a line may be the boundary of two cells
_BEHIND_NUMBER = 0.6  # em between the number of an item (1.) and its words
_SPACED = 2.2  # em between the characters of a name that fills its column
_TOLERANCE = 0.25  # em by which a line may be shorter than its cell and still be full
_APART = 2.6  # em from line to line, wider than any line spacing inside a cell
_DATE_END = re.compile(r"[0-9]月(?:[0-9]{1,2}日)?$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年")
_DATE = re.compile(r"(?:19|20)[0-9]{2} 年(?: ?[0-9]{1,2} ?月(?: ?[0-9]{1,2} ?日)?)?")
_LIST_NUMBER = re.compile(r"[0-9]{1,2}[.．、]")
_ENDS = "。；;！？：:"
_MARK = rf"[{re.escape(NO_START)}]"
_CHAIN = re.compile(rf"(?:{_MARK}+|(?<={_MARK})[0-9A-Za-z]+)*")
_OPENING, _CLOSING = "《（(〈「“【[", "》）)〉」”】]"


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a cell, or the part of a printed line that stands in it.

    `text` is what values are read from, `raw` what is printed from the character `start` of the line on:
    a character for each of `edges`.
    """

    line: int
    text: MappedText
    start: int
    raw: str
    edges: tuple[tuple[float, float], ...]
    box: Box
    size: float

    @property
    def width(self) -> float:
        return self.box.x1 - self.box.x0


def piece_of(flow: Flow, index: int, start: int = 0, end: int | None = None) -> Piece | None:
    """The characters `start`..`end` of a line (all by default) as a piece; None for white space."""
    line = flow.lines[index]
    if line.box is None:
        return None
    end = len(line.text) if end is None else end
    while start < end and line.text[start].isspace():
        start += 1
    while end > start and line.text[end - 1].isspace():
        end -= 1
    text = _between(flow.repaired[index], line.start + start, line.start + end).strip()
    edges = line.edges[start:end]
    if not text or not edges:
        return None
    box = Box(line.page, edges[0][0], line.box.top, max(right for _, right in edges), line.box.bottom)
    size = line.size or line.box.bottom - line.box.top
    return Piece(index, text, start, line.text[start:end], edges, box, size)


def line_segments(flow: Flow, index: int) -> list[Piece]:
    """The segments of a line, parted at its gaps; a region or a date that is spaced out (北 京) is one."""
    line = flow.lines[index]
    shown = [place for place, character in enumerate(line.text) if not character.isspace()]
    dates = {place for match in _DATE.finditer(line.text) for place in range(match.start() + 1, match.end())}
    cuts: list[int] = []
    inside = 0
    for before, after in pairwise(shown):
        gap = line.edges[after][0] - line.edges[before][1]
        if gap <= (_SPACED if after in dates else _GAP) * line.em:
            continue
        start = cuts[-1] if cuts else shown[0]
        if gap <= _BEHIND_NUMBER * line.em and is_list_number(line.text[start : before + 1]):
            continue
        if gap <= _SPACED * line.em and after >= inside and before == start:
            inside = match_region(line.text, before) or 0
        if after >= inside:
            cuts.append(after)
    bounds = [0, *cuts, len(line.text)]
    return [
        piece for start, end in pairwise(bounds) if (piece := piece_of(flow, index, start, end)) is not None
    ]


def is_over(one: Piece, other: Piece) -> bool:
    """Whether two pieces stand one above the other, as far as their sides tell."""
    return one.box.x0 < other.box.x1 and other.box.x0 < one.box.x1


def widest_gap(piece: Piece) -> float:
    """The widest white between two characters of a piece, in points."""
    shown = [
        edges for character, edges in zip(piece.raw, piece.edges, strict=True) if not character.isspace()
    ]
    return max((b[0] - a[1] for a, b in pairwise(shown)), default=0.0)


def is_list_number(text: str) -> bool:
    """Whether a text is the number of an item in a list: 1."""
    return _LIST_NUMBER.fullmatch(text.strip()) is not None


def _between(text: MappedText, start: int, end: int) -> MappedText:
    """The part of a mapped text that was read from a range of the raw text."""
    first = next((i for i, origin in enumerate(text.origin) if origin >= start), len(text))
    last = next((i for i, origin in enumerate(text.origin) if origin >= end), len(text))
    return text.slice(first, last)


def printed(pieces: Iterable[Piece]) -> str:
    """What the lines of a cell print, one right behind the other."""
    return "".join(piece.text.text for piece in pieces)


def join_pieces(pieces: Sequence[Piece], width: float) -> MappedText:
    """The text of a cell that is `width` points wide inside its margins."""
    if not pieces:
        return MappedText("", ())
    stacked = len(pieces) > 1 and all(len(p.text) == 1 and p.text.text.isalpha() for p in pieces)
    width = max(width, max(piece.width for piece in pieces))
    full = [is_full(before, after, width) for before, after in pairwise(pieces)]
    running = sum(full) >= max(2, 0.5 * len(full))
    result = pieces[0].text
    for before, after in pairwise(pieces):
        separator = "" if stacked else _separator(result.text, before, after, width)
        if (
            separator == "\n"
            and running
            and before.width >= 0.75 * width
            and before.text.text[-1] not in _ENDS
        ):
            separator = ""  # running text; the typesetter had a reason of his own to break early
        result = MappedText.join((result, after.text), separator)
    return result


def column_width(cells: Iterable[Sequence[Piece]], drawn: float, near: float = 2.0) -> float:
    """The room for text in a column that is drawn `drawn` points wide inside its usual margins.

    Where several cells break after almost the same width, and not further than `near` em from the drawn
    one, that is the width: a column may have wider margins than the others.
    """
    cells = [pieces for pieces in cells if pieces]
    broken = [[piece.width for piece in pieces[:-1]] for pieces in cells if len(pieces) > 1]
    widest = max((piece.width for pieces in cells for piece in pieces), default=0.0)
    em = max((piece.size for pieces in cells for piece in pieces), default=0.0)
    if len(broken) < 2 or drawn - widest > near * em:
        return drawn
    narrowest = min(width for widths in broken for width in widths)
    return widest if narrowest >= widest - 1.2 * em else drawn


def join_label(pieces: Sequence[Piece]) -> MappedText:
    """The text of a header cell: its lines are one label."""
    parts: list[MappedText] = []
    for piece in pieces:
        if parts and _is_latin(parts[-1].text[-1]) and _is_latin(piece.text.text[0]):
            parts.append(MappedText(" ", (piece.text.origin[0],)))
        parts.append(piece.text)
    return MappedText.join(parts)


def _separator(so_far: str, before: Piece, after: Piece, width: float) -> str:
    """What stood where a line of a cell ends: nothing, a space or the end of an entry."""
    last, first = before.text.text[-1], after.text.text[0]
    if _is_apart(before, after):
        return "\n"
    if first in NO_START or last in NO_END or last in "、，,-—/":
        return ""
    if len(after.text) == 1 and "\u4e00" <= first <= "\u9fff" and last not in _ENDS:
        return ""  # no entry is one character
    if _is_latin(last) and _is_latin(first):
        return _latin_separator(before, after, width, entry=not is_open(so_far))
    if is_open(so_far):
        return ""
    return "" if is_full(before, after, width - 2 * _TOLERANCE * before.size) else "\n"


def _latin_separator(before: Piece, after: Piece, width: float, *, entry: bool) -> str:
    """The same between two Latin letters or figures: a space was dropped, or a word was cut."""
    room = width - before.width - _TOLERANCE * before.size
    figures = before.text.text[-1].isdecimal() and after.text.text.isdecimal()
    if figures and width - before.width >= _width(after, after.text.text[:1]):
        return "\n"  # a number is cut between any two figures or not at all
    if entry and room >= _width(after, _unit(after.text.text)):
        return "\n"
    if room >= _width(after, _chained(after.text.text, 1)):
        return " "
    return " " if before.text.text[-1].islower() and after.text.text[0].isupper() else ""


def _is_apart(before: Piece, after: Piece) -> bool:
    """Whether two lines cannot be of one entry: far apart on a page or side by side, or two dates."""
    below = after.box.top - before.box.top
    if before.box.page == after.box.page and (
        below > _APART * before.size or (after.box.x0 >= before.box.x1 and below < 0.5 * before.size)
    ):
        return True
    return _DATE_END.search(before.text.text[-8:]) is not None and _YEAR.match(after.text.text) is not None


def is_full(before: Piece, after: Piece, width: float) -> bool:
    """Whether the beginning of the next line would not have fitted."""
    return before.width + _width(after, _unit(after.text.text)) > width + _TOLERANCE * before.size


def _unit(text: str) -> str:
    """What a break at the start of a text may not divide."""
    return _chained(text, len(next_unit(text, True)))


def _chained(text: str, end: int) -> str:
    """The first characters with the marks behind them, which begin no line, and the Latin words behind those.

    Some programs break neither before such a mark nor between it and a Latin word: 设计工|具、D2D.
    """
    chain = _CHAIN.match(text, end)
    return text[: chain.end()] if chain else text[:end]


def _width(piece: Piece, unit: str) -> float:
    """Printed width of the first characters of a piece."""
    edges = piece.edges[: max(1, len(unit))]
    return edges[-1][1] - edges[0][0]


def is_open(text: str) -> bool:
    """Whether a bracket or a quotation is open at the end of the text."""
    tail = text[-120:]
    return any(
        tail.count(opening) > tail.count(closing) for opening, closing in zip(_OPENING, _CLOSING, strict=True)
    )


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
