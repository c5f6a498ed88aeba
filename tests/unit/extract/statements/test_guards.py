"""What cannot be right is not loaded: no name rather than a wrong one, a refusal rather than a guess."""

from __future__ import annotations

import pytest

from tests.statements import figures, one, read

LEVELS = [
    # a growth before the level that a change starts from, and the one it leads to
    (
        "2024-2028年复合增长率为7%，前十家窑厂的集中度将由目前的13%提高到21%以上。",
        "21%",
        ("前十家窑厂", "集中度"),
    ),
    # one level told twice
    ("2024年丙产品占比达53.1%，连续两年过半。", "半", ("丙产品", "占比")),
    ("丙产品占比，由上一轮的26%升到51%。", "26%", ("丙产品", "占比")),
]


@pytest.mark.parametrize(("text", "printed", "names"), LEVELS)
def test_the_level_that_is_reached_keeps_its_names(text: str, printed: str, names: tuple[str, str]) -> None:
    record = one(text, printed)
    assert (record.subject, record.measure) == names
    assert record.kind == "share" and record.base is None


GROWTH = [
    ("2023年，两个板块指数分别-19.6%、+13.9%。", [("19.6", "down"), ("13.9", "up")]),
    ("2023年，甲、乙两类产品涨跌幅分别为-0.5%、+1.2%。", [("0.5", "down"), ("1.2", "up")]),
    ("2024年8月该市对美出口-25%。", [("25", "down")]),
    ("2024年营收同比增长-2.5%。", [("2.5", "down")]),
    ("2024年我国5%的经济增速位居前列。", [("5", "up")]),
    ("2024年该板块指数回调20%。", [("20", "down")]),
]


@pytest.mark.parametrize(("text", "expected"), GROWTH)
def test_a_printed_sign_or_a_word_of_growth_makes_a_growth(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = read(text).percentages
    assert [(str(p.value), p.direction) for p in found] == expected
    assert {p.kind for p in found} == {"growth"}


def test_a_negative_rate_keeps_its_sign_and_a_range_of_falls_its_order() -> None:
    rate = one("2024年，公司净利率为-5.3%。", "5.3%")
    assert (rate.kind, str(rate.value)) == ("rate", "-5.3")
    (fall,) = read("2024年产量增速为-3%至-5%。").percentages
    assert (str(fall.low), str(fall.high), fall.direction) == ("3", "5", "down")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024年乙地占比为-5%。", "below zero"),
        ("2024年某业务73%。", "no word says"),
    ],
)
def test_percentages_that_no_word_explains_are_refused(text: str, reason: str) -> None:
    found = read(text)
    assert found.percentages == ()
    assert reason in found.rejects[0].reason


def test_basis_points_are_hundredths_of_a_point() -> None:
    found = read("2024年甲银行净息差收窄12个基点，负债成本率优化25bp至1.90%，不良率较年初上升8BP。")
    assert [(p.text, str(p.value), p.kind, p.direction) for p in found.percentages] == [
        ("12个基点", "0.12", "change_points", "down"),
        ("25bp", "0.25", "change_points", None),
        ("1.90%", "1.90", "rate", None),
        ("8BP", "0.08", "change_points", "up"),
    ]


BASES = [
    ("2024年企业开展在线培训的比例为25.6%。", "25.6%", None),
    ("2024年某行业在线销售占比为25.6%。", "25.6%", None),
    ("2024年乙市生产总值按可比价格计算比上年增长4.1%。", "4.1%", "上年"),
    ("2024年丙市增加值按可比价计算增长4.1%。", "4.1%", None),
    ("库存比上一旬增加12.3万吨，增长6.5%；比年初增加52.6万吨，增长33.1%。", "6.5%", "上一旬"),
    ("库存比上一旬增加12.3万吨，增长6.5%；比年初增加52.6万吨，增长33.1%。", "33.1%", "年初"),
    ("库存比上一旬增加12.3万吨，同比增长6.5%。", "6.5%", None),
    ("库存比上一旬增加12.3万吨，价格上涨6.5%。", "6.5%", None),
    ("零售利润在全行利润中占比56.7%；零售贷款占比在同业中最高，为51%。", "51%", None),
]


@pytest.mark.parametrize(("text", "printed", "base"), BASES)
def test_a_base_is_printed_for_the_figure_or_for_the_amount_of_its_change(
    text: str, printed: str, base: str | None
) -> None:
    assert one(text, printed).base == base


def test_points_of_a_thousandth_are_a_change() -> None:
    change = one("2024年出生率较上年下降0.4个千分点。", "0.4个千分点")
    assert (str(change.value), change.kind, change.direction) == ("0.04", "change_points", "down")


@pytest.mark.parametrize("text", ["乙公司净利润增加1.2亿元至1.5亿元。", "甲品牌市场份额提高2%至35%。"])
def test_a_range_that_may_be_a_change_and_a_level_is_refused(text: str) -> None:
    found = read(text)
    assert (found.percentages, found.quantities) == ((), ())
    assert found.rejects[0].reason == "a range, or a change and the level after it"


