"""What kind of percentage a figure is: a change, or a level that another is held against."""

from __future__ import annotations

import pytest

from tests.statements import one

GROWTH = {"kind": "growth", "direction": "up"}
READINGS = [
    # the level that a figure is held against
    ("2023年封装占比约39%，低于全球48.8%的平均水平。", "48.8%", {"kind": "share", "subject": "全球"}),
    ("2023年渗透率为三成，远低于海外80%以上的水平。", "80%", {"kind": "rate", "subject": "海外"}),
    ("2024年甲市老龄化率为21%，高于去年同期20%的水平。", "20%", {"kind": "rate", "period": "2023"}),
    ("2024年二季度占比为41%，较上季度38%的占比提升。", "38%", {"kind": "share", "period": "2024-Q1"}),
    ("2024年甲市产值增长7%，低于全国9%的平均增速。", "9%", {**GROWTH, "subject": "全国"}),
    ("2024年甲市老龄化率为21%，高于全国3个百分点。", "3个百分点", {"kind": "change_points", "base": "全国"}),
    ("2024年利润率为4.2%，仍低于2021年5.9%的水平。", "5.9%", {"kind": "rate", "period": "2021"}),
    ("2020年甲公司有-9.6%的净利率。", "-9.6%", {"kind": "rate", "period": "2020"}),
    # a part of the level of another time
    (
        "2024年7月客运量同比增加5%，恢复至2019年同期的121%。",
        "121%",
        {"kind": "rate", "period": "2024-07", "base": "2019年同期"},
    ),
    ("2024年甲品产量为2019年的八成。", "八成", {"kind": "rate", "period": "2024", "base": "2019年"}),
    ("2024年订单达到去年同期的九成。", "九成", {"kind": "rate", "period": "2024", "base": "去年同期"}),
    ("到2030年，排放强度降至2005年的35%。", "35%", {"period": "2030", "base": "2005年"}),
    ("渗透率由2019年的12%升至2024年的35%。", "35%", {"kind": "rate", "period": "2024", "base": None}),
    # a ratio of its own
    ("2023年泵站平均开机率指数由上年的22%升至35%。", "35%", {"kind": "rate", "measure": "平均开机率指数"}),
    ("2024年丙镇恩格尔系数为29.4%。", "29.4%", {"kind": "rate", "measure": "恩格尔系数"}),
    (
        "2024年丁县税收完成年初预算的103.5%。",
        "103.5%",
        {"kind": "rate", "measure": "税收完成率", "base": "预算"},
    ),
    # the pace goes on behind a semicolon
    ("悲观情形下，增速或降至9%；乐观情形则可上探19%。", "19%", {"kind": "growth", "subject": "乐观情形"}),
    # how fast
    ("2011年甲业以5%的速度萎缩。", "5%", {"kind": "growth", "direction": "down"}),
    ("2011年甲业以平均每年10%左右的速度扩张。", "10%", GROWTH),
    ("甲业每年都以10%的速度在增长。", "10%", GROWTH),
    ("2011年甲业正以5%的速度在萎缩。", "5%", {"kind": "growth", "direction": "down"}),
    ("2006年至2010年钢材消费的平均速率为每年17%。", "17%", GROWTH),
]


@pytest.mark.parametrize(("sentence", "figure", "expected"), READINGS)
def test_the_kind_of_a_percentage(sentence: str, figure: str, expected: dict[str, object]) -> None:
    record = one(sentence, figure)
    assert {name: getattr(record, name) for name in expected} == expected
