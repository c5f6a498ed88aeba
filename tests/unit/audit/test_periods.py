"""Periods against each other."""

from __future__ import annotations

import pytest

from report_etl.audit.periods import comparable, compared_with, previous_period, same_end, years_of


@pytest.mark.parametrize(
    ("period", "chained", "expected"),
    [
        ("2024", False, "2023"),
        ("2024-06", False, "2023-06"),
        ("2024-H1", True, "2023-H2"),
        ("2024-Q3", True, "2024-Q2"),
        ("2024-Q1", True, "2023-Q4"),
        ("2024-01", True, "2023-12"),
        ("2024-01/2024-09", False, "2023-01/2023-09"),
        ("2020/2024", False, None),
        ("2024-03-31", True, None),
    ],
)
def test_the_period_before(period: str, chained: bool, expected: str | None) -> None:
    assert previous_period(period, chained=chained) == expected


def test_the_end_of_a_year_is_the_year_for_states() -> None:
    assert same_end("2024-12", "2024")
    assert same_end("2025-06-30", "2025-06")
    assert not same_end("2024-H1", "2024")
    assert not same_end(None, "2024")


def test_spans_and_lengths() -> None:
    assert years_of("2024/2030") == (2024, 2030)
    assert years_of("2024") is None
    assert comparable("2024-H1", "2023-H2")
    assert not comparable("2024", "2025-H1")


@pytest.mark.parametrize(
    ("period", "clause", "then"),
    [
        ("2024", "较2023年底增长", "2023"),
        ("2024-H2", "比2023年下半年提升", "2023-H2"),
        ("2024", "比上年增长", "2023"),
        ("2024-Q2", "环比下降", "2024-Q1"),
        ("2024", "较2025年低", None),
        ("2024", "增长", None),
        (None, "同比增长", None),
    ],
)
def test_the_period_a_change_is_measured_from(period: str | None, clause: str, then: str | None) -> None:
    assert compared_with(period, clause, None) == then
