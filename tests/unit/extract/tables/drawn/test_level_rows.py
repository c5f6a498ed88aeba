"""Rows that follow one another as closely as the lines of a cell, told by where their cells stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from report_etl.extract.tables.drawn.aligned import find_aligned
from report_etl.models import RawTable
from tests.drawing import Sheet, draw, flow_of, texts

STEP = 14.0
XS = (60.0, 130.0, 200.0, 330.0)
PROSE = "各地陆续出台措施，支持薯业发展，形成较为完整的政策体系，后续还有细则。"
HEADER = [["发布时间"], ["地", "区"], ["政策名称"], ["主要内容"]]
ROWS = [
    [
        ["2022年3月"],
        ["甘肃"],
        ["薯类主食化推进", "方案"],
        ["建设三个原料基地，", "培育加工企业，", "扩大种植面积。"],
    ],
    [["2022年7月"], ["黑龙", "江"], ["薯业振兴若干措", "施"], ["支持脱毒种薯繁育，", "给予补贴。"]],
    [["2023年1月"], ["贵州"], ["薯类仓储建设规", "划"], ["完善冷藏设施。"]],
    [
        ["2023年5月"],
        ["云南"],
        ["加工园区管理办", "法（试行）"],
        ["明确入园条件，", "规范用地审批，", "强化环保要求，", "优化服务。"],
    ],
]


def draw_rows(
    s: Sheet, top: float, rows: Sequence[Sequence[Sequence[str]]], place: float, left: float = 0
) -> None:
    """Rows without padding; `place` 0: cells at the top of the row, 0.5: in its middle, 1: at its foot."""
    for row in rows:
        height = max(map(len, row)) * STEP
        for x, cell in zip(XS, row, strict=True):
            s.cell(left + x, top + place * (height - len(cell) * STEP) + 10, cell, step=STEP)
        top += height


def table_of(data: bytes) -> RawTable:
    flow, blocks = flow_of(data)
    (table,), _ = find_aligned(flow, blocks, frozenset())
    return table


def joined(rows: Sequence[Sequence[Sequence[str]]]) -> list[list[str]]:
    return [["".join(cell) for cell in row] for row in rows]


def bare(table: RawTable) -> list[list[str]]:
    return [["".join(cell.split()) for cell in row] for row in texts(table)]


@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_rows_without_white_between_them(place: float) -> None:
    table = table_of(draw(lambda s: draw_rows(s, 100, [HEADER, *ROWS], place)))
    assert bare(table) == joined([HEADER, *ROWS])
    assert all(row.confidence >= 0.9 for row in table.rows)


@pytest.mark.parametrize(("upper", "lower"), [("2022.", "03"), ("2022.1", "2"), ("2022-03-0", "7")])
def test_no_row_ends_inside_a_date(upper: str, lower: str) -> None:
    """Where every cell of a row has two lines, they are not two rows."""
    both = [[upper, lower], ["西", "藏"], ["薯类主食化推进", "方案"], ["建设三个原料基地，", "培育企业。"]]
    rows = [HEADER, both, *ROWS[1:]]
    table = table_of(draw(lambda s: draw_rows(s, 100, rows, 0.5)))
    assert bare(table) == joined(rows)


def test_the_rest_of_a_row_at_the_top_of_a_page_is_given_to_it() -> None:
    """What the break has cut stands at the top of its cell on both pages."""
    cut = [ROWS[3][0], ROWS[3][1], ROWS[3][2], ROWS[3][3][:2]]
    rest = [[], [], [], ROWS[3][3][2:]]

    def upper(s: Sheet) -> None:
        draw_rows(s, 600, [HEADER, *ROWS[:3]], 0.5)
        draw_rows(s, 600 + STEP * 9, [cut], 0)

    def lower(s: Sheet) -> None:
        draw_rows(s, 60, [rest], 0)
        draw_rows(s, 60 + 2 * STEP, ROWS[:2], 0.5)

    assert bare(table_of(draw(upper, lower))) == joined([HEADER, *ROWS, *ROWS[:2]])


def test_a_merged_cell_does_not_begin_in_the_header_above_it() -> None:
    """Nor does one of a single row hold the words of the next, which stands right below it."""
    header = [["省市"], ["发布时间"], ["政策名称"], ["主要内容"]]
    regions = ["甘肃", "", "贵州", "云南"]
    rows = [
        [[region] if region else [], row[0], row[2], row[3]]
        for region, row in zip(regions, ROWS, strict=True)
    ]
    rows[2][3] = ["完善冷藏设施。"]
    rows[2][2] = ["薯类仓储规划"]
    table = table_of(draw(lambda s: draw_rows(s, 100, [header, *rows], 0)))
    assert bare(table)[0] == ["省市", "发布时间", "政策名称", "主要内容"]
    assert [row[0] for row in bare(table)[1:]] == ["甘肃", "甘肃", "贵州", "云南"]


def test_a_table_goes_on_at_the_head_of_the_next_column_of_text() -> None:
    """On the same page or on the next one, where the columns stand elsewhere."""
    whole = [HEADER, *ROWS, *ROWS]

    def prose(s: Sheet, x: float, top: float) -> None:
        for number in range(9):
            s.text(
                x, top + 14 * number, "各地陆续出台措施，支持薯业发展，形成较为完整的政策体系，后续还有细则。"
            )

    def page(s: Sheet) -> None:
        prose(s, 40, 60)
        draw_rows(s, 200, whole[:3], 0, left=-20)
        draw_rows(s, 55, whole[3:6], 0, left=400)
        prose(s, 460, 215)
        draw_rows(s, 355, whole[:3], 0, left=400)

    def following(s: Sheet) -> None:
        draw_rows(s, 60, whole[3:], 0, left=-20)

    pages = draw(page, following, size=(900, 500))
    flow, blocks = flow_of(pages)
    found, _ = find_aligned(flow, blocks, frozenset())
    assert [bare(table) for table in found] == [joined(whole[:6]), joined(whole)]


def test_a_caption_at_the_foot_of_a_column_of_text_is_of_the_table_at_the_head_of_the_next() -> None:
    def page(s: Sheet) -> None:
        for number in range(9):
            s.text(40, 60 + 14 * number, PROSE)
            s.text(460, 215 + 14 * number, PROSE)
        s.text(60, 200, "表1 薯业主要政策")
        draw_rows(s, 55, [HEADER, *ROWS], 0, left=400)

    caption = table_of(draw(page, size=(900, 500))).caption
    assert caption is not None and caption.text == "表1 薯业主要政策"


def test_rows_without_dates_or_figures_are_not_told_by_their_place() -> None:
    """Two rows of one line, their label between them, stand as one row of two lines would."""

    def page(s: Sheet) -> None:
        draw_rows(s, 100, [[["环节"], ["领域"], ["说明"], ["特点"]]], 0)
        for number, line in enumerate((["种薯", "周期长。", "波动"], ["农机", "进口多。", "垄断"])):
            for x, text in zip(XS[1:], line, strict=True):
                s.text(x, 124 + STEP * number, text)
        s.text(60, 131, "上游")

    assert all("农机" not in row or "种薯" not in row for row in bare(table_of(draw(page))))


def test_rows_without_dates_are_told_by_their_place_where_each_ends_a_sentence() -> None:
    rows = [
        [[], ["种薯"], ["脱毒、扩繁与", "检测。"], ["供应周期较", "长，季节性", "强。"]],
        [[], ["农机"], ["播种与收获。"], ["以进口为主，", "价格偏高。"]],
        [[], ["切片与烘干"], ["靠近产地。"], ["毛利偏低。"]],
    ]

    def page(s: Sheet) -> None:
        draw_rows(s, 100, [[["环节"], ["领域"], ["说明"], ["特点"]], *rows], 0.5)
        s.text(60, 158, "上游")

    table = table_of(draw(page))
    assert bare(table)[1:] == [["上游", *row[1:]] for row in joined(rows)]
