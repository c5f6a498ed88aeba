"""Lines → running text: which breaks were spaces, which cut a word; repairs."""

from __future__ import annotations

from dataclasses import dataclass

from report_etl.models import Break, Document, Line, MappedText
from report_etl.records import Repair


@dataclass(frozen=True)
class Flow:
    """The lines of a document with what is known of each break.

    `breaks[i]` is the break after `lines[i]`; `widths[i]` is the width of that line and
    `text_width` that of a full line, both in em (None: not sharp). `repaired[i]` is the text of
    the line as values are read from it (OCR slips mended, full-width digits made plain).
    """

    document: Document
    lines: tuple[Line, ...]
    repaired: tuple[MappedText, ...]
    breaks: tuple[Break, ...]
    widths: tuple[float, ...]
    text_width: float | None
    repairs: tuple[Repair, ...]

    def join(self, first: int, last: int) -> MappedText:
        """The lines `first`..`last` (inclusive) as running text: a space where the break was one."""
        parts: list[MappedText] = []
        for index in range(first, last + 1):
            parts.append(self.repaired[index])
            if index < last and self.breaks[index] is Break.SPACE:
                parts.append(MappedText(" ", (self.lines[index].end,)))
        return MappedText.join(parts)


def reflow(document: Document) -> Flow:
    """Decide every line break of the document and mend what is certain."""
    lines = document.lines
    repaired = tuple(MappedText.of(line.text, line.start) for line in lines)
    return Flow(document, lines, repaired, (Break.UNKNOWN,) * len(lines), (0.0,) * len(lines), None, ())
