"""Ruling lines → grids: edges → connected frames → cells, by geometry alone.

A frame is a set of lines that touch. Between its lines lie elementary fields; fields without a line
between them are one (merged) cell. A side that is left open although lines end there together is
closed: a page break cuts the last row of a table into a box of three sides, and many tables have no
lines at their left and right.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from report_etl.readers.glyphs import Rectangle
from report_etl.readers.rulings import Edge, Rulings, fills_to_edges, merge_edges

_TOUCH = 3.0  # points within which two lines meet
_OPEN = 8.0  # points that lines must run beyond the last crossing line to be an open side
_COVERED = 0.6  # share of the side of a field that a line must cover to part it from the next
_TILED = 0.8  # share of a frame that its cells must fill
_ROW, _ROWS = 0.6, 4.0  # heights of a coloured row between it and the next, if one stands between
_MAX_LINES = 1_200  # of one page; more are a drawing
_MAX_FIELDS = 60_000  # of one frame


class CellBox(NamedTuple):
    """A cell: its first row and column, how many it spans, its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Rectangle


class GridBox(NamedTuple):
    """A grid of cells, row by row; `open_top` and `open_bottom` tell which side had to be closed."""

    box: Rectangle
    rows: int
    columns: int
    cells: tuple[CellBox, ...]
    open_top: bool
    open_bottom: bool

    def finder(self) -> CellFinder:
        """Finds the cell at a point, fast."""
        return CellFinder(self)


class CellFinder:
    """Which cell of a grid holds a point."""

    def __init__(self, grid: GridBox) -> None:
        self._lefts = sorted({cell.box[0] for cell in grid.cells})
        self._tops = sorted({cell.box[1] for cell in grid.cells})
        self._box = grid.box
        self._at: dict[tuple[int, int], int] = {}
        for number, cell in enumerate(grid.cells):
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    self._at[row, column] = number

    def cell_at(self, x: float, y: float) -> int | None:
        """Number of the cell, None outside."""
        x0, top, x1, bottom = self._box
        if not (x0 <= x <= x1 and top <= y <= bottom):
            return None
        return self._at.get((bisect_right(self._tops, y) - 1, bisect_right(self._lefts, x) - 1))


