"""Where tables without lines may stand: runs of lines that nothing interrupts, in columns that hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, dropwhile, pairwise
from math import inf

from report_etl.extract.flow import Flow
from report_etl.extract.marks import caption_mark, is_cjk, is_note, says_continued, source_prefix
from report_etl.extract.tables.drawn.aligned_columns import cut_at_edges, find_columns
from report_etl.extract.tables.drawn.cells import Piece, is_over, line_segments
from report_etl.extract.tables.drawn.entries import is_entry
from report_etl.extract.tables.drawn.group_lines import without_group_names
from report_etl.extract.tables.drawn.place_in_columns import into_columns
from report_etl.extract.tables.drawn.placed import Placed
from report_etl.extract.tables.drawn.strips import Strip
from report_etl.extract.tables.drawn.text_columns import TextColumn
from report_etl.extract.tables.matching.labels import find_unit_note, is_footnote
from report_etl.extract.tables.surroundings import captions_in
from report_etl.extract.tables.years_apart import is_year
from report_etl.models import Block, BlockKind, Box

_WIDE = 0.55  # share of the width of the text that a line of prose covers
_INDENT = 2.6  # em
_SPANNING = 2  # strips of a region in which labels may stand over several columns
_OTHER_SIZE = 0.05  # relative difference of two sizes that are not one
_LEVEL = 0.45  # em by which what stands at one height may differ
_APART = 7.5  # em between two blocks
_LEADING = 1.6  # em from one line of a label to the next
_UPPER = 2.6  # em from a label over others to those
_UPPER_LINES = 4  # of a header above the one that is known
_LABEL = 14  # characters of a line of a label
_WRAPPED = 0.25  # share of the lines of a table that are rests of cells where cells are wrapped
_FARTHER = 1.2  # times as far from the table above as from the header that follows
_NUMBER = re.compile("[0-9]{1,2}(?:[-–—.][0-9]{1,2}){1,2}")  # of a table or a section: 2-1
_LEADERS = re.compile(r"[.…·]{4,}|(?:\.\s){4,}")

Columns = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A block of strips in columns; `lines` are the lines they stand on, `page` is where it ends."""

    columns: Columns
    strips: tuple[Placed, ...]
    lines: tuple[int, ...]
    page: int


def find_runs(
    flow: Flow,
    owners: Sequence[Block | None],
    column: TextColumn,
    headers: Mapping[int, tuple[str, ...]],
) -> Iterator[list[Strip]]:
    """The strips of a column of text in runs: no prose, no heading, no source, no wide gap inside.

    Where the header of another table stands, a run ends and the next begins.
    """
    run: list[Strip] = []
    captions: list[Piece] = []
    for index in column.lines:
        segments = line_segments(flow, index)
        if not segments or _is_wall(flow, owners, index, segments, column) or _is_note_below(segments, run):
            yield from _beside(run, captions, headers)
            run = []
            captions = captions_in(flow, index)
            continue
        strip = Strip(flow.lines[index].page, tuple(segments))
        if run and abs(strip.middle - run[-1].middle) < _LEVEL * strip.size and strip.left > run[-1].right:
            run[-1] = replace(run[-1], segments=run[-1].segments + strip.segments)
            continue
        if run and not 0 < strip.middle - run[-1].middle < _APART * max(strip.size, run[-1].size):
            yield from _beside(run, captions, headers)
            run = []
        run.append(strip)
    yield from _beside(run, captions, headers)


def _beside(
    run: list[Strip], captions: Sequence[Piece], headers: Mapping[int, tuple[str, ...]]
) -> Iterator[list[Strip]]:
    """The run parted between captions that stand side by side, then from the top down."""
    for side in cut_beside(run, _cuts(run, captions)):
        for part in _parted(side):
            yield from map(without_group_names, _before_headers(part, headers))


def cut_beside(run: Sequence[Strip], cuts: Sequence[float]) -> Iterator[list[Strip]]:
    """The run as what stands between the `cuts`, from left to right, each up to a source of its own."""
    for left, right in pairwise([-inf, *cuts, inf]):
        strips = [
            replace(strip, segments=kept)
            for strip in run
            if (kept := tuple(p for p in strip.segments if left < p.box.middle_x <= right))
        ]
        named = (
            n for n, strip in enumerate(strips) if source_prefix(strip.segments[0].text.text) is not None
        )
        yield strips[: next(named, len(strips))]


