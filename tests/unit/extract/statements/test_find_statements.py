"""What a sentence says of its figures: subject, measure, base, kind, direction and period."""

from __future__ import annotations

import pytest

from report_etl import extract_text
from tests.statements import figures, one, read

# sentence, figure as printed, what the record must hold
READINGS = [
    # levels
    (
        "2023年我国咖啡市场规模约为2654亿元。",
        "2654亿元",
        {"subject": "我国咖啡", "measure": "市场规模", "period": "2023"},
    ),
    (
        "截至2024年6月，全国充电桩保有量达1024.4万台。",
        "1024.4万台",
        {"measure": "保有量", "unit": "台", "period": "2024-06"},
    ),
    (
        "某平台2025年6月月活用户突破3.2亿人。",
        "3.2亿人",
        {"subject": "某平台", "measure": "月活用户", "qualifier": "over"},
    ),
    (
        "以某头部应用为例，日活用户已超过900万。",
        "900万",
        {"subject": "某头部应用", "measure": "日活用户", "unit": "人"},
    ),
    ("该项目总投资50亿元，达产后可实现年产值120亿元。", "120亿元", {"subject": "项目", "measure": "年产值"}),
    ("共有128款产品完成登记。", "128款", {"subject": "产品", "measure": "完成登记数量", "unit": "款"}),
    ("养老机构共3.7万家。", "3.7万家", {"subject": "养老机构", "measure": "数量"}),
    ("进口方面，上海以600亿元居第二位。", "600亿元", {"subject": "上海", "measure": "进口"}),
    ("比亚迪以302.4万辆的销量居首。", "302.4万辆", {"subject": "比亚迪", "measure": "销量"}),
    ("行业平均账期延长至68天。", "68天", {"measure": "平均账期", "unit": "天"}),
    ("甲省拥有产业园区86个，居首位。", "86个", {"subject": "甲省", "measure": "产业园区数量"}),
    ("甲省以1284家高新企业居首。", "1284家", {"subject": "甲省", "measure": "高新企业数量"}),
    (
        "第三届茶博会吸引超250家企业参展。",
        "250家",
        {"subject": "第三届茶博会", "measure": "吸引企业参展数量"},
    ),
    ("全年累计飞行2666万小时。", "2666万小时", {"unit": "小时", "value": "26660000"}),
    (
        "2023年销量为9万台，产值较上年增长2%；在审产品27款。",
        "27款",
        {"subject": "在审产品", "measure": "数量"},
    ),
    ("甲省2024年外贸进出口总值4.5万亿元。", "4.5万亿元", {"subject": "甲省", "measure": "外贸进出口总值"}),
    ("某企业2024年海外订单合计186亿元。", "186亿元", {"subject": "某企业海外", "measure": "订单"}),
    ("我国2024年光伏装机达28GW。", "28GW", {"subject": "我国光伏", "measure": "装机量"}),
    ("截至2024年底，全国已建成投运新型储能装机达73万千瓦。", "73万千瓦", {"subject": "全国新型储能"}),
    ("该基地占地1200亩，达产后年产值可达60亿元。", "60亿元", {"subject": "基地", "measure": "年产值"}),
    ("空中游览方面，载客42万人次。", "42万人次", {"subject": "空中游览", "measure": "载客"}),
    ("融资端，2024年披露融资156起。", "156起", {"subject": "融资端"}),
    ("费用管控见效：2024年净利率为8.3%。", "8.3%", {"subject": None, "measure": "净利率"}),
    ("甲部公布五批符合条件的企业，共156家。", "156家", {"subject": "符合条件的企业", "measure": "数量"}),
    ("净资产2.1万亿元，净资本1.8万亿元。", "1.8万亿元", {"measure": "净资本"}),
    ("销售面积12亿平方米，土地成交价款116亿元。", "116亿元", {"measure": "成交价款"}),
    ("华为第一季度出货量为500万部。", "500万部", {"subject": "华为", "measure": "出货量"}),
    ("今年生产量60万吨。", "60万吨", {"subject": None, "measure": "生产量"}),
    ("整备质量1.5吨。", "1.5吨", {"measure": "质量"}),
    ("玩家数量达6亿人。", "6亿人", {"subject": "玩家", "measure": "数量"}),
    ("东部地区完成软件业务收入9.1万亿元。", "9.1万亿元", {"subject": "东部地区", "measure": "软件业务收入"}),
    ("大数据服务共实现收入7532亿元。", "7532亿元", {"subject": "大数据服务", "measure": "收入"}),
    ("白酒产量几乎每年下降，收入达75亿元。", "75亿元", {"subject": "白酒", "measure": "收入"}),
    ("模式全面曝光——甲系2024年收入为3亿元。", "3亿元", {"subject": "甲系", "measure": "收入"}),
    ("直接经济损失约12亿元，受灾养殖面积3万公顷。", "3万公顷", {"subject": "受灾养殖", "measure": "面积"}),
    ("甲国提交了涵盖14个星座的申报，卫星数量为20万颗。", "20万颗", {"subject": "卫星", "measure": "数量"}),
    ("位于甲市的新工厂产能为300颗。", "300颗", {"subject": "新工厂", "measure": "产能"}),
    ("41个大类行业有所增长。", "41个", {"subject": "大类行业"}),
    ("外贸实现11.51万亿元。", "11.51万亿元", {"subject": "外贸", "measure": None}),
    ("洗碗机作为新品类，销量达12万台。", "12万台", {"subject": "洗碗机"}),
    ("项目年产10枚火箭、100台发动机。", "100台", {"subject": "项目", "measure": "年产发动机数量"}),
    # growth
    (
        "2023年产量为958万辆，同比增长35.8%。",
        "35.8%",
        {"kind": "growth", "measure": "产量同比", "direction": "up"},
    ),
    (
        "出口额45亿元，环比下降2.1%。",
        "2.1%",
        {"kind": "growth", "measure": "出口额环比", "direction": "down"},
    ),
    (
        "全年营收6.4亿元（-18.6%）。",
        "18.6%",
        {"kind": "growth", "measure": "营业收入", "direction": "down", "value": "18.6"},
    ),
    (
        "均价由58万元降至40万元，降幅为31.0%。",
        "31.0%",
        {"kind": "growth", "measure": "均价", "direction": "down"},
    ),
    ("行业将保持8%以上的增长速度。", "8%", {"kind": "growth", "qualifier": "over", "forecast": True}),
    (
        "市场规模较2020年的3000亿元增长26.7%。",
        "26.7%",
        {"kind": "growth", "measure": "市场规模", "base": "2020年"},
    ),
    # shares and rates
    (
        "用户规模达2.3亿人，占网民整体的56.5%。",
        "56.5%",
        {"kind": "share", "measure": "用户规模占比", "base": "网民整体"},
    ),
    (
        "西部地区产值合计不足全国的一成。",
        "一成",
        {"kind": "share", "base": "全国", "qualifier": "under", "value": "10"},
    ),
    ("智能硬件占据65%的市场份额。", "65%", {"kind": "share", "subject": "智能硬件", "measure": "市占率"}),
    (
        "近两成企业已改用新工艺。",
        "两成",
        {"kind": "share", "subject": "企业", "measure": "已改用新工艺", "qualifier": "under"},
    ),
    (
        "甲公司费用率为18.2%，乙产品收入占比首次过半。",
        "半",
        {"kind": "share", "subject": "乙产品", "measure": "收入占比"},
    ),
    ("采购的耗材平均降价41%。", "41%", {"kind": "growth", "direction": "down"}),
    ("甲项目投资回收期为6.5年。", "6.5年", {"measure": "投资回收期", "unit": "年"}),
    (
        "2030年再生铅可满足国内需求的三成。",
        "三成",
        {"kind": "share", "subject": "再生铅", "measure": "满足国内需求", "base": "国内需求"},
    ),
    ("该工艺降低综合成本率1.8个百分点。", "1.8个", {"kind": "change_points", "direction": "down"}),
    ("2024年甲公司平均融资成本由4.6%降至4.1%。", "4.1%", {"kind": "rate", "measure": "平均融资成本"}),
    ("2024年全国平均空置率为15.2%。", "15.2%", {"kind": "rate", "measure": "平均空置率", "period": "2024"}),
    (
        "60-69岁游客使用导览设备的比例为31.4%。",
        "31.4%",
        {"subject": "60-69岁游客", "measure": "使用导览设备的比例"},
    ),
    (
        "华东地区空置率不足12%，而西南地区则超过20%。",
        "20%",
        {"kind": "rate", "subject": "西南地区", "measure": "空置率"},
    ),
    (
        "我国渗透率不足5%，远低于丙国的37%和丁国的29%。",
        "29%",
        {"kind": "rate", "subject": "丁国", "measure": "渗透率", "base": None},
    ),
    (
        "门店数占全国的30%和全球的12%。",
        "12%",
        {"kind": "share", "measure": "门店数占比", "base": "全球"},
    ),
    (
        "五家企业营业收入合计134亿元，约为行业规模的8.5%。",
        "8.5%",
        {"kind": "share", "measure": "营业收入占比", "base": "行业规模"},
    ),
    ("公司境外收入34亿元，占比46%；境内收入51亿元，占比60%。", "60%", {"subject": "境内"}),
    ("对甲国出口占比回落至22.0%。", "22.0%", {"subject": None, "measure": "对甲国出口占比"}),
    ("近七成受访者认可其便捷性，但四成担心疗效。", "四成", {"subject": "受访者", "measure": "担心疗效"}),
    ("超半数受访者愿意支付10%以上的溢价。", "半数", {"subject": "受访者"}),
    ("90后合计占养宠人群的67.1%。", "67.1%", {"subject": "90后", "base": "养宠人群"}),
    ("超八成企业产能在1万吨以下。甲牌溢价约两成。", "两成", {"subject": "甲牌", "measure": "溢价"}),
    ("制造业增加值两年平均增速为7.5%。", "7.5%", {"subject": "制造业", "measure": "增加值两年平均增速"}),
    ("毛利率方面，2024年为32.1%。", "32.1%", {"kind": "rate", "measure": "毛利率"}),
    ("研发强度为2.3%，不及国际同行8%的水平。", "8%", {"subject": "国际同行", "measure": "研发强度"}),
    ("我国人均消费量仅相当于甲国的5%。", "5%", {"base": "甲国"}),
    ("尤其值得注意的是40岁以上用户占比达35%。", "35%", {"subject": "40岁以上用户"}),
    ("服务业收入5万亿元，所占比重为22%。", "22%", {"subject": "服务业"}),
    # points
    (
        "渗透率升至33.9%，较上年提高13.6个百分点。",
        "13.6个百分点",
        {"kind": "change_points", "measure": "渗透率", "base": "上年"},
    ),
    (
        "规模增速较2023年回落1.5个百分点。",
        "1.5个百分点",
        {"measure": "规模增速", "direction": "down", "base": "2023年"},
    ),
    ("华东占35.4%，高出华南12.1个百分点。", "12.1个百分点", {"direction": "up", "base": "华南"}),
    # multiples
    (
        "专利达7705件，约为美国的5倍。",
        "5倍",
        {"kind": "multiple", "unit": "倍", "subject": "专利", "measure": "数量为美国的倍数"},
    ),
    (
        "电解槽出货量将由2024年的1.1GW增至2030年的15GW，增长约12.6倍。",
        "12.6倍",
        {"direction": "up", "period": "2024/2030"},
    ),
    # traditional characters are printed as they stand
    (
        "2024年台灣半導體產值達5.3億元，佔全球的21.5%。",
        "21.5%",
        {"kind": "share", "subject": "台灣半導體", "base": "全球"},
    ),
]


