"""Does everything stand that an ingest needs, and do folders and database agree? Nothing is changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from report_etl.catalog import check_catalog
from report_etl.db import Database, ReceiptState, open_database
from report_etl.errors import ReportEtlError
from report_etl.inbox import archived_hashes, count_files, waiting_arrivals
from report_etl.settings import Settings

_ROOM = 1_000_000_000  # bytes below which a disk is nearly full
_SHOWN = 5
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
# Families with Chinese glyphs, as their files are named.
_CHINESE_FONTS = (
    "wqy",
    "cjk",
    "sourcehan",
    "simsun",
    "simhei",
    "uming",
    "ukai",
    "fandol",
    "droidsansfallback",
)


@dataclass(frozen=True)
class Check:
    """What was looked at, what was found, and whether somebody must do something about it."""

    name: str
    says: str
    well: bool = True


def examine(settings: Settings) -> Iterator[Check]:
    """Every check, the database last."""
    yield Check("settings", f"everything below {settings.home}, {settings.workers} workers")
    problems = check_catalog()
    yield Check("schemas", problems[0] if problems else "valid", not problems)
    yield from _folders(settings)
    yield _disk(settings)
    yield _fonts()
    try:
        with open_database(settings.database_url, create=False) as database:
            database.check_schema()
            yield Check("database", f"{database.url} is reached and up to date")
            yield from _agreement(settings, database)
    except ReportEtlError as error:
        yield Check("database", str(error), well=False)


def _folders(settings: Settings) -> Iterator[Check]:
    for name in ("inbox", "work", "archive", "quarantine", "receipts"):
        folder: Path = getattr(settings, name)
        place = next(path for path in (folder, *folder.parents) if path.exists())
        well = place.is_dir() and os.access(place, os.W_OK | os.X_OK)
        says = str(folder) if well else f"{place} cannot be written to: correct its permissions"
        yield Check(name, says, well)
    if settings.inbox.is_dir() and settings.work.is_dir():
        same = settings.inbox.stat().st_dev == settings.work.stat().st_dev
        says = "as that of the inbox" if same else f"{settings.work} is on another one: set REPORT_ETL_WORK"
        yield Check("file system of work", says, same)


def _disk(settings: Settings) -> Check:
    place = next(path for path in (settings.home, *settings.home.parents) if path.exists())
    free = shutil.disk_usage(place).free
    return Check("disk", f"{free / 1e9:.1f} GB free below {settings.home}", free >= _ROOM)


def _fonts() -> Check:
    found = (
        path.name
        for folder in _FONT_FOLDERS
        for path in Path(folder).expanduser().rglob("*.[to]t[fc]")
        if any(name in path.name.lower().replace("-", "") for name in _CHINESE_FONTS)
    )
    font = next(found, None)
    missing = "none with Chinese characters, pictures of some pages will lack them: install fonts-wqy-zenhei"
    return Check("fonts", font or missing)


def _agreement(settings: Settings, database: Database) -> Iterator[Check]:
    """Each arrival and each document is where the ledger says it is."""
    waiting = waiting_arrivals(settings.work)
    held = {claim.arrival_id: claim.file_name for claim in database.claims()}
    stale = [name for arrival, name in held.items() if arrival not in waiting]
    yield Check("at work", f"{len(waiting)} files of running or broken-off ingests")
    yield _listed("claims", stale, "without a file; they are forgotten in time", f"{len(held)} held")
    receipts = database.receipts()
    arrivals = {receipt.arrival_id for receipt in receipts}
    yield _listed(
        "ended",
        [n for a, n in waiting.items() if a in arrivals],
        "in work; the next ingest moves them",
        "none left",
    )
    documents = {document.sha256: document.file_name for document in database.status().documents}
    archived = archived_hashes(settings.archive)
    orphans = sorted(archived - set(documents))
    yield _listed("archive", orphans, "without rows: ingest them again", f"{len(archived)} files", well=False)
    elsewhere = [name for sha256, name in documents.items() if sha256 not in archived]
    yield _listed("rows", elsewhere, "whose file is not in the archive", f"{len(documents)} documents")
    quarantined = {r.sha256 for r in receipts if r.state is ReceiptState.QUARANTINED}
    says = f"{count_files(settings.quarantine)} files, {len(quarantined)} contents in the ledger"
    yield Check("quarantine", says)


def _listed(name: str, found: Sequence[str], problem: str, fine: str, *, well: bool = True) -> Check:
    if not found:
        return Check(name, fine)
    shown = ", ".join(found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
    return Check(name, f"{len(found)} {problem} ({shown})", well)