def _cuts(run: Sequence[Strip], captions: Sequence[Piece]) -> list[float]:
    """Where tables below captions side by side end: a caption begins with its table or in its middle."""
    if len(captions) < 2:
        return []
    boxes = sorted((p.box for strip in run for p in strip.segments), key=lambda box: box.x0)
    ends = accumulate((box.x1 for box in boxes), max)
    gaps = [(end + box.x0) / 2 for end, box in zip(ends, boxes[1:], strict=False) if end < box.x0]

    def misses(cut: float, a: Box, b: Box) -> float:
        sides = [box for box in boxes if box.x1 < cut], [box for box in boxes if box.x0 > cut]
        found = 0.0
        for side, caption in zip(sides, (a, b), strict=True):
            left, right = min(box.x0 for box in side), max(box.x1 for box in side)
            found += min(abs(caption.x0 - left), abs(caption.x0 + caption.x1 - left - right) / 2)
        return found

    pairs = pairwise(caption.box for caption in captions) if gaps else ()
    return [min(gaps, key=lambda cut: misses(cut, a, b)) for a, b in pairs]


def _parted(run: list[Strip]) -> Iterator[list[Strip]]:
    """The run cut at lone lines of another size than the lines above and below: captions without a mark.

    The end of a cell with a small mark behind it stands level with other cells.
    """
    start = 0
    for number in range(1, len(run) - 1):
        before, strip, after = run[number - 1 : number + 2]
        sizes = abs(strip.size / before.size - 1), abs(strip.size / after.size - 1)
        lone = len(strip.segments) == 1 and not is_year(strip.segments[0].text.text)
        lone &= all(abs(strip.middle - other.middle) > _LEVEL * strip.size for other in (before, after))
        if lone and min(sizes) > _OTHER_SIZE and before.page == strip.page:
            if start < number:
                yield run[start:number]
            start = number + 1
    if run[start:]:
        yield run[start:]


def _before_headers(run: list[Strip], headers: Mapping[int, tuple[str, ...]]) -> Iterator[list[Strip]]:
    """The run cut above the header of another table, without the line above that is its caption."""
    start = 0
    known: set[str] = set()
    for number, strip in enumerate(run):
        labels = headers.get(strip.lines[0])
        if labels is None:
            continue
        first = _first_line(run, start, number)
        captioned = first > start and _is_caption(run[start:first], run[first])
        if known.issuperset(labels) and not captioned:  # printed again
            continue
        end = first - captioned
        if any(len(above.segments) > 1 for above in run[start:end]):
            yield run[start:end]
            start = first
        known = set(labels)
    yield run[start:]


def _first_line(run: Sequence[Strip], start: int, header: int) -> int:
    """Where the labels of a header begin: above it may stand the first lines of some, or labels over others.

    What stands above them is a caption, or further away.
    """
    first = header
    while first > start and _is_label_line(run[first - 1], run[first], run[header]):
        first -= 1
    if header - first > _UPPER_LINES:
        return header
    if start < first < header and len(run[first - 1].segments) > 1:
        away = run[first].middle - run[first - 1].middle
        return first if away > _FARTHER * (run[first + 1].middle - run[first].middle) else header
    return first


def _is_label_line(strip: Strip, below: Strip, header: Strip) -> bool:
    """Whether a line holds labels: several right above others, or one above one of the header."""
    texts = [piece.text.text for piece in strip.segments]
    words = all(len(text) <= _LABEL and (is_year(text) or not is_entry(text)) for text in texts)
    if len(texts) > 1:
        near = _UPPER
    else:
        near = _LEADING if sum(is_over(strip.segments[0], label) for label in header.segments) == 1 else 0.0
    return words and strip.page == below.page and 0 < below.middle - strip.middle < near * strip.size


def _is_caption(above: Sequence[Strip], header: Strip) -> bool:
    """Whether the last line above a header is its caption, not the last line of a cell of the row above."""
    strip = above[-1]
    table = list(dropwhile(lambda other: len(other.segments) == 1, above[:-1]))
    if len(strip.segments) > 1 or not table:
        return False
    box, near = strip.segments[0].box, 0.5 * strip.size
    if strip.middle - above[-2].middle > _FARTHER * (header.middle - strip.middle):
        return True
    lefts = [piece.box.x0 for row in table for piece in row.segments[1:]]
    if any(abs(left - box.x0) < near for left in lefts):
        return False
    most = max(len(row.segments) for row in table)
    wrapped = sum(1 for row in table if len(row.segments) < most) > _WRAPPED * len(table)
    return not wrapped or box.x1 > min(lefts) + near


