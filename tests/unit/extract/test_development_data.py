"""Paragraphs, headings, metadata and repairs of the development documents against their truth."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from report_etl.catalog import load_catalog
from report_etl.extract.blocks import find_blocks
from report_etl.extract.characters import plain_characters
from report_etl.extract.continuation import join_interrupted
from report_etl.extract.flow import Flow
from report_etl.extract.identify import identify
from report_etl.extract.reflow import reflow
from report_etl.models import Block, BlockKind
from report_etl.readers import read_document
from tests.data import DATA, needs_data

pytestmark = [pytest.mark.data, needs_data]
SEED = ["seed.txt", "seed_flow.pdf", "seed_tables.pdf", "seed_embedded.pdf", "seed_noborder.pdf"]
FLOWED = ["d05", "e01", "e02", "e03"]
PRINTED = ["d07", "e04", "e05", "e06"]
DOCUMENTS = [
    *(f"tcpdf/{name}" for name in SEED),
    *(f"labelled/{name}.{kind}" for name in FLOWED for kind in ("txt", "pdf")),
    *(f"labelled/{name}.pdf" for name in PRINTED),
    "labelled/e07.txt",
]


@cache
def read(name: str) -> tuple[Flow, tuple[Block, ...]]:
    flow = reflow(read_document(DATA / name), load_catalog())
    return flow, join_interrupted(find_blocks(flow, load_catalog()), flow)


@cache
def truth(name: str) -> dict[str, Any]:
    folder, file = name.split("/")
    stem = "seed" if folder == "tcpdf" else file.split(".")[0]
    found: dict[str, Any] = json.loads((DATA / folder / f"{stem}.gold.json").read_text("utf-8"))
    return found


def statements(name: str) -> set[str]:
    """What the truth quotes from prose: sentences and clauses, no rows of tables and no headings."""
    records = [*truth(name)["percentages"], *truth(name)["quantities"]]
    quotes = {r.get("statement") or r.get("evidence") or "" for r in records if not r.get("optional")}
    return {plain_characters(quote) for quote in quotes if len(quote) > 12 and "—" not in quote[-2:]}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_quoted_sentences_stand_in_the_paragraphs(name: str) -> None:
    _, blocks = read(name)
    prose = "\n".join(block.text.text for block in blocks if block.kind is BlockKind.PARAGRAPH)
    missing = [
        quote
        for quote in statements(name)
        if quote not in prose
        and not _is_row(quote)
        and not any(quote in b.text.text for b in blocks if b.level)
    ]
    assert missing == []


def _is_row(quote: str) -> bool:
    """2024年 3.98 5247 30.4%: quoted from a table."""
    return quote.count(" ") > 1 and not any(mark in quote for mark in "，。；")


@pytest.mark.parametrize("name", FLOWED)
def test_text_and_pdf_give_the_same_paragraphs(name: str) -> None:
    def running(file: str) -> str:
        flow, _ = read(file)
        return flow.join(0, len(flow.lines) - 1).text

    assert running(f"labelled/{name}.txt") == running(f"labelled/{name}.pdf")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_report_fields(name: str) -> None:
    flow, blocks = read(name)
    found = identify(flow, blocks, load_catalog())[0].model_dump(mode="json")
    for field, value in truth(name)["report"].items():
        if field == "email":
            assert value in found["emails"]
        elif field == "prices":
            expected = [(p["edition"], str(p["amount"]), p["currency"]) for p in value]
            assert [(p["edition"], p["amount"], p["currency"]) for p in found["prices"]] == expected
        elif field == "title":
            assert found["title"].replace(")", "）") == value
        elif value is not None:
            assert found[field] == value


@pytest.mark.parametrize("name", SEED)
def test_headings_and_sources_of_the_seed(name: str) -> None:
    _, blocks = read(f"tcpdf/{name}")
    headings = [(b.level, b.number, b.title) for b in blocks if b.kind is BlockKind.HEADING]
    gold = truth("tcpdf/seed.txt")
    assert headings == [(h["level"], h["number"], h["title"]) for h in gold["headings"]]
    assert sum(block.kind is BlockKind.SOURCE for block in blocks) == len(gold["sources"])


def test_the_certain_defects_of_the_seed_are_mended_and_the_others_only_suggested() -> None:
    flow, _ = read("tcpdf/seed.txt")
    found = {
        (r.provenance.start, r.provenance.end): (r.after, r.certain)
        for r in flow.repairs
        if r.rule != "line_wrap"
    }
    gold = {
        (d["start"], d["end"]): (d["right"], d["certain"])
        for d in truth("tcpdf/seed.txt")["defects"]
        if d["kind"] not in ("missing_separator", "number_contradiction") and d["right"] is not None
    }
    assert {span: found.get(span) for span in gold} == gold
    assert not [span for span, (_, certain) in found.items() if certain and span not in gold]
