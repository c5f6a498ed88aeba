"""Quantities that share words: ranges (30%-40%) and lists (6.8、7.1、7.4亿美元)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from report_etl.language.numerals import shift
from report_etl.language.quantity_draft import Draft, skip_spaces
from report_etl.language.quantity_figures import read_figure, read_fraction
from report_etl.language.quantity_shapes import DATE
from report_etl.language.quantity_units import attach_unit
from report_etl.models import Qualifier, QuantityKind

_RANGE_JOINTS: Final = ("——", "--", "－－", "-", "–", "—", "~", "～", "－", "―", "−", "至", "到")
_WORDS_OF_RANGE: Final = frozenset("至到~～")
_SPACES: Final = frozenset(" \u3000\xa0")
_RANGE_FIRST: Final = frozenset(joint[0] for joint in _RANGE_JOINTS) | frozenset(" \u3000(（")
_LIST_JOINTS: Final = frozenset("、 / 和 及 与 或 以及 、和 和约 、约".split())
_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}[,，] ?[0-9]{3}(?![0-9,])")
_PARTED_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2} [0-9]{3}(?![0-9,])")
_LOOSE_JOINTS: Final = frozenset((",", "，", ", ", "， "))

# 增加|1亿元至9.75亿元: a change and what it led to
_CHANGED: Final = re.compile(
    "(?:增[加长]|减少|[提升走调]高|[提上回]升|上[涨调浮]|下[降跌滑调浮]|降低|回落|扩大|缩[小减短]|延长|拉长|压[缩降]|[涨跌])了?[约近超]?$"
)
_LEVEL_AGAINST_CHANGE: Final = 3  # the ends of a range are nearer to each other


def read_range(text: str, draft: Draft) -> None:
    """Makes `draft` a range where a second figure follows: 十八至三十万, 1 万(含)-5 万元."""
    first = text[draft.end : draft.end + 1]
    if first not in _RANGE_FIRST or draft.value is None or not first:
        return
    here = draft.end
    if text[here + 1 : here + 3] in ("含)", "含）"):
        here += 3
    spaced = text[here : here + 1] in _SPACES
    here = skip_spaces(text, here, 1)
    joint = next((joint for joint in _RANGE_JOINTS if text.startswith(joint, here)), None)
    if joint is None:
        return
    if joint == "--" and draft.value < 0:
        joint = "-"  # -2%--5%: a dash and a sign
    other = _second(text, skip_spaces(text, here + len(joint), 1))
    if other is None or not _fits(draft, other):
        return
    if joint not in _WORDS_OF_RANGE and _may_be_cells(draft, other, spaced and joint[0] == "—"):
        return
    if joint in ("至", "到") and _is_level_after(text, draft, other):
        return
    _join(draft, other)


def _is_level_after(text: str, draft: Draft, other: Draft) -> bool:
    """Whether amounts with a unit each are a change and the level after it: 增加1亿元至9.75亿元."""
    if draft.kind not in (QuantityKind.MONEY, QuantityKind.COUNT) or not draft.value:
        return False
    changed = _CHANGED.search(text, max(0, draft.start - 5), draft.start)
    return changed is not None and (other.value or 0) > _LEVEL_AGAINST_CHANGE * draft.value


def _may_be_cells(draft: Draft, other: Draft, dash_apart: bool) -> bool:
    """48.2 — 253.4 and 3.1% — 4.2% may be two cells with an empty one between, 3-1 a chapter."""
    if draft.kind is QuantityKind.NUMBER and other.kind is QuantityKind.NUMBER:
        return draft.plain and not other.scale
    return dash_apart and draft.kind is not QuantityKind.NUMBER


def _second(text: str, here: int) -> Draft | None:
    """The figure after the joint with its own sign, currency symbol and unit."""
    negative = text[here : here + 1] in ("-", "－", "−", "负")
    if negative or text[here : here + 1] in ("+", "＋", "¥", "￥", "$", "约"):
        here += 1
    other = read_figure(text, here)
    if other is None or other.value is None:
        return None
    if other.plain:
        date = DATE.match(text, here)
        if date and date.end() >= other.end and date.lastgroup != "bare":
            return None
    fraction = read_fraction(text, other) if text[other.end : other.end + 1] == "分" else None
    if fraction is not None:
        other = fraction
    else:
        attach_unit(text, other)
    if negative and other.value is not None:
        other.value = -other.value
    return other


def _fits(draft: Draft, other: Draft) -> bool:
    if other.lone:
        return False
    if draft.kind is QuantityKind.PERCENT and other.numeral and other.kind is QuantityKind.NUMBER:
        other.kind, other.unit = draft.kind, draft.unit  # 百分之三十到四十
    if draft.kind is not QuantityKind.NUMBER:
        return other.kind is draft.kind and other.unit == draft.unit
    if draft.scale and other.kind is QuantityKind.NUMBER and not other.scale:
        return False
    return not (
        draft.numeral and len(draft.numeral) == 1 and other.kind is QuantityKind.NUMBER and not other.scale
    )


def _join(draft: Draft, other: Draft) -> None:
    low, high = draft.value, other.value
    if low is None or high is None:
        return
    if (
        draft.scale == 0
        and draft.kind is QuantityKind.NUMBER
        and other.scale > 0
        and low < high.scaleb(-other.scale)
    ):
        low = shift(low, other.scale)
    if low > high and high < 0:
        low, high = high, low  # -2%至-5%
    if low > high:
        return
    draft.low, draft.high = low, high
    draft.value = None
    draft.kind, draft.unit, draft.end, draft.plain = other.kind, other.unit, other.end, False
    draft.scale = other.scale or draft.scale
    draft.lone = False
    if other.qualifier is not Qualifier.EXACT:
        draft.qualifier = other.qualifier


def distribute_units(text: str, drafts: list[Draft]) -> None:
    """`6.8、7.1、7.4亿美元`: figures of a list take scale and unit of the item after them.

    A figure that has a scale of its own (896万和1817万支) takes the unit only.
    """
    for index in range(len(drafts) - 2, -1, -1):
        item, after = drafts[index], drafts[index + 1]
        if item.unit == "个" and after.kind is QuantityKind.PERCENTAGE_POINTS and _is_list(text, item, after):
            item.kind, item.unit = after.kind, after.unit  # 回落0.4个和0.1个百分点
            continue
        if item.kind is not QuantityKind.NUMBER or item.value is None or after.kind is QuantityKind.ORDINAL:
            continue
        if after.kind is QuantityKind.NUMBER and not (item.plain and after.scale > 0):
            continue
        if after.start - item.end > 4 or not _is_list(text, item, after) or _is_same(text, item, after):
            continue
        if item.plain and after.scale > 0:
            item.value, item.scale = shift(item.value, after.scale), after.scale
            item.plain = "." not in text[item.start : item.end]  # 6.8/7.1/7.4亿; but 2021、3亿 are no list
        elif not item.plain and not item.scale:
            continue
        if after.kind is not QuantityKind.NUMBER:
            item.kind, item.unit = after.kind, after.unit
            item.plain = False
    for before, item in pairwise(drafts):
        counted = before.kind in (QuantityKind.COUNT, QuantityKind.MONEY) and before.scale == item.scale > 3
        if counted and item.kind is QuantityKind.NUMBER and _is_list(text, before, item):
            item.kind, item.unit = before.kind, before.unit  # 1310万台、1290万


def _is_same(text: str, item: Draft, after: Draft) -> bool:
    """0.1 或 10%: one share, written twice."""
    joined = text[item.end : after.start].strip() == "或" and after.kind is QuantityKind.PERCENT
    return joined and item.value is not None and shift(item.value, 2) == after.value


def without_broken(text: str, drafts: list[Draft]) -> list[Draft]:
    """Without what may be one figure cut in two: 3，500万元, 1, 234万元 and 商标 6 015件 outside a list.

    A rank list (第1、2名) becomes ordinals here too.
    """
    kept: list[Draft] = []
    for draft in drafts:
        if _lacks_points(text, draft):
            continue
        before = kept[-1] if kept else None
        if before is None or draft.start - before.end > 2:
            kept.append(draft)
            continue
        joint = text[before.end : draft.start]
        if before.kind is QuantityKind.ORDINAL and joint in _LIST_JOINTS:
            draft.kind, draft.plain = QuantityKind.ORDINAL, False
        broken = _THOUSANDS if joint in _LOOSE_JOINTS else None
        if joint in _SPACES and text[before.start - 1 : before.start] not in tuple("图表第"):
            broken = _PARTED_THOUSANDS
        if broken is not None and before.plain and not draft.plain and broken.match(text, before.start):
            last = kept.pop()
            while kept and kept[-1].plain and text[kept[-1].end : last.start] in _SPACES:
                last = kept.pop()  # 1 234 567家
        else:
            kept.append(draft)
    return kept


def _lacks_points(text: str, draft: Draft) -> bool:
    """下降0.4个: a part of a thing is none, unless it is an average."""
    if draft.unit != "个" or draft.scale or not draft.parted:
        return False
    if draft.end == len(text):
        return False  # the text may go on
    return "均" not in text[max(0, draft.start - 12) : draft.start]


def _is_list(text: str, item: Draft, after: Draft) -> bool:
    joint = text[item.end : after.start]
    if joint.strip() in _LIST_JOINTS:
        return not _is_heading(text, item, joint)
    return joint in _LOOSE_JOINTS and "分别" in text[max(0, item.start - 30) : item.start]


def _is_heading(text: str, item: Draft, joint: str) -> bool:
    """2、30%的企业 at the head of a line: the 2 counts lines."""
    if joint.strip() != "、" or item.value is None or item.value > 30 or "." in text[item.start : item.end]:
        return False
    return item.start == 0 or text[item.start - 1] in "\n\r\f"


def without_axes(drafts: list[Draft]) -> list[Draft]:
    """Without runs of three and more percentages that touch (0%10%20%30%): the ticks of a chart."""
    kept: list[Draft] = []
    run: list[Draft] = []
    for draft in drafts:
        if run and (draft.kind is not QuantityKind.PERCENT or draft.start != run[-1].end):
            kept += run if len(run) < 3 else []
            run = []
        if draft.kind is QuantityKind.PERCENT:
            run.append(draft)
        else:
            kept.append(draft)
    return kept + (run if len(run) < 3 else [])
