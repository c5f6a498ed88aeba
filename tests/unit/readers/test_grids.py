"""Ruling lines → grids of cells, and their text cell by cell."""

from __future__ import annotations

from itertools import pairwise

from report_etl.models import Document, Grid
from report_etl.readers import read_bytes
from report_etl.readers.grids import rulings_to_grids
from report_etl.readers.rulings import Edge, Rulings, cell_sides, header_sides, merge_edges, stripe_sides
from tests.drawing import Sheet, draw

XS, YS = [60.0, 160.0, 300.0, 500.0], [100.0, 120.0, 160.0, 200.0]


def fill(s: Sheet) -> None:
    for row, y in enumerate(YS[:-1]):
        for column, x in enumerate(XS[:-1]):
            s.text(x + 4, y + 14, f"{row}{column}")


def only_grid(document: Document) -> Grid:
    (grid,) = document.pages[0].grids
    return grid


def cell_texts(document: Document, grid: Grid) -> list[tuple[int, int, int, int, str]]:
    return [
        (
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            document.text[cell.span.start : cell.span.end],
        )
        for cell in grid.cells
    ]


def simple(document: Document) -> None:
    grid = only_grid(document)
    assert cell_texts(document, grid) == [(r, c, 1, 1, f"{r}{c}") for r in range(3) for c in range(3)]


def test_every_cell_is_one_range_of_the_raw_text() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 80, "上")
        s.grid(XS, YS)
        fill(s)
        s.text(304, 144, "续")
        s.text(60, 240, "下")

    document = read_bytes(draw(page), "a.pdf")
    assert document.text == "上\n00\n01\n02\n10\n11\n12\n续\n20\n21\n22\n下"
    assert [line.grid for line in document.lines] == [None, *[0] * 10, None]
    grid = only_grid(document)
    assert cell_texts(document, grid)[5] == (1, 2, 1, 1, "12\n续")
    assert (grid.rows, grid.columns, grid.open_top, grid.open_bottom) == (3, 3, False, False)


def test_merged_cells_span_rows_and_columns() -> None:
    def page(s: Sheet) -> None:
        for x in (XS[0], XS[-1]):
            s.line(x, YS[0], x, YS[-1])
        s.line(XS[1], YS[0], XS[1], YS[-1])
        s.line(XS[2], YS[1], XS[2], YS[-1])
        for y in (YS[0], YS[1], YS[3]):
            s.line(XS[0], y, XS[-1], y)
        s.line(XS[1], YS[2], XS[-1], YS[2])
        s.text(64, 114, "甲")
        s.text(164, 114, "跨栏")
        s.text(64, 150, "跨行")
        s.text(164, 140, "乙")
        s.text(304, 140, "丙")

    document = read_bytes(draw(page), "a.pdf")
    assert cell_texts(document, only_grid(document)) == [
        (0, 0, 1, 1, "甲"),
        (0, 1, 1, 2, "跨栏"),
        (1, 0, 2, 1, "跨行"),
        (1, 1, 1, 1, "乙"),
        (1, 2, 1, 1, "丙"),
        (2, 1, 1, 1, ""),
        (2, 2, 1, 1, ""),
    ]


def test_double_lines_are_one() -> None:
    def page(s: Sheet) -> None:
        s.grid(XS, YS)
        s.grid([x + 1.8 for x in XS], [y + 1.8 for y in YS])
        fill(s)

    simple(read_bytes(draw(page), "a.pdf"))


def test_dashes_and_pieces_are_one_line() -> None:
    def page(s: Sheet) -> None:
        for x in XS:
            s.line(x, YS[0], x, YS[-1])
        for y in (YS[0], YS[-1]):
            s.line(XS[0], y, XS[-1], y)
        for y in YS[1:-1]:
            x = XS[0]
            while x < XS[-1]:
                s.line(x, y, min(x + 6, XS[-1]), y)
                x += 10
        fill(s)

    simple(read_bytes(draw(page), "a.pdf"))


def test_thin_filled_boxes_are_lines() -> None:
    def page(s: Sheet) -> None:
        for x in XS:
            s.box(x, YS[0], x + 0.5, YS[-1], fill=True)
        for y in YS:
            s.box(XS[0], y, XS[-1], y + 0.5, fill=True)
        fill(s)

    simple(read_bytes(draw(page), "a.pdf"))


def test_boxes_of_single_cells_make_a_grid() -> None:
    def page(s: Sheet) -> None:
        for top, bottom in pairwise(YS):
            for left, right in pairwise(XS):
                s.box(left, top, right, bottom)
        fill(s)

    simple(read_bytes(draw(page), "a.pdf"))


def test_missing_sides_are_closed() -> None:
    def page(s: Sheet) -> None:
        for x in XS[1:-1]:
            s.line(x, YS[0], x, YS[-1])
        for y in YS:
            s.line(XS[0], y, XS[-1], y)
        fill(s)

    simple(read_bytes(draw(page), "a.pdf"))


