"""Tables: find (ruled, aligned, flattened), stitch over pages, match to a kind, parse to records."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from itertools import chain

from report_etl.catalog import Catalog
from report_etl.extract.flow import Flow
from report_etl.extract.provenance import Locator
from report_etl.extract.tables.areas import lines_of
from report_etl.extract.tables.columnwise import find_columnwise
from report_etl.extract.tables.date_tables import date_tables
from report_etl.extract.tables.drawn.typewritten import find_typewritten
from report_etl.extract.tables.flattened.find import find_flattened
from report_etl.extract.tables.flattened.unread import promised
from report_etl.extract.tables.footnotes import without_footnotes
from report_etl.extract.tables.labels_apart import refuse_apart
from report_etl.extract.tables.look_below import with_captions_below
from report_etl.extract.tables.matching.match import match_table
from report_etl.extract.tables.matching.matched import Match
from report_etl.extract.tables.parsing.changes import is_change
from report_etl.extract.tables.parsing.context import Parsed
from report_etl.extract.tables.parsing.forecasts import mark_forecasts
from report_etl.extract.tables.parsing.parse import parse_table
from report_etl.extract.tables.pipes import find_pipes
from report_etl.extract.tables.shape import is_statement, is_transposed, transpose, unfold
from report_etl.extract.tables.years_apart import with_whole_dates
from report_etl.models import Block, Claim, RawTable
from report_etl.records import (
    Percentage,
    Policy,
    Quantity,
    RegionCount,
    Reject,
    ReportInfo,
    Table,
    TableTotal,
    ValueChainLink,
)


@dataclass(frozen=True)
class Tables:
    """All tables of a document and the records read from them."""

    tables: tuple[Table, ...] = ()
    policies: tuple[Policy, ...] = ()
    region_counts: tuple[RegionCount, ...] = ()
    table_totals: tuple[TableTotal, ...] = ()
    percentages: tuple[Percentage, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    value_chain: tuple[ValueChainLink, ...] = ()
    rejects: tuple[Reject, ...] = ()
    claims: tuple[Claim, ...] = ()


def read_tables(found: list[RawTable], catalog: Catalog, locator: Locator, report: ReportInfo) -> Tables:
    """Match each table to a kind of the catalog and read its records; the report dates its forecasts."""
    parsed = [_read(table, catalog, locator) for table in found]
    for part in parsed:
        mark_forecasts(part, report)
    lists = {each.name: [getattr(part, each.name) for part in parsed] for each in fields(Tables)}
    return Tables(**{name: tuple(chain.from_iterable(own)) for name, own in lists.items()})


def find_tables(flow: Flow, blocks: tuple[Block, ...], catalog: Catalog) -> list[RawTable]:
    """The tables of a document in reading order, parts over page breaks joined."""
    found: list[RawTable] = []
    columned: frozenset[int] = frozenset()
    if flow.document.is_laid_out:
        # Imported for those who need it: a text is extracted without the finders of drawn tables.
        from report_etl.extract.tables.drawn.find import find_drawn

        found, columned = find_drawn(flow, blocks, catalog)
    else:
        found, columned = find_typewritten(flow, blocks, catalog)
    found += find_pipes(flow, blocks, lines_of(found), catalog)
    found += find_columnwise(flow, blocks, lines_of(found), catalog)
    found += find_flattened(flow, blocks, lines_of(found), catalog, columned)
    found = refuse_apart(flow, blocks, found, catalog)
    if flow.document.is_laid_out:
        from report_etl.extract.tables.drawn.find import mark_headless

        found = mark_headless(flow, found, columned)
    found = date_tables(flow, blocks, with_captions_below(flow, blocks, found))
    return sorted(found, key=lambda table: min(table.lines, default=0))


def _read(table: RawTable, catalog: Catalog, locator: Locator) -> Parsed:
    shaped, match = shape_and_match(table, catalog)
    near = promised(shaped, catalog) if match.spec is None else None
    return parse_table(shaped, match, locator, table, near)


def shape_and_match(table: RawTable, catalog: Catalog) -> tuple[RawTable, Match]:
    """The table as one row per record, and what it is."""
    shaped = with_whole_dates(unfold(without_footnotes(table)))
    match = match_table(shaped, catalog)
    kind = match.spec.kind if match.spec is not None else None
    if (kind in (None, "composition") and is_transposed(shaped)) or (kind is None and is_statement(shaped)):
        turned = transpose(shaped)
        series = tuple(row for row in turned.rows if not is_change(row.cells[0].text.text))
        other = match_table(replace(turned, rows=series), catalog)
        if other.spec is not None and other.spec.kind == "time_series":
            return turned, other
    return shaped, match
