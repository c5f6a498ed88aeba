"""Every line break is what it was before the text was wrapped."""

from __future__ import annotations

import pytest

from report_etl.extract.reflow import reflow
from report_etl.models import Break
from tests.wrapping import ARIAL, DISPLAY, by_words, flow_of, hard, like_a_browser, printed

PROSE = (
    "截至2024年6月末，全国投入运营的充电站达到12.86万座，比上年末增加1.94万座，增长17.8%；"
    "其中公共站占比为61.3%，高速服务区的覆盖率由2020年的78.5%提高到2024年的98.2%。"
    "以ChargeHub为代表的运营商正在布局V2G业务，预计2030年市场规模将突破3600亿元，年均复合增长率约为21.5%。"
    "分地区看，华东、华南两地合计占全国的五成以上，西部省份的增速明显快于东部，县域市场成为新的增长点。"
)
ROWS = (
    "表现较好的省份 省份 数量（座） 占比 广东 31245 24.3% 江苏 18450 14.3% 浙江 15210 11.8% 上海 9876 7.7% "
    "北京 8934 6.9% 山东 7712 6.0% 湖北 6604 5.1% 安徽 6120 4.8% 河南 5933 4.6% 四川 5120 4.0%"
)


def joined(lines: list[str]) -> str:
    flow = flow_of("\n".join(lines))
    return flow.join(0, len(flow.lines) - 1).text


@pytest.mark.parametrize("width", [18, 23, 31, 40, 52])
def test_prose_cut_inside_numbers_and_words_is_whole_again(width: int) -> None:
    for lines in (by_words(PROSE, width), by_words(PROSE, width, ARIAL), hard(PROSE, width)):
        assert joined(lines) == PROSE


@pytest.mark.parametrize("width", [24, 33, 45])
def test_a_browser_leaves_words_whole_and_so_do_we(width: int) -> None:
    assert joined(like_a_browser(PROSE, width)) == PROSE


@pytest.mark.parametrize("width", [22, 30, 37, 44])
def test_the_spaces_between_cells_come_back(width: int) -> None:
    lines = by_words(PROSE, width, DISPLAY) + by_words(ROWS, width, DISPLAY)
    assert joined(lines).endswith(ROWS)


def test_a_hard_wrap_keeps_the_spaces_it_cut_at() -> None:
    text = "一二三四五 六七八九十 " * 12
    assert joined(hard(PROSE, 30) + hard(text.strip(), 30)).endswith(text.strip())


def test_punctuation_at_the_start_of_a_line_was_cut_off() -> None:
    flow = flow_of("甲方认为市场回暖\n，乙方持相反看法\n。")
    assert flow.breaks[:2] == (Break.CUT, Break.CUT)


def test_a_range_cut_behind_its_hyphen_gets_no_space() -> None:
    assert "每吨4000-6000元" in joined([*by_words(PROSE, 30), "目前的价格为每吨4000-", "6000元。"])


def test_a_text_of_one_paragraph_per_line_is_not_joined() -> None:
    flow = flow_of(f"{PROSE}\n{PROSE[:60]}\n{PROSE[40:]}")
    assert flow.text_width is None
    assert Break.CUT not in flow.breaks
    assert flow.breaks[0] is Break.PARAGRAPH


def test_a_page_number_inside_a_paragraph_does_not_part_it() -> None:
    lines = by_words(PROSE, 20)
    lines[3:3] = ["", "- 7 -", ""]
    assert joined(lines) == PROSE


def test_a_heading_that_fills_two_lines_ends_there() -> None:
    heading = "三、县域市场成为充电设施新的增长点，西部地区增速领先"
    lines = [*by_words(PROSE, 20), *by_words(heading, 20), *by_words(PROSE, 20)]
    flow = flow_of("\n".join(lines))
    first = next(i for i, line in enumerate(flow.lines) if line.text.startswith("三、"))
    assert flow.join(first, first + 1).text == heading
    assert flow.breaks[first + 1] is Break.PARAGRAPH


def test_a_full_line_that_ends_a_sentence_is_left_open() -> None:
    lines = by_words(PROSE, 20)
    full = "甲" * 19 + "。"
    flow = flow_of("\n".join([*lines, full, "乙方随后宣布扩大投资规模。"]))
    assert flow.breaks[len(lines)] is Break.UNKNOWN


def test_values_are_read_from_plain_digits_and_trace_back_to_the_printed_ones() -> None:
    flow = flow_of("产量为１２．５万吨，\ufffd\ufffd同比增长３％。")
    text = flow.join(0, 0)
    assert text.text == "产量为12.5万吨，同比增长3%。"
    at = text.text.index("12.5")
    span = text.span(at, at + 4)
    assert flow.document.text[span.start : span.end] == "１２．５"
    assert {repair.rule for repair in flow.repairs} == {"full_width", "replacement_character"}


