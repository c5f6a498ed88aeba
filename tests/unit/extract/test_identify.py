"""A report says who it is in many ways."""

from __future__ import annotations

from decimal import Decimal

import pytest

from report_etl.catalog import Catalog, PublisherSpec, load_catalog
from report_etl.extract import extract_document
from report_etl.extract.blocks import find_blocks
from report_etl.extract.front import compact
from report_etl.extract.identify import identify
from report_etl.extract.reflow import reflow
from report_etl.extract.report_title import forecast_period, industry_of
from report_etl.models import Document
from report_etl.records import ReportInfo
from tests.wrapping import by_words, document, printed

SPEC = PublisherSpec("guanchao", ("观潮智库", "观潮研究"), ("guanchao.example",))
PREVIEW = """一、报告简介
观潮研究发布的《中国预制菜行业现状调研与发展前景报告（2025-2031年）》涵盖供给、渠道与消费三条主线。
官网地址：http://www.guanchao.example/bg/202506/88123.html
报告价格：电子版: 7000元    纸质版：7200元    电子和纸质版: 7600
订购电话: 400-111-2222 010-33334444
电子邮箱: sale@guanchao.example
二、正文
预制菜是以农产品为原料的预包装成品。"""


def info(source: str | Document, catalog: Catalog | None = None) -> ReportInfo:
    found = document(source) if isinstance(source, str) else source
    flow = reflow(found)
    catalog = catalog or Catalog()
    return identify(flow, find_blocks(flow, catalog), catalog)[0]


def test_a_preview_of_a_declared_publisher() -> None:
    found = info(PREVIEW, Catalog(publishers=(SPEC,)))
    assert found.title == "中国预制菜行业现状调研与发展前景报告（2025-2031年）"
    assert (found.publisher, found.industry) == ("观潮智库", "预制菜")
    assert (found.forecast_start, found.forecast_end) == (2025, 2031)
    assert (found.report_number, found.published) == ("88123", "2025-06")
    assert [(p.edition, str(p.amount), p.currency) for p in found.prices] == [
        ("电子版", "7000", "CNY"),
        ("纸质版", "7200", "CNY"),
        ("电子和纸质版", "7600", "CNY"),
    ]
    assert found.phones == ["400-111-2222", "010-33334444"]
    assert found.emails == ["sale@guanchao.example"]


def test_the_same_preview_of_nobody_we_know() -> None:
    found = info(PREVIEW)
    assert (found.publisher, found.report_number) == ("观潮研究", "88123")


def test_the_day_in_an_address_is_no_number() -> None:
    text = "中国海藻养殖行业研究报告\n报告网址：http://www.guanchao.example/bg/20251016.html\n正文一句。"
    assert (info(text).report_number, info(text).published) == (None, "2025-10-16")


def test_the_heading_above_an_introduction_is_no_part_of_the_publisher() -> None:
    assert info(PREVIEW.replace("一、报告简介", "报告简介")).publisher == "观潮研究"


def test_a_title_may_end_with_its_edition() -> None:
    found = info("中国造纸产业白皮书（2025年版）\n文件编号：ZZ-2025-07\n正文一句。")
    assert (found.title, found.report_number) == ("中国造纸产业白皮书（2025年版）", "ZZ-2025-07")


def test_a_wrapped_address_is_whole() -> None:
    lines = [line for text in PREVIEW.split("\n") for line in by_words(text, 20)]
    assert info("\n".join(lines)).url == "http://www.guanchao.example/bg/202506/88123.html"


def test_a_cover_with_labels() -> None:
    found = info(
        "2025-2030年中国氢燃料电池产业调研报告\n编制单位：远山产业研究院　报告编号：YS-2025-07\n"
        "出版日期：2025年3月18日\n价格：PDF版 ￥9,800 / 英文版 USD 3,200\n咨询热线：0571-8888-9999\n"
        "正文从这里开始。"
    )
    assert found.publisher == "远山产业研究院"
    assert (found.report_number, found.published) == ("YS-2025-07", "2025-03-18")
    assert [(p.edition, p.currency) for p in found.prices] == [("PDF版", "CNY"), ("英文版", "USD")]
    assert (found.phones, found.industry) == (["0571-8888-9999"], "氢燃料电池")


