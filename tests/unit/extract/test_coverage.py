"""Nothing is lost in silence: what no rule used is listed."""

from __future__ import annotations

from report_etl.catalog import Catalog
from report_etl.extract.blocks import find_blocks
from report_etl.extract.coverage import measure_coverage, page_claims, prose_claims
from report_etl.extract.provenance import Locator
from report_etl.models import Claim, Span
from report_etl.records import Coverage
from tests.wrapping import flow_of


def covered(text: str, *claims: Claim, prose: bool = True) -> Coverage:
    flow = flow_of(text)
    read = [*prose_claims(flow, find_blocks(flow, Catalog())), *page_claims(flow)] if prose else []
    return measure_coverage(flow, [*claims, *read], Locator(flow.document, "v1"))


def test_a_figure_in_a_sentence_stays_open_until_a_rule_claims_it() -> None:
    text = "全年产量为12.5万吨，增长3%。"
    found = covered(text)
    assert (found.lines_claimed, found.numerals, found.numerals_claimed) == (1, 2, 0)
    assert [item.text for item in found.unclaimed] == ["12.5万吨，增长3%"]
    at = text.index("12.5")
    found = covered(text, Claim(Span(at, at + 4), "r"), Claim(Span(text.index("3%"), len(text)), "r"))
    assert (found.numerals_claimed, found.unclaimed) == (2, [])


def test_words_that_end_like_no_sentence_are_listed() -> None:
    found = covered("甲乙丙丁\n戊己庚辛。")
    assert found.lines_claimed == 1
    assert [item.text for item in found.unclaimed] == ["甲乙丙丁"]


def test_noise_is_counted_apart() -> None:
    found = covered("正文一句。\n- 3 -\n--|--", prose=False)
    assert (found.lines, found.lines_claimed, found.lines_noise) == (3, 0, 2)
    assert found.numerals_claimed == found.numerals == 1


def test_references_to_tables_hold_no_figures() -> None:
    assert covered("主要文件见表12，走势见图 3-1。").unclaimed == []


def test_neighbouring_open_ranges_are_one_and_keep_their_place() -> None:
    text = "甲" * 40 + " 1 2 3 " + "乙" * 40 + " 4"
    whole = [Claim(Span(0, 40), "r"), Claim(Span(47, 87), "r")]
    found = covered(text, *whole, prose=False)
    assert [(u.text, u.provenance.start) for u in found.unclaimed] == [("1 2 3", 41), ("4", 88)]


def test_words_punctuated_like_a_sentence_are_prose_without_an_end() -> None:
    text = "海藻肥需求稳步上升，产品结构持续优化，集中度有所提高"
    assert covered(text).unclaimed == []
    assert [item.text for item in covered(text + "12家").unclaimed] == ["12"]


def test_ways_to_reach_somebody_are_noise_and_so_are_the_addresses_between() -> None:
    found = covered(
        "海藻研究所\n南湾路100号海洋大厦\n邮编：100001\n北湾路200号\n电话：010-33334444\n甲乙丙丁"
    )
    assert (found.lines_noise, [item.text for item in found.unclaimed]) == (5, ["甲乙丙丁"])


def test_what_several_pages_repeat_is_noise() -> None:
    page = "海藻观察 内部资料\n" + "\n".join(f"正文第{n}句。" for n in range(9))
    found = covered("\f".join([page] * 3))
    assert found.unclaimed == [] and found.lines_noise >= 3


def test_contents_units_codes_and_bare_list_items_hold_no_figures() -> None:
    text = (
        "一节............................12\n单位：亿元，%\nChapter2\n摘要\nChina Seaweed Fertilizer Market\n"
        "海藻科技（600123.SH）。\n❑定义与分类"
    )
    assert covered(text).unclaimed == []
    assert [item.text for item in covered("❑增长12%").unclaimed] == ["❑增长12%"]
