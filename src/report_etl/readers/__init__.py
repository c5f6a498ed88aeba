"""Bytes → `Document`, the same shape for text and PDF."""

from __future__ import annotations

import hashlib
from pathlib import Path

from report_etl.errors import DocumentError
from report_etl.models import Document
from report_etl.readers.sniff import FileKind, sniff

__all__ = ["read_bytes", "read_document"]


def read_document(path: Path) -> Document:
    """Read a report.

    Raises:
        DocumentError: the file is no report that can be read; the sentence says what to do.
    """
    return read_bytes(_file_content(path), path.name)


def read_bytes(data: bytes, file_name: str) -> Document:
    """Read a report from memory; what it is is told by its bytes, `file_name` is only recorded.

    Raises:
        DocumentError: as `read_document`.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if sniff(data, file_name) is FileKind.PDF:
        from report_etl.readers.pdf import read_pdf  # a text is read without loading a PDF library

        return read_pdf(data, file_name, sha256)
    from report_etl.readers.encoding import decode_text
    from report_etl.readers.plain_text import read_text

    text, warnings = decode_text(data, file_name)
    return read_text(text, file_name, sha256, warnings)


def _file_content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DocumentError(f"{path} does not exist: check the path") from None
    except IsADirectoryError:
        raise DocumentError(f"{path} is a folder: name a file in it") from None
    except PermissionError:
        raise DocumentError(f"{path} may not be read: give this user read permission") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(f"{path} cannot be read ({reason}): check the path and the disk") from error
