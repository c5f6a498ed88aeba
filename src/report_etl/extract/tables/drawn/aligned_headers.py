"""The header of a table without lines: how many rows it has, and labels that stand over several columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from report_etl.extract.tables.drawn.cells import Piece, join_label, printed
from report_etl.extract.tables.drawn.entries import is_entry
from report_etl.extract.tables.drawn.middles import runs_around
from report_etl.models import Box, Cell, MappedText

_SAME_HEIGHT = 0.4  # em by which labels of one line may differ
_OFF = 1.2  # em by which a label may miss the middle of its columns
_UNEVEN = 0.25  # share of its columns by which it may miss it where they are of different widths
_HANGS = 0.1  # em by which labels side by side may touch
_FURTHER = 0.2  # em by which a label stands further away than the next line of one
_LABEL = 14  # characters of a label below another
_DEEPEST = 3  # rows

_OPENED, _CLOSED = re.compile("[（(]"), re.compile("[）)]")
_YEAR = re.compile("(?:19|20)[0-9]{2}年[EAF]?")
_UNIT = re.compile("[（(][^（()）]*[）)]")  # on a line of its own below a label

NOT_PARTED = " | "  # between labels of columns that were not told apart

Row = Mapping[int, Sequence[Piece]]


def header_depth(rows: Sequence[Row], rules: Sequence[float]) -> int:
    """How many rows are the header: those above the first line drawn; without lines, by what they hold.

    Below labels that leave columns free or a bracket open, rows without figures are labels where the others
    hold figures.
    """
    columns = max(max(row) for row in rows if row) + 1
    if rules:
        above = sum(1 for row in rows if _middle(row) < min(rules))
        if (
            above > 1
            and len(rows[0]) == len(rows[1]) == columns
            and all(rows[0][n] != rows[1][n] for n in rows[0])
        ):
            return 1  # both fill every column, and neither is of two levels
        if 1 <= above <= _DEEPEST and not any(
            _has_figures(row) or _is_row(row, rows[above:]) for row in rows[1:above]
        ):
            return above
    depth = 1
    while depth < min(_DEEPEST, len(rows) - 1) and (len(rows[depth - 1]) < columns or _is_open(rows[:depth])):
        texts = {column: printed(pieces) for column, pieces in rows[depth].items()}
        figures = [
            column
            for column in texts
            if sum(is_entry(printed(row.get(column, ()))) for row in rows[depth + 1 :])
            > 0.6 * len(rows[depth + 1 :])
        ]
        years = all(_YEAR.fullmatch(texts[column]) for column in figures) and not any(
            _YEAR.fullmatch(printed(row.get(column, ()))) for row in rows[depth + 1 :] for column in figures
        )
        if not figures or (any(is_entry(texts[column]) for column in figures) and not years):
            break
        if any(len(text) > _LABEL for text in texts.values()):
            break
        depth += 1
    return depth


def _is_open(rows: Sequence[Row]) -> bool:
    """Whether a label ends inside a bracket."""
    labels = (printed([piece for row in rows for piece in row.get(n, ())]) for n in rows[0])
    return any(len(_OPENED.findall(label)) > len(_CLOSED.findall(label)) for label in labels)


def labels_apart(rows: Sequence[Row], others: Sequence[Row]) -> int:
    """How many lines above the first line drawn are labels: those below may be the first row of `others`.

    One line of figures is a row; else labels that fill one line have a row below them that holds a date or a
    figure where most others do, or stands apart from them.
    """
    end = next((n for n, row in enumerate(rows) if n and _has_figures(row)), len(rows))
    whole = max(max(row) for row in (*rows, *others)) + 1
    if end < len(rows) or len(rows[0]) < whole or _is_row(rows[0], others):
        return end
    below: dict[int, list[Piece]] = {}
    for row in rows[1:]:
        for column, pieces in row.items():
            below.setdefault(column, []).extend(pieces)
    return 1 if _is_row(below, others) or _stands_apart(rows, below, others) else end


def _stands_apart(rows: Sequence[Row], below: Row, others: Sequence[Row]) -> bool:
    """Whether what stands below labels fills all columns but a merged one, further away than a line."""
    lines = [pair for row in others for own in row.values() for pair in pairwise(own)]
    step = min((b.box.middle_y - a.box.middle_y for a, b in lines), default=0.0)
    size = max(piece.size for pieces in rows[0].values() for piece in pieces)
    full = below.keys() | {0} == rows[0].keys() | {0}
    return len(rows) > 1 and full and _middle(rows[1]) - _middle(rows[0]) > step + _FURTHER * size


def _is_row(row: Row, others: Sequence[Row]) -> bool:
    """Whether a row has a date or a figure in a column where most others have one; years may be labels."""
    for column, pieces in row.items():
        kinds = [_kinds(other.get(column, ())) for other in others]
        if any(sum(kind in own for own in kinds) > 0.5 * len(kinds) for kind in _kinds(pieces)):
            return True
    return False


def _kinds(pieces: Sequence[Piece]) -> set[str]:
    texts = [piece.text.text for piece in pieces]
    return {"year" if _YEAR.fullmatch(text) else "figure" for text in texts if is_entry(text)}


def header_cells(rows: Sequence[Row], columns: Sequence[int]) -> tuple[Cell, ...]:
    """The label of each column, labels over several columns before those below them."""
    rows = list(_each_once(rows))
    over = _labels_over(rows) or _labels_over_blocks(rows)
    cells = []
    for column in columns:
        own = [piece for row in rows for piece in row.get(column, ()) if id(piece) not in over]
        above = [piece for piece, reach in over.values() if column in reach]
        parts = [join_label(above), *map(join_label, _side_by_side(own))]
        label = MappedText.join([part for part in parts[:2] if part], " ")
        label = MappedText.join([label, *parts[2:]], NOT_PARTED)
        cells.append(Cell(label, tuple(piece.box for piece in (*above, *own))))
    return tuple(cells)


def _each_once(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, a label that no drawn line parts from the row below in the first one alone."""
    seen: set[int] = set()
    for row in rows:
        yield {column: [p for p in pieces if id(p) not in seen] for column, pieces in row.items()}
        seen.update(id(piece) for pieces in row.values() for piece in pieces)


