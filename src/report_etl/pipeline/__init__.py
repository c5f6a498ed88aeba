"""The whole way of a report, on one screen; `ingest` and `drain` take it on into the database."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from report_etl.audit import audit_extraction
from report_etl.catalog import load_catalog
from report_etl.errors import LimitExceeded
from report_etl.extract import extract_document
from report_etl.models import Document, shown_name
from report_etl.readers import read_bytes, read_document
from report_etl.records import Extraction
from report_etl.settings import Settings

__all__ = ["extract_bytes", "extract_file", "extract_text"]

_SURROGATE = re.compile("[\\ud800-\\udfff]")


def extract_file(path: str | Path, settings: Settings | None = None) -> Extraction:
    """Read and extract one file: pure, no database, nothing is moved.

    With `settings`, a document over their limits is refused.

    Raises:
        DocumentError: the file cannot be read; the sentence says what to do.
    """
    return _extract(read_document(Path(path)), settings)


def extract_bytes(data: bytes, file_name: str, settings: Settings | None = None) -> Extraction:
    """The same for a file that is already in memory."""
    return _extract(read_bytes(data, file_name), settings)


def extract_text(text: str, file_name: str = "text.txt") -> Extraction:
    """The same for a report that is already text; a lone surrogate counts as unreadable (U+FFFD)."""
    return extract_bytes(_SURROGATE.sub("\ufffd", text).encode("utf-8"), file_name)


def _extract(document: Document, settings: Settings | None) -> Extraction:
    if settings is not None:
        _check_limits(document, settings)
    document = dataclasses.replace(document, file_name=shown_name(document.file_name))
    return audit_extraction(extract_document(document, load_catalog()))


def _check_limits(document: Document, settings: Settings) -> None:
    for what, measured, limit in (
        ("pages", len(document.pages), settings.max_pages),
        ("characters", len(document.text), settings.max_characters),
    ):
        if measured > limit:
            raise LimitExceeded(
                f"{document.file_name} has {measured} {what}, more than the limit of {limit}: "
                f"split it, or raise REPORT_ETL_MAX_{what.upper()}"
            )
