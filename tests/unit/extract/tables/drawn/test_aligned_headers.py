"""Headers of two levels and coloured headers of tables that have no lines."""

from __future__ import annotations

from collections.abc import Sequence

from report_etl.catalog import load_catalog
from report_etl.extract.tables.drawn.aligned_headers import header_cells
from report_etl.extract.tables.drawn.cells import piece_of
from report_etl.extract.tables.drawn.find import find_drawn
from report_etl.models import RawTable
from tests.drawing import Sheet, draw, flow_of, texts

CENTRES = (90.0, 190.0, 290.0, 390.0, 490.0)
ROWS = [
    ["浙江", "41", "20.5%", "52", "21.0%"],
    ["江苏", "38", "19.0%", "47", "19.0%"],
    ["广东", "30", "15.0%", "36", "14.5%"],
]
LABELS = ["地区", "2023年 数量", "2023年 占比", "2024年 数量", "2024年 占比"]


def table_of(data: bytes) -> RawTable:
    flow, blocks = flow_of(data)
    (table,), _ = find_drawn(flow, blocks, load_catalog())
    return table


def two_levels(s: Sheet, top: float) -> None:
    s.centred(240, top + 12, "2023年")
    s.centred(440, top + 12, "2024年")
    s.centred(90, top + 21, "地区")
    for centre, label in zip(CENTRES[1:], ("数量", "占比") * 2, strict=True):
        s.centred(centre, top + 30, label)


def body(s: Sheet, top: float, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows):
        for centre, text in zip(CENTRES, row, strict=True):
            s.centred(centre, top + 20 * number + 14, text)


def test_a_label_over_two_columns_belongs_to_both() -> None:
    def page(s: Sheet) -> None:
        two_levels(s, 100)
        body(s, 136, ROWS)

    assert texts(table_of(draw(page))) == [LABELS, *ROWS]


def test_lines_of_one_label_are_not_labels_over_others() -> None:
    def page(s: Sheet) -> None:
        for centre, label in zip(CENTRES, ("地区", "企业数", "占比", "项目数", "占比"), strict=True):
            s.centred(centre, 112 if label != "项目数" else 106, label if label != "项目数" else "在建项")
        s.centred(CENTRES[3], 118, "目数")
        body(s, 130, ROWS)

    assert texts(table_of(draw(page)))[0] == ["地区", "企业数", "占比", "在建项目数", "占比"]


def test_a_coloured_header_of_two_levels_goes_with_the_rows_below_it() -> None:
    """The header is drawn as coloured cells, the rows have no lines at all."""

    def page(s: Sheet) -> None:
        s.canvas.setFillGray(0.8)
        s.box(40, 100, 140, 136, fill=True)
        for x in (140, 340):
            s.box(x, 100, x + 200, 118, fill=True)
            s.box(x, 118, x + 100, 136, fill=True)
            s.box(x + 100, 118, x + 200, 136, fill=True)
        s.canvas.setFillGray(0)
        two_levels(s, 100)
        body(s, 138, ROWS)

    assert texts(table_of(draw(page))) == [LABELS, *ROWS]


def test_a_header_of_two_levels_printed_again_on_the_next_page_is_no_row() -> None:
    def page(s: Sheet, rows: Sequence[Sequence[str]], top: float) -> None:
        two_levels(s, top)
        body(s, top + 36, rows)

    data = draw(lambda s: page(s, ROWS, 700), lambda s: page(s, [["山东", "9", "4.5%", "11", "4.4%"]], 60))
    assert [row[0] for row in texts(table_of(data))] == ["地区", "浙江", "江苏", "广东", "山东"]


def test_a_label_over_two_columns_beside_one_that_hangs_at_the_top() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 112, "地区")
        s.text(160, 112, "水泵销量")
        s.text(160, 128, "数量")
        s.text(260, 128, "占比")
        for number, row in enumerate(ROWS):
            for x, text in zip((60, 160, 260), row[:3], strict=True):
                s.text(x, 148 + 20 * number, text)

    assert texts(table_of(draw(page)))[0] == ["地区", "水泵销量 数量", "水泵销量 占比"]


def test_labels_side_by_side_in_one_column_are_not_one_label() -> None:
    def page(s: Sheet) -> None:
        s.cell(60, 106, ["发布时", "间"])
        s.text(90.5, 113, "文件名称")

    flow, _ = flow_of(draw(page))
    pieces = [piece for index in range(len(flow.lines)) if (piece := piece_of(flow, index)) is not None]
    (label,) = header_cells([{0: pieces}], [0])
    assert label.text.text == "发布时间 | 文件名称"


