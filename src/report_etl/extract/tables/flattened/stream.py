"""Lines → stream: the characters that are no white space, and what stood between each two of them.

A flattened table is read on a stream: its grammars never meet white space, and a boundary of a cell
is judged by the gap it stands in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property
from itertools import accumulate, pairwise

from report_etl.extract.flow import Flow
from report_etl.extract.tables.matching.labels import plain_label
from report_etl.extract.widths import DISPLAY, EM
from report_etl.models import Break, MappedText

Range = tuple[int, int]  # the first place of a part of a stream, and the place behind it


class Gap(IntEnum):
    """What stands between two characters; of several, the highest counts."""

    NONE = 0
    CUT = 1  # a line end in the middle of a word or sentence
    UNKNOWN = 2  # a line end that may have been a space
    SPACE = 3
    LINE = 4  # a line end that was a space
    PARAGRAPH = 5


_GAPS = {
    Break.CUT: Gap.CUT,
    Break.UNKNOWN: Gap.UNKNOWN,
    Break.SPACE: Gap.LINE,
    Break.PARAGRAPH: Gap.PARAGRAPH,
}

_OPENERS, CLOSERS = "（(《〈“【「", "）)》〉”】」"
_FIGURE = frozenset("0123456789-—–")
_KINDS = (0, 0, 1, 2, 3, 4, 5)  # half and full width round brackets are one kind
_OPENING = {character: 1 << (24 * kind) for character, kind in zip(_OPENERS, _KINDS, strict=True)}
_CLOSING = {character: 1 << (24 * kind) for character, kind in zip(CLOSERS, _KINDS, strict=True)}

# What a gap costs inside a cell of words, and beside a Latin letter or digit, where words have spaces of
# their own; what it costs as a boundary. The unit of cost is about the negative logarithm of how often it
# happens.
_INSIDE_WORDS = {0: 0.0, 1: 0.0, 2: 0.2, 3: 2.0, 4: 1.6, 5: 2.2}
_INSIDE_LATIN = {0: 0.0, 1: 0.0, 2: 0.1, 3: 0.7, 4: 0.8, 5: 2.2}
_BOUNDARY = {0: 4.0, 1: 2.2, 2: 0.4, 3: 0.0, 4: 0.0, 5: 0.0}
_PAUSED = re.compile("[-—，。、；：！？（）《》“”]")
_UNIT = re.compile(f"(?:[!-~]+|.?){_PAUSED.pattern}*")
_FULL = 0.8  # share of the longest line that a line must have to be as long as it may
# Where every cell has lines of its own, a space is none of their business.
_LINED = ({**_INSIDE_WORDS, 3: 0.3}, {**_INSIDE_LATIN, 3: 0.1}, {**_BOUNDARY, 0: 5.0, 3: 3.5})


@dataclass(frozen=True)
class Stream:
    """`text[i]` stands at `origin[i]` of the raw text, on line `line[i]`; `gaps[i]` is the gap before it."""

    text: str
    origin: tuple[int, ...]
    gaps: tuple[Gap, ...]
    line: tuple[int, ...]
    lined: bool = False  # every cell begins on a line of its own
    closed: bool = False  # a source line follows: what comes before belongs to the table
    columned: frozenset[int] = frozenset()  # lines whose words stand in columns
    pages: tuple[int, ...] = ()  # the lines that begin a page
    printed: str = ""  # the text as printed where it is read with other characters
    misread: frozenset[int] = frozenset()  # the places of those

    def __len__(self) -> int:
        return len(self.text)

    def as_lined(self) -> Stream:
        """The stream of a table whose cells begin on lines of their own.

        A line that ends well before others do was not full: what ends there is a cell.
        """
        lengths = Counter(self.line)
        full = _FULL * max(lengths.values(), default=0)
        gaps = tuple(
            Gap.LINE if gap is Gap.UNKNOWN and lengths[self.line[i - 1]] < full else gap
            for i, gap in enumerate(self.gaps)
        )
        return replace(self, gaps=gaps, lined=True)

    def without(self, dropped: Collection[int]) -> Stream:
        """The stream without some characters; the widest gap before them is kept."""
        if not dropped:
            return self
        gaps = list(self.gaps)
        for place in sorted(dropped):
            if place + 1 < len(gaps):
                gaps[place + 1] = max(gaps[place], gaps[place + 1])
        kept = [index for index in range(len(self)) if index not in dropped]
        return replace(
            self,
            text="".join(self.text[index] for index in kept),
            origin=tuple(self.origin[index] for index in kept),
            gaps=tuple(gaps[index] for index in kept),
            line=tuple(self.line[index] for index in kept),
        )

    @cached_property
    def labels(self) -> str:
        """The text with brackets of one kind, as labels are looked up."""
        return plain_label(self.text)

    @property
    def _costs(self) -> tuple[dict[int, float], dict[int, float], dict[int, float]]:
        return _LINED if self.lined else (_INSIDE_WORDS, _INSIDE_LATIN, _BOUNDARY)

    @cached_property
    def _inside(self) -> list[float]:
        words, latin, _ = self._costs
        return list(
            accumulate(
                (latin[gap] if _latin(self.text, i) else words[gap] for i, gap in enumerate(self.gaps)),
                initial=0.0,
            )
        )

    @cached_property
    def _breaks(self) -> list[int]:
        return [i for i, gap in enumerate(self.gaps) if gap >= Gap.CUT]

    @cached_property
    def _strong(self) -> list[int]:
        return self._breaks if self.lined else [i for i in self._breaks if self.gaps[i] >= Gap.UNKNOWN]

    def inside_cost(self, start: int, end: int) -> float:
        """What the gaps inside a cell of words cost."""
        return self._inside[end] - self._inside[start + 1] if end > start + 1 else 0.0

    def boundary_cost(self, index: int) -> float:
        """What it costs that a cell ends before `index`."""
        return 0.0 if index <= 0 or index >= len(self.text) else self._costs[2][self.gaps[index]]

    def is_gap(self, index: int) -> bool:
        """Whether white space, or what may have been white space, stands before `index`."""
        return index >= len(self.text) or index == 0 or self.gaps[index] >= Gap.UNKNOWN

    def gaps_between(self, start: int, end: int) -> Sequence[int]:
        """The places in `start < i <= end` where white space stands (the end of the text is one).

        Where cells have lines of their own, every line end counts.
        """
        found = self._strong[bisect_right(self._strong, start) : bisect_right(self._strong, end)]
        return [*found, end] if end == len(self.text) else found

    def is_break(self, index: int) -> bool:
        """Whether white space or the end of a line stands before `index`."""
        return index >= len(self.text) or index == 0 or self.gaps[index] >= Gap.CUT

    def breaks_between(self, start: int, end: int) -> Sequence[int]:
        """The places in `start < i < end` where white space stands or a line ends."""
        return self._breaks[bisect_right(self._breaks, start) : bisect_left(self._breaks, end)]

    def book_end(self, index: int) -> int | None:
        """The end of a title in 《》 that begins at `index`, white space or line ends around it."""
        end = self.text.find("》", index) + 1 if self.text.startswith("《", index) else 0
        return end if end and self.is_break(index) and self.is_break(end) else None

    def turns_page(self, start: int, end: int) -> bool:
        """Whether a page ends between the first and the last character of a range."""
        return bisect_right(self.pages, self.line[start]) < bisect_right(self.pages, self.line[end - 1])

    def unbroken(self) -> list[Range]:
        """Start and end of all that stands between white space and line ends, in order."""
        return list(pairwise([0, *self.breaks_between(0, len(self)), len(self)]))

    @cached_property
    def _depth(self) -> tuple[list[int], list[int]]:
        """Running counts of brackets opened and closed; each kind counts in digits of its own."""
        opened = list(accumulate((_OPENING.get(c, 0) for c in self.text), initial=0))
        closed = list(accumulate((_CLOSING.get(c, 0) for c in self.text), initial=0))
        return opened, closed

    def unbalanced(self, start: int, end: int) -> bool:
        """Whether some kind of bracket is opened more or less often than closed in a range."""
        opened, closed = self._depth
        return opened[end] - opened[start] != closed[end] - closed[start]

    def cell(self, start: int, end: int) -> MappedText:
        """The characters `start`..`end` with a space where one stood."""
        printed = self.printed or self.text
        text: list[str] = []
        origin: list[int] = []
        for index in range(start, end):
            if index > start and self.gaps[index] >= Gap.SPACE and not self._cuts_number(index):
                text.append(" ")
                origin.append(self.origin[index - 1])
            text.append(printed[index])
            origin.append(self.origin[index])
        return MappedText("".join(text), tuple(origin))

    def _cuts_number(self, index: int) -> bool:
        """Whether a line ends between two digits: inside a cell that is no space (202|7年)."""
        sides = self.text[index - 1] + self.text[index]
        return self.gaps[index] >= Gap.LINE and sides.isascii() and sides.isdecimal()

    def label(self, start: int, end: int) -> MappedText:
        """The characters `start`..`end` as a label: a line may end inside it."""
        cell = self.cell(start, end)
        broken = {self.origin[i - 1] for i in range(start + 1, end) if self.gaps[i] >= Gap.LINE}
        kept = [
            (character, origin)
            for character, origin in zip(cell.text, cell.origin, strict=True)
            if character != " " or origin not in broken
        ]
        return MappedText("".join(c for c, _ in kept), tuple(o for _, o in kept))

    def words(self, start: int, end: int) -> str:
        """The text of `cell`."""
        return self.cell(start, end).text

    def whole_lines(self, start: int, end: int) -> set[int]:
        """The lines of which at least half stands between `start` and `end`."""
        covered, total = Counter(self.line[start:end]), Counter(self.line)
        return {line for line, count in covered.items() if 2 * count >= total[line]}

    def lines_in(self, start: int, end: int) -> list[Range]:
        """The parts of a cell that stand on lines of their own."""
        ends = [i for i in range(start + 1, end) if self.line[i] != self.line[i - 1]]
        return list(pairwise([start, *ends, end]))

    def is_ragged(self, start: int, end: int) -> bool:
        """Whether what stands below a line inside a cell of words would have fitted on that line.

        Nothing else stands on such a line; a sentence or a title may end short, one of two lines at a space.
        """
        lines = self.lines_in(start, end)
        widest = max(self.width(*line) for line in lines)
        own = len(lines) > 2 and (start == 0 or self.line[start] != self.line[start - 1])
        if any(self.gaps[b] is Gap.CUT for _, b in lines[:-1]):
            return False  # running text, wrapped at a width that is known
        return any(
            widest - self.width(a, b) >= DISPLAY.of(next(_UNIT.finditer(self.text, b))[0]) + EM
            for a, b in lines[0 if own else 1 : -1]
            if not _PAUSED.search(self.text[b - 1 : b + 1])
            if a == start or not _PAUSED.search(self.text[a - 1 : a + 1])
        )

    def width(self, start: int, end: int) -> int:
        """How wide some characters are, in thousandths of an em."""
        return DISPLAY.of(self.text[start:end])

    def line_end(self, index: int) -> int:
        """The first place at or after `index` where a line ends."""
        while index < len(self.text) and not (
            index > 0 and self.gaps[index] in (Gap.CUT, Gap.UNKNOWN, Gap.LINE, Gap.PARAGRAPH)
        ):
            index += 1
        return index


def _latin(text: str, index: int) -> bool:
    """Whether the gap before `index` has an ASCII letter or digit on either side."""
    return index > 0 and (text[index - 1].isascii() or text[index].isascii())


def stream_of(flow: Flow, lines: Sequence[int]) -> Stream:
    """The stream of some lines, in order; page furniture and blank lines among them are left out."""
    text: list[str] = []
    origin: list[int] = []
    gaps: list[Gap] = []
    where: list[int] = []
    gap = Gap.NONE
    for index in lines:
        mapped = flow.repaired[index]
        if index in flow.furniture or not mapped.text.strip():
            continue
        for character, offset in zip(mapped.text, mapped.origin, strict=True):
            if character.isspace():
                gap = max(gap, Gap.SPACE)
                continue
            if gap is Gap.CUT and text and text[-1] in _FIGURE and character in _FIGURE:
                gap = Gap.UNKNOWN  # a full line ends between two figures as often as inside one
            text.append(character)
            origin.append(offset)
            gaps.append(gap)
            where.append(index)
            gap = Gap.NONE
        gap = max(gap, _GAPS[flow.breaks[index]])
    pages = accumulate((len(page.lines) for page in flow.document.pages), initial=0)
    return Stream("".join(text), tuple(origin), tuple(gaps), tuple(where), pages=tuple(pages))