@pytest.mark.parametrize(("sentence", "printed", "expected"), READINGS, ids=[s[:24] for s, _, _ in READINGS])
def test_a_sentence_says_what_its_figure_is(sentence: str, printed: str, expected: dict[str, object]) -> None:
    record = one(sentence, printed).model_dump(mode="json")
    assert {field: record[field] for field in expected} == expected


PERIODS = [
    ("2022年、2023年和2024年，出口额分别为4.1、3.6和4.7亿美元。", ["2022", "2023", "2024"]),
    ("2021-2023年，公司研发费用分别为2.1亿元、2.8亿元和3.5亿元。", ["2021", "2022", "2023"]),
    ("产能由2019年的43万吨升至2024年的51万吨。", ["2019", "2024"]),
    ("2014-2018年，市场规模由127亿元增长至200亿元。", ["2014", "2018"]),
    (
        "2024年出货量为1740台，下半年出货1058台，较上半年的682台增长55.1%。",
        ["2024", "2024-H2", "2024-H1", "2024-H2"],
    ),
    ("2025年上半年进出口1.3万亿元，较上年同期的1.2万亿元增长8.2%。", ["2025-H1", "2024-H1", "2025-H1"]),
    ("2024年规模为27.6亿元，预计到2030年达到380亿元，年复合增长率为54.8%。", ["2024", "2030", "2024/2030"]),
    ("国产化率由2020年的35%提升至2024年的62%，提高27个百分点。", ["2020", "2024", "2020/2024"]),
    ("毛利率由2023年的17.8%降至2024年的4.1%，下降13.7个百分点。", ["2023", "2024", "2024"]),
    ("2024-2030年年均复合增长率约为8.1%，2030年规模将达4.2万亿元。", ["2024/2030", "2030"]),
    ("2024年收入约为2020年的3.5倍，利润5亿元。", ["2024", "2024"]),
    ("2023年产值为10亿元。目前产能为20万吨。", ["2023", None]),
    ("2023年产值为10亿元，未来五年产值预计增长30%。", ["2023", None]),
    ("渗透率将由目前的2%提升至2030年的8%。", [None, "2030"]),
    ("2023年旅游升温，人次恢复到2019年同期的119%；收入达到148亿元。", ["2023", "2023"]),
    ("2017年，市场延续了2016年下半年的态势，零售额同比增长32.6%。", ["2017"]),
    ("2022年一季度，受2021年基数过高影响，销量下降16.8%。", ["2022-Q1"]),
    ("2020年境外收入为3亿元，占2019年度营业收入的7.5%，毛利率为20%。", ["2020"] * 3),
    ("年产量约为1915年某车型的3倍，成本下降20%。", [None, None]),
    ("公司成立于2003年7月。成本占比为60%。", [None]),
    ("公司2015年上市。营业收入12亿元。", [None]),
    ("2012年以来，产值年均增长15%。利润为3亿元。", ["2012", None]),
    ("2023年产值5亿元，2020年以来年均增长6%。利润为3亿元。", ["2023", "2020/2023", "2023"]),
    ("2024年收入10亿元。报告期内利用率分别为82%、97%和94%。", ["2024", None, None, None]),
    ("去年产量为50万吨。", [None]),
    ("2013年一季度出货500万部，去年同期为450万部，增长11%。", ["2013-Q1", "2012-Q1", "2013-Q1"]),
    ("截至2024年9月，车桩比由2021年的3.4:1降到2.3:1，利用率为9.8%。", ["2024-09"]),
    ("到2035年规模有望达到3.5万亿元，按2024年为基数测算，年均复合增长率约为16%。", ["2035", "2024/2035"]),
    ("2026年规模将达15亿元，年化增速为4.8%。", ["2026", "2026"]),
]


