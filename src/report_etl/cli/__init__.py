"""The command line: `report-etl --help`."""

from __future__ import annotations

import click

from report_etl import __version__
from report_etl.cli.admin import completion, db, doctor, schemas
from report_etl.cli.application import Application
from report_etl.cli.export import export
from report_etl.cli.extract import explain, extract
from report_etl.cli.ingest import ingest, serve, watch
from report_etl.cli.inspect import findings, log, show, status
from report_etl.cli.reprocess import reprocess
from report_etl.cli.web import web

__all__ = ["main"]


@click.group(
    cls=Application, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="report-etl")
def main() -> None:
    """Chinese industry reports into validated, traceable SQL rows.

    \b
    report-etl extract report.pdf                what one file says, as JSON
    report-etl ingest                            load everything in the inbox, once
    report-etl status                            what is in the database
    report-etl log report.pdf                    what became of one file
    report-etl web                               all of it, to click through in a browser
    report-etl export --format xlsx              the tables for other programs
    """


for _command in (
    extract,
    explain,
    ingest,
    watch,
    serve,
    status,
    log,
    findings,
    show,
    export,
    web,
    reprocess,
    doctor,
    db,
    schemas,
    completion,
):
    main.add_command(_command)