def test_the_largest_line_of_the_cover_is_the_title() -> None:
    found = info(
        printed(
            [
                ("远山研究 中国储能市场年度报告", 50, 30, 8),
                ("中国储能市场深度分析与投资", 80, 120, 22),
                ("机会报告（2026-2032）", 80, 150, 22),
                ("远山研究 | 2025年11月 | www.ys.example/cn/2025", 80, 200, 10),
            ]
        )
    )
    assert found.title == "中国储能市场深度分析与投资机会报告（2026-2032）"
    assert (found.published, found.url) == ("2025-11", "www.ys.example/cn/2025")


@pytest.mark.parametrize("lines", ["发布时间：2023年2月29日", "发布时间：2023年2月29日\n2023年2月29日"])
def test_a_day_that_no_calendar_has_is_no_date(lines: str) -> None:
    assert info(f"中国海藻养殖行业研究报告\n{lines}\n正文一句。").published is None


def test_the_dates_of_a_table_are_not_that_of_the_report() -> None:
    text = "中国海藻养殖行业研究报告\n发布时间\n2023年5月\n2024年3月\n文件名称\n正文一句。"
    assert info(text).published is None
    assert info("中国海藻养殖行业研究报告\n2024年3月\n正文一句。").published == "2024-03"


def test_who_compiles_the_sources_publishes() -> None:
    text = "正文一句。\n资料来源：统计局，海桥研究所整理\n正文一句。\n数据来源：协会，海桥研究所测算（LM）"
    assert info(text).publisher == "海桥研究所"
    assert info("正文一句。\n资料来源：统计局").publisher is None


@pytest.mark.parametrize(
    ("lines", "title", "publisher"),
    [
        ("2024年全国茶叶经济统计公报\n国家茶业数据中心", "2024年全国茶叶经济统计公报", "国家茶业数据中心"),
        ("中国茶叶产业监测年报（2023—2024）\n山岚资讯", "中国茶叶产业监测年报（2023—2024）", "山岚资讯"),
        ("2025年中国茶饮行业概览：\n山岚观察", "2025年中国茶饮行业概览", "山岚观察"),
    ],
)
def test_a_report_need_not_be_called_one(lines: str, title: str, publisher: str) -> None:
    found = info(f"{lines}\n2024年，茶园面积稳步扩大。")
    assert (found.title, found.publisher) == (title, publisher)


def test_a_release_on_one_period_is_called_by_it() -> None:
    found = info("2025年一季度某省粮食购销情况（来源：某局 2025年4月17日发布）\n\n收购进度加快。")
    assert (found.title, found.published) == ("2025年一季度某省粮食购销情况", "2025-04-17")
    assert industry_of("2026年1—3月份全国水泥行业运行情况") == "水泥"
    assert info("2025年我国粮食购销情况如何？\n\n收购进度加快。").title is None


def test_the_mark_of_a_footnote_is_no_part_of_the_title() -> None:
    assert (
        info("某市2024年国民经济和社会发展统计公报[1]\n\n正文如下。").title
        == "某市2024年国民经济和社会发展统计公报"
    )


def test_a_line_much_larger_than_the_text_is_the_title() -> None:
    page = [
        ("公司点评 东麓证券研究所", 50, 30, 8),
        ("山岚茶业（600000.SH）三季报点评：量价", 50, 80, 18),
        ("齐升，毛利回暖", 50, 104, 18),
        *(
            (f"公司前三季度营业收入保持增长，第{n}段讲述渠道与产品的变化。", 50, 140 + 14 * n, 9)
            for n in range(9)
        ),
    ]
    found = info(printed(page))
    assert found.title == "山岚茶业（600000.SH）三季报点评：量价齐升，毛利回暖"
    assert (found.publisher, found.industry) == ("东麓证券研究所", None)


