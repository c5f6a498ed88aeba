"""What a clause says is not what its neighbour says: time to come, units, lists of names, comparisons."""

from __future__ import annotations

import pytest

from tests.statements import one, read

READINGS = [
    # who supposes is not who is spoken of
    (
        "甲证券预计2026年我国咖啡市场规模达2200亿元。",
        "2200亿元",
        {"subject": "我国咖啡", "measure": "市场规模"},
    ),
    ("甲院初步预计3月水泥产量将环比增长12%。", "12%", {"subject": "水泥", "forecast": True}),
    ("我们假设2024-2026年甲产品营收年增长8%。", "8%", {"subject": "甲产品", "measure": "营业收入"}),
    ("我们假设2025年甲产品营收增速为8%。", "8%", {"forecast": True}),
    ("乙产品营收较上年增长8%。", "8%", {"subject": "乙产品", "measure": "营业收入", "base": "上年"}),
    # what is looked forward to, and what was counted
    ("盈利有望改善，根据甲机构数据，价格为8美元。", "8美元", {"forecast": False}),
    ("盈利有望改善根据甲机构数据，价格为8美元。", "8美元", {"forecast": False}),
    ("需求有望改善，价格较2020年6月已上涨30%。", "30%", {"forecast": False}),
    ("根据甲机构预测，2030年产量为8万吨。", "8万吨", {"forecast": True}),
    # a round number and the exact one after it
    ("用电量再破万亿，达到10332亿千瓦时。", "万亿", {"unit": "千瓦时", "qualifier": "over"}),
    ("全社会用电量再破万亿，达到10332亿千瓦时。", "10332亿", {"subject": "全社会", "measure": "用电量"}),
    ("公司市值突破万亿，达到1.05万亿元。", "万亿", {"currency": "CNY", "kind": "money"}),
    ("甲产品价格为80美元/片。", "80美元/片", {"currency": "USD", "unit": "美元/片"}),
    ("营业网点40万处。", "40万处", {"unit": "处", "subject": "营业网点"}),
    (
        "甲醇产量将环比下滑15%至60万吨附近。",
        "60万吨",
        {"subject": "甲醇", "measure": "产量", "qualifier": "about"},
    ),
    ("甲设备销量有望超越15万台。", "15万台", {"measure": "销量", "qualifier": "over", "forecast": True}),
    ("年复合增长率至少达15%。", "15%", {"measure": "年复合增长率", "qualifier": "over"}),
    # names
    ("三四期投产达标后项目年产锂云母将达20万吨。", "20万吨", {"subject": "项目", "measure": "年产锂云母"}),
    ("项目二期年处理原矿量50万吨。", "50万吨", {"subject": "项目二期", "measure": "年处理原矿量"}),
    ("公司20/21年营收增长25%/30%。", "25%", {"subject": "公司", "measure": "营业收入", "period": "2020"}),
    ("甲企业毛利率高位稳定在90%。", "90%", {"subject": "甲企业", "measure": "毛利率"}),
    ("共有企业800家，其中超过200家是整机制造企业。", "200家", {"subject": "整机制造企业"}),
    ("流量70亿GB，其中通过平板上网的流量60亿GB。", "60亿GB", {"subject": "平板上网", "measure": "流量"}),
    ("拉动邮政业务收入增长0.2个百分点。", "0.2", {"measure": "拉动邮政业务收入"}),
    ("甲国是最大的市场，2015年市场销售量为6万台。", "6万台", {"subject": None, "measure": "销量"}),
    ("期末现金增长50%；资产负债率从40%降至38%。", "38%", {"subject": None}),
    (
        "某汽车3月份销售载货汽车2532辆，较去年同期下降31%。",
        "2532辆",
        {"subject": "某汽车", "measure": "销售载货汽车"},
    ),
    ("管理+研发费用率同增0.19pct至7.4%。", "7.4%", {"subject": None, "measure": "管理+研发费用率"}),
    ("收入1亿美元，剔除汇率影响下降4%；毛利率40%。", "40%", {"subject": None, "measure": "毛利率"}),
    ("国内挖掘机销量连续4个月同比增速保持40%以上。", "40%", {"subject": "国内挖掘机", "measure": "销量同比"}),
    ("VC均价报20万元/吨。", "20万元/吨", {"subject": "VC", "measure": "均价"}),
    ("但前两个销量只有3000辆出头。", "3000辆", {"subject": None, "measure": "销量"}),
    ("日活跃甲类IP数量达到1078万。", "1078万", {"unit": None}),
    ("归属机构80.5%为甲类机构。", "80.5%", {"subject": "甲类机构", "base": "归属机构"}),
    ("捕获国内甲类IP3794万个。", "3794万个", {"subject": "国内甲类IP"}),
    ("其中稳健型投资者数量占比最高，达到23%。", "23%", {"subject": "稳健型投资者", "measure": "数量占比"}),
    ("对红酒实施5%的进口暂定税率。", "5%", {"subject": "红酒", "measure": "进口暂定税率", "kind": "rate"}),
    (
        "景区接待游客200万人次，实现门票及综合收入18亿元。",
        "18亿元",
        {"subject": "景区", "measure": "门票及综合收入"},
    ),
    ("2025年期间费用率为12%。", "12%", {"measure": "期间费用率"}),
    ("2025年公司销售费用3亿元，费用率为12%。", "12%", {"measure": "销售费用率", "kind": "rate"}),
    ("2025年公司销售费用3亿元，管理费用1亿元，费用率为16%。", "16%", {"measure": "费用率"}),
    ("利润中含公允价值变动收益3亿元。", "3亿元", {"measure": "公允价值变动收益"}),
    ("盈利预测与投资评级：近两年分红比例在75%以上。", "75%", {"measure": "分红比例", "forecast": False}),
    ("营收同比+22.8%/较2019同期+17.8%。", "+17.8%", {"measure": "营业收入", "base": "2019同期"}),
    ("2021年PE为15。", "15", {"kind": "multiple", "unit": "倍"}),
    ("收入或净利润较2020年增长10%。", "10%", {"measure": "收入或净利润"}),
    ("甲公司利润下降，主要原因是乙公司利润下滑超过30%。", "30%", {"subject": "乙公司", "measure": "利润"}),
    ("超800项功能自测，效率是人工8倍。", "8倍", {"measure": "效率为人工的倍数"}),
    ("国内新增甲卡大幅增加，共有96.64万例。", "96.64万例", {"subject": "甲卡"}),
    (
        "甲手机号数量持续上涨，2024年新增量级超600万。",
        "600万",
        {"subject": "甲手机号", "measure": "新增量级"},
    ),
    ("农作物耕种收综合机械化率达到75%。", "75%", {"measure": "综合机械化率"}),
    ("商用车产销几乎都超过了65万辆。", "65万辆", {"subject": "商用车", "measure": "产销"}),
    ("甲无人机拥有2400家企业的数量。", "2400家", {"measure": "企业数量"}),
    # what is a change, and what of
    (
        "净利润1.68亿元（yoy-0.79%）。",
        "-0.79%",
        {"measure": "净利润同比", "direction": "down", "value": "0.79"},
    ),
    (
        "门店分别150/1024家、较年初分别-5/+35家。",
        "-5",
        {"measure": "数量减少", "direction": "down", "value": "5"},
    ),
    ("年作业面积达3亿亩，相比人工效率提升超20倍。", "20倍", {"measure": "效率提升", "direction": "up"}),
    ("收入5亿元，较2019同期+12.8%。", "+12.8%", {"base": "2019同期"}),
    ("甲产业产值每年保持将近20%以上增速。", "20%", {"kind": "growth", "forecast": False}),
    ("《甲产业发展规划》提出，2020年整体产值达80亿元。", "80亿元", {"forecast": True}),
    ("渗透率预计2030年升至40%；甲已建成80个项目。", "80个", {"forecast": False, "period": None}),
    # what a share is a share of
    ("咖啡在我国饮料市场占比约12%，在日本为48%。", "12%", {"subject": "咖啡", "base": "我国饮料市场"}),
    ("咖啡在我国饮料市场占比约12%，在日本为48%。", "48%", {"subject": "咖啡", "base": "日本饮料市场"}),
    ("日本养猫的家庭中，短毛猫占比60%，韩国为45%。", "60%", {"subject": "短毛猫", "base": "日本养猫的家庭"}),
    ("日本养猫的家庭中，短毛猫占比60%，韩国为45%。", "45%", {"subject": "短毛猫", "base": "韩国养猫的家庭"}),
    ("欧洲在全球市场占比30%，中国为25%。", "25%", {"subject": "中国", "base": "全球市场"}),
    ("甲业务收入2800亿元，在电信业务收入中占31%。", "31%", {"base": "电信业务收入"}),
    # compared with
    ("失业率为5.1%，低于去年同期0.3个百分点。", "0.3", {"direction": "down", "base": "去年同期"}),
    ("失业率为5.1%，高于上季度0.3个百分点。", "0.3", {"direction": "up", "base": "上季度"}),
    ("毛利率升至41%，也高于2024Q2的35%。", "35%", {"period": "2024-Q2"}),
    ("甲产品出口5万辆，同比增长2.5倍。", "2.5倍", {"measure": "出口同比增长", "direction": "up"}),
]


