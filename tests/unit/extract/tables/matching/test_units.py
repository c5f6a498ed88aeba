"""Units as headers and notes print them."""

from __future__ import annotations

import pytest

from report_etl.extract.tables.matching.units import caption_unit, scale_of


@pytest.mark.parametrize(
    ("unit", "factor", "base"),
    [
        ("亿元", 10**8, "元"),
        ("万亿美元", 10**12, "美元"),
        ("万吨", 10**4, "吨"),
        ("万", 10**4, None),
        ("千瓦", 1, "千瓦"),
        ("万千瓦", 10**4, "千瓦"),
        ("亿千瓦时", 10**8, "千瓦时"),
        ("GW", 1, "GW"),
        ("元/吨", 1, "元/吨"),
        ("万立方米", 10**4, "立方米"),
        ("亿人次", 10**8, "人次"),
        ("家", 1, "家"),
        ("新台幣億元", 10**8, "元"),
        ("港币百万元", 10**6, "港元"),
        (None, 1, None),
    ],
)
def test_units(unit: str | None, factor: int, base: str | None) -> None:
    scale = scale_of(unit)
    assert (scale.factor, scale.unit) == (factor, base)


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("图表3 水泵累计投运规模（截至2025年6月底，万千瓦）", "万千瓦"),
        ("图表3 水泵销量（单位：万台，2024年）", "万台"),
        ("图表3 水泵行业（截至2025年6月底，不完全统计）", None),
    ],
)
def test_a_unit_beside_something_else_in_the_brackets_of_a_caption(caption: str, unit: str | None) -> None:
    assert caption_unit(caption) == unit
