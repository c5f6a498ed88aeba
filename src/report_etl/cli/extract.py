"""`extract` and `explain`: one file, nothing is loaded, nothing is moved."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from report_etl.cli.application import WRONG_USE, Command, complain, write_out

if TYPE_CHECKING:
    from report_etl.models import Document
    from report_etl.records import Extraction


@click.command(cls=Command)
@click.argument("file")
@click.option(
    "--format", "form", type=click.Choice(["json", "text"]), default="json", help="json is the default."
)
def extract(file: str, form: Literal["json", "text"]) -> None:
    """Print what one report says.

    FILE is a PDF or a text; `-` reads a text from standard input. Nothing is loaded or moved. Exit code
    3 means that the file cannot be read.

    \b
    report-etl extract report.pdf
    report-etl extract report.pdf --format text
    report-etl extract report.pdf | python3 -m json.tool --no-ensure-ascii
    report-etl extract - < report.txt
    """
    extraction = _extract(file)
    if form == "json":
        # Exactly the bytes of `Extraction.model_dump_json()` for programs, a line end for people.
        write_out(extraction.model_dump_json() + ("\n" if sys.stdout.isatty() else ""))
    else:
        from report_etl.cli.text import extraction_as_text

        write_out(extraction_as_text(extraction))


@click.command(cls=Command)
@click.argument("file")
@click.option("--page", type=click.IntRange(min=1), help="Only what stands on this page.")
@click.option("--caption", metavar="TEXT", help="Only tables whose caption holds this text.")
def explain(file: str, page: int | None, caption: str | None) -> int:
    """Print every stage of the extraction of one report.

    Lines with their widths and what their ends were taken for, blocks, tables with their columns, the
    kind chosen and the next best, what looks like a table and gave no record with the rule that came nearest
    and where it failed, rejects with the readings that competed, and what no rule has claimed.

    \b
    report-etl explain report.pdf
    report-etl explain report.pdf --page 3
    report-etl explain report.pdf --caption 政策
    """
    from report_etl.audit import audit_extraction
    from report_etl.catalog import load_catalog
    from report_etl.cli.explained import explanation_as_text
    from report_etl.extract.explain import explain as explain_document

    explained = explain_document(_read(file), load_catalog())
    audited = audit_extraction(explained.stages.extraction)
    explained = replace(explained, stages=replace(explained.stages, extraction=audited))
    try:
        write_out(explanation_as_text(explained, page=page, caption=caption))
    except LookupError as error:
        complain(f"{file} has {error}: `report-etl explain {file}` prints every line")
        return WRONG_USE
    return 0


def _extract(file: str) -> Extraction:
    from report_etl.pipeline import extract_bytes, extract_file
    from report_etl.settings import load_settings

    settings = load_settings()
    if file == "-":
        return extract_bytes(_standard_input(), "stdin.txt", settings)
    return extract_file(file, settings)


def _read(file: str) -> Document:
    from report_etl.readers import read_bytes, read_document

    return read_bytes(_standard_input(), "stdin.txt") if file == "-" else read_document(Path(file))


def _standard_input() -> bytes:
    return sys.stdin.buffer.read()
