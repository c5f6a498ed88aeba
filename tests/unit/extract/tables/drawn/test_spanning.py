"""Cells over several rows that colours or lines part in the other columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from report_etl.extract.tables.drawn.aligned import find_aligned
from report_etl.models import RawTable
from tests.drawing import Sheet, draw, flow_of, texts

XS = (60.0, 90.0, 160.0, 260.0)
HEADER = ("序号", "环节", "领域", "说明")


def table_of(*pages: Callable[[Sheet], None]) -> RawTable:
    flow, blocks = flow_of(draw(*pages))
    (table,), _ = find_aligned(flow, blocks, frozenset())
    return table


def coloured(
    s: Sheet,
    heights: Sequence[float],
    rows: Sequence[Sequence[str]],
    labels: Sequence[tuple[float, str]],
) -> None:
    """Rows on every other of which a colour lies, one line of words in the middle or at the top of each.

    `labels` of the second column, with the height of their first lines.
    """
    top = 100.0
    for number, (height, row) in enumerate(zip(heights, (HEADER, *rows), strict=True)):
        if number % 2 == 0:
            s.canvas.setFillGray(0.9)
            s.box(55, top, 500, top + height, fill=True)
            s.canvas.setFillGray(0)
        for x, text in zip(XS, row, strict=True):
            s.text(x, top + 14, text)
        top += height
    for y, label in labels:
        s.cell(XS[1], y, label.split("|"), step=12)


def test_a_cell_whose_lines_run_through_the_colours_of_rows_is_of_all_of_them() -> None:
    rows = [("1", "", "铸件", "供应泵壳。"), ("2", "", "整机", "装配水泵。")]
    rows += [("3", "", "检测", "检测水泵。"), ("4", "", "水务", "用于供水。")]

    def page(s: Sheet) -> None:
        labels = [(134, "上游：原|材料"), (168, "中游：整|机与零部|件"), (208, "下游：供|水")]
        coloured(s, [20, 34, 20, 20, 34], rows, labels)

    assert [row[1] for row in texts(table_of(page))[1:]] == [
        "上游：原材料",
        "中游：整机与零部件",
        "中游：整机与零部件",
        "下游：供水",
    ]


def test_a_label_through_which_the_edge_of_a_colour_runs_is_of_both_rows() -> None:
    rows = [("1", "", "铸件", "供应泵壳。"), ("2", "", "叶轮", "供应叶轮。")]
    rows += [("3", "", "整机", "装配水泵。"), ("4", "", "检测", "检测水泵。")]

    def page(s: Sheet) -> None:
        coloured(s, [20] * 5, rows, [(144, "上游"), (184, "中游")])

    assert [row[1] for row in texts(table_of(page))[1:]] == ["上游", "上游", "中游", "中游"]


def test_a_label_in_the_middle_of_uneven_rows_is_of_both() -> None:
    rows = [("1", "", "铸件", "供应泵壳。"), ("2", "", "叶轮", "供应叶轮。")]
    rows += [("3", "中游", "整机", "装配水泵。"), ("4", "下游", "水务", "用于供水。")]

    def page(s: Sheet) -> None:
        coloured(s, [20, 40, 20, 20, 20], rows, [(144, "上游")])

    found = table_of(page)
    assert all(row[1] == "上游" for row in texts(found)[1:3]) or all(
        row.cells[1].unsure for row in found.rows[:2]
    )


def test_a_column_that_is_empty_on_a_page_has_the_cell_before_it_where_no_line_parts_it() -> None:
    xs = (60.0, 160.0, 240.0, 380.0)

    def row(s: Sheet, y: float, cells: Sequence[str], left: float = 55) -> None:
        for x, text in zip(xs, cells, strict=True):
            s.text(x, y, text)
        s.line(left, y + 6, 520, y + 6)

    def upper(s: Sheet) -> None:
        row(s, 710, ("出台时间", "地区", "名称", "内容"))
        row(s, 730, ("2021年3月", "甲省", "薯类补贴办法", "补贴良种繁育。"))
        row(s, 750, ("2021年5月", "乙省", "种薯仓储规划", "新建恒温仓库。"))
        for x, text in zip(xs, ("2021年9月", "丙省", "薯类加工条例", "①规范淀粉加工，"), strict=True):
            s.text(x, 770, text)

    def lower(s: Sheet) -> None:
        row(s, 60, ("", "", "", "②公布名录。"), left=150)
        row(s, 80, ("", "丁省", "鲜薯流通方案", "畅通产地直运。"), left=150)
        row(s, 100, ("", "戊省", "薯类检测规程", "统一检测方法。"))

    assert [found[0] for found in texts(table_of(upper, lower))[1:]] == [
        "2021年3月",
        "2021年5月",
        "2021年9月",
        "2021年9月",
        "2021年9月",
    ]
