"""Columns kept apart by white space (or three rules) → `RawTable`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from report_etl.extract.flow import Flow
from report_etl.extract.marks import caption_mark, source_prefix
from report_etl.extract.tables.aligned_columns import Strip, find_columns, into_columns, line_segments
from report_etl.extract.tables.aligned_rows import BlockRow, Placed, find_rows
from report_etl.extract.tables.cells import Piece, join_label
from report_etl.extract.tables.stitch import Part, PartCell, PartRow, stitch_parts
from report_etl.extract.tables.surroundings import block_of_lines, look_above, unit_of
from report_etl.models import Block, BlockKind, Box, Cell, Layout, Page, RawTable

_WIDE = 0.55  # share of the width of the text that a line of prose covers
_INDENT = 2.6  # em
_APART = 6.0  # em between two blocks
_BULLETS = "•·●■◆▪►▶➢◼○-*✓√\uf06c\uf0b7\uf0d8\uf06e"
_LEADERS = re.compile(r"[.…·]{4,}|(?:\.\s){4,}")
_TYPED = re.compile(
    r"[-+]?[0-9][0-9,]{0,20}(?:\.[0-9]{1,8})?\s?[%％‰]?|[-—–/]{1,2}|(?:19|20)[0-9]{2}(?:[年./-].{0,8}|E|A|H[12])?"
)


@dataclass(frozen=True, slots=True)
class _Region:
    """A block of strips in columns."""

    columns: tuple[tuple[float, float], ...]
    strips: tuple[Placed, ...]
    lines: tuple[int, ...]
    page: int


def find_aligned(flow: Flow, blocks: tuple[Block, ...], taken: frozenset[int]) -> list[RawTable]:
    """Every table aligned by position among the lines that are not `taken`."""
    owners = block_of_lines(blocks, len(flow.lines))
    parts: list[Part] = []
    first = 0
    for page in flow.document.pages:
        indexes = range(first, first + len(page.lines))
        first += len(page.lines)
        for run in _runs(flow, owners, indexes, taken):
            for region in _regions(flow, run):
                part = _part(flow, owners, region, page)
                if part is not None:
                    parts.append(part)
    return [table for table in stitch_parts(parts, flow) if _is_table(table)]


def _runs(
    flow: Flow, owners: Sequence[Block | None], indexes: range, taken: frozenset[int]
) -> Iterator[list[Strip]]:
    """The strips of a page in runs that nothing interrupts: no prose, no heading, no source, no wide gap."""
    usable = [i for i in indexes if i not in taken and i not in flow.furniture and flow.lines[i].edges]
    if not usable:
        return
    left = min(box.x0 for i in usable if (box := flow.lines[i].box))
    right = max(box.x1 for i in usable if (box := flow.lines[i].box))
    run: list[Strip] = []
    for index in usable:
        segments = line_segments(flow, index)
        if not segments or _is_wall(flow, owners, index, segments, left, right):
            if run:
                yield run
            run = []
            continue
        strip = Strip(flow.lines[index].page, tuple(segments))
        if run and abs(strip.middle - run[-1].middle) < 0.35 * strip.size and strip.left > run[-1].right:
            run[-1] = replace(run[-1], segments=run[-1].segments + strip.segments)
            continue
        if run and not 0 < strip.middle - run[-1].middle < _APART * max(strip.size, run[-1].size):
            yield run
            run = []
        run.append(strip)
    if run:
        yield run


def _is_wall(
    flow: Flow,
    owners: Sequence[Block | None],
    index: int,
    segments: Sequence[Piece],
    left: float,
    right: float,
) -> bool:
    """Whether a line cannot be part of a table."""
    text = flow.lines[index].text.strip()
    owner = owners[index]
    if source_prefix(text) is not None or _LEADERS.search(text):
        return True
    if len(segments) > 1:
        return owner is not None and owner.kind is BlockKind.NOISE
    if caption_mark(text) is not None or unit_of(text) is not None:
        return True
    if owner is not None and owner.kind in (BlockKind.HEADING, BlockKind.NOISE, BlockKind.METADATA):
        return True
    box, size = segments[0].box, segments[0].size
    return box.x0 <= left + _INDENT * size and box.x1 - box.x0 >= _WIDE * (right - left)


def _regions(flow: Flow, run: Sequence[Strip]) -> Iterator[_Region]:
    """The parts of a run that keep the same columns."""
    start = next((n for n, strip in enumerate(run) if len(strip.segments) > 1), None)
    if start is None:
        return
    strips = list(run[start:])
    columns = find_columns(strips)
    if len(columns) < 2:
        return
    placed: list[Placed] = []
    lines: list[int] = []
    for number, strip in enumerate(strips):
        cells = into_columns(flow, strip, columns)
        if cells is None:
            if len(placed) > 2:
                yield _Region(tuple(columns), tuple(placed), tuple(lines), strip.page)
            yield from _regions(flow, strips[number + 1 :])
            return
        placed.append(Placed(cells, strip.top, strip.bottom, strip.middle, strip.size))
        lines.extend(strip.lines)
    yield _Region(tuple(columns), tuple(placed), tuple(lines), strips[0].page)


def _part(flow: Flow, owners: Sequence[Block | None], region: _Region, page: Page) -> Part | None:
    """The region as a table (or its part on this page); None when it is none."""
    if len(region.strips) < 2:
        return None
    box, inner = _frame(region, page)
    widths = _widths(region)
    rows = find_rows(region.strips, inner, _rooms(region, box, widths))
    if len(rows) < 2:
        return None
    depth = _header_depth(rows, inner)
    cells = _without_bullets([_cells(region, row, widths) for row in rows])
    header = tuple(
        Cell(
            join_label([piece for row in cells[:depth] for piece in row.cells[column].pieces]),
            tuple(box for row in cells[:depth] for box in row.cells[column].boxes),
        )
        for column in range(len(cells[0].cells))
    )
    body = _filled_down(cells[depth:])
    if not _holds(header, body):
        return None
    above = look_above(flow, owners, min(region.lines), box)
    return Part(
        layout=Layout.ALIGNED,
        header=header,
        first=cells[0],
        rows=tuple(body),
        lines=(*sorted(above.lines), *region.lines),
        edges=_edges(region),
        caption=above.caption,
        unit_note=above.unit_note,
    )


def _frame(region: _Region, page: Page) -> tuple[Box, list[float]]:
    """The box of the table, as wide as the lines drawn at it, and the heights of those inside."""
    left, right = region.columns[0][0], region.columns[-1][1]
    top, bottom = region.strips[0].top, region.strips[-1].bottom
    drawn = [
        rule
        for rule in page.rules
        if min(rule.x1, right) - max(rule.x0, left) >= 0.6 * (right - left)
        and top - 24 < rule.top < bottom + 24
    ]
    inner = [rule.top for rule in drawn if top + 2 < rule.top < bottom - 2]
    left, right = min([left, *(rule.x0 for rule in drawn)]), max([right, *(rule.x1 for rule in drawn)])
    return Box(region.page, left, top, right, bottom), inner


def _widths(region: _Region) -> list[float]:
    """The room for text in each column: up to the next one, less the narrowest gutter of the table."""
    columns = region.columns
    gutters = [b[0] - a[1] for a, b in pairwise(columns)]
    spare = max(0.0, min(gutters))
    widths: list[float] = []
    for number, (left, right) in enumerate(columns):
        pieces = [strip.cells[number] for strip in region.strips if number in strip.cells]
        widest = max((piece.width for piece in pieces), default=right - left)
        if number + 1 < len(columns):
            widest = max(widest, columns[number + 1][0] - left - spare)
        widths.append(widest)
    return widths


def _rooms(region: _Region, box: Box, widths: Sequence[float]) -> list[float]:
    """How wide the lines of each column can be: up to its neighbours, or to the end of the lines drawn."""
    columns = region.columns
    rooms: list[float] = []
    for number, (left, right) in enumerate(columns):
        pieces = [strip.cells[number] for strip in region.strips[1:] if number in strip.cells]
        size = pieces[0].size if pieces else 10.0
        flush = sum(1 for piece in pieces if piece.box.x0 - left < 0.4 * size) >= 0.8 * len(pieces)
        if flush and number + 1 < len(columns):
            rooms.append(widths[number])
            continue
        end = columns[number + 1][0] if number + 1 < len(columns) else max(box.x1, right)
        start = left if flush or number == 0 else columns[number - 1][1]
        rooms.append(max(widths[number], end - start - 0.5 * size))
    return rooms


def _cells(region: _Region, row: BlockRow, widths: Sequence[float]) -> PartRow:
    cells = []
    for column in range(len(region.columns)):
        pieces = row.cells.get(column, ())
        boxes = tuple(piece.box for piece in pieces)
        cells.append(PartCell(tuple(pieces), boxes, widths[column], merged=column in row.merged))
    return PartRow(region.page, tuple(cells), row.confidence)


def _without_bullets(rows: list[PartRow]) -> list[PartRow]:
    """The rows without columns that hold nothing but the bullets of the next one."""
    columns = range(len(rows[0].cells))
    texts = [[piece.text.text for row in rows for piece in row.cells[n].pieces] for n in columns]
    kept = [n for n in columns if not texts[n] or any(text not in _BULLETS for text in texts[n])]
    return [replace(row, cells=tuple(row.cells[n] for n in kept)) for row in rows]


def _header_depth(rows: Sequence[BlockRow], rules: Sequence[float]) -> int:
    """How many rows stand above the first line drawn below the header; one when none is drawn."""
    if not rules:
        return 1
    first = min(rules)
    above = sum(
        1
        for row in rows
        if max(piece.box.bottom + piece.box.top for pieces in row.cells.values() for piece in pieces) / 2
        < first
    )
    return above if 1 <= above <= 3 else 1


def _filled_down(body: Sequence[PartRow]) -> list[PartRow]:
    """Rows whose first cell is empty belong to the one above: it is a merged cell."""
    rows = list(body)
    names = [row.cells[0] for row in rows if row.cells[0].filled]
    if not rows or not rows[0].cells[0].filled or not names or _typed_share(rows, 0) > 0.5:
        return rows
    for number, row in enumerate(rows):
        if number and not row.cells[0].filled and row.cells[1].filled:
            above = replace(rows[number - 1].cells[0], merged=True)
            rows[number] = replace(row, cells=(above, *row.cells[1:]))
    return rows


def _holds(header: Sequence[Cell], body: Sequence[PartRow]) -> bool:
    """Whether rows and columns are those of a table, not words that happen to stand below one another."""
    columns = len(header)
    labels = [cell.text.text for cell in header if cell.text]
    if not body or len(labels) < max(2, 0.6 * columns) or any(len(label) > 40 for label in labels):
        return False
    filled = [sum(1 for row in body if row.cells[n].filled) for n in range(columns)]
    if sum(filled) < 0.5 * columns * len(body) or max(filled) < len(body):
        return False
    if any(text.endswith(("：", ":")) for text in labels):
        return False
    typed = [_typed_share(body, column) for column in range(columns)]
    if columns == 2:
        return len(body) >= 3 and max(typed) >= 0.7 and min(filled) >= 0.8 * len(body)
    return max(typed) >= 0.6 or _is_short(body, columns)


def _typed_share(body: Sequence[PartRow], column: int) -> float:
    texts = [
        "".join(piece.text.text for piece in row.cells[column].pieces)
        for row in body
        if row.cells[column].filled
    ]
    return sum(1 for text in texts if _TYPED.fullmatch(text)) / len(texts) if texts else 0.0


def _is_short(body: Sequence[PartRow], columns: int) -> bool:
    """Whether some column holds names: short entries, each on one line."""
    return any(
        all(
            len(row.cells[column].pieces) == 1 and len(row.cells[column].pieces[0].text) <= 12 for row in body
        )
        for column in range(columns)
    )


def _edges(region: _Region) -> tuple[float, ...]:
    """The middles of the gutters, between the sides of the table."""
    columns = region.columns
    middles = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    return (columns[0][0], *middles, columns[-1][1])


def _is_table(table: RawTable) -> bool:
    return len(table.rows) >= 2 and any(cell.text for cell in table.header)
