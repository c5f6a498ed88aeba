"""The best way to cut a stream into rows of cells, and how much better it is than the next one.

Columns are grammars: each proposes where its cell may end and what that costs. A table is the
cheapest path through column after column, row after row. The margin of a row is what the cheapest
path costs more that reads any part of that row differently.
"""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

# A cell that starts at an index may end at these places, for that cost; at its start if it is empty.
Ends = Callable[[int], Iterable[tuple[int, float]]]

UNREAD = 15.0  # what a row without a reading costs: more than any that is believed
_INFINITE = float("inf")


class TooManyReadings(Exception):
    """There are more ways to cut this text than can be compared."""


@dataclass(frozen=True)
class LatticeColumn:
    """A column as the search sees it: `skip` is what an empty cell costs (None: never empty).

    `first_filled`: the cell of the first row is never empty.
    """

    ends: Ends
    skip: float | None = None
    first_filled: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """One cell (`start`..`end`, empty when skipped), or the end of the table (`column` None)."""

    column: int | None
    start: int
    end: int
    cost: float


@dataclass(frozen=True, slots=True)
class Cut:
    """A row: the bounds of its cells (None: empty), what it costs, and its margin.

    `rival` is the competing edge behind the margin.
    """

    cells: tuple[tuple[int, int] | None, ...]
    cost: float
    margin: float
    rival: Edge | None

    @property
    def start(self) -> int:
        """Where the first cell that is not empty begins."""
        return next(bounds[0] for bounds in self.cells if bounds is not None)


@dataclass(frozen=True)
class Segmentation:
    """The rows of the best path; `end` is where the table ends in the stream.

    `rest` is what stands behind its rows and begins as rows do.
    """

    rows: tuple[Cut, ...]
    end: int
    cost: float
    rest: tuple[int, int] | None = None


Node = tuple[int, int]  # column to read next, place in the stream
Way = tuple[Edge, Node | None]  # an edge and the node it leads to; None where the table ends


@dataclass
class _Graph:
    """What can be reached: the cheapest cost of each node, and every edge by the node it leaves."""

    best: dict[Node, float] = field(default_factory=dict)
    leaving: dict[Node, list[Way]] = field(default_factory=dict)


def segment(
    columns: Sequence[LatticeColumn],
    start: int,
    end: int,
    stop_cost: Callable[[int], float | None],
    *,
    unread: Callable[[int], int | None] = lambda place: None,
    max_edges: int = 60_000,
) -> Segmentation | None:
    """Read `start`..`end` as rows of `columns`, at least one of which is never empty.

    `stop_cost(place)` is what it costs that the table ends there (None: it cannot), `unread(place)` where the
    next row begins if that at `place` has no reading. None is returned when no path exists.

    Raises:
        TooManyReadings: the search would be too large.
    """
    graph = _explore(_Search(columns, start, end, stop_cost, unread), max_edges)
    rest = _costs_to_go(graph)
    total = rest.get((0, start), _INFINITE)
    if total == _INFINITE:
        return None
    rows = _best_rows(graph, rest, (0, start))
    if not rows:
        return None
    margins = _margins(graph, rest, rows, total)
    cuts = tuple(
        Cut(
            (
                *((edge.start, edge.end) if edge.end > edge.start else None for edge in row),
                *[None] * (len(columns) - len(row)),
            ),
            sum(edge.cost for edge in row),
            margin,
            rival,
        )
        for row, (margin, rival) in zip(rows, margins, strict=True)
    )
    return Segmentation(cuts, rows[-1][-1].end, total)


@dataclass(frozen=True, slots=True)
class _Search:
    """What `segment` was asked for."""

    columns: Sequence[LatticeColumn]
    start: int
    end: int
    stop_cost: Callable[[int], float | None]
    unread: Callable[[int], int | None]

    def ways(self, node: Node) -> list[Way]:
        """Every edge that leaves a node, and where it leads."""
        column, place = node
        ways: list[Way] = []
        if column == 0 and place > self.start and (cost := self.stop_cost(place)) is not None:
            ways.append((Edge(None, place, self.end, cost), None))
        reads = self.columns[column]
        following = (column + 1) % len(self.columns)
        for stop, cost in reads.ends(place):
            if stop <= self.end:
                ways.append((Edge(column, place, stop, cost), (following, stop)))
        if reads.skip is not None and not (reads.first_filled and place == self.start):
            ways.append((Edge(column, place, place, reads.skip), (following, place)))
        if column == 0 and (after := self.unread(place)) is not None and after <= self.end:
            ways.append((Edge(0, place, after, UNREAD), (0, after)))
        return ways


