"""A paragraph that something interrupts reaches its reader whole."""

from __future__ import annotations

from report_etl.catalog import Catalog
from report_etl.extract.blocks import find_blocks
from report_etl.extract.continuation import join_interrupted
from report_etl.extract.reflow import reflow
from report_etl.models import Block
from tests.wrapping import DISPLAY, by_words, printed

PROSE = (
    "三季度，全国平均每小时完成调度指令一千余条，其中新能源场站占比为四成以上，独立储能电站约占两成；"
    "东部、中部、西部地区的响应速度分别为0.82、1.07和1.35秒，较上年同期明显加快，调度效率继续改善。"
)
FILLER = ["本页前面的内容与后文无关，只是为了让页面的右边界更加清楚。"]


def read(between: list[tuple[str, float, float, float]], cut: int = 2) -> tuple[Block, ...]:
    lines = by_words(PROSE, 30, DISPLAY)
    top = [(line, 50.0, 100.0 + 16 * index) for index, line in enumerate(lines[:cut])]
    rest = [(line, 50.0, 100.0 + 16 * index) for index, line in enumerate(lines[cut:])]
    flow = reflow(printed([*top, *between], rest))
    return join_interrupted(find_blocks(flow, Catalog()), flow)


def test_over_a_footnote() -> None:
    blocks = read([("1口径为并网场站，不含自备电站。", 50, 700, 8)])
    assert PROSE in [block.text.text for block in blocks]
    assert "paragraph/continued" in [block.rule for block in blocks]


def test_not_over_a_heading() -> None:
    blocks = read([("二、调度效率", 50, 700, 14)])
    assert PROSE not in [block.text.text for block in blocks]
    assert "paragraph/continued" not in [block.rule for block in blocks]


def test_a_paragraph_that_ended_takes_nothing() -> None:
    lines = by_words(PROSE, 30, DISPLAY)
    document = printed(
        [(line, 50.0, 100.0 + 16 * index) for index, line in enumerate(lines)]
        + [("1口径见附录。", 50, 700, 8)],
        [("次页的段落与前文无关，讲的是另一件事。", 50, 100)],
    )
    flow = reflow(document)
    blocks = join_interrupted(find_blocks(flow, Catalog()), flow)
    assert blocks == find_blocks(flow, Catalog())
