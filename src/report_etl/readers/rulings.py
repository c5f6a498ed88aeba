"""What is drawn on a page → ruling lines: horizontal and vertical, pieces joined, doubles made one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from pdfminer.layout import LTContainer, LTCurve, LTImage, LTLine, LTRect

from report_etl.readers.glyphs import Frame, Rectangle, leaves, lightness

_THIN = 3.2  # points; what is thinner is a line
_STRAIGHT = 1.0  # points by which a straight line may lean
_SAME = 3.2  # points; parallel lines nearer than this are one (double lines)
_JOIN = 3.2  # points between two pieces of one line
_BELOW = 8  # heights of a header within which the first line below its rows stands
_CLOSE = 4  # heights of a coloured row from one to the next
_ROW = 0.67  # share of a header that the lines below it are long where a first cell holds for several rows
_STRIPES = 2  # coloured rows that show that every other one is
_SHORT = 4.0  # points; shorter pieces are dots and corners
_POINTS = 200  # a path of more points is a drawing
_WHITE = 0.97
MAX_PIECES = 20_000  # more than this are a drawing, not a table


class Edge(NamedTuple):
    """A straight line along one axis: it stands `at` on the other axis and runs from `low` to `high`."""

    at: float
    low: float
    high: float


class Rulings(NamedTuple):
    """The ruling lines of a page, and the coloured boxes without an outline, each with its lightness.

    `crowded` tells that there were too many lines to be a table: then none are given.
    """

    horizontal: list[Edge]
    vertical: list[Edge]
    fills: Mapping[Rectangle, float]
    crowded: bool = False


def read_rulings(layout: LTContainer[Any], frame: Frame) -> Rulings:
    """The ruling lines of a page in its reading frame."""
    horizontal: list[Edge] = []
    vertical: list[Edge] = []
    fills: dict[Rectangle, float] = {}
    for item in leaves(layout):
        if isinstance(item, LTCurve):
            for box, shade in _pieces(item, frame):
                if shade is not None:
                    fills[box] = shade
                elif box[2] - box[0] >= box[3] - box[1]:
                    horizontal.append(Edge((box[1] + box[3]) / 2, box[0], box[2]))
                else:
                    vertical.append(Edge((box[0] + box[2]) / 2, box[1], box[3]))
            if len(horizontal) + len(vertical) + len(fills) > MAX_PIECES:
                return Rulings([], [], {}, crowded=True)
    return Rulings(merge_edges(horizontal), merge_edges(vertical), fills)


def covering_image(layout: LTContainer[Any], width: float, height: float) -> bool:
    """Whether pictures cover most of the page: a scan."""
    area = sum(
        min(item.width, width) * min(item.height, height)
        for item in leaves(layout)
        if isinstance(item, LTImage)
    )
    return bool(area >= 0.5 * width * height)


def merge_edges(edges: Iterable[Edge]) -> list[Edge]:
    """Parallel lines that lie (almost) on one another as one line, its pieces and dashes joined."""
    groups: list[list[Edge]] = []
    for edge in sorted(edges):
        if not groups or edge.at - groups[-1][0].at > _SAME:
            groups.append([])
        groups[-1].append(edge)
    merged: list[Edge] = []
    for group in groups:
        weight = sum(edge.high - edge.low for edge in group) or 1.0
        at = sum(edge.at * (edge.high - edge.low) for edge in group) / weight
        if weight <= 1.0:
            continue
        merged.extend(Edge(at, low, high) for low, high in _joined([(e.low, e.high) for e in group]))
    return [edge for edge in merged if edge.high - edge.low >= _SHORT]


def fills_to_edges(fills: Iterable[Rectangle]) -> tuple[list[Edge], list[Edge]]:
    """The sides of coloured boxes as lines, horizontal and vertical; boxes side by side share theirs."""
    horizontal: list[Edge] = []
    vertical: list[Edge] = []
    for x0, top, x1, bottom in fills:
        horizontal += [Edge(top, x0, x1), Edge(bottom, x0, x1)]
        vertical += [Edge(x0, top, bottom), Edge(x1, top, bottom)]
    return merge_edges(horizontal), merge_edges(vertical)


def header_sides(fills: Mapping[Rectangle, float], rules: Sequence[Edge]) -> list[Edge]:
    """The lower sides of coloured bands that head rows with lines as long as the band drawn below them.

    Lines may begin behind a first cell that holds for several rows. A band of which others stand close by is
    a row of many, every other one coloured: it is no header, unless they are lighter, or have lines below
    them as all rows have and it has none.
    """
    bands = _bands(fills)
    ruled = {
        band for band, _ in bands if any(abs(r.at - band[3]) <= _SAME and _is_as_long(r, band) for r in rules)
    }
    return [
        Edge(band[3], band[0], band[2])
        for band, shade in bands
        if any(
            0 < rule.at - band[3] <= _BELOW * (band[3] - band[1]) and _parts_rows(rule, band)
            for rule in rules
        )
        and not any(
            other is not band
            and other not in ruled
            and dark <= shade
            and _is_as_long(Edge(other[3], other[0], other[2]), band)
            and abs(other[1] - band[1]) <= _CLOSE * (band[3] - band[1])
            for other, dark in bands
        )
    ]


def stripe_sides(fills: Mapping[Rectangle, float], rules: Sequence[Edge]) -> list[Edge]:
    """The sides of coloured bands that are every other row of a table without lines: each parts two rows.

    So does the lower side of the header, a band of another colour above the first row, which has none.
    """
    bands = _bands(fills)
    alike: dict[tuple[int, int, float], list[Rectangle]] = {}
    for band, shade in sorted(bands, key=lambda entry: entry[0][1]):
        alike.setdefault((round(band[0]), round(band[2]), shade), []).append(band)
    edges: list[Edge] = []
    for own in alike.values():
        for run in _close_runs(own):
            ruled = any(run[0][1] <= r.at <= run[-1][3] and _is_as_long(r, run[0]) for r in rules)
            if len(run) >= _STRIPES and not ruled:
                edges += [Edge(at, band[0], band[2]) for band in run for at in (band[1], band[3])]
                edges += [
                    Edge(band[3], band[0], band[2])
                    for band, _ in bands
                    if 0 < run[0][1] - band[3] <= _CLOSE * (run[0][3] - run[0][1])
                    and _is_as_long(Edge(band[3], band[0], band[2]), run[0])
                ]
    return edges


def _close_runs(bands: Sequence[Rectangle]) -> list[list[Rectangle]]:
    """Bands from top to bottom in runs of those that stand close to one another and do not touch."""
    runs: list[list[Rectangle]] = []
    for band in bands:
        reach = _CLOSE * max(b[3] - b[1] for b in runs[-1]) if runs else 0.0
        if not runs or not 0 < band[1] - runs[-1][-1][3] <= reach:
            runs.append([])
        runs[-1].append(band)
    return runs


def _bands(fills: Mapping[Rectangle, float]) -> list[tuple[Rectangle, float]]:
    """The coloured boxes with their lightness, those side by side as one."""
    spans: dict[tuple[int, int, float], list[tuple[float, float]]] = {}
    for (x0, top, x1, bottom), shade in fills.items():
        spans.setdefault((round(top), round(bottom), round(shade, 1)), []).append((x0, x1))
    return [
        ((low, top, high, bottom), shade)
        for (top, bottom, shade), own in spans.items()
        for low, high in _joined(own)
    ]


def cell_sides(fills: Mapping[Rectangle, float], rules: Sequence[Edge]) -> list[Edge]:
    """The lower sides of coloured cells for several rows that go on lines beginning behind them."""
    ends = {(round(rule.at), round(rule.low)) for rule in rules}
    near = range(-2, 3)
    return [
        Edge(bottom, x0, x1)
        for x0, _, x1, bottom in fills
        if any((round(bottom) + dy, round(x1) + dx) in ends for dy in near for dx in near)
    ]


def _parts_rows(rule: Edge, band: Rectangle) -> bool:
    """Whether a line is as long as a header, or ends with it behind a first cell of less than a third."""
    ends = abs(rule.high - band[2]) <= _SAME and rule.high - rule.low >= _ROW * (band[2] - band[0])
    return _is_as_long(rule, band) or (ends and rule.low > band[0])


def _is_as_long(edge: Edge, band: Rectangle) -> bool:
    return abs(edge.low - band[0]) <= _SAME and abs(edge.high - band[2]) <= _SAME


def _joined(pieces: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Pieces of one line joined over small gaps; the gaps of many short dashes may be as long as they."""
    pieces.sort()
    reach = _JOIN
    lengths = [high - low for low, high in pieces]
    if len(pieces) >= 8 and median(lengths) <= 12:
        gaps = [b[0] - a[1] for a, b in pairwise(pieces)]
        reach = max(reach, min(10.0, 1.5 * median(gaps)))
    low, high = pieces[0]
    for next_low, next_high in pieces[1:]:
        if next_low > high + reach:
            yield low, high
            low, high = next_low, next_high
        else:
            high = max(high, next_high)
    yield low, high


