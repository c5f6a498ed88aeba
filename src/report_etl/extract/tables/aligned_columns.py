"""Columns without lines: where white space runs down through a block of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from report_etl.extract.fit import NO_START
from report_etl.extract.flow import Flow
from report_etl.extract.tables.cells import Piece, piece_of

_GAP = 0.45  # em; a wider gap in a line may be the boundary of two cells
_CROSSING = 0.2  # share of the lines that may run into a gutter
_GUTTER = 0.35  # em; the narrowest gutter
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
        return median((piece.box.top + piece.box.bottom) / 2 for piece in self.segments)

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


def find_columns(strips: Sequence[Strip]) -> list[tuple[float, float]]:
    """Left and right edge of each column of a block of strips, those with several segments counted."""
    core = [strip for strip in strips if len(strip.segments) > 1]
    if len(core) < 2:
        return []
    em = median(strip.size for strip in core)
    allowed = int(_CROSSING * len(core))
    spans = [(piece.box.x0, piece.box.x1) for strip in core for piece in strip.segments]
    events = sorted([(left, 1) for left, _ in spans] + [(right, -1) for _, right in spans])
    columns: list[tuple[float, float]] = []
    depth, start = 0, 0.0
    for place, change in events:
        before = depth
        depth += change
        if before <= allowed < depth:
            start = place
        elif depth <= allowed < before and place - start > 0.2 * em:
            if columns and start - columns[-1][1] < _GUTTER * em:
                columns[-1] = (columns[-1][0], place)
            else:
                columns.append((start, place))
    return _without_bridges(columns, spans, em)


def _without_bridges(
    columns: list[tuple[float, float]], spans: Sequence[tuple[float, float]], em: float
) -> list[tuple[float, float]]:
    """Neighbouring columns as one where many segments lie in both, compared with those in one of them."""
    merged = columns[:1]
    for left, right in columns[1:]:
        before = merged[-1]
        across = only_before = only_after = 0
        for start, end in spans:
            reach = min(_REACH * em, 0.5 * (end - start))
            in_before = min(end, before[1]) - max(start, before[0]) > reach
            in_after = min(end, right) - max(start, left) > reach
            across += in_before and in_after
            only_before += in_before and not in_after
            only_after += in_after and not in_before
        if across > 0.35 * min(only_before, only_after):
            merged[-1] = (before[0], right)
        else:
            merged.append((left, right))
    return merged


def into_columns(flow: Flow, strip: Strip, columns: Sequence[tuple[float, float]]) -> dict[int, Piece] | None:
    """The part of a strip that stands in each column; None when it runs across a gutter."""
    found: dict[int, list[Piece]] = {}
    for segment in strip.segments:
        parts = _placed(flow, segment, columns)
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


def _placed(
    flow: Flow, segment: Piece, columns: Sequence[tuple[float, float]]
) -> list[tuple[int, Piece]] | None:
    em = segment.size
    touched = [
        number
        for number, (left, right) in enumerate(columns)
        if min(segment.box.x1, right) - max(segment.box.x0, left)
        > min(_REACH * em, 0.5 * segment.width, 0.5 * (right - left))
    ]
    if not touched:
        middle = (segment.box.x0 + segment.box.x1) / 2
        touched = [min(range(len(columns)), key=lambda n: abs(sum(columns[n]) / 2 - middle))]
    parts: list[tuple[int, Piece]] = []
    rest = segment
    for number in touched[1:]:
        previous = columns[touched[len(parts)]]
        cut = _cut(flow, rest, (previous[0] + min(previous[1], columns[number][0])) / 2, columns[number][0])
        if cut is None:
            return None
        parts.append((touched[len(parts)], cut[0]))
        rest = cut[1]
    return [*parts, (touched[-1], rest)]


def _cut(flow: Flow, piece: Piece, left: float, right: float) -> tuple[Piece, Piece] | None:
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