def _is_wall(
    flow: Flow,
    owners: Sequence[Block | None],
    index: int,
    segments: Sequence[Piece],
    column: TextColumn,
) -> bool:
    """Whether a line cannot be part of a table."""
    text = flow.repaired[index].text.strip()
    owner = owners[index]
    if source_prefix(text) is not None or is_note(text) or _LEADERS.search(text):
        return True
    if caption_mark(text) is not None or says_continued(text):
        return True
    box, size = segments[0].box, segments[0].size
    if box.x0 <= column.left + _INDENT * size and box.x1 - box.x0 >= _WIDE * (column.right - column.left):
        return True
    if len(segments) > 1:
        note = find_unit_note(text)
        if _is_numbered_title(segments, column) or (note is not None and note.start() < 2):
            return True
        kind = owner.kind if owner is not None and index not in flow.furniture else None
        numbered = _NUMBER.fullmatch(segments[0].text.text) is not None
        return kind is BlockKind.NOISE or (kind is BlockKind.HEADING and numbered)
    if find_unit_note(text) is not None:
        return True
    if owner is None or owner.rule == "metadata/about_report":  # prose, or a cell with the name of a report
        return False
    return owner.kind in (BlockKind.HEADING, BlockKind.NOISE, BlockKind.METADATA)


def _is_note_below(segments: Sequence[Piece], run: Sequence[Strip]) -> bool:
    """Whether a line at the left of the lines above it explains a mark printed there."""
    printed = (piece.text.text for strip in run for piece in strip.segments)
    if not is_footnote(segments[0].text.text, printed):
        return False
    left = min((strip.left for strip in run if len(strip.segments) > 1), default=0.0)
    return segments[0].box.x0 <= left + segments[0].size


def _is_numbered_title(segments: Sequence[Piece], column: TextColumn) -> bool:
    """Whether a line is a number and a title in the middle of the text: 2-1 分地区产量."""
    first, title = segments[0], segments[-1]
    if len(segments) > 2 or not _NUMBER.fullmatch(first.text.text) or not is_cjk(title.text.text[0]):
        return False
    off = (first.box.x0 + title.box.x1) - (column.left + column.right)
    return abs(off) < 2 * first.size and first.box.x0 > column.left + _INDENT * first.size


def find_regions(flow: Flow, run: Sequence[Strip]) -> Iterator[Region]:
    """The parts of a run that keep the same columns."""
    start = next((n for n, strip in enumerate(run) if len(strip.segments) > 1), None)
    if start is None:
        return
    while start and _is_beside(run[start - 1], run[start]):
        start -= 1
    strips = cut_at_edges(flow, run[start:])
    columns = tuple(find_columns(strips))
    if len(columns) < 2:
        return
    region = place(flow, strips, columns)
    if 1 < (end := len(region.strips)) < len(strips):
        own = tuple(find_columns(strips[:end]))  # what comes below may have had a part in the others
        region = place(flow, strips[:end], own) if len(own) > 1 else region
    if len(region.strips) > 1:
        yield region
    if len(region.strips) < len(strips):
        yield from find_regions(flow, strips[len(region.strips) + 1 :])


def _is_beside(above: Strip, strip: Strip) -> bool:
    """Whether a lone segment right above a strip is a line of a taller cell of the same row."""
    box, near = above.segments[0].box, 0.3 * strip.size
    over = [p.box for p in strip.segments if p.box.x0 < box.x1 and p.box.x1 > box.x0]
    same = len(over) == 1 and over[0].x0 - near <= box.x0 and box.x1 <= over[0].x1 + near
    return 0 < strip.middle - above.middle < 1.6 * strip.size and (not over or same)


def _in_turn(strip: Strip, columns: Columns) -> bool:
    """Whether labels are as many as columns, some beside their own and none above another."""
    middles = [piece.box.middle_x for piece in strip.segments]
    return len(middles) == len(columns) and not any(
        left <= middle <= right
        for n, middle in enumerate(middles)
        for other, (left, right) in enumerate(columns)
        if n != other
    )


def place(flow: Flow, strips: Sequence[Strip], columns: Columns) -> Region:
    """The strips in the columns given, up to the first that does not fit."""
    placed: list[Placed] = []
    lines: list[int] = []
    for number, strip in enumerate(strips):
        above = placed[-1].cells if placed else None
        cells = into_columns(flow, strip, columns, above, spanning=number < _SPANNING)
        if number == 0 and cells and len(cells) < len(strip.segments) and _in_turn(strip, columns):
            cells = dict(enumerate(strip.segments))
        if cells is None:
            break
        placed.append(Placed(cells, strip.top, strip.bottom, strip.middle, strip.size, strip.page))
        lines.extend(strip.lines)
    return Region(columns, tuple(placed), tuple(lines), strips[max(0, len(placed) - 1)].page)
