"""Text files → `Document`."""

from __future__ import annotations

from report_etl.models import Document, Line, Page


def read_text(text: str, file_name: str, sha256: str) -> Document:
    """A document of one page per form feed."""
    pages: list[Page] = []
    offset = 0
    for number, page_text in enumerate(text.split("\f"), 1):
        lines: list[Line] = []
        start = offset
        for line in page_text.split("\n"):
            lines.append(Line(number, start, start + len(line), line))
            start += len(line) + 1
        pages.append(Page(number, offset, offset + len(page_text), tuple(lines)))
        offset += len(page_text) + 1
    return Document(file_name, sha256, "text/plain", text, tuple(pages))
