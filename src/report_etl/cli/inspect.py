"""`status`, `log`, `findings`, `show`: what is in the database and how it came there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_etl.cli.application import CANNOT_GO_ON, WRONG_USE, Command, complain, say, write_out
from report_etl.cli.options import database_option, settings_with
from report_etl.errors import DocumentError

if TYPE_CHECKING:
    from report_etl.db import Database, StoredRecord
    from report_etl.pipeline.source import Source


@click.command(cls=Command)
@database_option
def status(database_url: str | None) -> None:
    """Print what is in the database, the inbox and the quarantine.

    \b
    report-etl status
    report-etl status --database postgresql://user:password@host/name
    """
    from report_etl.cli.text import status_as_text
    from report_etl.inbox import count_files
    from report_etl.pipeline.health import coverage_warnings

    settings = settings_with(database_url=database_url)
    with _open(database_url) as database:
        found = database.status()
    write_out(status_as_text(found))
    for warning in coverage_warnings(found.documents).values():
        say(f"warning      {warning}")
    for name, folder in (
        ("inbox", settings.inbox),
        ("work", settings.work),
        ("quarantine", settings.quarantine),
    ):
        say(f"{name:<12} {count_files(folder):>6} files in {folder}")


@click.command(cls=Command)
@click.argument("document", required=False)
@database_option
def log(document: str | None, database_url: str | None) -> int:
    """Print what came in, and what became of it.

    DOCUMENT is a file name or the beginning of a SHA-256 (six digits or more): then with every reject,
    finding and unclaimed line. Without it: one line per file, the newest last.

    \b
    report-etl log
    report-etl log report.pdf
    report-etl log 58fe0c1a
    """
    from report_etl.cli.text import log_as_text, receipt_as_line
    from report_etl.pipeline.health import coverage_warnings

    with _open(database_url) as database:
        if document is None:
            for receipt in database.receipts():
                say(receipt_as_line(receipt))
            return 0
        hashes = database.documents_named(document)
        warnings = coverage_warnings(database.status().documents)
        for sha256 in hashes:
            write_out(log_as_text(database.log(sha256)))
            if sha256 in warnings:
                say(f"warning: {warnings[sha256]}")
        # A file whose bytes could not be read has no hash: only its receipts tell of it.
        unread = [r for r in database.receipts() if r.sha256 is None and r.file_name == document]
        for receipt in unread:
            say(receipt_as_line(receipt))
    return 0 if hashes or unread else _unknown(document)


@click.command(cls=Command)
@click.argument("document", required=False)
@click.option("--all", "everything", is_flag=True, help="Also what agrees.")
@database_option
def findings(document: str | None, everything: bool, database_url: str | None) -> int:
    """Print where the figures of a report contradict each other.

    DOCUMENT as in `log`; without it, the findings of all documents.

    \b
    report-etl findings
    report-etl findings report.pdf --all
    """
    from report_etl.cli.text import finding_as_text

    wanted = None if everything else "inconsistent"
    with _open(database_url) as database:
        hashes = [None] if document is None else database.documents_named(document)
        for sha256 in hashes:
            for stored in database.records("findings", sha256=sha256, status=wanted).items:
                write_out(finding_as_text(stored))
    return 0 if hashes else _unknown(document)


@click.command(cls=Command)
@click.argument("record_id")
@click.option("--file", type=click.Path(path_type=Path), help="The report, when it is not in the archive.")
@database_option
def show(record_id: str, file: Path | None, database_url: str | None) -> int:
    """Print one record with its provenance, and the lines it was read from.

    RECORD_ID as held in the column `id` of every table, and printed by `log` and `findings` for rejects and
    findings; of its first part six digits are enough. What was read is
    marked with ⟦⟧. Of a PDF the page is written as a picture with a box around it.

    \b
    report-etl show 58fe0c1a2b3c4d5e/policies/3
    report-etl show 58fe0c1a2b3c4d5e/findings/1 --file report.pdf
    """
    from report_etl.pipeline.source import read_source

    with _open(database_url) as database:
        stored = database.find_record(record_id)
    if stored is None:
        complain(
            f"{record_id} is no record of this database: the column id of every table holds them, and "
            "`report-etl log DOCUMENT` prints those of rejects and findings"
        )
        return WRONG_USE
    say(f"{stored.id} of {stored.document.file_name}")
    say(stored.record.model_dump_json(indent=2))
    settings = settings_with(database_url=database_url)
    try:
        source = read_source(settings, stored.document, file)
    except DocumentError as error:
        complain(str(error))
        return CANNOT_GO_ON if file else 0  # the record itself has been shown
    _show_places(stored, source, settings.home / "pictures")
    return 0


def _show_places(stored: StoredRecord, source: Source, folder: Path) -> None:
    from report_etl.inbox import make_folder

    where = getattr(stored.record, "provenance", [])
    places = where if isinstance(where, list) else [where]
    for place in places:
        say(f"page {place.page}, characters {place.start}–{place.end}, by {place.rule}")
        for line in source.marked(place):
            say(f"  {line}")
    for number, png, complaint in source.pictures(places):
        path = folder / f"{stored.id.replace('/', '-')}-page-{number}.png"
        make_folder(path.parent)
        path.write_bytes(png)
        say(f"picture  {path}")
        if complaint:
            complain(complaint)


def _open(database_url: str | None) -> Database:
    from report_etl.db import open_database

    return open_database(settings_with(database_url=database_url).database_url, create=False)


def _unknown(document: str | None) -> int:
    complain(f"{document} is no document of this database: `report-etl log` prints their names")
    return WRONG_USE
