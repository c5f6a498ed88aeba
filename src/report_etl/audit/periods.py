"""Partial ISO 8601 periods against each other."""

from __future__ import annotations

import re

from report_etl.language.dates import find_dates

_MONTHS = re.compile("([0-9]{4})-([0-9]{2})/([0-9]{4})-([0-9]{2})")
_YEARS = re.compile("([0-9]{4})/([0-9]{4})")
_ON_YEAR = re.compile("同比|比上年|较上年|比去年|较去年|上年同期|去年同期|较前一?年|比前一?年|上一年")
_ON_PART = re.compile("环比|比上季|较上季|比上月|较上月")
_THAN = re.compile("(?:较|比)[^，。；]{2,20}$")


def on_year(words: str) -> bool:
    """Whether words compare with the year before."""
    return _ON_YEAR.search(words) is not None


def on_part(words: str) -> bool:
    """Whether words compare with the part before: the quarter, the month."""
    return _ON_PART.search(words) is not None


def compared_with(period: str | None, clause: str, measure: str | None) -> str | None:
    """The period that a change of a period is measured from: the one before, or that which its clause names.

    较2023年底增长 → 2023; None where the words name none, or several, or one that is not earlier.
    """
    if not period:
        return None
    chained = on_part(clause + (measure or ""))
    if chained or on_year(clause + (measure or "")):
        return previous_period(period, chained=chained)
    than = _THAN.search(clause)
    dates = [date.iso for date in find_dates(than[0])] if than else []
    if len(dates) != 1 or dates[0] is None or "/" in period:
        return None
    then = plain_period(dates[0])
    return then if then < plain_period(period) else None


def previous_period(period: str, *, chained: bool) -> str | None:
    """The period that 同比 (the year before) or 环比 (the part before) compares with.

    2024-H1 → 2023-H1, chained 2023-H2. None for spans of years and for what has no part before it.
    """
    months = _MONTHS.fullmatch(period)
    if months and not chained:
        return f"{int(months[1]) - 1}-{months[2]}/{int(months[3]) - 1}-{months[4]}"
    if "/" in period:
        return None
    year, _, part = period.partition("-")
    if not chained or not part:
        return f"{int(year) - 1}-{part}" if part else str(int(year) - 1)
    if part[0] in "HQ":
        number, most = int(part[1]), 2 if part[0] == "H" else 4
        return f"{year}-{part[0]}{number - 1}" if number > 1 else f"{int(year) - 1}-{part[0]}{most}"
    if re.fullmatch("[0-9]{2}", part):
        return f"{year}-{int(part) - 1:02d}" if int(part) > 1 else f"{int(year) - 1}-12"
    return None


def same_end(left: str | None, right: str | None) -> bool:
    """Whether two states may be of one moment: equal, or a year and the end of that year."""
    if left == right:
        return True
    if not left or not right:
        return False
    return plain_period(left) == plain_period(right)


def plain_period(period: str) -> str:
    """The period by which states are compared: 2024-12, 2024-12-31 and 2024 are the end of 2024."""
    found = re.fullmatch("([0-9]{4})-12(?:-31)?", period)
    if found:
        return found[1]
    day = re.fullmatch("([0-9]{4}-[0-9]{2})-(?:28|29|30|31)", period)
    return day[1] if day else period


def years_of(period: str | None) -> tuple[int, int] | None:
    """First and last year of a span of years (2024/2030)."""
    found = _YEARS.fullmatch(period or "")
    return (int(found[1]), int(found[2])) if found else None


def comparable(left: str, right: str) -> bool:
    """Whether two periods have the same length: two years, two halves of years, two months."""
    return re.sub("[0-9]", "0", left) == re.sub("[0-9]", "0", right)
