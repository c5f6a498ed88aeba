"""Reads what a date becomes when a second one follows it: 2021-2023年, 2020年1月至3月."""

from __future__ import annotations

from dataclasses import dataclass

from report_etl.language import calendar_periods as calendar
from report_etl.language.calendar_periods import Period
from report_etl.language.date_grammar import AGED, DASHED, DAY_ONLY, ENDED, SEASON, SLASHED, SMALL
from report_etl.language.date_points import (
    Point,
    counts_ages,
    free_after,
    free_before,
    is_duration,
    read_numeric,
    read_tail,
    read_year,
)
from report_etl.models import DatePrecision

_ENDED = {"季": 3, "半年": 6, "年": 12}  # months


@dataclass(frozen=True, slots=True)
class Range:
    """Where two points that belong together end, and their period; None where they count years (10-15年)."""

    end: int
    period: Period | None
    forecast: bool = False


def read_range(text: str, point: Point) -> Range | None:
    """`point` – second, when a second one follows."""
    sign = (SLASHED if point.bare else DASHED).match(text, point.end)
    if not sign:
        return None
    at = sign.end()
    second = read_numeric(text, at) or read_year(text, at)
    if second is not None and not _closes(text, point, second):
        if point.short and point.bare and second.short:
            return Range(second.end, None)
        second = None
    if second is None and not point.bare:
        second = _inherits(text, point, at)
    if second is None:
        return None
    try:
        period = calendar.join(point.period(), second.period(point.year))
    except ValueError:
        return None
    season = SEASON.match(text, second.end) if point.bare else None
    return Range(season.end() if season else second.end, period, second.forecast or point.forecast)


def read_ended(text: str, at: int, day: Period) -> tuple[int, Period] | None:
    """截至2024年6月30日|止六个月: the end and the period of the months that the last day of a month ends.

    `day` is the period read up to `at`; None where nothing like that follows, or the day is not such a one.
    """
    match = ENDED.match(text, at) if day.precision is DatePrecision.DAY else None
    if match is None or day.last.day < calendar.last_day_of(day.last.year, day.last.month) - 1:
        return None
    months = SMALL.get(match["n"], 0) if match["n"] else _ENDED[match["what"]]
    if not months:
        return None
    number, month = divmod(day.last.year * 12 + day.last.month - months, 12)
    first = calendar.month(number, month + 1)
    last = calendar.month(day.last.year, day.last.month)
    if month == 0 and months == 12:
        return match.end(), calendar.year(number)
    if months == 6 and month in (0, 6):
        return match.end(), calendar.half(number, 1 + month // 6)
    if months == 3 and month % 3 == 0:
        return match.end(), calendar.quarter(number, 1 + month // 3)
    return match.end(), calendar.join(first, last)


def _closes(text: str, first: Point, second: Point) -> bool:
    """Whether two years make a range, and not a count of things (2000-3000元, 10-15年)."""
    if second.year is None or first.year is None or second.year - first.year > 150:
        return False
    if first.bare and not free_before(text, first.start):
        return False
    if first.short and first.bare:
        return _closes_short(text, first, second)
    if not second.bare:
        return not second.short or second.year > first.year
    if second.forecast or SEASON.match(text, second.end):
        return True
    return second.year > first.year and free_after(text, second.end, ranged=True)


def _closes_short(text: str, first: Point, second: Point) -> bool:
    """17-19年, 20-24E; not 10-15年 after anything but the start of a clause, nor 10-15年的电梯."""
    if not second.short or not (first.year or 0) < (second.year or 0) <= 2040:
        return False
    if second.bare:
        return second.forecast
    if is_duration(text, first.start, second.end, ranged=True) or counts_ages(text, first.start, second.end):
        return False
    rounded = (first.year or 1) % 5 == 0 and (second.year or 1) % 5 == 0
    opens = text[max(0, first.start - 1) : first.start] in ("", *"，。；、(：:,;")
    return not rounded or (opens and not AGED.match(text, second.end))


def _inherits(text: str, point: Point, at: int) -> Point | None:
    """至11月, -30日: the year, and for a day the month, are those of the first point."""
    tail = read_tail(text, at)
    if tail:
        return tail
    day = DAY_ONLY.match(text, at)
    if day and point.month:
        month, number = point.month, SMALL[day[1]]
        return Point(at, day.end(), lambda year: calendar.day(year, month, number))
    return None
