"""What stands in a column of dates or figures, and which lines begin such a cell."""

from __future__ import annotations

import pytest

from report_etl.extract.tables.drawn.entries import (
    begins_entry,
    count_entries,
    digit_share,
    goes_on,
    is_entry,
)


@pytest.mark.parametrize("text", ["12", "-1,204.5", "38.2 %", "—", "/", "2023年3月", "2024E", "2024H1"])
def test_entries(text: str) -> None:
    assert is_entry(text)


@pytest.mark.parametrize("text", ["", "水泵", "12台", "3月", "2023年3月起施行的各项规定"])
def test_what_is_no_entry(text: str) -> None:
    assert not is_entry(text)


def test_a_line_that_begins_with_a_date_begins_a_cell() -> None:
    assert begins_entry("2023年3月起施行的各项规定") and begins_entry("38.2%")
    assert not begins_entry("12台") and not begins_entry("水泵")


def test_digit_share() -> None:
    assert (digit_share("12台a"), digit_share("")) == (0.5, 0.0)


@pytest.mark.parametrize(
    "lines",
    [
        ("2023-", "06"),
        ("2021-04-2", "7"),
        ("2020.1", "0"),
        ("2021/0", "4"),
        ("2016.1", "2.1"),
        ("2017.7", ".13"),
        ("2019年", "7月"),
        ("2019年1", "1月3日"),
    ],
)
def test_digits_below_a_date_that_a_line_cuts_are_its_rest(lines: tuple[str, str]) -> None:
    assert goes_on(*lines) and count_entries(lines) == 1


@pytest.mark.parametrize(
    "lines",
    [
        ("2023", "6"),
        ("2021-04", "15"),
        ("12.5", "3"),
        ("—", "7"),
        ("2021-04-2", "x"),
        ("2016.1", "3.5.2"),
        ("2019年7月", ""),
        ("2019年", "7台"),
    ],
)
def test_what_goes_on_with_no_date(lines: tuple[str, str]) -> None:
    assert not goes_on(*lines)
