"""Rows whose cells hold what belongs to other cells: the cheapest reading, and still no right one.

A separator may be lost where nothing in the words tells it. What the words do tell afterwards is that
a cell holds too much: a second date, an issuer before a title, the value of the column beside it. Such a
row is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from report_etl.columns import COLUMN_TYPES
from report_etl.extract.tables.grammar import Grammar
from report_etl.extract.tables.lattice import Cut
from report_etl.extract.tables.stream import Gap, Stream
from report_etl.extract.tables.word_grammar import AFTER_STRONG, SAYS
from report_etl.language.organisations import issuers_score, match_known, match_names
from report_etl.language.regions import match_region, region_score
from report_etl.language.titles import strong_ends, title_score

_WHOLE_DATES = frozenset({"day", "month", "day_sign", "month_sign"})
_TITLE_BEGINS = re.compile("关于|《")
_TWO_BOOKS = re.compile(r"》[^《》、，和及]{2,60}《")
_NO_LABEL = re.compile("[，。；！？]")
_FIGURE_AT_END = re.compile("[0-9][0-9.,]{2,}$")
_STAGE = re.compile("[上中下]游")
# A stage as a label, inside or at the end of a text; 上下游 and 中上游 are none.
_STAGE_INSIDE = re.compile("。[上中下]游|(?<![上中下])[上中下]游(?:[：（(]|$)")
_STAGE_NAMED = re.compile("(?<![上中下、和与及])[上中下]游")
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
        self._chain = types[0] == "label" and "free_text" in types

    def of(self, number: int) -> bool:
        """Whether a row is no whole row, or more than one."""
        checks = {
            "policy_title": self._in_title,
            "label": self._in_label,
            "free_text": self._in_text,
        }
        if self._runs_across(number) or self._ends_in_number(number):
            return True
        if self._torn(number) or (number and self._torn(number - 1)) or self._lacks_region(number):
            return True
        for column, (kind, bounds) in enumerate(zip(self._types, self._rows[number].cells, strict=True)):
            if bounds is None:
                if column and kind == "label" and "policy_title" in self._types:
                    return True
                continue
            if kind == "percent" and self._lacks_sign(number, column, bounds):
                return True
            if kind in checks and checks[kind](number, column, bounds):
                return True
            if kind not in checks and not self._stream.misread.isdisjoint(range(*bounds)):
                return True
            if self._cuts_number(bounds[0], kind):
                return True
        return False

    def _runs_across(self, number: int) -> bool:
        """Whether a row has several lines and one of them stands in columns: read across, cells mix."""
        cells = [cell for cell in self._rows[number].cells if cell is not None]
        lines = {line for start, end in cells for line in self._stream.line[start:end]}
        return len(lines) > 1 and not lines.isdisjoint(self._stream.columned)

    # --- titles ------------------------------------------------------------------------------------

    def _in_title(self, number: int, column: int, bounds: Bounds) -> bool:
        title = self._text(bounds)
        dates = self._dates_in((bounds[0] - 1, bounds[1]))
        if any(self._stream.text[place - 1] not in "（(" for place in dates):
            return True
        if title.startswith("《") and _TWO_BOOKS.search(title):
            return True
        if self._ends_by_chance(title, bounds) or self._takes_book(title, bounds):
            return True
        if self._issued_by and "、" in title.partition("关于")[0] and "关于" in title:
            return True
        if title[-1] == "》" and "，" in title.partition("《")[0]:
            return True
        return self._issued_by and (issuers_score(title) >= 0.7 or self._names_another(number, bounds))

    def _ends_by_chance(self, title: str, bounds: Bounds) -> bool:
        """Whether a title ends without a gap though it holds one, or on words that may begin a sentence."""
        start, end = bounds
        if end >= len(self._stream) or self._stream.gaps[end] >= Gap.UNKNOWN:
            return False
        stops = strong_ends(self._stream.text, start + 2, end - 2)
        if any(not AFTER_STRONG.match(self._stream.text, stop) for stop in stops):
            return True
        if self._stream.gaps[end] is Gap.CUT:
            return False
        inner = any(gap >= Gap.SPACE for gap in self._stream.gaps[start + 1 : end])
        return inner or title_score(title) < 0.9 or title.endswith("规范")

    def _takes_book(self, title: str, bounds: Bounds) -> bool:
        """Whether 《方案》 of 《方案》提出 ends a title that has none, or 《》 of its own."""
        if title[-1] != "》" or (title[0] == "《" and title.count("》") < 2):
            return False
        return SAYS.match(self._stream.text, bounds[1]) is not None

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
        if self._stream.text[body] == "、" or not issuers:
            return True
        return self._stream.text[bounds[0] : body] not in issuers and issuers_score(issuers) == 1.0

    def _lacks_region(self, number: int) -> bool:
        """Whether the region of a policy is missing: it ended the text before, or holds for several rows."""
        cells = zip(self._types, self._rows[number].cells, strict=True)
        return "policy_title" in self._types and any(k == "region" and c is None for k, c in cells)

    def _ends_in_number(self, number: int) -> bool:
        """Whether the last row ends where a number goes on: -20|19年."""
        last = [bounds for bounds in self._rows[number].cells if bounds is not None][-1]
        ends = number + 1 == len(self._rows) and last[1] < len(self._stream)
        return ends and self._cuts_number(last[1], "label")

    def _cuts_number(self, place: int, kind: str) -> bool:
        """Whether a cell begins inside a number: 41941.2 is no 1941; words may where a line ends."""
        sides = self._stream.text[place - 1 : place + 1]
        most = Gap.UNKNOWN if kind in ("policy_title", "free_text", "label") else Gap.CUT
        return sides.isascii() and sides.isdecimal() and self._stream.gaps[place] <= most

    def _lacks_sign(self, number: int, column: int, bounds: Bounds) -> bool:
        """Whether a figure has no % where all others of its column have one, or nothing around it."""
        if not self._stream.text[bounds[1] - 1].isdecimal():
            return False
        figures = [other for other in self._labels(column, number) if other[-1] not in "-—–−"]
        signed = bool(figures) and all(figure[-1] in "%％" for figure in figures)
        return signed or not self._stands_apart(bounds, Gap.CUT)

    # --- where one row ends and the next begins ----------------------------------------------------

    def _torn(self, number: int) -> bool:
        """Whether a row ends inside its last sentence, though most end theirs, and the next begins badly."""
        if number + 1 >= len(self._rows) or self._types[-1] != "free_text":
            return False
        cell, first = self._rows[number].cells[-1], self._rows[number + 1].cells[0]
        if cell is None or self._stream.text[cell[1] - 1] in "。；！":
            return False
        if self._chain:
            return first is None and len(self._types) == 2
        score = 0.0 if first is None else COLUMN_TYPES[self._types[0]].score(self._text(first))
        return score < (0.7 if self._mostly_ended else 0.1)

    @cached_property
    def _mostly_ended(self) -> bool:
        """Whether most rows end with a full stop."""
        last = [cell for row in self._rows if (cell := row.cells[-1]) is not None]
        return 2 * sum(self._stream.text[end - 1] in "。；！" for _, end in last) > len(last)

    # --- labels ------------------------------------------------------------------------------------

    def _in_label(self, number: int, column: int, bounds: Bounds) -> bool:
        label = self._text(bounds)
        if _NO_LABEL.search(label) or label[0] in "的和及（(" or any(True for _ in self._dates_in(bounds)):
            return True
        if self._unlike_first(label) if column == 0 else _STAGE.match(label):
            return True
        if self._chain and (_STAGE_NAMED.search(label, 1) or self._may_hide_cell(bounds)):
            return True
        if not self._stands_apart(bounds, Gap.UNKNOWN if self._chain else Gap.CUT):
            return True
        if _FIGURE_AT_END.search(label) or self._cuts_number(bounds[1], "label"):
            return True
        others = self._labels(column, number)
        return any(label != other and label.startswith(other) for other in others if len(other) > 2)

    def _stands_apart(self, bounds: Bounds, least: Gap = Gap.UNKNOWN) -> bool:
        """Whether a name has a gap on either side, or is known; else nothing tells where it ends."""
        return _STAGE.fullmatch(self._stream.text, *bounds) is not None or self._has_gaps(bounds, least)

    def _has_gaps(self, bounds: Bounds, least: Gap) -> bool:
        text, gaps = self._stream.text, self._stream.gaps
        return all(place >= len(text) or gaps[place] >= least or text[place - 1] == "。" for place in bounds)

    @cached_property
    def _loses_gaps(self) -> bool:
        """Whether some name has nothing, not even a line end, on one of its sides."""
        names = [cell for row in self._rows for cell in row.cells[:-1] if cell is not None]
        return not all(self._has_gaps(cell, Gap.CUT) for cell in names)

    def _unlike_first(self, label: str) -> bool:
        """Whether the first row names a stage (上游) and this label none, or more than one word.

        Beside figures, which tell where names end, there may be others: 其他, 合计.
        """
        bounds = self._rows[0].cells[0]
        first = self._text(bounds) if bounds is not None else ""
        if not self._chain or not _STAGE.match(first):
            return False
        if re.search(r"[）)]\w", label):  # a part of the stage went into its name
            return True
        return _STAGE.match(label) is None or (len(first) == 2 and label[2:3].isalpha())

    def _holds_stage(self, text: str) -> bool:
        """Whether the stage of a row below went into a text; where gaps are lost, any that it speaks of."""
        if not any(_STAGE.match(self._text(row.cells[0])) for row in self._rows if row.cells[0] is not None):
            return False
        return (_STAGE_NAMED if self._loses_gaps else _STAGE_INSIDE).search(text) is not None

    def _may_hide_cell(self, bounds: Bounds) -> bool:
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

    # --- running text ------------------------------------------------------------------------------

    def _in_text(self, number: int, column: int, bounds: Bounds) -> bool:
        start, end = bounds
        if any(self._begins_cell(self._date_end(place)) for place in self._dates_in(bounds)):
            return True
        if "。关于" in self._text(bounds):
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
            if number in self._double or self._breaks_off(number, end) or self._holds_stage(text):
                return True
            if self._may_hide_cell(bounds) or (self._loses_gaps and not self._mostly_ended):
                return True
        if "region" in self._types and self._ends_with_region(end):
            return True
        return column + 1 == len(self._types) and self._ends_unlike(number, end)

    def _begins_cell(self, place: int) -> bool:
        """Whether an issuer, a region or a title begins at `place`, as after the date of a row."""
        text = self._stream.text
        if _TITLE_BEGINS.match(text, place) or match_region(text, place):
            return True
        return any(score >= 0.7 for _, score in match_names(text, place))

    def _hides_cell(self, bounds: Bounds) -> bool:
        """Whether a region, a body or a title stands between white space inside a text, or at its end."""
        start, end = bounds
        gaps = [i for i in self._stream.breaks_between(start, end) if self._stream.gaps[i] >= Gap.SPACE]
        return any(self._is_cell(*pair) for pair in pairwise([*gaps, end]))

    def _is_cell(self, start: int, end: int) -> bool:
        word = self._stream.text[start:end]
        if "region" in self._types and region_score(word) == 1.0:
            return True
        if self._issued_by and len(word) > 2 and issuers_score(word) == 1.0:
            return True
        return word.startswith(("关于", "《")) and title_score(word) >= 0.9

    def _ends_in_line(self, end: int) -> bool:
        """Whether a text ends with a full line and no sentence: the line end may have cut a word."""
        if end >= len(self._stream) or self._stream.text[end - 1] in "。；！？”）":
            return False
        return self._stream.gaps[end] is Gap.CUT

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
        if not self._stream.closed and len(self._rows) > 2 and self._stops == {number}:
            return True
        before = [row.cells[-1] for row in self._rows[:-1]]
        stops = [self._stream.text[cell[1] - 1] in "。；！" for cell in before if cell is not None]
        if self._stream.text[end - 1] in "。；！":
            return len(stops) > 1 and not any(stops)
        goes_on = end < self._end and self._stream.gaps[end] is not Gap.PARAGRAPH
        return goes_on and sum(stops) * 2 > len(stops)

    def _breaks_off(self, number: int, end: int) -> bool:
        """Whether a text ends inside a sentence where most do not: the rest went to the next row."""
        if self._stream.text[end - 1] in "，、：":
            return True
        others = [row.cells[-1] for index, row in enumerate(self._rows) if index != number]
        ended = [self._stream.text[cell[1] - 1] == "。" for cell in others if cell is not None]
        return self._stream.text[end - 1] != "。" and sum(ended) * 2 > len(ended)

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
        return max(match_known(self._stream.text, place), default=None)
