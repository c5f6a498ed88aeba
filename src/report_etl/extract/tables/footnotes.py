"""Marks of footnotes behind names and figures: they are printed with a cell and no part of what it says."""

from __future__ import annotations

import re
from dataclasses import replace

from report_etl.extract.tables.flattened.stream import Stream
from report_etl.extract.tables.matching.labels import FOOTNOTES, footnote_at
from report_etl.models import Cell, RawTable

_CIRCLED = re.compile("[①-⑳]")  # before a figure that no space keeps apart


def without_footnotes(table: RawTable) -> RawTable:
    """The table without the marks at the end of its cells."""
    rows = tuple(replace(row, cells=tuple(map(_unmarked, row.cells))) for row in table.rows)
    return table if rows == table.rows else replace(table, rows=rows)


def _unmarked(cell: Cell) -> Cell:
    start = footnote_at(cell.text.text)
    if start is None or not cell.text.text[:start].strip():
        return cell
    return replace(cell, text=cell.text.slice(0, start).strip())


def without_marks(stream: Stream) -> Stream:
    """The stream without the marks behind a word and before white space or a figure."""
    dropped: set[int] = set()
    for start, end in stream.unbroken():
        word = stream.text[start:end]
        found = FOOTNOTES.search(word)
        if found is not None and found.start():
            dropped.update(range(start + found.start(), end))
        dropped.update(
            start + mark.start()
            for mark in _CIRCLED.finditer(word)
            if mark.start() and word[mark.end() : mark.end() + 1].isdecimal()
        )
    return stream.without(dropped)