class _Joined:
    """Numbers that are joined two by two; those that hang together have one root."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, number: int) -> int:
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        self._parent[self.root(one)] = self.root(other)


def rulings_to_grids(rulings: Rulings) -> list[GridBox]:
    """Every grid of at least two columns on the page, from top to bottom."""
    if len(rulings.horizontal) + len(rulings.vertical) > _MAX_LINES:
        return []
    grids = _with_heads(_edges_to_grids(rulings.horizontal, rulings.vertical), rulings)
    fills = [box for box in _without_stripes(rulings.fills) if not any(_inside(box, g.box) for g in grids)]
    if 4 <= len(fills) <= _MAX_LINES // 4:
        grids.extend(
            grid
            for grid in _edges_to_grids(*fills_to_edges(fills))
            if grid.rows > 2 and not any(_overlap(grid.box, other.box) for other in grids)
        )
    return sorted(_without_nested(grids), key=lambda grid: (grid.box[1], grid.box[0]))


def _without_stripes(fills: Iterable[Rectangle]) -> list[Rectangle]:
    """The coloured boxes, without rows of them where every other row of a table is coloured.

    Their colour closes some of its cells only.
    """
    rows: dict[tuple[int, int], list[Rectangle]] = defaultdict(list)
    for box in sorted(fills):
        rows[round(box[1]), round(box[3])].append(box)
    alike: dict[tuple[int, ...], list[tuple[int, int]]] = defaultdict(list)
    for place, boxes in sorted(rows.items()):
        alike[tuple(round(x / _TOUCH) for box in boxes for x in (box[0], box[2]))].append(place)
    striped = {
        place
        for places in alike.values()
        for above, below in pairwise(places)
        if _ROW * (above[1] - above[0]) <= below[0] - above[1] <= _ROWS * (above[1] - above[0])
        for place in (above, below)
    }
    return [box for place, boxes in rows.items() if place not in striped for box in boxes]


def _with_heads(grids: list[GridBox], rulings: Rulings) -> list[GridBox]:
    """The grids; a row of coloured boxes side by side right on top of one is its header, with no lines."""
    rows = [_boxes_on(grid.box, rulings) for grid in grids]
    heads = [box for row in rows if len(row) > 1 for box in row]
    if not heads:
        return grids
    horizontal, vertical = fills_to_edges(heads)
    return _edges_to_grids(
        merge_edges([*rulings.horizontal, *horizontal]), merge_edges([*rulings.vertical, *vertical])
    )


def _boxes_on(grid: Rectangle, rulings: Rulings) -> list[Rectangle]:
    x0, top, x1, _ = grid
    return [
        box
        for box in rulings.fills
        if abs(box[3] - top) <= _TOUCH
        and box[1] < top - _TOUCH
        and box[0] >= x0 - _TOUCH
        and box[2] <= x1 + _TOUCH
    ]


def _edges_to_grids(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> list[GridBox]:
    frames = _connected(horizontal, vertical)
    grids = (_frame_to_grid(rows, columns) for rows, columns in frames)
    return [grid for grid in grids if grid is not None]


def _connected(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """The lines in groups that hang together."""
    joined = _Joined(len(horizontal) + len(vertical))
    offset = len(horizontal)
    for j, column in enumerate(vertical):
        for i, row in enumerate(horizontal):
            if (
                row.low - _TOUCH <= column.at <= row.high + _TOUCH
                and column.low - _TOUCH <= row.at <= column.high + _TOUCH
            ):
                joined.join(i, offset + j)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for index in range(offset + len(vertical)):
        rows, columns = groups.setdefault(joined.root(index), ([], []))
        if index < offset:
            rows.append(horizontal[index])
        else:
            columns.append(vertical[index - offset])
    return [group for group in groups.values() if group[0] and group[1]]


def _frame_to_grid(horizontal: list[Edge], vertical: list[Edge]) -> GridBox | None:
    """The cells of one frame, or None when it is no grid of two columns or more."""
    top, bottom = _missing_ends(horizontal, vertical)
    sides = _missing_sides(horizontal, [edge.at for edge in vertical])
    sides = [_reaching(side, [edge.at for edge in top + bottom]) for side in sides]
    ends = [_reaching(end, [edge.at for edge in sides]) for end in top + bottom]
    vertical, horizontal = vertical + sides, horizontal + ends
    xs, ys = _positions(vertical), _positions(horizontal)
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MAX_FIELDS:
        return None
    vertical += _whole_sides(vertical, (xs[0], xs[-1]), (ys[0], ys[-1]))
    horizontal += _whole_sides(horizontal, (ys[0], ys[-1]), (xs[0], xs[-1]))
    cells = _fields_to_cells(xs, ys, horizontal, vertical)
    if not _is_tiled(cells, xs, ys):
        return None
    return _grid(cells, xs, ys, bool(top), bool(bottom))


def _missing_sides(horizontal: Sequence[Edge], columns: Sequence[float]) -> list[Edge]:
    """Left and right borders of a frame whose horizontal lines run on, all to the same place."""
    left, right = min(columns), max(columns)
    return [
        side
        for side in (
            _common_end([(e.low, e.at) for e in horizontal if e.low < left - 2 * _OPEN]),
            _common_end([(e.high, e.at) for e in horizontal if e.high > right + 2 * _OPEN]),
        )
        if side is not None
    ]


def _missing_ends(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> tuple[list[Edge], list[Edge]]:
    """Top and bottom borders of a frame whose vertical lines run on, all to the same place."""
    first, last = min(edge.at for edge in horizontal), max(edge.at for edge in horizontal)
    top = _common_end([(e.low, e.at) for e in vertical if e.low < first - _OPEN])
    bottom = _common_end([(e.high, e.at) for e in vertical if e.high > last + _OPEN])
    return [top] if top else [], [bottom] if bottom else []


def _whole_sides(edges: Sequence[Edge], places: Sequence[float], ends: tuple[float, float]) -> list[Edge]:
    """The sides of a frame of which most is drawn: a piece that is missing opens no cell."""
    low, high = ends
    return [
        Edge(place, low, high)
        for place in places
        if sum(e.high - e.low for e in edges if abs(e.at - place) <= _TOUCH) >= _COVERED * (high - low)
    ]


def _reaching(edge: Edge, places: Sequence[float]) -> Edge:
    """The line made long enough to reach all the places."""
    return Edge(edge.at, min([edge.low, *places]), max([edge.high, *places]))


def _common_end(ends: Sequence[tuple[float, float]]) -> Edge | None:
    """The line through the place where most of the lines end, if two or more do."""
    if len(ends) < 2:
        return None
    counts = Counter(round(place / _TOUCH) for place, _ in ends)
    best = max(counts, key=lambda key: (counts[key] + counts[key + 1], key))
    chosen = [(place, at) for place, at in ends if round(place / _TOUCH) in (best, best + 1)]
    if len(chosen) < 2:
        return None
    place = sum(place for place, _ in chosen) / len(chosen)
    return Edge(place, min(at for _, at in chosen), max(at for _, at in chosen))


def _positions(edges: Iterable[Edge]) -> list[float]:
    """Where the lines stand, those that (almost) coincide once."""
    found: list[float] = []
    for at in sorted(edge.at for edge in edges):
        if not found or at - found[-1] > _TOUCH:
            found.append(at)
    return found


def _borders(edges: Sequence[Edge], places: Sequence[float], stops: Sequence[float]) -> set[tuple[int, int]]:
    """(place, field) for each place where a line covers the side of the field between two stops."""
    by_place: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        for number in (bisect_right(places, edge.at) - 1, bisect_right(places, edge.at)):
            if 0 <= number < len(places) and abs(places[number] - edge.at) <= _TOUCH:
                by_place[number].append(edge)
                break
    found: set[tuple[int, int]] = set()
    for number, lines in by_place.items():
        for field in range(len(stops) - 1):
            low, high = stops[field], stops[field + 1]
            covered = sum(max(0.0, min(high, e.high) - max(low, e.low)) for e in lines)
            if covered >= _COVERED * (high - low):
                found.add((number, field))
    return found


def _fields_to_cells(
    xs: Sequence[float], ys: Sequence[float], horizontal: Sequence[Edge], vertical: Sequence[Edge]
) -> list[list[tuple[int, int]]]:
    """The fields of each cell; fields that are open to the outside belong to none."""
    rows, columns = len(ys) - 1, len(xs) - 1
    across = _borders(horizontal, ys, xs)  # (y line, column)
    down = _borders(vertical, xs, ys)  # (x line, row)
    outside = rows * columns
    joined = _Joined(outside + 1)
    for row, column in product(range(rows), range(columns)):
        here = row * columns + column
        if (row + 1, column) not in across:
            joined.join(here, here + columns if row + 1 < rows else outside)
        if row == 0 and (0, column) not in across:
            joined.join(here, outside)
        if (column + 1, row) not in down:
            joined.join(here, here + 1 if column + 1 < columns else outside)
        if column == 0 and (0, row) not in down:
            joined.join(here, outside)
    cells: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row, column in product(range(rows), range(columns)):
        cells[joined.root(row * columns + column)].append((row, column))
    cells.pop(joined.root(outside), None)
    return [part for fields in cells.values() for part in _rectangles(fields)]


def _rectangles(fields: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The fields of one cell; a cell that is no rectangle falls into its rows."""
    height = max(row for row, _ in fields) - min(row for row, _ in fields) + 1
    width = max(column for _, column in fields) - min(column for _, column in fields) + 1
    if len(fields) == height * width:
        return [fields]
    parts: list[list[tuple[int, int]]] = []
    for row, column in sorted(fields):
        if parts and parts[-1][-1] == (row, column - 1):
            parts[-1].append((row, column))
        else:
            parts.append([(row, column)])
    return parts


