"""Files → rows: one batch at a time, each file in a transaction of its own."""

from __future__ import annotations

import dataclasses
import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from report_etl.catalog import rules_digest
from report_etl.db import Arrival, Database, Outcome, Receipt, ReceiptState
from report_etl.db import Claim as Token
from report_etl.errors import DatabaseError, DocumentError, LimitExceeded, StaleClaim
from report_etl.inbox import Claim, archive_copy
from report_etl.models import shown_name
from report_etl.pipeline.outcome import FileOutcome, FileState, Progress
from report_etl.pipeline.workers import Workers
from report_etl.records import Extraction
from report_etl.settings import Settings

logger = logging.getLogger("report_etl.ingest")

_Answer = TypeVar("_Answer")
_STATES = {
    ReceiptState.LOADED: FileState.LOADED,
    ReceiptState.DUPLICATE: FileState.KNOWN,
    ReceiptState.QUARANTINED: FileState.QUARANTINED,
}
_RETRY_AFTER = (0.2, 1.0, 5.0, 15.0, 30.0)  # seconds; then the database is given up and every file goes back


class Keeper(Protocol):
    """Where the files are while they are worked on, and once their receipt is committed."""

    def take(self, arrivals: Sequence[Arrival]) -> Mapping[str, Token | Receipt]:
        """By arrival id: the right to end it, or the receipt it ended with."""

    def holds(self, claim: Claim) -> bool:
        """False when another worker has taken the file over."""

    def ending(self, claim: Claim) -> None:
        """Its end is being written: its file must be known again by whoever comes after us."""

    def settle(self, claim: Claim, receipt: Receipt) -> None:
        """Bring the file to its last place; can be repeated."""

    def give_back(self, claim: Claim) -> None:
        """Put the file back to where it came from."""


@dataclass(frozen=True)
class InPlace:
    """For files named on the command line: they stay where they are, and the archive gets a copy."""

    archive: Path

    def take(self, arrivals: Sequence[Arrival]) -> Mapping[str, Token | Receipt]:
        return {}

    def holds(self, claim: Claim) -> bool:
        return True

    def ending(self, claim: Claim) -> None: ...

    def settle(self, claim: Claim, receipt: Receipt) -> None:
        """So that its rows can be shown in it and read again by other rules."""
        if receipt.state is not ReceiptState.QUARANTINED and receipt.sha256 is not None:
            archive_copy(claim.path, self.archive, receipt.sha256)

    def give_back(self, claim: Claim) -> None: ...


@dataclass(frozen=True)
class _Held:
    """A file this worker may bring to its end."""

    file: Claim
    arrival: Arrival
    token: Token | None  # None: nobody else can have it
    started: float
    sha256: str | None = None

    @property
    def tries(self) -> int:
        return self.token.token if self.token else 1


