"""Which time a figure has where its sentence tells of two."""

from __future__ import annotations

import pytest

from tests.statements import read

PERIODS = [
    # the main clause, and what follows it, is of its own time
    ("在2022年整体下滑15%的情况下2023年形成恢复性增长，有望同比增加5%。", "5%", "2023"),
    ("在2021年门锁销量下降8%的基础上2022年转好，同比增长3%。", "3%", "2022"),
    # a change from one level to the next one is of both their years
    ("2019年甲市门店数为3400家，2023年增至7200家，增长111.8%。", "111.8%", "2019/2023"),
    ("2019年甲市门店数为3400家，2023年增至7200家，年均增长20.6%。", "20.6%", "2019/2023"),
    ("2015年末全省泊位为3.4万个，2020年增加至7.2万个，增幅112%。", "112%", "2015/2020"),
    # of the last year alone where it is held against the year before, or is of something else
    ("2019年甲市门店数为3400家，2023年增至7200家，同比增长11.8%。", "11.8%", "2023"),
    ("2022年甲市门店数为3400家，2023年增至7200家，增长111.8%。", "111.8%", "2023"),
    ("2019年甲市门店数为3400家，2023年增至7200家，营收增长8%。", "8%", "2023"),
    # a change that was turned is of the time before; so is the level that is compared with
    ("2024年产量30万吨，增长5%，扭转了上年下滑7%的局面。", "7%", "2023"),
    ("2024年产量30万吨，增长5%，扭转了2022年下滑7%的局面。", "7%", "2022"),
    ("2024年增速由上年下降5%转为增长3%。", "5%", "2023"),
    # years in brackets
    ("2024年规模11亿元，过去五年（2019—2024年）复合增长率21%；甲企业占七成。", "21%", "2019/2024"),
    ("2024年规模11亿元，过去五年（2019—2024年）复合增长率21%；甲企业占70%。", "70%", "2024"),
    # what is reached in years to come does not begin in the year before that
    ("预计2025年票房630亿元，同比增长9%；到2027年，占比有望由28.5%提高到33%。", "28.5%", None),
    # a June ends half a year
    ("2025年均价由年初的1.6万元回落至6月的1.1万元，半年跌去30%。", "30%", "2025-H1"),
]


@pytest.mark.parametrize(("sentence", "printed", "period"), PERIODS)
def test_period_of_a_change(sentence: str, printed: str, period: str | None) -> None:
    """The time of a change is not always the one told of last."""
    [found] = [p for p in read(sentence).percentages if p.text == printed]
    assert found.period == period


@pytest.mark.parametrize("end", ["至去年底", "截至去年末"])
def test_the_end_of_last_year_is_no_plan(end: str) -> None:
    """Where nobody says which year that was, the years of a plan before it are not its own."""
    found = read(f"“十二五”期间，甲省新增装机容量3100万千瓦，{end}，全省装机容量达7100万千瓦。").quantities
    assert [q.period for q in found] == ["2011/2015", None]


AMOUNTS = [
    ("行业产值到2031年有望达到2600亿元，相当于2024年516亿元的5倍左右。", "516亿元", ("2024", False)),
    ("2024年融资86亿元，较2021年峰值203亿元缩水57%。", "203亿元", ("2021", False)),
    ("2024年产值为30亿元，超过2020年20亿元的水平。", "20亿元", ("2020", False)),
    ("2023年新增装机200万千瓦，近10倍于2020年末装机规模。", "10倍", ("2023", False)),
    ("2024年早稻60万吨，二季晚稻73万吨。", "73万吨", ("2024", False)),
    ("到2025年6月底，充电桩增至41万台，半年净增5万台。", "5万台", ("2025-H1", False)),
    ("2025年3月末客户30万户，半年增加3万户。", "3万户", (None, False)),
]


@pytest.mark.parametrize(("sentence", "printed", "expected"), AMOUNTS)
def test_period_of_an_amount(sentence: str, printed: str, expected: tuple[str | None, bool]) -> None:
    """An amount that another is held against has its own time."""
    [found] = [q for q in read(sentence).quantities if printed in q.text]
    assert (found.period, found.forecast) == expected
