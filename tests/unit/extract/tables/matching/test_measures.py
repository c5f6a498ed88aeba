"""Headers, captions and units: what is measured, of whom, in what."""

from __future__ import annotations

import pytest

from report_etl.extract.tables.matching.labels import header_name
from report_etl.extract.tables.matching.measures import (
    caption_core,
    caption_period,
    column_period,
    level_figure,
    region_measure,
    related_level,
)


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
        ("地区生产总值（亿元）", "2020—2024年地区生产总值及其增长速度", None, "地区生产总值"),
        ("销量（台）", "收入预测", None, "销量"),
        ("净利润（亿元）", "海川集团2022-2024年主要经营指标", "海川集团", "净利润"),
        ("净利润（亿元）", "海川集团财务状况", "海川集团", "净利润"),
        ("主营业务收入（亿元）", "2020-2024年我国水泵行业收入与产量", "水泵行业", "主营业务收入"),
    ],
)
def test_subject_and_measure(header: str, caption: str | None, subject: str | None, measure: str) -> None:
    figure = level_figure(header_name(header), caption)
    assert (figure.subject, figure.measure) == (subject, measure)


def test_what_the_caption_says_first_is_whose_both_measures_are() -> None:
    """泵站规模与市场收入: the first column is no part of the name of what the second is of."""
    figure = level_figure(header_name("市场收入"), "2024年水利泵站规模与市场收入", ["泵站规模", "市场收入"])
    assert (figure.subject, figure.measure) == ("水利", "市场收入")


def test_the_growth_of_a_total_is_that_of_the_total() -> None:
    levels = [(1, header_name("总保有量")), (2, header_name("公共桩"))]
    level = related_level("总量增速", levels, 3)
    assert level is not None and level.name == "总保有量"


@pytest.mark.parametrize(
    ("label", "caption", "measure"),
    [
        ("入园企业（家）", "2023年各地软件入园企业数量及增速", "软件入园企业数量"),
        ("库容", "2023年各省冷库库容分布", "冷库库容"),
        ("数量", "2023年各省软件园数量", "软件园数量"),
        ("产量（吨）", "2023年各省（区、市）软瓷企业、产量与从业人员", "产量"),
    ],
)
def test_the_measure_of_a_region_table_is_as_whole_as_its_caption_says_it(
    label: str, caption: str, measure: str
) -> None:
    assert region_measure(header_name(label), caption) == measure


@pytest.mark.parametrize(
    ("header", "caption", "period"),
    [
        ("企业数量", "截至2031年3月各省沙舟企业数量及占比、2030年新增情况", "2031-03"),
        ("新增企业数量", "截至2031年3月各省沙舟企业数量及2030年新增企业数量", "2030"),
        ("企业数量", "截至2031年3月各省沙舟企业数量及2030年新增企业数量", "2031-03"),
        ("产能", "截至2031年3月各省沙舟企业数量及2030年新增情况", None),
        ("产量", "2030年与2031年各省沙舟产量", None),
        ("产量", "2027-2030年各省沙舟产量、2031年产能", None),
    ],
)
def test_of_several_periods_in_a_caption_a_column_has_that_of_the_words_that_name_it(
    header: str, caption: str, period: str | None
) -> None:
    assert column_period(header, caption) == period
