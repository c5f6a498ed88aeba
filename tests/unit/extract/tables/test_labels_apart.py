"""Labels apart from the header of a table: its rows are refused, those of other tables are not."""

from __future__ import annotations

import pytest

from report_etl.pipeline import extract_text

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
