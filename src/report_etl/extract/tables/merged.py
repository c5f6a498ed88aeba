"""Merged first cells where no line tells them: an empty first cell belongs to the one above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from report_etl.extract.tables.parts import PartRow

# What a column of dates or figures holds; — stands for a figure that is not known.
TYPED = re.compile(
    r"[-+]?[0-9][0-9,]{0,20}(?:\.[0-9]{1,8})?\s?[%％‰]?|[-—–/]{1,2}"
    r"|(?:19|20)[0-9]{2}(?:[年./-].{0,8}|E|A|H[12])?"
)
_TOTALS = frozenset("合计 总计 总和 全国 全国合计".split())


def typed_share(rows: Sequence[PartRow], column: int) -> float:
    """Share of the filled cells of a column that hold a date or a figure."""
    texts = [
        "".join(piece.text.text for piece in row.cells[column].pieces)
        for row in rows
        if row.cells[column].filled
    ]
    return sum(1 for text in texts if TYPED.fullmatch(text)) / len(texts) if texts else 0.0


def fill_first_column(rows: Sequence[PartRow]) -> list[PartRow]:
    """The rows with empty first cells filled from above, unless the column holds dates or figures.

    A total is of no group.
    """
    filled = list(rows)
    if not filled or typed_share(filled, 0) > 0.5:
        return filled
    for number in range(1, len(filled)):
        row, above = filled[number], filled[number - 1].cells[0]
        words = {piece.text.text for cell in row.cells for piece in cell.pieces}
        if above.filled and not row.cells[0].filled and row.cells[1].filled and not words & _TOTALS:
            filled[number] = replace(row, cells=(replace(above, merged=True), *row.cells[1:]))
    return filled
