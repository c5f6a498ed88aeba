"""Tables of regions → counts, shares and growth of each, totals apart, and what is no count."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.unit.extract.tables.raw import parse, parse_raw, raw_table


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


def test_a_total_may_stand_under_the_areas() -> None:
    rows = [["华东", "浙江", "120"], ["华东", "江苏", "90"], ["西南", "四川", "80"], ["合计", "", "290"]]
    parsed = parse(["大区", "省份", "企业数量（家）"], rows, caption="2024年各省水泵企业数量")
    assert [count.region for count in parsed.region_counts] == ["浙江", "江苏", "四川"]
    assert [total.value for total in parsed.table_totals] == [Decimal(290)]
    assert not parsed.rejects


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


def test_the_caption_may_give_the_name_of_a_column_its_unit() -> None:
    rows = [["江苏", "310.5", "62.0%", "7"], ["浙江", "190.4", "38.0%", "5"]]
    caption = "2023年各省水泵销量（万台）及占比"
    parsed = parse(["地区", "销量", "占比"], [row[:3] for row in rows], caption=caption)
    assert [(c.count, c.unit) for c in parsed.region_counts] == [(3105000, "台"), (1904000, "台")]
    caption = "2023年各省水泵销量（试行）及占比"
    parsed = parse(["地区", "销量", "占比"], [row[:3] for row in rows], caption=caption)
    assert {c.unit for c in parsed.region_counts} == {None}


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


@pytest.mark.parametrize("regions", ["不同省市(自治区)", "部分省份", "主要城市", "各地区"])
def test_the_regions_of_a_caption_are_no_part_of_the_measure(regions: str) -> None:
    caption = f"2023年中国{regions}水泵生产企业数统计"
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
    parsed = parse_raw(replace(table, rows=rows), text)
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


def test_a_letter_after_a_region_is_a_figure_misread() -> None:
    parsed = parse(["地区", "产量（万吨）"], [["福建", "56.8"], ["安徽l", "7.9"], ["广东", "17.5"]])
    assert [count.region for count in parsed.region_counts] == ["福建", "广东"]
    assert len(parsed.rejects) == 1


def test_figures_that_stand_before_a_second_region_are_no_counts() -> None:
    rows = [["四川", "247 湖南省", "61"], ["广西", "191 西藏", "25"], ["上海", "149 贵州省", "21"]]
    assert not parse(["省市", "数量/款省市", "数量/款"], rows).region_counts


def test_under_a_header_of_nothing_but_a_period_the_caption_says_what_is_counted() -> None:
    rows = [["北京", "12", "13"], ["上海", "9", "11"]]
    counts = parse(["地区", "2022年", "2023年"], rows, caption="各省水泵产量（万吨）").region_counts
    assert [(count.measure, count.as_of, count.count) for count in counts][:2] == [
        ("水泵产量", "2022", 120000),
        ("水泵产量", "2023", 130000),
    ]


def test_marks_of_footnotes_are_no_part_of_a_name_or_a_figure() -> None:
    rows = [["内蒙古[1]", "12"], ["上海①", "30*"], ["其中：大连", "5"], ["其中：出口", "4"]]
    parsed = parse(["地区", "企业数量（家）"], rows, caption="2024年各省水泵企业数量")
    counted = [(count.region, count.region_code, count.count) for count in parsed.region_counts]
    assert counted == [("内蒙古", "150000", 12), ("上海", "310000", 30), ("大连", "210200", 5)]
    assert [reject.raw for reject in parsed.rejects] == ["其中：出口 | 4"]


def test_areas_named_with_their_city_are_places() -> None:
    rows = [["苏州工业园区", "12"], ["佛山市顺德区", "30"], ["武汉东湖高新区", "5"], ["沈阳市", "4"]]
    parsed = parse(["地区", "企业数量（家）"], rows, caption="2024年重点地区水泵企业数量")
    assert [count.region for count in parsed.region_counts][:3] == [row[0] for row in rows[:3]]
    rows = [["华东大区", "12"], ["北方区", "30"], ["华南区", "5"]]
    assert not parse(["地区", "收入（万元）"], rows, caption="2024年各地区收入").region_counts


def test_a_measure_is_as_whole_as_the_caption_around_it_says() -> None:
    parsed = parse(["地区", "新增数量（座）"], [["浙江", "12"], ["山东", "5"]], caption="2024年新增泵站数量")
    assert parsed.region_counts[0].measure == "新增泵站数量"


def test_places_beside_figures_are_of_another_table() -> None:
    rows = [["辽宁", "12", "深圳市", "3"], ["浙江", "30", "佛山市顺德区", "7"], ["天津", "5", "沈阳市", "9"]]
    parsed = parse(["省份", "产量（台）", "地区", "企业数量（家）"], rows, caption="2024年各地区水泵")
    assert not parsed.region_counts


def test_a_header_may_label_the_first_of_several_parts_only() -> None:
    rows = [["辽宁", "12", "广东", "3"], ["浙江", "30", "山东", "7"], ["天津", "5", "合计", "57"]]
    parsed = parse(["省份", "企业数量（家）", "", ""], rows, caption="2024年各省水泵企业数量")
    assert [count.count for count in parsed.region_counts] == [12, 30, 5, 3, 7]
    assert [total.value for total in parsed.table_totals] == [57]


def test_as_many_units_above_the_table_as_measures_are_theirs_in_turn() -> None:
    rows = [["1", "海南", "60", "210", "3.1%"], ["2", "福建", "50", "95", "2.0%"]]
    header = ["排名", "地区", "民宿数量", "客房数", "占比"]
    counts = parse(header, rows, unit_note="家、间").region_counts
    assert [(count.measure, count.unit) for count in counts[:2]] == [("民宿数量", "家"), ("客房数", "间")]
    parsed = parse([*header[:4], "床位数"], [[*row[:4], "7"] for row in rows], unit_note="家、间")
    assert not parsed.region_counts
    assert len(parsed.rejects) == 6


def test_a_noted_percent_is_the_unit_of_no_count() -> None:
    rows = [["广东", "100", "7.1", "20.5"], ["浙江", "90", "6.4", "18.0"]]
    header = ["省份", "企业数量", "比重", "营业收入"]
    parsed = parse(header[:3], [row[:3] for row in rows], unit_note="家、%")
    assert [(c.count, c.unit, c.share) for c in parsed.region_counts][:1] == [(100, "家", Decimal("7.1"))]
    parsed = parse(header, rows, unit_note="家、亿元、%")
    assert [(c.measure, c.unit) for c in parsed.region_counts[:2]] == [("企业数量", "家"), ("营业收入", "元")]


def test_the_last_of_several_units_of_a_caption_is_not_that_of_all_columns() -> None:
    """Such a caption is the upper level of a header; what it stands above is lost where labels are alike."""
    caption = "茶园（个） 从业人员（人） 产值（万元）"
    rows = [["福建", "60", "210", "90"], ["海南", "20", "95", "40"]]
    parsed = parse(["地区", "合计", "其中：有机", "总计"], rows, caption=caption)
    assert not parsed.region_counts
    assert len(parsed.rejects) == 6
    parsed = parse(["地区", "合计", "其中：有机", "合计"], rows, caption="茶园产值（万元）")
    assert [count.measure for count in parsed.region_counts] == ["其中：有机"] * 2
    assert {reject.reason for reject in parsed.rejects} == {"another column is named 合计, too"}


def test_counties_under_a_label_of_counties() -> None:
    rows = [["云溪县", "60", "2.5"], ["石梁市", "20", "1.5"], ["东陵区", "9", "0.5"]]
    header = ["县（市、区）", "民宿数量（家）", "营业收入（亿元）"]
    counts = parse(header, [*rows, ["全 市", "89", "4.5"]]).region_counts
    assert [(count.region, count.region_code) for count in counts[::2]] == [
        ("云溪县", None),
        ("石梁市", None),
        ("东陵区", None),
    ]
    assert not parse(header, [*rows, ["华东片区", "1", "0.1"]]).region_counts
    assert not parse(["区域", *header[1:]], rows).region_counts


def test_a_column_with_a_unit_and_no_figure_has_them_below_another_label() -> None:
    rows = [["福建", "", "60", "2.5%"], ["海南", "", "20", "1.5%"]]
    assert not parse(["地区", "经费（亿元）", "经", "费投入强度（%）"], rows).region_counts


@pytest.mark.parametrize("header", [("设区市", "县（市、区）"), ("地市", "区县"), ("地区", "县市")])
def test_counties_grouped_by_their_cities_are_the_regions(header: tuple[str, str]) -> None:
    rows = [["赣州市", "永新县", "3.5"], ["赣州市", "高新区", "4"], ["赣州市", "小计", "7.5"]]
    rows += [["吉安市", "泰和县", "5"], ["吉安市", "市本级", "6"], ["吉安市", "小计", "11"]]
    parsed = parse([*header, "茶园面积（万亩）"], rows, caption="表2 2024年各县（市、区）茶园面积")
    assert [(count.region, count.count) for count in parsed.region_counts] == [
        ("永新县", 35000),
        ("高新区", 40000),
        ("泰和县", 50000),
        ("市本级", 60000),
    ]
    assert not parsed.rejects and not parsed.table_totals
    rows[4][1] = "高新区"  # of another city: one region is not named like the other
    parsed = parse([*header, "茶园面积（万亩）"], rows, caption="表2 2024年各县（市、区）茶园面积")
    assert [count.region for count in parsed.region_counts] == ["永新县", "泰和县"]
    assert len(parsed.rejects) == 2


def test_cities_grouped_by_their_provinces_are_the_regions() -> None:
    rows = [["江西", "赣州市", "3"], ["江西", "吉安市", "4"], ["广东", "广州市", "5"]]
    rows += [["广东", "深圳市", "6"]]
    parsed = parse(["省份", "城市", "企业（家）"], rows, caption="表2 2024年茶企业数量")
    assert [count.region_code for count in parsed.region_counts] == ["360700", "360800", "440100", "440300"]
    rows[1][1] = "厦门市"
    assert not parse(["省份", "城市", "企业（家）"], rows, caption="表2 2024年茶企业数量").region_counts


def test_what_stands_several_times_in_a_province_is_no_count_of_it() -> None:
    rows = [["江西", "青田产业园", "3"], ["江西", "白石产业园", "4"], ["广东", "长桥产业园", "5"]]
    assert not parse(["省份", "园区", "产值（亿元）"], rows, caption="表2 2024年产值").region_counts


def test_the_years_of_a_caption_are_no_period_of_a_column_that_lacks_its_own() -> None:
    rows = [["甘肃", "31", "12"], ["宁夏", "22", "9"]]
    parsed = parse(["省份", "企业数量（家）", "2031年 产量（吨）"], rows, caption="2030-2031年各省沙舟产业")
    assert {(count.measure, count.as_of) for count in parsed.region_counts} == {
        ("企业数量", None),
        ("产量", "2031"),
    }
