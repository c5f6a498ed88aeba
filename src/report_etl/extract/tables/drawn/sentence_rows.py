"""Rows of a text told by their sentences, wherever the other cells stand in them.

`pdftotext -layout` gives each line of a page to a line of the text: cells that stand in the middle of their
row may be a line off, and no white is left between the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from report_etl.extract.tables.drawn.entries import is_entry
from report_etl.extract.tables.drawn.placed import Placed, Stack

_END = ("。", "。”", "。）")


def sentence_rows(stack: Stack) -> list[range] | None:
    """Which strips are a row, the header among them; None where sentences do not tell.

    In one column, what is said, the last line of each row ends a sentence, and no other does. It is the
    tallest cell: each row begins with it. All columns are filled, and one holds one date or figure in each
    row: then no sentence ends inside a cell, and no cell without its full stop has run on. Where each line is
    a row, nothing has.
    """
    headed = int(stack.header or _is_again(stack))
    found = [rows for column in range(stack.columns) if (rows := _rows(stack, headed, column)) is not None]
    if len(found) != 1:
        return None
    return [*(range(n, n + 1) for n in range(headed)), *found[0]]


def _is_again(stack: Stack) -> bool:
    """Whether the first strip is the header printed again at the top of a page."""
    return bool(stack.before) and _texts(stack.before[:1]) == _texts(stack.strips[:1])


def _rows(stack: Stack, headed: int, column: int) -> list[range] | None:
    ends = [
        number
        for number, strip in enumerate(stack.strips[headed:], headed + 1)
        if column in strip.cells and strip.cells[column].text.text.endswith(_END)
    ]
    rows = [range(a, b) for a, b in pairwise([headed, *ends])]
    if len(rows) < 2 or ends[-1] != len(stack.strips):
        return None
    if not all(column in stack.strips[row[0]].cells for row in rows):
        return None
    texts = [_texts([stack.strips[number] for number in row]) for row in rows]
    if not all(len(own) == stack.columns for own in texts):
        return None
    dated = any(all(is_entry("".join(own[n])) for own in texts) for n in range(stack.columns) if n != column)
    return rows if dated or all(len(row) == 1 for row in rows) else None


def _texts(strips: Sequence[Placed]) -> dict[int, list[str]]:
    """The lines of each column."""
    found: dict[int, list[str]] = {}
    for strip in strips:
        for column, piece in strip.cells.items():
            found.setdefault(column, []).append(piece.text.text)
    return found
