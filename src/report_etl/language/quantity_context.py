"""What stands around a quantity: its sign, its qualifier, and whether it is a quantity at all."""

from __future__ import annotations

import re
from typing import Final

from report_etl.language.numerals import LARGE_SCALES
from report_etl.language.quantity_draft import Draft
from report_etl.models import Qualifier, QuantityKind

_MINUS: Final = frozenset("-－−–")
# a hyphen after other Chinese characters joins (医疗-35%) and is no sign
_BEFORE_MINUS: Final = frozenset("比增长速幅率为是至到达约近别降减跌额润收入利变动化值环同损亏")


def read_sign(text: str, draft: Draft) -> None:
    """-21.7%, +6.7%, 负0.2; a hyphen between two words or figures is no sign."""
    before = text[draft.start - 1 : draft.start]
    if not before or before not in "-－−–+＋负負":
        return
    far = text[draft.start - 2 : draft.start - 1]
    if before in "+＋":
        if not (far.isascii() and far.isalnum()):
            draft.start -= 1
        return
    if before in _MINUS and far and (far.isalnum() or far in "%％)）-－—") and far not in _BEFORE_MINUS:
        return
    if draft.value is not None:
        draft.start -= 1
        draft.value = -draft.value


_ABOUT, _OVER, _UNDER = Qualifier.ABOUT, Qualifier.OVER, Qualifier.UNDER
_WORDS_BEFORE: Final = {
    _UNDER: "不超过 不超過 不高于 不多于 不大于 未超过 不超 未及 少于 低于 低於 小于 少於 不足 不到 未到 未达 未满 不满 接近 将近 將近 近 最多 至多 逼近 "
    "最高不超过 ≤ < ＜ 不及 控制在",
    _OVER: "不低于 不低於 不少于 不少於 不小于 不下于 不下 超过 超過 超出 高于 高於 大于 多于 突破 冲破 逾 超 至少 最少 最低 破 ≥ > ＞ 大于等于 不低 远超 已超 "
    "跨过 迈过 越过 站上 跨越",
    _ABOUT: "大约 大約 大致 大概 约 約 左右 约为 约占 约合 约达 约有 约在 约是 约需 约增 约等于 约相当于 約為 約佔 约占到 约为每 ~ ～ ≈ 差不多",
}
_WORDS_AFTER: Final = {
    _ABOUT: "左右 上下 前后 前後 许 不等",
    _OVER: "及以上 以上 之上 有余 余 餘 出头 起 或以上 （含）以上 (含)以上 多 + ＋",
    _UNDER: "及以下 以下 以内 以內 之内 之下 不到 或以下",
}
_EXACT_TAIL: Final = frozenset("为占達达有合需增是在")
_TIME_UNITS: Final = frozenset("年 月 个月 天 周 日 小时 季度 星期 分钟".split())


def _by_edge(words: dict[Qualifier, str], edge: int) -> dict[str, tuple[tuple[str, Qualifier], ...]]:
    table: dict[str, list[tuple[str, Qualifier]]] = {}
    for qualifier, line in words.items():
        for word in line.split():
            table.setdefault(word[edge], []).append((word, qualifier))
    return {edge: tuple(sorted(group, key=lambda entry: -len(entry[0]))) for edge, group in table.items()}


_BEFORE: Final = _by_edge(_WORDS_BEFORE, -1)
_AFTER: Final = _by_edge(_WORDS_AFTER, 0)
# 约为2020年的3.5倍: the qualifier stands before the level compared with
_ABOUT_LEVEL: Final = re.compile(r"[约約](?:为|為|是|相当于)?[0-9A-Za-z\u4e00-\u9fff]{1,10}的$")


def read_qualifier(text: str, draft: Draft) -> None:
    """约, 超过, 不足 before and 左右, 以上, 多 after the quantity; words after win."""
    after = text[draft.end : draft.end + 1]
    for word, qualifier in _AFTER.get(after, ()):
        if text.startswith(word, draft.end) and _closes(text, draft, word):
            draft.qualifier = qualifier
            return
    here = draft.start - (text[draft.start - 1 : draft.start] == " ")
    before = text[here - 1 : here] if here > 0 else ""
    for word, qualifier in _BEFORE.get(before, ()):
        if text.endswith(word, 0, here):
            if not _misread(text, draft, word, here - len(word)):
                draft.qualifier = qualifier
            return
    if draft.lone or draft.unit == "%":
        _read_passed(text, draft, before, here)
    elif before == "的" and draft.kind is QuantityKind.MULTIPLE and _ABOUT_LEVEL.search(text, max(0, here - 16), here):
        draft.qualifier = _ABOUT


