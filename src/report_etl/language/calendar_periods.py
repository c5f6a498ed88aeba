"""Periods of the calendar: first and last day, how exactly they are known, the contract's notation."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

from report_etl.models import DatePrecision


@dataclass(frozen=True, slots=True)
class Period:
    """Days `first`..`last` (inclusive); `iso` is the partial ISO 8601 form ("2024-Q3", "2025/2032")."""

    first: datetime.date
    last: datetime.date
    precision: DatePrecision
    iso: str


def year(number: int) -> Period:
    """A whole year; `ValueError` outside the years 1 to 9999."""
    return Period(
        datetime.date(number, 1, 1), datetime.date(number, 12, 31), DatePrecision.YEAR, f"{number:04d}"
    )


def half(number: int, which: int) -> Period:
    """The first or second half of a year."""
    first, last = (1, 6) if which == 1 else (7, 12)
    return _span_of_months(number, first, last, DatePrecision.HALF_YEAR, f"{number:04d}-H{which}")


def quarter(number: int, which: int) -> Period:
    """Quarter 1 to 4 of a year."""
    return _span_of_months(number, which * 3 - 2, which * 3, DatePrecision.QUARTER, f"{number:04d}-Q{which}")


def quarters(number: int, first: int, last: int) -> Period:
    """Quarters `first` to `last` of one year, written as months (前三季度 → 2024-01/2024-09)."""
    if first == last:
        return quarter(number, first)
    return months(number, first * 3 - 2, last * 3)


def month(number: int, which: int) -> Period:
    """One month."""
    return _span_of_months(number, which, which, DatePrecision.MONTH, f"{number:04d}-{which:02d}")


def months(number: int, first: int, last: int) -> Period:
    """Months `first` to `last` of one year; `ValueError` when they run backwards."""
    if first == last:
        return month(number, first)
    if first > last:
        raise ValueError("months run backwards")
    iso = f"{number:04d}-{first:02d}/{number:04d}-{last:02d}"
    return _span_of_months(number, first, last, DatePrecision.RANGE, iso)


def day(number: int, month_: int, day_: int) -> Period:
    """One day; `ValueError` when the calendar has no such day."""
    only = datetime.date(number, month_, day_)
    return Period(only, only, DatePrecision.DAY, only.isoformat())


def third_of_month(number: int, month_: int, which: int) -> Period:
    """上旬, 中旬 or 下旬 (1 to 3) of a month: days 1-10, 11-20, 21 to the end."""
    first = datetime.date(number, month_, which * 10 - 9)
    last = datetime.date(number, month_, 10 * which if which < 3 else last_day_of(number, month_))
    return Period(first, last, DatePrecision.RANGE, f"{first.isoformat()}/{last.isoformat()}")


def years(first: int, last: int, precision: DatePrecision = DatePrecision.RANGE) -> Period:
    """Years `first` to `last`; `ValueError` when they run backwards."""
    if first == last:
        return year(first)
    if first > last:
        raise ValueError("years run backwards")
    return Period(year(first).first, year(last).last, precision, f"{first:04d}/{last:04d}")


def join(first: Period, last: Period) -> Period:
    """From the start of one period to the end of another; `ValueError` when that runs backwards."""
    if first.first > last.last or first.first > last.first:
        raise ValueError("the range runs backwards")
    start, end = first.iso.partition("/")[0], last.iso.rpartition("/")[2]
    iso = start if start == end else f"{start}/{end}"
    return Period(first.first, last.last, DatePrecision.RANGE, iso)


def last_day_of(number: int, month_: int) -> int:
    """The number of days of a month."""
    return calendar.monthrange(number, month_)[1]


def _span_of_months(number: int, first: int, last: int, precision: DatePrecision, iso: str) -> Period:
    return Period(
        datetime.date(number, first, 1),
        datetime.date(number, last, last_day_of(number, last)),
        precision,
        iso,
    )
