"""Tables in running text: where they begin, how they are cut, what is refused."""

from __future__ import annotations

import unicodedata

import pytest

from report_etl import extract_text
from report_etl.catalog import load_catalog
from report_etl.extract.blocks import find_blocks
from report_etl.extract.reflow import reflow
from report_etl.extract.tables.flattened.find import confidence, find_flattened
from report_etl.models import Layout, RawTable
from report_etl.readers import read_bytes

POLICIES = (
    "我国微型水泵行业相关政策一览 发布时间 发布部门 政策名称 主要内容 "
    "2022年3月 水利部 关于推进泵站节能改造的指导意见 推动老旧泵站更新，鼓励选用高效电机。 "
    "2023年11月 工业和信息化部、水利部等六部门 微型泵产业提升行动方案（2023—2025年） "
    "建设检测平台，到2025年形成三个集群。 "
    "2024年6月 中共中央 国务院 关于深化水价改革 促进节水装备发展的意见 完善阶梯水价，支持首台套应用。"
)
REGIONS = (
    "截至2024年末我国水泵企业分布 地区 企业数量（家） "
    "浙江 312 山东省 208 河北 96 内蒙古自治区 7 国资委 3 合计 626"
)


def wrap(text: str, width: int) -> str:
    """Lines of at most `width` columns; words are kept together where they fit on a line."""
    lines, line = [], ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if line and columns(joined) > width and columns(word) <= width:
            lines.append(line)
            joined = word
        while columns(joined) > width:
            cut = next(i for i in range(1, len(joined) + 1) if columns(joined[:i]) > width) - 1
            lines.append(joined[:cut])
            joined = joined[cut:]
        line = joined
    return "\n".join([*lines, line])


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def find(text: str, columned: frozenset[int] = frozenset()) -> list[RawTable]:
    flow = reflow(read_bytes(text.encode(), "x.txt"))
    catalog = load_catalog()
    return find_flattened(flow, find_blocks(flow, catalog), frozenset(), catalog, columned)


def report(*tables: str, width: int = 60) -> str:
    prose = "近年来下游需求保持平稳，企业研发投入持续增加，进口替代逐步推进，行业集中度有所提高。"
    parts = [wrap(prose, width)]
    for table in tables:
        parts += [wrap(table, width), "资料来源：公开资料整理", wrap(prose, width)]
    return "\n".join(parts) + "\n"


def rows(table: RawTable) -> list[list[str]]:
    return [["".join(cell.text.text.split()) for cell in row.cells] for row in table.rows]


def test_a_policy_list_is_cut_into_its_cells() -> None:
    (table,) = find(report(POLICIES))
    assert table.kind == "policies"
    assert table.caption is not None and table.caption.text == "我国微型水泵行业相关政策一览"
    assert table.source is not None and table.source.text == "公开资料整理"
    assert [cell.text.text for cell in table.header] == ["发布时间", "发布部门", "政策名称", "主要内容"]
    assert rows(table) == [
        ["2022年3月", "水利部", "关于推进泵站节能改造的指导意见", "推动老旧泵站更新，鼓励选用高效电机。"],
        [
            "2023年11月",
            "工业和信息化部、水利部等六部门",
            "微型泵产业提升行动方案（2023—2025年）",
            "建设检测平台，到2025年形成三个集群。",
        ],
        [
            "2024年6月",
            "中共中央国务院",
            "关于深化水价改革促进节水装备发展的意见",
            "完善阶梯水价，支持首台套应用。",
        ],
    ]
    assert all(row.confidence > 0.9 and not row.readings for row in table.rows)


@pytest.mark.parametrize("width", range(18, 61, 3))
def test_the_width_of_the_lines_makes_no_difference(width: int) -> None:
    found = find(report(POLICIES, REGIONS, width=width))
    expected = find(report(POLICIES, REGIONS))
    assert [rows(table) for table in found] == [rows(table) for table in expected]


@pytest.mark.parametrize(
    ("title", "content"),
    [
        ("关于推进泵站节能改造的通知", "基础设施单位要加强泵站管理。"),
        ("泵站节能三年行动方案", "以灌区、城镇为重点，建立台账。"),
        ("泵站补助资金管理办法", "对高效泵站给予支持。"),
        ("“清水”专项行动方案（2024—2026年）", "补齐设施短板。"),
    ],
)
def test_a_lost_separator_is_found_by_the_words(title: str, content: str) -> None:
    text = report(POLICIES + f" 2024年8月 水利部 {title}{content}")
    (table,) = find(text)
    assert rows(table)[-1] == ["2024年8月", "水利部", title, content]


def test_a_title_that_names_a_year_begins_no_row() -> None:
    (table,) = find(report(POLICIES + " 2025年3月 国务院 2025年政府工作报告 首次写入微型泵，提出投入机制。"))
    assert rows(table)[-1] == ["2025年3月", "国务院", "2025年政府工作报告", "首次写入微型泵，提出投入机制。"]


def test_columns_may_stand_in_any_order() -> None:
    (table,) = find(
        report(
            "地方政策 省市 文件名称 相关内容 颁布时间 浙江省 微型泵产业三年行动计划 建设产业园。 2024年5月 "
            "山东 关于支持泵业发展的若干措施 给予设备补贴。 2023年9月"
        )
    )
    assert rows(table) == [
        ["浙江省", "微型泵产业三年行动计划", "建设产业园。", "2024年5月"],
        ["山东", "关于支持泵业发展的若干措施", "给予设备补贴。", "2023年9月"],
    ]


