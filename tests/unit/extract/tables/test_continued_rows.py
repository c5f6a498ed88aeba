"""What speaks for a row after a page break being the rest of the row before it."""

from __future__ import annotations

from report_etl.extract.tables.cells import piece_of
from report_etl.extract.tables.continued_rows import continues
from report_etl.extract.tables.parts import Part, PartCell, PartRow
from report_etl.models import Layout
from tests.drawing import Sheet, draw, flow_of

WORDS = ("上游原料", "铸铁件", "中游制造", "离心水泵", "轴流水泵")


def _print(sheet: Sheet) -> None:
    for number, word in enumerate(WORDS):
        sheet.text(60, 80 + 20 * number, word)


FLOW, _ = flow_of(draw(_print))


def cell(word: str | None, *, merged: bool = False) -> PartCell:
    piece = piece_of(FLOW, WORDS.index(word)) if word else None
    return PartCell((piece,), (piece.box,), piece.width + 1, merged) if piece else PartCell()


def part(*rows: tuple[PartCell, ...]) -> Part:
    first = PartRow(1, rows[0])
    return Part(Layout.ALIGNED, (), first, tuple(PartRow(1, row) for row in rows), (0,), (0.0, 1.0, 2.0))


def test_a_column_that_names_several_rows_says_nothing_where_it_is_empty() -> None:
    below = PartRow(2, (cell(None), cell("轴流水泵")))
    last = (cell("中游制造"), cell("离心水泵"))
    plain = part((cell("上游原料"), cell("铸铁件")), last)
    named = part((cell("上游原料"), cell("铸铁件")), (cell("上游原料", merged=True), cell("铸铁件")), last)
    assert continues(plain, below) > continues(named, below)
