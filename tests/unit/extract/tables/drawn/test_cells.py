"""The lines of a cell as its text."""

from __future__ import annotations

import pytest

from report_etl.extract.tables.drawn.cells import Piece, join_pieces
from report_etl.models import Box, MappedText

EM = 10.0


def _piece(number: int, text: str) -> Piece:
    """A line of 10 points a character, 5 points a Latin one."""
    edges, x = [], 0.0
    for character in text:
        step = EM / 2 if character.isascii() else EM
        edges.append((x, x + step))
        x += step
    top = number * 12.0
    mapped = MappedText.of(text, 100 * number)
    return Piece(number, mapped, 0, text, tuple(edges), Box(1, 0.0, top, x, top + EM), EM)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        # A mark that begins no line, and the Latin word behind it, moved with the character before them.
        (["电路设计工", "具、Q4D组件"], "电路设计工具、Q4D组件"),
        (["Norver", "a、Calderon、Bel"], "Norvera、Calderon、Bel"),
        (["沪发改办", "〔2023〕8号"], "沪发改办〔2023〕8号"),
        # Here the next word would have fitted: entries of their own.
        (["设计工具", "组件"], "设计工具\n组件"),
        (["Norvera", "Bel"], "Norvera\nBel"),
    ],
)
def test_a_line_is_full_where_the_next_word_and_its_marks_do_not_fit(lines: list[str], joined: str) -> None:
    pieces = [_piece(number, line) for number, line in enumerate(lines)]
    assert join_pieces(pieces, 80.0).text == joined
