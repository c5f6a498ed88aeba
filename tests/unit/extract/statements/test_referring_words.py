"""Subjects that only refer back (公司, 全省, 行业) say what they stand for, or stay as printed."""

from __future__ import annotations

import pytest

from report_etl.extract.statements.names.firms import find_firms, titled_firm
from report_etl.extract.statements.names.nouns import refers_back
from report_etl.extract.statements.names.refer import find_places, find_trades
from tests.statements import read

REPLACED = [
    ("江岭银行2024年年报点评：息差企稳", "全年公司实现营业收入90亿元。", "江岭银行"),
    ("泉溪啤酒：旺季可期", "公司发布2024年一季报：营业收入21亿元。", "泉溪啤酒"),
    ("帆石软件（业绩快评）：云化见效", "公司日前公布年度业绩。本公司净利润为3亿元。", "帆石软件"),
    ("澜东集团控股有限公司全年业绩", "年内，本集团录得收入52亿元。", "澜东集团"),
    ("赛远股份（600999.SH）：订单饱满", "公司核心产品销量为1200台。", "赛远股份核心产品"),
    ("", "蓝川电子股份有限公司（以下简称“公司”）成立于1999年。公司净利润为2亿元。", "蓝川电子"),
    ("江岭银行2024年年报", "报告期末，该行营收800亿元。", "江岭银行"),
    ("【食饮】青泉啤酒2024年报点评：量价齐升", "2024年公司实现营收320亿元。", "青泉啤酒"),
    ("公司点评：青泉啤酒（600777.SH）量价齐升", "前三季度，公司营收320亿元。", "青泉啤酒"),
    ("", "山海股份有限公司（简称“山海股份”或“公司”）成立于1999年。公司净利润为2亿元。", "山海股份"),
    ("", "湖北地处中部。去年，该省加速造林绿化步伐，累计投入资金616亿元。", "湖北"),
    ("", "恒沁科技2024年营收为18亿元。公司当年新开门店412家。", "恒沁科技"),
    ("", "洗地机零售额为130亿元。该品类均价为2600元。", "洗地机"),
    ("", "面板厂友州（2477.TW）9日公告二季报，公司营收134亿元。", "友州"),
    ("", "苹河控股今日公布三季度财报，该公司净利润为9亿元。", "苹河控股"),
    ("", "浙江省委宣传部介绍，全省文化产业增加值达1880亿元。", "浙江文化产业"),
    ("湖南省2023年统计公报", "全省粮食产量3000万吨。", "湖南粮食"),
    ("", "今年绍兴市加快建设，全市用电量达60亿千瓦时。", "绍兴"),
    ("", "石化行业质量改善。1-5月，全行业规模以上企业利润3560亿元。", "石化行业规模以上企业"),
    ("2025年中国轮胎行业报告", "上半年，行业融资总额为21亿元。", "轮胎行业"),
]


@pytest.mark.parametrize(("title", "text", "subject"), REPLACED)
def test_a_word_that_refers_back_is_replaced(title: str, text: str, subject: str) -> None:
    found = read(text, title=title or None)
    last = [*found.percentages, *found.quantities][-1]
    assert (last.subject, "subject" in last.inherited) == (subject, True)


KEPT = [
    ("", "恒沁科技营收为18亿元，山澜科技营收为9亿元。公司新开门店412家。", "公司"),
    ("", "公司净利润为2亿元。", "公司"),  # nobody is named
    ("江岭银行2024年年报点评", "云港银行收入60亿元，公司营业收入90亿元。", "公司"),  # either
    ("", "泉溪酒业发布三季报；山谷酒业营收30亿元，公司净利润2亿元。", "公司"),
    ("江岭银行2024年年报点评", "公司贷款余额为1200亿元。", "公司"),  # loans to firms
    ("澜东股份2024年年报点评", "公司的子公司成立于2010年，公司营收3亿元。", "公司"),
    ("钛白粉：出口回暖", "公司方面，开工率提高。公司营收2亿元。", "公司"),
    ("山峰集团2024年年报", "旗下山峰物流营收100亿元，公司净利润6亿元。", "公司"),
    ("白酒2024年三季报总结", "公司营收21亿元。", "公司"),
    ("稀土永磁：价格回暖", "北山稀土营收320亿元，公司净利润20亿元。", "公司"),
    ("青泉股份2024年年报", "集团营收800亿元。", "集团"),
    ("青泉股份2024年年报", "该行营收800亿元。", "该行"),
    ("青泉股份2024年年报点评", "免责声明：本公司持股比例为3%。", "本公司"),
    ("", "青海省和甘肃省加快建设，全省装机容量达4000万千瓦。", "全省"),
    ("湖南省2023年统计公报", "湖北省粮食增产，全省粮食产量3000万吨。", "全省粮食"),
    ("湖南省2023年统计公报", "湖南省和湖北省粮食增产，全省粮食产量3000万吨。", "全省粮食"),
    ("", "浙江省加快建设，全市用电量达60亿千瓦时。", "全市"),
    ("", "轮胎行业带动橡胶行业，行业利润为6亿元。", "行业"),
    ("", "洗地机销量3万台，扫地机销量9万台。该品类均价为2600元。", "品类"),
    ("", "北岭电子营收30亿元。该产品销量为5万台。", "产品"),
    ("轮胎行业报告", "行业龙头赛远股份的销量为6万条。", "赛远股份"),
]


@pytest.mark.parametrize(("title", "text", "subject"), KEPT)
def test_with_two_candidates_or_none_the_printed_word_stays(title: str, text: str, subject: str) -> None:
    found = read(text, title=title or None)
    assert [*found.percentages, *found.quantities][-1].subject == subject


