"""Whom a figure is about when the clause before it says so, and what a list or an item leaves unsaid."""

from __future__ import annotations

import pytest

from report_etl.extract.statements.names.opening import read_opening
from tests.unit.extract.statements.test_find_statements import figures, one

OPENINGS = [
    ("该款越野车销售旺盛", "该款越野车销售"),
    ("北岭电子今日涨停", "北岭电子"),
    ("启帆纸业发布年报", "启帆纸业"),
    ("碳纤维行业景气度回升", "碳纤维行业"),
    ("新能源汽车产销两旺", "新能源汽车"),
    ("农产品加工企业稳步扩产", "农产品加工企业"),
    ("北市、南市、东市牛奶产量位居前三", "北市、南市、东市牛奶产量"),
    ("受需求回暖影响", ""),
    ("推动产业升级", ""),
    ("某协会发布数据", ""),
    ("某机构认为", ""),
]


@pytest.mark.parametrize(("clause", "name"), OPENINGS)
def test_a_clause_opens_with_a_name(clause: str, name: str) -> None:
    assert read_opening(clause).name == name


NAMES = [
    ("今年该款越野车销售旺盛，销量达3.2万辆。", "3.2万辆", "越野车", "销量"),
    ("北岭电子今日涨停，换手率12.4%。", "12.4%", "北岭电子", "换手率"),
    ("启帆纸业公告，上半年实现净利润2.2亿元。", "2.2亿元", "启帆纸业", "净利润"),
    ("北岭智能（300999.SZ）发布2024年三季报，前三季度营收2.8亿元。", "2.8亿元", "北岭智能", "营业收入"),
    ("手机市场，一季度出货量达6900万台。", "6900万台", "手机市场", "出货量"),
    ("全球市场由八大集团主导，2024年合计份额约七成。", "七成", "八大集团", "合计份额"),
    ("消费者最看重的因素是原料成分，提及率为71.2%。", "71.2%", "原料成分", "提及率"),
    ("人口增长放缓，但网民渗透率逐年升高，2024年达53.8%。", "53.8%", "网民", "渗透率"),
    ("财务表现 - 2024年毛利率为58.6%。", "58.6%", None, "毛利率"),
    ("广告收入翻倍，利息收入走弱：二季度其他收入为3亿元。", "3亿元", None, "其他收入"),
    ("可接受的单程票价集中在200元。", "200元", None, "单程票价"),
    (
        "前五大厂商一季度出货量分别为1310万台、1290万台、1150万台、1050万台、950万台。",
        "1310万台",
        None,
        "出货量",
    ),
    ("某平台2024年用户3.2亿人，人均时长96分钟。", "96分钟", "某平台", "人均时长"),
    ("粮食价格全年均值3.3元/公斤。", "3.3元/公斤", "粮食", "价格均值"),
]


@pytest.mark.parametrize(("sentence", "printed", "subject", "measure"), NAMES)
def test_a_figure_is_about_whom_the_clause_before_opens_with(
    sentence: str, printed: str, subject: str | None, measure: str | None
) -> None:
    found = next(r for r in figures(sentence) if r.text == printed)
    assert (found.subject, found.measure) == (subject, measure)


def test_the_names_of_a_clause_wait_for_their_figures() -> None:
    second, third = figures("汽车是第一大用户；其次为电机和农机，占比依次为14.2%、11.8%。")
    assert [(r.subject, r.measure) for r in (second, third)] == [("电机", "占比"), ("农机", "占比")]


def test_both_means_the_two_that_were_named() -> None:
    found = figures("分品类看，猫粮748亿元，超过犬粮的722亿元；两者增速分别为19.1%和13.3%。")
    assert [r.subject for r in found if r.text.endswith("%")] == ["猫粮", "犬粮"]


def test_this_firm_is_the_one_named_before() -> None:
    found = figures("北岭公司主营面板，2023年收入为3亿元。2024年该公司收入降至2亿元。")
    assert [r.subject for r in found] == ["北岭公司", "北岭公司"]


def test_an_item_without_a_measure_takes_none_of_the_item_before() -> None:
    found = figures("钢材7600万吨，日均产量255万吨；水泥1.9亿吨，日均产量634万吨。")
    assert [(r.subject, r.measure) for r in found] == [
        ("钢材", None),
        ("钢材", "日均产量"),
        ("水泥", None),
        ("水泥", "日均产量"),
    ]


