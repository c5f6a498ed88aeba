"""Measures as rows and periods as columns, beside them a column of what changed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from report_etl.extract.tables.matching.measures import caption_core
from report_etl.records import Percentage, Quantity
from tests.unit.extract.tables.raw import parse

HEADER = ["项目", "2021年", "2020年", "本年比上年增减（%）"]


def _of(records: list[Percentage], measure: str) -> tuple[object, ...]:
    (found,) = [record for record in records if record.subject == measure and record.direction]
    return found.value, found.kind, found.direction, found.period


def _amounts(records: list[Quantity]) -> list[tuple[object, ...]]:
    return [(r.subject, r.measure, r.value, r.unit, r.period) for r in records]


def test_a_column_of_changes_gives_the_growth_of_each_item_in_the_last_year() -> None:
    parsed = parse(
        HEADER,
        [
            ["营业收入", "1,200.50", "1,000.00", "20.05"],
            ["归属于母公司的净利润", "90.00", "100.00", "-10.00"],
        ],
        caption="主要财务指标",
        unit_note="万元",
    )
    assert _amounts(parsed.quantities) == [
        (None, "营业收入", Decimal(12005000), "元", "2021"),
        (None, "归属于母公司的净利润", Decimal(900000), "元", "2021"),
        (None, "营业收入", Decimal(10000000), "元", "2020"),
        (None, "归属于母公司的净利润", Decimal(1000000), "元", "2020"),
    ]
    assert _of(parsed.percentages, "营业收入") == (Decimal("20.05"), "growth", "up", "2021")
    assert _of(parsed.percentages, "归属于母公司的净利润") == (Decimal(10), "growth", "down", "2021")


@pytest.mark.parametrize(
    ("cell", "direction"), [("下降0.8个百分点", "down"), ("增加0.8个百分点", "up"), ("-0.8pct", "down")]
)
def test_a_rate_changes_in_points(cell: str, direction: str) -> None:
    rows = [["营业收入（万元）", "12", "10", "20"], ["净资产收益率（%）", "7.2", "8.0", cell]]
    parsed = parse(HEADER, rows)
    assert _of(parsed.percentages, "净资产收益率") == (Decimal("0.8"), "change_points", direction, "2021")
    rates = [(p.measure, p.value, p.kind, p.period) for p in parsed.percentages if not p.direction]
    assert rates == [
        ("净资产收益率", Decimal("7.2"), "rate", "2021"),
        ("净资产收益率", Decimal("8.0"), "rate", "2020"),
    ]


def test_the_change_of_a_rate_that_is_a_bare_number_is_refused() -> None:
    rows = [["营业收入（万元）", "12", "10", "20"], ["净资产收益率（%）", "7.2", "8.0", "-0.8"]]
    parsed = parse(HEADER, rows)
    assert [p.subject for p in parsed.percentages if p.direction] == ["营业收入"]
    assert "whether it is per cent or points" in parsed.rejects[0].reason


def test_a_change_without_any_sign_of_per_cent_is_refused() -> None:
    parsed = parse(
        [*HEADER[:3], "同比变动"], [["产量（万吨）", "12", "10", "2"], ["销量（万吨）", "9", "8", "1"]]
    )
    assert parsed.percentages == []
    assert len(parsed.rejects) == 2 and len(parsed.quantities) == 4


def test_changes_beside_periods_of_unlike_length_are_not_read() -> None:
    parsed = parse(
        ["项目", "2021年三季度", "2021年", "同比增减（%）"], [["营业收入（万元）", "3", "12", "20"]]
    )
    assert parsed.percentages == [] and parsed.quantities == []


def test_an_item_that_is_no_amount_of_money_does_not_take_the_noted_unit() -> None:
    rows = [
        ["营业收入", "12", "10", "20"],
        ["每股收益", "0.5", "0.4", "25"],
        ["每股净资产（元）", "3", "2", "50"],
    ]
    parsed = parse(HEADER, rows, unit_note="万元")
    assert [(q.measure, q.value, q.unit) for q in parsed.quantities if q.period == "2021"] == [
        ("营业收入", Decimal(120000), "元"),
        ("每股净资产", Decimal(3), "元"),
    ]


def test_a_rate_of_turnover_is_no_percentage() -> None:
    parsed = parse(["指标", "2020年", "2021年"], [["存货周转率", "3.1", "3.4"], ["毛利率", "21.0", "22.5"]])
    assert {p.measure for p in parsed.percentages} == {"毛利率"}


def test_quarters_are_of_the_year_of_the_caption() -> None:
    header = ["项目", "第一季度", "第二季度", "第三季度", "第四季度"]
    rows = [["营业收入", "5.1", "6.2", "7.3", "8.4"]]
    parsed = parse(header, rows, caption="2021年分季度主要财务数据", unit_note="亿元")
    assert [(q.subject, q.period) for q in parsed.quantities] == [
        (None, f"2021-Q{quarter}") for quarter in range(1, 5)
    ]
    assert parse(header, rows, caption="分季度主要财务数据", unit_note="亿元").quantities == []


def test_yoy_below_a_measure_is_its_growth() -> None:
    rows = [
        ["营业收入（亿元）", "10", "9", "12"],
        ["YoY（%）", "5.0", "-10.0", "33.3"],
        ["PE（倍）", "30", "35", "25"],
    ]
    parsed = parse(["会计年度", "2020A", "2021A", "2022E"], rows, caption="表2 云岭泵业盈利预测")
    assert [(p.subject, p.kind, p.value, p.direction, p.forecast) for p in parsed.percentages] == [
        ("云岭泵业营业收入", "growth", Decimal("5.0"), "up", False),
        ("云岭泵业营业收入", "growth", Decimal("10.0"), "down", False),
        ("云岭泵业营业收入", "growth", Decimal("33.3"), "up", True),
    ]
    assert {(q.subject, q.kind) for q in parsed.quantities if q.measure == "PE"} == {("云岭泵业", "multiple")}


def test_rows_of_companies_are_not_taken_for_measures() -> None:
    parsed = parse(
        ["企业", "2020年", "2021年", "同比增长（%）"],
        [["云岭泵业", "10", "12", "20"], ["河口阀门", "5", "6", "20"]],
    )
    assert parsed.quantities == [] and parsed.percentages == []


@pytest.mark.parametrize(
    "caption", ["表3 云岭泵业盈利预测与估值", "图表1：云岭泵业主要财务指标", "云岭泵业业绩预测"]
)
def test_the_name_of_a_statement_is_no_subject(caption: str) -> None:
    assert caption_core(caption) == "云岭泵业"
