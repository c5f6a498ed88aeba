"""Spans → provenance: page, boxes, rule."""

from __future__ import annotations

from bisect import bisect_right

from report_etl.models import Box, Document, Line, Span
from report_etl.records import BoxRecord, Provenance


class Locator:
    """Finds the page and the boxes of any range of `text`, the raw text of one document."""

    def __init__(self, document: Document, rule_version: str) -> None:
        self.text = document.text
        self._lines = document.lines
        self._starts = [line.start for line in self._lines]
        self._page_starts = [page.start for page in document.pages]
        self._rule_version = rule_version

    def lines_of(self, span: Span) -> list[int]:
        """Indexes of the lines that share a character with the span."""
        index = max(0, bisect_right(self._starts, span.start) - 1)
        found = []
        while index < len(self._lines) and self._lines[index].start < span.end:
            if self._lines[index].end > span.start:
                found.append(index)
            index += 1
        return found

    def page_of(self, offset: int) -> int:
        """Page number (from 1) of an offset of the raw text."""
        return max(1, bisect_right(self._page_starts, offset))

    def boxes_of(self, span: Span) -> list[Box]:
        """One box for each line that the span touches; none for text input."""
        return [
            box
            for box in (_part_of(self._lines[index], span) for index in self.lines_of(span))
            if box is not None
        ]

    def provenance(
        self, span: Span, rule: str, confidence: float = 1.0, boxes: list[Box] | None = None
    ) -> Provenance:
        """The provenance of a value read from `span` by `rule`."""
        boxes = self.boxes_of(span) if boxes is None else boxes
        return Provenance(
            page=self.page_of(span.start),
            start=span.start,
            end=span.end,
            boxes=[
                BoxRecord(
                    page=box.page,
                    x0=round(box.x0, 2),
                    top=round(box.top, 2),
                    x1=round(box.x1, 2),
                    bottom=round(box.bottom, 2),
                )
                for box in boxes
            ],
            rule=rule,
            rule_version=self._rule_version,
            confidence=round(confidence, 3),
        )


def _part_of(line: Line, span: Span) -> Box | None:
    if line.box is None or not line.edges:
        return None
    edges = line.edges[max(0, span.start - line.start) : max(0, span.end - line.start)]
    if not edges:
        return None
    return Box(line.page, min(e[0] for e in edges), line.box.top, max(e[1] for e in edges), line.box.bottom)
