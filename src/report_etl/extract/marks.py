"""What the beginning of a line says about its role: heading number, caption, source, metadata, noise.

Only the words of one line are looked at here; whether the role holds is decided where the lines
around are known (`reflow` for breaks, `blocks` for roles).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CONTINUED = ("续表", "（续）", "(续)", "续上表", "接上表")  # what the caption of the rest of a table says
_TRANSLATED = re.compile(r"\s*(?:[A-Za-z(][A-Za-z()., -]*)$")  # behind Chinese words: their English
_SENTENCE_END = re.compile(r"[。！？!?；;…][”’」』）)》\"']{0,3}$|[：:]$")
_CHINESE = "一二三四五六七八九十百零〇"


@dataclass(frozen=True)
class HeadingMark:
    """The number of a heading: `style` names how it is written, `value` is the last number, from 1."""

    style: str
    number: str
    value: int
    title: str


@dataclass(frozen=True)
class CaptionMark:
    """A numbered caption: `label` is 表1, 图表 3-2; `title` what follows."""

    label: str
    title: str

    @property
    def is_of_figure(self) -> bool:
        """Whether it numbers a figure (图3); 图表3 may be a table."""
        return self.label.startswith("图") and "表" not in self.label


_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chapter", re.compile(rf"第\s?([{_CHINESE}]{{1,4}}|[0-9]{{1,2}})\s?[章篇编](?!节)[、：:.]?")),
    ("part", re.compile(rf"第\s?([{_CHINESE}]{{1,4}}|[0-9]{{1,2}})\s?部分[、：:.]?")),
    ("section", re.compile(rf"第\s?([{_CHINESE}]{{1,4}}|[0-9]{{1,2}})\s?节[、：:.]?")),
    ("chinese", re.compile(rf"([{_CHINESE}]{{1,4}})\s?[、．]|([{_CHINESE}]{{1,4}})\.")),
    ("chinese_bracket", re.compile(rf"[（(]\s?([{_CHINESE}]{{1,4}})\s?[）)][、.]?")),
    ("decimal_3", re.compile(r"([0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2})(?![0-9.%])[、．]?")),
    ("decimal_2", re.compile(r"([0-9]{1,2}\.[0-9]{1,2})(?![0-9.%])[、．]?")),
    ("arabic", re.compile(r"([0-9]{1,2})(?:[、．]|\.(?![0-9]))")),
    ("arabic_bracket", re.compile(r"[（(]([0-9]{1,2})[）)]")),
    ("arabic_bare", re.compile(r"([0-9]{1,2})(?=[ \u3000]{1,3}[\u4e00-\u9fff“])")),
)
_CAPTION = re.compile(
    r"(?P<label>续?(?:图表|表格|附表|附图|表|图|Figure|Table|Chart|Exhibit)[ \u3000]{0,2}"
    rf"(?:[0-9]{{1,3}}(?:[-.—–][0-9]{{1,3}}){{0,2}}|[{_CHINESE}]{{1,3}}(?=[：:、 \u3000])|(?=[：:])"
    r"|(?-i:[A-Z])(?:[-.—–]?[0-9]{1,2})?(?=[：:、 \u3000])))"
    r"(?P<gap>[ \u3000：:、.．]{0,3})(?P<title>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_CAPTION_IN_PROSE = re.compile(
    r"(?:显示|可见|可以|可知|所示|为|是|中|列|反映|给出|展示|表明|和|与|、|，|。|至|[-—])"
)
_SOURCE = re.compile(
    r"(?:[（(]?(?:资料|数据|图表|图片|信息|统计|本表)?[ \u3000]{0,2}(?:来源|出处)|Sources?)"
    r"[ \u3000]{0,2}[：:][ \u3000]{0,3}",
    re.IGNORECASE,
)
# prose behind a source: a full stop before the end, or a comma and a full stop
_SENTENCES = re.compile(r"[。！？]\s*[^\s”」』）)]|，.*[。！？]\s*$", re.DOTALL)
_SOURCE_ENDS = re.compile(r"[。！？]|\s+(?=[^\s，。]{1,12}，|[^。]{20})")
_LONGEST_SOURCE = 60  # characters
_UNIT = re.compile(
    r"[十百千万亿元倍个家人次件台辆吨米年月日天岁项款部种条套亩度美欧港日]|百分|平方|立方|以上|以下|左右"
)
# 57.0 广东 38.6 52.5: a row of a table in running text begins with a figure, too.
_FIGURES = re.compile(r"[ \u3000][0-9][0-9,]{0,12}(?:\.[0-9]{1,4}%?|%)?(?: |$)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年")
_NOTE = re.compile(r"(?:注[ \u3000]{0,2}[0-9]{0,2}|备注|附注|说明)[：:]")


def says_continued(text: str) -> bool:
    """Whether a line begins or ends as the caption of the rest of a table, with its English or without."""
    return (
        text.startswith(CONTINUED)
        or _TRANSLATED.sub("", text).endswith(CONTINUED)
        or text.endswith(CONTINUED)
    )


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence, a list item or the lead-in of a list ends."""
    return _SENTENCE_END.search(text.rstrip()[-5:]) is not None


