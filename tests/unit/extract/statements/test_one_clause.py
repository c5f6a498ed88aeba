"""What belongs to the name, to the measure and to the rest inside one clause."""

from __future__ import annotations

import pytest

from tests.statements import figures, one, read

READINGS = [
    # a clause before 的 that ends in a verb is part of the name
    ("第二批评定的36家酒庄中，半数出口。", "36家", {"subject": "第二批评定的酒庄", "measure": "数量"}),
    ("从首批挂牌的24家民宿来看，入住率达61%。", "24家", {"subject": "首批挂牌的民宿", "measure": "数量"}),
    # how large something is that is spoken of
    ("20公斤羔羊均价回落至31元/公斤。", "31元/公斤", {"subject": "20公斤羔羊", "measure": "均价"}),
    ("丙地5家窑厂合计占28%。", "28%", {"subject": "丙地5家窑厂", "measure": "占比"}),
    ("年酿造量不足300吨的小酒坊占61%。", "61%", {"subject": "年酿造量不足300吨的小酒坊"}),
    ("使用年限在20年以上的老旧锅炉约有3万台。", "3万台", {"subject": "20年以上的老旧锅炉"}),
    ("甲县已有9家酒类上市企业。", "9家", {"subject": "甲县", "measure": "酒类上市企业数量"}),
    ("注册骑手数目约1.3万名。", "1.3万名", {"measure": "数目"}),
    # how a figure changed stands behind it
    ("甲公司利润出现12%的小幅下滑。", "12%", {"measure": "利润", "kind": "growth", "direction": "down"}),
    ("甲公司成本取得了3亿元的减少。", "3亿元", {"measure": "成本减少"}),
    ("乙产品渗透率有3个百分点的下降。", "3个", {"measure": "渗透率", "direction": "down"}),
    ("丙厂产量仍实现42%的大幅增长。", "42%", {"subject": "丙厂", "measure": "产量", "direction": "up"}),
    # where a list lies
    ("产区主要分布在甲省、乙省和丙省，三省产量合计占全国的81%。", "81%", {"subject": "甲省、乙省、丙省"}),
    # 头均, 床均
    ("湖羊头均收益约310元。", "310元", {"subject": "湖羊", "measure": "头均收益"}),
    # what is counted is named by whole words
    ("以及6个县属国有林场。", "6个", {"subject": "县属国有林场"}),
    ("协会向52位乡镇企业高管展开访谈。", "52位", {"subject": "乡镇企业高管"}),
    # a bracket between an amount and its measure
    ("2024年甲国旅游带来约90亿泰铢（约合18亿元）的收入。", "90亿泰铢", {"measure": "收入"}),
    # one measure in two units
    ("2023年某省装机规模约220万千瓦、470万千瓦时。", "470万千瓦时", {"measure": "装机规模"}),
    # a change and what it led to, in time
    ("2024年存货周转天数缩短6天至71天。", "71天", {"measure": "存货周转天数", "value": "71"}),
    ("2024年存货周转天数缩短6天至71天。", "6天", {"measure": "存货周转天数缩短", "direction": "down"}),
    # what takes how long on average
    ("每位异地游客在赛区平均停留2.3天。", "2.3天", {"subject": "每位异地游客", "measure": "平均停留"}),
    # who is counted
    ("全年31.2万残疾人得到上门服务。", "31.2万", {"subject": "残疾人得到上门服务", "unit": "人"}),
    ("已有4款eVTOL取得适航证。", "4款", {"subject": "eVTOL", "unit": "款"}),
    # sizes and ages that name the classes of a list
    (
        "2小时以下、2-4小时、4小时及以上项目的装机占比分别为12.8%、74.7%和12.5%。",
        "74.7%",
        {"subject": "2-4小时", "measure": "装机量占比"},
    ),
    (
        "30万元以上、20-30万元、15-20万元车型的渗透率分别由24.2%、7.8%、0.6%提升至38.1%、19.3%、6.4%。",
        "0.6%",
        {"subject": "15-20万元车型", "measure": "渗透率"},
    ),
    (
        "18-25岁、26-35岁、36岁及以上用户占比分别为31%、42%和27%。",
        "27%",
        {"subject": "36岁及以上用户", "measure": "占比"},
    ),
    # an amount inside a name
    (
        "以北岭某120MW/240MWh电站为例，2023年总收入4120万元。",
        "4120万元",
        {"subject": "北岭某120MW/240MWh电站"},
    ),
    # the level that is looked back on is no name
    (
        "2024年甲业融资额86亿元，较2021年峰值203亿元缩水57.6%。",
        "203亿元",
        {"subject": "甲业", "period": "2021"},
    ),
    ("2024年甲品均价6.1元，较2022年的高点15.3元跌去六成。", "六成", {"subject": "甲品", "measure": "均价"}),
    # of both together, without a word of part
    (
        "华北、西北地区装机占比分别为27.3%和29.6%，二者之和接近全国六成。",
        "六成",
        {"subject": "华北、西北地区", "base": "全国", "qualifier": "under"},
    ),
    ("甲省产量6.8万吨；产量排在前五的省份合计占比为40.3%。", "40.3%", {"subject": "产量排在前五的省份"}),
    # what is in quotation marks before a bracket, and what a sample is of
    ("建议继续推动“智慧园区”（总经费38亿元）。", "38亿元", {"subject": "智慧园区", "measure": "总经费"}),
    ("以六家上市纸企为样本，2024年合计营收312亿元。", "312亿元", {"subject": "六家上市纸企"}),
    # an effect, a pace and a word of time are nobody
    (
        "到2027年全国储能规模达到1.7亿千瓦，带动项目直接投资2500亿元，2024-2027年装机年均增速为33.6%。",
        "33.6%",
        {"subject": "全国储能"},
    ),
    ("建设节奏继续加快，上半年装机规模增至4300万千瓦。", "4300万千瓦", {"subject": None}),
    ("到2025年6月底，公共桩规模增至412万台，半年净增53万台。", "53万台", {"subject": "公共桩"}),
    ("预计2025年演出票房将超过620亿元。", "620亿元", {"subject": "演出", "measure": "票房"}),
    # what a figure may reach
    ("2030年全球泵阀市场规模上看52亿美元。", "52亿美元", {"subject": "全球泵阀", "measure": "市场规模"}),
    # the same in other money
    (
        "甲公司营业利润为80亿日元（当前约3.9亿元人民币）。",
        "3.9亿",
        {"subject": "甲公司", "measure": "营业利润"},
    ),
]


