"""Tables written with bars."""

from __future__ import annotations

import pytest

from report_etl.catalog import load_catalog
from report_etl.extract.blocks import find_blocks
from report_etl.extract.reflow import reflow
from report_etl.extract.tables.pipes import find_pipes
from report_etl.models import RawTable
from report_etl.readers import read_bytes
from tests.unit.extract.tables.raw import texts


def find(text: str) -> list[RawTable]:
    flow = reflow(read_bytes(text.encode(), "x.txt"))
    return find_pipes(flow, find_blocks(flow, load_catalog()), frozenset(), load_catalog())


def test_a_table_with_a_rule_under_its_header() -> None:
    (table,) = find("表1 水泵产量\n年份|产量（万台）\n--|--\n2022年|12.1\n2023年|13.5\n数据来源：协会\n")
    assert table.caption is not None and table.caption.text == "表1 水泵产量"
    assert table.source is not None and table.source.text == "协会"
    assert [cell.text.text for cell in table.header] == ["年份", "产量（万台）"]
    assert texts(table) == [["2022年", "12.1"], ["2023年", "13.5"]]


def test_bars_around_the_rows() -> None:
    (table,) = find("| 地区 | 数量 |\n|---|---|\n| 北京 | 12 |\n| 上海 | 9 |\n")
    assert texts(table) == [["北京", "12"], ["上海", "9"]]


def test_rows_wrapped_over_lines() -> None:
    (table,) = find(
        "省市|时间|政策名称|主要内容\n浙江|2024年5月|微型泵产业三年行\n动计划|建设产业园，完善检测\n平台。\n山东|2023年9月|若干措施|给予补贴。\n"
    )
    assert texts(table) == [
        ["浙江", "2024年5月", "微型泵产业三年行动计划", "建设产业园，完善检测平台。"],
        ["山东", "2023年9月", "若干措施", "给予补贴。"],
    ]


def test_rows_wrapped_at_one_width_below_text_of_another() -> None:
    prose = "近年来微型泵需求平稳，各地陆续出台文件，支持企业更新设备并建设检测平台，行业环境持续改善。" * 3
    (table,) = find(
        "\n".join(prose[start : start + 20] for start in range(0, len(prose), 20))
        + "\n\n省市|时间|政策名称|主要内容\n--|--|--|--\n"
        "浙江|2024年5月|支持微型泵产业实施意见|建设百亿级水\n泵产业园。\n"
        "山东|2023年9月|微型泵产业提升行动方案|建设检测平\n台。\n"
        "河北|2023年9月|泵站条例|补贴。\n"
        "安徽|2023年9月|水泵标准样品管理办法试行|建设水泵样\n品库。\n数据来源：协会\n"
    )
    assert [row[3] for row in texts(table)] == [
        "建设百亿级水泵产业园。",
        "建设检测平台。",
        "补贴。",
        "建设水泵样品库。",
    ]


def test_prose_after_the_table_is_none_of_its_rows() -> None:
    text = (
        "地区|数量\n北京|12\n上海|9\n\n总体来看，企业数量稳步增加，区域之间差异仍然明显。\n下一段继续说明。\n"
    )
    (table,) = find(text)
    assert texts(table) == [["北京", "12"], ["上海", "9"]]


@pytest.mark.parametrize(
    "text", ["无表\n", "甲|乙\n", "|\n|\n|\n", "总体来看|企业数量增加。\n\n另一段文字。\n", "--|--\n"]
)
def test_what_is_no_table(text: str) -> None:
    assert find(text) == []


def test_cells_know_where_they_stand() -> None:
    text = "地区|数量\n北京|12\n上海|9\n"
    (table,) = find(text)
    for row in table.rows:
        for cell in row.cells:
            span = cell.text.span()
            assert text[span.start : span.end] == cell.text.text


def test_a_wrapped_row_is_whole_when_its_closing_bar_is_there() -> None:
    (table,) = find(
        "| 发布时间 | 政策名称 | 主要内容 |\n| 2022年3月 | 水泵能效管理办法 | 明确能效\n等级，限期改造。 |\n"
        "| 2023年5月 | 水泵补贴办法 | 明确补贴\n标准。 |\n"
    )
    assert [row.cells[2].text.text for row in table.rows] == ["明确能效等级，限期改造。", "明确补贴标准。"]


def test_prose_below_the_last_row_is_no_cell() -> None:
    prose = "从需求端看，更新与新增并存，订单交付周期普遍拉长，价格总体稳定"
    (table,) = find(f"| 年份 | 说明 |\n| 2022年 | 产能爬坡，{prose[:24]} |\n| 2023年 | 平稳 |\n{prose}。\n")
    assert texts(table)[-1] == ["2023年", "平稳"]


