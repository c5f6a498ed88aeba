"""Relations between the rows and columns of one table."""

from __future__ import annotations

import pytest

from report_etl.audit.grids import to_grid
from tests.unit.audit.report import Report

YEARS = ["年份", "产量（万吨）", "同比增速"]


def _series(*rows: tuple[str, str, str]) -> Report:
    return Report().table("产量", YEARS, [list(row) for row in rows], "time_series")


def test_a_growth_column_follows_its_levels() -> None:
    report = _series(("2021年", "100", "—"), ("2022年", "120", "20.0%"), ("2023年", "108", "-10.0%"))
    (found,) = report.check("growth_in_table")
    assert found.status == "consistent"


def test_a_growth_that_does_not_follow_is_an_error_when_the_others_do() -> None:
    report = _series(
        ("2021年", "100", "—"),
        ("2022年", "120", "20.0%"),
        ("2023年", "150", "52.0%"),
        ("2024年E", "165", "10.0%"),
    )
    found = report.check("growth_in_table")
    assert [finding.status for finding in found] == ["consistent", "inconsistent"]
    assert found[1].suggestion == "25.0 %"


def test_a_wrong_level_breaks_two_growths_and_is_named() -> None:
    report = _series(
        ("2021年", "100", "—"), ("2022年", "120", "20.0%"), ("2023年", "190", "25.0%"),
        ("2024年", "165", "10.0%"), ("2025年", "198", "20.0%"),
    )  # fmt: skip
    found = [finding for finding in report.check("growth_in_table") if finding.status == "inconsistent"]
    assert len(found) == 2
    assert "both fit if 190 is wrong" in found[0].message


def test_a_column_that_mostly_does_not_fit_is_another_measure() -> None:
    report = _series(
        ("2021年", "100", "3.0%"),
        ("2022年", "120", "9.0%"),
        ("2023年", "150", "-4.0%"),
        ("2024年", "165", "10.0%"),
    )
    assert report.statuses("growth_in_table") == []


def test_quarters_are_compared_with_the_quarter_before_or_the_year_before() -> None:
    header = ["时间", "出货量", "环比"]
    rows = [["2024年一季度", "50", "—"], ["2024年二季度", "60", "20.0%"], ["2024年三季度", "75", "25.0%"]]
    assert Report().table(None, header, rows).statuses("growth_in_table") == ["consistent"]
    header[2] = "同比"
    assert Report().table(None, header, rows).statuses("growth_in_table") == []


def test_periods_may_run_across() -> None:
    header = ["指标", "2022年", "2023年", "2024年"]
    rows = [["产量（万吨）", "100", "120", "150"], ["产量同比增速", "—", "20.0%", "52.0%"]]
    found = Report().table(None, header, rows).check("growth_in_table")
    assert [finding.status for finding in found] == ["consistent", "inconsistent"] or not found


def _changes(*growths: str) -> Report:
    levels = [("收入", "120", "100"), ("成本", "66", "60"), ("利润", "27", "30"), ("费用", "12.0", "10.0")]
    rows = [[*level, growth] for level, growth in zip(levels, growths, strict=True)]
    return Report().table("主要数据", ["项目", "2024年", "2023年", "本年比上年增减"], rows)


def test_a_column_of_changes_fits_the_two_columns_before() -> None:
    assert _changes("20.0%", "10.0%", "-10.0%", "20.0%").statuses("change_in_table") == ["consistent"]
    assert _changes("20.0%", "10.0%", "-10.0%", "35.0%").statuses("change_in_table") == [
        "consistent", "inconsistent"
    ]  # fmt: skip
    assert _changes("20.0%", "11.0%", "-19.0%", "35.0%").statuses("change_in_table") == []


PARTS = [["线上", "30", "30.0%"], ["线下", "50", "50.0%"], ["直销", "15", "15.0%"], ["其他", "5", "5.0%"]]


def test_entries_add_up_to_the_total_row() -> None:
    header = ["渠道", "销售额", "占比"]
    total = ["合计", "100", "100.0%"]
    report = Report().table("渠道", header, [*PARTS, total], "composition")
    (found,) = report.check("totals_of_table")
    assert found.status == "consistent" and found.message.startswith("2 columns")
    wrong = Report().table("渠道", header, [*PARTS, ["合计", "110", "100.0%"]], "composition")
    assert sorted(wrong.statuses("totals_of_table")) == ["consistent", "inconsistent"]


