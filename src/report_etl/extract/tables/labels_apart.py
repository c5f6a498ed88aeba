"""Labels that stand apart from the header of a table: a reader went down its columns one after another.

Whoever reads 文件名称 and 主要内容 below 发布时间 and some dates has rows without their dates. Nobody can
tell whose those are: such rows are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from report_etl.catalog import Catalog, TableSpec
from report_etl.extract.flow import Flow
from report_etl.extract.marks import ends_sentence
from report_etl.extract.tables.areas import lines_of
from report_etl.extract.tables.matching.labels import column_for, header_name, is_label
from report_etl.extract.tables.matching.match import match_table
from report_etl.extract.tables.surroundings import block_of_lines
from report_etl.models import Block, BlockKind, Layout, RawTable

_READ_AS_TEXT = frozenset({Layout.FLATTENED, Layout.ONE_CELL_PER_LINE})
_MOST_LINES = 60
_LONGEST = 40  # characters of a line that may hold cells
_ENDS = frozenset({BlockKind.HEADING, BlockKind.SOURCE, BlockKind.METADATA})


def refuse_apart(
    flow: Flow, blocks: tuple[Block, ...], tables: list[RawTable], catalog: Catalog
) -> list[RawTable]:
    """The tables; rows of words that other columns stand above, below or beside are refused."""
    owners = block_of_lines(blocks, len(flow.lines))
    taken = lines_of([table for table in tables if table.header])

    def lacks_columns(table: RawTable) -> bool:
        beside = None if table.layout in _READ_AS_TEXT else _lines_beside(flow, taken, table)
        if not table.lines or beside == []:
            return False
        spec = match_table(table, catalog).spec
        if spec is None or spec.of_figures:
            return False
        own = {column_for(spec, header_name(cell.text.text).name, set()) for cell in table.header}
        if beside is None:
            return _has_labels_around(flow, owners, taken, table, spec, own)
        named = (_columns_of(flow.repaired[index].text, spec) for index in beside)
        return any(columns and own.isdisjoint(columns) for columns in named)

    return [_refused(table) if lacks_columns(table) else table for table in tables]


def _refused(table: RawTable) -> RawTable:
    rows = (replace(row, readings=(tuple(cell.text.text for cell in row.cells),)) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _lines_beside(flow: Flow, taken: frozenset[int], table: RawTable) -> list[int]:
    """The lines of no table on the left or right of a drawn one, on the page where it begins."""
    page = min((flow.lines[index].page for index in table.lines), default=0)
    boxes = [box for index in table.lines if (box := flow.lines[index].box) is not None and box.page == page]
    if not boxes:
        return []
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    return [
        index
        for index, line in enumerate(flow.lines)
        if line.page == page
        and index not in taken
        and line.box is not None
        and top <= line.box.middle_y <= bottom
    ]


def _has_labels_around(
    flow: Flow,
    owners: Sequence[Block | None],
    taken: frozenset[int],
    table: RawTable,
    spec: TableSpec,
    own: set[int | None],
) -> bool:
    """Whether the nearest labels above or below a table in running text name columns that it lacks."""
    first, last = min(table.lines), max(table.lines)
    above = range(first - 1, max(-1, first - 1 - _MOST_LINES), -1)
    below = range(last + 1, min(last + 1 + _MOST_LINES, len(flow.lines)))
    return any(
        bool(found) and own.isdisjoint(found)
        for found in (_nearest_labels(flow, owners, taken, lines, spec) for lines in (above, below))
    )


def _nearest_labels(
    flow: Flow, owners: Sequence[Block | None], taken: frozenset[int], lines: Iterable[int], spec: TableSpec
) -> set[int]:
    """The columns that the nearest lines of labels name; prose, headings and tables end the search."""
    found: set[int] = set()
    for index in lines:
        owner, text = owners[index], flow.repaired[index].text
        if index in flow.furniture or not text.strip():
            continue
        columns = _columns_of(text, spec)
        if columns is None and found:
            break
        if index in taken or (owner is not None and owner.kind in _ENDS):
            break
        if owner is not None and owner.kind is BlockKind.CAPTION:
            continue
        if columns is None and (len(text) > _LONGEST or ends_sentence(text)):
            break
        found |= columns or set()
    return found


def _columns_of(text: str, spec: TableSpec) -> set[int] | None:
    """The columns that the words of a line are labels of; None where one is no label."""
    columns: set[int] = set()
    for word in text.split():
        named = {index for index, column in enumerate(spec.columns) if is_label(column, word)}
        if not named:
            return None
        columns |= named
    return columns
