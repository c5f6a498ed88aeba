"""Shares of a whole, and rates of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from report_etl.extract.statements.carry import (
    carry_subject,
    is_partial,
    is_verb,
    told,
)
from report_etl.extract.statements.context import Context
from report_etl.extract.statements.names.heads import Head
from report_etl.extract.statements.names.measures import is_growth, is_rate, is_share, measure_start
from report_etl.extract.statements.names.nouns import as_name, is_told_apart
from report_etl.extract.statements.names.phrases import Phrase, cut
from report_etl.extract.statements.names.tails import Tail, willing
from report_etl.extract.statements.names.wholes import inside, part_and_whole
from report_etl.extract.statements.readings import Reading, Setting
from report_etl.extract.statements.sentences.figures import Figure, unmask, whole_name
from report_etl.extract.statements.sentences.vocabulary import pattern, words
from report_etl.extract.statements.sentences.words import Word
from report_etl.extract.statements.told import Level
from report_etl.language.segments import segment

_AGAIN: Final = re.compile(r"(?:这一|该|此|上述)(?:比例|占比|比重|比率|数字|数值|数据|指标|份额)$")
_OF_WHOLE: Final = re.compile(r"([^占]*)占([^占]{2,}?)的?(?:比重|比例|份额)")
_DOES: Final = re.compile("不?(?:愿意|希望|打算|倾向)|能够|可以|表示|认为|从未|尚未|没有")
_SAYS: Final = frozenset("表示 认为 指出 觉得 反映 坦言".split())
_OF_ALL: Final = re.compile("总[额量数值]$")
_GOAL: Final = re.compile(r"(?:用于|投向|流向|投入到?|来自于?|集中在|集中于|销往|分布在)([^，]{2,20})$")
_gives = pattern("[却就便已并则]?{gives}了?([^，的]{0,12})$")
# 某厂取得乙厂|51%的股权: of whose
_won = pattern("{wins}了?([^，的了]{2,12})$")
_AIM: Final = re.compile(r"(?:目标|任务|计划|预算)$")
_BEING: Final = re.compile(r"[是为]([^，、为是]{2,12})$")
_MEETS: Final = re.compile(
    r"([^，]{2,16}?)(?:(?:可以?|能够?|将|已|仅|只|足以)+)?(满足|支撑)了?([^，的]{2,16})$"
)
_PLACES: Final = frozenset("我国 全球 国内 海外 欧洲".split())


@dataclass(frozen=True, slots=True)
class _Part:
    """What a percentage is a part of, as far as the words say."""

    kind: str
    subject: str
    measure: str
    base: str | None = None
    inherited: str = ""
    doing: bool = False  # the measure is what those counted do, and nobody else's


def read_part(
    figure: Figure, head: Head, tail: Tail, phrase: Phrase, context: Context, setting: Setting
) -> Reading:
    """A percentage that is no change: a share or a rate."""
    part = _with_base(_among(_part(head, tail, phrase, context)), context)
    of_time = setting.compared is not None and part.base is None and not head.has(Word.THAN)
    if of_time:  # 恢复到2019年同期的119%
        said = context.measure if context.measure_at == context.sentence else None
        measure = f"{phrase.measure or said or part.measure}为{setting.compared}的比例"
        part = replace(part, kind="rate", measure=measure, base=setting.compared)
    inherited = {field for field in part.inherited.split() if field}
    who = carry_subject(part.subject, head, context, inherited, phrase.measure, setting.unsure)
    if not (of_time or head.has(Word.THAN)):
        level = Level(who, part.measure, setting.period, part.kind, False, context.sentence, part.base)
        context.parts.append(level)
        context.tell(level)
        if part.doing:
            context.levels.pop("%", None)
        else:
            context.levels["%"] = level
        if part.measure and (part.kind == "rate" or phrase.measure):
            context.say(part.measure)
    names = who, part.measure
    return told(figure, part.kind, names, inherited, setting, context, base=part.base, hedge=head.hedge)


def _part(head: Head, tail: Tail, phrase: Phrase, context: Context) -> _Part:
    if (again := _AGAIN.search(head.phrase)) and (last := context.levels.get("%")):
        who = cut(head.phrase[: again.start()]).subject  # 这一比例: of the same kind, of the same whole
        subject, carried = (who, "measure base") if who else (last.subject or "", "subject measure base")
        return _Part(last.kind, subject, last.measure or "", last.base, carried)
    if head.share_of is not None or head.has(Word.SHARE):
        return _share(head, tail, phrase, context)
    if head.part_of and (goal := _GOAL.match(tail.predicate)) and as_name(goal[1]):
        base = whole_name(head.part_of)  # 财政支出的近八成用于民生领域
        return _Part("share", as_name(goal[1]), _share_measure("", "", base, head, context), base)
    if (gives := _gives().search(head.phrase)) and (what := tail.measure or tail.thing):
        giver = cut(head.phrase[: gives.start()])  # 某类企业贡献了行业七成以上的产值
        return _Part("share", giver.subject or giver.measure, what + "占比", unmask(gives[1]) + what)
    if tail.measure and is_share(tail.measure) and (won := _won().search(head.phrase)):
        return _Part("share", cut(head.phrase[: won.start()]).subject, tail.measure, unmask(won[1]))
    if meets := _MEETS.match(unmask(head.part_of or "")):  # 再生铅可满足国内需求的三成
        return _Part("share", as_name(meets[1]), meets[2] + meets[3], meets[3])
    if head.part_of:  # 不足全国的一成
        base = whole_name(head.part_of)
        measure = _share_measure(phrase.subject, phrase.measure, base, head, context)
        if _AIM.search(base):  # 完成全年目标的119%
            return _Part("rate", phrase.subject, measure.removesuffix("占比") + "完成率", base)
        return _Part("share", phrase.subject, measure, base)
    if of := _OF_WHOLE.fullmatch(phrase.measure):  # 增加值占生产总值的比重
        return _Part("share", phrase.subject, of[1] + "占比", of[2])
    if phrase.measure and (whole := inside(head.phrase)) and not is_told_apart(phrase.subject):
        return _Part(_kind(phrase.measure, phrase.subject), phrase.subject, phrase.measure, unmask(whole))
    if phrase.measure:
        measure = _of_what(phrase.measure, phrase.subject, context)
        last = context.last
        if measure != phrase.measure and last and last.kind == "level" and last.subject in words("scopes"):
            who = last.subject or ""  # 境内收入…，占比
            return _Part(_kind(phrase.measure), who, measure, inherited="subject")
        return _Part(_kind(phrase.measure, phrase.subject), phrase.subject, measure)
    if phrase.subject and tail.thing and tail.predicate:  # 甲国有37%的人口使用互联网
        return _Part("share", phrase.subject, tail.thing + tail.predicate, doing=True)
    if tail.measure:  # 65%的市场份额
        return _Part(_kind(tail.measure), phrase.subject, tail.measure)
    first = (tail.thing or tail.predicate) and not phrase.subject and not head.has(Word.REACH, Word.FROM)
    part = _first(tail, context) if first else _carried(phrase.subject, context)
    if part.measure or not (being := _BEING.match(tail.predicate)) or not phrase.subject:
        return part
    return _Part("share", as_name(being[1]), "占比", phrase.subject)  # 客户八成为甲类机构


def _kind(measure: str, subject: str = "") -> str:
    rate = is_rate(measure) or is_rate(subject + measure)  # 失业率|年均值
    return "rate" if rate and not is_share(measure) else "share"


def _share(head: Head, tail: Tail, phrase: Phrase, context: Context) -> _Part:
    base = whole_name(head.share_of or "") or None
    part, whole = part_and_whole(head.phrase)
    if base is None and whole:  # 在总收入中|占31.5%
        base, phrase = unmask(whole), cut(part)
    subject, measure = phrase.subject, phrase.measure
    spoken_of = context.subject_at == context.sentence and context.subject
    if spoken_of and segment(spoken_of)[0].tag == "v" and context.levels.get("%"):
        spoken_of = None  # 担心甲的占53%，|认为乙的占41%
    does = not measure and _DOES.match(subject) and not is_told_apart(subject)
    if spoken_of and does:  # 企业…，愿意付费的只占一成
        return _Part("share", "", f"{subject}的占比", base, doing=True)
    if base and (at := measure_start(base)) is not None and measure.endswith(base[at:]):
        subject, measure = subject + measure, ""  # 绿电占用电量的比重
    if tail.measure and base is None:  # 占据65%的市场份额, 占据26%的零售额
        amount = None if is_share(tail.measure) else tail.measure
        return _Part("share", subject, tail.measure + ("占比" if amount else ""), amount)
    return _Part("share", subject, _share_measure(subject, measure, base, head, context), base)


def _share_measure(subject: str, own: str, base: str | None, head: Head, context: Context) -> str:
    """占 names no measure itself: 收入 … 占 → 收入占比."""
    if "份额" in head.share_word:
        return "市场份额" if (base or "").endswith("市场") else "份额"
    if not own and not subject and context.measure and context.measure_at == context.sentence:
        own = "" if is_verb(context.measure) and context.measure not in words("cores") else context.measure
    if not own and base and (at := measure_start(base)) is not None:
        own = _OF_ALL.sub("", base[at:])  # 占出口总额的, 占员工总数的
    if own and is_share(own):
        return own
    if not own and base and base.endswith("市场"):
        return "市场份额"
    return own + "占比"


def _first(tail: Tail, context: Context) -> _Part:
    """超半数子女愿意代为付费: the figure comes first, its measure is what they do."""
    done = tail.predicate if len(tail.predicate) > 1 and tail.predicate not in _SAYS else ""
    if tail.thing:
        who = context.among or tail.thing if tail.thing == "人" else tail.thing  # 受访者中，六成的人…
        return _Part("share", who, done, who, doing=True)
    told = context.subject and context.measure and context.measure_at == context.sentence
    if told and not willing().match(done):
        whole = f"{context.subject}{context.measure}"  # 融资总额…，近七成投向…
        return _Part("share", whole, done, inherited="subject", doing=True)
    return _Part("share", "", done, doing=True)


def _carried(subject: str, context: Context) -> _Part:
    """The clause names no measure: 西南地区则超过20%."""
    topic, said, last = context.topic or "", context.measure, context.levels.get("%")
    at = None if is_growth(topic) else measure_start(topic)
    if at is not None and is_share(topic):
        return _Part("share", subject, topic[at:], inherited="measure")
    if said and context.measure_at == context.sentence and is_partial(said):
        return _Part(_kind(said), subject, said, inherited="measure")
    if at is not None:  # 毛利率方面
        return _Part(_kind(topic), subject, topic[at:], inherited="measure")
    if last and last.sentence >= context.sentence - 1:
        return _Part(last.kind, subject, last.measure or "", inherited="measure")
    return _Part("share", subject, "")


def _among(part: _Part) -> _Part:
    """网民中农村网民|占比27%: a share of 网民."""
    if part.kind != "share" or part.base is not None:
        return part
    at = 0
    for word in segment(part.subject):
        if word == ("中", "f") and 1 < at < len(part.subject) - 2:
            return replace(part, base=part.subject[:at], subject=part.subject[at + 1 :])
        at += len(word.word)
    return part


def _with_base(part: _Part, context: Context) -> _Part:
    """消费电子占比为13.2% after a share of its sentence: of the same whole; 其中的44%: of what was told."""
    if part.base == "其中":
        whole = context.last
        name = f"{whole.subject or ''}{whole.measure}" if whole and whole.measure else None
        return replace(part, base=name, inherited=part.inherited + " base")
    last = context.levels.get("%")
    bare = part.kind == "share" and part.base is None and part.measure == "占比"
    if bare and not (last and last.sentence == context.sentence) and part.subject and context.among:
        return replace(part, base=context.among)
    if not (bare and last and last.base and last.sentence == context.sentence):
        return part
    place, first = _place(part.subject), _place(last.base)
    if place == part.subject and first and last.subject and not _place(last.subject):
        base = place + last.base[len(first) :]  # 甲在我国市场占比3%，在日本为5%
        return replace(part, subject=last.subject, base=base, inherited=part.inherited + " subject")
    measure = last.measure if last.measure == "市场份额" else part.measure
    return replace(part, base=last.base, measure=measure, inherited=part.inherited + " base")


def _place(name: str) -> str:
    """The country or region that the name begins with; empty without one."""
    first = next(iter(segment(name)), None)
    return first.word if first and (first.tag == "ns" or first.word in _PLACES) else ""


def _of_what(measure: str, subject: str, context: Context) -> str:
    """占比 after an amount of the same sentence is that amount's: 收入…，全球占比 → 收入全球占比."""
    said = context.measure
    if subject or said is None or context.measure_at != context.sentence:
        return measure
    if measure == "费用率":
        here = {x.measure or "" for x in context.told_here if x.sentence == context.sentence}
        return said + "率" if [m for m in here if m.endswith("费用")] == [said] else measure
    if not is_share(measure) or is_verb(said):
        return measure
    if len(measure) > 4 or measure.startswith(("合计", "总计")) or is_growth(said) or is_rate(said):
        return measure
    if said.endswith(measure):
        return said
    if measure.startswith(said):
        return measure  # 得票1200张，|得票率
    return measure if is_share(said) else said + measure
