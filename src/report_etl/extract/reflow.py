"""Lines → running text: which breaks were spaces, which cut a word; repairs.

A report was wrapped by a program. If what follows a break would still have fitted on the line, the
break stood at a space (often the boundary of a cell) or at the end of a paragraph; if not, it cut the
text, even inside a word or a number. Text input is measured in the widths that explain its breaks
best (`fit`), a PDF by its glyphs and the margins of its columns (`geometry`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from report_etl.catalog import Catalog
from report_etl.extract.characters import plain_characters
from report_etl.extract.fit import NO_START, Wrapping, fit_with_gain
from report_etl.extract.flow import Flow
from report_etl.extract.furniture import find_furniture
from report_etl.extract.geometry import measure_printed
from report_etl.extract.headings import bare_headings
from report_etl.extract.marks import caption_mark, ends_sentence, heading_mark, is_note, source_prefix
from report_etl.extract.measure import Measure
from report_etl.extract.mending import mend_flow
from report_etl.extract.widths import EM
from report_etl.extract.wording import metadata_fields
from report_etl.models import Break, Document, Line, MappedText

_TAIL = 40  # characters of a stretch that tell whether it has ended
_MAX_TITLE = 60  # characters of a heading or a caption
_RANGE_OPEN = re.compile(r"[0-9A-Za-z%％年][-—–~～/]$")  # 4000-|6000: some programs break behind a hyphen
_RAISED = re.compile(r"\[?[¹²³⁰⁴-⁹]")  # the mark of a footnote, printed small
_HEADER = re.compile(r"[\u4e00-\u9fff）)] [\u4e00-\u9fff]")
_GOES_ON = re.compile(r"。[^（(]|[、，]$")  # a numbered item of prose, no heading
_SIGNATURE = re.compile(r"[（(][^（()）]{1,8}[）)]")  # （LM）: who drew the chart
_COMPILED = re.compile(r"(?:整理|测算|绘制|制作|制图|汇总|编制|发布)(?:[（(][^（()）]{0,8}[）)])?$")

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
    bare = bare_headings(texts, living)
    breaks = _breaks(lines, texts, pairs, replace(measure, headings=bare))
    stripped = _stripped(lines, pairs, breaks, measure)
    flow = Flow(
        document,
        lines,
        stripped,
        tuple(breaks),
        measure.widths,
        measure.text_width,
        repairs=(),
        furniture=furniture,
        full=frozenset(index for index, full in measure.full.items() if full),
        indented=measure.indented,
        bare_headings=bare,
    )
    return mend_flow(flow, catalog)


def _measure(
    document: Document, texts: Sequence[str], living: list[int], pairs: list[tuple[int, int]]
) -> Measure:
    if any(line.edges for line in document.lines):
        return measure_printed(document, living)
    # Full-width digits may have been there when the text was wrapped, or have come in later.
    printed = [line.text for line in document.lines]
    best: tuple[float, Sequence[str], Wrapping] | None = None
    for variant in [printed] if printed == list(texts) else [printed, texts]:
        found = fit_with_gain((variant[a], variant[b]) for a, b in pairs)
        if found is not None and (best is None or found[0] > best[0]):
            best = (found[0], variant, found[1])
    return _measure_text(best[1], pairs, best[2]) if best else Measure((0.0,) * len(printed))


def _measure_text(texts: Sequence[str], pairs: list[tuple[int, int]], wrapping: Wrapping) -> Measure:
    full: dict[int, bool] = {}
    divided: set[int] = set()
    doubtful: set[int] = set()
    for a, b in pairs:
        full[a] = wrapping.is_full(texts[a], texts[b])
        if full[a] and wrapping.divides(texts[a], texts[b]):
            divided.add(a)
            if wrapping.moves and " " in texts[a].strip() and " " in texts[b].strip():
                doubtful.add(a)
    indented = frozenset(
        b for _, b in pairs if texts[b].startswith(("\u3000", "  ", "\t")) and not wrapping.keeps_spaces
    )
    return Measure(
        widths=tuple(wrapping.width(text) / EM for text in texts),
        text_width=wrapping.text_width / EM,
        full=full,
        divided=frozenset(divided),
        doubtful=frozenset(doubtful),
        indented=indented,
        words=wrapping.words,
        keeps_spaces=wrapping.keeps_spaces,
    )


def _breaks(
    lines: tuple[Line, ...], texts: Sequence[str], pairs: list[tuple[int, int]], measure: Measure
) -> list[Break]:
    """The break after each line; blank lines and furniture repeat the break that they stand in."""
    breaks = [Break.PARAGRAPH] * len(lines)
    role, stretch, length = "", "", 0
    for position, (before, after) in enumerate(pairs):
        shown = _shown(texts[before])
        if not length:
            role = "heading" if before in measure.headings else _role(shown)
            if role == "caption" and _holds_header(shown, _shown(texts[after])):
                role = ""
        stretch, length = (stretch + shown)[-_TAIL:], length + len(shown)
        beyond = pairs[position + 1][1] if position + 1 < len(pairs) else None
        if (
            role in ("heading", "caption")
            and measure.full.get(before)
            and not (role == "heading" and _GOES_ON.search(stretch))
            and _is_over(length, texts, after, beyond, measure)
        ):
            decided = Break.PARAGRAPH
        else:
            decided = _decide(lines, texts, (before, after), measure, (role, stretch))
        breaks[before:after] = [decided] * (after - before)
        if decided is Break.PARAGRAPH:
            stretch, length = "", 0
    return breaks


def _decide(
    lines: tuple[Line, ...],
    texts: Sequence[str],
    pair: tuple[int, int],
    measure: Measure,
    stretch: tuple[str, str],
) -> Break:
    """The break between two lines of text with nothing but blanks and page furniture between them.

    `stretch` is the role of the paragraph so far, and the end of its text.
    """
    before, after = pair
    line, following = lines[before], lines[after]
    text, next_text = _shown(texts[before]), _shown(texts[after])
    if line.grid is not None or following.grid is not None:
        return _in_grid(pair, measure)
    if _is_cut(text, next_text, after not in measure.indented):
        return Break.CUT
    if pair in measure.apart or (source_prefix(next_text) is not None and text[-1] not in "（("):
        return Break.PARAGRAPH
    if before in measure.rows or after in measure.rows:
        return Break.PARAGRAPH if stretch[0] or _role(next_text) else Break.SPACE
    full = measure.full.get(before)
    ended = _is_ended(*stretch)
    unfinished = full is True and not ended
    blank = line.page == following.page and _blank_between(texts[before + 1 : after])
    begins = _role(next_text) or after in measure.indented or after in measure.headings
    if (begins and blank) or (not unfinished and (begins or blank)):
        return Break.PARAGRAPH
    if stretch[0] == "source" and ended:
        return Break.CUT if _SIGNATURE.fullmatch(next_text) else Break.PARAGRAPH
    if full is None:
        return Break.PARAGRAPH if ended or stretch[0] else Break.UNKNOWN
    if not full:
        return Break.PARAGRAPH if ended or stretch[0] else Break.SPACE
    if before not in measure.divided or (measure.words and _latin_joint(text, next_text)):
        return Break.SPACE
    if text[-1] in "。！？" or before in measure.doubtful:
        return Break.UNKNOWN  # a paragraph or a cell may end full
    return Break.CUT


def _is_cut(text: str, next_text: str, flush: bool) -> bool:
    """Whether no line begins like this: with closing punctuation, a footnote mark, the end of a range."""
    if next_text[0] in NO_START or (flush and _RAISED.match(next_text)):
        return True
    return _RANGE_OPEN.search(text[-2:]) is not None and next_text[0].isalnum()


def _blank_between(between: Sequence[str]) -> bool:
    """Whether blank lines and nothing else part two lines; around a page number they are no paragraph end."""
    return len(between) > 0 and not any(text.strip() for text in between)


def _in_grid(pair: tuple[int, int], measure: Measure) -> Break:
    """Inside a cell a full line was cut and a short one ends an item; each cell is a paragraph."""
    cell = measure.cells.get(pair[0])
    if cell is None or cell != measure.cells.get(pair[1]):
        return Break.PARAGRAPH
    return Break.CUT if measure.full.get(pair[0]) else Break.SPACE


def _shown(text: str) -> str:
    return text.replace("\ufffd", "").strip() or "\ufffd"


def _role(text: str) -> str:
    """What a line begins: a source line, a note, a caption, a heading, report metadata; else nothing."""
    if source_prefix(text) is not None:
        return "source"
    if is_note(text):
        return "note"
    if caption_mark(text) is not None:
        return "caption"
    if metadata_fields(text):
        return "metadata"
    mark = heading_mark(text)
    return "heading" if mark is not None and mark.style != "arabic_bare" else ""


def _is_ended(role: str, stretch: str) -> bool:
    """Whether a stretch ends where one of its role may end, although its last line is full."""
    if role == "source":
        return _COMPILED.search(stretch[-12:]) is not None
    return role == "metadata" or ends_sentence(stretch)


def _is_over(length: int, texts: Sequence[str], after: int, beyond: int | None, measure: Measure) -> bool:
    """Whether a heading ends with its full line: what follows is too long, or no part of a title."""
    following = _shown(texts[after])
    if length + len(following) > _MAX_TITLE or any(mark in following for mark in "。；"):
        return True
    if _HEADER.search(following):  # the header of a table follows
        return True
    if not measure.full.get(after):
        return False
    last = _shown(texts[beyond]) if beyond is not None else ""
    return bool(measure.full.get(beyond or 0)) or any(mark in last for mark in "。；")


def _holds_header(caption: str, following: str) -> bool:
    """Whether the line of a caption goes on with labels: a table in running text has begun."""
    mark = caption_mark(caption)
    gaps = _HEADER.findall(mark.title) if mark is not None else []
    return len(gaps) >= 2 or (len(gaps) == 1 and _HEADER.search(following) is not None)


def _latin_joint(text: str, next_text: str) -> bool:
    """Whether both sides of the break are Latin words or numbers: then a space was dropped there."""
    before, after = text[-2:], next_text[0]
    if not (before[-1].isascii() and after.isascii() and after.isalnum()):
        return False
    if before[-1] == "." and before[0].isdigit() and after.isdigit():
        return False  # 12.|86
    return before[-1].isalnum() or before[-1] in ",.)"


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
