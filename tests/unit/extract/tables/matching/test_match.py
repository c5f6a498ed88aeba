"""What kind of table it is, and what its columns mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_etl.catalog import read_catalog, schema_folder
from report_etl.extract.tables.matching.labels import header_name
from report_etl.extract.tables.matching.matched import Match
from tests.unit.extract.tables.raw import shaped, texts

POLICY = ["2023年3月", "财政部", "关于支持泵业发展的意见", "给予补贴。"]


def kind_of(header: list[str], rows: list[list[str]], caption: str | None = None) -> str | None:
    spec = shaped(header, rows, caption=caption)[1].spec
    return spec.kind if spec else None


def matched(header: list[str], rows: list[list[str]]) -> Match:
    return shaped(header, rows)[1]


@pytest.mark.parametrize(
    "header",
    [
        ["发布时间", "发布部门", "政策名称", "主要内容"],
        ["颁布时间", "颁布单位", "文件名称", "相关内容"],
        ["日期", "部门", "名称", "要点"],
        ["时 间", "机关", "政策", "核心\n内容"],
        ["实施时间", "颁布主体", "文件", "重点内容"],
        ["实施时间", "颁布主体", "法规全称", "核心内容与影响（节选）"],
    ],
)
def test_policies_by_what_publishers_call_their_columns(header: list[str]) -> None:
    assert kind_of(header, [POLICY, POLICY], "泵业相关政策") == "policies"


def test_a_label_that_nobody_declared_is_known_by_its_cells() -> None:
    match = matched(["何时", "发布部门", "政策名称", "主要内容"], [POLICY, POLICY])
    issued = match.of("issued")
    assert issued is not None and issued.index == 0


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (["纳税主体名称", "所得税税率"], [["本公司", "15%"], ["子公司", "25%"]]),
        (
            ["子公司名称", "主要经营地", "注册地", "业务性质", "持股比例"],
            [["甲公司", "北京", "上海", "制造", "100%"]],
        ),
        (["股东名称", "股东性质", "持股比例", "持股数量"], [["某基金", "其他", "5.71%", "3,800,000"]]),
        (
            ["某所", "地址", "邮编"],
            [["上海", "上海市青年路1号", "200135"], ["深圳", "深圳市福华路2号", "518046"]],
        ),
        (["公司名称", "地区", "员工数量"], [["甲公司", "北京", "120"], ["乙公司", "上海", "80"]]),
        (["项目", "期末余额", "期初余额"], [["银行存款", "12.1", "9.8"]]),
        (["产品名称", "发布时间", "主要内容"], [["智能水泵X1", "2023年3月", "流量提升"]]),
        (
            ["评级日期", "评级机构", "评级报告名称"],
            [["2022年6月", "远山资信评估股份有限公司", "2022年跟踪评级报告"]],
        ),
        (["图书名称", "出版时间"], [["《水泵运行手册》", "2023年3月"], ["《泵站规范》", "2024年1月"]]),
        (["序号", "名称"], [["1", "水泵"], ["2", "电机"]]),
        (["版本", "价格"], [["电子版", "8200元"]]),
    ],
)
def test_other_tables_are_of_no_known_kind(header: list[str], rows: list[list[str]]) -> None:
    assert kind_of(header, rows) is None


def test_regions_that_are_countries_make_no_region_table() -> None:
    rows = [["北美", "42.0%"], ["欧洲", "27.0%"], ["亚太", "31.0%"]]
    assert kind_of(["地区", "占比"], rows) != "region_counts"


def test_a_table_without_any_known_label_is_known_by_all_its_cells() -> None:
    rows = [["浙江", "312"], ["山东省", "208"], ["河北", "96"]]
    assert kind_of(["行政单元", "台套合计（台）"], rows) == "region_counts"
    match = matched(["何时", "何人", "何文", "说了什么"], [POLICY, POLICY])
    assert [m.column.field if m.column else None for m in match.columns] == [
        "issued",
        "issuers",
        "title",
        "content",
    ]


def test_three_parts_side_by_side_are_one_table() -> None:
    table, match = shaped(
        ["省份", "数量", "省份", "数量"],
        [
            ["广东", "72", "辽宁", "20"],
            ["山东", "43", "四川", "19"],
            ["河北", "36", "", ""],
            ["合计", "合计", "合计", "190"],
        ],
        caption="各省加氢站数量",
    )
    assert match.spec is not None and match.spec.kind == "region_counts"
    assert texts(table) == [
        ["广东", "72"],
        ["山东", "43"],
        ["河北", "36"],
        ["辽宁", "20"],
        ["四川", "19"],
        ["合计", "190"],
    ]


def test_periods_as_columns_are_turned_into_rows() -> None:
    table, match = shaped(
        ["指标", "2022年", "2023年", "2024年E"],
        [["产量（万台）", "12.1", "13.5", "15"], ["产量同比", "—", "11.6%", "11.1%"]],
    )
    assert match.spec is not None and match.spec.kind == "time_series"
    assert texts(table)[2] == ["2024年E", "15", "11.1%"]


def test_a_period_in_a_header_of_a_region_table_is_kept() -> None:
    _, match = shaped(
        ["地区", "2022年", "2023年"], [["北京", "12", "13"], ["上海", "9", "11"]], caption="各省产量（万吨）"
    )
    assert match.spec is not None and match.spec.kind == "region_counts"
    assert [column.period for column in match.columns] == [None, "2022", "2023"]


@pytest.mark.parametrize(
    ("printed", "name", "unit"),
    [
        ("产量（万吨）", "产量", "万吨"),
        ("企业数量\n(家)", "企业数量", "家"),
        ("占比（%）", "占比", "%"),
        ("装机/万千瓦", "装机", "万千瓦"),
        ("省/市", "省/市", None),
        ("销量（2023年）", "销量（2023年）", None),
        ("规模（亿元）*", "规模", "亿元"),
        ("收入（不含税）", "收入（不含税）", None),
        ("机构数（个）Number of Halls", "机构数", "个"),
        ("机构数（万个） Halls (10 000)", "机构数", "万个"),
        ("人口 Population (10 000 persons)", "人口Population(10000persons)", None),
        ("用户数App", "用户数App", None),
        ("藏书（万册） 藏书总量", "藏书总量", "万册"),
    ],
)
def test_a_header_is_its_name_and_its_unit(printed: str, name: str, unit: str | None) -> None:
    found = header_name(printed)
    assert (found.name, found.unit) == (name, unit)


def test_new_labels_need_one_line_of_yaml(tmp_path: Path) -> None:
    """颁行年月/签发方/公文/说明了什么: words of a publisher that no file in schemas/ knows."""
    header = ["颁行年月", "签发方", "公文", "说明了什么"]
    for path in (schema_folder() / "tables").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.stem == "policies":
            text = text.replace("      - 政策名称\n", "      - 政策名称\n      - 公文\n")
            text = text.replace("      - 主要内容\n", "      - 主要内容\n      - 说明了什么\n", 1)
        target = tmp_path / "tables" / path.name
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
    _, match = shaped(header, [POLICY, POLICY], read_catalog(tmp_path))
    assert match.spec is not None and match.spec.kind == "policies"
    assert [column.column.field if column.column else None for column in match.columns] == [
        "issued",
        "issuers",
        "title",
        "content",
    ]


def test_a_header_may_name_a_period_beside_its_measure() -> None:
    match = matched(["地区", "2023年 产量", "产量（2024年）"], [["浙江", "1", "2"], ["江苏", "3", "4"]])
    assert [(m.header.name, m.period) for m in match.columns[1:]] == [("产量", "2023"), ("产量", "2024")]


def test_a_period_may_stand_behind_the_measure_of_a_header() -> None:
    rows = [["甲", "97.4%", "96.4%", "1.0"], ["乙", "2.6%", "3.6%", "1.0"]]
    match = matched(["技术路线", "装机占比 2023年", "装机占比2024年", "较2023年"], rows)
    assert [(m.header.name, m.period) for m in match.columns[1:]] == [
        ("装机占比", "2023"),
        ("装机占比", "2024"),
        ("较2023年", None),
    ]


def test_a_row_is_no_header() -> None:
    assert matched(["浙江", "12"], [["江苏", "3"], ["山东", "4"]]).spec is None
    rows = [["2021年4月", "财政部", "甲乙补贴办法"], ["2021年5月", "商务部", "丙丁管理办法"]]
    assert matched(["2020年3月", "政策", "名称"], rows).spec is None


@pytest.mark.parametrize("last", ["内容要点实施创新攻关、企业扶优", "主要内容《水泵办法》"])
def test_a_label_with_the_beginning_of_a_cell_is_no_header(last: str) -> None:
    assert kind_of(["发布时间", "发布部门", "政策名称", last], [POLICY, POLICY]) is None
    assert (
        kind_of(["发布时间", "发布部门", "政策名称", "主要内容、目标及措施"], [POLICY, POLICY]) == "policies"
    )


def test_labels_of_two_columns_in_one_header_are_columns_not_told_apart() -> None:
    rows = [
        ["2021年4月财政部", "甲乙补贴办法", "明确对象。"],
        ["2021年5月商务部", "丙丁管理办法", "规范流程。"],
    ]
    assert matched(["时间 发布单位", "政策名称", "主要内容"], rows).spec is None


def test_of_two_columns_with_labels_of_one_field_the_one_with_its_cells_is_meant() -> None:
    rows = [["财税", "2021年4月", "甲乙补贴管理办法"], ["准入", "2021年5月", "关于丙丁的通知"]]
    match = matched(["政策", "发布时间", "文件名称"], rows)
    title = match.of("title")
    assert title is not None and title.index == 2


def test_large_areas_are_no_provinces() -> None:
    rows = [["华东", "12"], ["西南", "3"], ["境外", "4"]]
    match = matched(["地区", "营业收入"], rows)
    assert match.spec is None or match.spec.kind != "region_counts"


def test_a_year_in_a_column_without_a_label_is_a_column_not_told_apart() -> None:
    rows = [["财税2021-04", "甲乙补贴管理办法", "明确对象。"], ["准入2021-05", "丙丁管理办法", "规范流程。"]]
    assert matched(["类别发布时间", "政策名称", "主要内容"], rows).spec is None


def test_a_year_under_a_label_of_times_that_holds_no_dates_tells_that_rows_are_mixed() -> None:
    rows = [
        ["2021/", "薯类“十四五”"],
        ["12", "加工质量提升"],
        ["", "管理规范"],
        ["", "薯类标准汇编"],
        ["6", "补贴办法"],
    ]
    rows = [[*row, "财政部", "明确对象。"] for row in rows]
    assert matched(["时间", "政策名称", "发布部门", "主要内容"], rows).spec is None


def test_labels_of_columns_that_were_not_told_apart_are_refused() -> None:
    rows = [
        ["2021年4月甲乙补贴办法", "财政部", "明确对象。"],
        ["2021年5月丙丁管理办法", "商务部", "规范流程。"],
    ]
    assert matched(["发布时间 | 文件名称", "发布部门", "主要内容"], rows).spec is None


def test_second_label_of_a_chain_is_its_field() -> None:
    rows = [["上游", "铸件", "以灰铁为主。"], ["下游", "水务", "更新需求平稳。"]]
    match = matched(["产业链位置", "环节", "特征描述"], rows)
    assert [m.column.field if m.column else None for m in match.columns] == ["stage", "field", "description"]


def test_names_between_the_stage_and_the_description_are_the_field() -> None:
    rows = [
        ["上游", "铸造厂", "以灰铁为主。"],
        ["", "轴承厂", "进口居多。"],
        ["下游", "水务集团", "更新需求平稳。"],
    ]
    match = matched(["环节", "典型角色", "特征描述"], rows)
    assert [m.column.field if m.column else None for m in match.columns] == ["stage", "field", "description"]


def test_words_that_repeat_or_stand_before_the_stage_are_no_field() -> None:
    rows = [["上游", "高", "以灰铁为主。"], ["中游", "低", "装配分散。"], ["下游", "高", "更新需求平稳。"]]
    assert matched(["环节", "利润水平", "特征描述"], rows).of("field") is None
    turned = [[row[1], row[0], row[2]] for row in rows]
    assert matched(["利润水平", "环节", "特征描述"], turned).of("field") is None


def test_words_behind_both_labels_of_a_chain_are_its_description() -> None:
    rows = [["上游", "铸件、轴承", "砂型、真空熔炼"], ["下游", "水务", "能耗、寿命"]]
    match = matched(["产业链环节", "细分领域", "技术瓶颈"], rows)
    assert [m.column.field if m.column else None for m in match.columns] == ["stage", "field", "description"]
    several = matched(["产业链环节", "细分领域", "技术瓶颈", "竞争程度"], [[*row, "中等"] for row in rows])
    assert several.of("description") is None


def test_declared_labels_need_no_titles_of_the_usual_endings() -> None:
    rows = [
        ["中国泵业现代化2035", "国务院", "2019-02", "增加投入。"],
        ["泵站更新", "水利部", "2021-12", "给予补贴。"],
    ]
    assert kind_of(["政策名称", "发布部门", "发布时间", "主要内容"], rows) == "policies"
    assert kind_of(["政策名称", "发布时间"], [[row[0], row[2]] for row in rows]) is None


def test_label_that_holds_a_figure_of_the_first_row_is_no_label() -> None:
    rows = [["河北", "36"], ["江苏", "34"], ["浙江", "33"]]
    assert kind_of(["省份", "企业数量"], rows) == "region_counts"
    assert kind_of(["省份", "企业数量 72"], rows) is None


def test_items_by_their_technical_type_are_a_composition() -> None:
    rows = [["离心式（LX）", "31.2", "52.0%"], ["其他", "28.8", "48.0%"], ["合计", "60.0", "100.0%"]]
    assert kind_of(["技术类型", "规模（亿元）", "占比"], rows, "2024年泵业市场结构") == "composition"


def test_counts_of_a_region_for_each_of_what_stands_between_are_not_its_counts() -> None:
    rows = [["杭州", "甲", "6.5"], ["杭州", "乙", "6.8"], ["苏州", "甲", "6.2"], ["苏州", "乙", "6.3"]]
    assert kind_of(["试验点", "处理", "茶叶产量（吨）"], rows) is None
    assert kind_of(["试验点", "茶叶产量（吨）"], [[row[0], row[2]] for row in rows[::2]]) == "region_counts"


def test_labels_that_end_as_ranks_do_are_ranks() -> None:
    rows = [["浙江", "12", "1"], ["江苏", "8", "2"], ["安徽", "7", "3"]]
    found = matched(["省份", "茶园数量（个）", "在全国位次"], rows)
    assert [m.column.field for m in found.columns if m.column] == ["region", "count", "rank"]


@pytest.mark.parametrize("label", ["年均气温/℃", "年降水量（mm）", "土壤镉(mg/kg)"])
def test_what_is_measured_at_places_is_no_count_of_them(label: str) -> None:
    rows = [["杭州", "17.1"], ["苏州", "16.2"], ["合肥", "16.5"]]
    assert kind_of(["城市", label], rows) is None
    assert kind_of(["城市", "装机容量（MW）"], rows) == "region_counts"


def test_rows_around_the_labels_of_counts_are_no_table_of_regions() -> None:
    rows = [["省份", "库容"], ["黑龙江", "515"], ["新疆", "480"], ["山西", "455"]]
    assert kind_of(["陕西", "1425"], rows) is None
    assert kind_of(rows[0], rows) == "region_counts"  # printed again


def test_years_before_one_word_are_the_periods_of_its_columns() -> None:
    match = matched(
        ["省份", "2022产值（亿元）", "2023产值（亿元）"], [["甘肃", "12", "15"], ["青海", "8", "9"]]
    )
    assert [(m.period, m.header.name) for m in match.columns[1:]] == [("2022", "产值"), ("2023", "产值")]


def test_years_behind_one_word_are_the_periods_of_its_columns() -> None:
    match = matched(
        ["省份", "产值（亿元） 2022", "产值（亿元） 2023"], [["甘肃", "12", "15"], ["青海", "8", "9"]]
    )
    assert [(m.period, m.header.name) for m in match.columns[1:]] == [("2022", "产值"), ("2023", "产值")]


def test_a_number_before_a_word_is_no_year_without_another() -> None:
    match = matched(["省份", "2022产值（亿元）"], [["甘肃", "12"], ["青海", "8"]])
    assert match.columns[1].period is None


def test_a_year_above_a_label_that_begins_with_a_figure_is_its_period() -> None:
    header = ["省份", "2022 3D相机产量（台）", "2023 3D相机产量（台）"]
    match = matched(header, [["甘肃", "12", "15"], ["青海", "8", "9"]])
    assert [m.period for m in match.columns[1:]] == ["2022", "2023"]


def test_a_caption_that_speaks_of_a_chain_tells_columns_whose_labels_nobody_declared() -> None:
    header = ["段落", "角色", "特写"]
    rows = [
        ["原料段", "铸件", "铸造工艺成熟，集中度不断提高，订单向头部企业集中。"],
        ["原料段", "电机", "高效电机价格下行，国产份额提高，出口有所恢复。"],
        ["应用段", "灌溉", "季节性强，集采增多，账期通常为两个月。"],
    ]
    assert kind_of(header, rows, "水泵行业链条分工") == "value_chain"
    assert kind_of(header, rows, "水泵行业大事") is None
    assert kind_of(header, [[row[1], row[0], row[2]] for row in rows], "水泵行业链条分工") is None
