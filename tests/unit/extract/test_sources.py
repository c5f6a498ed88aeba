"""Source lines lose their prefix and find the table they close."""

from __future__ import annotations

import pytest

from report_etl.extract.provenance import Locator
from report_etl.extract.sources import find_sources
from report_etl.models import BlockKind, Layout
from report_etl.records import Provenance, Source, Table
from tests.wrapping import blocks_of, document


def sources(text: str, tables: list[Table] | None = None) -> tuple[Source, ...]:
    return find_sources(blocks_of(text), tables or [], Locator(document(text), "v1"))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("资料来源：公开资料，甲所整理", "公开资料，甲所整理"),
        ("数据来源: 乙协会", "乙协会"),
        ("来源：国家统计局（WW）", "国家统计局（WW）"),
        ("资料 来源 ：丙", "丙"),
        ("Source: Ding Research", "Ding Research"),
        ("图片来源：戊", "戊"),
    ],
)
def test_the_prefix_is_no_part_of_the_source(line: str, text: str) -> None:
    assert [source.text for source in sources(f"甲乙丙丁。\n{line}")] == [text]


@pytest.mark.parametrize(
    ("line", "source", "prose"),
    [
        ("图片来源：甲通讯社 近日，乙市发布公告，称产量达到30万吨。丙县随后跟进。", "甲通讯社", "近日，"),
        ("数据来源：甲年报。2024年乙公司实现营收30亿元，同比增长5%。", "甲年报。", "2024年乙公司"),
        ("资料来源：甲网、乙协会（2024年5月），丙整理。", "甲网、乙协会（2024年5月），丙整理。", None),
    ],
)
def test_prose_that_goes_on_behind_a_source_is_no_part_of_it(
    line: str, source: str, prose: str | None
) -> None:
    blocks = [block for block in blocks_of(line) if block.kind is not BlockKind.NOISE]
    assert [block.kind for block in blocks] == [BlockKind.SOURCE, *([BlockKind.PARAGRAPH] if prose else [])]
    assert [s.text for s in sources(line)] == [source]
    assert prose is None or blocks[1].text.text.startswith(prose)


def test_prose_that_only_begins_like_a_source_stays_prose() -> None:
    long = "据甲市统计局有关负责人在昨天下午举行的新闻发布会上向到场的二十余家中外媒体所作的介绍"
    line = f"来源：{long}，今年一季度全市新登记的经营主体总数同比增长5%。"
    assert [block.kind for block in blocks_of(line)] == [BlockKind.PARAGRAPH]


def test_a_numbered_caption_belongs_to_the_next_source_line_only() -> None:
    text = "表1 产量\n一些说明。\n资料来源：甲\n更多说明。\n资料来源：乙"
    assert [source.refers_to for source in sources(text)] == ["表1 产量", None]


def test_the_last_table_before_a_source_line_is_meant() -> None:
    text = "表1 产量\n正文。\n资料来源：甲\n表2 销量\n正文。\n资料来源：乙"

    def table(caption: str) -> Table:
        at = text.index(caption)
        where = Provenance(page=1, start=at, end=at + len(caption), rule="t", rule_version="v1", confidence=1)
        return Table(
            caption=caption, kind="unknown", layout=Layout.RULED, header=[], rows=[], provenance=where
        )

    found = sources(text, [table("表1 产量"), table("表2 销量")])
    assert [source.refers_to for source in found] == ["表1 产量", "表2 销量"]


def test_a_heading_parts_a_caption_from_a_later_source() -> None:
    assert [s.refers_to for s in sources("图1 走势\n一、结论\n正文到此为止。\n来源：甲")] == [None]
