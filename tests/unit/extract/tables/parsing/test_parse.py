"""Rows → records: values, units, periods, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report_etl.extract.tables.matching.labels import header_name
from report_etl.models import Layout
from tests.unit.extract.tables.raw import parse, parse_raw, raw_table

POLICY_HEADER = ["发布时间", "发布部门", "政策名称", "主要内容"]


# --- policies --------------------------------------------------------------------------------------


def test_a_policy_row_becomes_a_policy() -> None:
    parsed = parse(
        POLICY_HEADER,
        [["2023年\n3月", "财政部、商务部等八部门", "《关于支持泵业发展的意见》", "给予补贴。"]],
        caption="泵业政策",
    )
    (policy,) = parsed.policies
    assert (policy.issued, policy.issuers, policy.issuer_count) == ("2023-03", ["财政部", "商务部"], 8)
    assert (policy.title, policy.content, policy.caption) == (
        "关于支持泵业发展的意见",
        "给予补贴。",
        "泵业政策",
    )
    assert policy.provenance.rule == "ruled_table/policies"


def test_a_row_joined_to_the_header_printed_again_is_refused() -> None:
    row = ["2023年3月", "财政部", "关于某事的通知", "给予补贴。"]
    joined = ["2023年4月", "财政部", "政策名称关于另一事的通知", "主要内容给予奖励。"]
    parsed = parse(POLICY_HEADER, [row, row, joined])
    assert len(parsed.policies) == 2
    assert [r.reason for r in parsed.rejects] == ["the labels of the columns stand in the cells of the row"]


def test_a_row_without_a_date_among_dated_rows_is_refused() -> None:
    row = ["2023年3月", "财政部", "关于某事的通知", "给予补贴。"]
    torn = ["", "财政部", "关于另一事的通知", "给予奖励。"]
    parsed = parse(POLICY_HEADER, [row, row, row, torn])
    assert (len(parsed.policies), [r.reason for r in parsed.rejects]) == (
        3,
        ["the row has no date, and the others have"],
    )
    assert len(parse(POLICY_HEADER, [row, torn, torn]).policies) == 3
    unknown = ["-", *torn[1:]]  # said to have none
    assert len(parse(POLICY_HEADER, [row, row, row, unknown]).policies) == 4


def test_a_row_whose_date_goes_on_in_the_next_one_is_refused() -> None:
    rows = [
        ["2021-04-2", "财政部", "薯类加工补贴", "明确补贴"],
        ["7", "办公厅", "管理办法", "对象。"],
        ["2021-09-03", "商务部", "薯类流通条例", "规范标签。"],
    ]
    parsed = parse(POLICY_HEADER, rows)
    assert [p.title for p in parsed.policies] == ["薯类流通条例"]
    assert parsed.rejects[0].reason == "its date goes on in the row below"


def test_issuers_with_nothing_between_them_are_refused() -> None:
    rows = [["2021-04", "财政部某某司商务部办公厅", "薯类管理办法", "对象。"]] * 2
    parsed = parse(POLICY_HEADER, rows)
    assert not parsed.policies
    assert parsed.rejects[0].reason == "the names of several issuers have nothing between them"


def test_a_row_with_nothing_but_a_title_is_refused() -> None:
    header = ["政策名称", "主要内容"]
    parsed = parse(header, [["关于某事的通知", "给予补贴。"], ["某业发展规划", ""]], caption="泵业政策")
    assert [p.title for p in parsed.policies] == ["关于某事的通知"]
    assert [r.reason for r in parsed.rejects] == ["the row has nothing but a title"]


def test_a_title_from_side_to_side_between_rows_is_no_policy() -> None:
    row = ["财政部", "关于某事的通知", "给予补贴。"]
    parsed = parse(["发布部门", "政策名称", "主要内容"], [["地方法规"] * 3, row, ["地方规章"] * 3, row])
    assert ([p.title for p in parsed.policies], parsed.rejects) == (["关于某事的通知"] * 2, [])


def test_the_provenance_of_a_policy_covers_its_cells() -> None:
    table, text = raw_table(POLICY_HEADER, [["2023年3月", "财政部", "关于某事的通知", "给予补贴。"]])
    (policy,) = parse_raw(table, text).policies
    where = policy.provenance
    assert text[where.start : where.end] == "2023年3月\n财政部\n关于某事的通知\n给予补贴。"


def test_several_titles_in_a_cell_are_several_policies() -> None:
    parsed = parse(
        ["时间", "发布机构", "相关文件"], [["2024年", "国务院", "《甲条例》《乙办法》"]], caption="法规"
    )
    assert [policy.title for policy in parsed.policies] == ["甲条例", "乙办法"]


def test_a_policy_of_a_province_has_its_code() -> None:
    parsed = parse(
        ["省市", "时间", "文件名称"], [["广西壮族自治区", "2024-02", "泵业三年行动计划"]], caption="地方政策"
    )
    (policy,) = parsed.policies
    assert (policy.region, policy.region_code, policy.issuers) == ("广西", "450000", [])


def test_signs_for_no_value_are_null() -> None:
    parsed = parse(
        POLICY_HEADER, [["—", "—", "关于某事的通知", "—"], ["2023年3月", "财政部", "某事条例", "内容。"]]
    )
    policy = parsed.policies[0]
    assert (policy.issued, policy.issuers, policy.content) == (None, [], None)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (["2023年13月", "财政部", "关于某事的通知", "内容。"], "month"),
        (["三月", "财政部", "关于某事的通知", "内容。"], "no date"),
        (["2023年3月", "财政部", "", "内容。"], "names no policy"),
        (["2023年3月", "财政部", "推动发展。给予支持。", "内容。"], "full stop"),
    ],
)
def test_a_row_that_breaks_its_columns_is_refused(row: list[str], says: str) -> None:
    good = ["2023年3月", "财政部", "关于某事的通知", "内容。"]
    parsed = parse(POLICY_HEADER, [good, good, good, row], caption="政策")
    assert len(parsed.policies) == 3
    (reject,) = parsed.rejects
    assert reject.record_kind == "policies"
    assert says in reject.reason
    assert "内容。" in reject.raw


def test_a_row_with_two_readings_is_refused_with_them() -> None:
    row = ["2023年3月", "财政部", "关于某事的通知", "内容。"]
    parsed = parse(POLICY_HEADER, [row, row], readings={1: (("甲", "乙"), ("丙",))})
    assert len(parsed.policies) == 1
    assert parsed.rejects[0].readings == ["甲 | 乙", "丙"]


def test_a_row_whose_columns_are_not_sure_is_refused() -> None:
    parsed = parse(
        POLICY_HEADER, [["2023年3月", "财政部", "某事", "内容"]], caption="政策文件", confidence=0.1
    )
    assert not parsed.policies


def test_words_under_no_header_refuse_the_row() -> None:
    parsed = parse(
        [*POLICY_HEADER, ""],
        [
            ["2023年3月", "财政部", "某事条例", "内容。", "余下"],
            ["2023年3月", "财政部", "某事办法", "内容。", ""],
        ],
        layout=Layout.ALIGNED,
    )
    assert [policy.title for policy in parsed.policies] == ["某事办法"]
    assert len(parsed.rejects) == 1


# --- chains ------------------------------------------------------------------------------------------------


def test_a_stage_holds_until_the_next_one() -> None:
    parsed = parse(
        ["环节", "领域", "相关介绍"],
        [["上游", "电机", "价格下行。"], ["", "叶轮", "工艺成熟。"], ["下游", "灌溉", "季节性强。"]],
    )
    assert [(link.stage, link.field) for link in parsed.value_chain] == [
        ("上游", "电机"),
        ("上游", "叶轮"),
        ("下游", "灌溉"),
    ]


def test_a_chain_whose_field_is_not_sure_is_refused() -> None:
    rows = [["上游", "铸造厂", "东部", "以灰铁为主。"], ["下游", "水务集团", "西部", "更新需求平稳。"]]
    parsed = parse(["环节", "典型角色", "分布地带", "特征描述"], rows)
    assert not parsed.value_chain
    assert {reject.reason for reject in parsed.rejects} == {"which column names the field is not sure"}


def test_a_chain_without_names_between_has_no_field() -> None:
    parsed = parse(["环节", "特征描述"], [["上游", "以灰铁为主。"], ["下游", "更新需求平稳。"]])
    assert [(link.stage, link.field) for link in parsed.value_chain] == [("上游", None), ("下游", None)]


def test_after_a_refused_row_the_stage_is_not_known() -> None:
    parsed = parse(
        ["环节", "领域", "相关介绍"],
        [["上游", "电机", "价格下行。"], ["下游", "灌溉", "季节性强。"], ["", "市政", "稳定。"]],
        readings={1: (("下游",), ("灌溉",))},
    )
    assert [link.field for link in parsed.value_chain] == ["电机"]
    assert len(parsed.rejects) == 2


# --- every table --------------------------------------------------------------------------------------------


def test_a_table_of_no_known_kind_is_kept_whole() -> None:
    parsed = parse(["股东", "性质"], [["甲", "自然人"], ["乙", "法人"]], caption="股东")
    (table,) = parsed.tables
    assert (table.kind, table.header, table.rows) == (
        "unknown",
        ["股东", "性质"],
        [["甲", "自然人"], ["乙", "法人"]],
    )
    assert parsed.claims


# --- cells that are not whole ------------------------------------------------------------------------


def test_a_title_whose_bracket_has_no_partner_is_refused() -> None:
    rows = [
        ["2023年3月", "财政部", "《泵业发展规划", "给予补贴。"],
        ["2024年", "商务部", "泵业管理办法", "明确。"],
    ]
    parsed = parse(POLICY_HEADER, rows, caption="泵业政策")
    assert [policy.title for policy in parsed.policies] == ["泵业管理办法"]
    assert len(parsed.rejects) == 1


def test_a_stage_or_field_whose_bracket_has_no_partner_is_refused() -> None:
    rows = [
        ["上游（基础软", "运营服务", "以进口为主。"],
        ["", "技术服务", "竞争充分。"],
        ["中游", "检测", "分散。"],
    ]
    parsed = parse(["环节", "领域", "说明"], rows)
    assert [link.stage for link in parsed.value_chain] == ["中游"]
    assert len(parsed.rejects) == 2


def test_issuers_under_an_unknown_label_although_a_row_is_broken() -> None:
    names = ["司法部", "商务部", "工信部", "水利部", "。 科技部"]
    rows = [[f"202{n}年", name, "水泵管理办法", "明确对象。"] for n, name in enumerate(names)]
    parsed = parse(["日期", "签发机构名", "政策名称", "内容"], rows, caption="水泵政策")
    assert [policy.issuers for policy in parsed.policies] == [[name] for name in names[:4]]


def test_a_footnote_mark_behind_the_unit_of_a_header() -> None:
    assert header_name("企业数量（家）①") == header_name("企业数量（家）")


def test_a_figure_with_the_sign_of_a_bound_is_qualified_and_no_count() -> None:
    rows = [["2023年", "~97亿元", "8%"], ["2024年", "105亿元", "30%+"], ["2025年", "120亿元+", "—"]]
    parsed = parse(["年份", "市场规模", "增速"], rows)
    assert [(str(q.value), q.qualifier) for q in parsed.quantities] == [
        ("9700000000", "about"),
        ("10500000000", "exact"),
        ("12000000000", "over"),
    ]
    assert [(str(p.value), p.qualifier) for p in parsed.percentages] == [("8", "exact"), ("30", "over")]
    counts = parse(["省份", "企业数量"], [["浙江", "约500"], ["山东", "320"], ["江苏", "280"]])
    assert [record.region for record in counts.region_counts] == ["山东", "江苏"]
    assert [reject.record_kind for reject in counts.rejects] == ["region_counts"]


@pytest.mark.parametrize(("label", "kept"), [("类别", 1), ("发布日期", 0)])
def test_a_merged_cell_that_is_not_known_costs_no_more_than_a_category(label: str, kept: int) -> None:
    rows = [["", "农业农村部", "薯类种苗繁育条例", "扩大覆盖面。"]]
    table, text = raw_table([label, "发布机构", "文件名称", "主要内容"], rows)
    (row,) = table.rows
    first = replace(row.cells[0], unsure=True)
    parsed = parse_raw(replace(table, rows=(replace(row, cells=(first, *row.cells[1:])),)), text)
    assert (len(parsed.policies), len(parsed.rejects)) == (kept, 1 - kept)


@pytest.mark.parametrize("nation", ["国家层面", "国家级", "国家", "全国", "中央层面"])
def test_a_policy_of_the_whole_country_is_of_no_region(nation: str) -> None:
    header = ["层级/地区", "年份", "发文部门", "文件名称", "要点"]
    rows = [[nation, "2023年", "农业农村部", "《关于发展茶业的指导意见》", "扩大茶园。"]]
    rows += [["浙江省", "2024年", "浙江省农业农村厅", "《浙江省茶业发展规划》", "扩大茶园。"]]
    assert [policy.region for policy in parse(header, rows).policies] == [None, "浙江"]


def test_raised_marks_are_no_part_of_a_title() -> None:
    header = ["发布时间", "政策名称", "主要内容"]
    row = ["2023年3月", "水泵能效办法⁽¹⁾", "推广节能水泵。"]
    (policy,) = parse(header, [row]).policies
    assert policy.title == "水泵能效办法"


def test_a_cell_across_the_table_names_the_region_of_the_rows_below() -> None:
    header = ["发布时间", "政策名称", "主要内容"]
    row = ["2023年3月", "水泵能效办法", "推广节能水泵。"]
    table, text = raw_table(header, [row, ["甘肃省", "", ""], row, ["国家层面", "", ""], row])
    rows = [
        replace(r, cells=(first, *(replace(first, merged=True) for _ in r.cells[1:])))
        if not r.cells[1].text
        else r
        for r in table.rows
        for first in r.cells[:1]
    ]
    parsed = parse_raw(replace(table, rows=tuple(rows)), text)
    assert [policy.region for policy in parsed.policies] == [None, "甘肃", None]
    assert not parsed.rejects


def test_a_chain_may_be_numbered() -> None:
    parsed = parse(
        ["序号", "环节", "领域", "说明"], [["1", "上游", "铸件", "供应泵壳。"]], caption="泵业产业链"
    )
    assert [(v.stage, v.field) for v in parsed.value_chain] == [("上游", "铸件")]
