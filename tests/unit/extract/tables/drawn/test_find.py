"""Tables that stand below or beside another part: their unit may stand there."""

from __future__ import annotations

from report_etl.pipeline import extract_bytes
from tests.drawing import Sheet, draw

XS = [60.0, 180.0, 300.0]


def grid(s: Sheet, top: float, rows: list[tuple[str, str]]) -> None:
    ys = [top + 24 * number for number in range(len(rows) + 1)]
    s.grid(XS, ys)
    for y, row in zip(ys, rows, strict=False):
        for x, text in zip(XS, row, strict=False):
            s.text(x + 5, y + 16, text)


def counts(second: str | None) -> list[tuple[str, int]]:
    """Two grids with nothing between them but what is given; only the first notes its unit."""

    def page(s: Sheet) -> None:
        s.centred(180, 90, "表1 2024年各省水泵库存（单位：万台）")
        grid(s, 100, [("省份", "库存"), ("浙江", "12"), ("山东", "9"), ("江苏", "7")])
        if second:
            s.centred(180, 222, second)
        grid(s, 232, [("省份", "库存"), ("河北", "6"), ("河南", "5"), ("湖北", "4")])

    extraction = extract_bytes(draw(page), "drawn.pdf")
    return [(record.region, int(record.count)) for record in extraction.region_counts]


def test_figures_whose_unit_the_part_above_may_note_are_refused() -> None:
    assert counts(None) == [("浙江", 120000), ("山东", 90000), ("江苏", 70000)]


def test_a_table_with_a_caption_has_its_own_unit() -> None:
    assert counts("表2 2024年各省水泵经销点数量")[3:] == [("河北", 6), ("河南", 5), ("湖北", 4)]
