"""`web`: the inspection pages."""

from __future__ import annotations

import contextlib

import click

from report_etl.cli.application import Command, complain, say
from report_etl.cli.options import database_option, settings_with


@click.command(cls=Command)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8421, show_default=True, help="0: any free one."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen; 0.0.0.0: everywhere.",
)
@click.option(
    "--name", "names", multiple=True, help="Answer to this host name, and to no other but the local ones."
)
@database_option
def web(port: int, host: str, names: tuple[str, ...], database_url: str | None) -> None:
    """Show what is in the database as pages in a browser, until stopped.

    Documents with their coverage, records with the lines and the page they were read from, findings, what
    was refused, what is in quarantine. Nothing can be changed there, and nothing is fetched from anywhere.
    There is no password: with --host, everybody who reaches this machine can read everything.

    \b
    report-etl web
    report-etl web --port 9000 --database postgresql://user:password@host/name
    report-etl web --host 0.0.0.0 --name reports.example.org
    """
    from report_etl.db import open_database
    from report_etl.web import Server, Sources, make_application

    settings = settings_with(database_url=database_url)
    with open_database(settings.database_url, create=False) as database:
        database.check_schema()
        with Server(host, port, names) as server, Sources(settings) as sources:
            say(f"{server.url}  shows {database.url}; Ctrl-C stops it")
            if not server.is_local:
                complain(
                    f"everybody who reaches {host} port {port} can read these reports: there is no password"
                )
            with contextlib.suppress(KeyboardInterrupt):
                server.run(make_application(database, sources, hosts=server.hosts))
