"""Page numbers and running lines are known by their places and by counting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from report_etl.extract.furniture import find_furniture
from tests.drawing import Sheet, draw, flow_of
from tests.wrapping import document, printed

LINE = "这一行是正文，长短不一。"


def paged(furniture: list[str], pages: int = 4, length: int = 15, separator: str = "\n") -> str:
    parts: list[str] = []
    for page in range(1, pages + 1):
        body = [f"第{chr(0x4E00 + 20 * page + line)}行{LINE}" for line in range(length)]
        parts.append("\n".join([*body, *(text.format(page) for text in furniture)]))
    return separator.join(parts)


@pytest.mark.parametrize(
    "text",
    [
        "- {} -",
        "第{}页",
        "第 {} 页 共 9 页",
        "{} / 9",
        "—{}—",
        "Page {} of 9",
        "－{}－",
        "{}",
        "1-1-{}",
        "某所年报 第{}页",
    ],
)
@pytest.mark.parametrize("separator", ["\n", "\f"])
def test_page_numbers(text: str, separator: str) -> None:
    found = find_furniture(document(paged([text], separator=separator)))
    assert len(found) == 4


def test_a_title_beside_the_page_number_runs_with_it() -> None:
    found = find_furniture(document(paged(["储能行业年报", "{}"])))
    assert sorted(found.values()) == ["noise/page_number"] * 4 + ["noise/running_line"] * 4


def test_the_title_of_a_short_report_runs_on_at_the_edge_of_its_other_pages() -> None:
    title = "2025-2030年中国制冰行业报告"
    pages = [f"{title}\n{LINE}", f"山岚数据    {title}\n制冰机的产量保持增长。"]
    assert find_furniture(document("\f".join(pages))) == {2: "noise/running_title"}


def test_a_title_at_the_head_of_every_second_page_runs() -> None:
    pages = [
        f"山岚数据 | 制冰行业年报\n{LINE}",
        f"{LINE}甲",
        f"山岚数据 | 制冰行业年报\n{LINE}乙",
        f"{LINE}丙",
    ]
    assert list(find_furniture(document("\f".join(pages)))) == [0, 3]
    pages[2] = f"{LINE}乙"
    assert find_furniture(document("\f".join(pages))) == {}


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{rank}\n甲省\n{97 - rank}" for rank in range(1, 9)),  # ranks of a table, cell by cell
        "\n".join(f"{LINE}\n{value}" for value in (3, 17, 4, 9)),
        "\n".join([LINE] * 20 + ["1"] + [LINE] * 20 + ["2"]),  # two are no proof
    ],
)
def test_numbers_that_do_not_count_pages_stay(text: str) -> None:
    assert find_furniture(document(text)) == {}


def test_rows_of_a_table_over_many_pages_stay() -> None:
    text = "\f".join(f"占比 {page * page + 3}.{page}%\n{page * 37 % 11}家" for page in range(8))
    assert find_furniture(document(text)) == {}


def test_marks_of_the_tool() -> None:
    text = "正文。\nPowered by TCPDF (www.tcpdf.org)\n{$url}\nhttp://www.tcpdf.org"
    assert list(find_furniture(document(text))) == [1, 2, 3]


def test_source_lines_repeat_without_being_furniture() -> None:
    text = "\f".join(f"{'甲乙丙丁戊己'[page]}{LINE}\n资料来源：公开资料" for page in range(6))
    assert find_furniture(document(text)) == {}


def test_roman_page_numbers_count_with_the_pages() -> None:
    pages = [f"{'甲乙丙丁'[page]}{LINE}\n{numeral}" for page, numeral in enumerate(("I", "II", "III", "iv"))]
    assert list(find_furniture(document("\f".join(pages)))) == [1, 3, 5, 7]
    assert find_furniture(document("甲。\nV\f乙。\nII")) == {}


def test_the_lowest_line_of_a_printed_page_need_not_be_the_last() -> None:
    pages = [
        [(word, 50.0, 100.0), (str(page), 50.0, 700.0), (f"{word}丁", 50.0, 300.0)]
        for page, word in enumerate(("甲", "乙", "丙"), 1)
    ]
    assert list(find_furniture(printed(*pages))) == [1, 4, 7]


def test_a_watermark_written_last_stands_in_the_middle_of_its_pages() -> None:
    pages = [
        [*((f"{word}{n}", 50.0, 100.0 + 20 * n) for n in range(8)), ("内部资料", 90.0, 185.0, 30.0)]
        for word in ("甲", "乙", "丙")
    ]
    assert list(find_furniture(printed(*pages))) == [8, 17, 26]


def test_words_of_the_front_beside_a_page_number_are_a_running_title() -> None:
    front = ["2025年中国烘焙行业研究报告", "出版方：麦田商业数据"]
    body = [f"第{number}行{LINE}" for number in range(14)]
    cut = ["支持冷冻面团", "", "- 1 -", "麦田商业数据 烘焙", "", "龙头企业。"]
    assert find_furniture(document("\n".join([*front, *body, *cut]))) == {
        18: "noise/page_number",
        19: "noise/running_title",
    }
    cut[3] = "的标准与示范工程"
    assert find_furniture(document("\n".join([*front, *body, *cut]))) == {18: "noise/page_number"}


def test_a_running_line_with_a_page_number_on_some_pages_only() -> None:
    pages = [
        [(f"{word}{LINE}", 50.0, 100.0), (f"山岚中心 400-900-0171{number}", 50.0, 700.0)]
        for word, number in zip("甲乙丙丁", (" 2", " 3", "", " 5"), strict=True)
    ]
    assert list(find_furniture(printed(*pages))) == [1, 3, 5, 7]


def test_words_that_stand_upright_on_every_page_are_a_watermark() -> None:
    text = paged(["麦田数据 第 {} 页"], pages=3, separator="\f")
    upright = "\n".join("内部资料请勿外传")
    pages = [f"{upright}\n{page}" for page in text.split("\f")]
    found = find_furniture(document("\f".join(pages)))
    assert sum(rule == "noise/watermark" for rule in found.values()) == 24
    assert len(found) == 27
    assert not find_furniture(document("\f".join([upright, "\n".join("省份城市名称"), LINE])))


def test_a_running_line_that_two_columns_of_text_part_is_one() -> None:
    halves = [("泵业发展简析", 50.0, 30.0), ("山岚研究", 400.0, 30.0), (f"甲{LINE}", 50.0, 100.0)]
    whole = [("泵业发展简析 山岚研究", 50.0, 30.0), (f"乙{LINE}", 50.0, 100.0)]
    assert list(find_furniture(printed(halves, whole))) == [0, 1, 3]


def drawn(page: Callable[[Sheet, int], None], pages: int = 2) -> list[str]:
    flow, _ = flow_of(draw(*(partial(page, number=n) for n in range(pages))))
    return [flow.lines[index].text for index in sorted(flow.furniture)]


def test_a_foot_right_below_what_the_page_holds_runs_at_no_one_height() -> None:
    def page(s: Sheet, number: int) -> None:
        end = 700 - 200 * number
        for y in range(100, end, 40):
            s.text(60, y, f"第{chr(0x4E00 + 20 * number + y)}行{LINE}")
        s.text(60, end + 60, "山岚数据 侵权必究")

    assert drawn(page) == ["山岚数据 侵权必究"] * 2


def test_month_and_day_below_their_year_are_no_page_number() -> None:
    def page(s: Sheet, number: int) -> None:
        for y in range(100, 500, 40):
            s.text(60, y, f"{2010 + number}/")
            s.text(60, y + 14, f"{y // 40:02d}/15")
            s.text(120, y, f"第{chr(0x4E00 + 20 * number + y)}行{LINE}")

    assert not [text for text in drawn(page) if text in {f"{n:02d}/15" for n in range(5, 10)}]
