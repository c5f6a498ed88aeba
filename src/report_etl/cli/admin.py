"""`doctor`, `db upgrade`, `schemas check`, `completion`."""

from __future__ import annotations

import click

from report_etl.cli.application import FOUND_TROUBLE, WRONG_USE, Command, complain, say
from report_etl.cli.options import database_option, settings_with


@click.command(cls=Command)
@database_option
def doctor(database_url: str | None) -> int:
    """Look whether everything stands that an ingest needs, and whether folders and database agree.

    Nothing is changed. Exit code 1 when something must be done; the line says what.

    \b
    report-etl doctor
    """
    from report_etl.pipeline.doctor import examine

    troubles = 0
    for check in examine(settings_with(database_url=database_url)):
        troubles += not check.well
        say(f"{'ok' if check.well else '!!'}  {check.name:<20} {check.says}")
    return FOUND_TROUBLE if troubles else 0


@click.group()
def db() -> None:
    """The database itself."""


@db.command(cls=Command)
@database_option
def upgrade(database_url: str | None) -> None:
    """Bring the tables to the form this version needs; safe at any time.

    \b
    report-etl db upgrade
    report-etl db upgrade --database postgresql://user:password@host/name
    """
    from report_etl.db import open_database

    with open_database(settings_with(database_url=database_url).database_url) as database:
        say(f"{database.url} is at revision {database.upgrade()}")


@click.group()
def schemas() -> None:
    """The files that declare tables and publishers."""


@schemas.command(cls=Command)
def check() -> int:
    """Validate every file in `schemas/`; exit code 2 when one is wrong.

    \b
    report-etl schemas check
    """
    from report_etl.catalog import check_catalog, load_catalog

    problems = check_catalog()
    for problem in problems:
        complain(problem)
    if problems:
        return WRONG_USE
    catalog = load_catalog()
    say(
        f"all well: {len(catalog.tables)} kinds of table, {len(catalog.publishers)} publishers, "
        f"rules {catalog.digest}"
    )
    return 0


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands and options in a shell.

    \b
    report-etl completion bash >> ~/.bashrc
    report-etl completion zsh >> ~/.zshrc
    report-etl completion fish > ~/.config/fish/completions/report-etl.fish
    """
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    if complete is None:
        raise click.UsageError(f"no completion for {shell}")
    root = context.find_root().command
    say(complete(root, {}, "report-etl", "_REPORT_ETL_COMPLETE").source())
