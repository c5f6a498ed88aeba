"""What dates, figures and names look like as cells of a stream: where they may end, at what cost.

A cost of 1 is a weak doubt, 4 a strong one; costs of a cell include the boundary at its end. The
weights were set on the development reports and are judged by the calibration of the margins they give.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from report_etl.columns import DATE_TAIL, parse_date, period_of
from report_etl.extract.tables.flattened.lattice import Ends
from report_etl.extract.tables.flattened.stream import Gap, Stream
from report_etl.language.regions import match_region

_DATE_BEGINS = re.compile(r"(?=[12][0-9]{3}(?:[年\-./]|(?![0-9])))")
_DATE_SHAPES = (
    ("day", re.compile(r"[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日")),
    ("month", re.compile(r"[12][0-9]{3}年[0-9]{1,2}月")),
    ("year", re.compile(r"[12][0-9]{3}年(?![0-9—–-])")),
    ("day_sign", re.compile(r"[12][0-9]{3}([-./])[0-9]{1,2}\1[0-9]{1,2}")),
    ("month_sign", re.compile(r"[12][0-9]{3}[-./](?:1[0-2]|0[1-9]|[1-9](?![0-9]))(?![-./][0-9])")),
    ("bare_year", re.compile(r"[12][0-9]{3}(?![0-9年.\-/])")),
)
_PERIOD = re.compile(
    r"[12][0-9]{3}年?(?:(?:第?[一二三四1-4]季度|[QqHh][1-4]|[上下]半年|前[一二三]季度)|[0-9]{1,2}[-—–~至][0-9]{1,2}月|[0-9]{1,2}月)"
    r"(?:[（(]?[EFe](?:[）)]|(?![A-Za-z]))|（预[测计]）)?"
    r"|[12][0-9]{3}年?(?:[（(]?[EFAe](?:[）)]|(?![A-Za-z]))|（预[测计]）|\(预[测计]\)|[底末])?"
)
_NUMBER = re.compile(r"[-−－+]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,15})(?:\.[0-9]{1,6})?")
FACTORS = frozenset("万亿")  # behind a number, perhaps after a blank
_FACTOR = re.compile("[万亿]{1,2}")
_ABSENT = re.compile(r"—{1,2}|–{1,2}|－{1,2}|-{1,3}|/")
BAD_START = frozenset("、，。；：！？）》〉”’】」)%‰…·.-—–")
_FIGURE_BEGINS = re.compile(r"(?<=[^0-9.,\-—])[-−]?[0-9—]")
_NEVER_IN_NAMES = re.compile("[。，；：！？]|关于|^的|的通知")
_NEVER_IN_LABELS = re.compile("[。；！？]|关于")
_MAX_LABEL = 40
# 下游需求旺盛 names no stage; 下游需求端 does.
STAGE = re.compile("[上中下]游")
_STAGE = re.compile(f"{STAGE.pattern}(?!(?:企业|产业|需求|客户|协同|市场)(?!端|侧|层|环节))")
_STAGE_ALONE = re.compile(f"{STAGE.pattern}(?:环节|领域|产业|阶段|部分|端|侧)?(?:[：（(][^，。]*)?")
_RELIABLE = 3.2  # the boundary without a gap where no gap is known to be lost
_LETTER = re.compile("[A-Za-z]")
_SPLIT = 10.0  # two figures with nothing between them: the row is refused
_IS_DATE = 9.0  # a date where a name should stand
_INSIDE_DIGITS = {Gap.UNKNOWN: 0.3, Gap.SPACE: 2.5, Gap.LINE: 2.2, Gap.PARAGRAPH: 3.0}


class Grammar:
    """The cell grammars over one stream between two places."""

    def __init__(self, stream: Stream, start: int, end: int) -> None:
        self.stream = stream
        self.start = start
        self.end = end

    # --- dates and periods ---------------------------------------------------------------------

    @cached_property
    def dates(self) -> dict[int, list[tuple[int, str]]]:
        """Places where a date stands: its ends, each with the shape of the date."""
        found: dict[int, list[tuple[int, str]]] = {}
        for match in _DATE_BEGINS.finditer(self._text, self.start, self.end):
            inside = match.start() > 0 and self._text[match.start() - 1].isdecimal()
            if inside and not self.stream.is_gap(match.start()):
                continue
            for limit in self._date_limits(match.start()):
                for shape, pattern in _DATE_SHAPES:
                    date = pattern.match(self._text, match.start(), limit)
                    if date is None or not _is_date(date[0]):
                        continue
                    ends = found.setdefault(match.start(), [])
                    if all(date.end() != end for end, _ in ends):
                        ends.extend((end, shape) for end in self._with_tail(date.end()))
                    if shape in ("day", "month", "year"):
                        break
        return found

    def _with_tail(self, end: int) -> Iterator[int]:
        """Where a date ends: behind what happened on it (生效, 起施行, （修订）), or at once."""
        tail = DATE_TAIL.match(self._text, end, self.end)
        if tail is not None and (self.stream.is_gap(tail.end()) or tail[0][0] in "起（("):
            yield tail.end()
        yield end

    def _date_limits(self, place: int) -> list[int]:
        """Where the characters of a date may end: at a gap between two digits (2018.4 2), or anywhere."""
        gaps = [
            gap
            for gap in self.stream.gaps_between(place + 4, min(place + 10, self.end))
            if gap < self.end and self._text[gap - 1].isdecimal() and self._text[gap].isdecimal()
        ]
        return [self.end, *reversed(gaps)]

    @cached_property
    def _date_starts(self) -> list[int]:
        return sorted(self.dates)

    @cached_property
    def _loose_dates(self) -> list[int]:
        """Where dates begin that stand between gaps: cells, as it seems."""
        gap = self.stream.is_gap
        return [place for place in self._date_starts if gap(place) and gap(self.dates[place][0][0])]

    def _loose_dates_in(self, start: int, end: int) -> int:
        return bisect_left(self._loose_dates, end) - bisect_left(self._loose_dates, start)

    @cached_property
    def date_shape(self) -> str | None:
        """The shape of most dates, those between gaps first: how the column writes them."""
        between = [
            ends[0][1]
            for start, ends in self.dates.items()
            if self.stream.is_gap(start) or start == self.start
        ]
        shapes = Counter(between or [ends[0][1] for ends in self.dates.values()])
        return shapes.most_common(1)[0][0] if shapes else None

    def date(self, place: int) -> Iterator[tuple[int, float]]:
        for end, shape in self.dates.get(place, ()):
            odd = 0.0 if shape == self.date_shape else 2.5 if "year" in shape else 1.0
            odd += 4.0 if end < self.dates[place][0][0] and DATE_TAIL.match(self._text, end) else 0.0
            yield end, odd + self._inside_number(place, end) + self._boundary(end, known=True)

    def period(self, place: int) -> Iterator[tuple[int, float]]:
        match = _PERIOD.match(self._text, place, self.end)
        while match is not None:
            end = match.end()
            if period_of(match[0]) is not None:
                yield end, self._inside_number(place, end) + self._boundary(end, known=True)
            shorter = end - 1
            match = _PERIOD.fullmatch(self._text, place, shorter) if shorter > place + 3 else None

    # --- numbers -------------------------------------------------------------------------------

    def decimal(self, place: int) -> Iterator[tuple[int, float]]:
        if (absent := self._absent(place)) is not None:
            yield absent, 0.3 + self._boundary(absent, known=True)
            return
        longest = _NUMBER.match(self._text, place, self.end)
        if longest is None:
            return
        for end in range(place + 1, longest.end() + 1):
            if _NUMBER.fullmatch(self._text, place, end):
                follows_number = end < self.end and self._text[end] in "0123456789.,%万亿"
                if self._text[end : end + 1] in ("%", "‰"):
                    continue
                cut = self._boundary(end, known=not follows_number)
                split = follows_number and self.stream.gaps[end] is Gap.NONE
                yield end, self._inside_number(place, end) + cut + (_SPLIT if split else 0.0)
        factor = _FACTOR.match(self._text, longest.end(), self.end)
        if factor is not None:
            inside = self._inside_number(place, longest.end())
            yield factor.end(), inside + self._boundary(factor.end(), known=True)

    def _absent(self, place: int) -> int | None:
        """End of a sign that says "no value" at `place`; a hyphen before a digit is a minus."""
        found = _ABSENT.match(self._text, place, self.end)
        if found is None:
            return None
        end = found.end()
        signed = self._text[end : end + 1].isdecimal() and not self.stream.is_gap(end)
        return None if signed and found[0] != "——" else end

    def figure(self, percent: bool) -> Ends:
        """A number or a percentage; the one that the header does not promise costs a little."""

        def ends(place: int) -> Iterator[tuple[int, float]]:
            yield from ((end, cost + (0.6 if percent else 0.0)) for end, cost in self.decimal(place))
            number = _NUMBER.match(self._text, place, self.end)
            if number is not None and self._text[number.end() : number.end() + 1] in ("%", "‰"):
                end = number.end() + 1
                cost = self._inside_number(place, end) + self._boundary(end, known=True)
                yield end, cost + (0.0 if percent else 1.5)

        return ends

    def rank(self, place: int) -> Iterator[tuple[int, float]]:
        """A place in a list; a total has none."""
        if self._text.startswith(("合计", "总计", "全国"), place):
            yield place, 0.0
        for end, cost in self.decimal(place):
            digits = self._text[place:end]
            if self._is_glued_to_letter(end):  # 3D, 5G: the name begins with the figure
                continue
            if digits[-1] not in FACTORS and (not digits.isdecimal() or len(digits) <= 4):
                yield end, cost + (0.0 if len(digits) <= 3 else 2.0)

    def _is_glued_to_letter(self, end: int) -> bool:
        """Whether a Latin letter stands at `end` with nothing but perhaps a full line's end before it."""
        return _LETTER.match(self._text, end) is not None and self.stream.gaps[end] <= Gap.CUT

    # --- names ---------------------------------------------------------------------------------

    def region(self, place: int) -> Iterator[tuple[int, float]]:
        longest = match_region(self._text, place)
        known: set[int] = set()
        if longest is not None and longest <= self.end:
            for end in range(place + 2, longest + 1):
                if match_region(self._text[place:end]) == end - place:
                    known.add(end)
                    shorter = 0.0 if end == longest else 1.5
                    shorter += 3.0 if self._begins_title(place, end) else 0.0
                    yield end, shorter + self._inside_number(place, end) + self._boundary(end, known=True)
        # A body that is no region: between gaps, or up to a figure.
        for end in self._name_ends(place, 24):
            if end not in known and end - place >= 2 and self._is_body(place, end):
                yield end, 2.5 + self.stream.inside_cost(place, end) + self._boundary(end)

    def _begins_title(self, place: int, end: int) -> bool:
        """Whether a region is the first word of a title, as in other rows: 山东省 山东省…方案."""
        again = self._text.startswith(self._text[place : place + 2], end)
        return self._regions_twice and not again and not self.stream.is_gap(end)

    @cached_property
    def _regions_twice(self) -> bool:
        """Whether a region stands between gaps and again behind the second."""
        gaps = self.stream.gaps_between(self.start, self.end)
        for place, end in pairwise(gaps):
            if match_region(self._text, place) == end and self._text.startswith(self._text[place:end], end):
                return True
        return False

    def _is_body(self, place: int, end: int) -> bool:
        """Whether a name may be that of a body listed among regions; no region stands in it after a gap."""
        inner = self.stream.breaks_between(place, end)
        return self._is_name(place, end) and all(match_region(self._text, gap) is None for gap in inner)

    def _word_end(self, place: int) -> int:
        return next(iter(self.stream.gaps_between(place, min(place + _MAX_LABEL, self.end))), self.end)

    def names_stage(self, place: int) -> bool:
        """Whether the word at a place names a stage, as far as it goes: 中游 企业众多 does."""
        return _STAGE.match(self._text, place, self._word_end(place)) is not None

    def begins_stage(self, place: int) -> bool:
        """Whether a stage and nothing else stands between gaps here, as it does in the first cell."""
        words = ((start, self._word_end(start)) for start in (self.start, place))
        return self.stream.is_gap(place) and all(_STAGE_ALONE.fullmatch(self._text, *word) for word in words)

    def stage(self, place: int) -> Iterator[tuple[int, float]]:
        """A label above others: if the first names a stage (上游), all do."""
        named = not self.names_stage(self.start) or self.names_stage(place)
        for end, cost in self.label(place):
            yield end, cost + (0.0 if named else 4.0)

    def part(self, place: int) -> Iterator[tuple[int, float]]:
        """A label below another one: 上游：设备 and 中游 name stages, not parts of them."""
        stage = 4.0 if self.names_stage(place) else 0.0
        for end, cost in self.label(place):
            yield end, cost + stage + (1.0 if "：" in self._text[place:end] else 0.0)

    def label(self, place: int) -> Iterator[tuple[int, float]]:
        for end in self._name_ends(place, _MAX_LABEL):
            length = end - place
            cost = self._words_cost(place, end) + 0.15 * max(0, length - 16) + 2.0 * (length == 1)
            if not _NEVER_IN_LABELS.search(self._text, place, end):
                cost += 2.0 * self._text.count("，", place, end) + 4.0 * self._text.count("%", place, end)
                wrapped = self.stream.gaps[place + 1 : end].count(Gap.CUT)
                cost += 1.2 * wrapped  # a short name seldom is
                cost += _IS_DATE * any(date == end for date, _ in self.dates.get(place, ()))
                known = _STAGE.fullmatch(self._text, place, end) is not None
                yield end, cost + self._loose_figures(place, end) + self._boundary(end, known=known)

    def _loose_figures(self, start: int, end: int) -> float:
        """Gaps beside a digit inside a name: a name seldom holds a figure that stands alone."""
        inner = self.stream.gaps_between(start, end - 1)
        return 1.5 * sum(self._text[gap - 1].isdecimal() or self._text[gap].isdecimal() for gap in inner)

    # --- shared --------------------------------------------------------------------------------

    @property
    def _text(self) -> str:
        return self.stream.text

    def _boundary(self, end: int, *, known: bool = False) -> float:
        """What a cell's end costs; less without a gap where the words themselves end (`known`)."""
        if end >= self.end:
            return 0.0
        if self.stream.gaps[end] is Gap.NONE:
            lost = self.stream.boundary_cost(end) if self.stream.lined else self._lost_gap
            return lost if known else lost + 1.8
        cost = self.stream.boundary_cost(end)
        return min(cost, 0.8) if known else cost  # a full line ends where the words end

    @cached_property
    def _lost_gap(self) -> float:
        """What a boundary without a gap costs where a cell may end: dear if gaps stand around the dates.

        Dates are the cells that are known without their gaps; how many stand without tells how reliable
        gaps are in this text.
        """
        gaps = [
            self.stream.is_gap(place)
            for start, ends in self.dates.items()
            for place in (start, ends[0][0])
            if ends[0][1] == self.date_shape and start > self.start
        ]
        if len(gaps) < 4:
            return 2.2
        lost = (gaps.count(False) + 0.4) / (len(gaps) + 0.8)
        return min(_RELIABLE, max(0.8, -math.log(lost)))

    def _inside_number(self, start: int, end: int) -> float:
        """What the gaps inside a figure, a date or a region cost; a sign stands before its digits."""
        cost = 0.0
        for index in range(start + 1, end):
            gap = self.stream.gaps[index]
            if gap < Gap.UNKNOWN:
                continue
            if index == start + 1 and self._text[start] in "-−－+":
                cost += 1.5 if gap is Gap.UNKNOWN else 3.0
            elif self._text[index - 1].isdecimal() and self._text[index].isdecimal():
                cost += 3.0 if self.stream.lined else _INSIDE_DIGITS[gap]
            else:
                cost += 0.4 * _INSIDE_DIGITS[gap]
        return cost

    def _name_ends(self, place: int, longest: int) -> list[int]:
        """Gaps, and places where figures begin, within reach."""
        limit = min(place + longest, self.end)
        ends = {*self.stream.gaps_between(place, limit), *self.stream.breaks_between(place, limit)}
        figure = _FIGURE_BEGINS.search(self._text, place + 1, limit + 1)
        if figure is not None and figure.start() <= limit:
            ends.add(figure.start())
        return sorted(ends)

    def _is_name(self, place: int, end: int) -> bool:
        text = self._text[place:end]
        return (
            2 <= len(text) <= 24
            and text[0] not in BAD_START
            and not any(c.isdecimal() for c in text)
            and not _NEVER_IN_NAMES.search(text)
        )

    def _words_cost(self, place: int, end: int) -> float:
        cost = self.stream.inside_cost(place, end) + (1.5 if self.stream.unbalanced(place, end) else 0.0)
        return cost + (8.0 if self._text[place] in BAD_START else 0.0)


def _is_date(text: str) -> bool:
    try:
        return parse_date(text) is not None
    except ValueError:
        return False
