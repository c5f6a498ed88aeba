"""What looks like a table and could not be read: kept whole, so that it is refused and not forgotten."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from report_etl.catalog import Catalog, TableSpec
from report_etl.extract.flow import Flow
from report_etl.extract.tables.flattened.figure_headers import find_runs
from report_etl.extract.tables.flattened.grammar import STAGE, Grammar
from report_etl.extract.tables.flattened.stream import Gap, Range, Stream
from report_etl.extract.tables.flattened.word_grammar import LONG_TITLE
from report_etl.extract.tables.flattened.word_headers import Header, find_word_headers
from report_etl.extract.tables.matching.cell_types import FIGURES, kind_of_region
from report_etl.extract.tables.matching.labels import column_for, header_name, is_label, label_index
from report_etl.extract.tables.matching.match import Attempt, attempts
from report_etl.extract.tables.matching.matched import Match
from report_etl.extract.tables.surroundings import source_after
from report_etl.language.organisations import match_names
from report_etl.language.regions import RegionKind, region_score
from report_etl.language.titles import title_score
from report_etl.models import Cell, Layout, RawRow, RawTable

_LEAST_ROWS = 3
_LEAST_TITLED = 3  # cells for each whole title
_LEAST_LABELS = 3  # of a header that promises a table
_ANYTHING = frozenset({"composition"})  # kinds whose labels stand above anything
_NEAR = 16  # characters behind labels of figures within which the first figure stands
_FIGURE = re.compile("[0-9]")
_TITLE = re.compile("[《“]|关于")
_LONGEST = 60  # characters of a title
_APART = 400  # characters from one title to the next
_SURELY = 0.9  # the score of a title by its ending


def unread_below(flow: Flow, stream: Stream, header: Header, end: int) -> RawTable:
    """The table of a header whose rows up to `end` have no reading."""
    cells = [(cell.start, cell.end) for cell in header.cells]
    return _unread(flow, stream, header.spec.kind, cells, header.caption, (header.end, end))


def _unread(
    flow: Flow, stream: Stream, kind: str, cells: Sequence[Range], caption: Range, body: Range
) -> RawTable:
    """A table without a reading: its header, and all that follows in one cell."""
    start = caption[0] if caption[1] > caption[0] else cells[0][0] if cells else body[0]
    lines = stream.whole_lines(start, body[1])
    cell = Cell(stream.cell(*body))
    return RawTable(
        layout=Layout.FLATTENED,
        header=tuple(Cell(stream.label(*bounds)) for bounds in cells),
        rows=(RawRow((cell,), 0, 0.0, ((cell.text.text,),)),),
        lines=tuple(sorted(lines)),
        caption=stream.cell(*caption) if caption[1] > caption[0] else None,
        source=source_after(flow, max(lines, default=stream.line[start])),
        kind=kind,
    )


def promised(table: RawTable, catalog: Catalog) -> Attempt | None:
    """The kind that a table of no known kind promises all the same: its header names the required columns.

    Or its rows are provinces with nothing but figures, whatever stands for the header, or titles.
    """
    caption = table.caption.text if table.caption else ""
    names = [header_name(cell.text.text).name for cell in table.header]
    tried = [
        (
            _declared(spec, names, caption)
            or _counts_provinces(attempt, table)
            or _lists_titles(spec, table, names, caption),
            attempt,
        )
        for attempt in attempts(table, catalog)
        if (spec := attempt.match.spec) is not None
        and spec.kind not in _ANYTHING
        and not _lists_bodies(table, attempt.match)
    ]
    most, best = max(tried, key=lambda each: each[0], default=(0, None))
    return best if most else None


def _lists_bodies(table: RawTable, match: Match) -> bool:
    """Whether most names before a column of regions are those of bodies: the rows tell where they are."""
    region = match.of("region")
    columns = range(region.index if region is not None else 0)
    return any(
        2 * sum(region_score(row.cells[n].text.text) == 0.5 for row in table.rows if n < len(row.cells))
        > len(table.rows)
        for n in columns
    )


def _declared(spec: TableSpec, names: Sequence[str], caption: str) -> int:
    """How many columns of a kind headers name; 0 where they are too few to promise it."""
    declared = {_column_of(spec, name) for name in names} - {None}
    required = [n for n, column in enumerate(spec.columns) if column.required]
    named = any(is_label(spec.columns[spec.key], label) for name in names for label in _beginnings(name))
    speaks = any(word in caption for word in spec.captions)
    enough = 2 if speaks or len(names) == 2 or len(required) == 2 else 3
    return len(declared) if named and declared.issuperset(required) and len(declared) >= enough else 0


def _lists_titles(spec: TableSpec, table: RawTable, names: Sequence[str], caption: str) -> int:
    """1 where a caption speaks of policies and cells below a label of titles are some, or their lines."""
    titles = [column for column in spec.columns if column.type == "policy_title"]
    labelled = [n for n, name in enumerate(names) if any(is_label(column, name) for column in titles)]
    if not labelled or not any(word in caption for word in spec.captions):
        return 0
    cells = [row.cells[labelled[0]].text.text for row in table.rows if labelled[0] < len(row.cells)]
    found = sum(title_score(cell) >= _SURELY or _TITLE.match(cell) is not None for cell in cells)
    return int(_LEAST_TITLED * found >= len(cells))


def _column_of(spec: TableSpec, name: str) -> int | None:
    """The column that a header names, or begins to: the first row may have run into it."""
    found = (
        n for label in _beginnings(name) for n, column in enumerate(spec.columns) if is_label(column, label)
    )
    whole = column_for(spec, name, set())
    return next(found, None) if whole is None else whole


def _beginnings(name: str) -> Iterator[str]:
    """A header, and its first words where a word of two begins it: 发布日期2015.6.11."""
    yield from (name[:end] for end in range(len(name), 1, -1))


def _counts_provinces(attempt: Attempt, table: RawTable) -> int:
    """1 where a column holds provinces and each other one figures, which are counts."""
    columns = attempt.match.columns
    region = next((m.index for m in columns if m.fills("region")), None)
    if region is None or not any(m.fills("count") for m in columns):
        return 0
    names = [row.cells[region].text.text for row in table.rows]
    provinces = sum(kind_of_region(name) is RegionKind.PROVINCE for name in names)
    figures = all(m.type in FIGURES for m in columns if m.index != region)
    return int(figures and provinces >= max(_LEAST_ROWS, 0.5 * len(names)))


def is_promise(header: Header, table: RawTable, catalog: Catalog) -> bool:
    """Whether a header promises a table even if the rows read below it are none of its kind.

    Two labels may be words of a sentence, so they promise nothing without their caption and rows.
    """
    enough = len(header.cells) >= _LEAST_LABELS
    return enough or (len(table.rows) >= _LEAST_ROWS and promised(table, catalog) is not None)


def without_rows(flow: Flow, stream: Stream, header: Header, end: int) -> Iterator[RawTable]:
    """The table that a header promises and no rows follow, up to the end of the paragraph.

    Two labels promise one above the first stage of a chain, or between a caption of their kind and a title.
    """
    chain = header.spec.kind == "value_chain" and STAGE.match(stream.text, header.end)
    titled = _speaks(stream, header) and _is_titled(stream, header.end)
    if not (chain or titled or len(header.cells) >= _LEAST_LABELS) or header.end >= end:
        return
    paragraph = (i for i in range(header.end + 1, end) if stream.gaps[i] is Gap.PARAGRAPH)
    yield unread_below(flow, stream, header, next(paragraph, end))


def _speaks(stream: Stream, header: Header) -> bool:
    """Whether labels of a list of policies stand alone behind a caption that names its kind."""
    caption = stream.text[slice(*header.caption)]
    alone = all(stream.is_gap(cell.start) and stream.is_gap(cell.end) for cell in header.cells)
    listed = any(column.type == "policy_title" for column in header.spec.columns)
    return alone and listed and any(word in caption for word in header.spec.captions)


def _is_titled(stream: Stream, place: int) -> bool:
    """Whether a title, or the first line of one, stands right at a place."""
    ends = stream.gaps_between(place, place + _LONGEST)
    return _TITLE.match(stream.text, place) is not None or _ends_title(stream, place, next(iter(ends), place))


def _ends_title(stream: Stream, start: int, end: int) -> bool:
    """Whether what stands between two places is a title, long enough to be no other word."""
    return end - start >= LONG_TITLE and title_score(stream.text[start:end]) >= _SURELY


def unread_tables(flow: Flow, stream: Stream, catalog: Catalog, read: Sequence[Range]) -> Iterator[RawTable]:
    """What is outside of what is `read`: labels of figures above some, then rows below no header."""
    specs = tuple(spec for spec in catalog.tables if spec.of_figures)
    for header in find_word_headers(stream, label_index(catalog), specs):
        below = _FIGURE.search(stream.text, header.end, header.end + _NEAR)
        alone = stream.is_gap(header.cells[0].start) and not _meets((header.start, header.end), read)
        if below is None or not alone:
            continue
        for table in without_rows(flow, stream, header, len(stream)):
            read = [*read, (header.start, header.end + len(table.rows[0].cells[0].text))]
            yield table
    yield from _without_header(flow, stream, catalog, read)


def _without_header(
    flow: Flow, stream: Stream, catalog: Catalog, read: Sequence[Range]
) -> Iterator[RawTable]:
    """Rows below no header: regions or periods with figures, dated policies."""
    for kind, places in _rows_of_figures(stream, catalog):
        left = [place for place in places if not _meets((place, place + 1), read)]
        if len(left) >= _LEAST_ROWS:
            bounds = (left[0], stream.line_end(left[-1] + 1))
            read = [*read, bounds]
            yield _unread(flow, stream, kind, (), (bounds[0], bounds[0]), bounds)
    dated = [place for place in _dated_rows(stream) if not _meets((place, place + 1), read)]
    if len(dated) >= _LEAST_ROWS:
        bounds = (dated[0], stream.line_end(dated[-1] + 1))
        if not _meets(bounds, read):
            read = [*read, bounds]
            yield _unread(flow, stream, "policies", (), (bounds[0], bounds[0]), bounds)
    for label, titles in _titled_rows(stream, catalog):
        bounds = (label[1], stream.line_end(titles[-1] + 1))
        if not _meets(bounds, read):
            read = [*read, bounds]
            yield _unread(flow, stream, "policies", [label], (label[0], label[0]), bounds)


def _rows_of_figures(stream: Stream, catalog: Catalog) -> Iterator[tuple[str, list[int]]]:
    """Where regions or periods stand, each followed by as many figures."""
    for spec in catalog.tables:
        for run in find_runs(stream, spec) or ():
            if run.figures:
                yield spec.kind, [start for start, _ in run.keys]


def _dated_rows(stream: Stream) -> Iterator[int]:
    """Where a date stands between gaps and an issuer or a title follows it."""
    for start, ends in Grammar(stream, 0, len(stream)).dates.items():
        end = ends[0][0]
        if stream.is_break(start) and stream.is_break(end):
            known = any(score >= 0.7 for _, score in match_names(stream.text, end))
            if known or _TITLE.match(stream.text, end):
                yield start


def _titled_rows(stream: Stream, catalog: Catalog) -> Iterator[tuple[Range, list[int]]]:
    """A label of titles that stands alone, and three titles or more below it: 政策 亮点 《…》."""
    words = list(pairwise([0, *stream.gaps_between(0, len(stream))]))
    titles = [start for start, end in words if _ends_title(stream, start, end)]
    columns = [column for spec in catalog.tables for column in spec.columns if column.type == "policy_title"]
    place = 0
    for start, end in words:
        if start < place or not any(is_label(column, stream.text[start:end]) for column in columns):
            continue
        below = titles[bisect_left(titles, end) :]
        near = [b for a, b in takewhile(lambda pair: pair[1] - pair[0] <= _APART, pairwise([end, *below]))]
        if len(near) >= _LEAST_ROWS:
            yield (start, end), near
            place = near[-1]


def _meets(bounds: Range, others: Sequence[Range]) -> bool:
    return any(start < bounds[1] and bounds[0] < end for start, end in others)
