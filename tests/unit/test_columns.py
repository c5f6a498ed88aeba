"""Column types: what their cells mean, what "no value" looks like, what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from report_etl.columns import COLUMN_TYPES, PrintedPeriod, is_absent, parse_date, parse_period, period_of

ABSENT = ["", "-", "--", "—", "——", "/", "…", "N/A", "暂无", " — "]


@pytest.mark.parametrize("name", sorted(COLUMN_TYPES))
def test_every_type_scores_between_none_and_sure(name: str) -> None:
    column = COLUMN_TYPES[name]
    for text in (
        "",
        "—",
        "2024年",
        "96",
        "31.1%",
        "北京",
        "财政部",
        "关于推进某事的意见",
        "推动发展。",
        "①",
        "\n",
    ):
        assert 0.0 <= column.score(text) <= 1.0


@pytest.mark.parametrize("name", sorted(COLUMN_TYPES.keys() - {"region"}))
@pytest.mark.parametrize("text", ABSENT)
def test_a_cell_without_a_value_is_none(name: str, text: str) -> None:
    assert COLUMN_TYPES[name].parse(text) is None


@pytest.mark.parametrize("text", ABSENT)
def test_signs_of_absence_are_known(text: str) -> None:
    assert is_absent(text)


@pytest.mark.parametrize("text", ["0", "无锡", "-1", "A", "一"])
def test_values_are_no_absence(text: str) -> None:
    assert not is_absent(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("96", "96"),
        ("1,234,567", "1234567"),
        ("２０２．5", "202.5"),
        ("-4.1", "-4.1"),
        ("—4.1", "-4.1"),
        ("9 8", "98"),
        ("120①", "120"),
        ("5,000.00[注]", "5000.00"),
        ("+3", "3"),
    ],
)
def test_decimals(text: str, value: str) -> None:
    assert COLUMN_TYPES["decimal"].parse(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "NaN",
        "1_000",
        "12a",
        "1,23",
        "1.2.3",
        "三",
        "1e5",
        "96款",
        "9.",
        "１２３４５６７８９０１２３４５６７８９０1",
    ],
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        COLUMN_TYPES["decimal"].parse(text)


def test_printed_precision_is_kept() -> None:
    assert str(COLUMN_TYPES["decimal"].parse("4.80")) == "4.80"
    assert str(COLUMN_TYPES["percent"].parse("20.0%")) == "20.0"


@pytest.mark.parametrize(
    ("text", "value"), [("31.1%", "31.1"), ("-6.0％", "-6.0"), ("14.5", "14.5"), ("— %", None)]
)
def test_percentages(text: str, value: str | None) -> None:
    assert COLUMN_TYPES["percent"].parse(text) == (None if value is None else Decimal(value))


def test_a_half_person_is_no_integer() -> None:
    assert COLUMN_TYPES["integer"].parse("12") == 12
    with pytest.raises(ValueError):
        COLUMN_TYPES["integer"].parse("12.5")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023年3月", "2023-03"),
        ("2023年\n12月", "2023-12"),
        ("2022-03-\n23", "2022-03-23"),
        ("2025.08", "2025-08"),
        ("2025/8/1", "2025-08-01"),
        ("2023", "2023"),
        ("2019年（2024年更新）", "2019"),
        ("2021年7月起施行", "2021-07"),
        ("2025-01-01 生效", "2025-01-01"),
        ("自2025年1月1日起正式实施", "2025-01-01"),
        ("２０２３年３月", "2023-03"),
    ],
)
def test_dates_of_issue(text: str, iso: str) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    "text", ["2023年13月", "2023年2月30日", "20233", "3月", "1023年", "2023年3月国务院", "2021-2023年"]
)
def test_what_is_no_date_of_issue(text: str) -> None:
    with pytest.raises(ValueError):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "iso", "forecast"),
    [
        ("2024年", "2024", False),
        ("2025年E", "2025", True),
        ("2024E", "2024", True),
        ("2025年（预计）", "2025", True),
        ("2023A", "2023", False),
        ("2024年一季度", "2024-Q1", False),
        ("2024年第三季度", "2024-Q3", False),
        ("2024Q3", "2024-Q3", False),
        ("3Q24", "2024-Q3", False),
        ("2024H1", "2024-H1", False),
        ("2024年下半年", "2024-H2", False),
        ("2025年1-6月", "2025-01/2025-06", False),
        ("2024年前三季度", "2024-01/2024-09", False),
        ("2024年末", "2024", False),
        ("“十四五”", "2021/2025", False),
    ],
)
def test_periods(text: str, iso: str, forecast: bool) -> None:
    assert parse_period(text) == PrintedPeriod(iso, forecast)
    assert period_of(text) == PrintedPeriod(iso, forecast)


@pytest.mark.parametrize("text", ["", "—", "水泵", "2024年13月"])
def test_what_is_no_period(text: str) -> None:
    assert period_of(text) is None


@pytest.mark.parametrize(("text", "rank"), [("1", 1), ("第3名", 3), ("TOP5", 5), ("—", None)])
def test_ranks(text: str, rank: int | None) -> None:
    assert COLUMN_TYPES["rank"].parse(text) == rank


def test_words_come_on_one_line() -> None:
    assert COLUMN_TYPES["free_text"].parse("推动\n发展。") == "推动 发展。"


def test_figures_on_two_lines_are_no_number() -> None:
    with pytest.raises(ValueError, match="several numbers"):
        COLUMN_TYPES["decimal"].parse("36\n34")
    assert COLUMN_TYPES["decimal"].parse("1 536") == 1536