@pytest.mark.parametrize(("sentence", "periods"), PERIODS, ids=[s[:24] for s, _ in PERIODS])
def test_each_figure_has_the_period_of_its_clause(sentence: str, periods: list[str | None]) -> None:
    assert [record.period for record in figures(sentence)] == periods


LISTS = [
    ("北京、上海、广东三地的备案数量占比分别达到31.1%、27.2%和11.7%。", ["北京", "上海", "广东"]),
    (
        "广东省、江苏省、浙江省跨境电商企业数量分别为3.2万家、1.9万家和1.5万家。",
        ["广东省", "江苏省", "浙江省"],
    ),
    ("黑龙江、吉林、新疆分别接待游客1.05、0.92和0.61亿人次。", ["黑龙江", "吉林", "新疆"]),
    ("山东、河北分列第二、三位，占比分别为8.0%和6.7%。", ["山东", "河北"]),
    ("中国、美国处于领先，算力占比分别为52%和19%。", ["中国", "美国"]),
    ("其中公共充电桩312万台，私人充电桩712万台，占比分别为30.5%和69.5%。", ["公共充电桩", "私人充电桩"] * 2),
    (
        "企业共1500家，甲省以312家领先；乙省、丙省分列第二、三位，占比分别为9.9%和8.0%。",
        ["企业", "甲省", "乙省", "丙省"],
    ),
    ("甲牌、乙牌、丙牌市场份额分列前三位，占比分别为14%、11%和10%。", ["甲牌", "乙牌", "丙牌"]),
    ("甲国要求自2031年起新电池中再生钴、再生镍的最低含量分别为16%和6%。", ["再生钴", "再生镍"]),
    ("18家全国性银行、98家城商行、414家农商行参与。", ["全国性银行", "城商行", "农商行"]),
    ("增幅前三的子行业分别为甲车（+136%）、乙车（+80%）。", ["甲车", "乙车"]),
    ("在线办公、在线医疗用户规模分别为5.1亿人、3.4亿人。", ["在线办公", "在线医疗"]),
    ("其中甲省412家、乙省286家，二者占比分别为21.1%和14.7%。", ["甲省", "乙省"] * 2),
    (
        "产量超过50万吨的有甲省、乙省、丙省3个省，产量分别为96万吨、93万吨和91万吨。",
        [None, "甲省", "乙省", "丙省"],
    ),
    ("甲省、乙省两省面积均超800万亩，占比分别为14.4%和12.4%。", ["甲省、乙省两省", "甲省", "乙省"]),
    ("资本在100万元以下的占两成，5000万元以上的不足一成。", ["资本在100万元以下", "5000万元以上"]),
    ("渔船总数45万艘、总吨位104万吨，分别比上年减少2万艘和增加12万吨。", ["渔船"] * 4),
    ("同城、异地、国际/港澳台业务量占比分别为8.9%、89.0%和2.1%。", ["同城", "异地", "国际/港澳台"]),
]


