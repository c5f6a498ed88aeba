"""Lines → running text: which breaks were spaces, which cut a word; repairs.

A report was wrapped by a program. If what follows a break would still have fitted on the line, the
break stood at a space (often the boundary of a cell) or at the end of a paragraph; if not, it cut the
text, even inside a word or a number. Text input is measured in the widths that explain its breaks
best (`fit`), a PDF by its glyphs and the margins of its columns (`geometry`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from report_etl.extract.fit import NO_START, Wrapping, fit_wrapping
from report_etl.extract.furniture import find_furniture
from report_etl.extract.geometry import Measure, measure_printed
from report_etl.extract.marks import caption_mark, ends_sentence, heading_mark, is_note, source_prefix
from report_etl.models import Break, Document, Line, MappedText
from report_etl.records import Repair


@dataclass(frozen=True)
class Flow:
    """The lines of a document with what is known of each break.

    `breaks[i]` is the break after `lines[i]`; for a blank line or page furniture it is the break
    between the lines of text around it. `widths[i]` is the width of that line and `text_width` that of
    a full line, both in em (None: not sharp). `repaired[i]` is the text of the line as values are
    read from it (OCR slips mended, full-width digits made plain). `furniture` maps the lines that belong to the
    page, not to the text, to the rule that found them; `join` leaves them out.
    """

    document: Document
    lines: tuple[Line, ...]
    repaired: tuple[MappedText, ...]
    breaks: tuple[Break, ...]
    widths: tuple[float, ...]
    text_width: float | None
    repairs: tuple[Repair, ...]
    furniture: dict[int, str] = field(default_factory=dict)

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


def reflow(document: Document) -> Flow:
    """Decide every line break of the document and mend what is certain."""
    lines = document.lines
    furniture = find_furniture(document)
    living = [i for i, line in enumerate(lines) if line.text.strip() and i not in furniture]
    pairs = list(zip(living, living[1:], strict=False))
    measure = _measure(document, living, pairs)
    breaks = [Break.PARAGRAPH] * len(lines)
    for before, after in pairs:
        breaks[before:after] = [_decide(lines, before, after, measure)] * (after - before)
    repaired = _stripped(lines, pairs, breaks, measure)
    return Flow(document, lines, repaired, tuple(breaks), measure.widths, measure.text_width, (), furniture)


def _measure(document: Document, living: list[int], pairs: list[tuple[int, int]]) -> Measure:
    lines = document.lines
    if any(line.edges for line in lines):
        return measure_printed(document, living)
    wrapping = fit_wrapping((lines[a].text, lines[b].text) for a, b in pairs)
    return _measure_text(lines, pairs, wrapping)


def _measure_text(
    lines: tuple[Line, ...], pairs: list[tuple[int, int]], wrapping: Wrapping | None
) -> Measure:
    if wrapping is None:
        return Measure((0.0,) * len(lines), None, {}, frozenset(), False, frozenset())
    full: dict[int, bool] = {}
    divided: set[int] = set()
    for a, b in pairs:
        full[a] = wrapping.is_full(lines[a].text, lines[b].text)
        if full[a] and wrapping.divides(lines[a].text, lines[b].text):
            divided.add(a)
    indented = frozenset(
        b for _, b in pairs if lines[b].text.startswith(("\u3000", "  ", "\t")) and not wrapping.keeps_spaces
    )
    widths = tuple(wrapping.width(line.text) for line in lines)
    return Measure(
        widths,
        wrapping.text_width,
        full,
        indented,
        wrapping.words,
        frozenset(divided),
        wrapping.keeps_spaces,
    )


def _decide(lines: tuple[Line, ...], before: int, after: int, measure: Measure) -> Break:
    """The break between two lines of text with nothing but blanks and page furniture between them."""
    line, following = lines[before], lines[after]
    text, next_text = line.text.strip(), following.text.strip()
    if line.grid != following.grid or line.page != following.page != line.page + 1:
        return Break.PARAGRAPH
    if line.grid is not None:
        return Break.UNKNOWN  # cells are joined by the table finder
    full = measure.full.get(before)
    if next_text[0] in NO_START and not _is_mark(text):
        return Break.CUT
    if (before, after) in measure.apart:
        return Break.PARAGRAPH
    unfinished = full is True and not ends_sentence(text)
    if _is_mark(next_text) and not unfinished:
        return Break.PARAGRAPH
    if after in measure.indented and not unfinished:
        return Break.PARAGRAPH
    if (
        after > before + 1
        and line.page == following.page
        and not unfinished
        and _blank_between(lines, before, after)
    ):
        return Break.PARAGRAPH
    if full is None:
        return Break.PARAGRAPH if ends_sentence(text) else Break.UNKNOWN
    if full:
        if before not in measure.divided or (measure.words and _latin_joint(text, next_text)):
            return Break.SPACE
        return Break.UNKNOWN if text[-1] in "。！？" else Break.CUT  # a paragraph or a cell may end full
    return Break.PARAGRAPH if ends_sentence(text) or _is_mark(text) else Break.SPACE


def _is_mark(text: str) -> bool:
    """Whether the line begins as a heading, a caption, a source line or a note does."""
    return (
        source_prefix(text) is not None
        or is_note(text)
        or caption_mark(text) is not None
        or ((mark := heading_mark(text)) is not None and mark.style != "arabic_bare")
    )


def _blank_between(lines: tuple[Line, ...], before: int, after: int) -> bool:
    return any(not lines[index].text.strip() for index in range(before + 1, after))


def _latin_joint(text: str, next_text: str) -> bool:
    """Whether both sides of the break are Latin letters or digits: then a space was dropped there."""
    a, b = text[-1], next_text[0]
    return a.isascii() and b.isascii() and (a.isalnum() or a in ",.)") and b.isalnum()


def _stripped(
    lines: tuple[Line, ...], pairs: list[tuple[int, int]], breaks: list[Break], measure: Measure
) -> tuple[MappedText, ...]:
    """The lines without the spaces at their ends; spaces that were counted while wrapping stay at a cut."""
    joined = [pair for pair in pairs if breaks[pair[0]] in (Break.CUT, Break.UNKNOWN)]
    kept_left = {b for _, b in joined} if measure.keeps_spaces else set()
    kept_right = {a for a, _ in joined} if measure.keeps_spaces else set()
    result: list[MappedText] = []
    for index, line in enumerate(lines):
        text = line.text
        left = 0 if index in kept_left else len(text) - len(text.lstrip())
        right = len(text) if index in kept_right else max(left, len(text.rstrip()))
        result.append(MappedText.of(text[left:right], line.start + left))
    return tuple(result)
