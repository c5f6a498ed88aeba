"""The header between two rules above rows that alone have lines between their columns."""

from __future__ import annotations

from collections.abc import Sequence

from report_etl.readers import read_bytes
from tests.drawing import Sheet, draw

XS = [60.0, 140.0, 240.0, 340.0]


def rows_of(labels: Sequence[tuple[float, str]], *, head: float = 80.0) -> int:
    """How many rows the grid has of which three have lines below a header that begins at `head`."""

    def page(s: Sheet) -> None:
        s.line(XS[0], head, XS[-1], head)
        s.line(XS[0], 100, XS[-1], 100)
        s.line(XS[0], 160, XS[-1], 160)
        for x in XS[1:-1]:
            s.line(x, 100, x, 160)
        for x, label in labels:
            s.text(x, 94, label)
        for number in range(3):
            for x in XS[:-1]:
                s.text(x + 10, 115 + 20 * number, f"{number}00")

    (grid,) = read_bytes(draw(page), "a.pdf").pages[0].grids
    return grid.rows


def test_labels_between_two_rules_are_the_first_row() -> None:
    below = rows_of([])
    assert rows_of([(70, "地区"), (150, "数量（家）"), (250, "比重（%）")]) == below + 1
    assert rows_of([(150, "数量（家）"), (250, "比重（%）")]) == below + 1


def test_a_caption_or_a_line_of_text_between_rules_is_no_row() -> None:
    below = rows_of([])
    assert rows_of([(70, "各地区的数量与比重以及与上年相比")]) == below
    assert rows_of([(150, "单位：家")]) == below


def test_a_rule_far_above_is_of_something_else() -> None:
    labels = [(70, "地区"), (150, "数量（家）"), (250, "比重（%）")]
    assert rows_of(labels, head=20) == rows_of([])