@pytest.mark.parametrize(("sentence", "subjects"), LISTS, ids=[s[:20] for s, _ in LISTS])
def test_each_figure_of_a_list_goes_to_its_name(sentence: str, subjects: list[str]) -> None:
    assert [record.subject for record in figures(sentence)] == subjects


def test_names_of_a_list_may_be_measures_of_one_subject() -> None:
    found = figures("2023年板块营收和归母净利润分别同比增长25.6%和31.3%。")
    assert [(r.subject, r.measure) for r in found] == [("板块", "营业收入同比"), ("板块", "归母净利润同比")]


def test_a_rate_of_change_on_the_last_name_belongs_to_all() -> None:
    found = figures("2015-2019年公司收入/归母净利润CAGR分别为49.4%/104.0%。")
    assert [r.measure for r in found] == ["收入年复合增长率", "归母净利润年复合增长率"]


def test_measures_that_share_their_last_part_are_no_subjects() -> None:
    found = figures("销售/管理/财务费用率分别为3.4%/2.6%/0.3%，期间费用率合计6.3%。")
    assert [r.measure for r in found] == ["销售费用率", "管理费用率", "财务费用率", "期间费用率"]
    assert {r.subject for r in found} == {None}


def test_figures_of_a_list_may_turn() -> None:
    found = figures("2023年甲省和乙省工业增加值同比分别增长5.6%和下降2.3%。")
    assert [(r.subject, r.direction) for r in found] == [("甲省", "up"), ("乙省", "down")]


