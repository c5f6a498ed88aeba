"""A dry run: what an ingest would do, with nothing moved and nothing written."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from report_etl.catalog import rules_digest
from report_etl.db import Database, open_database
from report_etl.errors import DocumentError
from report_etl.inbox import discover
from report_etl.models import shown_name
from report_etl.pipeline.drain import own_folders
from report_etl.pipeline.ingest import hash_file
from report_etl.pipeline.outcome import FileOutcome, FileState, IngestSummary, Progress
from report_etl.pipeline.workers import Workers
from report_etl.records import RECORD_KINDS
from report_etl.settings import Settings


def preview(paths: Sequence[Path], settings: Settings, *, progress: Progress | None = None) -> IngestSummary:
    """The summary an ingest of `paths` (or, without any, of the inbox) would have.

    Raises:
        ConfigError, DatabaseError: as an ingest would.
    """
    if not paths and settings.inbox.is_dir():
        paths = [settings.inbox / found.path for found in discover(settings.inbox, own_folders(settings))]
    outcomes: list[FileOutcome] = []
    with _existing(settings.database_url) as database, Workers(settings) as workers:
        for path in paths:
            outcomes.append(_preview(path, settings, database, workers))
            if progress is not None:
                progress(len(outcomes), len(paths), outcomes[-1])
    return IngestSummary(tuple(outcomes))


def _preview(path: Path, settings: Settings, database: Database | None, workers: Workers) -> FileOutcome:
    started, name = time.monotonic(), shown_name(path.name)
    try:
        sha256 = hash_file(path, settings.max_bytes)
        if database is not None and database.known(sha256, rules_digest()) is not None:
            return FileOutcome(name, sha256, FileState.KNOWN)
        (extraction,) = workers.extract([path])
        if isinstance(extraction, DocumentError):
            raise extraction
    except DocumentError as error:
        reason = shown_name(str(error))
        return FileOutcome(name, None, FileState.QUARANTINED, {}, reason, type(error).__name__)
    counts = {kind: len(getattr(extraction, kind)) for kind in RECORD_KINDS}
    counts["inconsistent"] = sum(finding.status == "inconsistent" for finding in extraction.findings)
    return FileOutcome(name, sha256, FileState.LOADED, counts, seconds=time.monotonic() - started)


def _existing(url: str) -> AbstractContextManager[Database | None]:
    """The database, but none made: before the first ingest there is no SQLite file to ask."""
    path = url.removeprefix("sqlite:///")
    return nullcontext() if path != url and not Path(path).exists() else open_database(url, create=False)
