"""Receipts and events: how each arrival ended, and the log beside it."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, insert, select

from report_etl.db.rows import in_order
from report_etl.db.tables import event, extraction, receipt
from report_etl.db.values import Arrival, Event, Receipt, ReceiptState


@dataclass(frozen=True)
class Clerk:
    """Who writes, and when: stamped on every receipt and event."""

    worker: str
    now: datetime.datetime


def find_receipt(connection: Connection, arrival_id: str) -> Receipt | None:
    """How an arrival ended."""
    return _one(connection, select(receipt).where(receipt.c.arrival_id == arrival_id))


def find_receipts(connection: Connection, arrival_ids: Collection[str]) -> dict[str, Receipt]:
    """How those of the arrivals ended that have."""
    rows = connection.execute(select(receipt).where(receipt.c.arrival_id.in_(arrival_ids))).mappings()
    return {row["arrival_id"]: to_receipt(row) for row in rows}


def find_known(connection: Connection, sha256: str, rules: str) -> Receipt | None:
    """The receipt of the load, if the rows now in the tables are of these bytes by these rules."""
    current = select(extraction.c.rules).where(extraction.c.document_sha256 == sha256)
    if connection.execute(current).scalar() != rules:
        return None
    loads = select(receipt).where(receipt.c.sha256 == sha256, receipt.c.state == ReceiptState.LOADED)
    by_these_rules = loads.where(receipt.c.rules == rules)
    return _one(connection, by_these_rules) or _one(connection, loads)


def add_receipt(connection: Connection, written: Receipt) -> Receipt:
    """Append to the ledger, with its line in the log."""
    row = {name: getattr(written, name) for name in Receipt.__dataclass_fields__}
    texts = {name: storable(row[name]) for name in ("file_name", "reason", "detail") if row[name] is not None}
    connection.execute(insert(receipt), {**row, **texts, "state": written.state.value})
    return written


def end_as_duplicate(connection: Connection, arrival: Arrival, first: Receipt, clerk: Clerk) -> Receipt:
    """Receipt of a file whose rows are there: the first receipt under this arrival's name."""
    duplicate = replace(
        first,
        arrival_id=arrival.id,
        file_name=arrival.file_name,
        state=ReceiptState.DUPLICATE,
        first_arrival_id=first.arrival_id,
        recorded_at=clerk.now,
        worker=clerk.worker,
    )
    add_receipt(connection, duplicate)
    message = f"same content as {first.file_name}, loaded before"
    add_event(connection, clerk, "duplicate", message, arrival=arrival, sha256=first.sha256)
    return duplicate


def add_event(
    connection: Connection,
    clerk: Clerk,
    kind: str,
    message: str,
    *,
    arrival: Arrival | None = None,
    sha256: str | None = None,
) -> None:
    """Append a line to the log."""
    line = {
        "recorded_at": clerk.now,
        "kind": kind,
        "file_name": storable(arrival.file_name) if arrival else None,
        "sha256": sha256,
        "arrival_id": arrival.id if arrival else None,
        "message": storable(message),
        "worker": clerk.worker,
    }
    connection.execute(insert(event), line)


def forget_events(connection: Connection, moment: datetime.datetime) -> int:
    """Remove the lines of the log that were written before `moment`; they come in order."""
    oldest = connection.execute(select(event.c.recorded_at).order_by(event.c.id).limit(1)).scalar()
    if oldest is None or oldest >= moment:
        return 0
    return connection.execute(delete(event).where(event.c.recorded_at < moment)).rowcount


def to_receipt(row: RowMapping) -> Receipt:
    values = {name: row[name] for name in Receipt.__dataclass_fields__}
    return Receipt(**{**values, "state": ReceiptState(row["state"]), "counts": in_order(row["counts"])})


def to_event(row: RowMapping) -> Event:
    return Event(**{name: row[name] for name in Event.__dataclass_fields__})


def storable(text: str) -> str:
    """A name or message that every database takes: odd bytes of a file name and NULs are spelled out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")


def _one(connection: Connection, query: Select[Any]) -> Receipt | None:
    row = connection.execute(query.order_by(receipt.c.number).limit(1)).mappings().first()
    return None if row is None else to_receipt(row)
