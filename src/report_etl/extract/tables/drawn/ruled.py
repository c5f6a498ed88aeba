"""Grids drawn with ruling lines → `RawTable`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from report_etl.catalog import Catalog
from report_etl.columns import period_of
from report_etl.extract.flow import Flow
from report_etl.extract.marks import is_note, source_prefix
from report_etl.extract.tables.drawn.cells import column_width, join_label, join_pieces, printed
from report_etl.extract.tables.drawn.entries import digit_share
from report_etl.extract.tables.drawn.merged import fill_first_column
from report_etl.extract.tables.drawn.parts import Part, PartCell, PartRow
from report_etl.extract.tables.drawn.ruled_fields import Field, read_fields
from report_etl.extract.tables.drawn.stitch import stitch_parts
from report_etl.extract.tables.drawn.unruled_rows import unruled_rows
from report_etl.extract.tables.matching.labels import names_columns
from report_etl.extract.tables.surroundings import Above, block_of_lines, look_above
from report_etl.models import Block, Cell, Grid, Layout, MappedText, RawTable

_FILLED = 0.3  # share of cells that hold text, or it is a drawing
_DATE = re.compile("(?:19|20)[0-9]{2}年?[0-9]{1,2}月?(?:[0-9]{1,2}日?)?")
_MOSTLY = 0.8
_SHORT = 8  # characters that may stand across some columns: 合计
_MAX_HEADER = 3  # rows of a header


def find_ruled(flow: Flow, blocks: tuple[Block, ...], catalog: Catalog) -> list[RawTable]:
    """Every grid of the document as a table: merged cells filled, caption and unit note attached."""
    owners = block_of_lines(blocks, len(flow.lines))
    found: list[Part] = []
    first = 0
    for page in flow.document.pages:
        members: dict[int, list[int]] = defaultdict(list)
        for index in range(first, first + len(page.lines)):
            number = flow.lines[index].grid
            if number is not None:
                members[number].append(index)
        first += len(page.lines)
        for number, grid in enumerate(page.grids):
            lines = members[number]
            if lines and _is_table(grid):
                above = look_above(flow, owners, lines[0], grid.box)
                found.extend(_parts(flow, grid, lines, above, catalog))
    return [table for table in stitch_parts(found, flow) if table.rows]


def _is_table(grid: Grid) -> bool:
    """Whether a grid holds a table: not a drawing whose fields are mostly empty."""
    filled = [cell for cell in grid.cells if cell.span.end > cell.span.start]
    return len({cell.column for cell in filled}) >= 2 and len(filled) >= _FILLED * len(grid.cells)


def _parts(flow: Flow, grid: Grid, lines: list[int], above: Above, catalog: Catalog) -> list[Part]:
    """The tables of a grid, mostly one."""
    fields = read_fields(flow, grid, lines)
    sections = _sections(fields, grid, catalog)
    parts: list[Part] = []
    for number, (first, last) in enumerate(sections):
        inside = [field for field in fields if first <= field.row < last]
        section = _Section(_compressed(inside), last - first, grid, number + 1 == len(sections))
        parts.append(_part(section, above if number == 0 else Above()))
    return [part for part in parts if part.lines]


@dataclass(frozen=True, slots=True)
class _Section:
    """The rows of a grid that make one table, counted from 0."""

    fields: tuple[Field, ...]
    rows: int
    grid: Grid
    last: bool

    @property
    def columns(self) -> int:
        return max(field.column + field.column_span for field in self.fields)

    @property
    def at(self) -> dict[tuple[int, int], Field]:
        """The field at each row and column."""
        return {
            (row, column): field
            for field in self.fields
            for row in range(field.row, field.row + field.row_span)
            for column in range(field.column, field.column + field.column_span)
        }


def _sections(fields: Sequence[Field], grid: Grid, catalog: Catalog) -> list[tuple[int, int]]:
    """First and last (exclusive) rows of each table.

    A new one begins at a title with other columns below, and at the header of another kind of table.
    """
    starts = [0]
    headers = _headers(fields, catalog)
    across = {field.row for field in fields if field.column_span == grid.columns and field.pieces}
    for row in sorted(across - {0}):
        above = _borders(fields, starts[-1], row)
        below = _borders(fields, row + 1, grid.rows)
        crossed = any(field.row < row < field.row + field.row_span for field in fields)
        unlike = len(above & below) < 0.6 * max(len(above), len(below))
        if row + 2 < grid.rows and not crossed and above and below and (unlike or row + 1 in headers):
            starts.append(row)
    starts = sorted({*starts, *(row for row in headers if row - 1 not in starts)})
    return list(zip(starts, [*starts[1:], grid.rows], strict=True))


def _headers(fields: Sequence[Field], catalog: Catalog) -> set[int]:
    """The rows inside a grid that hold the labels of a known kind, not those of the header above again."""
    found: set[int] = set()
    before: list[str] = []
    for row in sorted({field.row for field in fields}):
        own = [field for field in fields if field.row == row and field.pieces]
        labels = [join_label(field.pieces).text for field in own]
        if labels != before and all(field.row_span == 1 for field in own) and names_columns(labels, catalog):
            if row > 1:
                found.add(row)
            before = labels
    return found


def _borders(fields: Sequence[Field], first: int, last: int) -> set[int]:
    """The borders between columns that are drawn in some rows."""
    return {field.column for field in fields if first <= field.row < last and field.column > 0}


def _compressed(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The fields counted from the first row, and in the columns that some of them begin in."""
    top = min(field.row for field in fields)
    columns = sorted({field.column for field in fields})
    return tuple(
        replace(
            field,
            row=field.row - top,
            column=columns.index(field.column),
            column_span=sum(
                1 for start in columns if field.column <= start < field.column + field.column_span
            ),
        )
        for field in fields
    )


