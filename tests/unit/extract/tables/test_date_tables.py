"""Of when the figures of a table are, where its caption names no time."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from report_etl.pipeline import extract_bytes
from tests.drawing import Sheet, draw

CAPTION = "表2 各省沙舟企业数量"
PROSE = "沙舟行业的企业以西北各省为多，下面的数字由协会汇总。"


def dates(above: Sequence[str], below: Sequence[str]) -> set[str | None]:
    """The times of a table with some lines right above it and some right below."""

    def page(sheet: Sheet) -> None:
        sheet.text(90, 60, PROSE)
        for number, text in enumerate(reversed(above)):
            sheet.text(90, 194 - 18 * number, text)
        sheet.grid((90, 240, 400), [200 + 18 * n for n in range(4)])
        rows = (("省份", "沙舟企业数量（家）"), ("甘肃", "31"), ("宁夏", "12"))
        for number, (region, count) in enumerate(rows):
            sheet.text(100, 212 + 18 * number, region, 9)
            sheet.text(250, 212 + 18 * number, count, 9)
        for number, text in enumerate(below):
            sheet.text(90, 268 + 16 * number, text)

    return {record.as_of for record in extract_bytes(draw(page), "drawn.pdf").region_counts}


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ([CAPTION, "单位：家，截至2031年4月"], []),
        ([CAPTION, "（截至2031年4月）"], []),
        (["截至2031年4月，各省沙舟企业数量如下："], []),
        (["截至2031年4月，各省沙舟企业数量如表2所示。", CAPTION], []),
        ([CAPTION], ["注：数据截至2031年4月。"]),
        ([CAPTION], ["注：不含个体工商户。", "数据来源：某沙舟协会，截至2031年4月"]),
    ],
)
def test_what_stands_right_around_a_table_dates_it(above: list[str], below: list[str]) -> None:
    assert dates(above, below) == {"2031-04"}


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["截至2031年4月，全国沙舟企业超过三千家。", CAPTION], []),
        (["截至2031年4月，各省沙舟产量如表1所示。", CAPTION], []),  # another table
        ([CAPTION], ["注：不含2031年4月后注册的企业。"]),
        ([CAPTION, "单位：家，截至2031年4月"], ["注：数据截至2030年9月。"]),  # two that differ
        ([CAPTION], ["截至2031年4月，全国沙舟企业超过三千家。"]),
    ],
)
def test_a_time_that_is_not_said_of_the_table_is_none_of_it(above: list[str], below: list[str]) -> None:
    assert dates(above, below) == {None}


def test_a_caption_with_a_time_needs_no_other() -> None:
    caption = "表2 截至2030年9月各省沙舟企业数量"
    assert dates([caption], ["注：数据截至2031年4月。"]) == {"2030-09"}


@pytest.mark.parametrize(
    "above",
    [
        ["表2 截至2031年4月各省沙舟", "企业数量"],
        ["截至2031年4月我国各省沙舟", "企业数量"],
    ],
)
def test_a_caption_on_two_lines_is_read_from_its_beginning(above: list[str]) -> None:
    assert dates(above, []) == {"2031-04"}


def test_a_caption_below_a_full_line_of_prose_is_not_its_rest() -> None:
    prose = "各省的企业数量差别不小，西北的企业最多，东部的企业最少，其余各省居中，变化不大。"
    assert dates([prose, "　　　　表2 截至2031年4月各省沙舟企业数量"], []) == {"2031-04"}