@pytest.mark.parametrize(
    ("above", "title"),
    [("证券研究报告 | 行业深度 | 食品", "茶饮：降本驱动门店扩张，县城打开第二曲线"), ("山岚食品导刊", None)],
)
def test_a_note_is_titled_by_what_it_found(above: str, title: str | None) -> None:
    page = [
        (above, 50, 30, 8),
        ("茶饮：降本驱动门店扩", 50, 80, 18),
        ("张，县城打开第二曲线", 50, 104, 18),
        *((f"现制茶饮门店保持增长，第{n}段讲述渠道与产品的变化。", 50, 140 + 14 * n, 9) for n in range(9)),
        ("资料来源：窄门网，东麓证券研究所", 50, 300, 9),
        ("资料来源：万象，东麓证券研究所（股价截至2025年6月20日，甲厂单位为美元）", 50, 330, 9),
    ]
    found = info(printed(page))
    assert (found.title, found.publisher) == (title, "东麓证券")


def test_a_firm_publishes_its_own_report() -> None:
    found = info("山岚茶业股份有限公司2024年年度报告摘要\n\n第一节 重要提示\n正文一句。")
    assert found.publisher == "山岚茶业股份有限公司"
    assert info("山岚茶业股份有限公司投资价值研究报告\n\n正文一句。").publisher is None


def test_labels_without_a_colon_are_rows_of_pairs() -> None:
    found = info("中国茶叶市场研究报告\n出品单位 山岚智库\n报告编号 SL2025-03\n正文一句。")
    assert (found.publisher, found.report_number) == ("山岚智库", "SL2025-03")
    assert info("中国茶叶市场研究报告\n发布时间 文件名称 发布单位 重点内容\n正文一句。").publisher is None


def test_a_number_may_be_written_like_that_of_a_document() -> None:
    assert (
        info("中国茶叶市场研究报告\n编号：SL〔2025〕第 12 号\n正文一句。").report_number == "SL〔2025〕第12号"
    )


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("山岚咨询 ｜ 报告编号：SL-TEA-0825 ｜ 在线阅读：https://www.shanlan.example/t", "SL-TEA-0825"),
        ("山岚研究院 2025 年 12 月 报告编号：SL20251208", "SL20251208"),
        ("山岚咨询 编号SL-WTE-2025 中文版¥12,000元 英文版¥16,800元", "SL-WTE-2025"),
        ("网址：www.shanlan.example/baogao/4391.html", "4391"),
        ("网址：www.shanlan.example/baogao/2025.html", None),
    ],
)
def test_a_number_stands_amid_a_line_of_the_cover_or_names_the_page(line: str, number: str | None) -> None:
    assert info(f"中国茶叶市场研究报告\n{line}\n一、概况\n正文一句。").report_number == number


@pytest.mark.parametrize(
    ("line", "editions"),
    [
        ("电子报告：6000 元；纸质报告：6500 元", [("电子报告", "6000"), ("纸质报告", "6500")]),
        ("完整版定价：5600元 商务合作：0571-87000000", [("完整版", "5600")]),
    ],
)
def test_copies_have_many_names(line: str, editions: list[tuple[str, str]]) -> None:
    found = info(f"2025年中国茶叶行业图谱\n发布方：山岚中心 | 2025年5月\n{line}\n一、概况\n正文一句。")
    assert [(price.edition, str(price.amount)) for price in found.prices] == editions
    assert (found.title, found.publisher) == ("2025年中国茶叶行业图谱", "山岚中心")


@pytest.mark.parametrize("edition", ["电子版", "会员版"])
def test_one_edition_behind_a_colon_is_a_price(edition: str) -> None:
    found = info(
        f"中国茶叶市场研究报告\n山岚中心编制 {edition}：4800元 电话：0571-8700-0000\n一、概况\n正文一句。"
    )
    assert [(price.edition, str(price.amount)) for price in found.prices] == [(edition, "4800")]


