"""Bytes → `Document`, the same shape for text and PDF."""

from __future__ import annotations

import hashlib
from pathlib import Path

from report_etl.models import Document


def read_document(path: Path) -> Document:
    """Read a report.

    Raises:
        DocumentError: the file is no report that can be read; the sentence says what to do.
    """
    data = path.read_bytes()
    return read_bytes(data, path.name)


def read_bytes(data: bytes, file_name: str) -> Document:
    """Read a report from memory; `file_name` is only recorded."""
    from report_etl.readers.plain_text import read_text

    return read_text(data.decode("utf-8"), file_name, sha256=hashlib.sha256(data).hexdigest())
