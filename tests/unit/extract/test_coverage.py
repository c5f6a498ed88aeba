"""Nothing is lost in silence: what no rule used is listed."""

from __future__ import annotations

from report_etl.catalog import Catalog
from report_etl.extract.blocks import find_blocks
from report_etl.extract.claim_blocks import prose_claims
from report_etl.extract.claim_lines import page_claims, run_claims
from report_etl.extract.coverage import measure_coverage
from report_etl.extract.provenance import Locator
from report_etl.extract.reflow import reflow
from report_etl.models import Claim, Document, Span
from report_etl.readers import read_bytes
from report_etl.records import Coverage
from tests.drawing import Sheet, draw
from tests.wrapping import flow_of, printed


def covered(text: str | Document, *claims: Claim, prose: bool = True) -> Coverage:
    flow = flow_of(text) if isinstance(text, str) else reflow(text)
    blocks = find_blocks(flow, Catalog())
    read = [*prose_claims(flow, blocks), *page_claims(flow), *run_claims(flow)] if prose else []
    return measure_coverage(flow, [*claims, *read], Locator(flow.document, "v1"))


def test_a_figure_in_a_sentence_stays_open_until_a_rule_claims_it() -> None:
    text = "全年产量为12.5万吨，增长3%。"
    found = covered(text)
    assert (found.lines_claimed, found.numerals, found.numerals_claimed) == (1, 2, 0)
    assert [item.text for item in found.unclaimed] == ["12.5万吨，增长3%"]
    at = text.index("12.5")
    found = covered(text, Claim(Span(at, at + 4), "r"), Claim(Span(text.index("3%"), len(text)), "r"))
    assert (found.numerals_claimed, found.unclaimed) == (2, [])


def test_a_figure_in_words_that_nobody_understood_is_listed_like_one_in_digits() -> None:
    flow = flow_of("甲地率先超千亿（另计）规模。")
    claims = [*prose_claims(flow, find_blocks(flow, Catalog()))]
    found = measure_coverage(flow, claims, Locator(flow.document, "v1"), [Span(5, 7)])
    assert (found.numerals, found.numerals_claimed) == (1, 0)
    assert [item.text for item in found.unclaimed] == ["千亿"]


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


def test_words_inside_a_chart_are_labels_and_their_values_stay_open() -> None:
    prose = [("海藻肥的用途很广，产量逐年上升。", 50.0, 100.0 + 15 * n) for n in range(4)]
    slices = [
        (label, 60.0 + 40 * n, 200.0 + 12 * n, 7.0)
        for n, label in enumerate(("叶面肥, 36%", "其他", "31%", "冲施肥"))
    ]
    source = ("来源：海藻研究所", 50.0, 300.0, 8.0)
    found = covered(printed([*prose, *slices, source]))
    assert (found.lines - found.lines_claimed - found.lines_noise, found.numerals_claimed) == (1, 0)
    apart = covered(printed([*prose, *slices, ("产量逐年上升。", 50.0, 300.0)]))
    assert apart.lines - apart.lines_claimed - apart.lines_noise == 4


def test_a_question_and_the_boxes_to_tick_are_a_form() -> None:
    assert (
        open_in("公司是否具有表决权差异安排\n□适用 \uf052不适用\n近年股东的变化\n□是 ☑否\n重大诉讼\n无") == []
    )
    assert open_in("近3年前10名股东的变化\n□是 ☑否") == ["3年前10"]
    assert open_in("近年股东的变化\n□ 海藻肥的产量与价格") != []


def test_who_wrote_a_report_is_claimed_at_its_ends_only() -> None:
    front = "海藻大学\n海藻科技股份有限公司、海藻研究院\n二〇二四年五月\n2024年5月1日\n"
    assert open_in(front + "甲乙丙丁") == ["甲乙丙丁"]
    assert open_in("编写组成员：\n张三 李 四 王五六\n赵 七 孙八") == []
    body = "这是正文中写得长一些的一个完整的句子。\n" * 60
    middle = "\n海藻大学\n\n2024年5月\n\n"
    assert open_in(body + middle + "这是末尾的一个完整的句子。\n" * 25) == [middle.strip()]


def test_a_paragraph_with_the_number_of_an_item_is_one_and_its_figures_stay_open() -> None:
    assert open_in("一、本法之目的。（第一條）\n二、補助12萬元。（第二條）") == ["12"]
    assert open_in("1) 个别报表") == []
    assert open_in("1 山东") == ["1 山东"]


def test_a_bibliography_is_noise_and_ends_with_its_paragraphs() -> None:
    entries = "参考文献\n[1] 张三. 海藻肥研究[J], 2021, 37(4)\n[2] 李四. 海藻产业观察, 2019\n"
    assert open_in(entries) == []
    assert open_in("参考文献\n共12家\n") == ["共12家"]


def test_large_print_names_a_part_and_a_formula_holds_no_figure() -> None:
    text = [("海藻肥的用途很广，产量逐年上升。", 50.0, 100.0 + 15 * n) for n in range(4)]
    assert open_in(printed([("产业链图谱", 50, 60, 11.0), *text])) == []
    assert open_in(printed([("产业链图谱", 50, 60, 10.0), *text])) == ["产业链图谱"]
    assert open_in(printed([("31.1%", 50, 60, 30.0), *text])) == ["31.1%"]
    assert open_in("海藻肥渗透率=海藻肥用量/肥料用量") == []


def test_entries_of_a_contents_list_end_with_a_page_number_of_any_form() -> None:
    for tail in ("12", "- 12 -", "-2-", "iv", ""):
        assert open_in(f"海藻肥产业现状{'.' * 20}{tail}") == []


def test_labels_that_nobody_has_filled_in_are_a_form() -> None:
    def drawn(rows: list[list[str]]) -> Document:
        def page(sheet: Sheet) -> None:
            sheet.grid([60, 200, 340], [100 + 20 * n for n in range(len(rows) + 1)])
            for n, row in enumerate(rows):
                for x, words in zip((70, 210), row, strict=True):
                    sheet.text(x, 114 + 20 * n, words)

        return read_bytes(draw(page), "a.pdf")

    assert open_in(drawn([["单位名称", "核销原因"]])) == []
    assert open_in(drawn([["单位名称", "核销原因"], ["甲厂", "停产"]])) != []


def open_in(text: str | Document) -> list[str]:
    return [item.text for item in covered(text).unclaimed]
