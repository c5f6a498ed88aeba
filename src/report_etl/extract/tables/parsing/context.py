"""One matched table on its way to records: its rows, what is known around it, what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from pydantic import ValidationError

from report_etl.columns import COLUMN_TYPES
from report_etl.extract.provenance import Locator
from report_etl.extract.tables.matching.matched import Match, Matched
from report_etl.extract.tables.matching.units import caption_unit, whole_quantity
from report_etl.language.normalize import squeeze
from report_etl.language.titles import title_score
from report_etl.models import Box, Cell, Claim, Layout, RawRow, RawTable, Span
from report_etl.records import (
    Percentage,
    Policy,
    Provenance,
    Quantity,
    Record,
    RegionCount,
    Reject,
    Table,
    TableTotal,
    ValueChainLink,
)

# A row below is rather wrong than right, unless its cells are what their columns promise.
_LEAST = 0.5
_LEAST_OF_FITTING = 0.2
_SURELY_TITLE = 0.9  # the score of a title by its ending
_TYPED = frozenset({"date", "period", "region", "organisations", "policy_title", "decimal", "percent"})

_R = TypeVar("_R", bound=Record)


@dataclass
class Parsed:
    """What one table gives."""

    tables: list[Table] = field(default_factory=list)
    policies: list[Policy] = field(default_factory=list)
    region_counts: list[RegionCount] = field(default_factory=list)
    table_totals: list[TableTotal] = field(default_factory=list)
    percentages: list[Percentage] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    value_chain: list[ValueChainLink] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


class Context:
    """One matched table on its way to records: shared by the strategies of all kinds."""

    def __init__(self, table: RawTable, match: Match, locator: Locator) -> None:
        self.table = table
        self.match = match
        self.locator = locator
        self.parsed = Parsed()
        self.rule = f"{table.layout.value}_table/{match.spec.kind if match.spec else 'unknown'}"
        self.caption = one_line(table.caption.text) if table.caption else None
        self.source = one_line(table.source.text) if table.source else None
        self.unnamed = _unnamed(table, match)
        self.places = {id(row): number for number, row in enumerate(table.rows)}
        self.unit = table.unit_note or caption_unit(self.caption)
        self.without_unit = _without_unit(match)

    def text(self, row: RawRow, column: Matched | None) -> str:
        """The text of a cell; empty when the table has no such column."""
        cell = self.cell(row, column)
        return cell.text.text if cell else ""

    def cell(self, row: RawRow, column: Matched | None) -> Cell | None:
        return row.cells[column.index] if column is not None and column.index < len(row.cells) else None

    @cached_property
    def is_titled(self) -> bool:
        """Whether all rows are whole titles beside whole sentences: so are no two rows cut elsewhere."""
        return all(_is_whole(self, row) for row in self.table.rows)

    def provenance(self, cells: Iterable[Cell | None], confidence: float) -> Provenance:
        """Where some cells of a row stand."""
        found = [cell for cell in cells if cell is not None and cell.text]
        return provenance_of(found, self.locator, self.rule, confidence)

    def printed(self, row: RawRow, column: Matched) -> dict[str, Any]:
        """What every record of a figure says of where it stands."""
        place = self.provenance((self.cell(row, column),), row.confidence)
        return {"text": one_line(self.text(row, column)), "statement": _row_text(row), "provenance": place}

    def row_provenance(self, row: RawRow) -> Provenance:
        return self.provenance(row.cells, row.confidence)

    def add(self, records: list[_R], build: Callable[[], _R], row: RawRow, kind: str) -> None:
        """Add a record, or a reject when a cell cannot be read or the record does not validate."""
        try:
            records.append(build())
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            self.reject(row, kind, f"{where}: {first['msg']}")
        except ValueError as error:
            self.reject(row, kind, str(error))

    def reject(self, row: RawRow, kind: str, reason: str, readings: tuple[tuple[str, ...], ...] = ()) -> None:
        """Refuse a row: its raw text, why, and what it might have meant."""
        self.parsed.rejects.append(
            Reject(
                record_kind=kind,
                reason=reason,
                raw=" | ".join(cell.text.text for cell in row.cells),
                readings=[" | ".join(reading) for reading in readings],
                provenance=self.row_provenance(row),
            )
        )


def _without_unit(match: Match) -> tuple[str, ...]:
    """The names of the measures whose headers give no unit, once each, in the order of their columns."""
    figures = (column.header for column in match.all_of("integer", "decimal") if not column.fills("rank"))
    return tuple(dict.fromkeys(header.name for header in figures if not header.unit))


def _unnamed(table: RawTable, match: Match) -> list[Matched]:
    """Columns that nobody gave a header, where only positions tell the columns; no translations."""
    if table.layout is not Layout.ALIGNED:
        return []
    unnamed = [column for column in match.columns if column.column is None and not column.header.name]
    return [m for m in unnamed if not all(_is_english(row.cells[m.index].text.text) for row in table.rows)]


def _is_english(text: str) -> bool:
    return text.isascii() and text[:1].isupper() and text[-1:].islower()


def provenance_of(cells: list[Cell], locator: Locator, rule: str, confidence: float) -> Provenance:
    """Span and boxes over some cells.

    The span leaves out cells filled from a merged one, which may stand far above; their boxes are given.
    """
    own = [cell for cell in cells if not cell.merged] or cells
    spans = [cell.text.span() for cell in own if cell.text]
    span = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)
    boxes: list[Box] = list(dict.fromkeys(box for cell in cells for box in cell.boxes))
    if not boxes:
        boxes = [box for part in spans for box in locator.boxes_of(part)]
    return locator.provenance(span, rule, confidence, boxes)


def usable_rows(context: Context, kind: str) -> list[RawRow]:
    """The rows that have one reading; the others become rejects."""
    return [row for row in context.table.rows if not refused(context, row, kind)]


def refused(context: Context, row: RawRow, kind: str) -> bool:
    """Whether a row has no reading, several, or one that is rather wrong than right; it becomes a reject."""
    if len(row.readings) > 1:
        reason = "two readings are equally likely"
    elif row.readings:
        reason = "no reading fits the columns"
    elif row.confidence < (_LEAST_OF_FITTING if _fits(context, row) else _LEAST):
        reason = "the columns of the row are not sure"
    elif any(row.cells[column.index].unsure for column in context.match.columns if _is_needed(column)):
        reason = "which merged cell holds for the row is not sure"
    elif context.unnamed and any(context.text(row, column).strip() for column in context.unnamed):
        reason = "the row has words under no header"
    elif _begins_with_labels(context, row):
        reason = "the labels of the columns stand in the cells of the row"
    else:
        return False
    context.reject(row, kind, reason, row.readings)
    return True


def _begins_with_labels(context: Context, row: RawRow) -> bool:
    """Whether cells of two columns begin with their labels: a header printed again was joined to them."""
    cells = ((squeeze(context.text(row, m)), squeeze(m.header.name)) for m in context.match.columns)
    return sum(len(cell) > len(label) > 1 and cell.startswith(label) for cell, label in cells) > 1


def _is_needed(column: Matched) -> bool:
    """Whether a row says something else without the cell of a column; a category only sorts rows."""
    return column.column is not None and not column.fills("category")


def _fits(context: Context, row: RawRow) -> bool:
    """Whether two cells or more are of a type that can be checked, and all such cells are."""
    typed = [
        column for column in context.match.columns if column.type in _TYPED and column.column is not None
    ]
    fits = all(_is_of_type(column.type, context.text(row, column)) for column in typed)
    return fits and (len(typed) >= 2 or context.is_titled)


def _is_whole(context: Context, row: RawRow) -> bool:
    """Whether a row has a title that ends as titles do, and a text that ends a sentence."""
    cells = {column.type: context.text(row, column).rstrip() for column in context.match.columns}
    title, text = cells.get("policy_title", ""), cells.get("free_text", "")
    return title_score(title) >= _SURELY_TITLE and text.endswith("。")


def _is_of_type(kind: str, text: str) -> bool:
    return COLUMN_TYPES[kind].score(text) >= 0.7 or (kind == "decimal" and whole_quantity(text) is not None)


def one_line(text: str) -> str:
    return " ".join(text.split())


def _row_text(row: RawRow) -> str:
    """All that a row says, on one line."""
    return " ".join(one_line(cell.text.text) for cell in row.cells)
