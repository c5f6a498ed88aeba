"""Inside a sentence: a label, a cause or a part of a whole does not own the figures behind it."""

import pytest

from tests.statements import figures, one, read


@pytest.mark.parametrize(
    "text", ["盈利能力：毛利率为44%。", "量价拆分：销量为51万吨。", "经营表现方面，覆盖率为30%。"]
)
def test_what_is_looked_at_is_not_whom_a_figure_is_about(text: str) -> None:
    assert figures(text)[-1].subject is None


def test_who_speaks_is_not_whom_a_figure_is_about() -> None:
    assert one("分管采购的主任说：库存为30万吨。", "30万吨").subject is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("货运增长2%，快递增长9%，增速比上月放缓3个百分点。", "快递"),
        ("铁路增长2%，增速比上月加快1个百分点；公路下降4%，降幅比上月收窄2个百分点。", "公路"),
    ],
)
def test_a_pace_is_of_the_growth_before_it(text: str, expected: str) -> None:
    assert figures(text)[-1].subject == expected


def test_a_rate_behind_the_share_of_a_part_may_be_that_of_the_whole() -> None:
    found = figures("甲厂共有织机800台，其中喷水织机占比超九成，产销率为98%。")
    assert found[-1].subject is None
    assert one("喷水织机占比超九成，销量为5万台。", "5万台").subject == "喷水织机"


def test_what_a_cause_names_owns_nothing_behind_it() -> None:
    found = figures("毛利率为44%，主因大麦采购均价下降12%；销售费用率为7%。")
    assert [r.subject for r in found[1:]] == ["大麦", None]


@pytest.mark.parametrize(
    ("text", "printed", "subject", "measure"),
    [
        ("某网点单票收入为2.3元。", "2.3元", "某网点", "单票收入"),
        ("度电成本为0.3元。", "0.3元", None, "度电成本"),
        ("人效为30万元。", "30万元", None, "人效"),
    ],
)
def test_per_how_much_belongs_to_the_measure(
    text: str, printed: str, subject: str | None, measure: str
) -> None:
    record = one(text, printed)
    assert (record.subject, record.measure) == (subject, measure)


def test_who_does_something_in_a_period_owns_the_figures_behind_it() -> None:
    found = figures("某造船厂2025年上半年交付散货船12艘，单台售价为2亿元，毛利率为18%。")
    assert {r.subject for r in found} == {"某造船厂"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲校有教材1200种，其中数字教材占比35%，2024年利润总额为6亿元。", None),
        ("截至年末，骑手4.6万人，日均订单量为320单。", None),
        ("大豆播种面积3亿亩，单产130公斤；油菜播种面积1亿亩，单产140公斤。", "油菜"),
        ("供给端，粗铜产量为7亿吨；需求端，表观消费量为6亿吨。", "粗铜"),
    ],
)
def test_a_measure_of_its_own_is_of_the_part_only_where_that_is_sure(text: str, expected: str | None) -> None:
    assert figures(text)[-1].subject == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("其中，新能源重卡销量8万辆；渗透率为13%。", None),
        ("其中，甲航空收入9亿元；客座率为80%。", "甲航空"),
        ("二手房成交量持续回升，8月成交3万套。", "二手房"),
    ],
)
def test_the_next_part_is_of_a_part_before_only_where_that_is_a_firm(text: str, expected: str | None) -> None:
    assert figures(text)[-1].subject == expected


@pytest.mark.parametrize(
    ("text", "subject", "measure"),
    [
        ("甲港3月检疫货物500万吨，吞吐量为900万吨。", "甲港", "检疫货物"),
        ("全国2024年运输旅客500万人次。", "旅客", "运输"),
        ("乙平台2024年注册用户3000万人。", "乙平台", "注册用户"),
        ("国产大豆2023年加工企业300家。", "加工企业", "数量"),
    ],
)
def test_who_does_what_in_a_period_even_with_a_verb_that_no_list_has(
    text: str, subject: str, measure: str
) -> None:
    found = figures(text)
    assert (found[0].subject, found[0].measure) == (subject, measure)
    assert found[-1].subject == subject


def test_what_people_earn_each_is_no_number_of_them() -> None:
    found = figures("人效持续改善，年末员工1.1万人，人均产能为30万元。")
    assert [(r.subject, r.measure) for r in found] == [("员工", "人数"), (None, "人均产能")]


def test_what_is_said_to_grow_owns_the_figure_that_names_nothing() -> None:
    text = "通信业务收入为5亿元，相比之下软件业务收入增势迅猛，达到2亿元。"
    assert figures(text)[-1].subject == "软件"


def test_the_number_of_an_item_is_no_part_of_its_name() -> None:
    assert {r.subject for r in figures("2.血凝胶：销量为3万支，同比增长11%。")} == {"血凝胶"}


def test_season_and_month_before_are_what_growth_is_compared_with() -> None:
    found = figures("甲電子第三季合併營收76億元，季增12%，毛利率57%，營業利益率47%。每股盈餘12元。")
    assert {r.subject for r in found} == {"甲電子"}
    assert found[1].measure == "合併營收環比"
    assert one("產量為5萬片，年增10%。", "10%").measure == "產量同比"


