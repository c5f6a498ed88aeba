"""What goes into and comes out of the database besides records: plain values, no SQL.

Words: an *arrival* is one appearance of a file (in the inbox, or as a path of the command line); it gets
exactly one *receipt*, which says how it ended. The receipts are the ledger: a receipt is written in the
same transaction as the rows it speaks of. An *event* is a line of the log and decides nothing.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from report_etl.records import DocumentInfo, Finding, Record, Reject, ReportInfo, Unclaimed

NO_ARRIVAL = "load/"  # begins the id of a receipt that no file caused (an archived document read again)


class ReceiptState(StrEnum):
    """How an arrival ended."""

    LOADED = "loaded"  # its rows are in the tables (or were, until a newer extraction replaced them)
    DUPLICATE = "duplicate"  # the same bytes, extracted by the same rules, were loaded before
    QUARANTINED = "quarantined"  # it could not be read; nothing was loaded


class Outcome(StrEnum):
    """What a load did."""

    LOADED = "loaded"  # the first extraction of this document
    REPLACED = "replaced"  # the rows of an earlier extraction gave way to these
    ALREADY_KNOWN = "already known"  # same bytes by the same rules, or the arrival had ended: no row touched


@dataclass(frozen=True, slots=True)
class Arrival:
    """One appearance of a file; `id` is chosen at its claim and survives a crash and a takeover.

    The id makes every write about an arrival repeatable: writing its receipt twice changes nothing.
    """

    id: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A worker's hold on an arrival.

    `token` grows by one each time the arrival is taken up, so it counts the tries too; a write with an
    old token is refused.
    """

    arrival_id: str
    file_name: str
    worker: str
    token: int
    claimed_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """How one arrival ended: a row of the ledger."""

    arrival_id: str
    file_name: str
    state: ReceiptState
    sha256: str | None  # None: the bytes could not be read
    recorded_at: datetime.datetime
    worker: str
    rules: str | None = None  # digest of the rules that extracted it
    counts: dict[str, int] = field(default_factory=dict)  # record kind → rows, and "inconsistent" findings
    reason: str | None = None  # quarantine: one word or short phrase, e.g. the error class
    detail: str | None = None  # quarantine: the sentence for the user
    first_arrival_id: str | None = None  # duplicates: the arrival that was loaded


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load did; `receipt` is the arrival's own, or the first one when there was no arrival.

    `receipt.state` decides where the file goes: an arrival ends once, and asking again gives its first end.
    """

    outcome: Outcome
    counts: dict[str, int]  # as `Receipt.counts`
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log."""

    id: int
    recorded_at: datetime.datetime
    kind: str  # arrived, loaded, replaced, duplicate, quarantined, archived, recovered …
    file_name: str | None
    sha256: str | None
    arrival_id: str | None
    message: str
    worker: str


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One document in the tables, as `status` lists it."""

    sha256: str
    file_name: str
    title: str | None
    publisher: str | None
    rules: str
    loaded_at: datetime.datetime
    counts: dict[str, int]
    lines: int
    lines_claimed: int
    lines_noise: int
    numerals: int
    numerals_claimed: int


@dataclass(frozen=True, slots=True)
class Status:
    """The whole database at a glance."""

    database: str  # its URL without a password
    documents: tuple[DocumentSummary, ...]
    totals: dict[str, int]  # as `Receipt.counts`, over all documents
    arrivals: dict[ReceiptState, int]
    quarantined: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class DocumentLog:
    """What came of one document; for one that never loaded, only receipts and events."""

    sha256: str | None
    summary: DocumentSummary | None
    report: ReportInfo | None
    rejects: tuple[tuple[str, Reject], ...]  # (record id, reject)
    findings: tuple[tuple[str, Finding], ...]
    unclaimed: tuple[Unclaimed, ...]
    receipts: tuple[Receipt, ...]
    events: tuple[Event, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One record with its id, its kind and the document it stands in."""

    id: str
    kind: str
    record: Record
    document: DocumentInfo
