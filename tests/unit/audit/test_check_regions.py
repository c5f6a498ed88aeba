"""Region tables: sums, shares, and what sentences say of their regions."""

from __future__ import annotations

import pytest

from tests.unit.audit.report import Report, amount, per_cent

COUNTS = {"北京": 40, "上海": 30, "广东": 20, "浙江": 10}


@pytest.mark.parametrize(("total", "status"), [(100, "consistent"), (101, "inconsistent")])
def test_rows_add_up_to_the_total_row(total: int, status: str) -> None:
    assert Report().regions(COUNTS, total).statuses("sum_of_table") == [status]


def test_rows_far_below_their_total_are_rows_that_are_missing() -> None:
    assert Report().regions(COUNTS, 640).statuses("sum_of_table") == []
    assert Report().regions(COUNTS, 1234).statuses("sum_of_table") == []
    assert Report().regions(COUNTS, 190).statuses("sum_of_table") == ["inconsistent"]  # 100 misprinted


def test_a_total_may_leave_out_bodies_that_are_no_region() -> None:
    assert Report().regions({**COUNTS, "（国资委）": 6}, 100).statuses("sum_of_table") == ["consistent"]


def test_cities_are_no_rows_beside_their_provinces() -> None:
    (found,) = Report().regions({**COUNTS, "滨海市": 15}, 100).check("sum_of_table")
    assert found.status == "consistent"
    assert found.message.startswith("4 rows")


def test_rows_that_were_refused_may_be_what_a_sum_lacks() -> None:
    report = Report().regions(COUNTS, 103)
    assert report.statuses("sum_of_table") == ["inconsistent"]
    report.refuse("region_counts")
    assert report.statuses("sum_of_table") == []


def test_a_sentence_that_states_the_sum_proves_the_table_complete() -> None:
    report = Report().regions(COUNTS)
    report.say(
        "截至2024年12月，全国共有企业100家。", amount("100家", "100", "家", "|企业数量", period="2024-12")
    )
    (found,) = report.check("sum_of_table")
    assert found.status == "consistent"
    assert "complete" in found.message


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("103", ["inconsistent"]), ("900", []), ("90", ["inconsistent"])],
)
def test_a_stated_total_must_be_near_or_below_to_contradict(stated: str, expected: list[str]) -> None:
    report = Report().regions(COUNTS)
    said = f"截至2024年12月，全国共有企业{stated}家。"
    report.say(said, amount(f"{stated}家", stated, "家", "|企业数量", period="2024-12"))
    assert report.statuses("sum_of_table") == expected


def test_a_selection_may_sum_to_less() -> None:
    report = Report().regions(COUNTS, caption="前4地区企业数量")
    report.say(
        "截至2024年12月，全国共有企业103家。", amount("103家", "103", "家", "|企业数量", period="2024-12")
    )
    assert report.statuses("sum_of_table") == []


@pytest.mark.parametrize(
    ("total", "expected"), [(1153, ["inconsistent"]), (1135, ["consistent"]), (1402, []), (1190, [])]
)
def test_the_total_row_of_a_selection_contradicts_it_when_its_digits_are_misprinted(
    total: int, expected: list[str]
) -> None:
    counts = {"北京": 481, "上海": 362, "广东": 255, "浙江": 37}  # 1135
    table = Report().regions(counts, total, caption="重点省市仓库数量")
    assert table.statuses("sum_of_table") == expected


def test_a_total_of_the_country_is_none_of_a_table_that_names_how_many_regions_it_has() -> None:
    report = Report().regions(COUNTS, caption="截至2024年底我国4个省市企业数量排名")
    report.say(
        "截至2024年12月，全国企业数量为103家。", amount("103家", "103", "家", "|企业数量", period="2024-12")
    )
    assert report.statuses("sum_of_table") == []


@pytest.mark.parametrize(("said", "expected"), [("4个省市", ["inconsistent"]), ("全国", [])])
def test_a_total_of_as_many_regions_as_a_selection_has_is_its_own(said: str, expected: list[str]) -> None:
    report = Report().regions(COUNTS, caption="部分省市企业数量")
    report.say(
        f"截至2024年12月，{said}共有企业103家。", amount("103家", "103", "家", "|企业数量", period="2024-12")
    )
    assert report.statuses("sum_of_table") == expected


def test_another_moment_is_not_compared() -> None:
    report = Report().regions(COUNTS)
    report.say("2022年，全国共有企业103家。", amount("103家", "103", "家", "|企业数量", period="2022"))
    assert report.statuses("sum_of_table") == []


def test_rounded_amounts_may_miss_the_total_by_their_rounding() -> None:
    big = {name: (count + 1) * 10**8 for name, count in COUNTS.items()}  # printed in 亿元
    assert Report().regions(big, 106 * 10**8, unit="元").statuses("sum_of_table") == ["consistent"]
    assert Report().regions(big, 109 * 10**8, unit="元").statuses("sum_of_table") == ["inconsistent"]


def test_the_total_that_shares_fit_is_named() -> None:
    report = Report().regions({"北京": 96, "上海": 207, "（国资委）": 6})
    report.say("北京占比为31.1%。", per_cent("31.1%", "北京|企业数量占比"))
    (found,) = report.check("share_of_total")
    assert found.status == "consistent"
    assert "309 (all rows); 303 (regions only) does not" in found.message


def test_a_share_that_fits_no_total_is_an_error_with_a_hint() -> None:
    report = Report().regions(COUNTS, 100)
    report.say("上海占比为33.0%。", per_cent("33.0%", "上海|企业数量占比"))
    (found,) = report.check("share_of_total")
    assert (found.status, found.severity, found.suggestion) == ("inconsistent", "error", "30.0 %")


