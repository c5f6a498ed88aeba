"""Columns kept apart by white space (or three rules) → `RawTable`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from types import MappingProxyType

from report_etl.extract.flow import Flow
from report_etl.extract.marks import caption_mark
from report_etl.extract.tables.drawn.aligned_columns import cut_at_edges, find_columns
from report_etl.extract.tables.drawn.aligned_frame import frame_of
from report_etl.extract.tables.drawn.aligned_headers import header_cells, header_depth
from report_etl.extract.tables.drawn.aligned_regions import (
    Region,
    cut_beside,
    find_regions,
    find_runs,
    place,
)
from report_etl.extract.tables.drawn.caption_below import without_caption_below
from report_etl.extract.tables.drawn.cells import column_width
from report_etl.extract.tables.drawn.columns_below import region_below
from report_etl.extract.tables.drawn.continued_rows import is_rest_of_header, whole_header
from report_etl.extract.tables.drawn.entries import is_entry
from report_etl.extract.tables.drawn.merged import fill_first_column, typed_share
from report_etl.extract.tables.drawn.parts import Part, PartCell, PartRow
from report_etl.extract.tables.drawn.placed import BlockRow, Stack
from report_etl.extract.tables.drawn.stitch import follows, is_continued, stitch_parts
from report_etl.extract.tables.drawn.strips import Strip
from report_etl.extract.tables.drawn.text_columns import TextColumn, text_columns
from report_etl.extract.tables.drawn.translations import without_translations
from report_etl.extract.tables.drawn.yearly_rows import find_yearly_rows
from report_etl.extract.tables.shape import is_transposed
from report_etl.extract.tables.surroundings import block_of_lines, look_above, mark_table
from report_etl.models import Block, Box, Cell, Layout, RawTable

_BULLETS = "•·●■◆▪►▶➢◼○-*✓√\uf06c\uf0b7\uf0d8\uf06e"
_HEADER_STRIPS = 2  # lines of a header that stands alone at the end of a page
_SHORT = 4  # lines at the end of a page that may be the beginning of a table
_CERTAIN = 0.9  # confidence in rows that lines or white tell, one and all
_DEEPEST = 6  # lines of a header
_LABEL = 40  # characters of a header label, its unit included
_YEAR = re.compile("(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class _Open:
    """The last part of a column of text, which may go on at the top of the next one; its left edge."""

    part: Part
    region: Region
    left: float


@dataclass(frozen=True, slots=True)
class _Begun:
    """A few lines at the end of a column of text; `parts`: how many parts were found before it."""

    run: list[Strip]
    column: TextColumn
    parts: int


def find_aligned(
    flow: Flow,
    blocks: tuple[Block, ...],
    taken: frozenset[int],
    headers: Mapping[int, tuple[str, ...]] = MappingProxyType({}),
) -> tuple[list[RawTable], frozenset[int]]:
    """Every table aligned by position among the lines that are not `taken`, and all lines in columns.

    `headers` are the labels of known kinds of tables by the line on which they begin.
    """
    columned: set[int] = set()
    owners = block_of_lines(blocks, len(flow.lines))
    parts: list[Part] = []
    open_parts: list[_Open] = []  # those side by side
    left_over: list[Strip] = []
    begun: _Begun | None = None
    for column in text_columns(flow, taken):
        goes_on, open_parts = open_parts, []
        waiting, left_over = left_over, []
        last = column.lines[-1]
        for run, before in _runs(flow, owners, column, goes_on, headers):
            if begun is not None and not follows(flow, begun.run[-1].lines, run[0].lines):
                begun = None
            if _begins_another(run, before or begun, headers):
                begun = before = None
            run = without_translations(flow, _with_header(flow, waiting, run))
            if begun is not None and (joined := _with_rows(flow, owners, begun, run)) is not None:
                parts[begun.parts :] = [joined.part]
                before = joined
            begun = _Begun(run, column, len(parts)) if last in run[-1].lines and len(run) <= _SHORT else None
            if last not in run[-1].lines:  # else it may be the first line of a row that the page cuts
                run = without_caption_below(run, column.rules)
            regions = list(_run_parts(flow, owners, run, column, before, headers))
            columned.update(line for _, region in regions for line in region.lines)
            found = [(part, region) for part, region in regions if part is not None]
            parts.extend(part for part, _ in found)
            for _, region in found:
                mark_table(owners, region.lines)
            if last in run[-1].lines:
                own = [_Open(*each, column.left) for each in found if last in each[1].lines][:1]
                left_over = run if not own else []
                open_parts += own
            waiting = []  # only what stands first in a column of text can go on there
    return [table for table in stitch_parts(parts, flow) if _is_table(table)], frozenset(columned)


def _runs(
    flow: Flow,
    owners: Sequence[Block | None],
    column: TextColumn,
    goes_on: Sequence[_Open],
    headers: Mapping[int, tuple[str, ...]],
) -> Iterator[tuple[list[Strip], _Open | None]]:
    """The runs of a column of text, the first with the part before the break that may go on there.

    Where parts stood side by side, it is cut between them.
    """
    runs = find_runs(flow, owners, column, headers)
    first = next(runs, None)
    if first is not None and len(goes_on) > 1:
        ends = [(a.region.columns[-1][1], b.region.columns[0][0]) for a, b in pairwise(goes_on)]
        sides = cut_beside(first, [(left + right) / 2 for left, right in ends])
        yield from ((side, before) for side, before in zip(sides, goes_on, strict=True) if side)
    elif first is not None:
        yield first, goes_on[0] if goes_on else None
    yield from ((run, None) for run in runs)


def _begins_another(
    run: Sequence[Strip], before: _Open | _Begun | None, headers: Mapping[int, tuple[str, ...]]
) -> bool:
    """Whether a run begins with the header of a known kind, not that of the table before again."""
    own = next((headers[strip.lines[0]] for strip in run[:2] if strip.lines[0] in headers), None)
    if own is None or before is None:
        return False
    if isinstance(before, _Begun):
        known = {label for strip in before.run for label in headers.get(strip.lines[0], ())}
    else:
        known = {"".join(cell.text.text.split()) for cell in before.part.header}
    return not known.issuperset(own)


def _with_header(flow: Flow, waiting: list[Strip], run: list[Strip]) -> list[Strip]:
    """The run with the header that was left over at the end of the page before, if it is the first there."""
    header = _from_columns_on(waiting)
    if not 1 <= len(header) <= _HEADER_STRIPS or not follows(flow, header[-1].lines, run[0].lines):
        return run
    return [*header, *run[_again(header, run) :]]


def _from_columns_on(run: Sequence[Strip]) -> Sequence[Strip]:
    """A run without the lines above its columns: a caption."""
    return run[next((n for n, strip in enumerate(run) if len(strip.segments) > 1), len(run)) :]


def _again(header: Sequence[Strip], run: Sequence[Strip]) -> int:
    """How many lines of a header are printed again."""
    again = 0
    while again < min(len(run), len(header)) and _says_the_same(header[again], run[again]):
        again += 1
    return again


def _says_the_same(one: Strip, other: Strip) -> bool:
    return [piece.raw for piece in one.segments] == [piece.raw for piece in other.segments]


def _with_rows(
    flow: Flow, owners: Sequence[Block | None], begun: _Begun, run: Sequence[Strip]
) -> _Open | None:
    """A header with a row or two as the beginning of a table whose columns only the rows below it show."""
    above = _from_columns_on(begun.run)
    below = run[_again(above, run) :]
    if not above or not below or flow.document.is_text:
        return None
    columns = tuple(find_columns(strips := cut_at_edges(flow, [*above, *below])))
    if len(columns) < 2 or not place(flow, strips[len(above) :], columns).strips:
        return None
    region = place(flow, strips[: len(above)], columns)
    part = _part(flow, owners, region, begun.column) if len(region.strips) == len(above) else None
    return _Open(part, region, begun.column.left) if part is not None else None


def _run_parts(
    flow: Flow,
    owners: Sequence[Block | None],
    run: list[Strip],
    column: TextColumn,
    before: _Open | None,
    headers: Mapping[int, tuple[str, ...]],
) -> Iterator[tuple[Part | None, Region]]:
    """The regions of a run with their tables, the first perhaps the rest of one before the break."""
    region = region_below(flow, run, before.region.columns, column.left - before.left) if before else None
    if before is not None and region is not None and region.strips:
        part = _continuation(flow, owners, region, column, before)
        if part is not None:
            yield part, region
            run = run[len(region.strips) :]
    for region in find_regions(flow, run):
        known = not headers.keys().isdisjoint(region.lines[:1])
        yield _part(flow, owners, region, column, known=known), region


def _continuation(
    flow: Flow, owners: Sequence[Block | None], region: Region, column: TextColumn, before: _Open
) -> Part | None:
    """The region as the rest of a table; None when it does not look like that or has its own caption."""
    above = look_above(flow, owners, min(region.lines), frame_of(region, column).box)
    if not is_continued(above.caption):
        return None
    lines = (*sorted(above.lines), *region.lines)
    region = replace(region, strips=region.strips[_repeated(region, before.part) :])
    if not region.strips:
        return None
    frame, even = frame_of(region, column, before.region), flow.document.is_text
    stack = Stack(region.strips, frame.rooms, frame.rules, before.region.strips, header=False, even=even)
    found = find_yearly_rows(stack)
    if not found:
        return None
    rows = _rows_of_cells(region, found, frame.widths)
    kept = _columns_kept(before.part, len(region.columns), rows)
    if kept is None:
        return None
    rows = [replace(row, cells=tuple(row.cells[n] for n in kept)) for row in rows]
    return Part(
        layout=Layout.ALIGNED,
        header=before.part.header,
        first=rows[0],
        rows=tuple(fill_first_column(rows, even=even)),
        lines=lines,
        edges=before.part.edges,
        weak=True,
    )


def _columns_kept(part: Part, columns: int, rows: Sequence[PartRow]) -> list[int] | None:
    """The columns that the part has kept, when the others hold nothing but bullets here as well."""
    if len(part.header) == columns:
        return list(range(columns))
    kept = _without_bullets(rows)
    return kept if len(kept) == len(part.header) else None


def _repeated(region: Region, part: Part) -> int:
    """How many strips at the top of a page repeat the header; 0 when it is not printed again."""
    header = sorted("".join(cell.text.text.split()) for cell in part.header if cell.text)
    seen: dict[int, str] = {}
    pieces: set[str] = set()
    for number, strip in enumerate(region.strips[:_DEEPEST], 1):
        for column, piece in strip.cells.items():
            seen[column] = seen.get(column, "") + "".join(piece.text.text.split())
            pieces.update(piece.text.text.split())
        if sorted(seen.values()) == header or _make_up(pieces, header):
            return number
    return 0


def _make_up(words: set[str], labels: Sequence[str]) -> bool:
    """Whether words are parts of labels, each of which they make up, one over several columns in each."""
    if not all(any(word in label for label in labels) for word in words):
        return False
    for label in labels:
        for word in sorted(words, key=len, reverse=True):
            label = label.replace(word, "")
        if label:
            return False
    return bool(words)


def _part(
    flow: Flow, owners: Sequence[Block | None], region: Region, column: TextColumn, *, known: bool = False
) -> Part | None:
    """The region as a table (or its part on this page); None when it is none.

    `known`: its first line begins the header of a known kind.
    """
    frame, even = frame_of(region, column), flow.document.is_text
    found = find_yearly_rows(Stack(region.strips, frame.rooms, frame.rules, even=even))
    if len(found) < 2:
        return None
    below = [rule.top for rule in frame.rules if rule.x0 < region.columns[0][1]]  # not those below a group
    depth = header_depth([row.cells for row in found], below)
    rows = _rows_of_cells(region, found, frame.widths)
    kept = _without_bullets(rows)
    rows = [replace(row, cells=tuple(row.cells[n] for n in kept)) for row in rows]
    header = header_cells([row.cells for row in found[:depth]], kept)
    if _stands_before(rows[0], region.page) and is_rest_of_header(rows[1:]):
        header, depth = whole_header(rows[0], rows[1]), 2
    body = fill_first_column(rows[depth:], goes_on=False, even=even)
    above = look_above(flow, owners, min(region.lines), _first_box(region, frame.box))
    announced = above.caption is not None and caption_mark(above.caption.text) is not None
    if not _holds(header, body, announced=announced or known):
        return None
    return Part(
        layout=Layout.ALIGNED,
        header=header,
        first=rows[0],
        rows=tuple(body),
        lines=(*sorted(above.lines), *region.lines),
        edges=_edges(region),
        caption=above.caption,
        unit_note=above.unit_note,
    )


def _first_box(region: Region, box: Box) -> Box:
    """The box of a region; of the header alone where that stands on the page before."""
    first = region.strips[0]
    return box if first.page == box.page else Box(first.page, box.x0, first.top, box.x1, first.bottom)


def _stands_before(row: PartRow, page: int) -> bool:
    """Whether all lines of a row stand on a page before."""
    return all(piece.box.page < page for cell in row.cells for piece in cell.pieces)


def _rows_of_cells(region: Region, rows: Sequence[BlockRow], widths: Sequence[float]) -> list[PartRow]:
    """The rows with all their cells; lines that were cut at one width tell how wide their column is."""
    columns = [[row.cells.get(column, ()) for row in rows] for column in range(len(region.columns))]
    narrow = [column_width(cells, width, near=inf) for cells, width in zip(columns, widths, strict=True)]
    return [
        PartRow(
            region.page,
            tuple(
                PartCell(
                    tuple(pieces[number]),
                    tuple(piece.box for piece in pieces[number]),
                    narrow[column],
                    merged=column in row.merged,
                    spans=column in row.spans,
                    unsure=column in row.unsure,
                )
                for column, pieces in enumerate(columns)
            ),
            row.confidence,
        )
        for number, row in enumerate(rows)
    ]


def _without_bullets(rows: Sequence[PartRow]) -> list[int]:
    """The columns, without those that hold nothing but the bullets of the next one."""
    columns = range(len(rows[0].cells))
    texts = [[piece.text.text for row in rows for piece in row.cells[n].pieces] for n in columns]
    return [n for n in columns if not texts[n] or any(text not in _BULLETS for text in texts[n])]


def _holds(header: Sequence[Cell], body: Sequence[PartRow], *, announced: bool) -> bool:
    """Whether rows and columns are those of a table, not words that happen to stand below one another.

    A numbered caption or the labels of a known kind announce a table: then its cells may be of any kind.
    """
    columns = len(header)
    labels = [cell.text.text for cell in header if cell.text]
    if not body or len(labels) < max(2, 0.6 * columns) or any(len(label) > _LABEL for label in labels):
        return False
    filled = [sum(1 for row in body if row.cells[n].filled) for n in range(columns)]
    if sum(filled) < 0.5 * columns * len(body) or max(filled) < len(body):
        return False
    figures = [text for text in labels if is_entry(text) and not _YEAR.match(text)]
    if any(text.endswith(("：", ":")) for text in labels) or 2 * len(figures) > len(labels):
        return False
    typed = [typed_share(body, column) for column in range(columns)]
    if columns == 2 and not announced:
        return len(body) >= 3 and max(typed) >= 0.7 and min(filled) >= 0.8 * len(body)
    certain = min(row.confidence for row in body) >= _CERTAIN and sum(filled) >= 0.85 * columns * len(body)
    return announced or certain or max(typed) >= 0.6 or _is_short(body, columns)


def _is_short(body: Sequence[PartRow], columns: int) -> bool:
    """Whether some column holds names: short entries, each on one line."""
    return any(
        all(
            len(row.cells[column].pieces) == 1 and len(row.cells[column].pieces[0].text) <= 12 for row in body
        )
        for column in range(columns)
    )


def _edges(region: Region) -> tuple[float, ...]:
    """The middles of the gutters, between the sides of the table."""
    middles = [(a[1] + b[0]) / 2 for a, b in pairwise(region.columns)]
    return (region.columns[0][0], *middles, region.columns[-1][1])


def _is_table(table: RawTable) -> bool:
    fewest = 1 if is_transposed(table) else 2
    return len(table.rows) >= fewest and any(cell.text for cell in table.header)
