"""Partial ISO 8601 periods against each other."""

from __future__ import annotations

import re

_MONTHS = re.compile("([0-9]{4})-([0-9]{2})/([0-9]{4})-([0-9]{2})")
_YEARS = re.compile("([0-9]{4})/([0-9]{4})")


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