def test_a_label_that_nobody_declared_is_read_by_its_cells() -> None:
    (table,) = find(report(POLICIES.replace("发布部门", "署名方")))
    assert [cell.text.text for cell in table.header] == ["发布时间", "署名方", "政策名称", "主要内容"]
    assert rows(table)[0][1] == "水利部"


def test_a_second_date_column_is_a_column_of_its_own() -> None:
    (table,) = find(
        report(
            "某行业相关政策 发布时间 实施时间 政策名称 主要内容 "
            "2023年3月 2023年5月 水泵能效管理办法 明确能效等级。 "
            "2023年6月 2024年1月 水泵补贴管理办法 明确补贴标准。"
        )
    )
    assert rows(table)[1][:2] == ["2023年6月", "2024年1月"]


def test_the_end_of_the_caption_is_no_label() -> None:
    (table,) = find(report(POLICIES.replace("政策一览 ", "政策 ")))
    assert table.caption is not None and table.caption.text.endswith("行业相关政策")
    assert len(table.header) == 4


def test_a_gap_inside_a_label_parts_two_labels() -> None:
    (table,) = find(report(POLICIES.replace("行业相关政策一览 发布时间", "政策 发布时间")))
    assert table.header[0].text.text == "发布时间"


def test_counts_per_region_with_a_total_and_a_body_without_code() -> None:
    (table,) = find(report(REGIONS))
    assert table.kind == "region_counts"
    assert [cell.text.text for cell in table.header] == ["地区", "企业数量（家）"]
    assert rows(table) == [
        ["浙江", "312"],
        ["山东省", "208"],
        ["河北", "96"],
        ["内蒙古自治区", "7"],
        ["国资委", "3"],
        ["合计", "626"],
    ]


def test_ranks_and_shares_are_columns() -> None:
    (table,) = find(
        report(
            "2024年备案排名 排名 属地 备案数量（部） 占比 "
            "1 浙江省 538 52.1% 2 广东 471 45.6% 3 北京 31 3.0% — 在京央企 24 2.3%"
        )
    )
    assert rows(table) == [
        ["1", "浙江省", "538", "52.1%"],
        ["2", "广东", "471", "45.6%"],
        ["3", "北京", "31", "3.0%"],
        ["—", "在京央企", "24", "2.3%"],
    ]


def test_a_series_over_time_with_signs_for_no_value() -> None:
    (table,) = find(
        report(
            "2021-2024年我国水泵产量及规模 年份 产量（万台） 市场规模（亿元） 增速 2021年 36.8 110 — "
            "2022年 101.7 121.5 10.5% 2023年 98.0 118 -2.9% 2024年E 99.1 120 1.7%"
        )
    )
    assert table.kind == "time_series"
    assert rows(table) == [
        ["2021年", "36.8", "110", "—"],
        ["2022年", "101.7", "121.5", "10.5%"],
        ["2023年", "98.0", "118", "-2.9%"],
        ["2024年E", "99.1", "120", "1.7%"],
    ]


def test_a_note_of_the_unit_stands_between_caption_and_header() -> None:
    (table,) = find(
        "说明文字到此为止。\n表1 2021-2023年我国水泵产量\n单位：万台\n"
        "年份 产量 增速\n2021年 36.8 —\n2022年 101.7 10.5%\n2023年 98.0 -2.9%\n资料来源：公开资料整理\n"
    )
    assert table.caption is not None and table.caption.text.endswith("我国水泵产量")
    assert table.unit_note == "万台"


def test_a_list_of_items_with_shares() -> None:
    (table,) = find(report("水泵成本构成 部件 占比 电机 52.0% 叶轮 18.5% 壳体与密封件 29.5%"))
    assert table.kind == "composition"
    assert rows(table) == [["电机", "52.0%"], ["叶轮", "18.5%"], ["壳体与密封件", "29.5%"]]


CHAIN = """\
水泵产业链各环节
环节
领域
相关介绍
上游：零部件
电机
高效电机价格下行，
国产份额提高。
叶轮
铸造工艺成熟。
下游：应用
农业灌溉
季节性强，集采增多。
资料来源：公开资料整理
"""


def test_one_cell_per_line_with_a_stage_over_several_rows() -> None:
    (table,) = find(CHAIN)
    assert (table.kind, table.layout) == ("value_chain", Layout.ONE_CELL_PER_LINE)
    assert rows(table) == [
        ["上游：零部件", "电机", "高效电机价格下行，国产份额提高。"],
        ["", "叶轮", "铸造工艺成熟。"],
        ["下游：应用", "农业灌溉", "季节性强，集采增多。"],
    ]


def test_no_cell_ends_inside_a_line_where_each_has_its_own() -> None:
    cells = ["发布时间", "发布单位", "文件名", "内容摘要"]
    for month, body in enumerate(("商务部", "国务院防尘办", "农业农村部", "国务院办公厅", "水利部"), 1):
        cells += [f"2024年{month}月", body, f"第{month}批水泵能效管理办法", "要求用泵的大户设置能效专员。"]
    (table,) = find(report("近年来水泵行业相关政策\n" + "\n".join(cells)))
    assert rows(table)[1] == [
        "2024年2月",
        "国务院防尘办",
        "第2批水泵能效管理办法",
        "要求用泵的大户设置能效专员。",
    ]