def test_of_two_shares_of_one_region_in_a_sentence_one_may_be_of_another() -> None:
    report = Report().regions(COUNTS, 100)
    report.say(
        "北京占40.0%，其后两地占比分别为30.0%和20.0%。",
        per_cent("40.0%", "北京|企业数量占比"),
        per_cent("20.0%", "北京|企业数量占比"),
    )
    assert report.statuses("share_of_total") == []


def test_what_is_called_a_fall_is_no_share() -> None:
    report = Report().regions(COUNTS, 100)
    report.say("其中上海降幅最大，为4.3%。", per_cent("4.3%", "上海|企业数量占比"))
    assert report.statuses("share_of_total") == []


def test_a_total_that_shares_imply_is_only_as_close_as_they_are() -> None:
    counts = {"北京": 354, "上海": 309, "广东": 398, "浙江": 259, "河北": 171, "湖南": 266}
    shares = {"北京": "11.3", "上海": "9.8", "广东": "12.7", "浙江": "8.3", "河北": "5.4", "湖南": "8.5"}
    assert "inconsistent" not in Report().regions(counts, shares=shares).statuses("share_of_total")


def test_a_share_of_a_selection_without_a_total_proves_nothing() -> None:
    report = Report().regions(COUNTS)
    report.say("上海占比为3.0%。", per_cent("3.0%", "上海|企业数量占比"))
    assert report.statuses("share_of_total") == []


def test_shares_of_a_column_are_one_finding_and_a_wrong_one_another() -> None:
    shares = {"北京": "40.0", "上海": "30.0", "广东": "20.0", "浙江": "19.0"}
    found = Report().regions(COUNTS, shares=shares).check("share_of_total")
    assert [finding.status for finding in found] == ["consistent", "inconsistent"]
    assert "浙江" in found[1].message


def test_a_column_of_which_most_shares_do_not_fit_is_of_something_else() -> None:
    shares = {"北京": "40.0", "上海": "22.0", "广东": "27.0", "浙江": "4.0"}
    assert Report().regions(COUNTS, 100, shares=shares).statuses("share_of_total") == []


def test_a_share_of_trade_is_not_held_against_a_table_of_exports() -> None:
    report = Report().regions(COUNTS, 100, measure="出口额", unit="元")
    report.say("上海的进出口额占比为35.0%。", per_cent("35.0%", "上海|进出口额占比"))
    assert report.statuses("share_of_total") == []


def test_counts_of_a_sentence_are_those_of_the_table() -> None:
    report = Report().regions(COUNTS)
    report.say(
        "北京、上海的企业数量分别为40、33家。",
        amount("40", "40", "家", "北京|企业数量"),
        amount("33家", "33", "家", "上海|企业数量"),
    )
    assert report.statuses("count_in_table") == ["consistent", "inconsistent"]


def test_a_count_of_an_unnamed_measure_alone_is_no_contradiction() -> None:
    report = Report().regions(COUNTS).say("上海有33家。", amount("33家", "33", "家", "上海|数量"))
    assert report.statuses("count_in_table") == []


@pytest.mark.parametrize(("printed", "status"), [("90.0%", "consistent"), ("95.0%", "inconsistent")])
def test_regions_together_have_the_sum_of_their_counts(printed: str, status: str) -> None:
    report = Report().regions(COUNTS, 100)
    report.say(f"北京、上海、广东合计占{printed}。", per_cent(printed, "北京、上海、广东|企业数量占比"))
    assert report.statuses("together_in_table") == [status]


def test_a_share_of_the_country_is_not_held_against_the_total_of_a_selection() -> None:
    report = Report().regions(COUNTS, 100, caption="部分省市企业数量")
    report.say("北京、上海、广东合计占全国的81.0%。", per_cent("81.0%", "北京、上海、广东|企业数量占比"))
    assert report.statuses("together_in_table") == []


def test_the_first_n_regions_are_the_largest() -> None:
    report = Report().regions(COUNTS, 100)
    report.say(
        "北京占40.0%，前三省市合计占90.0%。",
        per_cent("40.0%", "北京|占比"),
        per_cent("90.0%", "前三省市|占比"),
    )
    assert report.statuses("together_in_table") == ["consistent"]


@pytest.mark.parametrize(("rank", "status"), [("二", "consistent"), ("三", "inconsistent")])
def test_a_rank_said_is_the_rank_of_the_count(rank: str, status: str) -> None:
    report = Report().regions(COUNTS)
    report.say(f"上海以30家位列第{rank}。", amount("30家", "30", "家", "上海|数量"))
    assert report.statuses("rank_in_table") == [status]


def test_a_table_that_names_a_region_twice_is_left_alone() -> None:
    report = Report().regions(COUNTS, 100).regions({"北京": 40}, None)
    assert report.statuses("sum_of_table") == []


def test_a_share_cites_its_total_too() -> None:
    report = (
        Report()
        .regions(COUNTS)
        .say(
            "截至2024年12月，全国共有企业200家。", amount("200家", "200", "家", "|企业数量", period="2024-12")
        )
    )
    report.say("北京占20.0%，上海占15.0%。", per_cent("20.0%", "北京|占比"), per_cent("15.0%", "上海|占比"))
    (found,) = report.check("share_of_total")
    total = report.records["quantities"][0].provenance
    assert "fit 200 (the sentence)" in found.message and total in found.provenance
