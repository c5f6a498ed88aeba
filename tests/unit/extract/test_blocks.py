"""Every line has one role, and the role is the one a reader sees."""

from __future__ import annotations

import pytest

from report_etl.catalog import Catalog, PublisherSpec
from report_etl.extract.blocks import find_blocks, split_out
from report_etl.extract.reflow import reflow
from report_etl.models import BlockKind
from tests.wrapping import blocks_of, by_words, flow_of, printed, texts

PROSE = "2024年全国储能电站新增装机约42.37吉瓦，同比增长103.6%，其中独立储能占比超过六成。"
REPORT = f"""观潮智库发布的《中国新型储能行业发展与投资报告（2025-2031年）》梳理装机与价格两条主线。
官网地址：http://www.guanchao.example/bg/10293.html
报告价格：电子版: 7000元 纸质版：7200元
联 系 人: 王女士
一、行业概况
{PROSE}
资料来源：公开资料，观潮智库整理
表1 新型储能装机规模
年份 装机（吉瓦）
2023年 20.81
2024年 42.37
数据来源：行业协会，观潮智库整理（LM）
二、竞争格局
{PROSE}
注：图表仅供参考，以完整报告为准。
更多内容详见报告正文。
观潮智库发布的《中国新型储能行业发展与投资报告（2025-2031年）》由储能组撰写。
我们为上千家企业提供过咨询服务。
第三章 行业壁垒
第一节 技术壁垒
第二节 资金壁垒
一、融资渠道
Powered by TCPDF (www.tcpdf.org)
{{$url}}"""


def roles(text: str) -> list[tuple[str, str]]:
    return [(block.rule, block.text.text) for block in blocks_of(text) if block.rule != "noise/blank"]


def test_each_line_stands_in_exactly_one_block_in_order() -> None:
    flow = flow_of(REPORT + "\n\n" + PROSE)
    covered = [i for block in find_blocks(flow, Catalog()) for i in range(block.first, block.last + 1)]
    assert covered == list(range(len(flow.lines)))


def test_the_roles_of_a_small_report() -> None:
    rules = [rule for rule, _ in roles(REPORT)]
    assert rules[:6] == [
        "metadata/about_report",
        "metadata/url",
        "metadata/prices",
        "metadata/contact",
        "heading/chinese",
        "paragraph/prose",
    ]
    assert rules.count("source/prefix") == 2
    assert "caption/numbered" in rules
    assert rules[-2:] == ["noise/tool_mark", "noise/tool_mark"]
    assert rules.count("noise/contents_list") == 4
    assert {"noise/boilerplate_note", "noise/boilerplate", "noise/advertising"} <= set(rules)


def test_a_foreign_report_that_is_quoted_is_text() -> None:
    text = f"{REPORT}\n据《全球储能产业观察报告（2024年）》统计，2023年全球新增装机为91.3吉瓦。"
    assert any(rule.startswith("paragraph") and "91.3" in words for rule, words in roles(text))


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("第三章 竞争格局", "三", "竞争格局"),
        ("第二节 价格走势", "二", "价格走势"),
        ("四、2030年规模有望达到1.5万亿元", "四", "2030年规模有望达到1.5万亿元"),
        ("（二）区域分布", "二", "区域分布"),
        ("3.2 需求结构", "3.2", "需求结构"),
        ("2、供给端：产能利用率回落", "2", "供给端：产能利用率回落"),
        ("5. 展望", "5", "展望"),
    ],
)
def test_headings(line: str, number: str, title: str) -> None:
    block = next(b for b in blocks_of(f"{PROSE}\n{line}\n{PROSE}") if b.kind is BlockKind.HEADING)
    assert (block.number, block.title) == (number, title)


@pytest.mark.parametrize(
    "line",
    [
        "1.完善冷链通道；2.发展铁路冷藏箱。",
        "3.5 亿元的投资已经到位",
        "12.4 万套的年产量创下新高",
        "二、三线城市的渗透率仍有提升空间，",
        "2024年出货量为1740台",
        "一是加强监管；",
    ],
)
def test_lines_that_only_look_like_headings(line: str) -> None:
    assert not [b for b in blocks_of(f"{PROSE}\n{line}\n{PROSE}") if b.kind is BlockKind.HEADING]


def test_levels_follow_the_nesting_of_the_numbers() -> None:
    lines = [
        "一、简介",
        PROSE,
        "二、正文",
        "一、定义",
        PROSE,
        "二、规模",
        PROSE,
        "（一）产量",
        PROSE,
        "三、结论",
        PROSE,
    ]
    found = [(b.number, b.level) for b in blocks_of("\n".join(lines)) if b.kind is BlockKind.HEADING]
    assert found == [("一", 1), ("二", 1), ("一", 2), ("二", 2), ("一", 3), ("三", 2)]


