"""Reads one date at a known position: a year with what belongs to it, or a part of a year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from re import Match

from report_etl.language import calendar_periods as calendar
from report_etl.language.calendar_periods import Period
from report_etl.language.date_grammar import (
    ACTUAL,
    AGED,
    AGES,
    DURATION_AFTER,
    DURATION_BEFORE,
    DURATION_RANGE_BEFORE,
    FORECAST,
    FULL,
    FULL_REVERSED,
    MEASURES,
    MONTH_NEXT,
    MONTH_YEAR,
    QUARTER_NEXT,
    QUARTER_YEAR,
    SEASON,
    SMALL,
    TAIL,
    YEAR,
    YEAR_MONTH,
    ZERO_TO_NINE,
)


@dataclass(frozen=True, slots=True)
class Point:
    """A date read at `start`..`end`; `make` gives its period for a year, `year` is the printed one."""

    start: int
    end: int
    make: Callable[[int], Period]
    year: int | None = None
    month: int | None = None  # the month a following day belongs to
    forecast: bool = False
    bare: bool = False  # a year without 年: only good in a range or in plain sight
    short: bool = False  # a year of two digits

    def period(self, context: int | None = None) -> Period:
        """The period, in the printed year or else in `context`; `ValueError` when it does not exist."""
        number = self.year if self.year is not None else context
        if number is None:
            raise ValueError("no year is known")
        return self.make(number)


_AGE = ("龄", "龄在", "龄为", "年限", "年限在", "年限为")
_Made = Callable[[int], Period]


def read_tail(text: str, at: int) -> Point | None:
    """A month, quarter, half … without its year."""
    match = TAIL.match(text, at)
    if not match:
        return None
    month = SMALL[match["m"]] if match.lastgroup == "month" else None
    return Point(at, match.end(), _TAILS[str(match.lastgroup)](match), month=month)


def _months(first: int, last: int) -> _Made:
    return lambda year: calendar.months(year, first, last)


def _quarters(first: int, last: int) -> _Made:
    return lambda year: calendar.quarters(year, first, last)


def _month(match: Match[str]) -> _Made:
    month = SMALL[match["m"]]
    if written := match["d"] or match["bare"]:
        day = SMALL[written]
        return lambda year: calendar.day(year, month, day)
    if match["third"]:
        which = "上中下".index(match["third"]) + 1
        return lambda year: calendar.third_of_month(year, month, which)
    return _months(month, month)


def _quarter(match: Match[str]) -> _Made:
    which = SMALL[match["q"] or match["q1"] or match["q2"]]
    counted = match["report"] and which == 3  # the report on the third quarter counts from January
    return _quarters(1 if counted else which, which)


def _half(match: Match[str]) -> _Made:
    second = (match["h"] or "") in "下后" if match["h"] else (match["h1"] or match["h2"]) == "2"
    return lambda year: calendar.half(year, 2 if second else 1)


def _first(match: Match[str]) -> _Made:
    if match["fq"] and SMALL[match["fq"]] == 1:
        return _quarters(1, 1)
    months = 3 * SMALL[match["fq"]] if match["fq"] else SMALL.get(match["fm"], 0)
    return (lambda year: calendar.half(year, 1)) if months == 6 else _months(1, months)


_TAILS: dict[str, Callable[[Match[str]], _Made]] = {
    "months": lambda match: _months(SMALL[match["ma"]], SMALL[match["mb"]]),
    "month": _month,
    "quarters": lambda match: _quarters(SMALL[match["qa"] or match["qc"]], SMALL[match["qb"] or match["qd"]]),
    "quarter": _quarter,
    "half": _half,
    "first": _first,
    "last": lambda match: _months(13 - SMALL.get(match["lm"], 0), 12),
    "letters": lambda match: _months(SMALL[match["la"]], SMALL[match["lb"] or match["la"]]),
    "edge": lambda match: calendar.year,
}


def full_year(digits: str) -> int:
    """21 → 2021, 2021 → 2021, 二〇二一 → 2021."""
    number = 0
    for sign in digits:
        number = number * 10 + ZERO_TO_NINE[sign]
    return number + 2000 if len(digits) == 2 else number


def _spoken_year(words: str) -> int:
    """两千零四 → 2004, 一千九百九十八 → 1998; 0 when it names a round millennium."""
    number, digit = 0, 0
    for sign in words.replace("两", "二"):
        scale = {"千": 1000, "百": 100, "十": 10}.get(sign)
        if scale:
            number += (digit or 1) * scale
            digit = 0
        else:
            digit = ZERO_TO_NINE[sign]
    return number + digit if number % 1000 or digit else 0


def _read_year_number(match: Match[str]) -> int:
    if match["y4"] or match["y2"] or match["yc"]:
        return full_year(match["y4"] or match["y2"] or match["yc"])
    if match["yw"]:
        return _spoken_year(match["yw"])
    roc = match["roc"]
    return 1911 + (int(roc) if roc.isascii() and roc else SMALL.get(roc, -2000)) if roc else 0


def read_numeric(text: str, at: int) -> Point | None:
    """2024-03-31, 2024/3, 31.3.2024, 3Q20: dates of figures and signs alone."""
    if full := FULL.match(text, at):
        year, month, day = (int(part) for part in (full.group(1, 3, 4) if full[1] else full.group(5, 6, 7)))
        return _day_point(at, full.end(), year, month, day)
    if back := FULL_REVERSED.match(text, at):
        day, month, year = int(back[1]), int(back[3]), int(back[4])
        if month > 12 and back[2] != ".":
            day, month = month, day
        elif back[2] != "." and day <= 12 and day != month:
            return None  # 10/1/2017: day first or month first, nobody knows
        return _day_point(at, back.end(), year, month, day)
    if found := YEAR_MONTH.match(text, at):
        month = int(next(part for part in found.groups()[1:] if part))
        return Point(at, found.end(), _months(month, month), int(found[1]), month)
    found = MONTH_YEAR.match(text, at)
    if found and text[max(0, at - 1) : at] not in ("/", "-"):
        month = int(found[1])
        return Point(at, found.end(), _months(month, month), int(found[2]), month)
    if quarter := QUARTER_YEAR.match(text, at):
        which, letter = int(quarter[1] or quarter[5]), (quarter[2] or quarter[4]).upper()
        if letter == "H" and which > 2:
            return None
        make = calendar.quarter if letter == "Q" else calendar.half
        year = full_year(quarter[3] or quarter[6] or quarter[7])
        return _with_forecast(text, Point(at, quarter.end(), lambda number: make(number, which), year))
    return None


def _day_point(start: int, end: int, year: int, month: int, day: int) -> Point | None:
    try:
        calendar.day(year, month, day)
    except ValueError:
        return None
    return Point(start, end, lambda number: calendar.day(number, month, day), year, month)


def read_year(text: str, at: int) -> Point | None:
    """A year with everything that belongs to it (2024年三季度末, 20Q3, 2024E), or a bare year."""
    match = YEAR.match(text, at)
    if not match:
        return None
    year, end = _read_year_number(match), match.end()
    if not 1600 <= year <= 2199:
        return None
    short = bool(match["y2"])
    if match["nian"]:
        tail = read_tail(text, _skip(text, end))
        if tail:
            return _with_forecast(text, Point(at, tail.end, tail.make, year, tail.month, short=short))
        return _with_forecast(text, Point(at, end, calendar.year, year, short=short))
    if match["fy"]:
        return _with_forecast(text, Point(at, end, calendar.year, year, short=short))
    return _read_compact(text, at, end, year, short)


def _skip(text: str, at: int) -> int:
    """Past blanks and 的 between a year and its month."""
    here = at
    while here < len(text) and here < at + 2 and text[here] == " ":
        here += 1
    if text.startswith("的", here):
        here += 1
        if text.startswith(" ", here):
            here += 1
    return here


def _read_compact(text: str, at: int, end: int, year: int, short: bool) -> Point | None:
    """After a year without 年: 20Q3, 2020-Q4, 2020上半年, 2024E, or nothing (a bare year)."""
    here = end
    if text[here : here + 1] in ("-", " ") and text[here + 1 : here + 2] in tuple("QqHhMm上下前全第"):
        here += 1
    if not short or text[here : here + 1] in tuple("QqHhMm"):
        tail = read_tail(text, here)
        if tail and (here > end or not text[here : here + 1].isdecimal()):
            return _with_forecast(text, Point(at, tail.end, tail.make, year, tail.month, short=short))
    season = SEASON.match(text, end)
    if season and not short:
        return Point(at, season.end(), calendar.year, year)
    point = _with_forecast(text, Point(at, end, calendar.year, year, bare=True, short=short))
    if point.forecast and not short:
        return replace(point, bare=False)
    actual = ACTUAL.match(text, end)
    if actual and not short:
        return Point(at, actual.end(), calendar.year, year)
    return point


def _with_forecast(text: str, point: Point) -> Point:
    match = FORECAST.match(text, point.end)
    return replace(point, end=match.end(), forecast=True) if match else point


def is_duration(text: str, start: int, end: int, *, ranged: bool = False) -> bool:
    """Whether 20年 (or with `ranged` 15-20年) at this place counts years instead of naming them."""
    words = DURATION_RANGE_BEFORE if ranged else DURATION_BEFORE
    if words.search(text[max(0, start - 4) : start].rstrip(" ")):
        return True
    return DURATION_AFTER.match(text, end) is not None


def counts_ages(text: str, start: int, end: int) -> bool:
    """Whether 12年 stands among the ages that a sentence tells of: 15年以上的占8%，12年的占22%."""
    told = text[max(0, start - 40) : start].rpartition("。")[2]
    return AGES.search(told) is not None and (
        AGED.match(text, end) is not None or text[:start].endswith(_AGE)
    )


def free_before(text: str, start: int) -> bool:
    """Whether nothing before figures makes them part of a number, an amount or a code."""
    before = text[max(0, start - 1) : start]
    if not before:
        return True
    if before in ",-":  # a comma of half width, a dash of two signs
        further = text[max(0, start - 2) : start - 1]
        return further == "-" if before == "-" else not further.isdecimal()
    return before not in "〔￥¥$" and (not before.isascii() or before in " ()\"'[]|:;!?<>")


def free_after(text: str, end: int, *, ranged: bool = False) -> bool:
    """Whether nothing after figures makes them part of a number, a code or a count."""
    after = text[end : end + 2]
    if after[:1].isascii() and after[:1] and after[0] not in " )\"'],;|:-?!<>/":
        return False
    if after[:1] and after[0] in ",:/-;" and after[1:].isdecimal():
        return False
    following = text[end : end + 3].lstrip(" ")
    if not following or following[0] not in MEASURES:
        return True
    # 2014-2023 单位：万元: two rising years stand against a measure word, one does not
    return ranged and text[end] == " " and len(following) > 1 and "一" <= following[1] <= "鿿"


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a part of a year (月, 季度, 上半年) is meant although no year stands before it."""
    words, before = text[start:end], text[start - 1] if start else ""
    if "月" in words:
        counted = words[0] == "一" and before in tuple("上下前后")
        return not counted and words[0] not in "最后" and before not in tuple("第每0123456789.")
    if words[0] in "Qq":
        return not before or before in "，。；、：:;,(/ 单年在较比和与至从于中期"
    if "季度" in words or "季报" in words or (words[0] in "上下" and "半年" in words):
        return True
    if words[0] == "年" or words.startswith("全年"):
        return "终" not in words and before not in tuple("年每去明今前同次当历逐往近常0123456789")
    # 三、四季度; 6、7月: the first of two neighbours leaves its unit to the second
    following = QUARTER_NEXT.match(text, end) or MONTH_NEXT.match(text, end)
    return (
        following is not None
        and SMALL.get(following[1]) == SMALL.get(words, 99) + 1
        and before not in tuple("第每0123456789.")
    )
