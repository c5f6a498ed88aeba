"""Years that stand above the rows, or in a column beside months: they belong to the dates."""

from __future__ import annotations

import pytest

from report_etl.extract.tables.drawn.aligned import find_aligned
from report_etl.pipeline import extract_text
from tests.drawing import Sheet, draw, flow_of, texts
from tests.unit.extract.tables.raw import parse

HEADER = ["时间", "发布部门", "政策名称", "主要内容"]
FIRST = ["国务院", "渔港节水条例", "完善渔港给排水标准。"]
SECOND = ["财政部", "养殖网箱补助管理办法", "对更新改造给予补助。"]


def issued(header: list[str], rows: list[list[str]]) -> list[str | None]:
    parsed = parse(header, rows, caption="近年渔业政策")
    return [policy.issued for policy in parsed.policies]


@pytest.mark.parametrize("band", ["2023年", "【2023】", "2023 年度", "◆2023年（续）"])
@pytest.mark.parametrize(
    ("printed", "iso"),
    [("3月", "2023-03"), ("03月15日", "2023-03-15"), ("03-15", "2023-03-15"), ("03", "2023-03")],
)
def test_a_year_above_the_rows_is_that_of_their_months(band: str, printed: str, iso: str) -> None:
    later = [["2024年"] * 4, ["5月", *SECOND]]
    rows = [[band] * 4, [printed, *FIRST], *later]
    assert issued(HEADER, rows) == [iso, "2024-05"]
    rows = [[band, "", "", ""], [printed, *FIRST], *later]
    assert issued(HEADER, rows) == [iso, "2024-05"]


def test_a_year_above_rows_without_dates_is_their_date() -> None:
    assert issued(HEADER[1:], [["2023年"] * 3, FIRST, ["2024年"] * 3, SECOND]) == ["2023", "2024"]


def test_a_year_in_the_column_before_is_that_of_the_month() -> None:
    rows = [["2023年", "3月", *FIRST], ["2024年", "11月", *SECOND]]
    assert issued(["年份", "月份", *HEADER[1:]], rows) == ["2023-03", "2024-11"]


def test_years_before_whole_dates_take_nothing_from_them() -> None:
    header = ["年份", "印发时间", *HEADER[1:]]
    rows = [["2023年", "2023年3月", *FIRST], ["2024年", "2024年11月", *SECOND]]
    assert issued(header, rows) == ["2023-03", "2024-11"]


def test_months_without_a_year_are_refused() -> None:
    parsed = parse(HEADER, [["3月", *FIRST], ["5月", *SECOND]], caption="近年渔业政策")
    assert not parsed.policies
    assert len(parsed.rejects) == 2


def test_numbers_of_rows_are_no_months() -> None:
    header = ["序号", *HEADER[1:]]
    rows = [["2023年"] * 4, ["1", *FIRST], ["2024年"] * 4, ["1", *SECOND]]
    assert issued(header, rows) == ["2023", "2024"]


def test_years_alone_on_their_lines_are_rows_of_their_own() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 60, "表1 近年渔业政策")
        entries = [("3月", *FIRST), ("11月", *SECOND)]
        lines = [tuple(HEADER), ("2023年",), *entries, ("2024年",), *entries]
        for number, cells in enumerate(lines):
            for x, text in zip((60, 120, 200, 380), cells, strict=False):
                s.text(x, 80 + 16 * number, text)

    (table,) = find_aligned(*flow_of(draw(page)), frozenset())[0]
    assert [row[0] for row in texts(table)] == ["时间", "2023年", "3月", "11月", "2024年", "3月", "11月"]


def test_a_year_behind_the_last_month_makes_no_dates() -> None:
    assert not extract_text("2023年\n水利部\n3月\n泵站改造方案\n5月\n水价条例\n2024年\n").policies