def _part(section: _Section, above: Above) -> Part:
    at, columns, grid = section.at, section.columns, section.grid
    start, title = _title_rows(at, section)
    end, source = _note_rows(at, start, section)
    depth = _header_depth(at, start, end, columns)
    widths = _column_widths(section)
    rows = [
        PartRow(
            grid.page,
            tuple(_cell(at.get((row, column)), row, column, widths) for column in range(columns)),
            1.0 if all(_is_whole(at.get((row, column)), columns) for column in range(columns)) else 0.0,
        )
        for row in range(start, end)
    ]
    header = tuple(_label(at, start, depth, column) for column in range(columns))
    if depth == 1 and len(top := unruled_rows(rows[0], entries_only=True)) > 1:
        rows = [*top, *rows[1:]]
        header = tuple(Cell(join_label(cell.pieces), cell.boxes) for cell in rows[0].cells)
    body, cut = _body(rows[depth:], section)
    lines = [piece.line for field in section.fields for piece in field.pieces]
    edges = _edges(section)
    kept = _columns_of_labels(at, start + depth - 1, columns, body)
    if len(kept) < columns:
        body = [_joined(row, kept) for row in body]
        rows = [_joined(rows[0], kept), *rows[1:]]
        header, edges = tuple(header[n] for n in kept), (*(edges[n] for n in kept), edges[-1])
    return Part(
        layout=Layout.RULED,
        header=header,
        first=rows[0],
        rows=tuple(row for row in body if any(cell.filled for cell in row.cells)),
        lines=(*sorted(above.lines), *lines),
        edges=edges,
        caption=above.caption or title,
        source=source,
        unit_note=above.unit_note,
        cut=cut,
    )


def _body(rows: Sequence[PartRow], section: _Section) -> tuple[list[PartRow], bool]:
    """The rows below the header, parted where no line does it, and whether the page cuts the last one."""
    split = [unruled_rows(row) for row in rows]
    body = [part for parts in split for part in parts]
    if any(len(parts) > 1 for parts in split):
        body = fill_first_column(body)
    drawn = section.last and section.grid.open_bottom and bool(split) and len(split[-1]) == 1
    return body, drawn and any(cell.filled for cell in body[-1].cells)


def _columns_of_labels(
    at: dict[tuple[int, int], Field], row: int, columns: int, body: Sequence[PartRow]
) -> list[int]:
    """The columns, without those that hold but the rest of a date: 年 and 月 of one label in two columns."""
    kept = [0]
    for column in range(1, columns):
        label = at.get((row, column))
        same = label is not None and label is at.get((row, column - 1))
        dates = [join_label((*r.cells[column - 1].pieces, *r.cells[column].pieces)).text for r in body]
        if not (same and body) or sum(_DATE.fullmatch(date) is not None for date in dates) < _MOSTLY * len(
            dates
        ):
            kept.append(column)
    return kept


def _joined(row: PartRow, starts: Sequence[int]) -> PartRow:
    """The cells from each of the `starts` to the next as one; what is printed once is taken once."""
    cells = []
    for first, last in pairwise([*starts, len(row.cells)]):
        group = row.cells[first:last]
        pieces = tuple(dict.fromkeys(piece for cell in group for piece in cell.pieces))
        boxes = tuple(dict.fromkeys(box for cell in group for box in cell.boxes))
        merged, spans = all(cell.merged for cell in group), all(cell.spans for cell in group)
        cells.append(PartCell(pieces, boxes, sum(cell.width for cell in group), merged, spans))
    return replace(row, cells=tuple(cells))


