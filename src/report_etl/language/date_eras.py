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


def read_plan(text: str, at: int) -> tuple[int, int, Period] | None:
    """“十四五”期间, 十五五末: start, end and period of a plan of five years, or of its first or last year."""
    match = PLAN.match(text, at)
    if not match:
        return None
    if not _is_name(text, match):
        return None
    number = SMALL.get(match["n"][:-1], 0)
    start = 2001 + 5 * (number - 10)
    first = at + 1 if match["open"] and not match["close"] else at
    if match["end"]:
        return first, match.end(), calendar.year(start + 4)
    if match["part"]:
        years = SMALL[match["of"]]
        first_year = start if match["part"] == "前" else start + 5 - years
        return first, match.end(), calendar.years(first_year, first_year + years - 1)
    if match["start"]:
        return first, match.end(), calendar.year(start)
    return first, match.end(), calendar.years(start, start + 4)


def _is_name(text: str, match: Match[str]) -> bool:
    """Whether 十四五 is the plan and not a count (十四五个): quoted, or three signs among no others."""
    if match["open"] and match["close"] == _QUOTED[match["open"]]:
        return True
    if match["open"] and "”" not in text[match.end() : match.end() + 8]:  # “十四五规划”
        return False
    if match["close"] or (len(match["n"]) < 3 and not match["open"]):
        return False
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    return not (before and before in _NUMERALS) and not (after and (after in _NUMERALS or after in MEASURES))
