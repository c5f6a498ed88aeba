"""Grids drawn with lines → tables: headers, merged cells, page breaks, captions, what is no table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from report_etl.catalog import load_catalog
from report_etl.extract.tables.drawn.cells import line_segments
from report_etl.extract.tables.drawn.ruled import find_ruled
from report_etl.models import Layout, RawTable
from tests.drawing import Sheet, draw, flow_of, texts

XS = [60.0, 130.0, 250.0, 500.0]
HEADER = ["时间", "部门", "内容"]
PROSE = "本行业近年来保持较快增长，并在多个领域形成集聚效应，企业数量持续增加，投资规模不断扩大。"


def tables(*pages: Callable[[Sheet], None]) -> list[RawTable]:
    flow, blocks = flow_of(draw(*pages))
    return find_ruled(flow, blocks, load_catalog())


def rows(s: Sheet, top: float, entries: Sequence[Sequence[str]], height: float = 24.0) -> float:
    """Rows of one-line cells with all their lines; returns the bottom."""
    ys = [top + height * number for number in range(len(entries) + 1)]
    s.grid(XS, ys)
    for y, entry in zip(ys, entries, strict=False):
        for x, text in zip(XS, entry, strict=False):
            s.text(x + 5, y + 16, text)
    return ys[-1]


def test_rows_header_caption_and_unit_note() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 60, PROSE[:40])
        s.text(60, 76, PROSE[-20:])
        s.centred(280, 110, "表1 主要政策一览")
        s.text(430, 124, "单位：万元")
        rows(s, 130, [HEADER, ["2024年", "财政部", "甲"], ["2025年", "商务部", "乙"]])
        s.text(60, 220, "资料来源：公开资料整理")

    (table,) = tables(page)
    assert table.layout is Layout.RULED
    assert texts(table) == [HEADER, ["2024年", "财政部", "甲"], ["2025年", "商务部", "乙"]]
    assert table.caption is not None and table.caption.text == "表1 主要政策一览"
    assert table.unit_note == "万元"
    assert all(row.confidence == 1.0 for row in table.rows)


def test_a_paragraph_above_is_no_caption() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 100, PROSE)
        rows(s, 110, [HEADER, ["2024年", "财政部", "甲"]])

    (table,) = tables(page)
    assert table.caption is None


def test_values_point_at_their_characters() -> None:
    flow, blocks = flow_of(draw(lambda s: rows(s, 100, [HEADER, ["2024年", "财政部", "甲"]])))
    (table,) = find_ruled(flow, blocks, load_catalog())
    for cell in table.rows[0].cells:
        span = cell.text.span()
        assert flow.document.text[span.start : span.end] == cell.text.text
        assert cell.boxes and cell.boxes[0].page == 1


def test_full_lines_are_joined_and_entries_stay_apart() -> None:
    def page(s: Sheet) -> None:
        s.grid(XS, [100, 124, 200])
        for x, text in zip(XS, HEADER, strict=False):
            s.text(x + 5, 116, text)
        s.text(65, 140, "2024年3月")
        s.cell(135, 140, ["财政部", "国家税务总局"])
        s.cell(255, 140, ["推动基础设施建设并完善公共服务体系支持各地企业开", "展协同创新。"])

    (table,) = tables(page)
    assert texts(table)[1] == [
        "2024年3月",
        "财政部\n国家税务总局",
        "推动基础设施建设并完善公共服务体系支持各地企业开展协同创新。",
    ]


def test_words_and_numbers_cut_by_a_narrow_cell_are_whole() -> None:
    def page(s: Sheet) -> None:
        xs = [60, 92, 160, 216]
        s.grid(xs, [100, 130, 170, 210])
        for top, (a, b, c) in zip(
            (112, 142, 182),
            (
                ("时间", "部门", "金额"),
                ("2024-|04-10", "国家药品监|督管理局", "1,017,448,12|3.50"),
                ("2025-|01-08", "商务部", "12.5"),
            ),
            strict=True,
        ):
            for x, text in zip(xs, (a, b, c), strict=False):
                s.cell(x + 3, top, text.split("|"))

    (table,) = tables(page)
    assert texts(table)[1] == ["2024-04-10", "国家药品监督管理局", "1,017,448,123.50"]


def test_merged_cells_are_filled_and_marked() -> None:
    def page(s: Sheet) -> None:
        s.grid(XS[1:], [100, 124, 148, 172])
        for y in (100, 124, 172):
            s.line(XS[0], y, XS[1], y)
        s.line(XS[0], 100, XS[0], 172)
        for x, text in zip(XS, HEADER, strict=False):
            s.text(x + 5, 116, text)
        s.text(65, 150, "2024年")
        for y, (a, b) in zip((140, 164), (("财政部", "甲"), ("商务部", "乙")), strict=True):
            s.text(135, y, a)
            s.text(255, y, b)

    (table,) = tables(page)
    assert texts(table)[1:] == [["2024年", "财政部", "甲"], ["2024年", "商务部", "乙"]]
    assert [row.cells[0].merged for row in table.rows] == [False, True]


def test_two_storey_headers_are_joined() -> None:
    def page(s: Sheet) -> None:
        for x in (60, 130, 500):
            s.line(x, 100, x, 172)
        s.line(250, 124, 250, 172)
        for y in (100, 148, 172):
            s.line(60, y, 500, y)
        s.line(130, 124, 500, 124)
        s.text(65, 128, "年份")
        s.text(300, 116, "冷库")
        s.text(135, 140, "库容")
        s.text(255, 140, "增速")
        for x, text in zip((65, 135, 255), ("2024年", "25300", "11.0%"), strict=True):
            s.text(x, 164, text)

    (table,) = tables(page)
    assert texts(table) == [["年份", "冷库 库容", "冷库 增速"], ["2024年", "25300", "11.0%"]]


def test_title_across_the_first_row_is_the_caption() -> None:
    def page(s: Sheet) -> None:
        s.line(60, 76, 500, 76)
        s.line(60, 76, 60, 100)
        s.line(500, 76, 500, 100)
        s.centred(280, 92, "主要政策一览")
        rows(s, 100, [HEADER, ["2024年", "财政部", "甲"]])

    (table,) = tables(page)
    assert table.caption is not None and table.caption.text == "主要政策一览"
    assert texts(table)[0] == HEADER


def test_source_across_the_last_row_is_no_row() -> None:
    def page(s: Sheet) -> None:
        bottom = rows(s, 100, [HEADER, ["2024年", "财政部", "甲"]])
        s.line(60, bottom + 24, 500, bottom + 24)
        s.line(60, bottom, 60, bottom + 24)
        s.line(500, bottom, 500, bottom + 24)
        s.text(65, bottom + 16, "资料来源：公开资料整理")

    (table,) = tables(page)
    assert len(table.rows) == 1
    assert table.source is not None and "公开资料" in table.source.text


@pytest.mark.parametrize("header_again", [True, False])
def test_table_over_two_pages_is_one(header_again: bool) -> None:
    def first(s: Sheet) -> None:
        s.text(60, 680, "表1 主要政策一览")
        rows(s, 690, [HEADER, ["2024年", "财政部", "甲"], ["2024年", "商务部", "乙"]])
        s.text(280, 800, "- 1 -")

    def second(s: Sheet) -> None:
        more = [["2025年", "教育部", "丙"], ["2025年", "公安部", "丁"]]
        rows(s, 60, [HEADER, *more] if header_again else more)
        s.text(280, 800, "- 2 -")

    (table,) = tables(first, second)
    assert [row.cells[2].text.text for row in table.rows] == ["甲", "乙", "丙", "丁"]
    assert [row.page for row in table.rows] == [1, 1, 2, 2]


def test_table_with_other_columns_on_the_next_page_is_another() -> None:
    def second(s: Sheet) -> None:
        s.grid([60, 200, 500], [60, 84, 108])
        for x, y, text in ((65, 76, "地区"), (205, 76, "数量"), (65, 100, "北京"), (205, 100, "96")):
            s.text(x, y, text)

    found = tables(lambda s: rows(s, 700, [HEADER, ["2024年", "财政部", "甲"]]), second)
    assert len(found) == 2


@pytest.mark.parametrize("drawn_open", [True, False])
@pytest.mark.parametrize("header_again", [True, False])
def test_row_cut_by_the_page_break_is_whole(drawn_open: bool, header_again: bool) -> None:
    """TCPDF leaves the cut row open at the bottom, Word closes it; its other cells are empty below."""

    def first(s: Sheet) -> None:
        bottom = rows(s, 690, [HEADER, ["2024年", "财政部", "甲。"]])
        for x in XS:
            s.line(x, bottom, x, bottom + 40)
        if not drawn_open:
            s.line(XS[0], bottom + 40, XS[-1], bottom + 40)
        s.text(65, bottom + 16, "2025年")
        s.text(135, bottom + 16, "商务部")
        s.cell(255, bottom + 16, ["推动基础设施建设并完善公共服务体系支持各地企业开"])

    def second(s: Sheet) -> None:
        top = rows(s, 60, [HEADER]) if header_again else 60
        s.grid(XS, [top, top + 30, top + 54])
        s.text(255, top + 16, "展协同创新。")
        for x, text in zip(XS, ["2026年", "教育部", "丙"], strict=False):
            s.text(x + 5, top + 46, text)

    (table,) = tables(first, second)
    assert [row.cells[0].text.text for row in table.rows] == ["2024年", "2025年", "2026年"]
    assert table.rows[1].cells[2].text.text == "推动基础设施建设并完善公共服务体系支持各地企业开展协同创新。"
    assert {box.page for box in table.rows[1].cells[2].boxes} == {1, 2}


def test_columns_ruled_without_lines_between_rows() -> None:
    def page(s: Sheet) -> None:
        s.grid(XS, [100, 124, 240])
        for x, text in zip(XS, HEADER, strict=False):
            s.text(x + 5, 116, text)
        for number, (a, b, c) in enumerate(
            (("2023年3月", "财政部", "甲"), ("2024年5月", "商务部", "乙"), ("2025年6月", "教育部", "丙"))
        ):
            for x, text in zip(XS, (a, b, c), strict=False):
                s.text(x + 5, 144 + 30 * number, text)

    (table,) = tables(page)
    assert [row.cells[0].text.text for row in table.rows] == ["2023年3月", "2024年5月", "2025年6月"]


def test_two_tables_side_by_side() -> None:
    def page(s: Sheet) -> None:
        for x, unit in ((60, "甲"), (320, "乙")):
            s.grid([x, x + 80, x + 160], [100, 124, 148])
            for dx, dy, text in ((5, 16, "年份"), (85, 16, unit), (5, 40, "2024"), (85, 40, "96")):
                s.text(x + dx, 100 + dy, text)

    found = tables(page)
    assert [texts(table)[0] for table in found] == [["年份", "甲"], ["年份", "乙"]]


def test_title_with_other_columns_below_begins_a_new_table() -> None:
    def page(s: Sheet) -> None:
        bottom = rows(s, 100, [HEADER, ["2024年", "财政部", "甲"]])
        s.line(60, bottom, 60, bottom + 72)
        s.line(500, bottom, 500, bottom + 72)
        for number in (1, 2, 3):
            s.line(60, bottom + 24 * number, 500, bottom + 24 * number)
        for x in (190, 340):
            s.line(x, bottom + 24, x, bottom + 72)
        s.centred(280, bottom + 16, "股东情况")
        for x, a, b in ((65, "股东", "某公司"), (195, "数量", "10"), (345, "比例", "5%")):
            s.text(x, bottom + 40, a)
            s.text(x, bottom + 64, b)

    first, second = tables(page)
    assert texts(first) == [HEADER, ["2024年", "财政部", "甲"]]
    assert second.caption is not None and second.caption.text == "股东情况"
    assert texts(second) == [["股东", "数量", "比例"], ["某公司", "10", "5%"]]


def test_boxes_around_text_are_no_tables() -> None:
    def page(s: Sheet) -> None:
        s.box(60, 100, 400, 200)
        s.text(70, 120, "框中的文字")
        s.text(70, 140, "另一行")

    assert tables(page) == []


def test_two_thousand_rows_are_one_table() -> None:
    def page(number: int) -> Callable[[Sheet], None]:
        def one(s: Sheet) -> None:
            entries = [[f"{50 * number + n}", "财政部", "甲"] for n in range(50)]
            rows(s, 40, [HEADER, *entries], height=14)

        return one

    (table,) = tables(*[page(number) for number in range(40)])
    assert [row.cells[0].text.text for row in table.rows] == [str(number) for number in range(2000)]


def test_a_header_that_leaves_out_the_first_column_costs_no_table() -> None:
    """No lines around the corner: the cell over the first column is not there at all."""

    def page(s: Sheet) -> None:
        s.box(XS[1], 100, XS[3], 124)
        s.grid(XS, [124, 148, 172, 196])
        s.text(200, 116, "企业数量")
        for y, entry in (
            (140, ["地区", "国有", "民营"]),
            (164, ["北京", "3", "4"]),
            (188, ["上海", "5", "6"]),
        ):
            for x, text in zip(XS, entry, strict=False):
                s.text(x + 5, y, text)

    (table,) = tables(page)
    assert texts(table)[-2:] == [["北京", "3", "4"], ["上海", "5", "6"]]


def test_a_row_in_which_a_line_is_missing_is_not_sure() -> None:
    """Without the line between two cells, words that run over its place are one cell."""

    def page(s: Sheet) -> None:
        xs, ys = (60.0, 160.0, 320.0, 500.0), (100.0, 120.0, 140.0, 160.0, 180.0)
        for y in ys:
            s.line(xs[0], y, xs[-1], y)
        for x in xs:
            s.line(x, ys[0], x, ys[-1] if x != 320.0 else ys[2])
        s.line(320.0, ys[3], 320.0, ys[4])
        plain, wide = (
            ("2023年", "泵业管理办法", "明确补贴"),
            ("2024年", "关于泵站设备更新改造的管理办法补贴", ""),
        )
        for y, row in zip(ys, (("时间", "名称", "内容"), plain, wide, plain), strict=False):
            for x, text in zip(xs, row, strict=False):
                s.text(x + 4, y + 14, text)

    (table,) = tables(page)
    assert [row.confidence for row in table.rows] == [1.0, 0.0, 1.0]


def test_rows_without_lines_between_columns_take_those_of_their_neighbours() -> None:
    """Lists with a line above and below each second row only; a line that is missing."""

    def page(s: Sheet) -> None:
        rows(s, 100, [HEADER])
        rows(s, 148, [["2024年", "财政部", "甲"]])
        for y, entry in ((124, ["2023年", "商务部", "丙"]), (172, ["2025年", "国务院", "乙"])):
            s.box(XS[0], y, XS[-1], y + 24)
            for x, text in zip(XS, entry, strict=False):
                s.text(x + 5, y + 16, text)

    (table,) = tables(page)
    assert texts(table) == [
        HEADER,
        ["2023年", "商务部", "丙"],
        ["2024年", "财政部", "甲"],
        ["2025年", "国务院", "乙"],
    ]


def test_words_across_a_border_are_one_cell() -> None:
    def page(s: Sheet) -> None:
        rows(s, 100, [HEADER, ["2024年", "财政部", "甲"]])
        s.box(XS[0], 148, XS[-1], 172)
        s.text(110, 164, "第二部分 各地 的措施")

    (table,) = tables(page)
    assert texts(table)[2] == ["第二部分 各地 的措施"] * 3


def test_an_outer_line_that_is_missing_opens_no_cell() -> None:
    def page(s: Sheet) -> None:
        entries = [HEADER, *([f"{year}年", "财政部", "甲"] for year in (2021, 2022, 2023, 2024))]
        ys = [100.0 + 24 * number for number in range(6)]
        for x in XS[:-1]:
            s.line(x, ys[0], x, ys[-1])
        for y in ys:
            s.line(XS[0], y, XS[-1], y)
        s.line(XS[-1], ys[0], XS[-1], ys[2])
        s.line(XS[-1], ys[3], XS[-1], ys[-1])
        for y, entry in zip(ys, entries, strict=False):
            for x, text in zip(XS, entry, strict=False):
                s.text(x + 5, y + 16, text)

    (table,) = tables(page)
    assert [row[0] for row in texts(table)] == ["时间", "2021年", "2022年", "2023年", "2024年"]
    assert all(row[2] == "甲" for row in texts(table)[1:])


def test_words_of_two_rows_stay_apart_where_the_line_between_them_is_missing() -> None:
    def page(s: Sheet) -> None:
        rows(s, 100, [HEADER])
        for x0, x1 in ((60, 130), (130, 250)):
            s.grid([x0, x1], [124, 172, 220])
        s.box(250, 124, 500, 220)
        for y, entry in ((152, ["2023年", "商务部"]), (200, ["2024年", "财政部"])):
            for x, text in zip(XS, entry, strict=False):
                s.text(x + 5, y, text)
        s.cell(255, 145, ["扩大消费，", "完善网点。"])
        s.cell(255, 193, ["安排补助，", "强化监管。"])

    (table,) = tables(page)
    assert [row[2] for row in texts(table)[1:]] == ["扩大消费，完善网点。", "安排补助，强化监管。"]


def test_year_and_month_below_one_label_are_one_date() -> None:
    def page(s: Sheet) -> None:
        xs, ys = [60.0, 110.0, 150.0, 500.0], [100.0, 124.0, 148.0, 172.0]
        for y in ys:
            s.line(xs[0], y, xs[-1], y)
        for x in (xs[0], xs[2], xs[3]):
            s.line(x, ys[0], x, ys[-1])
        s.line(xs[1], ys[1], xs[1], ys[-1])
        s.text(80, 116, "发布时间")
        s.text(160, 116, "名称")
        for y, entry in ((140, ["2023年", "5月", "甲"]), (164, ["2024年", "11月", "乙"])):
            for x, text in zip(xs, entry, strict=False):
                s.text(x + 5, y, text)

    (table,) = tables(page)
    assert ["".join(row[0].split()) for row in texts(table)[1:]] == ["2023年5月", "2024年11月"]
    assert [len(row) for row in texts(table)] == [2, 2, 2]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["产业发展规划（国发", "〔2021〕12号）"], "产业发展规划（国发〔2021〕12号）"),
        (["高性能水泵组件设计工", "具、3D建模软件"], "高性能水泵组件设计工具、3D建模软件"),
        (["中共中央、国务", "院"], "中共中央、国务院"),
    ],
)
def test_a_line_that_ends_early_for_what_may_not_be_parted_was_cut(lines: list[str], joined: str) -> None:
    def page(s: Sheet) -> None:
        xs, ys = [60.0, 190.0, 300.0], [100.0, 124.0, 164.0, 204.0]
        s.grid(xs, ys)
        s.text(65, 116, "名称")
        s.text(195, 116, "备注")
        s.cell(65, 140, lines)
        s.text(195, 140, "无")
        s.cell(65, 180, ["关于进一步规范泵站管", "理的通知"])
        s.text(195, 180, "无")

    (table,) = tables(page)
    assert texts(table)[1][0] == joined


def test_a_sentence_that_ends_where_a_row_does_may_be_of_that_row() -> None:
    """Words that hold for two rows, or a line that is missing: nobody knows."""

    def page(s: Sheet) -> None:
        rows(s, 100, [HEADER])
        for x0, x1 in ((60, 130), (130, 250)):
            s.grid([x0, x1], [124, 152, 180])
        s.box(250, 124, 500, 180)
        for y, entry in ((142, ["2023年", "商务部"]), (170, ["2024年", "财政部"])):
            for x, text in zip(XS, entry, strict=False):
                s.text(x + 5, y, text)
        s.cell(255, 149, ["扩大消费，完善网点。", "安排补助，强化监管。"])

    (table,) = tables(page)
    assert [row.confidence for row in table.rows] == [0.0, 0.0]


def test_a_merged_first_cell_of_which_one_row_is_left_for_the_next_page_goes_on() -> None:
    """Where the first column has merged cells, its empty cell at the head of a page is a part of one."""
    dated = [["2022年3月", "建设原料基地"], ["2022年8月", "支持种薯繁育"], ["2023年1月", "完善冷藏设施"]]

    def upper(s: Sheet) -> None:
        for top, entries in ((700, [["时间", "内容"]]), (724, dated[:2]), (772, dated[2:])):
            rows_beside(s, top, entries)
        for top, text, bottom in ((700, "地区", 724), (724, "甘肃", 772), (772, "贵州", 796)):
            s.text(64, top + 15, text)
            s.box(60, top, 140, bottom)

    def lower(s: Sheet) -> None:
        rows_beside(s, 60, dated[:1])
        s.box(60, 60, 140, 84)

    (table,) = tables(upper, lower)
    assert [row.cells[0].text.text for row in table.rows] == ["甘肃", "甘肃", "贵州", "贵州"]


def rows_beside(s: Sheet, top: float, entries: Sequence[Sequence[str]]) -> None:
    s.grid((140, 240, 400), [top + 24 * n for n in range(len(entries) + 1)])
    for number, row in enumerate(entries):
        for x, text in zip((144, 244), row, strict=True):
            s.text(x, top + 24 * number + 15, text)


def test_a_frame_with_lines_between_the_columns_only_is_parted_into_its_rows_header_included() -> None:
    entries = [["年份", "产量（万台）"], *([f"{year}年", f"{year - 2008}.5"] for year in range(2020, 2025))]

    def page(s: Sheet) -> None:
        s.grid([100.0, 220.0, 340.0], [100.0, 240.0])
        for number, entry in enumerate(entries):
            for x, text in zip((105.0, 225.0), entry, strict=True):
                s.text(x, 114 + number * 22, text)

    (table,) = tables(page)
    assert texts(table) == entries


def test_a_header_printed_again_in_the_middle_or_without_a_line_below_it_is_no_row() -> None:
    first = ["2024年", "财政部", "推动集中采购，"]

    def upper(s: Sheet) -> None:
        rows(s, 640, [HEADER, ["2023年", "商务部", "支持出口。"], HEADER, first])

    def lower(s: Sheet) -> None:
        s.grid(XS, [60, 100])
        for x, text in zip(XS, HEADER, strict=False):
            s.text(x + 5, 74, text)
        s.text(XS[2] + 5, 92, "完善标准。")
        rows(s, 100, [["2025年", "国务院", "稳定供应。"]])

    (table,) = tables(upper, lower)
    assert [row[0] for row in texts(table)[1:]] == ["2023年", "2024年", "2025年"]
    assert texts(table)[2][2] == "推动集中采购，完善标准。"


def test_a_header_of_another_kind_inside_a_grid_begins_a_table() -> None:
    series = [("年份", "产量（万台）"), ("2022年", "12.1"), ("2023年", "13.5")]
    counts = [("省份", "企业数量（家）", "占比"), ("江苏", "120", "55.8%"), ("浙江", "95", "44.2%")]

    def page(s: Sheet) -> None:
        s.grid([60, 200, 340], [100, 120, 140, 160])
        s.grid([60, 130, 260, 340], [160, 180, 200, 220])
        for top, columns, entries in ((114, (64, 204), series), (174, (64, 134, 264), counts)):
            for number, row in enumerate(entries):
                for x, text in zip(columns, row, strict=True):
                    s.text(x, top + 20 * number, text)

    first, second = tables(page)
    assert texts(first) == [list(row) for row in series]
    assert texts(second) == [list(row) for row in counts]


def test_a_cell_over_several_rows_parts_none_of_them() -> None:
    def page(s: Sheet) -> None:
        s.grid([60, 130, 250, 500], [100, 124])
        s.line(130, 100, 130, 184)
        s.line(60, 184, 500, 184)
        for x in (60, 250, 500):
            s.line(x, 100, x, 184)
        for y in (144, 164):
            s.line(130, y, 500, y)
        for x, text in zip(XS, ["环节", "领域", "说明"], strict=False):
            s.text(x + 5, 116, text)
        s.cell(65, 152, ["中游（制", "造）"], step=12)
        for y, field in zip((138, 158, 178), ("甲材", "乙材", "丙材"), strict=True):
            s.text(135, y, field)
            s.text(255, y, f"推广{field}。")

    (table,) = tables(page)
    stages = [row.cells[0].text.text for row in table.rows]
    assert stages == ["中游（制造）"] * 3
    assert [row.cells[2].text.text for row in table.rows] == ["推广甲材。", "推广乙材。", "推广丙材。"]


def test_one_label_below_each_year_belongs_to_the_header() -> None:
    def page(s: Sheet) -> None:
        xs, ys = [60, 160, 260, 360], [100, 124, 148, 172]
        for x in xs:
            s.line(x, 100, x, 172)
        for y in ys:
            s.line(160 if y == 124 else 60, y, 360, y)
        s.text(65, 128, "地区")
        for x, year in ((165, "2021"), (265, "2022")):
            s.text(x, 116, year)
            s.text(x, 140, "产值（亿元）")
        for x, text in zip(xs, ["甘肃", "12", "15"], strict=False):
            s.text(x + 5, 164, text)

    (table,) = tables(page)
    assert texts(table) == [["地区", "2021 产值（亿元）", "2022 产值（亿元）"], ["甘肃", "12", "15"]]


def test_tables_side_by_side_each_go_on_over_the_page() -> None:
    left, right = [60, 160, 260], [300, 400, 500]

    def table(s: Sheet, xs: Sequence[float], top: float, entries: Sequence[Sequence[str]]) -> None:
        s.grid(xs, [top + 24 * number for number in range(len(entries) + 1)])
        for number, entry in enumerate(entries):
            for x, text in zip(xs, entry, strict=False):
                s.text(x + 5, top + 24 * number + 16, text)

    def first(s: Sheet) -> None:
        s.text(60, 90, "表1 各省产量")
        s.text(60, 106, "单位：万吨")
        s.text(300, 106, "表2 各省企业")
        table(s, left, 112, [["省份", "产量"], ["甘肃", "12"], ["青海", "8"]])
        table(s, right, 112, [["省份", "企业数量"], ["甘肃", "31"], ["宁夏", "5"]])
        s.text(300, 204, "注：不含分支机构。")

    def second(s: Sheet) -> None:
        table(s, left, 60, [["省份", "产量"], ["西藏", "3"]])

    one, other = tables(first, second)
    assert texts(one)[1:] == [["甘肃", "12"], ["青海", "8"], ["西藏", "3"]]
    assert one.unit_note == "万吨"
    assert texts(other)[1:] == [["甘肃", "31"], ["宁夏", "5"]]


def test_the_end_of_a_caption_stands_on_a_line_of_its_own() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 100, PROSE[:30] + "。")
        s.centred(280, 140, "表1 截至2024年2月我国北方高原地区大型抽水泵站及其附属设施数量分布情", 13)
        s.centred(280, 157, "况一览", 13)
        rows(s, 164, [HEADER, ["2024年", "财政部", "甲"]])

    (table,) = tables(page)
    assert table.caption is not None
    assert table.caption.text == "表1 截至2024年2月我国北方高原地区大型抽水泵站及其附属设施数量分布情况一览"


def test_the_number_of_an_item_stands_in_the_column_of_its_words() -> None:
    def page(s: Sheet) -> None:
        for x, text in ((60, "薯类办法"), (108, "1."), (118.5, "补贴良种")):
            s.text(x, 80, text)

    flow, _ = flow_of(draw(page))
    assert [piece.raw.replace(" ", "") for piece in line_segments(flow, 0)] == ["薯类办法", "1.补贴良种"]
