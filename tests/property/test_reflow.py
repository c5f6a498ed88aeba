"""Whatever the text and however it was wrapped: the paragraphs come back, nothing is lost, nothing raises."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from report_etl.catalog import Catalog
from report_etl.extract.blocks import find_blocks
from report_etl.extract.identify import identify
from report_etl.extract.reflow import reflow
from report_etl.models import BlockKind
from tests.wrapping import WRAPPERS, document, flow_of

_SUBJECTS = ("储能电站", "预制菜", "工业机器人", "跨境物流", "eVTOL整机", "RNA农药", "养老机构", "低轨卫星")
_MEASURES = ("市场规模", "新增装机容量", "活跃用户数", "出口额占比", "平均单价", "研发投入", "渗透率")
_UNITS = ("亿元", "万千瓦", "万人次", "%", "元/公斤", "GW", "家", "个百分点")
_WORDS = ("继续保持", "较上年同期", "约为", "首次突破", "回落至", "在政策带动下达到", "预计将升至", "仅为")
_ENDS = ("，增速有所放缓。", "。", "，行业集中度进一步提高。", "，区域差异依然明显；", "，位居全国前列。")


def report(seed: int) -> list[str]:
    """Paragraphs of invented figures (a seed, no strategy: shrunk texts repeat themselves)."""
    dice = random.Random(seed)
    paragraphs: list[str] = []
    for _ in range(dice.randint(4, 7)):
        clauses = [
            f"{dice.randint(2015, 2032)}年我国{dice.choice(_SUBJECTS)}的{dice.choice(_MEASURES)}"
            f"{dice.choice(_WORDS)}{dice.randint(1, 99999) / 10}{dice.choice(_UNITS)}{dice.choice(_ENDS)}"
            for _ in range(dice.randint(3, 6))
        ]
        paragraphs.append("".join(clauses)[:-1] + "。")
    return paragraphs


_NOISE = st.text(
    st.sampled_from(
        "一二三第章节表图注来源：；，。、（）《》“”.0123456789%-—|lO \t\u3000\n\f\ufffdⅢ①％５⽉AaZ"
    ),
    max_size=400,
)


@pytest.mark.parametrize("wrapper", WRAPPERS)
@given(seed=st.integers(0, 999_999), width=st.integers(18, 60))
@settings(max_examples=10, deadline=None, derandomize=True, phases=[Phase.generate])
def test_paragraphs_come_back_from_any_width(wrapper: str, seed: int, width: int) -> None:
    paragraphs = report(seed)
    lines = [line for text in paragraphs for line in WRAPPERS[wrapper](text, width)]
    blocks = find_blocks(flow_of("\n".join(lines)), Catalog())
    found = "\n".join(block.text.text for block in blocks if block.kind is BlockKind.PARAGRAPH)
    # A space behind punctuation does no harm; inside a number or a word it would.
    assert [text for text in paragraphs if text not in re.sub("(?<=[，。；]) ", "", found)] == []


@given(_NOISE)
@settings(max_examples=150, deadline=None)
def test_every_line_is_in_one_block_and_every_character_traces_back(text: str) -> None:
    flow = reflow(document(text))
    blocks = find_blocks(flow, Catalog())
    assert [i for b in blocks for i in range(b.first, b.last + 1)] == list(range(len(flow.lines)))
    assert len(flow.breaks) == len(flow.widths) == len(flow.repaired) == len(flow.lines)
    for line, repaired in zip(flow.lines, flow.repaired, strict=True):
        assert all(line.start <= origin < line.end for origin in repaired.origin)
    identify(flow, blocks, Catalog())


@given(_NOISE)
@settings(max_examples=100, deadline=None)
def test_repairs_lie_in_the_text_they_mend(text: str) -> None:
    flow = reflow(document(text))
    for repair in flow.repairs:
        raw = flow.document.text[repair.provenance.start : repair.provenance.end]
        assert "".join(repair.before.split()) in "".join(raw.split())
