"""Figures of tables that are forecasts though nothing beside them says so."""

from __future__ import annotations

import pytest

from report_etl.pipeline import extract_text

TITLE = "中国水泵行业发展现状与投资前景预测报告（2025-2032年）"


def ahead(caption: str, periods: str, head: str = TITLE, published: str = "发布日期：2025年6月") -> list[str]:
    """The periods of a series whose figures are forecasts."""
    rows = "\n".join(f"{period} {130 + n}.5 {5 + n}.0%" for n, period in enumerate(periods.split()))
    table = f"{caption}\n年份 市场规模（亿元） 同比增速\n{rows}\n资料来源：公开资料整理\n"
    extraction = extract_text(f"{head}\n{published}\n一、规模\n{table}")
    found = [(q.period or "", q.forecast) for q in extraction.quantities]
    assert len(found) == len(periods.split())
    assert [(p.period, p.forecast) for p in extraction.percentages] == found
    return [period for period, forecast in found if forecast]


def test_years_after_publication_are_forecasts() -> None:
    assert ahead("2023-2027年我国水泵市场规模", "2023 2024 2025 2026 2027") == ["2026", "2027"]


def test_under_a_caption_of_forecasts_so_is_what_was_not_over() -> None:
    caption = "2023-2026年我国水泵市场规模及预测"
    assert ahead(caption, "2023年 2024年 2025年 2026年") == ["2025", "2026"]
    assert ahead(caption, "2024Q4 2025Q1 2025Q2 2025Q3") == ["2025-Q2", "2025-Q3"]


def test_what_follows_a_printed_forecast_is_one() -> None:
    assert ahead("我国水泵市场规模", "2023 2024E 2025 2026", "一、概况", "") == ["2024", "2025", "2026"]


@pytest.mark.parametrize(("head", "found"), [(TITLE, ["2025", "2026"]), ("一、概况", [])])
def test_without_a_date_the_title_says_where_forecasts_begin_and_else_nothing(
    head: str, found: list[str]
) -> None:
    assert ahead("2023-2026年我国水泵市场规模预测", "2023 2024 2025 2026", head, "") == found
    assert ahead("2023-2026年我国水泵市场规模", "2023 2024 2025 2026", head, "") == []


def test_a_column_of_forecasts_holds_nothing_else() -> None:
    table = "我国水泵产量 年份 实际产量（万台） 预测产量（万台） 2022 130 128 2023 141 139 2024 150 152"
    text = f"一、产量\n{table}\n资料来源：公开资料整理\n"
    assert [(q.measure, q.forecast) for q in extract_text(text).quantities][:2] == [
        ("产量", False),
        ("产量", True),
    ]
