"""What is a quantity in a sentence, what it is worth, and what is none."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from report_etl.language.quantities import find_quantities
from report_etl.models import Qualifier, QuantityKind, QuantityMention
from tests.data import DATA, needs_data

Q = Qualifier
K = QuantityKind


def only(text: str) -> QuantityMention:
    (mention,) = find_quantities(text)
    return mention


def values(text: str) -> list[tuple[str, str | None]]:
    return [
        (str(m.value) if m.value is not None else f"{m.low}~{m.high}", m.unit) for m in find_quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("占比为31.10%", "31.10", "%", K.PERCENT),
        ("占比为６.5％", "6.5", "%", K.PERCENT),
        ("同比6.31%%", "6.31", "%", K.PERCENT),
        ("死亡率8.2‰", "8.2", "‰", K.PERCENT),
        ("百分之三十五", "35", "%", K.PERCENT),
        ("百分之2.4", "2.4", "%", K.PERCENT),
        ("千分之四", "4", "‰", K.PERCENT),
        ("万分之三", "3", "‱", K.PERCENT),
        ("硬件占六成", "60", "%", K.PERCENT),
        ("缩水两成半", "25", "%", K.PERCENT),
        ("回落0.7个百 分点", "0.7", "%", K.PERCENTAGE_POINTS),
        ("回落0.7百 分点", "0.7", "%", K.PERCENTAGE_POINTS),
        ("装机六百万千瓦", "6000000", "千瓦", K.COUNT),
        ("装机645万千 瓦", "6450000", "千瓦", K.COUNT),
        ("发电30亿千瓦 时", "3000000000", "千瓦时", K.COUNT),
        ("产量三百万千克", "3000000", "千克", K.COUNT),
        ("供水4亿立方 米", "400000000", "立方米", K.COUNT),
        ("以210万吨位居其后", "2100000", "吨", K.COUNT),
        ("占比三成五", "35", "%", K.PERCENT),
        ("提高1.7个百分点", "1.7", "%", K.PERCENTAGE_POINTS),
        ("同比+2.1pp", "2.1", "%", K.PERCENTAGE_POINTS),
        ("毛利率-3pct", "-3", "%", K.PERCENTAGE_POINTS),
        ("下调25个基点", "25", "‱", K.PERCENTAGE_POINTS),
        ("上行10BP", "10", "‱", K.PERCENTAGE_POINTS),
        ("下降0.4个千分点", "0.4", "‰", K.PERCENTAGE_POINTS),
        ("邀请3000位居民", "3000", "位", K.COUNT),
        ("四 点 五 个 百 分 点", "4.5", "%", K.PERCENTAGE_POINTS),
        ("收入3.2亿元", "320000000", "CNY", K.MONEY),
        ("收入1,234.5万元", "12345000", "CNY", K.MONEY),
        ("总额2.5万亿美元", "2500000000000", "USD", K.MONEY),
        ("总额50亿港币", "5000000000", "HKD", K.MONEY),
        ("售价￥1,299", "1299", "CNY", K.MONEY),
        ("融资US$20", "20", "USD", K.MONEY),
        ("融资$3.5 billion", "3500000000", "USD", K.MONEY),
        ("约合人民币8亿元", "800000000", "CNY", K.MONEY),
        ("人民币叁佰万元整", "3000000", "CNY", K.MONEY),
        ("12元3角5分", "12.35", "CNY", K.MONEY),
        ("成本0.15元/千瓦时", "0.15", "元/千瓦时", K.MONEY),
        ("价格70美元/桶", "70", "美元/桶", K.MONEY),
        ("企业41家", "41", "家", K.COUNT),
        ("共11 亿 6690 万部", "1166900000", "部", K.COUNT),
        ("产能300万吨/年", "3000000", "吨/年", K.COUNT),
        ("装机3.2亿千瓦", "320000000", "千瓦", K.COUNT),
        ("新增216.88GW", "216.88", "GW", K.COUNT),
        ("出口2981亿块", "298100000000", "块", K.COUNT),
        ("气温-2℃", "-2", "℃", K.COUNT),
        ("零下20℃", "-20", "℃", K.COUNT),
        ("超 300 余家", "300", "家", K.COUNT),
        ("3万5000元", "35000", "CNY", K.MONEY),
        ("三百块港币", "300", "HKD", K.MONEY),
        ("5角钱", "0.5", "CNY", K.MONEY),
        ("约1/3的企业", "0.3333333333333333333333333333", None, K.NUMBER),
        ("占一半", "50", "%", K.PERCENT),
        ("百分之百", "100", "%", K.PERCENT),
        ("为期两年半", "2.5", "年", K.COUNT),
        ("用时一个半小时", "1.5", "个小时", K.COUNT),
        ("打八五折", "8.5", "折", K.COUNT),
        ("增长1.5倍", "1.5", "倍", K.MULTIPLE),
        ("对应PE25x", "25", "倍", K.MULTIPLE),
        ("翻两番", "2", "番", K.MULTIPLE),
        ("第27届大会", "27", "届", K.ORDINAL),
        ("位居第三", "3", None, K.ORDINAL),
        ("用户达2.97亿", "297000000", None, K.NUMBER),
        ("均值为2.3，", "2.3", None, K.NUMBER),
        ("面積達到三萬平方公里", "30000", "平方公里", K.COUNT),
        ("佔比約12個百分點", "12", "%", K.PERCENTAGE_POINTS),
        ("營收兩億元", "200000000", "CNY", K.MONEY),
    ],
)
def test_value_unit_and_kind(text: str, value: str, unit: str | None, kind: QuantityKind) -> None:
    mention = only(text)
    assert (str(mention.value), mention.unit, mention.kind) == (value, unit, kind)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("占比30%-40%", "30", "40", "%"),
        ("占比30~40%", "30", "40", "%"),
        ("降幅-5%至-3%", "-5", "-3", "%"),
        ("降幅-2%--5%", "-5", "-2", "%"),
        ("10%--15%", "10", "15", "%"),
        ("百分之三十到四十", "30", "40", "%"),
        ("三到四成", "30", "40", "%"),
        ("十八至三十万元", "180000", "300000", "CNY"),
        ("5000-1万元", "5000", "10000", "CNY"),
        ("2——3万港币", "20000", "30000", "HKD"),
        ("1 万(含)-5 万元", "10000", "50000", "CNY"),
        ("20美元至30美元", "20", "30", "USD"),
        ("3—5年", "3", "5", "年"),
        ("18-25元/公斤", "18", "25", "元/公斤"),
        ("1000-5000台", "1000", "5000", "台"),
        ("1800-2000元", "1800", "2000", "CNY"),
        ("四五千块钱", "4000", "5000", "CNY"),
        ("十七八个", "17", "18", "个"),
        ("数十亿元", "1000000000", "10000000000", "CNY"),
        ("几万人", "10000", "100000", "人"),
        ("十几家", "10", "20", "家"),
    ],
)
def test_a_range_has_both_ends_and_no_value(text: str, low: str, high: str, unit: str) -> None:
    mention = only(text)
    assert (mention.value, str(mention.low), str(mention.high), mention.unit) == (None, low, high, unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6.8、7.1、7.4亿美元", [("680000000", "USD"), ("710000000", "USD"), ("740000000", "USD")]),
        ("1.2、0.9和0.6亿人次", [("120000000", "人次"), ("90000000", "人次"), ("60000000", "人次")]),
        ("12/13/15%", [("12", "%"), ("13", "%"), ("15", "%")]),
        ("896万和1817万支", [("8960000", "支"), ("18170000", "支")]),
        ("分别为5.2，6.3和7.1万吨", [("52000", "吨"), ("63000", "吨"), ("71000", "吨")]),
        ("41家、19家和33家", [("41", "家"), ("19", "家"), ("33", "家")]),
        ("1.2亿元和3.5万吨", [("120000000", "CNY"), ("35000", "吨")]),
    ],
)
def test_a_list_shares_its_last_unit(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("共300家", Q.EXACT),
        ("高达300家", Q.EXACT),
        ("约300家", Q.ABOUT),
        ("300家左右", Q.ABOUT),
        ("约占30%", Q.ABOUT),
        ("约为2020年的3.5倍", Q.ABOUT),
        ("约占全国总量的35%", Q.ABOUT),
        ("超过300家", Q.OVER),
        ("突破300亿元", Q.OVER),
        ("300余家", Q.OVER),
        ("3000多万台", Q.OVER),
        ("100+家", Q.OVER),
        ("300元以上", Q.OVER),
        ("至少3个", Q.OVER),
        ("超半数", Q.OVER),
        ("行程过半", Q.OVER),
        ("上万家", Q.OVER),
        ("千亿元以上", Q.OVER),
        ("近300家", Q.UNDER),
        ("近百家", Q.UNDER),
        ("不足一成", Q.UNDER),
        ("不足全国的一成", Q.UNDER),
        ("不超过30人", Q.UNDER),
        ("30万元以内", Q.UNDER),
        ("近一半", Q.UNDER),
    ],
)
def test_words_around_qualify(text: str, qualifier: Qualifier) -> None:
    assert only(text).qualifier is qualifier


@pytest.mark.parametrize(
    "text",
    [
        "5G、IPv6+、GPT-4、H100、910B、C919、F-35、DeepSeek-R1、4K、3D打印",
        "进一步统一标准，一系列、一批、一定、一方面，千行百业，万物互联，十分重要，一成不变",
        "四川三亚、六安、九江、十堰；万科、百度、三一重工、五粮液、三元材料、二手车、三农",
        "工业和信息化部等十一部门、财政部等12部门、7部委",
        "电话400-820-8820、021-61234567、13912345678，传真：88880000",
        "见https://www.example.cn/202504/750377.html，来信sales2024@example.cn",
        "2024年6月30日，2023-2024年，2021、2022年，1-9月，7,8月，三季度，3Q24，2027E，2025H1，90年代，十四五，二十一世纪",
        "二〇二四年五月，21年营收，第三方，第三节，第十条",
        "图5 表2-1 图13：附件3 第12页",
        "GB/T 20234-2023，ISO 9001，股票代码：600519，证券代码（300750）",
        "订单号 A202107211321363588510367",
        "单位：亿元（万吨）（十亿美元）每百万人",
        "未来三年、过去5年、近十年、连续四个季度",
        "8英寸晶圆、7nm工艺、60岁以上老人",
        "排名前五家企业",
        "9：30-11：30",
        "0%10%20%30%40%",
        "三个方面、四大板块、两种方式、三级医院、二次元",
        "一、概述\n二、现状\n3.1 市场规模\n（1）上游；2）中游",
        "两地网上万家灯火",
        "磷酸铁锂和三元。长三角、珠三角；三棵树、三只松鼠；成千上万；千家万户；五五分成；早8点",
        "12. 5亿元与1, 234万元，3，500万元",
        "前 10 名股东，前十大客户",
    ],
)
def test_what_is_no_quantity_stays_none(text: str) -> None:
    assert [m.text for m in find_quantities(text) if m.kind is not K.ORDINAL] == []


def test_a_figure_that_may_be_cut_is_refused_and_a_list_is_not() -> None:
    assert values("规模25万6，") == []
    assert values("收入分别为120，234万元") == [("1200000", "CNY"), ("2340000", "CNY")]


def test_a_list_of_ranks_is_no_count() -> None:
    assert {m.kind for m in find_quantities("分列第1、2、3名")} == {K.ORDINAL}


def test_a_cell_that_begins_like_a_unit_is_no_unit() -> None:
    row = "湖南 4 天津 4 台湾 3 家电 5 个人所得税 7"
    assert values(row) == [("4", None), ("4", None), ("3", None), ("5", None), ("7", None)]


def test_a_percentage_after_a_name_keeps_its_sign() -> None:
    assert values("医药-3.33%，华东-300家") == [("-3.33", "%"), ("300", "家")]


def test_a_dash_between_cells_is_no_range() -> None:
    assert all(m.low is None for m in find_quantities("48.2 — 253.4 3.1% — 4.2%"))


def test_a_change_from_one_level_to_another_is_no_range() -> None:
    assert values("由43.0%升至51.5%") == [("43.0", "%"), ("51.5", "%")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("库存增加2亿元至11.3亿元", ["2亿元", "11.3亿元"]),
        ("价差减少了300元/吨至5000元/吨", ["300元/吨", "5000元/吨"]),
        ("员工减少300人到2万人", ["300人", "2万人"]),
        ("利润增加1.2亿元至1.5亿元", ["1.2亿元至1.5亿元"]),
        ("门店增加100至200家", ["100至200家"]),
        ("净利润增长10%至35%", ["10%至35%"]),
        ("投入2亿元至11.3亿元", ["2亿元至11.3亿元"]),
    ],
)
def test_an_amount_of_change_and_the_far_larger_level_after_it_are_no_range(
    text: str, expected: list[str]
) -> None:
    assert [mention.text for mention in find_quantities(text)] == expected


def test_a_code_glued_to_letters_is_refused_and_a_ratio_is_not() -> None:
    assert values("CAGR达35%，CAGR12.5%，A35万台") == [("35", "%"), ("12.5", "%")]


def test_a_scale_with_its_upper_word_is_one_mention() -> None:
    assert only("投入上亿元").text == "上亿元"


def test_offsets_start_at_sign_symbol_or_numeral_and_end_with_the_unit() -> None:
    text = "其中约￥3.5亿元左右，同比-12.3%，人民币 8千元"
    assert [m.text for m in find_quantities(text)] == ["￥3.5亿元", "-12.3%", "人民币 8千元"]


@needs_data
@pytest.mark.data
@pytest.mark.parametrize("name", ["d05", "d07", "e01", "e02", "e03", "e04", "e05", "e06", "e07"])
def test_percentages_of_the_labelled_documents_are_recognised(name: str) -> None:
    gold = json.loads((DATA / "labelled" / f"{name}.gold.json").read_text(encoding="utf-8"))
    missed = []
    for record in gold["percentages"]:
        wanted = record["value"] if isinstance(record["value"], list) else [record["value"]]
        found = [
            (abs(m.value),) if m.value is not None else (m.low, m.high)
            for m in find_quantities(record["evidence"])
            if m.kind in (K.PERCENT, K.PERCENTAGE_POINTS)
        ]
        if not record.get("optional") and tuple(Decimal(str(v)) for v in wanted) not in found:
            missed.append(record["evidence"])
    assert missed == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("两元五角", "2.5", "CNY"),
        ("三角五分", "0.35", "CNY"),
        ("三块五", "3.5", "CNY"),
        ("十块零五毛", "10.5", "CNY"),
        ("一块二毛五", "1.25", "CNY"),
        ("每度30美分", "0.30", "USD"),
        ("．２５", "0.25", None),
        ("一百分之四", "0.04", None),
    ],
)
def test_coins_and_written_fractions(text: str, value: str, unit: str | None) -> None:
    assert values(text) == [(value, unit)]


@pytest.mark.parametrize("text", ["２０２４年６月", "民国113年", "五角大楼", "长三角五市", "分为三块"])
def test_full_width_dates_eras_and_corners_are_no_amounts(text: str) -> None:
    assert all(m.kind is not K.MONEY and m.unit != "年" for m in find_quantities(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全省为企业减负36亿元", [("3600000000", "CNY")]),
        ("新政降负4.5亿元，个人担负3亿元", [("450000000", "CNY"), ("300000000", "CNY")]),
        ("净利润为负3亿元", [("-300000000", "CNY")]),
        ("近三年增速分别为 - 、0.85%、 - 0.96%", [("0.85", "%"), ("-0.96", "%")]),
        ("误差为±5%，偏差正负3%", []),
        ("备案企业7 412家，产值达31 208.5亿元", [("7412", "家"), ("3120850000000", "CNY")]),
        ("样本共1\u2009234\u2009567份", [("1234567", "份")]),
        ("排位 7 412家", []),  # a rank and a count, or one figure
        ("见图3 412家企业", [("412", "家")]),
        ("2024 412家", [("412", "家")]),
        ("关键零部件依赖进口，零件齐全", []),
        ("该线已形成批量产能 28。", []),  # the number of a note
        ("增速分别回落0.4个和0.1个百分点", [("0.4", "%"), ("0.1", "%")]),
        ("提高0.7个、1.0个、1.1个百分点", [("0.7", "%"), ("1.0", "%"), ("1.1", "%")]),
        ("下降0.4个。", []),
        ("户均持有1.4个", [("1.4", "个")]),
        ("累计接种12亿剂", [("1200000000", "剂")]),
        ("存欄母豬達3800萬頭", [("38000000", "头")]),
        ("白酒产量60万千升", [("600000", "千升")]),
        ("价格由3千升至5千元", [("3000", None), ("5000", "CNY")]),
        ("6MW海上风电机组批量下线", []),
        ("120平方米以上大户型成交放缓", []),
        ("90至120平方米改善型住房成交放缓", []),
        ("成交面积达120平方米", [("120", "平方米")]),
        ("烧碱产量(折100%)", []),
        ("每10元消费中就有3元来自网上", []),
        ("跨过两个万亿级大关", [("2", "个")]),
        ("营业收入6. 68亿元，提升2. 5个百分点", [("668000000", "CNY"), ("2.5", "%")]),
        ("见图3. 68%的企业看好", []),  # a caption and a figure
        ("日均处理217万tokens", [("2170000", "tokens")]),
        ("进口32.5亿美 元", [("3250000000", "USD")]),
        ("销量分别为13万台、12万、9万", [("130000", "台"), ("120000", "台"), ("90000", "台")]),
    ],
)
def test_what_only_looks_like_a_quantity_or_is_written_with_gaps(
    text: str, found: list[tuple[str, str | None]]
) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("股价跌破10元", Q.UNDER),
        ("营收就超过了3亿元", Q.OVER),
        ("需求约为**109,200块**", Q.ABOUT),
    ],
)
def test_qualifiers_that_end_or_stand_apart(text: str, qualifier: Qualifier) -> None:
    assert only(text).qualifier is qualifier


def test_units_are_read_in_traditional_characters() -> None:
    assert values("種植面積1.15萬公頃，用電3億千瓦時") == [("11500", "公顷"), ("300000000", "千瓦时")]


def test_a_slash_list_shares_its_scale_without_a_unit() -> None:
    assert values("收入分别为217.41/74.43/37.94亿") == [
        ("21741000000", None),
        ("7443000000", None),
        ("3794000000", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "连接两个点的线段",
        "页面宽101bp，",
        "串口以9600 bps传输速率工作",
        "把书房整理了一番",
        "适用于Windows 9x的程序",
        "以0x开头",
        "求解3x + 2y的最小值",
        "参数$1取值，",
        "单元格$A$1中",
        "若$k=3$与$2$相等",
        "安装32位系统的机器",
        "一个64 位的整数",
        "占用一百多兆空间",
        "图片四周的空白",
        "见图 5.1里的曲线",
        "按ISO 8601 日期书写",
        "使用Type 1字体，",
        "新的格式为32位uids",
        "使用16 位（双字节）码",
        "输出(384位) 校验和",
        "每字节压成 8.05 位，",
        "其他任意一个点数",
        "是4的3次幂",
        '等价于"$1"的写法',
        "从3.4 x 10E38开始",
        "参见find(1L)手册",
        "代码91110000100000000X，",
        "输入6位验证码",
        "采用5折交叉验证",
        "长度为1/72 英寸",
        "1. 成为用户 2. cd /usr",
        "在11时25分30秒",
        "从4.9起不再支持",
        "采用24小时制",
        "在第\xa09\xa0章中的第\xa09.3\xa0节",
        "§3.5",
        "自内核版本2.4",
        "这是十分必要的",
        "通过半自动的办法",
        "如box1 %所示",
        "有效。 18 第二章",
        "有效。13这一条",
    ],
)
def test_words_of_other_senses_are_no_units(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("毛利率下降3个点", "3", "%"),
        ("有5个点的提升空间", "5", "%"),
        ("利差45bp，", "45", "‱"),
        ("产量翻了一番", "1", "番"),
        ("现价对应12.3x估值", "12.3", "倍"),
        ("按15x+ PE计算", "15", "倍"),
        ("对应EV/EBITDA为 8x", "8", "倍"),
        ("售价$5", "5", "USD"),
        ("售价$1,200", "1200", "USD"),
        ("来了64位客人", "64", "位"),
        ("8位软件工程师", "8", "位"),
        ("利率为 0.1 或 10%", "0.1", None),
        ("增速为5或10%", "5", "%"),
        ("占全国1/3的人口", "0.3333333333333333333333333333", None),
        ("预算2.5兆元", "2500000000000", "CNY"),
        ("市場規模達2.5兆，", "2500000000000", None),
        ("为期四周", "4", "周"),
        ("历时25分30秒", "30", "秒"),
        ("户均2.3人", "2.3", "人"),
        ("不超过30字符", "30", "字符"),
        ("是十分之一", "0.1", None),
        ("支持率过半", "50", "%"),
        ("yoy35%", "35", "%"),
    ],
)
def test_the_same_words_are_units_where_the_text_speaks_of_it(
    text: str, value: str, unit: str | None
) -> None:
    assert (value, unit) in values(text)


@pytest.mark.parametrize("text", ["另一番景象", "这是万不可省的", "配有1对1客户服务"])
def test_set_phrases_with_measure_words_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize("unit", ["个", "人", "位", "只"])
def test_figures_of_any_size_are_whole_or_not(unit: str) -> None:
    assert only(f"共10E38{unit}，").value == Decimal(10**39)