def _is_tiled(cells: list[list[tuple[int, int]]], xs: Sequence[float], ys: Sequence[float]) -> bool:
    area = sum((xs[c + 1] - xs[c]) * (ys[r + 1] - ys[r]) for fields in cells for r, c in fields)
    return area >= _TILED * (xs[-1] - xs[0]) * (ys[-1] - ys[0])


def _grid(
    cells: list[list[tuple[int, int]]], xs: Sequence[float], ys: Sequence[float], top: bool, bottom: bool
) -> GridBox | None:
    """The cells counted in the rows and columns that are really used."""
    spans = [
        (
            min(r for r, _ in fields),
            min(c for _, c in fields),
            max(r for r, _ in fields) + 1,
            max(c for _, c in fields) + 1,
        )
        for fields in cells
    ]
    rows = sorted({span[0] for span in spans})
    columns = sorted({span[1] for span in spans})
    if len(columns) < 2:
        return None
    boxes = []
    for r0, c0, r1, c1 in sorted(spans):
        row, column = rows.index(r0), columns.index(c0)
        row_span = sum(1 for start in rows if r0 <= start < r1)
        column_span = sum(1 for start in columns if c0 <= start < c1)
        boxes.append(CellBox(row, column, row_span, column_span, (xs[c0], ys[r0], xs[c1], ys[r1])))
    box = (xs[0], ys[0], xs[-1], ys[-1])
    return GridBox(box, len(rows), len(columns), tuple(boxes), top, bottom)


def _without_nested(grids: list[GridBox]) -> list[GridBox]:
    """Of two grids that overlap, the one that is more of a table: a frame around tables is none."""
    kept: list[GridBox] = []
    for grid in sorted(grids, key=lambda grid: -len(grid.cells)):
        if not any(_overlap(grid.box, other.box) for other in kept):
            kept.append(grid)
    return kept


def _inside(box: Rectangle, frame: Rectangle) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return frame[0] <= x <= frame[2] and frame[1] <= y <= frame[3]


def _overlap(a: Rectangle, b: Rectangle) -> bool:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    return width > 2 * _TOUCH and height > 2 * _TOUCH
