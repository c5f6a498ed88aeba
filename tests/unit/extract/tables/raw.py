"""Tables as the finders give them, made from rows of text, for the tests of what follows."""

from __future__ import annotations

from report_etl.models import Cell, Layout, MappedText, RawRow, RawTable

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
