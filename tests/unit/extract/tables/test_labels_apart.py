"""Labels apart from the header of a table: its rows are refused, those of other tables are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report_etl.catalog import load_catalog
from report_etl.extract.reflow import reflow
from report_etl.extract.tables.labels_apart import refuse_apart
from report_etl.pipeline import extract_text
from tests.unit.extract.tables.raw import raw_table
from tests.wrapping import printed

ROWS = (
    "文件名称\n主要内容\n关于推进泵站节能改造的指导意见\n推动老旧泵站更新。\n"
    "微型泵产业提升行动方案\n建设检测平台。\n水价管理条例\n完善阶梯水价。"
)


@pytest.mark.parametrize(
    "text",
    [
        f"发布时间\n2022-03\n2023-04\n2024-06\n\n表1 水泵行业政策\n{ROWS}",
        f"发布时间\n\n发布机构\n\n2022-03 水利部\n2023-04 商务部\n2024-06 国务院\n表1 水泵行业政策\n{ROWS}",
        f"表1 水泵行业政策\n{ROWS}\n\n发布时间\n2022-03\n2023-04\n2024-06",
    ],
    ids=["above", "two of them", "below"],
)
def test_rows_whose_dates_stand_apart_are_refused(text: str) -> None:
    extraction = extract_text(f"政策密集出台，主要文件见表1。\n{text}\n")
    assert not extraction.policies
    assert extraction.rejects


def test_the_labels_of_another_table_are_no_labels_apart() -> None:
    above = "表1 水泵政策\n发布时间\n政策名称\n2022-03\n节水方案\n2023-04\n供水规划\n2024-06\n农田排灌条例"
    text = f"{above}\n资料来源：水泵协会\n表2 水泵标准\n{ROWS}\n资料来源：水泵协会\n"
    assert len(extract_text(text).policies) == 6


def test_rows_of_a_drawn_table_beside_the_label_of_another_column_are_refused() -> None:
    """The dates stand in a column of text of their own, as a reader of the page has it."""
    catalog = load_catalog()
    rows = [
        ["关于推进泵站节能改造的指导意见", "推动老旧泵站更新。"],
        ["微型泵产业提升行动方案", "建设检测平台。"],
    ]
    table, _ = raw_table(["文件名称", "主要内容"], rows, caption="水泵行业政策")
    texts = [
        ("文件名称 主要内容", 160.0, 100.0),
        *((" ".join(row), 160.0, 120.0 + 20 * n) for n, row in enumerate(rows)),
    ]
    for label, refused in (("发布时间", True), ("水利部门", False)):
        flow = reflow(printed([(label, 60.0, 100.0), *texts]))
        (found,) = refuse_apart(flow, (), [replace(table, lines=(1, 2, 3))], catalog)
        assert all(bool(row.readings) is refused for row in found.rows)