def test_a_list_under_a_colon_has_the_measure_of_its_lead() -> None:
    found = figures("2024年部分行业利润情况如下：甲行业增长5.2%，乙行业下降3.1%。")
    assert [(r.subject, r.measure) for r in found] == [("甲行业", "利润"), ("乙行业", "利润")]


MEASURES = [
    ("重工业增加值增长14.3%，轻工业增长12.8%。", "12.8%", "轻工业", "增加值"),
    ("电力、热力的生产和供应业增长8.9%。", "8.9%", "电力、热力的生产和供应业", None),
    ("公司经营活动现金净流入3亿元，基本每股收益0.55元。", "0.55元", "公司", "基本每股收益"),
    ("公司每10股派发现金红利1.20元。", "1.20元", "公司", "每10股派发现金红利"),
    ("对应P/E分别为24倍、19倍。", "24倍", None, "P/E"),
    ("粮食总产量十年增长1.3倍。", "1.3倍", "粮食", "总产量十年增长"),
    ("房地产增加值两年平均增长4.8%。", "4.8%", "房地产", "增加值两年平均"),
    ("公司收入增长8%，增速高于行业平均4个百分点。", "4个百分点", "公司", "收入增速"),
    ("行业平均用工人数554万人。", "554万人", "行业", "平均用工人数"),
]


@pytest.mark.parametrize(("sentence", "printed", "subject", "measure"), MEASURES)
def test_a_measure_is_read_whole_or_not_at_all(
    sentence: str, printed: str, subject: str | None, measure: str | None
) -> None:
    found = next(r for r in figures(sentence) if r.text == printed)
    assert (found.subject, found.measure) == (subject, measure)


def test_a_share_of_a_base_behind_not_more_than() -> None:
    record = one("减持比例不超过公司当前总股本的3%。", "3%").model_dump()
    assert (record["base"], record["qualifier"], record["kind"]) == ("公司当前总股本", "under", "share")


SHARED = [
    ("2024年，我国对欧盟、美国和东盟进出口分别增长3.2%、4.5%和9.1%。", "9.1%", "我国对东盟", "进出口"),
    ("2024年公司销售/管理/研发费用率分别为12.3%、4.5%、6.7%。", "4.5%", "公司", "管理费用率"),
    ("公司2024年销售/管理/研发费用率为12.3%/4.5%/6.7%。", "12.3%", "公司", "销售费用率"),
    ("2024年城镇、农村居民人均可支配收入分别为5.4万元和2.3万元。", "2.3万元", "农村居民", "人均可支配收入"),
    ("高端、中端、低端产品收入分别为3亿元、2亿元和1亿元。", "3亿元", "高端产品", "收入"),
    ("某园一期、二期产能分别为5万吨和10万吨。", "10万吨", "二期", "产能"),
    ("北市、南市、东市三大区域订单占比分别为35%、28%、15%。", "28%", "南市", "订单占比"),
    ("甲公司毛利率及净利率分别为56.8%和28.2%。", "28.2%", "甲公司", "净利率"),
]


@pytest.mark.parametrize(("sentence", "printed", "subject", "measure"), SHARED)
def test_what_stands_before_or_after_a_list_belongs_to_all_its_names(
    sentence: str, printed: str, subject: str, measure: str
) -> None:
    found = next(r for r in figures(sentence) if r.text == printed)
    assert (found.subject, found.measure) == (subject, measure)


UNFIT = [
    ("水泥产业链景气度回升，其中水泥19000万吨。", "19000万吨", "水泥", None),
    ("公司存货周转天数为85天，应收账款平均回收期为42天，净利率12%。", "42天", "公司", "应收账款平均回收期"),
    ("进口产品均价为2.1万元/吨。2024年，出口额为30亿美元。", "30亿美元", None, "出口额"),
    ("10元以下产品销售占比由7.3%升至29.6%。", "7.3%", "10元以下产品", "销售占比"),
    ("产量最高的是甲省，达120万吨；乙省次之，为98万吨。", "98万吨", "乙省", "产量"),
    ("特种材料市场中，电子材料占比较大，2021年达63%。", "63%", "电子材料", "占比"),
]


@pytest.mark.parametrize(("sentence", "printed", "subject", "measure"), UNFIT)
def test_a_name_is_carried_only_where_it_fits(
    sentence: str, printed: str, subject: str | None, measure: str | None
) -> None:
    found = next(r for r in figures(sentence) if r.text == printed)
    assert (found.subject, found.measure) == (subject, measure)