@pytest.mark.parametrize(("sentence", "printed", "expected"), READINGS, ids=[s[:14] for s, *_ in READINGS])
def test_names_and_measures_end_where_they_do(
    sentence: str, printed: str, expected: dict[str, object]
) -> None:
    record = one(sentence, printed).model_dump(mode="json")
    assert {field: record[field] for field in expected} == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "（1英镑约合9.2元人民币）",  # an exchange rate
        "年酿造量不足300吨的小酒坊占61%。",
        "近三成家长选择8分。",  # a point of a scale
        "投资逾3000万元以上的农业项目已开工。",  # how large those are that are spoken of
    ],
)
def test_what_is_no_amount_is_none(sentence: str) -> None:
    assert not read(sentence).quantities


def test_of_which_grade_a_thing_is_is_no_fact() -> None:
    records = figures("本周石英砂（8%）CIF报价环比下滑2.1%，云母（3-4%）矿粉的价格环比持平。")
    assert [record.text for record in records] == ["2.1%"]


def test_what_a_figure_equals_is_no_name() -> None:
    records = figures("8月末全省母羊存栏40万只，相当于正常保有量39万只的103%。")
    assert {record.subject for record in records} == {"全省母羊"}


def test_who_says_something_is_not_whom_it_is_about() -> None:
    records = figures("某厂的经理说：“乙国织造的布料的34%由商行经销。”")
    assert [(record.subject, record.base) for record in records] == [(None, "乙国织造的布料")]
