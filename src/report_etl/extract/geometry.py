"""Full lines of a PDF: by its glyphs and the right margin of the column a line stands in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from report_etl.extract.fit import next_unit
from report_etl.models import Document, Line

_SAME_SIZE = 0.08  # relative difference of two sizes that are one
_INDENT = 1.5  # em; a line that begins further right than its column begins a paragraph
_APART = 1.9  # line distances, in multiples of the usual one, that part paragraphs


@dataclass(frozen=True)
class Measure:
    """What is known of the lines before their breaks are decided.

    `full[i]`: nothing more would have fitted on line i (absent: not known). `divided`: full lines whose end
    can have cut a word. `indented`: lines that begin
    a paragraph by their indent. `words`: Latin words were not cut. `keeps_spaces`: spaces at a break
    belong to the text. `apart`: pairs of lines that cannot be of one paragraph.
    """

    widths: tuple[float, ...]
    text_width: float | None
    full: dict[int, bool]
    indented: frozenset[int]
    words: bool
    divided: frozenset[int]
    keeps_spaces: bool = False
    apart: frozenset[tuple[int, int]] = frozenset()


def measure_printed(document: Document, living: list[int]) -> Measure:
    """Measure the lines of a PDF; `living` are the lines that are neither blank nor page furniture."""
    lines = document.lines
    columns = _columns(lines, living)
    pairs = [(a, b) for a, b in pairwise(living) if lines[a].box and lines[b].box]
    words = _keeps_words(lines, pairs, columns)
    full: dict[int, bool] = {}
    apart: set[tuple[int, int]] = set()
    for a, b in pairs:
        if a not in columns:
            continue
        full[a] = _is_full(lines[a], lines[b], columns[a], words)
        if _is_apart(lines[a], lines[b]):
            apart.add((a, b))
    indented = frozenset(
        b
        for b in living
        if b in columns and (box := lines[b].box) and box.x0 > columns[b][0] + _INDENT * _size(lines[b])
    )
    widths = tuple((line.box.x1 - line.box.x0) / _size(line) if line.box else 0.0 for line in lines)
    text_widths = [(right - left) / _size(lines[i]) for i, (left, right) in columns.items()]
    return Measure(
        widths,
        median(text_widths) if text_widths else None,
        full,
        indented,
        words,
        frozenset(full),
        False,
        frozenset(apart),
    )


def _size(line: Line) -> float:
    return line.size or 10.0


def _columns(lines: tuple[Line, ...], living: list[int]) -> dict[int, tuple[float, float]]:
    """Left and right margin of the column that each line stands in.

    The margins of a column are where several lines of the document begin and end; a line belongs to
    the widest column that it lies in and does not cross.
    """
    by_edges: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index in living:
        line = lines[index]
        if line.box is not None and line.grid is None:
            by_edges[(round(line.box.x0), round(line.box.x1 / 3))].append(index)
    ends: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (left, _), members in by_edges.items():
        ends[left].append((max(box.x1 for i in members if (box := lines[i].box)), len(members)))
    columns: dict[int, tuple[float, float]] = {}
    margins = {left: right for left, found in ends.items() if (right := _margin(found)) is not None}
    for index in living:
        box = lines[index].box
        if box is None or lines[index].grid is not None:
            continue
        fitting = [
            (left, right)
            for left, right in margins.items()
            if left - 2 <= box.x0 <= left + 3 * _size(lines[index]) and box.x1 <= right + _size(lines[index])
        ]
        if fitting:
            columns[index] = max(fitting, key=lambda column: column[1] - column[0])
    return columns


def _margin(ends: list[tuple[float, int]]) -> float | None:
    """The right margin shown by the ends of the lines that begin at one place: the furthest that repeats."""
    total = sum(count for _, count in ends)
    if total < 3:
        return None
    ordered = sorted(ends, reverse=True)
    seen = 0
    for end, _ in ordered:
        seen = sum(count for other, count in ordered if end - 12 <= other <= end)
        if seen >= 2:
            return end
    return None


def _keeps_words(
    lines: tuple[Line, ...], pairs: list[tuple[int, int]], columns: dict[int, tuple[float, float]]
) -> bool:
    """Whether numbers stay whole: no full line ends inside one."""
    cuts = whole = 0
    for a, b in pairs:
        if a not in columns or not _is_full(lines[a], lines[b], columns[a], True):
            continue
        before, after = lines[a].text.rstrip()[-1:], lines[b].text.lstrip()[:1]
        if after.isascii() and after.isalnum():
            if before.isascii() and before.isalnum():
                cuts += 1
            else:
                whole += 1
    return cuts == 0 or whole > 20 * cuts


def _is_full(line: Line, following: Line, column: tuple[float, float], words: bool) -> bool:
    if line.box is None:
        return False
    unit = next_unit(following.text.strip(), words)
    start = len(following.text) - len(following.text.lstrip())
    edges = following.edges[start : start + len(unit)]
    width = edges[-1][1] - edges[0][0] if edges else _size(line)
    scale = _size(line) / _size(following)
    return line.box.x1 + width * scale > column[1] + 0.1 * _size(line)


def _is_apart(line: Line, following: Line) -> bool:
    """Different sizes, or on one page further apart than lines of one paragraph are."""
    if abs(_size(line) - _size(following)) > _SAME_SIZE * max(_size(line), _size(following)):
        return True
    if line.box is None or following.box is None or line.page != following.page:
        return False
    gap = following.box.top - line.box.top
    return gap > _APART * 1.7 * _size(line)
