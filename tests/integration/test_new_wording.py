"""A new wording, a new order of columns and a new publisher are YAML: no Python is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from report_etl.catalog import load_catalog, read_catalog, schema_folder
from report_etl.extract import extract_document
from report_etl.readers import read_bytes
from report_etl.records import Extraction

WORDING = {"issuers": "颁布衙署", "title": "典章", "content": "要义"}
REPORT = """\
中国香料行业发展前景研究报告（2025-2030）
官网地址：http://www.mingde-data.example/bg/202506/88123.html
一、政策环境
近年来，有关方面陆续出台文件，香料行业的种植、加工与流通逐步规范。
我国香料行业相关政策 {header} {rows}
资料来源：公开资料，明德数据整理
二、结论
总体来看，行业的集中度仍将提高。
"""
ROWS = (
    {
        "issued": "2022年3月",
        "issuers": "农业农村部",
        "title": "关于促进香料种植的指导意见",
        "content": "支持道地产区建设。",
    },
    {
        "issued": "2023年6月",
        "issuers": "市场监管总局、商务部",
        "title": "香料质量提升行动方案",
        "content": "完善分级标准，加强抽检。",
    },
    {
        "issued": "2024年9月",
        "issuers": "国务院办公厅",
        "title": "香料产业发展规划（2024—2030年）",
        "content": "培育三个产业集群。",
    },
)


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    """A copy of the schemas to edit."""
    return Path(shutil.copytree(schema_folder(), tmp_path / "schemas"))


def report(header: dict[str, str]) -> str:
    """A report whose table has the fields of `header`, in its order, under its labels."""
    cells = (row[field] for row in ROWS for field in header)
    return REPORT.format(header=" ".join(header.values()), rows=" ".join(cells))


def add_label(schemas: Path, kind: str, field: str, label: str) -> None:
    """What an editor does: one more label in the list of a column."""
    path = schemas / "tables" / f"{kind}.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    column = next(column for column in content["columns"] if column.get("field") == field)
    column["labels"].append(label)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def extract(text: str, schemas: Path) -> Extraction:
    return extract_document(read_bytes(text.encode(), "report.txt"), read_catalog(schemas))


def rows(extraction: Extraction) -> list[tuple[str | None, ...]]:
    return [(policy.issuers_text, policy.title, policy.content) for policy in extraction.policies]


EXPECTED = [(row["issuers"], row["title"], row["content"]) for row in ROWS]


def test_labels_that_nobody_knew_are_three_lines_of_yaml(schemas: Path) -> None:
    text = report({"issued": "发布时间", **WORDING})
    assert rows(extract(text, schemas)) != EXPECTED
    for field, label in WORDING.items():
        add_label(schemas, "policies", field, label)
    assert rows(extract(text, schemas)) == EXPECTED


@pytest.mark.parametrize(
    "order",
    [
        ("title", "issuers", "issued", "content"),
        ("issuers", "title", "content"),
        ("issued", "title", "issuers", "content"),
    ],
)
def test_a_new_order_of_columns_needs_nothing(schemas: Path, order: tuple[str, ...]) -> None:
    labels = {"issued": "颁布时间", "issuers": "颁布单位", "title": "文件名称", "content": "相关内容"}
    assert rows(extract(report({field: labels[field] for field in order}), schemas)) == EXPECTED


def test_a_new_publisher_is_a_file(schemas: Path) -> None:
    (schemas / "publishers" / "mingde.yaml").write_text(
        "id: mingde\nnames: [明德数据, 明德]\nurl_hosts: [mingde-data.example]\n",
        encoding="utf-8",
    )
    found = extract(report({"issued": "发布时间", "title": "政策名称"}), schemas).report
    assert (found.publisher, found.report_number) == ("明德数据", "88123")


def test_the_copy_says_what_the_original_says(schemas: Path) -> None:
    assert read_catalog(schemas).tables == load_catalog().tables
