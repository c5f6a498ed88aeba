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
]


@pytest.mark.parametrize(("sentence", "printed", "period"), PERIODS)
def test_period_of_a_change(sentence: str, printed: str, period: str) -> None:
    """The time of a change is not always the one told of last."""
    [found] = [p for p in read(sentence).percentages if p.text == printed]
    assert found.period == period


@pytest.mark.parametrize("end", ["至去年底", "截至去年末"])
def test_the_end_of_last_year_is_no_plan(end: str) -> None:
    """Where nobody says which year that was, the years of a plan before it are not its own."""
    found = read(f"“十二五”期间，甲省新增装机容量3100万千瓦，{end}，全省装机容量达7100万千瓦。").quantities
    assert [q.period for q in found] == ["2011/2015", None]
