"""Lines → running text: which breaks were spaces, which cut a word; repairs.

A report was wrapped by a program. If what follows a break would still have fitted on the line, the
break stood at a space (often the boundary of a cell) or at the end of a paragraph; if not, it cut the
text, even inside a word or a number. Text input is measured in the widths that explain its breaks
best (`fit`), a PDF by its glyphs and the margins of its columns (`geometry`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from report_etl.catalog import Catalog
from report_etl.extract.characters import plain_characters
from report_etl.extract.fit import NO_START, Wrapping, fit_wrapping
from report_etl.extract.flow import Flow
from report_etl.extract.furniture import find_furniture
from report_etl.extract.geometry import Measure, measure_printed
from report_etl.extract.marks import caption_mark, ends_sentence, heading_mark, is_note, source_prefix
from report_etl.extract.mending import mend_flow
from report_etl.models import Break, Document, Line, MappedText

__all__ = ["Flow", "reflow"]


def reflow(document: Document, catalog: Catalog | None = None) -> Flow:
    """Decide every line break of the document and mend what is certain.

    `catalog` gives the reviewed misreadings (`schemas/lexicon.yaml`); without it only the general rules
    mend.
    """
    lines = document.lines
    texts = [plain_characters(line.text) for line in lines]
    furniture = find_furniture(document)
    living = [i for i, text in enumerate(texts) if text.strip() and i not in furniture]
    pairs = list(pairwise(living))
    measure = _measure(document, texts, living, pairs)
    breaks = [Break.PARAGRAPH] * len(lines)
    for before, after in pairs:
        decided = _decide(lines[before], lines[after], texts, (before, after), measure)
        breaks[before:after] = [decided] * (after - before)
    stripped = _stripped(lines, pairs, breaks, measure)
    flow = Flow(document, lines, stripped, tuple(breaks), measure.widths, measure.text_width, (), furniture)
    return mend_flow(flow, catalog)


def _measure(
    document: Document, texts: Sequence[str], living: list[int], pairs: list[tuple[int, int]]
) -> Measure:
    if any(line.edges for line in document.lines):
        return measure_printed(document, living)
    wrapping = fit_wrapping((texts[a], texts[b]) for a, b in pairs)
    if wrapping is None:
        return Measure((0.0,) * len(texts), None, {}, frozenset(), False, frozenset())
    return _measure_text(texts, pairs, wrapping)


def _measure_text(texts: Sequence[str], pairs: list[tuple[int, int]], wrapping: Wrapping) -> Measure:
    full: dict[int, bool] = {}
    divided: set[int] = set()
    for a, b in pairs:
        full[a] = wrapping.is_full(texts[a], texts[b])
        if full[a] and wrapping.divides(texts[a], texts[b]):
            divided.add(a)
    indented = frozenset(
        b for _, b in pairs if texts[b].startswith(("\u3000", "  ", "\t")) and not wrapping.keeps_spaces
    )
    return Measure(
        tuple(wrapping.width(text) for text in texts),
        wrapping.text_width,
        full,
        indented,
        wrapping.words,
        frozenset(divided),
        wrapping.keeps_spaces,
    )


def _decide(
    line: Line, following: Line, texts: Sequence[str], pair: tuple[int, int], measure: Measure
) -> Break:
    """The break between two lines of text with nothing but blanks and page furniture between them."""
    before, after = pair
    text, next_text = _shown(texts[before]), _shown(texts[after])
    if line.grid != following.grid:
        return Break.PARAGRAPH
    if line.grid is not None:
        return Break.UNKNOWN  # cells are joined by the table finder
    if next_text[0] in NO_START and not _is_mark(text):
        return Break.CUT
    if pair in measure.apart:
        return Break.PARAGRAPH
    full = measure.full.get(before)
    unfinished = full is True and not ends_sentence(text)
    blank = line.page == following.page and any(not text.strip() for text in texts[before + 1 : after])
    if not unfinished and (_is_mark(next_text) or after in measure.indented or blank):
        return Break.PARAGRAPH
    if full is None:
        return Break.PARAGRAPH if ends_sentence(text) else Break.UNKNOWN
    if not full:
        return Break.PARAGRAPH if ends_sentence(text) or _is_mark(text) else Break.SPACE
    if before not in measure.divided or (measure.words and _latin_joint(text, next_text)):
        return Break.SPACE
    return Break.UNKNOWN if text[-1] in "。！？" else Break.CUT  # a paragraph or a cell may end full


def _shown(text: str) -> str:
    return text.replace("\ufffd", "").strip() or "\ufffd"


def _is_mark(text: str) -> bool:
    """Whether the line begins as a heading, a caption, a source line or a note does."""
    return (
        source_prefix(text) is not None
        or is_note(text)
        or caption_mark(text) is not None
        or ((mark := heading_mark(text)) is not None and mark.style != "arabic_bare")
    )


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