def test_a_list_without_names_goes_to_the_measures_of_the_sentence() -> None:
    found = figures("2023年公司营业收入10亿元，净利润2亿元，分别增长5%和下降6%。")[-2:]
    assert [(r.measure, r.direction) for r in found] == [("营业收入", "up"), ("净利润", "down")]


def test_a_list_whose_counts_differ_is_refused_with_both_readings() -> None:
    found = read("甲公司、乙公司、丙公司的市占率分别为31%和22%。")
    assert not found.percentages
    (reject,) = found.rejects
    assert reject.record_kind == "percentages"
    assert reject.reason == "3 names for 2 figures"
    assert reject.readings == ["甲公司、乙公司、丙公司的市占率", "31%、22%"]


def test_a_list_of_names_and_of_periods_at_once_is_refused() -> None:
    (reject,) = read("2023年和2024年水泵、电机产量分别为12万台和15万台。").rejects
    assert reject.reason == "2 names and 2 periods for 2 figures"


def test_figures_that_no_list_names_have_no_subject() -> None:
    found = figures("公司产品升级。目前对应估值分别为33/23/19倍。")
    assert {record.provenance.confidence < 0.7 for record in found} == {True}


def test_together_means_the_names_of_the_list() -> None:
    sentence = "四川、江苏、山东三省的数量占比分别为6.4%、6.3%和6.1%，合计占18.8%。"
    assert figures(sentence)[-1].subject == "四川、江苏、山东"