def test_a_verb_behind_a_title_in_brackets_begins_the_content() -> None:
    found = extract_text(
        "表1 近年来水泵行业相关政策\n发布时间 发布部门 政策名称 主要内容\n"
        "2021年9月 水利部 《泵站管理办法》规范泵站的验收与退役，建立台账。\n"
        "2022年3月 水利部 《泵站更新方案》要求三年内换下老旧机组。\n"
        "2023年5月 商务部 关于水泵以旧换新的通知 补贴高效机型。\n资料来源：公开资料整理\n"
    )
    assert [(p.title, p.content[:2] if p.content else None) for p in found.policies] == [
        ("泵站管理办法", "规范"),
        ("泵站更新方案", "要求"),
        ("关于水泵以旧换新的通知", "补贴"),
    ]


def test_what_follows_a_table_without_a_source_stays_prose() -> None:
    text = report(REGIONS).replace("资料来源：公开资料整理\n", "")
    (table,) = find(text)
    assert rows(table)[-1] == ["合计", "626"]
    lines = text.split("\n")
    assert not any("近年来下游" in lines[index] for index in table.lines)


@pytest.mark.parametrize(
    "text",
    [
        "浙江、山东、河北三省企业数量分别为312家、208家和96家，合计占比超过六成。",
        "2021年、2022年、2023年产量分别为12.1、13.5和15.0万台，年均增长11.3%。",
        "本报告从发布时间、发布部门、政策名称和主要内容四个方面梳理政策。",
        "第一章 行业概述\n第二章 政策环境\n第三章 主要内容",
        "纳税主体名称 税率 本公司 15% 子公司甲 25% 子公司乙 20%",
    ],
)
def test_prose_is_no_table(text: str) -> None:
    assert find(text) == []


def test_a_row_with_two_equal_readings_is_refused_with_both() -> None:
    text = POLICIES + " 2024年8月 水利部 泵站改造工程规划实施方案规定任务分工并明确时限"
    (table,) = find(report(text))
    assert len(table.rows) == 4
    assert all(not row.readings for row in table.rows[:2])
    last = table.rows[-1]
    assert last.readings or last.confidence < 0.95


def test_cells_know_where_they_stand() -> None:
    text = report(POLICIES)
    (table,) = find(text)
    for row in table.rows:
        for cell in row.cells:
            span = cell.text.span()
            assert "".join(text[span.start : span.end].split()) == "".join(cell.text.text.split())


def test_a_header_printed_again_begins_no_new_table() -> None:
    again = POLICIES.replace(" 2023年11月", " 发布时间 发布部门 政策名称 主要内容 2023年11月")
    (table,) = find(report(again))
    assert rows(table) == rows(find(report(POLICIES))[0])
    assert table.caption is not None


def test_five_regions_with_figures_need_no_known_label() -> None:
    (table,) = find(
        report("2024年水泵分布 行政单元 台套合计（台） 浙江 312 山东 208 河北 96 广东 90 江西 12")
    )
    assert [cell.text.text for cell in table.header] == ["行政单元", "台套合计（台）"]
    assert rows(table)[-1] == ["江西", "12"]


def test_two_tables_in_one_paragraph() -> None:
    second = "2024年各市水泵企业 城市 企业数量（家） 杭州 12 宁波 9 温州 7"
    first, other = find(report(REGIONS + " " + second))
    assert rows(first)[-1] == ["合计", "626"]
    assert rows(other) == [["杭州", "12"], ["宁波", "9"], ["温州", "7"]]
    assert other.caption is not None and other.caption.text == "2024年各市水泵企业"


def test_confidence_grows_with_the_margin() -> None:
    values = [confidence(margin) for margin in (0.0, 1.0, 3.0, float("inf"))]
    assert values == sorted(values)
    assert values[0] == 0.5 and values[-1] == 1.0


def test_a_hostile_header_with_too_many_readings_is_kept_whole() -> None:
    text = "发布时间 发布部门 政策名称 主要内容 2023年3月 国务院 " + "意见通知" * 4000
    tables = find(text)
    assert all(table.kind is None or len(table.rows) <= 1 for table in tables)


def test_a_header_that_a_line_end_cuts_is_found() -> None:
    caption = "图表7：我国微型水泵行业相关政策一览"
    lines = [
        "近年来下游需求保持平稳，企业研发投入持续增加，进口替代逐步推进",
        "，行业集中度有所提高，头部企业的订单排期普遍延长到下一年的年中",
        "。",
        caption + " 发布时间 发布部",
        "门 政策名称 主要内容 2022年3月 水利部 关于推进泵站节能改造的意见",
        "推动老旧泵站更新，鼓励选用高效电机并完善能效检测的方法与标准。",
        "2023年6月 国务院 关于深化水价改革的决定 完善阶梯水价，支持首台",
        "套应用。",
        "资料来源：公开资料整理",
    ]
    (table,) = find("\n".join(lines) + "\n")
    assert [cell.text.text for cell in table.header] == ["发布时间", "发布部门", "政策名称", "主要内容"]
    assert len(table.rows) == 2 and not any(row.readings for row in table.rows)


def test_two_readings_of_a_header_that_cut_alike_are_no_rivals() -> None:
    text = POLICIES.replace("发布时间", "落款年月").replace("一览 ", "一览 序号 ")
    text = text.replace(" 2022年3月", " 1 2022年3月").replace(" 2023年11月", " 2 2023年11月")
    (table,) = find(report(text.replace(" 2024年6月", " 3 2024年6月")))
    assert len(table.rows) == 3 and not any(row.readings for row in table.rows)


