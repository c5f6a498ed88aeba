"""Numerals: Arabic, full-width, Chinese, 大写 and mixed ones (`11 亿 6690 万`, `七十八万五千零六`).

Every function reads a *whole* string or raises `ValueError`; finding numerals inside running text
is the work of `quantities`. Values are `Decimal` and keep the printed precision (`4.80` → 4.80).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

DIGITS: Final[dict[str, int]] = {
    **{c: i for i, c in enumerate("〇一二三四五六七八九")},
    **{c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **dict(zip("貳參陸兩两倆俩弌弍弎", (2, 3, 6, 2, 2, 2, 2, 1, 2, 3), strict=True)),
}
FORMAL_DIGITS: Final = frozenset("壹贰叁肆伍陆柒捌玖貳參陸")
SMALL_SCALES: Final[dict[str, int]] = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
LARGE_SCALES: Final[dict[str, int]] = {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}
SCALES: Final[dict[str, int]] = SMALL_SCALES | LARGE_SCALES
POINTS: Final = frozenset("点點")
VAGUE_ZERO: Final = frozenset("几幾余餘多")  # 一百零几万, 十余万: some more, which the value leaves out

CHINESE_NUMERAL_CHARACTERS: Final = "".join(DIGITS) + "".join(SCALES)
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．，＋－", "0123456789.,+-")
_ARABIC: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]{1,3})?")
_TOKEN: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|[^0-9]")
_MAX_LENGTH: Final = 200


def to_half_width(text: str) -> str:
    """Full-width digits, points, commas and signs as ASCII; nothing else changes."""
    return text.translate(_FULL_WIDTH)


def parse_number(text: str) -> Decimal:
    """The number that `text` is as a whole.

    Raises:
        ValueError: `text` is no single number (a unit, a second number, a word stands in it).
    """
    body = "".join(to_half_width(text).split())
    if not body or len(body) > _MAX_LENGTH:
        raise ValueError(f"not a number: {text[:40]!r}")
    negative = body[0] in "-−–负負"
    if negative or body[0] == "+":
        body = body[1:]
    if _ARABIC.fullmatch(body):
        value: Decimal | None = Decimal(body.replace(",", ""))
    elif any(c in VAGUE_ZERO for c in body):
        value = None  # 十余万 says no single number
    else:
        value = evaluate(body)
    if value is None:
        raise ValueError(f"not a number: {text[:40]!r}")
    value = plain(value)
    return -value if negative else value


def plain(value: Decimal) -> Decimal:
    """The same value without an exponent (2E+5 → 200000), so that it prints as written in figures."""
    return Decimal(f"{value:f}")


def shift(value: Decimal, exponent: int) -> Decimal:
    """`value` times ten to the `exponent`, exactly and without an exponent in its print (2.3, 8 → 230000000)."""
    return Decimal(f"{value.scaleb(exponent):f}")


def parse_decimal(text: str) -> Decimal:
    """The same as `parse_number`; the name a decimal column asks for."""
    return parse_number(text)


def parse_integer(text: str) -> int:
    """A whole number; `ValueError` when `text` is none or has a fraction."""
    value = parse_number(text)
    if value != value.to_integral_value():
        raise ValueError(f"not a whole number: {text[:40]!r}")
    return int(value)


def evaluate(numeral: str) -> Decimal | None:
    """The value of a numeral without spaces or sign that may mix digits and scales, else None.

    `numeral` must be half-width. Reads 七十八万五千零六, 一万三 (13000), 百三 (130), 二〇二四, 1.5万亿,
    11亿6690万, 7万5千4百, 四百点五; refuses what no writer would mean (三五, 五百三百, 万).
    """
    whole, point, fraction = _split_point(numeral)
    if point and (not whole or not fraction or not all(c in DIGITS for c in fraction)):
        return _point_before_scale(whole, fraction)
    value = _positional(whole)
    if value is None:
        value = _scaled(_TOKEN.findall(whole))
    if value is None or not point:
        return value
    digits = "".join(str(DIGITS[c]) for c in fraction)
    return value + Decimal(f"0.{digits}")


def _split_point(numeral: str) -> tuple[str, str, str]:
    for point in POINTS:
        if point in numeral:
            return numeral.partition(point)
    return numeral, "", ""


def _point_before_scale(whole: str, fraction: str) -> Decimal | None:
    """三点五亿: the scale multiplies what stands before and after the point."""
    count = next((i for i, c in enumerate(fraction) if c not in DIGITS), len(fraction))
    scales = fraction[count:]
    if not whole or not count or not all(c in SCALES for c in scales):
        return None
    value = evaluate(whole)
    if value is None:
        return None
    digits = "".join(str(DIGITS[c]) for c in fraction[:count])
    return (value + Decimal(f"0.{digits}")).scaleb(sum(SCALES[c] for c in scales))


def _positional(numeral: str) -> Decimal | None:
    """二〇二四, 五: digits that stand for themselves; two or three bare digits (三四) are no number."""
    if not all(c in DIGITS for c in numeral):
        return None
    if len(numeral) == 1 or len(numeral) > 3 or (len(numeral) > 1 and any(c in "〇零" for c in numeral)):
        return Decimal("".join(str(DIGITS[c]) for c in numeral))
    return None


def _scaled(tokens: list[str]) -> Decimal | None:
    total = section = Decimal(0)
    digit: Decimal | None = None
    last_small = last_large = 99  # exponents of the scales so far: they must fall
    before = ""
    for index, token in enumerate(tokens):
        if token in SCALES:
            exponent = SCALES[token]
            if exponent < 4:
                if exponent >= last_small:
                    return None
                if digit is None and section and before not in "零〇":
                    return None
                section += (Decimal(1) if digit is None else digit).scaleb(exponent)
                last_small = exponent
            else:
                section += digit or 0
                if not section and not total:
                    return None
                if not section:
                    total = total.scaleb(exponent)
                elif exponent >= last_large:
                    total = (total + section).scaleb(exponent)
                else:
                    total += section.scaleb(exponent)
                section, last_large, last_small = Decimal(0), exponent, 99
            digit = None
        elif token in VAGUE_ZERO:
            if digit is not None or index == 0:
                return None
        elif token in "零〇" and token:
            if digit is not None:
                return None
        else:
            if digit is not None:
                return None
            digit = _token_value(token)
            if digit is None:
                return None
        before = token
    return _with_last_digit(tokens, total + section, digit)


def _with_last_digit(tokens: list[str], value: Decimal, digit: Decimal | None) -> Decimal | None:
    """Adds the digit after the last scale: 一万三 is 13000, 一千零三 is 1003, 25万6 is refused."""
    if digit is None:
        return value if any(t in SCALES for t in tokens) else None
    before = tokens[-2] if len(tokens) > 1 else ""
    if before in SCALES and tokens[-1] in DIGITS:
        return value + digit.scaleb(SCALES[before] - 1)
    if before in SCALES:
        return None
    if not before or (before in "零〇" and len(tokens) > 2):
        return value + digit
    return None


def _token_value(token: str) -> Decimal | None:
    if token in DIGITS:
        return Decimal(DIGITS[token])
    if "0" <= token[0] <= "9":
        return Decimal(token.replace(",", ""))
    return None
