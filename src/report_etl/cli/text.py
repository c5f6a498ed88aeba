"""Records, stages and summaries as text for people; pure functions to strings."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from report_etl.cli.application import one_line
from report_etl.present import TELLING_FIELDS, coverage_as_text, telling_values, value_as_text
from report_etl.records import RECORD_KINDS, Extraction, Record

if TYPE_CHECKING:
    from report_etl.db import DocumentLog, Receipt, Status, StoredRecord
    from report_etl.pipeline.differences import Difference
    from report_etl.pipeline.outcome import IngestSummary
    from report_etl.pipeline.reprocess import Comparison, Reprocessed

_QUALITY = ("rejects", "findings", "repairs")
_LINE = 100  # columns


def extraction_as_text(extraction: Extraction) -> str:
    """A readable summary of everything one report says."""
    document, report = extraction.document, extraction.report
    lines = [
        f"{document.file_name}  {document.media_type}, pages: {document.page_count}, "
        f"characters: {document.character_count}"
    ]
    for name, value in report:
        if value not in (None, []):
            shown = value if not isinstance(value, list) else ", ".join(value_as_text(item) for item in value)
            lines.append(f"  {name:<16} {shown}")
    for kind in RECORD_KINDS:
        records = getattr(extraction, kind)
        if records:
            lines += ["", f"{kind} ({len(records)})"]
            lines += [f"  {record_as_line(kind, record)}" for record in records]
    lines += ["", f"coverage: {coverage_as_text(extraction.coverage)}"]
    return "\n".join(lines) + "\n"


def summary_as_text(summary: IngestSummary, *, dry_run: bool) -> str:
    """What became of the files of one run."""
    if not summary.files:
        return "nothing to load: the inbox is empty"
    verb = "would be " if dry_run else ""
    states = {f"{verb}{state.value}": count for state, count in summary.states.items()}
    lines = [f"files        {_counts(states)}"]
    if any(summary.rows.values()):
        lines += _rows(summary.rows, summary.rejects, summary.findings, summary.inconsistent)
    elif set(states) == {f"{verb}already known"}:
        lines.append("rows         none: what is known is not loaded twice")
    return "\n".join(lines)


def comparison_as_text(document: Comparison) -> str:
    """The rows of one document that other rules read otherwise; nothing when there are none."""
    if not document.differences:
        return ""
    said = (
        f"{kind} " + " ".join(f"{sign}{number}" for sign, number in signs.items())
        for kind, signs in document.counts.items()
    )
    lines = [f"{document.file_name}  {', '.join(said)}"]
    lines += [
        cut_line(f"  {found.sign} {found.kind}  {_difference(found)}") for found in document.differences
    ]
    return "\n".join(lines) + "\n"


def _difference(found: Difference) -> str:
    before, after = found.before, found.after
    if before is None or after is None:
        record = after or before
        return record_as_line(found.kind, record) if record and found.kind in TELLING_FIELDS else ""
    changed = [
        f"{name}: {value_as_text(old)} → {value_as_text(getattr(after, name))}"
        for name, old in before
        if old != getattr(after, name) and name != "provenance"
    ]
    return f"{record_as_line(found.kind, before)}  " * (found.kind in TELLING_FIELDS) + (
        ", ".join(changed) or "stands elsewhere"
    )


def reprocessed_as_text(result: Reprocessed, *, most: float, dry_run: bool) -> str:
    """How much a change of rules changes, and whether it was published."""
    changed = sum(bool(document.differences) for document in result.documents)
    lines = [
        f"documents    by these rules already: {result.known}, extracted again: {len(result.documents)}, "
        f"differing: {changed}, left as they were: {len(result.failed)}",
        f"rows         {result.share:.1%} differ",
    ]
    if not result.published:
        too_many = "" if result.share <= most else f"; more than {most:.0%} differ: --accept publishes them"
        lines.append(f"published    nothing{' (dry run)' * dry_run}{too_many}")
    return "\n".join(lines) + "\n"


def status_as_text(status: Status) -> str:
    """The whole database at a glance."""
    lines = [f"database     {status.database}"]
    lines.append(f"arrivals     {_counts({state.value: count for state, count in status.arrivals.items()})}")
    totals = status.totals
    content = {kind: totals[kind] for kind in RECORD_KINDS if kind not in _QUALITY}
    lines += _rows(content, totals["rejects"], totals["findings"], totals["inconsistent"])
    lines.append(f"documents    {len(status.documents)}")
    for document in status.documents:
        lines.append(cut_line(f"  {document.sha256[:8]}  {document.file_name}  {document.title or ''}"))
    if status.quarantined:
        lines.append("quarantined")
        lines += [one_line(f"  {receipt.file_name}: {receipt.detail}") for receipt in status.quarantined]
    return "\n".join(lines) + "\n"


def log_as_text(log: DocumentLog) -> str:
    """What became of one document, with everything that wants a look."""
    name = log.summary.file_name if log.summary else log.receipts[-1].file_name if log.receipts else "?"
    lines = [f"{name}  sha256 {log.sha256}"]
    if log.summary is not None:
        summary = log.summary
        lines += [
            f"  title      {summary.title or '-'}",
            f"  publisher  {summary.publisher or '-'}",
            f"  rows       {_counts(summary.counts)}",
            f"  coverage   {coverage_as_text(summary)}",
        ]
    lines.append("arrivals")
    lines += [f"  {receipt_as_line(receipt)}" for receipt in log.receipts]
    for title, kind, records in (
        ("rejects", "rejects", log.rejects),
        ("findings", "findings", log.findings),
    ):
        if records:
            lines.append(f"{title} ({len(records)})")
            lines += [f"  {record_id}  {record_as_line(kind, record)}" for record_id, record in records]
    if log.unclaimed:
        lines.append(f"unclaimed ({len(log.unclaimed)})")
        lines += [cut_line(f"  p{rest.provenance.page}  {rest.text}") for rest in log.unclaimed]
    return "\n".join(lines) + "\n"


def receipt_as_line(receipt: Receipt) -> str:
    """One arrival on one line."""
    said = receipt.detail or _counts(receipt.counts)
    when = receipt.recorded_at.isoformat(sep=" ", timespec="seconds")
    return one_line(f"{when}  {receipt.state.value:<11}  {receipt.file_name}  {said}")


def finding_as_text(stored: StoredRecord) -> str:
    """One finding with its id and its document."""
    return f"{stored.id}  {stored.document.file_name}\n  {record_as_line('findings', stored.record)}\n"


def cut_to_width(text: str, columns: int) -> str:
    """The beginning of the text that fits into so many columns of a terminal."""
    used = 0
    for index, character in enumerate(text):
        used += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used > columns:
            return text[: max(0, index - 1)] + "…"
    return text


def cut_line(line: str) -> str:
    """The text on one line of a terminal."""
    return cut_to_width(one_line(line), _LINE)


def record_as_line(kind: str, record: Record) -> str:
    """The telling fields of a record."""
    return "  ".join(telling_values(kind, record).values())


def _rows(content: Mapping[str, int], rejects: int, findings: int, inconsistent: int) -> list[str]:
    return [
        f"rows         {_counts(content)}",
        f"to review    rejects: {rejects}, findings: {findings} ({inconsistent} inconsistent)",
    ]


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in counts.items() if count) or "none"
