"""Rows → records: values, units, periods, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from report_etl.catalog import load_catalog
from report_etl.extract.provenance import Locator
from report_etl.extract.tables import shape_and_match
from report_etl.extract.tables.context import Parsed
from report_etl.extract.tables.labels import header_name
from report_etl.extract.tables.measures import caption_core, caption_period, level_figure, scale_of
from report_etl.extract.tables.parse import parse_table
from report_etl.models import Layout
from report_etl.readers import read_bytes
from tests.unit.extract.tables.raw import raw_table

POLICY_HEADER = ["发布时间", "发布部门", "政策名称", "主要内容"]


def parse(header: list[str], rows: list[list[str]], **options: Any) -> Parsed:
    table, text = raw_table(header, rows, **options)
    shaped, match = shape_and_match(table, load_catalog())
    return parse_table(shaped, match, Locator(read_bytes(text.encode(), "x.txt"), "0"), table)


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


def test_the_provenance_of_a_policy_covers_its_cells() -> None:
    table, text = raw_table(POLICY_HEADER, [["2023年3月", "财政部", "关于某事的通知", "给予补贴。"]])
    shaped, match = shape_and_match(table, load_catalog())
    (policy,) = parse_table(shaped, match, Locator(read_bytes(text.encode(), "x.txt"), "0"), table).policies
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


# --- regions -----------------------------------------------------------------------------------------


def test_counts_are_expanded_by_the_unit_of_the_header() -> None:
    parsed = parse(
        ["排名", "地区", "保有量（万台）", "占比"],
        [["1", "浙江省", "12.5", "50.0%"], ["2", "国资委", "3", "12.0%"], ["—", "合计", "25", "100%"]],
        caption="截至2024年11月各省水泵保有量",
    )
    first, second = parsed.region_counts
    assert (first.region, first.region_code, first.count, first.unit) == ("浙江", "330000", 125000, "台")
    assert (first.as_of, first.share, first.rank) == ("2024-11", Decimal("50.0"), 1)
    assert first.measure == "水泵保有量"
    assert (second.region, second.region_code) == ("国资委", None)
    (total,) = parsed.table_totals
    assert (total.value, total.unit) == (Decimal(250000), "台")


def test_a_share_belongs_to_the_count_that_its_header_names() -> None:
    parsed = parse(
        ["省份", "产能（万吨）", "企业数（家）", "产能占比"],
        [["福建", "60", "210", "30.0%"], ["海南", "20", "95", "10.0%"]],
        caption="2024年海藻肥产能及企业数",
    )
    assert [(count.unit, count.share) for count in parsed.region_counts][:2] == [
        ("吨", Decimal("30.0")),
        ("家", None),
    ]


def test_a_header_may_name_a_part_of_the_year_of_the_caption() -> None:
    header = ["省份", "8月产量（吨）", "1-8月累计产量（吨）", "企业数（家）"]
    rows = [["福建", "60", "210", "30"], ["海南", "20", "95", "10"]]
    counts = parse(header, rows, caption="2025年8月各省海藻肥产量").region_counts
    assert [count.as_of for count in counts][:3] == ["2025-08", "2025-01/2025-08", "2025-08"]
    counts = parse(header, rows, caption="各省海藻肥产量").region_counts
    assert [count.as_of for count in counts][:3] == [None, None, None]


def test_the_unit_may_stand_above_the_table() -> None:
    parsed = parse(
        ["地区", "进口额", "出口额"], [["北京", "1.5", "2.25"], ["上海", "3", "4"]], unit_note="亿元"
    )
    assert [(count.count, count.unit, count.measure) for count in parsed.region_counts][:2] == [
        (150000000, "元", "进口额"),
        (225000000, "元", "出口额"),
    ]


def test_growth_in_a_region_table_is_no_share() -> None:
    parsed = parse(
        ["地区", "产量（万吨）", "同比"],
        [["山东", "120.5", "-3.2%"], ["河南", "98", "1%"]],
        caption="2023年产量",
    )
    assert all(count.share is None for count in parsed.region_counts)
    first = parsed.percentages[0]
    assert (first.subject, first.measure, first.value, first.direction) == (
        "山东",
        "产量同比",
        Decimal("3.2"),
        "down",
    )
    assert (first.kind, first.period) == ("growth", "2023")


def test_a_cell_may_print_its_unit() -> None:
    parsed = parse(["地区", "数量"], [["北京", "96款"], ["上海", "1.2万款"]])
    assert [(count.count, count.unit) for count in parsed.region_counts] == [(96, "款"), (12000, "款")]


def test_a_region_without_a_figure_gives_nothing_and_a_word_for_one_is_refused() -> None:
    parsed = parse(
        ["地区", "数量（家）"],
        [["北京", "12"], ["上海", "—"], ["广东", "约三百"], ["浙江", "9"], ["河北", "8"]],
    )
    assert [count.region for count in parsed.region_counts] == ["北京", "浙江", "河北"]
    assert [reject.record_kind for reject in parsed.rejects] == ["region_counts"]


# --- series and compositions ---------------------------------------------------------------------------


def test_a_series_gives_amounts_and_growth() -> None:
    parsed = parse(
        ["年份", "产量（万吨）", "市场规模（亿元）", "规模增速"],
        [
            ["2022年", "13.5", "155.7", "—"],
            ["2023年", "12.9", "149.3", "-4.1%"],
            ["2024年E", "14", "160", "7.2%"],
        ],
        caption="2022-2024年我国水泵产量及市场规模",
    )
    amounts = [(q.subject, q.measure, q.value, q.unit, q.period, q.forecast) for q in parsed.quantities]
    assert amounts[0] == ("水泵", "产量", Decimal(135000), "吨", "2022", False)
    assert amounts[1] == ("水泵", "市场规模", Decimal(15570000000), "元", "2022", False)
    assert amounts[-1][-2:] == ("2024", True)
    growth = parsed.percentages[0]
    assert (growth.subject, growth.measure, growth.value) == ("水泵市场规模", "规模增速", Decimal("4.1"))
    assert (growth.kind, growth.direction, growth.period) == ("growth", "down", "2023")


def test_money_has_its_currency() -> None:
    parsed = parse(["年份", "出口额（亿美元）"], [["2022年", "3.1"], ["2023年", "2.9"]], caption="水泵出口额")
    quantity = parsed.quantities[0]
    assert (quantity.value, quantity.unit, quantity.currency, quantity.kind) == (
        Decimal(310000000),
        "美元",
        "USD",
        "money",
    )


def test_physical_units_are_not_expanded() -> None:
    parsed = parse(["年份", "新增装机（GW）"], [["2022", "87.4"], ["2023", "216.3"]], caption="装机")
    assert [(q.value, q.unit) for q in parsed.quantities] == [
        (Decimal("87.4"), "GW"),
        (Decimal("216.3"), "GW"),
    ]


def test_items_with_shares_and_a_total() -> None:
    parsed = parse(
        ["大类", "品类", "需求量（亿吨）", "占比"],
        [
            ["农产品", "果蔬", "1.42", "56%"],
            ["农产品", "肉类", "0.84", "34%"],
            ["副产品", "皮、毛等", "0.25", "10%"],
            ["合计", "合计", "2.51", "100%"],
        ],
        caption="2024年需求结构",
    )
    assert [p.subject for p in parsed.percentages] == ["果蔬", "肉类", "副产品"]
    assert all(p.kind == "share" and p.period == "2024" for p in parsed.percentages)
    first = parsed.quantities[0]
    assert (first.subject, first.value, first.unit) == ("果蔬", Decimal(142000000), "吨")
    assert [total.value for total in parsed.table_totals] == [Decimal(251000000)]


def test_a_note_behind_the_figures_is_no_item() -> None:
    rows = [["电机", "52.0%", "含轴承"], ["叶轮", "48.0%", "不含密封件"]]
    parsed = parse(["部件", "成本占比", "备注"], rows, caption="水泵成本构成")
    assert [p.subject for p in parsed.percentages] == ["电机", "叶轮"]


def test_a_negative_share_is_refused() -> None:
    parsed = parse(["部件", "占比"], [["电机", "52%"], ["叶轮", "-3%"]], caption="成本构成")
    assert len(parsed.percentages) == 1
    assert "negative" in parsed.rejects[0].reason


def test_balances_without_a_period_are_no_quantities() -> None:
    parsed = parse(["项目", "期末余额", "期初余额"], [["存款", "1", "2"]], unit_note="元")
    assert not parsed.quantities and not parsed.rejects
    assert [table.kind for table in parsed.tables] == ["unknown"]


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


@pytest.mark.parametrize(
    ("unit", "factor", "base"),
    [
        ("亿元", 10**8, "元"),
        ("万亿美元", 10**12, "美元"),
        ("万吨", 10**4, "吨"),
        ("千瓦", 1, "千瓦"),
        ("万千瓦", 10**4, "千瓦"),
        ("亿千瓦时", 10**8, "千瓦时"),
        ("GW", 1, "GW"),
        ("元/吨", 1, "元/吨"),
        ("万立方米", 10**4, "立方米"),
        ("亿人次", 10**8, "人次"),
        ("家", 1, "家"),
        (None, 1, None),
    ],
)
def test_units(unit: str | None, factor: int, base: str | None) -> None:
    scale = scale_of(unit)
    assert (scale.factor, scale.unit) == (factor, base)


@pytest.mark.parametrize(
    ("caption", "core", "period"),
    [
        ("表2 2019-2024年我国水泵产量及规模", "水泵产量及规模", "2019/2024"),
        ("截至2024年底全国水泵企业分布情况", "水泵企业", "2024"),
        ("图表3：2025年上半年各省备案排名", "备案", "2025-H1"),
        ("水泵成本构成", "水泵成本", None),
        ("2022年6月与2023年6月中国水泵企业数", "水泵企业数", None),
    ],
)
def test_what_a_caption_is_about(caption: str, core: str, period: str | None) -> None:
    assert (caption_core(caption), caption_period(caption)) == (core, period)


@pytest.mark.parametrize(
    ("header", "caption", "subject", "measure"),
    [
        ("产量（万吨）", "2020-2024年我国水泵产量及规模", "水泵", "产量"),
        ("冷库库容", "冷库与冷藏车规模", "冷库", "库容"),
        ("新增装机（GW）", "我国光伏装机规模", "光伏", "新增装机"),
        ("出货量（万部）", "2024年手机出货", "手机", "出货量"),
        ("数量", None, None, "数量"),
        ("销量（台）", "收入预测", None, "销量"),
        ("主营业务收入（亿元）", "2020-2024年我国水泵行业收入与产量", "水泵行业", "主营业务收入"),
    ],
)
def test_subject_and_measure(header: str, caption: str | None, subject: str | None, measure: str) -> None:
    figure = level_figure(header_name(header), caption)
    assert (figure.subject, figure.measure) == (subject, measure)


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


def test_a_letter_after_a_region_is_a_figure_misread() -> None:
    parsed = parse(["地区", "产量（万吨）"], [["福建", "56.8"], ["安徽l", "7.9"], ["广东", "17.5"]])
    assert [count.region for count in parsed.region_counts] == ["福建", "广东"]
    assert len(parsed.rejects) == 1


def test_figures_that_stand_before_a_second_region_are_no_counts() -> None:
    rows = [["四川", "247 湖南省", "61"], ["广西", "191 西藏", "25"], ["上海", "149 贵州省", "21"]]
    assert not parse(["省市", "数量/款省市", "数量/款"], rows).region_counts


# --- headers with periods, points, bounds --------------------------------------------------------------


def test_a_change_in_points_beside_shares_of_two_years() -> None:
    parsed = parse(
        ["技术路线", "装机占比 2023年", "装机占比 2024年", "变化（百分点）"],
        [["锂电", "97.4%", "96.4%", "-1.0"], ["液流", "0.4%", "1.0%", "0.6"]],
        caption="2023-2024年技术路线占比",
    )
    found = [(p.subject, p.kind, p.direction, str(p.value), p.period) for p in parsed.percentages]
    assert found[:3] == [
        ("锂电", "share", None, "97.4", "2023"),
        ("锂电", "share", None, "96.4", "2024"),
        ("锂电", "change_points", "down", "1.0", "2024"),
    ]
    assert not parsed.quantities


def test_growth_beside_columns_of_years_is_of_the_last_year() -> None:
    parsed = parse(
        ["产品", "2022年", "2023年", "涨跌幅"], [["甲", "10", "12", "20%"], ["乙", "5", "4", "-20%"]]
    )
    assert {p.period for p in parsed.percentages} == {"2023"}


def test_items_under_an_unknown_label_where_the_caption_says_so() -> None:
    rows = [["不足2小时", "13.4%"], ["2-4小时", "86.6%"]]
    assert len(parse(["储能时长", "装机占比"], rows, caption="2024年底储能时长结构").percentages) == 2
    assert not parse(["储能时长", "装机占比"], rows, caption="2024年底储能").percentages


def test_a_column_that_names_a_part_is_a_share_where_the_caption_says_so() -> None:
    parsed = parse(
        ["年份", "10元以下", "10元及以上"], [["2023年", "40.5%", "59.5%"]], caption="近年水泵价格带销量占比"
    )
    assert [(p.subject, p.measure, p.kind) for p in parsed.percentages] == [
        ("10元以下", "水泵价格带销量占比", "share"),
        ("10元及以上", "水泵价格带销量占比", "share"),
    ]


def test_a_column_of_totals_is_of_what_the_caption_is_about() -> None:
    parsed = parse(["年份", "合计（万台）", "同比"], [["2023年", "98", "2.9%"]], caption="我国水泵产量")
    assert [(q.subject, q.measure) for q in parsed.quantities] == [("水泵", "产量")]
    assert [p.subject for p in parsed.percentages] == ["水泵产量"]


def test_a_share_that_is_a_bound_leaves_the_count() -> None:
    parsed = parse(["地区", "医院（家）", "占比"], [["广东", "96", "99.9%"], ["西藏", "12", "<0.1%"]])
    assert [(c.region, c.count, c.share) for c in parsed.region_counts][1] == ("西藏", 12, None)


def test_a_total_merged_over_parts_side_by_side() -> None:
    rows = [["浙江", "3", "山东", "2"], ["广东", "4", "福建", "1"], ["合计", "合计", "10", "10"]]
    parsed = parse(["地区", "装机", "地区", "装机"], rows, caption="各地区装机")
    assert [str(total.value) for total in parsed.table_totals] == ["10"]
    assert not parsed.rejects


def test_a_measure_named_with_another_in_the_caption() -> None:
    header = ["地区", "产能（万吨）", "企业数（家）"]
    parsed = parse(header, [["广东", "3", "2"], ["福建", "4", "1"]], caption="各地区再生塑料产能及企业数")
    assert {c.measure for c in parsed.region_counts} == {"再生塑料产能", "再生塑料企业数"}


def test_a_part_of_a_company_is_no_count() -> None:
    parsed = parse(["地区", "企业数（家）"], [["广东", "3.152"], ["福建", "4"], ["山东", "5"]])
    assert [count.region for count in parsed.region_counts] == ["福建", "山东"]
    assert len(parsed.rejects) == 1
    assert not parse(["地区", "平均企业数（家）"], [["广东", "3.1"], ["福建", "4.2"], ["山东", "5"]]).rejects


def test_the_regions_of_a_caption_are_no_part_of_the_measure() -> None:
    caption = "2023年中国不同省市(自治区)水泵生产企业数统计"
    parsed = parse(["地区", "企业数"], [["广东", "3"], ["福建", "4"]], caption=caption)
    assert {c.measure for c in parsed.region_counts} == {"水泵生产企业数"}


def test_cities_and_counties_under_a_label_of_cities() -> None:
    rows = [["佛山", "31"], ["高安", "17"], ["晋江", "16"], ["法库", "9"]]
    parsed = parse(["城市", "生产线（条）"], rows, caption="2024年陶瓷生产线分布")
    assert [(c.region, c.region_code) for c in parsed.region_counts] == [
        ("佛山", "440600"),
        ("高安", None),
        ("晋江", None),
        ("法库", None),
    ]
    assert not parse(["地区", "收入（亿元）"], [["深圳", "3"], ["华东", "2"], ["境外", "1"]]).region_counts


def test_issuers_under_an_unknown_label_although_a_row_is_broken() -> None:
    names = ["司法部", "商务部", "工信部", "水利部", "。 科技部"]
    rows = [[f"202{n}年", name, "水泵管理办法", "明确对象。"] for n, name in enumerate(names)]
    parsed = parse(["日期", "签发机构名", "政策名称", "内容"], rows, caption="水泵政策")
    assert [policy.issuers for policy in parsed.policies] == [[name] for name in names[:4]]


def test_a_footnote_mark_behind_the_unit_of_a_header() -> None:
    assert header_name("企业数量（家）①") == header_name("企业数量（家）")


def test_a_unit_above_the_years_of_a_header_of_two_levels() -> None:
    parsed = parse(
        ["省份", "企业数量（家） 2022年", "营业收入（亿元） 2022年"],
        [["广东", "100", "20.5"], ["浙江", "90", "18.0"]],
        unit_note="家、亿元",
    )
    found = [(c.measure, str(c.count), c.unit, c.as_of) for c in parsed.region_counts[:2]]
    assert found == [("企业数量", "100", "家", "2022"), ("营业收入", "2050000000", "元", "2022")]


def test_of_two_noted_units_the_measure_takes_its_own() -> None:
    parsed = parse(["省份", "企业数量", "营业收入"], [["广东", "100", "20.5"]] * 2, unit_note="家、亿元")
    assert [(str(c.count), c.unit) for c in parsed.region_counts[:2]] == [("100", "家"), ("2050000000", "元")]


def test_years_beside_regions_are_no_counts() -> None:
    rows = [["广东", "2022", "10"], ["广东", "2023", "12"], ["浙江", "2022", "8"]]
    assert not parse(["地区", "年份", "产量（万吨）"], rows).region_counts


def test_a_figure_merged_over_rows_is_the_count_of_none() -> None:
    table, text = raw_table(["地区", "产量"], [["甘肃", "43"], ["海南", "43"], ["广东", "17"]])
    rows = (
        table.rows[0],
        replace(table.rows[1], cells=(table.rows[1].cells[0], replace(table.rows[1].cells[1], merged=True))),
        table.rows[2],
    )
    shaped, match = shape_and_match(replace(table, rows=rows), load_catalog())
    parsed = parse_table(shaped, match, Locator(read_bytes(text.encode(), "x.txt"), "0"), table)
    assert [count.region for count in parsed.region_counts] == ["广东"]


def test_two_regions_run_together_are_none() -> None:
    rows = [["辽宁四川", "20"], ["广东", "17"], ["江苏苏州", "3"]]
    assert [c.region for c in parse(["地区", "产量"], rows).region_counts] == ["广东", "江苏苏州"]


@pytest.mark.parametrize("group", ["片区", "区域"])
def test_provinces_grouped_by_area_are_regions_and_sums_of_groups_are_none(group: str) -> None:
    parsed = parse(
        [group, "省份", "泵站数量（座）", "占比"],
        [
            ["华东", "浙江", "30", "30.0%"],
            ["华东", "山东", "20", "20.0%"],
            ["华东", "小计", "50", "50.0%"],
            ["华北", "河北", "40", "40.0%"],
            ["华北", "山西", "10", "10.0%"],
            ["华北", "小计", "50", "50.0%"],
            ["全国", "全国", "100", "100.0%"],
        ],
        caption="2024年泵站分布",
    )
    counts = [(c.region, c.count, c.share) for c in parsed.region_counts]
    assert counts == [
        ("浙江", 30, Decimal("30.0")),
        ("山东", 20, Decimal("20.0")),
        ("河北", 40, Decimal("40.0")),
        ("山西", 10, Decimal("10.0")),
    ]
    assert [total.value for total in parsed.table_totals] == [100]


def test_words_before_the_provinces_that_are_no_areas_make_no_region_table() -> None:
    parsed = parse(
        ["公司名称", "省份", "泵站数量（座）"],
        [["甲公司", "浙江", "30"], ["乙公司", "山东", "20"], ["丙公司", "河北", "40"]],
    )
    assert parsed.region_counts == []


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
