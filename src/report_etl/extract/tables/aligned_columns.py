"""Columns without lines: where white space runs down through a block of lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from report_etl.extract.fit import NO_START
from report_etl.extract.flow import Flow
from report_etl.extract.tables.cells import Piece, piece_of

_GAP = 0.45  # em; a wider gap in a line may be the boundary of two cells
_SMALL_GAP = 0.12  # em; a gap that may stand before the edge of a column
_SAME_EDGE = 0.1  # em by which the left edges of a column differ
_EDGES = 2  # segments that begin at one place and show an edge
_LABEL_WIDTH = 0.7  # share of a table that a label over several columns is wide at most
_HEADER = 3  # strips of a header
_CROSSING = 0.2  # share of the lines that may run into a gutter
_GUTTER = 0.35  # em; the narrowest gutter
_FLUSH = 0.4  # share of the lines that must begin at one place to show that a column does
_WORD = 0.9  # em between two words of one cell
_FEWEST = 3  # lines that must begin where cells stand close together
_CLEAR_GAP = 0.3  # em; a gap that is wider than those between words of two scripts
_REACH = 0.4  # em by which a segment must reach into a column to be in it
_AT_EDGE = 0.3  # em between the edge of a column and the character at which a segment is cut


@dataclass(frozen=True, slots=True)
class Strip:
    """What is printed at one height: the segments of a line, from left to right."""

    page: int
    segments: tuple[Piece, ...]

    @property
    def top(self) -> float:
        return min(piece.box.top for piece in self.segments)

    @property
    def bottom(self) -> float:
        return max(piece.box.bottom for piece in self.segments)

    @property
    def middle(self) -> float:
        return median(piece.box.middle_y for piece in self.segments)

    @property
    def left(self) -> float:
        return self.segments[0].box.x0

    @property
    def right(self) -> float:
        return max(piece.box.x1 for piece in self.segments)

    @property
    def size(self) -> float:
        return median(piece.size for piece in self.segments)

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(piece.line for piece in self.segments))


def line_segments(flow: Flow, index: int) -> list[Piece]:
    """The segments of a line, parted at its gaps."""
    line = flow.lines[index]
    size = line.size or 10.0
    shown = [place for place, character in enumerate(line.text) if not character.isspace()]
    cuts = [
        after
        for before, after in pairwise(shown)
        if line.edges[after][0] - line.edges[before][1] > _GAP * size
    ]
    bounds = [0, *cuts, len(line.text)]
    return [
        piece for start, end in pairwise(bounds) if (piece := piece_of(flow, index, start, end)) is not None
    ]


def cut_at_edges(flow: Flow, strips: Sequence[Strip]) -> list[Strip]:
    """The strips, their segments cut where a small gap stands right before the left edge of a column.

    Such an edge is a place at which several other segments begin, or a label of the first strip. Where cells
    touch, the place must be one that no line runs across.
    """
    lefts = sorted(piece.box.x0 for strip in strips for piece in strip.segments)
    em = median(strip.size for strip in strips)
    edges = [a for a, b in zip(lefts, lefts[_EDGES - 1 :], strict=False) if b - a <= _SAME_EDGE * em]
    edges = sorted([*edges, *(piece.box.x0 for piece in strips[0].segments[1:]), *_gap_edges(strips, em)])
    touching = label_edges(strips, em)
    return [_cut_strip(flow, strip, edges, touching) for strip in strips]


def cut_at_columns(
    flow: Flow, strips: Sequence[Strip], columns: Sequence[tuple[float, float]]
) -> list[Strip]:
    """The strips, their segments cut where one of the columns begins that touch the one before."""
    em = strips[0].size
    touching = [right[0] for left, right in pairwise(columns) if right[0] - left[1] < _GUTTER * em]
    return [_cut_strip(flow, strip, (), touching) for strip in strips]


def _cut_strip(flow: Flow, strip: Strip, edges: Sequence[float], touching: Sequence[float]) -> Strip:
    parts = (part for piece in strip.segments for part in _cut_at(flow, piece, edges, touching))
    return replace(strip, segments=tuple(parts))


def _cut_at(flow: Flow, piece: Piece, edges: Sequence[float], touching: Sequence[float]) -> Iterator[Piece]:
    near = _SAME_EDGE * piece.size
    cuts = [
        b
        for b, gap in _gaps(piece)
        if (gap >= _SMALL_GAP * piece.size and _is_at(piece.edges[b][0], edges, near))
        or (gap >= -near and _is_at(piece.edges[b][0], touching, near))
    ]
    for start, end in pairwise([0, *cuts, len(piece.raw)]):
        part = piece_of(flow, piece.line, piece.start + start, piece.start + end)
        if part is not None:
            yield part


def _gaps(piece: Piece) -> list[tuple[int, float]]:
    """Each character before which cells may part, by its place in the piece, with the gap there.

    Not inside a number or a Latin word.
    """
    shown = [n for n, character in enumerate(piece.raw) if not character.isspace()]
    gaps = [(a, b, piece.edges[b][0] - piece.edges[a][1]) for a, b in pairwise(shown)]
    inside = _SMALL_GAP * piece.size
    return [(b, gap) for a, b, gap in gaps if gap >= inside or not (piece.raw[a] + piece.raw[b]).isascii()]


def _is_at(place: float, edges: Sequence[float], near: float) -> bool:
    """Whether one of the sorted `edges` is near a place."""
    first = bisect_left(edges, place - near)
    return first < len(edges) and edges[first] - place <= near


def _gap_edges(strips: Sequence[Strip], em: float) -> list[float]:
    """Where characters begin behind a gap in many lines, and no line runs across: columns stand close so."""
    starts = sorted(
        piece.edges[place][0]
        for strip in strips
        for piece in strip.segments
        for place, gap in _gaps(piece)
        if gap >= _CLEAR_GAP * em
    )
    fewest = max(_FEWEST, int(_FLUSH * len(strips)))
    often = [a for a, b in zip(starts, starts[fewest - 1 :], strict=False) if b - a <= _SAME_EDGE * em]
    return [x for x in often if not any(_crosses(strip, x, em, _CLEAR_GAP) for strip in strips)]


def label_edges(strips: Sequence[Strip], em: float) -> list[float]:
    """Where the columns of two labels touch: no line has a character across.

    A label and a line begin there, and others at least do not run across; or it is the one such place between
    the labels, or the one that stands out.
    """
    edges = []
    for before, label in pairwise(strips[0].segments):
        place = label.box.x0
        begin = any(abs(p.box.x0 - place) <= _SAME_EDGE * em for strip in strips[1:] for p in strip.segments)
        if begin and _is_clear(strips, place, em) and len(_on_both_sides(strips, place, em)) >= _FEWEST:
            edges.append(place)
        else:
            edges.extend(_between(strips, before.box.x1, place, em))
    return edges


def _between(strips: Sequence[Strip], left: float, right: float, em: float) -> list[float]:
    """The place between two labels where most lines begin and fewest run on, if it stands out."""
    near = _SAME_EDGE * em
    pieces = [piece for strip in strips for piece in strip.segments]
    lefts = [edges[0] for piece in pieces for edges in piece.edges]
    inside = sorted({round(x, 1) for x in lefts if left - near <= x <= right + near})
    found: dict[int, tuple[int, float]] = {}  # by how many characters stand to the left
    for place in inside:
        if _is_clear(strips, place, em):
            running = sum(p.box.x0 < place - near < p.box.x1 - em for p in pieces)
            begin = sum(abs(p.box.x0 - place) <= near for p in pieces)
            before = sum(x < place - near for x in lefts)
            found[before] = min(found.get(before, (running - begin, place)), (running - begin, place))
    best = sorted(found.values())
    return [best[0][1]] if len(best) == 1 or (best and best[0][0] + _FEWEST <= best[1][0]) else []


def _is_clear(strips: Sequence[Strip], place: float, em: float) -> bool:
    return not any(_crosses(strip, place, em, -_SAME_EDGE) for strip in strips)


def _on_both_sides(strips: Sequence[Strip], place: float, em: float) -> list[Piece]:
    """What begins at a place or runs on there."""
    near = _SAME_EDGE * em
    return [p for s in strips for p in s.segments if p.box.x0 < place + near and p.box.x1 > place + em]


def _crosses(strip: Strip, place: float, em: float, gap: float) -> bool:
    """Whether a segment runs across a place where it has no gap of `gap` em."""
    near = _SAME_EDGE * em
    return any(
        piece.box.x0 < place - near
        and piece.box.x1 > place + near
        and not any(size >= gap * em and abs(piece.edges[n][0] - place) <= near for n, size in _gaps(piece))
        for piece in strip.segments
    )


def find_columns(strips: Sequence[Strip]) -> list[tuple[float, float]]:
    """Left and right edge of each column of a block of strips, those with several segments counted."""
    core = [strip for strip in strips if len(strip.segments) > 1]
    if len(core) < 2:
        return []
    em = median(strip.size for strip in core)
    allowed = int(_CROSSING * len(core))
    touching = label_edges(strips, em)
    spans = [
        (
            piece.box.x0,
            min([piece.box.x1, *(x for x in touching if abs(x - piece.box.x1) <= _SAME_EDGE * em)]),
        )
        for strip in core
        for piece in strip.segments
    ]
    events = sorted([(left, 1) for left, _ in spans] + [(right, -1) for _, right in spans])
    columns: list[tuple[float, float]] = []
    depth, start = 0, 0.0
    for place, change in events:
        before = depth
        depth += change
        if before <= allowed < depth:
            start = place
        elif depth <= allowed < before and place - start > 0.2 * em:
            narrow = _SMALL_GAP if _is_edge(start, spans, 0.1 * em, len(core)) else _GUTTER
            narrow = -_SAME_EDGE if _is_at(start, touching, _SAME_EDGE * em) else narrow
            if columns and start - columns[-1][1] < narrow * em:
                columns[-1] = (columns[-1][0], place)
            else:
                columns.append((start, place))
    return _with_sparse([*_with_labels(columns, strips)], strips)


def _is_edge(place: float, spans: Sequence[tuple[float, float]], near: float, strips: int) -> bool:
    """Whether so many segments begin at one place that a column must."""
    return sum(abs(left - place) <= near for left, _ in spans) >= max(2, _FLUSH * strips)


def _with_labels(
    columns: Sequence[tuple[float, float]], strips: Sequence[Strip]
) -> Iterator[tuple[float, float]]:
    """The columns; what has no label and stands a word space behind the one before belongs to that."""
    before: tuple[float, float] | None = None
    for left, right in columns:
        inside = [
            (number, place, strip)
            for number, strip in enumerate(strips)
            for place, piece in enumerate(strip.segments)
            if left <= piece.box.middle_x <= right
        ]
        behind = all(
            place and strip.segments[place].box.x0 - strip.segments[place - 1].box.x1 <= _WORD * strip.size
            for _, place, strip in inside
        )
        labelled = any(number == 0 for number, _, _ in inside)
        if before is not None and behind and not labelled:
            before = (before[0], right)
            continue
        if before is not None:
            yield before
        before = (left, right)
    if before is not None:
        yield before


def _with_sparse(columns: list[tuple[float, float]], strips: Sequence[Strip]) -> list[tuple[float, float]]:
    """The columns, and those of which few rows are filled: a label above stands between the others."""
    between: dict[int, list[Piece]] = {}
    for strip in strips:
        for piece in strip.segments:
            place = bisect_left(columns, (piece.box.x0, 0.0))
            clear = place == len(columns) or piece.box.x1 < columns[place][0]
            if clear and (place == 0 or columns[place - 1][1] < piece.box.x0):
                between.setdefault(place, []).append(piece)
    labels = {id(piece) for strip in strips[:_HEADER] for piece in strip.segments}
    sparse = [
        (min(piece.box.x0 for piece in pieces), max(piece.box.x1 for piece in pieces))
        for pieces in between.values()
        if len(pieces) > 1 and any(id(piece) in labels for piece in pieces)
    ]
    return sorted([*columns, *sparse])


def into_columns(
    flow: Flow, strip: Strip, columns: Sequence[tuple[float, float]], *, spanning: bool = False
) -> dict[int, Piece] | None:
    """The part of a strip that stands in each column; None when it runs across a gutter.

    A lone segment does where no gap stands in the gutter: it is a caption between two tables, or prose.

    `spanning`: what runs across may be a label over several columns, then it stands in the nearest one.
    """
    found: dict[int, list[Piece]] = {}
    for segment in strip.segments:
        label = spanning and segment.width < _LABEL_WIDTH * (columns[-1][1] - columns[0][0])
        parts = _placed(flow, segment, columns, only_gaps=label or len(strip.segments) == 1)
        if parts is None and label:
            parts = [(_nearest(segment, columns), segment)]
        if parts is None:
            return None
        for column, piece in parts:
            found.setdefault(column, []).append(piece)
    joined: dict[int, Piece] = {}
    for column, pieces in found.items():
        whole = _one_piece(flow, pieces)
        if whole is None:
            return None
        joined[column] = whole
    return joined


def _nearest(segment: Piece, columns: Sequence[tuple[float, float]]) -> int:
    middle = segment.box.x0 + segment.box.x1
    return min(range(len(columns)), key=lambda n: abs(sum(columns[n]) - middle))


def _placed(
    flow: Flow, segment: Piece, columns: Sequence[tuple[float, float]], *, only_gaps: bool
) -> list[tuple[int, Piece]] | None:
    em = segment.size
    touched = [
        number
        for number, (left, right) in enumerate(columns)
        if min(segment.box.x1, right) - max(segment.box.x0, left)
        > min(_REACH * em, 0.5 * segment.width, 0.5 * (right - left))
    ]
    if not touched:
        touched = [_nearest(segment, columns)]
    shown = [
        edges for character, edges in zip(segment.raw, segment.edges, strict=True) if not character.isspace()
    ]
    if len(touched) == len(columns) > 2 and all(b[0] - a[1] < 0.2 * em for a, b in pairwise(shown)):
        return None  # a line of prose right across
    parts: list[tuple[int, Piece]] = []
    rest = segment
    for number in touched[1:]:
        previous = columns[touched[len(parts)]]
        left = (previous[0] + min(previous[1], columns[number][0])) / 2
        cut = _cut(flow, rest, left, columns[number][0], only_gaps=only_gaps)
        if cut is None:
            return None
        parts.append((touched[len(parts)], cut[0]))
        rest = cut[1]
    return [*parts, (touched[-1], rest)]


def _cut(
    flow: Flow, piece: Piece, left: float, right: float, *, only_gaps: bool
) -> tuple[Piece, Piece] | None:
    """A segment cut in two: at the widest gap between two columns, or else at the edge of the second.

    `left` is where the gutter between them begins at the latest, `right` where it ends.
    """
    line = flow.lines[piece.line]
    start, end = piece.start, piece.start + len(piece.raw)
    shown = [place for place in range(start, end) if not line.text[place].isspace()]
    gaps = [
        (line.edges[b][0] - line.edges[a][1], b)
        for a, b in pairwise(shown)
        if line.edges[a][1] > left and line.edges[b][0] <= right + _AT_EDGE * piece.size
    ]
    widest, place = max(gaps, default=(0.0, 0))
    if widest < 0.2 * piece.size and only_gaps:
        return None
    if widest < 0.2 * piece.size:
        near = [
            (abs(line.edges[b][0] - right), b)
            for gap, b in gaps
            if gap > (-0.6 if line.text[b - 1] in NO_START else -0.1) * piece.size  # marks may hang out
        ]
        distance, place = min(near, default=(piece.size, 0))
        if distance > _AT_EDGE * piece.size:
            return None
    before, after = piece_of(flow, piece.line, start, place), piece_of(flow, piece.line, place, end)
    return (before, after) if before is not None and after is not None else None


def _one_piece(flow: Flow, pieces: Sequence[Piece]) -> Piece | None:
    """Segments of one cell that stand on one line as one piece."""
    if len(pieces) == 1:
        return pieces[0]
    if len({piece.line for piece in pieces}) > 1:
        return None
    end = pieces[-1].start + len(pieces[-1].raw)
    return piece_of(flow, pieces[0].line, pieces[0].start, end)
