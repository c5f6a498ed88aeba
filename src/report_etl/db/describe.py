"""The tables in words and kinds of value, for docs/reference/sql.md and for what is written from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Boolean, Column, Date, Float, Integer, Table, Text
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from report_etl.db.tables import RECORD_TABLES, claim, document, event, extraction, receipt, report
from report_etl.db.types import Instant, Json, Number

ColumnKind = Literal["text", "integer", "decimal", "float", "boolean", "date", "instant", "json"]
_KINDS: tuple[tuple[type, ColumnKind], ...] = (
    (Text, "text"),
    (Integer, "integer"),
    (Number, "decimal"),
    (Float, "float"),
    (Boolean, "boolean"),
    (Date, "date"),
    (Instant, "instant"),
    (type(Json), "json"),
)
# Documents first, then the records in the order of the contract, then the ledger.
TABLES: dict[str, Table] = {
    table.name: table
    for table in (document, report, extraction, *RECORD_TABLES.values(), receipt, event, claim)
}


@dataclass(frozen=True, slots=True)
class ColumnDescription:
    """A column as each database declares it."""

    name: str
    sqlite: str
    postgresql: str
    nullable: bool
    about: str
    kind: ColumnKind  # what its values are, on either database


@dataclass(frozen=True, slots=True)
class TableDescription:
    """A table and what a row of it is."""

    name: str
    about: str
    columns: tuple[ColumnDescription, ...]


def describe_tables() -> list[TableDescription]:
    """Every table: documents first, then the records in the order of the contract, then the ledger."""
    return [
        TableDescription(
            table.name, _first_paragraph(table), tuple(_describe(column) for column in table.columns)
        )
        for table in TABLES.values()
    ]


def _first_paragraph(table: Table) -> str:
    about = table.info["about"] or ""
    return " ".join(about.strip().split("\n\n")[0].split())


def _describe(column: Column[object]) -> ColumnDescription:
    about = column.doc or ""
    targets = [key.target_fullname for key in column.foreign_keys]
    if targets:
        about = f"→ {targets[0]}"
    return ColumnDescription(
        name=column.name,
        sqlite=column.type.compile(dialect=SQLiteDialect()),
        postgresql=column.type.compile(dialect=PGDialect()),  # type: ignore[no-untyped-call]
        nullable=bool(column.nullable),
        about=about,
        kind=next(kind for type_, kind in _KINDS if isinstance(column.type, type_)),
    )
