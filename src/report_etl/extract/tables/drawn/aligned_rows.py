"""Rows without lines: which strips of a block are a new row, and which go on with the one above.

Each strip below the first is judged by what speaks for a new row (a wider gap, a cell that begins
although the one above was not full, a date or a figure) and against it (the cells above were full, a
bracket is open). Lines drawn between the rows settle it, or the white between them (`white_rows`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise
from math import exp

from report_etl.extract.fit import NO_START, next_unit
from report_etl.extract.tables.drawn.aligned_headers import labels_apart
from report_etl.extract.tables.drawn.cells import Piece
from report_etl.extract.tables.drawn.entries import begins_entry, goes_on
from report_etl.extract.tables.drawn.grouped_rows import rows_inside
from report_etl.extract.tables.drawn.placed import BlockRow, Placed, Stack
from report_etl.extract.tables.drawn.sentence_rows import sentence_rows
from report_etl.extract.tables.drawn.spanning import with_spanning
from report_etl.extract.tables.drawn.white_rows import WhiteRows, line_height, white_rows

_WIDER = 1.18  # the distance of rows is larger than that of lines by at least this factor
_CLEARLY_WIDER = 1.35
_STEEP = 1.4  # how fast evidence becomes confidence: 0.5 gives 0.5, 2 gives 0.94
_HALF = 0.2  # em by which a label may miss the middle of two strips
_CUT = 3.0  # what speaks against a row that begins with the rest of a date
_EACH = 0.5  # what speaks for a row of its own where every line fills every column
_ENDED = 1.0  # where every line ends a sentence, too
_SEVERAL = 4  # lines that show it
_FEW = 0.2  # share of the bands between drawn lines that may look like several rows
_WHITE = 0.95  # confidence in rows that are told by the white between them


def find_rows(stack: Stack) -> list[BlockRow]:
    """The rows of a stack of strips."""
    bands = _bands(stack)
    if bands is not None:
        height = line_height(_pieces(stack.strips, stack.columns))
        inside = _inside(stack, bands, height) if height is not None else None
        inside = inside or _white_inside(stack, bands)
        if inside is not None:
            return inside
        below = bands[stack.header :]
        columns = max(len(strip.cells) for strip in stack.strips)
        several = sum(1 for band in below if _entries(stack.strips, band, columns) > 1)
        if several <= _FEW * len(below):
            return with_spanning([_row(stack.strips, band, 1.0) for band in bands], stack, bands, height)
    told = sentence_rows(stack) if stack.even else None
    each = told is not None and len(told) == len(stack.strips)
    white = _white(stack) if not each else None
    if white is not None:
        return white
    if told is not None:
        return [_row(stack.strips, row, _WHITE) for row in told]
    return _without_halves(stack, _by_evidence(stack))


def _white(stack: Stack) -> list[BlockRow] | None:
    """The rows if white between them tells them, page by page, and none of them looks like several."""
    height = line_height(_pieces([*stack.before, *stack.strips], stack.columns))
    if height is None:
        return None
    parts = (stack.before, stack.strips)
    pages = [list(group) for part in parts for _, group in groupby(part, key=lambda s: s.page)]
    found = [
        white_rows(_pieces(page, stack.columns), height, goes_on=number > 0)
        for number, page in enumerate(pages)
    ]
    own = found[-len({strip.page for strip in stack.strips}) :]
    if None in own or max(len(rows.cells) for rows in found if rows is not None) < 2:
        return None
    rows = [row for part in own if part for row in _with_merged(part)]
    return rows if stack.even else _without_halves(stack, rows, most=stack.columns - 2)


def _white_inside(stack: Stack, bands: Sequence[Sequence[int]]) -> list[BlockRow] | None:
    """The rows that white tells if they are more than the `bands` and each fills every column.

    Where only some rows are coloured, no line parts the others.
    """
    rows = _white(stack)
    if rows is None or len(rows) <= len(bands) or any(len(row.cells) < stack.columns for row in rows):
        return None
    heights = [[piece.box.middle_y for cell in row.cells.values() for piece in cell] for row in rows]
    cut = any(min(own) < rule.top < max(own) for own in heights for rule in stack.rules)
    return rows if not cut else None


def _pieces(strips: Sequence[Placed], columns: int) -> list[list[Piece]]:
    """The lines of each column."""
    return [[strip.cells[n] for strip in strips if n in strip.cells] for n in range(columns)]


def _row(strips: Sequence[Placed], group: Sequence[int], confidence: float) -> BlockRow:
    cells: dict[int, tuple[Piece, ...]] = {}
    for index in group:
        for column, piece in strips[index].cells.items():
            cells[column] = (*cells.get(column, ()), piece)
    return BlockRow(cells, confidence)


def _bands(stack: Stack) -> list[list[int]] | None:
    """The strips between two drawn lines: rows, if lines are drawn between all of them."""
    bounds = sorted(rule.top for rule in stack.rules)
    groups: dict[tuple[int, int], list[int]] = {}
    for index, strip in enumerate(stack.strips):
        here = strip.page == stack.strips[-1].page  # the lines are those of the last page
        place = sum(1 for rule in bounds if rule < strip.middle) if here else -1
        groups.setdefault((strip.page, place), []).append(index)
    bands = list(groups.values())
    if stack.header:  # the first row may have no line but that below it
        labels = [_row(stack.strips, [index], 1.0).cells for index in bands[0]]
        end = labels_apart(labels, [_row(stack.strips, band, 1.0).cells for band in bands[1:]])
        bands[:1] = [part for part in (bands[0][:end], bands[0][end:]) if part]
    return None if len(bands) < 2 + stack.header else bands


def _inside(stack: Stack, bands: Sequence[Sequence[int]], height: float) -> list[BlockRow] | None:
    """The rows where some bands hold several, each with the first cell of its band; None where none does."""
    found = [_row(stack.strips, band, 1.0) for band in bands[: stack.header]]
    for band in bands[stack.header :]:
        inside = rows_inside([(p, n) for i in band for n, p in stack.strips[i].cells.items()], height)
        if inside is None:
            return None
        for number, row in enumerate(inside):
            shared = frozenset({0} if len(inside) > 1 and row.get(0) == inside[0].get(0) else ())
            found.append(BlockRow(row, _WHITE, shared if number else frozenset(), shared))
    return found if len(found) > len(bands) else None


def _entries(strips: Sequence[Placed], band: Sequence[int], columns: int) -> int:
    """How many strips of a band look like a row of their own: nearly all columns filled, with an entry."""
    return sum(
        1
        for index in band
        if len(strips[index].cells) >= max(2, columns - 1)
        and any(begins_entry(piece.text.text) for piece in strips[index].cells.values())
    )


def _with_merged(found: WhiteRows) -> list[BlockRow]:
    """The rows, their merged cells filled down where it is sure which one holds."""
    rows: list[BlockRow] = []
    for number, own in enumerate(found.cells):
        unsure = found.lost | (found.begins.keys() if number in found.unsure else set())
        filled = {
            column: found.cells[places[number]][column]
            for column, places in found.begins.items()
            if 0 <= places[number] != number and column not in unsure
        }
        kept = {column: cell for column, cell in own.items() if column not in unsure}
        rows.append(BlockRow({**kept, **filled}, _WHITE, frozenset(filled), unsure=unsure))
    return rows


@dataclass(frozen=True, slots=True)
class _Habits:
    """What is usual in a table: the widest line of each column, the distance of the lines of a cell.

    `step` is None when all lines stand at one distance; `weight` is what a wider one is worth. `keys`
    are columns that are filled wherever a row certainly begins but not in every strip, `typed` those of
    them that hold dates or figures.
    """

    widest: Mapping[int, float]
    step: float | None
    weight: float = 0.0
    keys: frozenset[int] = frozenset()
    typed: frozenset[int] = frozenset()

    def key_evidence(self, strip: Placed) -> float:
        """A row has its keys; a merged first cell may be missing."""
        if not self.keys:
            return 0.0
        missing = self.keys - set(strip.cells)
        if not missing:
            return 0.3
        return -0.3 if missing == {0} and 0 not in self.typed else -0.8

    def gap(self, before: Placed, after: Placed) -> float:
        """What the distance of two strips says: rows stand further apart than the lines of a cell."""
        if self.step is None or before.page != after.page:
            return 0.0
        return self.weight if after.middle - before.middle > _WIDER * self.step else -self.weight


def _by_evidence(stack: Stack) -> list[BlockRow]:
    strips, labels = _without_labels(stack.strips)
    habits = _habits(_without_labels(stack.before)[0], strips)
    if stack.even and labels:  # each has a line of its own: there the rows stand no further apart
        habits = replace(habits, step=None)
    unlabelled = replace(stack, strips=strips)
    evidence = [_evidence(unlabelled, index, habits) for index in range(1, len(strips))]
    habits = _with_keys(habits, strips, evidence)
    whole = [0.0] * stack.header + _each_a_row(strips[stack.header :], stack.columns)
    groups: list[list[int]] = [[0]]
    sure: list[float] = [1.0]
    for index, value in enumerate(evidence, 1):
        value += habits.key_evidence(strips[index]) + whole[index]
        weight = 1 - exp(-_STEEP * abs(value))
        if value > 0:
            groups.append([index])
            sure[-1] = min(sure[-1], weight)
            sure.append(weight)
        else:
            groups[-1].append(index)
            sure[-1] = min(sure[-1], weight)
    rows: list[BlockRow] = []
    for group, weight in zip(groups, sure, strict=True):
        own = [part for n in group for part in (strips[n], labels.get(n)) if part is not None]
        rows.append(_row(own, range(len(own)), round(weight, 2)))
    return rows


def _each_a_row(strips: Sequence[Placed], columns: int) -> list[float]:
    """What speaks for a row of its own for each line: all fill every column, or those that follow a sentence.

    Where cells are cut, some have more lines than others. The first column may be one of merged cells. In a
    column where just the last line of a row ends a sentence, lines of nothing else go on.
    """
    rest = set(range(1, columns))
    whole = [rest <= strip.cells.keys() for strip in strips]
    if sum(whole) < _SEVERAL or not whole[0]:
        return [0.0] * len(strips)
    for column in rest:
        ends = [column in s.cells and s.cells[column].text.text.endswith("。") for s in strips]
        alone = all(own or strip.cells.keys() == {column} for own, strip in zip(whole, strips, strict=True))
        if alone and ends == [*whole[1:], True]:
            return [_EACH + _ENDED if own else -_EACH - _ENDED for own in whole]
    return [_EACH * all(whole)] * len(strips)


def _without_halves(stack: Stack, rows: list[BlockRow], most: int | None = None) -> list[BlockRow]:
    """The rows, none sure beside one that lacks the date or figure most have: it is rather a part of that.

    One that has another date or figure is a row with an empty cell (合计 without a rank), and where white
    tells the rows, so is one of more than `most` cells; a label alone names a group there. The first
    row of a page may be the rest of the one before. In a text even most of the rows found may be parts, and
    where one is, all may lack a line.
    """
    typed = {n for n in {n for row in rows for n in row.cells} if _is_typed(stack.strips, n)}
    first = stack.header + (bool(stack.before) and not stack.even)
    halves = {
        number
        for column in typed
        if stack.even or 2 * sum(column in row.cells for row in rows) >= len(rows)
        for number, row in enumerate(rows)
        if column not in row.cells and not row.cells.keys() & typed and number >= first
        if most is None or (len(row.cells) <= most and not _is_one_label(row))
    }
    near = range(-len(rows), len(rows)) if stack.even else (-1, 0, 1)
    beside = {number + step for number in halves for step in near}
    return [replace(row, confidence=0.0) if n in beside else row for n, row in enumerate(rows)]


def _is_one_label(row: BlockRow) -> bool:
    """Whether a row is one cell, or words of one line that columns cut."""
    pieces = [piece for _, cell in sorted(row.cells.items()) for piece in cell]
    return len(row.cells) == 1 or all(
        a.line == b.line and b.box.x0 - a.box.x1 < a.size for a, b in pairwise(pieces)
    )


def _without_labels(strips: Sequence[Placed]) -> tuple[list[Placed], dict[int, Placed]]:
    """The strips without the merged labels that stand half-way between two of them, and those labels.

    A label is given by the strip above it. Whether it stands in the middle of rows or of the lines of one
    row, only the columns beside it tell.
    """
    kept: list[Placed] = []
    labels: dict[int, Placed] = {}
    for index, strip in enumerate(strips):
        around = [strips[index - 1], strips[index + 1]] if 0 < index < len(strips) - 1 else []
        half = bool(around) and abs(sum(s.middle for s in around) / 2 - strip.middle) <= _HALF * strip.size
        same = {s.page for s in around} == {strip.page} and all(0 not in s.cells for s in around)
        if half and same and set(strip.cells) == {0} and all(len(s.cells) > 1 for s in around):
            labels[len(kept) - 1] = strip
        else:
            kept.append(strip)
    return kept, labels


def _habits(*pages: Sequence[Placed]) -> _Habits:
    widest: dict[int, float] = {}
    for strip in chain.from_iterable(pages):
        for column, piece in strip.cells.items():
            widest[column] = max(widest.get(column, 0.0), piece.width)
    steps = sorted(b.middle - a.middle for page in pages for a, b in pairwise(page) if a.page == b.page)
    if not steps:
        return _Habits(widest, None)
    usual = steps[min(len(steps) - 1, len(steps) // 8)]
    wide = [step for step in steps if step > _WIDER * usual]
    if not 0 < len(wide) < len(steps):
        return _Habits(widest, None)
    return _Habits(widest, usual, 2.5 if wide[0] > _CLEARLY_WIDER * usual else 1.5)


def _with_keys(habits: _Habits, strips: Sequence[Placed], evidence: Sequence[float]) -> _Habits:
    starts = [strips[index] for index, value in enumerate(evidence, 1) if value >= 1.5]
    if len(starts) < 2:
        return habits
    keys = frozenset(
        column
        for column in habits.widest
        if sum(1 for strip in starts if column in strip.cells) >= 0.9 * len(starts)
        and any(column not in strip.cells for strip in strips)
    )
    typed = frozenset(column for column in keys if _is_typed(strips, column))
    return replace(habits, keys=keys, typed=typed)


def _is_typed(strips: Sequence[Placed], column: int) -> bool:
    """Whether a column holds dates or figures."""
    texts = [strip.cells[column].text.text for strip in strips[1:] if column in strip.cells]
    return sum(map(begins_entry, texts)) > 0.6 * len(texts)


def _evidence(stack: Stack, index: int, habits: _Habits) -> float:
    """What speaks for a new row (positive) or against it (negative) at a strip."""
    above, strip = stack.strips[index - 1], stack.strips[index]
    below_header = stack.header and index == 1
    total = habits.gap(above, strip)
    for column, piece in strip.cells.items():
        text = piece.text.text
        if text[0] in NO_START and not below_header:
            total -= 3.0
            continue
        before = above.cells.get(column)
        if before is None:
            total += 0.3 if below_header else 1.0
        else:
            total += _fullness(before, piece, habits.widest[column], stack.rooms[column])
        if before is not None and goes_on(before.text.text, text):
            total -= _CUT
        elif begins_entry(text):
            total += 1.0
    if len(strip.cells) == stack.columns:
        total += 0.5
    elif len(strip.cells) == 1 and stack.columns > 2:
        total -= 0.5
    return total


def _fullness(before: Piece, after: Piece, widest: float, room: float) -> float:
    """What the end of the line above says: was it full (negative), or could more have stood on it?

    `widest` is the widest line of the column, `room` what there is at most.
    """
    unit = next_unit(after.text.text, True)
    edges = after.edges[: max(1, len(unit))]
    needed = before.width + edges[-1][1] - edges[0][0]
    ended = 0.4 if before.text.text[-1] in "。！？" else 0.0
    if needed <= widest - 0.1 * before.size or needed <= 0.6 * room:
        return 0.7 + ended
    return ended - (0.5 if needed > room - 0.2 * before.size else 0.0)