@pytest.mark.parametrize(("sentence", "printed", "expected"), READINGS, ids=[s[:20] for s, _, _ in READINGS])
def test_a_clause_is_not_read_as_its_neighbour(
    sentence: str, printed: str, expected: dict[str, object]
) -> None:
    found = [r for r in _figures(sentence) if r["text"] == printed] or [
        one(sentence, printed).model_dump(mode="json")
    ]
    assert {field: found[0][field] for field in expected} == expected


# A month without a year after the December of a year; 今年 where nobody says which year that is.
MONTHS = [
    ("2024年12月末指数报3012点；甲均价由1月的160元/公斤降至12月的92元/公斤。", "160元/公斤", "2024-01"),
    ("2022年1-12月锂盐产量87万吨。1月产量8万吨。", "8万吨", None),
    ("2022年12月锂盐产量87万吨，1月产量8万吨。", "8万吨", None),
    ("2022年1-12月锂盐产量87万吨，其中1月产量8万吨。", "8万吨", "2022-01"),
    ("2022年锂盐产量87万吨，今年2月产量5万吨。3月产量8万吨。", "8万吨", None),
    ("2022年1-11月锂盐产量87万吨。12月产量8万吨。", "8万吨", "2022-12"),
]


@pytest.mark.parametrize(("sentence", "printed", "period"), MONTHS)
def test_a_month_is_of_no_year_that_is_over(sentence: str, printed: str, period: str | None) -> None:
    assert next(r["period"] for r in _figures(sentence) if r["text"] == printed) == period


