"""`reprocess`: the archive extracted again after a change of rules."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from report_etl.cli.application import QUARANTINED, WRONG_USE, Command, complain, one_line, write_out
from report_etl.cli.options import database_option, settings_with

if TYPE_CHECKING:
    from report_etl.pipeline.reprocess import Comparison


@click.command(cls=Command)
@click.argument("documents", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Print the rows that would differ; write nothing.")
@click.option("--accept", is_flag=True, help="Publish however many rows differ.")
@click.option("--prefect", is_flag=True, help="As a recorded Prefect flow run.")
@database_option
def reprocess(
    documents: tuple[str, ...], dry_run: bool, accept: bool, prefect: bool, database_url: str | None
) -> int:
    """Extract archived reports again by the rules of today.

    DOCUMENTs as in `log`; without any, every document that other rules have read. The rows that are
    added (+), removed (-) and changed (~) are printed, then published document by document. When more of them
    differ than REPORT_ETL_MAX_CHANGES allows, nothing is published without --accept. Exit code 1 means
    that something was not published.

    \b
    report-etl reprocess --dry-run
    report-etl reprocess report.pdf
    report-etl reprocess --accept
    """
    from report_etl.cli.text import comparison_as_text, reprocessed_as_text
    from report_etl.db import open_database
    from report_etl.pipeline.reprocess import reprocess as run

    settings = settings_with(database_url=database_url)
    with open_database(settings.database_url, create=False) as database:
        only: list[str] = []
        for name in documents:
            if not (hashes := database.documents_named(name)):
                complain(f"{name} is no document of this database: `report-etl log` prints their names")
                return WRONG_USE
            only += hashes

        def progress(done: int, total: int, document: Comparison) -> None:
            if sys.stderr.isatty():
                click.echo(f"{done}/{total} {one_line(document.file_name)}", err=True)
            write_out(comparison_as_text(document))

        if prefect:
            from flows.reprocess import run_flow

            result = run_flow(settings, only=only, dry_run=dry_run, accept=accept, progress=progress)
        else:
            result = run(settings, database, only=only, dry_run=dry_run, accept=accept, progress=progress)
    write_out(reprocessed_as_text(result, most=settings.max_changes, dry_run=dry_run))
    for document in result.failed:
        complain(document.reason or document.file_name)
    return QUARANTINED if result.failed or not (result.published or dry_run) else 0
