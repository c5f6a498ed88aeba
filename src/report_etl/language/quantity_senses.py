"""Words that are units in one sense only: 个点 and bp of percent, x and 番 of multiples, 位 of people.

Each is taken in that sense where the words around speak of it, and refused elsewhere: `一个点` on a map,
`101bp` wide, `Windows 9x`, `整理了一番`, `32位地址`, `$1` in a program, `一百多兆` of a file.
"""

from __future__ import annotations

import re
from typing import Final

from report_etl.language.quantity_draft import Draft
from report_etl.language.unit_table import DIGITED
from report_etl.models import QuantityKind

_POINT_WORDS: Final = ("个点", "bp", "BP", "Bp", "bps", "BPS", "Bps", "BPs")
# what changes by points, or is told in basis points
_MOVED: Final = re.compile(
    r"[升降涨跌增减]|缩[小减窄量]|提[高振前]|[上下][行调浮滑修]|扩大|收窄|回[落暖吐]|优化|改善|拖累|贡献|[差息]"
    r"|(?<![速频特码效])率|占比|比重|份额|溢价|折[价扣让]|让利|[同环]比|yoy|qoq|LPR|MLF",
    re.IGNORECASE,
)
_TIMES_VERB: Final = re.compile("[翻增涨长升]")
# names of ratios before 15x; after any other Latin word it is a version (Windows 9x) or a variable
_RATIO: Final = re.compile(
    r"(?:^|[^A-Za-z])(?:P|E|B|S|A|F|P?EG?|PB|PS|PEG|EV|EBITDA|EBIT|EPS|NAV|BV|MOIC|ROI|LTM|NTM|TTM|[HQ])$"
)
_BEFORE_TIMES: Final = " \xa0,，、/=～~≈:：()（）[]"
_ALGEBRA: Final = re.compile(r" [+−-] ?[0-9A-Za-z(]| ?[*=^²³′]| 10[eE^]|\+ ?[0-9a-z]")  # but 15x+
_LISTED: Final = re.compile(r"(?:[0-9.]{1,6} ?[xX][/、,， ]{0,2}){1,4}$")  # 25x/20x/16x
_MOST_TIMES: Final = 100_000
_NO_PRICE: Final = frozenset("$'#.")
_FORMULA: Final = frozenset("$^_{")
_PAYING: Final = re.compile(r"价(?!于)|[售卖费花付仅约每超逾近达破]|成本|收[入取费]|美[元金]")
# counted in whole things: 2.0只 and 4.9起 are versions, unless they are means
_WHOLE: Final = frozenset("只 起 所 对 把 单 例 字 册 口 头 门 匹 首 周 日".split())
_MEAN: Final = re.compile(r"[均每]|系数")
_CLOCK: Final = re.compile(r"(?<![0-9])[0-9]{1,2} ?[时点] ?(?:[0-9]{1,2} ?分 ?)?$")
_REFERENCE: Final = re.compile(
    r"(?:^|[如见在由从和与及、，。；（(\n])[图表式] ?$"
    r"|(?<![A-Za-z])(?:ISO|RFC|IEEE|IEC|ANSI|POSIX|GB(?:/T)?|DIN|JIS|ASTM|ECMA|UTF|Type|Level|Version|Part"
    r"|Chapter|Section|Figure|Table|[Ll]inux|Windows|Unix)[ \xa0-]?$"
)
_BITS: Final = frozenset({7, 8, 16, 24, 31, 32, 48, 64, 128, 256, 384, 512})
_NEXT_NOUN: Final = re.compile(r"[ 的“\"（(]{0,3}([\u4e00-\u9fff]{1,8}|[A-Za-z]+)")
_PERSON: Final = re.compile(
    r"[人者员家民士友兵童属官授宾裁]|[学医先究业考女]生|(?:用|客|住)户(?!端)|师|手(?![机动])|长(?![整度字])|代表|经理|C[A-Z]O|KOL"
)
_SECTION: Final = re.compile(r"[A-Za-z][(（]$")  # find(1L)
_SPAN_BEFORE: Final = frozenset("期近前后共续第至到去达每约超满足过有加来")
_SPAN_AFTER: Final = frozenset("后内时以前左之间年")
_SIGNS: Final = "+-＋－−–"
_STOP: Final = re.compile(r"[。；;\n]")


