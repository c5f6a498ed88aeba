"""Where a name ends and what is told of it begins, by whole words and their parts of speech."""

from __future__ import annotations

import pytest

from report_etl.extract.statements.names.phrases import cut
from tests.statements import figures

CUTS = [
    # an adverb or a word of the future ends the name; what follows is the measure
    ("五家上市港企合计集装箱作业量", "五家上市港企", "合计集装箱作业量"),
    ("甲平台累计接待散客", "甲平台", "累计接待散客"),
    ("乙港全年完成货物吞吐量", "乙港", "货物吞吐量"),
    ("全市三年要完成绿化面积", "全市", "绿化面积"),
    ("丙县水利工程要完成", "丙县水利工程", ""),
    ("海星汽车计划到", "海星汽车", ""),
    ("蘑菇大棚就收入", "蘑菇大棚", "收入"),
    ("就收入", "", "收入"),
    ("共开通", "", "开通"),
    # a verb that only carries an object
    ("甲省安排防火林任务", "甲省", "安排防火林任务"),
    ("燃气生产和供应业", "燃气生产和供应业", ""),
    ("丁山区增加梯田种植面积", "丁山区", "增加梯田种植面积"),
    ("甲县现有茶叶加工厂", "甲县", "茶叶加工厂数量"),
    ("某协会预计海鲜零食市场规模", "海鲜零食", "市场规模"),
    ("券商预期折叠屏产品出货比重", "折叠屏产品", "出货比重"),
    # but one that may modify what follows governs nothing
    ("全球显示面板市场空间", "全球显示面板", "市场空间"),
    ("新能源对应半导体市场规模", "新能源对应半导体", "市场规模"),
    ("医药研发投入", "医药", "研发投入"),
    ("某板块已上市企业研发投入", "某板块已上市企业", "研发投入"),
    ("出货面积", "", "出货面积"),
    # words of time are no part of a name
    ("年内门店日均客流量", "门店", "日均客流量"),
    ("甲公司上季度营业利润", "甲公司", "营业利润"),
    ("甲公司期末在职员工", "甲公司在职员工", ""),
    ("产量连续四年", "", "产量"),
    ("月内跌幅", "", "跌幅"),
    ("本年收支结余", "", "本年收支结余"),
    # whole words: 会, 与, 就 and 自 inside others
    ("全省社会救助基金支出", "全省社会救助基金", "支出"),
    ("全民冰雪运动参与率", "全民冰雪运动", "参与率"),
    ("自研芯片海外收入", "自研芯片海外", "收入"),
    ("先进封装产值", "先进封装", "产值"),
    ("项目一期产能", "项目一期", "产能"),
    # a clause before 的
    ("甲国持有冲浪执照的人口比例", "甲国", "持有冲浪执照的人口比例"),
    ("位于高原地区的网点占比", "位于高原地区的网点", "占比"),
    ("每个车间生产的工业增加值", "每个车间", "工业增加值"),
    ("机器人配送的单均成本", "机器人配送", "单均成本"),
    # a verb before a bare number is what they are counted for
    ("全民冰雪运动参与人数", "全民冰雪运动", "参与人数"),
    # so much a year
    ("年烘焙产能", "", "年烘焙产能"),
    ("日用品销售额", "日用品", "销售额"),
    # verbs alone name nobody
    ("带来收入", "", "收入"),
    ("派发末期股息", "", "派发末期股息"),
    ("直接助推甲游戏年化收入", "甲游戏", "年化收入"),
    ("所以纯利润", "", "纯利润"),
]


@pytest.mark.parametrize(("phrase", "subject", "measure"), CUTS, ids=[phrase for phrase, *_ in CUTS])
def test_a_name_ends_where_its_predicate_begins(phrase: str, subject: str, measure: str) -> None:
    read = cut(phrase)
    assert (read.subject, read.measure) == (subject, measure)


def test_what_the_owners_of_a_firm_have_a_right_to_is_a_measure() -> None:
    record = figures("本公司拥有人应占溢利为6127万元。")[0]
    assert (record.subject, record.measure) == ("本公司", "拥有人应占溢利")


def test_a_verb_in_front_of_a_sum_is_nobody() -> None:
    records = figures("2024年甲国接待游客300万人次，带来约90亿元的收入。")
    assert [record.subject for record in records] == ["甲国", "甲国"]


def test_who_expects_something_of_a_year_does_nothing_in_it() -> None:
    record = figures("某数据库预计2027年诊断试剂占到检测市场的80%左右。")[0]
    assert (record.subject, record.base) == ("诊断试剂", "检测市场")
