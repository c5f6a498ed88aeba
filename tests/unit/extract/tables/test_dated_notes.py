"""Notes of time around a table."""

from __future__ import annotations

import pytest

from report_etl.extract.tables.dated_notes import date_below, date_leading, date_over


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("单位：家，截至2031年4月", "2031-04"),
        ("（截至2031年4月，单位：家）", "2031-04"),
        ("截至2031年4月　单位：家", "2031-04"),
        ("数据截至2031年4月", "2031-04"),
        ("（2031年4月）", "2031-04"),
        ("2031年4月", None),
        ("截至2031年4月我国沙舟企业分布", None),
        ("单位：家", None),
    ],
)
def test_a_line_above_may_note_a_time_with_the_unit_or_alone(text: str, date: str | None) -> None:
    assert date_over(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("注：数据截至2031年4月。", "2031-04"),
        ("注：截至2031年4月底", "2031-04"),
        ("注：数据统计截止2031年4月30日，不含个体户", "2031-04-30"),
        ("数据来源：沙舟协会，截至2031年4月", "2031-04"),
        ("注：2031年4月起统计口径有所调整。", None),
        ("注：不含2031年4月后注册的企业。", None),
        ("注：截至2031年4月，某厂已注销。", None),
        ("注：甘肃数据截至2031年4月。", None),
        ("来源：《2030年沙舟年鉴》，数据截至2031年4月", None),
    ],
)
def test_a_note_may_say_of_when_the_figures_are(text: str, date: str | None) -> None:
    assert date_below(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("截至2031年4月，各省沙舟企业数量如下：", "2031-04"),
        ("企业仍在增加。截至2031年底，各地区分布情况如下表所示。", "2031"),
        ("2031年各省沙舟产量如表3所示。", "2031"),
        ("截至2031年4月，全国沙舟企业超过三千家。各省情况如下表所示。", None),
        ("截至2031年4月，全国沙舟企业超过三千家。", None),
        ("截至2031年4月，2030年设立的企业如下表所示。", None),
        ("2031年4月，协会发布的名单如下：", None),
    ],
)
def test_a_sentence_may_lead_to_a_table_with_its_time(text: str, date: str | None) -> None:
    assert date_leading(text) == date