def test_a_number_after_a_date_begins_the_next_row() -> None:
    (table,) = find(
        report(
            "水泵行业政策 序号 政策名称 发布单位 日期 1 水泵能效管理办法 水利部 2018/4 "
            "2 关于支持水泵出口的若干措施 商务部 2018/11 3 水泵产业发展规划 国务院 2019/2"
        )
    )
    assert [row[3] for row in rows(table)] == ["2018/4", "2018/11", "2019/2"]


def test_a_label_of_a_figure_that_a_line_end_cuts_is_whole() -> None:
    text = (
        "近年来下游需求保持平稳，企业研发投入持续增加，进口替代\n，逐步推进。\n"
        "2024年末水泵分布 省份 水泵产值/亿元 水泵产量/万台 水\n"
        "泵示范基地数/个 浙江 31.2 20.8 96 山东 20.8 9.6 71 河\n"
        "北 9.6 7.1 12\n资料来源：公开资料整理\n"
    )
    (table,) = find(text)
    assert ["".join(cell.text.text.split()) for cell in table.header] == [
        "省份",
        "水泵产值/亿元",
        "水泵产量/万台",
        "水泵示范基地数/个",
    ]


def test_a_sign_for_no_value_before_a_year_is_no_minus() -> None:
    (table,) = find(
        report("2021-2023年水泵产量 年份 产量（万台） 增速 2021 110.2 -- 2022 121.5 10.3% 2023 118.1 -2.8%")
    )
    assert rows(table) == [["2021", "110.2", "--"], ["2022", "121.5", "10.3%"], ["2023", "118.1", "-2.8%"]]


def test_a_figure_without_a_separator_is_refused_and_not_cut() -> None:
    tables = find(report(REGIONS.replace("地区 企业数量（家）", "地区 企业数量（家） 产量（台）")))
    assert tables and all(row.readings for table in tables for row in table.rows)


def test_parts_side_by_side_have_one_caption() -> None:
    (table,) = find(
        report("2024年末水泵企业分布 省份 数量（家） 省份 数量（家） 浙江 312 山东 208 河北 96 江西 12")
    )
    assert table.caption is not None and table.caption.text == "2024年末水泵企业分布"
    assert rows(table) == [["浙江", "312"], ["山东", "208"], ["河北", "96"], ["江西", "12"]]


def test_a_key_label_may_be_longer_than_the_one_declared() -> None:
    (table,) = find(report(REGIONS.replace("地区 企业", "区域名称 企业")))
    assert [cell.text.text for cell in table.header] == ["区域名称", "企业数量（家）"]
    assert table.kind == "region_counts"


def test_a_label_that_begins_like_another_column_is_one_label() -> None:
    """环节说明 after 产业环节 and 细分领域 is no second 环节."""
    text = (
        "水泵产业链各环节概览 产业环节 细分领域 环节说明 上游 电机 高效电机价格下行。 中游 整机 集中度提高。 "
        "下游 灌溉 季节性强。"
    )
    (table,) = find(report(text))
    assert [cell.text.text for cell in table.header] == ["产业环节", "细分领域", "环节说明"]
    assert len(table.rows) == 3


def test_two_labels_at_a_line_end_are_two() -> None:
    text = (
        "水泵行业相关政策 发布时间 发布部门 政策名称\n主要内容 2016年1月 财政部\n"
        "关于推进水泵发展的意见 推动设备更新。\n"
        "2017年1月 财政部 关于推进水泵发展的意见\n推动设备更新。 2018年1月 水利部、商务部\n"
        "关于推进水泵发展的意见 推动设备更新。\n资料来源：协会\n"
    )
    assert [policy.issued for policy in extract_text(text).policies] == ["2016-01", "2017-01", "2018-01"]


def test_the_last_two_labels_run_together_after_a_caption_that_ends_like_a_label() -> None:
    text = POLICIES.replace("一览", "").replace("政策名称 主要内容", "政策名称主要内容")
    (table,) = find(report(text))
    assert [cell.text.text for cell in table.header] == ["发布时间", "发布部门", "政策名称", "主要内容"]


def test_a_last_label_that_goes_on_behind_a_known_one_is_one_label() -> None:
    text = (
        "我国水泵行业政策汇总 时间 政策名称 发布机构 重点内容解读 "
        "2022年3月 泵站节能改造管理暂行办法 水利部 推动老旧泵站更新，鼓励选用高效电机。 "
        "2023年11月 微型泵产业提升行动方案 工业和信息化部 建设检测平台，形成三个集群。 "
        "2024年6月 节水装备推广管理办法 水利部、财政部 完善阶梯水价，支持首台套应用。"
    )
    (table,) = find(report(text))
    assert [cell.text.text for cell in table.header] == ["时间", "政策名称", "发布机构", "重点内容解读"]
    assert [row[0] for row in rows(table)] == ["2022年3月", "2023年11月", "2024年6月"]
    assert not any(row.readings for row in table.rows)