def test_the_next_sentence_goes_on_about_the_first_subject() -> None:
    found = figures("某赛事融资12起，其中甲公司拿走3亿元。2024年客单价为90元。")
    assert found[-1].subject == "某赛事"


def test_a_cause_is_not_what_the_sentence_is_about() -> None:
    found = figures("受铝锭价格由5万元/吨回落至4万元/吨的影响，市场规模回升至148亿元。")
    assert [r.subject for r in found] == ["铝锭", "铝锭", None]


def test_what_is_carried_over_is_marked() -> None:
    _, growth = figures("2023年我国茶叶产量为334万吨，同比增长4.9%。")
    assert growth.subject == "我国茶叶"
    assert growth.inherited == ["subject", "measure"]
    assert growth.provenance.confidence < 0.97


def test_points_belong_to_the_share_and_per_cent_to_the_amount() -> None:
    sentence = "国产批签发183万瓶，占比47%，同比下滑5%，占比下降6个百分点。"
    assert [(r.kind, r.measure) for r in figures(sentence)][2:] == [
        ("growth", "批签发量同比"),
        ("change_points", "占比"),
    ]


def test_a_bracket_speaks_of_the_figure_before_it() -> None:
    found = figures("2023年营收12.4亿元（同比增长8.3%），净利润1.1亿元（同比下降2.4%），净利率8.9%。")
    assert [r.measure for r in found] == ["营业收入", "营业收入同比", "净利润", "净利润同比", "净利率"]


def test_a_bracket_may_follow_a_name() -> None:
    assert one("期间费用（1.72亿元）有所增加。", "1.72亿元").measure == "期间费用"


def test_the_whole_of_a_share_may_have_a_figure_of_its_own() -> None:
    share, whole = sorted(
        figures("我国新增装机277GW，占全球新增装机530GW的52.4%。")[1:], key=lambda r: r.kind, reverse=True
    )
    assert (share.kind, share.subject, share.measure) == ("share", "我国", "新增装机量占比")
    assert (whole.subject, whole.measure) == ("全球", "新增装机量")


def test_a_second_share_of_the_sentence_is_of_the_same_whole() -> None:
    _, second = figures("汽车领域占全球功率半导体市场的35.4%，工业领域占比为26.8%。")
    assert (second.subject, second.measure, second.base) == ("工业领域", "市占率", "全球功率半导体市场")  # type: ignore[union-attr]
    assert "base" in second.inherited


def test_the_level_compared_with_does_not_take_over() -> None:
    level, base, growth = figures("2023年规模为498亿元，较2022年的362亿元增长37.6%。")
    assert [level.period, base.period, growth.period] == ["2023", "2022", "2023"]
    assert {r.measure for r in (level, base, growth)} == {"规模"}


