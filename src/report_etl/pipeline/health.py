"""How well the rules account for a report, against the reports its publisher sent before."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from report_etl.db import DocumentSummary

_PAST = 3  # reports of a publisher that make a past to compare with
_DROP = 0.10  # of the share of lines, below the median of the past


def covered(document: DocumentSummary) -> float:
    """The share of its lines that some rule has claimed, noise included."""
    return (document.lines_claimed + document.lines_noise) / max(1, document.lines)


def coverage_warnings(documents: Sequence[DocumentSummary]) -> dict[str, str]:
    """SHA-256 → a sentence, for each report of which clearly less was read than of its publisher's others.

    A drop means a new layout, or a new kind of report, sooner than a bad one.
    """
    found: dict[str, str] = {}
    for document in documents:
        past = [
            covered(other)
            for other in documents
            if other.publisher == document.publisher and other.loaded_at < document.loaded_at
        ]
        if document.publisher is None or len(past) < _PAST:
            continue
        usual = median(past)
        if covered(document) < usual - _DROP:
            found[document.sha256] = (
                f"{document.file_name}: {covered(document):.0%} of its lines are accounted for, "
                f"{usual:.0%} of {document.publisher}'s {len(past)} reports before; "
                "`report-etl explain` shows what was not read"
            )
    return found