@pytest.mark.parametrize("last", ["下游需求端", "下游客户侧"])
def test_a_stage_is_known_by_its_name_in_each_row(last: str) -> None:
    chain = (
        "水泵产业链\n位置\n细分领域\n简要说明\n"
        "上游供应端\n电机\n高效电机价格下行，国产份额提高。\n"
        "上游供应端\n铸件\n铸造产能向中部转移，环保成本上升。\n"
        f"{last}\n灌区\n改造项目稳定，对交付和售后最为敏感。\n"
        f"{last}\n水厂\n采购以招标为主（如县级水厂、泵站），价格压力大。\n"
    )
    (table,) = find(
        f"{wrap('近年来下游需求保持平稳，企业研发投入持续增加。', 60)}\n{chain}资料来源：公开资料整理\n"
    )
    found = [(row[0], row[1]) for row in rows(table)]
    assert not any(row.readings for row in table.rows)
    assert found[2:] == [(last, "灌区"), (last, "水厂")]


LAWS = (
    ("《水泵能效管理条例》", "2021-05", "型式试验、能效标识"),
    ("《泵站安全条例（修订）》", "2022-09", "年度检查、操作人员持证"),
    ("《节水装备促进法》", "2023-11", "采购优先、进口替代"),
    ("《农田灌溉用泵补贴办法》", "2024-03", "按功率补贴、限期申领"),
)


@pytest.mark.parametrize("width", [24, 30, 44, 52, 400])
def test_titles_in_books_tell_the_rows_where_nothing_parts_the_cells(width: int) -> None:
    text = "法规名称施行时间主要内容" + "".join("".join(row) for row in LAWS)
    (table,) = find("一、法规\n\n水泵行业法规\n" + wrap(text, width) + "\n\n二、其他\n")
    assert rows(table) == [list(row) for row in LAWS]


def test_a_label_that_nobody_declared_leaves_no_cell_in_the_wrong_column() -> None:
    """Nothing parts the cells, so the last two cannot be told apart: the table is refused, not loaded."""
    text = "法规名称施行时间主要内容适用对象" + "".join("".join(row) + "农户" for row in LAWS)
    extraction = extract_text("一、法规\n\n水泵行业法规\n" + wrap(text, 60) + "\n\n二、其他\n")
    assert extraction.rejects and not extraction.policies


def test_words_never_begin_inside_a_number_that_a_line_end_cut() -> None:
    text = (
        "水泵行业政策\n发布时间发布部门政策名称主要内容2022-03水利部\n关于推进泵站节能改造的指导意见推动老旧泵站更新。\n"
        "2023-02水利部水泵产业现代化20\n35鼓励选用高效电机，完善检测平台建设体系。\n"
    )
    extraction = extract_text("一、政策\n\n" + text + "\n二、其他\n")
    assert all(not policy.title.endswith("20") for policy in extraction.policies)
    assert extraction.rejects


def test_a_count_run_together_with_its_share_and_the_next_rank_is_refused() -> None:
    counts = "1浙江省31213.152山东省20811.13河北省9610.794福建省8810.745江西省744.66"
    extraction = extract_text("水泵企业\n排名省市(自治区)单位数(个)全国占比(%)" + counts + "\n")
    assert extraction.rejects and not extraction.region_counts


def test_a_row_that_cannot_be_read_costs_no_other_row() -> None:
    table = (
        "水泵行业法规 序号 领域 法规名称 发布机关 施行日期 1 能效 《水泵能效管理条例》 国务院 2021-05-01 "
        "2 安全 《泵站安全条例》 QX7 / B9 2022-09-01 3 节水 《节水装备促进法》 水利部 2023-11-01"
    )
    extraction = extract_text(report(table))
    assert [policy.title for policy in extraction.policies] == ["水泵能效管理条例", "节水装备促进法"]
    assert [reject.record_kind for reject in extraction.rejects] == ["policies"]


def test_a_factor_may_stand_behind_a_figure() -> None:
    lines = ["水泵用户分布", "排名", "省份", "用户数", "占比", "总量"]
    lines += ["1", "浙江", "312", "30.1%", "19.8 万", "2", "山东", "208", "20.2%", "7.31 万"]
    lines += ["3", "河北", "96", "9.3%", "4.2 万"]
    counts = extract_text("\n".join(lines) + "\n").region_counts
    assert [count.count for count in counts if count.measure.endswith("总量")] == [198000, 73100, 42000]


def test_two_labels_that_nobody_declared_where_every_cell_has_its_line() -> None:
    lines = ["水泵产业链位置", "产业链环节", "主要用处", "代表公司/板块", "一句话懂"]
    lines += ["上游（铸件+轴承）", "毛坯铸造、精密加工", "甲铸、乙轴、丙钢", "做泵的骨头"]
    lines += ["中游（整泵制造）", "水力设计、装配与测试", "丁泵、戊机、己工", "把骨头拼起来"]
    lines += ["下游（市政+农业）", "供水、排涝、灌溉", "庚水务、辛农、壬城", "用泵送水"]
    prose = wrap(
        "近年来下游需求保持平稳，企业研发投入持续增加，进口替代逐步推进，行业集中度有所提高。" * 6, 60
    )
    links = extract_text(
        f"{prose}\n\n" + "\n".join(lines) + f"\n资料来源：公开资料整理\n{prose}\n"
    ).value_chain
    assert [link.stage[:2] for link in links] == ["上游", "中游", "下游"]
    assert [link.field for link in links] == [lines[7], lines[11], lines[15]]


def test_the_last_row_does_not_end_where_a_number_goes_on() -> None:
    prose = wrap(
        "近年来下游需求保持平稳，企业研发投入持续增加，进口替代逐步推进，行业集中度有所提高。" * 6, 60
    )
    text = "2018-2020年水泵用户规模 年份 用户规模（万人） 增速 2018年 68.2 -20\n19年 75.0 10.0%"
    extraction = extract_text(f"{prose}\n\n{text}\n资料来源：公开资料整理\n{prose}\n")
    assert not [p for p in extraction.percentages if p.period == "2018"]


