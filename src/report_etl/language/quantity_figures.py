"""Figures: a numeral with its scale, before anybody looks at its unit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from report_etl.language.numerals import (
    DIGITS,
    FORMAL_NUMERALS,
    LARGE_SCALES,
    SCALES,
    SOME,
    evaluate,
    plain,
    shift,
    to_half_width,
)
from report_etl.language.quantity_draft import Draft, skip_spaces
from report_etl.language.quantity_shapes import NAME_GUARDS, NUMERAL, SCALED, UNIT_GUARDS
from report_etl.models import Qualifier, QuantityKind

_RISES: Final = tuple("级至到高值幅温降为")
_MAX_FIGURE: Final = 30
_BLANKS: Final = frozenset(" \u3000\xa0")
_AFTER_FIGURE: Final = frozenset("十百千万亿兆仟佰余多来几kKwWmMbBt \u3000\xa0")
_LATIN_SCALE: Final = re.compile(
    r" ?(thousand|million|mln|mn|billion|bln|bn|trillion|trn|tn)(?![A-Za-z])", re.IGNORECASE
)
_SLASH_FRACTION: Final = re.compile(r"([1-9])/([2-9]|10)(?=[的以左，。；、）]|$)")
_PART: Final = re.compile(r"1/[1-9][0-9]{0,3}(?= ?[\u4e00-\u9fff])(?! ?[万亿元倍])")
_DANGLING: Final = re.compile(r"[0-9]{1,3}(?![0-9.%％十百千万亿年月日/A-Za-z-]|[,，][0-9])")
_LATIN_EXPONENTS: Final = {"th": 3, "mi": 6, "ml": 6, "mn": 6, "bi": 9, "bl": 9, "bn": 9, "tr": 12, "tn": 12}
_PARTS: Final[dict[str, tuple[str, int]]] = {
    "百": ("%", 0),
    "千": ("‰", 0),
    "万": ("‱", 0),
    "十万": ("%", -3),
    "百万": ("%", -4),
    "千万": ("%", -5),
    "亿": ("%", -6),
}


def read_figure(text: str, start: int) -> Draft | None:
    """The figure that begins at `start`, without sign and unit; None where there is none."""
    match = NUMERAL.match(text, start)
    if match is None:
        return None
    if match.lastgroup == "arabic":
        return arabic_figure(text, start, match.end())
    return chinese_figure(text, start, match.end()) if match.lastgroup == "chinese" else None


def arabic_figure(text: str, start: int, end: int) -> Draft | None:
    """`text[start:end]` and the scale behind it; None for a run of digits that is no figure."""
    if end - start > _MAX_FIGURE:
        return None
    digits = "".join(to_half_width(text[start:end]).replace(",", "").split())
    draft = Draft(start, end, Decimal("0" + digits if digits[0] == "." else digits))
    if "e" in digits or "E" in digits:
        draft.value = plain(Decimal(digits))
    after = text[end : end + 1]
    if after in _AFTER_FIGURE:
        _read_scale(text, draft, digits)
        if draft.scale > 0 and _DANGLING.match(text, draft.end):
            return None  # 25万6 may be 256 000 or two figures
    elif after == "折" and end - start == 2 and digits.isdecimal():
        draft.value = shift(Decimal(digits), -1)  # 75折 is said for 七五折
    return draft


def _read_scale(text: str, draft: Draft, digits: str) -> None:
    scaled = SCALED.match(text, draft.end)
    if scaled is None:
        _read_latin_scale(text, draft)
        return
    stop = scaled.end()
    numeral = "".join(to_half_width(scaled.group()).split())
    if numeral[0] in SOME:
        draft.qualifier, numeral = Qualifier.OVER, numeral[1:]
    last, after = numeral[-1:], text[stop : stop + 1]
    if last and _begins_unit(text, last, stop):
        numeral, stop = numeral[:-1], stop - 1
    elif after and text[draft.end] in " \u3000\xa0" and after in NAME_GUARDS.get(last, ""):
        return
    if not numeral:
        draft.qualifier = Qualifier.EXACT
        return
    if any(c not in SCALES for c in numeral):
        value = evaluate(digits + numeral)
        if value is not None:
            draft.value, draft.scale, draft.end, draft.plain = value, -1, stop, False
            return
        simple = next(i for i, c in enumerate(numeral) if c not in SCALES)
        numeral, stop = numeral[:simple], _end_of_scales(text, draft.end)
    exponent = sum(SCALES[c] for c in numeral)
    if draft.value is not None:
        draft.value = shift(draft.value, exponent)
    draft.scale, draft.end, draft.plain = exponent, stop, False


def _end_of_scales(text: str, position: int) -> int:
    position = skip_spaces(text, position, 3)
    while text[position : position + 1] in SCALES or text[position : position + 1] in SOME:
        position += 1
    return position


def _read_latin_scale(text: str, draft: Draft) -> None:
    """15k, 30w, 5 million; K, M and B alone stay names (4K, 2B)."""
    end = draft.end
    letter, after = text[end : end + 1], text[end + 1 : end + 2]
    exponent, stop = 0, end + 1
    if letter in ("k", "w") and not (after.isascii() and after.isalnum()) and after not in ("/", "·"):
        exponent = 3 if letter == "k" else 4
    else:
        word = _LATIN_SCALE.match(text, end)
        if word:
            exponent, stop = _LATIN_EXPONENTS[word[1][:2].lower()], word.end()
    if exponent and draft.value is not None:
        draft.value, draft.scale, draft.end, draft.plain = shift(draft.value, exponent), exponent, stop, False


def chinese_figure(text: str, start: int, end: int) -> Draft | None:
    """The numeral `text[start:end]`, which may be vague (数十亿), two (三五百) or a scale alone (千亿)."""
    numeral = "".join(to_half_width(text[start:end]).split())
    while numeral and numeral[-1] in SOME and numeral[-1] != "几":
        numeral = numeral[:-1]
    if len(numeral) > 1 and _begins_unit(text, numeral[-1], end):
        end, numeral = text.rindex(text[end - 1], start, end), numeral[:-1]  # 五百万|千瓦
    if all(c in SCALES for c in numeral):
        return _scale_alone(text, start, end, numeral)
    draft = Draft(start, end, evaluate(numeral), numeral)
    draft.scale = _closing_scale(numeral)
    if numeral[-1] == "几":
        return _some_tens(draft)
    if draft.value is None:
        return _discount(text, draft) or _neighbours(draft) or _shorter(text, start, end)
    if any(c in SOME for c in numeral):
        draft.qualifier = Qualifier.OVER
    return draft


def _begins_unit(text: str, scale: str, end: int) -> bool:
    """Whether the scale before `end` is the first character of a unit (千瓦, 百分点, 百 分点)."""
    guarded = UNIT_GUARDS.get(scale, "")
    here = end + (text[end : end + 1] in _BLANKS)
    after = text[here : here + 1]
    if after == "分" and text[here + 1 : here + 2] == "之":
        return False  # 一百分之二
    if after == "升" and text[here + 1 : here + 2] in _RISES:
        return False  # 由3千升至5千
    return bool(after) and after in guarded


def _closing_scale(numeral: str) -> int:
    """The power of ten that closes a numeral (三十万 → 4), 0 without one."""
    exponent = 0
    for c in reversed(numeral):
        if c not in LARGE_SCALES:
            break
        exponent += LARGE_SCALES[c]
    return exponent


def _scale_alone(text: str, start: int, end: int, numeral: str) -> Draft | None:
    """十, 千亿, 数百万: ten is a number; the others need 数 or 几, or words that make them one."""
    exponent = sum(SCALES[c] for c in numeral)
    value = shift(Decimal(1), exponent)
    draft = Draft(start, end, value, numeral)
    draft.scale = _closing_scale(numeral)
    before, far = text[start - 1 : start], text[start - 2 : start - 1]
    if before == "几" or (before == "数" and not (far and far in "人户总指次件个家基参系分函代岁量多少额倍")):
        draft.start, draft.value, draft.low, draft.high = start - 1, None, value, shift(value, 1)
        draft.qualifier = Qualifier.ABOUT
        return draft
    draft.lone = numeral[0] not in "十拾"
    return draft


def _some_tens(draft: Draft) -> Draft | None:
    """十几, 三十几: between that and the next ten."""
    value = evaluate(draft.numeral[:-1])
    if value is None or draft.numeral[-2] not in "十拾百":
        return None
    draft.value, draft.low, draft.high = None, value, value + (10 if draft.numeral[-2] in "十拾" else 100)
    draft.qualifier = Qualifier.ABOUT
    return draft


def _neighbours(draft: Draft) -> Draft | None:
    """三五百, 十七八, 两三: two neighbouring digits are a range."""
    numeral = draft.numeral
    for i in range(min(len(numeral) - 1, 12)):
        low, high = DIGITS.get(numeral[i], 0), DIGITS.get(numeral[i + 1], 0)
        if 0 < low < high <= low + 2:
            first = evaluate(numeral[: i + 1] + numeral[i + 2 :])
            second = evaluate(numeral[:i] + numeral[i + 1 :])
            if first is None or second is None or first >= second:
                return None
            draft.value, draft.low, draft.high = None, first, second
            return draft
    return None


def _discount(text: str, draft: Draft) -> Draft | None:
    """八五折: two digits before 折 are tenths and hundredths."""
    digits = draft.numeral
    if len(digits) != 2 or text[draft.end : draft.end + 1] != "折" or any(c not in DIGITS for c in digits):
        return None
    draft.value = Decimal(f"{DIGITS[digits[0]]}.{DIGITS[digits[1]]}")
    return draft


def _shorter(text: str, start: int, end: int) -> Draft | None:
    """The numeral before the first space, or without a scale that does not fit (五十千 → 五十)."""
    raw = text[start:end]
    head = raw.split()[0]
    if head == raw:
        head = raw[:-1] if raw[-1] in SCALES else ""
    value = evaluate(to_half_width(head)) if head else None
    if value is None or head[-1] in SOME:
        return None
    draft = Draft(start, start + len(head), value, to_half_width(head))
    draft.scale = _closing_scale(draft.numeral)
    return draft


def read_fraction(text: str, draft: Draft) -> Draft | None:
    """百分之三十, 三分之一, 3又1000分之23, read from its first numeral; None where no fraction stands there.

    百分之 and 千分之 without a digit before give per cent and per mille, every other fraction a number.
    """
    here = skip_spaces(text, draft.end)
    if text[here : here + 1] != "又":
        return _fraction_of(text, draft, here)
    second = read_figure(text, skip_spaces(text, here + 1)) if draft.value is not None else None
    part = _fraction_of(text, second, skip_spaces(text, second.end)) if second is not None else None
    if part is None or part.value is None or part.kind is not QuantityKind.NUMBER or draft.value is None:
        return None
    part.start, part.value = draft.start, draft.value + part.value
    return part


def _fraction_of(text: str, below: Draft, here: int) -> Draft | None:
    """The fraction whose denominator is `below` and whose 分之 must stand at `here`."""
    over = _numerator(text, here)
    if over is None or over.value is None or (over.lone and over.numeral != "百"):
        return None
    over.lone = False  # 百分之百
    over.start, over.plain = below.start, False
    if below.numeral in _PARTS:
        over.unit, exponent = _PARTS[below.numeral]
        over.value, over.kind, over.scale = shift(over.value, exponent), QuantityKind.PERCENT, 0
        return over
    if not below.value or below.lone:
        return None
    over.value, over.numeral, over.scale = plain(over.value / below.value), "分之", 0
    return over


def read_slash_fraction(text: str, draft: Draft) -> Draft | None:
    """1/3 between Chinese words (全球约1/3的人口); 9/13 and 65/60亿元 are no fractions."""
    match = _SLASH_FRACTION.match(text, draft.start)
    before = text[draft.start - 1 : draft.start]
    if match is None or int(match[1]) >= int(match[2]) or not "\u4e00" <= before <= "\u9fff":
        return None
    fraction = Draft(draft.start, match.end(), plain(Decimal(match[1]) / Decimal(match[2])), "分之")
    fraction.plain = False
    return fraction


def parted(text: str, start: int) -> int:
    """Where a part of a unit ends (1/72 英寸, 1/10秒), whose numbers are no figures; 0 where none begins."""
    match = _PART.match(text, start)
    return match.end() if match is not None and text[start - 1 : start] not in tuple("/.-") else 0


def _numerator(text: str, here: int) -> Draft | None:
    if text[here : here + 1] != "分":
        return None
    here = skip_spaces(text, here + 1)
    if text[here : here + 1] != "之":
        return None
    here = skip_spaces(text, here + 1)
    negative = text[here : here + 1] in ("负", "-", "－")
    over = read_figure(text, here + negative)
    if over is not None and negative and over.value is not None:
        over.value = -over.value
    return over


def is_word(draft: Draft) -> bool:
    """Whether a 大写 numeral of one character is a word (陆地, 收拾) for want of a currency after it."""
    return (
        len(draft.numeral) == 1 and draft.numeral in FORMAL_NUMERALS and draft.kind is not QuantityKind.MONEY
    )
