"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import re
from enum import StrEnum

from report_etl.errors import DocumentError, UnknownEncoding

_HEAD = 1024  # a PDF may carry junk before its header, but not more than this (ISO 32000-1, annex H)
_HTML = re.compile(
    rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)


class FileKind(StrEnum):
    PDF = "pdf"
    TEXT = "text"


def sniff(data: bytes, file_name: str) -> FileKind:
    """Whether the bytes are a PDF or may be a text.

    Raises:
        DocumentError: they are neither; the sentence says what they are.
    """
    if not data.strip(b"\x00\t\n\x0b\x0c\r \xef\xbb\xbf\xfe\xff"):
        raise DocumentError(f"{file_name} is empty: copy the file again")
    if b"%PDF-" in data[:_HEAD]:
        return FileKind.PDF
    if _HTML.match(data.removeprefix(b"\xef\xbb\xbf")[:_HEAD]):
        raise DocumentError(
            f"{file_name} is a web page (HTML), not a PDF or a text: download the report again"
        )
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnknownEncoding(f"{file_name} is {what}, not a PDF or a text: save it as PDF first")
    return FileKind.TEXT
