"""Names are cut between words, and what a clause names itself is not taken from its neighbour."""

from __future__ import annotations

import pytest

from tests.statements import figures, one, read

READINGS = [
    # a name is cut between words
    ("基础试验经费为33亿元。", "33亿元", {"subject": "基础试验", "measure": "经费"}),
    ("甲省一般公共预算收入198亿元。", "198亿元", {"subject": "甲省", "measure": "一般公共预算收入"}),
    ("房屋新开工面积10万平方米。", "10万平方米", {"subject": "房屋", "measure": "新开工面积"}),
    ("绝大部分的旅游消费在1000元以下。", "1000元", {"measure": "旅游消费"}),
    ("电力巡检的无人化率已达73%。", "73%", {"subject": "电力巡检", "measure": "无人化率"}),
    ("机器人配送的单均成本为18元。", "18元", {"subject": "机器人配送", "measure": "单均成本"}),
    ("2023年全国共投入农业试验经费33亿元。", "33亿元", {"subject": "全国农业试验", "measure": "经费"}),
    ("某机场2023年起降3万架次。", "3万架次", {"subject": "某机场", "measure": "起降", "direction": None}),
    # verbs of the future
    ("至2030年，甲站装机容量要达到3亿千瓦。", "3亿千瓦", {"measure": "装机容量", "forecast": True}),
    ("服务费多在0.3元至0.5元之间。", "0.3元至0.5元", {"subject": None, "measure": "服务费"}),
    # what those do who are counted
    ("近七成受访者优先选择甲产品。", "七成", {"subject": "受访者", "measure": "优先选择甲产品"}),
    ("约一成的消费者遇到过虚假宣传。", "一成", {"subject": "消费者", "measure": "遇到过虚假宣传"}),
    ("财政支出的近八成用于民生领域。", "八成", {"subject": "民生领域", "base": "财政支出"}),
    ("名优茶却贡献了七成以上的产值。", "七成", {"subject": "名优茶", "measure": "产值占比", "base": "产值"}),
    # compared with, really and nominally, of which part of the year
    ("收入达4万元，比上年名义增长5.3%。", "5.3%", {"measure": "收入名义增长", "base": "上年"}),
    ("产值为3万亿元，比上年四季度环比增长1.3%。", "1.3%", {"measure": "产值环比", "base": "上年四季度"}),
    ("普及率为53%，超过全球平均水平3.1个百分点。", "3.1", {"measure": "普及率", "base": "全球平均水平"}),
    ("现价为60元，目标价较现价有7.5%的上涨空间。", "7.5%", {"kind": "growth", "measure": "上涨空间"}),
    ("消费对经济增长的贡献率达到76%。", "76%", {"subject": "消费", "measure": "对经济增长的贡献率"}),
    ("某类企业使用互联网的比例为95%。", "95%", {"subject": "某类企业", "measure": "使用互联网的比例"}),
    ("全国旅客人次恢复到2019年同期的119%。", "119%", {"kind": "rate", "base": "2019年同期"}),
    ("约15%的企业增幅将超过30%。", "15%", {"subject": "企业", "measure": "增幅将超过30%"}),
    ("通过检查的基地达418个。", "418个", {"subject": "基地"}),
    ("目标价：67.2元 当前价：62.5元", "62.5元", {"measure": "当前价"}),
    ("抗凝药市场规模为3亿元。", "3亿元", {"subject": "抗凝药", "measure": "市场规模"}),
    ("并网风电装机容量为3亿千瓦。", "3亿千瓦", {"subject": "并网风电", "measure": "装机容量"}),
    (
        "2024年我国经济总量再上新台阶，首次突破130万亿元。",
        "130万亿元",
        {"subject": "我国", "measure": "经济总量"},
    ),
    ("这一增量低于甲市（17.2万人）。", "17.2万人", {"subject": "甲市"}),
    ("甲省以1023万千瓦居首位。", "1023万千瓦", {"subject": "甲省", "measure": None}),
    ("公共桩中直流桩占47%。", "47%", {"subject": "直流桩", "base": "公共桩"}),
    (
        "甲险在总保费中的占比为7%，而到了2024年，这一比例升至17%。",
        "17%",
        {"subject": "甲险", "base": "总保费"},
    ),
    ("甲市场虽基数不大，但增速极快，2023年已达12亿元。", "12亿元", {"subject": "甲市场"}),
    ("甲饮料贡献了乙类饮料近八成的销售。", "八成", {"subject": "甲饮料", "base": "乙类饮料销售"}),
    ("青年人群贡献了45%的购买额。", "45%", {"subject": "青年人群", "base": "购买额"}),
    ("甲业占工业的24%，拉动工业增长1.9个百分点。", "1.9", {"subject": "甲业", "measure": "拉动工业增长"}),
    ("人均花费1141元。", "1141元", {"measure": "人均花费"}),
    ("两者差距缩小至3个百分点。", "3个", {"measure": "差距", "direction": None}),
    ("给予2025年28倍PE。", "28倍", {"measure": "PE"}),
    ("2023年归母净利润为5亿元（前值为4亿元）。", "4亿元", {"measure": "归母净利润前值"}),
    ("单价由年初的6450元回落至6月的5980元。", "5980元", {"measure": "单价"}),
    ("老人月均可承受支出为2380元。", "2380元", {"subject": "老人", "measure": "月均可承受支出"}),
    ("甲装机占总装机比重首次过半。", "半", {"base": "总装机"}),
    ("建成农田96万亩，亩均增产12%。", "12%", {"measure": None}),
    (
        "老人月支出为2380元，其中两成愿意支付3000元以上。",
        "两成",
        {"subject": "老人", "measure": "愿意支付3000元以上"},
    ),
    ("调用价格一年内下降逾九成。", "九成", {"measure": "价格"}),
    ("甲车销量增速达78%，明显快于乙车的19%。", "19%", {"subject": "乙车", "measure": "销量"}),
    ("2023年甲国有37%的人口使用互联网。", "37%", {"subject": "甲国", "measure": "人口使用互联网"}),
    # a milestone is no thing that is counted
    ("粮食产量迈上1.4万亿斤新台阶。", "1.4万亿斤", {"subject": "粮食", "measure": "产量"}),
    ("网民占比27%，规模达2.01亿。", "2.01亿", {"unit": "人"}),
]