@pytest.mark.parametrize(
    ("title", "industry"),
    [
        ("茶叶行业深度报告：产区下沉，龙头提速", "茶叶"),
        ("中国茶叶产业运行数据手册（2025年版）", "茶叶"),
    ],
)
def test_titles_with_what_they_say_and_of_handbooks(title: str, industry: str) -> None:
    found = info(f"{title}\n山岚产业信息网｜2025年9月\n一、概况\n正文一句。")
    assert (found.title, found.industry, found.publisher) == (title, industry, "山岚产业信息网")


def test_nothing_is_invented() -> None:
    found = info("今天天气很好，适合出门散步。")
    assert found == ReportInfo()


def test_a_price_in_ten_thousands() -> None:
    found = info("某行业研究报告\n售价：电子版 1.2万元\n正文一句。")
    assert [price.amount for price in found.prices] == [Decimal(12000)]


def test_prices_before_their_editions() -> None:
    found = info("某行业研究报告\n报告价格：8200元（电子版）、8500元（纸介版）\n正文一句。")
    assert [(p.edition, str(p.amount)) for p in found.prices] == [("电子版", "8200"), ("纸介版", "8500")]


def test_prices_in_a_list_without_that_word() -> None:
    found = info("某行业研究报告\n电子版\n人民币9,000元\n英文版\n2，100美元\n一、市场\n产品的价格上涨。")
    assert [(p.edition, str(p.amount), p.currency) for p in found.prices] == [
        ("电子版", "9000", "CNY"),
        ("英文版", "2100", "USD"),
    ]


def test_one_edition_alone_in_its_line_is_a_price() -> None:
    found = info("中国茶叶市场研究报告\n电子版 4800元\n一、概况\n正文一句。")
    assert [(price.edition, str(price.amount)) for price in found.prices] == [("电子版", "4800")]
    assert info("中国茶叶市场研究报告\n一、概况\n纸质版 3000元的教材卖得更好。").prices == []


def test_one_edition_with_an_amount_is_no_list_of_prices() -> None:
    assert info("某行业研究报告\n2024年出版 3000元的教材。").prices == []


def test_a_title_goes_on_until_its_bracket_is_closed() -> None:
    assert info("中国造纸产业白皮书（2025\n年度）\n正文一句。").title == "中国造纸产业白皮书（2025年度）"
    found = info("中国造纸行业供需调查（202\n5-2030）\n正文一句。")
    assert (found.title, found.industry, found.forecast_end) == (
        "中国造纸行业供需调查（2025-2030）",
        "造纸",
        2030,
    )


def test_a_running_header_is_the_title() -> None:
    pages = "\f".join(
        f"2025年中国造纸产业洞察报告\n第{n}部分的正文一句，写得很长。\n— {n} —" for n in (1, 2, 3)
    )
    assert info(pages).title == "2025年中国造纸产业洞察报告"


def test_a_date_in_chinese_numerals_on_the_cover() -> None:
    assert info("中国造纸产业白皮书\n某某研究院\n二〇二五年三月\n正文一句。").published == "2025-03"


def test_who_says_that_they_made_the_report_publishes_it() -> None:
    text = (
        "2025年造纸行业点评报告\n正文一句。\n重要声明：本报告由青崖证券股份有限公司研究所制作，仅供客户使用。"
    )
    assert info(text).publisher == "青崖证券"
    text = "2025年造纸产业白皮书\n正文一句。\n本白皮书由青崖造纸行业协会组织会员单位编写，梳理了主要政策。"
    assert info(text).publisher == "青崖造纸行业协会"


def test_editions_are_named_as_printed() -> None:
    text = (
        "某行业研究报告\n价　格：纸介版：7000元 电子版：7000元 纸介+电子：7200元 两个版本 7500元\n正文一句。"
    )
    assert [price.edition for price in info(text).prices] == ["纸介版", "电子版", "纸介+电子", "两个版本"]