def heading_mark(text: str) -> HeadingMark | None:
    """The heading number at the start of a line, with the words after it."""
    stripped = text.replace("\ufffd", "").strip()
    for style, pattern in _HEADINGS:
        match = pattern.match(stripped)
        if match is None:
            continue
        number = next(group for group in match.groups() if group)
        title = stripped[match.end() :].strip()
        if not title or len(title) > 120 or not _is_title(title, style):
            return None
        return HeadingMark(style, number, _value(number), title)
    return None


def _is_title(title: str, style: str) -> bool:
    """Whether words can follow a heading number: 9.8 112.0 and 3.5 亿元 are figures, no headings."""
    first = title[0]
    if not any(is_cjk(character) for character in title) and not first.isupper():
        return False
    if not (is_cjk(first) or first.isalpha() or first in "“《（「【"):
        worded = style in ("chinese", "chinese_bracket", "chapter", "part", "section") and first.isalnum()
        return worded or _YEAR.match(title) is not None
    numeric = style.startswith(("decimal", "arabic_bare"))
    return not (numeric and (_UNIT.match(title) or _FIGURES.search(title)))


def is_cjk(character: str) -> bool:
    """Whether the character is a Chinese ideograph."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def caption_mark(text: str) -> CaptionMark | None:
    """The label and title of a numbered caption; None for prose such as 表1显示…"""
    match = _CAPTION.match(text.strip())
    if match is None:
        return None
    title = match["title"].strip()
    if not title or (
        not match["gap"].strip(" \u3000") and _CAPTION_IN_PROSE.match(title) and not match["gap"]
    ):
        return None
    return CaptionMark(match["label"], title)


def source_prefix(text: str) -> int | None:
    """Length of 资料来源： at the start of a line, None where there is none."""
    stripped = text.lstrip()
    match = _SOURCE.match(stripped)
    return None if match is None else len(text) - len(stripped) + match.end()


def source_end(text: str) -> int | None:
    """Where the source named at the start of a text ends; None where it begins with none.

    A source is no sentence: 图片来源：某通讯社 近日，… ends at the blank, 来源：某年报。2024年… at the full
    stop. What runs on without either is prose that begins with the words.
    """
    prefix = source_prefix(text)
    if prefix is None or not _SENTENCES.search(text, prefix):
        return None if prefix is None else len(text)
    end = _SOURCE_ENDS.search(text, prefix + 1)
    named = end is not None and end.start() - prefix <= _LONGEST_SOURCE
    return end.end() if named and end is not None else None


def is_note(text: str) -> bool:
    """Whether the line begins a note (注：…)."""
    return _NOTE.match(text.lstrip()) is not None


def _value(number: str) -> int:
    last = number.split(".")[-1]
    if last.isascii():
        return int(last)
    return _chinese_value(last)


def _chinese_value(number: str) -> int:
    """一 … 九十九 as a number; section numbers are never larger."""
    digits = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0}
    tens, _, ones = number.rpartition("十")
    if "十" not in number:
        return digits.get(number[-1], 0)
    return (digits.get(tens[-1:], 1) if tens else 1) * 10 + (digits.get(ones[-1:], 0) if ones else 0)
