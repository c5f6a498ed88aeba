"""The grammars under the statements, one by one."""

from __future__ import annotations

import pytest

from report_etl.extract.statements.enumerations import Names, read_names
from report_etl.extract.statements.names.heads import read_head
from report_etl.extract.statements.names.measures import (
    falls,
    is_compound,
    is_growth,
    is_rate,
    is_share,
    measure_start,
    without_growth,
)
from report_etl.extract.statements.names.names import full_name
from report_etl.extract.statements.names.phrases import Phrase, cut, frame, without_lead
from report_etl.extract.statements.names.tails import Tail, read_tail
from report_etl.extract.statements.periods.periods import (
    governing,
    is_range,
    joined,
    over_years,
    shifted,
    steps,
)
from report_etl.extract.statements.sentences.sentences import bracket_pairs, simplify, split_sentences
from report_etl.extract.statements.sentences.words import Word, function_words
from tests.statements import read


@pytest.mark.parametrize(
    ("phrase", "subject", "measure"),
    [
        ("我国茶叶市场规模", "我国茶叶", "市场规模"),
        ("全国冷库总库容", "全国冷库", "总库容"),
        ("公司实现归母净利润", "公司", "归母净利润"),
        ("果蔬流通腐损率", "果蔬流通", "腐损率"),
        ("平均房价", "", "平均房价"),
        ("华东地区", "华东地区", ""),
        ("其中，上海", "上海", ""),
        ("根据协会统计，行业产值", "行业", "产值"),
        ("全国共有养殖企业", "养殖企业", ""),
        ("新增养老企业", "养老企业", "新增"),
        ("云服务在全球市场的份额", "云服务", "份额"),
        ("全国共收治患者人数", "全国", "收治患者人数"),
        ("甚至丙省产量", "丙省", "产量"),
        ("在建公寓数量", "在建公寓", "数量"),
        ("快递业务量完成", "快递", "业务量"),
        ("游客使用导览设备的比例", "游客", "使用导览设备的比例"),
        ("每万人拥有医师", "每万人拥有医师", ""),
        ("达产后可实现年产值", "", "年产值"),
        ("", "", ""),
    ],
)
def test_a_noun_phrase_is_cut_into_who_and_what(phrase: str, subject: str, measure: str) -> None:
    found = cut(phrase)
    assert (found.subject, found.measure) == (subject, measure)


def test_a_verb_as_measure_is_marked() -> None:
    assert cut("新增养老企业") == Phrase("养老企业", "新增", verb=True)
    assert not cut("养老企业产值").verb


def test_connectives_and_sources_lead_to_the_name() -> None:
    assert without_lead("据行业协会数据显示，目前全国") == "全国"
    assert without_lead("其他地区") == "其他地区"


@pytest.mark.parametrize(
    ("clause", "topic"),
    [("从全球看", "全球"), ("价格方面", "价格"), ("分地区看", "地区"), ("产量增长", None)],
)
def test_a_frame_says_what_the_sentence_is_about(clause: str, topic: str | None) -> None:
    assert frame(clause) == topic


@pytest.mark.parametrize(
    ("measure", "kinds"),
    [
        ("同比增速", "growth"),
        ("年均复合增长率", "growth compound rate"),
        ("降幅", "growth falls"),
        ("市场份额", "share"),
        ("出口占比", "share"),
        ("毛利率", "rate"),
        ("失业率平均值", "rate"),
        ("产量", ""),
    ],
)
def test_a_measure_tells_its_kind(measure: str, kinds: str) -> None:
    tests = {"growth": is_growth, "compound": is_compound, "share": is_share, "rate": is_rate, "falls": falls}
    assert {name for name, test in tests.items() if test(measure)} == set(kinds.split())


def test_the_measure_under_a_growth() -> None:
    assert without_growth("出货量同比增速") == "出货量"
    assert without_growth("复合年增长率增长") == ""
    assert measure_start("没有任何指标") is None


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("营收同比", "营业收入同比"),
        ("营业收入", "营业收入"),
        ("市场份额", "市占率"),
        ("归母净利润", "归母净利润"),
        ("出货", "出货量"),
        ("出货量", "出货量"),
        ("出货占比", "出货量占比"),
        ("进口金额同比", "进口额同比"),
    ],
)
def test_one_measure_has_one_name(short: str, full: str) -> None:
    assert full_name(short) == full