@pytest.mark.parametrize(
    ("title", "industry"),
    [
        ("2024年全国茶叶经济统计公报", "茶叶"),
        ("山岚茶业股份有限公司2024年年度报告摘要", None),
        ("中国微短剧行业发展报告（2025-2030）", "微短剧"),
        ("2025-2030年中国氢能产业前景预测报告", "氢能"),
        ("全球及中国半导体材料市场研究报告", "半导体材料"),
        ("我国低空经济发展白皮书（2025年）", "低空经济"),
        ("中国AI Agent行业研究报告", "AI Agent"),
        ("2023年年度报告", None),
        ("2025台灣自行車產業回顧與展望", "自行車"),
    ],
)
def test_industry(title: str, industry: str | None) -> None:
    assert industry_of(title) == industry


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("报告（2025-2032）", (2025, 2032)),
        ("2024—2029年中国市场报告", (2024, 2029)),
        ("中国市场报告（2024―2029年）", (2024, 2029)),
        ("年度报告（2025）", None),
        ("2032-2025年报告", None),
    ],
)
def test_forecast_period(title: str, period: tuple[int, int] | None) -> None:
    assert forecast_period(title) == period


def test_compact_keeps_the_space_between_latin_words() -> None:
    assert compact(" 中国 AI  Agent 行业\n报告 ") == "中国AI Agent行业报告"


@pytest.mark.parametrize("label", ["编制单位", "出版"])
def test_the_line_above_the_metadata_is_the_title_whatever_it_is_called(label: str) -> None:
    found = info(f"中国潮汐能发电年度观察与展望\n{label}：观潮研究\n\n一、概况\n潮汐能是可再生能源。")
    assert (found.title, found.publisher) == ("中国潮汐能发电年度观察与展望", "观潮研究")


def test_a_heading_above_metadata_is_no_title() -> None:
    assert info("一、报告的简介与价格\n价格：电子版 6800元\n本报告内容如下。").title is None


def test_a_declared_publisher_without_its_address_is_called_as_it_is_printed() -> None:
    found = info("预制菜产量持续上升。\n数据来源：观潮研究整理\n", Catalog(publishers=(SPEC,)))
    assert found.publisher == "观潮研究"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("#2026年中国低空物流行业研究报告\n\n正文如下。", "2026年中国低空物流行业研究报告"),
        ("##低空物流市场概览\n\n正文如下。", None),
        ("-1M、3M绝对升幅分别为1%、4%财务摘要\n\n正文如下。", None),
    ],
)
def test_a_title_in_markdown(text: str, title: str | None) -> None:
    assert info(text).title == title


def test_news_of_a_report_is_not_that_report() -> None:
    found = info("某中心发布《2025年低空物流发展统计报告》，显示用户规模达3.2亿人，普及率达35.6%。\n其余略。")
    assert found.title is None


def test_of_several_houses_the_first_is_the_publisher() -> None:
    text = "2024年江苏省水泵统计公报\n\n江苏省水利厅 江苏省统计局\n\n2025年9月18日\n正文一句。"
    assert info(text).publisher == "江苏省水利厅"


def test_a_heading_of_the_cover_is_no_title_and_a_title_no_publisher() -> None:
    assert info("2. 核心摘要\n低空物流订单增长较快。").title is None
    found = info("低空物流合规研究报告\n低空物流合规研究\n订单增长较快。")
    assert found.title == "低空物流合规研究报告"
    assert info("先进封装产业链研究\n编号：XJ-1\n订单增长较快。").publisher is None


def test_a_house_named_in_a_sentence_is_no_publisher() -> None:
    assert info("浏览器份额变化\n摘要： 根据市场研究公司 NetCount 的数据，首位易主。").publisher is None


def test_a_kind_of_study_is_no_publisher() -> None:
    assert info("行业深度研究\n低空物流订单增长较快。").publisher is None


