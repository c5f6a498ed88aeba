"""What cannot be read is refused: a figure with its sentence, a cell with its row."""

from __future__ import annotations

from report_etl import extract_text


def test_a_figure_of_an_illegible_sentence_is_refused() -> None:
    extraction = extract_text("2024年茶园面积达1200亩。2025年茶〓〓面积达1300亩。")
    assert [str(quantity.value) for quantity in extraction.quantities] == ["1200"]
    assert [reject.raw for reject in extraction.rejects] == ["1300亩"]
    assert "cannot be read" in extraction.rejects[0].reason


def test_a_row_with_an_illegible_cell_is_refused() -> None:
    rows = ["2023年1月 | 商务部 | 《关于茶园建设的通知》 | 支持茶园建设"] * 3
    rows[1] = rows[1].replace("支持", "〓〓")
    extraction = extract_text("\n".join(["发布时间 | 发布部门 | 政策名称 | 主要内容", *rows]))
    assert len(extraction.policies) == 2
    assert [reject.record_kind for reject in extraction.rejects] == ["policies"]


def test_a_line_that_cannot_be_read_is_listed() -> None:
    coverage = extract_text("茶园面积稳步增长。\n\n〓〓〓〓〓〓\n").coverage
    assert coverage.lines_noise == 0
    assert [unclaimed.text for unclaimed in coverage.unclaimed] == ["〓〓〓〓〓〓"]
