"""`open_database(url)` → `Database`: every question to and every write into the database."""

from __future__ import annotations

import datetime
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from report_etl.db import claims, ledger, queries, schema
from report_etl.db.browse import Listed, Part, browse_documents, browse_receipts, browse_records
from report_etl.db.engine import make_engine, masked, parse_url, reading, sqlite_file, writing
from report_etl.db.ledger import Clerk
from report_etl.db.load import load_extraction
from report_etl.db.snapshot import Snapshot
from report_etl.db.values import (
    Arrival,
    Claim,
    DocumentLog,
    DocumentSummary,
    LoadResult,
    Receipt,
    ReceiptState,
    Status,
    StoredRecord,
)
from report_etl.errors import ConfigError
from report_etl.records import Extraction

Clock = Callable[[], datetime.datetime]


def _utc_now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def open_database(
    url: str, *, worker: str | None = None, create: bool = True, clock: Clock = _utc_now
) -> Database:
    """Open `sqlite:///file.db` or `postgresql://user:password@host/name`; close it with `with`.

    `worker` names this process in receipts and events (default: host and process number).
    `create=False` (inspection) refuses a SQLite file that does not exist instead of making one.
    Nothing is connected yet: an unreachable server shows at the first question.

    Raises:
        ConfigError: the URL is none of the two, or (with `create=False`) there is no such file.
        DatabaseError: the folder of a SQLite file cannot be made.
    """
    parsed = parse_url(url)
    path = sqlite_file(parsed)
    if path is not None and not path.exists():
        if not create:
            raise ConfigError(f"{path}: no database here yet; run `report-etl ingest` first")
        schema.make_folder(path)
    return Database(make_engine(parsed), worker or f"{socket.gethostname()}:{os.getpid()}", clock)


