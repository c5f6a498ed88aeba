"""What can be asked: plain values for `status`, `log`, `findings`, `show`, and the extraction itself."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from report_etl.db import ledger
from report_etl.db.browse import HASH_DIGITS, browse_documents, is_hash, select_records, stored
from report_etl.db.rows import read_coverage, read_document, read_record, read_report
from report_etl.db.tables import RECORD_TABLES, document, event, extraction, receipt, report
from report_etl.db.values import (
    NO_ARRIVAL,
    DocumentLog,
    Event,
    Receipt,
    ReceiptState,
    Status,
    StoredRecord,
)
from report_etl.records import Extraction

_RECORD_ID = re.compile(rf"([0-9a-f]{{{HASH_DIGITS},16}})/([a-z_]{{1,40}})/([0-9]{{1,9}})")


def read_status(connection: Connection, database: str) -> Status:
    """Totals, documents by name, how arrivals ended, and every file in quarantine."""
    documents = browse_documents(connection).items
    totals: Counter[str] = Counter()
    for summary in documents:
        totals.update(summary.counts)
    files = receipt.c.arrival_id.not_like(f"{NO_ARRIVAL}%")
    counts = select(receipt.c.state, func.count()).where(files).group_by(receipt.c.state)
    by_state = connection.execute(counts)
    counted = {ReceiptState(state): number for state, number in by_state}
    return Status(
        database=database,
        documents=documents,
        totals={kind: totals[kind] for kind in (*RECORD_TABLES, "inconsistent")},
        arrivals={state: counted.get(state, 0) for state in ReceiptState},
        quarantined=tuple(
            read_receipts(connection, select(receipt).where(receipt.c.state == ReceiptState.QUARANTINED))
        ),
    )


def documents_named(connection: Connection, name: str) -> list[str]:
    """Hashes of the documents meant by a hash, its beginning or a file name, loaded or not."""
    found: set[str] = set()
    for table in (document, receipt):
        meant = or_(table.c.file_name == name, is_hash(table.c.sha256, name))
        query = select(table.c.sha256).where(meant, table.c.sha256.is_not(None))
        found.update(connection.execute(query).scalars())
    return sorted(found)


def read_log(connection: Connection, sha256: str) -> DocumentLog:
    """What came of one document."""
    found = connection.execute(select(report).where(report.c.document_sha256 == sha256)).mappings().first()
    return DocumentLog(
        sha256=sha256,
        summary=next(iter(browse_documents(connection, sha256=sha256).items), None),
        report=None if found is None else read_report(found),
        rejects=tuple(_records(connection, "rejects", sha256)),
        findings=tuple(_records(connection, "findings", sha256)),
        unclaimed=tuple(line for _, line in _records(connection, "unclaimed", sha256)),
        receipts=tuple(read_receipts(connection, select(receipt).where(receipt.c.sha256 == sha256))),
        events=tuple(read_events(connection, sha256)),
    )


def find_record(connection: Connection, record_id: str) -> StoredRecord | None:
    """A record by its id, of which the first part may be cut (638ffdd6/policies/1) when one document fits."""
    found = _RECORD_ID.fullmatch(record_id)
    if found is None or found[2] not in RECORD_TABLES:
        return None
    kind, table = found[2], RECORD_TABLES[found[2]]
    query = select_records(kind).where(
        table.c.id.startswith(found[1], autoescape=True), table.c.position == int(found[3])
    )
    rows = connection.execute(query.limit(2)).mappings().all()
    return stored(kind, rows[0]) if len(rows) == 1 else None


def read_extraction(connection: Connection, sha256: str) -> Extraction | None:
    """The extraction as it was loaded: the same JSON, byte for byte."""
    about = (
        connection.execute(select(extraction).where(extraction.c.document_sha256 == sha256))
        .mappings()
        .first()
    )
    if about is None:
        return None
    found = connection.execute(select(document).where(document.c.sha256 == sha256)).mappings().one()
    said = connection.execute(select(report).where(report.c.document_sha256 == sha256)).mappings().one()
    kinds = {kind: [r for _, r in _records(connection, kind, sha256)] for kind in RECORD_TABLES}
    unclaimed = kinds.pop("unclaimed")
    return Extraction.model_validate(
        {
            "contract": about["contract"],
            "document": read_document(found),
            "report": read_report(said),
            **kinds,
            "coverage": read_coverage(about, unclaimed),
        }
    )


def read_receipts(connection: Connection, query: Select[Any] | None = None) -> list[Receipt]:
    """Receipts, oldest first."""
    chosen = (select(receipt) if query is None else query).order_by(receipt.c.number)
    return [ledger.to_receipt(row) for row in connection.execute(chosen).mappings()]


def read_events(connection: Connection, sha256: str) -> list[Event]:
    """The log lines of a document, also those written before its hash was known."""
    arrivals = select(receipt.c.arrival_id).where(receipt.c.sha256 == sha256)
    query = select(event).where(or_(event.c.sha256 == sha256, event.c.arrival_id.in_(arrivals)))
    return [ledger.to_event(row) for row in connection.execute(query.order_by(event.c.id)).mappings()]


def _records(connection: Connection, kind: str, sha256: str) -> list[tuple[str, Any]]:
    table = RECORD_TABLES[kind]
    query = select(table).where(table.c.document_sha256 == sha256).order_by(table.c.position)
    return [(row["id"], read_record(kind, row)) for row in connection.execute(query).mappings()]
