"""What is read as sentences: prose without a full stop is, a row of a table is not."""

from __future__ import annotations

import pytest

from report_etl.catalog import load_catalog
from report_etl.extract import extract_document
from report_etl.records import Extraction
from tests.wrapping import document


def extract(text: str) -> Extraction:
    return extract_document(document(text), load_catalog())


def test_items_of_a_list_without_full_stops_are_read() -> None:
    found = extract("资产规模\n- 甲银行资产总计52.3万亿元 较上年末增长7.2%\n- 乙银行资产规模46.8万亿元\n")
    assert [str(q.value) for q in found.quantities] == ["52300000000000", "46800000000000"]
    assert [str(p.value) for p in found.percentages] == ["7.2"]


def test_the_lead_of_a_list_gives_its_time_and_the_next_takes_it_back() -> None:
    lead = "2025年1—3月份某省水泥生产情况\n\n3月末库存情况：\n- 熟料库存52万吨，同比增长7.2%\n\n"
    found = extract(f"{lead}生产情况：\n- 水泥产量46万吨，同比增长3.0%\n").quantities
    assert [q.period for q in found] == ["2025-03", "2025-01/2025-03"]


def test_tables_of_a_statistical_report_are_about_the_period_of_its_title() -> None:
    rows = "| 采矿业 | 25.3 | 20.0% |\n| 制造业 | 123.4 | 80.0% |\n"
    table = f"| 行业 | 利润总额（亿元） | 占比 |\n|---|---|---|\n{rows}"
    found = extract(f"2025年1—3月份某省工业企业利润数据\n\n按行业分：\n{table}")
    assert {(r.period, *r.inherited) for r in found.percentages} == {("2025-01/2025-03", "period")}
    assert [r.period for r in extract(f"某省工业企业名录\n\n按行业分：\n{table}").percentages] == [None, None]


def test_words_with_commas_in_half_width_are_read() -> None:
    found = extract("2024年甲产业产值达320亿元,同比增长8.5%,其中出口占比达21.0%")
    assert [str(q.value) for q in found.quantities] == ["32000000000"]
    assert [p.kind for p in found.percentages] == ["growth", "share"]


LINES = [
    ("- 甲产品线上占比超45%", ["45%"]),
    ("甲产品线上占比超45%", ["45%"]),
    ("- 甲品牌门店1203家", ["1203家"]),
    ("- 甲品牌门店1203家,净开店31家", ["1203家", "31家"]),
    ("甲公司：上半年实现净利润12亿元 同比增长26%", ["26%", "12亿元"]),
    ("经营概览 - 甲公司毛利率为31%", ["31%"]),
    # an answer in a poll, the name of a table, and what is no more than a label
    ("月收入超过5000元", []),
    ("账龄超过1年的重要款项", []),
    ("占比不足30%", []),
]


@pytest.mark.parametrize(("line", "figures"), LINES)
def test_a_short_line_is_read_by_the_rules_of_sentences(line: str, figures: list[str]) -> None:
    found, punctuated = told(f"{line}\n"), told(f"{line}。\n")
    assert [text for text, _, _ in found] == figures
    assert not figures or found == punctuated


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    found = extract(text)
    return [(r.text, r.subject, r.measure) for r in (*found.percentages, *found.quantities)]


@pytest.mark.parametrize(
    "row", ["营业收入(亿元) 12.3 45.6 58.1", "甲公司 占比 21.0% 19.8%", "合计 1,203 978 12%"]
)
def test_rows_of_tables_that_nobody_read_are_no_statements(row: str) -> None:
    found = extract(f"{row}\n{row}\n")
    assert found.quantities == []
    assert found.percentages == []
