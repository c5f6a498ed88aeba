"""Every sample gives the JSON beside it, and that JSON holds the facts its author wrote."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest

from report_etl.pipeline import extract_file
from report_etl.records import Extraction
from tests.golden.samples import SAMPLES, Sample, all_samples, bare

samples = pytest.mark.parametrize("sample", all_samples(), ids=lambda sample: sample.name)


@cache
def extraction_of(sample: Sample) -> Extraction:
    return extract_file(sample.path)


def iso(text: str) -> str:
    """2024年3月 → 2024-03"""
    year, _, month = text.rstrip("月").partition("年")
    return f"{year}-{int(month):02d}"


def test_the_drawn_files_are_what_the_script_draws() -> None:
    drawn = subprocess.run(
        [sys.executable, str(SAMPLES / "draw.py"), "--check"], capture_output=True, text=True
    )
    assert drawn.returncode == 0, drawn.stdout + drawn.stderr


@samples
def test_the_json_is_the_one_beside_the_sample(sample: Sample) -> None:
    assert sample.extract_json() == sample.expected.read_text(encoding="utf-8"), (
        "read the diff of `make golden`"
    )


@samples
def test_every_policy_row_is_loaded_as_written(sample: Sample) -> None:
    names = {"发布时间": "issued", "颁布时间": "issued", "发布部门": "issuers", "颁布部门": "issuers"}
    names |= {
        "政策名称": "title",
        "文件名称": "title",
        "主要内容": "content",
        "重点内容": "content",
        "省市": "region",
    }
    written = set()
    for table in sample.tables("policies"):
        for row in table["rows"]:
            cells = {names[label]: cell for label, cell in zip(table["header"], row, strict=True)}
            issued = iso(cells["issued"]) if "年" in cells["issued"] else cells["issued"]
            written.add((issued, cells.get("issuers", ""), cells["title"], cells["content"]))
    found = [
        (policy.issued, bare(policy.issuers_text), bare(policy.title), bare(policy.content))
        for policy in extraction_of(sample).policies
    ]
    assert set(found) == written
    assert len(found) == len(written)


@samples
def test_every_region_count_is_loaded_as_written(sample: Sample) -> None:
    written = []
    for table in sample.tables("region_counts"):
        regions = next(
            i for i, label in enumerate(table["header"]) if label in ("属地", "省区", "省市", "地区")
        )
        for row in table["rows"]:
            for label, cell in zip(table["header"], row, strict=True):
                if "（" in label and row[regions] != "合计":
                    written.append((row[regions][:2], int(cell) * (10_000 if "万" in label else 1)))
    found = [(count.region[:2], count.count) for count in extraction_of(sample).region_counts]
    assert sorted(found) == sorted(written)


@samples
def test_every_chain_link_is_loaded_as_written(sample: Sample) -> None:
    written = [tuple(row) for table in sample.tables("value_chain") for row in table["rows"]]
    found = [
        (bare(link.stage), bare(link.field), bare(link.description))
        for link in extraction_of(sample).value_chain
    ]
    assert found == written


@samples
def test_every_table_is_kept_whole(sample: Sample) -> None:
    kinds = ("policies", "region_counts", "value_chain", "time_series")
    written = [(bare(table["caption"]), table["rows"]) for kind in kinds for table in sample.tables(kind)]
    found = [
        (bare(table.caption), filled_down([[bare(cell) for cell in row] for row in table.rows]))
        for table in extraction_of(sample).tables
    ]
    for table in written:
        assert table in found


def filled_down(rows: list[list[str]]) -> list[list[str]]:
    """A first cell that is printed once for several rows, in each of them."""
    filled: list[list[str]] = []
    for row in rows:
        filled.append([row[0] or filled[-1][0], *row[1:]])
    return filled


@samples
def test_every_table_names_the_source_below_it(sample: Sample) -> None:
    written = {bare(table["caption"]): bare(table["source"]) for table in sample.all_tables()}
    found = {bare(table.caption): bare(table.source) for table in extraction_of(sample).tables}
    assert found == written


@samples
def test_spans_contain_what_was_read(sample: Sample) -> None:
    from report_etl.readers import read_document

    text = read_document(sample.path).text
    extraction = extraction_of(sample)
    for figure in [*extraction.percentages, *extraction.quantities]:
        where = figure.provenance
        assert bare(figure.text) in bare(text[where.start : where.end])
    for count in extraction.region_counts:
        where = count.provenance
        assert bare(count.region)[:2] in bare(text[where.start : where.end])
