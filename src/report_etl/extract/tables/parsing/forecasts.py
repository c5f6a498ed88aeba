"""Which figures of a table are forecasts: those of periods that nobody could know when it was made."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from report_etl.extract.tables.parsing.context import Parsed
from report_etl.records import Percentage, Quantity, ReportInfo, partial_days

_SPEAKS = re.compile("预测|预计|预估|展望")  # in a caption or a header

_Figure = TypeVar("_Figure", Percentage, Quantity)


def speaks_of_forecasts(words: str | None) -> bool:
    """Whether a caption says that there are forecasts below it, or a header that all below it are."""
    return words is not None and _SPEAKS.search(words) is not None


def mark_forecasts(parsed: Parsed, report: ReportInfo) -> None:
    """Mark the figures of a table that are forecasts though nothing is printed beside them.

    A caption that speaks of forecasts does not say where they begin. Sure is: what ends in a year after that
    of publication; what ends later than a period that is printed as a forecast; and, under such a caption,
    what was not over at publication or, where that is not known, ends in the years that the title looks
    forward to. All else stays as printed.
    """
    figures: list[Percentage | Quantity] = [*parsed.percentages, *parsed.quantities]
    printed = [partial_days(f.period)[1] for f in figures if f.forecast and f.period]
    caption = any(speaks_of_forecasts(table.caption) for table in parsed.tables)
    published = partial_days(report.published)[1] if report.published else None

    def is_ahead(last: date) -> bool:
        if any(last > earlier for earlier in printed):
            return True
        if published is None:
            return caption and report.forecast_start is not None and last.year >= report.forecast_start
        return last.year > published.year or (caption and last >= published)

    parsed.percentages[:] = [_marked(figure, is_ahead) for figure in parsed.percentages]
    parsed.quantities[:] = [_marked(figure, is_ahead) for figure in parsed.quantities]


def _marked(figure: _Figure, is_ahead: Callable[[date], bool]) -> _Figure:
    ahead = not figure.forecast and figure.period is not None and is_ahead(partial_days(figure.period)[1])
    return figure.model_copy(update={"forecast": True}) if ahead else figure