def test_a_range_that_is_forecast_is_one() -> None:
    range_ = one("甲公司预计净利润同比增加1.2亿元至1.5亿元。", "1.2亿元至1.5亿元")
    assert (str(range_.low), str(range_.high), range_.forecast) == ("120000000", "150000000", True)


def test_a_change_and_the_level_after_it_have_one_measure() -> None:
    found = read("2024年甲公司库存增加2亿元至11.3亿元。").quantities
    assert [(q.measure, q.direction) for q in found] == [("库存增加", "up"), ("库存", None)]


def test_earnings_per_share_in_a_list_are_money_and_no_multiple() -> None:
    found = read("2025-2027年公司EPS分别为0.51\\0.62\\0.75元，对应PE为20\\18\\15倍。").quantities
    assert [(q.measure, q.unit, q.period) for q in found[:3]] == [
        ("EPS", "元", year) for year in ("2025", "2026", "2027")
    ]
    assert [(str(q.value), q.unit) for q in found[3:]] == [("20", "倍"), ("18", "倍"), ("15", "倍")]


def test_a_figure_before_a_rank_counts_nobody() -> None:
    assert read("浏览器乙8.2位居第三。").quantities == ()
    found = read("Delta份额为3.1%，Bravo 8.2位居末位，份额为2.3%。").percentages
    assert [(p.subject, p.text) for p in found] == [("Delta", "3.1%"), ("Bravo", "2.3%")]


@pytest.mark.parametrize(
    ("text", "printed", "kind"),
    [
        ("2023年失业率年均值为5.1%。", "5.1%", "rate"),
        ("甲企业的回收量近五成。", "五成", "share"),
        ("2024年利润降幅扩大1.1个百分点。", "1.1个百分点", "change_points"),
        ("2024年公司营收超200亿。", "200亿", "money"),
    ],
)
def test_kinds(text: str, printed: str, kind: str) -> None:
    assert one(text, printed).kind == kind


def test_money_without_currency_has_none() -> None:
    record = one("2024年公司总市值超1400亿。", "1400亿")
    assert (record.kind, record.unit, getattr(record, "currency", "")) == ("money", None, None)


def test_a_range_over_zero_is_a_growth_without_direction() -> None:
    (growth,) = read("2024年行业产能增速在-1%-4%之间。").percentages
    assert (str(growth.low), str(growth.high), growth.kind, growth.direction) == ("-1", "4", "growth", None)


@pytest.mark.parametrize(
    ("text", "printed", "kind"),
    [
        ("多年来该业增速比较稳定，维持在9%左右。", "9%", "growth"),
        ("板块明年有望实现30%的收入增长。", "30%", "growth"),
        ("甲企业销量达20万瓶（YoY+59%）。", "+59%", "growth"),
        ("调查用户中有48.4%的用户买过同类产品。", "48.4%", "share"),
        ("前三类合计超过全球市场的95%。", "95%", "share"),
    ],
)
def test_the_nearest_word_tells_what_a_percentage_is(text: str, printed: str, kind: str) -> None:
    assert one(text, printed).kind == kind


def test_one_subject_that_is_several_keeps_its_name() -> None:
    found = figures("两家代表企业2024年研发费用率分别为6.8%和3.1%。")
    assert {record.subject for record in found} == {"两家代表企业"}


@pytest.mark.parametrize(
    ("text", "printed", "direction"),
    [
        ("2024年利润降幅扩大1.1个百分点。", "1.1个百分点", "up"),
        ("2024年利润降幅收窄1.1个百分点。", "1.1个百分点", "down"),
    ],
)
def test_a_fall_may_widen(text: str, printed: str, direction: str) -> None:
    assert one(text, printed).direction == direction


@pytest.mark.parametrize(
    ("text", "printed", "forecast"),
    [
        ("2023年，该厂将单位成本降低了40%以上。", "40%", False),
        ("2024年，公司将研发投入占比提升至12%。", "12%", False),
        ("到2030年，渗透率将进一步提升至60%。", "60%", True),
        ("2024年线上占比达到17.6%预计未来仍有空间。", "17.6%", False),
        ("二期产能5GWh预计2025年投产。", "5GWh", True),
        ("2017年家电规模预计达1.72万亿元，彩电实现了销量同比增长4.6%。", "4.6%", False),
        ("《某省规划》提出，到2025年，全省产能达60万吨。", "60万吨", True),
    ],
)
def test_what_is_still_to_come(text: str, printed: str, forecast: bool) -> None:
    assert one(text, printed).forecast is forecast


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("洗碗机作为新品类，其中作为主力零售额同比增长19.2%。", "19.2%"),
        ("尤其值得注意的是甲地线上参与度同比增长33.2%。", "33.2%"),
        ("规模**：**12,992颗卫星。", "12,992颗"),
    ],
)
def test_words_of_the_sentence_are_no_subject(text: str, printed: str) -> None:
    subject = one(text, printed).subject
    assert subject is None or not any(word in subject for word in ("的是", "**", "其中", "作"))


def test_a_verb_alone_is_no_measure() -> None:
    assert one("2024年外贸实现11.5万亿元。", "11.5万亿元").measure is None


