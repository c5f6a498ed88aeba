"""Source lines lose their prefix and find the table they close."""

from __future__ import annotations

import pytest

from report_etl.extract.provenance import Locator
from report_etl.extract.sources import find_sources
from report_etl.models import Layout
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
