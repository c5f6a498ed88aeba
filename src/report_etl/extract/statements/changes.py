"""Growth and changes in percentage points: the measure is the one that changed."""

from __future__ import annotations

import re
from typing import Final

from report_etl.extract.statements.carry import carry_subject, is_partial, is_verb, told
from report_etl.extract.statements.context import Context
from report_etl.extract.statements.names.heads import Head
from report_etl.extract.statements.names.measures import (
    falls,
    is_compound,
    is_growth,
    measure_start,
    without_growth,
)
from report_etl.extract.statements.names.phrases import Phrase, without_lead
from report_etl.extract.statements.periods import periods
from report_etl.extract.statements.readings import Reading, Setting
from report_etl.extract.statements.sentences.figures import Figure, sign_of, unmask
from report_etl.extract.statements.sentences.vocabulary import pattern, words
from report_etl.extract.statements.sentences.words import Word
from report_etl.extract.statements.told import Level

_mean = pattern("平均{sizes}")  # of what was just listed, not of the amount before
_COMPOUND = "年复合增长率"
_NUMBERS: Final = "零一两三四五六七八九十"
_MEAN_OF: Final = re.compile(  # 两年平均增长, 五年复合增长率: since so many years ago
    f"([{_NUMBERS[1:]}]|(?<![0-9])[0-9])年(?:来|间)?的?(?:平均|年均|累计)?(?:复合)?(?:增速|增长率)?$"
)
_LENGTHS: Final = ("年", "来", "间", "内", "的")  # 连续三年|增长, but 两年平均
_DRIVES = ("拉动", "带动", "推动", "拖累")
_lowers = pattern("{lowers}[了对]?[^，]{2,12}$")
_COMPARED: Final = ("环比", "同比")  # 从环比看，: how what follows is compared
_PACE = frozenset({"增速", "增长率", "增幅", "增长"})
_RECENT = 40  # levels looked back on


def read_change(
    figure: Figure, kind: str, head: Head, phrase: Phrase, context: Context, setting: Setting
) -> Reading:
    """A figure that says by how much something changed; `kind` is growth or change_points."""
    inherited: set[str] = set()
    if phrase.subject.startswith(_DRIVES):  # 拉动工业|增长1.9个百分点
        phrase = Phrase("", phrase.subject + phrase.measure + head.verb)
    grown, label = _grown(kind, head, phrase)
    label = label or (context.topic if context.topic in _COMPARED else "") or ""
    last = context.last
    told_now = (
        kind == "change_points" and last and last.kind == "growth" and last.sentence == context.sentence
    )
    if not grown and not told_now:
        grown = _of_base(head)
    if not grown:
        grown = _carried(kind, head, phrase, context) or (phrase.measure if kind == "change_points" else "")
        if grown:
            inherited.add("measure")
        grown = grown or _of_base(head)
    if kind == "change_points" and "measure" in inherited and last and _is_amount(last, grown):
        grown = grown + "增速" if last.kind == "growth" else ""  # 收入增长8%，高于行业平均4个百分点
    again = last is not None and grown and last.sentence == context.sentence and last.measure == grown
    of_nobody = bool(last and again and last.subject is None and not phrase.subject)  # as the level before is
    unsure = setting.unsure or of_nobody
    who = carry_subject(phrase.subject, head, context, inherited, phrase.measure, unsure=unsure)
    period = _period(label == _COMPOUND, head, context, setting, _goes_on(phrase, context))
    if said := without_growth(phrase.measure):
        context.say(said)
    direction = _direction(figure, kind, head, phrase, context)
    context.tell(
        Level(who, grown or None, period, kind, False, context.sentence, direction=direction, over=head.over)
    )
    if not (setting.unsure or phrase.subject):
        who = who or without_growth(grown) or grown or None  # 营收同比…: what grows
    base = _base(head, setting) or _base_before(kind, head, phrase, context, inherited)
    measure = grown + (label if label not in grown else "") or phrase.measure
    return told(
        figure,
        kind,
        (who, measure),
        inherited,
        setting,
        context,
        period=period,
        base=base,
        direction=direction,
        what=grown,
    )


def _grown(kind: str, head: Head, phrase: Phrase) -> tuple[str, str]:
    """The measure that changed as far as the clause names it, and how it is compared (同比, CAGR)."""
    measure, label = (
        phrase.measure,
        head.label or ("" if kind == "change_points" else _over(head)),
    )
    if not is_growth(measure) or _mean().fullmatch(measure):
        grown = measure
    elif kind == "change_points":  # 规模增速较2023年回落1.5个百分点
        return ("" if measure in _PACE or measure in words("sizes") else measure), label
    else:
        grown = without_growth(measure)
        label = "环比" if "环比" in measure else "同比" if "同比" in measure else label
        label = _COMPOUND if is_compound(measure) else label
        if _MEAN_OF.search(measure[len(grown) :]):
            label = measure[len(grown) :]
    return grown, label


def _over(head: Head) -> str:
    return head.over + (head.verb if head.over.endswith(_LENGTHS) else "")


def _of_base(head: Head) -> str:
    """The measure of what the change is counted from: 高于全球增速|约16个百分点."""
    at = measure_start(head.base) if head.base else None
    return (head.base or "")[at:] if at is not None else ""


