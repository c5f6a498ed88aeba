"""When two figures are about the same thing."""

from __future__ import annotations

import pytest

from report_etl.audit.names import alike, full_name, parted, same_thing


@pytest.mark.parametrize(
    ("subject", "measure", "expected"),
    [
        ("我国微短剧", "用户规模", "微短剧用户规模"),
        ("微短剧市场规模", "同比增速", "微短剧市场规模"),
        ("冷藏车保有量", "保有量同比", "冷藏车保有量"),
        ("冰雪旅游收入", "收入增速", "冰雪旅游收入"),
        (None, "市场规模", "市场规模"),
        ("生成式人工智能", "市场规模", "生成式AI市场规模"),
        ("全國冷庫", "總庫容", "冷庫庫容"),
    ],
)
def test_the_name_of_a_figure_has_no_growth_and_no_empty_words(
    subject: str | None, measure: str, expected: str
) -> None:
    assert full_name(subject, measure) == expected


def test_a_neutral_word_may_be_missing_a_word_that_distinguishes_may_not() -> None:
    assert same_thing("预制菜行业市场规模", "预制菜市场规模")
    assert not same_thing("累计装机规模", "新增装机规模")
    assert not same_thing("跨境电商出口额", "跨境电商进口额")
    assert not same_thing("", "市场规模")


def test_loose_likeness_holds_longer_names_but_not_other_directions_of_trade() -> None:
    assert alike("备案产品数量占比", "生成式产品备案产品数量")
    assert alike("加氢站累计建成", "累计建成加氢站数量")
    assert not alike("进出口额", "出口额")
    assert not alike("进出口额占比", "进口额")
    assert not alike("", "数量")


def test_a_topic_with_other_words_inside_is_parted_by_them() -> None:
    assert parted("有效的建材产品认证证书数量", "有效证书数量")
    assert not parted("有效建材认证机构", "有效证书数量")
    assert not parted("证书", "证书")