def test_a_report_that_is_cited_is_not_this_one() -> None:
    text = "乙研究院发布的《2024-2029年中国造纸行业趋势分析报告》显示，到2023年底，国内产能已达到120.5GW。"
    assert info(text).title is None


def test_the_number_of_an_announcement_stands_behind_its_code() -> None:
    found = info(
        "证券代码：699001 证券简称：远山材料 公告编号：2023-104\n远山材料股份有限公司2022年年度报告摘要"
    )
    assert found.report_number == "2023-104"


def test_a_federation_publishes() -> None:
    found = info("2024年3月叉车行业产销运行情况\n东方叉车工业联合会  2024年4月12日  第4期\n3月销量回升。")
    assert found.publisher == "东方叉车工业联合会"


def test_an_edition_may_be_the_whole_set() -> None:
    found = info("报告价格\n电子版：￥5100元 精装版：￥5300元 全套：￥5900元")
    assert [(price.edition, int(price.amount)) for price in found.prices] == [
        ("电子版", 5100),
        ("精装版", 5300),
        ("全套", 5900),
    ]


def test_the_years_below_a_title_are_its_own() -> None:
    lines = [
        ("东方叉车行业竞争格局研究报告", 50.0, 80.0, 24.0),
        ("（2024-2028年）", 50.0, 120.0, 11.0),
        ("www.dong-ﬁn.example/r/a12", 50.0, 150.0, 11.0),
        ("2024年叉车销量为128万台，同比增长9%。", 50.0, 180.0, 11.0),
    ]
    found = info(printed(lines))
    assert found.title == "东方叉车行业竞争格局研究报告（2024-2028年）"
    assert (found.forecast_start, found.forecast_end) == (2024, 2028)
    assert found.url == "www.dong-fin.example/r/a12"


def test_the_day_of_an_article_stands_with_its_source_or_time() -> None:
    text = "造纸业前三季度增长平稳\n文章来源：某某时报  2019-10-26 11:14:06\n正文一句。"
    assert info(text).published == "2019-10-26"
    assert info("造纸业\n协会于2019年10月26日举行会议，来源多样。\n正文一句。").published is None


def test_a_number_between_bars_needs_no_colon() -> None:
    found = info(
        "东方叉车行业竞争格局研究报告\n东方研究院 ｜ 报告编号 DF-2023-A071 ｜ 2023年6月5日\n叉车销量回升。"
    )
    assert (found.report_number, found.published) == ("DF-2023-A071", "2023-06-05")


def test_a_whole_set_stands_in_a_list_without_the_word_for_price() -> None:
    found = info(
        "东方叉车行业竞争格局研究报告\n电子版：￥5100元 印刷版：￥5300元 全套：￥5900元\n叉车销量回升。"
    )
    assert [price.edition for price in found.prices] == ["电子版", "印刷版", "全套"]


@pytest.mark.parametrize("period", ["2025Q2", "2024年第三季度", "2025年上半年"])
def test_a_line_with_研判_is_a_title_when_a_period_follows(period: str) -> None:
    found = info(f"中国潮汐能市场跟踪与形势研判（{period}）\n2025年7月9日\n\n潮汐能是可再生能源。")
    assert (found.title, found.industry) == (f"中国潮汐能市场跟踪与形势研判（{period}）", "潮汐能")
    assert info("潮汐能市场与形势研判\n潮汐能是可再生能源。").title is None


def test_the_short_name_of_a_house_counts_for_its_whole_name() -> None:
    text = "潮汐能是可再生能源。\n" + "".join(
        f"表{i} 装机\n年份 装机（万千瓦）\n2023年 12\n2024年 15\n资料来源：{source}\n\n"
        for i, source in enumerate(
            ["海川产业研究", "企业年报，海川产业研究", "某协会，海川整理", "公告，海川整理"], 1
        )
    )
    assert info(text).publisher is None  # two characters are no name
    assert info(text.replace("海川", "海川明见")).publisher == "海川明见产业研究"