def test_a_change_of_an_amount_is_no_level() -> None:
    level, change = figures("全国累计建成加氢站535座，较上年末增加107座。")
    assert level.measure == "累计建成"
    assert change.measure is not None and change.measure.endswith("增加")
    assert change.direction == "up"


@pytest.mark.parametrize(
    "sentence",
    [
        "五年来行业稳步发展。",
        "第二届大会于2024年举办。",
        "20-29岁网民更愿意尝试。",
        "《到2027年达到30%的行动方案》已经发布。",
        "1美元兑7.12元人民币。",
        "四家企业共同参与。",
        "支持5G、H100与IPv6。",
        "培育三类主体、两项标准。",
        "按每人每年消费12杯计算。",
    ],
)
def test_what_is_no_statistic_is_no_record(sentence: str) -> None:
    found = read(sentence)
    assert (found.percentages, found.quantities, found.rejects) == ((), (), ())


def test_a_figure_inside_a_name_is_part_of_the_name() -> None:
    found = figures("愿意支付5%以内溢价的占38.2%，月收入5000元以下的占20%。")
    assert [(r.text, r.subject) for r in found] == [
        ("38.2%", "愿意支付5%以内溢价"),
        ("20%", "月收入5000元以下"),
    ]


def test_figures_of_what_people_do_are_no_records_of_their_own() -> None:
    assert [r.text for r in figures("近七成消费者认为价格合理。")] == ["七成"]


def test_the_period_of_a_paragraph_goes_on_under_the_same_heading() -> None:
    texts = ("2024年我国产量为100万吨。", "分省份看，广东产量为20万吨。")
    same = read(*texts, headings=("一", "一")).quantities
    other = read(*texts, headings=("一", "二")).quantities
    assert (same[1].period, same[1].inherited) == ("2024", ["period"])
    assert other[1].period is None


def test_the_period_compared_with_does_not_govern_the_next_paragraph() -> None:
    texts = ("2024年饲养量为515万只，较2023年的498万只增长3.4%。", "在全部支出中，食品占35.7%。")
    assert figures(*texts)[-1].period == "2024"


def test_a_run_of_years_does_not_reach_over_a_full_stop() -> None:
    assert figures("“十四五”以来，产值年均增长5.1%。人均收入为2.7万元。")[-1].period is None
    assert figures("2024年产量为9万吨。2019-2024年产值增长12%。占比为7%。")[-1].period == "2024"


def test_a_part_of_a_year_takes_the_latest_year_told_of() -> None:
    texts = (
        "2022年上半年产值增长3%。",
        "前三季度产值为8万亿元。",
        "预计2030年产值为20万亿元。",
        "二季度产值为3万亿元。",
    )
    found = figures(*texts)
    assert [r.period for r in found] == ["2022-H1", "2022-01/2022-09", "2030", "2022-Q2"]
    assert "period" in found[-1].inherited
    assert figures("二季度产值为3万亿元。")[0].period is None


def test_parts_of_a_year_in_one_sentence_do_not_govern_the_next() -> None:
    found = figures("2024年产值增长5%，一季度增长4%，四季度增长6%。其中出口占比为20%。")
    assert [r.period for r in found] == ["2024", "2024-Q1", "2024-Q4", "2024"]


def test_the_start_of_a_change_does_not_govern_the_next_sentence() -> None:
    found = figures("2024年产量为9万吨，单价由2020年的45元降至18元。出口3万吨。")
    assert [r.period for r in found] == ["2024", "2020", "2024", "2024"]


def test_this_year_and_the_last_count_from_the_day_of_publication() -> None:
    texts = "去年产值为8万亿元，今年上半年产值为5万亿元。"
    assert [r.period for r in read(texts, published="2025-08").quantities] == ["2024", "2025-H1"]
    assert [r.period for r in read(texts).quantities] == [None, None]


