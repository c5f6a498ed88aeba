"""Amounts: levels with their unit, changes of a level, and multiples."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from report_etl.extract.statements.carry import (
    acts_on,
    carry_subject,
    is_partial,
    is_verb,
    told,
    without_object,
)
from report_etl.extract.statements.context import Context
from report_etl.extract.statements.multiples import read_multiple
from report_etl.extract.statements.names.heads import Head
from report_etl.extract.statements.names.measures import (
    fits,
    is_duration,
    is_growth,
    is_of_money,
    is_rate,
    measure_at,
    measure_start,
)
from report_etl.extract.statements.names.modifiers import is_large, is_limit
from report_etl.extract.statements.names.nouns import as_name
from report_etl.extract.statements.names.phrases import Phrase
from report_etl.extract.statements.names.predicates import acts
from report_etl.extract.statements.names.tails import Tail
from report_etl.extract.statements.readings import Aside, Outcome, Reading, Refusal, Setting
from report_etl.extract.statements.sentences.figures import Figure, is_scaled, unmask
from report_etl.extract.statements.sentences.vocabulary import longest_first, pattern, words
from report_etl.extract.statements.sentences.words import Word
from report_etl.extract.statements.told import Level
from report_etl.language.units import measured
from report_etl.models import QuantityKind, QuantityMention

_people = pattern(
    r"用户(?![指手界空目协模态名组]|体验)|(?<![A-Z])[MD]AU|[月日]活(?!跃)|[月日]活跃(?:用户|人)|{persons}"
)
_COUNTED_IN: Final = re.compile(r"(人次|(?<![用客])户(?=数)|[家件台辆](?=数))数?$")
_BODIES: Final = frozenset({"家", "起", "名", "位", "所"})
_NUMBER_NAME: Final = re.compile(r"数量?$|人员$|规模$|人口$|用户$")
_IN_TIMES: Final = re.compile(r"(?:(?<![A-Z])(?:PE|PB|PS|PEG)|市盈率|市净率|市销率)$")  # without 倍, too
_PLACED: Final = re.compile(r"(?<![存潜所正现])在[^，在]{0,6}$")
_PLACES: Final = ("城市", *"省市县区地国")
_CONDITION: Final = re.compile(r"如果|(?<![一-鿿])若(?!干)|假如|即使|除非|只要")
_EFFECTS: Final = ("带动", "拉动", "撬动")
_PURPOSE: Final = re.compile(r"(?:用于|投向)[^，的]{0,6}$")
_FOUND: Final = ("显示", "表明", "发现", "指出")
_BEFORE: Final = frozenset("前值 原值 原预测 原预期 原".split())
_SEEN_FROM: Final = re.compile("(?:并?[从对]|在(?![线册建营]))(?=..)")  # 从前两批认定的|50家企业来看
_EVERY: Final = re.compile("在?(?:全部|所有|这些?)")
_ADDED: Final = frozenset({"新增", "净增"})
_IS: Final = re.compile(r"[是为]([^，、]{2,}(?:企业|公司|机构|厂商|产品|项目|医院|学校|门店|品种))$")
_SCORED: Final = re.compile("(?:[获取拿夺](?:得|到|下)|[砍斩]下|斩获|收获|得到)了?$")
_SPENT: Final = re.compile("(?:平均|[人户日周月年]均)(?![^，]*(?:需|要))[\u4e00-\u9fff]{2}$")
_BESIDE: Final = ("、", "/")
_RECENT: Final = 20  # levels looked back on
_SIGNS: Final = "+＋-－−"


@dataclass(frozen=True, slots=True)
class _Named:
    """Subject and measure of an amount as far as its own clause names them."""

    subject: str
    measure: str
    unit: str | None
    implied: bool = False  # the measure is only the number of what is counted
    whole: bool = False  # 占全球新增装机530GW的: the amount is what something is a share of


def read_amount(
    figure: Figure, head: Head, tail: Tail, phrase: Phrase, context: Context, setting: Setting
) -> Outcome:
    """A level, a change or a multiple; durations and bare numbers without a measure are set aside."""
    bare = figure.quantity.kind is QuantityKind.NUMBER
    if figure.quantity.kind is QuantityKind.MULTIPLE or (bare and _IN_TIMES.search(phrase.measure)):
        return read_multiple(figure, head, tail, phrase, context, setting)
    last = context.levels.get(figure.quantity.unit or "")
    if bare and not figure.quantity.value and is_rate(phrase.measure):
        return Refusal.of(figure, "a rate of zero, without a sign of per cent", "percentages")
    phrase = _timed(figure, head, phrase)
    if aside := _no_amount(figure, head, tail, phrase, last, context):
        return Aside(figure.start, figure.end, aside)
    if {head.base, phrase.subject, head.phrase} & _BEFORE:
        told = phrase.measure or context.measure or ""  # 预测为5亿元（原值4亿元）
        phrase = Phrase("", told.removesuffix("前值") + "前值")
    named = _with_people(figure, tail, _named(figure, head, tail, phrase))
    if named.subject == phrase.subject and acts_on(head, phrase, context):
        named = replace(named, subject="", measure=phrase.measure + phrase.subject)
    if head.changes:
        return _change(figure, head, named, context, setting)
    return _level(figure, head, tail, phrase, named, context, setting)


def with_sign(head: Head, figure: Figure) -> Head:
    """The head of an amount that is a change by its sign: 周转天数环比+7.4天, 门店较年初-5家."""
    quantity = figure.quantity
    compared = head.label or Word.THAN in head.words
    changes = compared and not head.direction and quantity.text[0] in _SIGNS
    if figure.in_per_cent or not changes:
        return head
    up = quantity.text[0] in _SIGNS[:2]
    return replace(head, direction="up" if up else "down", verb=head.label + ("增加" if up else "减少"))


def _timed(figure: Figure, head: Head, phrase: Phrase) -> Phrase:
    """The phrase with what takes so long on average (每位游客平均停留|1.9天), or 得分, for its measure."""
    if figure.quantity.unit == "分" and phrase.subject and not phrase.measure and _SCORED.search(head.phrase):
        return replace(phrase, measure="得分")  # 甲队获得|212分
    timed = figure.quantity.unit in words("durations") and not (head.changes or phrase.measure)
    spent = _SPENT.search(head.phrase) if timed else None
    return replace(phrase, measure=spent[0]) if spent else phrase


def _no_amount(
    figure: Figure, head: Head, tail: Tail, phrase: Phrase, last: Level | None, context: Context
) -> str | None:
    """Why the figure is no amount: 五年, 三分之一, a number of nothing."""
    quantity = figure.quantity
    if head.phrase.endswith(("规格", "折算", "换算")):
        return "specification"
    if is_limit(quantity, head, tail):
        return "limit"
    if quantity.unit in words("durations") and not is_large(quantity):
        said = context.measure if context.measure_at == context.sentence else None
        measure = phrase.measure or (last and last.measure) or said or ""
        return None if is_duration(measure) or _SPENT.fullmatch(phrase.measure) else "duration"
    if quantity.kind is QuantityKind.COUNT and _PLACED.search(head.phrase) and tail.thing.startswith(_PLACES):
        return "place"  # 在全国44座城市运营
    if _PURPOSE.search(head.phrase):
        return "purpose"  # 用于年产10GWh电池的项目
    if tail.predicate.startswith(_FOUND):
        return "sample"  # 一项覆盖3200名消费者的调查显示
    if quantity.kind is not QuantityKind.NUMBER:
        return None
    if "分之" in quantity.text or "/" in quantity.text:
        return "fraction"
    if _CONDITION.search(head.phrase):
        return "condition"  # 如果参数大于1
    named = _named(figure, head, tail, phrase)
    people = _people().search(named.measure or named.subject) or _people().search(tail.thing[:6])
    links = head.has(Word.LINK, Word.REACH, Word.FROM) or head.changes
    linked = last is not None and links
    listed = not head.phrase and not head.words and context.measure_at == context.sentence  # 甲公司（8103亿）
    scaled = (named.subject or listed) and is_scaled(quantity)
    named_only = named.implied or is_verb(named.measure) or not (links or head.words)
    told = linked or (named.measure and (is_scaled(quantity) or not named_only))
    return None if people or told or scaled else "number"


def _named(figure: Figure, head: Head, tail: Tail, phrase: Phrase) -> _Named:
    quantity, subject, measure = figure.quantity, phrase.subject, phrase.measure
    whole = head.share_of
    if whole or (head.part_of and not measure):
        name = whole or head.part_of or ""
        at = measure_start(name)
        subject, measure = (unmask(name), "") if at is None else (unmask(name[:at]), name[at:])
        if not whole and tail.thing and (acts(subject) or _SEEN_FROM.match(subject)):  # 首批认定的|20家企业
            doing = "" if _EVERY.fullmatch(subject) else _SEEN_FROM.sub("", subject)
            those = f"{doing}的{tail.thing}".removeprefix("的")
            return _Named(those, _number_of(quantity.unit), quantity.unit, True)
        subject = as_name(subject) if _SEEN_FROM.match(subject) else subject  # 在回收的|640份
    if tail.measure and (phrase.verb or (not measure and tail.of)):
        subject = "" if phrase.verb and subject == measure else subject
        measure = tail.measure  # 将实现1418万台出货量
    if not subject and not measure and not tail.thing and (what := _IS.match(tail.predicate)):
        return _Named(as_name(what[1]), _number_of(quantity.unit), quantity.unit, True)  # 其中200家是甲企业
    if tail.thing and head.phrase.endswith(("向", "对")):
        subject = measure = ""  # 协会向|52位企业主展开访谈
    if not subject and not measure and tail.thing and quantity.kind is not QuantityKind.MONEY:
        does = tail.predicate if 2 <= len(tail.predicate) <= 12 else ""
        return _Named(tail.thing, does + _number_of(quantity.unit), quantity.unit, True, bool(whole))
    if phrase.verb and tail.thing and quantity.kind is QuantityKind.COUNT:
        counted = tail.thing + "数量"
        subject, measure = (subject, measure + counted) if subject else (tail.thing, measure + "数量")
    elif subject and not measure and tail.thing and quantity.kind is QuantityKind.COUNT:
        # 甲省以1284家专精特新企业居首
        measure = tail.thing.removesuffix("的数量") + _number_of(quantity.unit)
    return _Named(subject, measure, quantity.unit, whole=bool(whole))


def _with_people(figure: Figure, tail: Tail, named: _Named) -> _Named:
    """日活用户超过3000万: a number without unit counts people when its name does."""
    if figure.quantity.kind is not QuantityKind.NUMBER:
        return named
    if counted := _COUNTED_IN.search(named.measure or named.subject):
        return replace(named, unit=counted[1])
    people = _people().search(named.measure or named.subject) or _people().search(tail.thing[:6])
    return replace(named, unit="人") if people else named


def _number_of(unit: str | None) -> str:
    if unit in measured() or "/" in (unit or ""):
        return ""  # 30GWh of batteries are no number of them
    return "人数" if unit in words("person_units") else "数量"


def _level(
    figure: Figure, head: Head, tail: Tail, phrase: Phrase, named: _Named, context: Context, setting: Setting
) -> Reading:
    inherited: set[str] = set()
    subject = named.subject
    measure, implied = _measure_of(figure, head, phrase, named, context, inherited)
    who, before = subject or None, (context.subject, context.subject_at)
    if not named.whole:
        who = carry_subject(subject, head, context, inherited, phrase.measure, setting.unsure)
    if who and not measure and figure.quantity.unit in _BODIES:
        measure, implied = _number_of(figure.quantity.unit), True  # 公布了一批企业，共156家
    beside = head.phrase.endswith(longest_first("reaches")) or head.phrase.startswith(_EFFECTS)
    if beside and before[1] == context.sentence:
        context.subject, context.subject_at = before
    unit = figure.quantity.unit or ""
    counted = named.unit
    if (
        not counted
        and figure.quantity.kind is QuantityKind.NUMBER
        and _people().search(f"{measure}{who or ''}")
    ):
        counted = "人"  # 农村网民占比…，规模达2.01亿
    level = Level(
        who, measure or None, setting.period, "level", implied, context.sentence, unit=unit, own=bool(subject)
    )
    _remember(level, figure, head, phrase, named, context, inherited)
    if implied and (said := measure_at(tail.predicate)):
        context.say(said)  # 39个行业|增加值保持增长
    kind = "money" if _is_money(figure.quantity, named.measure if subject else measure) else "count"
    who = who or _aggregate(measure)
    return told(figure, kind, (who, measure), inherited, setting, context, unit=counted)


def _aggregate(measure: str) -> str | None:
    """A measure that names what it is of, as one that grows does: 社会消费品零售总额233亿元."""
    return measure if measure in words("aggregates") else None


def _measure_of(
    figure: Figure, head: Head, phrase: Phrase, named: _Named, context: Context, inherited: set[str]
) -> tuple[str, bool]:
    """What a level is of, as named or carried on; then True if it is the number of what is counted."""
    measure, implied, topic = named.measure, named.implied, context.topic
    last = context.levels.get(figure.quantity.unit or "")
    before = last.measure or "" if last else ""
    if phrase.verb and last and last.unit and measure in _ADDED and measure in before:
        measure = before  # 新增发电装机容量…：新增火电5793万千瓦
        inherited.add("measure")
    if (more := _said_before(measure, phrase, context)) != measure:
        measure = more
        inherited.add("measure")
    if not measure and topic and not head.of and (at := measure_start(topic)) is not None:
        measure = topic[at:]  # 进口方面，上海以600亿元居第二位
        inherited.add("measure")
    if not measure:
        measure, implied = _carried_measure(figure, head, named.subject, last, context, inherited)
    if measure and "measure" in inherited and head.label.startswith("年均"):
        measure = "年均" + measure  # 三年共销售4.8万吨，年均1.6万吨
    if measure and not named.subject and before.startswith(measure):
        measure = before  # 出货量为1740台，下半年出货1058台
    return measure, implied


def _said_before(measure: str, phrase: Phrase, context: Context) -> str:
    """A verb or a word for any sum, with what its sentence said of it: 派发|红利, 融资39起、|融资金额."""
    told = context.history[-1] if context.history else None
    before = told.measure or "" if told and told.sentence == context.sentence else ""
    at = before.find(measure)
    if phrase.verb and measure and at > 0 and not before.endswith(measure):
        return before[at:]
    event = before in words("counted_verbs", "events")
    return before + measure if event and not phrase.subject and measure in words("sums") else measure


def _is_money(quantity: QuantityMention, measure: str) -> bool:
    """Whether an amount is money; 营收超200亿 is, in a currency that nobody prints."""
    if quantity.kind is QuantityKind.NUMBER and quantity.unit is None:
        return is_scaled(quantity) and is_of_money(measure)
    return quantity.kind is QuantityKind.MONEY


def _remember(
    level: Level,
    figure: Figure,
    head: Head,
    phrase: Phrase,
    named: _Named,
    context: Context,
    inherited: set[str],
) -> None:
    """What later figures may carry on; a level that others are compared with hands on its measure only."""
    if phrase.measure and head.has(Word.THAN):
        context.say(phrase.measure)
    if head.has(Word.THAN) or head.part_of or named.whole or head.phrase.endswith(longest_first("reaches")):
        return
    unit = figure.quantity.unit or ""
    context.levels[unit] = level
    context.history.append(level)
    context.tell(level)
    if level.subject and "subject" not in inherited:
        context.run.append((level.subject, unit))
    if level.measure:
        context.say("" if level.implied else level.measure)


def _carried_measure(
    figure: Figure, head: Head, subject: str, last: Level | None, context: Context, inherited: set[str]
) -> tuple[str, bool]:
    """The measure of a clause that names none: carried on, or (then True) the number of what is counted."""
    kind = figure.quantity.kind
    said = context.measure if _fits(context.measure, figure, head, context) else None
    if subject and figure.quantity.unit in _BODIES and not _NUMBER_NAME.search(said or ""):
        return _number_of(figure.quantity.unit), True  # no 利用量 of firms
    if subject and (item := context.item(figure.quantity.unit or "")) is not None:
        inherited.update(("measure",) if item.measure else ())
        return without_object(item.measure or ""), item.implied  # 钢材7636万吨；水泥19031万吨
    current = said and context.measure_at == context.sentence and not is_partial(said) and not is_growth(said)
    if said and current and not (subject and is_verb(said)):
        inherited.add("measure")
        return without_object(said) if subject else said, False
    recent = (
        last.measure
        if last and last.sentence >= (context.sentence - 1 if subject else context.heard)
        else None
    )
    if last and recent and not (subject and (last.implied or is_verb(recent))):
        inherited.add("measure")
        return recent, last.implied
    if kind is QuantityKind.NUMBER and _people().search(subject):
        return "数量", True  # 甲网用户超过9000万
    if kind is QuantityKind.COUNT and subject:
        return _number_of(figure.quantity.unit), True
    if kind is QuantityKind.MONEY and subject.endswith(("市场", "行业", "产业")):
        return ("市场规模" if subject.endswith("市场") else "规模"), False
    return "", False


def _fits(measure: str | None, figure: Figure, head: Head, context: Context) -> bool:
    """Whether the figure can be an amount of the measure: no 产值 in 款, no 销量 in 元."""
    kind = figure.quantity.kind
    if measure is None or kind is QuantityKind.NUMBER:
        return True
    if not fits(measure, "money" if kind is QuantityKind.MONEY else "count", figure.quantity.unit):
        return False
    if head.phrase in _BESIDE:
        return True  # 装机规模为30万千瓦、|60万千瓦时: told in two units
    told = next((x for x in reversed(context.history[-_RECENT:]) if x.measure == measure), None)
    return told is None or told.unit == figure.quantity.unit or told.sentence < context.sentence


def _change(figure: Figure, head: Head, named: _Named, context: Context, setting: Setting) -> Reading:
    """较上年末增加107座: the measure says that it is a change, so that nobody takes it for a level."""
    inherited: set[str] = set()
    measure, unit = named.measure, named.unit
    subject, last = named.subject, context.levels.get(unit or "")
    if not measure and last and last.measure and not (subject and is_verb(last.measure)):
        measure = last.measure
        unit = unit or ("人" if _people().search(measure) else None)  # 网民规模达…，增长3549万
        inherited.add("measure")
        if not subject and last.subject and last.sentence == context.sentence:
            subject = last.subject
            inherited.add("subject")
    who = carry_subject(subject, head, context, inherited)
    if named.measure and not is_verb(named.measure):
        context.say(named.measure)
    kind = "money" if figure.quantity.kind is QuantityKind.MONEY else "count"
    base = head.base or setting.compared
    context.risen = base, head.direction, context.clauses
    changed = measure if head.verb in measure else measure + head.over + head.verb
    return told(
        figure,
        kind,
        (who or _aggregate(measure), changed),
        inherited,
        setting,
        context,
        base=base,
        direction=head.direction,
        unit=unit,
        what=measure,
    )
