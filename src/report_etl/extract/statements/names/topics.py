"""What a clause without figures says of those that follow: who or what they speak of."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from report_etl.extract.statements.carry import is_verb
from report_etl.extract.statements.context import Context
from report_etl.extract.statements.enumerations import Names, list_lengths, read_names
from report_etl.extract.statements.names.heads import read_head
from report_etl.extract.statements.names.measures import is_share, measure_start
from report_etl.extract.statements.names.nouns import as_name
from report_etl.extract.statements.names.opening import Opening, is_aspect, read_opening
from report_etl.extract.statements.names.phrases import Phrase, cut, frame, without_lead
from report_etl.extract.statements.periods.outlook import without_expected
from report_etl.extract.statements.sentences.clauses import Clause
from report_etl.extract.statements.sentences.figures import DATE, NESTED, VAGUE, unmask
from report_etl.extract.statements.sentences.vocabulary import longest_first, pattern, words
from report_etl.language.organisations import name_score
from report_etl.language.regions import match_region
from report_etl.language.segments import Segment, segment

_EXAMPLE: Final = re.compile(r"^(?:以|例如|如)(.{2,24}?)为(?:例|样本)$")
_NEXT: Final = re.compile(
    r"(?:紧随其后|其次|随后|接下来|再次|第[二三四五]|末位|最低|最高|首位|位居其后)的?(?:是|为)(.{1,20})$"
    r"|(?:唯一|率先|最早|最先)[^，的]{1,12}的(?:是|为)(?:(?:排名|位列)第.{1,3}的)?(.{1,40})$"
    r"|前[一二三四五六七八九十0-9]{1,3}(?:[名位强]|大)[^，、是为]{0,6}(?:依次|分别)[是为](.{1,80})$"
)
_AGENT: Final = re.compile(r"(?:由|被)([^，]{2,20})(?:主导|垄断|占据|瓜分|把持)$")
_FASTEST: Final = re.compile(r"((?:同比|环比)?(?:增长|增速|增幅|涨幅|降幅))最[快大高]$")
_MOST: Final = re.compile(
    r"([\u4e00-\u9fff]{0,4}[率额量速幅价值比])?最[^，的]{1,3}的[^，是为]{0,6}(?:是|为|当属|要数)([^，]{1,16})$"
)
# What was announced is counted next: 公布五批符合条件的企业，共156家.
_OBJECT: Final = re.compile(
    r"(?:公布|发布|认定|遴选|公示|收录)(?:了|的)?(?:[^，的]{0,4}批)?([^，]{2,28}(?:企业|产品|项目|机构|品种|园区|基地))$"
)
_LAST_ITEM: Final = re.compile(r"以?及(?!时)|和(?!田|平)")
_ADVERBIAL: Final = re.compile(
    r"受(?!访|众|试)|[随由在从按据为通得因其同此与对针根以经截综除如虽尽自当每]|另|目前|同时|此外|预计|未来|我们|进一步|带动|主要|整体|总体"
)
_SOURCED: Final = re.compile(r"(?:根?据|按照?|参考|(?:资料|数据)?来源|注)")
_PUBLISHER: Final = re.compile(r"(?:研究[院所中心部]+|证券|咨询|数据库)$")
# What is said of somebody, so that the next words are about him, whoever was spoken of before.
_VERSION: Final = "0123456789. "
_states = pattern(
    rf"[{DATE}{VAGUE}{NESTED}也则]|(?:将|均|仍|依然|已|已经|主要|继续)*(?:[是为在居呈最]|系(?!统|列)|{{states}})"
)
_no_name = pattern("^根?据|投资(?!者|人|基金)|^[这此图表注]|压力$|{no_topics}")
_LONGEST_NAME: Final = 12
_WILL: Final = re.compile("[就便]?(?:会(?![员计])|将|错过|忽视)")
_COMPARED: Final = re.compile(r"[^，]{0,6}(?:相当于|等同于|堪比|媲美)")
_SPLIT: Final = re.compile(
    r"(?:分|按).{1,12}(?:看|分|划分|计)$|从.{0,6}(?:类型|结构|领域|地区|区域|行业|门类|方式|构成)看$"
)
_changes = pattern("{of_lists}+$")


def note_topic(clause: Clause, context: Context) -> None:
    """Take from a clause without figures what later figures are about.

    A clause whose subject is not understood makes the subject before it doubtful, or forgotten when
    the sentence has none yet.
    """
    text = clause.text.strip()
    if _COMPARED.match(text):
        return  # 相当于某地人口总量，: nothing is told of that
    bare = unmask(without_lead(text)).strip(' ，、“”"')
    if segment(bare)[-1:] == (Segment("中", "f"),) and not _ADVERBIAL.match(bare):
        context.among = unmask(cut(bare[:-1]).subject) or None  # 受访者中，
        context.subject, context.subject_at = context.among, context.sentence - 1  # until somebody is named
    elif match := _MOST.search(text):
        context.name(unmask(match[2]))
        if match[1]:
            context.say(match[1])
            context.topic = match[1]
    elif match := _EXAMPLE.match(unmask(text).strip()) or _NEXT.search(text) or _AGENT.search(text):
        named = match[match.lastindex or 1]
        if listed := read_lists(named):
            context.list_names(listed[0].items, tuple(names.items for names in listed[1:]))
        context.name(unmask(named))
        if match.re is _EXAMPLE and not (context.subject and match_region(context.subject)):
            context.example = context.subject  # a place has no 公司
    elif (topic := frame(text)) is not None:
        _note_frame(topic, bare, context)
    elif match := _OBJECT.search(bare):
        context.name(as_name(match[1]))
    elif _LAST_ITEM.match(bare):
        context.subject = context.lead = None  # 甲，乙，和丙分列前三名，: all of them
    elif not _ADVERBIAL.match(bare) and (listed := read_lists(read_opening(text).name or text)):
        _note_list(listed, text, context)
    else:
        _note_name(clause, text, bare, context)


def _note_frame(topic: str, bare: str, context: Context) -> None:
    """Take the topic of a frame: 从价格看, 分地区看, 出口方面."""
    context.topic = topic
    if bare.endswith("方面") and context.subject_at < context.sentence:
        context.subject = None  # 出口方面: no longer about whom the sentence before was about
    if _SPLIT.match(without_lead(bare)):
        context.split = True
        if context.measure is None and context.spoken and not is_verb(context.spoken):
            context.say(context.spoken)
    if bare.endswith("方面") and len(topic) > 2 and measure_start(topic) is None and not is_aspect(topic):
        context.name(unmask(topic))  # 空中游览方面


def _note_list(listed: list[Names], text: str, context: Context) -> None:
    """Take the names of a list; where it begins in the clause before, nobody knows how many there are."""
    items, *otherwise = ((),) if context.hangs else (names.items for names in listed)
    context.list_names(items, tuple(otherwise))  # 甲和乙，丙、丁和戊类最高，
    if not listed[0].rest and not read_opening(text).predicate:
        context.hanging = context.clauses
    if context.subject_at < context.sentence:
        context.subject = None  # 公司与某厂签订合同，
    shared = cut(listed[0].rest)
    if shared.measure and not shared.verb:
        context.say(shared.measure)  # 木门与橱柜|需求萎缩


def list_measure(mask: str) -> str | None:
    """The measure of the list that a paragraph opens (主要行业利润变化：); None when it opens none."""
    text = mask.rstrip()
    if text[-1:] not in ("：", ":"):
        return None
    phrase = _changes().sub("", re.split("[，。；]", text[:-1])[-1])
    start = measure_start(phrase)
    return None if start is None else phrase[start:]


def read_lists(text: str) -> list[Names]:
    """The list of names the clause begins with, in each way to part it: 山东、河北分列第二、三位."""
    read = (read_names(text, length) for length in sorted(list_lengths(text), reverse=True))
    return [n for n in read if n and all(map(_is_name, n.items))]


def _is_name(item: str) -> bool:
    """Whether the item of a list names somebody: 规模小, 费用受益于规模 and 某证券研究中心 do not."""
    tags = [tag for _, tag in segment(item)]
    said = tags[-1] == "a" or ("v", "p") in pairwise(tags)
    return len(item) <= _LONGEST_NAME and not said and not _PUBLISHER.search(item)


def _note_name(clause: Clause, text: str, bare: str, context: Context) -> None:
    head = read_head(clause.mask, clause.start, clause.start + len(without_expected(clause.text)))
    caused = any(token.word in words("causes") for token in segment(bare))  # 疫情导致服务暂停，
    opening = Opening() if caused or _SOURCED.match(text) else read_opening(without_lead(text))
    phrase = cut(_changes().sub("", opening.name))
    if not (phrase.measure or caused):
        phrase = cut(_changes().sub("", head.phrase))
    if growth := _FASTEST.search(bare):
        context.topic = growth[1]  # 但同比增长最快，达21.9%
    states = _states().match(opening.predicate.lstrip(_VERSION))  # 乙产业则是另一种情形：; Bravo 8.2位居末位
    labelled = (
        clause.mark in ("：", ":") and not states and 2 <= len(bare) <= _LONGEST_NAME and not head.words
    )
    if labelled and not phrase.measure and (opening.predicate or _speaks(bare) or is_aspect(bare)):
        return  # 费用管控见效：; 某协会：; 盈利能力：
    measured = phrase.measure and not phrase.verb
    unnamed = context.subject_at < context.sentence or context.part == context.clauses
    leads = is_share(phrase.measure) and opening.predicate.startswith(("较", "更"))  # 某类占比较高
    whose = opening.name.startswith(phrase.subject)
    headline = clause.mark in ("：", ":") and context.clauses > 1  # 广告收入翻倍，利息收入走弱：其他收入…
    if labelled and (bare in words("refers_to_firm", "refers_to_industry") or _WILL.match(bare)):
        return  # 行业：快递业务量…
    if labelled or measured:
        rename = labelled or (unnamed and not headline) or bool(states) or leads
        _take(phrase, context, rename, whose)
        if headline and not labelled:
            context.subject = context.lead = None
    elif phrase.verb and head.direction and phrase.subject and unnamed and not is_aspect(phrase.subject):
        context.name(unmask(phrase.subject))  # 国内新增甲卡大幅增加，
    elif opening.name and (states or (unnamed and opening.holds)) and not _ADVERBIAL.match(bare):
        _take(cut(opening.name), context, True)
    elif not _ADVERBIAL.match(bare):
        if not unnamed and len(bare) > 3:
            context.doubt = True
        elif unnamed and len(bare) > 5:
            context.subject = None


def _speaks(label: str) -> bool:
    """Whether the label of a sentence is who says it, and not whom it is about."""
    return label.endswith(longest_first("speakers")) or name_score(label) == 1.0


def _take(phrase: Phrase, context: Context, rename: bool, said_of: bool = False) -> None:
    measure = phrase.measure.removesuffix("排名")
    if measure and not phrase.verb:
        context.say(measure, unmask(phrase.subject) if said_of else "")
        before = list(context.headed.values())[-1:] if is_share(measure) else []
        owner = unmask(phrase.subject) or "".join(before)
        sure = context.headed.get(measure, owner) == owner
        context.headed = {**context.headed, measure: owner if sure else ""}
    if (
        phrase.subject
        and rename
        and not _no_name().search(phrase.subject)
        and measure_start(phrase.subject) != 0
    ):
        context.name(unmask(phrase.subject))