def has_other_sense(text: str, draft: Draft) -> bool:
    """Whether the unit of the draft is none here, or its figure part of a reference."""
    if draft.kind is QuantityKind.PERCENTAGE_POINTS:
        return _is_dot(text, draft)
    if draft.kind is QuantityKind.MULTIPLE:
        return _is_no_multiple(text, draft)
    if draft.kind is QuantityKind.MONEY:
        return "$" in text[draft.start : draft.start + 3] and _is_variable(text, draft)
    return draft.kind is QuantityKind.COUNT and not draft.scale and _counts_nothing(text, draft)


def is_mega(text: str, draft: Draft) -> bool:
    """Whether 兆 is mega, as it is in simplified characters: 一百多兆, but 五兆元 and 五兆六十亿."""
    alone = draft.kind is QuantityKind.NUMBER and draft.end - draft.start == len(text)
    return text[draft.figure_end - 1] == "兆" and not (alone or draft.kind is QuantityKind.MONEY)


def _is_dot(text: str, draft: Draft) -> bool:
    """一个点, 42bp: dots, and points of typography."""
    word = next((word for word in _POINT_WORDS if text.endswith(word, 0, draft.end)), None)
    if word is None or draft.end - draft.start == len(text) or text[draft.start] in _SIGNS:
        return False
    if word == "个点" and text[draft.end : draft.end + 1] in ("数", "号"):
        return True
    near = 14 if word == "个点" else 30
    before = _STOP.split(text[max(0, draft.start - near) : draft.start])[-1]
    after = _STOP.split(text[draft.end : draft.end + 10])[0]
    return not (_MOVED.search(before) or _MOVED.search(after))


def _is_no_multiple(text: str, draft: Draft) -> bool:
    """整理了一番, 0x, Windows 9x, 3x + 2y."""
    if text[draft.end - 1] == "番":
        return _TIMES_VERB.search(text, max(0, draft.start - 6), draft.start) is None
    if text[draft.end - 1] not in "xX" or draft.end - draft.start == len(text):
        return False
    many = draft.value is not None and draft.value > _MOST_TIMES  # 91110000100000000X
    if many or (text[draft.start] == "0" and text[draft.start + 1] != ".") or _ALGEBRA.match(text, draft.end):
        return True
    before = _LISTED.sub("", text[max(0, draft.start - 30) : draft.start]).rstrip(_BEFORE_TIMES)
    last = before[-1:]
    if last.isascii() and last.isalpha():
        return _RATIO.search(before) is None
    return bool(last) and last in "+*^$"


def _is_variable(text: str, draft: Draft) -> bool:
    """$1 of a program, $A$1 of a sheet, $1$ of a formula."""
    before = text[draft.start - 1 : draft.start]
    glued = before in _NO_PRICE or (before.isascii() and before.isalnum())
    if glued or text[draft.end : draft.end + 1] in _FORMULA:
        return True
    figure = text[draft.start : draft.end].partition("$")[2]
    return len(figure) == 1 and _PAYING.search(text, max(0, draft.start - 8), draft.start) is None


def _are_digits(text: str, draft: Draft) -> bool:
    """Whether 位 are bits or digits: 32位地址, 15位密码; 64位客人 are people."""
    after = _NEXT_NOUN.match(text, draft.end)
    if draft.parted:
        return True
    bits = draft.value in _BITS
    if after is None:
        return bits and text[draft.end : draft.end + 1] in (")", "）")
    noun = after[1].partition("的")[0]
    return noun.startswith(DIGITED) or (bits and _PERSON.search(noun) is None)


def _counts_nothing(text: str, draft: Draft) -> bool:
    """32位地址 (bits), 图 5.1里 and ISO 8601 日期 (references), 2.0 只支持 (a version), 13分 of a clock."""
    unit = draft.unit or ""
    if unit == "位":
        return _are_digits(text, draft)
    if unit in ("分", "秒"):
        return _CLOCK.search(text, max(0, draft.start - 8), draft.start) is not None
    if draft.numeral == "四" and unit == "周":  # on all sides
        before, after = text[draft.start - 1 : draft.start], text[draft.end : draft.end + 1]
        return not (before in _SPAN_BEFORE or after in _SPAN_AFTER) or not before + after
    if unit in _WHOLE and draft.parted:
        return _MEAN.search(text, max(0, draft.start - 14), draft.start) is None
    if len(unit) == 1 and _SECTION.search(text, max(0, draft.start - 3), draft.start):
        return text[draft.end : draft.end + 1] in (")", "）")
    return len(unit) == 1 and _REFERENCE.search(text, max(0, draft.start - 10), draft.start) is not None