@pytest.mark.parametrize(("sentence", "printed", "expected"), READINGS, ids=[s[:20] for s, _, _ in READINGS])
def test_a_name_is_left_whole(sentence: str, printed: str, expected: dict[str, object]) -> None:
    record = one(sentence, printed).model_dump(mode="json")
    assert {field: record[field] for field in expected} == expected


NAMES = [
    ("甲、乙、丙运营充电桩分别为9万台、8万台和7万台。", ["甲", "乙", "丙"]),
    ("“90后”“00后”“80后”客户的占比分别为41%、25%、24%。", ["“90后”", "“00后”", "“80后”"]),
    ("肉禽、蛋禽以及水产饲料分别占22%、18%、7%。", ["肉禽", "蛋禽", "水产饲料"]),
    ("三次产业增加值占比分别为7%、36%、57%。", ["第一产业", "第二产业", "第三产业"]),
    (
        "液态奶/奶粉/冷饮分别实现收入21.4/7.4/3.9亿，同比分别下降2%/增长3%/增长4%。",
        ["液态奶", "奶粉", "冷饮"] * 2,
    ),
    ("企业、研究机构和高等学校经费分别为9亿元、8亿元和7亿元。", ["企业", "研究机构", "高等学校"]),
]


@pytest.mark.parametrize(("sentence", "names"), NAMES)
def test_a_list_keeps_its_names_whole(sentence: str, names: list[str]) -> None:
    assert [record.subject for record in figures(sentence)] == names


@pytest.mark.parametrize(
    "sentence",
    [
        "10亿元以上的企业明显增多。",
        "6000千瓦及以上电厂继续投产。",
        "8时02分发生地震。",
        "日涨跌幅限制5%。",
        "生产了全国1/10的粮食。",
        "公司在全国44座城市运营。",
        "汇率每升值1%，净利润约减少600万元。",
        "实现了从60亿元到134亿元的跨越。",
        "并且回调20%。",
        "连续突破8亿、9亿、10亿千瓦大关。",
        "形成万亿级市场。",
        "资金用于年产10GWh电池项目。",
        "一项覆盖3200名消费者的调查显示甲产品更受欢迎。",
        "成本若下降0.1元，收益率可提高1.8个百分点。",
    ],
)
def test_limits_times_and_places_are_no_facts(sentence: str) -> None:
    assert figures(sentence) == []


