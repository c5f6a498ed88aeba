"""What holds for any table in running text, whatever it says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report_etl.catalog import load_catalog
from report_etl.columns import COLUMN_TYPES
from report_etl.extract.blocks import find_blocks
from report_etl.extract.provenance import Locator
from report_etl.extract.reflow import reflow
from report_etl.extract.tables import Tables, find_tables, read_tables
from report_etl.extract.tables.flattened.lattice import LatticeColumn, segment
from report_etl.language.organisations import issuers_score, match_names, parse_issuers
from report_etl.language.regions import match_region, parse_region
from report_etl.language.titles import parse_titles, title_score
from report_etl.readers import read_bytes
from report_etl.records import ReportInfo
from tests.unit.extract.tables.flattened.test_find import wrap

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.text(
    alphabet="财政部国务院关于推进发展的意见通知，。、《》（）“”0123456789年月%—- \n北京上海a", max_size=60
)


def read(text: str) -> Tables:
    document = read_bytes(text.encode(), "x.txt")
    flow = reflow(document)
    catalog = load_catalog()
    found = find_tables(flow, find_blocks(flow, catalog), catalog)
    return read_tables(found, catalog, Locator(document, catalog.digest), ReportInfo())


NUMBERS = ("integer", "decimal", "percent", "rank")


@pytest.mark.parametrize("name", sorted(COLUMN_TYPES))
@given(text=WORDS)
def test_a_cell_is_read_or_refused(name: str, text: str) -> None:
    column = COLUMN_TYPES[name]
    assert 0.0 <= column.score(text) <= 1.0
    try:
        value = column.parse(text)
    except ValueError:
        return
    assert value is None or (name in NUMBERS) == isinstance(value, Decimal | int)


@given(text=WORDS)
def test_names_are_read_or_refused(text: str) -> None:
    assert 0.0 <= issuers_score(text) <= 1.0
    assert 0.0 <= title_score(text) <= 1.0
    for parse in (parse_issuers, parse_titles, parse_region):
        try:
            parse(text)
        except ValueError:
            continue
    end = match_region(text)
    assert end is None or 0 < end <= len(text)
    squeezed = "".join(text.split())
    assert all(0 < end <= len(squeezed) for end, _ in match_names(squeezed, 0))


REGIONS = ["北京", "上海市", "广东", "浙江省", "内蒙古自治区", "新疆维吾尔自治区", "黑龙江", "四川省", "西藏"]


@SLOW
@given(
    counts=st.lists(st.integers(0, 99_999), min_size=3, max_size=len(REGIONS)),
    width=st.integers(18, 70),
    unit=st.sampled_from(["家", "万台", "亿元"]),
)
def test_counts_survive_any_wrapping(counts: list[int], width: int, unit: str) -> None:
    body = " ".join(f"{region} {count}" for region, count in zip(REGIONS, counts, strict=False))
    text = wrap(f"截至2024年末我国水泵分布 地区 水泵数量（{unit}） {body}", width) + "\n资料来源：协会\n"
    factor = {"家": 1, "万台": 10**4, "亿元": 10**8}[unit]
    found = read(text)
    assert [count.count for count in found.region_counts] == [count * factor for count in counts]


@SLOW
@given(
    rows=st.lists(
        st.tuples(
            st.integers(2016, 2025),
            st.integers(1, 12),
            st.sampled_from(["财政部", "水利部、商务部", "国家能源局等八部门", "国务院办公厅"]),
            st.sampled_from(
                [
                    "关于推进水泵发展的意见",
                    "水泵能效管理办法（2024年版）",
                    "《水泵产业规划》",
                    "“清水”行动方案",
                ]
            ),
            st.sampled_from(["推动设备更新。", "到2027年建成十个基地，形成体系。", "支持5G应用，完善标准。"]),
        ),
        min_size=2,
        max_size=6,
    ),
    width=st.integers(18, 70),
)
def test_policies_survive_any_wrapping(rows: list[tuple[int, int, str, str, str]], width: int) -> None:
    body = " ".join(f"{y}年{m}月 {issuers} {title} {content}" for y, m, issuers, title, content in rows)
    text = wrap(f"水泵行业相关政策 发布时间 发布部门 政策名称 主要内容 {body}", width) + "\n资料来源：协会\n"
    found = read(text)
    expected = [
        (f"{y}-{m:02d}", issuers, title.strip("《》"), content) for y, m, issuers, title, content in rows
    ]
    loaded = [
        (p.issued, p.issuers_text, "".join(p.title.split()), "".join((p.content or "").split()))
        for p in found.policies
    ]
    assert set(loaded) <= set(expected)  # never a wrong row
    assert len(loaded) + len(found.rejects) >= len(expected)


@SLOW
@given(text=st.lists(WORDS, max_size=8).map(" ".join))
def test_any_text_after_a_header_is_read_refused_or_left(text: str) -> None:
    raw = "水泵政策 发布时间 发布部门 政策名称 主要内容 " + text + "\n"
    found = read(raw)
    for record in (*found.policies, *found.rejects, *found.tables):
        assert 0 <= record.provenance.start <= record.provenance.end <= len(raw)
    for policy in found.policies:
        assert policy.title and "".join(policy.title.split()) in "".join(raw.split())


@given(
    cells=st.lists(st.text(alphabet="ab", min_size=1, max_size=3), min_size=2, max_size=12).filter(
        lambda cells: len(cells) % 2 == 0
    )
)
def test_a_path_through_the_lattice_covers_the_stream_once(cells: list[str]) -> None:
    text = ".".join(cells) + "."

    def ends(place: int) -> list[tuple[int, float]]:
        stop = text.find(".", place)
        return [(stop + 1, 0.0)] if stop >= 0 else []

    found = segment(
        [LatticeColumn(ends), LatticeColumn(ends)],
        0,
        len(text),
        lambda place: 0.0 if place == len(text) else None,
    )
    assert found is not None
    bounds = [bound for cut in found.rows for bound in cut.cells if bound is not None]
    assert [text[start : end - 1] for start, end in bounds] == cells
    assert all(cut.margin == float("inf") for cut in found.rows)
