"""One figure, the words around it and what was said before → its reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from report_etl.extract.statements import periods
from report_etl.extract.statements.context import Context, Level
from report_etl.extract.statements.figures import Figure
from report_etl.extract.statements.heads import Head, unmask
from report_etl.extract.statements.measures import (
    falls,
    is_compound,
    is_growth,
    is_rate,
    is_share,
    measure_start,
    without_growth,
)
from report_etl.extract.statements.phrases import Phrase
from report_etl.extract.statements.readings import Aside, Outcome, Reading
from report_etl.extract.statements.tails import Tail
from report_etl.extract.statements.words import LEADING_VERBS, VERBS, Word
from report_etl.models import QuantityKind

_PEOPLE: Final = re.compile(
    r"用户|人数|人口|网民|游客|患者|消费者|会员|旅客|人员|员工|学生|老人|客户数|粉丝|月活|日活|受访者|从业者"
)
_DURATIONS: Final = frozenset(
    "年 个月 月 月期 周 天 日 小时 个小时 分钟 秒 秒钟 季度 星期 年期 周年 毫秒 期 世代 代 届 级 层 度 号 页 点".split()
)
_DURATION_MEASURE: Final = re.compile(
    r"时长|小时|时间|周期|天数|年限|寿命|期限|账期|工期|年龄|延迟|时延|续航"
)
_MULTIPLE_MEASURE: Final = re.compile(r"P/?E|P/?B|P/?S|PEG|市盈率|市净率|市销率|估值|EV/EBITDA|倍数")
_PACE: Final = re.compile(r"高位|高速|快速|稳步|较快|两位数|稳定|平均|高$|年$|^的")
_PLACES: Final = frozenset({"市场", "行业", "产业", "人口", "总人口"})
_PERSON_UNITS: Final = frozenset({"人", "名", "位", "万人"})


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a figure stands: its period, and whether the sentence or a bracket forecasts or repeats."""

    period: str | None
    period_inherited: bool
    span: str | None = None  # 由2019年 … 至2024年
    nested: bool = False
    unsure: bool = False
    own_period: bool = False
    named: bool = False  # the subject comes from a list of names


def read_single(
    figure: Figure, head: Head, tail: Tail, phrase: Phrase, context: Context, setting: Setting
) -> Outcome:
    """Decide what the figure is and remember what later figures may carry on."""
    kind = figure.quantity.kind
    if kind is QuantityKind.PERCENTAGE_POINTS:
        return _change(figure, "change_points", head, phrase, context, setting)
    if kind is QuantityKind.PERCENT:
        if _grows(figure, head, tail, phrase, context, setting):
            return _change(
                figure, "growth", _with_tail(head, tail), _named_after(phrase, tail), context, setting
            )
        return _part(figure, head, tail, phrase, context, setting)
    return _amount(figure, head, tail, phrase, context, setting)


# --- percentages ----------------------------------------------------------------------------------


def _grows(
    figure: Figure, head: Head, tail: Tail, phrase: Phrase, context: Context, setting: Setting
) -> bool:
    if head.share_of is not None or head.has(Word.SHARE) or head.part_of:
        return False
    if head.changes or head.label:
        return not head.has(Word.REACH) or bool(head.label)
    if tail.measure and tail.of and (is_growth(tail.measure) or "增长" in tail.measure):
        return True
    if phrase.measure:
        return is_growth(phrase.measure) and not is_share(phrase.measure)
    if tail.measure:
        return is_growth(tail.measure) or "增长" in tail.measure or "增速" in tail.measure
    if figure.quantity.text[0] in "+-－＋−" and not phrase.subject:
        return True
    if figure.quantity.text[0] in "+-－＋−":
        return True
    if context.topic and is_growth(context.topic):
        return True
    last = context.last
    if last is None or last.kind != "growth" or last.sentence != context.sentence:
        return False
    compared = head.has(Word.THAN) or "于" in head.phrase[:4]
    return compared or (head.has(Word.REACH, Word.FROM) and not phrase.subject)


def _with_tail(head: Head, tail: Tail) -> Head:
    if tail.measure and not head.label:
        label = "同比" if "同比" in tail.measure else "环比" if "环比" in tail.measure else ""
        return replace(head, label=label)
    return head