def test_an_address_in_a_table_is_not_that_of_the_report() -> None:
    rows = ["法规名称 | 发布机关 | 网址", "--- | --- | ---"]
    rows += [f"{name}办法 | 某部 | www.moubu.example/a/{i}" for i, name in enumerate("甲乙")]
    table = "\n".join(["", "一、法规", "表1 法规清单", *rows, "", "潮汐能是可再生能源。"])
    for imprint, url in (("", None), ("www.gc.example/c/3\n", "www.gc.example/c/3")):
        found = extract_document(document(f"潮汐能产业研究报告\n{imprint}{table}"), load_catalog())
        assert (len(found.tables), found.report.url) == (1, url)


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("报告编号\nQT-R-2025071", "QT-R-2025071"),
        ("报告编号\n2025-07-01", None),
        ("编号\nA001", None),
        ("报告编号\n分析师QT-R-2025071", None),
    ],
)
def test_a_number_may_stand_below_its_label(lines: str, number: str | None) -> None:
    """As in a panel beside the text; 编号 alone may head a column, and a date is no number."""
    text = f"造船行业专题报告\n行业评级\n看好\n{lines}\n一、概况\n正文一句。"
    assert info(text).report_number == number


def test_the_day_behind_who_wrote_it_is_that_of_publication() -> None:
    """A line of the front that is a body and a full day, and nothing else."""
    assert info("海藻行业点评\n海桥证券研究 2024-08-17\n二季度销量增长5%。").published == "2024-08-17"
    assert info("海藻行业点评\n海桥公司成立于 2014-08-17\n二季度销量增长5%。").published is None
    assert info("海藻行业点评\n数据截至 2024-08-17\n二季度销量增长5%。").published is None


@pytest.mark.parametrize(
    ("title", "house", "industry"),
    [
        ("叉车产业观察2025", "海川智库", "叉车"),
        ("叉车产业地图（2025版）", "海川前沿工作室", "叉车"),
        ("叉车产业跟踪与样本公司年报摘要（2025年第3期）", "海川产业研究所", "叉车"),
        ("叉车行业季度简报（2025年三季度）", "海川研究中心编", "叉车"),
    ],
)
def test_what_appears_from_time_to_time_stands_above_its_house(title: str, house: str, industry: str) -> None:
    found = info(f"{title}\n{house}\n\n1. 市场\n叉车销量回升。")
    assert (found.title, found.publisher, found.industry) == (title, house.removesuffix("编"), industry)


def test_a_first_line_above_no_house_or_of_no_series_is_no_title() -> None:
    assert info("叉车产业观察2025\n叉车销量回升。").title is None
    assert info("叉车协会与某地签约\n海川资讯\n叉车销量回升。").title is None
    assert info("").title is None


def test_labels_in_brackets() -> None:
    found = info(
        "中国制冰行业研究报告\n【报告编号】SL-9021\u2003【出版日期】2025年8月16日\u2003【出版机构】山岚研究中心\n"
        "【订阅电话】010-5800-0000\u2003【邮箱】sale@shanlan.example\n正文一句。"
    )
    assert (found.report_number, found.published, found.publisher) == (
        "SL-9021",
        "2025-08-16",
        "山岚研究中心",
    )
    assert (found.phones, found.emails) == (["010-5800-0000"], ["sale@shanlan.example"])


def test_a_house_is_called_by_its_whole_name_where_sources_shorten_it() -> None:
    sources = "数据来源：公开资料，山岚咨询整理\n正文一句。\n资料来源：山岚咨询整理\n正文一句。"
    front = "中国制冰行业研究报告\n{}\n2025年7月\n正文一句。\n"
    assert info(front.format("山岚信息咨询有限公司") + sources).publisher == "山岚信息咨询有限公司"
    assert info(front.format("远岫信息咨询有限公司") + sources).publisher == "山岚咨询"


