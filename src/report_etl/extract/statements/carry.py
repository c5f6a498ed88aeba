"""What a figure leaves unsaid is carried over from the words before, and marked as inherited."""

from __future__ import annotations

import re
from typing import Final

from report_etl.extract.statements.context import Context, has_much_to_tell
from report_etl.extract.statements.names.firms import is_firm
from report_etl.extract.statements.names.heads import Head
from report_etl.extract.statements.names.measures import is_rate, is_share, measure_start, without_growth
from report_etl.extract.statements.names.phrases import Phrase, without_lead
from report_etl.extract.statements.readings import Reading, Setting
from report_etl.extract.statements.sentences.figures import FIGURE, Figure, unmask
from report_etl.extract.statements.sentences.vocabulary import longest_first, words
from report_etl.extract.statements.sentences.words import Word
from report_etl.language.regions import match_region

_TOP_FIRMS: Final = re.compile(r"CR[0-9]{1,3}")
_MARKET: Final = re.compile(r"(?:市场|行业|产业|领域|赛道|细分)$")
# 10万千瓦及以上项目: one class, for its sentence
_SIZED: Final = re.compile(f"[0-9{FIGURE}].{{0,6}}以[上下内]")
_PART_OF: Final = ("占比", "比重", "比例")
_PERSONS: Final = frozenset({"人", "名", "位"})
_RECENT: Final = 40  # levels looked back on
_CUSTOMERS: Final = re.compile("(?<=..)(?:用户|客户|会员)$")
_OPPOSITES: Final = (("进口", "出口"), ("出口", "进口"))
_TOTALS = ("合计", "总计")
_ITS: Final = re.compile("它(?!们|者)的?(.*)")  # 它的份额, 它的手机|销量
_MEANWHILE: Final = frozenset({"半年"})  # how long it took: nobody


def carry_subject(
    own: str, head: Head, context: Context, inherited: set[str], measure: str = "", unsure: bool = False
) -> str | None:
    """The subject a figure names, or the one that goes on; None where that is not sure."""
    own = unmask(own).strip("的 ")
    if its := _ITS.fullmatch(own):
        who = carry_subject("", head, context, inherited, measure, unsure)
        return f"{who}的{its[1]}" if who and its[1] else who
    if own and own not in _MEANWHILE:
        resolved, replaced = context.resolve(own)
        if resolved in words("scopes") and (whole := _scoped(resolved, measure, context)):
            resolved, replaced = whole, True
        if replaced:
            inherited.add("subject")
        if resolved not in words("scopes") or not context.subject:
            context.name(resolved)
        else:
            context.narrow(resolved)
        return resolved
    if (top := _TOP_FIRMS.match(measure)) and not _of_market(context):
        context.name(top[0])
        return top[0]
    if "measure" in inherited and context.whose and context.measure_at == context.sentence:
        inherited.add("subject")
        return context.whose  # 乙产品渗透率逐年升高，2024年达53%
    total = head.has(Word.TOTAL) or measure.startswith(_TOTALS)
    if total and context.names and context.names_at == context.sentence:
        inherited.add("subject")
        return "、".join(context.names)
    amount, last = without_growth(measure), context.last
    if measure and not amount and last and last.sentence == context.sentence and last.subject and not unsure:
        inherited.add("subject")
        return last.subject  # 水电增长2%，增速放缓3个百分点
    before = context.subject_at < context.sentence
    who = None if unsure else _of_before(context, amount) if before else context.subject
    if who and (_may_be_of_whole(who, amount, context) or _is_of_market(who, amount)):
        who = None
    if who and amount and who.startswith("每"):
        who = None  # 每百万人口有医师30名，缺口…
    if who and amount.endswith(longest_first("market_measures")):
        who = _CUSTOMERS.sub("", who)  # 某品类用户超过4000万，市场规模…
    if not unsure and (firm := _firm_with(amount, who, before, context)):
        context.name(firm)
        who = firm
    if not who and not unsure and (who := context.headed.get(amount)):
        context.name(who)  # 甲品牌销量增长，份额提升：|销量增长5%，份额升至…
    if not who:
        return None
    if measure and not is_partial(measure) and context.told_alike(context.part_from):
        return None  # 甲投资增长9%，乙投资增长4%，开发投资下降11%
    if any(one in who and other in measure for one, other in _OPPOSITES):
        return None  # 进口产品…。出口额为
    inherited.add("subject")
    return who


def _scoped(scope: str, measure: str, context: Context) -> str | None:
    """The only thing of a scope that the measure was told of: 国内某产品零售额…。|国内零售额将达…"""
    told = {x.subject for x in context.told_here if x.subject and measure and x.measure == measure}
    told |= {name for m, whose in context.owners.items() if m == measure for name in whose}
    named = {name for name in told if name.startswith(scope) and name != scope}
    return named.pop() if len(named) == 1 else None


def _firm_with(measure: str, who: str | None, before: bool, context: Context) -> str | None:
    """The firm that a bare measure is of, where `who`, told of `before`, is not sure to have it.

    房地产贷款增长3%。不良贷款率1.1%: of the bank.
    """
    if who and (not before or is_firm(who) or match_region(who) is not None):
        return None
    nobody = context.subject is None and context.lead is None and not context.here
    lists = ["firm_measures"] if who else ["firm_measures", "firm_rates", *["firm_results"] * nobody]
    return context.firm if measure.endswith(longest_first(*lists)) else None


