"""Tables of the development data, wrapped at every width and with separators lost."""

from __future__ import annotations

import importlib.util
import json
import random
import re
from functools import cache
from types import ModuleType
from typing import Any

import pytest

from report_etl.extract.reflow import reflow
from report_etl.models import Break
from report_etl.pipeline import extract_text
from report_etl.readers import read_bytes
from report_etl.records import Extraction
from tests.data import DATA, needs_data
from tests.unit.extract.tables.flattened.test_find import wrap

pytestmark = [pytest.mark.data, needs_data]
LABELLED = ("d05", "e01", "e02", "e03", "e07")


def squeeze(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


@cache
def seed_paragraphs() -> tuple[str, ...]:
    """The seed as it was before it was wrapped: one string per paragraph, its tables of rows in one."""
    flow = reflow(read_bytes((DATA / "tcpdf" / "seed.txt").read_bytes(), "seed.txt"))
    paragraphs = [""]
    in_table = False
    for index, line in enumerate(flow.lines):
        text = line.text.strip()
        if text.startswith("资料来源"):
            in_table = False
            paragraphs.append("")
        in_table = in_table or " 属地" in text or " 发布时间 " in text
        paragraphs[-1] += text
        if flow.breaks[index] is not Break.CUT:
            if in_table:
                paragraphs[-1] += " "
            else:
                paragraphs.append("")
    return tuple(paragraph.strip() for paragraph in paragraphs)


def seed_gold() -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((DATA / "tcpdf" / "seed.gold.json").read_text(encoding="utf-8"))
    return gold


def policy_rows(extraction: Extraction) -> set[tuple[str, ...]]:
    return {(p.issued or "", *p.issuers, squeeze(p.title), squeeze(p.content)) for p in extraction.policies}


def gold_policies() -> set[tuple[str, ...]]:
    return {
        (p["issued"], *p["issuers"], squeeze(p["title"]), squeeze(p["content"]))
        for p in seed_gold()["policies"]
    }


@pytest.mark.parametrize("width", range(18, 61))
def test_the_seed_at_every_width(width: int) -> None:
    extraction = extract_text("\n".join(wrap(paragraph, width) for paragraph in seed_paragraphs()))
    assert policy_rows(extraction) == gold_policies()
    counts = {(count.region, str(count.count)) for count in extraction.region_counts}
    assert counts == {(row["region"], str(row["count"])) for row in seed_gold()["region_counts"]}
    chain = {(squeeze(v.stage), squeeze(v.field), squeeze(v.description)) for v in extraction.value_chain}
    assert chain <= {
        (squeeze(v["stage"]), squeeze(v["field"]), squeeze(v["description"]))
        for v in seed_gold()["value_chain"]
    }


@pytest.mark.parametrize(("lost", "least"), [(0.05, 15), (0.2, 13), (1.0, 10)])
def test_the_seed_with_separators_lost_is_read_right_or_refused(lost: float, least: int) -> None:
    generator = random.Random(7)
    paragraphs = [
        re.sub(" ", lambda _: "" if generator.random() < lost else " ", paragraph)
        if "发布时间" in paragraph
        else paragraph
        for paragraph in seed_paragraphs()
    ]
    loaded = policy_rows(extract_text("\n".join(wrap(paragraph, 80) for paragraph in paragraphs)))
    assert loaded <= gold_policies()
    assert len(loaded) >= least


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("labelled_score", DATA / "labelled" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", LABELLED)
def test_the_labelled_texts(name: str) -> None:
    text = (DATA / "labelled" / f"{name}.txt").read_text(encoding="utf-8")
    gold = json.loads((DATA / "labelled" / f"{name}.gold.json").read_text(encoding="utf-8"))
    found = json.loads(extract_text(text).model_dump_json())
    stages, _, _ = scorer().score(found, gold)
    for key in ("policies", "region_counts", "value_chain"):
        for stage, figures in stages[key].items():
            if not stage.startswith("_") and figures["tp"] + figures["fn"]:
                assert figures["f1"] >= 0.99, (key, stage)
