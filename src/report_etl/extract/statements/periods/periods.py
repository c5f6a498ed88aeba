"""Which period a figure belongs to: ISO strings of the contract, moved and joined."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Final

from report_etl.language.dates import find_dates
from report_etl.models import DateMention, DatePrecision
from report_etl.records import partial_days

ALL_OF_IT: Final = ("全年", "年末", "年底")
YEAR_BEFORE: Final = ("去年", "上年", "上一年", "前一年")
_LONGEST = 20  # years of a list
_MONTHS: Final = re.compile(r"[0-9]{1,2}(?:[^0-9]{1,3}[0-9]{1,2})?月")
_BEFORE: Final = re.compile("上一?个?(?:(月)|季)")
_SEASON_BEFORE: Final = re.compile("上一?个?(?:.{1,3}季|[财学]年|.{0,3}年度)$")
_YEAR: Final = re.compile(r"[0-9]{4}")
_LAST: Final = re.compile("([单当该本])[季月]")
_MONTH: Final = re.compile("[0-9]{4}-[0-9]{2}")
_QUARTER: Final = re.compile("[0-9]{4}-Q[1-4]")
_SO_FAR: Final = re.compile(r"([0-9]{4})-(?:(H1)|01/\1-([0-9]{2}))")


def shifted(iso: str, years: int) -> str:
    """The period moved by whole years: 2025-H1, -1 → 2024-H1."""
    return "/".join(_YEAR.sub(lambda m: f"{int(m[0]) + years:04d}", part, count=1) for part in iso.split("/"))


def part_of(iso: str) -> str:
    """A period without its year: 2024-01/2024-05 → -01/-05, 2024-01/2024-06 → -H1."""
    part = "/".join(side[4:] for side in iso.split("/"))
    return {"-01/-03": "-Q1", "-01/-06": "-H1"}.get(part, part)


def preceding(word: str, iso: str | None) -> str | None:
    """The 上年同期, 上季度, 上月 or 上一雪季 of a period; None of a period of another kind, and of 年初."""
    if iso is None:
        return None
    if is_range(iso):  # 2024-2025雪季
        years = int(last_part(iso)[:4]) - int(first_part(iso)[:4])
        return shifted(iso, -1) if years == 1 and _SEASON_BEFORE.match(word) else None
    if word == "同期" or word[1:] in ("末", "底"):
        return iso
    if word.startswith("前年"):
        return shifted(iso, -2)
    if word.startswith(YEAR_BEFORE):
        return shifted(iso[:4] if word.endswith(("末", "底", "全年")) else iso, -1)
    named, match = re.fullmatch("([0-9]{4})-(?:Q([1-4])|([0-9]{2}))", iso), _BEFORE.match(word)
    if not (named and match and (match[1] is None) == (named[3] is None)):
        return None
    number, parts = int(named[2] or named[3]), 4 if named[2] else 12
    year, before = (int(named[1]), number - 1) if number > 1 else (int(named[1]) - 1, parts)
    return f"{year:04d}-Q{before}" if named[2] else f"{year:04d}-{before:02d}"


def first_part(iso: str) -> str:
    """The start of a range: 2014/2018 → 2014."""
    return iso.partition("/")[0]


def last_part(iso: str) -> str:
    """The end of a range, 2014/2018 → 2018."""
    return iso.rpartition("/")[2]


def year_of(iso: str) -> int:
    """The year a period ends in."""
    return int(last_part(iso)[:4])


def joined(first: str, last: str) -> str | None:
    """From one period to another; None when that runs backwards."""
    start, end = first_part(first), last_part(last)
    if start == end:
        return start
    return f"{start}/{end}" if start < end or start[:4] < end[:4] else None


def half_year_to(iso: str) -> str | None:
    """The half of a year that ends with a June or a December."""
    match = re.match("([0-9]{4})-(06|12)(?!/)", iso)
    return f"{match[1]}-H{int(match[2]) // 6}" if match else None


def is_part(word: str) -> bool:
    """Whether a word means the quarter or month of which is told: 单季, 当月."""
    return _LAST.match(word) is not None


def last_whole(word: str, iso: str | None, told: set[str]) -> str | None:
    """The quarter or month that 单季, 当月 means behind a period: itself, or the last of the year so far.

    Else the only quarter that was `told` of; None where that is not sure.
    """
    match, monthly = _LAST.match(word), "月" in word
    if match is None:
        return None
    if iso and (_MONTH if monthly else _QUARTER).fullmatch(iso):
        return iso
    so_far = _SO_FAR.fullmatch(iso or "")
    if so_far and match[1] != "本":
        end = 6 if so_far[2] else int(so_far[3])
        if monthly or end % 3 == 0:
            return f"{so_far[1]}-{end:02d}" if monthly else f"{so_far[1]}-Q{end // 3}"
    quarters = {period for period in told if _QUARTER.fullmatch(period)}
    return quarters.pop() if not monthly and len(quarters) == 1 else None


def covers(whole: str, part: str) -> bool:
    """Whether a period lies within another: 前三季度 covers 三季度."""
    (first, last), (start, end) = partial_days(whole), partial_days(part)
    return first <= start and end <= last


def over_years(span: str | None) -> str | None:
    """The span when more than one year lies between its ends: their difference is no year-on-year one."""
    return span if span and year_of(last_part(span)) - year_of(first_part(span)) > 1 else None


def is_range(iso: str | None) -> bool:
    """Whether the period runs over years; a fiscal year (2023-04/2024-03) is one."""
    if iso is None or "/" not in iso or first_part(iso)[:4] == last_part(iso)[:4]:
        return False
    first, last = first_part(iso), last_part(iso)
    months = len(first) == len(last) == len("2024-01") and first[5:] > last[5:]
    return not (months and int(last[:4]) - int(first[:4]) == 1)


def is_plan(iso: str) -> bool:
    """Whether the period is that of a five-year plan (十五五: 2026/2030), which is no pair of levels."""
    first, last = first_part(iso), last_part(iso)
    return len(first) == len(last) == 4 and int(first) % 5 == 1 and int(last) - int(first) == 4


def steps(iso: str) -> tuple[tuple[str, ...], ...]:
    """The years, quarters or months that a range runs over: 2020/2022 → 2020, 2021, 2022.

    Each of the ways to count it that there is; none when it is no such range.
    """
    first, last = first_part(iso), last_part(iso)
    if "/" not in iso:
        return ()
    if len(first) == len(last) == 4:
        years = range(int(first), int(last) + 1)
        return (tuple(f"{year:04d}" for year in years),) if len(years) <= _LONGEST else ()
    named = re.fullmatch(r"([0-9]{4})-([0-9]{2})/\1-([0-9]{2})", iso)
    if named is None:
        return ()
    start, end = int(named[2]), int(named[3])
    months = tuple(f"{named[1]}-{month:02d}" for month in range(start, end + 1))
    if start % 3 != 1 or end % 3:
        return (months,)
    return months, tuple(f"{named[1]}-Q{quarter}" for quarter in range((start + 2) // 3, end // 3 + 1))


def completed(
    part: str, year: str | None, published: str | None, parts: Mapping[str, str] | None = None
) -> str | None:
    """A period printed without its year: of the year that `year` begins with; 今年 and its like by the day
    of publication. Without a year, of the only one that the text names it with (`parts`: -Q1 → 2024), else
    the latest before publication. None where that is not known."""
    if part.startswith(("今年", "去年", "前年", "明年")):
        if published is None:
            return None
        reference, part = datetime.date(int(published[:4]), 12, 31), part.removesuffix("全年")
        return next((d.iso for d in find_dates(part, reference=reference) if d.text == part), None)
    if is_preceding(part):
        return preceding(part, _part_of(part, published))
    if part.endswith("日"):
        return None  # the year of a day in the news is not that of the sentence before
    if year is None:
        named = parts and (found := _of_year("2000", part)) and parts.get(part_of(found.iso or ""))
        return (
            shifted(found.iso, int(named) - 2000)
            if named and found and found.iso
            else _latest(part, published)
        )
    if part in ALL_OF_IT:
        return year[:4]
    found = _of_year(year, part)
    if found is None or (published and str(found.first_day) > f"{published}~"):
        return None  # no quarter that had not begun is told of
    return found.iso


def is_preceding(part: str) -> bool:
    """Whether a time is told as the month or quarter before: 上月, 上季度."""
    return _BEFORE.match(part) is not None


def _part_of(word: str, published: str | None) -> str | None:
    """The month or quarter of publication that 上月 or 上季度 counts from."""
    if published is None or len(published) == len("2024"):
        return None
    month = int(published[5:7])
    return published[:7] if "月" in word else f"{published[:4]}-Q{(month + 2) // 3}"


def _of_year(year: str, part: str) -> DateMention | None:
    """The part in the year that `year` begins with; None where no date is read from all of it."""
    text = f"{year[:4]}年{part.removeprefix('单')}"
    return next((d for d in find_dates(text) if d.text == text), None)


def _latest(part: str, published: str | None) -> str | None:
    """The last 前三季度 or 1—9月 that was over when the report came out; None when that is not known."""
    if published is None or len(published) == len("2024") or part in ALL_OF_IT:
        return None
    for year in (published[:4], shifted(published[:4], -1)):
        found = _of_year(year, part)
        if found is None:
            return None
        if str(found.last_day) <= f"{published}~":
            return found.iso
        if str(found.first_day) <= f"{published}~":
            return None  # it was running: this year's so far, or that of the year before
    return None


def is_month(part: str) -> bool:
    """Whether a period is printed as a month or some months, without a year."""
    return _MONTHS.match(part) is not None


def governs(date: DateMention) -> bool:
    """Whether a date can be the period of a figure (a century is none)."""
    return date.iso is not None and date.precision not in (DatePrecision.CENTURY, DatePrecision.DECADE)


def governing(named: set[str]) -> str | None:
    """The one period that covers all of them; None when they are several: nothing to carry on."""
    known = sorted(named, key=len)
    return known[0] if known and all(period.startswith(known[0]) for period in known) else None


_PERIODICAL: Final = re.compile(
    r"公报|[年季月快]报|年鉴|统计|年度报告|业绩|止.{1,3}个月|(?:情况|数据|结果|形势|运行)$"
)


def of_title(title: str | None) -> str | None:
    """The period that a report on one period names in its title (2024年…统计公报); None of other reports."""
    return of_caption(title) if title and _PERIODICAL.search(title) else None


def latest_year(title: str | None) -> str | None:
    """The latest year that a title names as a single, past period."""
    dates = [d for d in find_dates(title or "") if governs(d) and not d.forecast and not is_range(d.iso)]
    return max((d.iso[:4] for d in dates if d.iso), default=None)


def whole_year(title: str | None) -> str | None:
    """The year that the title of a statistical report is about."""
    period = of_title(title)
    return period if period and len(period) == 4 else None


def of_caption(caption: str | None) -> str | None:
    """The one period that a caption or heading names, which is no forecast and no run of years."""
    dates = find_dates(caption or "")
    if (
        len({d.iso for d in dates}) != 1
        or not governs(dates[0])
        or dates[0].forecast
        or is_range(dates[0].iso)
    ):
        return None
    return dates[0].iso
