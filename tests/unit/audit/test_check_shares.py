"""A share is of one whole: another amount that looks like it is no contradiction."""

from __future__ import annotations

import pytest

from report_etl import extract_text


@pytest.mark.parametrize(
    "text",
    [
        "2022年，丙省货物进出口总额8000亿元。按品类，陶瓷制品出口2640亿元，占出口总额的60.0%。",
        "2021年智能门锁的市场规模为1500亿元。\n2021年乡镇供水项目市场规模约300亿元，占总市场规模的50%。",
        "2022年末在册渔船共2400艘，占24.0%，其中远洋渔船1200艘，占12.0%。",
        "2023年，发行人主营业务收入为60.00亿元。2023年，对前三大客户的销售收入为24.00亿元，占营业收入的39.20%。",
        "前三季度退换冰柜160万台，占同期冰柜销量的16.0%。去年退换冰柜120万台，占同期冰柜销量的8.0%。",
    ],
)
def test_another_whole_is_no_contradiction(text: str) -> None:
    assert [f.message for f in extract_text(text).findings if f.status == "inconsistent"] == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年，公司实现营业收入12.00亿元，同比下降9.50%；归母净利润3.10亿元，去年同期为盈利2.00亿元。",
        "累计前三季度营收已超越去年全年的41.6亿元，达41.7亿元，同比增长38.55%。",
        "截至2022年5月底，燃气用户总数达2.40亿户，同比增长4.0%，较4月末增加60万户。",
    ],
)
def test_an_amount_of_something_else_is_no_level_of_a_growth(text: str) -> None:
    assert [f.message for f in extract_text(text).findings if f.status == "inconsistent"] == []


def test_a_share_of_its_own_whole_is_held() -> None:
    text = "2022年，丙省货物出口总额4400亿元。按品类，陶瓷制品出口2640亿元，占出口总额的70.0%。"
    assert [f.check for f in extract_text(text).findings if f.status == "inconsistent"] == ["share_of_amount"]
