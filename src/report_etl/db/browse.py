"""Lists that a person pages through: searched, filtered, and read one page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    RowMapping,
    Select,
    Text,
    case,
    false,
    func,
    or_,
    select,
)

from report_etl.db import ledger
from report_etl.db.rows import in_order, read_document, read_record
from report_etl.db.tables import RECORD_TABLES, document, extraction, receipt, report
from report_etl.db.values import DocumentSummary, Receipt, ReceiptState, StoredRecord

_Item = TypeVar("_Item")
_NOT_SEARCHED = frozenset({"id", "document_sha256", "rule_version"})
_OF = "of_"  # before the names of a document's columns in the row of a record
HASH_DIGITS = 6  # shorter beginnings are not taken for a hash


@dataclass(frozen=True, slots=True)
class Listed(Generic[_Item]):
    """Some of the items found, and how many there are in all."""

    items: tuple[_Item, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Part:
    """Which of the items are wanted: `most` of them from the one numbered `first`, counted from 0."""

    first: int = 0
    most: int | None = None


_ALL = Part()


def browse_documents(
    connection: Connection,
    part: Part = _ALL,
    *,
    sha256: str | None = None,
    search: str = "",
    publisher: str | None = None,
    to_review: bool = False,
) -> Listed[DocumentSummary]:
    """Documents by name; `to_review`: those with rejects or with figures that contradict each other."""
    joined = document.join(extraction).join(report, report.c.document_sha256 == document.c.sha256)
    columns = {
        name: next(table.c[name] for table in (document, extraction, report) if name in table.c)
        for name in DocumentSummary.__dataclass_fields__
    }
    query = select(*columns.values()).select_from(joined)
    if sha256 is not None:
        query = query.where(document.c.sha256 == sha256)
    if publisher is not None:
        query = query.where(report.c.publisher == publisher)
    if to_review:
        counted = (extraction.c.counts[name].as_integer() > 0 for name in ("rejects", "inconsistent"))
        query = query.where(or_(*counted))
    if search:
        texts = (document.c.file_name, report.c.title, report.c.publisher, report.c.industry)
        query = query.where(or_(_holds(texts, search), is_hash(document.c.sha256, search)))
    found = _some(connection, query.order_by(document.c.file_name, document.c.sha256), part)
    summaries = (DocumentSummary(**{**row, "counts": in_order(row["counts"])}) for row in found.items)
    return Listed(tuple(summaries), found.total)


def browse_records(
    connection: Connection,
    kind: str,
    part: Part = _ALL,
    *,
    sha256: str | None = None,
    search: str = "",
    status: str | None = None,
) -> Listed[StoredRecord]:
    """Records of one kind as they stand in their documents; findings the worst first.

    `search` is a part of any of the texts; `status` is for findings.
    """
    table = RECORD_TABLES[kind]
    query = select_records(kind)
    if sha256 is not None:
        query = query.where(table.c.document_sha256 == sha256)
    if status is not None:
        query = query.where(table.c.status == status)
    if search:
        texts = [c for c in table.c if isinstance(c.type, Text) and c.name not in _NOT_SEARCHED]
        query = query.where(_holds(texts, search))
    order: list[Any] = [table.c.document_sha256, table.c.position]
    if kind == "findings":
        order.insert(0, case((table.c.severity == "error", 0), (table.c.severity == "warning", 1), else_=2))
        order.insert(0, case((table.c.status == "inconsistent", 0), else_=1))
    found = _some(connection, query.order_by(*order), part)
    return Listed(tuple(stored(kind, row) for row in found.items), found.total)


def browse_receipts(
    connection: Connection, part: Part = _ALL, *, search: str = "", state: ReceiptState | None = None
) -> Listed[Receipt]:
    """Receipts, newest first."""
    query = select(receipt)
    if state is not None:
        query = query.where(receipt.c.state == state)
    if search:
        texts = (receipt.c.file_name, receipt.c.detail)
        query = query.where(or_(_holds(texts, search), is_hash(receipt.c.sha256, search)))
    found = _some(connection, query.order_by(receipt.c.number.desc()), part)
    return Listed(tuple(ledger.to_receipt(row) for row in found.items), found.total)


def select_records(kind: str) -> Select[Any]:
    """The rows of a record table, each with its document, for `stored`."""
    table = RECORD_TABLES[kind]
    about = (column.label(f"{_OF}{column.name}") for column in document.c)
    return select(table, *about).join(document, document.c.sha256 == table.c.document_sha256)


def stored(kind: str, row: RowMapping) -> StoredRecord:
    """A row of `select_records` as a value."""
    about = read_document({column.name: row[f"{_OF}{column.name}"] for column in document.c})
    return StoredRecord(row["id"], kind, read_record(kind, row), about)


def _some(connection: Connection, query: Select[Any], part: Part) -> Listed[RowMapping]:
    counted: FromClause = query.order_by(None).subquery()
    total = connection.execute(select(func.count()).select_from(counted)).scalar_one()
    rows = connection.execute(query.offset(part.first).limit(part.most)).mappings().all()
    return Listed(tuple(rows), total)


def _holds(columns: Sequence[ColumnElement[Any]], search: str) -> ColumnElement[bool]:
    return or_(*(column.icontains(search, autoescape=True) for column in columns))


def is_hash(column: ColumnElement[Any], search: str) -> ColumnElement[bool]:
    """The column begins with this, if it is long enough to be the beginning of a hash."""
    if len(search) < HASH_DIGITS:
        return false()
    return column.startswith(search.lower(), autoescape=True)
