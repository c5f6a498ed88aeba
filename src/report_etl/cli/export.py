"""`export`: the tables as files for other programs."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from report_etl.cli.application import Command, complain, one_line, pipe, say
from report_etl.cli.options import database_option, settings_with

if TYPE_CHECKING:
    from report_etl.export import Progress

_STDOUT = "-"
_LINE_EVERY = 100_000  # rows, where there is no terminal


def _complete_table(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from report_etl.db import describe_tables

    return [
        CompletionItem(table.name, help=table.about)
        for table in describe_tables()
        if table.name.startswith(incomplete)
    ]


@click.command(cls=Command)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "xlsx", "parquet", "jsonl"]),
    required=True,
    help="xlsx: one workbook with a sheet for each table; the others: a file for each table.",
)
@click.option(
    "--table", metavar="NAME", shell_complete=_complete_table, help="Only this table, such as policies."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Folder, or the file when there is one; - is standard output [default: $REPORT_ETL_HOME/export].",
)
@click.option("--excel", is_flag=True, help="CSV that Excel shows as it is, and never computes.")
@database_option
@click.option("-q", "--quiet", is_flag=True, help="No progress, no list of files; errors only.")
def export(
    form: str, table: str | None, output: Path | None, excel: bool, database_url: str | None, quiet: bool
) -> None:
    """Write every table, or one, into files for other programs.

    All tables as they are at one moment, with the columns of SQL. Files of these names are replaced when
    all new ones are whole, not before. Decimals are exact everywhere: as text in csv and jsonl; in xlsx a
    number only where Excel keeps all of its digits; in parquet decimal128(38, 10), with the printed text
    beside it. Absent values are empty in csv and xlsx, null in the others.

    CSV is UTF-8 with every value as it is stored. With --excel it starts with a byte order mark, and a text
    that Excel would run as a formula (=, +, -, @) gets a ' before it. In xlsx no text is ever a formula.

    \b
    report-etl export --format csv
    report-etl export --format xlsx --output reports.xlsx
    report-etl export --format parquet --table quantities --output quantities.parquet
    report-etl export --format jsonl --table policies --output - | head
    """
    from report_etl.db import open_database
    from report_etl.export import export_tables, stream_table

    if excel and form != "csv":
        raise click.UsageError("--excel is for --format csv; the others need no such care")
    settings = settings_with(database_url=database_url)
    with open_database(settings.database_url, create=False) as database:
        database.check_schema()
        if output is not None and str(output) == _STDOUT:
            if table is None:
                raise click.UsageError("standard output takes one table: name it with --table")
            with pipe() as stream:
                notes = stream_table(database, form, table, stream, excel=excel)
        else:
            target = output or _default(settings.home / "export", form, table)
            with _progress(quiet) as progress:
                done = export_tables(database, form, target, table=table, excel=excel, progress=progress)
            notes = done.notes
            for name, rows, path in () if quiet else done.tables:
                say(f"{name:<14} {rows:>9} rows  {path}")
    for note in notes:
        complain(note)


def _default(folder: Path, form: str, table: str | None) -> Path:
    """A file where one is written, so that a folder is never taken for it."""
    if form == "xlsx" or table is not None:
        return folder / f"{table or 'report_etl'}.{form}"
    return folder


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """A line that changes on a terminal, a line now and then elsewhere; always on stderr."""
    if quiet:
        yield None
        return
    terminal = sys.stderr.isatty()

    def tell(table: str, done: int, total: int) -> None:
        if terminal:
            click.echo(f"\r\x1b[K{one_line(table)}: {done} of {total} rows", err=True, nl=False)
        elif done and (done % _LINE_EVERY == 0):
            click.echo(f"{one_line(table)}: {done} of {total} rows", err=True)

    try:
        yield tell
    finally:
        if terminal:
            click.echo("\r\x1b[K", err=True, nl=False)
