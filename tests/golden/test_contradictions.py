"""The contradictions that an author planted in a sample are what the audit finds, and all it finds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from report_etl.pipeline import extract_file
from report_etl.records import Finding
from tests.golden.samples import Sample, all_samples


def _shows(finding: Finding, planted: dict[str, Any]) -> bool:
    """Whether a finding names all the figures of a planted contradiction."""
    said = json.dumps([finding.values, finding.message], ensure_ascii=False)
    return all(value in said for value in planted["values"])


@pytest.mark.parametrize("sample", all_samples(), ids=lambda sample: sample.name)
def test_the_planted_contradictions_are_exactly_those_found(sample: Sample) -> None:
    planted = sample.content.get("contradictions", [])
    found = [finding for finding in extract_file(sample.path).findings if finding.status == "inconsistent"]
    missed = [one["what"] for one in planted if not any(_shows(finding, one) for finding in found)]
    invented = [finding.message for finding in found if not any(_shows(finding, one) for one in planted)]
    assert missed == []
    assert invented == []
