"""Dates and periods in written Chinese: in running text, and as a whole table cell."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from report_etl.language import calendar_periods as calendar
from report_etl.language.date_finder import find
from report_etl.language.normalize import normalize_text, squeeze
from report_etl.models import DateMention

_PLAIN_CELL = re.compile(r"((?:19|20)[0-9]{2})(?:\.(0?[1-9]|1[0-2])|(0[1-9]|1[0-2])([0-3][0-9]))?年?")


def find_dates(text: str, *, reference: datetime.date | None = None) -> list[DateMention]:
    """Every date or period in `text`, in order, not overlapping.

    A part of a year (6月, 上半年, Q3) takes its year from the nearest date before it that the text is
    about, else from `reference`, and is marked `inferred`; with neither it is not found. 去年, 今年,
    同期 and 目前 need `reference`. An open range (2018年以前, 2020年以来, 自2021年) has one day None and
    the named point as `iso`. 年底, 年末 and 年初 are the year, 月末 the month, 季末 the quarter.
    """
    return find(text, reference)


def parse_date(text: str) -> DateMention:
    """The date that is the whole of a table cell; blanks inside (2023 年 3 月) do not matter.

    Also reads what only a cell may say: a bare year, 2025.8, 20250831. `start`..`end` is the whole text.

    Raises:
        ValueError: the cell is empty, holds more than one date, or is none.
    """
    cell = normalize_text(text).strip()
    for written in (cell, squeeze(cell)):
        whole = _unwrap(written)
        plain = _PLAIN_CELL.fullmatch(whole)
        if plain:
            return _plain_date(text, plain)
        found = find(whole, None)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(whole)):
            return replace(found[0], start=0, end=len(text), text=text)
    raise ValueError(f"{text[:40]!r} is no date")


def _plain_date(text: str, match: re.Match[str]) -> DateMention:
    year, month, day = int(match[1]), int(match[2] or match[3] or 0), int(match[4] or 0)
    if day:
        period = calendar.day(year, month, day)
    else:
        period = calendar.month(year, month) if month else calendar.year(year)
    return DateMention(0, len(text), text, period.first, period.last, period.precision, period.iso)


def _unwrap(cell: str) -> str:
    """Without 截至 and without brackets around the whole."""
    inner = cell.removeprefix("截至").removesuffix("止")
    return inner[1:-1] if inner[:1] in tuple("（(") and inner[-1:] in tuple("）)") else inner
