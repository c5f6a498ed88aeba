"""`Extraction` → rows: everything one document says, in one transaction with its receipt."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError

from report_etl.db import claims, ledger
from report_etl.db.engine import insert_once, writing
from report_etl.db.failures import first_line
from report_etl.db.fields import Row
from report_etl.db.ledger import Clerk
from report_etl.db.rows import (
    count_records,
    coverage_row,
    document_row,
    extraction_json,
    json_digest,
    report_row,
    rows_by_kind,
)
from report_etl.db.tables import RECORD_TABLES, document, extraction, report
from report_etl.db.values import NO_ARRIVAL, Arrival, Claim, LoadResult, Outcome, Receipt, ReceiptState
from report_etl.errors import DocumentError
from report_etl.records import Extraction


def load_extraction(
    engine: Engine,
    extracted: Extraction,
    *,
    rules: str,
    clerk: Clerk,
    arrival: Arrival | None = None,
    claim: Claim | None = None,
) -> LoadResult:
    """Replace the rows of one document and write receipt and event, all or nothing.

    The same bytes by the same rules, or an arrival that ended before, touch no row.

    Raises:
        DocumentError: the rows of this document cannot be stored; others are not affected.
        StaleClaim: `claim` was taken over; nothing was written.
        DatabaseError: nothing was written; or, if the COMMIT was lost, everything (ask for the receipt).
    """
    text = extraction_json(extracted)
    rows = rows_by_kind(extracted)
    about = {"contract": extracted.contract, "rules": rules, "json_sha256": json_digest(text)}
    with writing(engine) as connection:
        ended = ledger.find_receipt(connection, arrival.id) if arrival else None
        if ended is not None:
            return LoadResult(Outcome.ALREADY_KNOWN, ended.counts, ended)
        if claim is not None:
            claims.end(connection, claim)
        is_new = _lock_document(connection, extracted)
        first = ledger.find_known(connection, extracted.document.sha256, rules)
        if first is not None:
            known = ledger.end_as_duplicate(connection, arrival, first, clerk) if arrival else first
            return LoadResult(Outcome.ALREADY_KNOWN, known.counts, known)
        try:
            if not is_new:
                _remove_rows(connection, extracted)
            _insert_rows(connection, extracted, rows, about, clerk)
        except (DataError, IntegrityError, OverflowError) as error:
            raise _unstorable(extracted, error) from error
        outcome = Outcome.LOADED if is_new else Outcome.REPLACED
        receipt = _sign(connection, extracted, rules, arrival or _no_arrival(extracted), outcome, clerk)
        return LoadResult(outcome, receipt.counts, receipt)


def _lock_document(connection: Connection, extracted: Extraction) -> bool:
    """Make two loads of the same document wait for each other; True when it was not there before."""
    if insert_once(connection, document, document_row(extracted)):
        return True
    sha256 = extracted.document.sha256
    connection.execute(select(document.c.sha256).where(document.c.sha256 == sha256).with_for_update())
    return False


def _remove_rows(connection: Connection, extracted: Extraction) -> None:
    """Out with the rows of the extraction before; the document itself stays, as others may wait for it."""
    sha256 = extracted.document.sha256
    for table in (report, extraction, *RECORD_TABLES.values()):
        connection.execute(delete(table).where(table.c.document_sha256 == sha256))
    connection.execute(update(document).where(document.c.sha256 == sha256), document_row(extracted))


def _insert_rows(
    connection: Connection, extracted: Extraction, rows: dict[str, list[Row]], about: Row, clerk: Clerk
) -> None:
    connection.execute(insert(report), report_row(extracted))
    connection.execute(
        insert(extraction),
        {
            "document_sha256": extracted.document.sha256,
            **about,
            "loaded_at": clerk.now,
            "worker": clerk.worker,
            "counts": count_records(extracted),
            **coverage_row(extracted),
        },
    )
    for kind, kind_rows in rows.items():
        if kind_rows:
            connection.execute(insert(RECORD_TABLES[kind]), kind_rows)


def _sign(
    connection: Connection,
    extracted: Extraction,
    rules: str,
    arrival: Arrival,
    outcome: Outcome,
    clerk: Clerk,
) -> Receipt:
    """The receipt and the log line of a load."""
    counts = count_records(extracted)
    sha256 = extracted.document.sha256
    receipt = Receipt(
        arrival.id, arrival.file_name, ReceiptState.LOADED, sha256, clerk.now, clerk.worker, rules, counts
    )
    ledger.add_receipt(connection, receipt)
    message = f"{sum(counts.values()) - counts['inconsistent']} rows, {counts['rejects']} rejects"
    ledger.add_event(connection, clerk, outcome.value, message, arrival=arrival, sha256=sha256)
    return receipt


def _no_arrival(extracted: Extraction) -> Arrival:
    """A load that no file caused (an archived document extracted again) still gets its receipt."""
    return Arrival(f"{NO_ARRIVAL}{uuid.uuid4()}", extracted.document.file_name)


def _unstorable(extracted: Extraction, error: Any) -> DocumentError:
    reason = first_line(getattr(error, "orig", None) or error)
    return DocumentError(
        f"{extracted.document.file_name!r}: the database refused its rows ({reason}); please report it"
    )