def test_a_figure_in_the_last_cell_closes_its_row() -> None:
    prose = "从需求端看，更新与新增并存，订单交付周期普遍拉长"
    (table,) = find(f"省份 | 说明 | 数量\n浙江 | {prose} | 31\n山东 | {prose} | 20\n{prose}，价格稳定。\n")
    assert texts(table)[-1][2] == "20"


def test_a_headline_with_a_bar_and_its_paragraph_are_no_table() -> None:
    assert find("夏季|某院发布报告\n夏季|某院近日发布报告。出游2.7亿人次。收入增长12%。\n") == []


def test_unit_noted_between_caption_and_table() -> None:
    (table,) = find(
        "表3 各省水泵产量\n单位：万台\n\n| 省份 | 产量 |\n|---|---|\n| 浙江 | 12 |\n| 山东 | 9 |\n"
    )
    assert table.caption is not None and table.caption.text == "表3 各省水泵产量"
    assert table.unit_note == "万台"


def test_the_source_of_the_table_above_is_no_caption() -> None:
    (table,) = find("数据来源：某泵业协会\n| 省份 | 产量 |\n|---|---|\n| 浙江 | 12 |\n| 山东 | 9 |\n")
    assert table.caption is None


def test_a_note_of_unit_and_currency_is_read_as_above_a_drawn_table() -> None:
    (table,) = find(
        "表4 水泵出口额\n金额单位：万元 币种：人民币\n| 年份 | 出口额 |\n| 2022年 | 12 |\n| 2023年 | 15 |\n"
    )
    assert table.caption is not None and table.caption.text == "表4 水泵出口额"
    assert table.unit_note == "万元"


SERIES = "年份 | 产量（万台）\n2022年 | 12.1\n2023年 | 13.5\n"
COUNTS = "省份 | 企业数量（家）\n江苏 | 120\n浙江 | 95\n"


@pytest.mark.parametrize("between", ["", "\n", "表2 企业分布\n", "各省份企业分布\n"])
def test_a_table_ends_where_the_header_of_another_kind_stands(between: str) -> None:
    first, second = find(SERIES + between + COUNTS)
    assert texts(first) == [["2022年", "12.1"], ["2023年", "13.5"]]
    assert texts(second) == [["江苏", "120"], ["浙江", "95"]]
    assert (second.caption.text if second.caption else "") == between.strip()


def test_a_table_behind_an_empty_line_has_another_number_of_columns() -> None:
    first, second = find(SERIES + "\n甲 | 乙 | 丙\n一 | 二 | 三\n")
    assert (len(first.rows), len(second.rows)) == (2, 1)


def test_a_header_printed_again_begins_no_other_table() -> None:
    (table,) = find(SERIES + SERIES.split("\n", 1)[0] + "\n2024年 | 15.2\n")
    assert len(table.rows) == 4


def test_the_last_row_of_a_table_is_no_caption_of_the_next() -> None:
    policies = "| 时间 | 政策名称 |\n|---|---|\n| 2023年5月 | 《水泵能效提升行动计划》 |\n"
    first, second = find(policies + "| 省份 | 企业数量（家） |\n|---|---|\n| 江苏 | 120 |\n| 浙江 | 95 |\n")
    assert (len(first.rows), second.caption) == (1, None)


def test_a_row_shorter_than_another_is_not_cut_by_the_margin() -> None:
    (table,) = find(
        "水泵行业主要政策一览\n颁布时间 | 颁布主体 | 文件名称 | 主要内容\n"
        "2019年7月 | 水利部 | 水泵标准体系建设管理规范（2019—2024年） | 支持行业准入条件和目录，完善"
        "水泵应用，落实水泵企业在各地的责任\n"
        "2020年4月 | 证监会 | 关于统筹推进水泵更新的意见 | 提出任务，加强要素保障\n"
        "2022年以来，水泵行业集中度继续提高，企业的市场份额合计达到28.4%，较上年提高1.2个百分点。\n"
    )
    assert texts(table)[-1][-1] == "提出任务，加强要素保障"


@pytest.mark.parametrize(
    "behind",
    [
        "总体来看，各地的水泵政策正在形成合力，区域之间的差异仍将存在一段时间。",
        "资料来源：公开资料，某研究院整理",
    ],
)
def test_a_row_that_ends_in_a_category_goes_on_in_no_line_behind_it(behind: str) -> None:
    (table,) = find(
        "水泵政策\n法规名称 | 发布日期 | 类别\n关于规范水泵监管的若干意见 | 2017年12月 | 支持类\n"
        "关于开展泵站市场的若干意见 | 2017年12月 | 鼓励类\n"
        "关于完善水泵转型的若干决定 | 2017年12月 | 规范类\n"
        f"{behind}\n"
    )
    assert texts(table)[-1][-1] == "规范类"
