"""`open_database(url)` → `Database`: every question to and every write into the database."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Self

from report_etl.db.values import (
    Arrival,
    Claim,
    DocumentLog,
    LoadResult,
    Receipt,
    Status,
    StoredFinding,
    StoredRecord,
)
from report_etl.records import Extraction


def open_database(url: str, *, worker: str | None = None, create: bool = True) -> Database:
    """Open `sqlite:///file.db` or `postgresql://user:password@host/name`; close it with `with`.

    `worker` names this process in receipts and events (default: host and process number).
    `create=False` (inspection) refuses a SQLite file that does not exist instead of making one.

    Raises:
        ConfigError: the URL is none of the two, or (with `create=False`) there is no such file.
        DatabaseError: the server cannot be reached.
    """
    raise NotImplementedError


class Database:
    """An open database. Every method raises `DatabaseError` with one sentence, password masked."""

    url: str  # without password
    worker: str

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        raise NotImplementedError

    # --- the schema ---

    def upgrade(self) -> str:
        """Bring the tables to this program's revision (`db upgrade`); returns the revision. Safe at any time."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Before work: an empty database gets its tables; one at another revision is a `ConfigError`."""
        raise NotImplementedError

    # --- loading and the ledger ---

    def known(self, sha256: str, rules: str) -> Receipt | None:
        """The receipt of the load if the rows now in the tables came from these bytes by these rules."""
        raise NotImplementedError

    def receipt(self, arrival_id: str) -> Receipt | None:
        """How this arrival ended; None while it has not. The answer after a COMMIT of unknown outcome."""
        raise NotImplementedError

    def load(
        self,
        extraction: Extraction,
        *,
        rules: str,
        arrival: Arrival | None = None,
        claim: Claim | None = None,
    ) -> LoadResult:
        """Replace the document's rows and write receipt and event, in one transaction.

        `rules` is the digest of the rules that extracted it (`Catalog.digest`). The same bytes by the same
        rules touch no row: the arrival is then a duplicate. The same arrival again changes nothing.

        Raises:
            DocumentError: the rows of this document cannot be stored; others are not affected.
            StaleClaim: `claim` was taken over; nothing was written.
            DatabaseError: nothing was written, or (`transient`) ask `receipt(arrival.id)`.
        """
        raise NotImplementedError

    def record_duplicate(
        self, arrival: Arrival, sha256: str, rules: str, *, claim: Claim | None = None
    ) -> Receipt:
        """Receipt for a file found `known` before it was even read."""
        raise NotImplementedError

    def record_quarantine(
        self, arrival: Arrival, sha256: str | None, reason: str, detail: str, *, claim: Claim | None = None
    ) -> Receipt:
        """Receipt for a file that cannot be loaded; rows already there stay."""
        raise NotImplementedError

    def record_event(
        self,
        kind: str,
        message: str = "",
        *,
        file_name: str | None = None,
        sha256: str | None = None,
        arrival_id: str | None = None,
    ) -> None:
        """Append a line to the log."""
        raise NotImplementedError

    # --- claims (leases with a fencing token) ---

    def claim(self, arrival: Arrival) -> Claim | None:
        """Take an arrival nobody holds; None when somebody does."""
        raise NotImplementedError

    def beat(self, claim: Claim) -> Claim:
        """Tell the others that the holder lives. Raises `StaleClaim` when it no longer holds it."""
        raise NotImplementedError

    def take_over(self, seen: Claim) -> Claim | None:
        """Take a claim whose holder is gone; None when it beat, ended or changed hands since `seen`."""
        raise NotImplementedError

    def release(self, claim: Claim) -> None:
        """Let go, after the file reached its archive or quarantine. No error when it is gone."""
        raise NotImplementedError

    def claims(self) -> list[Claim]:
        """All claims held, oldest first."""
        raise NotImplementedError

    # --- inspection ---

    def status(self) -> Status:
        """Totals, documents, how arrivals ended, what is in quarantine."""
        raise NotImplementedError

    def documents_named(self, name: str) -> list[str]:
        """The sha256 of every document meant by `name`: a hash or its beginning, or a file name."""
        raise NotImplementedError

    def log(self, sha256: str) -> DocumentLog:
        """What came of one document: rows, rejects, findings, receipts, events."""
        raise NotImplementedError

    def find_record(self, record_id: str) -> StoredRecord | None:
        """A record by its id, such as `58fe0c1a2b3c4d5e/policies/3`."""
        raise NotImplementedError

    def findings(self, *, sha256: str | None = None, status: str | None = None) -> list[StoredFinding]:
        """Findings, worst first; of one document, or of one status."""
        raise NotImplementedError

    def extraction(self, sha256: str) -> Extraction | None:
        """The extraction as it was loaded, byte for byte the same JSON."""
        raise NotImplementedError

    def receipts(self) -> Iterator[Receipt]:
        """Every receipt, oldest first."""
        raise NotImplementedError
