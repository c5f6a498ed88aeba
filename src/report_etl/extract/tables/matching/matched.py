"""What a table was found to be: its kind, and what each of its columns means."""

from __future__ import annotations

from dataclasses import dataclass

from report_etl.catalog import ColumnSpec, TableSpec
from report_etl.extract.tables.matching.labels import HeaderName


@dataclass(frozen=True, slots=True)
class Matched:
    """A column of a table: its place, its header, and the column of the spec it is (None: none).

    `type` is the column type its cells are read as; `period` is the period its header names, `forecast`
    that the header calls it one.
    """

    index: int
    header: HeaderName
    column: ColumnSpec | None
    type: str
    period: str | None = None
    forecast: bool = False

    def fills(self, field: str) -> bool:
        """Whether it is the column of a field."""
        return self.column is not None and self.column.field == field


@dataclass(frozen=True, slots=True)
class Match:
    """What a table is: `spec` None when it is of no known kind."""

    spec: TableSpec | None
    columns: tuple[Matched, ...] = ()

    def of(self, field: str) -> Matched | None:
        """The first column that fills a field."""
        return next((m for m in self.columns if m.fills(field)), None)

    def all_of(self, *types: str) -> tuple[Matched, ...]:
        """The columns read as one of some types."""
        return tuple(m for m in self.columns if m.type in types)
