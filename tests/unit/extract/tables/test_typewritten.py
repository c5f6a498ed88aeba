"""Columns of white space in a text are those of an aligned table."""

from __future__ import annotations

from report_etl import extract_text

POLICIES = """
表1 近年来我国制冰行业相关政策

发布部门            政策名称                    发布时间    主要内容
工业和信息化部、国  关于推进制冰设备节能改造的  2021年3月   鼓励采用变频机组，淘汰高耗水装
家机关事务管理局    指导意见                                置。
商务部              冷饮流通管理办法            2022年7月   明确冰块运输的温度要求。
市场监管总局、国家  食用冰卫生规范（试行）      2023年11月  对模具清洗与检验频次作出规定，
卫生健康委                                                  每批留样。

资料来源：公开资料整理
"""


def test_wrapped_cells_of_a_text_go_on_in_their_own_column() -> None:
    found = extract_text(POLICIES)
    assert [(p.issued, p.title, p.content) for p in found.policies] == [
        ("2021-03", "关于推进制冰设备节能改造的指导意见", "鼓励采用变频机组，淘汰高耗水装置。"),
        ("2022-07", "冷饮流通管理办法", "明确冰块运输的温度要求。"),
        ("2023-11", "食用冰卫生规范（试行）", "对模具清洗与检验频次作出规定，每批留样。"),
    ]
    assert found.policies[0].issuers == ["工业和信息化部", "国家机关事务管理局"]
    (table,) = found.tables
    assert (table.layout, table.caption) == ("aligned", "表1 近年来我国制冰行业相关政策")


def test_values_point_into_the_text_and_at_no_place_on_a_page() -> None:
    found = extract_text(POLICIES)
    where = found.policies[0].provenance
    assert POLICIES[where.start : where.end].startswith("工业和信息化部")
    assert where.boxes == []


def test_tabs_lead_to_the_same_place_in_neighbouring_lines() -> None:
    rows = ["地区\t冰库数量（万座）\t占比（%）", "内蒙古\t5.36\t41.9", "广东\t4.24\t33.1", "江苏\t3.20\t25.0"]
    found = extract_text("\n".join(["表2 2024年末各地冰库数量", "", *rows, ""]))
    assert [(r.region, r.count, str(r.share)) for r in found.region_counts] == [
        ("内蒙古", 53600, "41.9"),
        ("广东", 42400, "33.1"),
        ("江苏", 32000, "25.0"),
    ]


def test_a_text_without_columns_has_none() -> None:
    lines = ["2024年，我国制冰机产量为  36万台，", "其中  商用机占  62.5%。", "出口额  约4亿元。"]
    assert extract_text("\n".join(lines)).tables == []


def test_labels_as_many_as_columns_are_theirs_in_turn_wherever_they_stand() -> None:
    rows = [
        "  排名      地区            产量          占比",
        "  1                   天津          1712         49.6%",
        "  2                   广东           962         27.9%",
        "  3                   江苏           776         22.5%",
    ]
    (table,) = extract_text("\n".join(["表4  2024年各地区自行车产量", "", *rows, ""])).tables
    assert (table.header, table.rows[1]) == (["排名", "地区", "产量", "占比"], ["2", "广东", "962", "27.9%"])


def test_the_title_at_the_head_of_a_page_is_no_line_of_the_row_cut_there() -> None:
    title = "2025-2030年中国制冰行业前景预测报告"
    first, second = POLICIES.split("市场监管总局、国家", 1)
    pages = [f"{title}\n{first}", f"山岚数据                        {title}\n\n市场监管总局、国家{second}"]
    assert [policy.title for policy in extract_text("\f".join(pages)).policies] == [
        "关于推进制冰设备节能改造的指导意见",
        "冷饮流通管理办法",
        "食用冰卫生规范（试行）",
    ]
