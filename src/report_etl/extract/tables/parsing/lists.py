"""Tables of words → records: lists of policies, industry chains."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

from report_etl.columns import COLUMN_TYPES, is_absent, parse_date, parse_text
from report_etl.extract.tables.drawn.entries import goes_on
from report_etl.extract.tables.matching.assign import unread_names
from report_etl.extract.tables.matching.matched import Matched
from report_etl.extract.tables.parsing.context import Context, refused, usable_rows
from report_etl.extract.tables.parsing.figures import is_divider
from report_etl.language.issuer_lines import join_issuer_lines
from report_etl.language.normalize import squeeze
from report_etl.language.organisations import Issuers, are_run_together
from report_etl.language.regions import Region, RegionKind, parse_region_or_body, region_score
from report_etl.language.titles import balanced
from report_etl.models import Layout, RawRow
from report_etl.records import Policy, ValueChainLink

_BESIDE = ("issued", "issuers", "content", "region", "category")
_MOSTLY = 0.75  # of the rows
_NATION = re.compile("(?:国家|全国|中央)(?:部委|级|层面|性)?(?:政策)?")


def parse_policies(context: Context) -> None:
    """One policy for each title of each row that is whole."""
    dated, cut = _are_dated(context), _cut_rows(context)
    grouped: Region | None = None
    for row in usable_rows(context, "policies"):
        if is_divider(row):
            grouped = _group_region(squeeze(row.cells[0].text.text))
            continue
        lacks = _lacks(context, row, dated=dated)
        if row in cut:
            lacks = "its date goes on in the row below"
        if lacks is not None:
            context.reject(row, "policies", lacks)
            continue
        try:
            titles = _titles(context, row)
        except ValueError as error:
            context.reject(row, "policies", str(error))
            continue
        if not titles:
            if any(not is_absent(cell.text.text) for cell in row.cells if not cell.merged):
                context.reject(row, "policies", "the row names no policy")
            continue
        for title in titles:
            context.add(
                context.parsed.policies,
                partial(_policy, context, row, title, grouped),
                row,
                "policies",
            )


def _lacks(context: Context, row: RawRow, *, dated: bool) -> str | None:
    """What a row with a title lacks, in words: its date where others have theirs, or all but the title."""
    match = context.match
    if not context.text(row, match.of("title")).strip():
        return None
    if dated and not context.text(row, match.of("issued")).strip():
        return "the row has no date, and the others have"
    others = [context.text(row, match.of(field)).strip() for field in _BESIDE if match.of(field) is not None]
    return None if not others or any(others) else "the row has nothing but a title"


def _are_dated(context: Context) -> bool:
    """Whether a drawn table has a date in nearly every row: where none is, a line of the page may be lost."""
    dates = [context.text(row, context.match.of("issued")).strip() for row in context.table.rows]
    drawn = context.table.layout in (Layout.RULED, Layout.ALIGNED)
    return drawn and sum(map(bool, dates)) >= _MOSTLY * len(dates)


def _cut_rows(context: Context) -> list[RawRow]:
    """Rows whose date the row below completes: 2021-04-2 above 7 are lines of one row."""
    issued = context.match.of("issued")
    dates = [context.text(row, issued).strip() for row in context.table.rows]
    pairs = zip(context.table.rows, pairwise(dates), strict=False)
    return [row for row, (date, below) in pairs if goes_on(date, below)]


def _titles(context: Context, row: RawRow) -> tuple[str, ...]:
    value = COLUMN_TYPES["policy_title"].parse(context.text(row, context.match.of("title")))
    return value if isinstance(value, tuple) else ()


def _group_region(name: str) -> Region | None:
    """The region that a group of rows is of; None where its name is none."""
    region = parse_region_or_body(name)
    return region if region.code is not None and region.kind is not RegionKind.TOTAL else None


def _policy(context: Context, row: RawRow, title: str, grouped: Region | None) -> Policy:
    match = context.match
    issued = _cell(context, row, match.of("issued"))
    issuers = COLUMN_TYPES["organisations"].parse(_issuers(context, row, match.of("issuers")))
    region = _region(_cell(context, row, match.of("region"))) if match.of("region") else grouped
    content = parse_text(_cell(context, row, match.of("content")) or "")
    category = parse_text(_cell(context, row, match.of("category")) or "")
    known = issuers if isinstance(issuers, Issuers) else None
    if known is not None and any(map(are_run_together, known.names)):
        raise ValueError("the names of several issuers have nothing between them")
    return Policy(
        issued=parse_date(issued) if issued else None,
        issuers=list(known.names) if known else [],
        issuer_count=known.count if known else None,
        issuers_text=known.text if known else None,
        title=title,
        content=content,
        region=region.name if region else None,
        region_code=region.code if region else None,
        category=category,
        caption=context.caption,
        source=context.source,
        provenance=context.row_provenance(row),
    )


def _cell(context: Context, row: RawRow, column: Matched | None) -> str | None:
    text = context.text(row, column)
    return None if is_absent(text) else text


def _issuers(context: Context, row: RawRow, column: Matched | None) -> str:
    """The cell of the issuers, its lines joined so that they are names where cells have lines."""
    cell = context.cell(row, column)
    if cell is None or is_absent(cell.text.text):
        return ""
    if context.table.layout is Layout.FLATTENED:
        return cell.text.text
    origin = cell.text.origin
    starts = [n for n in range(1, len(origin)) if origin[n] != origin[n - 1] + 1]
    lines = [cell.text.text[a:b] for a, b in pairwise([0, *starts, len(origin)])]
    lines = [line for line in lines if line]
    return join_issuer_lines([line.strip() for line in lines], [line.endswith("\n") for line in lines[:-1]])


def _region(text: str | None) -> Region | None:
    """The region that a cell names; none for the whole country, however it is called."""
    if text is None or _NATION.fullmatch(squeeze(text)):
        return None
    region = parse_region_or_body(text)
    if region.kind is RegionKind.BODY and not region_score(text):
        raise ValueError(f"{text!r} names no region")
    return None if region.kind is RegionKind.TOTAL else region


def parse_chain(context: Context) -> None:
    """One link for each row; a stage stands once and holds until the next one.

    After a refused row nobody knows which stage holds: rows without a stage of their own are refused, too.
    """
    match = context.match
    stage: str | None = None
    unread = unread_names(match.spec, match.columns) if match.spec else []
    for row in context.table.rows:
        if refused(context, row, "value_chain"):
            stage = None
            continue
        stage = parse_text(context.text(row, match.of("stage"))) or stage
        described = (
            parse_text(context.text(row, match.of("field"))),
            parse_text(context.text(row, match.of("description"))),
        )
        if any(not is_absent(context.text(row, column)) for column in unread):
            context.reject(row, "value_chain", "which column names the field is not sure")
            continue
        if described == (None, None):
            continue
        if stage is None or not balanced(stage + (described[0] or "")):
            context.reject(row, "value_chain", "the stage or the field of the row is not whole")
            stage = None
            continue
        context.add(
            context.parsed.value_chain,
            lambda row=row, stage=stage, described=described: ValueChainLink(  # type: ignore[misc]
                stage=stage,
                field=described[0],
                description=described[1],
                caption=context.caption,
                source=context.source,
                provenance=context.row_provenance(row),
            ),
            row,
            "value_chain",
        )