def test_those_who_do_something_are_not_those_told_of_before() -> None:
    told = _figures("全国登记的甲机达到26万架，增长71%。持有甲类执照的人数由2023年的19万人增加到24万人。")
    assert [record["subject"] for record in told][2:] == [None, None]


def test_a_difference_is_no_share() -> None:
    assert [record["text"] for record in _figures("2024年规模为60亿元，与实际值相差3.0%。")] == ["60亿元"]


def test_a_code_is_no_amount() -> None:
    assert [record["text"] for record in _figures("税则号列 33082000 项下进口5万吨。")] == ["5万吨"]


PERIODS = [
    ("预计23-25年净利润分别为3/4/5亿元。对应EPS分别为0.36/0.59/0.84元。", 3),
    ("我们假设2023-2025年增速分别为0%、8%和9%，2024年受益于需求恢复增长，毛利率分别为4%、5%和6%。", 3),
    ("预计2023-2025年的EPS分别为0.53元，0.81元和1.03元。", 0),
]


@pytest.mark.parametrize(("sentence", "first"), PERIODS)
def test_figures_go_to_the_years_that_were_listed(sentence: str, first: int) -> None:
    told = [(record["period"], record["forecast"]) for record in _figures(sentence)[first:]]
    assert told == [("2023", True), ("2024", True), ("2025", True)]


LISTS = [
    (
        "数据服务、交通数据、水务数据发展较好，占总数的52%，拥有企业数分别为3175家、2136家、1935家。",
        [None, "数据服务", "交通数据", "水务数据"],
    ),
    (
        "东、中、西和东北部地区用户分别达到15万户、8万户、7万户和2万户。",
        ["东部地区", "中部地区", "西部地区", "东北部地区"],
    ),
    (
        "甲服务及应用、交通数据、水务数据发展较好，企业数分别为5家、4家、3家。",
        ["甲服务及应用", "交通数据", "水务数据"],
    ),
    ("一、二、三线城市房价同比分别上涨3%、2%、1%。", ["一线城市", "二线城市", "三线城市"]),
    ("大、中、小型企业PMI分别为50.5%、49.5%和48.5%。", ["大型企业", "中型企业", "小型企业"]),
    (
        "2025年5月，充电桩服务业、互联网内容服务用电量增长强劲，分别为170亿、100亿千瓦时，增速分别达到51%、37%。",
        ["充电桩服务业", "互联网内容服务"],
    ),
    ("2025年5月，手机、电脑销量保持较快增长势头，分别为1500万台、90万台。", ["手机", "电脑"]),
    ("5月43/55/65寸面板价格为40/80/120美元，环比上涨3%/4%/5%。", ["43寸面板", "55寸面板", "65寸面板"]),
    ("FY2023收入、利润同比增10%、20%；FY2024分别增30%、40%。", ["收入", "利润"]),
]


@pytest.mark.parametrize(("sentence", "names"), LISTS)
def test_names_wait_for_the_figures_of_later_clauses(sentence: str, names: list[str | None]) -> None:
    subjects = [record["subject"] for record in _figures(sentence)]
    assert subjects == names * (len(subjects) // len(names))


def _figures(sentence: str) -> list[dict[str, object]]:
    found = read(sentence)
    records = sorted([*found.percentages, *found.quantities], key=lambda r: r.provenance.start)
    return [record.model_dump(mode="json") for record in records]
