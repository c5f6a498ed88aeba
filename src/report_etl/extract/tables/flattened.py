"""Tables flattened into running text, or one cell per line → `RawTable`, by the grammars of their cells."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from report_etl.catalog import Catalog
from report_etl.extract.flow import Flow
from report_etl.extract.tables.areas import find_areas, source_after
from report_etl.extract.tables.figure_headers import header_of, period_runs, region_runs
from report_etl.extract.tables.labels import header_name, label_index, promises_percent, split_unit_note
from report_etl.extract.tables.lattice import Cut, LatticeColumn, Segmentation, TooManyReadings, segment
from report_etl.extract.tables.listed_headers import listed_headers
from report_etl.extract.tables.match import match_table
from report_etl.extract.tables.shape import is_transposed
from report_etl.extract.tables.stream import Gap, Stream, stream_of
from report_etl.extract.tables.word_grammar import SAYS, WordGrammar
from report_etl.extract.tables.word_headers import Header, HeaderCell, find_word_headers
from report_etl.models import Block, Cell, Layout, RawRow, RawTable

MIN_MARGIN = 0.7  # rows whose next best reading costs less than this more are refused
_MAX_ROW_COST = 13.0
_WINDOW = 6000  # characters of a table that are read at once
_READ_AGAIN = 2  # rows at the end of a window that the next one begins with
_SURE_START = 8.0  # cells that cost no more than this together surely begin a row
_HARD = frozenset({"date", "period", "region", "organisations", "rank", "decimal", "percent"})
# What an empty cell costs, by type; titles are never empty.
_SKIP = {"organisations": 4.5, "date": 5.0, "region": 3.0, "free_text": 4.5, "label": 4.0, "rank": 2.5}


def find_flattened(
    flow: Flow, blocks: tuple[Block, ...], taken: frozenset[int], catalog: Catalog
) -> list[RawTable]:
    """Every flattened table among the lines that are not `taken`."""
    tables: list[RawTable] = []
    for lines in find_areas(flow, blocks, taken):
        stream = stream_of(flow, lines)
        headers = _headers(stream, catalog)
        place = 0
        for index, header in enumerate(headers):
            if header.start < place:
                continue
            end = headers[index + 1].start if index + 1 < len(headers) else len(stream)
            try:
                reading = read_rows(stream, header, max(end, header.end))
            except TooManyReadings:
                tables.append(_unread(flow, stream, header, end))
                place = end
                continue
            if reading is None:
                continue
            table = _raw_table(flow, stream, reading)
            if is_transposed(table):
                table = replace(table, kind=None)
            elif match_table(table, catalog).spec is None:
                continue  # words that look like a header, and no table below them
            tables.append(table)
            place = reading.segmentation.end
    return tables


def _headers(stream: Stream, catalog: Catalog) -> list[Header]:
    """All headers of the stream in order; of two that overlap, the one of more cells."""
    index = label_index(catalog)
    words = tuple(spec for spec in catalog.tables if not any(column.many for column in spec.columns))
    found = find_word_headers(stream, index, words)
    for spec in catalog.tables:
        if any(column.many for column in spec.columns):
            key = next(column for column in spec.columns if column.required)
            runs = {"region": region_runs, "period": period_runs}.get(key.type)
            if runs is not None:
                found.extend(h for run in runs(stream, spec) if (h := header_of(stream, run, index)))
            else:
                found.extend(listed_headers(stream, spec, index))
    found.sort(key=lambda header: (header.cells[0].start, -len(header.cells)))
    kept: list[Header] = []
    for header in found:
        if not kept or header.cells[0].start >= kept[-1].end:
            kept.append(header)
    return kept


# --- rows ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """A header with the rows below it; `types` are the types the unknown columns were read as."""

    header: Header
    types: tuple[str, ...]
    segmentation: Segmentation


def read_rows(stream: Stream, header: Header, end: int) -> Reading | None:
    """The cheapest reading of the rows below a header, unknown labels tried as every type left."""
    stream = replace(stream, lined=_is_lined(stream, header, end))
    readings = [
        Reading(variant, types, found)
        for variant, types in _variants(stream, header, end)
        if (found := _segment(stream, variant, types, end)) is not None
    ]
    readings.sort(key=lambda reading: reading.segmentation.cost)
    if not readings or not any(cut.cost <= _MAX_ROW_COST for cut in readings[0].segmentation.rows):
        return None
    best = readings[0]
    if len(readings) > 1:
        best = _less_sure(best, readings[1])
    return best


def _is_lined(stream: Stream, header: Header, end: int) -> bool:
    """Whether labels and the first row begin on lines of their own, and few lines hold a space.

    The first label may stand behind the caption.
    """
    starts = [cell.start for cell in header.cells[1:]] + [header.end]
    gaps = stream.gaps[header.end : end]
    return all(
        start in (0, len(stream)) or stream.line[start] != stream.line[start - 1] for start in starts
    ) and gaps.count(Gap.SPACE) * 3 <= len(gaps) - gaps.count(Gap.NONE)


def _less_sure(best: Reading, second: Reading) -> Reading:
    """Another reading of the header makes every row as doubtful as the two are close."""
    lead = second.segmentation.cost - best.segmentation.cost
    rows = tuple(replace(cut, margin=min(cut.margin, lead)) for cut in best.segmentation.rows)
    return replace(best, segmentation=replace(best.segmentation, rows=rows))


def _variants(stream: Stream, header: Header, end: int) -> Iterator[tuple[Header, tuple[str, ...]]]:
    """The header as found with every type for its unknown labels; then with one more label at its end."""
    known = [
        header.spec.columns[cell.column].type if cell.column is not None else cell.type
        for cell in header.cells
    ]
    numeric = any(column.many for column in header.spec.columns)
    if numeric:
        yield header, tuple(_figure_type(stream, header, cell) for cell in header.cells)
        return
    for types in _filled(header, known):
        yield header, types
    longer = _with_next_label(stream, header, end)
    if longer is not None:
        for types in _filled(longer, [*known, None]):
            yield longer, types


def _figure_type(stream: Stream, header: Header, cell: HeaderCell) -> str:
    column = header.spec.columns[cell.column] if cell.column is not None else None
    if column is not None and column.type not in ("decimal", "percent"):
        return column.type
    name = header_name(stream.words(cell.start, cell.end))
    return "percent" if promises_percent(column, name) else "decimal"


def _filled(header: Header, types: Sequence[str | None]) -> Iterator[tuple[str, ...]]:
    unknown = [index for index, found in enumerate(types) if found is None]
    if not unknown:
        yield tuple(found or "" for found in types)
        return
    if len(unknown) > 1:
        return
    used = {cell.column for cell in header.cells}
    left = {column.type for i, column in enumerate(header.spec.columns) if i not in used}
    for candidate in sorted(left - {"policy_title"} | {"label"}):
        yield tuple(candidate if found is None else found for found in types)


def _with_next_label(stream: Stream, header: Header, end: int) -> Header | None:
    """The header with the next short word as a label that nobody has declared."""
    ends = stream.gaps_between(header.end, min(end, header.end + 8))
    if not stream.is_gap(header.end) or not ends or not ends[0] - header.end >= 2:
        return None
    word = stream.text[header.end : ends[0]]
    if any(character.isdecimal() for character in word) or not word.isalpha():
        return None
    return replace(header, cells=(*header.cells, HeaderCell(header.end, ends[0], None)))


def _segment(stream: Stream, header: Header, types: tuple[str, ...], end: int) -> Segmentation | None:
    """The rows below a header, window after window; the last rows of a window are read again in the next."""
    columns = _Columns(stream, WordGrammar(stream, header.end, end), header, types, end)
    if not columns.can_begin(header.end):
        return None
    rows: list[Cut] = []
    place = header.end
    lattice = columns.lattice
    while True:
        limit = columns.window_end(place)
        found = segment(lattice, place, limit, partial(columns.stop_cost, end=limit))
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
    return Segmentation(tuple(rows), place, sum(cut.cost for cut in rows) + stop)


class _Columns:
    """The columns of one header as the lattice sees them, and what they know of each other."""

    def __init__(
        self, stream: Stream, grammar: WordGrammar, header: Header, types: tuple[str, ...], end: int
    ) -> None:
        self._stream = stream
        self._grammar = grammar
        self._types = types
        self._end = end
        self._start = header.end
        self._merging = header.spec.kind == "value_chain"
        self._numeric = any(column.many for column in header.spec.columns)
        self._soft = [self._plain_ends(kind, below=index > 0) for index, kind in enumerate(types)]
        self.row_starts = self._row_starts()
        self.lattice = [
            LatticeColumn(self._ends(index, kind), self._skip(index, kind), first_filled=index == 0)
            for index, kind in enumerate(types)
        ]

    def _plain_ends(self, kind: str, *, below: bool) -> Callable[[int], tuple[tuple[int, float], ...]]:
        grammar = self._grammar
        if kind in ("decimal", "percent", "money", "integer"):
            ends = grammar.figure(kind == "percent")
        else:
            ends = {
                "date": grammar.date,
                "period": grammar.period,
                "region": grammar.region,
                "organisations": grammar.organisations,
                "policy_title": grammar.title,
                "rank": grammar.rank,
                "label": grammar.part if below else grammar.label,
                "free_text": lambda place: (),
            }[kind]
        return cache(lambda place: tuple(ends(place)) if place < self._end else ())

    def _ends(self, index: int, kind: str) -> Callable[[int], tuple[tuple[int, float], ...]]:
        if kind != "free_text":
            return self._soft[index]
        ends = self._grammar.content(lambda place: self._follows(index, place), self.row_starts)
        return cache(lambda place: tuple(ends(place)))

    def _skip(self, index: int, kind: str) -> float | None:
        if kind == "policy_title" or ("free_text" not in self._types and kind != "label"):
            return None
        if self._merging:
            return {0: 0.6}.get(index) if kind == "label" else None
        return _SKIP.get(kind)

    def _follows(self, index: int, place: int) -> bool:
        """Whether the next cell may begin at `place`."""
        if place >= self._end:
            return True
        following = (index + 1) % len(self._types)
        if following == 0 and self.stop_cost(place) is not None:
            return True
        return self._types[following] == "free_text" or self.can_begin(place, following)

    def can_begin(self, place: int, column: int = 0) -> bool:
        """Whether a cell of the column, or of the next one if it may be empty, can begin at `place`."""
        count = len(self._types)
        for step in range(count):
            index = (column + step) % count
            if self._types[index] == "free_text" or self._soft[index](place):
                return True
            if self._skip(index, self._types[index]) is None:
                return False
        return False

    def _row_starts(self) -> list[int]:
        """Places where a row surely begins: two cells of hard types, cheap to read, one after the other."""
        places = {*self._stream.gaps_between(self._start, self._end), *self._grammar.dates}
        text = self._stream.text
        for index in range(self._start + 1, self._end):
            after_figure = text[index - 1] in "0123456789%—" and not text[index].isascii()
            if text[index - 1] == "。" or (after_figure and self._numeric):
                places.add(index)
        return sorted(place for place in places if place < self._end and self._begins_row(place, 0, 0, 0.0))

    def _begins_row(self, place: int, column: int, hard: int, cost: float) -> bool:
        kinds = self._types
        if hard >= 2 or (column == len(kinds) and hard):
            # 2024年5月国务院印发《…》 is a sentence.
            titled = column < len(kinds) and kinds[column] == "policy_title"
            return not (titled and SAYS.match(self._stream.text, place))
        if column == len(kinds) or kinds[column] == "free_text" or place >= self._end:
            return hard >= 1 and column > 0 and kinds[column - 1] in ("date", "period", "policy_title")
        if column == 0 and kinds[0] == "label" and "free_text" in kinds:
            # A short line after a sentence: what else would begin with it?
            after_sentence = place == self._start or self._stream.text[place - 1] in "。；"
            return after_sentence and any(step <= 1.0 for _, step in self._soft[0](place))
        return any(
            cost + step <= _SURE_START
            and self._begins_row(end, column + 1, hard + (kinds[column] in _HARD), cost + step)
            for end, step in self._soft[column](place)
        )

    def window_end(self, place: int) -> int:
        """A sure start of a row about a window from `place` on; the end of the text where none is left."""
        index = bisect_left(self.row_starts, place + _WINDOW)
        return self.row_starts[index] if index < len(self.row_starts) else self._end

    def stop_cost(self, place: int, *, end: int | None = None) -> float | None:
        """What it costs that the table ends at `place`: rows that could still be read count most."""
        end = self._end if end is None else end
        if place >= end:
            return 0.0
        gap = self._stream.gaps[place]
        base = {Gap.PARAGRAPH: 1.0, Gap.LINE: 2.0, Gap.UNKNOWN: 2.5, Gap.SPACE: 4.0}.get(gap)
        if base is None:
            return None
        rows = bisect_left(self.row_starts, end) - bisect_left(self.row_starts, place)
        return base + 10.0 * rows + min(6.0, (0.005 if self.row_starts else 0.03) * (end - place))


# --- result ----------------------------------------------------------------------------------------


def _raw_table(flow: Flow, stream: Stream, reading: Reading) -> RawTable:
    header, found = reading.header, reading.segmentation
    rows = tuple(_raw_row(stream, cut) for cut in found.rows)
    lines = _whole_lines(stream, header.start, found.end)
    caption, unit = split_unit_note(stream.cell(*header.caption))
    source = source_after(flow, max(lines, default=stream.line[header.start]))
    return RawTable(
        layout=_layout(stream, header, found),
        header=tuple(Cell(stream.cell(cell.start, cell.end)) for cell in header.cells),
        rows=rows,
        lines=tuple(sorted(lines)),
        caption=caption if caption else None,
        source=source,
        unit_note=unit,
        kind=header.spec.kind,
    )


def _unread(flow: Flow, stream: Stream, header: Header, end: int) -> RawTable:
    """A table that has too many readings: kept whole, in one cell."""
    lines = _whole_lines(stream, header.start, end)
    cell = Cell(stream.cell(header.end, end))
    return RawTable(
        layout=Layout.FLATTENED,
        header=tuple(Cell(stream.cell(cell.start, cell.end)) for cell in header.cells),
        rows=(RawRow((cell,), 0, 0.0, ((cell.text.text,),)),),
        lines=tuple(sorted(lines)),
        caption=stream.cell(*header.caption) if header.caption[1] > header.caption[0] else None,
        source=source_after(flow, max(lines, default=stream.line[header.start])),
    )


def _raw_row(stream: Stream, cut: Cut) -> RawRow:
    cells = tuple(Cell(stream.cell(*bounds) if bounds else stream.cell(0, 0)) for bounds in cut.cells)
    readings: tuple[tuple[str, ...], ...] = ()
    chosen = tuple(cell.text.text for cell in cells)
    if cut.margin < MIN_MARGIN:
        rival = cut.rival
        readings = (chosen, (stream.words(rival.start, rival.end),) if rival else ())
    elif cut.cost > _MAX_ROW_COST:
        readings = (chosen,)
    return RawRow(cells, 0, confidence(cut.margin), readings)


def confidence(margin: float) -> float:
    """The share of rows with such a margin that are right (see the calibration in the benchmark)."""
    return 1.0 - 0.5 * math.exp(-1.5 * margin)


def _whole_lines(stream: Stream, start: int, end: int) -> set[int]:
    """The lines of which the table covers at least half."""
    covered: dict[int, int] = {}
    for line in stream.line[start:end]:
        covered[line] = covered.get(line, 0) + 1
    total: dict[int, int] = {}
    for line in stream.line:
        total[line] = total.get(line, 0) + 1
    return {line for line, count in covered.items() if 2 * count >= total[line]}


def _layout(stream: Stream, header: Header, found: Segmentation) -> Layout:
    starts = [cell.start for cell in header.cells]
    starts += [bounds[0] for cut in found.rows for bounds in cut.cells if bounds]
    at_line = sum(start == 0 or stream.line[start] != stream.line[start - 1] for start in starts)
    return Layout.ONE_CELL_PER_LINE if at_line >= 0.95 * len(starts) else Layout.FLATTENED
