"""Files → rows: one batch at a time, each file in a transaction of its own."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from report_etl.catalog import rules_digest
from report_etl.db import Arrival, Database, Outcome, Receipt, ReceiptState
from report_etl.errors import DatabaseError, DocumentError, LimitExceeded
from report_etl.inbox import Claim
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
_RETRY_AFTER = (0.2, 1.0, 5.0)  # seconds; then the database is given up and every file goes back


class Keeper(Protocol):
    """What is done with a file once its receipt is committed; all of it can be repeated."""

    def keep(self, claim: Claim, receipt: Receipt) -> None: ...

    def give_back(self, claim: Claim) -> None: ...


class InPlace:
    """For files named on the command line: they stay where they are."""

    def keep(self, claim: Claim, receipt: Receipt) -> None: ...

    def give_back(self, claim: Claim) -> None: ...


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
        new: list[tuple[Claim, str]] = []
        for claim in claims:
            started = time.monotonic()
            receipt = _retried(partial(self.database.receipt, claim.id))
            if receipt is not None:  # a crash or a lost connection cut it off after its COMMIT
                yield self._end(claim, receipt, started)
                continue
            try:
                sha256 = hash_file(claim.path, self.settings.max_bytes)
            except DocumentError as error:
                yield self._quarantine(claim, None, error, started)
                continue
            receipt = self._known(claim, sha256)
            if receipt is not None:
                yield self._end(claim, receipt, started)
            else:
                new.append((claim, sha256))
        extractions = self.workers.extract([claim.path for claim, _ in new])
        started = time.monotonic()
        for (claim, sha256), extraction in zip(new, extractions, strict=True):
            yield self._load(claim, sha256, extraction, started)
            started = time.monotonic()

    def _known(self, claim: Claim, sha256: str) -> Receipt | None:
        """The receipt of a file that need not be read: the same bytes were loaded by the same rules."""
        rules = rules_digest()
        if _retried(partial(self.database.known, sha256, rules)) is None:
            return None
        arrival = Arrival(claim.id, claim.file_name)
        return _retried(partial(self.database.record_duplicate, arrival, sha256, rules))

    def _load(
        self, claim: Claim, sha256: str, extraction: Extraction | DocumentError, started: float
    ) -> FileOutcome:
        try:
            read = sha256 if isinstance(extraction, DocumentError) else extraction.document.sha256
            if not sha256 == read == hash_file(claim.path, self.settings.max_bytes):
                self.keeper.give_back(claim)
                return FileOutcome(claim.file_name, sha256, FileState.CHANGING, seconds=_since(started))
            if isinstance(extraction, DocumentError):
                raise extraction
            arrival, rules = Arrival(claim.id, claim.file_name), rules_digest()
            result = _retried(partial(self.database.load, extraction, rules=rules, arrival=arrival))
        except DocumentError as error:
            return self._quarantine(claim, sha256, error, started)
        return self._end(claim, result.receipt, started, replaced=result.outcome is Outcome.REPLACED)

    def _quarantine(
        self, claim: Claim, sha256: str | None, error: DocumentError, started: float
    ) -> FileOutcome:
        arrival, reason = Arrival(claim.id, claim.file_name), type(error).__name__
        detail = shown_name(str(error))
        receipt = _retried(partial(self.database.record_quarantine, arrival, sha256, reason, detail))
        return self._end(claim, receipt, started)

    def _end(self, claim: Claim, receipt: Receipt, started: float, *, replaced: bool = False) -> FileOutcome:
        """The file follows its receipt."""
        self.keeper.keep(claim, receipt)
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