def _named_after(phrase: Phrase, tail: Tail) -> Phrase:
    if tail.measure and not phrase.measure:
        grown = _PACE.sub("", without_growth(tail.measure))
        return Phrase(phrase.subject, grown + ("年复合增长率" if is_compound(tail.measure) else "增速"))
    return phrase


def _change(
    figure: Figure, kind: str, head: Head, phrase: Phrase, context: Context, setting: Setting
) -> Reading:
    """Growth or a change in percentage points: the measure is the one that changed."""
    subject, measure, inherited = phrase.subject, phrase.measure, set[str]()
    label = head.label
    grown = measure
    if is_growth(measure):
        grown = without_growth(measure)
        if "环比" in measure:
            label = "环比"
        elif "同比" in measure:
            label = "同比"
        if is_compound(measure):
            label = "年复合增长率"
    compound = label == "年复合增长率"
    if kind == "change_points" and is_growth(measure):
        grown, label = measure, head.label  # 增速较2023年回落1.5个百分点
    if not grown and head.base and (at := measure_start(head.base)) is not None:
        grown = head.base[at:]  # 高于全球增速约16个百分点
    if not grown:
        carried = _grown_before(kind, context)
        if carried and not (phrase.subject and not phrase.measure and not _same(phrase.subject, context)):
            inherited.add("measure")
            grown = carried + grown if grown and not is_growth(carried) else carried
        elif carried and context.measure_at == context.sentence:
            inherited.add("measure")
            grown = carried
    who = _subject(subject, head, context, inherited, setting_unsure=setting.unsure)
    if not setting.unsure:
        who = who or grown or None  # 营收同比…: what grows
    direction = head.direction or _sign(figure)
    if falls(measure or ""):
        direction = "down"
    period = _change_period(compound, head, context, setting)
    if "累计" in head.phrase and is_growth(measure) and context.than and period:
        period = periods.joined(context.than, period) or period  # 比2019年增加…，累计增幅
    if phrase.measure and not is_growth(phrase.measure):
        context.say(phrase.measure)
    confidence = _confidence(who, grown, inherited, setting)
    if period and setting.period_inherited and period == setting.period:
        inherited.add("period")
    context.last = Level(who, grown or None, period, kind, False, context.sentence)
    full = (grown or "") + (label if label not in (grown or "") else "") or measure
    return Reading(
        figure,
        kind,
        who,
        full or None,
        head.base,
        direction or "up",
        period,
        context.forecast,
        inherited=_ordered(inherited),
        confidence=confidence,
    )


def _grown_before(kind: str, context: Context) -> str | None:
    """What grows when the clause does not say: per cent belong to an amount, points to a share or rate."""
    last = context.last
    candidates = [context.measure, last.measure if last else None]
    if (
        kind == "change_points"
        and last
        and last.sentence == context.sentence
        and _partial(last.measure or "")
    ):
        candidates.reverse()
    recent = [level.measure for level in reversed(context.history) if level.sentence == context.sentence]
    if kind == "growth" and recent and candidates[0] and _partial(candidates[0]):
        candidates = recent[:1] + candidates
    return next((m for m in candidates if m and not is_growth(m)), None)


def _same(subject: str, context: Context) -> bool:
    return subject == context.subject


def _change_period(compound: bool, head: Head, context: Context, setting: Setting) -> str | None:
    period = setting.period
    if compound:
        if periods.is_range(period):
            return period
        if setting.span:
            return setting.span
        return _between_levels(context)
    if setting.span and head.date is None and not head.label and head.base is None:
        start, end = periods.first_part(setting.span), periods.last_part(setting.span)
        return setting.span if periods.spans_years(start, end) else period
    return period


def _between_levels(context: Context) -> str | None:
    """A compound rate without its own years runs from the level before to the last level."""
    dated = [level.period for level in context.history[-3:] if level.period and "/" not in level.period]
    if len(dated) >= 2:
        return periods.joined(dated[-2], dated[-1])
    return None


def _sign(figure: Figure) -> str | None:
    first = figure.quantity.text.lstrip()[:1]
    if first and first in "-－−":
        return "down"
    value = figure.quantity.value
    if value is not None and value < 0:
        return "down"
    return "up" if first in ("+", "＋") else None


