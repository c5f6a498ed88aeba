"""Tables written column after column, one cell per line → `RawTable`.

地区, then every region, 数量, then every figure: so a reader that goes down the columns writes a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from report_etl.catalog import Catalog, TableSpec
from report_etl.columns import COLUMN_TYPES, is_absent
from report_etl.extract.flow import Flow
from report_etl.extract.tables.areas import find_areas
from report_etl.extract.tables.flattened.grammar import STAGE
from report_etl.extract.tables.matching.cell_types import are_group_names
from report_etl.extract.tables.matching.labels import column_for, header_name, is_label
from report_etl.extract.tables.surroundings import block_of_lines, look_above, source_after
from report_etl.language.normalize import squeeze
from report_etl.models import Block, Cell, Layout, MappedText, RawRow, RawTable

_LEAST_ROWS = 3
_MOSTLY = 0.6  # share of the cells of a column that must look like its type
_CLOSED = frozenset({"date", "period", "region"})  # three or more and then a label: a column of a table
_NAMES = {"region": 12, "organisations": 60, "policy_title": 80, "label": 24}  # and the longest of each


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
            columns, end, kind, agree = found
            if agree and _stand_below(flow, columns):
                tables.append(_raw_table(flow, owners, lines[place].numbers[0], columns))
            else:
                tables.append(_refused(flow, owners, lines[place:end], kind))
            place = end
    return tables


def _stand_below(flow: Flow, columns: Sequence[_Column]) -> bool:
    """Whether each column is printed below the one before; side by side, a line may be a part of a cell."""
    for before, after in pairwise(columns):
        last, first = flow.lines[before.cells[-1].numbers[-1]], flow.lines[after.label.numbers[0]]
        if last.page == first.page and last.box and first.box and first.box.top <= last.box.top:
            return False
    return True


def _table_at(
    lines: Sequence[_Line], place: int, catalog: Catalog
) -> tuple[list[_Column], int, str, bool] | None:
    """The columns of a table whose first label is the line `place`, the line after it, and its kind.

    And whether its columns agree: else nobody can tell its rows.
    """
    for spec in catalog.tables:
        first = _first_column(lines, place, spec)
        if first is None:
            continue
        columns, taken = [first[0]], {first[1]}
        rows = len(first[0].cells)
        end = place + 1 + rows
        if _column_at(lines[end], spec, set()) == first[1]:
            return _table_at(lines, end, catalog)  # a column of names that group the regions
        while (following := _next_column(lines, end, rows, spec, taken)) is not None:
            columns.append(following[0])
            end = following[1]
        fields = {spec.columns[index].field for index in taken}
        needed = {column.field for column in spec.columns if column.required}
        if (
            len(columns) >= 2
            and needed <= fields
            and not _goes_on(columns[-1], lines[end:], _are_parted(columns))
        ):
            return columns, end, spec.kind, True
        reach = _end_of_labels(lines, place, rows, spec)
        if first[0].type in _CLOSED and reach is not None:
            return columns, reach, spec.kind, False
    return None


def _end_of_labels(lines: Sequence[_Line], place: int, rows: int, spec: TableSpec) -> int | None:
    """Where the cells below the last label of a table may end, if all labels that it needs stand there."""
    found = {n: index for n in range(place, len(lines)) if (index := _column_at(lines[n], spec, set()))}
    found[place] = _column_at(lines[place], spec, set()) or 0
    needed = {index for index, column in enumerate(spec.columns) if column.required}
    return min(max(found) + 1 + rows, len(lines)) if needed <= set(found.values()) else None


def _first_column(lines: Sequence[_Line], place: int, spec: TableSpec) -> tuple[_Column, int] | None:
    """A column up to the label of the next one, its cells a line each."""
    index = _column_at(lines[place], spec, set())
    if index is None:
        return None
    kind = spec.columns[index].type
    end = place + 1
    while end < len(lines) and _may_be(kind, lines[end]) and not _ends_column(lines, place, end, spec, index):
        end += 1
    if end == len(lines) or not _ends_column(lines, place, end, spec, index):
        return None
    cells = tuple(lines[place + 1 : end])
    labels = any(_is_label(cell, spec) for cell in cells)
    whole = len(cells) >= _LEAST_ROWS and _are_of(kind, cells) and not labels
    return (_Column(lines[place], cells, kind), index) if whole else None


def _ends_column(lines: Sequence[_Line], place: int, end: int, spec: TableSpec, index: int) -> bool:
    """Whether a line is the label of another column, or of the regions that those above it group."""
    if _column_at(lines[end], spec, {index}) is not None:
        return True
    cells = [line.text.text for line in lines[place + 1 : end]]
    return _column_at(lines[end], spec, set()) == index and are_group_names(cells)


def _column_at(line: _Line, spec: TableSpec, taken: set[int]) -> int | None:
    """The column of the spec that a line is the label of; a title may end as labels do (…若干措施)."""
    if line.text.text.startswith(("关于", "《", "“")):
        return None
    return column_for(spec, header_name(squeeze(line.text.text)).name, taken)


def _is_label(line: _Line, spec: TableSpec) -> bool:
    """Whether a line is a label of the kind as it stands, not only like one: titles end as labels may."""
    name = header_name(squeeze(line.text.text)).name
    return any(is_label(column, name) for column in spec.columns)


def _next_column(
    lines: Sequence[_Line], place: int, rows: int, spec: TableSpec, taken: set[int]
) -> tuple[_Column, int] | None:
    """A label with as many cells below it as the table has rows, of its type; and the line after."""
    if place + rows >= len(lines):
        return None
    index = _column_at(lines[place], spec, taken)
    if index is None:
        return None
    kind = spec.columns[index].type
    cells, end = _cells(lines, place + 1, rows, kind)
    if len(cells) < rows or not _are_of(kind, cells):
        return None
    if any(_is_label(cell, spec) for cell in cells):
        return None
    taken.add(index)
    return _Column(lines[place], tuple(cells), kind), end


def _goes_on(last: _Column, rest: Sequence[_Line], parted: bool) -> bool:
    """Whether the line below the last column may be one more of its cells: then some cell has two lines.

    So it is below a text where only a blank line parts columns.
    """
    if last.type == "free_text":
        below = rest and rest[0].numbers[0] == last.cells[-1].numbers[-1] + 1
        return bool(below) and parted
    return bool(rest) and _may_be(last.type, rest[0])


def _are_parted(columns: Sequence[_Column]) -> bool:
    """Whether blank lines stand above every label but the first."""
    return all(
        after.label.numbers[0] > before.cells[-1].numbers[-1] + 1 for before, after in pairwise(columns)
    )


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


def _are_of(kind: str, cells: Sequence[_Line]) -> bool:
    """Whether lines may all be cells of a type, and most look like them."""
    stages = sum(STAGE.match(cell.text.text) is not None for cell in cells) if kind == "label" else 0
    if stages and stages < len(cells):
        return False  # a label that nobody knows stands among stages
    alike = sum(_is_of(kind, cell.text.text) for cell in cells)
    return all(_may_be(kind, cell) for cell in cells) and alike >= _MOSTLY * len(cells)


def _may_be(kind: str, cell: _Line) -> bool:
    """Whether a line may be a cell of a type: a title without the words of one, a place of no known name."""
    text = cell.text.text
    if kind in _NAMES:
        return len(text) <= _NAMES[kind] and not text.endswith(("。", "；", "：")) and not is_absent(text)
    return _is_of(kind, text)


def _is_of(kind: str, text: str) -> bool:
    if kind in ("decimal", "percent"):
        return is_absent(text) or COLUMN_TYPES["percent"].score(text) > 0
    if kind == "free_text":
        return text.endswith("。")
    return COLUMN_TYPES[kind].score(text) >= 0.5


def _refused(flow: Flow, owners: Sequence[Block | None], lines: Sequence[_Line], kind: str) -> RawTable:
    """A table whose columns do not agree: all that it says as one row without a reading."""
    text = MappedText.join((line.text for line in lines), " ")
    numbers = sorted(number for line in lines for number in line.numbers)
    row = RawRow((Cell(text),), 0, 0.0, ((text.text,),))
    caption = look_above(flow, owners, numbers[0]).caption
    source = source_after(flow, numbers[-1])
    return RawTable(Layout.ONE_CELL_PER_LINE, (), (row,), tuple(numbers), caption, source, kind=kind)


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
