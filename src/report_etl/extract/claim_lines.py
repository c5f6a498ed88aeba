"""Which rule claims a line that is no content, whatever paragraph it stands in.

By its own words (ways to reach somebody, contents, notes), or for the lines beside it: boxes to tick, words
of drawn charts, who signed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from report_etl.extract.coverage import NUMERAL
from report_etl.extract.flow import Flow
from report_etl.extract.marks import caption_mark, ends_sentence, source_prefix
from report_etl.extract.tables.matching.labels import is_unit_note
from report_etl.extract.wording import is_contents_line
from report_etl.language.issuer_names import ENDINGS
from report_etl.models import Claim, Line, Span

_CONTACT = re.compile(
    r"(?<![0-9])(?:400[- ]?[0-9]{3}[- ]?[0-9]{4}|(?:0[0-9]{2,3}[- ]?)[0-9]{7,8}|1[3-9][0-9]{9})(?![0-9])"
    r"|(?:https?://|www\.)[!-~]{3,200}|[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,20}){1,4}"
    r"|(?<=邮编[:：])[ ]?[0-9]{6}(?![0-9])|(?<![0-9A-Z])S[0-9]{13}(?![0-9])",  # post code, analyst's licence
    re.ASCII | re.IGNORECASE,
)
_BESIDE_CONTACT = 8  # letters of a line that is nothing but ways to reach somebody
_ADDRESS = 4  # lines from one contact to the next within an address
_REPEATED = 3  # pages
_SECURITY = re.compile(r"(?<![0-9])[0-9]{4,6}\.(?:SZ|SH|BJ|HK)(?![A-Z])")
# Lines that name a part of the report and say nothing else, and lines in another language.
_PART = re.compile(
    "[图表]?[ ]?(?:摘[ ]?要|目[ ]?录|前[ ]?言|引[ ]?言|序[ ]?言|附[ ]?录|核心观点|内容提要|致谢|参考文献"
    "|(?:免责|法律|版权|重要|特别)[ ]?声[ ]?明|编委会|联合发[起布])"
)
_FOREIGN = re.compile("[A-Za-z][A-Za-z'’,.&/-]*(?: [A-Za-z&][A-Za-z'’,.&/-]*){3,30}")
_NUMBERING = re.compile("(?:Chapter|Part|PART|第)[ ]?[0-9一二三四五六七八九十]{1,3}[ ]?(?:章|节|篇|部分)?")
_ITEM = re.compile(r"[●■◆▪•·►➢○◇✓★☆❑❏□◼❖①-⑳⑴-⒇➀-➓]")
# □适用 ☑不适用: options with boxes, which fonts of symbols print from the private use area; or the answer.
_CHOICE = re.compile(r"(?:[□☐☑☒√■▢\uf000-\uf0ff][ ]?[\u4e00-\u9fff]{1,6}[ \u3000]*){2,6}|无|不适用|否|是")
_QUESTION = 2  # lines
_LABEL = 20  # characters of a label
_SMALL = 0.85  # times the size of the text: print inside charts
_LABELS = 4  # lines that make the labels of a chart
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


def page_claims(flow: Flow) -> Iterator[Claim]:
    """What is no content anywhere on a page, line by line, and the words of lists.

    Ways to reach somebody with the addresses between them, lines that several pages repeat word for word,
    contents, units of charts, names of parts, lines in English, codes of securities, telephone numbers; list
    items without a numeral.
    """
    contacts = _contact_lines(flow)
    pages: dict[str, set[int]] = defaultdict(set)
    for line in flow.lines:
        pages[line.text.strip()].add(line.page)
    for index, line in enumerate(flow.lines):
        text = line.text.strip()
        yield from (
            Claim(Span(line.start + found.start(), line.start + found.end()), "noise/code", noise=True)
            for found in (*_SECURITY.finditer(line.text), *_CONTACT.finditer(line.text))
        )
        if line.grid is not None or not text:
            continue
        if index in contacts:
            yield Claim(line.span, "noise/contact", noise=True)
        elif len(pages[text]) >= _REPEATED and len(text) > 3:
            yield Claim(line.span, "noise/repeated_line", noise=True)
        elif is_contents_line(text):
            yield Claim(line.span, "noise/contents_line", noise=True)
        elif is_unit_note(text) or any(p.fullmatch(text) for p in (_NUMBERING, _PART, _FOREIGN)):
            yield Claim(line.span, "noise/note", noise=True)
        elif _ITEM.match(text) and len(text) > 1 and not NUMERAL.search(text):
            yield Claim(line.span, "paragraph/list_item")


def _contact_lines(flow: Flow) -> set[int]:
    """Lines that hold nothing but ways to reach somebody, and the lines of addresses between them."""
    alone: list[int] = []
    for index, line in enumerate(flow.lines):
        rest, contacts = _CONTACT.subn("", line.text)
        if contacts and sum(map(str.isalnum, rest)) <= _BESIDE_CONTACT:
            alone.append(index)
    found = set(alone)
    for before, after in pairwise(alone):
        if after - before <= _ADDRESS and flow.lines[before].page == flow.lines[after].page:
            between = range(max(0, before - 2), after)  # the first address stands above its contact
            found |= {i for i in between if not ends_sentence(flow.lines[i].text)}
    return found


# --- for the lines beside it ------------------------------------------------------------------------


def run_claims(flow: Flow) -> Iterator[Claim]:
    """Lines of text outside ruled grids that the lines beside them explain.

    Numerals stay open, but for those of dates.
    """
    living = [i for i, line in enumerate(flow.lines) if line.text.strip() and i not in flow.furniture]
    lines = [flow.lines[i] for i in living]
    yield from _choices(lines)
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
        if len(run) >= _LABELS and 3 * figures >= len(run) and any(map(_is_beside_chart, beside)):
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