def _side_by_side(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The lines of one label together; labels that stand beside one another are of columns not told apart."""
    labels: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.box.x0):
        if labels and piece.box.x0 < max(p.box.x1 for p in labels[-1]) - _HANGS * piece.size:
            labels[-1].append(piece)
        else:
            labels.append([piece])
    order = {id(piece): number for number, piece in enumerate(pieces)}
    return [sorted(label, key=lambda piece: order[id(piece)]) for label in labels]


def _labels_over(rows: Sequence[Row]) -> dict[int, tuple[Piece, range]]:
    """Labels that stand over several columns, by `id`: above the last line of labels, in their middle."""
    labels = [(piece, column) for row in rows for column, pieces in row.items() for piece in pieces]
    placed = [(piece, column) for piece, column in labels if not _UNIT.fullmatch(piece.text.text)] or labels
    bottom = max(piece.box.middle_y for piece, _ in placed)
    lowest = {
        column: piece for piece, column in placed if bottom - piece.box.middle_y <= _SAME_HEIGHT * piece.size
    }
    upper = [(p, column) for p, column in placed if column in lowest and p is not lowest[column]]
    if not upper:
        return {}
    top = min(piece.box.middle_y for piece, _ in upper)
    over = sorted(
        (piece for piece, _ in upper if piece.box.middle_y - top <= _SAME_HEIGHT * piece.size),
        key=lambda piece: piece.box.x0,
    )
    if len(over) >= len(lowest) or any(len(label.text) == 1 for label in over):
        return {}  # one character is the first line of a label that is cut
    return _spread(over, [(column, lowest[column].box) for column in sorted(lowest)])


def _labels_over_blocks(rows: Sequence[Row]) -> dict[int, tuple[Piece, range]]:
    """The same where the labels below are cut: their lines stand closer than the label above them."""
    columns: dict[int, list[Piece]] = {}
    for piece, column in sorted(
        ((piece, column) for row in rows for column, pieces in row.items() for piece in pieces),
        key=lambda label: label[0].box.middle_y,
    ):
        columns.setdefault(column, []).append(piece)
    steps = [b.box.middle_y - a.box.middle_y for own in columns.values() for a, b in pairwise(own)]
    if not steps:
        return {}
    blocks = {column: _blocks(own, min(steps)) for column, own in columns.items()}
    lowest = max((own[-1] for own in blocks.values()), key=lambda block: block[-1].box.bottom)
    below = {column: _around(own[-1]) for column, own in blocks.items() if _level(own[-1], lowest)}
    upper = [
        own[0][0] for column, own in blocks.items() if column in below and list(map(len, own[:-1])) == [1]
    ]
    if not upper or len(upper) >= len(below) or not all(_level([label], upper[:1]) for label in upper):
        return {}
    return _spread(sorted(upper, key=lambda label: label.box.x0), sorted(below.items()))


def _blocks(lines: Sequence[Piece], step: float) -> list[list[Piece]]:
    """The lines of a column in labels: those of one label stand a `step` apart."""
    blocks = [[lines[0]]]
    for above, line in pairwise(lines):
        if line.box.middle_y - above.box.middle_y > step + _FURTHER * line.size:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _around(lines: Sequence[Piece]) -> Box:
    boxes = [line.box for line in lines]
    left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    return Box(boxes[0].page, left, boxes[0].top, right, boxes[-1].bottom)


def _level(one: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Whether two labels stand at one height: their first lines or their middles do."""
    a, b, near = _around(one), _around(other), _SAME_HEIGHT * other[0].size
    return abs(a.top - b.top) <= near or abs(a.middle_y - b.middle_y) <= near


def _spread(labels: Sequence[Piece], below: Sequence[tuple[int, Box]]) -> dict[int, tuple[Piece, range]]:
    """The labels dealt to runs of the columns below; empty if no way fits.

    All stand in the middle of their run, or all begin where it does.
    """

    def miss(label: int, run: range, share: float) -> float | None:
        (first, a), (last, b) = below[run[0]], below[run[-1]]
        if last - first != run[-1] - run[0]:
            return None  # a column between has a label of its own height
        box, size = labels[label].box, labels[label].size
        found = abs(box.x0 + share * (box.x1 - box.x0) - a.x0 - share * (b.x1 - a.x0))
        most = max(_OFF * size, _UNEVEN * (b.x1 - a.x0) * (len(run) > 1))
        return found if found <= most else None

    ways: list[tuple[float, list[range]]] = []
    for share in (0.5, 0.0):
        runs = runs_around(len(labels), len(below), partial(miss, share=share))
        if runs is not None:
            ways.append((sum(miss(n, run, share) or 0.0 for n, run in enumerate(runs)), runs))
    best = min(ways, key=lambda way: way[0])[1] if ways else []
    return {
        id(piece): (piece, range(below[run[0]][0], below[run[-1]][0] + 1))
        for piece, run in zip(labels, best, strict=False)
        if len(run) > 1
    }


def _has_figures(row: Row) -> bool:
    """Whether most cells of a row are figures; years are labels."""
    texts = [printed(pieces) for pieces in row.values()]
    return sum(is_entry(text) and not _YEAR.fullmatch(text) for text in texts) > 0.5 * len(texts)


def _middle(row: Row) -> float:
    return max(piece.box.middle_y for pieces in row.values() for piece in pieces)
