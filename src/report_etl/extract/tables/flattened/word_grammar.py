"""What issuers, titles and contents look like as cells of a stream: where they may end, at what cost.

None of them has a closed form; each doubt about one costs, and the cheapest reading of all wins.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property

from report_etl.extract.tables.flattened.grammar import BAD_START, Grammar
from report_etl.extract.tables.flattened.lattice import Ends
from report_etl.extract.tables.flattened.stream import CLOSERS, Gap, Stream
from report_etl.language.organisations import match_count_only, match_names, match_tail
from report_etl.language.titles import strong_end, strong_ends, suffix_ends, title_score

_SURE_BODIES = ("办公厅", "办公室", "司", "检定所", "研究所", "研究院", "管理局")
_PAUSE = re.compile("[，。；：]")
AFTER_STRONG = re.compile(
    "[的和及与、》〉”）)（(〔]|行动|实施|编制|管理|任务|体系|标准|试点|条件|计划|方案|纲要|指南|指引|办法|细则|工作|建设|措施"
)
# 关于…的通知, 关于…若干措施: a title that begins with 关于 names its kind after 的.
ABOUT_END = re.compile(
    r"(?:的[\u4e00-\u9fff]{0,4}|若干|实施|指导)(?:意见|措施|通知|决定|公告|通告|批复|复函|函|办法|规定|方案|政策|"
    r"提示|建议|计划|决议|报告|规则|细则|指引|指南|条例|安排|条|解释|声明|倡议|共识)[》〉]?(?:[（(][^（）()]{1,20}[）)])?$"
)
# The end of a title after which a content cannot begin with a note of it: （2021—2025年）, （试行）
_NOTE = re.compile(r"[（(](?:[0-9]{4}|试行|征求意见|暂行|修订|送审|第[一二三四五]|[0-9]\.[0-9])")
NOTE_AT_END = re.compile(rf"{_NOTE.pattern}[^（）()]*[）)]$")
_INNER_NOTE = re.compile(r"[（(][^（）()]{0,12}(?:[0-9]{4}年?|试行|暂行)[）)][^》〉”（(]")
# Endings that are no verbs, a few words on: what follows 行动 as (深化)方案 belongs to the title; 规范 may
# begin a sentence.
_GOES_ON = re.compile(
    r"[^，。；：、“《（\s]{0,6}?(?:方案|办法|意见|条例|细则|纲要|指南|目录|名录|清单|规程|要点|白皮书|措施|准则|章程|导则)"
)
_NOTICE = re.compile(r"[^，。；：]{2,40}?的[\u4e00-\u9fff]{0,4}(?:通知|公告|通告|批复|意见|决定)")
# What an issuer does in a sentence: no title begins so.
SAYS = re.compile(
    "印发|发布|出台|颁布|公布|联合|召开|提出|指出|正式|表示|宣布|下发|发文|批准|审议|通过|修订了|制定了|，"
)
# 《方案》要求…: a verb of the content, though titles end with such words.
_BOOK_SAYS = re.compile(
    "》(?:规范|规定|决定|要求|部署|安排|提示|建议|说明|解释|审查|改革|示范|试点|倡议|声明|规划|行动)$"
)
LONG_TITLE = 12  # characters of a title that no sentence would have between white space
_MAX_TITLE = 160
_MAX_CONTENT = 1600


class WordGrammar(Grammar):
    """The cell grammars over one stream between two places, those of words included."""

    def __init__(self, stream: Stream, start: int, end: int) -> None:
        super().__init__(stream, start, end)
        self._names: dict[int, list[tuple[int, float]]] = {}

    # --- issuers -------------------------------------------------------------------------------

    def organisations(self, place: int) -> Iterator[tuple[int, float]]:
        absent = self._absent(place)
        if absent is not None and self.stream.is_break(place) and self.stream.is_break(absent):
            yield absent, 0.3 + self._boundary(absent, known=True)
            return
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
        if len(text) < 3 or text[0] in BAD_START or score == 0.0:
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
        cost += 2.0 if text[0] == "《" and _BOOK_SAYS.search(text) else 0.0
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
            return 0.0 if ABOUT_END.search(text) else 1.5
        if text[0] != "〈" and text[-1] == "〉":
            return 2.0
        if SAYS.match(text):
            return 4.0
        return 0.0 if text[0] in "《“〈" else 0.3

    def _inner_suffixes(self, place: int, end: int) -> float:
        """Words that end a title, in the middle of it and with nothing that would go on after them."""
        count = 0
        for stop in self._suffix_stops(place, end):
            if not AFTER_STRONG.match(self._text, stop):
                count += 1
        return min(2.4, 0.8 * count)

    @cached_property
    def _strong_stops(self) -> list[int]:
        return strong_ends(self._text, self.start, self.end)

    def _suffix_stops(self, place: int, end: int) -> list[int]:
        stops = self._strong_stops
        return stops[bisect_right(stops, place + 2) : bisect_left(stops, end)]

    def content(self, follows: Callable[[int], bool], row_starts: list[int]) -> Ends:
        """The grammar of free text: it ends where `follows` allows, and hides no start of a row."""

        def ends(place: int) -> Iterator[tuple[int, float]]:
            if place >= self.end or self._text[place] in BAD_START:
                return
            limit = min(place + _MAX_CONTENT, self.end)
            rows = row_starts[bisect_right(row_starts, place) : bisect_right(row_starts, limit)]
            for end in sorted({*self._content_ends(place, limit), *rows}):
                if not follows(end):
                    continue
                hidden = bisect_left(row_starts, end) - bisect_right(row_starts, place)
                yield end, self._content_cost(place, end) + 9.0 * hidden
                if hidden >= 3:
                    return

        return ends

    def _content_ends(self, place: int, limit: int) -> set[int]:
        ends = set(self.stream.gaps_between(place, limit))
        position = place
        while (position := self._text.find("。", position, limit)) >= 0:
            position += 1
            while position < limit and self._text[position] in CLOSERS:
                position += 1
            ends.add(position)
        for starts in (self._date_starts, self._books):
            ends.update(starts[bisect_right(starts, place) : bisect_right(starts, limit)])
        return ends

    def _loose_books_in(self, place: int, end: int) -> int:
        """How many long titles in 《》 stand inside a text as cells do, and nothing is said of them."""
        books = self._books[bisect_right(self._books, place) : bisect_left(self._books, end)]
        ends = [(book, self.stream.book_end(book) or end) for book in books]
        return sum(stop - book >= LONG_TITLE and not SAYS.match(self._text, stop) for book, stop in ends)

    @cached_property
    def _books(self) -> list[int]:
        """Where titles in 《》 begin that are cells, as it seems; a full line may end before one."""
        found = self.stream.breaks_between(self.start, self.end)
        return [place for place in found if self.stream.book_end(place) is not None]

    def _content_cost(self, place: int, end: int) -> float:
        text = self._text
        cost = self.stream.inside_cost(place, end)
        if text[end - 1] != "。":
            cost += 0.5 if self._without_stops else 0.8 if text[end - 1] in "；！？”）】…;" else 2.0
        cost += 3.0 if end - place < (2 if self._without_stops else 4) else 0.0
        cost += 0.7 if text.startswith(("关于", "《"), place) else 0.0
        cost += 5.0 if _NOTE.match(text, place) else 3.0 if text[place] in "和及与或的等之" else 0.0
        cost += 4.8 if self._begins_with_title_tail(place, end) else 0.0
        cost += 1.5 if self.stream.unbalanced(place, end) else 0.0
        cost += 3.0 * (self._loose_dates_in(place, end) + self._loose_books_in(place, end))
        ended = text[end - 1] in "。；！？"
        return cost + self._boundary(end, known=ended) + 0.004 * max(0, end - place - 400)

    @cached_property
    def _without_stops(self) -> bool:
        """Whether no full stop stands before the second stage: lists of products or firms have none."""
        gaps = self.stream.gaps_between(self.start, self.end)
        second = next((place for place in gaps if self.begins_stage(place)), None)
        return second is not None and "。" not in self._text[self.start : second]

    def _begins_with_title_tail(self, place: int, end: int) -> bool:
        """…的通知 before the first gap or line end: the words belong to the title before."""
        if _NOTICE.match(self._text, place, end):
            return True
        limit = min(end, place + 45)
        for gap in range(place + 1, limit):
            if self.stream.gaps[gap] is not Gap.NONE:
                return not _PAUSE.search(self._text, place, gap) and strong_end(self._text, place + 2, gap)
        return False
