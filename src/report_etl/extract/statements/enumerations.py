"""Lists: which names go with which figures (北京、上海、广东三地…分别为31.1%、27.2%和11.7%)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from report_etl.extract.statements.names.measures import measure_start
from report_etl.extract.statements.names.phrases import without_lead
from report_etl.extract.statements.sentences.figures import DATE, FIGURE, NESTED, VAGUE
from report_etl.extract.statements.sentences.vocabulary import longest_first, pattern
from report_etl.language.regions import match_region
from report_etl.language.segments import is_parted

_COMMA: Final = re.compile(r"[、／]|(?<!P)(?<!EV)[/]|(?<=[A-Za-z]P)/")
_AND: Final = re.compile(
    r"以及|及其|[和与]|及(?!以|其|格)|(?<=[\u4e00-\u9fffA-Za-z0-9])或(?=[\u4e00-\u9fff])"
)
_SEPARATOR: Final = re.compile(rf"{_COMMA.pattern}|{_AND.pattern}")
_counted = pattern(
    r"等?前?[二两三四五六七八九十0-9]{1,3}个?[大类种]?(?:{counted_together}|项(?!目)){what_they_are}?"
)
_CUT: Final = re.compile(
    r"(?:分列|分居|分别|位列|位居|处于|排名|排在|在(?!线|建)|是|(?<![、和与及][\u4e00-\u9fff])为|为(?![\u4e00-\u9fff])|(?<![人户年月日店单亩件平])均(?!价|值|薪|线|衡|匀|摊|分)|都(?!市)|以(?![及上下内外])|(?<![高中初平优对同])等(?![级候待额于效])地?的?|对|占据|凭借|成为|领先|(?<!家)居(?![民住家])|依次|则)"
)
_RANKS: Final = re.compile(
    r"^[^第，的]{0,6}第[^，的、和与及]{1,4}(?:[、和与及至到][^，的、和与及]{1,4})+的(?=..)"
)
_CLASSES: Final = "省市县区州国年季类型级业院厂店岁司团块"
_BOUND: Final = re.compile("(?:及?以[上下内])?")
_PREPOSITION: Final = re.compile(
    r"^(?:[一二三四五六]是|[^、]{1,14}?(?:集中|分布)[在于]|[^、]{1,14}?(?:位于|来自)|对|向|在(?!线|校|建|职|册|营|途)|从|其中|如|包括)"
    r"(?=[\u4e00-\u9fff]{2})"
)
_DATED: Final = re.compile(f"[{DATE}{VAGUE}]+")
# What the last of some names in one character each shares with them all.
_TAILED: Final = re.compile(
    r"([\u4e00-\u9fffA-Z]{1,2}?)([部方](?:地区|省份|城市)?|线(?:及以下)?城市|型(?:企业|城市|客车|货车)?|级(?:车|城市|医院)?|"
    r"端(?:产品|市场|机型)?)(?=[^、])(.*)"
)
_SIZE: Final = re.compile(r"[0-9.]+")
_SIZED: Final = re.compile(
    r"[0-9.]+((?:寸|英寸|吋|纳米|nm|mm|毫米|厘米|米|吨|马力|千瓦|kW|升|克|级|度)[^0-9]*)"
)
_LEADS: Final = re.compile(r"(?:(?<![相针面绝])对|(?<![方趋])向|公司|集团|项目)$")
LONGEST_ITEM: Final = 24
_SECTORS: Final = ("第一产业", "第二产业", "第三产业")  # 三次产业, as they are always given
_verb = pattern("{leading_verbs}|运营|提供")


@dataclass(frozen=True, slots=True)
class Names:
    """Names in a row and what they share: words after them (measure, or a whole), and words before them."""

    items: tuple[str, ...]
    rest: str
    owner: str = ""  # 某公司2024年|销售、管理费用率
    head: str = ""  # 我国对|欧盟、美国, 公司|销售、管理费用率


def read_names(phrase: str, count: int) -> Names | None:
    """The list of `count` names that the phrase begins with; None when it holds no such list."""
    _, sectors, shared = phrase.partition("三次产业")
    if sectors and count == len(_SECTORS):
        return Names(_SECTORS, shared.removeprefix("的"))
    for names in _readings(phrase):
        if len(names.items) == count:
            return names
    return None


def shared_names(phrase: str) -> tuple[str, ...]:
    """The names of a list that one figure is about: 甲省、乙省两省种植面积|均超过800万亩."""
    lengths = list_lengths(phrase) if _counted().search(phrase) else set()
    names = next((read_names(phrase, n) for n in sorted(lengths) if n > 1), None)
    return names.items if names and names.rest else ()


def list_lengths(phrase: str) -> set[int]:
    """How many names the phrase may be read to list; empty when it lists none (a slash alone is no list)."""
    return {len(names.items) for names in _readings(phrase) if "、" in phrase or _AND.search(phrase)}


def _readings(phrase: str) -> list[Names]:
    phrase = phrase.replace("”“", "”、“").replace("》《", "》、《").replace("所占", "")
    phrase = _RANKS.sub("", without_lead(phrase)).strip(f" ，{DATE}{NESTED}{FIGURE}{VAGUE}")
    if len(phrase) > 240:
        phrase = phrase[-240:]
    first = _SEPARATOR.search(phrase)
    dated = max((phrase.rfind(sign, 0, first.start()) for sign in DATE + VAGUE), default=-1) if first else -1
    owner = phrase[: dated + 1].strip(f" {DATE}{NESTED}{FIGURE}{VAGUE}")
    phrase = phrase[dated + 1 :]  # 甲国要求自2031年起|再生钴、再生镍
    body, rest = _split_rest(phrase)
    commas = [part.strip() for part in (body.split("、") if "、" in body else _COMMA.split(body))]
    found = []
    if "、" not in body and len(commas) > 1 and (pair := _pair(body)):
        found.append(pair)  # AR/VR头显与智能手表
    if pair := _pair(commas[-1]):
        found.append(commas[:-1] + pair)
    if len(commas) > 1:
        found.append(commas)
    if "、" in body and "/" in body:
        found.append([part.strip() for part in _COMMA.split(body)])
    parts = [half for comma in commas for half in _AND.split(comma)]
    if len(parts) > 1 and parts not in found:
        found.append(parts)
    return [replace(names, owner=owner) for names in (_names(items, rest) for items in found) if names]


def _pair(body: str) -> list[str] | None:
    """Two names joined by 和, 与 or 及."""
    halves = [half.strip() for half in _AND.split(body)]
    return halves if len(halves) == 2 and all(halves) else None


def _split_rest(phrase: str) -> tuple[str, str]:
    """The list and what follows it; the list ends at a verb, at 三地 or at 的 after its last name."""
    first = _SEPARATOR.search(phrase, 1)
    if first is None:
        return phrase, ""
    dated = _DATED.search(phrase, first.end() + 1)
    if dated and _SEPARATOR.search(phrase, dated.end()):
        dated = None
    end = dated or _CUT.search(phrase, first.end() + 1)  # 浙江、江苏2024年|出口额
    body, rest = (phrase[: end.start()], phrase[end.end() :]) if end else (phrase, "")
    last = max(m.end() for m in _COMMA.finditer(body)) if _COMMA.search(body) else first.end()
    joint = next((m for m in _AND.finditer(body, last + 1)), None)
    if joint and joint.start() - last <= 16 and "的" not in body[last : joint.start()]:
        last = joint.end()
    tail = body[last:]
    counted = _counted().search(tail)
    if counted and counted.start() > 0:
        return body[: last + counted.start()], (tail[counted.end() :] + rest).lstrip("的")
    of = tail.find("的")
    if of > 0:
        return body[: last + of], tail[of + 1 :] + rest
    return body, rest


def _names(items: list[str], rest: str) -> Names | None:
    cleaned = [_PREPOSITION.sub("", item.strip(f" 的{DATE}{NESTED}{FIGURE}{VAGUE}")) for item in items]
    cleaned = [f"“{item}" if "”" in item and "“" not in item else item for item in cleaned]
    if any(not item or len(item) > LONGEST_ITEM or DATE in item or FIGURE in item for item in cleaned):
        return None
    tailed = _TAILED.match(cleaned[-1])
    if tailed and all(len(item) == 1 for item in cleaned[:-1]):  # 东、中、西部地区|快递业务量
        named = [item + tailed[2] for item in (*cleaned[:-1], tailed[1])]
        return Names(tuple(named), (tailed[3] + rest).strip())
    at = _last_name_end(cleaned)
    rest = cleaned[-1][at:].removeprefix("的") + rest  # 甲、乙出口|分别实现
    cleaned[-1] = cleaned[-1][:at]
    if (sized := _SIZED.fullmatch(cleaned[-1])) and all(map(_SIZE.fullmatch, cleaned[:-1])):
        cleaned[:-1] = [item + sized[1] for item in cleaned[:-1]]  # 32/43/55寸面板
    head = _head(cleaned, rest)
    return Names((cleaned[0][len(head) :], *cleaned[1:]), rest.strip(), head=head)


def _head(items: list[str], rest: str) -> str:
    """What stands before the first name and belongs to all: 我国对|欧盟、美国, 公司|销售、管理费用率."""
    first, others = items[0], items[1:]
    size = len(others[0])
    if (
        len(first) <= size
        or any(len(item) != size for item in others)
        or not is_parted(first, len(first) - size)
    ):
        return ""
    head = first[:-size]
    shared = rest and all(measure_start(item + rest) == 0 for item in (first[-size:], *others))
    return head if shared or _LEADS.search(head) else ""


def _done(items: list[str]) -> int:
    """Where a verb follows the last name: 甲、乙、丙|运营公共充电桩; 0 where none does, or all have it."""
    for match in _verb().finditer(items[-1], 1):
        if match.end() + 1 < len(items[-1]) and not any(match[0] in item for item in items[:-1]):
            return match.start()
    return 0


def _last_name_end(items: list[str]) -> int:
    """Where the last name ends and what all names share begins: 浙江省|跨境电商企业数量."""
    last = items[-1]
    if all(match_region(item) == len(item) for item in items[:-1]):
        return match_region(last) or len(last)
    ending = items[0][-1]
    if len(items[0]) > 1 and all(item[-1] == ending for item in items[:-1]) and ending in last[1:]:
        at = last.index(ending, 1) + 1
        if (len(items) > 2 or ending in _CLASSES) and (bound := _BOUND.match(last, at)):
            return bound.end()  # 26-35岁、36岁及以上|用户占比
    if items[0].endswith("”") and "”" in last[:-1]:
        return last.index("”") + 1  # “90后”“80后”|宠主的占比
    size = len(items[1] if len(items) > 2 else items[0])
    alike = all(len(item) == size for item in items[1:-1]) and size <= len(items[0]) and is_parted(last, size)
    start = measure_start(last[size:]) if alike else None
    if start == 0 or (start and last.startswith(longest_first("classes"), size)):
        return size  # 销售/管理/财务|费用率, 城镇、农村|居民收入
    if done := _done(items):
        return done
    end = len(last)
    while measure_start(items[0]) is None and (start := measure_start(last[:end])):
        end = start
    return end
