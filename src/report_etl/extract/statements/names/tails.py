"""The words after a figure: 65%的市场份额, 346款服务在…完成备案, 近两成门店已改造…"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from report_etl.extract.statements.names.measures import measure_at, measure_start
from report_etl.extract.statements.names.nouns import as_name, begins_with_turn, turn_at
from report_etl.extract.statements.names.predicates import without_function_words
from report_etl.extract.statements.sentences.figures import NESTED
from report_etl.extract.statements.sentences.vocabulary import longest_first, pattern, words
from report_etl.language.segments import Segment, is_parted, segment

_EDGE: Final = re.compile(
    r"^[\s）)]*(?:[万千吨瓦公斤克]{0,3}级(?![别联])|及?以上|左右|附近|及?以下|以内|上下|之间|不等|之多|有余|多|余|的?(?:平均|总体|整体|一般)?水平)*[\s]*"
)
_named = pattern("^的?{named_behind}{1,5}(?![至到])")
_grown = pattern(  # 5%的经济增速
    r"的(?!企业|用户|消费者|受访|公司|机构|家庭|居民|地区)([\u4e00-\u9fff]{1,6}?{paces})"
)
_PACED: Final = re.compile(  # 以5%的速度|下降
    r"的(?:年均|年|平均|复合)?(?:速度|速率|增速|幅度)(?:逐年|持续|快速|继续|向[上下]|正?在|不断)?"
)
_ranked = pattern(r"^(的[^，]{1,10}?)?(?:{ranks}|位于(?=[第前榜首]))")
# Who is asked or counted: what follows is what they do.
_population = pattern(
    r"[^的、，]{0,8}?(?:{asked|population}|[\u4e00-\u9fff]主(?![要营动流导打体力]))(?=[^的、，数家群集]{3,20}$)"
)
# 没有平板的|用户|选择…: who is told by what they have or do
_THOSE: Final = re.compile(
    r"(?:没有?|未曾?|尚未|从未|不|已|曾|有|使用|拥有|持有|购买|参[加与])[^的、，]{1,12}的[^的、，]{0,4}?(?:者|人|户|客|员|民|主|家长|学生|人群|群体|企业|公司|机构|医院|学校|家庭)"
)
willing = pattern("{opinions}|关注")
# 6000吨|生产线改扩建至1.5万吨: the level that something is raised from
_raised = pattern("([^，]{2,}?){raises}[至到为]约?$")
_NOBODY: Final = (Segment("", ""), Segment("", ""))
_BY_SIGHT: Final = re.compile(r"(?:来看|而言|来说|看|(?<=[家庄店厂院园社校站场区县市省者人业户品])中)$")
# 3款|eVTOL取得…
_WORD_FIRST: Final = re.compile("[A-Za-z][A-Za-z0-9-]*(?=[\u4e00-\u9fff]{2})|[\u4e00-\u9fff]")
_turned = pattern("{adverb}*({up|down})")  # 利润出现12%|的小幅下滑: nothing but how the figure changed
_predicate = pattern(
    r"{begins_predicate}|居(?!民|住|家)|将(?!来)|对(?!外)|在(?!线(?!下)|校|职|建|册)|会(?!员)|达(?!州)|以(?!上|下)|受(?!访|众|试)"
    r"|均(?!增|价|值|速|衡|匀)|都(?!市)|{verbs}(?!者|方)"
)
_LONGEST_NAME: Final = 8
LONGEST_PREDICATE: Final = 20


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a figure: a measure named after it, or the thing counted and what it does."""

    measure: str = ""
    thing: str = ""
    predicate: str = ""
    of: bool = False  # 65%的市场份额: 的 stands before the measure
    milestone: bool = False  # 10亿元大关
    old: bool = False  # 3000吨产线改扩建至: the level before a change
    direction: str | None = None  # 以5%的速度下降
    bound: bool = False  # 10亿元以上的企业: the thing is told by its least or greatest size
    sized: bool = False  # and 的 says so


def edge_of(mask: str, start: int, end: int) -> str:
    """The words that belong to the figure itself: 以上, 左右."""
    match = _EDGE.match(mask[start : min(end, start + 12)])
    return match[0] if match else ""


def read_tail(mask: str, start: int, end: int, opens: bool = False) -> Tail:
    """Read `mask[start:end]`, the words after a figure up to the next one or the end of the clause.

    A figure that `opens` its clause is followed by all of it, with its verb.
    """
    text = mask[start : min(end, start + 60)]
    edge = edge_of(text, 0, len(text))
    text = _without_place(text[len(edge) :].lstrip(NESTED))  # 70亿元（约合10亿美元）|的收入
    return _measure_behind(text) or _thing_behind(text, edge, opens)


def _without_place(text: str) -> str:
    """The text without a 中 or 里 that only says where: 316家业主|中."""
    last = segment(text)[-1:] if text.endswith(("中", "里", "内")) else ()
    return text[:-1] if last and last[0].tag == "f" and len(last[0].word) == 1 and len(text) > 2 else text


