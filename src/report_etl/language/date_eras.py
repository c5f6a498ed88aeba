"""Reads decades, centuries and five-year plans at a known position."""

from __future__ import annotations

from re import Match

from report_etl.language import calendar_periods as calendar
from report_etl.language.calendar_periods import Period
from report_etl.language.date_grammar import ERA, MEASURES, PLAN, SMALL
from report_etl.models import DatePrecision

_NUMERALS = "零〇一二三四五六七八九十百千万两0123456789"
_QUOTED = {"“": "”", '"': '"', "「": "」", "『": "』", "‘": "’"}


def read_era(text: str, at: int) -> tuple[int, Period, bool] | None:
    """A decade or century: its end, its period, and whether the century had to be inferred."""
    match = ERA.match(text, at)
    if not match:
        return None
    try:
        period = _era(match)
    except ValueError:
        return None
    return (match.end(), period, match["e"] is not None or match["which"] is not None) if period else None


def _era(match: Match[str]) -> Period | None:
    if match["full"]:
        return _decades(int(match["full"]), int(match["full"]))
    if match["e"]:
        first, last = _decade(match["c"] or match["e"]), _decade(match["e"])
        # 20年代 may be the 1920s or the 2020s, and 10年代 says no more
        return _decades(1900 + first, 1900 + last) if first >= 30 else None
    number = {"上": 20, "本": 21}.get(match["which"] or "") or SMALL[match["century"]]
    start = (number - 1) * 100
    if match["b"]:
        return _decades(start + _decade(match["a"] or match["b"]), start + _decade(match["b"]))
    return calendar.years(start + 1, start + 100, DatePrecision.CENTURY)


def _decade(written: str) -> int:
    return int(written) if written.isascii() else SMALL[written[0]] * 10


def _decades(first: int, last: int) -> Period:
    precision = DatePrecision.DECADE if first == last else DatePrecision.RANGE
    return calendar.years(first, last + 9, precision)


def read_plan(text: str, at: int) -> tuple[int, Period] | None:
    """“十四五”期间, 十五五末: the five years of a plan, or its first or last year."""
    match = PLAN.match(text, at)
    if not match:
        return None
    quoted = bool(match["open"]) and match["close"] == _QUOTED[match["open"]]
    half_quoted = bool(match["open"]) != bool(match["close"])
    if not quoted:
        after = text[match.end() : match.end() + 1]
        if half_quoted and not (match["open"] and text[match.end() : match.end() + 8].find("”") >= 0):
            return None
        if len(match["n"]) < 3 and not match["open"]:
            return None
        if at and text[at - 1] in _NUMERALS or after in _NUMERALS and after or after and after in MEASURES:
            return None
    number = SMALL.get(match["n"][:-1], 0)
    start = 2001 + 5 * (number - 10)
    if match["end"]:
        return match.end(), calendar.year(start + 4)
    if match["start"]:
        return match.end(), calendar.year(start)
    return match.end(), calendar.years(start, start + 4)