def _is_of_market(who: str, measure: str) -> bool:
    """Whether a measure is that of a market, and who was spoken of a firm or firms, which have none."""
    return measure.endswith(longest_first("market_measures")) and is_firm(who)


def _may_be_of_whole(who: str, measure: str, context: Context) -> bool:
    """Whether a measure of its own may be that of the whole, of which only how large a part is was told.

    其中喷水织机占比超九成，产销率为98%; 员工4万人，人均产能为30万元: nobody knows whose.
    """
    if not measure or is_share(measure):
        return False
    here = [x for x in context.told_here[-_RECENT:] if x.sentence == context.sentence and x.subject == who]
    told = [x for x in here if x.kind != "change_points"]
    people = any(x.implied and x.unit in _PERSONS for x in told)
    shares = bool(told) and all(x.kind == "share" and (x.measure or "").endswith(_PART_OF) for x in told)
    return people or (shares and (told[-1].part or is_rate(measure)))


def _of_before(context: Context, measure: str) -> str | None:
    """Whom a sentence that names nobody is about, as far as the sentences before it leave no doubt.

    The figures of one sentence are about the same; a measure is that of the only one it was told of; and
    a subject goes on that is the only one so far, or a firm or a place, of which there is much to tell.
    """
    last, who = context.last, context.subject
    if who and who == context.among:
        return who
    if last and last.sentence == context.sentence:
        return last.subject
    told = [x for x in context.told_here[-_RECENT:] if x.subject and not x.part]
    owners = {x.subject for x in told if measure and x.measure and _alike(x.measure, measure)}
    if owners:
        return owners.pop() if len(owners) == 1 else None
    recent = max(context.subject_at, context.carried_at) >= context.sentence - 1
    goes_on = who and recent and who not in words("everywhere", "scopes") and not _SIZED.search(who)
    if who and goes_on and ({x.subject for x in told} == {who} or has_much_to_tell(who)):
        context.carried_at = context.sentence
        return who
    named = {x for m, whose in context.owners.items() if measure and _alike(m, measure) for x in whose}
    return named.pop() if len(named) == 1 else None  # the only one in the paragraphs before


def _alike(one: str, other: str) -> bool:
    """Whether two measures are the same but for what modifies one of them: 规模, 市场规模."""
    return one.endswith(other) or other.endswith(one)


def _of_market(context: Context) -> bool:
    """Whether a market was named in the sentence: CR5 is a share of it, not of a firm or a place."""
    return context.subject_at == context.sentence and bool(_MARKET.search(context.subject or ""))


def told(
    figure: Figure,
    kind: str,
    names: tuple[str | None, str | None],
    inherited: set[str],
    setting: Setting,
    context: Context,
    *,
    period: str | None = None,
    base: str | None = None,
    direction: str | None = None,
    unit: str | None = None,
    hedge: str = "",
    what: str | None = None,
) -> Reading:
    """The reading of a figure with its `names`, subject and measure.

    It has the `period` of its setting where none is given, inherited when another sentence named it.
    `what` is the measure without the words of its change, where it has some.
    """
    subject, measure = names
    period = period or setting.period
    carried = inherited | (
        {"period"} if period and setting.period_inherited and period == setting.period else set()
    )
    return Reading(
        figure,
        kind,
        subject,
        measure or None,
        base,
        direction,
        period,
        context.forecast,
        hedge,
        tuple(field for field in ("subject", "measure", "base", "period") if field in carried),
        _confidence(subject, measure if what is None else what, carried, setting, context),
        unit,
    )


def _confidence(
    subject: str | None, measure: str | None, inherited: set[str], setting: Setting, context: Context
) -> float:
    """Lower for each field that is missing, carried over, or one of several it could be."""
    value = 0.97
    for field, cost in (("subject", 0.05), ("measure", 0.05), ("period", 0.03)):
        value -= cost if field in inherited else 0
    if "subject" in inherited and (context.doubt or context.subject_at < context.sentence):
        value -= 0.1
    value -= 0 if subject else 0.15
    value -= 0 if measure else 0.15
    value -= 0.3 if setting.unsure else 0
    return round(value, 3)


def is_verb(measure: str) -> bool:
    """Whether the measure is a verb (已建成): it belongs to its own subject only."""
    bare = measure.lstrip("已共净累计")
    return bare in words("leading_verbs") or measure in words("leading_verbs", "verbs")


def without_object(measure: str) -> str:
    """What another thing takes over of a verb and its object: 生产|生铁880万吨、焦炭120万吨; 企业|数量."""
    if measure.endswith("数量") and measure_start(measure):
        return "数量"
    verb = next((v for v in longest_first("leading_verbs") if measure.startswith(v)), "")
    return verb if verb and measure != verb and measure_start(measure) is None else measure


def acts_on(head: Head, phrase: Phrase, context: Context) -> bool:
    """Whether whom the sentence began with does what the clause tells: 某航线…，累计|运送旅客."""
    known = context.subject_at == context.sentence and context.subject and context.subject == context.lead
    if not (known and phrase.verb and phrase.subject):
        return False
    bare = unmask(without_lead(head.phrase)).endswith(phrase.measure + phrase.subject)
    last = context.last
    done = last and last.own and last.subject == context.subject and is_verb(last.measure or "")
    return bare and not done


def is_partial(measure: str) -> bool:
    """Whether the measure is a share or a rate, not an amount."""
    return is_share(measure) or is_rate(measure)
