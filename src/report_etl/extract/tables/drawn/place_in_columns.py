"""Lines → the columns they stand in: what each strip has in each column, cut where two touch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from report_etl.extract.fit import NO_START
from report_etl.extract.flow import Flow
from report_etl.extract.tables.drawn.cells import Piece, piece_of, widest_gap
from report_etl.extract.tables.drawn.strips import Strip

_LABEL_WIDTH = 0.7  # share of a table that a label over several columns is wide at most
_REACH = 0.4  # em by which a segment must reach into a column to be in it
_HANGS = 0.1  # em
_FLUSH = 0.1  # em by which two cells of one column may begin apart
_AT_EDGE = 0.3  # em between the edge of a column and the character at which a segment is cut


def into_columns(
    flow: Flow,
    strip: Strip,
    columns: Sequence[tuple[float, float]],
    above: Mapping[int, Piece] | None = None,
    *,
    spanning: bool = False,
) -> dict[int, Piece] | None:
    """The part of a strip that stands in each column; None when it runs across a gutter.

    A lone segment does where no gap stands in the gutter: it is a caption between two tables, or prose.

    `spanning`: what runs across may be a label over several columns, then it stands in the nearest one.
    `above`: the cells of the strip above; what stands in no column but flush with one of them is in its own.
    """
    found: dict[int, list[Piece]] = {}
    for segment in strip.segments:
        label = spanning and segment.width < _LABEL_WIDTH * (columns[-1][1] - columns[0][0])
        parts = _placed(flow, segment, columns, above or {}, only_gaps=label or len(strip.segments) == 1)
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
    flow: Flow,
    segment: Piece,
    columns: Sequence[tuple[float, float]],
    above: Mapping[int, Piece],
    *,
    only_gaps: bool,
) -> list[tuple[int, Piece]] | None:
    em = segment.size
    touched = [
        number
        for number, (left, right) in enumerate(columns)
        if min(segment.box.x1, right) - max(segment.box.x0, left)
        > min(_REACH * em, 0.5 * segment.width, 0.5 * (right - left))
    ]
    if not touched:
        flush = (n for n, p in above.items() if abs(p.box.x0 - segment.box.x0) <= _FLUSH * em)
        touched = [next(flush, _nearest(segment, columns))]
    if len(touched) == len(columns) > 2 and widest_gap(segment) < 0.2 * em:
        return None  # a line of prose right across
    parts: list[tuple[int, Piece]] = []
    rest = segment
    for number in touched[1:]:
        previous = columns[touched[len(parts)]]
        cut = _cut(flow, rest, previous, columns[number][0], only_gaps=only_gaps)
        if cut is None:
            return None
        parts.append((touched[len(parts)], cut[0]))
        rest = cut[1]
    return [*parts, (touched[-1], rest)]


def _cut(
    flow: Flow, piece: Piece, column: tuple[float, float], right: float, *, only_gaps: bool
) -> tuple[Piece, Piece] | None:
    """A segment cut in two: at the widest gap behind the `column`, or else where the next begins (`right`).

    A mark that hangs out of the column stands in the gap.
    """
    line = flow.lines[piece.line]
    start, end = piece.start, piece.start + len(piece.raw)
    shown = [place for place in range(start, end) if not line.text[place].isspace()]
    left = (column[0] + min(column[1], right)) / 2
    hanging = column[1] - _HANGS * piece.size
    gaps = [
        (line.edges[b][0] - line.edges[a][line.text[a] not in NO_START or line.edges[a][0] < hanging], b)
        for a, b in pairwise(shown)
        if line.edges[a][1] > left
        and line.edges[b][0] <= right + _AT_EDGE * piece.size
        and (line.text[b] not in NO_START or line.edges[b][0] - line.edges[a][1] >= 0.2 * piece.size)
    ]
    widest, place = max(gaps, default=(0.0, 0))
    if widest < 0.2 * piece.size and only_gaps:
        return None
    if widest < 0.2 * piece.size:
        near = [
            (abs(line.edges[b][0] - right), b)
            for gap, b in gaps
            if gap > (-1.0 if line.text[b - 1] in NO_START else -0.1) * piece.size  # marks may hang out
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
