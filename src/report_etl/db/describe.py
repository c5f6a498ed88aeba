"""The tables in words, for docs/reference/sql.md."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Table
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from report_etl.db.tables import RECORD_TABLES, claim, document, event, extraction, receipt, report


@dataclass(frozen=True, slots=True)
class ColumnDescription:
    """A column as each database declares it."""

    name: str
    sqlite: str
    postgresql: str
    nullable: bool
    about: str


@dataclass(frozen=True, slots=True)
class TableDescription:
    """A table and what a row of it is."""

    name: str
    about: str
    columns: tuple[ColumnDescription, ...]


def describe_tables() -> list[TableDescription]:
    """Every table: documents first, then the records in the order of the contract, then the ledger."""
    tables = (document, report, extraction, *RECORD_TABLES.values(), receipt, event, claim)
    return [
        TableDescription(
            table.name, _first_paragraph(table), tuple(_describe(column) for column in table.columns)
        )
        for table in tables
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
    )