def test_a_line_that_ends_well_before_others_ends_its_cell() -> None:
    """Nothing else says that the text of the first row does not go on with the name of the second."""
    lines = [
        "水泵产业链",
        "环节",
        "细分领域",
        "说明",
        "上游",
        "电机",
        "高效电机价格下行",
        "铸件",
        "铸造工艺成熟",
    ]
    lines += ["中游", "整机", "集中度提高，前十家企业占一半以上", "下游", "灌溉", "季节性强"]
    (table,) = find("\n".join([*lines, "资料来源：公开资料整理", ""]))
    assert rows(table) == [
        ["上游", "电机", "高效电机价格下行"],
        ["", "铸件", "铸造工艺成熟"],
        ["中游", "整机", "集中度提高，前十家企业占一半以上"],
        ["下游", "灌溉", "季节性强"],
    ]


def test_a_label_begins_in_no_caption_that_a_line_end_parts_from_it() -> None:
    (table,) = find(
        "水泵产业链\n环节\n说明\n上游\n铸件价格下行。\n下游\n灌溉季节性强。\n资料来源：公开资料整理\n"
    )
    assert table.caption is not None and table.caption.text == "水泵产业链"
    assert [cell.text.text for cell in table.header] == ["环节", "说明"]


@pytest.mark.parametrize("separator", [" ", "\n"], ids=["flattened", "one cell per line"])
@pytest.mark.parametrize("tail", ["起施行", " 生效", "（修订）", "起正式实施"])
def test_what_happened_on_a_date_is_part_of_its_cell(separator: str, tail: str) -> None:
    text = POLICIES.replace("2023年11月", f"2023年11月{tail}").replace("2022年3月", f"2022-03{tail}")
    lines = text.replace(" ", separator)
    policies = extract_text(f"一、政策\n{lines}\n资料来源：公开资料整理\n").policies
    assert [policy.issued for policy in policies] == ["2022-03", "2023-11", "2024-06"]
    assert [policy.issuers[0] for policy in policies] == ["水利部", "工业和信息化部", "中共中央"]


def test_a_title_that_begins_like_what_happened_on_a_date_keeps_its_word() -> None:
    rows = "2022年3月 实施节水行动方案 推广节水。 2023年5月 出台水泵补贴办法 补贴更新。"
    text = f"水泵行业政策 发布时间 政策名称 主要内容 {rows}"
    titles = [policy.title for policy in extract_text(report(text)).policies]
    assert titles == ["实施节水行动方案", "出台水泵补贴办法"]


def test_periods_as_columns_behind_a_label_of_items() -> None:
    (table,) = find(
        "2022-2024年我国水泵成本构成\n部件 2022年 2023年 2024年 电机 52.0% 51.2% 50.4% "
        "叶轮 30.1% 30.8% 31.0% 轴承 17.9% 18.0% 18.6%\n数据来源：某协会\n"
    )
    assert [cell.text.text for cell in table.header] == ["部件", "2022年", "2023年", "2024年"]
    assert rows(table)[1] == ["叶轮", "30.1%", "30.8%", "31.0%"]


@pytest.mark.parametrize("separator", [" ", "\n"], ids=["flattened", "one cell per line"])
def test_areas_that_group_the_regions_are_no_cells(separator: str) -> None:
    rows_ = "华东 浙江 812 江苏 620 华南 广东 540 广西 77 西南 四川 310 合计 2359"
    table = f"2024年水泵企业分布 区域 省份 企业数量（家） {rows_}".replace(" ", separator)
    extraction = extract_text(f"一、分布\n{table}\n资料来源：公开资料整理\n二、结论\n")
    counts = [(count.region, count.count, count.measure) for count in extraction.region_counts]
    assert counts == [
        (region, count, "企业数量")
        for region, count in (("浙江", 812), ("江苏", 620), ("广东", 540), ("广西", 77), ("四川", 310))
    ]
    assert extraction.tables[0].caption == "2024年水泵企业分布"


def test_areas_with_figures_of_their_own_are_regions() -> None:
    (table,) = find(report("2024年水泵企业分布 地区 企业数量（家） 华东 812 华南 540 西南 310 四川 120"))
    assert [row[0] for row in rows(table)] == ["华东", "华南", "西南", "四川"]


def test_digits_left_over_before_the_source_end_a_figure_where_line_ends_cut_figures() -> None:
    """Lines of so many characters each: those with figures are narrower than those of words."""
    cells = (
        "浙江 930 山东 1871 河北 623 福建 117 湖南 1093 江西 217 安徽 690 北京 229 四川 1097 湖北 224 "
        "陕西 2186 河南 337 上海 371 辽宁 1869 重庆 330 天津 1674 广西 341 云南 615 宁夏 19"
    )
    prose = "近年来下游需求保持平稳，企业研发投入持续增加，进口替代逐步推进，行业集中度有所提高。" * 4
    table = f"截至2024年末我国水泵企业分布 地区 企业数量（家） {cells}"
    lines = [text[i : i + 41] for text in (prose, table) for i in range(0, len(text), 41)]
    assert lines[-2].endswith("宁夏 1")
    counts = extract_text("\n".join([*lines, "资料来源：公开资料整理", ""])).region_counts
    assert " ".join(f"{count.region} {count.count}" for count in counts) == cells


