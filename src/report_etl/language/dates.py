"""Dates and periods in written Chinese."""

from __future__ import annotations

import datetime

from report_etl.language.date_finder import find
from report_etl.models import DateMention


def find_dates(text: str, *, reference: datetime.date | None = None) -> list[DateMention]:
    """Every date or period in `text`, in order, not overlapping.

    A part of a year (6月, 上半年, Q3) takes its year from the nearest date before it that the text is
    about, else from `reference`, and is marked `inferred`; with neither it is not found. 去年, 今年,
    同期 and 目前 need `reference`. An open range (2018年以前, 2020年以来, 自2021年) has one day None and
    the named point as `iso`. 年底, 年末 and 年初 are the year, 月末 the month, 季末 the quarter.
    """
    return find(text, reference)
