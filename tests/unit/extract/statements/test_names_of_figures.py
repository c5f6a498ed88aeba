"""Whom a figure is about: a verb, a preposition or a word of time never becomes its subject."""

from __future__ import annotations

import pytest

from report_etl.extract.statements.names.nouns import as_name
from tests.statements import one, read

# sentence, figure as printed, what the record must hold
READINGS = [
    # a verb of change behind a figure belongs to the next one
    (
        "2024年某省冷库总库容达1200万吨，较2020年的800万吨攀升50%。",
        "50%",
        {"subject": "某省冷库", "kind": "growth", "direction": "up", "period": "2024"},
    ),
    (
        "2024年户外炉具均价跌至3200元，较2021年的9800元缩水逾六成。",
        "六成",
        {"subject": "户外炉具", "kind": "growth", "direction": "down", "qualifier": "over"},
    ),
    ("2024年门锁销量增长超过130%。", "130%", {"kind": "growth", "direction": "up", "qualifier": "over"}),
    ("2024年线下门锁销量下降近一成。", "一成", {"kind": "growth", "direction": "down", "qualifier": "under"}),
    # lists
    (
        "租赁、维修、培训依次贡献了收入的42.1%、30.5%和27.4%。",
        "30.5%",
        {"subject": "维修", "kind": "share", "base": "收入"},
    ),
    ("三七、天麻产地均价较高点分别下跌21.5%和16.2%。", "16.2%", {"subject": "天麻", "measure": "产地均价"}),
    ("浙江、江苏2024年水产产量分别为600万吨和500万吨。", "500万吨", {"subject": "江苏", "period": "2024"}),
    (
        "2024年叉车出口额为11亿美元，对越南、巴西出口占比依次为12.6%和8.3%；进口额约14亿美元。",
        "14亿美元",
        {"subject": "叉车", "measure": "进口额"},
    ),
    (
        "木工与电工需求份额分别为30%和20%，前者回落2个百分点，后者提升1个百分点。",
        "1个百分点",
        {"direction": "up"},
    ),
    # firms at the top
    ("2024年CR5为38.2%，CR10约55.1%。", "38.2%", {"subject": "CR5", "measure": "CR5"}),
    ("2024年CR5为38.2%，CR10约55.1%。", "55.1%", {"subject": "CR10", "measure": "CR10"}),
    # traditional characters
    (
        "2024年電動巴士市場規模達120億美元，較2023年成長10.2%。",
        "10.2%",
        {"kind": "growth", "direction": "up", "period": "2024", "measure": "市場規模"},
    ),
    (
        "預計2025年至2030年電動巴士市場的年複合成長率約為5.9%。",
        "5.9%",
        {"kind": "growth", "subject": "電動巴士市場", "period": "2025/2030"},
    ),
    # from … to
    (
        "单程票价由开航时的180元降至2024年的120元。",
        "180元",
        {"subject": "单程", "measure": "票价", "period": None},
    ),
    (
        "直流桩保有量达180万台，在公用桩中的比重为40.3%。",
        "40.3%",
        {"subject": "直流桩", "measure": "比重", "base": "公用桩"},
    ),
    # carried on, or left out
    ("该批采购共纳入45个品种，涉及金额约43亿元。", "43亿元", {"subject": "采购", "measure": "涉及金额"}),
    ("该批采购平均降幅29.5%，最高56.5%。", "56.5%", {"kind": "growth", "direction": "down"}),
    ("2024年产量为55万台，已超过2020年全年水平，同比增幅29.8%。", "29.8%", {"subject": "产量"}),
    ("第二年复购率达到40%。", "40%", {"subject": None}),
    ("中选企业中，占比不到一成五。", "一成五", {"subject": "中选企业", "value": "15"}),
    ("企业净亏损扩大至5.8亿元。", "5.8亿元", {"subject": "企业", "measure": "净亏损"}),
    ("增速最快的是贵州，为52.9%。", "52.9%", {"subject": "贵州", "kind": "growth"}),
    # units that only the name tells
    ("2024年总人次16.5亿。", "16.5亿", {"unit": "人次"}),
    ("日活用户3000万。", "3000万", {"unit": "人"}),
    # periods
    (
        "2024年产能利用率仅为52%，比2021年高点低20个百分点。",
        "20个百分点",
        {"period": "2024", "direction": "down"},
    ),
    ("2024年单价从1.8元跌破0.9元。", "0.9元", {"measure": "单价", "direction": None}),
    ("2024年内资品牌市场份额由2019年的31.0%升至52.3%。", "52.3%", {"subject": "内资品牌", "period": "2024"}),
    ("“十五五”期间，奶酪人均消费量从0.2千克增至0.5千克。", "0.5千克", {"period": "2026/2030"}),
    (
        "某公司2025年前三季度营收87亿元，其中三季度31亿元；净利润2.1亿元。",
        "2.1亿元",
        {"subject": "某公司", "period": "2025-01/2025-09"},
    ),
]