def test_figures_that_share_all_their_names_lose_their_subject() -> None:
    found = figures("2024年，腾远系收入占比分别为76.65%、56.05%、50.62%。")
    assert {(record.subject, record.period) for record in found} == {(None, None)}
    assert all(record.provenance.confidence < 0.7 for record in found)


@pytest.mark.parametrize(
    "text",
    [
        "2024年，甲地渗透率从60%提升至85%。",
        "2024年，甲地出口规模突破25万亿元，达到25.45万亿元。",
    ],
)
def test_a_level_and_the_level_it_reaches_share_their_names(text: str) -> None:
    assert all(record.subject for record in figures(text))


def test_the_named_figure_stays_and_those_that_carry_its_names_on_lose_theirs() -> None:
    first, second = figures("2024年，甲省新增装机277.6GW，同比增长28%，累计达889.6GW。")[::2]
    assert first.subject is not None
    assert second.subject is None


def test_a_ranking_gives_its_measure_to_every_name_of_the_list() -> None:
    found = figures("2024年总资产排名前三的分别是甲证券（8103亿）、乙证券（5377亿）、丙证券（4820亿）。")
    assert [(r.subject, r.measure, r.kind) for r in found] == [
        ("甲证券", "总资产", "money"),
        ("乙证券", "总资产", "money"),
        ("丙证券", "总资产", "money"),
    ]
    grown = figures("2024年归母净利润增幅前二的子行业分别为电池(+36.0%)、核电(+13.8%)。")
    assert [(r.subject, r.kind) for r in grown] == [("电池", "growth"), ("核电", "growth")]


def test_a_change_without_unit_counts_what_the_level_counts() -> None:
    change = one("截至2024年6月，我国网民规模达10.67亿，较2023年12月增长3549万。", "3549万")
    assert (change.measure, str(change.value)) == ("网民规模增长", "35490000")


def test_a_number_of_nothing_is_claimed_by_nobody() -> None:
    found = read("排名跨过42关口。")
    assert not found.quantities
    assert not any(claim.rule == "statement/number" for claim in found.claims)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("2024年渗透率为82.7%，增长率分别为 - 、0.85%、0.12%。", "0.85%"),
        ("2024年净息差为1.54%，低于同业平均值1.55%。", "1.55%"),
        ("2024年充足率为8.2%，高于7.5%的监管底线。", "7.5%"),
        ("2024年利用率回到72%，较满载水平仍有近三成落差。", "三成"),
    ],
)
def test_a_percentage_with_two_readings_is_refused(text: str, raw: str) -> None:
    found = read(text)
    assert raw in [reject.raw for reject in found.rejects]
    assert raw not in [p.text for p in found.percentages]


def test_a_spread_is_a_rate() -> None:
    assert one("2024年甲银行净息差为1.54%。", "1.54%").kind == "rate"


def test_a_rate_of_zero_is_no_count() -> None:
    found = read("甲公司研发支出资本化率为零。")
    assert ([reject.raw for reject in found.rejects], found.quantities) == (["零"], ())


def test_amounts_in_words_of_a_hundred_thousand_are_no_words() -> None:
    assert [str(r.value) for r in figures("公司客户数量超过十万家，另有十家分店。")] == ["100000"]


def test_the_size_that_tells_what_is_counted_is_no_amount() -> None:
    assert [r.text for r in figures("2024年融资12起，其中单笔过亿元的有4起。")] == ["12起", "4起"]


@pytest.mark.parametrize(
    "text",
    [
        "设置完成。 第三章 文档元素 28",
        "安装 19",
        "用户指南 24",
        "如果此参数大于1，程序将写出日志。",
        "若间距为3，则不加入。",
        "高度与宽度均为零。",
        "销售金额五万元以上不满二十万元的，从重处罚。",
        "由市场监管部门处以五万元以上五十万元以下的罚款。",
    ],
)
def test_bare_numbers_of_no_measure_and_limits_are_no_statements(text: str) -> None:
    assert figures(text) == []


def test_a_bare_number_with_a_measure_stays() -> None:
    assert (
        one("2024年制造业景气指数为50.1。", "50.1").measure,
        one("甲应用日活用户超过300。", "300").unit,
    ) == (
        "景气指数",
        "人",
    )


def test_what_passes_the_half_is_named_without_its_verb() -> None:
    found = one("2024年甲品牌占全市场的过半数。", "半数")
    assert (found.text, found.value, found.qualifier) == ("过半数", 50, "over")


@pytest.mark.parametrize(
    "text",
    ["2024年甲电池销量约28", "2024年甲茶叶内销额3341亿", "2024年甲商品出口额2.15 万 亿 元，同比增长16.8%。"],
)
def test_a_figure_that_may_go_on_is_refused(text: str) -> None:
    assert [f.text for f in figures(text) if f.text != "16.8%"] == []


def test_words_beyond_a_gap_tell_nothing_of_a_figure() -> None:
    assert figures("乙省          1765       51.3%          期间年均新增装机占比有望提高。") == []
