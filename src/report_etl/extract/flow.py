"""The lines of a document with what is known of each break: what every later step reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from report_etl.extract.widths import DISPLAY
from report_etl.models import Break, Document, Line, MappedText
from report_etl.records import Repair


@dataclass(frozen=True)
class Flow:
    """The lines of a document with what is known of each break.

    `breaks[i]` is the break after `lines[i]`; for a blank line or page furniture it is the break
    between the lines of text around it. `widths[i]` is the width of that line and `text_width` that of
    a full line, both in em (None: not sharp). `repaired[i]` is the text of the line as values are read
    from it: full-width digits made plain, characters that show nothing left out (see `repair`).
    `furniture` maps the lines that belong to the page, not to the text, to the rule that found them.
    `full` holds the lines on which nothing more would have fitted, `indented` those that begin further
    right than the lines around them, `bare_headings` those that head a section with a bare number.
    """

    document: Document
    lines: tuple[Line, ...]
    repaired: tuple[MappedText, ...]
    breaks: tuple[Break, ...]
    widths: tuple[float, ...]
    text_width: float | None
    repairs: tuple[Repair, ...]
    furniture: dict[int, str] = field(default_factory=dict)
    full: frozenset[int] = frozenset()
    indented: frozenset[int] = frozenset()
    bare_headings: frozenset[int] = frozenset()

    @cached_property
    def body_size(self) -> float | None:
        """The font size that most characters outside ruled tables have; None for text input."""
        counts: Counter[float] = Counter()
        for line in self.lines:
            if line.size is not None and line.grid is None:
                counts[round(line.size, 1)] += len(line.text)
        return max(counts, key=lambda size: (counts[size], size)) if counts else None

    @cached_property
    def widest(self) -> int:
        """The width of the widest line of prose as a terminal shows it, in thousandths of an em."""
        prose = (line.text.rstrip() for line in self.lines if "|" not in line.text)
        return max((DISPLAY.of(text) for text in prose if "，" in text or "。" in text), default=0)

    def join(self, first: int, last: int) -> MappedText:
        """The lines `first`..`last` (inclusive) as running text.

        A space stands where the break was one or ended a paragraph; a cut leaves nothing behind. Blank
        lines and page furniture are left out.
        """
        parts: list[MappedText] = []
        before: int | None = None
        for index in range(first, last + 1):
            if index in self.furniture or not self.lines[index].text.strip():
                continue
            if before is not None and self.breaks[before] in (Break.SPACE, Break.PARAGRAPH):
                parts.append(MappedText(" ", (self.lines[before].end,)))
            parts.append(self.repaired[index])
            before = index
        return MappedText.join(parts)