@pytest.mark.parametrize(("sentence", "printed", "expected"), READINGS)
def test_a_figure_goes_to_its_own_name(sentence: str, printed: str, expected: dict[str, str | None]) -> None:
    record = one(sentence, printed)
    found = {field: getattr(record, field) for field in expected}
    assert {k: None if v is None else str(v) for k, v in found.items()} == expected


@pytest.mark.parametrize("word", "攀升 缩水 净 涉 进入 过 次 年 次年 第二年 高于 已超过 上半年 依次".split())
def test_what_names_nothing_is_empty(word: str) -> None:
    assert as_name(word) == ""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("为全球", "全球"),
        ("受访者愿意为绿色包装", "受访者"),
        ("全国有充电桩", "充电桩"),
        ("销量居前的厂商中", "销量居前的厂商"),
        ("净水设备", "净水设备"),
        ("对外贸易", "对外贸易"),
        ("在建项目", "在建项目"),
        ("从业人员", "从业人员"),
        ("有色金属", "有色金属"),
        ("名单”企业", "名单企业"),
    ],
)
def test_a_name_loses_the_words_around_it(words: str, name: str) -> None:
    assert as_name(words) == name


def test_a_list_behind_a_semicolon_is_of_what_is_told_there() -> None:
    text = "2024年我国阀门出口200亿个，同比增长20%，出口金额12亿美元，同比增长22%；"
    text += "进口300亿个，进口金额25亿美元，同比分别增长9%和8%。"
    assert [(r.subject, r.measure) for r in read(text).percentages] == [
        ("我国阀门", what) for what in ("出口同比", "出口额同比", "进口同比", "进口额同比")
    ]


def test_a_survey_is_about_those_it_asks() -> None:
    text = "一项针对300家餐馆的调查中，超四成愿意为有机蔬菜支付溢价。"
    assert [r.subject for r in read(text).percentages] == ["餐馆"]


def test_what_drags_something_down_is_no_part_of_its_name() -> None:
    text = "2024年羊绒衫销售额受暖冬拖累仅21亿元。"
    assert [(r.subject, r.measure) for r in read(text).quantities] == [("羊绒衫", "销售额")]


def test_the_statements_of_a_firm_are_no_subject() -> None:
    text = "一家国产机床厂商的财报颇具代表性：2025年前三季度研发费用率高达50.6%。"
    assert [r.subject for r in read(text).percentages] == ["一家国产机床厂商"]


def test_a_class_by_size_does_not_outlast_its_sentence() -> None:
    text = "2024年10万千瓦及以上项目新增装机占比40%。2025年上半年，新增装机21.5GW。"
    assert [r.subject for r in read(text).quantities] == [None]


def test_what_is_recycled_is_no_other_thing() -> None:
    text = "2024年我国废纸产生量6000万吨，其中回收利用1900万吨，回收率为31.7%。"
    assert [(r.subject, r.measure) for r in read(text).percentages] == [("我国废纸", "回收率")]


def test_whom_a_survey_turns_to_is_named_behind_it() -> None:
    text = "面向500名店主的问卷显示，61.8%的受访者用过豆浆机；超七成希望延长保修。"
    assert [r.subject for r in read(text).percentages] == ["受访者", "受访者"]


def test_to_double_to_a_level_is_a_change() -> None:
    text = "2024年云订阅收入占比翻倍至36%，某集团订单量翻倍至360台。"
    found = read(text)
    assert [(r.subject, r.measure, r.kind) for r in found.percentages] == [("云订阅", "收入占比", "share")]
    assert [(r.subject, r.measure) for r in found.quantities] == [("某集团", "订单量")]


def test_a_word_for_each_unit_names_nobody_and_its_change_is_not_that_of_another_measure() -> None:
    record = one("2024年甲地水稻面积50万亩，亩均增产12%。", "12%")
    assert (record.subject, record.measure) == ("甲地水稻", None)
