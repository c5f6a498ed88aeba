"""Empty first cells are filled from the merged cell that holds for them."""

from __future__ import annotations

from report_etl.extract.tables.drawn.cells import Piece
from report_etl.extract.tables.drawn.merged import fill_first_column
from report_etl.extract.tables.drawn.parts import PartCell, PartRow
from report_etl.models import Box, MappedText


def cell(text: str, top: float) -> PartCell:
    piece = Piece(0, MappedText.of(text, 0), 0, text, (), Box(1, 50.0, top, 90.0, top + 10.0), 10.0)
    return PartCell((piece,))


def test_a_part_of_nothing_but_totals_stays_as_it_is() -> None:
    rows = [PartRow(1, (PartCell(), cell("合计", 100.0)))]
    assert fill_first_column(rows) == rows
