"""Tables of figures → records: counts per region, series over time, compositions."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any, Literal, cast

from report_etl.columns import (
    PrintedPeriod,
    is_absent,
    parse_decimal,
    parse_percent,
    parse_period,
    parse_rank,
    parse_text,
)
from report_etl.extract.tables.changes import add_changes, is_change
from report_etl.extract.tables.context import Context, usable_rows
from report_etl.extract.tables.labels import HeaderName
from report_etl.extract.tables.matched import Matched
from report_etl.extract.tables.measures import (
    Figure,
    Scale,
    caption_core,
    caption_period,
    column_period,
    level_figure,
    noted_unit,
    part_of_share,
    percent_kind,
    region_measure,
    related_level,
    scale_of,
    whole_quantity,
    with_year,
    without_bound,
)
from report_etl.language.regions import Region, RegionKind, parse_region_or_body
from report_etl.models import QuantityKind, RawRow
from report_etl.records import Percentage, Quantity, RegionCount, TableTotal

_SHARE_WORDS = re.compile("[（(][^（()）]*[）)]|占|比重|比例|比|份额|全国|全球|总")

# --- counts per region -----------------------------------------------------------------------

_SUBTOTAL = "小计"
_WHOLE = frozenset("个家人户款所座")  # what is counted has no parts
_AVERAGED = re.compile("[每均率比]|指数")


def parse_regions(context: Context) -> None:
    """A count for each region and measure; shares and ranks beside it; totals apart."""
    counts = [m for m in context.match.all_of("decimal") if _fills(m, "count")]
    percents = list(context.match.all_of("percent"))
    rows = usable_rows(context, "region_counts")
    names = [context.text(row, context.match.of("region")) for row in rows]
    parted = names.count(_SUBTOTAL) > 1  # each is the sum of a group, not of the table
    for row, name in zip(rows, names, strict=True):
        if parted and name == _SUBTOTAL:
            continue
        if _is_divider(row) or (is_absent(name) and all(is_absent(context.text(row, m)) for m in counts)):
            continue
        try:
            region = parse_region_or_body(name)
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
                    _add_percentage(context, row, column, figure, kind, _period(context, column))


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
        _add_total(context, row, column, measure)
        return
    cells = (context.cell(row, context.match.of("region")), context.cell(row, column))
    share = _share_column(column, counts, percents)

    def build() -> RegionCount:
        _refuse_shared(context, row, column)
        if without_bound(text)[1] != "exact":
            raise ValueError(f"{text!r} bounds a count, and is none")
        value, scale = _value(context, column, text)
        if scale.unit in _WHOLE and value % 1 and not _AVERAGED.search(column.header.name):
            raise ValueError(f"{text!r} is no number of {scale.unit}")
        return RegionCount(
            region=region.name,
            region_code=region.code,
            count=int(value) if value == value.to_integral_value() else value,
            unit=scale.unit,
            measure=measure,
            as_of=_period(context, column),
            share=_share_of(context, row, share),
            rank=_rank(context, row),
            caption=context.caption,
            source=context.source,
            provenance=context.provenance(cells, row.confidence),
        )

    context.add(context.parsed.region_counts, build, row, "region_counts")


def _share_of(context: Context, row: RawRow, column: Matched | None) -> Decimal | None:
    """The share beside a count; None where none is printed, or no more than a bound (<0.1%)."""
    text = context.text(row, column)
    return parse_percent(text) if text and not text.startswith(("<", "＜", "不足")) else None


def _period(context: Context, column: Matched) -> str | None:
    return (
        column.period
        or _compared_period(context, column)
        or column_period(column.header.name, context.caption)
    )


def _compared_period(context: Context, column: Matched) -> str | None:
    """The period of a change beside columns of periods: the last of them."""
    if column.type != "percent" or percent_kind(column.header) not in ("growth", "change_points"):
        return None
    periods = [m.period for m in context.match.columns if m.period is not None]
    return max(periods) if len(periods) > 1 else None


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
    if column.period is not None and _is_period(column):
        return caption_core(context.caption) or column.header.name
    return region_measure(column.header, context.caption)


def _is_period(column: Matched) -> bool:
    """Whether the header names nothing but a period."""
    try:
        return parse_period(column.header.name) is not None
    except ValueError:
        return False


def _region_measure_of(context: Context, counts: list[Matched], column: Matched) -> str:
    level = related_level(column.header.name, [(m.index, m.header) for m in counts], column.index)
    stem = region_measure(level, context.caption) if level else ""
    name = column.header.name
    return name if stem and stem in name else stem + name


# --- series over time --------------------------------------------------------------------------


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
        if period is None or _is_divider(row):
            continue
        periods.append(period)
        _add_figures(context, row, None, period.iso, period.forecast)
    for row in changes:
        if periods:
            label = context.text(row, column)
            add_changes(context, row, label, max(periods, key=lambda period: period.iso))


def parse_composition(context: Context) -> None:
    """Each amount and each percentage of each item; totals are no item."""
    subjects = [m for m in context.match.columns if _fills(m, "subject")]
    first = min((m.index for m in context.match.columns if _fills(m, "value")), default=0)  # then come notes
    words = context.match.all_of("label", "free_text")
    others = [m for m in words if m not in subjects and m.index < first]
    rows = usable_rows(context, "percentages")
    groups = Counter(parse_text(context.text(row, subjects[0])) for row in rows)
    for row in rows:
        names = [name for m in (*subjects, *others) if (name := parse_text(context.text(row, m)))]
        if not names or _is_divider(row):
            continue
        if _is_total(names[0]):
            _add_totals(context, row)
            continue
        lone = groups[names[0]] == 1 and _LISTING.search(names[-1])
        item = names[0] if lone else names[-1]
        _add_figures(context, row, item, caption_period(context.caption), False)


# A group of one row whose second name only lists what it holds: 工业副产氢 | 焦炉煤气、氯碱等
_LISTING = re.compile("、|等$")


def _is_total(name: str) -> bool:
    try:
        return parse_region_or_body(name).kind is RegionKind.TOTAL
    except ValueError:
        return False


def _add_totals(context: Context, row: RawRow) -> None:
    for column in context.match.all_of("decimal"):
        if not is_absent(context.text(row, column)):
            _add_total(context, row, column, column.header.name)


def _add_total(context: Context, row: RawRow, column: Matched, measure: str) -> None:
    def build() -> TableTotal:
        value, scale = _value(context, column, context.text(row, column))
        return TableTotal(
            caption=context.caption,
            measure=measure,
            unit=scale.unit,
            value=value,
            provenance=context.provenance((*row.cells[:1], context.cell(row, column)), row.confidence),
        )

    context.add(context.parsed.table_totals, build, row, "table_totals")


def _add_figures(context: Context, row: RawRow, item: str | None, period: str | None, forecast: bool) -> None:
    levels = [(m.index, m.header) for m in context.match.all_of("decimal") if _fills(m, "value")]
    for column in context.match.all_of("decimal", "percent"):
        if is_absent(context.text(row, column)) or not _fills(column, "value"):
            continue
        when, ahead = (
            column.period or _compared_period(context, column) or period,
            forecast or column.forecast,
        )
        if column.type == "decimal":
            _add_quantity(context, row, column, item, when, ahead)
            continue
        share = part_of_share(column.header, context.caption) if item is None else None
        figure = share or Figure(item or _percent_subject(context, column, levels), column.header.name)
        kind = "share" if share else percent_kind(column.header)
        _add_percentage(context, row, column, figure, kind, when, ahead)


def _percent_subject(context: Context, column: Matched, levels: list[tuple[int, HeaderName]]) -> str | None:
    """What a percentage of a series speaks of: the amount it belongs to, or what the caption is about."""
    kind = percent_kind(column.header)
    level = related_level(column.header.name, levels, column.index) if kind != "rate" else None
    if level is None:
        return level_figure(column.header, context.caption).subject
    figure = level_figure(level, context.caption)
    return (figure.subject or "") + figure.measure


def _add_quantity(
    context: Context, row: RawRow, column: Matched, item: str | None, period: str | None, forecast: bool
) -> None:
    figure = level_figure(column.header, context.caption)
    text = context.text(row, column)

    def build() -> Quantity:
        _refuse_shared(context, row, column)
        printed, qualifier = without_bound(text)
        value, scale = _value(context, column, printed)
        return Quantity(
            subject=item or figure.subject,
            measure=column.header.name if item else figure.measure,
            value=value,
            unit=scale.unit,
            currency=scale.currency,
            kind=_quantity_kind(scale),
            qualifier=cast(Any, qualifier),
            period=period,
            forecast=forecast,
            text=parse_text(text) or text,
            statement=_row_text(row),
            provenance=context.provenance((context.cell(row, column),), row.confidence),
        )

    context.add(context.parsed.quantities, build, row, "quantities")


def _quantity_kind(scale: Scale) -> Literal["money", "count", "multiple"]:
    if scale.kind is QuantityKind.MONEY:
        return "money"
    return "multiple" if scale.kind is QuantityKind.MULTIPLE else "count"


def _add_percentage(
    context: Context,
    row: RawRow,
    column: Matched,
    figure: Figure,
    kind: str,
    period: str | None,
    forecast: bool = False,
) -> None:
    text = context.text(row, column)
    changes = kind in ("growth", "change_points")

    def build() -> Percentage:
        _refuse_shared(context, row, column)
        printed, qualifier = without_bound(text)
        value = parse_percent(printed)
        if value is None:
            raise ValueError(f"{text!r} is no percentage")
        down = value < 0 or (kind == "growth" and "降幅" in column.header.name)
        direction = ("down" if down else "up") if changes and value else None
        if value < 0 and not changes:
            raise ValueError(f"{text!r} is negative under {column.header.name}")
        return Percentage(
            subject=figure.subject,
            measure=figure.measure,
            value=abs(value),
            kind=cast(Any, kind),
            direction=cast(Any, direction),
            qualifier=cast(Any, qualifier),
            period=period,
            forecast=forecast,
            text=parse_text(text) or text,
            statement=_row_text(row),
            provenance=context.provenance((context.cell(row, column),), row.confidence),
        )

    context.add(context.parsed.percentages, build, row, "percentages")


# --- shared --------------------------------------------------------------------------------------


def _fills(column: Matched, field: str) -> bool:
    return column.column is not None and column.column.field == field


def _refuse_shared(context: Context, row: RawRow, column: Matched) -> None:
    """Raise ValueError for a figure that stands once for several rows: nobody knows how much is whose."""
    number = context.places[id(row)]
    for below in context.table.rows[number : number + 2]:
        cell = below.cells[column.index]
        if cell.merged and cell.text.text == row.cells[column.index].text.text:
            raise ValueError("one figure stands for several rows")


def _value(context: Context, column: Matched, text: str) -> tuple[Decimal, Scale]:
    """The value of a cell with its unit: of the cell itself, of the header, of the table."""
    try:
        number = parse_decimal(text)
    except ValueError:
        return _own_unit(text)
    if number is None:
        raise ValueError(f"{text!r} is no number")
    unit = column.header.unit or noted_unit(column.header.name, context.unit)
    if unit is None and context.table.headless:
        raise ValueError("the part of the table above may note its unit")
    scale = scale_of(unit)
    return scale.apply(number), scale


def _own_unit(text: str) -> tuple[Decimal, Scale]:
    """A cell that prints its unit: 96款, 1.2亿元."""
    mention = whole_quantity(text)
    if mention is None or mention.unit in ("%", "‰"):
        raise ValueError(f"{text!r} is no number")
    unit = mention.unit
    currency = unit.partition("/")[0] if unit and mention.kind is QuantityKind.MONEY else None
    scale = Scale(Decimal(1), "元" if unit == "CNY" else unit, mention.kind, currency)
    return Decimal(mention.value or 0), scale


def _is_divider(row: RawRow) -> bool:
    """Whether one cell runs over the whole row: a title between rows."""
    texts = {"".join(cell.text.text.split()) for cell in row.cells}
    return len(row.cells) > 2 and len(texts) == 1


def _row_text(row: RawRow) -> str:
    return " ".join(" ".join(cell.text.text.split()) for cell in row.cells)
