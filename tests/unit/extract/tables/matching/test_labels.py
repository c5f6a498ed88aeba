"""What the labels of a header name."""

from __future__ import annotations

import pytest

from report_etl.catalog import load_catalog
from report_etl.extract.tables.matching.labels import (
    HeaderName,
    footnote_at,
    header_name,
    is_footnote,
    names_columns,
)


@pytest.mark.parametrize(
    "texts",
    [
        ["发布时间", "发布部门", "政策名称", "主要内容"],
        ["省份", "企业数量（家）"],
        ["省（区、市）", "门店数量/个", "占比"],
        ["年份", "市场规模（亿元）", "同比"],
        ["环节", "细分领域", "说明"],
        ["日期", "文件名称", "条文要旨录"],  # one of three is unknown
    ],
)
def test_labels_of_a_known_kind(texts: list[str]) -> None:
    assert names_columns(texts, load_catalog())


@pytest.mark.parametrize(
    "texts",
    [
        ["政策名称"],
        ["茶艺政策", "商务部等四部委"],  # cells that end as labels do
        ["2023年", "商务部", "茶艺管理办法", "规范经营。"],
        ["江苏", "1200"],
        ["省份", "备注"],
        ["省份", "企业数量（家）。"],
    ],
)
def test_cells_are_no_labels(texts: list[str]) -> None:
    assert not names_columns(texts, load_catalog())


def test_a_number_with_a_bracket_behind_a_label_is_a_mark_of_a_footnote() -> None:
    assert header_name("产值（亿元）1)") == HeaderName("产值", "亿元")
    assert footnote_at("产值（表1）") is None
    assert is_footnote("1) 为初步数。", ["产值（亿元）1)"]) and not is_footnote(
        "1) 为初步数。", ["产值", "1)"]
    )
