"""Tables of periods → each amount and each percentage of each period, and what the last one changed by."""

from __future__ import annotations

from report_etl.columns import PrintedPeriod, parse_period
from report_etl.extract.tables.matching.measures import with_year
from report_etl.extract.tables.parsing.changes import add_changes, is_change
from report_etl.extract.tables.parsing.context import Context, usable_rows
from report_etl.extract.tables.parsing.figures import add_figures, is_divider
from report_etl.models import RawRow


def parse_series(context: Context) -> None:
    """Each amount and each percentage of each period."""
    column = context.match.of("period")
    periods: list[PrintedPeriod] = []
    changes: list[RawRow] = []
    for row in usable_rows(context, "quantities"):
        text = context.text(row, column)
        if is_change(text):
            changes.append(row)
            continue
        try:
            period = parse_period(with_year(text, context.caption))
        except ValueError as error:
            context.reject(row, "quantities", str(error))
            continue
        if period is None or is_divider(row):
            continue
        periods.append(period)
        add_figures(context, row, None, period.iso, period.forecast)
    for row in changes:
        if periods:
            label = context.text(row, column)
            add_changes(context, row, label, max(periods, key=lambda period: period.iso))
