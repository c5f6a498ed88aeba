"""Whom a sentence that names nobody is about: what the sentences before it say of that."""

import pytest

from tests.statements import figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2024年我国智能门锁市场规模为200亿元。酒店渠道销售额为30亿元。预计2030年市场规模将达350亿元。",
            "我国智能门锁",
        ),
        ("甲基金收入100亿元，其中保费收入60亿元，补贴收入30亿元。支出90亿元。", "甲基金"),
        (
            "7月陶瓷行业外贸额为15亿美元。其中大件货值为14亿美元，小件货值为1亿美元。顺差为13亿美元。",
            "陶瓷行业",
        ),
    ],
)
def test_it_goes_on_about_the_only_one_it_may_be_about(text: str, expected: str) -> None:
    assert figures(text)[-1].subject == expected


@pytest.mark.parametrize(
    "text",
    [
        "甲行总资产为9000亿元。对公业务投放额为500亿元。净息差为1.6%。",
        "甲省产量为10万吨，乙省产量为8万吨。产量合计为18万吨。",
        "仓储效率持续改善。研发投入为10亿元。",
    ],
)
def test_it_is_about_nobody_where_several_were_told_of_or_none(text: str) -> None:
    assert figures(text)[-1].subject is None


def test_the_figures_of_one_sentence_are_about_the_same() -> None:
    found = figures("单个网点收入为30万元。海外收入为2亿元，同比增长20%，占总收入的4%。")
    assert [r.subject for r in found[1:]] == ["海外"] * 3


def test_a_measure_is_that_of_the_only_one_that_paragraphs_before_told_it_of() -> None:
    first = "2024年我国滑雪装备市场规模为90亿元。"
    second = "线下门店客单价为1200元，线上客单价为900元。预计2030年市场规模将达200亿元。"
    assert figures(first, second)[-1].subject == "我国滑雪装备"
    assert figures(first + "冰球装备市场规模为9亿元。", second)[-1].subject is None


def test_abroad_is_a_part_of_somebody_and_goes_on_over_no_full_stop() -> None:
    found = figures("加速布局，海外收入高增长；拓展品类。预计2026年归母净利润为2.25亿元。")
    assert found[-1].subject is None
