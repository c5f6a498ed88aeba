"""Rows whose cells hold what belongs to other cells: the cheapest reading, and still no right one.

A separator may be lost where nothing in the words tells it. What the words do tell afterwards is that
a cell holds too much: a second date, an issuer before a title, the value of the column beside it. Such a
row is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from report_etl.extract.tables.grammar import Grammar
from report_etl.extract.tables.lattice import Cut
from report_etl.extract.tables.stream import Gap, Stream
from report_etl.language.organisations import issuers_score, match_names
from report_etl.language.regions import match_region

_WHOLE_DATES = frozenset({"day", "month", "day_sign", "month_sign"})
_TITLE_BEGINS = re.compile("关于|《")
_TWO_BOOKS = re.compile(r"》[^《》、，和及]{2,60}《")
_NO_LABEL = re.compile("[，。；！？]")
_STAGE = re.compile("[上中下]游")
_ACTS = re.compile("将|要求|会同|印发|发布|明确|提出|负责|牵头|表示|、|和|及|等|办公厅|关于")

Bounds = tuple[int, int]


class Doubts:
    """What the rows of one table say of each other; its text stands between `start` and `end`."""

    def __init__(
        self, stream: Stream, types: Sequence[str], rows: Sequence[Cut], start: int, end: int
    ) -> None:
        self._stream = stream
        self._types = types
        self._rows = rows
        self._end = end
        self._grammar = Grammar(stream, start, end)
        self._issued_by = "organisations" in types

    def of(self, number: int) -> bool:
        """Whether a row is no whole row, or more than one."""
        checks = {
            "policy_title": self._in_title,
            "label": self._in_label,
            "free_text": self._in_text,
        }
        for column, (kind, bounds) in enumerate(zip(self._types, self._rows[number].cells, strict=True)):
            if bounds is not None and kind in checks and checks[kind](number, column, bounds):
                return True
        return False

    # --- titles ------------------------------------------------------------------------------------

    def _in_title(self, number: int, column: int, bounds: Bounds) -> bool:
        title = self._text(bounds)
        if any(self._stream.text[place - 1] not in "（(" for place in self._dates_in(bounds)):
            return True
        if title.startswith("《") and _TWO_BOOKS.search(title):
            return True
        return self._issued_by and (issuers_score(title) >= 0.7 or self._names_another(number, bounds))

    def _names_another(self, number: int, bounds: Bounds) -> bool:
        """Whether a title begins with a body that is none of its issuers: 财政部 | 税务总局关于…"""
        body = self._known_body(bounds[0])
        if body is None or body >= bounds[1]:
            return False
        issuers = "".join(
            self._text(cell)
            for kind, cell in zip(self._types, self._rows[number].cells, strict=True)
            if kind == "organisations" and cell is not None
        )
        another = self._stream.text[bounds[0] : body] not in issuers and issuers_score(issuers) == 1.0
        return another and _TITLE_BEGINS.match(self._stream.text, body) is not None

    # --- labels ------------------------------------------------------------------------------------

    def _in_label(self, number: int, column: int, bounds: Bounds) -> bool:
        label = self._text(bounds)
        if _NO_LABEL.search(label) or any(True for _ in self._dates_in(bounds)):
            return True
        first = self._first_label
        if column == 0 and first is not None and _STAGE.match(first) and not _STAGE.match(label):
            return True
        others = self._labels(column, number)
        return any(label != other and label.startswith(other) for other in others if len(other) > 2)

    @property
    def _first_label(self) -> str | None:
        bounds = self._rows[0].cells[0]
        return self._text(bounds) if bounds is not None else None

    def _labels(self, column: int, number: int) -> set[str]:
        """What the other rows have in a column."""
        cells = (row.cells[column] for index, row in enumerate(self._rows) if index != number)
        return {self._text(cell) for cell in cells if cell is not None}

    # --- running text ------------------------------------------------------------------------------

    def _in_text(self, number: int, column: int, bounds: Bounds) -> bool:
        start, end = bounds
        if any(self._begins_cell(self._date_end(place)) for place in self._dates_in(bounds)):
            return True
        if self._issued_by and (self._hides_issuer(bounds) or self._begins_with_body(start)):
            return True
        if column and self._types[column - 1] == "label" and self._rows[number].cells[column - 1] is None:
            values = self._labels(column - 1, number)
            if any(self._stream.text.startswith(value, start) for value in values if len(value) > 1):
                return True
        return self._ends_early(number, end) or (number in self._double and self._types[0] == "label")

    def _begins_cell(self, place: int) -> bool:
        """Whether an issuer, a region or a title begins at `place`, as after the date of a row."""
        text = self._stream.text
        if _TITLE_BEGINS.match(text, place) or match_region(text, place):
            return True
        return any(score >= 0.7 for _, score in match_names(text, place))

    def _hides_issuer(self, bounds: Bounds) -> bool:
        """Whether a known body stands after a full stop, or before the beginning of a title."""
        text = self._stream.text
        for place in range(bounds[0] + 1, bounds[1]):
            if self._stream.gaps[place] >= Gap.UNKNOWN:
                continue
            body = self._known_body(place)
            if body is None or body >= bounds[1]:
                continue
            if text.startswith("关于", body) and text[place - 1] not in "照据实彻":  # 落实国务院关于…
                return True
            if text[place - 1] == "。" and not _ACTS.match(text, body):
                return True
        return False

    def _begins_with_body(self, start: int) -> bool:
        body = self._known_body(start)
        return body is not None and not _ACTS.match(self._stream.text, body)

    def _ends_early(self, number: int, end: int) -> bool:
        """Whether the last row stops inside a sentence, though the others end theirs and the text goes on."""
        if number + 1 < len(self._rows) or end >= self._end or self._stream.gaps[end] is Gap.PARAGRAPH:
            return False
        last = [row.cells[-1] for row in self._rows[:-1]]
        ended = [self._stream.text[cell[1] - 1] in "。；！" for cell in last if cell is not None]
        return self._stream.text[end - 1] not in "。；！" and sum(ended) * 2 > len(ended)

    @cached_property
    def _double(self) -> frozenset[int]:
        """Rows whose text goes on after a full stop without a gap, where most rows have one sentence."""
        found = {
            number
            for number, row in enumerate(self._rows)
            for kind, cell in zip(self._types, row.cells, strict=True)
            if kind == "free_text" and cell is not None and self._inner_stop(cell)
        }
        return frozenset(found) if 3 * len(found) <= len(self._rows) else frozenset()

    def _inner_stop(self, bounds: Bounds) -> bool:
        text, gaps = self._stream.text, self._stream.gaps
        return any(text[i - 1] == "。" and gaps[i] < Gap.UNKNOWN for i in range(bounds[0] + 1, bounds[1]))

    # --- shared ------------------------------------------------------------------------------------

    def _text(self, bounds: Bounds) -> str:
        return self._stream.text[bounds[0] : bounds[1]]

    def _dates_in(self, bounds: Bounds) -> Iterator[int]:
        """Dates to the month or day inside a cell."""
        for place, ends in self._grammar.dates.items():
            if bounds[0] < place < bounds[1] and ends[0][1] in _WHOLE_DATES:
                yield place

    def _date_end(self, place: int) -> int:
        return self._grammar.dates[place][0][0]

    def _known_body(self, place: int) -> int | None:
        return max(
            (end for end, score in match_names(self._stream.text, place) if score == 1.0), default=None
        )