def test_marks_of_footnotes_stand_behind_names_and_figures() -> None:
    marked = REGIONS.replace("山东省", "山东省①").replace("96", "96*").replace("浙江 312", "浙江①312")
    (table,) = find(report(marked))
    (plain,) = find(report(REGIONS))
    assert rows(table) == rows(plain)


@pytest.mark.parametrize("band", ["{}年", "【{}】", "{}年度"])
@pytest.mark.parametrize("separator", ["\n", " "])
def test_a_year_above_the_rows_belongs_to_their_months(band: str, separator: str) -> None:
    years = [("2022", ["3月", "11月"]), ("2024", ["6月15日"])]
    bodies = iter(["水利部", "财政部", "国务院"])
    titles = iter(["泵站节能改造办法", "微型泵产业规划", "节水条例"])
    cells = ["微型水泵政策", "政策名称", "发布时间", "发布部门", "主要内容"]
    for year, months in years:
        cells.append(band.format(year))
        for month in months:
            cells += [next(titles), month, next(bodies), "推动老旧泵站更新。"]
    (table,) = find(separator.join(cells) + "\n资料来源：公开资料整理\n")
    assert [row[:2] for row in rows(table)] == [
        ["泵站节能改造办法", "2022年3月"],
        ["微型泵产业规划", "2022年11月"],
        ["节水条例", "2024年6月15日"],
    ]


def test_a_year_and_a_month_apart_are_one_date_and_a_month_in_a_text_is_none() -> None:
    apart = POLICIES.replace("2022年3月", "2022年 3月").replace("2023年11月", "2023年 11月")
    (table,) = find(report(apart.replace("鼓励选用", "每年 4月 检查")))
    assert rows(table)[0][0] == "2022年3月"
    assert rows(table)[0][3] == "推动老旧泵站更新，每年4月检查高效电机。"


@pytest.mark.parametrize("caption", ["", "我国微型水泵行业相关政策一览 "])
def test_rows_of_figures_are_no_caption_of_the_table_below_them(caption: str) -> None:
    series = (
        "2021-2023年我国水泵产量 年份 产量（万台） 同比增长 2021 120.5 -- 2022 131.0 8.7% 2023 150.5 14.9%"
    )
    policies = caption + POLICIES.split(" ", 1)[1]
    found = extract_text(f"{series} {policies}\n资料来源：水泵协会\n".replace(" ", "\n"))
    assert [str(q.value) for q in found.quantities] == ["1205000", "1310000", "1505000"]
    assert [str(p.value) for p in found.percentages] == ["8.7", "14.9"]
    assert len(found.policies) == 3
    assert found.tables[1].caption == (caption.strip() or None)


GROUPS = "浙江 312 20 96 7 山东 208 11 90 5 河北 96 4 80 3 广东 90 2 60 1 江西 12 1 9 1"


@pytest.mark.parametrize(
    "labels",
    [
        "茶园（个） 产值（万元） 合计 其中：有机 合计 其中：出口",
        "茶园 茶企 数量 占比 数量 占比",
        "茶园（个） 2024年公开情况 2022年 2023年 批次（批） 面积（亩）",
    ],
)
def test_labels_below_those_of_groups_are_none_of_their_own(labels: str) -> None:
    """Read as one line, the names of the groups would be the labels of the first columns."""
    assert not [t for t in find(report(f"2024年各省茶园情况 地区 {labels} {GROUPS}")) if t.header]
    single = "茶园（个） 茶企（家） 产量（吨） 面积（亩）"
    (table,) = find(report(f"2024年各省茶园情况 地区 {single} {GROUPS}"))
    assert table.kind == "region_counts"


@pytest.mark.parametrize(
    "caption",
    [
        "表 3 截至 2025 年 6 月各省水泵企业数量",
        "表 1-2 2024 年各省水泵企业数量",
        "各省水泵企业数量（截至 2025 年 6 月）",
    ],
)
@pytest.mark.parametrize("header", ["省份 企业数量（家）", "大区 省份 企业数量（家）"])
def test_a_caption_whose_date_has_spaces_is_no_row_of_figures(caption: str, header: str) -> None:
    body = "\n".join([caption, header, "浙江 120", "江苏 98", "广东 75", "山东 61"])
    found = extract_text(f"二、区域\n各省分布不均。\n{body}\n资料来源：水泵协会\n")
    assert {table.caption for table in found.tables} == {caption}
    assert {r.as_of for r in found.region_counts} == {"2024" if "2024" in caption else "2025-06"}


def test_a_header_with_the_label_of_groups_printed_again_goes_on() -> None:
    header = "大区 省份 企业数量（家）"
    first = [
        "表2 2024年各省水泵企业数量",
        header,
        "华东",
        "浙江 120",
        "江苏 98",
        "山东 61",
        "华南",
        "广东 75",
    ]
    second = [header, "海南 3", "西南", "四川 41", "重庆 22", "资料来源：水泵协会"]
    found = extract_text("二、区域\n各省分布不均。\n" + "\n".join(first) + "\n\f" + "\n".join(second) + "\n")
    assert [(r.region, r.as_of) for r in found.region_counts] == [
        (name, "2024") for name in ("浙江", "江苏", "山东", "广东", "海南", "四川", "重庆")
    ]


def test_a_year_with_no_month_below_it_is_the_year_of_none() -> None:
    assert extract_text("水泵政策\n2022年\n3月 通知\n5月 办法\n2024年\n产量增长。\n") is not None


