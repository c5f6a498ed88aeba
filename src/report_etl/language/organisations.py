"""Lists of issuing bodies: 工业和信息化部、财政部等八部门, 中共中央 国务院, 国家网信办联合多部门."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from report_etl.language.issuer_names import ENDINGS, ISSUERS
from report_etl.language.numerals import parse_integer
from report_etl.language.region_codes import PROVINCE_ALIASES
from report_etl.language.regions import match_region

_COUNT = r"[0-9]{1,2}|[一二两三四五六七八九十]{1,3}"
_BODIES = r"(?:部门|部委局|部委办|部委|委办局|单位|机构|厅局|部局|部|委|局)"
# 等八部门, 等部门, 联合多部门, 等, 会同有关部门
_TAIL = re.compile(
    rf"(?:等\s?(?:(?P<count>{_COUNT})|多|相关|有关|国家|其他)?\s?个?{_BODIES}(?:联合)?"
    rf"|(?:联合|会同|及|与|和)\s?(?:其他|其它)?(?:(?P<joint>{_COUNT})|多|相关|有关|各|数)\s?个?(?:相关|有关)?{_BODIES}"
    r"|等)$"
)
_ONLY_COUNT = re.compile(rf"(?:国家)?(?:(?P<count>{_COUNT})|多|各|有关|相关)\s?个?{_BODIES}")
_SPACED_TAIL = re.compile(r"等[^、，,；;/等]{0,6}(?:部\s门|部\s委|单\s位|机\s构)$")
_SEPARATOR = re.compile("[、，,；;/]")
_NAME = re.compile(r"[（(]?[\u4e00-\u9fff][\u4e00-\u9fff（）()·“”A-Za-z0-9]{1,29}")
_ENDING = re.compile(rf"(?:{'|'.join(ENDINGS)})(?:[（(][\u4e00-\u9fffA-Za-z]{{1,12}}[）)])?$")


_CENTRAL = ("国家", "中央", "中国", "全国", "最高人民")  # with these a name begins


@dataclass(frozen=True, slots=True)
class Issuers:
    """The issuers of a policy: `names` as printed, `count` where the words or the list say it."""

    names: tuple[str, ...]
    count: int | None
    text: str


def parse_issuers(text: str) -> Issuers:
    """The issuers that a cell lists; lines of a cell and spaces between whole names separate them.

    Raises:
        ValueError: a part of the cell is no name of a body.
    """
    printed = _SPACED_TAIL.sub(lambda tail: "".join(tail[0].split()), text.strip())
    stated = _ONLY_COUNT.fullmatch(printed)
    if stated:
        return Issuers((), _stated(stated["count"]), printed)
    body, tail = _without_tail(printed)
    names = [name for part in _SEPARATOR.split(body) for name in _split_spaces(part.strip()) if name]
    if not names:
        raise ValueError("an empty cell names no issuer")
    for name in names:
        if not _NAME.fullmatch(name) or name[0] in "的和及与之或":
            raise ValueError(f"{name!r} is no name of a body")
    unique = tuple(dict.fromkeys(names))
    if tail is not None:
        return Issuers(unique, _stated(tail["count"] or tail["joint"]), _one_line(printed))
    return Issuers(unique, len(unique) if len(unique) > 1 else None, _one_line(printed))


def issuers_score(text: str) -> float:
    """How much a cell looks like a list of issuers: 1.0 all known, less for names by their ending, 0 none."""
    printed = text.strip()
    if not printed or len(printed) > 300:
        return 0.0
    if _ONLY_COUNT.fullmatch(printed):
        return 0.8
    try:
        names = parse_issuers(printed).names
    except ValueError:
        return 0.0
    scores = [name_score(name) for name in names]
    return min(scores)


@cache
def name_score(name: str) -> float:
    """1.0 a known body, 0.8 a part of one, 0.7 a place with an ending, 0.5 any ending, 0.3 a place.

    0.1 two bodies of one place without anything between them.
    """
    if name in ISSUERS or name.removeprefix("原") in ISSUERS:
        return 1.0
    if not _NAME.fullmatch(name):
        return 0.0
    place = match_region(name)
    if place == len(name):
        return 0.3
    if not _ENDING.search(name):
        return 0.0
    if place is not None or any(name.startswith(alias) for alias in PROVINCE_ALIASES):
        return 0.1 if place is not None and _names_place_again(name, place) else 0.7
    if are_run_together(name):
        return 0.3
    return 0.8 if _known_prefix(name) else 0.5  # 国家广电总局网络视听司


def are_run_together(name: str) -> bool:
    """Whether a name is that of two bodies: 财政部办公厅商务部办公厅, 国家粮食局国家药监局."""
    if name in ISSUERS:
        return False
    longest = _known_prefix(name)
    if longest and (name.startswith(_CENTRAL, longest) or _holds_body(name[longest:])):
        return True
    ends = range(max(3, longest), len(name) - 2)
    return any(_ENDING.search(name[:end]) and _begins_body(name, end) for end in ends)


def _known_prefix(name: str) -> int:
    """Where the longest known body ends that a name begins with; 0 where it begins with none."""
    return next((end for end in range(len(name) - 1, 1, -1) if name[:end] in ISSUERS), 0)


def _names_place_again(name: str, place: int) -> bool:
    """Whether a body ends inside a name and its place stands again: 甲省能源局甲省财政厅 are two."""
    again = name.find(name[:place], place + 2)
    return any(_ENDING.search(name[:end]) is not None for end in range(place + 2, again + 1))


def _holds_body(rest: str) -> bool:
    """Whether another known body stands in what follows the name of one."""
    starts = range(len(rest) - 2)
    return any(rest[start:end] in ISSUERS for start in starts for end in range(start + 3, len(rest) + 1))


def _begins_body(name: str, place: int) -> bool:
    """Whether a known body, or what only names begin with, stands at a place of a name."""
    known = any(name[place:end] in ISSUERS for end in range(place + 3, len(name) + 1))
    return known or name.startswith(_CENTRAL, place)


# --- in running text -----------------------------------------------------------------------------

# What must not follow an ending for it to be one: 部分, 办法, 会议, 委员.
_NOT_AFTER = {
    "部": "分署件位队委级落属",
    "办": "法理事学案公医",
    "会": "议计展员同谈商诊面长",
    "所": "有在需得以属述谓示",
    "局": "面部势限域",
    "司": "法机",
    "院": "校士线长",
    "委": "员托派任",
    "厅": "堂",
    "署": "名",
    "中心": "城任",
    "政府": "采购投资引导性补贴工作",
    "银行": "业间卡保",
    "大学": "生",
    "学院": "派",
    "组织": "开实召化推领协",
    "机构": "改养",
    "集团": "化",
}
_SUB_BODIES = (
    "办公厅 办公室 会议 全会 综合司 管理司 司 局 中心 研究院 研究所 检定所 委员会 协会 学会 联合会 "
    "专业委员会 服务局 管理局 监管办 调查总队"
).split()
# Words that no name of a body holds: a sentence has begun.
_STOP_WORDS = re.compile(
    "关于|印发|开展|推动|推进|加快|加强|支持|鼓励|健全|完善|明确|提出|建立|规范|引导|优化|提升|培育|严格|打造|促进"
    "|[《〈“，。；：！、的在对为将与]|[0-9]"
)
_TAIL_AT = re.compile(
    rf"等(?:(?:{_COUNT})|多|相关|有关|国家|其他)?个?{_BODIES}(?:联合)?"
    rf"|(?:联合|会同|及|与|和)(?:其他|其它)?(?:(?:{_COUNT})|多|相关|有关|各|数)个?(?:相关|有关)?"
    rf"{_BODIES}|等(?![级离额])"
)
_ONLY_COUNT_AT = re.compile(rf"(?:国家)?(?:(?:{_COUNT})|多|各|有关|相关)个?{_BODIES}")
_SHORT_NAME = re.compile(r"[（(][A-Z\u4e00-\u9fff]{2,10}[）)]")
_LONGEST_NAME = 26


@cache
def _known_by_start() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for name in ISSUERS:
        names.setdefault(name[:2], []).append(name)
    return names


def match_known(text: str, start: int) -> list[int]:
    """Where the names of known bodies that begin at `start` end."""
    first = start + 1 if text.startswith("原", start) else start
    return [
        first + len(name)
        for name in _known_by_start().get(text[first : first + 2], ())
        if text.startswith(name, first) and not _forbidden(text, first + len(name), name[-1])
    ]


def match_names(text: str, start: int) -> list[tuple[int, float]]:
    """Where a body's name that begins at `start` may end, with the score of each (see `name_score`).

    `text` holds no white space.
    """
    found = dict.fromkeys(match_known(text, start), 1.0)
    stop = _STOP_WORDS.search(text, start + 2, start + _LONGEST_NAME)
    limit = stop.start() if stop else min(len(text), start + _LONGEST_NAME)
    known = max(found, default=start)
    place = match_region(text, start)
    for ending in _SUB_BODIES if known > start else ENDINGS:
        at = text.find(ending, max(known, start + 2), limit)
        while at >= 0:
            end = at + len(ending)
            if end <= limit and end not in found and not _forbidden(text, end, ending):
                found[end] = 0.8 if known > start else 0.7 if place is not None else 0.5
            at = text.find(ending, at + 1, limit)
    for end, score in list(found.items()):  # 药品审评中心(CDE)
        if note := _SHORT_NAME.match(text, end):
            found[note.end()] = score
    return sorted(found.items())


def match_tail(text: str, start: int) -> int | None:
    """End of 等八部门, 联合多部门 and the like at `start`."""
    found = _TAIL_AT.match(text, start)
    return found.end() if found else None


def match_count_only(text: str, start: int) -> int | None:
    """End of 五部门, which names no body, at `start`."""
    found = _ONLY_COUNT_AT.match(text, start)
    return found.end() if found else None


def _forbidden(text: str, end: int, ending: str) -> bool:
    return end < len(text) and text[end] in _NOT_AFTER.get(ending, "")


def _without_tail(text: str) -> tuple[str, re.Match[str] | None]:
    tail = _TAIL.search(text)
    if tail is None or not tail.start():
        return text, None
    return text[: tail.start()].rstrip(), tail


def _stated(count: str | None) -> int | None:
    try:
        return parse_integer(count) if count else None
    except ValueError:
        return None  # 等三四部门


def _one_line(text: str) -> str:
    return re.sub(r"\s*[\r\n]+\s*", "、", text)


def _split_spaces(part: str) -> list[str]:
    """Split where white space stands between whole names; a name cut by a line end is made whole."""
    names: list[str] = []
    for piece in part.split():
        if names and _is_one(names[-1], piece):
            names[-1] += piece
        else:
            names.append(piece)
    return [name for whole in names for name in _split_and(whole)]


def _is_one(name: str, piece: str) -> bool:
    """Whether white space stands inside a name: 人民政府办 公厅 is one, 中共中央 国务院 are two."""
    if name_score(name) < 0.5 or name_score(piece) < 0.5 or name_score(name + piece) == 1.0:
        return True
    return len(piece) < 4 and name_score(piece) < 1.0 and name_score(name + piece) >= name_score(name)


def _split_and(name: str) -> list[str]:
    if name_score(name) == 1.0:
        return [name]
    if known := _all_known(name):  # 中共中央国务院
        return known
    for end in range(2, len(name) - 1):
        if name_score(name[:end]) == 1.0 and name.startswith(_CENTRAL, end) and name_score(name[end:]) >= 0.5:
            return [name[:end], name[end:]]
    for joint in re.finditer("[和及与]|联合", name):
        left, right = name[: joint.start()], name[joint.end() :]
        if name_score(left) >= 0.7 and name_score(right) >= 0.7:
            return [left, *_split_and(right)]
    return [name]


def _all_known(name: str) -> list[str]:
    """The known bodies that a name is made of, and of nothing else; empty if it is not."""

    @cache  # 国务院国资委 is one body and two: without it the ways double with each
    def parts(start: int) -> tuple[str, ...]:
        if name[start:] in ISSUERS:
            return (name[start:],)
        for end in range(len(name) - 2, start + 1, -1):
            if name[start:end] in ISSUERS and (rest := parts(end)):
                return (name[start:end], *rest)
        return ()

    return list(parts(0))
