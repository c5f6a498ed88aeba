"""Arabic figures without a unit: which of them say something.

A figure alone is a number only where nothing makes it part of a name, a code, a heading, a page or
a date. Refusing is cheap: a figure that means something nearly always has a unit or stands in a table.
"""

from __future__ import annotations

import re
from typing import Final

from report_etl.language.quantity_context import is_rank
from report_etl.language.quantity_draft import Draft

_SPACE_SET: Final = frozenset(" \u3000\xa0")
# what may stand directly before a figure that is a value: 均值为2.3, 由3.1升至4.2
_BEFORE: Final = frozenset("为达至到是约近超逾过于从由比仅有共计和与及或得升降增减涨跌在负第")
_AFTER: Final = frozenset("是那这却不等和与及或至到而但升降，。、；")
_STOPS: Final = frozenset("。，；")
_NAMES: Final = frozenset("图表章节式注附第页栏期号例题卷款")
_CODE_WORD: Final = re.compile(
    r"(?:编号|编码|号码|代码|电话|热线|传真|邮编|证号|专线|手机|微信|QQ|单号|型号|文号|序号|标准|证书|账号|执照|No\.?|NO\.?|ISBN|ISSN)[^0-9]{0,6}$"
)
_VERSION: Final = re.compile(r"(?:版本号?|内核|[Vv]er(?:sion|\.)?)(?:[为是：:]|从)?[ \xa0]?$")
# An amount before the joint: what is listed with it is no year.
_LISTED: Final = re.compile(r"(?<![0-9.,])(?!(?:19|20)[0-9]{2}[^0-9])[0-9][0-9,.]*[、和]$")
_OPENING: Final = frozenset("(（[【〔<《")
_CLOSING: Final = frozenset(")）]】〕>》")


def bare_figure_stands(text: str, draft: Draft) -> bool:
    """Whether an Arabic figure without scale and unit is a number."""
    start, end = draft.start, draft.end
    figure = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before and len(text) - end < 8 and not text[end:].strip():
        return True
    if _is_like_a_code(text, figure, start) or text[max(0, start - 4) : start] in (
        "....",
        "……",
        "…………",
        "····",
    ):
        return False
    spaced_before, spaced_after = before in _SPACE_SET, after in _SPACE_SET
    near_before = text[start - 2 : start - 1] if spaced_before else before
    if spaced_before and after in _STOPS and len(figure) < 4 and _is_noun(near_before):
        return False  # 已投产 28。 is the number of a note
    near_after = text[end + 1 : end + 2] if spaced_after else after
    if is_rank(text, start) or (
        after == "." and text[end + 1 : end + 2] == " " and text[end + 2 : end + 3].isdecimal()
    ):
        return False  # 前 10 of a ranking; 12. 5 is a figure cut in two
    return (
        _before_allows(near_before, spaced_before)
        and _after_allows(near_after, spaced_after)
        and not _is_bracketed(figure, before, after)
        and not _is_heading(text, figure, start, end)
    )


def _is_noun(character: str) -> bool:
    return "一" <= character <= "鿿" and character not in _BEFORE


def _is_like_a_code(text: str, figure: str, start: int) -> bool:
    if len(figure) == 4 and figure[:2] in ("19", "20") and figure.isascii() and figure.isdecimal():
        return _LISTED.search(text, max(0, start - 12), start) is None  # a year, but in 4200、2500、2000
    if len(figure) > 1 and figure[0] == "0" and figure.isdecimal():
        return True
    if _VERSION.search(text, max(0, start - 10), start):
        return True
    return len(figure) > 3 and _CODE_WORD.search(text, max(0, start - 14), start) is not None


def _before_allows(character: str, spaced: bool) -> bool:
    if not character:
        return True
    if character.isascii() and (character.isalpha() or character in "/-_:~*#&=@%$'\""):
        return False
    if "\u4e00" <= character <= "\u9fff":
        return character in _BEFORE or (spaced and character not in _NAMES)
    return character not in "－—–～×·：〔%％°℃§"


def _after_allows(character: str, spaced: bool) -> bool:
    if not character:
        return True
    if character.isascii() and (character.isalpha() or character in "/-_:~*#&=@%'\"+"):
        return False
    if "\u4e00" <= character <= "\u9fff":
        return character in _AFTER or spaced
    return character not in "－—–～×·：〕°℃＋"


def _is_bracketed(figure: str, before: str, after: str) -> bool:
    """（1）, [12], (600519): a list number, a note, a stock code."""
    return (
        bool(before)
        and bool(after)
        and before in _OPENING
        and after in _CLOSING
        and len(figure) <= 6
        and figure.isdecimal()
    )


def _is_heading(text: str, figure: str, start: int, end: int) -> bool:
    """1. 2、 3) 3.1 before a title: at the head of a line, or after a stop (毛利率稳定；3）营业收入)."""
    if len(figure) > 5:
        return False
    after, far = text[end : end + 1], text[end + 1 : end + 2]
    if after == "." and far == " " and len(figure) < 3 and text[end + 2 : end + 3].isalpha():
        return True  # 2. cd /usr
    head = start == 0 or text[start - 1] in "\n\r\f\x0b"
    if after and after in ".．)）、":
        if head and len(figure) <= 2:
            return True
        far = text[end + 2 : end + 3] if far in _SPACE_SET else far
        return "\u4e00" <= far <= "\u9fff" and text[start - 1] not in _BEFORE
    before = text[start - 2 : start - 1] if text[start - 1 : start] in _SPACE_SET else text[start - 1 : start]
    if not "\u4e00" <= (far if after in _SPACE_SET else after) <= "\u9fff":
        return False
    return head or before in "。；：" if after in _SPACE_SET else head or before in "。；"  # 。13这一条
