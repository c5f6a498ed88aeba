"""Reads what a date becomes when a second one follows it: 2021-2023年, 2020年1月至3月."""

from __future__ import annotations

from dataclasses import dataclass

from report_etl.language import calendar_periods as calendar
from report_etl.language.calendar_periods import Period
from report_etl.language.date_grammar import DASHED, DAY_ONLY, SEASON, SLASHED, SMALL
from report_etl.language.date_points import (
    Point,
    free_after,
    free_before,
    is_duration,
    read_numeric,
    read_tail,
    read_year,
)


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
    """17-19年, 20-24E; not 10-15年 after anything but the start of a clause."""
    if not second.short or not (first.year or 0) < (second.year or 0) <= 2040:
        return False
    if second.bare:
        return second.forecast
    if is_duration(text, first.start, second.end, ranged=True):
        return False
    rounded = (first.year or 1) % 5 == 0 and (second.year or 1) % 5 == 0
    return not rounded or text[max(0, first.start - 1) : first.start] in ("", *"，。；、(：:,;")


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