def _carried(kind: str, head: Head, phrase: Phrase, context: Context) -> str:
    carried = _grown_before(kind, head, phrase, context)
    if carried is None:
        return ""
    paced = not phrase.measure or is_growth(phrase.measure)
    left = unmask(without_lead(head.phrase)).strip("的 ")
    if not phrase.subject and not phrase.measure and left:
        return ""  # 亩均|增产12%: what is not understood is something else
    other = phrase.subject and paced and phrase.subject != context.subject
    current = context.measure_at >= context.sentence - context.split
    return "" if other and (not current or is_verb(carried)) else carried


def _grown_before(kind: str, head: Head, phrase: Phrase, context: Context) -> str | None:
    """What grows when the clause does not say: per cent belong to an amount, points to a share or rate."""
    last = context.last
    if head.extreme and last and last.kind == "growth" and last.sentence == context.sentence:
        return last.measure  # 平均降幅20%，最高35%
    if last and last.sentence < context.heard:
        last = None
    said = context.measure if context.measure_at >= context.heard else None
    if said and kind == "growth" and is_partial(said) and context.measure_at < context.sentence:
        said = None
    candidates = [said, last.measure if last else None]
    if last and last.kind == kind == "change_points" and last.sentence == context.sentence:
        points = last.measure  # 增速提高2个百分点，高于全市4个百分点
        if points is None or said in (None, points, without_growth(points)):
            return points
    if kind == "change_points" and last and last.measure and last.sentence == context.sentence:
        if last.kind == "growth":  # 增长3.7%，较上年回落1.5个百分点
            sized = phrase.measure in words("sizes")  # 下降10%（降幅收窄3个百分点）
            named = phrase.measure if sized else "增速"
            return last.measure if is_growth(last.measure) else last.measure + last.over + named
        if is_partial(last.measure):
            candidates.reverse()
    recent = [
        level.measure for level in reversed(context.history[-_RECENT:]) if level.sentence == context.sentence
    ]
    if kind == "growth" and recent and candidates[0] and is_partial(candidates[0]):
        candidates = recent[:1] + candidates
    return next((m for m in candidates if m and (not is_growth(m) or _mean().fullmatch(m))), None)


def _is_amount(last: Level | None, measure: str) -> bool:
    """Whether the measure is that of a level just told or its growth: no points are added to it."""
    amount = last is not None and last.kind in ("level", "growth") and last.measure == measure
    return amount and not is_growth(measure) and not is_partial(measure)


def _base(head: Head, setting: Setting) -> str | None:
    """What the change counts from: 上年四季度, and not 上年, where both are read."""
    longer = setting.compared if (setting.compared or "").startswith(head.base or "-") else None
    return longer or head.base or setting.compared


def _base_before(kind: str, head: Head, phrase: Phrase, context: Context, inherited: set[str]) -> str | None:
    """What the amount of the same change is counted from: 比上旬增加9万吨，|增长6%."""
    base, direction, clause = context.risen
    alone = kind == "growth" and not (head.phrase or head.label or phrase.subject or phrase.measure)
    if not (alone and base and direction == head.direction and context.clauses - clause <= 1):
        return None
    inherited.add("base")
    return base


def _direction(figure: Figure, kind: str, head: Head, phrase: Phrase, context: Context) -> str | None:
    signed = sign_of(figure.quantity)
    if signed == "down":
        return signed  # 同比增长-2.5%
    if kind == "change_points" and head.direction:
        return head.direction  # 降幅扩大1.1个百分点
    if falls(phrase.measure):
        return "down"
    if head.extreme and not phrase.measure and not head.direction and context.last:
        return context.last.direction or "up"  # 平均降幅20%，最高35%
    told = head.direction or signed or ("down" if _lowers().search(head.phrase) else None)
    vague = kind == "change_points" and head.has(Word.ADVERB) and not (head.base or head.has(Word.THAN))
    return told or (None if vague else "up")  # 成本率优化20bp: nobody says which way


def _goes_on(phrase: Phrase, context: Context) -> bool:
    """Whether a change is that of the level before it, and not of something named anew."""
    if not phrase.measure or is_growth(phrase.measure) or phrase.measure in words("sizes"):
        return not phrase.subject
    return bool(context.history) and phrase.measure == context.history[-1].measure


def _period(compound: bool, head: Head, context: Context, setting: Setting, goes_on: bool) -> str | None:
    period = setting.period
    if (over := _MEAN_OF.search(head.over or head.phrase)) and period and not periods.is_range(period):
        years = int(over[1]) if over[1].isascii() else _NUMBERS.index(over[1])
        return periods.joined(periods.shifted(period, -years), period)
    if compound or (head.label.startswith("年均") and (context.than or setting.span)):
        if periods.is_range(period):
            return period
        since = context.than and period and periods.joined(context.than, period)
        return setting.span or since or _between_levels(context) or period
    if setting.span and head.date is None and not head.label and head.base is None and goes_on:
        return periods.over_years(setting.span) or period
    if "累计" in head.phrase and context.than and period:
        return periods.joined(context.than, period) or period  # 比2019年增加…，累计增幅
    return period


def _between_levels(context: Context) -> str | None:
    """A compound rate without its own years runs from the level before to the last level.

    Where its sentence tells of more than two, nobody knows from which.
    """
    dated = [x for x in context.history[-4:] if x.period and "/" not in x.period]
    if len({x.period for x in dated if x.sentence == context.sentence}) > 2 or len(dated) < 2:
        return None
    return periods.joined(dated[-2].period or "", dated[-1].period or "")
