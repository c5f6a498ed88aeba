"""A stored record → the lines it was read from, and the page as a picture."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from report_etl.errors import DocumentError
from report_etl.inbox import find_archived
from report_etl.models import Box, Document
from report_etl.readers import read_bytes
from report_etl.records import DocumentInfo, Provenance
from report_etl.settings import Settings

_MARKS = "⟦⟧"  # in no report
_AROUND = 1  # lines before and after
_MOST_LINES = 12  # of one place
_MOST_PICTURES = 4


@dataclass(frozen=True)
class Source:
    """The file a record was read from, and the document in it."""

    data: bytes = field(repr=False)
    document: Document

    def marked(self, where: Provenance) -> list[str]:
        """The lines of a place with the one before and after; what was read stands in ⟦⟧."""
        lines = self.document.lines
        touched = [i for i, line in enumerate(lines) if line.start < where.end and line.end > where.start]
        if not touched:
            return []
        shown = range(max(0, touched[0] - _AROUND), min(len(lines), touched[-1] + 1 + _AROUND))
        texts = [
            _marked(lines[i].text, where.start - lines[i].start, where.end - lines[i].start) for i in shown
        ]
        return texts if len(texts) <= _MOST_LINES else [*texts[: _MOST_LINES - 2], "…", texts[-1]]

    def pictures(self, places: Sequence[Provenance]) -> Iterator[tuple[int, bytes, str | None]]:
        """For a PDF: page number, PNG with the boxes drawn, and what it does not show, page by page."""
        if self.document.media_type != "application/pdf":
            return
        from report_etl.readers.picture import draw_page

        boxes: dict[int, list[Box]] = defaultdict(list)
        for box in (box for where in places for box in where.boxes):
            boxes[box.page].append(Box(**box.model_dump()))
        for number in sorted(boxes)[:_MOST_PICTURES]:
            rotation = self.document.pages[number - 1].rotation
            picture = draw_page(self.data, self.document.file_name, number, boxes[number], rotation)
            yield number, picture.png, picture.complaint


def read_source(settings: Settings, document: DocumentInfo, file: Path | None = None) -> Source:
    """The bytes a document was read from: in the archive, or in `file`.

    Raises:
        DocumentError: they are not there, or `file` holds other bytes.
    """
    path = file or find_archived(settings.archive, document.sha256)
    if path is None:
        raise DocumentError(
            f"{document.file_name} is not in the archive {settings.archive}: name its file with --file"
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path} cannot be read ({error.strerror}): check the path") from error
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise DocumentError(f"{path} is another file than the one that was loaded: name that one")
    return Source(data, read_bytes(data, document.file_name))


def _marked(text: str, start: int, end: int) -> str:
    start, end = max(0, start), min(len(text), end)
    return text if start >= end else text[:start] + _MARKS[0] + text[start:end] + _MARKS[1] + text[end:]
