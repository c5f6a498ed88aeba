"""PDF files → `Document`."""

from __future__ import annotations

from report_etl.models import Document


def read_pdf(data: bytes, file_name: str, sha256: str) -> Document:
    """Read a PDF."""
    raise NotImplementedError
