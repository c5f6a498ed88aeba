"""`Extraction` → rows of every table, and back: the same JSON byte for byte."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from pydantic_core import PydanticSerializationError

from report_etl.db.fields import Row, StoredRow, fields_of
from report_etl.db.tables import STORED_KINDS
from report_etl.errors import DocumentError
from report_etl.records import Coverage, DocumentInfo, Extraction, Record, ReportInfo

_COUNTERS = frozenset({"unclaimed"})
_ID_DIGITS = 16
# An escaped NUL of the JSON, not a printed backslash followed by u0000.
_NUL = re.compile(r"(?<!\\)(?:\\\\){0,1000}\\u0000")


def extraction_json(extraction: Extraction) -> str:
    """The contract's JSON, refused when it holds characters that databases cannot store.

    Raises:
        DocumentError: a NUL or half a surrogate pair; PostgreSQL stores neither.
    """
    name = extraction.document.file_name
    try:
        text = extraction.model_dump_json()
    except PydanticSerializationError as error:
        raise DocumentError(
            f"{name!r}: its name or its text holds characters that are no Unicode; save it as UTF-8"
        ) from error
    if _NUL.search(text):
        raise DocumentError(f"{name!r}: holds NUL characters, which no database stores; remove them")
    return text


def json_digest(text: str) -> str:
    """Name of an extraction's exact content."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def record_id(sha256: str, kind: str, position: int) -> str:
    """`58fe0c1a2b3c4d5e/policies/3`: the same on every load of the same bytes by the same rules."""
    return f"{sha256[:_ID_DIGITS]}/{kind}/{position}"


def records_by_kind(extraction: Extraction) -> dict[str, Sequence[Record]]:
    """All records of a document, by table."""
    return {
        kind: extraction.coverage.unclaimed if kind == "unclaimed" else getattr(extraction, kind)
        for kind in STORED_KINDS
    }


def count_records(extraction: Extraction) -> dict[str, int]:
    """Rows by table, and under "inconsistent" the findings that contradict the report."""
    counts = {kind: len(records) for kind, records in records_by_kind(extraction).items()}
    counts["inconsistent"] = sum(finding.status == "inconsistent" for finding in extraction.findings)
    return counts


def in_order(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts in the order of the contract; jsonb keeps none."""
    return {kind: counts[kind] for kind in (*STORED_KINDS, "inconsistent") if kind in counts}


def rows_by_kind(extraction: Extraction) -> dict[str, list[Row]]:
    """The rows of every record table."""
    sha256 = extraction.document.sha256
    return {
        kind: [
            {
                "id": record_id(sha256, kind, position),
                "document_sha256": sha256,
                "position": position,
                **_write(record),
            }
            for position, record in enumerate(records, start=1)
        ]
        for kind, records in records_by_kind(extraction).items()
    }


def document_row(extraction: Extraction) -> Row:
    return _write(extraction.document)


def report_row(extraction: Extraction) -> Row:
    return {"document_sha256": extraction.document.sha256, **_write(extraction.report)}


def coverage_row(extraction: Extraction) -> Row:
    """The counters of the coverage; its unclaimed lines are rows of their own."""
    return _write(extraction.coverage, _COUNTERS)


def read_record(kind: str, row: StoredRow) -> Record:
    """A row of a record table → its record."""
    model = STORED_KINDS[kind]
    return model.model_validate(_read(model, row))


def read_document(row: StoredRow) -> DocumentInfo:
    return DocumentInfo.model_validate(_read(DocumentInfo, row))


def read_report(row: StoredRow) -> ReportInfo:
    return ReportInfo.model_validate(_read(ReportInfo, row))


def read_coverage(row: StoredRow, unclaimed: Sequence[Record]) -> Coverage:
    return Coverage.model_validate({**_read(Coverage, row, _COUNTERS), "unclaimed": list(unclaimed)})


def _write(record: Record, without: frozenset[str] = frozenset()) -> Row:
    row: Row = {}
    for field in fields_of(type(record), without=without):
        row.update(field.write(getattr(record, field.name)))
    return row


def _read(model: type[Record], row: StoredRow, without: frozenset[str] = frozenset()) -> Row:
    return {field.name: field.read(row) for field in fields_of(model, without=without)}
