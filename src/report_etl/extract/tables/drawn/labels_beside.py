"""Labels that stand beside the entries of their column, not above them: which column each is of."""

from __future__ import annotations

from collections.abc import Sequence

from report_etl.extract.tables.drawn.cells import Piece
from report_etl.extract.tables.drawn.entries import is_entry
from report_etl.extract.tables.drawn.strips import Strip
from report_etl.extract.tables.years_apart import is_year


def below_labels(
    columns: Sequence[tuple[float, float]], strips: Sequence[Strip]
) -> list[tuple[float, float]]:
    """The columns, a label with nothing below it as one with the only rows beside it without a label.

    A label in the middle of a wide column stands beside entries that begin or end at its side. Where there
    are several, as many labels as columns of entries are dealt in turn.
    """
    head = next((n for n, s in enumerate(strips) if any(_is_figure(p) for p in s.segments)), 1)
    labelled, filled = _held(columns, strips[:head]), _held(columns, strips[head:])
    bare = [n for n, label in enumerate(labelled) if label and not filled[n]]
    near = [
        {m for m in (n - 1, n + 1) if 0 <= m < len(columns) and filled[m] and not labelled[m]} for n in bare
    ]
    if len(set().union(*near)) == sum(map(len, near)) == len(near):
        own = [min(found) for found in near]
    else:
        own = _in_turn(columns, [n for n in range(len(columns)) if filled[n]], bare, strips[:head])
    joined = {min(pair) for pair in zip(bare, own, strict=True)} if len(own) == len(bare) else set()
    return [
        (left, columns[n + 1][1] if n in joined else right)
        for n, (left, right) in enumerate(columns)
        if n - 1 not in joined
    ]


def _in_turn(
    columns: Sequence[tuple[float, float]],
    filled: Sequence[int],
    bare: Sequence[int],
    header: Sequence[Strip],
) -> list[int]:
    """For each column that is but a label the one beside it whose entries are its own; empty if unsure."""
    last = header[-1]
    outer = [p for s in header[:-1] for p in s.segments if p.box.x1 < last.left or p.box.x0 > last.right]
    for pieces in ([p for strip in header for p in strip.segments], [*outer, *last.segments]):
        labels = _spans(pieces)
        if len(labels) == len(filled):
            places = [next(n for n, label in enumerate(labels) if label[1] > columns[m][0]) for m in bare]
            own = [filled[place] for place in places]
            return own if all(abs(a - b) == 1 for a, b in zip(bare, own, strict=True)) else []
    return []


def _spans(pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """From where to where the pieces reach, those above one another as one."""
    spans: list[tuple[float, float]] = []
    for box in sorted((piece.box for piece in pieces), key=lambda box: box.x0):
        if spans and box.x0 < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], box.x1))
        else:
            spans.append((box.x0, box.x1))
    return spans


def _held(columns: Sequence[tuple[float, float]], strips: Sequence[Strip]) -> list[bool]:
    """For each column whether something stands in it: its middle does, or it stands in no other one."""
    held = [False] * len(columns)
    for piece in (piece for strip in strips for piece in strip.segments):
        reached = [
            n for n, (left, right) in enumerate(columns) if piece.box.x0 < right and piece.box.x1 > left
        ]
        inside = [n for n in reached if columns[n][0] <= piece.box.middle_x <= columns[n][1]]
        for n in inside or reached:
            held[n] = True
    return held


def _is_figure(piece: Piece) -> bool:
    return is_entry(piece.text.text) and not is_year(piece.text.text)