@pytest.mark.parametrize("width", [20, 34])
def test_full_width_digits_change_nothing(width: int) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    lines = by_words(PROSE, width, ARIAL)
    assert joined([line.translate(wide) for line in lines]) == PROSE  # put in after wrapping
    assert joined(by_words(PROSE.translate(wide), width, ARIAL)) == PROSE  # there before


def test_a_number_that_the_wrap_had_cut_is_a_repair() -> None:
    flow = flow_of("\n".join(by_words(PROSE, 23, ARIAL)))
    cut = [(r.before, r.after) for r in flow.repairs if r.rule == "line_wrap"]
    assert cut
    for before, after in cut:
        assert before.replace("\n", "") == after
        assert after in PROSE


def test_misread_words_stay_as_printed_and_are_listed() -> None:
    flow = flow_of("该平台（如云脉科技》已完成训l练。")
    assert flow.join(0, 0).text == "该平台（如云脉科技》已完成训l练。"
    assert ("bracket_mismatch", "》", "）") in {(r.rule, r.before, r.after) for r in flow.repairs}


def test_an_empty_document_has_no_breaks() -> None:
    assert flow_of("").breaks == (Break.PARAGRAPH,)


# --- printed pages ------------------------------------------------------------------------------


def lines_at(
    texts: list[str], x0: float, top: float, size: float = 10.0
) -> list[tuple[str, float, float, float]]:
    return [(text, x0, top + 16 * index, size) for index, text in enumerate(texts)]


def test_two_columns_have_margins_of_their_own() -> None:
    left, right = by_words(PROSE, 22, DISPLAY), by_words(PROSE, 24, DISPLAY)
    flow = reflow(printed([*lines_at(left, 50, 100), *lines_at(right, 310, 100)]))
    assert flow.join(0, len(left) - 1).text == PROSE
    assert flow.join(len(left), len(flow.lines) - 1).text == PROSE
    assert flow.breaks[len(left) - 1] is Break.PARAGRAPH


def test_an_indent_begins_a_paragraph_even_after_a_full_line() -> None:
    first = [*hard("甲" * 59 + "。", 20)]
    lines = [
        *lines_at(first, 50, 100),
        ("乙" * 18, 70, 160, 10),
        ("乙" * 20, 50, 176, 10),
        ("乙。", 50, 192, 10),
    ]
    flow = reflow(printed(lines))
    assert flow.breaks[len(first) - 1] is Break.PARAGRAPH
    assert 3 in flow.indented


def test_larger_print_is_no_part_of_the_paragraph() -> None:
    text = hard("丙" * 60, 20)
    flow = reflow(printed([*lines_at(text, 50, 100), ("市场概况", 50, 160, 14), *lines_at(text, 50, 190)]))
    assert flow.breaks[2] is Break.PARAGRAPH
    assert flow.breaks[3] is Break.PARAGRAPH


def test_a_paragraph_goes_on_over_the_page_and_its_furniture() -> None:
    lines = by_words(PROSE, 30, DISPLAY)
    pages = [
        [("行业观察年刊", 250, 40, 8), *lines_at(lines[:2], 50, 100), ("第1页", 280, 780, 8)],
        [("行业观察年刊", 250, 40, 8), *lines_at(lines[2:], 50, 100), ("第2页", 280, 780, 8)],
    ]
    flow = reflow(printed(*pages))
    assert flow.join(0, len(flow.lines) - 1).text == PROSE
    assert sorted(flow.furniture.values()) == ["noise/page_number"] * 2 + ["noise/running_line"] * 2


def test_rows_of_cells_side_by_side_are_never_cut() -> None:
    text = hard("丁" * 60, 20)
    rows = [f"北京   {n}    12%" for n in range(100, 104)]
    flow = reflow(printed([*lines_at(text, 50, 100), *lines_at(rows, 50, 160)]))
    assert set(flow.breaks[3:6]) == {Break.SPACE}


def test_a_numbered_item_of_prose_goes_on_behind_its_full_line() -> None:
    item = hard(
        "1. 基础算力。" + "反映各地区的芯片所提供的计算能力" * 2 + "，主要采用服务器规模来衡量。", 20, DISPLAY
    )
    flow = reflow(printed(lines_at([*item, *item], 50, 100)))
    assert [kind is Break.CUT for kind in flow.breaks[: len(item)]] == [True] * (len(item) - 1) + [False]


def test_a_title_with_a_space_does_not_make_words_move() -> None:
    pieces = like_a_browser(PROSE, 40, DISPLAY)
    page = [("网络建设 与运营", 50.0, 60.0, 10.0)]
    page += [(piece, 50.0, 80.0 + 16 * n, 10.0) for n, piece in enumerate(pieces * 3)]
    flow = reflow(printed(page))
    assert {flow.breaks[1 + n] for n in range(len(pieces) - 1)} == {Break.CUT}