def _part(
    figure: Figure, head: Head, tail: Tail, phrase: Phrase, context: Context, setting: Setting
) -> Reading:
    """A share of a whole, or a rate of its own."""
    inherited: set[str] = set()
    subject, measure = phrase.subject, phrase.measure
    base: str | None = None
    last = context.levels.get("%")
    if head.share_of is not None or head.has(Word.SHARE):
        kind, base = "share", unmask(head.share_of or "") or None
        if base and (at := measure_start(base)) is not None and measure.endswith(base[at:]):
            subject, phrase = subject + measure, Phrase(subject + measure, "")  # 智能算力占算力的比重
        measure = _share_measure(phrase, tail, base, head, context)
        if tail.measure and base is None:
            measure = tail.measure
    elif head.part_of:
        kind, base = "share", unmask(head.part_of)
        measure = measure or "占比"
    elif measure:
        kind = "share" if is_share(measure) or not is_rate(measure) else "rate"
        measure = _of_what(measure, subject, context)
    elif tail.measure:
        measure = tail.measure
        kind = "rate" if is_rate(measure) and not is_share(measure) else "share"
    elif _value_first(phrase, tail, head):
        kind = "share"
        subject = tail.thing or subject
        measure = tail.predicate
        if tail.thing:
            base = tail.thing
        elif context.subject and context.measure and context.measure_at == context.sentence:
            subject = context.subject + context.measure  # 融资总额…，近七成投向…
            inherited.add("subject")
    elif context.topic and is_share(context.topic) and (at := measure_start(context.topic)) is not None:
        kind, measure = "share", context.topic[at:]
    elif context.measure and context.measure_at == context.sentence and _partial(context.measure):
        measure = context.measure
        kind = "share" if is_share(measure) else "rate"
        inherited.add("measure")
    elif last and (last.sentence >= context.sentence - 1):
        kind, measure = last.kind, last.measure or ""
        inherited.add("measure")
    else:
        kind, measure = "share", ""
    if (
        kind == "share"
        and base is None
        and measure == "占比"
        and last
        and last.base
        and last.sentence == context.sentence
    ):
        base = last.base
        measure = "市场份额" if last.measure == "市场份额" else measure
        inherited.add("base")
    who = _subject(
        subject, head, context, inherited, phrase.measure.startswith(("合计", "总计")), setting.unsure
    )
    period = setting.period
    if period and setting.period_inherited:
        inherited.add("period")
    level = Level(who, measure, period, kind, False, context.sentence, base)
    if not head.has(Word.THAN):
        context.levels["%"] = level
        context.last = level
        if measure and kind == "rate":
            context.say(measure)
        elif measure and phrase.measure:
            context.say(measure)
    return Reading(
        figure,
        kind,
        who,
        measure or None,
        base,
        None,
        period,
        context.forecast,
        head.hedge,
        _ordered(inherited),
        _confidence(who, measure, inherited, setting),
    )


def _of_what(measure: str, subject: str, context: Context) -> str:
    """占比 after an amount of the same sentence is that amount's: 收入…，全球占比 → 收入全球占比."""
    said = context.measure
    if subject or not is_share(measure) or said is None or context.measure_at != context.sentence:
        return measure
    if _is_verb(said):
        return measure
    if len(measure) > 4 or measure.startswith(("合计", "总计")) or is_growth(said) or is_rate(said):
        return measure
    if said.endswith(measure):
        return said
    return measure if is_share(said) else said + measure


def _is_verb(measure: str) -> bool:
    """Whether the measure is a verb: it belongs to its own subject only."""
    return measure.lstrip("已共净累计") in LEADING_VERBS or measure in LEADING_VERBS or measure in VERBS


def _partial(measure: str) -> bool:
    return is_share(measure) or is_rate(measure)


def _share_measure(phrase: Phrase, tail: Tail, base: str | None, head: Head, context: Context) -> str:
    """占 names no measure itself: 收入 … 占 → 收入占比."""
    own = phrase.measure
    if "份额" in head.share_word:
        return "市场份额" if (base or "").endswith("市场") else "份额"
    if not own and not phrase.subject and context.measure and context.measure_at == context.sentence:
        own = "" if _is_verb(context.measure) else context.measure
    if not own and base and (at := measure_start(base)) is not None:
        own = base[at:]
    if own and is_share(own):
        return own
    if not own and base and base.endswith("市场"):
        return "市场份额"
    return own + "占比"


