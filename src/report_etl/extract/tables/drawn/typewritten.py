"""Columns that white space sets in a text, as a terminal shows it → `RawTable`.

`pdftotext -layout`, mails and spreadsheets copied by hand give tables so. Each line gets the place that a
typewriter would print it at: then its columns are those of an aligned table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise, zip_longest

from report_etl.catalog import Catalog
from report_etl.extract.flow import Flow
from report_etl.extract.tables.surroundings import block_of_lines, look_above, printed_before
from report_etl.extract.widths import CHARACTERS, DISPLAY, EM, WidthModel
from report_etl.models import Block, Box, Break, Cell, Line, Page, RawTable

_SIZE = 10.0  # points of an em
_SPACE = 0.5  # em
_SPACING = 1.2  # em from line to line
_GAP = re.compile(r"\S(?: {2,}| *\t\s*|\u3000+ *)\S")
_SPACES = re.compile(r"  |\t|\u3000")
_WORDS = re.compile(r"\S+(?: \S+)*")
# The last word of a cell in a column further right; no figure or date, which may end flush with others.
_LAST_WORDS = re.compile(r"(?<=.{7}\s)(?![0-9])(?=\S*[\u4e00-\u9fff])\S+(?=\s{2}|\s*$)")
_FEWEST = 3  # lines with gaps
_MOST_GAPPED = 0.25  # of the rows of a table
_NEAR = 4  # lines
_MOST_CUT = 0.4  # of the lines of running text that hold a gap
_LEAST_GAPPED = 0.3  # share of the lines of a table; in prose words of two scripts stand one space apart


def find_typewritten(
    flow: Flow, blocks: tuple[Block, ...], catalog: Catalog
) -> tuple[list[RawTable], frozenset[int]]:
    """Tables whose columns stand below one another in a text, and all lines that stand in columns."""
    if sum(_GAP.search(line.text) is not None for line in flow.lines) < _FEWEST:
        return [], frozenset()
    # Imported for those who need it: most texts are extracted without the finders of drawn tables.
    from report_etl.extract.tables.drawn.find import find_drawn

    tables, columned = find_drawn(_typeset(flow), blocks, catalog)
    gapped = frozenset(n for n, line in enumerate(flow.lines) if _GAP.search(line.text))
    tables = [
        table for table in tables if _LEAST_GAPPED * len(table.lines) <= len(gapped.intersection(table.lines))
    ]
    tables = [table for table in tables if not _holds_gaps(table)]
    owners = block_of_lines(blocks, len(flow.lines))
    apart = columned & gapped
    return [_without_boxes(_captioned(table, flow, owners)) for table in tables], apart - _running(
        flow, apart
    )


def _captioned(table: RawTable, flow: Flow, owners: Sequence[Block | None]) -> RawTable:
    """The table, with the caption and the unit above its header on a page before, if it is printed again."""
    again = printed_before(flow, min(table.lines)) if table.caption is None else None
    if again is None:
        return table
    above = look_above(flow, owners, again)
    return replace(table, caption=above.caption, unit_note=table.unit_note or above.unit_note)


def _holds_gaps(table: RawTable) -> bool:
    """Whether cells of many rows hold what parts cells: the columns found are those of chance."""
    gapped = sum(1 for row in table.rows if any(_GAP.search(cell.text.text) for cell in row.cells))
    return gapped > _MOST_GAPPED * len(table.rows)


def _running(flow: Flow, columned: frozenset[int]) -> frozenset[int]:
    """Lines that only seem to stand in columns.

    Of those close to one another many were cut at the margin, and the words behind gaps mostly begin where
    no other does.
    """
    found: set[int] = set()
    block: list[int] = []
    for line in [*sorted(columned), len(flow.lines) + _NEAR]:
        if block and line - block[-1] >= _NEAR:
            cut = sum(1 for n in block if flow.breaks[n] is Break.CUT)
            starts = [_starts(flow.lines[n].text) for n in block]
            found.update(block if cut >= _MOST_CUT * len(block) and not _are_flush(starts) else ())
            block = []
        block.append(line)
    return frozenset(found)


def _starts(text: str) -> list[int]:
    """Where words behind a gap begin on a line, as a terminal shows it."""
    return [DISPLAY.of(text[: found.end() - 1]) for found in _GAP.finditer(text)]


def _are_flush(lines: Sequence[Sequence[int]]) -> bool:
    """Whether most words behind gaps begin at one place with a word of another line."""
    places = Counter(place for starts in lines for place in set(starts))
    return sum(count for count in places.values() if count > 1) > 0.5 * places.total()


def _typeset(flow: Flow) -> Flow:
    """The same lines, each with its place on a page of as many lines as it has."""
    model = _model([line.text.rstrip() for line in flow.lines if _SPACES.search(line.text.rstrip())])
    pages = tuple(_set_page(page, model) for page in flow.document.pages)
    lines = tuple(line for page in pages for line in page.lines)
    return replace(flow, document=replace(flow.document, pages=pages), lines=lines)


def _model(lines: Sequence[str]) -> WidthModel:
    """How wide characters are to whoever set the columns: as a terminal shows them, or all alike.

    `pdftotext` counts characters: then clearly more words stand flush with those of the line before.
    """
    shown, counted = _flush(lines, DISPLAY), _flush(lines, CHARACTERS)
    return CHARACTERS if len(counted - shown) > max(_FEWEST, 2 * len(shown - counted)) else DISPLAY


def _flush(lines: Sequence[str], model: WidthModel) -> set[tuple[int, int]]:
    """The words, by line and place, that stand flush with a word of the line before."""
    places = [
        [(model.of(line[: m.start()]), model.of(line[: m.end()])) for m in _WORDS.finditer(line) if m.start()]
        for line in lines
    ]
    return {
        (line, number)
        for line, (before, words) in enumerate(pairwise(places))
        for number, word in enumerate(words)
        if any(word[0] == above[0] or word[1] == above[1] for above in before)
    }


def _set_page(page: Page, model: WidthModel) -> Page:
    lines: list[Line] = []
    for _, run in groupby(page.lines, key=lambda line: "\t" in line.text):
        together = list(run)
        stops = _stops([line.text.split("\t") for line in together], model)
        lines += [_set_line(line, number, stops, model) for number, line in enumerate(together, len(lines))]
    width = max((line.box.x1 for line in lines if line.box), default=0.0)
    return replace(page, lines=tuple(lines), width=width, height=_SPACING * _SIZE * len(lines))


def _stops(rows: Sequence[Sequence[str]], model: WidthModel) -> list[int]:
    """Where the tabs of neighbouring lines lead to, in thousandths of an em: right of all before them."""
    stops = [0]
    for fields in zip_longest(*rows, fillvalue=""):
        stops.append(stops[-1] + max(map(model.of, fields), default=0) + EM)
    return stops


def _set_line(line: Line, number: int, stops: Sequence[int], model: WidthModel) -> Line:
    if not line.text.strip():
        return line
    scale = _SPACE * _SIZE / model.of(" ")
    edges: list[tuple[float, float]] = []
    for field, left in zip(line.text.split("\t"), stops, strict=False):
        if edges:  # the tab itself
            edges.append((edges[-1][1], left * scale))
        places = list(accumulate((model.of(character) for character in field), initial=left))
        if model is CHARACTERS:
            edges += _as_wide_as_shown(field, places, scale)
        else:
            edges += [(a * scale, b * scale) for a, b in pairwise(places)]
    top = number * _SPACING * _SIZE
    left_edge = edges[len(line.text) - len(line.text.lstrip())][0]
    box = Box(line.page, left_edge, top, edges[len(line.text.rstrip()) - 1][1], top + _SIZE)
    return replace(line, box=box, edges=tuple(edges), size=_SIZE)


def _as_wide_as_shown(field: str, places: Sequence[int], scale: float) -> list[tuple[float, float]]:
    """The edges of characters where words have counted places: the last one of a cell ends where it would.

    10年 is no wider than 三年: lines as full as one another differ in how many characters they have.
    """
    edges = [(a * scale, b * scale) for a, b in pairwise(places)]
    for word in _LAST_WORDS.finditer(field):
        first = places[word.start()]
        shown = accumulate((DISPLAY.of(character) for character in word[0]), initial=first)
        edges[word.start() : word.end()] = [(a * scale, b * scale) for a, b in pairwise(shown)]
    return edges


def _without_boxes(table: RawTable) -> RawTable:
    """The table as of a text: it has no place on any page."""
    return replace(
        table,
        header=tuple(_bare(cell) for cell in table.header),
        rows=tuple(replace(row, cells=tuple(_bare(cell) for cell in row.cells)) for row in table.rows),
    )


def _bare(cell: Cell) -> Cell:
    return replace(cell, boxes=())
