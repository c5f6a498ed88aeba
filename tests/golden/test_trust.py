"""Every value leads to its characters, no line is lost in silence, and the same bytes give the same JSON."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest

from report_etl import extract
from report_etl.audit import audit_extraction
from report_etl.catalog import load_catalog
from report_etl.extract import Stages, run_stages
from report_etl.extract.coverage import measure_coverage
from report_etl.extract.provenance import Locator
from report_etl.extract.statements import Statements
from report_etl.extract.tables import Tables
from report_etl.language.normalize import normalize_text, squeeze
from report_etl.readers import read_document
from report_etl.records import RECORD_KINDS, Extraction, Provenance, Record
from tests.golden.samples import Sample, all_samples

samples = pytest.mark.parametrize("sample", all_samples(), ids=lambda sample: sample.name)
_NUMERAL = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")

# Kind → the fields whose words stand at the place of the record, as printed.
WORDS = {
    "policies": ("title", "content", "issuers_text"),
    "percentages": ("text",),
    "quantities": ("text",),
    "value_chain": ("field", "description"),
    "headings": ("title",),
    "sources": ("text",),
    "rejects": ("raw",),
    "repairs": ("before",),
}
NUMBERS = {"region_counts": "count", "table_totals": "value"}


@cache
def stages_of(sample: Sample) -> Stages:
    return run_stages(read_document(sample.path), load_catalog())


def plain(text: str) -> str:
    return squeeze(normalize_text(text)).replace("|", "")


def stands_in(words: str, raw: str, rule: str) -> bool:
    """Whether words stand in a text: in one piece, or, where columns run side by side, piece after piece."""
    if not rule.startswith("aligned"):
        return words in raw
    rest = iter(raw)
    return all(character in rest for character in words)


def places(record: Record) -> list[Provenance]:
    where = getattr(record, "provenance", [])
    return where if isinstance(where, list) else [where]


@samples
@pytest.mark.parametrize("kind", WORDS)
def test_the_words_of_a_record_stand_at_its_place(sample: Sample, kind: str) -> None:
    stages = stages_of(sample)
    for record in getattr(stages.extraction, kind):
        (where,) = places(record)
        raw = plain(stages.flow.document.text[where.start : where.end])
        for field in WORDS[kind]:
            words = plain(getattr(record, field) or "")
            assert stands_in(words, raw, where.rule), f"{kind} {field}"


@samples
@pytest.mark.parametrize("kind", NUMBERS)
def test_the_number_of_a_record_stands_at_its_place(sample: Sample, kind: str) -> None:
    stages = stages_of(sample)
    for record in getattr(stages.extraction, kind):
        (where,) = places(record)
        raw = normalize_text(stages.flow.document.text[where.start : where.end])
        printed = {Decimal(found.replace(",", "")) for found in _NUMERAL.findall(raw)}
        value = Decimal(getattr(record, NUMBERS[kind]))
        assert {value / factor for factor in (1, 10**4, 10**8)} & printed, record


@samples
def test_the_cells_of_a_table_stand_at_its_place(sample: Sample) -> None:
    stages = stages_of(sample)
    for table in stages.extraction.tables:
        raw = plain(stages.flow.document.text[table.provenance.start : table.provenance.end])
        for cell in (cell for row in (table.header, *table.rows) for cell in row):
            assert stands_in(plain(cell), raw, table.provenance.rule)


@samples
def test_every_place_has_a_page_a_rule_and_in_a_pdf_a_box(sample: Sample) -> None:
    stages = stages_of(sample)
    extraction = audit_extraction(stages.extraction)
    for kind in RECORD_KINDS:
        for record in getattr(extraction, kind):
            for where in places(record):
                assert where.start < where.end <= len(stages.flow.document.text)
                assert 1 <= where.page <= extraction.document.page_count
                assert where.rule and where.rule_version
                assert bool(where.boxes) == (extraction.document.media_type == "application/pdf")


# --- coverage ------------------------------------------------------------------------------------


@samples
def test_without_a_rule_its_lines_turn_up_as_unclaimed(sample: Sample) -> None:
    stages = stages_of(sample)
    locator = Locator(stages.flow.document, "v1")
    rules = {claim.rule for claim in stages.claims}
    assert len(rules) > 4
    for rule in rules:
        others = [claim for claim in stages.claims if claim.rule != rule]
        alone = {
            line.span
            for line in stages.flow.lines
            if any(claim.span.overlaps(line.span) for claim in stages.claims if claim.rule == rule)
            and not any(claim.span.overlaps(line.span) for claim in others)
            and any(map(str.isalnum, line.text))
        }
        coverage = measure_coverage(stages.flow, others, locator)
        listed = [(item.provenance.start, item.provenance.end) for item in coverage.unclaimed]
        for span in alone:
            assert any(start <= span.start and span.end <= end for start, end in listed), rule


@samples
@pytest.mark.parametrize("step", ["read_tables", "find_statements"])
def test_without_a_step_its_figures_are_read_by_another_or_listed(
    sample: Sample, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stages_of(sample)
    monkeypatch.setattr(extract, step, lambda *arguments: Tables() if step == "read_tables" else Statements())
    after = run_stages(before.flow.document, load_catalog())
    kept = [(where.start, where.end) for where in _figures(after.extraction)]
    kept += [(item.provenance.start, item.provenance.end) for item in after.extraction.coverage.unclaimed]
    kept += [(claim.span.start, claim.span.end) for claim in after.claims if "table" in claim.rule]
    text = before.flow.document.text
    for where in _figures(before.extraction):
        for found in _NUMERAL.finditer(text, where.start, where.end):
            assert any(start < found.end() and found.start() < end for start, end in kept), found[0]


def _figures(extraction: Extraction) -> Iterator[Provenance]:
    for kind in ("percentages", "quantities", "region_counts", "table_totals"):
        for record in getattr(extraction, kind):
            yield from places(record)


@samples
def test_every_numeral_of_a_sample_is_claimed(sample: Sample) -> None:
    coverage = stages_of(sample).extraction.coverage
    assert coverage.numerals_claimed == coverage.numerals
    assert coverage.lines - coverage.lines_claimed - coverage.lines_noise <= 0.03 * coverage.lines


# --- determinism ---------------------------------------------------------------------------------

_ALL = """
import hashlib
from tests.golden.samples import all_samples
print(hashlib.sha256("".join(s.extract_json() for s in all_samples()).encode()).hexdigest())
"""


def test_processes_hash_seeds_locales_and_time_zones_make_no_difference() -> None:
    seen = set()
    for seed, locale, zone in (("0", "C", "UTC"), ("1", "C.UTF-8", "Asia/Shanghai"), ("random", "POSIX", "")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONUTF8": "0"}
        run = subprocess.run(
            [sys.executable, "-c", _ALL], env=environment, capture_output=True, text=True, timeout=120
        )
        assert run.returncode == 0, run.stderr
        seen.add(run.stdout)
    assert len(seen) == 1
