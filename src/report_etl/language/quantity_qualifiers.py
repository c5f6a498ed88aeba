"""Sign and qualifier of a quantity: -21.7%, 约3亿元, 超六成, 46岁及以上, 不足全国的一成."""

from __future__ import annotations

import re
from typing import Final

from report_etl.language.quantity_draft import Draft
from report_etl.models import Qualifier, QuantityKind

_EXACT, _ABOUT = Qualifier.EXACT, Qualifier.ABOUT
_OVER, _UNDER = Qualifier.OVER, Qualifier.UNDER

_SIGNS: Final = frozenset("-－−–+＋负")
# A hyphen before a count joins (华东-300家), unless a measure or a verb stands before it; before a
# percentage or a temperature it is a sign.
_BEFORE_MINUS: Final = frozenset(
    "比增长速幅率为是至到达约近别降减跌额润收入利变动化值环同损亏量价费本金和与的在于"
)
_NO_SIGN: Final = frozenset("正减降欠抱担增肩自背辜承轻重胜亏欺")  # 减负, 担负, 抱负: words that end in 负
_SIGNED_KINDS: Final = frozenset({QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINTS})
_SIGNED_UNITS: Final = frozenset({"℃", "°C", "°F", "摄氏度", "华氏度"})

_WORDS_BEFORE: Final = {
    _UNDER: """
        跌破 跌穿 失守
        不超过 不超 未超过 最高不超过 不高于 不多于 不大于 少于 低于 小于 不足 不到 未到
        未达
        未满 不满 未及 不及 接近 将近 近 逼近 最多 至多 ≤ < ＜
        """,
    _OVER: """
        超过了 突破了 超了 高于了
        超越 至少达 至少达到 至少为 至少有
        不低于 不低 不少于 不小于 不下于 不下 超过 超出 远超 已超 超 逾 高于
        大于 大于等于 多于 突破 冲破 破 跨过 跨越 迈过 越过 站上 至少 最少 最低 ≥ > ＞
        """,
    _ABOUT: """
        约 大约 大致 大概 差不多 约为 约占 约合 约达 约有 约在 约是 约需 约增 约等于
        约相当于 ~ ～ ≈
        """,
}
_WORDS_AFTER: Final = {
    _ABOUT: "左右 附近 上下 前后 许 不等",
    _OVER: "以上 及以上 或以上 （含）以上 (含)以上 之上 有余 余 多 出头 起 + ＋",
    _UNDER: "以下 及以下 或以下 以内 之内 之下 不到",
}
# these qualify only at the end of a word: 多 in 3家多元化企业 does not
_ONLY_AT_END: Final = frozenset("余 许 起 多 + ＋".split())
_CALENDAR: Final = frozenset("年 月 个月 天 周 日 季度 个季度 星期 小时 分钟".split())
# what makes 近, 破, 过 and 上 parts of other words: 附近, 打破, 经过, 网上
_OTHER_WORDS: Final = {
    "近": frozenset("最附临远贴靠亲邻"),
    "破": frozenset("打爆"),
    "过": frozenset("通经不度错难"),
    "上": frozenset("以线网在楼街车路手身晚早海岸市场千百会台平船席版"),
}


def _by_edge(words: dict[Qualifier, str], edge: int) -> dict[str, tuple[tuple[str, Qualifier], ...]]:
    table: dict[str, list[tuple[str, Qualifier]]] = {}
    for qualifier, line in words.items():
        for word in line.split():
            table.setdefault(word[edge], []).append((word, qualifier))
    return {key: tuple(sorted(group, key=lambda entry: -len(entry[0]))) for key, group in table.items()}


_BEFORE: Final = _by_edge(_WORDS_BEFORE, -1)
_AFTER: Final = _by_edge(_WORDS_AFTER, 0)
_NEGATIVE_WORD: Final = re.compile(r"(?:零下|负) ?$")
_SIGN_APART: Final = re.compile(r"[、，,为] ?([-－−–]) $")  # 为3.1%、 - 0.4%
# 约为2020年的3.5倍, 约占全国总量的三成, 不足全国的一成: the qualifier stands before what is compared with
_ABOUT_BASE: Final = re.compile(r"约(?:为|是|占|合|达|相当于)?[0-9A-Za-z\u4e00-\u9fff]{1,12}的$")
_WHOLE_BASE: Final = re.compile(
    r"(不足|不到|近|超过|超|逾)(?:了?占?)(?:全国|全球|全省|全市|全行业|世界|总|整体|其中)[\u4e00-\u9fff]{0,6}的$"
)
_WHOLE_QUALIFIERS: Final = {
    "不足": _UNDER,
    "不到": _UNDER,
    "近": _UNDER,
    "超过": _OVER,
    "超": _OVER,
    "逾": _OVER,
}


