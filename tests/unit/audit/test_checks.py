"""Each check: a relation that holds, one that does not, and what is no alarm."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from report_etl.audit import CHECKS
from report_etl.audit.book import Book
from report_etl.audit.check_levels import previous_period
from report_etl.records import (
    DocumentInfo,
    Extraction,
    Finding,
    Percentage,
    Provenance,
    Quantity,
    RegionCount,
    TableTotal,
)


def at(start: int) -> Provenance:
    return Provenance(page=1, start=start, end=start + 4, rule="test", rule_version="1", confidence=1)


def share(value: str, start: int = 0, **fields: Any) -> Percentage:
    given = {"subject": None, "measure": "占比", "kind": "share", "text": f"{value}%", "statement": "甲"}
    return Percentage(value=Decimal(value), provenance=at(start), **(given | fields))


def amount(value: str, unit: str, start: int = 0, **fields: Any) -> Quantity:
    given = {"subject": None, "measure": "规模", "kind": "count", "text": value, "statement": "甲"}
    return Quantity(value=Decimal(value), unit=unit, provenance=at(start), **(given | fields))


def region(name: str, count: int, code: str | None = "110000", **fields: Any) -> RegionCount:
    given = {"unit": "家", "measure": "企业数量", "as_of": "2024-12", "caption": "表"}
    return RegionCount(region=name, region_code=code, count=count, provenance=at(count), **(given | fields))


def extraction(**records: Any) -> Extraction:
    info = DocumentInfo(
        sha256="0" * 64, file_name="t.txt", media_type="text/plain", page_count=1, character_count=9
    )
    return Extraction(document=info, **records)


def run(check: str, **records: Any) -> list[Finding]:
    return list(CHECKS[check](Book(extraction(**records))))


def statuses(check: str, **records: Any) -> list[str]:
    return [found.status for found in run(check, **records)]


@pytest.mark.parametrize(("total", "status"), [(90, "consistent"), (91, "inconsistent")])
def test_rows_add_up_to_the_printed_total(total: int, status: str) -> None:
    rows = [region("北京", 40), region("上海", 30), region("广东", 20)]
    totals = [TableTotal(caption="表", measure="企业数量", value=Decimal(total), provenance=at(5))]
    assert statuses("sum_of_table", region_counts=rows, table_totals=totals) == [status]


def test_a_selection_of_regions_may_sum_to_less_than_a_stated_total() -> None:
    rows = [region("北京", 40), region("上海", 30), region("广东", 20)]
    stated = amount(
        "900", "家", measure="企业数量", statement="全国企业共900家", text="900家", period="2024-12"
    )
    assert statuses("sum_of_table", region_counts=rows, quantities=[stated]) == []


def test_the_total_that_fits_a_share_is_named() -> None:
    rows = [region("北京", 96), region("上海", 207), region("国资委", 6, None)]
    found = run(
        "share_of_total",
        region_counts=rows,
        percentages=[share("31.1", subject="北京", measure="企业数量占比")],
    )
    assert [finding.status for finding in found] == ["consistent"]
    assert "309" in found[0].message


def test_a_share_that_fits_no_total_is_an_error_with_a_hint() -> None:
    rows = [region("北京", 96), region("上海", 213)]
    totals = [TableTotal(caption="表", measure="企业数量", value=Decimal(309), provenance=at(5))]
    wrong = share("13.1", subject="北京", measure="企业数量占比")
    (found,) = run("share_of_total", region_counts=rows, table_totals=totals, percentages=[wrong])
    assert (found.status, found.severity, found.suggestion) == ("inconsistent", "error", "31.1 %")


@pytest.mark.parametrize(("printed", "status"), [("37.6", "consistent"), ("41.6", "inconsistent")])
def test_growth_fits_the_levels_of_its_sentence(printed: str, status: str) -> None:
    levels = [amount("498", "元", 10, period="2024"), amount("362", "元", 20, period="2023")]
    growth = share(printed, 30, kind="growth", direction="up", measure="增长", period="2024")
    assert statuses("growth_of_levels", quantities=levels, percentages=[growth]) == [status]


def test_a_fall_is_compared_as_a_fall() -> None:
    sentence = "价格由1月的6.5元降至12月的3.9元，跌幅为40.0%"
    levels = [
        amount("6.5", "元", 10, period="2024-01", statement=sentence),
        amount("3.9", "元", 20, period="2024-12", statement=sentence),
    ]
    fall = share(
        "40.0", 30, kind="growth", direction="down", measure="跌幅", period="2024-12", statement=sentence
    )
    assert statuses("growth_of_levels", quantities=levels, percentages=[fall]) == ["consistent"]


def test_compound_growth_is_checked_over_the_years_between() -> None:
    levels = [
        amount("6500", "元", 10, period="2025", measure="市场规模"),
        amount("18200", "元", 20, period="2030", measure="市场规模"),
    ]
    growth = {"kind": "growth", "direction": "up", "measure": "市场规模年均复合增长率", "period": "2025/2030"}
    assert statuses("compound_growth", quantities=levels, percentages=[share("22.9", 30, **growth)]) == [
        "consistent"
    ]
    assert statuses("compound_growth", quantities=levels, percentages=[share("32.9", 30, **growth)]) == [
        "inconsistent"
    ]


@pytest.mark.parametrize(("points", "status"), [("4.5", "consistent"), ("5.4", "inconsistent")])
def test_points_are_the_difference_of_two_shares(points: str, status: str) -> None:
    sentence = "转化率由11.8%升至16.3%，提高若干个百分点"
    figures = [
        share("11.8", 10, statement=sentence),
        share("16.3", 20, statement=sentence),
        share(points, 30, statement=sentence, kind="change_points", direction="up", text=points),
    ]
    assert statuses("change_of_points", percentages=figures) == [status]


def test_two_shares_of_one_base_imply_the_same_base() -> None:
    quantities = [
        amount("230000000", "人", 0, text="2.3亿人", statement="甲"),
        amount("350000000", "人", 0, text="3.5亿人", statement="乙"),
    ]
    right = [share("16.4", 8, base="整体人口"), share("25.0", 8, base="人口", statement="乙")]
    wrong = [share("16.4", 8, base="整体人口"), share("4.8", 8, base="人口", statement="乙")]
    assert statuses("implied_base", quantities=quantities, percentages=right) == ["consistent"]
    assert statuses("implied_base", quantities=quantities, percentages=wrong) == ["inconsistent"]
    assert statuses("order_of_shares", quantities=quantities, percentages=wrong) == ["inconsistent"]


def test_shares_of_a_vague_base_prove_nothing() -> None:
    quantities = [amount("100", "家", 0, statement="甲"), amount("900", "家", 0, statement="乙")]
    shares = [share("10.0", 8, base="全国"), share("50.0", 8, base="全国", statement="乙")]
    assert statuses("implied_base", quantities=quantities, percentages=shares) == []


@pytest.mark.parametrize(("printed", "status"), [("42.6", "consistent"), ("44.6", "inconsistent")])
def test_a_share_beside_an_amount_fits_the_whole_of_its_sentence(printed: str, status: str) -> None:
    sentence = {"statement": "新增277.6GW，其中分布式118.2GW，占若干"}
    quantities = [
        amount("277.6", "GW", 0, **sentence),
        amount("118.2", "GW", 20, subject="分布式", **sentence),
    ]
    part = share(printed, 26, subject="分布式", **sentence)
    assert statuses("share_of_amount", quantities=quantities, percentages=[part]) == [status]


def test_a_share_of_several_parts_together_is_no_alarm() -> None:
    sentence = {"statement": "甲538部、乙471部，合计占四成"}
    quantities = [
        amount("538", "部", 0, subject="甲", **sentence),
        amount("471", "部", 10, subject="乙", **sentence),
    ]
    together = share("40", 18, subject="甲、乙", **sentence)
    assert statuses("share_of_amount", quantities=quantities, percentages=[together]) == []


def test_what_is_said_twice_is_said_alike() -> None:
    first = amount("6.62", "人", 0, subject="微短剧", measure="用户规模", period="2024-H2", statement="甲")
    second = amount("6.26", "人", 90, subject="微短剧", measure="用户规模", period="2024-H2", statement="乙")
    assert statuses("same_figure", quantities=[first, second]) == ["inconsistent"]
    assert statuses("same_figure", quantities=[first, first.model_copy(update={"statement": "乙"})]) == [
        "consistent"
    ]


@pytest.mark.parametrize(
    ("period", "chained", "expected"),
    [
        ("2024", False, "2023"),
        ("2024-06", False, "2023-06"),
        ("2024-H1", True, "2023-H2"),
        ("2024-Q3", True, "2024-Q2"),
        ("2024-01", True, "2023-12"),
    ],
)
def test_the_period_before(period: str, chained: bool, expected: str) -> None:
    assert previous_period(period, chained=chained) == expected
