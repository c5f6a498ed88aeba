"""RawTable → records, or rejects that say why: one strategy for each kind of table."""

from __future__ import annotations

from collections.abc import Callable

from report_etl.extract.provenance import Locator
from report_etl.extract.tables.matching.match import Attempt
from report_etl.extract.tables.matching.matched import Match
from report_etl.extract.tables.parsing.composition import parse_composition
from report_etl.extract.tables.parsing.context import Context, Parsed, one_line, provenance_of
from report_etl.extract.tables.parsing.lists import parse_chain, parse_policies
from report_etl.extract.tables.parsing.region_counts import parse_regions
from report_etl.extract.tables.parsing.time_series import parse_series
from report_etl.models import Claim, RawTable
from report_etl.records import Table

_STRATEGIES: dict[str, Callable[[Context], None]] = {
    "policies": parse_policies,
    "region_counts": parse_regions,
    "time_series": parse_series,
    "composition": parse_composition,
    "value_chain": parse_chain,
}

# What the rows of a kind become, where it is not called like the kind.
_RECORDS = {"time_series": "quantities", "composition": "percentages"}


def parse_table(
    table: RawTable, match: Match, locator: Locator, whole: RawTable, near: Attempt | None = None
) -> Parsed:
    """The records of a table; `whole` is the table as found, which is stored as it is.

    `near` is the kind that the header of a table names whose cells do not fit: its rows are refused.
    """
    context = Context(table, match, locator)
    if match.spec is not None:
        _STRATEGIES[match.spec.kind](context)
    else:
        _refuse(context, near)
    context.parsed.tables.append(_table_record(context, whole))
    context.parsed.claims.extend(_claims(context, whole))
    return context.parsed


def _refuse(context: Context, near: Attempt | None) -> None:
    """Refuse the rows that have no reading; all of them where the header promises a kind."""
    spec = near.match.spec if near is not None else None
    kind = context.table.kind or (spec.kind if spec is not None else None)
    for row in context.table.rows:
        if row.readings or kind is not None:
            reason = (near and near.lacks) or "the cells are not what its columns hold"
            reason = "no reading fits the columns" if row.readings else reason
            context.reject(row, _RECORDS.get(kind or "", kind or "tables"), reason, row.readings)


def _table_record(context: Context, whole: RawTable) -> Table:
    cells = [*whole.header, *(cell for row in whole.rows for cell in row.cells)]
    confidence = min((row.confidence for row in whole.rows), default=1.0)
    filled = [cell for cell in cells if cell.text]
    provenance = provenance_of(filled, context.locator, context.rule, confidence)
    return Table(
        caption=context.caption,
        kind=context.match.spec.kind if context.match.spec else "unknown",
        layout=whole.layout,
        header=[one_line(cell.text.text) for cell in whole.header],
        rows=[[one_line(cell.text.text) for cell in row.cells] for row in whole.rows],
        unit_note=whole.unit_note,
        source=context.source,
        provenance=provenance,
    )


def _claims(context: Context, whole: RawTable) -> list[Claim]:
    spans = [cell.text.span() for cell in whole.header if cell.text]
    spans += [cell.text.span() for row in whole.rows for cell in row.cells if cell.text and not cell.merged]
    if whole.caption:
        spans.append(whole.caption.span())
    return [Claim(span, context.rule) for span in spans]
