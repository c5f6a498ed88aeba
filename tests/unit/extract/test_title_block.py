"""Covers print their titles in several lines, and other things around them."""

from __future__ import annotations

import pytest

from report_etl.catalog import Catalog
from report_etl.extract.blocks import find_blocks
from report_etl.extract.identify import identify
from report_etl.extract.reflow import reflow
from report_etl.records import ReportInfo
from tests.wrapping import document, printed

PROSE = [f"第{n}段讲述茶饮门店的渠道与产品的变化，样本企业的数量持续上升。" for n in range(12)]


def cover(*lines: tuple[str, float]) -> ReportInfo:
    """What a printed page says of itself whose first lines have these sizes above prose of 10 points."""
    page, top = [], 40.0
    for text, size in lines:
        page.append((text, 50.0, top, size))
        top += 1.5 * size
    page += [(text, 50.0, top + 40 + 14 * n, 10.0) for n, text in enumerate(PROSE)]
    flow = reflow(printed(page))
    return identify(flow, find_blocks(flow, Catalog()), Catalog())[0]


def typed(*lines: str) -> ReportInfo:
    """What a text without sizes says of itself."""
    flow = reflow(document("\n".join([*lines, "", *PROSE[:3]])))
    return identify(flow, find_blocks(flow, Catalog()), Catalog())[0]


@pytest.mark.parametrize(
    "lines",
    [
        [("2025-2030年", 22), ("中国茶饮行业", 22), ("市场深度调研与", 22), ("投资前景预测报告", 22)],
        [("2025-2030年中国茶饮行业市场深度调研", 22), ("与投资前景预测报告", 22), ("海川研究院", 22)],
        [("2025-2030年", 16), ("中国茶饮行业市场深度调研", 22), ("与投资前景预测报告", 22)],
        [
            ("行业深度研究系列", 22),
            ("海川研究院", 22),
            ("2025-2030年中国茶饮行业市场深度调研与投资前景预测报告", 22),
            ("摘要", 22),
        ],
    ],
)
def test_a_title_is_its_lines_of_one_size_and_the_years_beside_them(lines: list[tuple[str, float]]) -> None:
    found = cover(*lines)
    assert found.title == "2025-2030年中国茶饮行业市场深度调研与投资前景预测报告"
    assert (found.forecast_start, found.forecast_end, found.industry) == (2025, 2030, "茶饮")


@pytest.mark.parametrize("size", [24, 18])
def test_a_title_goes_on_behind_its_colon(size: float) -> None:
    whole = "2025年中国茶饮行业概览：从跑马圈地到精细运营"
    head, rest = whole.split("：")
    assert cover((f"{head}：", 24), (rest, size), ("海川研究院", 12)).title == whole
    assert typed(f"{head}：", rest, "海川研究院").title == whole
    assert typed(f"{head}：", "海川研究院").title == head


def test_a_title_goes_on_behind_its_comma_or_is_none() -> None:
    above, first = "证券研究报告 | 行业深度", "茶饮行业深度报告：从直营走向加盟，"
    below = "食品饮料 / 茶饮 投资评级：强于大市（维持）"
    assert (
        cover((above, 10), (first, 20), ("海外订单打开空间", 20), (below, 10)).title
        == f"{first}海外订单打开空间"
    )
    assert typed(above, first, "海外订单打开空间", below).title == f"{first}海外订单打开空间"
    assert cover((above, 10), (first, 20), (below, 10)).title is None
    cut = cover((above, 10), (f"{first}海外", 20), ("订单打开空间", 20))
    assert cut.title == f"{first}海外订单打开空间"


@pytest.mark.parametrize("above", ["海川研究院", "行业深度研究系列", "证券研究报告", "茶城市人民政府办公室"])
def test_what_stands_above_a_title_in_a_text_is_no_part_of_it(above: str) -> None:
    assert typed(above, "中国茶饮产业发展报告", "2025年6月").title == "中国茶饮产业发展报告"


def test_the_yearbook_of_a_place_has_its_year_below_and_no_industry() -> None:
    found = cover(("茶城统计年鉴", 30), ("2025", 36), ("茶城市统计局 编", 12))
    assert (found.title, found.publisher, found.industry) == ("茶城统计年鉴2025", "茶城市统计局", None)
    assert typed("茶城年鉴", "2025", "茶城市统计局编").title == "茶城年鉴2025"
    assert (
        cover(("中国茶饮产业发展报告", 28), ("海川研究院", 12), ("2025年", 12)).title
        == "中国茶饮产业发展报告"
    )


def test_the_report_on_a_firm_is_named_with_it() -> None:
    found = cover(
        ("茶城交通建设投资集团有限公司", 22),
        ("2025年度跟踪评级报告", 18),
        ("海衡[2025]跟踪0482号", 10),
        ("海衡资信评估股份有限公司", 12),
        ("2025年6月27日", 10),
    )
    assert found.title == "茶城交通建设投资集团有限公司2025年度跟踪评级报告"
    assert (found.publisher, found.industry) == ("海衡资信评估股份有限公司", None)
    assert found.report_number == "海衡[2025]跟踪0482号"


