"""What looks like a table and gave no record: the rule that came nearest, and where it failed.

For people who ask why; nothing of it is read by the extraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report_etl.catalog import Catalog
from report_etl.extract.flow import Flow
from report_etl.extract.tables.areas import find_areas
from report_etl.extract.tables.flattened.find import raw_table, read_rows, variants
from report_etl.extract.tables.flattened.headers import find_headers
from report_etl.extract.tables.flattened.row_grammar import RowGrammar
from report_etl.extract.tables.flattened.stream import Stream, stream_of
from report_etl.extract.tables.flattened.word_headers import Header
from report_etl.extract.tables.matching.labels import label_index
from report_etl.extract.tables.matching.match import Attempt, attempts
from report_etl.extract.tables.shape import unfold
from report_etl.models import Block, BlockKind, RawTable

_MOST_PLACES = 400  # at which a cell may begin, of one column
_BELOW = 240  # characters below a caption in which labels are looked for
_SHOWN = 60
_FIGURES = re.compile(r"(?:[ \u3000|][(-]?[0-9][0-9,.]{0,15}[%A-Z)]{0,2}){2,30}$")
_ROWS = 3  # lines of figures under one another that look like a table


@dataclass(frozen=True, slots=True)
class Miss:
    """What looks like a table: its line, its words, the nearest rule, and where that failed."""

    line: int
    words: str
    rule: str
    failed: str


def tried(table: RawTable, catalog: Catalog) -> list[Attempt]:
    """Every kind that a table may be of: those that fit first, each by its score."""
    found = attempts(unfold(table), catalog)
    return sorted(found, key=lambda attempt: (attempt.lacks is not None, -attempt.score))


def find_misses(
    flow: Flow, blocks: tuple[Block, ...], tables: list[RawTable], catalog: Catalog
) -> list[Miss]:
    """Everything that looks like a table or a caption and gave no record, in order of the lines."""
    tables = [table for table in tables if not _is_unread(table)]
    found = [*_of_no_kind(tables, catalog)]
    covered = {line for table in tables for line in table.lines}
    for lines in find_areas(flow, blocks, frozenset(covered)):
        found.extend(_headers_without_rows(flow, stream_of(flow, lines), catalog))
    explained = covered | {miss.line for miss in found}
    for block in blocks:
        if block.kind is BlockKind.CAPTION and explained.isdisjoint(range(block.first, block.last + 1)):
            found.append(_caption_alone(flow, block, catalog))
    found.extend(_grids_left(flow, covered))
    found.extend(_rows_left(flow, covered | {miss.line for miss in found}))
    return sorted(found, key=lambda miss: miss.line)


def _is_unread(table: RawTable) -> bool:
    """Whether a table was found by its header only, its text kept whole to be refused."""
    return len(table.rows) == 1 and len(table.rows[0].cells) < len(table.header)


def _of_no_kind(tables: list[RawTable], catalog: Catalog) -> Iterator[Miss]:
    for table in tables:
        best = next(iter(tried(table, catalog)), None)
        if best is not None and best.lacks and best.match.spec and table.lines:
            words = " | ".join(cell.text.text for cell in table.header)
            yield Miss(table.lines[0], words, best.match.spec.kind, best.lacks)


def _headers_without_rows(flow: Flow, stream: Stream, catalog: Catalog) -> Iterator[Miss]:
    """Labels side by side, and no row of their kind below them."""
    headers = find_headers(stream, catalog)
    for index, header in enumerate(headers):
        end = headers[index + 1].start if index + 1 < len(headers) else len(stream)
        labels = " | ".join(stream.words(cell.start, cell.end) for cell in header.cells)
        end = max(end, header.end)
        failed = _first_failing(stream, header, end) or _of_reading(flow, stream, header, end, catalog)
        yield Miss(stream.line[header.cells[0].start], labels, header.spec.kind, failed)


def _of_reading(flow: Flow, stream: Stream, header: Header, end: int, catalog: Catalog) -> str:
    """Why rows that can be read below a header make no table."""
    reading = read_rows(stream, header, end)
    if reading is None:
        return "its rows are too unlike rows"
    best = next(iter(tried(raw_table(flow, stream, reading), catalog)), None)
    return (best.lacks if best else None) or "another table goes before it"


def _first_failing(stream: Stream, header: Header, end: int) -> str | None:
    """The first column of which no cell can be read below a header; None when a row can be read.

    Of the ways to read the header, that which gets furthest when empty cells are let pass.
    """
    furthest, failed = -1, "no row can be read below it"
    for variant, types in variants(stream, header, end):
        grammar = RowGrammar(stream, variant, types, end)
        places, first = {header.end}, ""
        for index, column in enumerate(grammar.lattice):
            ends = {after for place in sorted(places)[:_MOST_PLACES] for after, _ in column.ends(place)}
            if not ends and not first:
                label = stream.words(variant.cells[index].start, variant.cells[index].end)
                words = stream.words(min(places), min(min(places) + 20, end))
                first = f"{label}: {words!r} is no {types[index]}"
            if not ends and column.skip is None:
                if index > furthest:
                    furthest, failed = index, first
                break
            places = ends if column.skip is None else ends | places
        else:
            return None
    return failed


def _caption_alone(flow: Flow, block: Block, catalog: Catalog) -> Miss:
    """A caption below which no table was found: the kind most of whose labels stand there."""
    below = flow.join(block.last + 1, min(block.last + 12, len(flow.lines) - 1)).text[:_BELOW]
    index, seen = label_index(catalog), dict[str, dict[int, str]]()
    for start in range(len(below)):
        for end, named in index.at(below, start):
            for kind, column in named:
                seen.setdefault(kind, {}).setdefault(column, below[start:end])
    words = block.text.text[:_SHOWN]
    if not seen:
        return Miss(block.first, words, "none", "no label of any kind of table stands below it")
    kind = max(seen, key=lambda name: len(seen[name]))
    missing = [
        column.field
        for spec in catalog.tables
        if spec.kind == kind
        for i, column in enumerate(spec.columns)
        if column.required and i not in seen[kind]
    ]
    labels = "、".join(seen[kind].values())
    failed = (
        f"{missing[0]}: none of its labels stands below it"
        if missing
        else "its labels do not stand side by side"
    )
    return Miss(block.first, words, kind, f"{failed} ({labels} does)")


def _grids_left(flow: Flow, covered: set[int]) -> Iterator[Miss]:
    """Drawn boxes that no table covers."""
    seen: set[tuple[int, int]] = set()
    for index, line in enumerate(flow.lines):
        if line.grid is None or (line.page, line.grid) in seen or index in covered:
            continue
        seen.add((line.page, line.grid))
        grid = flow.document.pages[line.page - 1].grids[line.grid]
        filled = sum(cell.span.start < cell.span.end for cell in grid.cells)
        size = f"{grid.rows} rows and {grid.columns} columns, {filled} cells filled"
        yield Miss(index, line.text[:_SHOWN], "ruled_table", f"a drawing: {size}")


def _rows_left(flow: Flow, covered: set[int]) -> Iterator[Miss]:
    """Lines that end in several figures, one under the other, and that no table covers."""
    run: list[int] = []
    for index, line in enumerate(flow.lines):
        is_row = index not in covered and index not in flow.furniture and _FIGURES.search(line.text)
        run = [*run, index] if is_row else []
        if len(run) == _ROWS:
            words = flow.lines[run[0]].text[:_SHOWN]
            yield Miss(
                run[0], words, "aligned_table", "its figures do not stand under the labels of a header"
            )
