"""`ingest`, `watch` and `serve`: files into the database, once, at once or on a schedule."""

from __future__ import annotations

import contextlib
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from report_etl.cli.application import QUARANTINED, Command, complain, one_line, say
from report_etl.cli.options import database_option, settings_with

if TYPE_CHECKING:
    from report_etl.pipeline.outcome import FileOutcome, IngestSummary, Progress
    from report_etl.settings import Settings

_BAR_WIDTH = 24


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--inbox", type=click.Path(path_type=Path), help="Drain this folder instead of the inbox.")
@database_option
@click.option("--dry-run", is_flag=True, help="Print what would be loaded; move and write nothing.")
@click.option("--prefect", is_flag=True, help="As a recorded Prefect flow run.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no summary; errors only.")
def ingest(
    paths: tuple[Path, ...],
    inbox: Path | None,
    database_url: str | None,
    dry_run: bool,
    prefect: bool,
    quiet: bool,
) -> int:
    """Load reports into the database, once.

    PATHs stay where they are; the archive gets a copy. Without PATHs the inbox is drained: a loaded file
    goes to the archive, one that cannot be read to the quarantine with the reason beside it. A report
    that is already known is not loaded twice. Exit code 1 means that something was quarantined, 3 that
    the database cannot be reached.

    \b
    report-etl ingest
    report-etl ingest report.pdf notes.txt
    report-etl ingest --inbox /mnt/scans --database postgresql://user:password@host/name
    report-etl ingest --dry-run
    report-etl ingest --prefect
    """
    if paths and inbox:
        raise click.UsageError("give paths or --inbox, not both")
    settings = settings_with(database_url=database_url, inbox=inbox)
    with _progress(quiet) as progress:
        if dry_run:
            from report_etl.pipeline.preview import preview

            summary = preview(paths, settings, progress=progress)
        elif prefect:
            if not quiet:
                click.echo("starting Prefect …", err=True)  # some seconds, with its server
            summary = _as_flow_run(paths, settings, progress)
        else:
            summary = _directly(paths, settings, progress)
    if not quiet:
        from report_etl.cli.text import summary_as_text

        say(summary_as_text(summary, dry_run=dry_run))
    if not dry_run:
        _warn_of_coverage(summary, settings)
    for outcome in summary.quarantined:
        complain(outcome.reason or f"{outcome.file_name} cannot be read")
    return QUARANTINED if summary.quarantined else 0


def _warn_of_coverage(summary: IngestSummary, settings: Settings) -> None:
    """Name the reports just loaded of which less was read than of their publisher's others."""
    loaded = {outcome.sha256 for outcome in summary.files if outcome.state.value in ("loaded", "replaced")}
    if not loaded:
        return
    from report_etl.db import open_database
    from report_etl.pipeline.health import coverage_warnings

    with open_database(settings.database_url, create=False) as database:
        warnings = coverage_warnings(database.status().documents)
    for sha256, warning in warnings.items():
        if sha256 in loaded:
            complain(warning)


@click.command(cls=Command)
@click.option("--every", metavar="TIME", default="2s", help="Between two looks [default: 2s].")
@click.option("--inbox", type=click.Path(path_type=Path), help="Drain this folder instead of the inbox.")
@database_option
@click.option("-q", "--quiet", is_flag=True, help="No line for each file; errors only.")
def watch(every: str, inbox: Path | None, database_url: str | None, quiet: bool) -> None:
    """Load whatever is dropped into the inbox, within seconds, until stopped.

    Works without Prefect, and beside any other ingest. Once a minute everything is looked at anew, so
    that nothing waits that a broken-off run has left. Stop it with Ctrl-C or SIGTERM: no file is lost.

    \b
    report-etl watch
    report-etl watch --every 10s --database postgresql://user:password@host/name
    """
    from report_etl.db import open_database
    from report_etl.pipeline.watch import watch_inbox

    settings = settings_with(database_url=database_url, inbox=inbox)
    seconds = _seconds(every)
    with open_database(settings.database_url) as database, _progress(quiet) as progress:
        database.prepare()
        for summary in watch_inbox(settings, database, every=seconds, progress=progress):
            for outcome in summary.quarantined:
                complain(outcome.reason or f"{outcome.file_name} cannot be read")


@click.command(cls=Command)
@click.option("--every", metavar="TIME", help="Such as 30s, 5m, 2h [default: 5m].")
@click.option("--cron", metavar="EXPRESSION", help='Such as "0 * * * *".')
@click.option("--inbox", type=click.Path(path_type=Path), help="Drain this folder instead of the inbox.")
@database_option
def serve(every: str | None, cron: str | None, inbox: Path | None, database_url: str | None) -> None:
    """Drain the inbox on a schedule, as Prefect flow runs, until stopped.

    One run at a time: when a run takes longer than the interval, the next ones are skipped. Without
    PREFECT_API_URL a Prefect server of its own is started on this machine.

    \b
    report-etl serve --every 5m
    report-etl serve --cron "0 7 * * *"
    """
    if every and cron:
        raise click.UsageError("give --every or --cron, not both")
    settings = settings_with(database_url=database_url, inbox=inbox)
    seconds = None if cron else _seconds(every or "5m")
    from flows.deployments import serve_inbox

    serve_inbox(settings, every=seconds, cron=cron)


def _directly(paths: tuple[Path, ...], settings: Settings, progress: Progress | None) -> IngestSummary:
    from report_etl.db import open_database
    from report_etl.pipeline.drain import drain_inbox, ingest_paths

    with open_database(settings.database_url) as database:
        database.prepare()
        if paths:
            return ingest_paths(paths, settings, database, progress=progress)
        return drain_inbox(settings, database, progress=progress)


def _as_flow_run(paths: tuple[Path, ...], settings: Settings, progress: Progress | None) -> IngestSummary:
    from report_etl.settings import set_default_variables

    # Prefect keeps the traceback of a failed run in its record; here our sentence is enough.
    set_default_variables({"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL"})
    from flows.ingest import run_flow

    return run_flow(paths, settings, progress=progress)


def _seconds(text: str) -> float:
    match = re.fullmatch("([1-9][0-9]{0,5})([smhd])", text)
    if match is None:
        raise click.BadParameter(f"{text!r} is no time such as 30s, 5m or 2h", param_hint="--every")
    return float(match[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[match[2]]


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """A bar on a terminal, a line per file elsewhere, nothing when quiet; always on stderr."""
    if quiet:
        yield None
        return
    if not sys.stderr.isatty():
        yield lambda done, total, outcome: click.echo(_line(done, total, outcome), err=True)
        return
    from report_etl.cli.text import cut_to_width

    drawn = False

    def draw(done: int, total: int, outcome: FileOutcome) -> None:
        nonlocal drawn
        drawn = True
        filled = _BAR_WIDTH * done // max(1, total)
        bar = "█" * filled + "░" * (_BAR_WIDTH - filled)
        room = shutil.get_terminal_size().columns - _BAR_WIDTH - 2
        click.echo(f"\r\x1b[K{bar} {cut_to_width(_line(done, total, outcome), room)}", err=True, nl=False)

    try:
        yield draw
    finally:
        if drawn:
            click.echo(err=True)


def _line(done: int, total: int, outcome: FileOutcome) -> str:
    return f"{done}/{total} {outcome.state.value}: {one_line(outcome.file_name)}"