SPLIT = [
    "一、政策",
    "水泵行业近年得到多方支持。",
    "相关文件如下。",
    "表1 水泵行业政策",
    "发布时间 发布部门 政策名称 主要内容",
    "2021年5月 水利部 泵站管理条例 规定泵站的职责。",
    "2022年3月 水利部 关于泵站节能改造的通知 推动老旧泵站更新。",
    "2023年11月 财政部 微型泵产业发展规划 建设一批生产基地，",
    "\f发布时间 发布部门 政策名称 主要内容",
    "并给予补助。",
    "2024年1月 工业和信息化部 水泵能效管理办法 明确能效等级。",
    "2024年5月 国务院 节水条例 规定用水定额。",
    "资料来源：水泵协会",
]


def test_a_header_that_a_page_prints_again_stands_in_no_row() -> None:
    found = extract_text("\n".join(SPLIT) + "\n")
    assert [policy.content for policy in found.policies] == [
        "规定泵站的职责。",
        "推动老旧泵站更新。",
        "建设一批生产基地， 并给予补助。",
        "明确能效等级。",
        "规定用水定额。",
    ]
    assert len(found.tables) == 1


@pytest.mark.parametrize(
    ("cell", "broken"),
    [
        ("微型泵产业发展规划 建设一批生产基地，\n", "微型泵产业发 建设一批生\n\f展规划\n产基地，"),
        ("微型泵产业发展规划 建设一批生产基地，\n\f", "微型泵产业发 建设一批生产基地，\n\f展 "),
        ("微型泵产业发展规划 建设一批生产基地，", "关于做好泵站的工 建设生产、修理等基\n作的意见 地，"),
        ("财政部 微型泵产业发展规划", "微型泵产业发展规\n划的通知财政部 关于泵站的意见"),
        ("财政部 微型泵产业发展规划", "泵站运行安全管\n理操作指引"),
    ],
)
def test_cells_that_line_and_page_ends_mix_are_refused(cell: str, broken: str) -> None:
    text = "\n".join(SPLIT)
    assert cell in text
    found = extract_text(text.replace(cell, broken) + "\n")
    assert [policy.content for policy in found.policies if policy.issued == "2023-11"] == []
    assert found.rejects


def test_a_list_whose_dates_no_label_names_is_refused() -> None:
    rows = [
        "水利部 关于泵站节能改造的通知 推动老旧泵站更新。 2022年3月",
        "财政部 微型泵产业发展规划 建设一批生产基地。 2023年11月",
        "国务院 节水条例 规定用水定额。",
    ]
    header = "水泵行业政策 发布部门 政策名称 主要内容 2021年5月"
    assert not extract_text("\n".join([header, *rows, "资料来源：水泵协会"]) + "\n").policies


def test_the_only_row_of_a_list_is_no_beginning_of_a_sentence() -> None:
    lines = ["发布时间 政策名称 主要内容", "2022年3月 关于泵站节能改造的通知 推动老旧泵站更新，鼓励选用高效"]
    assert not extract_text("水泵行业政策\n" + "\n".join(lines) + "\n电机并予补助 序号 12\n").policies


def test_the_second_part_of_a_title_begins_no_row() -> None:
    policies = (
        ("水泵产业提升行动方案（2022—2025年）", "水利部、工业和信息化部", "2022-03-01", "推动老旧泵站更新。"),
        ("灌溉用水泵和水泵机组 安全要求", "市场监管总局、国家标准委", "2023-07-24", "规定电安全试验项目。"),
        ("关于推进泵站节能改造的通知", "水利部", "2024-05-06", "鼓励选用高效电机。"),
    )
    text = "政策名称 发文机关 成文日期 政策要点 " + " ".join(" ".join(row) for row in policies)
    (table,) = find("一、政策\n\n水泵行业政策\n" + wrap(text, 200) + "\n\n二、其他\n")
    assert rows(table) == [[cell.replace(" ", "") for cell in row] for row in policies]


def test_a_header_goes_on_below_the_line_of_its_caption_where_that_ends_with_a_unit() -> None:
    """The next label did not fit on the line."""
    prose = "近年来下游需求保持平稳，企业研发投入持续增加，进口替代逐步推进，集中度提高。"
    text = (
        f"{prose}\n{prose}\n{prose}\n图表1：截至2022年5月水泵企业分布 省（区、市） 水泵基地数（个）\n"
        "水泵企业数量及产能（家） 销量（万台） 辽宁 710 1134 8,639 福建 531 593 1,535\n"
        f"安徽 508 477 1,066 云南省 329 441 1,058\n资料来源：公开资料整理\n{prose}\n{prose}\n"
    )
    (table,) = find(text)
    assert table.kind == "region_counts" and len(table.rows) == 4


@pytest.mark.parametrize("sign", ["—", "--"])
def test_a_sign_says_that_nobody_is_named_as_issuer(sign: str) -> None:
    text = (
        "水泵行业政策 发布部门 发布时间 政策名称 主要内容 "
        f"{sign} 2021年11月 关于开展水泵市场秩序整治的意见 引导企业加大投入，构建良好生态。 "
        "财政部 2022年1月 水泵补助办法 明确对象。 "
        f"{sign} 2022年6月 商务部关于水泵出口的通知 对出口给予支持。"
    )
    (table,) = find(report(text))
    assert [row[0] for row in rows(table)] == [sign, "财政部", sign]
    assert [row[2] for row in rows(table)][2] == "商务部关于水泵出口的通知"
