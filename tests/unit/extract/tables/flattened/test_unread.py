"""What looks like a table and cannot be read becomes a reject: nothing vanishes."""

from __future__ import annotations

import pytest

from report_etl.pipeline import extract_text
from tests.unit.extract.tables.flattened.test_find import report


@pytest.mark.parametrize(
    "text",
    [
        "水泵行业政策 发布时间 发布部门 政策名称 主要内容 详见附录所列各项，此处从略。",
        "浙江 312 山东 208 河北 96 江西 12 内蒙古 7",
        "2022年3月 水利部 泵站改造方案 更新泵站。 2022年5月 国务院 水价条例 完善水价。 "
        "2023年1月 商务部 出口办法 扩大出口。",
    ],
    ids=["no rows", "regions without a header", "policies without a header"],
)
def test_what_looks_like_a_table_and_cannot_be_read_is_refused(text: str) -> None:
    extraction = extract_text(report(text))
    assert extraction.rejects and not extraction.policies and not extraction.region_counts


def test_prose_that_lists_regions_or_dates_is_not_refused() -> None:
    text = (
        "浙江312家、山东208家、河北96家、江西12家，合计占比超过六成。"
        "2022年3月水利部印发改造方案，2022年5月国务院发布水价条例，2023年1月商务部出台出口办法。"
    )
    assert extract_text(report(text)).rejects == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "水泵市场规模预测 年份 市场规模 同比增长 备注 2024 ~97亿元 — 基准 2025 ~129亿元 +33% 更新",
            "quantities",
        ),
        ("水泵销量数据 年份销量（万台）同比增长普及率2021136.710.9%5.4%2022352.1157.6%13.4%", "quantities"),
    ],
    ids=["cells of no column", "nothing between the cells"],
)
def test_labels_above_figures_that_cannot_be_read_are_no_sentence(text: str, kind: str) -> None:
    extraction = extract_text(report(text))
    assert [reject.record_kind for reject in extraction.rejects] == [kind]
    assert not extraction.quantities and not extraction.percentages


def test_rows_that_are_none_of_the_kind_that_the_header_names_are_refused_one_by_one() -> None:
    table = "| 序号 | 省份 | 数量 |\n|---|---|---|\n| 1 | 东片 | 99 |\n| 2 | 西片 | 76 |\n"
    extraction = extract_text("各片区水泵数量\n" + table)
    assert [reject.record_kind for reject in extraction.rejects] == ["region_counts"] * 2
    assert extraction.tables[0].kind == "unknown"


def test_a_list_of_firms_that_says_where_they_are_is_no_table_of_regions() -> None:
    rows = [("青崖茶业有限公司", "四川成都", "18.4", "2.3"), ("海川机械有限公司", "浙江宁波", "26.1", "1.8")]
    table = "\n".join(
        f"| {' | '.join(row)} |" for row in (("公司名称", "注册地", "总产值", "净利润"), ("---",) * 4, *rows)
    )
    assert not extract_text(f"# 报告\n\n{table}\n", "a.md").rejects


def test_provinces_with_nothing_but_figures_are_refused_whatever_stands_for_their_header() -> None:
    rows = "| 浙江 | 99 | 12 |\n| 山东 | 76 | 11 |\n| 河北 | 41 | 7 |\n"
    extraction = extract_text("各地水泵\n| 地区机构数 |  | 人员 |\n|---|---|---|\n" + rows)
    assert [reject.record_kind for reject in extraction.rejects] == ["region_counts"] * 3
    assert extraction.region_counts == []
