"""The noun phrase that a clause opens with, and its predicate: 华东某厂|今日停产, 该品牌|是行业龙头."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from report_etl.extract.statements.names.nouns import names_nothing
from report_etl.extract.statements.sentences.figures import DATE, FIGURE, NESTED, VAGUE
from report_etl.extract.statements.sentences.vocabulary import longest_first, pattern, words
from report_etl.language.segments import Segment, segment

_CUT: Final = re.compile(f"[{DATE}{FIGURE}{VAGUE}]|(?<=占比)(?=较)")  # no 比较 in 占比|较大
_SKIPPED: Final = frozenset("t c d x u".split())
_NOUN: Final = frozenset("n j l i s z b vn an eng nz nr ns nt nrt nrfg r q m f g ng".split())
_PREDICATE: Final = frozenset("v d vd p t a ad y ul uz".split())
_LINKS: Final = frozenset("是 为 有 占 居 达 在 将 会 由".split())
_JOINS: Final = frozenset("和 与 及 同 的 以及 、 / · “ ” 《 》 - — – ~ ～".split())
_OURS: Final = frozenset({"我国", "全国", "全球"})
_TIMES: Final = frozenset({"近年来"})
_SINCE: Final = ("至今", "以来")  # 转型至今: a time, whatever its first word is
_saying = pattern("(?:最新|近日|今日|日前)*{says}")
_results = pattern(".{0,12}(?:公告|披露|[发公]布[^，]{0,16}(?:{results}|半年报|报告|数据))")


@dataclass(frozen=True, slots=True)
class Opening:
    """The name that a clause opens with; `predicate` is what it says of it."""

    name: str = ""
    predicate: str = ""

    @property
    def holds(self) -> bool:
        """Whether figures may be those of the name: something is said of it, or it is a market or a firm."""
        return bool(self.predicate) or self.name.endswith(longest_first("classes", "firm_endings"))


def read_opening(text: str) -> Opening:
    """The opening of a clause; empty where it opens with no noun, or with somebody who only reports."""
    bracket = text.find(NESTED)
    head = _CUT.split(text[:bracket] if bracket > 0 else text)[0]
    tokens = segment(head)
    first = _first(tokens)
    last = _end(tokens, first)
    name = _without_aspect("".join(token.word for token in tokens[first:last]))
    predicate = text[len("".join(token.word for token in tokens[:last])) :].strip()
    if not any(_is_noun(token) for token in tokens[first:last]):
        return Opening()
    if len(name) < 2 or names_nothing(name) or predicate.startswith(_SINCE) or _only_says(name, predicate):
        return Opening()
    return Opening(name, predicate)


def is_aspect(name: str) -> bool:
    """Whether the name is no more than what is looked at (盈利能力) or done (量价拆分)."""
    last = segment(name)[-1:]
    return not _without_aspect(name) or (bool(last) and last[0].tag == "v")


def _is_noun(token: Segment) -> bool:
    return (
        token.tag[0] in "nj"
        or token.tag in ("eng", "vn", "s")
        or token.word in _OURS | words("refers_to_place")
    )


def _without_aspect(name: str) -> str:
    """Whom the name speaks of: 某行业|景气度, 公司|产品结构."""
    name = re.sub(r"^[0-9]+[.、]", "", name).strip("、和与及的/· ")
    while aspect := next((a for a in longest_first("aspects") if name.endswith(a)), ""):
        name = name.removesuffix(aspect).rstrip("的")
    return name


def _first(tokens: Sequence[Segment]) -> int:
    """Where the name begins: behind connectives, times and adverbs; at the end where none is named."""
    at = 0
    while at < len(tokens) and (tokens[at].tag in _SKIPPED or not tokens[at].word.strip(" ，“”·")):
        at += 1
    if at == len(tokens):
        return at
    word, tag = tokens[at]
    adverbial = tag == "p" or word in words("prepositions")
    relative = any(token.tag == "uj" for token in tokens[at:])  # 排名第六的某牌
    said = word in words("predicates") - _TIMES and not relative  # 有所企稳: it names nobody
    return len(tokens) if adverbial or said else at


def _end(tokens: Sequence[Segment], first: int) -> int:
    """Where the predicate begins: behind the last name of a list."""
    listed = max((at + 2 for at in range(first, len(tokens)) if tokens[at].word == "、"), default=first)
    for at in range(listed, len(tokens)):
        word, tag = tokens[at]
        if (word, *tokens[at + 1 : at + 2]) == ("占", ("比", "p")) or (
            word == "比" and tokens[at - 1].word == "占"
        ):
            continue
        if at > first and (word in _JOINS or tag == "uj"):
            continue
        if tag == "c" or (tag == "f" and first < at and not _is_noun(tokens[min(at + 1, len(tokens) - 1)])):
            return at
        if word in words("reported") and first < at == len(tokens) - 1:
            return at
        if _is_unknown(tokens, at):
            continue
        verbal = tag in _PREDICATE and word not in words("cores", "classes", "firm_endings")
        if verbal or (word in words("predicates") and at > first):
            if _is_attribute(tokens, first, at):
                continue
            return at
        if tag in ("l", "i") and at > first and at == len(tokens) - 1:
            return at
        if tag not in _NOUN and not word.isalnum():
            return at
    return len(tokens)


def _is_attribute(tokens: Sequence[Segment], first: int, at: int) -> bool:
    """Whether a verb or adjective belongs to the noun after it: 加工|企业, 优质|产品, 启航|纸业."""
    if at + 1 >= len(tokens) or tokens[at].tag not in ("v", "a"):
        return False
    word, tag = tokens[at + 1]
    if tokens[at].tag == "a":
        return tag[0] == "n" or (tag == "uj" and at + 2 < len(tokens) and _is_noun(tokens[at + 2]))
    if at > first:
        return word in words("classes")
    if len(tokens[at].word) == 1 and tag[:2] in ("nr", "nz"):
        return True
    return any(token.word in words("firm_endings") for token in tokens[at + 1 : at + 3])


def _is_unknown(tokens: Sequence[Segment], at: int) -> bool:
    """Whether two characters are a word that no dictionary holds: 工商业|配|储|仍是…"""
    pair = tokens[at : at + 2]
    if at == 0 or len(pair) < 2 or any(len(token.word) > 1 for token in pair):
        return False
    return pair[0].tag == "v" and pair[0].word not in _LINKS and pair[1].tag in ("zg", "ng", "g", "x")


def _only_says(name: str, predicate: str) -> bool:
    """Who says something is not who it is about; a firm that publishes its results is."""
    if not (_saying().match(predicate) or predicate.startswith(longest_first("reported"))):
        return False
    return _results().match(predicate) is None or name.endswith(longest_first("sources"))