def test_bare_numbers_head_sections_only_when_they_count() -> None:
    sections = "\n".join(f"{n} 装机规模与并网进度\n{PROSE}" for n in (1, 2, 3))
    found = [b for b in blocks_of(sections) if b.kind is BlockKind.HEADING]
    assert [b.number for b in found] == ["1", "2", "3"]
    ranks = "\n".join(["排名 省份 数量", "1 广东省", "2 江苏省", "3 浙江省"])
    assert not [b for b in blocks_of(f"{PROSE}\n{ranks}") if b.kind is BlockKind.HEADING]


def test_large_print_above_text_is_a_heading() -> None:
    lines = by_words(PROSE * 3, 30)
    body = [(line, 50.0, 130.0 + 16 * index) for index, line in enumerate(lines)]
    document = printed([("编写说明", 50, 100, 15), *body])
    found = find_blocks(reflow(document), Catalog())
    assert [b.title for b in found if b.kind is BlockKind.HEADING] == ["编写说明"]


def test_a_list_of_facts_is_no_contents_list() -> None:
    facts = "1、2024年销量达到318.5万台\n2、出口占比为21.7%\n3、均价回落到2860元"
    assert len(texts(blocks_of(f"{PROSE}\n{facts}"), BlockKind.PARAGRAPH)) == 4


def test_contents_with_leaders_are_noise() -> None:
    text = f"第一章 概况………………………12\n第二章 规模 . . . . . . . . . 34\n{PROSE}"
    assert [rule for rule, _ in roles(text)][:2] == ["noise/contents_line"] * 2


def test_a_caption_is_told_from_prose_about_a_table() -> None:
    rules = [rule for rule, _ in roles(f"{PROSE}\n图表 2-3：2020—2024年产量\n表3显示，产量逐年上升。")]
    assert rules == ["paragraph/prose", "caption/numbered", "paragraph/prose"]


def test_a_price_in_the_text_is_no_metadata() -> None:
    body = "\n".join([PROSE] * 70)
    text = f"{body}\n价格：2024年均价为3.2万元/吨，同比下降5%。\n{body}"
    assert "metadata/prices" not in [rule for rule, _ in roles(text)]


def test_a_declared_publisher_may_declare_noise() -> None:
    catalog = Catalog(publishers=(PublisherSpec("x", ("甲",), noise=("欢迎关注甲的.{0,20}",)),))
    rules = [block.rule for block in blocks_of(f"{PROSE}\n欢迎关注甲的公众号。", catalog)]
    assert rules == ["paragraph/prose", "noise/x"]


def test_claimed_lines_leave_the_rest_of_their_block() -> None:
    flow = flow_of("\n".join(by_words(PROSE * 4, 20)))
    (block,) = find_blocks(flow, Catalog())
    kept = split_out((block,), frozenset({2, 3}), flow)
    assert [(b.first, b.last) for b in kept] == [(0, 1), (4, block.last)]
    assert kept[0].text.text == flow.join(0, 1).text


def test_source_lines_are_never_claimed_away() -> None:
    flow = flow_of(f"{PROSE}\n资料来源：甲乙研究院")
    blocks = find_blocks(flow, Catalog())
    assert split_out(blocks, frozenset({0, 1}), flow) == blocks[1:]


def test_prose_of_an_unknown_width_goes_on_in_the_next_line() -> None:
    first = "    2024年全国储能电站新增装机约42.37吉瓦，同比增长103.6%，其中独立储能占比约"
    parts = "    渠道方面，线上收入较快增长，占全部收入的比重接近四成五\n    品牌方面，前五名合计约占三成。"
    text = f"{first}\n六成。2030年有望达到\n\n{parts}"
    found = [words for rule, words in roles(text) if rule == "paragraph/prose"]
    assert flow_of(text).text_width is None
    assert found[0] == f"{first.strip()}六成。2030年有望达到"
    assert [words[:4] for words in found[1:]] == ["渠道方面", "品牌方面"]


def test_items_of_a_list_and_short_lines_do_not_go_on() -> None:
    item = "- 储能电站累计装机约42.37吉瓦，同比增长103.6%"
    wide = "2024年全国储能电站新增装机约42.37吉瓦，同比增长103.6%，其中独立储能占比超过六成，居各类之首。"
    text = f"{wide}\n\n{item}\n{item}\n\n甲省装机3吉瓦，增长5%\n乙省装机2吉瓦，增长3%"
    assert [words for _, words in roles(text)] == [wide, item, item, *text.rsplit("\n", 2)[1:]]


def test_prose_goes_on_behind_a_figure_at_the_end_of_a_line() -> None:
    wide = " " * 60 + "表1  储能电站的装机与出货"
    text = f"{wide}\n\n    储能向沿海集中，2024年甲省出货占 4\n3.8%，乙省出货约28\n万套。"
    assert [words for rule, words in roles(text) if rule == "paragraph/prose"][-1] == (
        "储能向沿海集中，2024年甲省出货占 43.8%，乙省出货约28万套。"
    )
