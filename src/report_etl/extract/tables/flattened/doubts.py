"""Rows whose cells hold what belongs to other cells: the cheapest reading, and still no right one.

A separator may be lost where nothing in the words tells it. What the words do tell afterwards is that
a cell holds too much: a second date, an issuer before a title, the value of the column beside it. Such a
row is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from report_etl.columns import COLUMN_TYPES
from report_etl.extract.marks import is_cjk
from report_etl.extract.tables.flattened.grammar import STAGE
from report_etl.extract.tables.flattened.lattice import Cut
from report_etl.extract.tables.flattened.stream import Gap, Range, Stream
from report_etl.extract.tables.flattened.text_doubts import STAGE_NAMED, TextDoubts
from report_etl.extract.tables.flattened.word_grammar import ABOUT_END, AFTER_STRONG, NOTE_AT_END, SAYS
from report_etl.language.organisations import issuers_score
from report_etl.language.regions import is_inside, match_region
from report_etl.language.titles import strong_ends, suffix_ends, title_score

_TWICE = re.compile(r"(?:^|、)([^、]{3,})(?:、.*)?、?\1(?=、|$)")
_WORDS = frozenset({"policy_title", "label", "free_text"})
_LINE_ENDS = (Gap.CUT, Gap.UNKNOWN, Gap.LINE)
_NAMES_NONE = re.compile("(?:^|安全)国家标准$")  # which one is said behind it
_BY_SUFFIX = 0.8  # the score of a title that ends as titles do
_BY_ENDING = 0.5  # the score of an issuer that only its ending tells
_BETWEEN_NAMES = "、，,和及与"
_TWO_BOOKS = re.compile(r"》[^《》、，和及]{2,60}《")
_NO_LABEL = re.compile("[，。；！？]")
_FIGURE_AT_END = re.compile("[0-9][0-9.,]{2,}$")


def region_above(stream: Stream, types: Sequence[str], rows: Sequence[Cut], number: int) -> Range | None:
    """The region that holds for a policy without one: of a row above, where its title begins with a place."""
    region, title = types.index("region"), rows[number].cells[types.index("policy_title")]
    above = (row.cells[region] for row in reversed(rows[:number]))
    bounds = next((cell for cell in above if cell is not None), None)
    if bounds is None or title is None:
        return None
    start = title[0] + stream.text.startswith("《", title[0])
    named = match_region(stream.text, start)
    if named is None:
        return None
    own, place = stream.text[slice(*bounds)], stream.text[start:named]
    return bounds if own == place or is_inside(place, own) else None


class Doubts(TextDoubts):
    """What the rows of one table say of each other; its text stands between `start` and `end`."""

    def of(self, number: int) -> bool:
        """Whether a row is no whole row, or more than one."""
        return number in self._doubtful or (self._unnamed and bool(self._doubtful))

    @cached_property
    def _doubtful(self) -> frozenset[int]:
        return frozenset(number for number in range(len(self._rows)) if self._is_doubtful(number))

    @cached_property
    def _unnamed(self) -> bool:
        """Whether no word tells where the rows of a chain begin: if one is not sure, all may be shifted."""
        chain = self._types[0] == "label" and self._types[1] in ("label", "free_text")
        first = next((row.cells[0] for row in self._rows if row.cells[0] is not None), None)
        named = first is not None and STAGE.match(self._text(first))
        return chain and not named and not self._mostly_ended

    def _is_doubtful(self, number: int) -> bool:
        if self._unnamed and self._is_shifted(number):
            return True
        checks = {
            "policy_title": self._in_title,
            "label": self._in_label,
            "free_text": self._in_text,
            "organisations": self._in_issuers,
        }
        if self._runs_across(number) or self._ends_in_number(number):
            return True
        if self._torn(number) or (number and self._torn(number - 1)) or self._lacks_region(number):
            return True
        if self._lacks_date(number):
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
            if kind not in _WORDS and not self._stream.misread.isdisjoint(range(*bounds)):
                return True
            if self._cuts_number(bounds[0], kind):
                return True
        return False

    def _is_shifted(self, number: int) -> bool:
        """Whether a list stands for a stage, or what stands there may be a label that nobody knows.

        Below two labels, or of one row, nothing else tells.
        """
        stage = self._rows[number].cells[0]
        if "free_text" not in self._types or len(self._rows) < 2:
            return True
        return stage is not None and self._text(stage).count("、") > 1

    def _runs_across(self, number: int) -> bool:
        """Whether a row has several lines and one of them stands in columns: read across, cells mix.

        Where one row of words does, none is sure: that of one line may go on below, where another was read.
        So may one that ends no sentence.
        """
        return bool(self._across) if "free_text" in self._types else number in self._across

    @cached_property
    def _across(self) -> frozenset[int]:
        cells = ([cell for cell in row.cells if cell is not None] for row in self._rows)
        rows = ({line for start, end in row for line in self._stream.line[start:end]} for row in cells)
        return frozenset(
            n
            for n, lines in enumerate(rows)
            if (len(lines) > 1 or self._is_open(n)) and not lines.isdisjoint(self._stream.columned)
        )

    def _is_open(self, number: int) -> bool:
        """Whether a row ends in a text that ends no sentence."""
        cell = self._rows[number].cells[-1]
        return cell is not None and self._types[-1] == "free_text" and self._text(cell)[-1] not in "。！；"

    def _in_issuers(self, number: int, column: int, bounds: Range) -> bool:
        """Whether a list of issuers names one twice, none, or one behind the end of a title."""
        issuers, text = self._text(bounds), self._stream.text
        score = max(issuers_score(issuers), issuers_score(self._stream.words(*bounds)))
        if _TWICE.search(issuers) or score == 0.0:
            return True
        places = (i for i in range(bounds[0] + 1, bounds[1]) if text[i - 1] not in _BETWEEN_NAMES)
        return score <= _BY_ENDING and any(
            self._known_body(i) is not None
            and (self._stream.gaps[i] >= Gap.CUT or i in suffix_ends(text, bounds[0], i))
            for i in places
        )

    # --- titles ------------------------------------------------------------------------------------

    def _in_title(self, number: int, column: int, bounds: Range) -> bool:
        title = self._text(bounds)
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
        return text.startswith("关于", bounds[0]) and any(not AFTER_STRONG.match(text, i) for i in stops)

    def _turns_page(self, cell: Range | None) -> bool:
        return cell is not None and self._stream.turns_page(*cell)

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
        if self._stream.text[body] == "、" or not issuers:
            return True
        return self._stream.text[bounds[0] : body] not in issuers and issuers_score(issuers) == 1.0

    def _lacks_date(self, number: int) -> bool:
        """Whether a policy has no date or no issuer where others have: one may hold for several rows."""
        sure = [n for n, kind in enumerate(self._types) if kind in ("date", "organisations")]
        if "policy_title" in self._types and "date" not in self._types and self._hides_date:
            return True
        return "policy_title" in self._types and any(
            self._rows[number].cells[n] is None and any(row.cells[n] is not None for row in self._rows)
            for n in sure
        )

    @cached_property
    def _hides_date(self) -> bool:
        """Whether a date that begins a row stands in a text: a column of dates that no label names."""
        cells = (zip(self._types, row.cells, strict=True) for row in self._rows)
        texts = (cell for row in cells for kind, cell in row if cell is not None and kind == "free_text")
        return any(self._begins_row(place) for text in texts for place in self._dates_in(text))

    def _lacks_region(self, number: int) -> bool:
        """Whether the region of a policy is missing, and no title says that the one above holds."""
        if not {"region", "policy_title"}.issubset(self._types):
            return False
        region, title = self._place(number)
        if region is None:
            return region_above(self._stream, self._types, self._rows, number) is None
        # 2024年山东省水泵方案: where other titles begin with a region, this one may, too.
        glued = title is not None and region[1] == title[0] and self._stream.gaps[title[0]] is Gap.NONE
        return glued and any(map(self._says_region, range(len(self._rows))))

    def _place(self, number: int) -> tuple[Range | None, Range | None]:
        """The region and the title of a row."""
        cells = self._rows[number].cells
        return cells[self._types.index("region")], cells[self._types.index("policy_title")]

    def _says_region(self, number: int) -> bool:
        """Whether the title of a row begins with its region."""
        region, title = self._place(number)
        if region is None or title is None:
            return False
        return self._text(title).startswith(self._text(region)[:2])

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

    def _lacks_sign(self, number: int, column: int, bounds: Range) -> bool:
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
        if cell is None or self._ends_sentence(cell):
            return False
        if self._chain:
            return first is None and len(self._types) == 2
        score = 0.0 if first is None else COLUMN_TYPES[self._types[0]].score(self._text(first))
        return score < (0.7 if self._mostly_ended else 0.1)

    # --- labels ------------------------------------------------------------------------------------

    def _in_label(self, number: int, column: int, bounds: Range) -> bool:
        label = self._text(bounds)
        if _NO_LABEL.search(label) or label[0] in "的和及（(" or any(True for _ in self._dates_in(bounds)):
            return True
        if self._unlike_first(label) if column == 0 else STAGE.match(label):
            return True
        if self._chain and (STAGE_NAMED.search(label, 1) or self._may_hide_cell(bounds)):
            return True
        numeric = not {"decimal", "percent"}.isdisjoint(self._types)
        # 引导类 is a category as 支持类 is one.
        known = numeric or any(other[-1] == label[-1] for other in self._labels(column, number))
        if not self._stands_apart(bounds, Gap.CUT if known and not self._chain else Gap.UNKNOWN):
            return True
        if _FIGURE_AT_END.search(label) or self._cuts_number(bounds[1], "label"):
            return True
        others = self._labels(column, number)
        return any(label != other and label.startswith(other) for other in others if len(other) > 2)

    def _stands_apart(self, bounds: Range, least: Gap = Gap.UNKNOWN) -> bool:
        """Whether a name has a gap on either side, or is known; else nothing tells where it ends."""
        return STAGE.fullmatch(self._stream.text, *bounds) is not None or self._has_gaps(bounds, least)

    def _unlike_first(self, label: str) -> bool:
        """Whether the first row names a stage (上游) and this label none, or more than one word.

        Beside figures, which tell where names end, there may be others: 其他, 合计.
        """
        bounds = self._rows[0].cells[0]
        first = self._text(bounds) if bounds is not None else ""
        if not self._chain or not STAGE.match(first):
            return False
        if re.search(r"[）)]\w", label):  # a part of the stage went into its name
            return True
        return STAGE.match(label) is None or (len(first) == 2 and label[2:3].isalpha())
