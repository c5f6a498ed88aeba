"""Those who are told by how much they have or what they do, and names with a line end or a verb inside."""

from __future__ import annotations

import pytest

from tests.statements import figures

THOSE = [
    "床位数在600张以上的医院",
    "注册资本在8000万元以上的企业",
    "员工人数超过200人的企业",
    "产能在2万吨以上的企业",
    "愿意在家中更换滤芯的受访者",
    "认为价格偏高的消费者",
    "打算更换水杯的用户",
    "从未使用滤芯的家庭",
]


@pytest.mark.parametrize("those", THOSE)
@pytest.mark.parametrize("share", ["占12%", "占比12%", "占比为12%"])
def test_those_who_are_told_apart_are_named_as_a_whole(those: str, share: str) -> None:
    found = figures(f"2024年，{those}{share}。")
    assert [(r.subject, r.measure) for r in found] == [(those, "占比")]


def test_their_number_is_told_too() -> None:
    found = figures("2024年末床位在2万张以上的医院有9家，合计床位24.6万张。")
    assert [r.value for r in found] == [9, 246000]


def test_a_line_that_ends_inside_a_word_parts_no_name() -> None:
    found = figures("某场馆2024年收入为11亿元，签 约面积62万平方米，上架率为73%。")
    assert [(r.subject, r.measure) for r in found][1:] == [("某场馆", "签约面积"), ("某场馆", "上架率")]
    found = figures("2024年，灯会票房为118亿元；大中型音 乐会票房达296亿元，占比51%。")
    assert {r.subject for r in found} == {"灯会", "大中型音乐会"}


@pytest.mark.parametrize("kind", ["生产控制类", "出口加工类", "销售管理类"])
def test_a_verb_is_part_of_a_kind(kind: str) -> None:
    assert [r.subject for r in figures(f"2024年，研发类国产化率为72%，{kind}为50%。")] == ["研发类", kind]


@pytest.mark.parametrize(
    "cause", ["受某国关税措施影响", "受原料涨价冲击", "受补贴政策带动", "受节日消费提振", "受雨季拖累"]
)
def test_what_something_suffers_from_does_not_grow(cause: str) -> None:
    assert figures(f"2024年，毛毯产量为214万条，{cause}同比下降4%。")[0].subject == "毛毯"


@pytest.mark.parametrize(
    "sentence",
    [
        "近三年新成立的工坊占46%。",
        "过去三年投产的产线占比达46%。",
        "最近两年开业的门店占46%。",
        "近五年注册的茶馆占46%。",
    ],
)
def test_since_when_somebody_is_there_is_no_time_of_a_share(sentence: str) -> None:
    assert figures(f"截至2025年6月底，全国茶馆共计3万家，{sentence}")[0].period == "2025-06"


@pytest.mark.parametrize("span", ["一年内", "在一年内", "五年间", "三年内"])
def test_behind_what_changed_over_years_the_time_told_of_goes_on(span: str) -> None:
    _, change, level = figures(f"2024年某店单量为3万单，成本{span}下降35%；甲市占比达62%。")
    assert (change.period, level.period) == (None, "2024")


@pytest.mark.parametrize("metal", ["锂", "镍", "铜", "铝", "煤"])
def test_a_metal_of_one_character_is_a_name(metal: str) -> None:
    found = figures(f"2024年某厂锡回收率在99%以上，{metal}回收率达到92%。")
    assert [(r.subject, r.measure) for r in found][1] == (metal, "回收率")


def test_three_provinces_are_no_three_things() -> None:
    found = figures("笔架、砚台、毛笔产量分别为1万件、2万件和3万件。四川、云南居前，三省合计占全国的21%。")
    assert found[-1].subject != "笔架、砚台、毛笔"
    found = figures("四川、云南、贵州产量分别为1万件、2万件和3万件，三省合计占全国的21%。")
    assert found[-1].subject == "四川、云南、贵州"


def test_what_some_do_is_not_told_of_what_others_do() -> None:
    found = figures("不愿购买的原因中，担心重量的占比最高，为52%，认为颜色单调的占41%。")
    assert [r.subject for r in found] == ["担心重量", "认为颜色单调"]


@pytest.mark.parametrize("whose", ["全行业", "某省", "某国"])
def test_what_was_built_is_whose_it_is(whose: str) -> None:
    assert figures(f"截至2024年底，{whose}已建成产能39万吨，在建产能8万吨。")[0].subject == whose
