"""The column of a series that compares its last period with the one before → percentages.

项目 2024年 2023年 本年比上年增减（%）: what changed is the item, by per cent of it; a rate in points.
"""

from __future__ import annotations

import re
from decimal import Decimal

from report_etl.columns import PrintedPeriod, is_absent, parse_percent
from report_etl.extract.tables.matching.labels import PERCENTS, header_name
from report_etl.extract.tables.matching.matched import Matched
from report_etl.extract.tables.matching.measures import level_figure
from report_etl.extract.tables.parsing.context import Context
from report_etl.language.normalize import normalize_text, squeeze
from report_etl.models import RawRow
from report_etl.records import Percentage

_CHANGE = re.compile(
    "(?:(?:本年度?|本期|本报告期|今年)?末?[比较]上[年期](?:同期|度|末)?|同比)?"
    "(?:增减|变动|变化|增长)(?:幅度|比例|率)?|同比|YoY|yoy"
)
_FALLS = ("减少", "下降", "降低", "回落")
_POINTS = re.compile(f"(增加|提高|上升|{'|'.join(_FALLS)}|[-+]?)([0-9]+(?:\\.[0-9]+)?)(?:个?百分点|pct|pp)")


def is_change(label: str) -> bool:
    """Whether a label that names no period of its own says how much the last period changed."""
    name = header_name(label)
    return _CHANGE.fullmatch(name.name) is not None and name.unit in (None, *PERCENTS)


def add_changes(context: Context, row: RawRow, label: str, last: PrintedPeriod) -> None:
    """A percentage for each measure of a row of changes, of the last period of the series."""
    for column in context.match.all_of("decimal", "percent"):
        if not column.fills("value") or is_absent(context.text(row, column)):
            continue
        _add(context, row, column, label, last)


def _add(context: Context, row: RawRow, column: Matched, label: str, last: PrintedPeriod) -> None:
    figure = level_figure(column.header, context.caption)

    def build() -> Percentage:
        value, in_points = _change(context.text(row, column), label, column.type == "percent")
        return Percentage(
            subject=(figure.subject or "") + figure.measure,
            measure=header_name(label).name,
            value=abs(value),
            kind="change_points" if in_points else "growth",
            direction=("down" if value < 0 else "up") if value else None,
            period=last.iso,
            forecast=last.forecast,
            **context.printed(row, column),
        )

    context.add(context.parsed.percentages, build, row, "percentages")


def _change(text: str, label: str, of_rate: bool) -> tuple[Decimal, bool]:
    """The signed change that a cell prints, and whether it is one of points.

    Raises:
        ValueError: the cell is no number, or neither it nor the label says of what.
    """
    plain = squeeze(normalize_text(text))
    points = _POINTS.fullmatch(plain)
    if points is not None:
        return Decimal(points[2]) * (-1 if points[1] in (*_FALLS, "-") else 1), True
    value = parse_percent(text)
    if value is None or of_rate or not (plain.endswith("%") or header_name(label).unit == "%"):
        raise ValueError(f"{text!r} under {label}: whether it is per cent or points is not said")
    return value, False
