"""Full lines of a PDF: by its glyphs and the right margin of the column a line stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from report_etl.extract.fit import NO_START, doubt_of_division, may_move, next_unit
from report_etl.extract.measure import Measure
from report_etl.models import Document, GridCell, Line, Span

_SAME_SIZE = 0.08  # relative difference of two sizes that are one
_INDENT = 1.5  # em; a line that begins further right than its column begins a paragraph
_SHIFT = 4.0  # em; a line that begins further right or left than this stands in another column
_LEADING = 3.2  # em; lines of one paragraph are not further apart
_GAP = 1.5  # em of white inside a line: it is a row of cells
_DIGITS = "0123456789"
_WIDE = 20.0  # em; cells and items of lists are narrower
_NEAR = 40  # zones looked at before and after one that shows no margin
_SHOWN = 3  # lines that must come near a margin to show it
_SLACK = 0.02  # em


@dataclass(frozen=True)
class _Column:
    """Left and right margin, in points."""

    left: float
    right: float


def measure_printed(document: Document, living: list[int]) -> Measure:
    """Measure the lines of a PDF; `living` are the lines that are neither blank nor page furniture."""
    lines = document.lines
    cells = _cells(document)
    columns = {**_columns(lines, living), **{index: column for index, (_, column) in cells.items()}}
    pairs = [(a, b) for a, b in pairwise(living) if lines[a].box and lines[b].box]
    known = [pair for pair in pairs if pair[0] in columns]
    full = {a: _is_full(lines[a], lines[b], columns[a], False) for a, b in known}
    moves, words = _habits(lines, known, columns, full)
    if words:
        full = {a: _is_full(lines[a], lines[b], columns[a], True) for a, b in known}
    widths = tuple((line.box.x1 - line.box.x0) / line.em if line.box else 0.0 for line in lines)
    spans = [
        (column.right - column.left) / lines[i].em for i, column in columns.items() if lines[i].grid is None
    ]
    return Measure(
        widths=widths,
        text_width=median(spans) if spans else None,
        full=full,
        divided=frozenset(
            a for a, b in known if full[a] and not (moves and _fits_alone(lines[a], lines[b], columns[a]))
        ),
        indented=frozenset(i for i in living if i in columns and _is_indented(lines[i], columns[i])),
        words=words,
        apart=frozenset(pair for pair in pairs if _is_apart(lines[pair[0]], lines[pair[1]])),
        rows=frozenset(i for i in living if lines[i].grid is None and _has_gap(lines[i])),
        cells={index: span for index, (span, _) in cells.items()},
        doubtful=frozenset(a for a, b in known if moves and _has_space(lines[a]) and _has_space(lines[b])),
    )


# --- columns ------------------------------------------------------------------------------------


def _columns(lines: Sequence[Line], living: list[int]) -> dict[int, _Column]:
    """The column that each line stands in, as far as the lines around it show one.

    A zone is a run of lines one below the other in one size; its column is as wide as its widest line,
    provided that several lines come near it. A zone too short to show its margin borrows that of the nearest
    one that begins at the same place.
    """
    zones = [(zone, _extent(lines, zone), _support(lines, zone)) for zone in _zones(lines, living)]
    shown = [(zone[0], column) for zone, column, support in zones if support >= _SHOWN]
    found: dict[int, _Column] = {}
    for zone, column, support in zones:
        near = _nearest_column(shown, zone[0], column, _SHIFT * lines[zone[0]].em)
        if support <= _SHOWN and near is not None:
            column = near
        elif support < _SHOWN and not _is_prose(lines, zone, column):
            continue
        found.update(dict.fromkeys(zone, column))
    return found


def _nearest_column(
    shown: Sequence[tuple[int, _Column]], line: int, column: _Column, tolerance: float
) -> _Column | None:
    """The column nearest to a line that begins where `column` does and is as wide at least."""
    place = bisect_left(shown, line, key=lambda item: item[0])
    near = sorted(shown[max(0, place - _NEAR) : place + _NEAR], key=lambda item: abs(item[0] - line))
    for _, candidate in near:
        if abs(candidate.left - column.left) <= tolerance and candidate.right >= column.right - 1:
            return candidate
    return None


def _is_prose(lines: Sequence[Line], zone: list[int], column: _Column) -> bool:
    """Whether two lines or more are as wide as running text: then they show their margin themselves."""
    return len(zone) > 1 and column.right - column.left > _WIDE * lines[zone[0]].em


def _zones(lines: Sequence[Line], living: list[int]) -> Iterator[list[int]]:
    """Runs of lines of text (no rows of cells), on one page, downwards, alike in size and left margin."""
    zone: list[int] = []
    for index in living:
        line = lines[index]
        if line.box is None or line.grid is not None or _has_gap(line):
            continue
        if zone and not _continues(lines, zone, line):
            yield zone
            zone = []
        zone.append(index)
    if zone:
        yield zone


def _continues(lines: Sequence[Line], zone: list[int], line: Line) -> bool:
    last, first = lines[zone[-1]], lines[zone[0]]
    if line.box is None or last.box is None or first.box is None or line.page != last.page:
        return False
    if abs(line.em - first.em) > _SAME_SIZE * first.em:
        return False
    shift = _SHIFT * first.em
    return line.box.top > last.box.top - line.em and abs(line.box.x0 - first.box.x0) <= shift


def _end(line: Line) -> float:
    """Where the text of a line ends, without punctuation that may hang over the margin."""
    shown = len(line.text.rstrip())
    if shown > 1 and line.text[shown - 1] in NO_START and len(line.edges) >= shown:
        shown -= 1
    return line.edges[shown - 1][1] if 0 < shown <= len(line.edges) else 0.0


def _extent(lines: Sequence[Line], zone: list[int]) -> _Column:
    starts = [box.x0 for index in zone if (box := lines[index].box) is not None]
    return _Column(min(starts), max(_end(lines[index]) for index in zone))


def _support(lines: Sequence[Line], zone: list[int]) -> int:
    """How many lines of a zone end within two em of its widest one."""
    ends = [_end(lines[index]) for index in zone]
    return sum(end > max(ends) - 2 * lines[zone[0]].em for end in ends)


def _cells(document: Document) -> dict[int, tuple[Span, _Column]]:
    """For the lines inside ruled grids: the range of the cell, and the cell without its padding."""
    found: dict[int, tuple[Span, _Column]] = {}
    lines = document.lines
    starts = {line.start: index for index, line in enumerate(lines)}
    for page in document.pages:
        for grid in page.grids:
            padding = min((gap for cell in grid.cells for gap in _padding(lines, starts, cell)), default=0.0)
            for cell in grid.cells:
                for index in _lines_of(lines, starts, cell):
                    found[index] = (cell.span, _Column(cell.box.x0 + padding, cell.box.x1 - padding))
    return found


def _padding(lines: Sequence[Line], starts: dict[int, int], cell: GridCell) -> Iterator[float]:
    for index in _lines_of(lines, starts, cell):
        box = lines[index].box
        if box is not None:
            yield max(0.0, min(box.x0 - cell.box.x0, cell.box.x1 - box.x1))


def _lines_of(lines: Sequence[Line], starts: dict[int, int], cell: GridCell) -> Iterator[int]:
    index = starts.get(cell.span.start)
    while index is not None and index < len(lines) and lines[index].start < cell.span.end:
        yield index
        index += 1


# --- lines --------------------------------------------------------------------------------------


def _is_full(line: Line, following: Line, column: _Column, words: bool) -> bool:
    if line.box is None:
        return False
    width = _head_width(following, next_unit(following.text.strip(), words)) * line.em / following.em
    return line.box.x1 + width > column.right + _SLACK * line.em


def _head_width(line: Line, head: str) -> float:
    """Width of the first characters of a line, in points."""
    start = len(line.text) - len(line.text.lstrip())
    edges = line.edges[start : start + len(head)]
    return edges[-1][1] - edges[0][0] if edges else line.em * len(head)


def _tail_width(line: Line) -> float:
    """Width of what stands behind the last space of a line, in points."""
    text = line.text.rstrip()
    edges = line.edges[text.rfind(" ") + 1 : len(text)]
    return edges[-1][1] - edges[0][0] if edges else 0.0


def _fits_alone(line: Line, following: Line, column: _Column) -> bool:
    """Whether what stands between two spaces, were the break a cut, would fit on a line of its own."""
    width = _tail_width(line) + _head_width(following, following.text.strip().split(" ", 1)[0])
    return width <= column.right - column.left + _SLACK * line.em


def _habits(
    lines: Sequence[Line], pairs: list[tuple[int, int]], columns: dict[int, _Column], full: dict[int, bool]
) -> tuple[bool, bool]:
    """Whether what stands between two spaces moves to the next line when it fits there (as in `fit`), and
    else whether Latin words and numbers stay whole.

    A line ends inside a number, or before closing punctuation, only where they are cut. Where none is cut and
    more of them stay whole than moved, what seemed to move are short lines.
    """
    moved, divided, cuts, whole = 0, 0.0, 0, 0
    for a, b in pairs:
        line, following, column = lines[a], lines[b], columns[a]
        if line.grid is not None or line.box is None:
            continue
        text, next_text = line.text.strip(), following.text.strip()
        if _is_full(line, following, column, True):
            if next_text[:1] in NO_START or (text[-1:] in _DIGITS and next_text[:1] in _DIGITS):
                cuts += 1
            elif next_text[:1].isascii() and next_text[:1].isalnum():
                whole += 1
        if " " not in text:
            continue
        if full[a]:
            divided += doubt_of_division(text) if _fits_alone(line, following, column) else 0.0
        elif may_move(text, next_text):
            word = _head_width(following, next_text.split(" ", 1)[0])
            moved += column.right - line.box.x1 < word <= column.right - column.left
    moves = moved > divided and (cuts > 0 or moved > whole)
    return moves, not moves and (not cuts or whole > 20 * cuts)


def _has_space(line: Line) -> bool:
    return " " in line.text.strip()


def _is_indented(line: Line, column: _Column) -> bool:
    return line.box is not None and line.grid is None and line.box.x0 > column.left + _INDENT * line.em


def _has_gap(line: Line) -> bool:
    """Whether white wider than any space stands inside the line."""
    limit = _GAP * line.em
    previous: float | None = None
    for character, (x0, x1) in zip(line.text, line.edges, strict=False):
        if character.isspace():
            continue
        if previous is not None and x0 - previous > limit:
            return True
        previous = x1
    return False


def _is_apart(line: Line, following: Line) -> bool:
    """Different sizes, or on one page further apart than lines of one paragraph are."""
    size = max(line.em, following.em)
    if abs(line.em - following.em) > _SAME_SIZE * size:
        return True
    if line.box is None or following.box is None or line.page != following.page:
        return False
    return following.box.top - line.box.top > _LEADING * size
