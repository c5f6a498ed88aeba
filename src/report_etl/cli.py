"""The command line: `report-etl --help`."""

from __future__ import annotations

import click


@click.group()
def main() -> None:
    """Chinese industry reports into validated, traceable SQL rows."""


@main.command()
@click.argument("file")
def extract(file: str) -> None:
    """Read and extract one file; print JSON."""
    from report_etl.pipeline import extract_file

    click.echo(extract_file(file).model_dump_json(indent=2))
