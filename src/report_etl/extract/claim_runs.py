"""Which rule claims a line for the lines beside it: boxes to tick, axes of drawn charts, who signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from report_etl.extract.coverage import NUMERAL
from report_etl.extract.flow import Flow
from report_etl.extract.marks import caption_mark, ends_sentence, source_prefix
from report_etl.language.issuer_names import ENDINGS
from report_etl.models import Claim, Line, Span

# □适用 ☑不适用: options with boxes, which fonts of symbols print from the private use area; or the answer.
_CHOICE = re.compile(r"(?:[□☐☑☒√■▢\uf000-\uf0ff][ ]?[\u4e00-\u9fff]{1,6}[ \u3000]*){2,6}|无|不适用|否|是")
_QUESTION = 2  # lines
_LABEL = 20  # characters of a label
_SMALL = 0.85  # times the size of the text: print inside charts
_TICK = re.compile(r"-?[0-9][0-9,]{0,12}(?:\.[0-9]{1,4})?%?")
_TICKS = 4  # values that make an axis
_YEARS = re.compile(r"(?:(?:19|20)[0-9]{2}[年AE]?(?:[ \u3000]+|$)){3,30}")
_LEGEND = 60  # characters
_FRONT, _END = 60, 25  # lines at the front and the end in which a report is signed
_DAY = re.compile(
    r"[（(]?(?:19|20)[0-9]{2}[ ]?年(?:[ ]?[0-9]{1,2}[ ]?月(?:[ ]?[0-9]{1,2}[ ]?日)?)?[）)]?"
    r"|[〇零○一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?)?"
)
_BODY = re.compile(
    rf"[\u4e00-\u9fff（）()·A-Za-z]{{2,30}}(?:{'|'.join(ENDINGS)}|智库)(?:[（(][^（()）]{{1,16}}[）)])?"
)
_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,12}[ ]?[：:][ ]?[^\s：:。，；]{1,30}")
_ANNOUNCED = re.compile(
    "(?:单位|机构|成员|人员|编委|作者|编写|撰写|主编|顾问|专家|名单|小组|编辑).{0,20}[：:]$"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{1,9}")
_PARTED = re.compile(r"[、\s]+")


def run_claims(flow: Flow) -> Iterator[Claim]:
    """Lines of text outside ruled grids that the lines beside them explain.

    Numerals stay open, but for those of axes and dates.
    """
    living = [i for i, line in enumerate(flow.lines) if line.text.strip() and i not in flow.furniture]
    lines = [flow.lines[i] for i in living]
    yield from _choices(lines)
    yield from _axes(lines)
    yield from _chart_labels(lines, flow.body_size)
    yield from _signed(lines)
    yield from _empty_forms(flow)


def _choices(lines: Sequence[Line]) -> Iterator[Claim]:
    """Boxes to tick or the word that answers, with the question above, which is no sentence."""
    for place, line in enumerate(lines):
        if line.grid is not None or not _CHOICE.fullmatch(line.text.strip()):
            continue
        yield Claim(line.span, "form/choice", noise=True)
        for before in reversed(lines[max(0, place - _QUESTION) : place]):
            if (
                before.grid is not None
                or ends_sentence(before.text)
                or _CHOICE.fullmatch(before.text.strip())
            ):
                break
            yield from _words(before, "form/question")


def _empty_forms(flow: Flow) -> Iterator[Claim]:
    """The labels of ruled tables that nobody has filled in: one row of words, nothing below it."""
    text = flow.document.text
    for page in flow.document.pages:
        for grid in page.grids:
            filled = [cell for cell in grid.cells if text[cell.span.start : cell.span.end].strip()]
            words = [text[cell.span.start : cell.span.end] for cell in filled]
            if len(filled) < 2 or any(cell.row > 0 for cell in filled):
                continue
            if all(len(label) <= _LABEL and not NUMERAL.search(label) for label in words):
                yield from (Claim(cell.span, "form/empty_table", noise=True) for cell in filled)


def _axes(lines: Sequence[Line]) -> Iterator[Claim]:
    """The values at the axis of a chart (down to 0 by equal steps), the years below them and the legend."""
    place = 0
    while place < len(lines):
        end = _axis_end(lines, place)
        if end is None:
            place += 1
            continue
        if end < len(lines) and _YEARS.fullmatch(lines[end].text.strip()):
            end += 1
        yield from (Claim(line.span, "chart/axis", noise=True) for line in lines[place:end])
        place = end
        legend = lines[end : end + _QUESTION]
        for line, following in zip(legend, lines[end + 1 :], strict=False):
            if len(line.text) > _LEGEND or ends_sentence(line.text) or _is_beside_chart(line):
                break
            if any(map(_is_beside_chart, (following, *legend))):
                yield from _words(line, "chart/legend")


def _axis_end(lines: Sequence[Line], start: int) -> int | None:
    """Behind the last line of an axis that begins at a line; one axis or two beside each other."""
    rows: list[list[Decimal]] = []
    for line in lines[start:]:
        row = _ticks(line)
        if row is None or (rows and len(row) != len(rows[0])) or line.page != lines[start].page:
            break
        rows.append(row)
        if row[0] == 0:
            break
    if len(rows) < _TICKS or any(rows[-1]):
        return None
    columns = list(zip(*rows, strict=True))
    steps = [{above - below for above, below in pairwise(column)} for column in columns]
    return start + len(rows) if all(len(step) == 1 and min(step) > 0 for step in steps) else None


def _ticks(line: Line) -> list[Decimal] | None:
    tokens = line.text.split()
    if line.grid is not None or not 1 <= len(tokens) <= 2 or not all(map(_TICK.fullmatch, tokens)):
        return None
    return [Decimal(token.strip("%").replace(",", "")) for token in tokens]


def _chart_labels(lines: Sequence[Line], body: float | None) -> Iterator[Claim]:
    """The words of a drawn chart: a run of short lines in small print beside a caption or a source line.

    A third of them must hold figures, as the labels of bars and slices do; the figures themselves stay open.
    """
    start = 0
    for end in range(len(lines) + 1):
        if end < len(lines) and body and _may_be_label(lines[end], body, lines[start]):
            continue
        run, beside = lines[start:end], [*lines[max(0, start - 1) : start], *lines[end : end + 1]]
        figures = sum(NUMERAL.search(line.text) is not None for line in run)
        if len(run) >= _TICKS and 3 * figures >= len(run) and any(map(_is_beside_chart, beside)):
            for line in run:
                yield from _words(line, "chart/label")
        start = end if end < len(lines) and body and _may_be_label(lines[end], body, lines[end]) else end + 1


def _may_be_label(line: Line, body: float, first: Line) -> bool:
    small = line.grid is None and line.size is not None and line.size <= _SMALL * body
    alike = line.page == first.page and len(line.text) <= _LABEL
    return small and alike and not ends_sentence(line.text) and not _is_beside_chart(line)


def _is_beside_chart(line: Line) -> bool:
    return source_prefix(line.text) is not None or caption_mark(line.text) is not None


def _signed(lines: Sequence[Line]) -> Iterator[Claim]:
    """Who wrote and published the report, and when, at its front and its end."""
    names = False  # whether the lines before announce names
    for place, line in enumerate(lines):
        text = line.text.strip()
        outer = place < _FRONT or place >= len(lines) - _END
        if line.grid is not None or not outer:
            names = False
        elif _ANNOUNCED.search(text):
            names = True
        elif _DAY.fullmatch(text):
            yield Claim(line.span, "signed/date", noise=True)
        elif all(map(_BODY.fullmatch, _PARTED.split(text))):
            yield from _words(line, "signed/body")
        elif all(map(_LABELLED.fullmatch, re.split(r"(?<![：:])\s+(?![：:])", text))):
            yield from _words(line, "signed/labelled")
        elif names and (line.text.count("、") > 1 or all(map(_NAME.fullmatch, _PARTED.split(text)))):
            yield from _words(line, "signed/names")
        else:
            names = False


def _words(line: Line, rule: str) -> Iterator[Claim]:
    """A line but for its numerals."""
    start = line.start
    for numeral in NUMERAL.finditer(line.text):
        if start < line.start + numeral.start():
            yield Claim(Span(start, line.start + numeral.start()), rule, noise=True)
        start = line.start + numeral.end()
    if start < line.end:
        yield Claim(Span(start, line.end), rule, noise=True)
