"""Tables of regions → a count for each region and measure, the shares beside it, totals apart."""

from __future__ import annotations

import re
from decimal import Decimal

from report_etl.columns import is_absent, parse_percent, parse_rank, period_of
from report_etl.extract.tables.matching.cell_types import kind_of_region
from report_etl.extract.tables.matching.matched import Matched
from report_etl.extract.tables.matching.measures import (
    Figure,
    caption_core,
    column_period,
    percent_kind,
    region_measure,
    related_level,
)
from report_etl.extract.tables.matching.units import without_bound
from report_etl.extract.tables.parsing.context import Context, usable_rows
from report_etl.extract.tables.parsing.figures import (
    add_percentage,
    add_total,
    compared_period,
    is_divider,
    refuse_shared,
    value_of,
)
from report_etl.language.normalize import squeeze
from report_etl.language.regions import Region, RegionKind, parse_region, parse_region_or_body
from report_etl.models import RawRow
from report_etl.records import RegionCount

_WHOLE = frozenset("个家人户款所座")  # what is counted has no parts
_AVERAGED = re.compile("[每均率比]|指数")
_PART = re.compile("其中[：:、]?|#")
_SHARE_WORDS = re.compile("[（(][^（()）]*[）)]|占|比重|比例|比|份额|全国|全球|总")


def parse_regions(context: Context) -> None:
    """A count for each region and measure; shares and ranks beside it; totals apart."""
    counts = [m for m in context.match.all_of("decimal") if m.fills("count")]
    percents = list(context.match.all_of("percent"))
    rows = usable_rows(context, "region_counts")
    names = [_name(context, row) for row in rows]
    several = {name for name in names if names.count(name) > 1}
    grouped = _is_grouped(context)
    for row, name in zip(rows, names, strict=True):
        if name in several and kind_of_region(name) is RegionKind.TOTAL:
            continue  # each is the sum of a group, not of the table
        if is_divider(row) or (is_absent(name) and all(is_absent(context.text(row, m)) for m in counts)):
            continue
        try:
            region = _region(name)
            if grouped and name in several and region.code is None:
                raise ValueError(f"{name} of several places: no region is named so")
        except ValueError as error:
            context.reject(row, "region_counts", str(error))
            continue
        for column in counts:
            _add_count(context, row, region, column, counts, percents)
        if region.kind is not RegionKind.TOTAL:
            for column in percents:
                if not _is_share(column) and not is_absent(context.text(row, column)):
                    figure = Figure(region.name, _region_measure_of(context, counts, column))
                    kind = percent_kind(column.header)
                    add_percentage(context, row, column, figure, kind, _period(context, column))


def _region(name: str) -> Region:
    """The region that a cell names; a known one may be called a part of the one above: 其中：大连."""
    part = _PART.match(squeeze(name))
    return parse_region(squeeze(name)[part.end() :]) if part else parse_region_or_body(name)


def _is_grouped(context: Context) -> bool:
    """Whether a column before that of the regions says where they are."""
    region = context.match.of("region")
    return region is not None and any(m.type == "free_text" for m in context.match.columns[: region.index])


def _name(context: Context, row: RawRow) -> str:
    """The region of a row; of a total over the names that group the regions, what stands there."""
    column = context.match.of("region")
    name = context.text(row, column)
    before = row.cells[: column.index] if column is not None and is_absent(name) else ()
    totals = (cell.text.text for cell in before if kind_of_region(cell.text.text) is RegionKind.TOTAL)
    return next(totals, name)


def _add_count(
    context: Context,
    row: RawRow,
    region: Region,
    column: Matched,
    counts: list[Matched],
    percents: list[Matched],
) -> None:
    text = context.text(row, column)
    if is_absent(text):
        return
    measure = _region_measure(context, column)
    if region.kind is RegionKind.TOTAL:
        add_total(context, row, column, measure)
        return
    cells = (context.cell(row, context.match.of("region")), context.cell(row, column))
    share = _share_column(column, counts, percents)

    def build() -> RegionCount:
        refuse_shared(context, row, column)
        value, unit = _count_of(context, column, text)
        return RegionCount(
            region=region.name,
            region_code=region.code,
            count=int(value) if value == value.to_integral_value() else value,
            unit=unit,
            measure=measure,
            as_of=_period(context, column),
            share=_share_of(context, row, share),
            rank=_rank(context, row),
            caption=context.caption,
            source=context.source,
            provenance=context.provenance(cells, row.confidence),
        )

    context.add(context.parsed.region_counts, build, row, "region_counts")


def _count_of(context: Context, column: Matched, text: str) -> tuple[Decimal, str | None]:
    """The value of a count with its unit.

    Raises:
        ValueError: it is a bound, a part of what has no parts, or of a column named like another: what stood
            above both is lost.
    """
    others = [m for m in context.match.all_of("decimal") if m.fills("count") and m is not column]
    if any((m.header, m.period) == (column.header, column.period) for m in others):
        raise ValueError(f"another column is named {column.header.name}, too")
    if without_bound(text)[1] != "exact":
        raise ValueError(f"{text!r} bounds a count, and is none")
    value, scale = value_of(context, column, text)
    parted = scale.unit in _WHOLE and value != value.to_integral_value()
    if parted and not _AVERAGED.search(column.header.name):
        raise ValueError(f"{text!r} is no number of {scale.unit}")
    return value, scale.unit


def _share_of(context: Context, row: RawRow, column: Matched | None) -> Decimal | None:
    """The share beside a count; None where none is printed, or no more than a bound (<0.1%)."""
    text = context.text(row, column)
    return parse_percent(text) if text and not text.startswith(("<", "＜", "不足")) else None


def _period(context: Context, column: Matched) -> str | None:
    own = column.period or compared_period(context, column)
    period = own or column_period(column.header.name, context.caption) or context.table.as_of
    beside = any(m.period is not None for m in context.match.columns)
    if own is None and period is not None and "/" in period and beside:
        return None  # the years of the caption are those of the columns; that of this one is not printed
    return period


def _rank(context: Context, row: RawRow) -> int | None:
    column = context.match.of("rank")
    if column is None or column.header.name in ("序号", "编号", "No", "No."):
        return None
    return parse_rank(context.text(row, column))


def _share_column(column: Matched, counts: list[Matched], percents: list[Matched]) -> Matched | None:
    """The share that belongs to a count."""
    return next((m for m in percents if _is_share(m) and _counted(m, counts) is column), None)


def _counted(share: Matched, counts: list[Matched]) -> Matched | None:
    """The count that a share is of: the one its header names (产能占比), else the one before it."""
    stem = _SHARE_WORDS.sub("", share.header.name)
    named = [count for count in counts if stem and stem in count.header.name]
    before = [count for count in counts if count.index < share.index]
    return named[0] if len(named) == 1 else before[-1] if before else None


def _is_share(column: Matched) -> bool:
    return percent_kind(column.header) == "share"


def _region_measure(context: Context, column: Matched) -> str:
    if column.period is not None and period_of(column.header.name) is not None:
        return caption_core(context.caption) or column.header.name
    return region_measure(column.header, context.caption)


def _region_measure_of(context: Context, counts: list[Matched], column: Matched) -> str:
    level = related_level(column.header.name, [(m.index, m.header) for m in counts], column.index)
    stem = region_measure(level, context.caption) if level else ""
    name = column.header.name
    return name if stem and stem in name else stem + name
