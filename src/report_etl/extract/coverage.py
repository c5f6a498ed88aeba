"""What was claimed: every line and every numeral is claimed, noise, or listed."""

from __future__ import annotations

from collections.abc import Iterable

from report_etl.extract.flow import Flow
from report_etl.extract.provenance import Locator
from report_etl.models import Claim
from report_etl.records import Coverage


def measure_coverage(flow: Flow, claims: Iterable[Claim], locator: Locator) -> Coverage:
    """Count claimed lines and numerals, and list those that no rule has used."""
    return Coverage()
