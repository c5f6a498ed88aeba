"""The whole way of a report, on one screen."""

from __future__ import annotations

from pathlib import Path

from report_etl.audit import audit_extraction
from report_etl.catalog import load_catalog
from report_etl.extract import extract_document
from report_etl.readers import read_bytes, read_document
from report_etl.records import Extraction


def extract_file(path: str | Path) -> Extraction:
    """Read and extract one file: pure, no database, nothing is moved.

    Raises:
        DocumentError: the file cannot be read; the sentence says what to do.
    """
    return audit_extraction(extract_document(read_document(Path(path)), load_catalog()))


def extract_text(text: str, file_name: str = "text.txt") -> Extraction:
    """Extract a report that is already text."""
    document = read_bytes(text.encode("utf-8"), file_name)
    return audit_extraction(extract_document(document, load_catalog()))
