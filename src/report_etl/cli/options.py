"""Options that several commands take, and the settings they change."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from report_etl.settings import Settings

database_option = click.option(
    "--database",
    "database_url",
    metavar="URL",
    help="sqlite:///file.db or postgresql://user:password@host/name [default: $REPORT_ETL_DATABASE_URL].",
)


def settings_with(*, database_url: str | None = None, inbox: Path | None = None) -> Settings:
    """The settings of the environment, with what was given on the command line.

    Raises:
        ConfigError: a variable is misspelt or its value cannot be used.
    """
    from report_etl.settings import load_settings

    given: dict[str, Any] = {}
    if database_url is not None:
        given["database_url"] = database_url
    if inbox is not None:
        given["inbox"] = inbox.absolute()
    return dataclasses.replace(load_settings(), **given)