def test_box_of_three_sides_at_the_page_break_is_closed() -> None:
    def page(s: Sheet) -> None:
        for x in XS:
            s.line(x, YS[0], x, YS[-1])
        for y in YS[:-1]:
            s.line(XS[0], y, XS[-1], y)
        fill(s)

    document = read_bytes(draw(page), "a.pdf")
    simple(document)
    assert only_grid(document).open_bottom
    assert not only_grid(document).open_top


def test_coloured_cells_without_lines_make_a_grid() -> None:
    def page(s: Sheet) -> None:
        for top, bottom in pairwise(YS):
            for left, right in pairwise(XS):
                s.canvas.setFillGray(0.85)
                s.box(left, top, right - 1, bottom - 1, fill=True)
        s.canvas.setFillGray(0)
        fill(s)

    simple(read_bytes(draw(page), "a.pdf"))


def test_coloured_cells_of_every_other_row_make_no_grid() -> None:
    """Of a header and three rows beside a coloured label there would be a table, and the others lost."""

    def page(s: Sheet) -> None:
        s.canvas.setFillGray(0.85)
        for row in (0, 1, 3, 5):
            for left, right in pairwise(XS[1:]):
                s.box(left, 100 + 30 * row, right, 130 + 30 * row, fill=True)
        s.box(XS[0], 100, XS[1], 190, fill=True)
        s.canvas.setFillGray(0)
        for row in range(6):
            s.text(XS[0] + 5, 118 + 30 * row, "薯业")
            s.text(XS[1] + 5, 118 + 30 * row, "种薯繁育")
            s.cell(XS[2] + 5, 111 + 30 * row, ["脱毒种薯扩繁与", "检测。"])

    assert not read_bytes(draw(page), "a.pdf").pages[0].grids


def test_frames_and_boxes_around_text_are_no_grids() -> None:
    def page(s: Sheet) -> None:
        s.box(30, 30, 560, 800)
        s.box(60, 100, 400, 160)
        s.line(60, 130, 400, 130)
        s.text(70, 120, "框中的文字")
        s.text(70, 150, "另一行")

    document = read_bytes(draw(page), "a.pdf")
    assert document.pages[0].grids == ()
    assert [line.text for line in document.lines] == ["框中的文字", "另一行"]


def test_three_line_table_is_no_grid_but_its_lines_are_kept() -> None:
    def page(s: Sheet) -> None:
        for y in (YS[0], YS[1], YS[-1]):
            s.line(XS[0], y, XS[-1], y)
        fill(s)

    sheet = read_bytes(draw(page), "a.pdf").pages[0]
    assert sheet.grids == ()
    assert [round(rule.top) for rule in sheet.rules] == [100, 120, 200]


def test_two_grids_side_by_side_are_two() -> None:
    def page(s: Sheet) -> None:
        for x in (60, 320):
            s.grid([x, x + 80, x + 160], [100, 120, 140])
            s.text(x + 4, 114, "年份")
            s.text(x + 84, 114, "数量")

    document = read_bytes(draw(page), "a.pdf")
    assert [grid.columns for grid in document.pages[0].grids] == [2, 2]


def test_grid_with_a_table_inside_a_cell_is_none() -> None:
    """Where hardly any line is drawn the rows are told by their text, not by the cells."""

    def page(s: Sheet) -> None:
        s.box(60, 100, 500, 300)
        s.line(350, 100, 350, 300)
        for row in range(8):
            for column in range(4):
                s.text(70 + 60 * column, 120 + 20 * row, f"{row}.{column}")
            s.text(360, 120 + 20 * row, f"{row}")

    assert read_bytes(draw(page), "a.pdf").pages[0].grids == ()


def test_ten_thousand_lines_are_a_drawing() -> None:
    def page(s: Sheet) -> None:
        for number in range(10_000):
            s.line(
                60 + number % 100 * 4, 100 + number // 100 * 4, 62 + number % 100 * 4, 130 + number // 100 * 4
            )
        s.text(60, 80, "图1")

    document = read_bytes(draw(page), "a.pdf")
    assert document.pages[0].grids == ()
    assert [line.text for line in document.lines] == ["图1"]


def test_more_pieces_than_any_table_has_are_told() -> None:
    edges = [Edge(float(5 * n), 0.0, 900.0) for n in range(800)]
    assert rulings_to_grids(Rulings(edges, edges, {})) == []


def test_joining_keeps_lines_apart_that_do_not_touch() -> None:
    merged = merge_edges([Edge(10, 0, 50), Edge(10.4, 51, 90), Edge(10, 120, 180), Edge(30, 0, 50)])
    assert [(round(e.low), round(e.high)) for e in merged] == [(0, 90), (120, 180), (0, 50)]


