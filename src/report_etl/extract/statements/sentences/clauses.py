"""Sentence → clauses; what stands in brackets is read as clauses of its own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from report_etl.extract.statements.sentences.figures import FIGURE, NESTED, VAGUE, Figure, Marked
from report_etl.extract.statements.sentences.sentences import bracket_pairs
from report_etl.models import DateMention

_END: Final = re.compile(r"[，,；;：:。！？!?\n]|——")
_LABEL: Final = re.compile(  # 核心观点 - 2025年收入…: a dash that stands for a colon
    r"[\s■◆●•·►➢*\-–—]*[\u4e00-\u9fffA-Za-z]{3,12}(?P<dash> [-–—|｜] ?|[-–—|｜] |——)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a sentence; `mask` begins at `offset` of the paragraph, `start`..`end` index the mask.

    `nested` holds the insides of its brackets as offsets of the paragraph; `mark` is the sign that ends it.
    """

    mask: str
    offset: int
    start: int
    end: int
    depth: int
    nested: tuple[tuple[int, int], ...]
    mark: str

    @property
    def text(self) -> str:
        return self.mask[self.start : self.end]


def split_clauses(mask: str, start: int, end: int, depth: int) -> Iterator[Clause]:
    """The clauses of `mask[start:end]` in order."""
    part, nested = _flatten(mask[start:end], start)
    opens = [first for first, _ in nested]
    begin = 0
    for stop, mark, following in _ends(part, depth):
        listed = mark in ("，", ",") and part[stop - 1] == FIGURE == part[stop + 1 : stop + 2]
        if listed and "分别" in part[begin:stop]:
            continue  # 分别为0.73元，1.11元和1.43元
        if part[begin:stop].strip():
            low, high = bisect_left(opens, start + begin), bisect_left(opens, start + stop)
            yield Clause(part, start, begin, stop, depth, tuple(nested[low:high]), mark)
        begin = following


def _ends(part: str, depth: int) -> Iterator[tuple[int, str, int]]:
    """Where each clause ends, by which mark, and where the next one begins."""
    label = None if depth else _LABEL.match(part)
    if label is not None:
        yield label.start("dash"), "：", label.end()
    for end in _END.finditer(part, label.end() if label else 0):
        yield end.start(), end[0], end.end()
    yield len(part), "", len(part)


def _flatten(part: str, offset: int) -> tuple[str, list[tuple[int, int]]]:
    """The text with its brackets as one sign a character, and the ranges inside them."""
    pairs = bracket_pairs(part)
    if not pairs:
        return part, []
    signs = list(part)
    for first, last in pairs:
        signs[first : last + 1] = NESTED * (last + 1 - first)
    return "".join(signs), [(offset + first + 1, offset + last) for first, last in pairs]


class Index:
    """Finds the figures and dates of a clause that stand outside its brackets."""

    def __init__(self, marked: Marked) -> None:
        self.figures = [figure for figure in marked.figures if figure.aside is None]
        self.dates = marked.dates
        self._text, self._vague = marked.text, marked.vague
        self._figure_starts = [figure.start for figure in self.figures]
        self._date_starts = [date.start for date in self.dates]

    def figures_in(self, clause: Clause) -> list[Figure]:
        """The figures of the clause itself."""
        low = bisect_left(self._figure_starts, clause.offset + clause.start)
        high = bisect_left(self._figure_starts, clause.offset + clause.end)
        return [f for f in self.figures[low:high] if not _within(f.start, clause.nested)]

    def dates_in(self, clause: Clause, start: int, end: int) -> list[DateMention]:
        """The dates between two places of the clause's mask."""
        low = bisect_left(self._date_starts, clause.offset + start)
        high = bisect_left(self._date_starts, clause.offset + end)
        return [d for d in self.dates[low:high] if not _within(d.start, clause.nested)]

    def dated_in_brackets(self, clause: Clause) -> bool:
        """Whether the only dates of a clause stand in its brackets."""
        low = bisect_left(self._date_starts, clause.offset + clause.start)
        high = bisect_left(self._date_starts, clause.offset + clause.end)
        return low < high and all(_within(start, clause.nested) for start in self._date_starts[low:high])

    def vague_in(self, clause: Clause, start: int, end: int) -> list[tuple[int, int, str]]:
        """The periods without a year between two places of the clause's mask: where in it, and as printed."""
        low = bisect_left(self._vague, (clause.offset + start, -1))
        high = bisect_left(self._vague, (clause.offset + end, -1))
        return [
            (first - clause.offset, last - clause.offset, self._text[first:last])
            for first, last in self._vague[low:high]
            if clause.mask[first - clause.offset] == VAGUE and not _within(first, clause.nested)
        ]

    def date_at(self, position: int) -> DateMention | None:
        """The date that begins at an offset of the paragraph."""
        index = bisect_left(self._date_starts, position)
        found = index < len(self._date_starts) and self._date_starts[index] == position
        return self.dates[index] if found else None

    def date_before(self, position: int) -> DateMention | None:
        """The last date that begins before an offset of the paragraph."""
        index = bisect_left(self._date_starts, position) - 1
        return self.dates[index] if index >= 0 else None

    def figure_before(self, position: int) -> Figure | None:
        """The last figure that begins before an offset of the paragraph."""
        index = bisect_left(self._figure_starts, position) - 1
        return self.figures[index] if index >= 0 else None


def _within(position: int, spans: tuple[tuple[int, int], ...]) -> bool:
    index = bisect_right(spans, (position, 1 << 60)) - 1
    return index >= 0 and position < spans[index][1]
