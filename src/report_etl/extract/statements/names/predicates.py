"""Where inside a phrase a name ends and what is told of it begins: 某公司|累计接待旅客, 某省|增加耕地.

No name holds an adverb, a word of the future or the present, or a verb that only carries an object. All of
it is asked of whole words: 社会保险 holds no 会, 从前两批 no 从前.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from report_etl.extract.statements.names.measures import measure_start
from report_etl.extract.statements.names.nouns import DEICTIC
from report_etl.extract.statements.sentences.vocabulary import longest_first, words
from report_etl.extract.statements.sentences.words import Word, function_words
from report_etl.language.segments import Segment, is_parted, segment

_TURNS: Final = frozenset({Word.UP, Word.DOWN})
_VERBAL: Final = frozenset({"v", "vn", "d", "vd", "p"})
_TIME: Final = re.compile(
    rf"{DEICTIC}|(?<=..)(?:[已将]?连续|[一二三四五六七八九十])[一二三四五六七八九十]{{0,2}}年$"
)
_WHOLE: Final = re.compile("[的”》」]")  # behind a predicate: it is part of what these make one name
_HAS: Final = re.compile("[共现设建约仍已仅尚另还拥]?有")
_PLACES: Final = "国省市区县州地"
_TO_FIGURE: Final = frozenset("到至达以于和与及")  # what leads from a name to its figure
_AND: Final = frozenset("和 与 及 以及".split())
_BEFORE: Final = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Predicated:
    """A name and the words that tell of it, without the adverbs and empty verbs before them.

    `supposed` tells that the name may be of somebody who only expects it, `has` that it has what they name.
    """

    name: str
    words: str
    supposed: bool = False
    has: bool = False


def read_predicated(phrase: str) -> Predicated | None:
    """The phrase cut where its predicate begins; None where it has none, or 的 makes it part of a name."""
    tokens = segment(phrase)
    at = 0
    for index, token in enumerate(tokens):
        begins = index and _is_name(tokens[index - 1]) and _begins(token, tokens[index + 1 : index + 3])
        if begins and not _WHOLE.search(phrase, at) and _BEFORE.search(phrase[:at]):
            told, has = _carried(tokens[index:])
            return Predicated(phrase[:at], told, token.word in words("supposing"), has)
        at += len(token.word)
    return None


def without_times(text: str, begin: int = 0) -> str:
    """The text without the words of time it holds from `begin` on: 年内|单店, 规模|连续五年."""
    for time in reversed(list(_TIME.finditer(text, begin))):
        rest = text[: time.start()] + text[time.end() :]
        if rest and is_parted(text, time.start()) and is_parted(text, time.end()):
            text = rest
    return text


def without_verbs(text: str) -> str:
    """What stands after the verbs at the head of the text: 建成投运|新型储能; empty where nothing does."""
    while verb := next((v for v in longest_first("verbs", "leading_verbs") if text.startswith(v)), ""):
        text = text[len(verb) :]
    tokens = segment(text)
    first = next((at for at, token in enumerate(tokens) if token.tag not in _VERBAL), len(tokens))
    return "".join(token.word for token in tokens[first:])


def without_function_words(text: str) -> str:
    """The text without the adverbs and auxiliaries at its end: 某工程|要, 某厂|计划到."""
    tokens = segment(text)
    last = len(tokens)
    while last > 1 and _trails(tokens[last - 1]):
        last -= 1
    if 1 < last < len(tokens) and tokens[last - 1].word in words("forecast"):
        last -= 1
    return "".join(token.word for token in tokens[:last])


def read_relative(text: str) -> tuple[str, str] | None:
    """The clause before a 的 as who does something and what: 某国|拥有护照, 位于山区; None where none is."""
    tokens = segment(text)
    at = 0
    for index, token in enumerate(tokens):
        if (
            token.tag in ("v", "vn")
            and token.word in _governing()
            and (not index or _is_name(tokens[index - 1]))
        ):
            follows = tokens[index + 1].word if index + 1 < len(tokens) else ""
            return None if follows in words("classes") else (text[:at], text[at:])
        at += len(token.word)
    return None


@cache
def _governing() -> frozenset[str]:
    places = {word for word in words("link") if len(word) > 1}
    said = words("light_verbs") - words("carrying_verbs")  # 显示面板 is a thing
    return (words("verbs", "leading_verbs") - said) | words("carrying_verbs") | places


def _trails(token: Segment) -> bool:
    """Whether a word at the end of a name is no part of it: 要, 到, 全部."""
    adverb = len(token.word) > 1 and token.word in words("adverb") - words("modifiers")
    return adverb or (token.tag[0] in "dpvcuz" and (token.word in _adverbs() or token.word in _TO_FIGURE))


def without_first_adverbs(text: str) -> str:
    """The text without the adverbs and auxiliaries it begins with: 就|收入, 共|开通."""
    tokens = segment(text)
    first = 0
    while first < len(tokens) - 1 and tokens[first].tag[0] in "dvcz" and _leads(tokens[first].word):
        first += 1
    return "".join(token.word for token in tokens[first:])


def _leads(word: str) -> bool:
    return word in _adverbs() and word not in words("modifiers")


def acts(text: str) -> bool:
    """Whether the text ends in a verb, so that 的 behind it makes all of it one name with what follows."""
    last = segment(text)[-1:]
    return bool(last) and last[0].tag in ("v", "vn") and last[0].word not in words("classes", "cores")


def is_place(name: str) -> bool:
    """Whether a name is of a country or place, which nobody means as the one who says something."""
    return all(token.tag == "ns" for token in segment(name))


def is_joint(text: str) -> bool:
    """Whether the verb a list ends in makes a noun with the word before it: 私有化及混合|部署."""
    tokens = segment(text)
    return len(tokens) > 2 and tokens[-2].tag in ("vn", "b", "a") and any(t.word in _AND for t in tokens)


def with_first_half(phrase: str, start: int) -> int:
    """Where a measure begins that is one of two: 现金及短期|投资, 利息和|佣金收入, 直接和间接|带动就业."""
    tokens = segment(phrase[:start])
    last = len(tokens)
    while last > 1 and (tokens[last - 1].word in words("modifiers") or tokens[last - 1].tag in ("b", "ad")):
        last -= 1
    if last < 2 or tokens[last - 1].word not in _AND:
        return start
    before = "".join(token.word for token in tokens[: last - 1])
    at = measure_start(before)
    if at is not None and before[at - 1 : at] != "的":
        return at
    word, measure = tokens[last - 2].word, phrase[start:]
    shared = any(word + measure[cut:] in words("cores") for cut in range(1, len(measure)))
    return len(before) - len(word) if shared else start


def _is_name(token: Segment) -> bool:
    if token.tag[0] in "rz":
        return token.word[-1] in _PLACES  # 我国, 该省; but 本次|募集资金 is one name
    return token.tag[0] in "njs" or token.tag in ("eng", "l", "i")


def _begins(token: Segment, following: tuple[Segment, ...]) -> bool:
    """Whether a predicate begins with the word."""
    if not following:
        return False
    if token.word in words("carrying_verbs"):
        return following[0].word not in words("classes")
    if token.word in words("tenses") and len(following) > 1 and following[1].word in words("classes"):
        return False  # 某市场|已上市企业
    if token.word in words("forecast", "total") and token.tag[0] == "n":
        return following[0].tag in _VERBAL  # 某厂|计划到…; 出栏计划 is a name
    if token.word in words("supposing"):
        return True
    return (
        _HAS.fullmatch(token.word) is not None
        or token.word in _adverbs()
        or (token.tag == "v" and token.word in _changes())
    )


def _adverbs() -> frozenset[str]:
    return words("parting_adverbs", "forecast", "total")


@cache
def _changes() -> frozenset[str]:
    return frozenset(word for word, uses in function_words().items() if uses & _TURNS and len(word) > 1)


def _carried(tokens: tuple[Segment, ...]) -> tuple[str, bool]:
    """What is left of a predicate without adverbs and verbs that name no measure, and whether it is had."""
    at, has = int(tokens[0].word in words("supposing")), False
    while at < len(tokens) - 1 and _is_empty(tokens[at], tokens[at + 1]):
        has = has or _HAS.fullmatch(tokens[at].word) is not None
        at += 1
    return "".join(token.word for token in tokens[at:]), has


def _is_empty(token: Segment, following: Segment) -> bool:
    if token.word in words("modifiers") and following.word not in words("empty_verbs"):
        return False  # 累计收入 is a measure
    empty = token.word in words("empty_verbs") or token.word == "以"  # 拟以|总股本
    return empty or token.word in _adverbs() or bool(_HAS.fullmatch(token.word))