def test_years_below_labels_over_them_are_no_row_of_figures() -> None:
    def page(s: Sheet) -> None:
        s.centred(240, 112, "企业数量（家）")
        s.centred(440, 112, "收入（亿元）")
        s.centred(90, 121, "地区")
        for centre, label in zip(CENTRES[1:], ("2022年", "2023年") * 2, strict=True):
            s.centred(centre, 130, label)
        body(s, 136, ROWS)

    assert texts(table_of(draw(page)))[0][1:3] == ["企业数量（家） 2022年", "企业数量（家） 2023年"]


def test_a_label_over_columns_whose_labels_are_cut_belongs_to_all_of_them() -> None:
    def page(s: Sheet) -> None:
        s.centred(240, 112, "2023年")
        s.centred(440, 112, "2024年")
        s.centred(90, 133, "地区")
        for centre, lines in zip(CENTRES[1:], (("试点数", "量（个）"), ("占", "比")) * 2, strict=True):
            s.centred(centre, 132, lines[0])
            s.centred(centre, 144, lines[1])
        body(s, 156, ROWS)

    labels = [label.replace("数量", "试点数量（个）") for label in LABELS]
    assert texts(table_of(draw(page))) == [labels, *ROWS]


def test_the_first_lines_of_labels_above_those_on_one_line_are_no_caption() -> None:
    def page(s: Sheet) -> None:
        s.centred(300, 80, "截至2024年6月我国地热站地区分布")
        for centre, label in zip(CENTRES[1:4:2], ("在建地热", "投运地热"), strict=True):
            s.centred(centre, 104, label)
        s.centred(90, 115, "省份")
        for centre, label in zip(CENTRES[1:], ("项目数量", "占比") * 2, strict=True):
            s.centred(centre, 115, label)
        body(s, 126, ROWS)

    table = table_of(draw(page))
    assert texts(table)[0] == ["省份", "在建地热项目数量", "占比", "投运地热项目数量", "占比"]
    assert table.caption is not None and table.caption.text == "截至2024年6月我国地热站地区分布"


def test_labels_all_left_of_their_figures_are_dealt_in_turn() -> None:
    def page(s: Sheet) -> None:
        for x, label in zip(CENTRES, ("年份", "产量", "增速", "销量", "增速"), strict=True):
            s.text(x - 40, 112, label)
        for number, row in enumerate(ROWS):
            for x, text in zip(CENTRES, (f"{2020 + number}年", *row[1:]), strict=True):
                s.right(x + 30, 132 + 18 * number, text)

    table = table_of(draw(page))
    assert texts(table)[0] == ["年份", "产量", "增速", "销量", "增速"]
    assert texts(table)[1] == ["2020年", *ROWS[0][1:]]


def test_a_line_below_that_explains_a_mark_is_no_row() -> None:
    for mark in ("①", "1)", "[1]"):

        def page(s: Sheet, mark: str = mark) -> None:
            labels = ("省份", "泵站数量", "占比", "水站数量", "占比" + mark)
            for centre, label in zip(CENTRES, labels, strict=True):
                s.centred(centre, 112, label)
            body(s, 120, ROWS)
            s.text(70, 194, f"{mark} 为年初估计。")

        assert texts(table_of(draw(page)))[1:] == ROWS


def test_a_label_over_two_rows_of_the_header_is_read_once() -> None:
    flow, _ = flow_of(draw(lambda s: s.text(60, 80, "省份")))
    piece = piece_of(flow, 0)
    assert piece is not None
    (label,) = header_cells([{0: (piece,)}, {0: (piece,)}], [0])
    assert label.text.text == "省份"


def test_years_above_a_header_that_is_known_are_a_part_of_it() -> None:
    def page(s: Sheet) -> None:
        s.centred(240, 112, "2022年")
        s.centred(440, 112, "2023年")
        s.centred(CENTRES[3], 122, "重点企")
        for centre, label in zip(CENTRES, ("省份", "企业数量", "产量", "业数量", "产量"), strict=True):
            s.centred(centre, 132, label)
        body(s, 140, ROWS)

    assert texts(table_of(draw(page)))[0][1:3] == ["2022年 企业数量", "2022年 产量"]