BARE = [
    ("房地产贷款增长4%。年末不良贷款率1.1%。", "1.1%", "江岭银行"),
    ("公司有织机1200台，其中喷水织机占比超九成，产销率为98%。", "98%", "江岭银行"),
    ("盈利能力：一季度毛利率44.7%。", "44.7%", "江岭银行"),
    ("新能源业务收入8亿元，净利率12%。", "12%", "新能源"),
]


@pytest.mark.parametrize(("text", "printed", "subject"), BARE)
def test_a_measure_that_only_a_firm_has_is_of_the_firm_of_the_report(
    text: str, printed: str, subject: str
) -> None:
    found = read(text, title="江岭银行2024年年报")
    assert [x.subject for x in found.percentages if x.text == printed] == [subject]


def test_each_section_of_a_digest_is_about_the_firm_of_its_heading() -> None:
    headings = ("泉岭股份：订单饱满", "帆石科技：利润承压", "同业动态")
    found = read(
        "公司营收21亿元。",
        "公司净利润3亿元。",
        "公司净利润5亿元。",
        headings=headings,
        title="泉岭股份2024年年报",
    )
    assert [x.subject for x in found.quantities] == ["泉岭股份", "帆石科技", "公司"]


def test_what_a_share_is_a_share_of_is_replaced_too() -> None:
    found = read("浙江省加快建设，全省文化产业增加值达1880亿元，占全省生产总值的5%。")
    assert (found.percentages[0].base, "base" in found.percentages[0].inherited) == ("浙江生产总值", True)


def test_the_firm_of_another_is_not_taken_for_that_of_a_bare_measure() -> None:
    found = read("云港银行资产增长3%。其中贷款占比四成，净利率12%。", title="江岭银行2024年年报")
    assert found.percentages[-1].subject is None


@pytest.mark.parametrize(
    ("subject", "word"),
    [
        ("公司员工", "公司"),
        ("公司债", None),
        ("集团客户", None),
        ("本行贷款", "本行"),
        ("全市小龙虾", "全市"),
        ("全市场", None),
        ("该市场", None),
        ("该省造林面积", "该省"),
        ("行业", "行业"),
        ("行业龙头", None),
        ("全行业企业", "全行业"),
    ],
)
def test_which_subjects_refer_back(subject: str, word: str | None) -> None:
    assert refers_back(subject) == word


def test_a_firm_is_named_by_its_code_or_its_results() -> None:
    assert list(find_firms("苹河科技（002999.SZ）涨停，光州乳业8月20日晚间发布半年报")) == [
        "苹河科技",
        "光州乳业",
    ]
    assert not list(find_firms("上市公司披露年报，统计局发布业绩数据，万里行业发布年报，20家公司公布业绩"))


def test_a_title_names_one_firm_or_none() -> None:
    assert titled_firm(["江岭银行2024年年报", "江岭银行股份有限公司"], [], False) == "江岭银行"
    assert titled_firm(["江岭银行2024年年报", "云港银行2024年年报"], [], False) is None
    assert titled_firm(["泉溪啤酒：旺季可期"], [], False) is None
    assert titled_firm(["泉溪啤酒：旺季可期"], ["泉溪啤酒"], False) == "泉溪啤酒"


def test_places_are_found_by_their_level() -> None:
    text = "浙江省绍兴市与庐江县，上海市和广西，上海证券交易所"
    assert [name for _, name in find_places(text, "省")] == ["浙江"]
    assert [name for _, name in find_places(text, "市")] == ["绍兴", "上海"]
    assert [name for _, name in find_places(text, "区")] == ["广西"]
    assert [name for _, name in find_places(text, "县")] == ["庐江县"]


def test_trades_are_found_by_their_word() -> None:
    found = find_trades("全国石油和化工行业增长，传统行业、整个行业下降，快递行业平稳")
    assert [name for _, name in found] == [
        "石油和化工",
        "快递",
    ]
    assert not find_trades("鞋服、纺织行业，某某食品产业研究院")


def test_who_guesses_is_no_subject() -> None:
    text = "澜东控股今日公布财报，营业利润达到90亿元，略低于11名分析师此前预计的91亿元，但仍增长42%。"
    found = read(text)
    assert [(x.subject, x.measure) for x in found.quantities if x.text in ("90亿元", "91亿元")] == [
        ("澜东控股", "营业利润"),
        ("澜东控股", "分析师此前预计营业利润"),
    ]
    assert found.percentages[-1].subject != "分析师此前预计"


@pytest.mark.parametrize(
    ("text", "subject", "measure"),
    [
        ("海岭航空7月运输旅客634万人次。", "海岭航空", "运输旅客"),
        ("某厂拥有生产线28条，年灌装产能为96亿只。", "某厂", "年灌装产能"),
        ("赤水市2024年出栏生猪20万头。", "赤水市", "出栏生猪"),
        ("我国2024年消费电子出口额30亿元。", "我国消费电子", "出口额"),
    ],
)
def test_what_is_done_in_a_period_is_the_measure_of_who_does_it(
    text: str, subject: str, measure: str
) -> None:
    last = read(text).quantities[-1]
    assert (last.subject, last.measure) == (subject, measure)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("排名第二的是海虹公司，它的市场份额为23.5%。", "海虹公司"),
        ("甲公司居首；海虹公司被排在第三位，它的市场份额为9.7%。", "海虹公司"),
        ("唯一增长的是海虹公司，今年它的手机的发货量比去年增长了84.4%。", "海虹公司的手机"),
        ("增速继续放缓。它的手机的发货量比去年增长了84.4%。", None),
    ],
)
def test_its(text: str, subject: str | None) -> None:
    """它的 is of whom the sentence named before, and of nobody where it named none."""
    assert read(text).percentages[-1].subject == subject
