"""Rows told by the white between them, wherever their cells stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from report_etl.extract.tables.drawn.aligned import find_aligned
from report_etl.models import RawRow, RawTable
from tests.drawing import Sheet, draw, flow_of, texts

STEP = 14.0
XS = (60.0, 130.0, 230.0, 360.0)


def table_of(data: bytes) -> RawTable:
    flow, blocks = flow_of(data)
    (table,), _ = find_aligned(flow, blocks, frozenset())
    return table


def draw_rows(
    s: Sheet, top: float, rows: Sequence[Sequence[Sequence[str]]], padding: float, place: float = 0.5
) -> float:
    """Rows of cells of several lines; `place` 0: at the top of the row, 0.5: in its middle."""
    for row in rows:
        height = max(map(len, row)) * STEP
        for x, cell in zip(XS, row, strict=True):
            s.cell(x, top + place * (height - len(cell) * STEP) + 10, cell, step=STEP)
        top += height + padding
    return top


HEADER = [["发布时", "间"], ["发布部门"], ["文件名称"], ["主要内容"]]
ROWS = [
    [
        ["2021年", "4月"],
        ["农业农村部"],
        ["关于做好薯类种苗", "繁育工作的意见"],
        ["扩大脱毒种薯覆盖面，", "健全检测体系。"],
    ],
    [["2021年", "9月"], ["财政部"], ["薯类加工补贴管理", "办法"], ["明确补贴对象。"]],
    [
        ["2022年", "1月"],
        ["市场监管总局", "国家标准委"],
        ["薯类制品标准汇编"],
        ["统一分级指标，", "规范标签标识，", "强化抽检。"],
    ],
]
CELLS = [
    ["发布时间", "发布部门", "文件名称", "主要内容"],
    ["2021年4月", "农业农村部", "关于做好薯类种苗繁育工作的意见", "扩大脱毒种薯覆盖面，健全检测体系。"],
    ["2021年9月", "财政部", "薯类加工补贴管理办法", "明确补贴对象。"],
    ["2022年1月", "市场监管总局\n国家标准委", "薯类制品标准汇编", "统一分级指标，规范标签标识，强化抽检。"],
]


def bare(rows: list[list[str]]) -> list[list[str]]:
    return [["".join(cell.split()) for cell in row] for row in rows]


def test_cells_in_the_middle_of_their_rows() -> None:
    table = table_of(draw(lambda s: draw_rows(s, 100, [HEADER, *ROWS], 6)))
    assert bare(texts(table)) == bare(CELLS)
    assert all(row.confidence >= 0.9 for row in table.rows)


def test_a_date_cut_behind_its_year_is_one_cell() -> None:
    dates = [["2021/", "12"], ["2021-", "09"], ["2022.", "11"]]
    rows = [[row[1], row[2], date, row[3]] for date, row in zip(dates, ROWS, strict=True)]
    header = [HEADER[1], HEADER[2], HEADER[0], HEADER[3]]
    table = table_of(draw(lambda s: draw_rows(s, 100, [header, *rows], 6)))
    assert [row[2] for row in bare(texts(table))] == ["发布时间", "2021/12", "2021-09", "2022.11"]
    assert all(row.confidence >= 0.9 for row in table.rows)


def test_cells_at_the_top_of_their_rows() -> None:
    table = table_of(draw(lambda s: draw_rows(s, 100, [HEADER, *ROWS], 6, place=0)))
    assert bare(texts(table)) == bare(CELLS)


def test_a_header_alone_on_its_page_has_the_lines_of_the_next_page() -> None:
    labels = [["时间"], ["发布部门"], ["文件名称"], ["主要内容"]]
    table = table_of(
        draw(
            lambda s: (s.text(60, 60, "一", 20), draw_rows(s, 790, [labels], 6)),
            lambda s: draw_rows(s, 60, ROWS, 6),
        )
    )
    assert bare(texts(table))[1:] == bare(CELLS)[1:]


def test_a_caption_with_a_wide_gap_after_its_number_is_no_row() -> None:
    def page(s: Sheet) -> None:
        s.text(230, 110, "表3")
        s.text(262, 110, "主要政策一览")
        draw_rows(s, 120, [HEADER, *ROWS], 6)

    table = table_of(draw(page))
    assert bare(texts(table)) == bare(CELLS)
    assert table.caption is not None


def test_a_row_cut_by_the_page_break_is_made_whole() -> None:
    first = [["2022年"], ["市场监管总局"], ["薯类制品标准"], ["统一分级指标，"]]
    rest = [["1月"], ["国家标准委"], ["汇编"], ["规范标签标识，", "强化抽检。"]]

    def upper(s: Sheet) -> None:
        draw_rows(s, 700, [HEADER, *ROWS[:2], first], 6)

    table = table_of(draw(upper, lambda s: draw_rows(s, 60, [rest, *ROWS[:1]], 6)))
    assert [row[0] for row in bare(texts(table))[1:]] == ["2021年4月", "2021年9月", "2022年1月", "2021年4月"]
    assert bare(texts(table))[3][2:] == ["薯类制品标准汇编", "统一分级指标，规范标签标识，强化抽检。"]


def test_a_merged_cell_in_the_middle_of_its_rows_is_given_to_each() -> None:
    rows = [
        [[], ["种薯"], ["脱毒、扩繁与检测，", "供应周期较长。"], ["约一成"]],
        [[], ["肥料"], ["以钾肥为主。"], ["约两成"]],
        [[], ["初加工"], ["清洗、切片与烘干，", "季节性强。"], ["约三成"]],
        [[], ["深加工"], ["淀粉、全粉与速冻。"], ["约四成"]],
    ]

    def page(s: Sheet) -> None:
        top = draw_rows(s, 100, [[["环节"], ["领域"], ["说明"], ["占比"]]], 6)
        draw_rows(s, top, rows, 6)
        s.text(60, top + 27, "上游")
        s.text(60, top + 81, "中游")

    table = table_of(draw(page))
    assert [row[:2] for row in texts(table)[1:]] == [
        ["上游", "种薯"],
        ["上游", "肥料"],
        ["中游", "初加工"],
        ["中游", "深加工"],
    ]


def chain(*rows: tuple[str, str]) -> list[list[str]]:
    """Stage and field of each row of a chain whose rows have one line."""
    notes = ["供应周期长，季节性强。", "以进口为主。", "需求稳定。", "区域集中，门槛不高，毛利偏低。"]

    def page(s: Sheet) -> None:
        cells = [
            [[stage] if stage else [], [field], [note], ["一成"]]
            for (stage, field), note in zip(rows, notes, strict=True)
        ]
        draw_rows(s, 100, [[["环节"], ["领域"], ["说明"], ["占比"]], *cells], 10)

    found = rows_of(table_of(draw(page)))
    return [["?" if row.cells[0].unsure else line[0], line[1]] for row, line in found]


def rows_of(table: RawTable) -> list[tuple[RawRow, list[str]]]:
    return list(zip(table.rows, [row[:2] for row in texts(table)[1:]], strict=True))


def test_a_merged_cell_of_which_two_readings_fit_is_not_sure() -> None:
    """Labels at the first and third of four rows of one line may stand at the top or in the middle."""
    found = chain(("上游", "种薯"), ("", "肥料与农药"), ("下游", "加工"), ("", "餐饮"))
    assert found == [["上游", "种薯"], ["?", "肥料与农药"], ["下游", "加工"], ["下游", "餐饮"]]


def test_a_first_row_without_a_label_says_that_labels_stand_in_the_middle() -> None:
    found = chain(("", "种薯"), ("上游", "肥料"), ("", "农机"), ("下游", "加工"))
    assert found == [["上游", "种薯"], ["上游", "肥料"], ["上游", "农机"], ["下游", "加工"]]


def test_a_cell_has_no_hole_where_little_white_parts_the_rows() -> None:
    """A cell that is empty on lines which the others fill, and goes on below, is two cells."""
    rows = [
        [["2021年4月"], ["农业农村部"], ["关于做好薯类种苗", "繁育工作的意见"], ["扩大脱毒种薯覆盖面。"]],
        [["2021年9月"], ["财政部"], ["薯类加工补贴管理", "办法（2021年版）"], ["明确补贴对象。"]],
    ]
    table = table_of(draw(lambda s: draw_rows(s, 100, [*rows, *rows], 1, place=0)))
    assert all("\n" not in cell.text.text for row in table.rows for cell in row.cells)


def test_a_last_row_closer_than_the_others_is_a_row() -> None:
    """Figures one below the other are two cells, however close they stand."""
    years = [("2021年", 19.0), ("2022年", 19.0), ("2023年", 19.0), ("2024年E", 16.0)]

    def page(s: Sheet) -> None:
        top = 100.0
        for place, x in zip(("年份", "产量", "销量", "增速"), (0, 1, 2, 3), strict=True):
            s.cell(XS[x], top, [place], step=STEP)
        for number, (year, step) in enumerate(years):
            top += step
            for x, text in zip(XS, (year, f"{number}2.5", f"{number}1.4", f"{number}.6%"), strict=True):
                s.cell(x, top, [text], step=STEP)

    assert [row[0] for row in texts(table_of(draw(page)))[1:]] == [year for year, _ in years]


def test_a_label_in_the_middle_of_the_first_of_its_rows_holds_for_the_empty_cells_below() -> None:
    rows = [
        [["上游"], ["种薯"], ["供应周期长，", "季节性强。"], ["一成"]],
        [[], ["农机"], ["以进口为主。"], ["一成"]],
        [["下游"], ["加工"], ["区域集中，", "毛利偏低。"], ["三成"]],
        [[], ["餐饮"], ["需求稳定，", "门店较多。"], ["五成"]],
    ]
    header = [["环节"], ["领域"], ["说明"], ["占比"]]
    table = table_of(draw(lambda s: draw_rows(s, 100, [header, *rows], 8)))
    assert [line[0] for _, line in rows_of(table)] == ["上游", "上游", "下游", "下游"]
    assert all(row.confidence for row in table.rows)


def test_a_merged_cell_goes_on_over_the_rows_above_the_first_label_of_a_page() -> None:
    cells = [[[], *row[:1], *row[2:]] for row in ROWS]

    def first(s: Sheet) -> None:
        top = draw_rows(s, 700, [[["类别"], *HEADER[:1], *HEADER[2:]]], 6)
        draw_rows(s, top, cells[:1], 6)
        s.text(60, top + 17, "扶持")

    def second(s: Sheet) -> None:
        top = draw_rows(s, draw_rows(s, 60, cells[:1], 6), cells, 6)
        s.text(60, top - 59, "标准")

    table = table_of(draw(first, second))
    assert [row[0] for row in texts(table)[1:]] == ["扶持", "扶持", "标准", "标准", "标准"]
    assert all(row.confidence >= 0.9 for row in table.rows)


def test_a_merged_cell_that_stands_nowhere_in_particular_leaves_dated_rows_without_it() -> None:
    rows = [[[], *row[:1], *row[2:]] for row in ROWS]

    def page(s: Sheet) -> None:
        draw_rows(s, draw_rows(s, 100, [[["类别"], *HEADER[:1], *HEADER[2:]]], 6), rows, 6)
        s.text(60, 165, "补贴")

    table = table_of(draw(page))
    assert [row[1] for row in texts(table)[1:]] == ["2021年4月", "2021年9月", "2022年1月"]
    assert all(row.cells[0].unsure and not row.cells[0].text for row in table.rows)
    assert all(row.confidence >= 0.9 for row in table.rows)


def test_the_lines_of_a_merged_cell_may_stand_a_little_further_apart() -> None:
    cells = [[[], *row[:1], *row[2:]] for row in ROWS]

    def page(s: Sheet) -> None:
        top = draw_rows(s, 100, [[["类别"], *HEADER[:1], *HEADER[2:]]], 6)
        bottom = draw_rows(s, top, cells, 6)
        s.cell(60, (top + bottom - 6) / 2 - 6, ["补贴与", "标准"], step=STEP + 3)

    table = table_of(draw(page))
    assert [row[0] for row in texts(table)[1:]] == ["补贴与标准"] * 3


@pytest.mark.parametrize(
    "padding", [8.0, 0.0], ids=["white between rows", "rows in the middle of their height"]
)
def test_a_date_cut_between_its_digits_is_one_cell(padding: float) -> None:
    header = [["发布时间"], *HEADER[1:]]
    dates = [["2021-04-2", "7"], ["2021-09-0", "3"], ["2022-01-1", "8"]]
    rows = [[date, *row[1:]] for date, row in zip(dates, ROWS, strict=True)]

    def page(s: Sheet) -> None:
        draw_rows(s, 100, [header, *rows], padding)

    first = [row[0] for row in texts(table_of(draw(page)))]
    assert first == ["发布时间", "2021-04-27", "2021-09-03", "2022-01-18"]
