"""Titles of policies that hold what belongs to the cells beside them, or are parts of titles."""

from __future__ import annotations

import re

from report_etl.extract.marks import is_cjk
from report_etl.extract.tables.flattened.stream import Gap, Range
from report_etl.extract.tables.flattened.text_doubts import TextDoubts
from report_etl.extract.tables.flattened.word_grammar import ABOUT_END, AFTER_STRONG, NOTE_AT_END, SAYS
from report_etl.extract.widths import EM
from report_etl.language.organisations import issuers_score
from report_etl.language.titles import strong_ends, suffix_ends, title_score

_LINE_ENDS = (Gap.CUT, Gap.UNKNOWN, Gap.LINE)
_NAMES_NONE = re.compile("(?:^|安全)国家标准$")  # which one is said behind it
_BY_SUFFIX = 0.8  # the score of a title that ends as titles do
_TWO_BOOKS = re.compile(r"》[^《》、，和及]{2,60}《")
SHORTEST = 5  # characters of a title: 指导意见 is the end of one
_BEGINS_WITH_DATE = re.compile("[0-9]{5}")
TWO_WORDS = re.compile("[\u4e00-\u9fff]{2}")


class TitleDoubts(TextDoubts):
    """What the titles of one table say of the cells beside them."""

    def _in_title(self, number: int, column: int, bounds: Range) -> bool:
        title = self._text(bounds)
        if (
            self._is_rest(number, title)
            or _BEGINS_WITH_DATE.match(title)
            or self._joins_columns(number, title, bounds)
        ):
            return True
        dates = self._dates_in((bounds[0] - 1, bounds[1]))
        if any(self._stream.text[place - 1] not in "（(" for place in dates):
            return True
        if (title.startswith("《") and _TWO_BOOKS.search(title)) or self._is_read_across(bounds):
            return True
        inner = range(bounds[0] + 1, bounds[1])
        turns = (i for i in inner if self._stream.turns_page(i - 1, i + 1))
        if any(self._stream.gaps[i] is not Gap.CUT for i in turns) or _NAMES_NONE.search(title):
            return True  # no full line of running text: a cell, whose row the page cuts
        if title_score(title) < _BY_SUFFIX and any(map(self._turns_page, self._rows[number].cells)):
            return True  # its end may stand on the next page
        if self._ends_by_chance(title, bounds) or self._takes_book(title, bounds):
            return True
        if self._issued_by and any(self._known_body(stop) for stop in self._stops_in(bounds)):
            return True
        if self._issued_by and "、" in title.partition("关于")[0] and "关于" in title:
            return True
        if title[-1] == "》" and "，" in title.partition("《")[0]:
            return True
        return self._issued_by and (issuers_score(title) >= 0.7 or self._names_another(number, bounds))

    def _is_read_across(self, bounds: Range) -> bool:
        """Whether a title goes on below another cell: a list apart on its line (…乡村振 提升净菜、面点).

        Or behind its last word, where a line ends: …的意见|提升…规范.
        """
        text, gaps = self._stream.text, self._stream.gaps
        inner = range(bounds[0] + 1, bounds[1])
        apart = [i for i in inner if gaps[i] is Gap.SPACE and is_cjk(text[i - 1]) and is_cjk(text[i])]
        ends = (i for i in inner if gaps[i] in _LINE_ENDS)
        if any(place < end and "、" in text[place:end] for end in ends for place in apart):
            return True
        stops = (i for i in strong_ends(text, bounds[0] + 2, bounds[1] - 2) if gaps[i] in _LINE_ENDS)
        whole = (i for i in stops if ABOUT_END.search(text, bounds[0], i))  # 关于规范 is none
        return text.startswith("关于", bounds[0]) and any(not AFTER_STRONG.match(text, i) for i in whole)

    def _turns_page(self, cell: Range | None) -> bool:
        return cell is not None and self._stream.turns_page(*cell)

    def _is_rest(self, number: int, title: str) -> bool:
        """Whether a title is as short as the end of one, and what issued it as unknown: 家能源局 指导意见."""
        cells = zip(self._types, self._rows[number].cells, strict=True)
        issuers = [self._text(cell) for kind, cell in cells if kind == "organisations" and cell is not None]
        return len(title) < SHORTEST and any(issuers_score(text) < 0.7 for text in issuers)

    def _joins_columns(self, number: int, title: str, bounds: Range) -> bool:
        """Whether a space parts words of a title and a text beside it, whose lines then are as short.

        So it does in what is no title.
        """
        text, gaps = self._stream.text, self._stream.gaps
        spaces = [
            i
            for i in range(bounds[0] + 1, bounds[1])
            if gaps[i] is Gap.SPACE and TWO_WORDS.match(text, i - 1)
        ]
        if not spaces or (title_score(title) < 0.8 and title[-1] not in "）)"):
            return bool(spaces)
        lines = [(place, self._stream.line_end(place)) for place in spaces]
        beside = [
            self._stream.width(*line)
            for line in lines
            if line[1] < bounds[1] and gaps[line[1]] is not Gap.CUT
        ]
        rest = self._rows[number].cells[-1]
        if not beside or rest is None or self._types[-1] != "free_text":
            return False
        return all(self._stream.width(*line) <= max(beside) + EM for line in self._stream.lines_in(*rest))

    def _stops_in(self, bounds: Range) -> list[int]:
        """Where a title might have ended before it does."""
        start, end = bounds
        return [stop for stop in suffix_ends(self._stream.text, start + 2, end - 2) if stop < end - 2]

    def _ends_by_chance(self, title: str, bounds: Range) -> bool:
        """Whether a title ends without a gap though it holds one, or on words that may begin a sentence."""
        start, end = bounds
        text, gaps = self._stream.text, self._stream.gaps
        if end >= len(text) or gaps[end] >= Gap.UNKNOWN or title.find("》") + 1 == len(title):
            return False
        if title[0] == "《" and "》" in title:
            return True
        stops = strong_ends(text, start + 2, end - 2)
        stops += [stop for stop in suffix_ends(text, start + 2, end - 2) if stop == end - 2]  # 标准|规定
        if any(not AFTER_STRONG.match(text, stop) for stop in stops):
            return True
        if gaps[end] is Gap.CUT or NOTE_AT_END.search(title):
            return False
        inner = any(gap >= Gap.SPACE for gap in gaps[start + 1 : end])
        if inner and title.startswith("关于") and ABOUT_END.search(title):
            return False
        return inner or title_score(title) < 0.9 or title.endswith("规范")

    def _takes_book(self, title: str, bounds: Range) -> bool:
        """Whether 《方案》 of 《方案》提出 ends a title that has none, or 《》 of its own."""
        if title[-1] != "》" or (title[0] == "《" and title.count("》") < 2):
            return False
        return SAYS.match(self._stream.text, bounds[1]) is not None

    def _names_another(self, number: int, bounds: Range) -> bool:
        """Whether a title begins with a body that is none of its issuers: 财政部 | 税务总局关于…"""
        body = self._known_body(bounds[0])
        if body is None or body >= bounds[1]:
            return False
        issuers = "".join(
            self._text(cell)
            for kind, cell in zip(self._types, self._rows[number].cells, strict=True)
            if kind == "organisations" and cell is not None
        )
        if self._stream.text[body] in "、《" or not issuers:
            return True
        return self._stream.text[bounds[0] : body] not in issuers and issuers_score(issuers) == 1.0
