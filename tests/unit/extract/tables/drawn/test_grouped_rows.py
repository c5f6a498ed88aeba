"""Lines drawn between groups of rows, each group with a merged first cell."""

from __future__ import annotations

from collections.abc import Sequence

from report_etl.extract.tables.drawn.aligned import find_aligned
from report_etl.models import RawTable
from tests.drawing import Sheet, draw, flow_of, texts

STEP = 14.0
XS = (140.0, 240.0, 380.0)
CHAIN = [
    ("上游", [("种薯", "脱毒、扩繁与检测，|供应周期较长。"), ("农机", "以播种与收获机械为主。")]),
    ("中游", [("切片与烘干", "季节性强，|靠近产地。"), ("淀粉", "规模效应明显，毛利偏低。")]),
    ("下游", [("餐饮", "需求稳定。"), ("零售", "渠道分散，|损耗偏高，|促销频繁。")]),
]
POLICIES = [
    ("扶持", [("2021.04", "薯业补贴管理|办法"), ("2022.09", "种薯繁育条例")]),
    ("标准", [("2023.01", "薯制品分级"), ("2024.11", "仓储建设规划|与导则")]),
]


def table_of(
    header: Sequence[str],
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]],
    *,
    padding: float = 0,
    label: float = 0.5,
) -> RawTable:
    """Cells in the middle of their rows, a line above each group; `label`: where its label stands."""

    def page(s: Sheet) -> None:
        for x, text in zip((60.0, *XS), header, strict=False):
            s.text(x, 110, text)
        top = 116.0
        for name, rows in groups:
            s.line(55, top, 540, top)
            start, top = top, top + padding
            for cells in rows:
                lines = [cell.split("|") for cell in cells]
                height = STEP * max(map(len, lines))
                for x, cell in zip(XS, lines, strict=False):
                    s.cell(x, top + 10 + (height - STEP * len(cell)) / 2, cell, step=STEP)
                top += height + padding
            s.text(60, start + label * (top - start) + 4, name)
        s.line(55, top, 540, top)

    flow, blocks = flow_of(draw(page))
    (table,), _ = find_aligned(flow, blocks, frozenset())
    return table


def expected(groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> list[list[str]]:
    return [[name, *(cell.replace("|", "") for cell in row)] for name, rows in groups for row in rows]


def test_entries_of_prose_between_the_lines_are_rows_each() -> None:
    for padding in (0.0, 6.0):
        table = table_of(["环节", "领域", "说明"], CHAIN, padding=padding)
        assert texts(table)[1:] == expected(CHAIN)
        assert all(row.confidence >= 0.9 for row in table.rows)


def test_a_label_holds_for_its_group_wherever_it_stands_there() -> None:
    table = table_of(["类别", "发布日期", "文件名称"], POLICIES, label=0.3)
    assert texts(table)[1:] == expected(POLICIES)


def test_a_cell_of_two_sentences_beside_a_name_is_one_row() -> None:
    rows = [("上游", [("种薯", "供应周期较长。|季节性强。")]), ("中游", [("淀粉", "毛利偏低。|靠近产地。")])]
    table = table_of(["环节", "领域", "说明"], rows)
    assert [row[1] for row in texts(table)[1:]] == ["种薯", "淀粉"]