def test_parts_of_a_whole_have_its_measure() -> None:
    found = figures("工业增加值同比增长6%。分门类看，采矿业增长5%，制造业增长7%。")
    assert [(r.subject, r.measure) for r in found[1:]] == [("采矿业", "工业增加值"), ("制造业", "工业增加值")]
    found = figures("全国固定资产投资为3万亿元。", "分地区看：东部地区增长0.7%。")
    assert found[-1].measure == "固定资产投资"


def test_a_list_under_a_colon_has_the_measure_that_opens_it() -> None:
    found = figures(
        "主要行业利润变化：", "- 化学原料和化学制品制造业：增长54%", "- 汽车制造业：下降17%", "出口增长4%。"
    )
    assert [(r.subject, r.measure) for r in found[1:]] == [("汽车制造业", "利润"), ("出口", "出口")]


def test_a_list_of_names_before_a_colon_is_one_name() -> None:
    (found,) = figures("- 计算机、通信和其他电子设备制造业：增长124%")
    assert found.subject == "计算机、通信和其他电子设备制造业"


def test_changes_go_to_what_the_list_before_told() -> None:
    found = figures("费用率为19%，其中销售/管理/财务费用率分别为7%/5%/8%，同比-0.4/-0.2/+0.1pct。")
    assert [r.measure for r in found[-3:]] == ["销售费用率同比", "管理费用率同比", "财务费用率同比"]


def test_a_pace_is_that_of_its_own_subject() -> None:
    found = figures("甲省占比为5%。县城市场增速达15.8%。")
    assert (found[1].subject, found[1].measure) == ("县城市场", "增速")


def test_a_change_of_what_nobody_was_named_for_has_no_name_from_before() -> None:
    told = "2024年甲地产值达5亿元，年增22%，乙地年增26%，甲业占64%；"
    text = "出口占总出口比重为34%，较上年下滑3.6个百分点。"
    assert [r.subject for r in figures(told + text)[-2:]] == [None, "出口占比"]


def test_one_of_several_that_were_told_alike_is_not_carried_on() -> None:
    found = figures("甲业增加值增长8%，乙业增加值增长9%。3月份，规模以上工业增加值增长5%。")
    assert found[-1].subject != "甲业"


def test_the_measure_of_last_years_figure_is_of_last_year() -> None:
    found = figures("甲公司2024年归母净利润为6亿元，去年同期为盈利2亿元。")
    assert [(r.subject, r.period) for r in found] == [("甲公司", "2024"), ("甲公司", "2023")]


def test_output_and_sales_are_told_together() -> None:
    found = figures("2024年，汽车产销分别完成2446万辆和2462万辆，同比分别增长1.9%和2.7%。")
    assert [(r.subject, r.measure) for r in found] == [
        ("汽车", "产量"),
        ("汽车", "销量"),
        ("汽车", "产量同比"),
        ("汽车", "销量同比"),
    ]


def test_growth_goes_on_where_only_the_time_changes() -> None:
    found = figures("2024年产值为9亿元，一季度产值增长5%，二季度4%。")
    assert [(r.kind, r.measure, r.period) for r in found][1:] == [
        ("growth", "产值", "2024-Q1"),
        ("growth", "产值", "2024-Q2"),
    ]


def test_a_sentence_on_something_else_takes_no_name_from_the_one_before() -> None:
    found = figures("甲市场成交额为600亿元。出口方面，2024年出口额为12亿元，同比增长4%。")
    assert [r.subject for r in found] == ["甲市场", None, "出口额"]
    found = figures("甲指数规模为3亿元。价格走低，较年初下跌9%。")
    assert [r.measure for r in found] == ["甲指数规模", "价格"]


def test_what_a_thing_reaches_is_not_what_goes_on() -> None:
    found = figures("通过检查的基地达418个，涉及96个品种，较2023年末增加62个。")
    assert [r.subject for r in found] == ["基地", "品种", "基地"]


def test_a_legend_states_no_facts() -> None:
    found = read("投资评级说明：买入，相对涨幅15%以上；增持，相对涨幅5%-15%。")
    assert (found.percentages, found.quantities) == ((), ())


def test_the_title_of_a_report_on_data_gives_the_period() -> None:
    texts = ("一季度，甲产业产值3万亿元。", "3月份，甲产业产值增长5%。")
    found = read(*texts, title="2026年1—3月份甲产业数据")
    assert [r.period for r in (*found.quantities, *found.percentages)] == ["2026-Q1", "2026-03"]
