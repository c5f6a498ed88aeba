"""Tables with nothing but lines across, and the text that stands beside them."""

from __future__ import annotations

import pytest

from report_etl.readers import read_bytes
from tests.drawing import Sheet, draw

NOTE = ["近两年订单向头部企业集中", "中小企业转做细分场景", "价格竞争趋于缓和", "海外需求成为新的增量"]


def ruled_across(s: Sheet, x0: float, x1: float, top: float, rows: list[list[str]]) -> None:
    for number, row in enumerate(rows):
        s.line(x0, top + 20 * number, x1, top + 20 * number)
        for column, text in enumerate(row):
            s.text(x0 + 4 + 80 * column, top + 20 * number + 14, text)
    s.line(x0, top + 20 * len(rows), x1, top + 20 * len(rows))


ROWS = [["年份", "产量（吨）"], ["2022", "510"], ["2023", "640"], ["2024", "702"]]
CELLS = [" ".join(row) for row in ROWS]


def lines(page: object) -> list[str]:
    return [line.text for line in read_bytes(draw(page), "a.pdf").pages[0].lines]  # type: ignore[arg-type]


def test_lines_of_text_beside_a_frame_are_not_its_cells() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 90, "表1 产量")
        ruled_across(s, 60, 240, 100, ROWS)
        s.cell(300, 114, NOTE, step=20)

    assert lines(page) == ["表1 产量", *CELLS, *NOTE]


def test_two_frames_side_by_side_are_read_one_after_the_other() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 60, "本节给出两组数据，左右两表口径相同，均按企业填报汇总，不含个体经营户。")
        ruled_across(s, 60, 240, 100, ROWS)
        ruled_across(s, 300, 480, 100, [["地区", "企业（家）"], ["浙江", "8"], ["江苏", "7"], ["广东", "5"]])

    assert lines(page)[1:] == [*CELLS, "地区 企业（家）", "浙江 8", "江苏 7", "广东 5"]


def test_lines_below_some_columns_frame_nothing() -> None:
    """A merged first cell stands beside lines that part the rows of the other columns only."""

    def page(s: Sheet) -> None:
        for y in (100, 140, 200):
            s.line(60, y, 500, y)
        s.line(160, 160, 500, 160)
        s.line(160, 180, 500, 180)
        s.text(64, 115, "环节")
        s.text(170, 115, "领域")
        for number, text in enumerate(("电芯", "隔膜", "铜箔")):
            s.text(170, 155 + 20 * number, text)
        s.text(64, 175, "上游")

    assert lines(page) == ["环节 领域", "电芯", "上游 隔膜", "铜箔"]


@pytest.mark.parametrize(
    ("whole", "short"),
    [((100, 120, 180), (140, 160, 200, 220)), ((180, 220), (140, 160, 200))],
    ids=["the page cuts a merged cell", "a filled header has no line"],
)
def test_lines_below_some_columns_frame_nothing_wherever_longer_ones_stand(
    whole: tuple[float, ...], short: tuple[float, ...]
) -> None:
    """Longer lines stand above and between, or between and below."""

    def page(s: Sheet) -> None:
        for y in whole:
            s.line(60, y, 500, y)
        for y in short:
            s.line(160, y, 500, y)
        s.text(64, 115, "环节")
        s.text(170, 115, "领域")
        for number, text in enumerate(("电芯", "隔膜", "铜箔", "回收", "租赁")):
            s.text(170, 135 + 20 * number, text)
        s.text(64, 155, "上游")
        s.text(64, 205, "下游")

    assert lines(page)[:3] == ["环节 领域", "电芯", "上游 隔膜"]


def test_lines_beside_short_cells_for_several_rows_frame_nothing() -> None:
    """No line of the table runs below the first column: the years are cells, not a text beside it."""

    def page(s: Sheet) -> None:
        for y in (120, 140, 160, 180, 200):
            s.line(130, y, 500, y)
        for x, label in ((74, "年份"), (140, "领域"), (300, "说明")):
            s.text(x, 114, label)
        for number, text in enumerate(("电芯", "隔膜", "铜箔", "回收")):
            s.text(140, 135 + 20 * number, text)
            s.text(300, 135 + 20 * number, f"{text}价格趋稳")
        s.text(70, 145, "2022年")
        s.text(70, 185, "2023年")

    assert lines(page)[0] == "年份 领域 说明"