def _explore(search: _Search, max_edges: int) -> _Graph:
    """All nodes in an order in which no edge leads back.

    Empty cells lead to the next column at the same place. They cannot lead in a circle because one
    column is never empty; the columns of one place are taken in the order that starts after it.
    """
    count = len(search.columns)
    filled = max(index for index, column in enumerate(search.columns) if column.skip is None)
    graph = _Graph({(0, search.start): 0.0})
    queue = [(search.start, (0 - filled - 1) % count)]
    reached = {(0, search.start)}
    edges = 0
    while queue:
        place, turn = heapq.heappop(queue)
        node = ((turn + filled + 1) % count, place)
        graph.leaving[node] = ways = search.ways(node)
        for edge, target in ways:
            if target is None:
                continue
            cost = graph.best[node] + edge.cost
            if cost < graph.best.get(target, _INFINITE):
                graph.best[target] = cost
            if target not in reached:
                reached.add(target)
                heapq.heappush(queue, (edge.end, (target[0] - filled - 1) % count))
        edges += len(ways)
        if edges > max_edges:
            raise TooManyReadings
    return graph


def _costs_to_go(graph: _Graph) -> dict[Node, float]:
    """The cheapest cost from each node to an end of the table; nodes were found in order."""
    rest: dict[Node, float] = {}
    for node in reversed(graph.leaving):
        costs = (
            edge.cost + (0.0 if target is None else rest.get(target, _INFINITE))
            for edge, target in graph.leaving[node]
        )
        rest[node] = min(costs, default=_INFINITE)
    return rest


def _best_rows(graph: _Graph, rest: dict[Node, float], origin: Node) -> list[list[Edge]]:
    rows: list[list[Edge]] = []
    node: Node | None = origin
    while node is not None:
        edge, target = min(
            graph.leaving[node],
            key=lambda way: way[0].cost + (0.0 if way[1] is None else rest.get(way[1], _INFINITE)),
        )
        if edge.column == 0:
            rows.append([])
        if edge.column is not None:
            rows[-1].append(edge)
        node = target
    return rows


def _margins(
    graph: _Graph, rest: dict[Node, float], rows: list[list[Edge]], total: float
) -> list[tuple[float, Edge | None]]:
    """For each row the cheapest detour: an edge off the best path that reads a part of the row."""
    chosen = {edge for row in rows for edge in row}
    starts = [row[0].start for row in rows]
    ends = [row[-1].end for row in rows]
    margins: list[tuple[float, Edge | None]] = [(_INFINITE, None)] * len(rows)
    for node, leaving in graph.leaving.items():
        for edge, target in leaving:
            if edge in chosen:
                continue
            to_go = 0.0 if target is None else rest.get(target, _INFINITE)
            detour = max(0.0, graph.best[node] + edge.cost + to_go - total)
            first = bisect_right(ends, edge.start)
            # An end of the table leaves all later rows unread: noted once, spread below.
            last = len(rows) if edge.column is not None else first + 1
            for index in range(first, min(last, len(rows))):
                if index > first and starts[index] >= edge.end:
                    break
                if detour < margins[index][0]:
                    margins[index] = (detour, edge)
    return _spread_ends(margins)


def _spread_ends(margins: list[tuple[float, Edge | None]]) -> list[tuple[float, Edge | None]]:
    """If the table may as well end before a row, it may as well end before all rows that follow."""
    end: tuple[float, Edge | None] = (_INFINITE, None)
    result = []
    for margin, rival in margins:
        if rival is not None and rival.column is None and margin < end[0]:
            end = (margin, rival)
        result.append(end if end[0] < margin else (margin, rival))
    return result
