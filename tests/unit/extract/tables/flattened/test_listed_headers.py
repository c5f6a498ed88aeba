"""Lists of items with figures in running text: where their labels end and their first row begins."""

from __future__ import annotations

import pytest

from report_etl.pipeline import extract_text
from tests.unit.extract.tables.flattened.test_find import find, report, rows

COSTS = (
    "2024年水泵成本构成 项目 数值（万元） 占比 "
    "原材料 312.5 62.5% 人工 100.0 20.0% 折旧 87.5 17.5% 合计 500.0 —"
)
CHANNELS = "2023年水泵销售结构 渠道 占比 直销 61.5% 经销 38.5% 合计 100%"
STAGES = (
    "2024年水泵产业链价值分布 产业链环节 产值（亿元） 占比 "
    "上游铸件 12.5 25.0% 中游整机 30.0 60.0% 下游服务 7.5 15.0% 合计 50.0 —"
)


@pytest.mark.parametrize("separator", [" ", "\n"], ids=["flattened", "one cell per line"])
def test_tables_one_below_the_other_keep_their_captions_and_totals(separator: str) -> None:
    text = "\n".join(table.replace(" ", separator) for table in (COSTS, CHANNELS, STAGES))
    extraction = extract_text(f"一、成本\n{text}\n资料来源：公开资料整理\n二、结论\n")
    assert [(q.subject, str(q.value), q.period) for q in extraction.quantities] == [
        ("原材料", "3125000", "2024"),
        ("人工", "1000000", "2024"),
        ("折旧", "875000", "2024"),
        ("上游铸件", "1250000000", "2024"),
        ("中游整机", "3000000000", "2024"),
        ("下游服务", "750000000", "2024"),
    ]
    shares = [(p.subject, str(p.value), p.period) for p in extraction.percentages]
    assert shares[3:5] == [("直销", "61.5", "2023"), ("经销", "38.5", "2023")]
    assert len(shares) == 8
    assert len(extraction.table_totals) == 2
    assert not extraction.rejects


def test_the_name_of_the_first_item_may_run_over_a_line_end() -> None:
    head, tail = COSTS.split("材料")
    (table,) = find(f"水泵成本上升，企业承压。\n{head}\n材料{tail}\n资料来源：公开资料整理\n")
    assert rows(table)[0] == ["原材料", "312.5", "62.5%"]


@pytest.mark.parametrize(
    "words",
    [
        "主要产品 产值（亿元） 占比 上游 铸件 12.5 25.0% 中游 整机 30.0 60.0%",
        "主要产品 占比 上游 铸件 25.0% 中游 整机 60.0%",
    ],
)
def test_labels_of_figures_behind_those_of_words_are_no_row_of_a_chain(words: str) -> None:
    extraction = extract_text(report(f"2024年水泵产业链价值分布 产业链环节 {words}"))
    assert not extraction.value_chain


def test_a_word_of_the_caption_is_no_first_label_of_a_chain() -> None:
    text = "水泵产业链各环节情况 环节 企业数量（家） 主要说明 上游 22 铸件企业较多。 下游 18 应用分散。"
    extraction = extract_text(report(text))
    assert not extraction.value_chain
    assert extraction.rejects


def test_a_caption_holds_no_figures_of_an_unread_table_before_it() -> None:
    before = "2021年水泵工艺比较 工艺 得分 铸造 3.5 冲压 — 焊接 4.1 "
    tables = find(report(before + CHANNELS.removeprefix("2023年"), width=200))
    assert [table.caption.text for table in tables if table.caption][-1] == "水泵销售结构"


@pytest.mark.parametrize(
    ("printed", "torn"),
    [("折旧 87.5", "折旧8\n7.5"), ("人工 100.0", "人工100.0"), ("人工 100.0", "人工 1\n00.0")],
)
def test_a_name_that_a_figure_ran_into_is_refused(printed: str, torn: str) -> None:
    extraction = extract_text(report(COSTS.replace(printed, torn), width=300))
    right = {"3125000", "1000000", "875000", "62.5", "20.0", "17.5"}
    assert {str(q.value) for q in [*extraction.quantities, *extraction.percentages]} <= right


def test_the_name_of_a_total_is_no_doubt_below_names_of_stages() -> None:
    assert [str(total.value) for total in extract_text(report(STAGES)).table_totals] == ["5000000000"]
