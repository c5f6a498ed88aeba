"""Printed headers: the labels of the catalog, what a header says beside its name, where labels stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from report_etl.catalog import Catalog, ColumnSpec, TableSpec
from report_etl.language.normalize import normalize_text, squeeze
from report_etl.models import MappedText

_BRACKETS = str.maketrans("()", "（）")
# （万吨）, (家), /亿元, ，% at the end of a header
_UNIT = re.compile(
    r"[（(\[【]([^（）()\[\]【】]{1,16})[）)\]】]$|[/／:：](%|[百千万亿]{1,2}[^/，、0-9]{1,6}|[元吨家个人台辆件款项座套只头部艘架亩次处所户]|[GMk]Wh?)$"
)
_NOT_A_UNIT = re.compile(
    r"[0-9]{4}|年版|试行|部分|含|仅|不完全|E$|预测|以上|以下|左右|口径|合计|元以|规模|法$|参考"
)
_MARK = (
    r"(?:[①-⑳†‡*＊]|(?<![A-Za-z])[⁰¹²³⁴-⁹ᵃᵇᶜ]|(?:⁽|(?<![A-Za-z]))[⁰¹²³⁴-⁹]{1,2}⁾"
    r"|[（(\[]注[0-9]{0,2}[）)\]]|[\[［][0-9]{1,2}[\]］])"
)
# Behind a Chinese label its English: 机构数（个）Number of Libraries; one with a unit only behind a unit
_TRANSLATED = re.compile(
    r"(?<=[\u4e00-\u9fff])\s*[A-Z][a-z]{3}[!-'*-~\s]*$|(?<=[）)])\s*[A-Z][a-z]{3}[!-~\s]*$"
)
FOOTNOTES = re.compile(rf"{_MARK}+$")
_NUMBERED = re.compile("(?<=[\u4e00-\u9fff）)%])[0-9]{1,2}[)）]$")  # 产量1); not 产量（表1）
_NOTE = re.compile(rf"({_MARK}|[0-9]{{1,2}}[)）])\s?[^\s0-9]")
# 单位：万元, （金额单位：亿元）, 单位：万元 币种：人民币
_UNIT_NOTE = re.compile(
    r"[（(]?\s?(?:(?:金额|数量|计量|货币)?单位|币种)\s{0,2}[：:]\s{0,2}"
    r"(?P<unit>[^\s，,；;。：:（）()]{1,16})[^。]{0,24}$"
)
_LONGEST = 20  # characters of a label
_NO_LABEL = re.compile("^[0-9.,]+(?![0-9A-Za-z.,])|[。；，]")  # 3D打印企业数量 is one
_AMOUNTS = frozenset("量额数值")  # last characters of a measure
_ADDED = re.compile("(?:（[^（）]*）|[与和及/][^与和及/（）]*)$")  # at the end of a label
_RUNNING = re.compile("^(?=.{8})[^（]*[、，；。]")  # no label goes on like that
_NUMBERING = re.compile(
    r"(?:图表|表格|附表|附图|表|图)\s{0,2}(?:[0-9]{1,3}(?:[-.—–][0-9]{1,3}){0,2}|[一二三四五六七八九十]{1,3}(?=[：:、\s])|[A-Z](?:[-.—–]?[0-9]{1,2})?(?=[：:、\s]))[：:、.\s]{0,3}"
)


@dataclass(frozen=True, slots=True)
class HeaderName:
    """A printed header taken apart: `name` without white space and unit, `unit` as printed."""

    name: str
    unit: str | None


def header_name(printed: str) -> HeaderName:
    """产量（万吨） → 产量 and 万吨; brackets that hold no unit stay in the name.

    Of two levels the lower one may repeat the upper: 企业数量 above 数量（家） → 企业数量 and 家.
    """
    printed = _TRANSLATED.sub("", printed.strip())
    upper, _, lower = printed.partition(" ")
    if lower and upper:
        below = header_name(lower)
        above = header_name(upper)
        if above.name and above.name in below.name:
            return HeaderName(below.name, below.unit or above.unit)
        repeats = above.name.endswith(below.name) or (below.name == "数量" and above.name[-1:] in _AMOUNTS)
        if below.name and (repeats or (above.unit and not below.unit)):
            return HeaderName(above.name + ("" if repeats else below.name), below.unit or above.unit)
    name = squeeze(normalize_text(printed)).strip("*＊：:")
    name = name[: footnote_at(name)]
    found = _UNIT.search(name)
    if found is not None and found.start() > 0:
        unit = (found[1] or found[2]).removeprefix("单位：").removeprefix("单位:").removeprefix("单位")
        if unit and not _NOT_A_UNIT.search(unit):
            return HeaderName(name[: found.start()], unit)
    return HeaderName(name, None)


def footnote_at(text: str) -> int | None:
    """Where the marks of footnotes begin that a text ends with."""
    found = FOOTNOTES.search(text) or _NUMBERED.search(text)
    if found is None or len(re.findall("[（(]", text[: found.start()])) != len(
        re.findall("[）)]", text[: found.start()])
    ):
        return None
    return found.start()


def is_footnote(text: str, printed: Iterable[str]) -> bool:
    """Whether a line begins with a mark that one of the texts printed above it ends with."""
    note = _NOTE.match(text)
    return note is not None and any(
        above.endswith(note[1]) and footnote_at(above) not in (None, 0) for above in printed
    )


def find_unit_note(text: str) -> re.Match[str] | None:
    """The note of the unit that a line or a caption ends with; its group `unit` is what it names."""
    return _UNIT_NOTE.search(text)


def split_unit_note(caption: MappedText) -> tuple[MappedText, str | None]:
    """A caption without a unit note at its end, and the unit that the note names."""
    found = find_unit_note(caption.text)
    if found is None:
        return caption, None
    return caption.slice(0, found.start()).strip(), found["unit"]


def is_unit_note(text: str) -> bool:
    """Whether a text is a note of the unit and nothing else: 单位：亿元, （单位：万吨）."""
    return _UNIT_NOTE.fullmatch(text) is not None


def without_numbering(caption: str) -> str:
    """表2 我国… → 我国…"""
    found = _NUMBERING.match(caption)
    return caption[found.end() :] if found and found.end() < len(caption) else caption


def column_for(spec: TableSpec, name: str, taken: set[int]) -> int | None:
    """Index of the column of `spec` that a header names; columns in `taken` are used already.

    What a label adds to its name is no part of it: 核心内容与影响（节选）.
    """
    name = plain_label(name)
    for index, column in enumerate(spec.columns):
        if name in _labels(column) and (column.many or index not in taken):
            return index
    endings: list[tuple[int, int]] = []
    for index, column in enumerate(spec.columns):
        if column.many or index not in taken:
            longest = max((len(ending) for ending in column.endings if name.endswith(ending)), default=0)
            if longest:
                endings.append((longest, -index))
    if endings:
        return -max(endings)[1]
    added = _ADDED.search(name)
    return column_for(spec, name[: added.start()], taken) if added and added.start() else None


def names_columns(texts: Sequence[str], catalog: Catalog) -> bool:
    """Whether texts are labels of different columns of one kind of table, its required ones among them.

    One of those has to be a label as it stands; one of three texts or more may be unknown.
    """
    if len(texts) < 2 or any(len(text) > _LONGEST or _NO_LABEL.search(text) for text in texts):
        return False
    names = [header_name(text).name for text in texts]
    return any(_names(spec, names) for spec in catalog.tables)


def _names(spec: TableSpec, names: Sequence[str]) -> bool:
    taken: set[int] = set()
    known, unknown = False, 0
    for name in names:
        index = column_for(spec, name, taken)
        if index is None:
            unknown += 1
        else:
            taken.add(index)
            known = known or (spec.columns[index].required and is_label(spec.columns[index], name))
    required = {n for n, column in enumerate(spec.columns) if column.required}
    return known and len(taken) > 1 and unknown <= (len(names) > 2) and required <= taken


def is_label(column: ColumnSpec, name: str) -> bool:
    """Whether a header is one of the labels of a column, not only like one."""
    return plain_label(name) in _labels(column)


def holds_cell(spec: TableSpec, name: str) -> bool:
    """Whether a header is a label and the beginning of a cell below it: 内容要点实施创新攻关、企业扶优."""
    name = plain_label(squeeze(name))
    rests = (
        name[len(label) :] for column in spec.columns for label in _labels(column) if name.startswith(label)
    )
    return any(rest[:1] == "《" or (rest[:1].isalnum() and _RUNNING.search(rest)) for rest in rests)


def plain_label(text: str) -> str:
    """A label with brackets of one kind: 省(区、市) → 省（区、市）; of the same length."""
    return text.translate(_BRACKETS)


@lru_cache(maxsize=256)
def _labels(column: ColumnSpec) -> frozenset[str]:
    return frozenset(plain_label(squeeze(label)) for label in column.labels)


@dataclass(frozen=True)
class LabelIndex:
    """Every fixed label of the catalog by its first character, longest first.

    Each has the columns it may name: the kind of table and the place among its columns.
    """

    by_first: dict[str, tuple[tuple[str, tuple[tuple[str, int], ...]], ...]]

    def at(self, text: str, start: int) -> Iterator[tuple[int, tuple[tuple[str, int], ...]]]:
        """The labels that stand at `start` of a text of plain labels, longest first.

        Each with its end and the columns it may name.
        """
        for label, columns in self.by_first.get(text[start : start + 1], ()):
            if text.startswith(label, start):
                yield start + len(label), columns


@lru_cache(maxsize=4)
def label_index(catalog: Catalog) -> LabelIndex:
    """The index of all labels of a catalog."""
    places: dict[str, list[tuple[str, int]]] = {}
    for spec in catalog.tables:
        for index, column in enumerate(spec.columns):
            for label in column.labels:
                places.setdefault(plain_label(squeeze(label)), []).append((spec.kind, index))
    by_first: dict[str, list[tuple[str, tuple[tuple[str, int], ...]]]] = {}
    for label in sorted(places, key=lambda label: (-len(label), label)):
        by_first.setdefault(label[0], []).append((label, tuple(places[label])))
    return LabelIndex({first: tuple(entries) for first, entries in by_first.items()})


PERCENTS = frozenset({"%", "％", "‰"})
POINTS = frozenset("百分点 个百分点 pct pcts pp PCT PP".split())


def promises_percent(column: ColumnSpec | None, name: HeaderName) -> bool:
    """Whether the cells under a header are percentages, or percentage points."""
    return name.unit in PERCENTS | POINTS or (
        name.unit is None and column is not None and column.type == "percent" and not _TIMES.search(name.name)
    )


_TIMES = re.compile("周转率|市[盈净销现]率|[流速]动比率")  # called rates, but how many times
