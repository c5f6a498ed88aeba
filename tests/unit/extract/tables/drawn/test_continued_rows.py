"""What speaks for a row after a page break being the rest of the row before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report_etl.catalog import load_catalog
from report_etl.extract.tables.drawn.cells import piece_of
from report_etl.extract.tables.drawn.continued_rows import continues
from report_etl.extract.tables.drawn.find import find_drawn
from report_etl.extract.tables.drawn.parts import Part, PartCell, PartRow
from report_etl.models import Layout
from tests.drawing import Sheet, draw, flow_of, texts

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


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("rest", [["时间", "", "名称"], ["", "", "名称"]])
def test_labels_that_a_page_break_has_cut_are_whole(ruled: bool, rest: list[str]) -> None:
    """The rest of the header has no figure in the columns where the rows below it have some."""
    first = ["发布", "数量", "政策"] if rest[0] else ["时间", "数量", "政策"]
    rows = [
        ["2022年3月", "12", "薯类补贴方案"],
        ["2022年8月", "15", "种薯繁育办法"],
        ["2023年1月", "9", "仓储规划"],
    ]
    xs, step = (60, 180, 280, 440), 20

    def lay(s: Sheet, top: float, entries: list[list[str]]) -> None:
        for number, entry in enumerate(entries):
            for x, text in zip(xs, entry, strict=False):
                s.text(x + 4, top + step * number + 14, text)
        if ruled:
            s.grid(xs, [top + step * number for number in range(len(entries) + 1)])

    data = draw(
        lambda s: (s.text(60, 700, "第一页的文字。"), s.text(200, 770, "表2 主要政策"), lay(s, 780, [first])),
        lambda s: lay(s, 50, [rest, *rows]),
    )
    (table,), _ = find_drawn(*flow_of(data), load_catalog())
    labels = [a + b for a, b in zip(first, rest, strict=True)]
    assert texts(table) == [labels, *rows]
    assert table.caption is not None


def test_a_line_below_a_whole_name_is_no_rest_of_it() -> None:
    """What is printed below a table may stand at the top of the next page."""
    wide = replace(cell("中游制造"), width=90.0)
    table = part((cell("上游原料"), cell("铸铁件")), (wide, cell("离心水泵")))
    assert continues(table, PartRow(2, (cell("轴流水泵"), cell(None)))) < 0