def _closes(text: str, draft: Draft, word: str) -> bool:
    """Whether a word after the quantity qualifies it: 多 and 起 begin other words too."""
    if word in ("余", "餘", "许", "起", "多", "+", "＋"):
        after = text[draft.end + len(word) : draft.end + len(word) + 1]
        if word in "+＋" and (after.isascii() and after.isalnum()):
            return False
        return not after or not "\u4e00" <= after <= "\u9fff" or (word == "多" and after in "的")
    return True


def _misread(text: str, draft: Draft, word: str, start: int) -> bool:
    """近三年 is no "nearly", 附近 and 打破 are words of their own."""
    far = text[start - 1 : start]
    if word == "近":
        return draft.unit in _TIME_UNITS or (bool(far) and far in "最附临远贴靠亲邻")
    if word == "破":
        return bool(far) and far in "打爆"
    return word in ("~", "～") and bool(far) and far.isalnum()


def _read_passed(text: str, draft: Draft, before: str, here: int) -> None:
    """上亿, 过百: only before a scale alone; 过半."""
    far = text[here - 2 : here - 1]
    if (before == "上" and not (far and far in "以线網网在楼街车路手身晚早海岸市场千百會会台平船席版")) or (
        before in ("过", "過") and not (far and far in "通经不度错难")
    ):
        if draft.lone or draft.numeral == "半":
            draft.qualifier = _OVER


_LONE_CUES: Final = ("级", "以上", "以下", "左右", "大关", "规模", "量级", "门槛", "关口", "之巨")


def is_quantity(text: str, draft: Draft) -> bool:
    """Whether the words around let a figure be a quantity (千亿元 alone is a unit, 图5 a name)."""
    if draft.lone:
        return _lone_is_quantity(text, draft)
    if draft.kind is not QuantityKind.NUMBER:
        return not _is_rank_or_page(text, draft)
    if draft.numeral:
        return _chinese_number_stands(text, draft)
    return True


def _lone_is_quantity(text: str, draft: Draft) -> bool:
    before = text[draft.start - 1 : draft.start]
    if before and before in "每/／：:（(、":
        return False
    if draft.qualifier is not Qualifier.EXACT:
        return True
    if any(text.startswith(cue, draft.end) for cue in _LONE_CUES):
        return len(draft.numeral) > 1
    return draft.kind is QuantityKind.NUMBER and _chinese_number_stands(text, draft)


def _is_rank_or_page(text: str, draft: Draft) -> bool:
    """前五家, TOP10企业, 共56页, 8英寸: no facts."""
    before = text[draft.start - 1 : draft.start]
    if draft.kind is not QuantityKind.COUNT:
        return False
    if before == "前" and draft.unit not in _TIME_UNITS:
        return True
    return draft.unit == "页" and before in ("共", "第", "/")


_CHINESE_AFTER: Final = frozenset("是那这這却不等和与至到以余餘千百及、")


def _chinese_number_stands(text: str, draft: Draft) -> bool:
    """Whether a Chinese numeral without unit is a number and no part of a word (统一, 四川, 十字)."""
    before = text[draft.start - 1 : draft.start]
    after = text[draft.end : draft.end + 1]
    if not before and not after.strip():
        return draft.numeral[-1] not in LARGE_SCALES or not draft.lone
    chinese_after = bool(after) and "\u4e00" <= after <= "\u9fff"
    if draft.numeral == "分之":
        return True
    if len(draft.numeral) == 1 or draft.low is not None or draft.lone:
        if not (before and before in "是为于有"):
            return False
        return not chinese_after or after in "那这這不却而但分"
    if all(c not in "十百千万亿兆拾佰仟点" for c in draft.numeral):
        return False
    return not chinese_after or after in _CHINESE_AFTER
