"""Columns without lines: where white space runs down through a block of lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from report_etl.extract.fit import NO_START
from report_etl.extract.flow import Flow
from report_etl.extract.tables.drawn.cells import Piece, is_list_number, piece_of
from report_etl.extract.tables.drawn.entries import is_entry
from report_etl.extract.tables.drawn.labels_beside import below_labels
from report_etl.extract.tables.drawn.strips import Strip

_SMALL_GAP = 0.12  # em; a gap that may stand before the edge of a column
_SAME_EDGE = 0.1  # em by which the left edges of a column differ
_EDGES = 2  # segments that begin at one place and show an edge
_HEADER = 3  # strips of a header
_CROSSING = 0.2  # share of the lines that may run into a gutter
_GUTTER = 0.35  # em; the narrowest gutter
_FLUSH = 0.4  # share of the lines that must begin at one place to show that a column does
_OVERLAP = 0.05  # em by which characters of two cells overlap where the first hangs out
_WORD = 0.9  # em between two words of one cell
_FEWEST = 3  # lines that must begin where cells stand close together
_CLEAR_GAP = 0.3  # em; a gap that is wider than those between words of two scripts


def cut_at_edges(flow: Flow, strips: Sequence[Strip]) -> list[Strip]:
    """The strips, their segments cut where a small gap stands right before the left edge of a column.

    Such an edge is a place at which several other segments begin, or a label of the first strip. Where cells
    touch, the place must be one that no line runs across.
    """
    em = median(strip.size for strip in strips)
    flush = flush_right(strips, em)
    lefts = sorted(flush.get(id(piece), piece.box.x0) for strip in strips for piece in strip.segments)
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
    gaps = _gaps(piece)
    least = 2 if flow.document.is_text else 1  # a cell of a text may begin a character early
    # a cell that stands in the middle of its column may begin anywhere, behind a gap
    clear = any(
        gap >= _CLEAR_GAP * piece.size and not _is_at(piece.edges[b][0], edges, near) for b, gap in gaps
    )
    cuts = [
        b
        for b, gap in gaps
        if (gap >= _SMALL_GAP * piece.size and _is_at(piece.edges[b][0], edges, near))
        or (b >= least and gap >= -near and not clear and _is_at(piece.edges[b][0], touching, near))
    ]
    for start, end in pairwise([0, *cuts, len(piece.raw)]):
        part = piece_of(flow, piece.line, piece.start + start, piece.start + end)
        if part is not None:
            yield part


def _gaps(piece: Piece) -> list[tuple[int, float]]:
    """Each character before which cells may part, by its place in the piece, with the gap there.

    Not inside a number or a Latin word, before a mark that ends what it touches, or behind the number of
    an item.
    """
    shown = [n for n, character in enumerate(piece.raw) if not character.isspace()]
    inside = _SMALL_GAP * piece.size
    return [
        (b, gap)
        for a, b in pairwise(shown)
        if not is_list_number(piece.raw[: a + 1])
        and (
            (gap := _gap(piece, a, b)) >= inside
            or not ((piece.raw[a] + piece.raw[b]).isascii() or piece.raw[b] in NO_START)
        )
    ]


def _gap(piece: Piece, a: int, b: int) -> float:
    """The gap between two characters; behind a mark that hangs out of its cell, the one it hangs in."""
    end = piece.edges[a][1]
    hangs = piece.raw[a] in NO_START and end - piece.edges[b][0] > _OVERLAP * piece.size
    return piece.edges[b][0] - (piece.edges[a][0] if hangs else end)


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


def flush_right(strips: Sequence[Strip], em: float) -> dict[int, float]:
    """Where the widest begins of the figures that end at one place, for each of them by `id`.

    The others begin inside their column, not at an edge of one.
    """
    figures = sorted(
        (piece for strip in strips for piece in strip.segments if is_entry(piece.text.text)),
        key=lambda piece: piece.box.x1,
    )
    groups: list[list[Piece]] = []
    for piece in figures:
        if not groups or piece.box.x1 - groups[-1][0].box.x1 > _SAME_EDGE * em:
            groups.append([])
        groups[-1].append(piece)
    return {
        id(piece): min(other.box.x0 for other in group)
        for group in groups
        if len(group) >= max(_FEWEST, _FLUSH * len(strips))
        for piece in group
    }


def label_edges(strips: Sequence[Strip], em: float) -> list[float]:
    """Where the columns of two labels touch: no line has a character across.

    A label and a line begin there, and others at least do not run across; or it is the one such place between
    the labels, or the one that stands out. Where white parts the columns, they do not touch.
    """
    edges = []
    for before, label in pairwise(strips[0].segments):
        place = label.box.x0
        if _is_parted(strips, before.box.x1, place, em):
            continue
        begin = any(abs(p.box.x0 - place) <= _SAME_EDGE * em for strip in strips[1:] for p in strip.segments)
        if begin and _is_clear(strips, place, em) and len(_on_both_sides(strips, place, em)) >= _FEWEST:
            edges.append(place)
        else:
            edges.extend(_between(strips, before.box.x1, place, em))
    return edges


def _is_parted(strips: Sequence[Strip], left: float, right: float, em: float) -> bool:
    """Whether white runs down through all lines between two labels."""
    pieces = sorted((piece.box.x0, piece.box.x1) for strip in strips for piece in strip.segments)
    for x0, x1 in pieces:
        if x0 - left >= _GUTTER * em:
            break
        left = max(left, x1)
    return right - left >= _GUTTER * em


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
    touching, flush = label_edges(strips, em), flush_right(strips, em)
    spans = [
        (
            flush.get(id(piece), piece.box.x0),
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
            narrow = _SMALL_GAP if _is_edge(start, core, _SAME_EDGE * em) else _GUTTER
            narrow = -_SAME_EDGE if _is_at(start, touching, _SAME_EDGE * em) else narrow
            if columns and start - columns[-1][1] < narrow * em:
                columns[-1] = (columns[-1][0], place)
            else:
                columns.append((start, place))
    columns = _with_sparse([*_with_labels(columns, strips)], strips)
    return _from_edges(below_labels(columns, strips), strips, em)


def _from_edges(
    columns: Sequence[tuple[float, float]], strips: Sequence[Strip], em: float
) -> list[tuple[float, float]]:
    """The columns, each from where its lines begin, those included that stand alone at their height.

    All that begins between two columns must begin at one place, and some of it reach into the second.
    """
    widened = list(columns[:1])
    pieces = [piece.box for strip in strips for piece in strip.segments]
    for before, (left, right) in pairwise(columns):
        begin = [box for box in pieces if before[1] < box.x0 < left - _SAME_EDGE * em]
        flush = (
            len(begin) >= _FEWEST and max(b.x0 for b in begin) - min(b.x0 for b in begin) <= _SAME_EDGE * em
        )
        reach = flush and any(box.x1 > left for box in begin)
        widened.append((min(box.x0 for box in begin) if reach else left, right))
    return widened


def _is_edge(place: float, strips: Sequence[Strip], near: float) -> bool:
    """Whether so many segments begin at one place that a column must."""
    begin = sum(abs(piece.box.x0 - place) <= near for strip in strips for piece in strip.segments)
    return begin >= max(2, _FLUSH * len(strips))


def _with_labels(
    columns: Sequence[tuple[float, float]], strips: Sequence[Strip]
) -> Iterator[tuple[float, float]]:
    """The columns; what has no label and stands a word space behind the one before belongs to that.

    So does a label alone behind one without, if a line of that runs below it: it stands in the middle.
    """
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
        joins = before is not None and (_runs_below(strips, before, (left, right)) if labelled else behind)
        if before is not None and joins:
            before = (before[0], right)
            continue
        if before is not None:
            yield before
        before = (left, right)
    if before is not None:
        yield before


def _runs_below(strips: Sequence[Strip], column: tuple[float, float], label: tuple[float, float]) -> bool:
    """Whether all that stands below a label begins in a column without one, and some of it runs on there."""
    inside = [piece for piece in strips[0].segments if column[0] <= piece.box.middle_x <= column[1]]
    pieces = [piece for strip in strips[1:] for piece in strip.segments if piece.box.x0 < label[1]]
    below = [piece.box.x0 for piece in pieces if piece.box.x1 > label[0] + piece.size]
    return not inside and bool(below) and all(column[0] <= place <= column[1] for place in below)


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
        if len({piece.line for piece in pieces}) > 1 and any(id(piece) in labels for piece in pieces)
    ]
    return sorted([*columns, *sparse])
