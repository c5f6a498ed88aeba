"""The unit behind a figure: percent, points, money, a measure word, a rate."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from report_etl.language.numerals import DIGITS, SCALES, shift, to_half_width
from report_etl.language.quantity_draft import Draft, skip_spaces
from report_etl.language.quantity_shapes import NUMERAL
from report_etl.language.unit_table import CLASSES, STRUCTURAL, STRUCTURE_NOUNS
from report_etl.language.units import Unit, find_unit
from report_etl.models import Qualifier, QuantityKind

_BLANK: Final = re.compile(r"[ \u3000\xa0]")
_LONG_UNITS: Final = """
    个百分点 百分点 千瓦时 兆瓦时 吉瓦时 千瓦 兆瓦 吉瓦 千克 千伏安 千米 立方米
    平方米 平方公里 平方千米 公顷 公斤 公里 美元 港元 欧元 日元 人民币
"""
# Units long enough to be known by their characters with blanks between them.
_PARTED: Final = re.compile("|".join(f"{_BLANK.pattern}{{0,2}}".join(word) for word in _LONG_UNITS.split()))
_MORE: Final = frozenset("余多+＋")  # 100余家, 3000多万, 10+款
_WORDS_OF_SURPLUS: Final = frozenset("余多")
_SOME_MORE: Final = frozenset("来几")  # 十来家
_RATE_BASES: Final = "月日年季周时天人次股吨克升米亩头只台瓶支片桶户张件个套辆度"
_HALVES: Final = frozenset("年 天 小时 个月 个小时 倍 周 岁 公里".split())
_PLAIN_WORDS: Final = frozenset("元块圆")
_SPENDING: Final = frozenset("花费付给要价约近超达仅每我了升降涨跌至到")
_WORDS_OF_MORE: Final = frozenset("元圆欧角毛")  # after one digit words rather than money: 三元, 五角
_COINS: Final = (("角", -1), ("毛", -1), ("美分", -2), ("欧分", -2), ("分", -2))
_COIN: Final = re.compile("[零〇又]?[0-9一二两三四五六七八九]{1,2}[角毛分](?![钟之布析公])")
_LAST_COIN: Final = re.compile("[一二三四五六七八九](?=$|[，。、；！？,;)）\n])")  # 三块五, 一块二毛五


def attach_unit(text: str, draft: Draft) -> None:
    """Reads what stands behind the figure into kind, unit and end; a figure without unit stays a number."""
    end = draft.figure_end = draft.end
    mark = text[end : end + 1]
    if mark == " " and text[end + 1 : end + 2] in _WORDS_OF_SURPLUS:
        draft.end, mark = end + 1, text[end + 1]  # 300 余家
    if mark in _MORE or mark in _SOME_MORE:
        draft.end += 1
        if _attach(text, draft) or mark == "余":
            draft.qualifier = Qualifier.ABOUT if mark in _SOME_MORE else Qualifier.OVER
        else:
            draft.end = end
        return
    _attach(text, draft)


def _attach(text: str, draft: Draft) -> bool:
    size = len(text)
    here = draft.end
    if here >= size:
        return False
    if text[here] in " \u3000\xa0":
        here = skip_spaces(text, here, 4)
        if here >= size:
            return False
    unit, stop = _parted_unit(text, here)
    if unit is None:
        unit = find_unit(text, here, here > draft.end)
        stop = here + len(unit.word) if unit is not None else here
    if unit is None or not _acceptable(text, draft, unit, here):
        return False
    draft.kind, draft.unit, draft.plain = unit.kind, unit.name, False
    draft.end = stop
    if unit.kind is QuantityKind.MONEY:
        _attach_money(text, draft, unit)
    elif unit.exponent:
        _attach_tenths(text, draft)
    elif unit.kind is not QuantityKind.PERCENT:
        _attach_rate(text, draft, unit)
        _attach_half(text, draft)
    return True


def _acceptable(text: str, draft: Draft, unit: Unit, here: int) -> bool:
    """Whether unit and numeral fit: 三级, 二次 and 三元材料 only look like counts."""
    numeral = draft.numeral
    if unit.word in ("年", "日", "号") and text[here - 1] in " \u3000\xa0" and numeral:
        return False
    if unit.word == "级" or (unit.exponent and draft.scale):
        return False
    if unit.word == "点":
        return draft.value is None or draft.value >= 100  # 8点 is a time, 3000点 an index
    if unit.word in _WORDS_OF_MORE:
        return _is_amount(text, draft, unit, here + len(unit.word))
    after = here + len(unit.word)
    if not numeral:
        return unit.word not in CLASSES or draft.end - draft.start > 1
    if len(numeral) > (1 if draft.low is None else 2) or (numeral in SCALES and numeral != "十"):
        return True
    if unit.kind is QuantityKind.COUNT:
        if numeral == "一":
            return text.startswith("半", after)  # 一个半小时; 一 alone is an article
        return unit.name not in STRUCTURAL and not text.startswith(STRUCTURE_NOUNS, after)
    return True


def _is_amount(text: str, draft: Draft, unit: Unit, after: int) -> bool:
    """Whether one digit before 元 or 角 is money: 花了三元, not 磷酸铁锂和三元, 长三角, 三元材料."""
    if len(draft.numeral) != 1 or draft.numeral in SCALES or _COIN.match(text, after):
        return True
    return (
        unit.word not in ("角", "毛") and _is_spent(text, draft) and _closes_amount(text[after : after + 1])
    )


def _is_spent(text: str, draft: Draft) -> bool:
    """Whether the word before speaks of paying, or nothing stands before."""
    return draft.start == 0 or text[draft.start - 1] in _SPENDING


def _attach_money(text: str, draft: Draft, unit: Unit) -> None:
    """Coins, rates, and the currency that 元 and 块 may be followed by (三百块港币)."""
    if unit.exponent and draft.value is not None:
        draft.value = shift(draft.value, unit.exponent)
    if unit.word in _PLAIN_WORDS:
        named = find_unit(text, draft.end)
        if named is not None and named.kind is QuantityKind.MONEY and named.name != "CNY":
            draft.unit, draft.end = named.name, draft.end + len(named.word)
            return
    end = draft.end
    if not _attach_rate(text, draft, unit):
        _attach_coins(text, draft)
    if unit.word == "块" and draft.end == end and _are_pieces(text, draft):
        draft.kind, draft.unit = QuantityKind.COUNT, "块"


def _closes_amount(follower: str) -> bool:
    return not follower or follower in "钱左以上多的整，。、；：）),;)！？ \n"


def _are_pieces(text: str, draft: Draft) -> bool:
    """2981亿块 and 分为三块 count pieces; 花费我三块 and 几十万块 are money."""
    if not _closes_amount(text[draft.end : draft.end + 1]):
        return True
    if not draft.numeral:
        return draft.scale >= 4 or not _is_spent(text, draft)
    return len(draft.numeral) == 1 and draft.numeral not in SCALES and not _is_spent(text, draft)


def _attach_tenths(text: str, draft: Draft) -> None:
    """三成 is 30 %, 三成五 35 %."""
    draft.scale = 1
    if draft.value is None:
        if draft.low is not None and draft.high is not None:
            draft.low, draft.high = shift(draft.low, 1), shift(draft.high, 1)
        return
    draft.value = shift(draft.value, 1)
    after, follower = text[draft.end : draft.end + 1], text[draft.end + 1 : draft.end + 2]
    half = 5 if after == "半" else DIGITS.get(after)
    if half and follower not in tuple("成个家名人大年点数天以"):
        draft.value += half
        draft.end += 1


def _parted_unit(text: str, here: int) -> tuple[Unit | None, int]:
    """A unit that a line end left a blank in (百 分点, 千 瓦时, 立 方米), and where it ends."""
    match = _PARTED.match(text, here)
    if match is None or match.end() - here == len(word := _BLANK.sub("", match[0])):
        return None, here
    return find_unit(word, 0), match.end()


def _attach_rate(text: str, draft: Draft, unit: Unit) -> bool:
    """元/吨, 万片/月, 元/平方米/月: the unit becomes a rate."""
    rate = "元" if unit.name == "CNY" else unit.word
    joined = False
    while text[draft.end : draft.end + 1] == "/" and rate.count("/") < 3:
        here = draft.end + 1
        scale = text[here : here + 1] if text[here : here + 1] in ("万", "千", "百") else ""
        below = find_unit(text, here + len(scale))
        word = below.word if below is not None else text[here + len(scale) : here + len(scale) + 1]
        if not word or (below is None and word not in _RATE_BASES):
            break
        rate = f"{rate}/{scale}{word}"
        draft.end = here + len(scale) + len(word)
        draft.unit = rate
        joined = True
    return joined


def _attach_half(text: str, draft: Draft) -> None:
    """两年半, 一个半小时."""
    if draft.value is None or draft.scale or text[draft.end : draft.end + 1] != "半":
        return
    if draft.unit in _HALVES and text[draft.end + 1 : draft.end + 2] not in ("年", "数"):
        draft.value += Decimal("0.5")
        draft.end += 1
    elif draft.unit == "个":
        for word in ("小时", "月"):
            if text.startswith(word, draft.end + 1):
                draft.value += Decimal("0.5")
                draft.unit = "个" + word
                draft.end += 1 + len(word)


def _attach_coins(text: str, draft: Draft) -> None:
    """123元1角7分, 两美元又三美分: the smaller coins belong to the amount."""
    for _ in range(2):
        here = draft.end + (text[draft.end : draft.end + 1] in ("又", "零", "〇"))
        match = NUMERAL.match(text, here)
        if match is None or match.end() - here > 2 or draft.value is None:
            return
        digits = to_half_width(match.group())
        value = DIGITS.get(digits, int(digits) if digits.isascii() and digits.isdecimal() else None)
        if value is None:
            return
        if text[draft.end - 1] in "块毛" and _LAST_COIN.match(text, draft.end):
            draft.value += shift(Decimal(value), -2 if text[draft.end - 1] == "毛" else -1)
            draft.end += 1
            return
        for word, exponent in _COINS:
            if text.startswith(word, match.end()) and text[
                match.end() + len(word) : match.end() + len(word) + 1
            ] not in ("钟", "之"):
                draft.value += shift(Decimal(value), exponent)
                draft.end = match.end() + len(word)
                break
        else:
            return
