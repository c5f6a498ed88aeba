"""Captions below their tables, and what else stands there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from report_etl.catalog import load_catalog
from report_etl.extract.tables import find_tables
from report_etl.models import RawTable
from tests.drawing import Sheet, draw, flow_of

CAPTION = "表2 截至2031年4月各省沙舟企业数量"
SOURCE = "资料来源：某某沙舟协会"


def _table(sheet: Sheet, top: float) -> float:
    """A grid that begins at `top`; where it ends."""
    sheet.grid((90, 240, 400), [top + 18 * n for n in range(4)])
    for number, (region, count) in enumerate(
        (("省份", "沙舟企业数量（家）"), ("甘肃", "31"), ("宁夏", "12"))
    ):
        sheet.text(100, top + 18 * number + 12, region, 9)
        sheet.text(250, top + 18 * number + 12, count, 9)
    return top + 54


def _found(lines: Sequence[tuple[float, float, str]], *tops: float) -> list[RawTable]:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 60, "沙舟行业的企业以西北各省为多，下面的数字由协会汇总，各省口径一致。")
        for top in tops:
            _table(sheet, top)
        for x, y, text in lines:
            sheet.text(x, y, text)

    flow, blocks = flow_of(draw(page))
    return find_tables(flow, blocks, load_catalog())


def _captions(lines: Sequence[tuple[float, float, str]], *tops: float) -> list[str | None]:
    return [table.caption.text if table.caption else None for table in _found(lines, *tops)]


@pytest.mark.parametrize(
    ("caption", "after"),
    [
        (CAPTION, SOURCE),
        (CAPTION, "注：不含个体工商户。"),
        (CAPTION, "从各省的数字看，西北的企业仍在增加，东部的企业则大致持平。"),
        ("截至2031年4月各省沙舟企业数量", SOURCE),
    ],
)
def test_the_line_below_a_table_is_its_caption(caption: str, after: str) -> None:
    assert _captions([(90, 172, caption), (90, 190, after)], 100) == [caption]


def test_the_source_below_such_a_caption_is_that_of_the_table() -> None:
    (table,) = _found([(90, 172, CAPTION), (90, 190, SOURCE)], 100)
    assert table.source is not None
    assert table.source.text == "某某沙舟协会"


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("图2 截至2031年4月各省沙舟企业数量", SOURCE),  # a figure
        (CAPTION, "甘肃"),  # words of a figure that follows
        ("截至2031年4月，各省企业还在增加。", SOURCE),  # prose
        ("各省沙舟企业数量", SOURCE),  # a name without a number or a date
        ("截至2031年4月各省沙舟企业数量", "从各省的数字看，西北的企业仍在增加，东部的企业则大致持平。"),
    ],
)
def test_no_other_line_is(line: str, after: str) -> None:
    assert _captions([(90, 172, line), (90, 190, after)], 100) == [None]


def test_a_line_far_below_is_not() -> None:
    assert _captions([(90, 200, CAPTION), (90, 216, SOURCE)], 100) == [None]


def test_a_caption_between_two_tables_belongs_to_the_lower_one_only() -> None:
    assert _captions([(90, 172, CAPTION)], 100, 180) == [None, CAPTION]


def test_a_caption_above_the_table_stays_its_own() -> None:
    above, below = "表1 截至2030年9月各省沙舟企业数量", CAPTION
    assert _captions([(90, 94, above), (90, 172, below), (90, 190, SOURCE)], 100) == [above]
