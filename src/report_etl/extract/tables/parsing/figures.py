"""A figure of a table → an amount, a percentage or a total, with its unit and its bound."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal, cast

from report_etl.columns import is_absent, parse_decimal, parse_percent
from report_etl.extract.tables.matching.labels import HeaderName
from report_etl.extract.tables.matching.matched import Matched
from report_etl.extract.tables.matching.measures import (
    Figure,
    level_figure,
    part_of_share,
    percent_kind,
    related_level,
)
from report_etl.extract.tables.matching.units import (
    Scale,
    noted_unit,
    scale_of,
    unit_in_caption,
    whole_quantity,
    without_bound,
)
from report_etl.extract.tables.parsing.context import Context
from report_etl.extract.tables.parsing.forecasts import speaks_of_forecasts
from report_etl.models import QuantityKind, RawRow
from report_etl.records import Percentage, Quantity, TableTotal


def add_figures(context: Context, row: RawRow, item: str | None, period: str | None, forecast: bool) -> None:
    """Every figure of a row: of an `item`, or of what the caption and the headers speak of."""
    levels = [(m.index, m.header) for m in context.match.all_of("decimal") if m.fills("value")]
    for column in context.match.all_of("decimal", "percent"):
        if is_absent(context.text(row, column)) or not column.fills("value"):
            continue
        when = column.period or compared_period(context, column) or period
        ahead = forecast or column.forecast or speaks_of_forecasts(column.header.name)
        if column.type == "decimal":
            _add_quantity(context, row, column, item, when, ahead)
            continue
        share = part_of_share(column.header, context.caption) if item is None else None
        figure = share or Figure(item or _percent_subject(context, column, levels), column.header.name)
        kind = "share" if share else percent_kind(column.header)
        add_percentage(context, row, column, figure, kind, when, ahead)


def _percent_subject(context: Context, column: Matched, levels: list[tuple[int, HeaderName]]) -> str | None:
    """What a percentage of a series speaks of: the amount it belongs to, or what the caption is about."""
    kind = percent_kind(column.header)
    level = related_level(column.header.name, levels, column.index) if kind != "rate" else None
    if level is None:
        return level_figure(column.header, context.caption, _names(context)).subject
    figure = level_figure(level, context.caption, _names(context))
    return (figure.subject or "") + figure.measure


def _names(context: Context) -> list[str]:
    """The names of the columns of a table."""
    return [column.header.name for column in context.match.columns]


def compared_period(context: Context, column: Matched) -> str | None:
    """The period of a change beside columns of periods: the last of them."""
    if column.type != "percent" or percent_kind(column.header) not in ("growth", "change_points"):
        return None
    periods = [m.period for m in context.match.columns if m.period is not None]
    return max(periods) if len(periods) > 1 else None


def _add_quantity(
    context: Context, row: RawRow, column: Matched, item: str | None, period: str | None, forecast: bool
) -> None:
    figure = level_figure(column.header, context.caption, _names(context))

    def build() -> Quantity:
        refuse_shared(context, row, column)
        printed, qualifier = without_bound(context.text(row, column))
        value, scale = value_of(context, column, printed)
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
            **context.printed(row, column),
        )

    context.add(context.parsed.quantities, build, row, "quantities")


def _quantity_kind(scale: Scale) -> Literal["money", "count", "multiple"]:
    if scale.kind is QuantityKind.MONEY:
        return "money"
    return "multiple" if scale.kind is QuantityKind.MULTIPLE else "count"


def add_percentage(
    context: Context,
    row: RawRow,
    column: Matched,
    figure: Figure,
    kind: str,
    period: str | None,
    forecast: bool = False,
) -> None:
    """A percentage of a kind; a change has a direction, anything else is not negative."""
    changes = kind in ("growth", "change_points")

    def build() -> Percentage:
        refuse_shared(context, row, column)
        text = context.text(row, column)
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
            **context.printed(row, column),
        )

    context.add(context.parsed.percentages, build, row, "percentages")


def add_total(context: Context, row: RawRow, column: Matched, measure: str) -> None:
    """The figure of a row that sums up the others."""

    def build() -> TableTotal:
        value, scale = value_of(context, column, context.text(row, column))
        return TableTotal(
            caption=context.caption,
            measure=measure,
            unit=scale.unit,
            value=value,
            provenance=context.provenance((*row.cells[:1], context.cell(row, column)), row.confidence),
        )

    context.add(context.parsed.table_totals, build, row, "table_totals")


def refuse_shared(context: Context, row: RawRow, column: Matched) -> None:
    """Raise ValueError for a figure that stands once for several rows: nobody knows how much is whose."""
    number = context.places[id(row)]
    for below in context.table.rows[number : number + 2]:
        cell = below.cells[column.index]
        if cell.merged and cell.text.text == row.cells[column.index].text.text:
            raise ValueError("one figure stands for several rows")


def value_of(context: Context, column: Matched, text: str) -> tuple[Decimal, Scale]:
    """The value of a cell with its unit: of the cell itself, of the header, of the table."""
    try:
        number = parse_decimal(text)
    except ValueError:
        return _own_unit(text)
    if number is None:
        raise ValueError(f"{text!r} is no number")
    name = column.header.name
    unit = column.header.unit or unit_in_caption(name, context.caption)
    unit = unit or noted_unit(name, context.unit, context.without_unit)
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


def is_divider(row: RawRow) -> bool:
    """Whether one cell runs over the whole row: a title between rows."""
    texts = {"".join(cell.text.text.split()) for cell in row.cells}
    return (len(row.cells) > 2 or row.cells[-1].merged) and len(texts) == 1
