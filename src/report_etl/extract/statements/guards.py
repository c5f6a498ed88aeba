"""What cannot be right is not loaded: a pass over the readings of a paragraph.

A wrong name or a figure under a wrong name is worse than none. Words that name nobody are taken out of
a reading, so are the names that figures cannot share; a percentage that nothing names is refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from report_etl.extract.statements.names.measures import falls, fits
from report_etl.extract.statements.readings import Outcome, Reading, Refusal
from report_etl.extract.statements.sentences.figures import Marked, is_scaled
from report_etl.extract.statements.sentences.vocabulary import pattern, words
from report_etl.models import QuantityKind

_NO_NAME: Final = re.compile(
    r"^扭转|^[两二三四五]者$|^[前后]者$|^(?:时隔|前[一二两三四五六七八九十0-9]{1,2}个?$|.*连续[一二两三四五六七八九十0-9]{1,2}个?$)|的是|分别|达到|约为|\*\*|实现了|"
    r"^及?以[上下内]|^市场$|^(?:其中|尤其|值得|与|受(?![访益众托让灾])|因(?![特果灾])|这|此|所占|期内|本年度|了(?!解)|共回收|目标是|拟(?!南|态|人|除)|希望|相比|作为|通过(?!.*的))|"
    r"(?:(?<!公)共|(?<![规原准法细])则|(?<!为)了|(?<![线网海陆水岸江河以之])上)$"
)
_NO_MEASURE: Final = re.compile(r"^(?:较|比(?![重例率值])|与)|\*\*|^两位数$")
_PARTS: Final = re.compile(r"[成半]|分之")  # 近五成, 过半: parts of a whole by their own words
# The words that tell what a percentage is; the nearest one counts.
_said = pattern(
    r"(?P<growth>(?:同比|环比|复合|年均)*(?:{paces}|增长速度|下降速度)|CAGR)"
    r"|(?P<share>占(?![地用领])|佔|比重|比例|份额|份額)"
    r"|(?P<rate>[\u4e00-\u9fff]{2}率|供需比)"
)
_after = pattern(
    "[+＋]?的?[^，。；、：0-9（(]{0,6}?(?P<growth>{paces}|增长|CAGR)"
    "|(?P<share>的?(?:{asked}|人|公司|机构|产品|项目|患者|样本))"
)
_AT_END: Final = re.compile(
    r"(?P<growth>[同环]比)[^，。；、：0-9]{0,6}$|(?P<share>[\u4e00-\u9fff]的|中[约仅]?有)[约近超过]{0,2}$"
)
_START: Final = re.compile(r"[从由自][^，。；：]{0,12}$")
_LEVELS: Final = re.compile(r"(?:平均值|均值|平均水平|中位数)$")
_ONLY_THAN: Final = re.compile(r"[高低][于過过][^，。；]{2,16}$")  # 低于行业平均值1.55%
_limit = pattern(r"的?[\u4e00-\u9fff]{0,4}(?:{limits}|荣枯线)")  # 高于7.5%的监管底线
_limited = pattern("(?:{limits}|限制|阈值)(?:为|是|在)?$")
_APART: Final = re.compile(r"(?:左右)?的?(?:落差|差距|差额)")  # 仍有近三成落差
_NEAR: Final = 90  # characters before a percentage that may say that it is a share
_REACHED: Final = re.compile(
    r"[增升降跌减提扩涨落长高大低少窄调变复][至到为成]|变为|达到?了?|[至到—–~～-]|→|突破|超过|[过過]$"
)
_OTHER: Final = re.compile(r"累计|合计|总|其中|[另还]有")
_LONGEST_STEP: Final = 24
_GOES_ON: Final = re.compile(r"\s*(?:$|[万亿])")
_PLURAL: Final = re.compile(
    r"(?<![0-9.前第])[2-9](?:家|地|省|国|种|类)|(?<![前第])[两二三四五六七八九十][个家类种大者地省市国]"
)
_JOINT: Final = re.compile(r"[、，,;；/和与及以\s]{1,4}")
_MISSING: Final = 0.15  # of the confidence, for each name taken out


def guard(outcomes: Iterable[Outcome], marked: Marked) -> list[Outcome]:
    """The outcomes without names that name nobody or two things; what nothing names is refused."""
    cleaned = [_cleaned(o) if isinstance(o, Reading) else o for o in outcomes]
    doubtful = _contradictions([o for o in cleaned if isinstance(o, Reading)], marked)
    doubted = [doubtful.get(id(outcome), outcome) for outcome in cleaned]
    named = [_unnamed(o, marked) if isinstance(o, Reading) else o for o in doubted]
    return [_of_nothing(o, marked) if isinstance(o, Reading) else o for o in named]


def _cleaned(reading: Reading) -> Reading:
    """The reading without a subject or measure that is no name (其中, 华 of 华为, 实现)."""
    subject, measure, cost = reading.subject, reading.measure, 0.0
    short = subject and len(subject) == 1 and subject not in words("short_names")
    counted = subject == reading.base  # 六成的|人|认为…
    if subject and (_NO_NAME.search(subject) or (short and not counted)):
        subject, cost = None, cost + _MISSING
    told_of = reading.unit or reading.figure.quantity.unit
    carried = "measure" in reading.inherited or reading.kind == "share"  # 1.2倍PEG、30%的CAGR
    unfit = measure and carried and not fits(measure, reading.kind, told_of)
    if measure and (unfit or measure in words("verbs_alone") or _NO_MEASURE.search(measure)):
        measure, cost = None, cost + _MISSING
    if not cost:
        return reading
    inherited = tuple(f for f in reading.inherited if {"subject": subject, "measure": measure}.get(f, f))
    confidence = round(max(reading.confidence - cost, 0.0), 3)
    return replace(reading, subject=subject, measure=measure, inherited=inherited, confidence=confidence)


def _unnamed(reading: Reading, marked: Marked) -> Outcome:
    """A percentage whose own clause names no measure: what the nearest word makes it, else a refusal."""
    figure = reading.figure
    before = marked.text[max(reading.sentence.start, figure.start - _NEAR) : figure.start]
    last = next(iter(reversed(list(_said().finditer(before)))), None)
    if _limited().search(before) or (reading.kind == "share" and _limit().match(marked.text, figure.end)):
        return _refused(reading, "a limit, no fact")
    apart = (reading.measure or "").endswith("相差") or _APART.match(marked.text, figure.end)
    if reading.kind in ("share", "rate") and apart:
        return _refused(reading, "a difference of two values is no share")
    carried = reading.kind in ("share", "rate") and "measure" in reading.inherited
    told = marked.mask[figure.start - len(before) + last.end() : figure.start] if last else ""
    named = reading.measure and reading.measure in told
    if carried and last and last.lastgroup == "growth" and not named:
        return _refused(reading, "the measure that goes on is no growth, the nearest word is one")
    if reading.kind == "growth" and _LEVELS.search(reading.base or "") and _ONLY_THAN.search(before):
        return _refused(reading, "the level that something is compared with, or the difference from it")
    if reading.kind != "share" or reading.measure or reading.base or _PARTS.search(figure.quantity.text):
        return reading
    after = _after().match(marked.text, figure.end)
    said = after or _AT_END.search(before) or last
    if said is last and last and last.lastgroup == "growth" and _START.search(before, last.end()):
        return _refused(reading, "where a change began is no growth")  # 涨幅较大，从2019年的22.8%
    if said is None or (said.lastgroup != "growth" and (figure.quantity.value or 0) < 0):
        return _refused(reading, "no word says what this percentage is a part of")
    if said.lastgroup == "share":
        return reading
    confidence = round(max(reading.confidence - _MISSING, 0.0), 3)
    direction = None
    if said.lastgroup == "growth":
        direction = "down" if falls(said[0]) else "up"
    return replace(
        reading, kind=said.lastgroup or "", measure=said[0], direction=direction, confidence=confidence
    )


def _of_nothing(reading: Reading, marked: Marked) -> Outcome:
    """A figure with neither a name nor a measure says nothing, nor does a bare number of no measure.

    Nor does one without a unit at the end of a text, where a line was cut, or with a space inside (2 万 亿).
    """
    quantity = reading.figure.quantity
    unit = reading.unit or quantity.unit or quantity.kind is QuantityKind.PERCENT
    if not unit and _GOES_ON.match(marked.text, reading.figure.end):
        return _refused(reading, "the figure may go on")
    bare = quantity.kind is QuantityKind.NUMBER and not (reading.unit or is_scaled(quantity))
    if reading.measure or (not bare and (reading.subject or reading.base)):
        return reading
    return _refused(reading, "neither a name nor a measure is sure")


def _refused(reading: Reading, reason: str) -> Refusal:
    kind = "quantities" if reading.kind in ("money", "count", "multiple") else "percentages"
    return Refusal.of(reading.figure, reason, kind)


def _contradictions(readings: list[Reading], marked: Marked) -> dict[int, Reading]:
    """What is left, by the identity of the reading, of figures that one sentence gives the same names.

    One of their names must be wrong, and nothing tells which: they lose their subject, and their period
    where they stand in one list of a single thing. Of one figure that is named and others that only carry
    its names on, the named one stays. A level and the one it reaches (由3亿元增至5亿元) may share all names.
    """
    groups: defaultdict[tuple[object, ...], list[Reading]] = defaultdict(list)
    for r in readings:
        unit = r.unit or r.figure.quantity.unit
        if r.subject:
            groups[(r.sentence, r.subject, r.measure, r.base, r.period, r.kind, unit)].append(r)
    doubtful: dict[int, Reading] = {}
    for group in groups.values():
        if len({_value(r) for r in group}) < 2 or _is_step(group, marked):
            continue
        between = [marked.text[r.figure.end : after.figure.start] for r, after in pairwise(group)]
        listed = all(map(_JOINT.fullmatch, between))
        if listed and _PLURAL.search(marked.text, group[0].sentence.start, group[0].figure.start):
            continue  # 两家企业的研发费用率分别为6.8%和3.1%: one subject that is several
        own = ["subject" not in r.inherited and "measure" not in r.inherited for r in group]
        first = 1 if own[0] and not any(own[1:]) and not listed else 0
        for r in group[first:]:
            compared = r.base or (r.measure or "").endswith(("同比", "环比"))
            period = None if listed and not compared else r.period
            confidence = round(max(r.confidence - 2 * _MISSING, 0.0), 3)
            kept = tuple(f for f in r.inherited if f != "subject" and (f != "period" or period))
            doubtful[id(r)] = replace(r, subject=None, period=period, inherited=kept, confidence=confidence)
    return doubtful


def _value(reading: Reading) -> tuple[object, ...]:
    q = reading.figure.quantity
    return q.value, q.low, q.high, reading.direction


def _is_step(group: list[Reading], marked: Marked) -> bool:
    """由60%提升至85%; 突破25万亿元，达到25.45万亿元: two levels of one thing, or one told twice."""
    if len(group) != 2:
        return False
    first, second = sorted(group, key=lambda r: r.figure.start)
    between = marked.text[first.figure.end : second.figure.start]
    if between.endswith(("（", "(")) and _PARTS.search(first.figure.quantity.text):
        return True  # 近五成的企业（48.2%）
    if len(between) > _LONGEST_STEP or _OTHER.search(between):
        return False
    return _REACHED.search(between) is not None