def _measure_behind(text: str) -> Tail | None:
    """A measure, a pace or a rank that is told behind its figure."""
    if (paced := _PACED.match(text)) and (turn := turn_at(text[paced.end() :])):
        return Tail(measure="增速", of=True, direction=turn)
    if grown := _grown().match(text):
        return Tail(measure=grown[1], of=True)
    if ranked := _ranked().match(text):
        name = measure_at(ranked[1].removeprefix("的")) if ranked[1] else ""
        return Tail(measure=name, of=bool(name))
    named = _named().match(text)
    if named and named[0].endswith(longest_first("named_ends")):
        name = named[0].lstrip("的")
        at = measure_start(name)
        return Tail(measure=name[at:] if at is not None else name, of=named[0].startswith("的"))
    bare = text.removeprefix("的").strip()
    if bare != text.strip() and len(bare) <= _LONGEST_NAME and (at := measure_start(bare)) is not None and at:
        return Tail(measure=bare, of=True)  # 5%的|进口暂定税率
    if name := measure_at(bare):
        return Tail(measure=name, of=bare != text.strip())
    if bare != text.strip() and measure_start(bare) == 0:
        return Tail(measure=bare, of=True)  # 45%的购买额
    return None


def _thing_behind(text: str, edge: str, opens: bool) -> Tail:
    """The thing that a figure counts, with what it does; `edge` are the words that belong to the figure."""
    bare = text.removeprefix("的").strip()
    given = bare != text.strip()
    if given and (turned := _turned().fullmatch(bare)):
        return Tail(predicate=turned[1], of=True, direction=turn_at(turned[1]))
    text = bare
    if not _WORD_FIRST.match(text):
        return Tail()
    if begins_with_turn(text):
        return Tail()
    if raised := _raised().fullmatch(text):
        return Tail(thing=as_name(raised[1]), old=True)
    asked, does = _asked(text) or _those(text), _does(text)
    bound = edge.strip().endswith(("以上", "以下", "以内", "级"))
    at = asked or (does.start() if does else (opens and _acts(text)) or len(text))
    thing, predicate = text[:at], text[at:]
    if thing.endswith(longest_first("milestones")):
        return Tail(milestone=True)  # 迈上1.4万亿元|新台阶
    if len(thing) > 40:
        return Tail()
    return Tail(
        "",
        as_name(_BY_SIGHT.sub("", without_function_words(thing.strip("的 、和与及")))),
        predicate.strip() if len(predicate) <= LONGEST_PREDICATE else "",
        bound=bound,
        sized=bound and (given or "级" in edge),
    )


def _acts(text: str) -> int:
    """Where the verb begins behind the noun that a clause opens with: 新车|搭载某系统; 0 without one."""
    tokens = segment(text)
    at = len(tokens[0].word) if tokens else 0
    for before, token, after in zip(tokens, tokens[1:], (*tokens[2:], _NOBODY[0]), strict=False):
        does = token.tag == "v" or (token.tag == "vn" and not after.word)
        if before.tag[0] == "n" and does and after.tag != "uj" and after.word not in words("classes"):
            return at
        at += len(token.word)
    return 0


def _asked(text: str) -> int:
    """Where the name ends of who is asked or counted (某企业, 某企业高管|展开访谈); 0 where nobody is."""
    asked = _population().match(text)
    if asked is None or not is_parted(text, asked.end()):
        return 0
    first, then, *_ = (*segment(text[asked.end() :]), *_NOBODY)
    return asked.end() + (len(first.word) if first.tag == "n" and then.tag in ("v", "vn") else 0)


def _those(text: str) -> int:
    """Where the name ends of those who are told by what they do (使用过某物的用户); 0 where nobody is."""
    those = _THOSE.match(text)
    if those is None or not is_parted(text, those.end()):
        return 0
    does = _predicate().match(text, those.end())
    return those.end() if does and len(does[0]) > 1 else 0


def _does(text: str) -> re.Match[str] | None:
    """What the thing counted does; no word is cut for it (国有林场 holds no 有)."""
    return next((does for does in _predicate().finditer(text) if _is_said(text, does)), None)


def _is_said(text: str, does: re.Match[str]) -> bool:
    """Whether a predicate begins there; 上市 in 上市企业 and half a word are none."""
    attribute = len(does[0]) > 1 and text.startswith(longest_first("classes"), does.end())
    whole = next((w for at, w in _starts(text) if at == does.start()), None)
    longer = whole is not None and does.start() + len(whole.word) < len(text) and whole.word != does[0]
    within = longer and whole is not None and whole.tag[0] in "nab"  # 经销商, 有效
    return whole is not None and not (attribute or within)


def _starts(text: str) -> list[tuple[int, Segment]]:
    """The words of a text with where they begin."""
    tokens = segment(text)
    return list(zip(accumulate((len(t.word) for t in tokens), initial=0), tokens, strict=False))
