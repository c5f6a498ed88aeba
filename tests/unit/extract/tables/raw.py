"""Tables as the finders give them, made from rows of text, for the tests of what follows."""

from __future__ import annotations

from typing import Any

from report_etl.catalog import Catalog, load_catalog
from report_etl.extract.provenance import Locator
from report_etl.extract.tables import shape_and_match
from report_etl.extract.tables.matching.matched import Match
from report_etl.extract.tables.parsing.context import Parsed
from report_etl.extract.tables.parsing.parse import parse_table
from report_etl.models import Cell, Layout, MappedText, RawRow, RawTable
from report_etl.readers import read_bytes

Readings = tuple[tuple[str, ...], ...]


def raw_table(
    header: list[str],
    rows: list[list[str]],
    *,
    caption: str | None = None,
    unit_note: str | None = None,
    kind: str | None = None,
    layout: Layout = Layout.RULED,
    confidence: float = 1.0,
    readings: dict[int, Readings] | None = None,
) -> tuple[RawTable, str]:
    """A table and the raw text it stands in: cell after cell, a line each."""
    text = ""

    def cell(words: str) -> Cell:
        nonlocal text
        start = len(text)
        text += words + "\n"
        return Cell(MappedText.of(words, start))

    mapped = MappedText.of(caption, 0) if caption else None
    text = f"{caption}\n" if caption else ""
    labels = tuple(cell(label) for label in header)
    body = tuple(
        RawRow(tuple(cell(words) for words in row), 1, confidence, (readings or {}).get(number, ()))
        for number, row in enumerate(rows)
    )
    table = RawTable(layout, labels, body, tuple(range(text.count("\n"))), mapped, None, unit_note, kind)
    return table, text


def shaped(
    header: list[str], rows: list[list[str]], catalog: Catalog | None = None, **options: Any
) -> tuple[RawTable, Match]:
    """A table as one row for each record, and what it was found to be."""
    table, _ = raw_table(header, rows, **options)
    return shape_and_match(table, catalog or load_catalog())


def parse(header: list[str], rows: list[list[str]], **options: Any) -> Parsed:
    """What a table gives, from its shape to its records."""
    return parse_raw(*raw_table(header, rows, **options))


def parse_raw(table: RawTable, text: str) -> Parsed:
    """The same of a table that stands in a text."""
    shaped, match = shape_and_match(table, load_catalog())
    return parse_table(shaped, match, Locator(read_bytes(text.encode(), "x.txt"), "0"), table)


def texts(table: RawTable) -> list[list[str]]:
    """The rows as text, without the header."""
    return [[cell.text.text for cell in row.cells] for row in table.rows]