def test_rules_of_header_and_footer_frame_nothing() -> None:
    def page(s: Sheet) -> None:
        s.line(60, 50, 530, 50)
        s.line(60, 800, 530, 800)
        for number in range(8):
            s.text(60, 80 + 20 * number, "左栏文字" * 5)
            s.text(320, 80 + 20 * number, "右栏文字" * 5)

    assert lines(page) == ["左栏文字" * 5] * 8 + ["右栏文字" * 5] * 8


def test_the_header_above_the_first_line_is_part_of_the_frame() -> None:
    """A header of two lines, a row of labels in its middle, and the caption above."""

    def page(s: Sheet) -> None:
        s.text(60, 62, "表2 企业")
        s.text(140, 76, "规模以上")
        s.text(64, 82, "地区")
        s.text(140, 88, "企业（家）")
        ruled_across(s, 60, 240, 100, [["浙江", "8"], ["江苏", "7"], ["广东", "5"]])
        s.cell(300, 76, NOTE, step=14)

    assert lines(page) == ["表2 企业", "规模以上", "地区", "企业（家）", "浙江 8", "江苏 7", "广东 5", *NOTE]


def test_frames_of_three_columns_side_by_side_and_a_heading_close_below() -> None:
    """The right frame is one as well, though a gutter runs through it; the heading belongs to neither."""
    left = [["名次", "地区", "企业"], *([str(n), "浙江", str(90 - n)] for n in range(1, 9))]
    right = [["名次", "地区", "企业"], *([str(n), "江苏", str(90 - n)] for n in range(9, 17))]

    def page(s: Sheet) -> None:
        for x0, rows in ((60.0, left), (310.0, right)):
            for number, row in enumerate(rows):
                s.line(x0, 100 + 20 * number, x0 + 220, 100 + 20 * number)
                for column, text in enumerate(row):
                    s.text(x0 + 20 + 75 * column, 114 + 20 * number, text)
            s.line(x0, 280, x0 + 220, 280)
        s.text(60, 310, "三、主要企业")

    assert lines(page) == [" ".join(row) for row in [*left, *right]] + ["三、主要企业"]


def test_a_grid_between_the_lines_of_captions_is_read_in_its_place() -> None:
    """Lines below captions, all of one length, frame what stands between them: the grid there as well."""

    def page(s: Sheet) -> None:
        for number, text in enumerate(("推荐（维持）", "陈青", "刘白", "0000-1111", "往期")):
            s.text(40, 114 + 37 * number, text)
        for caption, y in (("表1 船坞分布", 100), ("表2 船坞面积", 200)):
            s.text(160, y - 4, caption)
            s.line(160, y, 540, y)
        s.text(160, 120, "下表按岸线列出，口径与上年相同。")
        s.grid([160, 340, 540], [130, 150, 170])
        for number, text in enumerate(("东岸", "七座", "西岸", "两座")):
            s.text(164 + 180 * (number % 2), 144 + 20 * (number // 2), text)
        s.text(160, 220, "面积按投影计算。")

    read = lines(page)
    assert read.index("表1 船坞分布") < read.index("东岸") < read.index("两座") < read.index("表2 船坞面积")


LISTED = [["时间", "名称", "部门"], ["2023.05", "通航管理条例", "交通部"], ["2023.10", "船坞规划", "工信部"]]


@pytest.mark.parametrize("crossed", [False, True])
def test_a_line_drawn_down_parts_a_table_from_the_text_beside_it(crossed: bool) -> None:
    def page(s: Sheet) -> None:
        for number, row in enumerate(LISTED):
            for x, text in zip((60, 120, 220), row, strict=True):
                s.text(x, 114 + 20 * number, text)
        s.line(60, 120, 400 if crossed else 290, 120)
        s.line(300, 100, 300, 190)
        s.cell(310, 114, NOTE, step=20)

    rows = [" ".join(row) for row in LISTED]
    if not crossed:
        assert lines(page) == [*rows, *NOTE]
    else:  # the line parts columns of one table
        assert lines(page)[:2] == [f"{rows[0]} {NOTE[0]}", f"{rows[1]} {NOTE[1]}"]
