"""Quantities in written Chinese: numbers, percentages, money, counts, multiples, ordinals.

One pass: a compiled pattern walks from numeral to numeral; what stands directly before and after
each one (sign, currency, qualifier, scale, unit, second end of a range) is read by table look-ups.
Work per numeral is bounded, so that the whole is linear in the length of the text.

Conventions beside those of `QuantityMention`: a rate keeps its unit as written (`元/吨`, kind money
for 元, 美元 …); per mille and basis points keep the printed figure with unit ‰ and ‱; 折 is a count of
折; the mention starts at the sign, currency symbol or numeral and ends with the unit, words such as
约 and 左右 stay outside.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from report_etl.language.money import find_currency_before
from report_etl.language.normalize import normalize_text
from report_etl.language.numerals import SCALES
from report_etl.language.quantity_bare import bare_figure_stands
from report_etl.language.quantity_context import is_quantity
from report_etl.language.quantity_draft import Draft, skip_spaces
from report_etl.language.quantity_figures import (
    arabic_figure,
    chinese_figure,
    is_word,
    parted,
    read_fraction,
    read_slash_fraction,
)
from report_etl.language.quantity_joins import distribute_units, read_range, without_axes, without_broken
from report_etl.language.quantity_qualifiers import read_qualifier, read_sign
from report_etl.language.quantity_senses import is_mega
from report_etl.language.quantity_shapes import (
    CHINESE_DATE,
    CODE,
    DATE,
    DURATION_BEFORE,
    IDENTIFIER,
    LATIN_WORD,
    MAIL_HOST,
    MAIL_NAME,
    NUMERAL,
    SHORT_YEAR,
    URL,
)
from report_etl.language.quantity_units import attach_unit
from report_etl.language.script import simplified
from report_etl.language.units import find_unit
from report_etl.models import Qualifier, QuantityKind, QuantityMention

_DATE_NEXT: Final = frozenset(",，年月日号季QqHhEeFAas世时点后-./–—~～至到、和及与或:：－―− \u3000")
_CODE_NEXT: Final = frozenset("-－—.")
_HEADINGS: Final = frozenset("章节条款页期篇部编卷讲步类代阶段项")
_HALF_WORDS: Final = frozenset("年月天小夜百生辈个边路")  # 过半年, 过半百
_PASSING: Final = frozenset("通经错")  # 通过半自动的
_ORDINAL_WORDS: Final = frozenset("，、：,方者")
_SPACES: Final = frozenset(" \u3000\xa0")
_RATES: Final = frozenset({"yoy", "qoq", "mom", "cagr", "roe", "roa", "roic", "irr", "hhi"})
_GLUED_ABBREVIATION: Final = frozenset({"TOP", "CR", "NO", "COVID", "ISO", "GB"})


def find_quantities(text: str) -> list[QuantityMention]:
    """Every quantity in `text`, in order, not overlapping."""
    printed, text = text, simplified(normalize_text(text))
    drafts: list[Draft] = []
    hidden = _hidden(text)
    position, size, search = 0, len(text), NUMERAL.search
    while position < size:
        match = search(text, position)
        if match is None:
            break
        start = match.start()
        if hidden and (stop := _hidden_until(hidden, start)):
            position = stop
            continue
        script = match.lastgroup
        if script == "arabic":
            draft, position = _read_arabic(text, start, match.end())
        elif script == "chinese":
            draft, position = _read_chinese(text, start, match.end())
        else:
            draft, position = _read_half(text, start)
        if draft is not None and (not drafts or draft.start >= drafts[-1].end):
            drafts.append(draft)
    distribute_units(text, drafts)
    drafts = without_broken(text, drafts)
    if "兆" in text and simplified(printed) == printed:
        drafts = [draft for draft in drafts if not is_mega(text, draft)]
    return [
        draft.mention(printed)
        for draft in without_axes(drafts)
        if not draft.plain or bare_figure_stands(text, draft)
    ]


# --- addresses ----------------------------------------------------------------------------------


def _hidden(text: str) -> list[tuple[int, int]]:
    """The ranges of web and mail addresses, last one first."""
    found = [m.span() for m in URL.finditer(text)] if "://" in text or "www." in text else []
    for host in MAIL_HOST.finditer(text) if "@" in text else ():
        name = MAIL_NAME.search(text, max(0, host.start() - 64), host.start())
        found.append((name.start() if name else host.start(), host.end()))
    return sorted(found, reverse=True)


def _hidden_until(hidden: list[tuple[int, int]], start: int) -> int:
    """The end of the address that `start` stands in, 0 outside."""
    while hidden and hidden[-1][1] <= start:
        hidden.pop()
    return hidden[-1][1] if hidden and hidden[-1][0] <= start else 0


# --- Arabic figures -----------------------------------------------------------------------------


def _read_arabic(text: str, start: int, end: int) -> tuple[Draft | None, int]:
    before = text[start - 1 : start]
    if before == "." or (before == " " and text[start - 2 : start - 1] in (".", "．")):
        whole, stop = _after_point(text, start, end, before)
        if stop:
            return None, stop
        start = whole
    elif stop := _no_quantity(text, start, end):
        return None, stop
    draft = arabic_figure(text, start, end)
    if draft is None:
        return None, end
    after = text[draft.end : draft.end + 1]
    fraction: Draft | None = None
    if after and after in "分又 ":
        fraction = read_fraction(text, draft)
    elif after == "/":
        fraction = read_slash_fraction(text, draft)
        if fraction is None and (stop := parted(text, start)):
            return None, stop
    if fraction is not None:
        draft = fraction
    else:
        attach_unit(text, draft)
    return _finished(text, draft, start)


def _finished(text: str, draft: Draft, start: int) -> tuple[Draft | None, int]:
    """The figure at `start` with its currency, sign, other end of a range, qualifier, and its end."""
    _read_currency_before(text, draft)
    read_sign(text, draft)
    read_range(text, draft)
    position = draft.end
    if _is_ordinal(text, start):
        return _ordinal(text, draft), position
    if not _latin_allows(text, draft, start):
        return None, _end_of_code(text, position)
    read_qualifier(text, draft)
    return (draft if is_quantity(text, draft) else None), position


def _after_point(text: str, start: int, end: int, before: str) -> tuple[int, int]:
    """Where a figure behind a point begins (.5), or where a code or a figure cut in two (12. 5) ends."""
    far = text[start - 2 : start - 1]
    if before == " ":
        return start, end if _is_digit(text[start - 3 : start - 2]) else _no_quantity(text, start, end)
    if far.isalnum() and far.isascii():
        return start, _end_of_code(text, end)
    if far == " " and _is_digit(text[start - 3 : start - 2]):
        return start, end
    leads = far != "." and "." not in text[start:end] and "．" not in text[start:end]
    return start - leads, 0


def _is_digit(character: str) -> bool:
    return character.isascii() and character.isdecimal()


def _no_quantity(text: str, start: int, end: int) -> int:
    """Where a date or code that begins here ends, 0 where none does."""
    after = text[end : end + 1]
    if after and (after in _CODE_NEXT or end - start > 5):
        code = IDENTIFIER.match(text, start)
        if code and code.end() >= end:
            return code.end()
    if after == "年" and text[start - 2 : start] == "民国":
        return end + 1
    if after == "年" and end - start > 5 and (stop := _glued_year(text, end)):
        return stop
    if (
        end - start > 7
        or not (after in _DATE_NEXT or "." in text[start:end])
        or (not after and end - start < 6)
    ):
        return 0
    date = DATE.match(text, start)
    if date and date.end() >= end:
        gap = 0 if "." in text[start:end] else 1  # 2024.06 国家… is a date, 2000-3000 元 an amount
        follower = skip_spaces(text, date.end(), gap)
        if date.lastgroup != "bare" or not (
            text[follower : follower + 1] in SCALES or find_unit(text, follower)
        ):
            return date.end()
        return 0
    if after in "年 " and SHORT_YEAR.match(text, start) and text[start - 1 : start] not in DURATION_BEFORE:
        return end + 1
    return 0


def _glued_year(text: str, end: int) -> int:
    """2.2020年, 262025年: a figure glued to a year; what it was is lost."""
    return end if text[end - 4 : end - 2] in ("19", "20") and "." not in text[end - 4 : end] else 0


def _read_currency_before(text: str, draft: Draft) -> None:
    """$20, 人民币 8千元: symbol or word before the figure; ¥199起 has no unit 起."""
    if draft.kind is QuantityKind.COUNT and draft.unit == "起":
        if find_currency_before(text, draft.start) is None:
            return
        draft.end = draft.figure_end
    elif draft.kind is not QuantityKind.NUMBER and draft.unit != "CNY":
        return
    place = draft.start - (text[draft.start - 1 : draft.start] in (" ", "\xa0"))
    currency = find_currency_before(text, place)
    if currency is None:
        return
    draft.start, draft.unit = currency
    draft.kind, draft.plain = QuantityKind.MONEY, False


def _latin_allows(text: str, draft: Draft, start: int) -> bool:
    """Whether Latin letters next to the figure leave it a quantity (CAGR35.5%, PE25x; not H100, 5G)."""
    before = text[start - 1 : start]
    if before.isascii() and (before.isalpha() or before == "_") and draft.start >= start:
        word = _word_before(text, start)
        if draft.kind in (QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINTS):
            return len(word) < 2 or word.isupper() or word.lower() in _RATES  # no box1 %
        return (
            len(word) > 1
            and word.isupper()
            and word not in _GLUED_ABBREVIATION
            and (draft.scale > 3 or draft.kind in (QuantityKind.MONEY, QuantityKind.MULTIPLE))
        )
    if draft.kind is not QuantityKind.NUMBER:
        return not (
            before in "-－"
            and before
            and draft.start == start  # no sign: yoy-0.79%
            and text[start - 2 : start - 1].isascii()
            and text[start - 2 : start - 1].isalpha()
        )
    after = text[draft.end : draft.end + 1]
    return not (after and after.isascii() and (after.isalpha() or after == "_"))


def _word_before(text: str, start: int) -> str:
    match = LATIN_WORD.search(text, max(0, start - 12), start)
    return match[0] if match else ""


def _end_of_code(text: str, position: int) -> int:
    """The end of a code that goes on (910B, GPT-4, 5G-A)."""
    match = CODE.match(text, position)
    return match.end() if match else position


def _is_ordinal(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return before == "第" or (before in _SPACES and text[start - 2 : start - 1] == "第")


def _ordinal(text: str, draft: Draft) -> Draft | None:
    """第27届, 第三; chapters, pages and 第三方 are names."""
    draft.start = text.rindex("第", 0, draft.start)
    after = skip_spaces(text, draft.end)
    if draft.value is None or text[draft.end - 1] in _HEADINGS or text[after : after + 1] in _HEADINGS:
        return None
    listed = text[draft.end : draft.end + 1] == "、" and _is_digit(text[draft.end + 1 : draft.end + 2])
    if text[draft.end : draft.end + 1] in _ORDINAL_WORDS and draft.kind is QuantityKind.NUMBER and not listed:
        return None
    draft.kind, draft.plain = QuantityKind.ORDINAL, False
    return draft


# --- Chinese numerals ---------------------------------------------------------------------------


def _read_chinese(text: str, start: int, end: int) -> tuple[Draft | None, int]:
    date = CHINESE_DATE.match(text, start)
    if date:
        return None, max(end, date.end())
    draft = chinese_figure(text, start, end)
    if draft is None:
        return None, end
    after = text[draft.end : draft.end + 1]
    if after and after in "分又 ":
        fraction = read_fraction(text, draft)
        if fraction is not None:
            draft = fraction
    if draft.value is None and draft.low is None:
        return None, max(end, draft.end)
    if draft.kind is QuantityKind.NUMBER and draft.numeral != "分之":
        attach_unit(text, draft)
    if is_word(draft):
        return None, draft.end
    return _finished(text, draft, start)


def _read_half(text: str, start: int) -> tuple[Draft | None, int]:
    """半数, 半成, 一半 and 过半 as per cent."""
    after, before = text[start + 1 : start + 2], text[start - 1 : start]
    draft = Draft(start, start + 1, Decimal(50), "半")
    draft.kind, draft.unit = QuantityKind.PERCENT, "%"
    if after == "数":
        draft.end += 1
    elif after == "成" and text[start + 2 : start + 3] not in tuple("品熟本立员"):
        draft.value, draft.end = Decimal(5), start + 2
    elif before == "一":
        draft.start -= 1
    elif before != "过" or after in _HALF_WORDS or text[start - 2 : start - 1] in _PASSING:
        return None, start + 1
    read_qualifier(text, draft)
    if before == "一" and draft.qualifier is Qualifier.EXACT and text[start - 2 : start - 1] != "占":
        return None, start + 1
    return draft, draft.end
