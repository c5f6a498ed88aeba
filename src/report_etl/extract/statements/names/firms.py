"""The firm whose report a text is: named with its code, by its results, by a definition, or in the title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from report_etl.extract.statements.names.phrases import without_lead
from report_etl.extract.statements.sentences.vocabulary import longest_first, pattern, words
from report_etl.language.segments import Segment, segment

_LONGEST: Final = 24
_SHORTEST: Final = 2  # a name that other words stand before is longer: 万和电气 is none of 电气
_CODE: Final = re.compile(
    r"[（(](?:股票|证券)?(?:代码)?[:：]?(?:[0368][0-9]{5}|(?:SH|SZ|BJ|HK)[:：.]?[0-9]{4,6}"
    r"|[0-9A-Z]{1,6}[.\-](?:SH|SZ|SS|BJ|HK|TW|TWO|US|N|O|OQ))[^（）()]{0,12}[）)]"
)
_WHEN: Final = (
    r"(?:于|在|将|已|正式|最新|对外|近日|日前|今[日天]|昨[日天]|上周|本周|\s"
    r"|[0-9]{1,4}年|[0-9]{1,2}月|[0-9]{1,2}日|盘前|盘后|早间|晚间?|首次)*"
)
_PART: Final = "(?:[0-9Q年上前本报告期全第一二三四半季度内]{0,12})"  # 前三季度，公司…
_NO_HEAD: Final = "(?![：:债]|方面|层面|动态)"  # 公司：… is a label, and names nobody
_RESULTS: Final = (
    "(?:发布|公布|披露|公告|发表)了?[^，。；：]{0,24}?(?:{results}|年度报告|季度报告|中期报告|经营数据)"
)
_publishes = pattern(_RESULTS)
_ADDED: Final = re.compile(rf"(?:[（(][^（）()]{{1,20}}[）)])?{_WHEN}$")  # between a name and what it did
_LETTERS: Final = re.compile(r"[\u4e00-\u9fffA-Za-z·&]{2,24}")
_BRACKET: Final = re.compile(r"[（(]([^（）()]{2,80})[）)]")
_QUOTED: Final = re.compile('[“「『‘"]([\u4e00-\u9fff]{2,4})[”」』’"]')  # （以下简称“某某”或“公司”）
_BEFORE_TITLE: Final = re.compile(  # 【食饮】某某啤酒, 公司点评：某某啤酒
    r"(?:【[^】]{1,20}】|[^：:]{0,6}(?:点评|快评|深度|跟踪|研究|快报|速递|报告)[：:]|关于)\s*"
)
_TITLE: Final = re.compile(
    r"([\u4e00-\u9fffA-Za-z·]{2,24}?)"
    r"(?=[（(：:0-9\s\-—|]|截至|关于|公布|发布|披露|Q[1-4]|[二一][零〇○0]|$|(?<=有限公司))"
)
_LEGAL_FORM: Final = re.compile(r"(?:(?<=....)(?:控股)?(?:股份)?|(?<=..))有限(?:责任)?公司$")
_described = pattern("^.{0,16}{describes_firm}(?!.?$)")  # 网通厂|某某
_strong = pattern("{firm_forms}")
_spoken_of = pattern(rf"(?:^|[，。；：:\s]){{refers_to_firm|refers_to_self}}{_WHEN}{_RESULTS}")
_spoken_of_first = pattern(
    rf"(?:[\u4e00-\u9fff]{{2,6}}[：:])?{_WHEN}{_PART}，?{{refers_to_firm|refers_to_self}}{_NO_HEAD}"
)
_DATED: Final = re.compile(r"^.*[0-9](?:年度?|月|日|家|晚间?)")


Found = tuple[tuple[int, str], ...]  # where names end in a text, and the names


def find_firms(text: str) -> Iterator[str]:
    """The firms that a text names beyond doubt: with a stock code, or publishing their results."""
    for sign in (_CODE, _publishes()):
        for match in sign.finditer(text):
            if name := _name_before(text, match.start()):
                yield _called(name)


def find_definitions(text: str) -> Iterator[tuple[str, str]]:
    """What a text says that it calls a firm by, and the firm, "" where that is unclear."""
    for bracket in _BRACKET.finditer(text):
        for quoted in _QUOTED.findall(bracket[1]):
            if quoted in words("refers_to_firm", "refers_to_self"):
                yield quoted, _called(_name_before(text, bracket.start()))


def titled_firm(lines: Iterable[str], known: Sequence[str], assumed: bool) -> str | None:
    """The one firm that titles begin with; None without one, or with several.

    What a title begins with is a firm by its ending (某某集团2024年年报) or its code, when the text gives its
    code or its results (`known`), or when the text names no firm and yet speaks of one as known (`assumed`).
    """
    found: list[str] = []
    for line in lines:
        name, end = _leading(line)
        if not name:
            continue
        known_firm = any(alike(name, other) for other in known) or (
            assumed and not known and end < len(line) and _is_proper(name)  # a whole line is a headline
        )
        if known_firm or name.endswith(longest_first("firm_forms")) or _CODE.match(line, end):
            found.append(_called(name))
    return min(found, key=len) if len(distinct(found)) == 1 else None


@lru_cache(maxsize=256)
def headed_firm(heading: str) -> str | None:
    """The firm that a heading begins with, as far as its ending tells."""
    name, _ = _leading(heading)
    return _called(name) if is_firm(name) else None


def _leading(line: str) -> tuple[str, int]:
    """The name that a title begins with, "" for none, and where it ends."""
    before = _BEFORE_TITLE.match(line)
    match = _TITLE.match(line, before.end() if before else 0)
    return (_checked(_described().sub("", match[1])), match.end()) if match else ("", 0)


def speaks_of_firm(text: str, first: bool) -> bool:
    """Whether a text speaks of the firm as known: it has published results, or the `first` words name it."""
    results = _spoken_of().search(text) is not None
    return results or (first and _spoken_of_first().match(text) is not None)


@lru_cache(maxsize=64)
def mentions(text: str, known: tuple[str, ...]) -> Found:
    """Where the firms that a text speaks of end: the `known` ones, and what its ending tells to be one."""
    found: list[tuple[int, str]] = []
    if known:
        found = [(match.end(), match[0]) for match in re.finditer("|".join(map(re.escape, known)), text)]
    for match in _strong().finditer(text):
        if (name := _name_before(text, match.end())) and _is_proper(name):
            found.append((match.end(), _called(name)))
    return tuple(found)


def distinct(names: Iterable[str]) -> list[str]:
    """The names without those that are short or long forms of one before."""
    found: list[str] = []
    for name in dict.fromkeys(names):
        if not any(alike(name, other) for other in found):
            found.append(name)
    return found


def alike(one: str, other: str) -> bool:
    """Whether one name is a short form of the other: 江岭银行, 江岭银行股份."""
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    rest = iter(long)
    return short in long or (short[0] == long[0] and all(sign in rest for sign in short))


def is_firm(name: str) -> bool:
    """Whether a name is that of a firm, or of firms, by its ending: 江岭银行, 蓝川电子; not 房地产."""
    if name.endswith((*longest_first("firm_forms"), "公司", "企业")):
        return True
    return has_firm_ending(name)


def has_firm_ending(name: str) -> bool:
    """Whether a name is that of one firm: a word that is none of the language, and an ending."""
    return name.endswith(longest_first("firm_endings")) and _is_proper(name)


def _called(name: str) -> str:
    """The name without its legal form, which is no part of what a firm is called."""
    return _LEGAL_FORM.sub("", name)


def _name_before(text: str, end: int) -> str:
    """The name that ends at a place of the text; empty when other words than names stand there."""
    before = _ADDED.sub("", text[max(0, end - 3 * _LONGEST) : end], count=1)
    clause = re.split(r"[，。；：:、！？《》“”|\s]", before)[-1]
    pieces = segment(_described().sub("", without_lead(_DATED.sub("", clause))))
    last = max((at for at, piece in enumerate(pieces) if _is_outside(piece)), default=-1)
    name = "".join(word for word, _ in pieces[last + 1 :])
    return _checked(name) if last < 0 or len(name) > _SHORTEST else ""


def _is_outside(piece: Segment) -> bool:
    """Whether a word is none of a name: prepositions, conjunctions, 是, longer verbs and adverbs."""
    word, tag = piece
    if word in words("firm_endings", "kinds", "trades"):
        return False
    return (
        tag[0] in "pcu"
        or word in "是有为使让令"
        or (len(word) > 1 and (tag[0] in "drtmq" or word in words("verbs", "reported")))
    )


def _checked(name: str) -> str:
    """The name, or nothing when it is a kind of firms, a source, an industry, or no name at all."""
    if not _LETTERS.fullmatch(name) or name.endswith(longest_first("sources", "not_firms")):
        return ""
    if name in words("refers_to_firm", "refers_to_self", "refers_to_industry", "aspects", "nameless"):
        return ""
    pieces = segment(name)
    proper = any(word not in words("kinds", "trades") for word, _ in pieces)
    return name if proper and not any(map(_is_outside, pieces)) else ""


def _is_proper(name: str) -> bool:
    """Whether a name holds what is no common word: 银行 after 江岭, not after 商业."""
    pieces = segment(name)
    return name[0] not in "各该本某两三多" and any(
        len(word) == 1 or tag[:2] in ("nr", "nz", "nt", "ns") for word, tag in pieces
    )
