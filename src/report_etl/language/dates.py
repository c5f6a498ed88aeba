"""Dates and periods in written Chinese."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field, replace

from report_etl.language import calendar_periods as calendar
from report_etl.language.calendar_periods import Period
from report_etl.language.date_eras import read_era, read_plan
from report_etl.language.date_grammar import (
    ALIKE,
    DASHED,
    DAY_ONLY,
    FORECAST,
    NOW,
    OPEN,
    RELATIVE,
    SEASON,
    SLASHED,
    SMALL,
    WEEKDAY,
    YEAR_LIST,
)
from report_etl.language.date_points import (
    Point,
    free_after,
    free_before,
    full_year,
    is_duration,
    read_numeric,
    read_tail,
    read_year,
)
from report_etl.language.normalize import normalize_text, squeeze
from report_etl.models import DateMention, DatePrecision

_CN = "〇零一二三四五六七八九十两廿"
# The first character selects quickly; the rest decides whether reading is worth trying.
_TRIGGER = re.compile(
    rf"""[0-9{_CN}上下前全首去今明后同次翌目当现年本民中第QqFf“"「『‘](?:
        (?<=[0-9])[0-9]*
      | (?<=[{_CN}])[{_CN}0O]*(?:(?<=五)|(?<=千)|(?=[ ]?[年月季世千至到、和与\-]))
      | (?<=[上本])(?=个?世纪) | (?<=[上下前后])(?=半年) | (?<=[前首])(?=[ ]?[0-9一二两三四五六七八九十]+[ ]?个?[月季])
      | (?<=第)(?=[ ]?[一二三四1-4][ ]?(?:季|至|到|-)) | (?<=年)(?=[末底初]) | (?<=全)(?=年)
      | (?<=[去上前今本明后同次翌])(?=年) | (?<=目)(?=前) | (?<=当)(?=前) | (?<=现)(?=在)
      | (?<=民)(?=国) | (?<=中)(?=华民国) | (?<=[Qq])(?=[1-4]) | (?<=[Ff])(?=[Yy])
      | (?<=[“"「『‘])(?=[十九八七六五][一二三四五六七八]?五)
    )""",
    re.VERBOSE,
)
_SHIFT = {"去年": -1, "上年": -1, "前年": -2, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
_FROM_CONTEXT = {"同年": 0, "次年": 1, "翌年": 1}
_PLAIN_CELL = re.compile(r"((?:19|20)[0-9]{2})(?:\.(0?[1-9]|1[0-2])|(0[1-9]|1[0-2])([0-3][0-9]))?年?")
_PLAIN_BEFORE = re.compile(r"(?:^|[。！？；，、：:;,!?(\[《“\"|>]|预计|[在于至到自从和与及较比期])[ ]?$")
_PLAIN_AFTER = re.compile(r"[ ]?(?:$|[。！？；，、：:;!?)\]》”\"|<])|[ ]?(?:年|全球|世界|中国|国际|版|届)")


def find_dates(text: str, *, reference: datetime.date | None = None) -> list[DateMention]:
    """Every date or period in `text`, in order, not overlapping.

    A part of a year (6月, 上半年, Q3) takes its year from the nearest date before it, else from
    `reference`, and is marked `inferred`; with neither it is not found. 去年, 今年, 同期 and 目前 need
    `reference`. Open ranges (2018年以前, 2020年以来) have one day None and the named point as `iso`.
    年底, 年末 and 年初 are the year, 月末 the month.
    """
    seen = text.translate(ALIKE)
    finder = _Finder(seen, text, reference)
    for match in _TRIGGER.finditer(seen):
        if match.start() >= finder.past:
            finder.read(match.start(), match.end())
    return finder.found


def parse_date(text: str) -> DateMention:
    """The date that is the whole of a table cell; blanks inside (2023 年 3 月) do not matter.

    Also reads what only a cell may say: a bare year, 2025.8, 20250831. `start`..`end` is the whole text.

    Raises:
        ValueError: the cell is empty, holds more than one date, or is none.
    """
    cell = normalize_text(text).strip()
    for written in (cell, squeeze(cell)):
        whole = _unwrap(written)
        plain = _PLAIN_CELL.fullmatch(whole)
        if plain:
            year, month, day = (
                int(part) if part else None for part in (plain[1], plain[2] or plain[3], plain[4])
            )
            period = calendar.year(year or 0)
            if month:
                period = calendar.day(year or 0, month, day) if day else calendar.month(year or 0, month)
            return DateMention(0, len(text), text, period.first, period.last, period.precision, period.iso)
        found = find_dates(whole)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(whole)):
            return replace(found[0], start=0, end=len(text), text=text)
    raise ValueError(f"{text[:40]!r} is no date")


def _unwrap(cell: str) -> str:
    """Without 截至 and without brackets around the whole."""
    inner = cell.removeprefix("截至").removesuffix("止")
    return inner[1:-1] if inner[:1] in tuple("（(") and inner[-1:] in tuple("）)") else inner


@dataclass
class _Finder:
    """The state of one pass: what was found, how far, and the year that is being talked about."""

    seen: str
    text: str
    reference: datetime.date | None
    found: list[DateMention] = field(default_factory=list)
    past: int = 0
    year: int | None = None

    def read(self, at: int, end: int) -> None:
        """Read whatever starts at `at`."""
        first = self.seen[at]
        if first.isascii() and first.isdecimal():
            self._figures(at, end)
        elif first in "去上前今本明后同次翌" and self._relative(at):
            return
        elif first in "目当现":
            self._now(at)
        else:
            self._words(at)

    def _figures(self, at: int, end: int) -> None:
        size, before = end - at, self.seen[at - 1 : at] if at else ""
        if size > 4 or size == 3 or before in tuple(".．"):
            return
        if self._era(at) or self._year_list(at):
            return
        lettered = bool(before) and before.isascii() and before.isalpha()
        point = None if lettered else read_numeric(self.seen, at)
        if point is None:
            point = read_year(self.seen, at)
        if point is not None and not (lettered and (point.short or point.bare)):
            if self._dated(point):
                return
        if size <= 2 and not lettered and before not in tuple("年,-/"):
            self._yearless(at)

    def _words(self, at: int) -> None:
        if self._era(at) or self._plan(at):
            return
        before = self.seen[at - 1 : at] if at else ""
        if self.seen[at] in "QqFf":
            if before.isascii() and before.isalnum():
                return
            point = read_numeric(self.seen, at)
            if point and self._dated(point):
                return
        if before and before in _CN:
            return
        point = read_year(self.seen, at)
        if point and not point.bare and self._dated(point):
            return
        self._yearless(at)

    # --- forms -------------------------------------------------------------------------------

    def _era(self, at: int) -> bool:
        read = read_era(self.seen, at)
        if not read:
            return False
        end, period, inferred = read
        self._add(at, end, period, inferred=inferred)
        return True

    def _plan(self, at: int) -> bool:
        read = read_plan(self.seen, at)
        if not read:
            return False
        end, period = read
        dash = DASHED.match(self.seen, end)
        if dash:
            second = read_plan(self.seen, dash.end())
            if second and second[1].first > period.first:
                end, period = second[0], calendar.join(period, second[1])
        self._add(at, end, period)
        return True

    def _year_list(self, at: int) -> bool:
        match = YEAR_LIST.match(self.seen, at)
        if not match:
            return False
        items = [
            (m.start(), m.end(), m[0]) for m in re.compile("[0-9]+").finditer(self.seen, at, match.end())
        ]
        numbers = [full_year(digits) for *_, digits in items]
        rising = all(b > a for a, b in zip(numbers, numbers[1:], strict=False))
        if not rising or (
            len(items[0][2]) == 2 and any(b != a + 1 for a, b in zip(numbers, numbers[1:], strict=False))
        ):
            return False
        if any(len(digits) > len(items[0][2]) for *_, digits in items):
            return False
        if len(items) == 2 and "/" in match[2] or numbers[-1] > 2100:
            return False
        if len(items[0][2]) == 2 and is_duration(self.seen, at, match.end()):
            return False
        forecast = match[0][-1] in "EeFf"
        for index, (start, end, _) in enumerate(items):
            last = index == len(items) - 1
            self._add(
                start, match.end() if last else end, calendar.year(numbers[index]), forecast=forecast and last
            )
        self.year = numbers[-1]
        return True

    def _dated(self, point: Point) -> bool:
        """A point whose year is printed, alone or as the start of a range."""
        ranged = self._range(point)
        if ranged:
            end, period, forecast = ranged
            self._add(point.start, end, period, year=period.last.year, forecast=forecast)
            return True
        if point.bare and (point.short or not self._in_plain_sight(point)):
            return False
        if (
            point.short
            and self.seen[point.end - 1] == "年"
            and is_duration(self.seen, point.start, point.end)
        ):
            return False
        if point.short and point.year is not None and self.seen[point.end - 1] == "年" and point.year > 2040:
            return False
        try:
            period = point.period()
        except ValueError:
            if point.make is calendar.year:
                return False
            return False
        self._add(point.start, point.end, period, year=point.year, forecast=point.forecast)
        return True

    def _in_plain_sight(self, point: Point) -> bool:
        if point.year is None or not 1950 <= point.year <= 2060:
            return False
        if not (free_before(self.seen, point.start) and free_after(self.seen, point.end)):
            return False
        if not _PLAIN_BEFORE.search(self.seen[max(0, point.start - 3) : point.start]):
            return False
        after = self.seen[point.end : point.end + 3]
        return bool(_PLAIN_AFTER.match(after)) or after[:1] == " "

    def _range(self, point: Point) -> tuple[int, Period, bool] | None:
        """The end, period and forecast mark of `point` – second, when a second one follows."""
        sign = (SLASHED if point.bare else DASHED).match(self.seen, point.end)
        if not sign:
            return None
        at = sign.end()
        second = read_numeric(self.seen, at) or read_year(self.seen, at)
        if second is not None and not self._closes(point, second, sign[0]):
            second = None
        if second is None and not point.bare:
            second = self._inherits(point, at)
        if second is None:
            return None
        try:
            period = calendar.join(point.period(), second.period(point.year))
        except ValueError:
            return None
        end = second.end
        season = SEASON.match(self.seen, end) if point.bare else None
        return (season.end() if season else end), period, second.forecast or point.forecast

    def _closes(self, first: Point, second: Point, sign: str) -> bool:
        """Whether two year points make a range, and not a count of things (2000-3000元, 10-15年)."""
        if second.year is None or first.year is None or second.year - first.year > 150:
            return False
        if first.bare and not free_before(self.seen, first.start):
            return False
        if first.short and first.bare:
            if not second.short or second.year <= first.year or second.year > 2040:
                return False
            if second.bare:
                return second.forecast
            return not (is_duration(self.seen, first.start, second.end) or self._round(first, second))
        if not second.bare:
            return not second.short or second.year > first.year
        if second.forecast or SEASON.match(self.seen, second.end):
            return True
        return second.year > first.year and free_after(self.seen, second.end)

    def _round(self, first: Point, second: Point) -> bool:
        """10-15年, 15-20年: as likely a duration as a range of years, so it must say more."""
        if (first.year or 1) % 5 or (second.year or 1) % 5:
            return False
        before = self.seen[max(0, first.start - 1) : first.start]
        return not (before in tuple("，。；、(：:,;") or not before)

    def _inherits(self, point: Point, at: int) -> Point | None:
        """至11月, -30日: the year, and for a day the month, are those of the first point."""
        tail = read_tail(self.seen, at)
        if tail:
            return tail
        day = DAY_ONLY.match(self.seen, at)
        if day and point.month:
            month, number = point.month, SMALL[day[1]]
            return Point(at, day.end(), lambda year: calendar.day(year, month, number))
        return None

    def _yearless(self, at: int) -> bool:
        """上半年, 6月, Q3 in the year the text talks about."""
        year = self.year if self.year is not None else self.reference.year if self.reference else None
        tail = read_tail(self.seen, at)
        if tail is None or not self._is_yearless(at, tail):
            return False
        if year is None:
            self.past = tail.end
            return False
        point = Point(at, tail.end, tail.make, year, tail.month)
        ranged = self._range(point)
        try:
            end, period, _ = ranged or (tail.end, point.period(), False)
        except ValueError:
            return False
        self._add(at, end, period, inferred=True)
        return True

    def _is_yearless(self, at: int, tail: Point) -> bool:
        words = self.seen[at : tail.end]
        before = self.seen[at - 1 : at] if at else ""
        if words[-1] in "月份日号旬末底初" and words[0] != "年" or "月" in words:
            return before not in tuple("第每0123456789.") and "最后" not in words and words[0] != "后"
        if words[0] in "Qq":
            return not before or before in "，。；、：:;,( 单年在较比和与至从于中期"
        if "季度" in words or "季报" in words:
            return True
        if words[0] in "上下" and "半年" in words:
            return True
        if words[0] == "年" or words.startswith("全年"):
            return "终" not in words and before not in tuple("每去明今前同次当历逐往近常0123456789")
        return False

    def _relative(self, at: int) -> bool:
        match = RELATIVE.match(self.seen, at)
        if not match:
            return False
        word = match["word"]
        if word in _FROM_CONTEXT:
            base = self.year
            shift = _FROM_CONTEXT[word]
        else:
            base = self.reference.year if self.reference else None
            shift = _SHIFT[word]
        if base is None:
            self.past = match.end()
            return True
        year = base + shift
        tail = None if match["same"] else read_tail(self.seen, match.end())
        point = Point(at, tail.end if tail else match.end(), tail.make if tail else calendar.year, year)
        try:
            period = self._same_time(year) if match["same"] else point.period()
        except ValueError:
            return False
        self._add(at, point.end, period, inferred=True)
        return True

    def _same_time(self, year: int) -> Period:
        """The days of the last date, in another year."""
        last = self.found[-1] if self.found else None
        if last is None or last.first_day is None or last.last_day is None or last.iso is None:
            return calendar.year(year)
        if last.first_day.year != last.last_day.year:
            return calendar.year(year)
        iso = last.iso.replace(f"{last.first_day.year:04d}", f"{year:04d}")
        return Period(
            last.first_day.replace(year=year), last.last_day.replace(year=year), last.precision, iso
        )

    def _now(self, at: int) -> bool:
        match = NOW.match(self.seen, at)
        if not match or not self.reference:
            return False
        today = self.reference
        self._add(at, match.end(), calendar.day(today.year, today.month, today.day), inferred=True)
        return True

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
        self.found.append(
            DateMention(
                start,
                end,
                self.text[start:end],
                first,
                last,
                period.precision,
                period.iso,
                inferred,
                forecast,
            )
        )
        self.past = end
        if year is not None and not self._compared(start):
            self.year = year

    def _compared(self, start: int) -> bool:
        """较2019年, 比2019年: the year of the other side is not what the text goes on about."""
        return self.seen[max(0, start - 2) : start].endswith(("较", "比", "对比", "相较", "高于", "低于"))

    def _open(
        self, start: int, end: int, period: Period
    ) -> tuple[int, datetime.date | None, datetime.date | None]:
        """Where 以前, 以来, 之后, 起 … leave one end of the period open."""
        match = OPEN.match(self.seen, end)
        if match:
            day = datetime.timedelta(days=1)
            if match["before"] or match["before2"]:
                return match.end(), None, period.last if match["incl"] else period.first - day
            if match["after"] or match["after2"]:
                return match.end(), period.first if match["incl"] else period.last + day, None
            return match.end(), period.first, None
        before = self.seen[max(0, start - 2) : start]
        if before.endswith("自从") or (before.endswith("自") and before[:1] not in tuple("来源各出")):
            return end, period.first, None
        return end, period.first, period.last
