"""`open_database(url)` → `Database`: every question to and every write into the database."""

from __future__ import annotations

import datetime
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, Engine

from report_etl.db import claims, ledger, queries, schema
from report_etl.db.browse import browse_documents, browse_receipts, browse_records
from report_etl.db.engine import make_engine, masked, parse_url, reading, sqlite_file, writing
from report_etl.db.ledger import Clerk
from report_etl.db.load import load_extraction
from report_etl.db.snapshot import Snapshot
from report_etl.db.values import Arrival, Claim, LoadResult, Receipt, ReceiptState, Status
from report_etl.errors import ConfigError
from report_etl.records import Extraction

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
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


def _asked(
    question: Callable[Concatenate[Connection, _Asked], _Answer],
) -> Callable[Concatenate[Database, _Asked], _Answer]:
    """A question to a connection, as a method that asks it in a transaction of its own."""

    @wraps(question)
    def ask(self: Database, /, *arguments: _Asked.args, **options: _Asked.kwargs) -> _Answer:
        with reading(self._engine) as connection:
            return question(connection, *arguments, **options)

    return ask


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

    known = _asked(ledger.find_known)
    receipt = _asked(ledger.find_receipt)
    receipts = _asked(queries.read_receipts)

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
            arrival.id, arrival.file_name, ReceiptState.QUARANTINED, sha256, clerk.now, clerk.worker,
            reason=reason, detail=detail,
        )  # fmt: skip
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

    claims = _asked(claims.all_claims)

    # --- inspection ---

    def status(self) -> Status:
        """Totals, documents, how arrivals ended, what is in quarantine."""
        with reading(self._engine) as connection:
            return queries.read_status(connection, self.url)

    documents_named = _asked(queries.documents_named)
    log = _asked(queries.read_log)
    find_record = _asked(queries.find_record)
    extraction = _asked(queries.read_extraction)
    documents = _asked(browse_documents)
    records = _asked(browse_records)
    arrivals = _asked(browse_receipts)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """All tables as they are now, to be read row by row inside the `with`."""
        with reading(self._engine) as connection:
            yield Snapshot(connection)

    def _clerk(self) -> Clerk:
        return Clerk(self.worker, self._clock())


def _ended(connection: Connection, arrival: Arrival, claim: Claim | None) -> Receipt | None:
    """The receipt of an arrival that has ended; else it ends now, which who lost its claim may not."""
    ended = ledger.find_receipt(connection, arrival.id)
    if ended is None and claim is not None:
        claims.end(connection, claim)
    return ended
