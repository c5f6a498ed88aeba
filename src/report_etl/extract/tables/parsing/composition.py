"""Tables of what something is made of → each amount and each percentage of each item, totals apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from report_etl.columns import is_absent, parse_text, period_of
from report_etl.extract.tables.matching.cell_types import kind_of_region
from report_etl.extract.tables.matching.measures import caption_period
from report_etl.extract.tables.parsing.context import Context, usable_rows
from report_etl.extract.tables.parsing.figures import add_figures, add_total, is_divider
from report_etl.language.regions import RegionKind
from report_etl.models import RawRow

# A group of one row whose second name only lists what it holds: 工业副产氢 | 焦炉煤气、氯碱等
_LISTING = re.compile("、|等$")


def parse_composition(context: Context) -> None:
    """Each amount and each percentage of each item, at its own period if it has one; totals are no item."""
    subjects = [m for m in context.match.columns if m.fills("subject")]
    first = min((m.index for m in context.match.columns if m.fills("value")), default=0)  # then come notes
    before = [m for m in context.match.columns if m.column is None and m.index < first]
    rows = usable_rows(context, "percentages")
    items = [row for row in rows if kind_of_region(context.text(row, subjects[0])) is not RegionKind.TOTAL]
    dated = next((m for m in before if _holds_periods([context.text(row, m) for row in items])), None)
    others = [m for m in before if m is not dated and m.type in ("label", "free_text")]
    groups = Counter(parse_text(context.text(row, subjects[0])) for row in rows)
    for row in rows:
        names = [name for m in (*subjects, *others) if (name := parse_text(context.text(row, m)))]
        if not names or is_divider(row):
            continue
        if kind_of_region(names[0]) is RegionKind.TOTAL:
            _add_totals(context, row)
            continue
        lone = groups[names[0]] == 1 and _LISTING.search(names[-1])
        item = names[0] if lone else names[-1]
        period = period_of(context.text(row, dated)) if dated is not None else None
        when = period.iso if period is not None else caption_period(context.caption)
        add_figures(context, row, item, when, period is not None and period.forecast)


def _holds_periods(texts: Sequence[str]) -> bool:
    """Whether all cells of a column name a period."""
    return bool(texts) and all(period_of(text) is not None for text in texts)


def _add_totals(context: Context, row: RawRow) -> None:
    for column in context.match.all_of("decimal"):
        if not is_absent(context.text(row, column)):
            add_total(context, row, column, column.header.name)
