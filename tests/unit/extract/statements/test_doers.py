"""Whose a figure is that somebody changes, wins or decides."""

from __future__ import annotations

import pytest

from tests.statements import read


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("2024年监管部门持续提高银行的拨备覆盖率（4月是142%，7月是152%）。", "银行"),
        ("2024年某协会逐步降低小微企业的担保费率（4月是1.2%，7月是0.9%）。", "小微企业"),
        ("2024年甲银行的拨备覆盖率（4月是142%，7月是152%）继续提高。", "甲银行"),
    ],
)
def test_a_rate_is_of_its_owner(sentence: str, subject: str) -> None:
    """Who raises a rate is before the verb, whose rate it is behind it."""
    assert {p.subject for p in read(sentence).percentages} == {subject}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("甲方案获得了48%的选票，其次是乙方案，获得了28%的选票。", ["甲方案", "乙方案"]),
        ("甲方案以49.6%的得票率领先，乙方案以20%的选票位居第二。", ["甲方案", "乙方案"]),
        ("甲党赢得36%的议席，乙党拿到了22%的席位。", ["甲党", "乙党"]),
        ("某厂夺得55%的市场份额。", ["某厂"]),
    ],
)
def test_shares_that_are_won(sentence: str, names: list[str]) -> None:
    """Votes and seats are parts of a whole, of whoever gets them."""
    assert [(p.kind, p.subject) for p in read(sentence).percentages] == [("share", name) for name in names]


def test_points_that_are_won() -> None:
    """What a competitor gets in points is a score, no span of time."""
    told = read("甲队获得212分，乙队拿下186.5分，比赛历时95分。").quantities
    assert [(q.subject, q.measure) for q in told] == [("甲队", "得分"), ("乙队", "得分")]


@pytest.mark.parametrize(
    ("sentence", "subject", "measure"),
    [
        ("62%的人表示愿意再次购买。", "人", "表示愿意再次购买"),
        ("受访者中，62%的人愿意付费。", "受访者", "愿意付费"),
        ("60%的没有平板的用户选择了乙厂的手机。", "没有平板的用户", "选择了乙厂的手机"),
        ("28%的购买过该产品的顾客表示不满。", "购买过该产品的顾客", "表示不满"),
    ],
)
def test_those_who_are_counted(sentence: str, subject: str, measure: str) -> None:
    """A share of people is theirs, also where only what they have or did tells who they are."""
    (told,) = read(sentence).percentages
    assert (told.kind, told.subject, told.measure) == ("share", subject, measure)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("甲厂取得乙厂51%的股权。", ("甲厂", "股权", "乙厂")),
        ("某党赢得全国61%的选票。", ("某党", "选票", "全国")),
        ("某厂夺得全球55%的市场份额。", ("某厂", "市占率", "全球")),
    ],
)
def test_a_share_of_somebody(sentence: str, told: tuple[str, str, str]) -> None:
    """Who gets a share of something is before the verb, whose share it is behind it."""
    (record,) = read(sentence).percentages
    assert (record.subject, record.measure, record.base) == told


def test_who_publishes_a_figure_does_not_have_it() -> None:
    """A ministry publishes figures of others, a firm its own."""
    assert [q.subject for q in read("海关总署公布1月出口金额为3000亿元。").quantities] == [None]
    assert [q.subject for q in read("某银行公布净利润3亿元。").quantities] == ["某银行"]
