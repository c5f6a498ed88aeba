"""One pass over a text for its dates: where to look, what belongs together, which year is meant."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from itertools import pairwise

from report_etl.language import calendar_periods as calendar
from report_etl.language.calendar_periods import Period
from report_etl.language.date_eras import read_era, read_plan
from report_etl.language.date_grammar import (
    AFTER_TWO_FIGURES,
    ALIKE,
    CN,
    DASHED,
    DOCUMENT_NUMBER,
    FIRST_SINCE,
    FORECAST,
    FULL_REVERSED,
    NOW,
    OPEN,
    PLAIN_AFTER,
    PLAIN_BEFORE,
    RELATIVE,
    TRIGGER,
    WEEKDAY,
    YEAR_LIST,
)
from report_etl.language.date_points import (
    Point,
    counts_ages,
    free_after,
    free_before,
    full_year,
    is_duration,
    read_numeric,
    read_tail,
    read_year,
    stands_alone,
)
from report_etl.language.date_ranges import read_ended, read_range
from report_etl.language.script import simplified
from report_etl.models import DateMention, DatePrecision

_FIGURES = re.compile("[0-9]+")
_SHIFT = {"去年": -1, "上年": -1, "前年": -2, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_SHIFT_FROM_CONTEXT = {"同年": 0, "当年": 0, "次年": 1, "翌年": 1}
_COMPARED_BEFORE = ("较", "比", "对比", "高于", "低于")
_COMPARED_AFTER = ("相比", "同期", "比较")


def find(text: str, reference: datetime.date | None) -> list[DateMention]:
    """Every date in `text`; see `dates.find_dates`."""
    finder = _Finder(simplified(text).translate(ALIKE), text, reference)
    for match in TRIGGER.finditer(finder.seen):
        if match.start() >= finder.past:
            finder.read(match.start(), match.end())
    return finder.found


@dataclass
class _Finder:
    """The state of the pass: what was found, how far, and the year that is being talked about."""

    seen: str  # the text with like characters made alike
    text: str
    reference: datetime.date | None
    found: list[DateMention] = field(default_factory=list)
    past: int = 0
    year: int | None = None

    def read(self, at: int, end: int) -> None:
        """Read whatever starts at `at`."""
        first = self.seen[at]
        if "0" <= first <= "9":
            self._figures(at, end - at)
        elif first in "目当现" and not self.seen.startswith("当年", at):
            self._now(at)
        elif not (first in "去上前今本明后同次翌当" and self._relative(at)):
            self._words(at)

    def _before(self, at: int) -> str:
        return self.seen[at - 1] if at else ""

    def _figures(self, at: int, size: int) -> None:
        before = self._before(at)
        if (
            size == 3
            or size > 4
            or (before == "." and not (size == 4 and self.seen.startswith("年", at + 4)))
        ):
            return  # but 1.2024年 is item 1 of a list
        if size <= 2 and not self._promising(at, at + size):
            return
        if self._era(at) or self._year_list(at):
            return
        lettered = before.isascii() and before.isalpha()
        point = (None if lettered else read_numeric(self.seen, at)) or read_year(self.seen, at)
        if point and not (lettered and (point.short or point.bare)) and self._dated(point):
            return
        if size <= 2 and not lettered and before not in tuple("年,-/"):
            self._yearless(at)

    def _promising(self, at: int, end: int) -> bool:
        """Whether one or two figures may start a date at all: most are amounts."""
        following = self.seen[end : end + 1]
        if following == " ":
            following = self.seen[end : end + 3].lstrip(" ")[:1]
        if following == ".":
            return FULL_REVERSED.match(self.seen, at) is not None
        return following in AFTER_TWO_FIGURES

    def _words(self, at: int) -> None:
        if self._era(at) or self._plan(at):
            return
        before = self._before(at)
        if self.seen[at] in "QqHhFf":
            if before.isascii() and before.isalnum():
                return
            point = read_numeric(self.seen, at)
            if point and self._dated(point):
                return
        if before and before in CN:
            return
        point = read_year(self.seen, at)
        if not (point and not point.bare and self._dated(point)):
            self._yearless(at)

    # --- periods with a name -----------------------------------------------------------------

    def _era(self, at: int) -> bool:
        read = read_era(self.seen, at)
        if read:
            end, period, inferred = read
            self._add(at, end, period, inferred=inferred)
        return read is not None

    def _plan(self, at: int) -> bool:
        read = read_plan(self.seen, at)
        if not read:
            return False
        start, end, period = read
        sign = DASHED.match(self.seen, end)
        second = read_plan(self.seen, sign.end()) if sign else None
        if second and second[2].first > period.first:
            end, period = second[1], calendar.join(period, second[2])
        self._add(start, end, period)
        return True

    # --- dates whose year is printed ---------------------------------------------------------

    def _year_list(self, at: int) -> bool:
        """2021、2022和2023年上半年: one mention for each year."""
        match = YEAR_LIST.match(self.seen, at)
        if not match:
            return False
        items = list(_FIGURES.finditer(self.seen, at, match.end()))
        numbers = [full_year(item[0]) for item in items]
        short = len(items[0][0]) == 2
        steps = [later - earlier for earlier, later in pairwise(numbers)]
        if min(steps) < 1 or numbers[-1] > 2100 or (short and max(steps) > 1):
            return False
        if short and (any(len(item[0]) > 2 for item in items) or is_duration(self.seen, at, match.end())):
            return False
        if len(items) == 2 and match[2].lstrip(" ")[0] == "/":
            return False  # 2020/21年 is a season over two years
        tail = read_tail(self.seen, match.end()) if match[0].endswith("年") else None
        end = tail.end if tail else match.end()
        for item, number in zip(items, numbers, strict=True):
            last = item is items[-1]
            period = tail.make(number) if tail else calendar.year(number)
            forecast = last and match[0][-1] in "EeFf"
            self._add(item.start(), end if last else item.end(), period, year=number, forecast=forecast)
        return True

    def _dated(self, point: Point) -> bool:
        """A point whose year is printed, alone or as the start of a range."""
        ranged = read_range(self.seen, point)
        if ranged:
            period = ranged.period
            if period is None:
                self.past = ranged.end  # 15年 is no date either
                return False
            one_year = period.last.year if period.first.year == period.last.year else None
            self._add(point.start, ranged.end, period, year=one_year, forecast=ranged.forecast)
            return True
        if point.bare and (point.short or not self._in_plain_sight(point)):
            return False
        if point.short and point.make is calendar.year and self._counts_years(point):
            return False
        try:
            period = point.period()
        except ValueError:
            return False
        end = point.end
        if ended := read_ended(self.seen, end, period):
            end, period = ended
        self._add(point.start, end, period, year=point.year, forecast=point.forecast)
        return True

    def _counts_years(self, point: Point) -> bool:
        """20 年, 20年以上: a duration; 19年: the year 2019."""
        written = self.seen[point.start : point.end]
        return (
            (point.year or 0) > 2040
            or " " in written
            or (
                written.endswith("年")
                and (
                    is_duration(self.seen, point.start, point.end)
                    or counts_ages(self.seen, point.start, point.end)
                )
            )
        )

    def _in_plain_sight(self, point: Point) -> bool:
        """Whether a bare 2018 can be nothing but a year."""
        if point.year is None or not 1950 <= point.year <= 2060:
            return False
        if not (free_before(self.seen, point.start) and free_after(self.seen, point.end)):
            return False
        after = self.seen[point.end : point.end + 3]
        if DOCUMENT_NUMBER.match(after) or not PLAIN_AFTER.match(after):
            return False
        return PLAIN_BEFORE.search(self.seen[max(0, point.start - 3) : point.start]) is not None

    # --- dates whose year is not printed -----------------------------------------------------

    def _yearless(self, at: int) -> None:
        """上半年, 6月, Q3 in the year the text talks about."""
        tail = read_tail(self.seen, at)
        if tail is None or not stands_alone(self.seen, at, tail.end):
            return
        listed = self._listed(at)
        year = listed or self.year or (self.reference.year if self.reference else None)
        if year is None:
            self.past = tail.end
            return
        point = Point(at, tail.end, tail.make, year, tail.month)
        ranged = read_range(self.seen, point)
        try:
            period = (ranged and ranged.period) or point.period()
        except ValueError:
            return
        self._add(at, ranged.end if ranged else tail.end, period, inferred=listed is None)

    def _listed(self, at: int) -> int | None:
        """The year printed just before a part of it: Q2 of 2024Q1、Q2, 1-5月 of 2024年（1-5月）."""
        last = self.found[-1] if self.found else None
        if last is None or last.inferred or self.seen[last.end : at].strip() not in tuple("、和与及/("):
            return None
        return last.last_day.year if last.last_day else None

    def _relative(self, at: int) -> bool:
        """去年, 今年上半年, 上年同期 counted from the reference; 同年, 次年 from the context."""
        match = RELATIVE.match(self.seen, at)
        if not match:
            return False
        word = match["word"]
        if word in _SHIFT_FROM_CONTEXT:
            base, shift = self.year, _SHIFT_FROM_CONTEXT[word]
        else:
            base, shift = (self.reference.year if self.reference else None), _SHIFT[word]
        tail = None if match["same"] else read_tail(self.seen, match.end())
        end = tail.end if tail else match.end()
        if base is None or not 1 <= base + shift <= 9999:
            self.past = end
            return True
        try:
            period = (
                self._same_days(base + shift)
                if match["same"]
                else (tail.make if tail else calendar.year)(base + shift)
            )
        except ValueError:
            return False
        self._add(at, end, period, inferred=True)
        return True

    def _same_days(self, year: int) -> Period:
        """The days of the last date, in another year."""
        last = self.found[-1] if self.found else None
        if last is None or last.first_day is None or last.last_day is None or last.iso is None:
            return calendar.year(year)
        if last.first_day.year != last.last_day.year:
            return calendar.year(year)
        iso = last.iso.replace(f"{last.first_day.year:04d}", f"{year:04d}")
        first, end = last.first_day.replace(year=year), last.last_day
        if end.day >= 28 and last.precision is not DatePrecision.DAY:
            end = end.replace(day=calendar.last_day_of(year, end.month), year=year)
        return Period(first, end.replace(year=year), last.precision, iso)

    def _now(self, at: int) -> None:
        match = NOW.match(self.seen, at)
        if match and self.reference:
            today = self.reference
            self._add(at, match.end(), calendar.day(today.year, today.month, today.day), inferred=True)

    # --- result ------------------------------------------------------------------------------

    def _add(
        self,
        start: int,
        end: int,
        period: Period,
        *,
        year: int | None = None,
        inferred: bool = False,
        forecast: bool = False,
    ) -> None:
        if period.precision is DatePrecision.DAY:
            weekday = WEEKDAY.match(self.seen, end)
            end = weekday.end() if weekday else end
        mark = FORECAST.match(self.seen, end)
        if mark:
            end, forecast = mark.end(), True
        end, first, last = self._open(start, end, period)
        words = self.text[start:end]
        self.found.append(
            DateMention(start, end, words, first, last, period.precision, period.iso, inferred, forecast)
        )
        self.past = end
        if year is not None and not self._aside(start, end):
            self.year = year

    def _aside(self, start: int, end: int) -> bool:
        """较2019年, （2019年为…）: the year of a comparison is not what the text goes on about."""
        return (
            self._before(start) in ("(", "《")
            or self.seen[max(0, start - 2) : start].endswith(_COMPARED_BEFORE)
            or (self._before(start) == "到" and self.seen[max(0, start - 2)] != "止")  # 提出到2030年
            or self.seen.startswith(_COMPARED_AFTER, end)
            or (self._before(start) in ("由", "从") and self.seen.startswith("年的", end - 1))  # 由2020年的
            or FIRST_SINCE.match(self.seen, end) is not None
        )

    def _open(
        self, start: int, end: int, period: Period
    ) -> tuple[int, datetime.date | None, datetime.date | None]:
        """Where 以前, 以来, 之后, 起 … leave one end of the period open."""
        match = OPEN.match(self.seen, end)
        day = datetime.timedelta(days=1)
        if match and (match["before"] or match["before2"]):
            included = match["incl"] or self.seen[end - 1] in "末底"  # 2025年底前: to the last day of 2025
            return match.end(), None, period.last if included else period.first - day
        if match and (match["after"] or match["after2"]):
            return match.end(), period.first if match["incl"] else period.last + day, None
        if match:
            return match.end(), period.first, None
        before = self.seen[max(0, start - 2) : start]
        since = before.endswith("自从") or (before.endswith("自") and before[:1] not in tuple("来源各出"))
        return (
            end,
            period.first,
            None if since and period.precision is not DatePrecision.RANGE else period.last,
        )