def read_sign(text: str, draft: Draft) -> None:
    """-21.7%, +6.7%, 负0.2; a hyphen between two words or figures is no sign."""
    before = text[draft.start - 1 : draft.start]
    if draft.value is None:
        return
    if before in ("下", " ") and (word := _NEGATIVE_WORD.search(text, max(0, draft.start - 4), draft.start)):
        draft.start, draft.value = word.start(), -draft.value
        return
    if (
        before == " "
        and draft.kind in _SIGNED_KINDS
        and (apart := _SIGN_APART.search(text, max(0, draft.start - 4), draft.start))
    ):
        draft.start, draft.value = apart.start(1), -draft.value
        return
    if before not in _SIGNS:
        return
    far = text[draft.start - 2 : draft.start - 1]
    if before == "负" and far in _NO_SIGN:
        return
    if before in "+＋":
        if not (far.isascii() and far.isalnum()) or (far.isalpha() and draft.kind in _SIGNED_KINDS):
            draft.start -= 1  # YoY+59%
        return
    if before != "负" and far and not _may_be_negative(draft, far):
        return
    draft.start -= 1
    draft.value = -draft.value


def _may_be_negative(draft: Draft, far: str) -> bool:
    """Whether a hyphen between `far` and the figure is a sign."""
    if far in "%％)）-－—" or (far.isalnum() and not far.isalpha()):
        return False
    if not far.isalpha() or far in _BEFORE_MINUS:
        return True
    return draft.kind in _SIGNED_KINDS or draft.unit in _SIGNED_UNITS


def read_qualifier(text: str, draft: Draft) -> None:
    """约, 超过, 不足 before and 左右, 以上, 多 after the quantity; words after win."""
    end = draft.end + (text[draft.end : draft.end + 1] == " ")
    for word, qualifier in _AFTER.get(text[end : end + 1], ()):
        if text.startswith(word, end) and _closes(text, end + len(word), word):
            draft.qualifier = qualifier
            return
    here = draft.start - (text[draft.start - 1 : draft.start] == " ")
    while text[here - 1 : here] == "*":  # 约为**3万块**
        here -= 1
    before = text[here - 1 : here] if here > 0 else ""
    for word, qualifier in _BEFORE.get(before, ()):
        if text.endswith(word, 0, here):
            if not _is_other_word(text, draft, word, here - len(word)):
                draft.qualifier = qualifier
            return
    if draft.lone or draft.numeral == "半":
        _read_passed(text, draft, before, here - 1)
    elif before == "的" and draft.kind is not QuantityKind.COUNT and draft.qualifier is _EXACT:
        _read_distant(text, draft, here)


def _closes(text: str, end: int, word: str) -> bool:
    """Whether a word after the quantity qualifies it: 多 and 起 begin other words too."""
    if word not in _ONLY_AT_END:
        return True
    after = text[end : end + 1]
    if word in "+＋":
        return not (after.isascii() and after.isalnum())
    return not "\u4e00" <= after <= "\u9fff" or (word == "多" and after == "的")


def _is_other_word(text: str, draft: Draft, word: str, start: int) -> bool:
    """附近, 打破 and 近三年 hold no qualifier, nor does ~ between two figures."""
    if word == "近" and draft.unit in _CALENDAR:
        return True
    far = text[start - 1 : start]
    return far in _OTHER_WORDS.get(word, ()) or (word in "~～" and far.isalnum())


def _read_passed(text: str, draft: Draft, before: str, place: int) -> None:
    """上亿, 过百, 过半: only before a scale alone and 半."""
    if before in ("上", "过") and text[place - 1 : place] not in _OTHER_WORDS[before]:
        draft.qualifier = _OVER
        if before == "上" or text[place + 1 : place + 3] == "半数":
            draft.start = place  # 上亿, 过半数: one word


def _read_distant(text: str, draft: Draft, here: int) -> None:
    start = max(0, here - 18)
    if _ABOUT_BASE.search(text, start, here):
        draft.qualifier = _ABOUT
    elif whole := _WHOLE_BASE.search(text, start, here):
        draft.qualifier = _WHOLE_QUALIFIERS[whole[1]]
