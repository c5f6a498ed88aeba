"""Columns without lines → tables, and the things that only look like them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from report_etl.catalog import load_catalog
from report_etl.extract.tables.drawn.aligned import find_aligned
from report_etl.extract.tables.drawn.find import find_drawn
from report_etl.extract.tables.drawn.text_columns import text_columns
from report_etl.models import Layout, RawTable
from report_etl.pipeline import extract_bytes
from tests.drawing import Sheet, draw, flow_of, texts

PROSE = "本行业近年来保持较快增长，并在多个领域形成集聚效应，企业数量持续增加，投资规模不断扩大。"
FIGURES = [
    ["年份", "规模（亿元）", "增速"],
    ["2022年", "120.5", "—"],
    ["2023年", "98.0", "-18.7%"],
    ["2024年", "131.2", "33.9%"],
]
POLICIES = [
    ["时间", "部门", "名称", "内容"],
    [
        "2023年3月",
        "国家能源局",
        "关于加快推进数字化|发展的若干意见",
        "推动装备状态识别与可|靠性评估技术发展。",
    ],
    [
        "2023年12月",
        "工业和信息化|部等八部门",
        "质量行动方案",
        "重点突破极端量测量难|题，探索新技术在产业|中的应用。",
    ],
    ["2024年1月", "商务部", "关于开展试点工作的|通知", "支持企业创新。"],
    ["2024年6月", "国务院", "产业发展规划", "完善基础设施，推动公|共服务体系建设。"],
]
COLUMNS = [60.0, 120.0, 200.0, 310.0]


def tables(*pages: Callable[[Sheet], None], taken: frozenset[int] = frozenset()) -> list[RawTable]:
    flow, blocks = flow_of(draw(*pages))
    return find_aligned(flow, blocks, taken)[0]


def prose(s: Sheet, top: float, lines: int) -> None:
    for number in range(lines):
        s.text(60, top + 16 * number, PROSE)


def figures(s: Sheet, top: float, xs: Sequence[float] = (60, 220, 380)) -> None:
    for number, row in enumerate(FIGURES):
        for x, text in zip(xs, row, strict=True):
            s.centred(x + 40, top + 16 * number, text)


def policies(
    s: Sheet,
    top: float,
    entries: Sequence[Sequence[str]],
    *,
    pad: float = 6.0,
    middle: bool = False,
    ruled: bool = False,
) -> float:
    for entry in entries:
        cells = [text.split("|") for text in entry]
        height = 13 * max(map(len, cells))
        for x, lines in zip(COLUMNS, cells, strict=True):
            s.cell(x, top + 10 + ((height - 13 * len(lines)) / 2 if middle else 0), lines, step=13)
        top += height + pad
        if ruled:
            s.line(60, top - pad / 2 + 1, 440, top - pad / 2 + 1)
    return top


def joined(entries: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[text.replace("|", "") for text in entry] for entry in entries]


@pytest.mark.parametrize("rules", [True, False])
def test_simple_table_with_three_rules_or_none(rules: bool) -> None:
    def page(s: Sheet) -> None:
        prose(s, 60, 4)
        s.centred(280, 140, "表3 市场规模")
        figures(s, 170)
        if rules:
            for y in (158, 174, 222):
                s.line(60, y, 500, y)
        s.text(60, 240, "资料来源：公开资料整理")
        prose(s, 270, 3)

    (table,) = tables(page)
    assert table.layout is Layout.ALIGNED
    assert texts(table) == FIGURES
    assert table.caption is not None and table.caption.text == "表3 市场规模"


def test_unit_note_beside_the_caption() -> None:
    def page(s: Sheet) -> None:
        s.centred(280, 140, "表3 市场规模")
        s.text(440, 154, "单位：亿元")
        figures(s, 170)

    assert tables(page)[0].unit_note == "亿元"


@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("pad", [3.0, 8.0])
def test_cells_of_several_lines(middle: bool, ruled: bool, pad: float) -> None:
    (table,) = tables(lambda s: policies(s, 100, POLICIES, pad=pad, middle=middle, ruled=ruled) and None)
    assert texts(table) == joined(POLICIES)


@pytest.mark.parametrize("middle", [False, True])
def test_no_line_below_the_header_where_all_rows_have_one(middle: bool) -> None:
    """The first row is no part of the labels."""

    def page(s: Sheet) -> None:
        top = policies(s, 100, POLICIES[:1], pad=12)
        policies(s, top, POLICIES[1:], pad=12, middle=middle, ruled=True)

    (table,) = tables(page)
    assert texts(table) == joined(POLICIES)


def test_rows_without_any_padding_are_told_by_their_cells() -> None:
    (table,) = tables(lambda s: policies(s, 100, POLICIES, pad=0) and None)
    assert texts(table) == joined(POLICIES)
    assert all(0 < row.confidence <= 1 for row in table.rows)


def test_unsure_rows_say_so() -> None:
    entries = [*POLICIES[:2], [*POLICIES[2][:1], "", *POLICIES[2][2:]], *POLICIES[3:]]
    loose = tables(lambda s: policies(s, 100, entries, pad=9) and None)[0]
    tight = tables(lambda s: policies(s, 100, entries, pad=0) and None)[0]
    assert min(row.confidence for row in tight.rows) < min(row.confidence for row in loose.rows)


def test_lines_without_the_date_that_other_rows_have_are_no_row_of_their_own() -> None:
    """Cells in the middle of rows without white between them, one of them empty: nothing tells the rows."""
    entries = [*POLICIES[:3], [*POLICIES[3][:2], "", POLICIES[3][3]], *POLICIES[4:]]
    (table,) = tables(lambda s: policies(s, 100, entries, pad=0, middle=True) and None)
    assert not any(row.confidence for row in table.rows)


def test_a_total_without_a_rank_is_a_row_among_rows_that_touch() -> None:
    rows = [
        ["排名", "地区", "企业数量（家）", "占比"],
        ["1", "贵州", "649", "19.6%"],
        ["2", "海南", "534", "16.1%"],
        ["—", "其他地区", "2130", "64.3%"],
        ["", "合计", "3313", "100.0%"],
    ]

    def page(s: Sheet) -> None:
        for number, row in enumerate(rows):
            for x, text in zip((60, 130, 260, 400), row, strict=True):
                s.text(x, 100 + 12 * number, text)

    (table,) = tables(page)
    assert [row.confidence > 0.5 for row in table.rows] == [True] * 4


def test_values_point_at_their_characters() -> None:
    flow, blocks = flow_of(draw(lambda s: policies(s, 100, POLICIES) and None))
    (table,), _ = find_aligned(flow, blocks, frozenset())
    raw = flow.document.text
    for row in table.rows:
        for cell in row.cells:
            assert "".join(raw[place] for place in cell.text.origin) == cell.text.text
            assert cell.boxes


def test_empty_first_cells_are_filled_down() -> None:
    entries = [
        ["环节", "领域", "相关介绍"],
        ["上游", "原材料", "提供硅料等基础材料"],
        ["", "设备", "提供生产设备"],
        ["下游", "电站", "开发与运营"],
    ]

    def page(s: Sheet) -> None:
        prose(s, 40, 2)
        s.centred(200, 80, "表1 产业链")
        for number, row in enumerate(entries):
            for x, text in zip((60, 150, 260), row, strict=True):
                s.text(x, 110 + 16 * number, text)

    (table,) = tables(page)
    assert [row.cells[0].text.text for row in table.rows] == ["上游", "上游", "下游"]
    assert [row.cells[0].merged for row in table.rows] == [False, True, False]


def test_columns_that_almost_touch() -> None:
    def page(s: Sheet) -> None:
        for number, row in enumerate(
            (
                ("时间", "部门", "名称"),
                ("2023年", "财政部", "关于开展试点的通知"),
                ("2024年", "国家发展改革委、财政部、", "关于促进消费的意见"),
                ("2025年", "商务部", "关于扩大开放的方案"),
                ("2025年", "教育部", "关于扩大合作的方案"),
                ("2025年", "水利部", "关于节约用水的方案"),
            )
        ):
            for x, text in zip((60, 110, 231), row, strict=True):
                s.text(x, 100 + 16 * number, text)

    (table,) = tables(page)
    assert texts(table)[2] == ["2024年", "国家发展改革委、财政部、", "关于促进消费的意见"]


@pytest.mark.parametrize("header_again", [True, False])
def test_table_over_two_pages_is_one(header_again: bool) -> None:
    def first(s: Sheet) -> None:
        prose(s, 60, 3)
        s.text(60, 640, "表1 政策一览")
        policies(s, 660, POLICIES[:3])

    def second(s: Sheet) -> None:
        policies(s, 60, [POLICIES[0], *POLICIES[3:]] if header_again else POLICIES[3:])
        s.text(60, 300, "资料来源：公开资料整理")
        prose(s, 340, 3)

    (table,) = tables(first, second)
    assert texts(table) == joined(POLICIES)


def test_the_row_above_the_break_is_no_caption_of_a_header_that_is_printed_again() -> None:
    def part(rows: Sequence[Sequence[str]]) -> Callable[[Sheet], None]:
        def page(s: Sheet) -> None:
            for y in (58, 74):
                s.line(60, y, 500, y)
            for number, row in enumerate([["年份", "规模（亿元）", "增速"], *rows]):
                for x, text in zip((120, 280, 440), row, strict=True):
                    s.centred(x, 70 + 16 * number, text)

        return page

    (table,) = tables(part(FIGURES[1:3]), part([["2024年", "131.2", "33.9%"], ["2025年", "140.8", "7.3%"]]))
    assert [row[0] for row in texts(table)] == ["年份", "2022年", "2023年", "2024年", "2025年"]


def test_a_caption_at_the_foot_of_a_column_stands_in_the_middle_of_the_lines_above() -> None:
    def upper(s: Sheet) -> None:
        for number in range(20):
            s.text(60, 300 + 16 * number, "产业链上下游协同发展，整体呈现稳步增长态势。")
            s.text(320, 300 + 16 * number, "各地陆续出台扶持措施，市场规模保持平稳扩大。")
        s.text(330, 640, "截至上年末我国十二个城市仓储面积排名情况")

    table = tables(upper, lambda s: figures(s, 60, (60, 130, 200)))[0]
    assert table.caption is not None and table.caption.text.endswith("仓储面积排名情况")


def test_row_cut_by_the_page_break_is_whole() -> None:
    cut = [*POLICIES[2][:3], "重点突破极端量测量难|题，探索新技术在产业"]
    rest = ["", "", "", "中的应用。"]
    (table,) = tables(
        lambda s: policies(s, 700, [*POLICIES[:2], cut]) and None,
        lambda s: policies(s, 60, [POLICIES[0], rest, *POLICIES[3:]]) and None,
    )
    assert texts(table) == joined(POLICIES)


def test_bullets_are_no_column() -> None:
    def page(s: Sheet) -> None:
        for number, row in enumerate(FIGURES):
            if number:
                s.text(60, 100 + 16 * number, "•")
            for x, text in zip((90, 220, 380), row, strict=True):
                s.text(x, 100 + 16 * number, text)

    (table,) = tables(page)
    assert texts(table) == FIGURES


def test_prose_in_one_or_two_columns_is_no_table() -> None:
    def two_columns(s: Sheet) -> None:
        for number in range(20):
            s.text(60, 100 + 16 * number, PROSE[:21])
            s.text(320, 100 + 16 * number, PROSE[20:41])

    assert tables(lambda s: prose(s, 80, 20), two_columns) == []


def test_contents_list_is_no_table() -> None:
    def page(s: Sheet) -> None:
        for number in range(12):
            s.text(60, 100 + 18 * number, f"第{number + 1}章 市场分析{'.' * 60}")
            s.text(480, 100 + 18 * number, f"{number * 7 + 1}")

    assert tables(page) == []


def test_cover_page_is_no_table() -> None:
    def page(s: Sheet) -> None:
        s.centred(297, 200, "中国某行业研究报告", 24)
        for number, (label, text) in enumerate(
            (
                ("报告编号：", "123456"),
                ("报告价格：", "8200元"),
                ("出版日期：", "2025年4月"),
                ("联系人：", "客服"),
            )
        ):
            s.text(180, 400 + 24 * number, label)
            s.text(280, 400 + 24 * number, text)

    assert tables(page) == []


def test_scattered_chart_labels_are_no_table() -> None:
    def page(s: Sheet) -> None:
        for number in range(6):
            s.text(80 + 60 * number, 300, str(2019 + number), 8)
            s.text(84 + 60 * number, 280 - 17 * number, f"{number * 13 + 5}.{number}", 8)
            s.text(50, 300 - 25 * number, str(100 * number), 8)

    assert tables(page) == []


def test_taken_lines_are_left_alone() -> None:
    flow, blocks = flow_of(draw(lambda s: figures(s, 100)))
    assert find_aligned(flow, blocks, frozenset(range(len(flow.lines))))[0] == []


def test_lone_lines_of_other_sizes_one_below_the_other_part_tables() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 86, "短句")
        for number, size in enumerate((10.8, 9, 10.9)):
            s.text(60, 106 + 16 * number, "另有说明", size)
        for number, row in enumerate((["地区", "企业"], ["浙江", "8"], ["江苏", "7"], ["广东", "5"])):
            s.text(60, 160 + 18 * number, row[0])
            s.text(200, 160 + 18 * number, row[1])

    flow, blocks = flow_of(draw(page))
    (table,), _ = find_aligned(flow, blocks, frozenset())
    assert texts(table)[0] == ["地区", "企业"]


def rows(s: Sheet, top: float, xs: Sequence[float], cells: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(cells):
        for x, text in zip(xs, row, strict=True):
            s.centred(x, top + 18 * number, text)


def test_captions_side_by_side_part_the_tables_below_them() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 140, "表1 各省企业数量")
        s.text(330, 140, "表2 市场规模")
        rows(s, 160, (80, 160, 240), [["省份", "数量", "占比"], ["广东", "12", "60%"], ["浙江", "8", "40%"]])
        rows(s, 160, (340, 420, 500), FIGURES)

    first, second = tables(page)
    assert [table.caption.text if table.caption else None for table in (first, second)] == [
        "表1 各省企业数量",
        "表2 市场规模",
    ]
    assert texts(first)[1] == ["广东", "12", "60%"]
    assert texts(second) == FIGURES


def test_one_measure_over_years_is_a_table_of_one_row() -> None:
    def page(s: Sheet) -> None:
        s.centred(280, 140, "表1 产量")
        rows(
            s,
            160,
            (90, 200, 300, 400),
            [["年份", "2021", "2022", "2023"], ["产量（万台）", "1.5", "2.0", "2.5"]],
        )

    assert len(tables(page)[0].rows) == 1


def test_prose_below_a_table_is_no_row() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 60, PROSE + "这一行说明正文有多宽。", 7)
        figures(s, 170, (60, 140, 220))
        for number in range(3):
            s.text(72, 240 + 16 * number, "从区域看，东部地区配套完整，中西部有")

    assert texts(tables(page)[0]) == FIGURES


def ranks(s: Sheet, top: float, x: float, first: int, count: int) -> None:
    """A table of ranks between lines."""
    rows = [["名次", "企业", "台数"]]
    rows += [
        [str(n), f"{'甲乙丙丁戊己庚辛壬癸'[n % 10]}公司", str(400 - n)] for n in range(first, first + count)
    ]
    for number, row in enumerate(rows):
        s.line(x, top + 20 * number, x + 220, top + 20 * number)
        for column, text in enumerate(row):
            s.text(x + 20 + 75 * column, top + 14 + 20 * number, text)
    s.line(x, top + 20 * len(rows), x + 220, top + 20 * len(rows))


def test_two_tables_side_by_side_that_go_on_over_the_page_are_one() -> None:
    def first(s: Sheet) -> None:
        s.text(60, 590, "表3 企业台数")
        ranks(s, 600, 60, 1, 8)
        ranks(s, 600, 310, 13, 8)

    def second(s: Sheet) -> None:
        ranks(s, 60, 60, 9, 4)
        ranks(s, 60, 310, 21, 4)
        s.text(60, 176, "资料来源：某协会")
        s.text(60, 210, "三、主要企业")

    (table,) = tables(first, second)
    assert sorted(int(row[0]) for row in texts(table)[1:]) == list(range(1, 25))
    assert all(400 - int(row[0]) == int(row[2]) for row in texts(table)[1:])


def test_tables_of_their_own_side_by_side_go_on_each_over_the_page() -> None:
    left = [("甘肃", "31"), ("青海", "7"), ("宁夏", "12"), ("陕西", "55"), ("西藏", "3"), ("海南", "9")]
    right = [("滨海新区", "6"), ("临港高新区", "18"), ("空港开发区", "40"), ("东湖园区", "5")]

    def lay(s: Sheet, top: float, x: float, entries: Sequence[tuple[str, str]]) -> None:
        for number, (name, figure) in enumerate(entries):
            s.text(x, top + 18 * number, name)
            s.text(x + 120, top + 18 * number, figure)

    def first(s: Sheet) -> None:
        s.text(60, 740, "表A 各省泵站数量")
        s.text(330, 740, "表B 重点园区泵站数量")
        lay(s, 760, 60, [("省份", "数量（座）"), *left[:2]])
        lay(s, 760, 330, [("园区", "泵站数（座）"), *right[:2]])

    def second(s: Sheet) -> None:
        lay(s, 60, 60, left[2:])
        lay(s, 60, 330, [*right[2:], ("资料来源：某协会", "")])

    one, other = tables(first, second)
    assert texts(one)[1:] == [list(row) for row in left]
    assert texts(other)[1:] == [list(row) for row in right]
    assert one.caption is not None and one.caption.text == "表A 各省泵站数量"


def test_a_caption_between_two_tables_of_other_columns_parts_them() -> None:
    first = [
        ["文件", "单位", "要求"],
        ["城市供水办法", "国务院", "保障用水安全"],
        ["泵站管理规定", "水利部", "定期检修设备"],
    ]
    second = [
        ["名称", "部门", "时间", "内容"],
        ["节水规划", "国务院", "2021-12", "更新管网"],
        ["用水条例", "住建部", "2022-03", "明确定额"],
    ]

    def page(s: Sheet) -> None:
        rows(s, 100, (60, 200, 320), first)
        s.centred(280, 160, "用水管理相关政策汇总表")
        rows(s, 182, (60, 225, 300, 380), second)

    assert [texts(table) for table in tables(page)] == [first, second]


def test_words_apart_inside_the_last_cells_are_no_column() -> None:
    cells = [
        ["文件", "单位", "对应功能"],
        ["泵站管理办法", "水利部", "定期检修标签 + 提醒"],
        ["供水保障条例", "水利部", "分级预警标签 + 推送"],
        ["节水评价规定", "水利部", "用量定额标签 + 核对"],
    ]

    def page(s: Sheet) -> None:
        rows(s, 100, (60, 200, 320), cells)

    (table,) = tables(page)
    assert texts(table) == cells


def test_a_label_of_more_lines_than_the_others_is_no_caption() -> None:
    def page(s: Sheet) -> None:
        s.centred(280, 80, "水泵行业政策一览")
        s.cell(200, 110, ["政", "策", "层"], step=14)
        for x, text in ((60, "名称"), (280, "内容")):
            s.text(x, 124, text)
        rows(s, 166, (60, 200, 280), [["节水规划", "国", "更新管网设备"], ["用水条例", "省", "明确用水定额"]])

    (table,) = tables(page)
    assert table.caption is not None and table.caption.text == "水泵行业政策一览"
    assert texts(table)[0] == ["名称", "政策层", "内容"]


def test_a_label_half_way_between_two_rows_parts_them_as_it_does_others() -> None:
    rows = [
        ("种薯", "供应周期长，季节性强。"),
        ("农机与农药", "以进口为主。"),
        ("淀粉加工", "区域集中，门槛不高，毛利偏低。"),
        ("餐饮", "需求稳定。"),
    ]

    def page(s: Sheet) -> None:
        s.text(60, 80, "表1 薯业产业链")
        for number, row in enumerate([("领域", "相关介绍"), *rows]):
            for x, text in zip((140, 260), row, strict=True):
                s.text(x, 100 + 18 * number, text)
        for top, text in ((100, "环节"), (127, "上游"), (163, "下游")):
            s.text(60, top, text)

    (table,) = tables(page)
    stages = ["上游", "上游", "下游", "下游"]
    assert texts(table)[1:] == [[stage, *row] for stage, row in zip(stages, rows, strict=True)]
    assert min(row.confidence for row in table.rows) >= 0.5


def test_a_label_in_the_middle_of_two_lines_parts_no_row() -> None:
    rows = [
        ("上游", "种薯与种苗|的繁育", "供应周期较长，且季|节性强。"),
        ("中游", "淀粉与全粉|的加工", "区域集中，门槛低，|毛利偏低。"),
        ("下游", "餐饮与休闲|食品", "需求稳定，门店多而|分散。"),
    ]

    def page(s: Sheet) -> None:
        s.text(60, 80, "表1 薯业产业链")
        for number, row in enumerate([("环节", "领域", "相关介绍"), *rows]):
            for x, text in zip((60, 140, 260), row, strict=True):
                lines = text.split("|")
                top = 100 + 32 * number - 16 * (number > 0) + (6.5 if number and len(lines) == 1 else 0)
                s.cell(x, top, lines, step=13)

    (table,) = tables(page)
    assert texts(table)[1:] == joined(rows)


def test_a_label_in_the_middle_of_a_column_of_words_that_all_begin_beside_it() -> None:
    rows = [
        ("上游", "种薯", "供应周期较长。"),
        ("中游", "淀粉", "毛利偏低。"),
        ("下游", "餐饮", "需求稳定。"),
    ]

    def page(s: Sheet) -> None:
        s.text(60, 80, "表1 薯业产业链")
        for x, label in zip((60, 190, 330), ("环节", "细分领域", "相关介绍"), strict=True):
            s.text(x, 100, label)
        for number, row in enumerate(rows):
            for x, text in zip((60, 140, 330), row, strict=True):
                s.text(x, 124 + 24 * number, text)

    (table,) = tables(page)
    assert texts(table) == [["环节", "细分领域", "相关介绍"], *map(list, rows)]


def test_rows_of_which_every_other_is_coloured_are_told_by_their_colour() -> None:
    """Their cells stand in the middle, as close as the lines of one cell."""
    rows = [
        ("环节", "领域", "相关介绍"),
        ("上游|环节", "种薯|繁育", "供应周期较长|季节性强"),
        ("中游", "淀粉", "区域集中，门槛低，|毛利偏低"),
        ("下游", "餐饮", "需求稳定，门店多而|分散"),
        ("下游|环节", "零售|渠道", "渠道下沉|竞争激烈"),
    ]

    def page(s: Sheet) -> None:
        s.text(60, 80, "表1 薯业产业链")
        top = 100.0
        for number, row in enumerate(rows):
            cells = [text.split("|") for text in row]
            height = 13.0 * max(map(len, cells))
            if number % 2 == 0:
                s.canvas.setFillGray(0.9)
                s.box(60, top, 400, top + height, fill=True)
                s.canvas.setFillGray(0)
            for x, cell in zip((62, 140, 260), cells, strict=True):
                s.cell(x, top + (height - 13 * len(cell)) / 2 + 10, cell, step=13)
            top += height

    (table,) = tables(page)
    assert [[cell.replace("\n", "") for cell in row] for row in texts(table)[1:]] == joined(rows[1:])


def test_a_label_in_the_middle_of_its_cells_cuts_none_of_them_where_white_parts_the_columns() -> None:
    """The characters of such cells stand below one another: none runs across the side of the label."""
    rows = [
        ("日期", "印发部门", "文件名称"),
        ("2021/11", "青海省人民政府办|公厅", "关于薯业安全监管的公告"),
        ("2022/5", "山东省商务厅", "薯业与制造业融合规定"),
        ("2022/6", "湖南省市场监管局", "薯业质量提升纲要"),
        ("2022/9", "浙江省经济和信息|化委员会", "薯业数据资源管理规范"),
    ]

    def page(s: Sheet) -> None:
        s.text(60, 80, "表1 薯业政策")
        for number, row in enumerate(rows):
            for x, text in zip((80, 180, 330), row, strict=True):
                lines = text.split("|")
                for n, line in enumerate(lines):
                    s.centred(x, 100 + 30 * number + 12 * n - 6 * (len(lines) - 1), line)

    (table,) = tables(page)
    assert [[cell.replace("\n", "") for cell in row] for row in texts(table)] == joined(rows)


TOUCHING = [
    ["日期", "单位", "名称", "要点"],
    ["2022年1月", "商务部", "《薯类流通体系建设指导意见|》", "支持产地冷藏设施建设，完善|分级包装。"],
    ["2022年6月", "农业农村部", "《薯类加工提升行动方案》", "推广新型装备。"],
    [
        "2023年2月",
        "财政部",
        "《薯类种植补贴资金管理办法|（试行）》",
        "明确补贴对象与标准，规范资|金拨付流程。",
    ],
    ["2023年8月", "科技部", "《薯类育种攻关专项实施方案|》", "建立联合攻关机制，加快品种|选育。"],
]


@pytest.mark.parametrize("narrow", [False, True])
def test_columns_that_touch_are_told_by_the_label_above_them(narrow: bool) -> None:
    """A full cell ends where the next column begins; a gap of a third of a character parts as well."""
    xs = [60.0, 115.0, 175.0, 175.0 + 130 + (3.5 if narrow else 0)]

    def page(s: Sheet) -> None:
        for number, entry in enumerate(TOUCHING):
            for x, text in zip(xs, entry, strict=True):
                s.cell(x, 100 + 36 * number, text.split("|"), step=13)

    assert texts(tables(page)[0]) == joined(TOUCHING)


def test_figures_to_the_right_are_not_cut_below_a_label_that_begins_inside_them() -> None:
    rows = [
        ("甘肃", "412", "12.4%"),
        ("贵州", "380", "8.1%"),
        ("云南", "297", "-10.5%"),
        ("河北", "106", "9.9%"),
    ]

    def page(s: Sheet) -> None:
        for x, label in zip((60, 140, 226.9), ("地区", "企业数量", "同比"), strict=True):
            s.text(x, 100, label)
        for number, row in enumerate(rows, 1):
            for x, text in zip((60, 140, 250 - 5 * len(row[2])), row, strict=True):
                s.text(x, 100 + 16 * number, text)

    assert texts(tables(page)[0])[1:] == [list(row) for row in rows]


def test_a_caption_of_two_lines_is_one() -> None:
    def page(s: Sheet) -> None:
        prose(s, 40, 4)
        s.text(
            60, 120, "图3 2023年我国各省（自治区、直辖市）马铃薯主食化产业示范园区及各产业基地入园企业", 11
        )
        s.text(60, 136, "数量", 11)
        figures(s, 160)

    caption = tables(page)[0].caption
    assert caption is not None and caption.text.endswith("各产业基地入园企业数量")


def test_a_caption_that_says_so_stands_above_the_rest_of_a_table() -> None:
    def upper(s: Sheet) -> None:
        s.centred(250, 660, "表2 主要政策")
        policies(s, 680, POLICIES[:3])

    def lower(s: Sheet) -> None:
        s.centred(250, 60, "表2 主要政策（续表）")
        policies(s, 80, [POLICIES[0], *POLICIES[3:]])

    assert [texts(table) for table in tables(upper, lower)] == [joined(POLICIES)]


def test_a_table_with_a_caption_of_its_own_is_no_rest_of_the_one_before() -> None:
    def upper(s: Sheet) -> None:
        s.centred(250, 660, "表2 国家政策")
        policies(s, 680, POLICIES[:3])

    def lower(s: Sheet) -> None:
        s.centred(250, 60, "表3 地方政策")
        policies(s, 80, [POLICIES[0], *POLICIES[3:]])

    assert [len(table.rows) for table in tables(upper, lower)] == [2, 2]


def test_lines_that_stop_short_of_a_column_do_not_part_its_cells() -> None:
    """A merged label of two lines stands in two rows that only the columns beside it are parted into."""
    entries = [["2022年3月", "建设原料基地"], ["2022年8月", "支持种薯繁育"], ["2023年1月", "完善冷藏设施"]]

    def page(s: Sheet) -> None:
        for y in (90, 110, 150, 170):
            s.line(60, y, 400, y)
        s.line(90, 130, 400, 130)
        for y, row in zip((104, 124, 144, 164), [["时间", "内容"], *entries], strict=True):
            s.text(100, y, row[0])
            s.text(220, y, row[1])
        for y, text in ((97, "地"), (111, "区"), (127, "甘"), (141, "肃"), (164, "贵")):
            s.text(64, y, text)

    (table,) = tables(page)
    assert [row.cells[0].text.text for row in table.rows] == ["甘肃", "甘肃", "贵"]


@pytest.mark.parametrize("label", [205.0, 175.0])
def test_a_label_in_the_middle_above_the_end_of_one_long_cell_is_no_column(label: float) -> None:
    fields = ["种薯", "农机", "清洗与烘干机械设备及配件", "仓储", "餐饮"]

    def page(s: Sheet) -> None:
        s.text(60, 80, "表1 薯业产业链")
        for x, text in ((60, "环节"), (label, "领域"), (340, "相关介绍")):
            s.text(x, 100, text)
        for number, field in enumerate(fields):
            for x, text in ((60, "上游"), (120, field), (300, "需求稳定，区域集中。")):
                s.text(x, 124 + 24 * number, text)

    (table,) = tables(page)
    assert [cell.text.text for cell in table.header] == ["环节", "领域", "相关介绍"]
    assert [row.cells[1].text.text for row in table.rows] == fields


def test_a_year_a_little_above_its_figures_is_of_their_row() -> None:
    rows = [
        ["年份", "规模（亿元）", "增速"],
        *(["2021年", "101", "2.0%"], ["2022年", "108", "6.9%"]),
        *FIGURES[2:],
    ]

    def page(s: Sheet) -> None:
        s.centred(290, 80, "表1 薯业规模")
        for number, row in enumerate(rows):
            for x, text in zip((100, 300, 450), row, strict=True):
                s.centred(x, 100 + 20 * number - (4 if number == 2 and x == 100 else 0), text)

    (table,) = tables(page)
    assert texts(table) == rows


def test_a_cell_behind_a_gap_is_not_cut_where_others_of_its_column_begin() -> None:
    rows = [
        ("2023年1月", "甘肃省", "薯类主食化推进方案"),
        ("2023年6月", "贵州省", "薯业振兴若干措施"),
        ("2024年2月", "云南省", "薯类仓储建设规划"),
        ("2024年11月", "广西壮族自治区", "加工园区管理办法"),
    ]

    def page(s: Sheet) -> None:
        s.text(63, 100, "发布时间")
        s.centred(150, 100, "省市")
        s.text(200, 100, "政策名称")
        for number, (date, region, title) in enumerate(rows):
            s.text(63, 124 + 24 * number, date)
            s.centred(150, 124 + 24 * number, region)
            s.text(200, 124 + 24 * number, title)

    assert texts(tables(page)[0])[1:] == [list(row) for row in rows]


def test_a_column_of_one_character_stands_close_to_the_next_one() -> None:
    entries = [
        ["时间", "地|区", "名称"],
        ["2022年3月", "甘|肃", "薯类主食化推进方|案"],
        ["2022年7月", "贵|州", "薯业振兴若干措施|（试行）"],
        ["2023年1月", "云|南", "薯类仓储建设规划|纲要"],
    ]

    def page(s: Sheet) -> None:
        for number, entry in enumerate(entries):
            for x, text in zip((60, 130, 143.8), entry, strict=True):
                s.cell(x, 100 + 36 * number, text.split("|"), step=13)

    assert texts(tables(page)[0]) == joined(entries)


def test_a_header_with_one_row_at_the_end_of_a_page_has_the_columns_of_the_next_page() -> None:
    """Labels in the middle of wide columns stand beside the words of a single row, not above them."""
    rows = [
        ("甘肃", "412", "12.4%"),
        ("贵州", "380", "8.1%"),
        ("云南", "297", "10.5%"),
        ("河北", "106", "9.9%"),
    ]

    def lay(s: Sheet, top: float, entries: Sequence[Sequence[str]]) -> None:
        for number, row in enumerate(entries):
            for x, text in zip((60, 200, 340), row, strict=True):
                s.text(x, top + 18 * number, text)

    def header(s: Sheet, top: float) -> None:
        for x, label in zip((110, 250, 390), ("地区", "企业数量（家）", "增速"), strict=True):
            s.centred(x, top, label)

    def upper(s: Sheet) -> None:
        prose(s, 600, 9)
        s.centred(280, 764, "2023年各省薯类企业")
        header(s, 780)
        lay(s, 798, rows[:1])

    def lower(s: Sheet, again: bool) -> None:
        if again:
            header(s, 60)
        lay(s, 78, rows[1:])

    for again in (False, True):
        (table,) = tables(upper, lambda s, again=again: lower(s, again))  # type: ignore[misc]
        assert texts(table) == [["地区", "企业数量（家）", "增速"], *map(list, rows)]
        assert table.caption is not None


def test_a_header_at_the_end_of_a_page_and_again_alone_on_the_next_has_no_rows_there() -> None:
    def header(s: Sheet, top: float) -> None:
        for number, labels in enumerate((["地区", "企业数量", "增速"], ["名称", "（家）", "（%）"])):
            for x, label in zip((60, 220, 380), labels, strict=True):
                s.text(x, top + 14 * number, label)

    def upper(s: Sheet) -> None:
        prose(s, 40, 3)
        header(s, 766)

    def lower(s: Sheet) -> None:
        header(s, 60)
        prose(s, 120, 3)

    labels = {"名称", "（家）", "（%）"}
    assert all(set(row) == labels for table in tables(upper, lower) for row in texts(table)[1:])


def test_a_heading_before_a_drawn_table_is_no_header_of_the_next_one() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 100, "第二章  政策法规")
        s.text(60, 130, PROSE)  # taken, as the lines of a drawn table are

    def next_page(s: Sheet) -> None:
        s.centred(250, 60, "表3 2024年各省薯类企业")
        figures(s, 80)

    (table,) = tables(page, next_page, taken=frozenset({1}))
    assert [cell.text.text for cell in table.header] == FIGURES[0]


def test_a_caption_left_with_the_header_holds_where_the_header_is_printed_again() -> None:
    def upper(s: Sheet) -> None:
        prose(s, 600, 8)
        s.centred(280, 750, "表2 主要政策")
        policies(s, 780, POLICIES[:1])

    (table,) = tables(upper, lambda s: policies(s, 60, POLICIES) and None)
    assert texts(table) == joined(POLICIES)
    assert table.caption is not None


def test_a_header_alone_below_its_caption_at_the_end_of_a_page_heads_the_rows_of_the_next() -> None:
    def upper(s: Sheet) -> None:
        prose(s, 600, 9)
        s.text(60, 764, "薯业主要政策")
        policies(s, 780, POLICIES[:1])

    (table,) = tables(upper, lambda s: policies(s, 60, POLICIES[1:]) and None)
    assert texts(table) == joined(POLICIES)
    assert table.caption is not None and table.caption.text == "薯业主要政策"


def test_a_caption_without_a_number_at_the_foot_of_a_page_stands_in_the_middle_of_the_text() -> None:
    def upper(s: Sheet) -> None:
        prose(s, 600, 8)
        s.centred(290, 760, "2023年薯业市场规模")

    caption = tables(upper, lambda s: figures(s, 60, (20, 120, 220)))[0].caption
    assert caption is not None and caption.text == "2023年薯业市场规模"


def test_lines_that_all_fill_every_column_are_rows_each() -> None:
    """Also below the line that happens to be the longest: a cell that is cut has lines which others lack."""
    chain = [
        ["环节", "领域", "说明"],
        ["上游", "种薯繁育", "脱毒与扩繁周期较长。"],
        ["上游", "农机制造", "以进口为主，国产化率有待提高。"],
        ["中游", "淀粉加工", "区域集中度高，门槛不高，毛利率偏低，季节性较强。"],
        ["下游", "餐饮零售", "需求稳定。"],
    ]

    def page(s: Sheet) -> None:
        for number, row in enumerate(chain):
            for x, text in zip((60, 110, 180), row, strict=True):
                s.text(x, 100 + 15 * number, text)

    (table,) = tables(page)
    assert texts(table) == chain
    assert min(row.confidence for row in table.rows) > 0.5


def test_columns_that_touch_are_parted_on_the_next_page_as_well() -> None:
    """Centred labels stand between the columns: the one place that no line runs across parts them."""
    entries = [
        ["2022年1月", "《薯类流通体系建设指导意见|》", "支持产地冷藏设施建设，完善|分级包装。"],
        ["2022年6月", "《薯类加工提升工程》", "推广新型装备。"],
        ["2023年2月", "薯类种植补贴（2023版）办法", "明确补贴对象与标准，规范资|金拨付流程。"],
        ["2023年8月", "《薯类育种攻关专项实施方案|》", "建立联合攻关机制，加快品种|选育。"],
    ]

    def lay(s: Sheet, top: float, rows: Sequence[Sequence[str]]) -> None:
        for number, entry in enumerate(rows):
            for x, text in zip((60, 260), (entry[0], entry[2]), strict=True):
                s.cell(x, top + 34 * number, text.split("|"), step=13)
            for line, text in enumerate(entry[1].split("|")):
                s.centred(195, top + 34 * number + 13 * line, text)

    def upper(s: Sheet) -> None:
        prose(s, 500, 8)
        for x, label in zip((85, 195, 325), ("日期", "名称", "要点"), strict=True):
            s.centred(x, 664, label)
        lay(s, 680, entries)

    def lower(s: Sheet) -> None:
        s.text(130, 60, "《薯类仓储建设与流通方案（支持产地冷藏设施建设，完善")
        s.text(60, 73, "2023年9月")
        s.centred(195, 73, "试行）》")
        s.text(260, 73, "分级包装。")

    (table,) = tables(upper, lower)
    rest = ["2023年9月", "《薯类仓储建设与流通方案（试行）》", "支持产地冷藏设施建设，完善分级包装。"]
    assert texts(table)[1:] == [*joined(entries), rest]


@pytest.mark.parametrize("coloured", [True, False])
def test_a_header_is_parted_from_the_first_row_where_lines_stand_below_the_rows_only(coloured: bool) -> None:
    rows = [
        ["港区", "泊位（个）", "占比"],
        ["东港", "31", "62.0%"],
        ["西港", "12", "24.0%"],
        ["北港", "7", "14.0%"],
    ]

    def page(s: Sheet) -> None:
        s.text(40, 140, "强烈推荐")
        s.text(200, 92, "表3 泊位分布")
        s.line(200, 96, 530, 96)
        for left, right in ((200, 300), (300, 420), (420, 530)) if coloured else ():
            s.box(left, 100, right, 115, fill=True)
        for number, row in enumerate(rows):
            for x, text in zip((250, 360, 475), row, strict=True):
                s.centred(x, 111 + 15 * number, text, 8)
            if number:
                s.line(200, 115 + 15 * number, 530, 115 + 15 * number)

    (table,) = tables(page)
    assert texts(table) == rows


PORTS = ("东港", "西港", "北港", "新港", "老港", "内港", "外港", "河港")


def test_labels_at_the_left_of_cells_whose_figures_stand_at_the_right() -> None:
    """Each label is clear of the columns beside its own, though it stands nearer to one of them."""
    rows = [["名次", "港区", "泊位（个）", "占比"]]
    rows += [[str(n), port, str(40 - n), f"{19 - n}.{n}%"] for n, port in enumerate(PORTS, 1)]

    def page(s: Sheet) -> None:
        s.text(60, 92, "表3 泊位分布")
        s.line(60, 116, 530, 116)
        for x, text in zip((62, 135, 212, 430), rows[0], strict=True):
            s.text(x, 111, text, 8)
        for number, row in enumerate(rows[1:], 1):
            base = 111 + 15 * number
            s.text(122, base, row[0], 8)
            s.text(135, base, row[1], 8)
            s.text(400, base, row[2], 8)
            s.text(510, base, row[3], 8)
            s.line(60, base + 5, 530, base + 5)

    (table,) = tables(page)
    assert texts(table) == rows


def test_a_caption_whose_number_is_coded_as_a_radical_is_no_row() -> None:
    def page(s: Sheet) -> None:
        s.text(140, 100, "表二")
        s.text(190, 100, "水泵政策一览")
        for x, label in zip(COLUMNS, POLICIES[0], strict=True):
            s.text(x, 116, label)
        policies(s, 122, POLICIES[1:], middle=True)

    flow, blocks = flow_of(draw(page))
    lines = tuple(replace(line, text=line.text.replace("表二", "表\u2f06")) for line in flow.lines)
    (table,) = find_aligned(replace(flow, lines=lines), blocks, frozenset())[0]
    assert texts(table) == joined(POLICIES)


def test_a_column_begins_where_its_lines_do_though_its_label_stands_in_the_middle() -> None:
    entries = [
        ["浙江", "浙江水泵先进制造业集群培育|方案", "2023/09/18", "支持建设试验台。"],
        ["湖北", "湖北水泵产业跃升计划", "2024/05/30", "建设检验中心。"],
        ["山东", "山东水泵技术改造与升级导向|目录", "2024/10/11", "鼓励在线检测。"],
        ["福建", "关于支持水泵及部件出口若干|措施", "2025/03/07", "补助参展费用。"],
    ]

    def page(s: Sheet) -> None:
        for x, label in zip((60, 160, 260, 335), ["省份", "文件", "日期", "要点"], strict=True):
            s.text(x, 100, label)
        for number, entry in enumerate(entries):
            for x, text in zip((60, 100, 245, 310), entry, strict=True):
                lines = text.split("|")
                height = 13 * ("|" in entry[1]) - 13 * (len(lines) - 1)
                s.cell(x, 118 + 30 * number + height / 2, lines, step=13)

    (table,) = tables(page)
    assert texts(table)[1:] == joined(entries)


def test_a_mark_that_hangs_out_of_its_column_begins_no_cell() -> None:
    rows = [
        ["2022年1月", "工业和信息化部、|农业农村部", "薯类流通体系建设|指导意见"],
        ["2022年6月", "商务部", "薯类加工提升工程"],
        ["2023年2月", "国家林草局、|水利部", "薯类种植补贴办法"],
        ["2023年8月", "农业农村部", "薯类育种攻关实施|方案"],
    ]

    def page(s: Sheet) -> None:
        for x, label in zip((60, 120, 195), ("日期", "部门", "名称"), strict=True):
            s.text(x, 80, label)  # the second column is 70 points wide: its mark stands at 190
        for number, row in enumerate(rows):
            for x, text in zip((60, 120, 195), row, strict=True):
                s.cell(x, 100 + 36 * number, text.split("|"), step=13)

    (table,) = tables(page)
    assert texts(table)[1:] == joined(rows)


def test_a_table_in_the_middle_of_a_column_of_text_goes_on_in_the_next() -> None:
    regions = "吉林 山西 海南 江西 青海 甘肃 浙江 云南 重庆 湖南 广西 陕西".split()

    def page(s: Sheet) -> None:
        for number in range(12):
            s.text(50, 100 + 15 * number, f"左{number:02}" + PROSE[:20])
            s.text(310, 250 + 15.7 * number, f"右{number:02}" + PROSE[:20])
        s.centred(160, 300, "省份")
        s.centred(220, 300, "数量（家）")
        for number, region in enumerate(regions):
            x, top = (0, 315 + 13 * number) if number < 4 else (268, 100 + 13.3 * (number - 4))
            s.centred(160 + x, top, region, 9)
            s.centred(220 + x, top, f"{90 - number}", 9)

    (table,) = tables(page)
    assert texts(table)[1:] == [[region, f"{90 - number}"] for number, region in enumerate(regions)]


@pytest.mark.parametrize(("caption", "found"), [("表2-1 各年规模", True), ("各年规模", False)])
def test_a_caption_with_a_number_may_stand_further_above_its_table(caption: str, found: bool) -> None:
    def page(s: Sheet) -> None:
        prose(s, 60, 3)
        s.centred(297, 126, caption)
        figures(s, 170)

    (table,) = tables(page)
    assert (table.caption is not None and table.caption.text == caption) is found


SPACED = ("山 西", "内蒙古", "辽 宁", "吉 林", "黑龙江", "上 海")


def test_labels_over_groups_of_columns_have_a_line_below_them_that_ends_no_header() -> None:
    """Names of regions are spaced out to one width, and the caption has a number without a word."""
    edges = [60.0, 110.0, 180.0, 270.0, 340.0, 440.0]

    def page(s: Sheet, title: str, top: float, names: Sequence[str], size: float = 10) -> None:
        s.text(160, top - 22, title, size)
        s.line(60, top - 11, 440, top - 11)
        s.line(110, top + 4, 440, top + 4)
        s.line(60, top + 20, 440, top + 20)
        for x, text in ((190, "茶园（个）"), (355, "产值（万元）")):
            s.centred(x, top, text)
        s.text(70, top + 8, "地 区")
        for x, text in zip(edges[1:], ("合计", "其中：有机", "合计", "其中：出口"), strict=False):
            s.text(x + 10, top + 16, text)
        for number, name in enumerate(names):
            for x, text in zip(edges, (name, f"4{number}3", "38", f"28{number}65", "7887"), strict=False):
                s.text(x + 10, top + 33 + 14 * number, text)

    def first(s: Sheet) -> None:
        page(s, "3-2    分地区茶园情况", 600, SPACED[:4], 13)

    def second(s: Sheet) -> None:
        page(s, "3-2    续表", 90, SPACED[4:])

    (table,) = tables(first, second)
    header = [
        "地 区",
        "茶园（个） 合计",
        "茶园（个） 其中：有机",
        "产值（万元） 合计",
        "产值（万元） 其中：出口",
    ]
    assert [cell.text.text for cell in table.header] == header
    assert [row.cells[0].text.text.replace(" ", "") for row in table.rows] == [
        name.replace(" ", "") for name in SPACED
    ]
    assert table.caption is not None
    assert "分地区茶园情况" in table.caption.text


def test_a_running_title_in_parts_is_no_header_of_what_stands_below_it_on_each_page() -> None:
    """It has too few labels above what does."""

    def page(s: Sheet, first: int) -> None:
        for x, text in ((300, "茶业年鉴"), (380, "第三部分"), (460, "茶园统计")):
            s.text(x, 40, text)
        for x, text in ((300, PORTS[first]), (325, "概况")):
            s.text(x, 62, text)
        for number, port in enumerate(PORTS):
            s.text(60, 90 + 16 * number, f"{port}有泊位{20 * first + number}个，{PROSE}")

    flow, _ = flow_of(draw(*(lambda s, n=n: page(s, n) for n in range(1, 5))))  # type: ignore[misc]
    used = {index for column in text_columns(flow, frozenset()) for index in column.lines}
    assert len(flow.furniture) == 4
    assert not used & flow.furniture.keys()


def test_a_table_of_another_kind_on_the_next_page_does_not_go_on() -> None:
    series = [("年份", "产量（万台）"), *((f"20{year}年", f"1{year}.5") for year in range(12, 24))]
    counts = [("省份", "企业数量（家）"), ("江苏", "120"), ("浙江", "95"), ("安徽", "81"), ("山东", "64")]

    def lay(s: Sheet, top: float, rows: Sequence[tuple[str, str]]) -> None:
        for number, row in enumerate(rows):
            for x, text in zip((60, 260), row, strict=True):
                s.text(x, top + 16 * number, text)

    data = draw(
        lambda s: (s.text(60, 560, "第一页的文字。"), lay(s, 590, series)), lambda s: lay(s, 60, counts)
    )
    flow, blocks = flow_of(data)
    first, second = find_drawn(flow, blocks, load_catalog())[0]
    assert (len(first.rows), len(second.rows)) == (12, 4)


def test_the_english_of_a_header_says_nothing_more() -> None:
    """Two levels, units on lines of their own, and both again where the table goes on."""
    lines = [
        (0, ((220, "机构"), (350, "藏书（万册）"), (455, "服务"))),
        (12, ((90, "地区"), (220, "Institutions"), (350, "Books (10 000)"), (455, "Services"))),
        (24, ((90, "Region"), (190, "机构数"), (250, "人员"), (320, "总量"), (380, "电子书"), (455, "人次"))),
        (36, ((190, "（个）"), (250, "（人）"), (455, "（万人次）"))),
        (48, ((190, "Libraries"), (250, "Staff"), (320, "Total"), (380, "E-books"), (455, "Visits"))),
        (60, ((190, "and Halls"), (455, "(10 000)"))),
    ]
    names = ["北京 Beijing", "天津 Tianjin", "河北 Hebei", "山西 Shanxi", "辽宁 Liaoning", "吉林 Jilin"]

    def page(s: Sheet, title: str, english: str, top: float, first: int, end: int) -> None:
        s.centred(280, top - 34, title)
        s.centred(280, top - 20, english, 8)
        s.line(60, top - 11, 500, top - 11)
        for below, labels in lines:
            for x, text in labels:
                s.centred(x, top + below, text, 9)
        s.line(60, top + 66, 500, top + 66)
        for number in range(first, end):
            row = (
                names[number],
                f"2{number}",
                f"17{number}5",
                f"40{number}.4",
                f"53{number}.0",
                f"26{number}.2",
            )
            for x, text in zip((90, 190, 250, 320, 380, 455), row, strict=True):
                s.centred(x, top + 80 + 14 * (number - first), text, 9)

    (table,) = tables(
        lambda s: page(s, "2-1 分地区馆藏（2024年）", "Collections by Region (2024)", 600, 0, 4),
        lambda s: page(s, "2-1 续表 continued", "", 60, 4, 6),
    )
    assert [cell.text.text for cell in table.header] == [
        "地区",
        "机构 机构数（个）",
        "机构 人员（人）",
        "藏书（万册） 总量",
        "藏书（万册） 电子书",
        "服务人次（万人次）",
    ]
    assert [row.cells[0].text.text for row in table.rows] == names
    assert table.caption is not None
    assert table.caption.text == "2-1 分地区馆藏（2024年）"


def test_the_english_of_names_is_a_column_of_its_own_and_a_noted_unit_no_row() -> None:
    names = [
        ("北  京", "Beijing"),
        ("天  津", "Tianjin"),
        ("内蒙古", "Inner Mongolia"),
        ("辽  宁", "Liaoning"),
    ]

    def page(s: Sheet) -> None:
        s.centred(300, 60, "5-3 分地区茶园情况（2023年）")
        s.text(60, 90, "单位：万亩")
        s.text(400, 90, "(10 000 mu)", 8)
        s.line(50, 96, 520, 96)
        for x, label, english in ((85, "地 区", "Region"), (230, "茶园面积", "Area"), (430, "新增", "New")):
            s.centred(x, 110, label)
            s.centred(x, 124, english, 8)
        s.line(50, 130, 520, 130)
        for number, (name, english) in enumerate(names):
            s.text(60, 146 + 14 * number, name)
            s.text(115, 146 + 14 * number, english, 8)
            s.text(215, 146 + 14 * number, f"1{number}.5")
            s.text(415, 146 + 14 * number, f"0.{number + 1}")
        s.line(50, 202, 520, 202)

    extraction = extract_bytes(draw(page), "a.pdf")
    assert [(count.region, count.count) for count in extraction.region_counts[:3]] == [
        ("北京", 105000),
        ("北京", 1000),
        ("天津", 115000),
    ]
    assert not extraction.rejects


@pytest.mark.parametrize("names", ["地 区", "地  区", "地区"])
def test_figures_that_end_at_one_place_are_one_column_however_far_their_labels_stand(names: str) -> None:
    """A label in the middle of a wide column stands beside most of what the column holds."""
    rows = [
        ("全国", "3228", "69687", "103469.9"),
        ("东部地区", "1019", "26425", "39421.2"),
        ("  北京", "20", "1362", "1492.8"),
        ("  天津", "20", "424", "419.0"),
        ("  河北", "180", "4826", "7004.8"),
        ("中部地区", "983", "20588", "28708.8"),
        ("  山西", "128", "2931", "3594.6"),
        ("  吉林", "66", "1891", "3464.3"),
    ]

    def page(s: Sheet, title: str, own: Sequence[Sequence[str]], top: float) -> None:
        s.text(160, top - 20, title)
        s.line(70, top - 8, 480, top - 8)
        for x, label, unit in (
            (250, "机构数", "（个）"),
            (330, "从业人员", "（人）"),
            (420, "总藏量", "（万册、件）"),
        ):
            s.centred(x, top, label)
            s.centred(x, top + 16, unit)
        s.centred(135, top + 8, names)
        s.line(70, top + 30, 480, top + 30)
        for number, (name, *values) in enumerate(own):
            s.text(78 + 5 * (len(name) - len(name.strip())), top + 36 + 16 * number, name.strip())
            for x, value in zip((278, 370, 462), values, strict=True):
                s.right(x, top + 36 + 16 * number, value)

    (table,) = tables(
        lambda s: page(s, "表2-1 分地区基本情况（2024年）", rows[:4], 640),
        lambda s: page(s, "续表2-1", rows[4:], 80),
    )
    assert "".join(table.header[0].text.text.split()) == "地区"
    assert [cell.text.text for cell in table.header[1:]] == [
        "机构数（个）",
        "从业人员（人）",
        "总藏量（万册、件）",
    ]
    assert texts(table)[1:] == [[name.strip(), *values] for name, *values in rows]


def test_the_year_of_a_column_is_not_cut_where_its_shorter_figures_begin() -> None:
    rows = [("北京", "1649.4", "2499.5"), ("东部地区", "37740.2", "59468.2"), ("天津", "1413.2", "1620.1")]

    def page(s: Sheet) -> None:
        s.text(180, 80, "表2-2 分地区流通人次")
        s.centred(140, 100, "地 区")
        for x, year in ((240, "2022"), (330, "2023")):
            s.text(x, 100, year)
            s.text(x + 25.5, 100, "年")
        for number, (name, *values) in enumerate(rows):
            s.text(84, 120 + 16 * number, name)
            for end, value in zip((298.5, 388.5), values, strict=True):
                s.right(end, 120 + 16 * number, value)

    (table,) = tables(page)
    assert ["".join(cell.text.text.split()) for cell in table.header] == ["地区", "2022年", "2023年"]
    assert texts(table)[1:] == [list(row) for row in rows]


def test_a_line_with_a_gap_beside_a_date_over_two_rows_parts_the_others() -> None:
    xs = (60, 200, 260)
    entries = [
        ("文件名称", "时间", "主要内容"),
        ("薯类补贴办法", "2023.03", "补贴良种繁育。"),
        ("种薯仓储规划", "", "新建恒温仓库。"),
        ("薯类加工条例", "2023.09", "规范淀粉加工。"),
        ("鲜薯流通方案", "2024.01", "畅通产地直运。"),
    ]

    def page(s: Sheet) -> None:
        for number, entry in enumerate(entries):
            y = 100 + 24 * number
            for x, text in zip(xs, entry, strict=True):
                s.text(x + 4, y + 16 + 12 * (text == "2023.03"), text)
            if number == 2:
                s.line(60, y, 198, y)
                s.line(258, y, 500, y)
            else:
                s.line(60, y, 500, y)
        s.line(60, 220, 500, 220)

    (table,) = tables(page)
    assert texts(table)[1:] == [
        ["薯类补贴办法", "2023.03", "补贴良种繁育。"],
        ["种薯仓储规划", "2023.03", "新建恒温仓库。"],
        ["薯类加工条例", "2023.09", "规范淀粉加工。"],
        ["鲜薯流通方案", "2024.01", "畅通产地直运。"],
    ]


def test_a_line_below_the_last_one_drawn_across_a_table_is_its_caption() -> None:
    def page(s: Sheet) -> None:
        for number, row in enumerate((("环节", "领域", "说明"), *CHAIN)):
            for x, text in zip((60, 150, 260), row, strict=True):
                s.text(x, 112 + 20 * number, text)
            s.line(56, 118 + 20 * number, 500, 118 + 20 * number)
        s.line(56, 98, 500, 98)
        s.text(270, 194, "泵业产业链")
        s.text(60, 220, "资料来源：公开资料")

    assert texts(tables(page)[0])[1:] == [list(row) for row in CHAIN]


def test_a_row_of_words_above_the_first_coloured_one_is_no_header() -> None:
    def page(s: Sheet) -> None:
        s.canvas.setFillGray(0.9)
        for number in (2, 4):
            s.box(56, 99 + 20 * number, 500, 119 + 20 * number, fill=True)
        s.canvas.setFillGray(0)
        for number, row in enumerate((("环节", "领域", "说明"), *CHAIN, CHAIN[0])):
            for x, text in zip((60, 150, 260), row, strict=True):
                s.text(x, 112 + 20 * number, text)

    assert texts(tables(page)[0])[:2] == [["环节", "领域", "说明"], list(CHAIN[0])]


def test_a_line_in_the_middle_below_coloured_rows_and_away_from_them_is_a_caption() -> None:
    """Where only some rows are coloured, no line is drawn below the last one."""

    def page(s: Sheet) -> None:
        s.canvas.setFillGray(0.9)
        for number in (2, 4):
            s.box(56, 99 + 28 * number, 500, 127 + 28 * number, fill=True)
        s.canvas.setFillGray(0)
        for number, row in enumerate((("环节", "领域", "说明"), *CHAIN, *CHAIN)):
            for x, text in zip((60, 150, 260), row, strict=True):
                s.text(x, 116 + 28 * number, text)
            if number:
                s.text(260, 129 + 28 * number, "并提供服务。")
        s.centred(278, 116 + 28 * 6 + 40, "泵业产业链一览")
        s.text(60, 350, "资料来源：公开资料")

    rows = texts(tables(page)[0])[1:]
    assert [row[2].replace("\n", "") for row in rows] == [f"{row[2]}并提供服务。" for row in (*CHAIN, *CHAIN)]


def test_rows_that_white_parts_are_rows_each_where_a_colour_ends_between_two_of_them_only() -> None:
    def upper(s: Sheet) -> None:
        prose(s, 500, 8)
        for number, row in enumerate((("环节", "领域", "说明"), *CHAIN)):
            for x, text in zip((60, 150, 260), row, strict=True):
                s.text(x, 680 + 34 * number, text)
            if number:
                s.text(260, 693 + 34 * number, "并提供服务。")

    def lower(s: Sheet) -> None:
        s.canvas.setFillGray(0.9)
        s.box(56, 88, 500, 108, fill=True)
        s.canvas.setFillGray(0)
        for number, row in enumerate(CHAIN):
            for x, text in zip((60, 150, 260), row, strict=True):
                s.text(x, 62 + 20 * number, text)
        prose(s, 160, 8)

    assert [row[1] for row in texts(tables(upper, lower)[0])[1:]] == [row[1] for row in (*CHAIN, *CHAIN)]


def test_the_small_mark_behind_the_end_of_a_cell_parts_no_row() -> None:
    entries = [
        ("2023年3月", "财政部", "薯类良种补贴暂行", "办法", "补贴良种繁育。"),
        ("2023年5月", "商务部", "种薯仓储建设三年", "规划", "新建恒温仓库。"),
        ("2023年9月", "农业农村部", "薯类淀粉加工行业", "条例", "规范淀粉加工。"),
    ]

    def page(s: Sheet) -> None:
        for x, label in zip((60, 140, 220, 360), ("时间", "部门", "名称", "内容"), strict=True):
            s.text(x, 100, label)
        for number, (issued, issuer, title, rest, content) in enumerate(entries):
            y = 124 + 34 * number
            for x, text in zip((60, 140, 220, 360), (issued, issuer, title, content), strict=True):
                s.text(x, y, text)
            s.text(360, y + 13, "并公布名录。")
            s.text(220, y + 13, rest)
            if number == 1:
                s.text(241, y + 9, "1)", 6)

    rows = texts(tables(page)[0])[1:]
    assert [row[3] for row in rows] == [f"{entry[4]}并公布名录。" for entry in entries]


CHAIN = (
    ("上游", "铸件", "供应泵壳与叶轮。"),
    ("中游", "整机", "装配并检测水泵。"),
    ("下游", "水务", "用于供水与排涝。"),
)
