"""How long a change took stays in its measure: beside a change on the year it is another figure."""

from __future__ import annotations

import pytest

from tests.statements import one, read

READINGS = [
    ("甲区产值同比增长7%，两年平均增长4.1%。", "4.1%", {"measure": "产值两年平均", "period": None}),
    ("2024年甲区产值同比下降7%，两年平均下降4.1%。", "4.1%", {"measure": "产值两年平均"}),
    ("房地产增加值三年平均增长4.1%。", "4.1%", {"subject": "房地产", "measure": "增加值三年平均"}),
    ("2024年甲区产值三年年均增长6%。", "6%", {"subject": "甲区", "measure": "产值三年年均"}),
    ("粮食产量6万吨，总产量十年增长1.4倍。", "1.4倍", {"subject": "粮食", "measure": "总产量十年增长"}),
    ("2024年甲县人口五年减少3万人。", "3万人", {"measure": "五年减少", "direction": "down"}),
    ("甲厂产值连续六年增长5%以上。", "5%", {"subject": "甲厂", "measure": "产值连续六年增长"}),
    ("甲厂产值六年平均增速为5%。", "5%", {"subject": "甲厂", "measure": "产值六年平均增速"}),
    ("甲厂收入3年复合增长12%。", "12%", {"measure": "收入3年复合"}),
    (
        "甲厂产值两年平均增长5%，比上月回落0.7个百分点。",
        "0.7个百分点",
        {"measure": "产值两年平均增速", "base": "上月"},
    ),
    # no length of a change
    ("三年期贷款利率为3%。", "3%", {"measure": "利率"}),
    ("第三年产值增长7%。", "7%", {"measure": "产值"}),
]


@pytest.mark.parametrize(("sentence", "figure", "expected"), READINGS)
def test_the_years_of_a_change(sentence: str, figure: str, expected: dict[str, object]) -> None:
    record = one(sentence, figure)
    assert {name: getattr(record, name) for name in expected} == expected


def test_the_year_since_which_something_is_the_first_is_not_gone_on_about() -> None:
    found = read(
        "甲公司2018年Q2收入同比增长5%。公司Q3利润增速2016年Q2以来首次转负，前三季度净利率分别为16.1%、12.2%、8.3%。"
        "存货自年初下滑11%，Q3现金净流入2.5亿元。"
    )
    periods = [p.period for p in (*found.percentages, *found.quantities)]
    assert periods == ["2018-Q2", "2018-Q1", "2018-Q2", "2018-Q3", "2018", "2018-Q3"]


def test_a_first_since_without_another_year_leaves_no_period() -> None:
    found = read("乙公司毛利率2019年以来首次下降，各季度费用率分别为5.1%、6.2%、7.3%。").percentages
    assert [p.period for p in found] == [None, None, None]


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年5月水泵销量同比、环比分别增长5%和3%。",
        "2024年5月水泵销量同比和环比分别增长5%、3%。",
        "2024年5月水泵销量同比/环比+5%/+3%。",
        "2024年5月水泵销量同环比分别增长5%、3%。",
        "2024年5月水泵销量为12万台，同比、环比分别增长5%和3%。",
    ],
)
def test_changes_on_the_year_and_on_the_part_told_together_are_two(sentence: str) -> None:
    found = [(p.measure, str(p.value), p.period) for p in read(sentence).percentages]
    assert found == [("销量同比", "5", "2024-05"), ("销量环比", "3", "2024-05")]
