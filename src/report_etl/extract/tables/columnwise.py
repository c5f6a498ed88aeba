"""Tables written column after column, one cell per line → `RawTable`.

地区, then every region, 数量, then every figure: so a reader that goes down the columns writes a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report_etl.catalog import Catalog, TableSpec
from report_etl.columns import COLUMN_TYPES, is_absent
from report_etl.extract.flow import Flow
from report_etl.extract.tables.areas import find_areas
from report_etl.extract.tables.labels import column_for, header_name
from report_etl.extract.tables.surroundings import block_of_lines, look_above, source_after
from report_etl.language.normalize import squeeze
from report_etl.models import Block, Cell, Layout, MappedText, RawRow, RawTable

_LEAST_ROWS = 3
_CLOSED = frozenset({"date", "period", "region", "rank"})  # types that tell where their column ends


@dataclass(frozen=True)
class _Line:
    """A cell: one line, or several of running text."""

    text: MappedText
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class _Column:
    label: _Line
    cells: tuple[_Line, ...]
    type: str


def find_columnwise(
    flow: Flow, blocks: tuple[Block, ...], taken: frozenset[int], catalog: Catalog
) -> list[RawTable]:
    """Every table written column after column among the lines that are not `taken`."""
    owners = block_of_lines(blocks, len(flow.lines))
    tables: list[RawTable] = []
    for area in find_areas(flow, blocks, taken):
        lines = [_Line(flow.repaired[number].strip(), (number,)) for number in area]
        place = 0
        while place < len(lines):
            found = _table_at(lines, place, catalog)
            if found is None:
                place += 1
                continue
            columns, end = found
            tables.append(_raw_table(flow, owners, lines[place].numbers[0], columns))
            place = end
    return tables


def _table_at(lines: Sequence[_Line], place: int, catalog: Catalog) -> tuple[list[_Column], int] | None:
    """The columns of a table whose first label is the line `place`, and the line after it."""
    for spec in catalog.tables:
        first = _first_column(lines, place, spec)
        if first is None:
            continue
        columns, taken = [first[0]], {first[1]}
        rows = len(first[0].cells)
        end = place + 1 + rows
        while (following := _next_column(lines, end, rows, spec, taken)) is not None:
            columns.append(following[0])
            end = following[1]
        fields = {spec.columns[index].field for index in taken}
        needed = {column.field for column in spec.columns if column.required}
        if len(columns) >= 2 and needed <= fields:
            return columns, end
    return None


def _first_column(lines: Sequence[_Line], place: int, spec: TableSpec) -> tuple[_Column, int] | None:
    """A column of a type that tells by itself how many cells it has."""
    index = column_for(spec, squeeze(lines[place].text.text), set())
    if index is None or spec.columns[index].type not in _CLOSED:
        return None
    kind = spec.columns[index].type
    end = place + 1
    while end < len(lines) and _is_of(kind, lines[end].text.text):
        end += 1
    cells = tuple(lines[place + 1 : end])
    return (_Column(lines[place], cells, kind), index) if len(cells) >= _LEAST_ROWS else None


def _next_column(
    lines: Sequence[_Line], place: int, rows: int, spec: TableSpec, taken: set[int]
) -> tuple[_Column, int] | None:
    """A label with as many cells below it as the table has rows, all of its type; and the line after."""
    if place + rows >= len(lines):
        return None
    index = column_for(spec, header_name(lines[place].text.text).name, taken)
    if index is None:
        return None
    kind = spec.columns[index].type
    cells, end = _cells(lines, place + 1, rows, kind)
    if len(cells) < rows or not all(_is_of(kind, cell.text.text) for cell in cells):
        return None
    taken.add(index)
    return _Column(lines[place], tuple(cells), kind), end


def _cells(lines: Sequence[_Line], place: int, rows: int, kind: str) -> tuple[list[_Line], int]:
    """The next cells: a line each, running text up to its full stop."""
    cells: list[_Line] = []
    while place < len(lines) and len(cells) < rows:
        part = [lines[place]]
        place += 1
        while kind == "free_text" and not part[-1].text.text.endswith("。") and place < len(lines):
            part.append(lines[place])
            place += 1
        numbers = tuple(number for line in part for number in line.numbers)
        cells.append(_Line(MappedText.join(line.text for line in part), numbers))
    return cells, place


def _is_of(kind: str, text: str) -> bool:
    if kind in ("decimal", "percent"):
        return is_absent(text) or COLUMN_TYPES["percent"].score(text) > 0
    if kind == "free_text":
        return text.endswith("。")
    return COLUMN_TYPES[kind].score(text) >= 0.5


def _raw_table(flow: Flow, owners: Sequence[Block | None], first: int, columns: list[_Column]) -> RawTable:
    used = [line for column in columns for line in (column.label, *column.cells)]
    numbers = {number for line in used for number in line.numbers}
    above = look_above(flow, owners, first)
    return RawTable(
        layout=Layout.ONE_CELL_PER_LINE,
        header=tuple(Cell(column.label.text) for column in columns),
        rows=tuple(
            RawRow(tuple(Cell(cell.text) for cell in cells), 0)
            for cells in zip(*(column.cells for column in columns), strict=True)
        ),
        lines=(*sorted(above.lines), *sorted(numbers)),
        caption=above.caption,
        source=source_after(flow, max(numbers)),
        unit_note=above.unit_note,
    )