def test_a_head_tells_link_direction_and_comparison() -> None:
    head = read_head("行业产值同比较上年大幅增长了约", 0, 15)
    assert (head.phrase, head.direction, head.label, head.changes) == ("行业产值", "up", "同比", True)
    assert head.has(Word.THAN, Word.BASE)
    reached = read_head("渗透率提升至", 0, 6)
    assert (reached.phrase, reached.changes) == ("渗透率", False)
    assert read_head("电站占全国总量的比重约为", 0, 12).share_of == "全国总量"
    assert read_head("产品占比约为", 0, 6).share_of is None


def test_one_letter_verbs_do_not_cut_words() -> None:
    assert read_head("装机新增", 0, 4).direction is None
    assert read_head("价格涨", 0, 3).direction == "up"


@pytest.mark.parametrize(
    ("words", "tail"),
    [
        ("的市场份额", Tail(measure="市场份额", of=True)),
        ("以上的高增长速度", Tail(measure="增长速度", of=True)),
        ("的用户愿意付费", Tail(thing="用户", predicate="愿意付费")),
        ("位列第四", Tail()),
        ("的销量居首", Tail(measure="销量", of=True)),
        ("", Tail()),
        ("，", Tail()),
    ],
)
def test_a_tail_names_a_measure_or_a_thing(words: str, tail: Tail) -> None:
    assert read_tail(words, 0, len(words)) == tail


@pytest.mark.parametrize(
    ("phrase", "count", "items", "rest"),
    [
        ("北京、上海和广东三地的产量", 3, ("北京", "上海", "广东"), "产量"),
        ("选品与客服工具、支付平台的渗透率", 2, ("选品与客服工具", "支付平台"), "渗透率"),
        ("江苏、安徽、浙江产能", 3, ("江苏", "安徽", "浙江"), "产能"),
        ("对美国、欧盟的出口额", 2, ("美国", "欧盟"), "出口额"),
        ("日、美、韩等发达市场", 3, ("日", "美", "韩"), "发达市场"),
    ],
)
def test_names_in_a_row_and_what_they_share(
    phrase: str, count: int, items: tuple[str, ...], rest: str
) -> None:
    assert read_names(phrase, count) == Names(items, rest)


def test_no_list_is_made_up() -> None:
    assert read_names("我国市场规模", 2) is None
    assert read_names("60岁及以上人口", 2) is None


def test_periods_move_join_and_run() -> None:
    assert shifted("2025-H1", -1) == "2024-H1"
    assert shifted("2024/2025", -1) == "2023/2024"
    assert joined("2019", "2024") == "2019/2024"
    assert joined("2024", "2019") is None
    assert steps("2020/2022") == (("2020", "2021", "2022"),)
    assert steps("2020-04/2020-06") == (("2020-04", "2020-05", "2020-06"), ("2020-Q2",))
    assert steps("2020-07/2020-08") == (("2020-07", "2020-08"),)
    assert steps("1001/2000") == steps("2020") == ()
    assert is_range("2019/2024") and not is_range("2024-01/2024-06")
    assert (over_years("2019/2024"), over_years("2023/2024"), over_years(None)) == ("2019/2024", None, None)


def test_one_period_may_govern_a_paragraph() -> None:
    assert governing({"2024", "2024-Q1"}) == "2024"
    assert governing({"2023", "2024"}) is None
    assert governing(set()) is None


def test_sentences_end_outside_brackets_only() -> None:
    text = "甲（口径调整。）增长。乙下降；丙持平！"
    assert [text[s.start : s.end] for s in split_sentences(text)] == [
        "甲（口径调整。）增长。",
        "乙下降；丙持平！",
    ]


def test_brackets_pair_outermost_and_not_too_far() -> None:
    assert bracket_pairs("甲（乙（丙）丁）戊") == [(1, 7)]
    assert bracket_pairs("（" + "长" * 300 + "）") == []
    assert bracket_pairs("））（") == []


def test_simplifying_keeps_every_offset() -> None:
    assert simplify("佔比較２０２３年達３５％") == "占比较2023年达35%"


def test_no_function_word_is_a_part_of_a_measure_word_alone() -> None:
    assert not {"能", "会", "系", "料", "上", "中"} & set(function_words())


@pytest.mark.parametrize(
    "text",
    [
        "分别" * 5000,
        "、".join(["甲"] * 2000) + "分别为" + "、".join(["1.5%"] * 2000),
        "（" * 3000 + "1%" + "）" * 3000,
        "营收1亿元（+2%）" * 500,
        "占" * 5000 + "10%",
        "较" * 5000 + "10%",
        "上年的" * 3000 + "5亿元",
        "增长" * 5000 + "5%",
        "2024年" * 1000 + "10%",
        "■" * 3000,
        "\0" * 500 + "\ud800增长5%",
        "1" * 20000,
    ],
    ids=range(12),
)
def test_hostile_text_is_only_long(text: str) -> None:
    read(text)
