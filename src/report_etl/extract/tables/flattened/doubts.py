"""Rows whose cells hold what belongs to other cells: the cheapest reading, and still no right one.

A separator may be lost where nothing in the words tells it. What the words do tell afterwards is that
a cell holds too much: a second date, an issuer before a title, the value of the column beside it. Such a
row is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from report_etl.columns import COLUMN_TYPES, is_absent
from report_etl.extract.tables.flattened.grammar import STAGE
from report_etl.extract.tables.flattened.lattice import UNREAD, Cut
from report_etl.extract.tables.flattened.stream import Gap, Range, Stream
from report_etl.extract.tables.flattened.text_doubts import STAGE_NAMED, WHOLE_DATES
from report_etl.extract.tables.flattened.title_doubts import SHORTEST, TWO_WORDS, TitleDoubts
from report_etl.extract.tables.matching.labels import is_label
from report_etl.language.organisations import issuers_score, match_known
from report_etl.language.regions import is_inside, match_region
from report_etl.language.titles import strong_ends, suffix_ends

_TWICE = re.compile(r"(?:^|、)([^、]{3,})(?:、.*)?、?\1(?=、|$)")
_BEHIND_TAIL = re.compile("等[一二三四五六七八九十0-9]{0,3}个?(?:部门|部委|单位)(?=[^、（(])")
_WORDS = frozenset({"policy_title", "label", "free_text"})
_BY_ENDING = 0.5  # the score of an issuer that only its ending tells
_BETWEEN_NAMES = "、，,和及与"
_TITLE = re.compile("[《“]|关于|中华人民共和国")
_STOPS = "。；！？》"  # what a cell surely ends with
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


class Doubts(TitleDoubts):
    """What the rows of one table say of each other; its text stands between `start` and `end`."""

    def of(self, number: int) -> bool:
        """Whether a row is no whole row, or more than one."""
        return number in self._doubtful or (self._unnamed and bool(self._doubtful))

    @cached_property
    def _doubtful(self) -> frozenset[int]:
        rows = self._rows
        own = {number for number in range(len(rows)) if self._is_doubtful(number)}
        bad = own.union(number for number, row in enumerate(rows) if row.cost >= UNREAD)
        edges = (n for n in range(len(rows) - 1) if not bad.isdisjoint((n, n + 1)) and self._runs_on(n))
        return frozenset(own.union(*((n, n + 1) for n in edges)))

    def _runs_on(self, number: int) -> bool:
        """Whether nothing but words tells where a row ends and the next begins: both are right, or none."""
        row, following = self._rows[number : number + 2]
        last = max(n for n, cell in enumerate(row.cells) if cell is not None)
        place = following.start
        begins = following.cost < UNREAD and self._types[0] not in _WORDS
        ends = self._types[last] not in {*_WORDS, "organisations"} or self._stream.text[place - 1] in _STOPS
        begins = begins or _TITLE.match(self._stream.text, place) is not None
        return not (begins or ends) and self._stream.gaps[place] <= Gap.UNKNOWN

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
        if self._runs_across(number) or self._ends_in_number(number) or self._holds_labels(number):
            return True
        if self._torn(number) or (number and self._torn(number - 1)) or self._lacks_region(number):
            return True
        if self._lacks_date(number) or self._lacks_text(number) or number in self._out_of_turn:
            return True
        for column, (kind, bounds) in enumerate(zip(self._types, self._rows[number].cells, strict=True)):
            if bounds is None:
                if kind == "label" and self._is_policies and (column or self._is_mostly_filled(column)):
                    return True
                continue
            if kind == "percent" and self._lacks_sign(number, column, bounds):
                return True
            if kind in checks and checks[kind](number, column, bounds):
                return True
            if kind == "organisations" and self._are_torn(self._text(bounds)):
                return True
            if kind not in _WORDS and not self._stream.misread.isdisjoint(range(*bounds)):
                return True
            if self._cuts_number(bounds[0], kind):
                return True
        return False

    @staticmethod
    def _are_torn(text: str) -> bool:
        """Whether a name stands twice in a cell of issuers, one more was to follow, or a title ends in it."""
        ends = (stop for stop in strong_ends(text, 0, SHORTEST) if any(True for _ in match_known(text, stop)))
        more = _TWICE.search(text) is not None or _BEHIND_TAIL.search(text) is not None
        return text.endswith("、") or more or any(True for _ in ends)

    def _is_shifted(self, number: int) -> bool:
        """Whether a list stands for a stage, or what stands there may be a label that nobody knows.

        Below two labels, or of one row, nothing else tells.
        """
        stage = self._rows[number].cells[0]
        if "free_text" not in self._types or len(self._rows) < 2:
            return True
        return stage is not None and self._text(stage).count("、") > 1

    def _holds_labels(self, number: int) -> bool:
        """Whether a cell is a label of the table, or its lines are: then its header is not whole.

        Below it the cells of a chain may all be shifted. What stands twice in a column is no label: 地方.
        """
        rows = range(len(self._rows)) if self._types[0] == "label" else (number,)
        return not self._spec.of_figures and any(
            self._is_label(cell) and self._text(cell) not in self._labels(column, row)
            for row in rows
            for column, cell in enumerate(self._rows[row].cells)
            if cell is not None
        )

    def _is_label(self, bounds: Range) -> bool:
        lines = [self._text(line) for line in self._stream.lines_in(*bounds)]
        named = sum(any(is_label(column, line) for column in self._spec.columns) for line in lines)
        return named == len(lines) or named > 1

    def _runs_across(self, number: int) -> bool:
        """Whether a row has several lines and one of them stands in columns: read across, cells mix.

        Where one row of words does, none is sure: that of one line may go on below, where another was read.
        So may one that ends no sentence.
        """
        across = bool(self._across) if "free_text" in self._types else number in self._across
        return across or self._is_ragged(number)

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
        if is_absent(issuers):
            return False
        score = max(issuers_score(issuers), issuers_score(self._stream.words(*bounds)))
        if _TWICE.search(issuers) or score == 0.0:
            return True
        places = (i for i in range(bounds[0] + 1, bounds[1]) if text[i - 1] not in _BETWEEN_NAMES)
        return score <= _BY_ENDING and any(
            self._known_body(i) is not None
            and (self._stream.gaps[i] >= Gap.CUT or i in suffix_ends(text, bounds[0], i))
            for i in places
        )

    @cached_property
    def _out_of_turn(self) -> frozenset[int]:
        """Rows whose number follows neither that above nor leads to that below, where most do.

        A digit of it belongs to another cell.
        """
        if "rank" not in self._types or "policy_title" not in self._types:
            return frozenset()
        column = self._types.index("rank")
        cells = [row.cells[column] for row in self._rows]
        texts = [self._text(cell) if cell is not None else "" for cell in cells]
        numbers = [int(text) if text.isdecimal() else None for text in texts]
        firsts = Counter(number - n for n, number in enumerate(numbers) if number is not None)
        (first, _), *_ = firsts.most_common(1) or [(0, 0)]
        follow = [a is not None and b == a + 1 for a, b in pairwise(numbers)]
        in_turn = [
            before or after or number == first + n
            for n, (number, before, after) in enumerate(
                zip(numbers, [False, *follow], [*follow, False], strict=True)
            )
        ]
        most = 2 * sum(in_turn) > len(in_turn)
        return frozenset(n for n, fits in enumerate(in_turn) if most and not fits)

    def _is_ragged(self, number: int) -> bool:
        """Whether a line inside a title or a text is short: what stands below it is of another cell."""
        cells = zip(self._types, self._rows[number].cells, strict=True)
        return any(
            bounds is not None and kind in ("policy_title", "free_text") and self._stream.is_ragged(*bounds)
            for kind, bounds in cells
        )

    # --- dates and regions ------------------------------------------------------------------------

    def _lacks_date(self, number: int) -> bool:
        """Whether a policy has no date or no issuer where others have: one may hold for several rows."""
        sure = [n for n, kind in enumerate(self._types) if kind in ("date", "organisations")]
        undated = "policy_title" in self._types and "date" not in self._types
        if undated and (self._dates_apart or self._hides_date):
            return True
        return "policy_title" in self._types and any(
            self._rows[number].cells[n] is None and any(row.cells[n] is not None for row in self._rows)
            for n in sure
        )

    def _lacks_text(self, number: int) -> bool:
        """Whether a policy has no text where most have one: the title of the next row may begin with it."""
        if not self._is_policies or self._types[-1] != "free_text":
            return False
        rows = self._rows[max(0, number - 1) : number + 1]
        return self._is_mostly_filled(-1) and any(row.cells[-1] is None and row.cost < UNREAD for row in rows)

    @cached_property
    def _hides_date(self) -> bool:
        """Whether a date that begins a row stands in a text: a column of dates that no label names."""
        cells = (zip(self._types, row.cells, strict=True) for row in self._rows)
        texts = (cell for row in cells for kind, cell in row if cell is not None and kind == "free_text")
        return any(self._begins_row(place) for text in texts for place in self._dates_in(text))

    @cached_property
    def _dates_apart(self) -> bool:
        """Whether a date stands alone among rows that have no column for it."""
        cells = [cell for row in self._rows for cell in row.cells if cell is not None]
        return any(
            cells[0][0] <= place <= cells[-1][1]
            and self._stream.is_break(place)
            and self._stream.is_break(ends[0][0])
            for place, ends in self._grammar.dates.items()
            if ends[0][1] in WHOLE_DATES
        )

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
        if (
            _NO_LABEL.search(label)
            or label[0] in "的和及（("
            or any(self._dates_in((bounds[0] - 1, bounds[1])))
        ):
            return True
        spaced = column == 0 and any(
            self._stream.gaps[i] is Gap.SPACE and TWO_WORDS.match(self._stream.text, i - 1)
            for i in range(bounds[0] + 1, bounds[1])
        )
        if self._types[0] == "label" and (len(label) < 2 or spaced):
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
        if self._is_policies and any(label != other and other.endswith(label) for other in others):
            return True  # 支 | 持类
        return any(label != other and label.startswith(other) for other in others if len(other) > 2)

    def _is_mostly_filled(self, column: int) -> bool:
        """Whether most rows have a cell in a column: then it stands for no group of rows."""
        return 2 * sum(row.cells[column] is not None for row in self._rows) > len(self._rows)

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
