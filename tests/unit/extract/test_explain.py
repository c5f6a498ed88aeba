"""What gave no record is explained: the nearest rule and where it failed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from report_etl.catalog import load_catalog
from report_etl.cli import main
from report_etl.cli.explained import explanation_as_text
from report_etl.extract.explain import Explanation, explain
from report_etl.readers import read_bytes
from tests.drawing import Sheet, draw

PAGE_WITH_A_TABLE = ["省份", "企业数（家）"], ["山东", "120"], ["福建", "80"], ["海南", "35"]


def of(text: str) -> Explanation:
    return explain(read_bytes(text.encode(), "a.txt"), load_catalog())


def drawn(sheet: Sheet) -> None:
    sheet.text(100, 90, "表1 2024年各省海藻肥企业数")
    ys = [100.0, 120.0, 140.0, 160.0, 180.0]
    sheet.grid([100.0, 220.0, 340.0], ys)
    for y, row in zip(ys, PAGE_WITH_A_TABLE, strict=False):
        for x, text in zip((105.0, 225.0), row, strict=True):
            sheet.text(x, y + 14, text)


def later(sheet: Sheet) -> None:
    sheet.text(100, 90, "海藻肥在农业上使用已久，产量逐年上升。")


def test_a_table_shows_the_kind_chosen_its_columns_and_the_next_best() -> None:
    explained = explain(read_bytes(draw(drawn, later), "a.pdf"), load_catalog())
    (candidate,) = explained.candidates
    assert candidate.kind == "region_counts"
    assert [(column.field, column.type, column.score) for column in candidate.columns] == [
        ("region", "region", 1.0),
        ("count", "decimal", 1.0),
    ]
    assert candidate.readings[0].lacks is None
    assert explained.misses == ()
    text = explanation_as_text(explained)
    assert "企业数: count as decimal, 1.00" in text and "next best: " in text


def test_a_page_or_a_caption_alone() -> None:
    explained = explain(read_bytes(draw(drawn, later), "a.pdf"), load_catalog())
    second = explanation_as_text(explained, page=2)
    assert "使用已久" in second and "山东" not in second
    named = explanation_as_text(explained, caption="海藻肥企业数")
    assert "山东 | 120" in named
    with pytest.raises(LookupError, match="no line with '别的'"):
        explanation_as_text(explained, caption="别的")
    with pytest.raises(LookupError, match="no line on page 9 of 2"):
        explanation_as_text(explained, page=9)


def test_a_table_of_no_kind_names_the_nearest_and_what_it_lacks() -> None:
    (miss,) = of("海藻肥的分类|用途|原料\n---|---|---\n甲类|叶面喷施|褐藻\n乙类|土壤改良|红藻\n").misses
    assert miss.failed.startswith(("no column is its", "the cells are not"))


def test_a_caption_without_a_table_names_the_label_that_is_missing() -> None:
    explained = of("一、政策环境\n表1 近年来海藻肥行业有关规定\n发布时间\n以下从略，详见附件。\n")
    assert [(miss.rule, miss.words) for miss in explained.misses] == [
        ("policies", "表1 近年来海藻肥行业有关规定")
    ]
    assert explained.misses[0].failed.startswith("title: none of its labels stands below it")
    (miss,) = of("一、概况\n表1 海藻肥的分类\n以下从略，详见附件。\n").misses
    assert miss.failed == "no label of any kind of table stands below it"


def test_labels_without_rows_name_the_column_that_cannot_be_read() -> None:
    explained = of(
        "一、政策环境\n近年来海藻肥行业相关政策 发布时间 发布部门 政策名称 主要内容\n"
        "以下各项从略，读者可查阅附件。\n"
    )
    (miss,) = explained.misses
    assert (miss.rule, miss.words) == ("policies", "发布时间 | 发布部门 | 政策名称 | 主要内容")
    assert miss.failed.startswith("发布时间: '以下各项从略") and miss.failed.endswith("is no date")


def test_figures_under_one_another_that_are_no_table_are_named() -> None:
    rows = "".join(f"第{n}类产品的收入与成本 {n}50 {n}20 {n}31\n" for n in range(1, 5))
    found = [
        miss for miss in of(f"以下为明细。\n{rows}以上为明细。\n").misses if miss.rule == "aligned_table"
    ]
    assert [miss.line for miss in found] == [1]


@pytest.mark.parametrize("arguments", [["--page", "1"], ["--caption", "海藻"], []])
def test_the_command(arguments: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("海藻肥在农业上使用已久，产量逐年上升。\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["explain", str(path), *arguments])
    assert result.exit_code == 0
    for title in ("LINES", "BLOCKS", "TABLES", "NO RECORD", "REJECTS", "FINDINGS", "UNCLAIMED"):
        assert f"\n{title}" in f"\n{result.output}"
    assert "使用已久" in result.output


def test_the_command_shows_what_the_audit_found(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("2023年产量为100吨，2024年产量为120吨，同比增长30.0%。\n", encoding="utf-8")
    assert "growth_of_levels" in CliRunner().invoke(main, ["explain", str(path)]).output


def test_every_line_says_which_rules_claim_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("海藻肥使用已久，2024年产量为100吨。\n\n甲乙丙丁\n\n□适用 ☑不适用\n", encoding="utf-8")
    shown = CliRunner().invoke(main, ["explain", str(path)]).output
    assert "[paragraph/prose, statement/" in shown
    assert "甲乙丙丁  [form/question]" in shown and "form/choice]" in shown
    path.write_text("甲乙丙丁\n", encoding="utf-8")
    assert "甲乙丙丁  [unclaimed]" in CliRunner().invoke(main, ["explain", str(path)]).output


def test_a_page_that_is_not_there_is_a_wrong_use(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲乙丙丁\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["explain", str(path), "--page", "7"])
    assert result.exit_code == 2 and "no line on page 7 of 1" in result.output


def test_what_the_reader_could_not_read_is_said_first() -> None:
    assert explanation_as_text(of("水泵\ufffd产量稳定。\n")).startswith(
        "WARNINGS: what the file does not give\n1 characters are unreadable (U+FFFD)\n"
    )
