"""Tables flattened into running text, or one cell per line → `RawTable`, by the grammars of their cells."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

from report_etl.catalog import Catalog
from report_etl.extract.flow import Flow
from report_etl.extract.tables.areas import find_areas
from report_etl.extract.tables.flattened.doubts import Doubts, region_above
from report_etl.extract.tables.flattened.group_names import without_group_names
from report_etl.extract.tables.flattened.headers import find_headers
from report_etl.extract.tables.flattened.lattice import UNREAD, Cut, Segmentation, TooManyReadings, segment
from report_etl.extract.tables.flattened.misread import with_digits
from report_etl.extract.tables.flattened.reprints import without_reprints
from report_etl.extract.tables.flattened.row_grammar import RowGrammar, names_somebody
from report_etl.extract.tables.flattened.stream import Gap, Range, Stream, stream_of
from report_etl.extract.tables.flattened.unread import (
    is_promise,
    unread_below,
    unread_tables,
    without_rows,
)
from report_etl.extract.tables.flattened.word_headers import (
    Header,
    HeaderCell,
    caption_before,
)
from report_etl.extract.tables.flattened.yearly_streams import with_years
from report_etl.extract.tables.footnotes import without_marks
from report_etl.extract.tables.matching.labels import (
    header_name,
    is_label,
    promises_percent,
    split_unit_note,
)
from report_etl.extract.tables.matching.match import match_table
from report_etl.extract.tables.shape import is_transposed
from report_etl.extract.tables.surroundings import source_after
from report_etl.models import Block, Cell, Layout, RawRow, RawTable

MIN_MARGIN = 0.7  # rows whose next best reading costs less than this more are refused
_MAX_ROW_COST = 13.0
_UNREAD = 10.0  # what a row costs that another reading finds
_ADDED = 2.0  # what a label costs that only its cells tell
_ANYTHING = 1.0  # what it costs to read an unknown column as names of any kind
_CAPTION_END = re.compile("(?:表|图|情况|一览|汇总|梳理|如下|清单|概况)$")
_READ_AGAIN = 2  # rows at the end of a window that the next one begins with


def find_flattened(
    flow: Flow,
    blocks: tuple[Block, ...],
    taken: frozenset[int],
    catalog: Catalog,
    columned: frozenset[int] = frozenset(),
) -> list[RawTable]:
    """Every flattened table among the lines that are not `taken`; `columned` lines stand in columns."""
    tables: list[RawTable] = []
    for lines in find_areas(flow, blocks, taken):
        closed = source_after(flow, lines[-1]) is not None
        stream = with_digits(without_group_names(with_years(without_marks(stream_of(flow, lines)))))
        stream = without_reprints(stream, find_headers(stream, catalog))
        tables.extend(_tables_in(flow, replace(stream, closed=closed, columned=columned), catalog))
    return tables


def _tables_in(flow: Flow, stream: Stream, catalog: Catalog) -> list[RawTable]:
    """The tables of one stream; rows below a header that is printed again go on with the table before.

    What looks like a table and cannot be read is kept to be refused.
    """
    tables: list[RawTable] = []
    read: list[Range] = []
    headers = find_headers(stream, catalog)
    before: Header | None = None
    place = 0
    for index, header in enumerate(headers):
        if header.start < place:
            continue
        end = headers[index + 1].start if index + 1 < len(headers) else len(stream)
        end = max(end, header.end)
        try:
            found = _read_table(flow, stream, header, end, catalog)
        except TooManyReadings:
            found = unread_below(flow, stream, header, end), end
        if found is None:
            tables.extend(without_rows(flow, stream, header, end))
            continue
        table, end = found
        if before is not None and header.start == place and header.repeats(before, stream):
            tables[-1] = _joined(tables[-1], table)
        else:
            tables.append(table)
        read.append((header.start, end))
        before, place = header, end
    return [*tables, *unread_tables(flow, stream, catalog, read)]


def _read_table(
    flow: Flow, stream: Stream, header: Header, end: int, catalog: Catalog
) -> tuple[RawTable, int] | None:
    """The table below a header and where it ends; None when no rows of its kind follow."""
    reading = read_rows(stream, header, end)
    if reading is None:
        return None
    table = raw_table(flow, stream, reading)
    if is_transposed(table):
        table = replace(table, kind=None)
    elif match_table(table, catalog).spec is None and not is_promise(header, table, catalog):
        return None  # words that look like a header, and no table below them
    return table, reading.segmentation.end


def _joined(first: RawTable, second: RawTable) -> RawTable:
    return replace(
        first,
        rows=(*first.rows, *second.rows),
        lines=tuple(sorted({*first.lines, *second.lines})),
        source=second.source or first.source,
    )


# --- rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """A header with the rows below it; `types` are the types the unknown columns were read as."""

    header: Header
    types: tuple[str, ...]
    segmentation: Segmentation

    def after(self, found: Header, most: int) -> Reading:
        """The reading with what it costs beside others: rows it leaves unread, a label that was not found."""
        unread = most - len(self.segmentation.rows)
        cost = _UNREAD * unread + _ADDED * (len(self.header.cells) - len(found.cells))
        cost += _ANYTHING * sum(
            cell.column is None and cell.type is None and kind == "label"
            for cell, kind in zip(self.header.cells, self.types, strict=True)
        )
        return replace(self, segmentation=replace(self.segmentation, cost=self.segmentation.cost + cost))


def read_rows(stream: Stream, header: Header, end: int) -> Reading | None:
    """The cheapest reading of the rows below a header, unknown labels tried as every type left."""
    if _is_lined(stream, header, end):
        stream = stream.as_lined()
    readings = [
        Reading(variant, types, found)
        for variant, types in variants(stream, header, end)
        if (found := _segment(stream, variant, types, end)) is not None
    ]
    most = max((len(reading.segmentation.rows) for reading in readings), default=0)
    readings = sorted(
        (reading.after(header, most) for reading in readings), key=lambda reading: reading.segmentation.cost
    )
    if not readings or not any(cut.cost <= _MAX_ROW_COST for cut in readings[0].segmentation.rows):
        return None
    return _refuse_doubtful(stream, _with_rest(_less_sure(readings[0], readings[1:])), end)


def _is_lined(stream: Stream, header: Header, end: int) -> bool:
    """Whether labels and the first row begin on lines of their own, and few lines hold a space.

    The first label may stand behind the caption.
    """
    starts = [cell.start for cell in header.cells[1:]] + [header.end]
    gaps = stream.gaps[header.end : end]
    return all(
        start in (0, len(stream)) or stream.line[start] != stream.line[start - 1] for start in starts
    ) and gaps.count(Gap.SPACE) * 3 <= len(gaps) - gaps.count(Gap.NONE)


def _less_sure(best: Reading, others: Sequence[Reading]) -> Reading:
    """Readings of the header that cut a row in another way make it as doubtful as they are close."""
    rows = list(best.segmentation.rows)
    for other in others:
        lead = other.segmentation.cost - best.segmentation.cost
        alike = {cut.cells for cut in other.segmentation.rows}
        rows = [
            cut if cut.cells in alike or cut.margin <= lead else replace(cut, margin=lead) for cut in rows
        ]
    return replace(best, segmentation=replace(best.segmentation, rows=tuple(rows)))


def _with_rest(reading: Reading) -> Reading:
    """The reading with what is left behind its rows as one more, which is refused and not forgotten."""
    found = reading.segmentation
    if found.rest is None:
        return reading
    cells = (found.rest, *[None] * (len(reading.types) - 1))
    rows = (*found.rows, Cut(cells, UNREAD, 0.0, None))
    return replace(reading, segmentation=replace(found, rows=rows, end=found.rest[1]))


def _refuse_doubtful(stream: Stream, reading: Reading, end: int) -> Reading:
    """Rows whose cells hold what belongs to others cost more than a row may."""
    rows = reading.segmentation.rows
    header = reading.header
    doubts = Doubts(stream, header.spec, reading.types, rows, (header.end, end))
    cut_label = _cuts_label(stream, header)
    kept = tuple(
        replace(cut, cost=cut.cost + _MAX_ROW_COST + 1.0) if cut_label or doubts.of(number) else cut
        for number, cut in enumerate(rows)
    )
    return replace(reading, segmentation=replace(reading.segmentation, rows=kept))


def _cuts_label(stream: Stream, header: Header) -> bool:
    """Whether the first label of a header is the end of that of another column: 细分|环节."""
    first = header.cells[0]
    begin = max(stream.gaps_between(0, first.start), default=0)
    whole = stream.text[begin : first.end]
    others = (column for n, column in enumerate(header.spec.columns) if n != first.column)
    return begin < first.start and any(is_label(column, whole) for column in others)


def variants(stream: Stream, header: Header, end: int) -> Iterator[tuple[Header, tuple[str, ...]]]:
    """The header as found with every type for its unknown labels; then with one more label at its end."""
    known = [
        header.spec.columns[cell.column].type if cell.column is not None else cell.type
        for cell in header.cells
    ]
    if header.spec.of_figures:
        yield header, tuple(_figure_type(stream, header, cell) for cell in header.cells)
        return
    for types in _filled(header, known):
        yield header, types
    if None in known and not (stream.lined and known.count(None) == 1):
        return
    if (longer := _with_next_label(stream, header, end)) is not None:
        for types in _filled(longer, [*known, None]):
            yield longer, types
    if None not in known and (longer := _with_label_before(stream, header)) is not None:
        for types in _filled(longer, [None, *known]):
            yield longer, types


def _figure_type(stream: Stream, header: Header, cell: HeaderCell) -> str:
    column = header.spec.columns[cell.column] if cell.column is not None else None
    if column is not None and column.type not in ("decimal", "percent"):
        return column.type
    name = header_name(stream.words(cell.start, cell.end))
    return "percent" if promises_percent(column, name) else "decimal"


def _filled(header: Header, types: Sequence[str | None]) -> Iterator[tuple[str, ...]]:
    """The types with each way to fill the gaps: two at most, one within the header and one at its end."""
    used = {cell.column for cell in header.cells}
    left = {column.type for i, column in enumerate(header.spec.columns) if i not in used}
    candidates = (*sorted(left - {"policy_title", "label"}), "label")
    yield from product(*(candidates if found is None else (found,) for found in types))


def _with_next_label(stream: Stream, header: Header, end: int) -> Header | None:
    """The header with the next short word as a label that nobody has declared."""
    ends = stream.gaps_between(header.end, min(end, header.end + 8))
    if not ends or ends[0] - header.end < 2 or not stream.text[header.end : ends[0]].isalpha():
        return None
    apart = stream.is_gap(header.end) and (ends[0] == len(stream) or stream.gaps[ends[0]] >= Gap.SPACE)
    if not apart and not stream.lined:
        return None
    if names_somebody(stream.text, header.end):
        return None
    return replace(header, cells=(*header.cells, HeaderCell(header.end, ends[0], None)))


def _with_label_before(stream: Stream, header: Header) -> Header | None:
    """The header with the last word of its caption as a label that nobody has declared."""
    first = header.cells[0].start
    begin = max((place for place in stream.gaps_between(header.caption[0] - 1, first - 1)), default=first)
    word = stream.text[begin:first]
    if not 2 <= len(word) <= 8 or not word.isalpha():
        return None
    if _CAPTION_END.search(word) or word.endswith(header.spec.captions):
        return None
    cells = (HeaderCell(begin, first, None), *header.cells)
    return replace(header, cells=cells, caption=caption_before(stream, begin))


def _segment(stream: Stream, header: Header, types: tuple[str, ...], end: int) -> Segmentation | None:
    """The rows below a header, window after window; the last rows of a window are read again in the next."""
    columns = RowGrammar(stream, header, types, end)
    if not columns.follows_header():
        return None
    rows: list[Cut] = []
    place = header.end
    lattice = columns.lattice
    while True:
        limit = columns.window_end(place)
        found = segment(
            lattice, place, limit, partial(columns.stop_cost, end=limit), unread=columns.row_after
        )
        if found is None:
            break
        if limit == end or found.end < limit or len(found.rows) <= _READ_AGAIN:
            rows.extend(found.rows)
            place = found.end
            if limit == end or found.end < limit:
                break
        else:
            rows.extend(found.rows[:-_READ_AGAIN])
            place = found.rows[-_READ_AGAIN].start
        lattice = [replace(column, first_filled=False) for column in lattice]
    if not rows:
        return None
    stop = columns.stop_cost(place, end=end) or 0.0
    return Segmentation(tuple(rows), place, sum(cut.cost for cut in rows) + stop, columns.rest(place))


# --- result ----------------------------------------------------------------------------------------


def raw_table(flow: Flow, stream: Stream, reading: Reading) -> RawTable:
    """The table of a reading."""
    header, found = reading.header, reading.segmentation
    rows = tuple(_raw_row(stream, reading.types, found.rows, number) for number in range(len(found.rows)))
    lines = stream.whole_lines(header.start, found.end)
    caption, unit = split_unit_note(stream.cell(*header.caption))
    source = source_after(flow, max(lines, default=stream.line[header.start]))
    return RawTable(
        layout=_layout(stream, header, found),
        header=tuple(Cell(stream.label(cell.start, cell.end)) for cell in header.cells),
        rows=rows,
        lines=tuple(sorted(lines)),
        caption=caption if caption else None,
        source=source,
        unit_note=unit,
        kind=header.spec.kind,
    )


def _raw_row(stream: Stream, types: Sequence[str], rows: Sequence[Cut], number: int) -> RawRow:
    cut = rows[number]
    cells = [
        Cell((stream.label if kind == "label" else stream.cell)(*(bounds or (0, 0))))
        for kind, bounds in zip(types, cut.cells, strict=True)
    ]
    if {"region", "policy_title"}.issubset(types) and not cells[types.index("region")].text:
        above = region_above(stream, types, rows, number)
        cells[types.index("region")] = Cell(stream.cell(*(above or (0, 0))), merged=above is not None)
    readings: tuple[tuple[str, ...], ...] = ()
    chosen = tuple(cell.text.text for cell in cells)
    if cut.margin < MIN_MARGIN:
        rival = cut.rival
        readings = (chosen, (stream.words(rival.start, rival.end),) if rival else ())
    elif cut.cost > _MAX_ROW_COST:
        readings = (chosen,)
    return RawRow(tuple(cells), 0, confidence(cut.margin), readings)


def confidence(margin: float) -> float:
    """The share of rows with such a margin that are right (see the calibration in the benchmark)."""
    return 1.0 - 0.5 * math.exp(-1.5 * margin)


def _layout(stream: Stream, header: Header, found: Segmentation) -> Layout:
    starts = [cell.start for cell in header.cells]
    starts += [bounds[0] for cut in found.rows for bounds in cut.cells if bounds]
    at_line = sum(start == 0 or stream.line[start] != stream.line[start - 1] for start in starts)
    return Layout.ONE_CELL_PER_LINE if at_line >= 0.95 * len(starts) else Layout.FLATTENED
