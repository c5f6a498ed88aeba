"""Drain the inbox, or take the files named: the two ways into `ingest`."""

from __future__ import annotations

import dataclasses
import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from report_etl.db import Arrival, Database, Receipt, ReceiptState
from report_etl.db import Claim as Token
from report_etl.errors import ConfigError
from report_etl.inbox import (
    Claim,
    Sighting,
    Watch,
    Workplace,
    archive_file,
    discover,
    make_folder,
    quarantine_file,
    write_receipt,
)
from report_etl.models import shown_name
from report_etl.pipeline.ingest import Ingest, InPlace
from report_etl.pipeline.outcome import FileOutcome, IngestSummary, Progress
from report_etl.pipeline.workers import Workers
from report_etl.settings import Settings

logger = logging.getLogger(__name__)

# Takes one batch to its end; a flow wraps the call in a task and calls it again when it failed.
RunBatch = Callable[[Callable[[], list[FileOutcome]]], list[FileOutcome]]


def _run(batch: Callable[[], list[FileOutcome]]) -> list[FileOutcome]:
    return batch()


def drain_inbox(
    settings: Settings,
    database: Database,
    *,
    progress: Progress | None = None,
    run_batch: RunBatch = _run,
) -> IngestSummary:
    """Load every complete file of the inbox and archive it, quarantine what cannot be read.

    Files that a crashed run left in work come first. Files still being written are waited for once.

    Raises:
        ConfigError, DatabaseError: we cannot go on; every file is back in the inbox, or kept in work for
            the next run where it may have been loaded.
    """
    _check_folders(settings)
    make_folder(settings.inbox)
    database.forget(settings.event_days)
    summary = IngestSummary()
    with (
        Workplace(settings.inbox, settings.work, settings.lease_seconds) as place,
        Workers(settings) as workers,
    ):
        ingest = Ingest(settings, database, workers, _Folders(settings, database, place), progress)
        for batch, total in _batches(settings, place):
            outcomes = run_batch(partial(ingest.batch, batch, len(summary.files), total))
            summary += IngestSummary(tuple(outcomes))
    return summary


def ingest_paths(
    paths: Sequence[Path],
    settings: Settings,
    database: Database,
    *,
    progress: Progress | None = None,
    run_batch: RunBatch = _run,
) -> IngestSummary:
    """Load the files named; they stay where they are, and the archive gets a copy of each.

    Raises:
        ConfigError, DatabaseError: we cannot go on; the files loaded so far stay loaded.
    """
    claims = [Claim(os.urandom(8).hex(), path, Path(path.name)) for path in paths]
    summary = IngestSummary()
    with Workers(settings) as workers:
        ingest = Ingest(settings, database, workers, InPlace(settings.archive), progress)
        for start in range(0, len(claims), settings.batch_size):
            batch = claims[start : start + settings.batch_size]
            outcomes = run_batch(partial(ingest.batch, batch, start, len(claims)))
            summary += IngestSummary(tuple(outcomes))
    return summary


@dataclass(frozen=True)
class _Folders:
    """The inbox protocol: receipt first, then the file to its last place."""

    settings: Settings
    database: Database
    workplace: Workplace

    def take(self, arrivals: Sequence[Arrival]) -> Mapping[str, Token | Receipt]:
        self.workplace.beat()
        return self.database.take(arrivals)

    def holds(self, claim: Claim) -> bool:
        return claim.path.exists()

    def ending(self, claim: Claim) -> None:
        self.workplace.keep(claim)

    def settle(self, claim: Claim, receipt: Receipt) -> None:
        self.workplace.beat()
        if not self.holds(claim):  # a repeated batch, or another worker, has been here
            return
        content = _receipt_content(receipt)
        if receipt.first_arrival_id is not None:
            first = self.database.receipt(receipt.first_arrival_id)
            content["first"] = None if first is None else _receipt_content(first)
        write_receipt(self.settings.receipts, claim.relative, receipt.sha256, content)
        if receipt.state is ReceiptState.QUARANTINED or receipt.sha256 is None:
            quarantine_file(
                claim.path,
                claim.relative,
                self.settings.quarantine,
                sha256=receipt.sha256,
                reason=receipt.detail or "",
                error=receipt.reason or "",
            )
        else:
            archive_file(claim.path, self.settings.archive, receipt.sha256)
        self.workplace.finish(claim)

    def give_back(self, claim: Claim) -> None:
        self.workplace.release(claim)
        self.database.release(claim.id)


def _receipt_content(receipt: Receipt) -> dict[str, Any]:
    return {
        "arrival": receipt.arrival_id,
        "file_name": receipt.file_name,
        "state": receipt.state.value,
        "sha256": receipt.sha256,
        "rules": receipt.rules,
        "rows": receipt.counts,
        "reason": receipt.detail,
        "recorded_at": receipt.recorded_at.isoformat(timespec="seconds"),
    }


def _rounds(settings: Settings, workplace: Workplace) -> Iterator[list[Sighting]]:
    """The complete files of the inbox, again and again until nothing is left to wait for.

    A file that looks the same as when it was offered is not offered again: it cannot be claimed.
    """
    watch = Watch(settings.settle_seconds)
    own = own_folders(settings)
    offered: set[Sighting] = set()
    first = True
    while True:
        complete, wait = watch.split(discover(settings.inbox, own), workplace.filesystem_now())
        new = [sighting for sighting in complete if sighting not in offered]
        share = workplace.share([sighting.path for sighting in new])
        new = [sighting for sighting in new if sighting.path in share] or new
        offered.update(new)
        if new or first:
            yield new
        elif wait is None:
            return
        else:
            time.sleep(wait)
        first = False


def _batches(settings: Settings, workplace: Workplace) -> Iterator[tuple[list[Claim], int]]:
    """Batches of claims, each with the number of files known of so far.

    What a dead worker left comes first and one by one, so that only the file on which it died has one
    more try counted.
    """
    recovered = workplace.recover()
    total = len(recovered)
    for claim in recovered:
        yield [claim], total
    for sightings in _rounds(settings, workplace):
        total += len(sightings)
        claims = _claims(workplace, sightings)
        while batch := list(islice(claims, settings.batch_size)):
            yield batch, total


def _claims(workplace: Workplace, sightings: Sequence[Sighting]) -> Iterator[Claim]:
    """Claimed one by one as they are taken up, so that other workers find the rest in the inbox."""
    for sighting in sightings:
        claim = workplace.claim(sighting.path)
        if claim is not None:
            logger.debug("claimed %s as %s", shown_name(str(sighting.path)), claim.id)
            yield claim


def own_folders(settings: Settings) -> list[Path]:
    """The folders in which files of the inbox never lie."""
    return [settings.home, settings.work, settings.archive, settings.quarantine, settings.receipts]


def _check_folders(settings: Settings) -> None:
    inbox = settings.inbox.resolve()
    for field in dataclasses.fields(Settings):
        folder = getattr(settings, field.name)
        if field.name not in ("inbox", "home") and isinstance(folder, Path):
            folder = folder.resolve()
            if folder == inbox or folder in inbox.parents:
                raise ConfigError(
                    f"the inbox {settings.inbox} lies in the {field.name} folder {folder}: choose another"
                )
    if inbox == settings.home.resolve():
        raise ConfigError(f"the inbox {settings.inbox} is the home folder itself: choose a folder below it")
