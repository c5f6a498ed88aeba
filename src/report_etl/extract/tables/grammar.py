"""What a cell of each column type looks like in a stream: where it may end, and at what cost.

A cost of 1 is a weak doubt, 4 a strong one; costs of a cell include the boundary at its end. The
weights were set on the development reports and are judged by the calibration of the margins they give.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate

from report_etl.columns import parse_date, parse_period
from report_etl.extract.tables.lattice import Ends
from report_etl.extract.tables.stream import Gap, Stream
from report_etl.language.organisations import match_count_only, match_names, match_tail
from report_etl.language.regions import match_region
from report_etl.language.titles import STRONG_SUFFIXES, suffix_ends, title_score

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
_ABSENT = re.compile(r"—{1,2}|–{1,2}|－{1,2}|-{1,3}|/")
_BAD_START = frozenset("、，。；：！？）》〉”’】」)%‰…·.-—–")
_NEVER_IN_NAMES = re.compile("[。，；：！？]")
_SURE_BODIES = ("办公厅", "办公室", "司", "检定所", "研究所", "研究院", "管理局")
_NEVER_IN_LABELS = re.compile("[。；！？]")
_OPENERS, _CLOSERS = "（(《〈“【「", "）)》〉”】」"
_KINDS = (0, 0, 1, 2, 3, 4, 5)  # half and full width round brackets are one kind
_BRACKETS = {character: 1 << (24 * kind) for character, kind in zip(_OPENERS, _KINDS, strict=True)}
_BRACKETS_CLOSED = {character: 1 << (24 * kind) for character, kind in zip(_CLOSERS, _KINDS, strict=True)}
_AFTER_STRONG = re.compile(
    "[的和及与、》〉”）)（(〔]|行动|实施|编制|管理|任务|体系|标准|试点|计划|方案|纲要|指南|指引|办法|细则|工作|建设"
)
# 关于…的通知, 关于…若干措施: a title that begins with 关于 names its kind after 的.
_ABOUT_END = re.compile(
    r"(?:的[\u4e00-\u9fff]{0,4}|若干|实施|指导)(?:意见|措施|通知|决定|公告|通告|批复|复函|函|办法|规定|方案|政策|"
    r"提示|建议|计划|决议|报告|规则|细则|指引|指南|条例|安排|条|解释|声明|倡议|共识)[》〉]?(?:[（(][^（）()]{1,20}[）)])?$"
)
# The end of a title after which a content cannot begin with a note of it: （2021—2025年）, （试行）
_NOTE = re.compile(r"[（(](?:[0-9]{4}|试行|征求意见|暂行|修订|送审|第[一二三四五]|[0-9]\.[0-9])")
_INNER_NOTE = re.compile(r"[（(][^（）()]{0,12}(?:[0-9]{4}年?|试行|暂行)[）)][^》〉”（(]")
_STRONG = "|".join(sorted(STRONG_SUFFIXES, key=lambda suffix: (-len(suffix), suffix)))
_STRONG_SUFFIX = re.compile(_STRONG)
# Endings that are no verbs, a few words on: what follows 行动 as (深化)方案 belongs to the title; 规范 may
# begin a sentence.
_GOES_ON = re.compile(
    r"[^，。；：、“《（\s]{0,6}?(?:方案|办法|意见|条例|细则|纲要|指南|目录|名录|清单|规程|要点|白皮书|措施|准则|章程|导则)"
)
_TITLE_TAIL = re.compile(rf"[^，。；：]{{2,40}}(?:{_STRONG})")
_NOTICE = re.compile(r"[^，。；：]{2,40}?的[\u4e00-\u9fff]{0,4}(?:通知|公告|通告|批复|意见|决定)")
# What an issuer does in a sentence: no title begins so.
SAYS = re.compile(
    "印发|发布|出台|颁布|公布|联合|召开|提出|指出|正式|表示|宣布|下发|发文|批准|审议|通过|修订了|制定了|，"
)
_MAX_TITLE = 160
_MAX_CONTENT = 1600
_MAX_LABEL = 40


class Grammar:
    """The cell grammars over one stream between two places."""

    def __init__(self, stream: Stream, start: int, end: int) -> None:
        self.stream = stream
        self.start = start
        self.end = end
        self._names: dict[int, list[tuple[int, float]]] = {}

    # --- dates and periods ---------------------------------------------------------------------

    @cached_property
    def dates(self) -> dict[int, list[tuple[int, str]]]:
        """Places where a date stands: its ends, each with the shape of the date."""
        found: dict[int, list[tuple[int, str]]] = {}
        for match in re.finditer(r"(?=[12][0-9]{3}(?:[年\-./]|(?![0-9])))", self._text):
            inside = match.start() > 0 and self._text[match.start() - 1].isdecimal()
            if inside and not self.stream.is_gap(match.start()):
                continue
            for shape, pattern in _DATE_SHAPES:
                date = pattern.match(self._text, match.start(), self.end)
                if date is not None and match.start() >= self.start and _is_date(date[0]):
                    found.setdefault(match.start(), []).append((date.end(), shape))
                    if shape in ("day", "month", "year"):
                        break
        return found

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
            yield end, odd + self._inside_number(place, end) + self._boundary(end, known=True)

    def period(self, place: int) -> Iterator[tuple[int, float]]:
        match = _PERIOD.match(self._text, place, self.end)
        while match is not None:
            end = match.end()
            if _is_period(match[0]):
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
                follows_number = end < self.end and self._text[end] in "0123456789.,%"
                if self._text[end : end + 1] in ("%", "‰"):
                    continue
                cut = self._boundary(end, known=not follows_number)
                split = follows_number and self.stream.gaps[end] is Gap.NONE
                yield end, self._inside_number(place, end) + cut + (3.0 if split else 0.0)

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
            if not digits.isdecimal() or len(digits) <= 4:
                yield end, cost + (0.0 if len(digits) <= 3 else 2.0)

    # --- names ---------------------------------------------------------------------------------

    def region(self, place: int) -> Iterator[tuple[int, float]]:
        longest = match_region(self._text, place)
        known: set[int] = set()
        if longest is not None and longest <= self.end:
            for end in range(place + 2, longest + 1):
                if match_region(self._text[place:end]) == end - place:
                    known.add(end)
                    shorter = 0.0 if end == longest else 1.5
                    yield end, shorter + self._inside_number(place, end) + self._boundary(end, known=True)
        # A body that is no region: between gaps, or up to a figure.
        for end in self._name_ends(place, 24):
            if end not in known and end - place >= 2 and self._is_name(place, end):
                yield end, 2.5 + self.stream.inside_cost(place, end) + self._boundary(end)

    def part(self, place: int) -> Iterator[tuple[int, float]]:
        """A label below another one: 上游：设备 names a stage, not a part of it."""
        for end, cost in self.label(place):
            yield end, cost + (1.0 if "：" in self._text[place:end] else 0.0)

    def label(self, place: int) -> Iterator[tuple[int, float]]:
        for end in self._name_ends(place, _MAX_LABEL):
            length = end - place
            cost = self._words_cost(place, end) + (0.0 if length <= 16 else 0.15 * (length - 16))
            if not _NEVER_IN_LABELS.search(self._text, place, end):
                cost += 2.0 * self._text.count("，", place, end) + 4.0 * self._text.count("%", place, end)
                cost += 1.2 * self.stream.gaps[place + 1 : end].count(
                    Gap.CUT
                )  # a short name is seldom wrapped
                yield end, cost + self._loose_figures(place, end) + self._boundary(end)

    def _loose_figures(self, start: int, end: int) -> float:
        """Gaps beside a digit inside a name: a name seldom holds a figure that stands alone."""
        inner = self.stream.gaps_between(start, end - 1)
        return 1.5 * sum(self._text[gap - 1].isdecimal() or self._text[gap].isdecimal() for gap in inner)

    def organisations(self, place: int) -> Iterator[tuple[int, float]]:
        seen: dict[int, float] = {}
        self._issuers(place, place, 0.0, seen, 0)
        if only := match_count_only(self._text, place):
            seen.setdefault(only, 0.5)
        for end, cost in seen.items():
            if end <= self.end:
                yield end, cost + self._boundary(end, known=True)
        for end in self.stream.gaps_between(place, min(place + 25, self.end)):
            if end not in seen and self._is_name(place, end):
                yield end, 5.0 + self.stream.inside_cost(place, end) + self._boundary(end)

    def _issuers(self, start: int, place: int, cost: float, seen: dict[int, float], depth: int) -> None:
        """Every end of a list of bodies whose next name begins at `place`."""
        if depth > 16:
            return
        for end, score in self._names_at(place):
            spaced = any(gap >= Gap.SPACE for gap in self.stream.gaps[place + 1 : end])
            again = self._text[place:end] in self._text[start:place]
            step = (
                cost
                + (3.0 if again else 0.0)
                + (1.0 - score) * 2.5
                + self._cut_off(place, end)
                + (4.0 if spaced else 0.0)
            )
            if seen.get(end, 99.0) <= step:
                continue
            seen[end] = step
            tail = match_tail(self._text, end)
            if tail is not None:
                seen[tail] = min(step, seen.get(tail, 99.0))
                seen[end] = step + 3.0  # the list goes on to its tail
            if self._text[end : end + 1] in ("、", "，", "/", "；", ";"):
                seen[end] = step + 3.0
                self._issuers(start, end + 1, step, seen, depth + 1)
            elif self._text[end : end + 1] in ("和", "与", "及"):
                self._issuers(start, end + 1, step, seen, depth + 1)
            elif end < self.end and self.stream.is_gap(end):
                self._issuers(start, end, step + 0.6, seen, depth + 1)
            elif score == 1.0 and any(known == 1.0 for _, known in self._names_at(end)):
                self._issuers(start, end, step + 1.2, seen, depth + 1)  # 中共中央国务院

    def _cut_off(self, place: int, end: int) -> float:
        """What it costs to end a name where a longer one goes on without a gap: 农业农村部|农药检定所."""
        if self.stream.is_gap(end):
            return 0.0
        longer = [other for other, _ in self._names_at(place) if other > end]
        if not longer:
            return 0.0
        sure = any(self._text.endswith(_SURE_BODIES, place, other) for other in longer)
        return 2.0 if sure else 0.8

    def _names_at(self, place: int) -> list[tuple[int, float]]:
        if place not in self._names:
            self._names[place] = match_names(self._text, place)
        return self._names[place]

    # --- titles and contents -------------------------------------------------------------------

    def title(self, place: int) -> Iterator[tuple[int, float]]:
        limit = min(place + _MAX_TITLE, self.end)
        stop = self._text.find("。", place, limit)
        limit = stop if stop >= 0 else limit
        ends = set(suffix_ends(self._text, place, limit))
        ends.update(end + 1 for end in list(ends) if self._text[end : end + 1] in ("》", "〉", "”"))
        ends.update(self.stream.gaps_between(place, limit))
        closing = self._text.find("》", place, limit)
        if self._text.startswith("《", place) and closing >= 0:
            ends.add(closing + 1)
        for end in sorted(ends):
            cost = self._title_cost(place, end)
            if cost < 12:
                yield end, cost

    def _title_cost(self, place: int, end: int) -> float:
        text = self._text[place:end]
        score = title_score(text)
        if len(text) < 3 or text[0] in _BAD_START or score == 0.0:
            return 99.0
        cost = {1.0: 0.0, 0.9: 0.0, 0.8: 0.8, 0.5: 3.0, 0.3: 4.0}.get(score, 6.0)
        cost += self._opening_cost(text)
        cost += min(9.0, 3.5 * text.count("，")) if score < 1.0 else 0.0
        cost += 2.0 if len(text) < 5 else 0.0
        cost += 0.05 * max(0, len(text) - 60)
        cost += self._inner_suffixes(place, end)
        cost += 1.5 if _INNER_NOTE.search(text) else 0.0
        cost += 3.0 * self._loose_dates_in(place, end)
        cost += 2.0 if self._goes_on(end) else 0.0
        about = self._text.find("关于", place + 1, end)
        cost += 2.5 if about > 0 and self.stream.is_gap(about) else 0.0  # a title begins there
        cost += 4.0 if self._names_twice(place) else 0.0
        return cost + self.stream.inside_cost(place, end) + self._boundary(end, known=score >= 0.9)

    def _names_twice(self, place: int) -> bool:
        """Whether an issuer that begins a title stands in it again: the list before went on."""
        return any(
            score == 1.0 and self._text.find(self._text[place:end], end, end + 12) >= 0
            for end, score in self._names_at(place)
        )

    def _goes_on(self, end: int) -> bool:
        """Whether the ending of a title, or a note on it, follows without a gap: 三年行动|方案."""
        if self.stream.is_gap(end) or self._text[end - 1] == "》":
            return False
        return (
            _GOES_ON.match(self._text, end, end + 16) is not None or _NOTE.match(self._text, end) is not None
        )

    def _opening_cost(self, text: str) -> float:
        """What the beginning of a title leads one to expect of its end."""
        if text.startswith("关于"):  # 关于…的通知
            return 0.0 if _ABOUT_END.search(text) else 1.5
        if text[0] != "〈" and text[-1] == "〉":
            return 2.0
        if SAYS.match(text):
            return 4.0
        return 0.0 if text[0] in "《“〈" else 0.3

    def _inner_suffixes(self, place: int, end: int) -> float:
        """Words that end a title, in the middle of it and with nothing that would go on after them."""
        count = 0
        for stop in self._suffix_stops(place, end):
            if not _AFTER_STRONG.match(self._text, stop):
                count += 1
        return min(2.4, 0.8 * count)

    @cached_property
    def _strong_stops(self) -> list[int]:
        return sorted(match.end() for match in _STRONG_SUFFIX.finditer(self._text))

    def _suffix_stops(self, place: int, end: int) -> list[int]:
        stops = self._strong_stops
        return stops[bisect_right(stops, place + 2) : bisect_left(stops, end)]

    def content(self, follows: Callable[[int], bool], row_starts: list[int]) -> Ends:
        """The grammar of free text: it ends where `follows` allows, and hides no start of a row."""

        def ends(place: int) -> Iterator[tuple[int, float]]:
            if place >= self.end or self._text[place] in _BAD_START:
                return
            limit = min(place + _MAX_CONTENT, self.end)
            for end in self._content_ends(place, limit):
                if not follows(end):
                    continue
                hidden = bisect_left(row_starts, end) - bisect_right(row_starts, place)
                yield end, self._content_cost(place, end) + 9.0 * hidden
                if hidden >= 3:
                    return

        return ends

    def _content_ends(self, place: int, limit: int) -> list[int]:
        ends = set(self.stream.gaps_between(place, limit))
        position = place
        while (position := self._text.find("。", position, limit)) >= 0:
            position += 1
            while position < limit and self._text[position] in _CLOSERS:
                position += 1
            ends.add(position)
        starts = self._date_starts
        ends.update(starts[bisect_right(starts, place) : bisect_right(starts, limit)])
        return sorted(ends)

    def _content_cost(self, place: int, end: int) -> float:
        text = self._text
        cost = self.stream.inside_cost(place, end)
        cost += 0.0 if text[end - 1] == "。" else 0.8 if text[end - 1] in "；！？”）】…;" else 2.0
        cost += 3.0 if end - place < 4 else 0.0
        cost += 0.7 if text.startswith(("关于", "《"), place) else 0.0
        cost += 5.0 if _NOTE.match(text, place) else 3.0 if text[place] in "和及与或的等之" else 0.0
        cost += 4.8 if self._begins_with_title_tail(place, end) else 0.0
        cost += 1.5 if self._unbalanced(place, end) else 0.0
        cost += 3.0 * self._loose_dates_in(place, end)
        ended = text[end - 1] in "。；！？"
        return cost + self._boundary(end, known=ended) + 0.004 * max(0, end - place - 400)

    def _begins_with_title_tail(self, place: int, end: int) -> bool:
        """…的通知 before the first gap or line end: the words belong to the title before."""
        if _NOTICE.match(self._text, place, end):
            return True
        limit = min(end, place + 45)
        for gap in range(place + 1, limit):
            if self.stream.gaps[gap] is not Gap.NONE:
                return _TITLE_TAIL.fullmatch(self._text, place, gap) is not None
        return False

    # --- shared --------------------------------------------------------------------------------

    @property
    def _text(self) -> str:
        return self.stream.text

    def _boundary(self, end: int, *, known: bool = False) -> float:
        """What a cell's end costs; less without a gap where the words themselves end (`known`)."""
        if end >= self.end:
            return 0.0
        if self.stream.gaps[end] is Gap.NONE:
            return self._lost_gap if known else self._lost_gap + 1.8
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
        return min(2.2, max(0.8, -math.log(lost)))

    def _inside_number(self, start: int, end: int) -> float:
        cost = 0.0
        for index in range(start + 1, end):
            gap = self.stream.gaps[index]
            if gap >= Gap.UNKNOWN:
                digits = self._text[index - 1].isdecimal() and self._text[index].isdecimal()
                cost += {Gap.UNKNOWN: 0.3, Gap.SPACE: 2.5, Gap.LINE: 2.2, Gap.PARAGRAPH: 3.0}[gap] * (
                    1.0 if digits else 0.4
                )
        return cost

    def _name_ends(self, place: int, longest: int) -> list[int]:
        """Gaps, and places where figures begin, within reach."""
        limit = min(place + longest, self.end)
        ends = set(self.stream.gaps_between(place, limit))
        figure = re.compile(r"(?<=[^0-9.,\-—])[-−]?[0-9—]").search(self._text, place + 1, limit + 1)
        if figure is not None and figure.start() <= limit:
            ends.add(figure.start())
        return sorted(ends)

    def _is_name(self, place: int, end: int) -> bool:
        text = self._text[place:end]
        return (
            2 <= len(text) <= 24
            and text[0] not in _BAD_START
            and not any(c.isdecimal() for c in text)
            and not _NEVER_IN_NAMES.search(text)
        )

    def _words_cost(self, place: int, end: int) -> float:
        cost = self.stream.inside_cost(place, end) + (1.5 if self._unbalanced(place, end) else 0.0)
        return cost + (8.0 if self._text[place] in _BAD_START else 0.0)

    @cached_property
    def _depth(self) -> tuple[list[int], list[int]]:
        """Running counts of brackets opened and closed; each kind counts in digits of its own."""
        opened = list(accumulate((_BRACKETS.get(c, 0) for c in self._text), initial=0))
        closed = list(accumulate((_BRACKETS_CLOSED.get(c, 0) for c in self._text), initial=0))
        return opened, closed

    def _unbalanced(self, start: int, end: int) -> bool:
        opened, closed = self._depth
        return opened[end] - opened[start] != closed[end] - closed[start]


def _is_date(text: str) -> bool:
    try:
        return parse_date(text) is not None
    except ValueError:
        return False


def _is_period(text: str) -> bool:
    try:
        return parse_period(text) is not None
    except ValueError:
        return False