def _value_first(phrase: Phrase, tail: Tail, head: Head) -> bool:
    return bool(tail.thing or tail.predicate) and not phrase.subject and not head.has(Word.REACH, Word.FROM)


# --- amounts --------------------------------------------------------------------------------------


def _amount(
    figure: Figure, head: Head, tail: Tail, phrase: Phrase, context: Context, setting: Setting
) -> Outcome:
    quantity = figure.quantity
    unit = quantity.unit
    inherited: set[str] = set()
    subject, measure = phrase.subject, phrase.measure
    implied = False
    if quantity.kind is QuantityKind.MULTIPLE:
        return _multiple(figure, head, tail, phrase, context, setting)
    last = context.levels.get(unit or "")
    if unit in _DURATIONS and not (
        _DURATION_MEASURE.search(measure)
        or (not measure and last and _DURATION_MEASURE.search(last.measure or ""))
    ):
        return Aside(figure.start, figure.end, "duration")
    inner = head.share_of  # 占全球新增装机530GW的52.4%: the figure is the whole
    if (head.part_of and not measure) or inner:
        whole = inner or head.part_of or ""
        at = measure_start(whole)
        subject, measure = (unmask(whole[:at]), whole[at:]) if at is not None else (unmask(whole), "")
    if tail.measure and (phrase.verb or (not measure and tail.of)):
        measure = tail.measure  # 将实现1418万台出货量
        subject = subject if not phrase.verb or subject not in ("", measure) else ""
    if not subject and not measure and tail.thing and quantity.kind is not QuantityKind.MONEY:
        subject, implied = tail.thing, True
        measure = _counted(tail, unit)
    elif phrase.verb and tail.thing and quantity.kind is QuantityKind.COUNT:
        subject, measure = tail.thing, measure + "数量"
    if quantity.kind is QuantityKind.NUMBER:
        if "分之" in quantity.text:
            return Aside(figure.start, figure.end, "fraction")
        if _PEOPLE.search(measure or subject or "") or _PEOPLE.search(tail.thing[:6]):
            unit = "人"
        elif not measure and not (last and head.words & {Word.LINK, Word.REACH, Word.FROM}):
            return Aside(figure.start, figure.end, "number")
    if head.changes:
        return _change_amount(figure, head, Phrase(subject, measure), context, setting, unit)
    if not measure and context.topic and not head.of and (at := measure_start(context.topic)) is not None:
        measure = context.topic[at:]  # 进口方面，上海以600亿元居第二位
        inherited.add("measure")
    if not measure:
        measure, implied = _carried_measure(subject, last, quantity.kind, unit, context, inherited)
    if last and last.measure and not subject and measure and last.measure.startswith(measure):
        measure = last.measure  # 出货量为1740台，下半年出货1058台
    if inner:
        subject_text: str | None = subject or None
    else:
        subject_text = _subject(
            subject, head, context, inherited, phrase.measure.startswith(("合计", "总计")), setting.unsure
        )
    period = setting.period
    if period and setting.period_inherited:
        inherited.add("period")
    level = Level(subject_text, measure or None, period, "level", implied, context.sentence)
    if phrase.measure and head.has(Word.THAN):
        context.say(phrase.measure)
    if not head.has(Word.THAN) and not head.part_of and not inner:
        context.levels[unit or ""] = level
        context.last = level
        context.history.append(level)
        if subject_text and "subject" not in inherited:
            context.run.append((subject_text, unit or ""))
        if measure:
            context.say(measure if not implied else "")
    return Reading(
        figure,
        "money" if quantity.kind is QuantityKind.MONEY else "count",
        subject_text,
        measure or None,
        None,
        None,
        period,
        context.forecast,
        inherited=_ordered(inherited),
        confidence=_confidence(subject_text, measure, inherited, setting),
        unit=unit,
    )


def _counted(tail: Tail, unit: str | None) -> str:
    what = "人数" if unit in _PERSON_UNITS else "数量"
    return tail.predicate + what if tail.predicate and len(tail.predicate) <= 12 else what


