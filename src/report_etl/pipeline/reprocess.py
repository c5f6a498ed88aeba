"""Archived documents extracted again by the rules of today: compared, then published together or not at all.

A change of rules is looked at before it reaches a table: every document is extracted and compared first,
and when more rows differ than the settings allow, nothing is published without a person's consent.
"""

from __future__ import annotations

import logging
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from report_etl.catalog import rules_digest
from report_etl.db import Database, DocumentSummary, open_database
from report_etl.errors import DocumentError
from report_etl.inbox import find_archived, make_folder
from report_etl.models import shown_name
from report_etl.pipeline.differences import REPORT, Difference, differences
from report_etl.pipeline.outcome import QUALITY_KINDS
from report_etl.pipeline.workers import Workers
from report_etl.records import RECORD_KINDS, Extraction
from report_etl.settings import Settings

logger = logging.getLogger(__name__)

_Item = TypeVar("_Item")

# Calls each, and gives the answers in order. A flow makes each call a task, tries it again, and may run many
# at once on other machines: a call can be pickled, and finds all it needs by the settings.
RunBatches = Callable[[Sequence[Callable[[], list["Comparison"]]]], Iterable[list["Comparison"]]]
# Called after each document with the number done and the number of all.
Progress = Callable[[int, int, "Comparison"], None]


def _run(batches: Sequence[Callable[[], list[Comparison]]]) -> Iterable[list[Comparison]]:
    return (batch() for batch in batches)


@dataclass(frozen=True)
class Comparison:
    """What the rules of today make of one document; `reason` says why it could not be extracted."""

    sha256: str
    file_name: str
    rows: int  # before, of the kinds that hold content
    differences: tuple[Difference, ...] = ()
    reason: str | None = None

    @property
    def counts(self) -> dict[str, Counter[str]]:
        """Kind → how many rows are added (+), removed (-) and changed (~); kinds that differ only."""
        counted = {kind: Counter[str]() for kind in (REPORT, *RECORD_KINDS)}
        for found in self.differences:
            counted[found.kind][found.sign] += 1
        return {kind: signs for kind, signs in counted.items() if signs}

    @property
    def changed_rows(self) -> int:
        """Rows that differ, of the kinds that hold content."""
        return sum(found.kind not in QUALITY_KINDS for found in self.differences)


@dataclass(frozen=True)
class Reprocessed:
    """What became of one reprocess; `known` documents are by today's rules already."""

    documents: tuple[Comparison, ...]
    known: int
    published: bool

    @property
    def share(self) -> float:
        """Rows that differ, of those there were before."""
        changed = sum(document.changed_rows for document in self.documents)
        return changed / max(1, sum(document.rows for document in self.documents))

    @property
    def failed(self) -> tuple[Comparison, ...]:
        return tuple(document for document in self.documents if document.reason)


def reprocess(
    settings: Settings,
    database: Database,
    *,
    only: Sequence[str] = (),
    dry_run: bool = False,
    accept: bool = False,
    progress: Progress | None = None,
    run_batches: RunBatches = _run,
) -> Reprocessed:
    """Extract every archived document that other rules have read, compare, and publish.

    `only` names documents by their hash. Nothing is published in a `dry_run`, nor (without `accept`) when
    the share of rows that differ is above `settings.max_changes`. Rows of a document that can no longer
    be read stay as they are.

    Raises:
        ConfigError, DatabaseError: we cannot go on; what is published so far stays, and a repeated call
            goes on with the rest.
    """
    rules = rules_digest()
    stored = [d for d in database.status().documents if not only or d.sha256 in only]
    stale = [document for document in stored if document.rules != rules]
    compared: list[Comparison] = []
    make_folder(settings.home)
    with tempfile.TemporaryDirectory(prefix=".reprocess-", dir=settings.home) as folder:
        spool = None if dry_run else Path(folder)
        for batch in run_batches([partial(_compare, b, settings, spool) for b in _batches(stale, settings)]):
            for found in batch:
                compared.append(found)
                if progress is not None:
                    progress(len(compared), len(stale), found)
        result = Reprocessed(tuple(compared), len(stored) - len(stale), published=False)
        if spool is None or (result.share > settings.max_changes and not accept):
            return result
        for _ in run_batches([partial(_publish, b, settings, spool) for b in _batches(compared, settings)]):
            pass
    return Reprocessed(result.documents, result.known, published=True)


def _batches(items: Sequence[_Item], settings: Settings) -> list[Sequence[_Item]]:
    size = settings.batch_size
    return [items[start : start + size] for start in range(0, len(items), size)]


def _compare(batch: Sequence[DocumentSummary], settings: Settings, spool: Path | None) -> list[Comparison]:
    paths = [find_archived(settings.archive, document.sha256) for document in batch]
    found: list[Comparison] = []
    with open_database(settings.database_url, create=False) as database, Workers(settings) as workers:
        extracted = workers.extract([path for path in paths if path is not None])
        for document, path in zip(batch, paths, strict=True):
            if path is None:
                reason = "is not in the archive: ingest it again"
                found.append(_failed(document, f"{document.file_name} {reason}"))
                continue
            after = next(extracted)
            if isinstance(after, DocumentError):
                reason = shown_name(str(after)).replace(path.name, document.file_name)
                found.append(_failed(document, reason))
                continue
            before = database.extraction(document.sha256)
            if before is None:  # removed while we worked
                continue
            after = after.model_copy(update={"document": before.document})
            if spool is not None:
                (spool / document.sha256).write_text(after.model_dump_json(), encoding="utf-8")
            changes = tuple(differences(before, after))
            found.append(Comparison(document.sha256, document.file_name, _rows(document), changes))
    return found


def _publish(batch: Sequence[Comparison], settings: Settings, spool: Path) -> list[Comparison]:
    with open_database(settings.database_url, create=False) as database:
        for document in batch:
            if document.reason is None:
                text = (spool / document.sha256).read_text(encoding="utf-8")
                database.load(Extraction.model_validate_json(text), rules=rules_digest())
                logger.info(
                    "reprocessed file=%r differences=%d", document.file_name, len(document.differences)
                )
    return list(batch)


def _failed(document: DocumentSummary, reason: str) -> Comparison:
    return Comparison(document.sha256, document.file_name, _rows(document), reason=reason)


def _rows(document: DocumentSummary) -> int:
    return sum(document.counts[kind] for kind in RECORD_KINDS if kind not in QUALITY_KINDS)