class Database:
    """An open database.

    Every method raises `DatabaseError` with one sentence, password masked. Not to be used after a fork:
    open one in each process.
    """

    def __init__(self, engine: Engine, worker: str, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self.worker = worker
        self.url = masked(engine.url)  # without password

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    # --- the schema ---

    def upgrade(self) -> str:
        """Bring the tables to this program's revision (`db upgrade`); returns it. Safe to repeat."""
        return schema.upgrade(self._engine)

    def prepare(self) -> None:
        """Before work: an empty database gets its tables; one at another revision is a `ConfigError`."""
        schema.prepare(self._engine)

    def check_schema(self) -> None:
        """Refuse, as a `ConfigError`, tables that are not at this program's revision; none are made."""
        schema.check(self._engine)

    def forget(self, days: int) -> int:
        """Remove log lines, and claims nobody will end, that are older; how many. Receipts are kept."""
        moment = self._clock() - datetime.timedelta(days=days)
        with writing(self._engine) as connection:
            return ledger.forget_events(connection, moment) + claims.forget_before(connection, moment)

    # --- loading and the ledger ---

    def known(self, sha256: str, rules: str) -> Receipt | None:
        """The receipt of the load if the rows now in the tables came from these bytes by these rules."""
        with reading(self._engine) as connection:
            return ledger.find_known(connection, sha256, rules)

    def receipt(self, arrival_id: str) -> Receipt | None:
        """How this arrival ended; None while it has not. The answer after a COMMIT of unknown outcome."""
        with reading(self._engine) as connection:
            return ledger.find_receipt(connection, arrival_id)

    def load(
        self,
        extraction: Extraction,
        *,
        rules: str,
        arrival: Arrival | None = None,
        claim: Claim | None = None,
    ) -> LoadResult:
        """Replace the document's rows and write receipt and event, in one transaction.

        `rules` is the digest of the rules that extracted it (`catalog.rules_digest`). The same bytes by
        the same rules touch no row: the arrival is then a duplicate. The same arrival again changes nothing.

        Raises:
            DocumentError: the rows of this document cannot be stored; others are not affected.
            StaleClaim: `claim` was taken over; nothing was written.
            DatabaseError: nothing was written, or (`transient`) ask `receipt(arrival.id)`.
        """
        return load_extraction(
            self._engine, extraction, rules=rules, arrival=arrival, claim=claim, clerk=self._clerk()
        )

    def record_duplicate(
        self, arrival: Arrival, sha256: str, rules: str, *, claim: Claim | None = None
    ) -> Receipt | None:
        """Receipt for a file found `known` before it was read; None if it is no longer known."""
        clerk = self._clerk()
        with writing(self._engine) as connection:
            first = ledger.find_known(connection, sha256, rules)
            if first is None:
                return None
            ended = _ended(connection, arrival, claim)
            return ended or ledger.end_as_duplicate(connection, arrival, first, clerk)

    def record_quarantine(
        self, arrival: Arrival, sha256: str | None, reason: str, detail: str, *, claim: Claim | None = None
    ) -> Receipt:
        """Receipt for a file that cannot be loaded; rows already there stay."""
        clerk = self._clerk()
        quarantined = Receipt(
            arrival_id=arrival.id,
            file_name=arrival.file_name,
            state=ReceiptState.QUARANTINED,
            sha256=sha256,
            rules=None,
            counts={},
            reason=reason,
            detail=detail,
            first_arrival_id=None,
            recorded_at=clerk.now,
            worker=clerk.worker,
        )
        with writing(self._engine) as connection:
            ended = _ended(connection, arrival, claim)
            if ended is not None:
                return ended
            ledger.add_event(connection, clerk, "quarantined", detail, arrival=arrival, sha256=sha256)
            return ledger.add_receipt(connection, quarantined)

    # --- claims (fencing tokens) ---

    def take(self, arrivals: Sequence[Arrival]) -> dict[str, Claim | Receipt]:
        """By arrival id: the claim of whoever holds the file, or the receipt when the arrival has ended.

        Claims taken on them before are void: their holders get `StaleClaim`.
        """
        with writing(self._engine) as connection:
            taken = {claim.arrival_id: claim for claim in claims.take(connection, arrivals, self._clerk())}
            ended = ledger.find_receipts(connection, taken)
            claims.forget(connection, ended)
            return {**taken, **ended}

    def release(self, arrival_id: str) -> None:
        """Let go of an arrival whose file went back to the inbox."""
        with writing(self._engine) as connection:
            claims.forget(connection, [arrival_id])

    def claims(self) -> list[Claim]:
        """All claims held, oldest first."""
        with reading(self._engine) as connection:
            return claims.all_claims(connection)

    # --- inspection ---

    def status(self) -> Status:
        """Totals, documents, how arrivals ended, what is in quarantine."""
        with reading(self._engine) as connection:
            return queries.read_status(connection, self.url)

    def documents_named(self, name: str) -> list[str]:
        """The sha256 of every document meant by `name`: a hash or its beginning, or a file name."""
        with reading(self._engine) as connection:
            return queries.documents_named(connection, name)

    def log(self, sha256: str) -> DocumentLog:
        """What came of one document: rows, rejects, findings, receipts, events."""
        with reading(self._engine) as connection:
            return queries.read_log(connection, sha256)

    def find_record(self, record_id: str) -> StoredRecord | None:
        """A record by its id, such as `58fe0c1a2b3c4d5e/policies/3`."""
        with reading(self._engine) as connection:
            return queries.find_record(connection, record_id)

    def findings(self, *, sha256: str | None = None, status: str | None = None) -> list[StoredRecord]:
        """Findings, inconsistent and severe ones first; of one document, or of one status."""
        with reading(self._engine) as connection:
            return [*browse_records(connection, "findings", Part(), sha256=sha256, status=status).items]

    def documents(
        self, part: Part, *, search: str = "", publisher: str | None = None, to_review: bool = False
    ) -> Listed[DocumentSummary]:
        """Documents by name, whose names, titles, publishers or industries hold `search`."""
        with reading(self._engine) as connection:
            return browse_documents(connection, part, search=search, publisher=publisher, to_review=to_review)

    def records(
        self,
        kind: str,
        part: Part,
        *,
        sha256: str | None = None,
        search: str = "",
        status: str | None = None,
    ) -> Listed[StoredRecord]:
        """Records of one kind, of one document or of all, of which a text holds `search`."""
        with reading(self._engine) as connection:
            return browse_records(connection, kind, part, sha256=sha256, search=search, status=status)

    def arrivals(self, part: Part, *, search: str = "", state: ReceiptState | None = None) -> Listed[Receipt]:
        """Receipts, newest first, whose names or reasons hold `search`."""
        with reading(self._engine) as connection:
            return browse_receipts(connection, part, search=search, state=state)

    def extraction(self, sha256: str) -> Extraction | None:
        """The extraction as it was loaded, byte for byte the same JSON."""
        with reading(self._engine) as connection:
            return queries.read_extraction(connection, sha256)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """All tables as they are now, to be read row by row inside the `with`."""
        with reading(self._engine) as connection:
            yield Snapshot(connection)

    def receipts(self) -> list[Receipt]:
        """Every receipt, oldest first."""
        with reading(self._engine) as connection:
            return queries.read_receipts(connection)

    def _clerk(self) -> Clerk:
        return Clerk(self.worker, self._clock())


def _ended(connection: Connection, arrival: Arrival, claim: Claim | None) -> Receipt | None:
    """The receipt of an arrival that has ended; else it ends now, which who lost its claim may not."""
    ended = ledger.find_receipt(connection, arrival.id)
    if ended is None and claim is not None:
        claims.end(connection, claim)
    return ended