def test_tables_with_subtotals_are_left_alone() -> None:
    rows = [*PARTS, ["其中：自营", "7", "7.0%"], ["合计", "110", "100.0%"]]
    report = Report().table("渠道", ["渠道", "销售额", "占比"], rows, "composition")
    assert report.statuses("totals_of_table") == []


@pytest.mark.parametrize(("last", "expected"), [("5.0%", ["consistent"]), ("9.0%", ["inconsistent"])])
def test_shares_with_an_entry_for_the_rest_are_a_whole(last: str, expected: list[str]) -> None:
    rows = [[name, share] for name, _, share in PARTS[:3]] + [["其他", last]]
    assert Report().table("渠道", ["渠道", "占比"], rows).statuses("whole_of_table") == expected


def test_shares_of_a_selection_need_not_be_a_whole() -> None:
    rows = [[name, share] for name, _, share in PARTS[:3]]
    assert Report().table("主要渠道", ["渠道", "占比"], rows).statuses("whole_of_table") == []


def test_a_share_beside_an_amount_fits_the_total_the_others_imply() -> None:
    rows = [["甲", "330", "33.0%"], ["乙", "210", "21.0%"], ["丙", "120", "12.0%"], ["丁", "90", "19.0%"]]
    found = Report().table("份额", ["企业", "销量", "占比"], rows).check("share_in_table")
    assert [finding.status for finding in found] == ["consistent", "inconsistent"]
    assert found[1].suggestion == "9.0 %"


def test_columns_that_add_up_in_most_rows_add_up_in_all() -> None:
    rows = [
        [str(y), str(a + b), str(a), str(b)]
        for y, a, b in ((2020, 7, 5), (2021, 9, 6), (2022, 12, 8), (2023, 15, 11))
    ]
    header = ["年份", "进出口", "出口", "进口"]
    assert Report().table(None, header, rows).statuses("columns_of_table") == ["consistent"]
    rows.append(["2024", "39", "18", "12"])
    assert Report().table(None, header, rows).statuses("columns_of_table") == ["consistent", "inconsistent"]
    rows[-1].append("9")  # a third part explains the gap
    more = [[*row, "0"] if len(row) == 4 else row for row in rows]
    assert Report().table(None, [*header, "转口"], more).statuses("columns_of_table") == ["consistent"]


def test_a_running_total_grows_by_what_is_new() -> None:
    rows = [
        ["2020", "48", "253"],
        ["2021", "55", "308"],
        ["2022", "87", "395"],
        ["2023", "216", "611"],
        ["2024", "278", "889"],
    ]
    header = ["年份", "新增装机", "累计装机"]
    assert Report().table(None, header, rows).statuses("running_totals_of_table") == ["consistent"]


def test_blocks_side_by_side_are_one_table() -> None:
    rows = [["甲", "1", "丙", "3"], ["乙", "2", "丁", "4"]]
    table = Report().table(None, ["名称", "数量", "名称", "数量"], rows).extraction.tables[0]
    grid = to_grid(0, table)
    assert grid is not None
    assert grid.labels == ("甲", "乙", "丙", "丁")
    assert [cell.text for cell in grid.lines[0].cells if cell] == ["1", "2", "3", "4"]


def test_words_and_numbers_that_are_no_numbers_are_no_cells() -> None:
    rows = [["甲", "1,234.5", "(12)", "１２％"], ["乙", "不适用", "3-5", "0.5%"], ["丙", "7", "8", "9%"]]
    table = Report().table(None, ["名称", "一", "二", "三"], rows).extraction.tables[0]
    grid = to_grid(0, table)
    assert grid is not None
    assert [[cell.value if cell else None for cell in line.cells] for line in grid.lines] == [
        [1234.5, None, 7], [-12, None, 8], [12, 0.5, 9]
    ]  # fmt: skip
    assert [line.is_percent for line in grid.lines] == [False, False, True]
