"""Several figures in a row: each goes to its name, its period, or to nobody when that is not sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from report_etl.extract.statements.context import Context
from report_etl.extract.statements.enumerations import Names, list_lengths, read_names
from report_etl.extract.statements.names.heads import Head
from report_etl.extract.statements.names.measures import is_growth, is_share, measure_start, without_growth
from report_etl.extract.statements.names.phrases import Phrase, cut
from report_etl.extract.statements.names.tails import Tail
from report_etl.extract.statements.periods import periods
from report_etl.extract.statements.readings import Refusal
from report_etl.extract.statements.sentences.figures import Figure, unmask
from report_etl.extract.statements.sentences.vocabulary import longest_first
from report_etl.extract.statements.sentences.words import Word

_BOTH = re.compile(r"(产销)量?(?:分别|依次)?(?:完成|实现)?$")
_LONGEST_SHARED = 16  # 生成式人工智能备案产品数量占比 belongs to the measure of all names


@dataclass(frozen=True, slots=True)
class Assigned:
    """A figure of a list with its name; `period` and `label` (同比, 环比) where the list runs over those."""

    figure: Figure
    phrase: Phrase
    period: str | None = None
    unsure: bool = False
    label: str | None = None


def assign(
    members: tuple[Figure, ...], head: Head, tail: Tail, context: Context
) -> Sequence[Assigned] | Refusal:
    """Give every figure of a list its name or period; refuse when an explicit list does not fit."""
    count = len(members)
    each = _is_each(head)
    phrase = cut(head.phrase)
    if each and count == 2 and (both := _BOTH.search(head.phrase)):  # 汽车产销分别完成
        who = cut(head.phrase[: both.start()]).subject
        return _one_each(members, (Phrase(who, word + "量") for word in both[1]))
    if len(head.labels) == count:
        return [Assigned(f, phrase, label=label) for f, label in zip(members, head.labels, strict=True)]
    names = read_names(head.phrase, count)
    steps = next((steps for steps in context.steps if len(steps) == count), ())
    if each and names is None and not steps and len(context.names) != count:
        framed = (steps for steps in context.framed if len(steps) == count and context.period in steps)
        steps = next(framed, ())  # 2024-2026年增速分别为…，2025年恢复增长，毛利率分别为
        context.steps = (steps,) if steps else context.steps
    if names is not None and each and context.hangs:
        return _refuse(members, head, "the list of names begins in the clause before")
    implied = steps and steps in periods.steps(context.period or "") and not periods.is_range(context.period)
    if names is not None and steps and each and not implied:  # 前三季度 alone lists no quarters
        return _refuse(members, head, f"{count} names and {count} periods for {count} figures")
    if names is not None:
        assigned = _by_names(members, names, head, tail)
        if tuple(item.phrase.subject for item in assigned) == names.items:
            context.list_names(names.items)
        elif len({item.phrase.measure for item in assigned}) == count:
            context.listed = context.sentence, [(i.phrase.subject, i.phrase.measure) for i in assigned]
        return assigned
    return _unnamed(members, head, tail, phrase, steps, context)


def _unnamed(
    members: tuple[Figure, ...],
    head: Head,
    tail: Tail,
    phrase: Phrase,
    steps: tuple[str, ...],
    context: Context,
) -> Sequence[Assigned] | Refusal:
    """The same where no list of names stands right before the figures: each goes to what was told of."""
    count = len(members)
    each = _is_each(head)
    lengths = list_lengths(head.phrase) - {count} if each else set()
    told = context.told(count) if not (phrase.subject or phrase.measure) else ()
    if told and (each or not steps):
        return _one_each(members, (Phrase(*name) for name in told))
    if steps:
        return [Assigned(f, phrase, step) for f, step in zip(members, steps, strict=True)]
    if lengths:
        return _refuse(members, head, f"{max(lengths)} names for {count} figures")
    counted = context.counted(phrase.subject)
    row = counted or (context.row(count) if each and not phrase.subject else ())
    if len(row) == count:
        return _by_names(members, Names(row, phrase.measure), head, tail)
    if len(context.names) != count:
        context.names = next((n for n in context.read_otherwise if len(n) == count), context.names)
    if len(context.names) == count and context.names_at >= context.sentence - (1 if each else 0):
        shared = Names(context.names, phrase.measure or phrase.subject)
        return _by_names(members, shared, head, tail)
    unsure = each or (not context.steps and not phrase.subject)
    return [Assigned(figure, phrase, unsure=unsure) for figure in members]


def _is_each(head: Head) -> bool:
    return head.has(Word.EACH) or "分别" in head.phrase


def _by_names(members: tuple[Figure, ...], names: Names, head: Head, tail: Tail) -> list[Assigned]:
    """One figure for each name; the names are subjects, or measures of one subject."""
    rest = cut(names.rest.removeprefix("分别")) if names.rest else Phrase("", "")
    cuts = [cut(item) for item in names.items]
    owner = cut(names.head or names.owner).subject
    relative = is_growth(rest.measure) or is_share(rest.measure)
    if (not rest.measure or relative) and all(c.measure and not c.verb for c in cuts):
        ending = _shared_ending([c.measure for c in cuts]) or rest.measure
        owner = cuts[0].subject or owner
        return _one_each(members, (Phrase(c.subject or owner, _with_ending(c.measure, ending)) for c in cuts))
    measures = [item + rest.measure for item in names.items]
    if rest.measure and not rest.subject and all(measure_start(measure) == 0 for measure in measures):
        return _one_each(members, (Phrase(owner, measure) for measure in measures))
    measure = _shared_measure(names.rest, rest, head, tail)
    part = ""
    if rest.measure and rest.subject.startswith(longest_first("classes")) and names.items[0][-1:] != "”":
        part, measure = rest.subject, rest.measure  # 城镇、农村|居民|收入
    return _one_each(members, (Phrase(names.head + item + part, measure, rest.verb) for item in names.items))


def _one_each(members: tuple[Figure, ...], phrases: Iterable[Phrase]) -> list[Assigned]:
    return [Assigned(figure, phrase) for figure, phrase in zip(members, phrases, strict=True)]


def _shared_measure(printed: str, rest: Phrase, head: Head, tail: Tail) -> str:
    printed = unmask(printed).removeprefix("分别").strip()
    if rest.measure:
        return printed if rest.subject and len(printed) <= _LONGEST_SHARED else rest.measure
    if printed and not tail.measure and len(printed) <= 10 and not head.has(Word.SHARE):
        return printed  # 北京、上海常住人口
    return ""


def _with_ending(measure: str, ending: str) -> str:
    return measure if is_growth(measure) else measure + ending


def _shared_ending(measures: list[str]) -> str:
    """收入/归母净利润CAGR: the rate of change that only the last name carries."""
    if not is_growth(measures[-1]) or any(is_growth(m) for m in measures[:-1]):
        return ""
    return measures[-1].removeprefix(without_growth(measures[-1]))


def _refuse(members: tuple[Figure, ...], head: Head, reason: str) -> Refusal:
    read = unmask(head.phrase), "、".join(f.quantity.text for f in members)
    return replace(Refusal.of(members[0], reason), end=members[-1].end, readings=read)
