"""Lists of issuing bodies: 工业和信息化部、财政部等八部门, 中共中央 国务院, 国家网信办联合多部门."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from report_etl.language.issuer_names import ENDINGS, ISSUERS
from report_etl.language.region_codes import PROVINCE_ALIASES
from report_etl.language.regions import match_region

_DIGITS = {**{c: i for i, c in enumerate("〇一二三四五六七八九")}, "零": 0, "两": 2}
_COUNT = r"[0-9]{1,2}|[一二两三四五六七八九十]{1,3}"
_BODIES = r"(?:部门|部委局|部委办|部委|委办局|单位|机构|厅局|部局|部|委|局)"
# 等八部门, 等部门, 联合多部门, 等, 会同有关部门
_TAIL = re.compile(
    rf"(?:等\s?(?:(?P<count>{_COUNT})|多|相关|有关|国家|其他)?\s?个?{_BODIES}(?:联合)?"
    rf"|(?:联合|会同|及|与|和)\s?(?:其他|其它)?(?:(?P<joint>{_COUNT})|多|相关|有关|各|数)\s?个?(?:相关|有关)?{_BODIES}"
    r"|等)$"
)
_ONLY_COUNT = re.compile(rf"(?:国家)?(?:(?P<count>{_COUNT})|多|各|有关|相关)\s?个?{_BODIES}")
_SEPARATOR = re.compile("[、，,；;/]")
_NAME = re.compile(r"[（(]?[\u4e00-\u9fff][\u4e00-\u9fff（）()·“”A-Za-z0-9]{1,29}")
_ENDING = re.compile(rf"(?:{'|'.join(ENDINGS)})(?:[（(][\u4e00-\u9fffA-Za-z]{{1,12}}[）)])?$")


@dataclass(frozen=True, slots=True)
class Issuers:
    """The issuers of a policy: `names` as printed, `count` where the words or the list say it."""

    names: tuple[str, ...]
    count: int | None
    text: str


def parse_count(text: str) -> int:
    """A small number in digits or Chinese numerals: 12, 十二, 二十二."""
    if re.fullmatch(r"[0-9]{1,3}", text):
        return int(text)
    tens, has_ten, ones = text.partition("十")
    if not has_ten:
        return _DIGITS[text] if len(text) == 1 else int("".join(str(_DIGITS[c]) for c in text))
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def parse_issuers(text: str) -> Issuers:
    """The issuers that a cell lists; lines of a cell and spaces between whole names separate them.

    Raises:
        ValueError: a part of the cell is no name of a body.
    """
    printed = text.strip()
    stated = _ONLY_COUNT.fullmatch(printed)
    if stated:
        return Issuers((), _stated(stated["count"]), printed)
    body, tail = _without_tail(printed)
    names = [name for part in _SEPARATOR.split(body) for name in _split_spaces(part.strip()) if name]
    if not names:
        raise ValueError("an empty cell names no issuer")
    for name in names:
        if not _NAME.fullmatch(name):
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
    """1.0 a known body, 0.8 a part of one, 0.7 a place with an ending, 0.5 any ending, 0.3 a place."""
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
        return 0.7
    longest = next((end for end in range(len(name) - 1, 1, -1) if name[:end] in ISSUERS), 0)
    if longest:  # 国家广电总局网络视听司
        return 0.8
    return 0.5


def _without_tail(text: str) -> tuple[str, re.Match[str] | None]:
    tail = _TAIL.search(text)
    if tail is None or not tail.start():
        return text, None
    return text[: tail.start()].rstrip(), tail


def _stated(count: str | None) -> int | None:
    return parse_count(count) if count else None


def _one_line(text: str) -> str:
    return re.sub(r"\s*[\r\n]+\s*", "、", text)


def _split_spaces(part: str) -> list[str]:
    """Split where white space stands between whole names; a name cut by a line end is made whole."""
    names: list[str] = []
    for piece in part.split():
        if names and (name_score(names[-1]) < 0.5 or name_score(piece) < 0.5):
            names[-1] += piece
        else:
            names.append(piece)
    return [name for whole in names for name in _split_and(whole)]


def _split_and(name: str) -> list[str]:
    if name_score(name) == 1.0:
        return [name]
    for joint in re.finditer("[和及与]|联合", name):
        left, right = name[: joint.start()], name[joint.end() :]
        if name_score(left) >= 0.7 and name_score(right) >= 0.7:
            return [left, *_split_and(right)]
    return [name]
