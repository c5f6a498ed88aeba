"""Texts that hold what belongs to other cells: a second date, a title, an issuer, a stage below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from report_etl.catalog import TableSpec
from report_etl.extract.tables.flattened.grammar import STAGE, Grammar
from report_etl.extract.tables.flattened.lattice import Cut
from report_etl.extract.tables.flattened.stream import Gap, Range, Stream
from report_etl.extract.tables.flattened.word_grammar import LONG_TITLE, SAYS
from report_etl.language.organisations import issuers_score, match_known, match_names
from report_etl.language.regions import match_region, region_score
from report_etl.language.titles import strong_end, suffix_ends, title_score

WHOLE_DATES = frozenset({"day", "month", "day_sign", "month_sign"})
_TITLE_BEGINS = re.compile("关于|[《“]")
# A stage as a label, inside or at the end of a text; 上下游 and 中上游 are none.
_STAGE_INSIDE = re.compile("。[上中下]游|(?<![上中下])[上中下]游(?:[：（(]|$)")
STAGE_NAMED = re.compile("(?<![上中下、和与及])[上中下]游")
_ACTS = re.compile("将|要求|会同|印发|发布|明确|提出|负责|牵头|表示|、|和|及|等|办公厅|关于")
# 食品安全国家标准 | 预制菜（征求意见稿）规定…: only a title is a draft or of an edition
_TITLE_GOES_ON = re.compile(
    "[^，。；：（(]{0,16}[（(](?:征求意见稿|送审稿|试行|暂行|草案|修改单|修订[版稿]?|[0-9]{4}年?[版本])[）)]"
    # the ends of two documents: 实施办法配套细则
    "|(?:实施|管理|暂行|行动)?(?:办法|条例|方案|计划|规划|意见)(?:配套|实施|管理)?(?:细则|办法|方案|指南|目录|意见)"
)
_STOPS = "。；！"  # at the end of a text


class TextDoubts:
    """What the texts of one table say of its rows; the table stands between the `bounds` in a stream."""

    def __init__(
        self,
        stream: Stream,
        spec: TableSpec,
        types: Sequence[str],
        rows: Sequence[Cut],
        bounds: Range,
    ) -> None:
        start, end = bounds
        self._spec = spec
        self._stream = stream
        self._types = types
        self._rows = rows
        self._end = end
        self._grammar = Grammar(stream, start, end)
        self._issued_by = "organisations" in types
        self._is_policies = "policy_title" in types
        self._chain = types[0] == "label" and "free_text" in types and not self._is_policies

    def _in_text(self, number: int, column: int, bounds: Range) -> bool:
        start, end = bounds
        if any(map(self._begins_row, self._dates_in(bounds))) or self._holds_title(bounds):
            return True
        if self._issued_by and (self._hides_issuer(bounds) or self._begins_with_body(start)):
            return True
        dated = self._types[(column + 1) % len(self._types)] in ("date", "period", "rank")
        if self._hides_cell(bounds) or (not dated and self._ends_in_line(end)):
            return True
        if column and self._types[column - 1] == "label" and self._rows[number].cells[column - 1] is None:
            values = self._labels(column - 1, number)
            if any(self._stream.text.startswith(value, start) for value in values if len(value) > 1):
                return True
        if self._chain:
            text = self._text(bounds)
            if (
                end in self._glued
                or number in self._double
                or self._breaks_off(number, end)
                or self._holds_stage(text)
            ):
                return True
            if self._may_hide_cell(bounds) or (self._loses_gaps and not self._mostly_ended):
                return True
        if "region" in self._types and self._ends_with_region(end):
            return True
        return column + 1 == len(self._types) and self._ends_unlike(number, end)

    def _begins_row(self, place: int) -> bool:
        """Whether a date inside a text is one of the column of dates: by its signs, or what is beside it."""
        end, shape = self._grammar.dates[place][0]
        alike = shape == self._grammar.date_shape and shape.endswith("sign")
        titled = self._stream.text[place - 1] == "》" or self._is_dated_title(place)
        return alike or titled or self._begins_cell(end)

    def _is_dated_title(self, place: int) -> bool:
        """Whether a title ends where a date begins, as in all rows of the table: 关于…的通知2023年3月."""
        together = ("policy_title", "date") in pairwise(self._types)
        return together and strong_end(self._stream.text, max(0, place - LONG_TITLE), place)

    def _holds_title(self, bounds: Range) -> bool:
        """Whether a title, or the end of the one before, stands in a text: 。关于…, 计划（试行）…"""
        text = self._stream.text
        if "。关于" in self._text(bounds) or _TITLE_GOES_ON.match(self._text(bounds)):
            return True
        tail = next(iter(suffix_ends(text, bounds[0], min(bounds[0] + 4, bounds[1]))), None)
        if tail is not None and text[tail : tail + 1] in ("（", "("):
            return True
        books = (place for place in range(bounds[0] + 1, bounds[1] - 1) if text.startswith("。《", place))
        return any(self._is_title(place + 1, bounds[1]) for place in books)

    def _is_title(self, place: int, end: int) -> bool:
        """Whether a whole title in 《》 stands at a place, and nothing is said of it."""
        close = self._stream.text.find("》", place, end) + 1
        book = self._stream.text[place:close]
        long = len(book) >= LONG_TITLE and title_score(book) >= 0.9
        return long and not SAYS.match(self._stream.text, close)

    def _begins_cell(self, place: int) -> bool:
        """Whether an issuer, a region or a title begins at `place`, as after the date of a row."""
        text = self._stream.text
        if _TITLE_BEGINS.match(text, place) or match_region(text, place):
            return True
        return any(score >= 0.7 for _, score in match_names(text, place))

    def _hides_cell(self, bounds: Range) -> bool:
        """Whether a region, a body or a title stands between white space inside a text, or at its end.

        A title is long enough to stand between line ends that may have been white space.
        """
        start, end = bounds
        breaks = self._stream.breaks_between(start, end)
        spaces, ends = (
            [i for i in breaks if self._stream.gaps[i] >= gap] for gap in (Gap.SPACE, Gap.UNKNOWN)
        )
        return any(self._is_place_or_body(*pair) for pair in pairwise([*spaces, end])) or any(
            self._is_cell_of_title(*pair) for pair in pairwise([*ends, end])
        )

    def _is_place_or_body(self, start: int, end: int) -> bool:
        word = self._stream.text[start:end]
        if "region" in self._types and region_score(word) == 1.0:
            return True
        return self._issued_by and len(word) > 2 and issuers_score(word) == 1.0

    def _is_cell_of_title(self, start: int, end: int) -> bool:
        word = self._stream.text[start:end]
        long = len(word) >= LONG_TITLE and self._is_policies
        return (long or word.startswith(("关于", "《"))) and title_score(word) >= 0.9

    def _ends_in_line(self, end: int) -> bool:
        """Whether a text ends with a full line and no sentence: the line end may have cut a word."""
        if end >= len(self._stream) or self._stream.text[end - 1] in "。；！？”）":
            return False
        if self._stream.book_end(end) is not None:
            return False
        return self._stream.gaps[end] is Gap.CUT

    def _hides_issuer(self, bounds: Range) -> bool:
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

    def _ends_with_region(self, end: int) -> bool:
        """Whether a text ends with the name of a region, which begins the next row."""
        text = self._stream.text
        return any(
            match_region(text, start) == end and text[start - 1] not in "在、和及与到至于"
            for start in range(end - 8, end - 1)
        )

    def _begins_with_body(self, start: int) -> bool:
        body = self._known_body(start)
        return body is not None and not _ACTS.match(self._stream.text, body)

    def _ends_unlike(self, number: int, end: int) -> bool:
        """Whether the last row stops inside a sentence, or goes on to a full stop or beyond it.

        If no other row does, the text goes on after the table.
        """
        if number + 1 < len(self._rows):
            return False
        if (
            not self._stream.closed
            and len(self._rows) > 2
            and {number} in (self._stops, self._sentences_apart)
        ):
            return True
        before = [row.cells[-1] for row in self._rows[:-1]]
        stops = [self._ends_sentence(cell) for cell in before if cell is not None]
        if self._stream.text[end - 1] in _STOPS:
            return len(stops) > 1 and not any(stops)
        goes_on = end < self._end and self._stream.gaps[end] is not Gap.PARAGRAPH
        return goes_on and (
            sum(stops) * 2 > len(stops)
            or (self._is_policies and not stops)
            or (not before and "，" in self._text(self._rows[0].cells[-1] or (end, end)))
        )

    def _breaks_off(self, number: int, end: int) -> bool:
        """Whether a text ends inside a sentence where most do not: the rest went to the next row."""
        if self._stream.text[end - 1] in "，、：":
            return True
        others = [row.cells[-1] for index, row in enumerate(self._rows) if index != number]
        ended = [self._stream.text[cell[1] - 1] == "。" for cell in others if cell is not None]
        return self._stream.text[end - 1] != "。" and sum(ended) * 2 > len(ended)

    @cached_property
    def _glued(self) -> frozenset[int]:
        """Where a row ends inside a line without a gap, if few do: what follows is of no row."""
        ends = [row.cells[-1][1] for row in self._rows if row.cells[-1] is not None]
        glued = [end for end in ends if end < self._end and self._stream.gaps[end] is Gap.NONE]
        return frozenset(glued if 2 * len(glued) <= len(ends) else ())

    @cached_property
    def _double(self) -> frozenset[int]:
        """Rows whose text goes on after a full stop without a gap, where most rows have one sentence."""
        few = self._loses_gaps or 3 * len(self._stops) <= len(self._rows)
        return self._stops if few else frozenset()

    @cached_property
    def _stops(self) -> frozenset[int]:
        """Rows whose text goes on after a full stop without a gap; below labels, with one, too."""
        text, gaps = self._stream.text, self._stream.gaps
        widest = Gap.PARAGRAPH if self._chain else Gap.UNKNOWN
        return frozenset(
            number
            for number, row in enumerate(self._rows)
            for kind, cell in zip(self._types, row.cells, strict=True)
            if kind == "free_text" and cell is not None
            if any(text[i - 1] == "。" and gaps[i] <= widest for i in range(cell[0] + 1, cell[1]))
        )

    @cached_property
    def _sentences_apart(self) -> frozenset[int]:
        """Rows whose text goes on, behind a full stop that ends a line, on the next one."""
        text, gaps = self._stream.text, self._stream.gaps
        texts = (
            (number, cell)
            for number, row in enumerate(self._rows)
            for kind, cell in zip(self._types, row.cells, strict=True)
            if kind == "free_text" and cell is not None
        )
        return frozenset(
            number
            for number, (start, end) in texts
            if any(text[i - 1] == "。" and gaps[i] >= Gap.CUT for i in range(start + 1, end))
        )

    @cached_property
    def _mostly_ended(self) -> bool:
        """Whether most rows end with a full stop."""
        last = [cell for row in self._rows if (cell := row.cells[-1]) is not None]
        return 2 * sum(map(self._ends_sentence, last)) > len(last)

    def _has_gaps(self, bounds: Range, least: Gap) -> bool:
        text, gaps = self._stream.text, self._stream.gaps
        return all(place >= len(text) or gaps[place] >= least or text[place - 1] == "。" for place in bounds)

    @cached_property
    def _loses_gaps(self) -> bool:
        """Whether some name has nothing, not even a line end, on one of its sides."""
        names = [cell for row in self._rows for cell in row.cells[:-1] if cell is not None]
        return not all(self._has_gaps(cell, Gap.CUT) for cell in names)

    def _holds_stage(self, text: str) -> bool:
        """Whether the stage of a row below went into a text; where gaps are lost, any that it speaks of."""
        if not any(STAGE.match(self._text(row.cells[0])) for row in self._rows if row.cells[0] is not None):
            return False
        return (STAGE_NAMED if self._loses_gaps else _STAGE_INSIDE).search(text) is not None

    def _may_hide_cell(self, bounds: Range) -> bool:
        """Whether, where no full stop ends a text, a cell holds a gap that no pause explains."""
        if self._mostly_ended:
            return False
        text, gaps = self._stream.text, self._stream.gaps
        inner = (i for i in range(bounds[0] + 1, bounds[1]) if gaps[i] >= Gap.UNKNOWN)
        return any(text[i - 1] not in "、，；" and not text[i - 1 : i + 1].isascii() for i in inner)

    def _labels(self, column: int, number: int) -> set[str]:
        """What the other rows have in a column."""
        cells = (row.cells[column] for index, row in enumerate(self._rows) if index != number)
        return {self._text(cell) for cell in cells if cell is not None}

    # --- shared ------------------------------------------------------------------------------------

    def _ends_sentence(self, bounds: Range) -> bool:
        return self._stream.text[bounds[1] - 1] in _STOPS

    def _text(self, bounds: Range) -> str:
        return self._stream.text[bounds[0] : bounds[1]]

    def _dates_in(self, bounds: Range) -> Iterator[int]:
        """Dates to the month or day inside a cell."""
        for place, ends in self._grammar.dates.items():
            if bounds[0] < place < bounds[1] and ends[0][1] in WHOLE_DATES:
                yield place

    def _known_body(self, place: int) -> int | None:
        return max(match_known(self._stream.text, place), default=None)