def _is_whole(field: Field | None, columns: int) -> bool:
    """Whether a cell is closed by lines and holds nothing of its neighbour: else a line is missing."""
    if field is None or field.unsure:
        return False
    return field.column_span in (1, columns) or sum(len(p.text) for p in field.pieces) <= _SHORT


def _title_rows(at: dict[tuple[int, int], Field], section: _Section) -> tuple[int, MappedText | None]:
    """Where the header begins below rows that are one cell, and what those say."""
    start, title = 0, None
    while start < section.rows - 1 and (field := _across(at, start, section.columns)) is not None:
        if field.pieces and title is None:
            title = join_label(field.pieces)
        start += field.row_span
    return min(start, section.rows - 1), title


def _note_rows(
    at: dict[tuple[int, int], Field], start: int, section: _Section
) -> tuple[int, MappedText | None]:
    """Where the rows end above notes and sources that are one cell, and the source."""
    end, source = section.rows, None
    while end > start + 1 and (field := _across(at, end - 1, section.columns)) is not None:
        text = join_pieces(field.pieces, field.box.x1 - field.box.x0)
        if field.pieces and source_prefix(text.text) is not None:
            source = text
        elif field.pieces and not is_note(text.text):
            break
        end = field.row
    return end, source


def _edges(section: _Section) -> tuple[float, ...]:
    """Left borders of the columns, and the right border of the grid."""
    lefts = {field.column: field.box.x0 for field in section.fields}
    return (*(lefts[column] for column in sorted(lefts)), section.grid.box.x1)


def _across(at: dict[tuple[int, int], Field], row: int, columns: int) -> Field | None:
    """The cell that fills a row from side to side, if one does."""
    field = at.get((row, 0))
    return field if field is not None and field.column == 0 and field.column_span == columns else None


def _header_depth(at: dict[tuple[int, int], Field], start: int, end: int, columns: int) -> int:
    """How many rows the header has: two when a label spans columns that are labelled below it."""
    heads = {column: at[start, column] for column in range(columns) if (start, column) in at}
    top = heads.values()
    depth = max((field.row + field.row_span - start for field in top if field.pieces), default=1)
    if any(field.column_span > 1 and field.pieces for field in top) and depth == 1:
        below = [
            at[start + 1, column]
            for column, head in heads.items()
            if (start + 1, column) in at and head.column_span > 1
        ]
        if below and all(field.pieces and not _is_figure(field) for field in below):
            depth = 2
    spans = any(field.column_span > 1 for field in top)
    if not (spans or _are_labelled_years(at, start, heads)) or depth > _MAX_HEADER or start + depth >= end:
        return 1
    return depth


def _are_labelled_years(at: dict[tuple[int, int], Field], start: int, heads: dict[int, Field]) -> bool:
    """Whether the labels beside one of two rows are periods above words: 2023年 above 产量（吨）."""
    years = [column for column, head in heads.items() if head.row_span == 1]
    below = [at.get((start + 1, column)) for column in years]
    return (
        1 < len(years) < len(heads)
        and all(period_of(printed(heads[column].pieces)) is not None for column in years)
        and all(field is not None and field.pieces and not _is_figure(field) for field in below)
    )


def _is_figure(field: Field) -> bool:
    return digit_share(printed(field.pieces)) > 0.5


def _label(at: dict[tuple[int, int], Field], start: int, depth: int, column: int) -> Cell:
    """The header of a column: the labels above it, from the top, each once."""
    labels: list[Field] = []
    for row in range(start, start + depth):
        field = at.get((row, column))
        if field is not None and field.pieces and field not in labels:
            labels.append(field)
    field = at.get((start + depth - 1, column))
    boxes = (field.box,) if field is not None else ()
    return Cell(MappedText.join([join_label(label.pieces) for label in labels], " "), boxes)


def _column_widths(section: _Section) -> dict[int, tuple[float, float]]:
    """For each column the room for text in a cell of its own, and what to take off that of a wider cell."""
    margin = max(
        0.0,
        min((piece.box.x0 - f.box.x0 for f in section.fields for piece in f.pieces), default=0.0),
    )
    widths: dict[int, tuple[float, float]] = {}
    for column in range(section.columns):
        own = [f for f in section.fields if f.column == column and f.column_span == 1]
        drawn = min((f.box.x1 - f.box.x0 for f in own), default=0.0) - 2 * margin
        widths[column] = (column_width([f.pieces for f in own], drawn), 2 * margin)
    return widths


def _cell(field: Field | None, row: int, column: int, widths: dict[int, tuple[float, float]]) -> PartCell:
    if field is None:
        return PartCell()
    width, margins = widths[field.column]
    if field.column_span > 1:
        width = field.box.x1 - field.box.x0 - margins
    return PartCell(
        field.pieces,
        (field.box,),
        width,
        merged=(field.row, field.column) != (row, column),
        spans=field.row_span > 1,
    )
