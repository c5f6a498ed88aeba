"""What a clause without figures says of those that follow: who or what they speak of."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from report_etl.extract.statements.carry import is_verb
from report_etl.extract.statements.clauses import Clause
from report_etl.extract.statements.context import Context
from report_etl.extract.statements.enumerations import list_lengths, read_names
from report_etl.extract.statements.figures import DATE
from report_etl.extract.statements.heads import read_head, unmask
from report_etl.extract.statements.measures import measure_start
from report_etl.extract.statements.nouns import as_name
from report_etl.extract.statements.phrases import Phrase, cut, frame, without_adverbs, without_lead
from report_etl.extract.statements.vocabulary import alternatives
from report_etl.language.segments import Segment, segment

_EXAMPLE: Final = re.compile(r"^(?:以|例如|如)(.{2,24}?)为例$")
_NEXT: Final = re.compile(
    r"(?:紧随其后|其次|随后|接下来|再次|第[二三四五]|末位|最低|最高|首位|位居其后)的?(?:是|为)(.{1,20})$"
)
_OF_THESE: Final = re.compile(r"^([^，]{2,20}[商业司品家户者类种群区省国])[中里]$")
_MOST: Final = re.compile(
    r"([\u4e00-\u9fff]{0,4}[率额量速幅价值比])最(?:快|高|大|多|低|小|慢)的(?:是|为|当属|要数)([^，]{1,16})$"
)
_SIDE: Final = re.compile(r"([\u4e00-\u9fff]{2,5}端)$")
# What was announced is counted next: 公布五批符合条件的企业，共156家.
_OBJECT: Final = re.compile(
    r"(?:公布|发布|认定|遴选|公示|收录)(?:了|的)?(?:[^，的]{0,4}批)?([^，]{2,28}(?:企业|产品|项目|机构|品种|园区|基地))$"
)
_HEADLINE: Final = re.compile(
    r"(?:见效|放量|优化|突破|加速|承压|企稳|改善|显现|提速|高增|新高|亮眼|预期|落地|推进|明显|显著|稳健|强劲|反弹|"
    r"回暖|回升|修复|分化|提升|增长|下滑|下降|可期|领先|加快|完善|向好)$"
)
_OPENING: Final = re.compile(rf"^([\u4e00-\u9fffA-Za-z]{{2,10}}?) ?{DATE}")
_AIDED: Final = re.compile(
    r"(?:通过|对(?!外)|受(?!访)|随着|由于|得益于|基于|为(?!期)|按照?|依托|在(?!线|建))"
)
_ADVERBIAL: Final = re.compile(
    r"受(?!访|众|试)|[随由在从按据为通得因其同此与对针根以经截综除如虽尽自当每]|另|目前|同时|此外|预计|未来|我们|进一步|带动|主要|整体|总体"
)
_LEADING: Final = re.compile(r"(?:最高|最大|最多|最快|最低|最为?广泛|居首|第一|领先|较高|较大)$")
_SUPERLATIVE: Final = re.compile(
    rf"{_LEADING.pattern}|(?:趋[冷热稳缓]|向好|回暖|转[正负]|扭亏(?:为盈)?|再?[上创迈跃登][^，]{{0,3}}(?:台阶|新高|纪录))$"
)
_CLAUSE_LIKE: Final = re.compile(r"[在占是有将被把这]|随着|通过|由于")
_PLACED: Final = re.compile(
    r"^(.{2,28}?)(?:经过|历经|在(?!线|建|职|校)|是|作为|具有|占据|凭借|成为|处于|保持|排名|位居|位列|稳居|居|领先|遥遥|继续|"
    r"仍|依然|已成为|则(?!会)|虽然?|受益|依托|进入|呈|迎来|明显|显著|最)"
)
_BEING: Final = re.compile(
    r"^([A-Za-z\u4e00-\u9fff]{2,12}?)(?:(?<![作华])为(?!期|主|了|其|此|例)|系(?!统|列)).{2,30}$"
)
_NO_NAME: Final = re.compile(
    r"归属地|所在地|产地|事件|点评|投资(?!者|人|基金)|评级|要点|提示|摘要|观点|结论|逻辑|催化|说明|公告|概况|未来|后续|预计|原因|主要|^[这此]|目的|重点|结果|方向|趋势|背景|优势|^图|^表|^注|来源|单位"
)
_LONGEST_NAME: Final = 12
_SPLIT: Final = re.compile(
    r"(?:分|按).{1,12}(?:看|分|划分|计)$|从.{0,6}(?:类型|结构|领域|地区|区域|行业|门类|方式|构成)看$"
)
_CHANGES: Final = re.compile(r"(?:变化|变动|情况|走势|如下|分别为?|包括|数据)+$")


def note_topic(clause: Clause, context: Context) -> None:
    """Take from a clause without figures what later figures are about.

    A clause whose subject is not understood makes the subject before it doubtful, or forgotten when
    the sentence has none yet.
    """
    text = clause.text.strip()
    bare = unmask(without_lead(text)).strip(' ，、“”"')
    if segment(bare)[-1:] == (Segment("中", "f"),) and not _ADVERBIAL.match(bare):
        context.among = unmask(cut(bare[:-1]).subject) or None  # 受访者中，
    if (match := _OF_THESE.match(bare)) and not _ADVERBIAL.match(bare):
        context.name(as_name(match[1]))  # 中选企业中，
    elif match := _MOST.search(text):
        context.name(unmask(match[2]))
        context.say(match[1])
        context.topic = match[1]
    elif match := _EXAMPLE.match(unmask(text).strip()) or _NEXT.search(text):
        context.name(unmask(match[1]))
    elif (topic := frame(text)) is not None:
        context.topic = topic
        if bare.endswith("方面") and context.subject_at < context.sentence:
            context.subject = None  # 出口方面: no longer about whom the sentence before was about
        if _SPLIT.match(without_lead(bare)):
            context.split = True
            if context.measure is None and context.spoken and not is_verb(context.spoken):
                context.say(context.spoken)
        if bare.endswith("方面") and len(topic) > 2 and measure_start(topic) is None:
            context.name(unmask(topic))  # 空中游览方面
    elif (match := _SIDE.match(bare)) or (match := _OBJECT.search(bare)):
        context.name(as_name(match[1]))
    elif not _AIDED.match(bare) and (names := _names(_evaluated().sub("", text))):
        context.list_names(names[0], names[1:])
        listed = cut(_evaluated().sub("", read_head(clause.mask, clause.start, clause.end).phrase))
        if listed.measure and not listed.verb:
            context.name(listed.subject)  # 木门与橱柜需求萎缩
            context.say(listed.measure)
    else:
        _note_name(clause, text, bare, context)


@cache
def _evaluated() -> re.Pattern[str]:
    how = rf"(?:较为|十分|非常|最为?|依然|相对|更为?)?(?:{alternatives('evaluated')})"
    return re.compile(
        rf"(?:均|都|仍|也)?(?:继续|持续|保持|呈现)?(?:增长|增速|表现|走势|发展)?{how}(?:增长|发展)?(?:势头|态势)?$"
    )


def list_measure(mask: str) -> str | None:
    """The measure of the list that a paragraph opens (主要行业利润变化：); None when it opens none."""
    text = mask.rstrip()
    if text[-1:] not in ("：", ":"):
        return None
    phrase = _CHANGES.sub("", re.split("[，。；]", text[:-1])[-1])
    start = measure_start(phrase)
    return None if start is None else phrase[start:]


def _names(text: str) -> tuple[tuple[str, ...], ...]:
    """The names of a list the clause begins with, in each way to part them: 山东、河北分列第二、三位."""
    read = (read_names(text, length) for length in sorted(list_lengths(text), reverse=True))
    return tuple(n.items for n in read if n and all(len(item) <= _LONGEST_NAME for item in n.items))


def _note_name(clause: Clause, text: str, bare: str, context: Context) -> None:
    head = read_head(clause.mask, clause.start, clause.end)
    phrase = cut(_SUPERLATIVE.sub("", head.phrase))
    sentence = _BEING.match(bare) or _PLACED.match(bare)  # 乙产业则是另一种情形：
    labelled = (
        clause.mark in ("：", ":") and not sentence and 2 <= len(bare) <= _LONGEST_NAME and not head.words
    )
    if labelled and _HEADLINE.search(bare):
        return  # 费用管控见效：
    measured = phrase.measure and not phrase.verb
    if labelled or (measured and not _CLAUSE_LIKE.search(phrase.subject)):
        unnamed = context.subject_at < context.sentence or bool(_LEADING.search(text))
        _take(phrase, context, labelled or unnamed)
    elif _AIDED.match(bare):
        return
    elif phrase.verb and head.direction and phrase.subject and context.subject_at < context.sentence:
        context.name(unmask(phrase.subject))  # 国内新增甲卡大幅增加，
    elif (match := _OPENING.match(text)) and not _ADVERBIAL.match(match[1]):
        context.name(cut(match[1].strip()).subject)
    elif match := _BEING.match(bare) or _PLACED.match(bare):
        _take(cut(without_adverbs(match[1]).rstrip("的")), context, True)
    elif not _ADVERBIAL.match(bare):
        if context.subject_at == context.sentence and len(bare) > 3:
            context.doubt = True
        elif context.subject_at < context.sentence and len(bare) > 5:
            context.subject = None


def _take(phrase: Phrase, context: Context, rename: bool) -> None:
    if phrase.measure and not phrase.verb:
        context.say(phrase.measure)
    if phrase.subject and rename and not _NO_NAME.search(phrase.subject):
        context.name(unmask(phrase.subject))
