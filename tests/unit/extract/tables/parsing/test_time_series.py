"""Tables of periods → amounts, percentages, and what is of no period."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.extract.tables.raw import parse


def test_a_series_gives_amounts_and_growth() -> None:
    parsed = parse(
        ["年份", "产量（万吨）", "市场规模（亿元）", "规模增速"],
        [
            ["2022年", "13.5", "155.7", "—"],
            ["2023年", "12.9", "149.3", "-4.1%"],
            ["2024年E", "14", "160", "7.2%"],
        ],
        caption="2022-2024年我国水泵产量及市场规模",
    )
    amounts = [(q.subject, q.measure, q.value, q.unit, q.period, q.forecast) for q in parsed.quantities]
    assert amounts[0] == ("水泵", "产量", Decimal(135000), "吨", "2022", False)
    assert amounts[1] == ("水泵", "市场规模", Decimal(15570000000), "元", "2022", False)
    assert amounts[-1][-2:] == ("2024", True)
    growth = parsed.percentages[0]
    assert (growth.subject, growth.measure, growth.value) == ("水泵市场规模", "规模增速", Decimal("4.1"))
    assert (growth.kind, growth.direction, growth.period) == ("growth", "down", "2023")


def test_growth_is_told_in_many_words() -> None:
    parsed = parse(
        ["年度", "產值（新台幣億元）", "年成長率"],
        [["2022", "1,105", "6.2%"], ["2023", "908", "-17.8%"]],
        caption="2022－2023年泵閥產值",
    )
    assert [(p.kind, p.direction) for p in parsed.percentages] == [("growth", "up"), ("growth", "down")]
    assert [(q.value, q.currency) for q in parsed.quantities] == [
        (Decimal(110500000000), "TWD"),
        (Decimal(90800000000), "TWD"),
    ]
    parsed = parse(
        ["年份", "产值（亿元）", "比上年增长（%）"], [["2022年", "13.5", "4.1"], ["2023年", "14", "3.8"]]
    )
    assert [p.kind for p in parsed.percentages] == ["growth", "growth"]


def test_money_has_its_currency() -> None:
    parsed = parse(["年份", "出口额（亿美元）"], [["2022年", "3.1"], ["2023年", "2.9"]], caption="水泵出口额")
    quantity = parsed.quantities[0]
    assert (quantity.value, quantity.unit, quantity.currency, quantity.kind) == (
        Decimal(310000000),
        "美元",
        "USD",
        "money",
    )


def test_physical_units_are_not_expanded() -> None:
    parsed = parse(["年份", "新增装机（GW）"], [["2022", "87.4"], ["2023", "216.3"]], caption="装机")
    assert [(q.value, q.unit) for q in parsed.quantities] == [
        (Decimal("87.4"), "GW"),
        (Decimal("216.3"), "GW"),
    ]


def test_balances_without_a_period_are_no_quantities() -> None:
    parsed = parse(["项目", "期末余额", "期初余额"], [["存款", "1", "2"]], unit_note="元")
    assert not parsed.quantities and not parsed.rejects
    assert [table.kind for table in parsed.tables] == ["unknown"]


def test_a_column_that_names_a_part_is_a_share_where_the_caption_says_so() -> None:
    parsed = parse(
        ["年份", "10元以下", "10元及以上"], [["2023年", "40.5%", "59.5%"]], caption="近年水泵价格带销量占比"
    )
    assert [(p.subject, p.measure, p.kind) for p in parsed.percentages] == [
        ("10元以下", "水泵价格带销量占比", "share"),
        ("10元及以上", "水泵价格带销量占比", "share"),
    ]


def test_a_column_of_totals_is_of_what_the_caption_is_about() -> None:
    parsed = parse(["年份", "合计（万台）", "同比"], [["2023年", "98", "2.9%"]], caption="我国水泵产量")
    assert [(q.subject, q.measure) for q in parsed.quantities] == [("水泵", "产量")]
    assert [p.subject for p in parsed.percentages] == ["水泵产量"]


@pytest.mark.parametrize(
    ("caption", "subject"),
    [
        ("近年水泵返修情况", "水泵"),
        ("近年水泵订货与返修情况", None),  # where 订货 begins nobody knows
        ("专题研究 | 通用设备", None),  # the head of the page
        ("表3 | 近年水泵返修情况", "水泵"),
    ],
)
def test_a_caption_that_leaves_open_what_it_is_about_names_nobody(caption: str, subject: str | None) -> None:
    parsed = parse(["年份", "返修支出（万元）", "同比"], [["2023年", "98", "2.9%"]], caption=caption)
    assert [q.subject for q in parsed.quantities] == [subject]
    assert [p.subject for p in parsed.percentages] == [(subject or "") + "返修支出"]


def test_of_two_measures_of_a_caption_the_columns_tell_where_the_first_begins() -> None:
    header = ["年份", "订货合同（万元）", "返修支出（万元）", "同比"]
    parsed = parse(header, [["2023年", "98", "12", "2.9%"]], caption="近年水泵订货与返修情况")
    assert [q.subject for q in parsed.quantities][1] == "水泵"
    assert [p.subject for p in parsed.percentages] == ["水泵返修支出"]


def test_growth_belongs_to_the_amount_that_shares_its_words_not_to_the_one_before() -> None:
    header = ["年份", "新增装机（GW）", "组件产量（GW）", "装机容量增速"]
    parsed = parse(header, [["2022年", "87.4", "295", "59.3%"], ["2023年", "216.3", "499", "147.5%"]])
    assert [p.subject for p in parsed.percentages] == ["新增装机", "新增装机"]


def test_what_brokers_call_a_change_is_that_of_the_amount_before_it() -> None:
    rows = [["2023", "420", "9.2%"], ["2024E", "415", "-1.2%"]]
    parsed = parse(["年份", "营业收入（百万元）", "(+/-%)"], rows, caption="3. 财务对比")
    assert [(p.subject, p.kind, p.direction) for p in parsed.percentages] == [
        ("营业收入", "growth", "up"),
        ("营业收入", "growth", "down"),
    ]
    assert {q.subject for q in parsed.quantities} == {None}