def test_a_cause_of_two_parts_is_no_list_that_figures_wait_for() -> None:
    text = "毛利率为92%；2）费用受益于规模效应及新品节奏有所降低，管理费率/研发费率分别为8.6%/8.7%。"
    assert len(figures(text)) == 3


def test_what_is_told_of_abroad_is_of_abroad_until_the_sentence_ends() -> None:
    found = figures("甲药厂收入100亿元，其中海外收入30亿元，同比增长20%，占比30%。净利润为8亿元。")
    assert [r.subject for r in found] == ["甲药厂", "海外", "海外", "海外", "甲药厂"]
    found = figures("乙类游戏国内收入26亿元，同比增长2%，海外收入18亿元，同比增长13%。")
    assert [r.subject for r in found] == ["乙类游戏国内"] * 2 + ["海外"] * 2


def test_by_how_much_each_changed_goes_to_those_whose_growth_was_just_told() -> None:
    found = figures(
        "甲类、乙类等需求旺盛。茶类销售额增长19%，瓷器销售额增长17%，分别加快0.7个和2.2个百分点。"
    )
    assert [r.subject for r in found[-2:]] == ["茶类", "瓷器"]
    found = figures("甲省产量增长5%，乙省产量增长4%，丙省产量增长1%，分别加快3个和2个百分点。")
    assert [r.subject for r in found[-2:]] == [None, None]


@pytest.mark.parametrize(
    ("text", "printed", "subject"),
    [
        ("水泥价格为320元/吨；2025年上半年有所企稳，同比微涨1.3%。", "1.3%", "水泥"),
        ("内销则延续下行，全年销售额为8.9亿元。", "8.9亿元", "内销"),
        ("2025年上半年牛肉恢复增长，牛肉进口量恢复增长5.8%。", "5.8%", "牛肉"),
        ("出口恢复正增长，增幅为3.2%。", "3.2%", "出口"),
    ],
)
def test_how_a_change_goes_on_is_nobody(text: str, printed: str, subject: str | None) -> None:
    assert one(text, printed).subject == subject


def test_the_size_of_a_market_is_that_of_no_firm() -> None:
    found = figures("某上市企业营业收入为18亿元，毛利率为24%。预计2027年市场规模可达680亿元。")
    assert [r.subject for r in found] == ["某上市企业", "某上市企业", None]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("定制橱柜龙头尚泉家居三季度毛利率为33%。", "尚泉家居"),
        ("头部企业恒沁科技2024年营收为18亿元。", "恒沁科技"),
        ("龙头企业智能家居毛利率为30%。", "龙头企业智能家居"),  # the firms are not called so
    ],
)
def test_a_firm_goes_by_its_name_and_not_by_what_it_is(text: str, subject: str) -> None:
    assert figures(text)[0].subject == subject


def test_the_firm_of_an_example_is_the_one_that_follows() -> None:
    found = figures("以盛塘影业为例，公司2024年营收为98亿元，净利率为6%。")
    assert {r.subject for r in found} == {"盛塘影业"}
    assert figures("以湖北为例，公司营收为98亿元。")[0].subject == "公司"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("浙江依托港口优势占全国的12%。", "浙江"),
        ("江西凭借樟树产业集群占全国的10.9%。", "江西"),
        ("福建冷库占30%，江西借助樟树集群占20%，两省合计50万吨。", "福建冷库、江西"),
        ("进口各类坚果27万吨，同比下降10%。", "坚果"),
        ("各种植户平均收入为3万元。", "各种植户"),
    ],
)
def test_by_what_and_of_how_many_kinds_is_no_part_of_a_name(text: str, subject: str) -> None:
    assert figures(text)[-1].subject == subject


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("某厂公布2024年前三个月销售金额为460亿元，同比去年的542亿元减少15%。", {"某厂"}),
        ("某厂净利润10亿美元，折合人民币差不多72亿元，同比增长约11%。", {"某厂"}),
        ("某厂2025年销售额定为1500亿元。", {"某厂"}),
        ("零售板块表现最好，二季度贡献运营利润44亿美元，同比增长24%。", {"零售板块"}),
        ("某厂1月合约销售金额为30亿元。", {"某厂"}),
        ("甲品牌销量大增，市场份额提升：2024年销量增长5%，市场份额升至12%。", {"甲品牌"}),
        ("甲品牌销量增长，乙品牌销量下降：销量为5万辆。", {None}),
        ("广告收入翻倍，利息收入走弱：利息收入达3亿元。", {None}),
    ],
)
def test_words_around_a_name(sentence: str, told: set[str | None]) -> None:
    """Who publishes, converts or fixes a figure is told without these words, and from what sums it up."""
    found = read(sentence)
    assert {record.subject for record in (*found.percentages, *found.quantities)} == told


def test_a_measure_of_another_paragraph_ends_with_its_figures() -> None:
    """分国家看 goes on about the measure of its section only until figures of another one are told."""
    told = read(
        "2024年签发证件30万份。", "在外侨民合计131万人。", "分国家看，最多的是甲国的41万人。"
    ).quantities
    assert [q.measure for q in told][2] != "签发证件"