def test_coloured_boxes_right_on_top_of_a_grid_are_its_header() -> None:
    def page(s: Sheet) -> None:
        s.grid(XS, YS[1:])
        for left, right in pairwise(XS):
            s.box(left, YS[0], right, YS[1] - 0.6, fill=True)
        fill(s)

    simple(read_bytes(draw(page), "a.pdf"))


def test_one_coloured_box_on_top_of_a_grid_is_no_row_of_it() -> None:
    def page(s: Sheet) -> None:
        s.grid(XS, YS[1:])
        s.box(XS[0], YS[0], XS[-1], YS[1] - 0.6, fill=True)
        fill(s)

    assert only_grid(read_bytes(draw(page), "a.pdf")).rows == 2


def test_a_coloured_band_above_rows_with_lines_is_a_header() -> None:
    cells = {(60.0, 100.0, 160.0, 115.0): 0.3, (160.0, 100.0, 300.0, 115.0): 0.3}
    lines = [Edge(130.0, 60.0, 300.0), Edge(145.0, 60.0, 300.0)]
    assert header_sides(cells, lines) == [Edge(115, 60.0, 300.0)]
    assert header_sides(cells, [Edge(130.0, 60.0, 500.0)]) == []


def test_a_header_stands_above_lines_that_begin_behind_a_first_cell_for_several_rows() -> None:
    head = {(60.0, 100.0, 300.0, 115.0): 0.3}
    assert header_sides(head, [Edge(130.0, 110.0, 300.0)]) == [Edge(115, 60.0, 300.0)]
    assert header_sides(head, [Edge(130.0, 200.0, 300.0)]) == []


def test_a_coloured_cell_for_several_rows_ends_where_the_line_beside_it_begins() -> None:
    cells = {(60.0, 115.0, 110.0, 145.0): 0.9, (60.0, 145.0, 110.0, 190.0): 0.9}
    lines = [Edge(130.0, 110.0, 300.0), Edge(145.5, 110.0, 300.0), Edge(160.0, 110.0, 300.0)]
    assert cell_sides(cells, lines) == [Edge(145.0, 60.0, 110.0)]


def test_rows_of_which_every_other_is_coloured_are_no_headers() -> None:
    """Their sides do not part the header, which is not coloured, from the first row."""
    rows = {(60.0, 100.0 + 30 * n, 300.0, 115.0 + 30 * n): 0.9 for n in range(4)}
    assert header_sides(rows, [Edge(220.0, 60.0, 300.0)]) == []


def test_the_sides_of_every_other_row_part_rows_where_no_line_is_drawn() -> None:
    rows = {(60.0, 100.0 + 40 * n, x, 115.0 + 40 * n): 0.9 for n in range(3) for x in (180.0,)}
    rows |= {(180.0, top, 300.0, bottom): shade for (_, top, _, bottom), shade in rows.items()}
    sides = [Edge(at, 60.0, 300.0) for n in range(3) for at in (100.0 + 40 * n, 115.0 + 40 * n)]
    assert stripe_sides(rows, []) == sides
    assert stripe_sides(rows, [Edge(135.0, 60.0, 300.0)]) == []  # lines part them already


def test_the_band_of_a_header_above_rows_of_which_every_other_is_coloured_parts_it_from_the_first() -> None:
    rows = {(60.0, 115.0 + 30 * n, 300.0, 130.0 + 30 * n): 0.9 for n in range(3)}
    header = {(60.0, 80.0, 300.0, 100.0): 0.3}
    assert Edge(100.0, 60.0, 300.0) in stripe_sides(header | rows, [])
    assert Edge(100.0, 60.0, 200.0) not in stripe_sides({(60.0, 80.0, 200.0, 100.0): 0.3} | rows, [])


def test_coloured_boxes_far_apart_are_no_rows() -> None:
    boxes = {(60.0, 100.0 + 90 * n, 300.0, 115.0 + 90 * n): 0.9 for n in range(3)}
    assert stripe_sides(boxes, []) == []


def test_a_band_without_a_line_heads_rows_of_which_each_has_one_though_every_other_is_coloured() -> None:
    head = {(60.0, 85.0, 300.0, 100.0): 0.9}
    rows = {(60.0, 115.0 + 30 * n, 300.0, 130.0 + 30 * n): 0.9 for n in range(3)}
    lines = [Edge(115.0 + 15 * n, 60.0, 300.0) for n in range(6)]
    assert Edge(100, 60.0, 300.0) in header_sides(head | rows, lines)
    assert header_sides(head | rows, lines[-1:]) == []


def test_a_band_darker_than_those_around_it_is_a_header() -> None:
    """A message above it is lighter."""
    head = {(60.0, 100.0, 300.0, 115.0): 0.3}
    message = {(60.0, 80.0, 300.0, 95.0): 0.9}
    lines = [Edge(130.0 + 15 * n, 60.0, 300.0) for n in range(4)]
    assert header_sides(head | message, lines) == [Edge(115, 60.0, 300.0)]
