"""Which year a text speaks from, as far as its own dates tell: 今年一季度 in what tells of 2024年一季度."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from report_etl.extract.statements.periods import periods
from report_etl.extract.statements.periods.beside import tells
from report_etl.language.dates import find_dates
from report_etl.models import DateMention, DatePrecision

_COMPARED: Final = ("较", "比", "与", "同", "于")
_DAILY: Final = re.compile("收评|收盘|午评|早评|日评|每日")
_FIRST_WORDS: Final = 60  # characters
_THIS_YEAR: Final = re.compile(r"今年以?来?(?:的?)(?P<part>[^，。；、]{2,8})")

Dated = Sequence[tuple[str, Sequence[DateMention]]]


def years_of_parts(dated: Dated) -> dict[str, str]:
    """The part of a year (-Q1, -H1, -05) → its year, for the parts that the texts name with one year only.

    A year that figures are only held against is not the one, and makes another one unsure.
    """
    years: defaultdict[str, set[str]] = defaultdict(set)
    told: set[str] = set()
    for text, dates in dated:
        for date in dates:
            if date.inferred or not date.iso or date.last_day is None or date.precision is DatePrecision.DAY:
                continue
            if len(date.iso) == len("2024") or periods.is_range(date.iso):
                continue
            years[periods.part_of(date.iso)].add(date.iso[:4])
            if not text[: date.start].endswith(_COMPARED) and not text.startswith("同期", date.end):
                told.add(periods.part_of(date.iso))
    return {part: next(iter(named)) for part, named in years.items() if len(named) == 1 and part in told}


def day_of_telling(dated: Dated) -> str | None:
    """The day that the first words of a text give as that of its news, where it tells of no later year.

    Lines that are no sentence, headline and byline, may stand above them.
    """
    text, dates = next((told for told in dated if "。" in told[0]), ("", ()))
    for date in dates:
        if date.precision is DatePrecision.DAY and not date.inferred and date.end < _FIRST_WORDS:
            years = [
                d.iso[:4] for _, found in dated for d in found if d.iso and not (d.forecast or d.inferred)
            ]
            return date.iso if date.iso and tells(text, date.end) and max(years) == date.iso[:4] else None
    return None


def day_of_report(title: str | None, dated: Dated) -> str | None:
    """The day that a report on one day of trade is on: the first one that its text prints."""
    line = dated[0][0] if dated and "。" not in dated[0][0] else ""
    if _DAILY.search(title or line) is None:
        return None
    days = (d.iso for _, dates in dated for d in dates if d.precision is DatePrecision.DAY and not d.inferred)
    return next(days, None)


def year_of_writing(dated: Dated, parts: dict[str, str]) -> str | None:
    """The year that 今年 is: the one that the texts give to the same part of the year, and no later one.

    Or else the one after the last year that they count up to December, which nobody can before it is over.
    """
    year = _latest_year(dated)
    named: set[str] = set()
    for text, _ in dated:
        for match in _THIS_YEAR.finditer(text):
            here = find_dates(f"{year}年{match['part']}")
            part = periods.part_of(here[0].iso) if here and here[0].iso and here[0].start == 0 else ""
            if part and parts.get(part) == year:
                named.add(year)
    after = _after_december(dated)
    spoken = after and after >= year and any(_THIS_YEAR.search(text) for text, _ in dated)
    return named.pop() if named else after if spoken else None


def months_of_year(dated: Dated, year: str) -> dict[str, str]:
    """The months of 今年 that the texts name with that word, as `years_of_parts` has others."""
    matches = (match for text, _ in dated for match in _THIS_YEAR.finditer(text))
    found = (find_dates(f"{year}年{match['part']}") for match in matches)
    first = (dates[0] for dates in found if dates and dates[0].start == 0)
    return {periods.part_of(d.iso): year for d in first if d.iso and len(d.iso) == len("2024-01")}


def _after_december(dated: Dated) -> str | None:
    """The year after the last one of which January to December are printed as its months."""
    counted = [d.iso[:4] for _, dates in dated for d in dates if d.iso and d.iso[4:] == f"-01/{d.iso[:4]}-12"]
    return str(int(max(counted)) + 1) if counted else None


def _latest_year(dated: Dated) -> str:
    """The latest year that the texts print as one that is no forecast."""
    printed = (d.iso[:4] for _, dates in dated for d in dates if d.iso and not (d.forecast or d.inferred))
    return max(printed, default="2000")