def test_a_firm_publishes_its_annual_report_printed_below_its_name() -> None:
    for kind in ("2024年年度报告", "2024年度环境、社会及公司治理（ESG）报告"):
        found = cover(("山岚茶业股份有限公司", 22), (kind, 18), ("2025年4月", 10))
        assert (found.title, found.publisher) == (f"山岚茶业股份有限公司{kind}", "山岚茶业股份有限公司")


def test_a_title_in_book_marks_is_a_line_of_its_own() -> None:
    assert typed("《中国茶饮产业发展报告（2025）》", "海川研究院").title == "中国茶饮产业发展报告（2025）"


def test_the_volume_of_a_series_is_named_by_its_own_title() -> None:
    lines = ("茶产业蓝皮书", "中国茶产业发展报告（2024～2025）")
    assert typed(*lines).title == lines[1]
    assert typed(lines[0]).title == lines[0]


def test_a_heading_joined_with_the_next_is_no_title() -> None:
    found = typed(
        "一、报告简介",
        "海川产业网发布的《2025-2030年中国茶饮行业深度调研报告》按口径核算市场，并对省市作了比对。",
        "二、报告目录及图表目录",
        "一、产业链概览",
    )
    assert (found.title, found.publisher) == ("2025-2030年中国茶饮行业深度调研报告", "海川产业网")


def test_a_house_is_part_of_the_title_only_of_a_report_of_nobody_else() -> None:
    found = cover(("全国政务服务中心", 26), ("发展研究报告（2025）", 26), ("海川研究院", 12))
    assert (found.title, found.industry) == ("全国政务服务中心发展研究报告（2025）", "政务服务中心")
    found = cover(("海川咨询有限公司", 26), ("茶饮发展白皮书", 26))
    assert (found.title, found.publisher) == ("茶饮发展白皮书", "海川咨询有限公司")
    found = cover(("山岚茶业（600000）", 20), ("深度报告：量价齐升，", 20), ("毛利回暖", 20))
    assert (found.title, found.industry) == ("山岚茶业（600000）深度报告：量价齐升，毛利回暖", None)


def test_a_release_on_a_place_is_named_with_it() -> None:
    found = typed("茶城市2024年茶产业运行情况", "茶城市农业农村局", "2025年2月10日")
    assert (found.title, found.publisher) == ("茶城市2024年茶产业运行情况", "茶城市农业农村局")


def test_a_cell_in_books_quotes_is_no_title() -> None:
    cells = [
        "印发时间",
        "发文机关",
        "政策名称",
        "2017年5月7日",
        "国务院",
        "《2017年政府工作报告》",
        "2018年3月8日",
    ]
    assert typed("二、行业环境分析", *cells).title is None
    assert typed("表3 薯类行业相关政策", *cells[:3], "2017", *cells[4:6]).title is None
    assert typed("《2017年政府工作报告》", "国务院研究室").title == "2017年政府工作报告"


@pytest.mark.parametrize("size", [12, 20])
def test_the_year_of_a_yearbook_may_be_printed_small_below_it(size: float) -> None:
    report = cover(
        ("中国群众茶艺统计年鉴", 26), ("2025", size), ("CHINA TEA YEARBOOK", 12), ("茶艺统计中心 编", 11)
    )
    assert report.title == "中国群众茶艺统计年鉴2025"


def test_a_prospectus_is_that_of_the_firm_above_it() -> None:
    lines = [
        ("青崖茶业股份有限公司", 18),
        ("（某省某市茶园路18号）", 12),
        ("首次公开发行股票并在主板上市", 22),
    ]
    report = cover(*lines, ("招股说明书", 22), ("（申报稿）", 12), ("保荐人：海川证券股份有限公司", 12))
    assert report.title == "青崖茶业股份有限公司首次公开发行股票并在主板上市招股说明书"
    assert report.publisher == "青崖茶业股份有限公司"


def test_the_edition_below_a_serial_is_part_of_its_name() -> None:
    assert typed("茶饮门店产业地图", "（2025年版）", "海川产业研究院").title == "茶饮门店产业地图（2025年版）"


def test_the_title_stands_atop_the_text_beside_a_column_of_notes_that_comes_first() -> None:
    notes = ["行业深度报告", "2025年8月19日", "分析师", "陆某", *(f"某指标{n}" for n in range(14))]
    page = [(text, 40.0, 60.0 + 12 * n, 8.0) for n, text in enumerate(notes)]
    page += [
        ("新型陶瓷行业深度报告：扩产与国产替代共振，", 170.0, 60.0, 17.0),
        ("平台型厂商占优", 170.0, 85.0, 17.0),
    ]
    page += [(text, 170.0, 130.0 + 14 * n, 10.0) for n, text in enumerate(PROSE)]
    flow = reflow(printed(page))
    found = identify(flow, find_blocks(flow, Catalog()), Catalog())[0]
    assert found.title == "新型陶瓷行业深度报告：扩产与国产替代共振，平台型厂商占优"
    assert found.industry == "新型陶瓷"
