"""Columns that white space sets in a text, as a terminal shows it → `RawTable`.

`pdftotext -layout`, mails and spreadsheets copied by hand give tables so. Each line gets the place that a
typewriter would print it at: then its columns are those of an aligned table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise, zip_longest

from report_etl.extract.flow import Flow
from report_etl.extract.widths import DISPLAY, EM
from report_etl.models import Block, Box, Cell, Line, Page, RawTable

_SIZE = 10.0  # points of an em
_SPACING = 1.2  # em from line to line
_GAP = re.compile(r"\S(?: {2,}| *\t\s*|\u3000+ *)\S")
_FEWEST = 3  # lines with gaps


def find_typewritten(flow: Flow, blocks: tuple[Block, ...]) -> tuple[list[RawTable], frozenset[int]]:
    """Tables whose columns stand below one another in a text, and all lines that stand in columns."""
    if sum(_GAP.search(line.text) is not None for line in flow.lines) < _FEWEST:
        return [], frozenset()
    # Imported for those who need it: most texts are extracted without the finders of drawn tables.
    from report_etl.extract.tables.drawn import find_drawn

    tables, columned = find_drawn(_typeset(flow), blocks)
    return [_without_boxes(table) for table in tables], columned


def _typeset(flow: Flow) -> Flow:
    """The same lines, each with its place on a page of as many lines as it has."""
    pages = tuple(_set_page(page) for page in flow.document.pages)
    lines = tuple(line for page in pages for line in page.lines)
    return replace(flow, document=replace(flow.document, pages=pages), lines=lines)


def _set_page(page: Page) -> Page:
    lines: list[Line] = []
    for _, run in groupby(page.lines, key=lambda line: "\t" in line.text):
        together = list(run)
        stops = _stops([line.text.split("\t") for line in together])
        lines += [_set_line(line, number, stops) for number, line in enumerate(together, len(lines))]
    width = max((line.box.x1 for line in lines if line.box), default=0.0)
    return replace(page, lines=tuple(lines), width=width, height=_SPACING * _SIZE * len(lines))


def _stops(rows: Sequence[Sequence[str]]) -> list[int]:
    """Where the tabs of neighbouring lines lead to, in thousandths of an em: right of all before them."""
    stops = [0]
    for fields in zip_longest(*rows, fillvalue=""):
        stops.append(stops[-1] + max(map(DISPLAY.of, fields), default=0) + EM)
    return stops


def _set_line(line: Line, number: int, stops: Sequence[int]) -> Line:
    if not line.text.strip():
        return line
    edges: list[tuple[float, float]] = []
    for field, left in zip(line.text.split("\t"), stops, strict=False):
        if edges:  # the tab itself
            edges.append((edges[-1][1], left * _SIZE / EM))
        places = accumulate((DISPLAY.of(character) for character in field), initial=left)
        edges += [(a * _SIZE / EM, b * _SIZE / EM) for a, b in pairwise(places)]
    top = number * _SPACING * _SIZE
    left_edge = edges[len(line.text) - len(line.text.lstrip())][0]
    box = Box(line.page, left_edge, top, edges[len(line.text.rstrip()) - 1][1], top + _SIZE)
    return replace(line, box=box, edges=tuple(edges), size=_SIZE)


def _without_boxes(table: RawTable) -> RawTable:
    """The table as of a text: it has no place on any page."""
    return replace(
        table,
        header=tuple(_bare(cell) for cell in table.header),
        rows=tuple(replace(row, cells=tuple(_bare(cell) for cell in row.cells)) for row in table.rows),
    )


def _bare(cell: Cell) -> Cell:
    return replace(cell, boxes=())