def _carried_measure(
    subject: str,
    last: Level | None,
    kind: QuantityKind,
    unit: str | None,
    context: Context,
    inherited: set[str],
) -> tuple[str, bool]:
    """The measure of a figure whose clause names none: carried on, or the number of what is counted."""
    said = context.measure
    if said and context.measure_at == context.sentence and not _partial(said) and not is_growth(said):
        if not subject or not _is_verb(said):
            inherited.add("measure")
            return said, False
    if last and last.measure and last.sentence >= context.sentence - 1:
        if not subject or not (last.implied or _is_verb(last.measure)):
            inherited.add("measure")
            return last.measure, last.implied
        if kind is QuantityKind.COUNT:
            return ("人数" if unit in _PERSON_UNITS else "数量"), True
    if kind is QuantityKind.COUNT and subject:
        return ("人数" if unit in _PERSON_UNITS else "数量"), True
    if kind is QuantityKind.MONEY and subject.endswith(("市场", "行业", "产业")):
        return ("市场规模" if subject.endswith("市场") else "规模"), False
    return "", False


def _change_amount(
    figure: Figure, head: Head, phrase: Phrase, context: Context, setting: Setting, unit: str | None
) -> Reading:
    """较上年末增加107座: the measure says that it is a change, so that nobody takes it for a level."""
    inherited: set[str] = set()
    measure = phrase.measure
    if not measure:
        last = context.levels.get(unit or "")
        if last and last.measure:
            measure = last.measure
            inherited.add("measure")
    subject = _subject(phrase.subject, head, context, inherited)
    if phrase.measure and not _is_verb(phrase.measure):
        context.say(phrase.measure)
    period = setting.period
    return Reading(
        figure,
        "money" if figure.quantity.kind is QuantityKind.MONEY else "count",
        subject,
        measure + head.verb if head.verb not in measure else measure,
        head.base,
        head.direction,
        period,
        context.forecast,
        inherited=_ordered(inherited),
        confidence=_confidence(subject, measure, inherited, setting),
        unit=unit,
    )


def _multiple(
    figure: Figure, head: Head, tail: Tail, phrase: Phrase, context: Context, setting: Setting
) -> Reading:
    """是煤制氢的2倍, 增长5.5倍, PE为33倍."""
    inherited: set[str] = set()
    subject, measure = phrase.subject, phrase.measure
    base = head.part_of or head.base
    if not measure:
        carried = context.measure or (context.last.measure if context.last else None)
        if carried:
            measure = carried
            inherited.add("measure")
    subject_text = _subject(subject, head, context, inherited)
    direction = head.direction if head.changes else None
    if base and not direction:
        measure = (measure or "") + f"为{unmask(base)[:10]}的倍数"
    elif head.of and head.date is not None and not direction and not _MULTIPLE_MEASURE.search(measure or ""):
        measure = (measure or "") + "为基期的倍数"
    period = setting.period
    if setting.span and direction:
        start, end = periods.first_part(setting.span), periods.last_part(setting.span)
        period = setting.span if periods.spans_years(start, end) else period
    if period and setting.period_inherited:
        inherited.add("period")
    return Reading(
        figure,
        "multiple",
        subject_text,
        measure or None,
        unmask(base) if base else None,
        direction,
        period,
        context.forecast,
        inherited=_ordered(inherited),
        confidence=_confidence(subject_text, measure, inherited, setting),
        unit="倍",
    )


# --- subject, confidence --------------------------------------------------------------------------


def _subject(
    own: str,
    head: Head,
    context: Context,
    inherited: set[str],
    total: bool = False,
    setting_unsure: bool = False,
) -> str | None:
    own = unmask(own).strip("的 ")
    if own:
        resolved, replaced = context.resolve(own)
        if replaced:
            inherited.add("subject")
        else:
            context.name(resolved)
        return resolved
    if (head.has(Word.TOTAL) or total) and context.names and context.names_at == context.sentence:
        inherited.add("subject")
        context.name("、".join(context.names))
        return context.subject
    if setting_unsure:
        return None
    if context.subject and context.subject_at >= context.sentence - 1:
        inherited.add("subject")
        return context.subject
    return None


def _ordered(inherited: set[str]) -> tuple[str, ...]:
    return tuple(field for field in ("subject", "measure", "base", "period") if field in inherited)


def _confidence(subject: str | None, measure: str | None, inherited: set[str], setting: Setting) -> float:
    value = 0.97
    for field, cost in (("subject", 0.05), ("measure", 0.05), ("period", 0.03)):
        if field in inherited:
            value -= cost
    if not subject:
        value -= 0.15
    if not measure:
        value -= 0.15
    if setting.unsure:
        value -= 0.3
    return round(value, 3)