def _pieces(item: LTCurve, frame: Frame) -> Iterator[tuple[Rectangle, float | None]]:
    """The straight parts of a drawn path as flat boxes, or a filled box and its lightness."""
    if len(item.pts) > _POINTS:
        return
    x0, top, x1, bottom = box = frame.box(item.x0, item.y0, item.x1, item.y1)
    stroked = bool(item.stroke) and lightness(item.stroking_color) < _WHITE
    filled = bool(item.fill) and lightness(item.non_stroking_color) < _WHITE
    if not (stroked or filled):
        return
    if min(x1 - x0, bottom - top) <= _THIN:
        if isinstance(item, (LTLine, LTRect)) or _is_straight(item) or max(x1 - x0, bottom - top) > 6 * _THIN:
            yield box, None
    elif stroked:
        yield from ((side, None) for side in _sides(item, frame))
    elif isinstance(item, LTRect) or _is_straight(item):
        yield box, lightness(item.non_stroking_color)


def _sides(item: LTCurve, frame: Frame) -> Iterator[Rectangle]:
    """The parts of a stroked path that run along an axis."""
    points = [frame.box(x, y, x, y)[:2] for x, y in item.pts]
    if isinstance(item, LTRect):
        points.append(points[0])
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ax - bx) <= _STRAIGHT or abs(ay - by) <= _STRAIGHT:
            yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _is_straight(item: LTCurve) -> bool:
    """Whether the outline runs along the axes only."""
    return all(
        abs(ax - bx) <= _STRAIGHT or abs(ay - by) <= _STRAIGHT for (ax, ay), (bx, by) in pairwise(item.pts)
    )
