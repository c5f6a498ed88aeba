"""What is said twice; names that are counted; dates."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.audit.report import Report, amount, growth, per_cent

HEADER = ["时间", "用户规模（亿人）"]
ROWS = [["2023年", "5.48"], ["2024年", "6.26"]]


def _told(text: str, value: str, **fields: Any) -> Report:
    report = Report().table("微短剧用户规模", HEADER, ROWS, "time_series")
    report.cell("6.26", "626000000", "人", "微短剧|用户规模", period="2024")
    said = amount(text, value, "人", "我国微短剧|用户规模", **({"period": "2024"} | fields))
    return report.say(f"2024年我国微短剧用户规模达{text}。", said)


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("6.26亿人", "626000000", "consistent"),
        ("6.3亿人", "630000000", "consistent"),
        ("6.62亿人", "662000000", "inconsistent"),
    ],
)
def test_a_sentence_says_what_the_table_says(text: str, value: str, status: str) -> None:
    assert _told(text, value).statuses("text_against_table") == [status]


def test_another_period_or_one_carried_over_is_no_contradiction() -> None:
    assert _told("6.62亿人", "662000000", period="2025").statuses("text_against_table") == []
    assert _told("6.62亿人", "662000000", inherited=["period"]).statuses("text_against_table") == []


@pytest.mark.parametrize(("share", "expected"), [("31.4%", ["inconsistent"]), ("30.9%", [])])
def test_another_figure_of_its_row_tells_the_period_of_one_carried_over(
    share: str, expected: list[str]
) -> None:
    rows = [["2023年", "188", "29.7%"], ["2024年", "216", "31.4%"]]
    report = Report().table("厨房小家电零售额", ["年份", "空气炸锅零售额", "占比"], rows, "time_series")
    row = {"statement": "2024年 216 31.4%", "period": "2024"}
    report.cell("216", "21600000000", "元", "厨房小家电|空气炸锅零售额", **row)
    report.cell("31.4%", "31.4", None, "厨房小家电|份额比例", kind="share", direction=None, **row)
    report.say(
        f"其中空气炸锅零售额为261亿元，占比{share}。",
        amount("261亿元", "26100000000", "元", "空气炸锅|零售额", period="2024", inherited=["period"]),
        per_cent(share, "空气炸锅|占比", period="2024", inherited=["subject", "period"]),
    )
    assert report.statuses("text_against_table") == expected


def test_tables_that_differ_among_themselves_prove_nothing() -> None:
    report = _told("6.62亿人", "662000000").table("又一表", HEADER, ROWS)
    report.cell("6.72", "672000000", "人", "微短剧|用户规模", period="2024")
    assert report.statuses("text_against_table") == []


def test_growth_of_a_sentence_is_that_of_the_table() -> None:
    report = Report().table("规模", ["年份", "增速"], [["2023", "1%"], ["2024", "37.6%"]])
    report.cell("37.6%", "37.6", None, "微短剧市场规模|同比增速", period="2024")
    report.say("2024年微短剧市场规模增长41.6%。", growth("41.6%", "微短剧|市场规模", period="2024"))
    assert report.statuses("text_against_table") == ["inconsistent"]


def test_growth_of_an_amount_in_another_unit_is_another() -> None:
    report = Report().table("规模", ["年份", "增速"], [["2023", "1%"], ["2024", "37.6%"]])
    report.cell("37.6%", "37.6", None, "微短剧市场规模|同比增速", period="2024")
    report.say(
        "2024年微短剧市场规模为40亿美元，增长21.6%。",
        amount("40亿美元", "4000000000", "美元", "微短剧|市场规模", period="2024"),
        growth("21.6%", "微短剧|市场规模", period="2024"),
    )
    assert report.statuses("text_against_table") == []


def test_what_two_sentences_say_of_one_thing_is_alike_or_a_warning() -> None:
    def report(second: str, value: str, said: str = "2024年氢气产量为") -> Report:
        first = Report().say(
            "2024年氢气产量为36.5万吨。", amount("36.5万吨", "365000", "吨", "氢气|产量", period="2024")
        )
        return first.say(f"{said}{second}。", amount(second, value, "吨", "氢气|产量", period="2024"))

    assert report("36.5万吨", "365000", "据统计，2024年氢气产量为").statuses("same_figure") == ["consistent"]
    (found,) = report("35.6万吨", "356000").check("same_figure")
    assert (found.status, found.severity) == ("inconsistent", "warning")
    assert report("35.6万吨", "356000", "2024年全球氢气产量为").statuses("same_figure") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("北京、上海、广东三地占比为31.1%。", ["consistent"]),
        ("北京、上海、广东四地占比为31.1%。", ["inconsistent"]),
        ("北京、上海和广东三地占比为31.1%。", ["consistent"]),
        ("北京、上海等四地占比为31.1%。", []),
        ("北京、上海、广东等两地占比为31.1%。", ["inconsistent"]),
        ("船舶与海洋工程装备、生物制造等2个产业占比为31.1%。", ["consistent"]),
        ("推动研发、制造、服务一体化发展五年占比为31.1%。", []),
        ("广东、江西均只有2家，占比为31.1%。", []),
    ],
)
def test_a_number_of_things_is_the_number_of_names(sentence: str, expected: list[str]) -> None:
    assert Report().say(sentence, per_cent("31.1%", "北京|占比")).statuses("names_counted") == expected


@pytest.mark.parametrize(
    ("title", "issued", "status"),
    [
        ("行动方案（2023—2024年）", "2023-08", "consistent"),
        ("发展规划（2021—2023年）", "2020-12", "consistent"),
        ("行动方案（2021—2023年）", "2024-05", "inconsistent"),
        ("“十四五”发展规划", "2012-03", "inconsistent"),
    ],
)
def test_a_plan_is_issued_before_it_ends(title: str, issued: str, status: str) -> None:
    assert Report().policy(title, issued).statuses("plan_period") == [status]


def test_a_count_of_issuers_is_not_below_the_names() -> None:
    names = ["甲部", "乙部", "丙部"]
    assert Report().policy("通知", "2024", issuers=names, issuer_count=8).statuses("issuer_count") == [
        "consistent"
    ]
    assert Report().policy("通知", "2024", issuers=names, issuer_count=2).statuses("issuer_count") == [
        "inconsistent"
    ]


def test_policies_in_order_of_time_are_said_so_others_are_left_alone() -> None:
    dates = ["2023-01", "2023-05", "2024-02"]
    ordered, mixed = Report(), Report()
    for first, second in zip(dates, [dates[1], dates[0], dates[2]], strict=True):
        ordered.policy("通知", first)
        mixed.policy("通知", second)
    assert ordered.statuses("order_of_policies") == ["consistent"]
    assert mixed.statuses("order_of_policies") == []


def test_nothing_that_happened_is_later_than_the_report() -> None:
    report = Report(published="2025-04").policy("通知", "2025-06")
    assert report.statuses("dates_before_report") == ["inconsistent"]
    report = Report(published="2025-04").policy("通知", "2025-04")
    assert report.statuses("dates_before_report") == ["consistent"]
    report = Report(published="2025-04").say(
        "截至2025年9月，共有346款。", amount("346款", "346", "款", "服务|数量", period="2025-09")
    )
    assert report.statuses("dates_before_report") == ["inconsistent"]
    assert Report().policy("通知", "2025-06").statuses("dates_before_report") == []


def _growths(second: str) -> Report:
    report = Report().table("新增容量", ["地区", "同比"], [["广西", "72.4%"], ["山东", "-19.2%"]])
    report.cell("72.4%", "72.4", None, "广西|新增容量同比", period="2024")
    report.cell("-19.2%", "19.2", None, "山东|新增容量同比", period="2024", direction="down")
    return report.say(
        f"广西增长72.4%，而山东下降{second}。",
        growth("72.4%", "广西"),
        growth(second, "山东|同比", direction="down"),
    )


def test_growth_of_a_region_is_that_of_the_table() -> None:
    assert _growths("19.2%").statuses("growth_of_entry") == ["consistent"]
    assert _growths("12.9%").statuses("growth_of_entry") == ["consistent", "inconsistent"]
