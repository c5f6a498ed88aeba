"""Numerals in which letters were read for digits, as words of their own: refused, and no row is lost."""

from __future__ import annotations

import pytest

from report_etl.pipeline import extract_text
from tests.unit.extract.tables.flattened.test_find import report

REGIONS = "2024年水泵企业分布 地区 企业数量（家） 浙江 812 山东 208 {} 广东 120 内蒙古 7 合计 1243"
COSTS = "2024年水泵成本构成 项目 数值（万元） 占比 材料 312.5 62.5% 人工 {} 能源 87.5 17.5% 合计 500.0 —"


@pytest.mark.parametrize("separator", [" ", "\n"], ids=["flattened", "one cell per line"])
@pytest.mark.parametrize("numeral", ["O", "l", "5O", "I2", "9B", "Z6"])
def test_the_row_of_a_misread_count_is_refused_and_no_other(numeral: str, separator: str) -> None:
    table = REGIONS.format(f"河北 {numeral}").replace(" ", separator)
    extraction = extract_text(f"一、分布\n{table}\n资料来源：公开资料整理\n二、结论\n")
    counts = [(count.region, count.count) for count in extraction.region_counts]
    assert counts == [("浙江", 812), ("山东", 208), ("广东", 120), ("内蒙古", 7)]
    assert [reject.raw for reject in extraction.rejects] == [f"河北 | {numeral}"]
    assert [str(total.value) for total in extraction.table_totals] == ["1243"]


@pytest.mark.parametrize("separator", [" ", "\n"], ids=["flattened", "one cell per line"])
@pytest.mark.parametrize("figures", ["l00.0 20.0%", "10O.0 20.0%", "100.0 2o.O%", "l0O.0 2O.0%"])
def test_a_misread_figure_is_read_right_or_its_row_refused(figures: str, separator: str) -> None:
    table = COSTS.format(figures).replace(" ", separator)
    extraction = extract_text(f"一、成本\n{table}\n资料来源：公开资料整理\n二、结论\n")
    found = [(q.subject, str(q.value)) for q in [*extraction.quantities, *extraction.percentages]]
    right = [("材料", "3125000"), ("能源", "875000"), ("材料", "62.5"), ("能源", "17.5")]
    assert [pair for pair in found if pair[0] != "人工"] == right
    assert {pair for pair in found if pair[0] == "人工"} <= {("人工", "1000000"), ("人工", "20.0")}
    assert len(found) == 6 or extraction.rejects


def test_names_that_look_like_numerals_are_names() -> None:
    text = "2024年水泵型号结构 型号 占比 I10 40% O2 25% 5B 20% 3S 15%"
    names = [percentage.subject for percentage in extract_text(report(text)).percentages]
    assert names == ["I10", "O2", "5B", "3S"]