def test_what_lies_after_the_year_of_publication_is_a_forecast() -> None:
    text = "2024年产值为8万亿元，2027年达12万亿元。"
    assert [r.forecast for r in read(text, published="2025-08").quantities] == [False, True]


def test_a_period_reaches_over_paragraphs_until_several_are_named() -> None:
    found = figures(
        "2022年产值为3万亿元。", "人均产值为3万元。", "2021年渗透率为7%，2022年为9%。", "出口占比为7%。"
    )
    assert [r.period for r in found] == ["2022", "2022", "2021", "2022", None]


def test_a_statistical_report_is_about_the_period_of_its_title() -> None:
    text = "全年水产品产量为736万吨，比上年增长3.4%。"
    assert [r.period for r in read(text, title="2023年某省渔业统计公报").quantities] == ["2023"]
    assert read(text, title="2023年某省渔业统计公报").percentages[0].inherited[-1] == "period"
    assert read(text, title="2023-2030年渔业前景预测报告").quantities[0].period is None


def test_a_heading_and_the_table_beside_give_a_period_last() -> None:
    text = "分省份看，甲省产量为20万吨。"
    assert read(text, headings=("2.1 2024年区域格局",)).quantities[0].period == "2024"
    beside = read(text, captions=("表3 2023年各省产量",)).quantities[0]
    assert (beside.period, beside.inherited) == ("2023", ["period"])
    assert read(text, captions=("表3 2019-2023年各省产量",)).quantities[0].period is None


def test_two_periods_of_a_paragraph_leave_the_next_without_one() -> None:
    found = read("2023年产量为90万吨，2024年为100万吨。", "分省份看，广东产量为20万吨。").quantities
    assert found[-1].period is None


def test_a_forecast_ends_with_its_sentence() -> None:
    found = figures("2024年规模为10亿元，预计2030年达到30亿元。出口占比为20%。")
    assert [r.forecast for r in found] == [False, True, False]
    assert found[-1].period == "2024"


def test_provenance_and_claims_show_the_characters() -> None:
    text = "2023年，我国茶叶产量为334万吨，同比增长4.9%；5G基站383万个，18-30岁用户占46.2%。"
    found = read(text)
    for record in (*found.percentages, *found.quantities):
        assert text[record.provenance.start : record.provenance.end] == record.text
    claimed = {text[claim.span.start : claim.span.end] for claim in found.claims}
    assert {"2023年", "334万吨", "4.9%", "5G", "383万个", "46.2%"} <= claimed
    assert any("18-30" in words for words in claimed)


def test_the_statement_of_a_run_without_full_stops_stays_short() -> None:
    found = figures("甲产品收入12亿元，" * 300)
    assert all(len(record.statement or "") <= 420 for record in found)


def test_per_mille_is_reported_in_per_cent() -> None:
    assert str(one("2023年人口出生率为6.39‰。", "6.39").value) == "0.639"


def test_currencies_are_named_as_printed_and_by_code() -> None:
    record = one("2024年市场规模约82亿美元。", "82亿美元").model_dump(mode="json")
    assert (record["unit"], record["currency"], record["kind"]) == ("美元", "USD", "money")


def test_a_figure_glued_to_a_latin_word_is_read_or_left_open_never_taken_for_a_name() -> None:
    found = extract_text("2023年三季度公司归母净利1.68亿元（yoy-0.79%）。全年拦截恶意IP7794万个。")
    texts = {record.text for record in (*found.percentages, *found.quantities)}
    assert texts == {"1.68亿元", "-0.79%", "7794万个"}
    left = extract_text("全年采购COVID7000亿支，又采购H100显卡。")
    assert (left.quantities, [part.text for part in left.coverage.unclaimed]) == ([], ["7000"])


def test_a_count_of_places_between_two_nouns_is_part_of_the_name() -> None:
    found = extract_text(
        "2024年西部9省市外贸增速为17.8%，对北欧5国进口增长8.1%。试点覆盖全国12省市，进展顺利。"
    )
    assert [record.subject for record in found.percentages] == ["西部9省市外贸", "北欧5国"]
    assert [record.text for record in found.quantities] == ["12省市"]