@dataclass(frozen=True)
class Ingest:
    """Everything a batch needs besides its files."""

    settings: Settings
    database: Database
    workers: Workers
    keeper: Keeper
    progress: Progress | None = None

    def batch(self, claims: Sequence[Claim], done: int, total: int) -> list[FileOutcome]:
        """Take each file to its end, in order; may be called again for files it has not reached.

        `done` and `total` are only handed on to the progress callback.

        Raises:
            DatabaseError: the database went away; files not reached are where they were.
            ConfigError: a folder cannot be written, or a file in `schemas/` is wrong.
        """
        outcomes: list[FileOutcome] = []
        for outcome in self._outcomes(claims):
            logger.info("%s", outcome.line())
            outcomes.append(outcome)
            if self.progress is not None:
                self.progress(done + len(outcomes), total, outcome)
        return outcomes

    def _outcomes(self, claims: Sequence[Claim]) -> Iterator[FileOutcome]:
        started = time.monotonic()
        arrivals = [Arrival(claim.id, claim.file_name) for claim in claims]
        taken = _retried(partial(self.keeper.take, arrivals))
        new: list[_Held] = []
        for claim, arrival in zip(claims, arrivals, strict=True):
            right = taken.get(claim.id)
            if isinstance(right, Receipt):  # a crash or a lost connection cut it off after its COMMIT
                yield self._end(claim, right, started)
                continue
            held = _Held(claim, arrival, right, started)
            outcome = self._ending(held, partial(self._look, held, new))
            if outcome is not None:
                yield outcome
        extractions = self.workers.extract([held.file.path for held in new])
        started = time.monotonic()
        for held, extraction in zip(new, extractions, strict=True):
            held = dataclasses.replace(held, started=started)
            outcome = self._ending(held, partial(self._load, held, extraction))
            if outcome is not None:
                yield outcome
            started = time.monotonic()

    def _ending(self, held: _Held, step: Callable[[], FileOutcome | None]) -> FileOutcome | None:
        """What the step makes of the file; who cannot go on with it quarantines or leaves it."""
        try:
            try:
                return step()
            except DocumentError as error:
                if not self.keeper.holds(held.file):
                    raise StaleClaim(f"{held.arrival.file_name} is gone") from error
                detail = shown_name(str(error))
                receipt = self._record(
                    held, self.database.record_quarantine, held.sha256, type(error).__name__, detail
                )
                return self._end(held.file, receipt, held.started)
        except StaleClaim:
            return FileOutcome(
                held.arrival.file_name, held.sha256, FileState.TAKEN_OVER, seconds=_since(held.started)
            )

    def _look(self, held: _Held, new: list[_Held]) -> FileOutcome | None:
        """The end of a file that need not be read; the others are added to `new`."""
        if held.tries > self.settings.max_tries:
            raise LimitExceeded(
                f"{held.arrival.file_name} was given up: the program died on it {held.tries - 1} times; "
                "save it anew, or raise REPORT_ETL_MAX_TRIES"
            )
        sha256 = hash_file(held.file.path, self.settings.max_bytes)
        rules = rules_digest()
        if _retried(partial(self.database.known, sha256, rules)) is not None:
            receipt = self._record(held, self.database.record_duplicate, sha256, rules)
            if receipt is not None:
                return self._end(held.file, receipt, held.started)
        new.append(dataclasses.replace(held, sha256=sha256))
        return None

    def _load(self, held: _Held, extraction: Extraction | DocumentError) -> FileOutcome:
        read = held.sha256 if isinstance(extraction, DocumentError) else extraction.document.sha256
        if not held.sha256 == read == hash_file(held.file.path, self.settings.max_bytes):
            self.keeper.give_back(held.file)
            return FileOutcome(
                held.arrival.file_name, held.sha256, FileState.CHANGING, seconds=_since(held.started)
            )
        if isinstance(extraction, DocumentError):
            raise extraction
        load = partial(self.database.load, extraction, rules=rules_digest())
        self.keeper.ending(held.file)
        result = _retried(partial(load, arrival=held.arrival, claim=held.token))
        replaced = result.outcome is Outcome.REPLACED
        return self._end(held.file, result.receipt, held.started, replaced=replaced)

    def _record(self, held: _Held, record: Callable[..., _Answer], *content: object) -> _Answer:
        self.keeper.ending(held.file)
        return _retried(partial(record, held.arrival, *content, claim=held.token))

    def _end(self, claim: Claim, receipt: Receipt, started: float, *, replaced: bool = False) -> FileOutcome:
        """The file follows its receipt."""
        self.keeper.settle(claim, receipt)
        state = FileState.REPLACED if replaced else _STATES[receipt.state]
        return FileOutcome(
            claim.file_name,
            receipt.sha256,
            state,
            receipt.counts,
            receipt.detail,
            receipt.reason,
            _since(started),
        )


def hash_file(path: Path, max_bytes: int) -> str:
    """SHA-256 of the content, in hexadecimal.

    Raises:
        DocumentError: the file cannot be read, or is larger than the limit.
    """
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            if size > max_bytes:
                raise LimitExceeded(
                    f"{path.name} has {size} bytes, more than the limit of {max_bytes}: "
                    "split it, or raise REPORT_ETL_MAX_BYTES"
                )
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise DocumentError(f"{path} does not exist: check the path") from error
    except IsADirectoryError as error:
        raise DocumentError(f"{path} is a folder: name its files, or drain it with --inbox") from error
    except OSError as error:
        raise DocumentError(f"{path} cannot be read ({error.strerror}): check its permissions") from error


def _since(started: float) -> float:
    return time.monotonic() - started


def _retried(call: Callable[[], _Answer]) -> _Answer:
    """The answer of a database call that may be repeated; a passing failure is waited out."""
    for pause in _RETRY_AFTER:
        try:
            return call()
        except DatabaseError as error:
            if not error.transient:
                raise
            logger.warning("%s (trying again in %g s)", error, pause)
            time.sleep(pause)
    return call()