def test_a_study_of_some_years_is_a_report_with_the_day_behind_its_label() -> None:
    found = info(
        "中国制冰行业竞争格局与趋势研究（2025-2030年）\n来源：山岚研究院\n时间：2025年8月20日\n\n正文一句。"
    )
    assert (found.industry, found.forecast_end, found.published) == ("制冰", 2030, "2025-08-20")


def test_an_address_goes_on_in_the_next_line_and_its_hyphens_break_no_line() -> None:
    lines = [
        ("中国茶饮产业研究报告", 40, 40, 16),
        ("查阅网址：https://www.hai‑chuan.example/reports/te-3306.ht", 40, 70, 9),
        ("ml", 40, 84, 9),
        ("文档号：HC‑2025‑02", 40, 98, 9),
        *(
            (f"第{n}段讲述茶饮门店的渠道与产品的变化，样本企业的数量持续上", 40, 140 + 14 * n, 9)
            for n in range(12)
        ),
    ]
    found = info(printed(lines))
    assert found.url == "https://www.hai-chuan.example/reports/te-3306.html"
    assert found.report_number == "HC-2025-02"


def test_editions_of_any_name_stand_among_those_of_usual_names() -> None:
    text = "中国茶饮产业研究报告\n报告价格：电子版：9000元 纸介版：9000元 两版合订：9500元\n正文一句。"
    assert [price.edition for price in info(text).prices] == ["电子版", "纸介版", "两版合订"]


@pytest.mark.parametrize(
    ("line", "publisher", "published"),
    [
        ("海川研究院 2025年7月", "海川研究院", "2025-07"),
        ("（2025年3月25日）", None, "2025-03-25"),
        ("证券研究报告 | 行业深度 2025年05月19日", None, "2025-05-19"),
        ("-山岚保险编写-", "山岚保险", None),
        ("茶业评论 2025年第5期", "茶业评论", None),
        ("《茶业评论》总第31期", "茶业评论", None),
        ("公司研究 | 茶饮", None, None),
        ("专家编写", None, None),
    ],
)
def test_who_and_when_alone_in_a_line(line: str, publisher: str | None, published: str | None) -> None:
    found = info(f"中国茶饮产业研究报告\n{line}\n正文一句。")
    assert (found.publisher, found.published) == (publisher, published)


def test_a_periodical_stands_below_its_article() -> None:
    found = info("茶饮供应链行业观察\n茶业评论 2025年第5期\n\n正文一句。")
    assert (found.title, found.publisher) == ("茶饮供应链行业观察", "茶业评论")


def test_who_edits_and_compiles_the_sources_is_named_without_that() -> None:
    text = "正文一句。\n来源：统计局，海桥研究所编辑整理\n正文一句。\n来源：海桥研究所预测"
    assert info(text).publisher == "海桥研究所"


def test_the_office_of_a_broker_is_named_where_the_head_of_a_page_does() -> None:
    page = "行业深度 | 茶饮 海川证券研究所\n第{}部分的正文一句。\n资料来源：窄门网，海川证券研究所\n— {} —"
    assert info("\f".join(page.format(n, n) for n in (1, 2, 3))).publisher == "海川证券研究所"


def test_a_note_on_an_industry_is_on_what_stands_before_the_colon() -> None:
    title = "茶饮：降本驱动门店扩张，县城打开第二曲线"
    assert industry_of(title, ["证券研究报告", "行业深度"]) == "茶饮"
    assert industry_of(title, ["公司点评"]) is None
    assert industry_of("茶城统计年鉴2025") is None
    assert industry_of("中国茶业统计年鉴2025") == "茶业"


def test_what_a_consulting_house_did_for_a_source_is_no_part_of_its_name() -> None:
    text = "正文一句。\n来源：海桥咨询研究绘制\n正文一句。\n来源：协会，海桥咨询统计\n来源：海桥咨询整理"
    assert info(text).publisher == "海桥咨询"
