"""Numerals: Arabic, full-width, Chinese, 大写 and mixed ones (`11 亿 6690 万`, `七十八万五千零六`).

The functions here read a *whole* string; finding numerals inside running text is the work of
`quantities`. Values are `Decimal`, keep the printed precision (`4.80` → 4.80) and never carry an
exponent (`2.3亿` → 230000000), so that they print as figures.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from report_etl.language.script import simplified

DIGITS: Final[dict[str, int]] = {
    **{c: i for i, c in enumerate("〇一二三四五六七八九")},
    **{c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **dict(zip("貳貮參叄陸兩两倆俩", (2, 2, 3, 3, 6, 2, 2, 2, 2), strict=True)),
}
FORMAL_NUMERALS: Final = frozenset(
    "壹贰叁肆伍陆柒捌玖貳參陸拾佰仟"
)  # 大写: alone they are words (陆地, 收拾)
SMALL_SCALES: Final[dict[str, int]] = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
LARGE_SCALES: Final[dict[str, int]] = {"万": 4, "亿": 8, "兆": 12}
SCALES: Final[dict[str, int]] = SMALL_SCALES | LARGE_SCALES
ZEROS: Final = frozenset("零〇")
SOME: Final = frozenset("几余多来")  # 一百零几万, 十余万: some more, which the value leaves out

CHINESE_NUMERALS: Final = "".join(DIGITS) + "".join(SCALES)
_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９．，＋－−", "0123456789.,+--")
_ARABIC: Final = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+")
_SCIENTIFIC: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}")
_TOKEN: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|[^0-9]")
_MAX_LENGTH: Final = 100  # no figure of a report is longer; bounds the work on hostile input
_NONE: Final = 99  # exponent above every scale: nothing has been read yet


def to_half_width(text: str) -> str:
    """Full-width digits, points, commas and signs as ASCII, and characters simplified."""
    return simplified(text).translate(_HALF_WIDTH)


def parse_number(text: str) -> Decimal:
    """The number that `text` is as a whole, spaces inside allowed.

    Raises:
        ValueError: `text` is no single exact number (a unit, a second number, 余 or 几 stands in it).
    """
    body = "".join(to_half_width(text).split())
    if not body or len(body) > _MAX_LENGTH:
        raise ValueError(f"not a number: {text[:40]!r}")
    negative = body[0] in "-–负"
    if negative or body[0] == "+":
        body = body[1:]
    value = _unsigned(body) if body else None
    if value is None:
        raise ValueError(f"not a number: {text[:40]!r}")
    return -value if negative else value


def parse_integer(text: str) -> int:
    """A whole number; `ValueError` when `text` is none or has a fraction."""
    value = parse_number(text)
    if value != value.to_integral_value():
        raise ValueError(f"not a whole number: {text[:40]!r}")
    return int(value)


def _unsigned(body: str) -> Decimal | None:
    if _ARABIC.fullmatch(body):
        return Decimal(body.replace(",", ""))
    if _SCIENTIFIC.fullmatch(body):
        return plain(Decimal(body))
    if any(c in SOME for c in body):
        return None
    return evaluate(body)


def plain(value: Decimal) -> Decimal:
    """The same value without an exponent (2E+5 → 200000), so that it prints in figures."""
    return Decimal(f"{value:f}")


def shift(value: Decimal, exponent: int) -> Decimal:
    """`value` times ten to the `exponent`, exact and without an exponent (2.3, 8 → 230000000)."""
    return Decimal(f"{value.scaleb(exponent):f}")


def evaluate(numeral: str) -> Decimal | None:
    """The value of a half-width numeral without spaces or sign, None where it has none.

    Reads 七十八万五千零六, 一万三 (13000), 百三 (130), 二〇二四, 1.5万亿, 11亿6690万, 7万5千4百, 四百点五,
    三点五亿; refuses what no writer would mean (三四, 五百三百, 万, 25万6).
    """
    if len(numeral) > _MAX_LENGTH:
        return None
    whole, point, rest = numeral.partition("点")
    if point:
        return _with_fraction(whole, rest)
    value = _positional(numeral)
    if value is None:
        value = _scaled(_TOKEN.findall(numeral))
    return None if value is None else plain(value)


def _with_fraction(whole: str, rest: str) -> Decimal | None:
    """四百点五, and 三点五亿 where the scale multiplies what stands before and after the point."""
    count = next((i for i, c in enumerate(rest) if c not in DIGITS), len(rest))
    scales = rest[count:]
    value = evaluate(whole) if whole and "点" not in rest else None
    if value is None or not count or any(c not in SCALES for c in scales):
        return None
    digits = "".join(str(DIGITS[c]) for c in rest[:count])
    return shift(value + Decimal(f"0.{digits}"), sum(SCALES[c] for c in scales))


def _positional(numeral: str) -> Decimal | None:
    """二〇二四, 五: digits that stand for themselves; two or three of them (三四) are no number."""
    if any(c not in DIGITS for c in numeral):
        return None
    if len(numeral) in (2, 3) and not any(c in ZEROS for c in numeral[1:]):
        return None
    return Decimal("".join(str(DIGITS[c]) for c in numeral))


class _Sum:
    """The running value of a numeral: finished groups (`total`), the open group, the open digit."""

    __slots__ = ("digit", "last_large", "last_small", "section", "total")

    def __init__(self) -> None:
        self.total = self.section = Decimal(0)
        self.digit: Decimal | None = None
        self.last_small = self.last_large = _NONE

    def add_small(self, exponent: int, after_zero: bool) -> bool:
        """十, 百 or 千; False where the scale does not fall (五百三百)."""
        if exponent >= self.last_small or (self.digit is None and self.section and not after_zero):
            return False
        self.section += (Decimal(1) if self.digit is None else self.digit).scaleb(exponent)
        self.last_small, self.digit = exponent, None
        return True

    def add_large(self, exponent: int) -> bool:
        """万 or 亿; a larger one multiplies all that was read (四千万亿), a smaller one its group."""
        self.section += self.digit or 0
        if not self.section and not self.total:
            return False
        if not self.section:
            self.total = self.total.scaleb(exponent)
        elif exponent > self.last_large:
            self.total = (self.total + self.section).scaleb(exponent)
        elif exponent == self.last_large:
            return False
        else:
            self.total += self.section.scaleb(exponent)
        self.section, self.digit = Decimal(0), None
        self.last_large, self.last_small = exponent, _NONE
        return True


def _scaled(tokens: list[str]) -> Decimal | None:
    sum_ = _Sum()
    before = ""
    for token in tokens:
        if token in SMALL_SCALES:
            fits = sum_.add_small(SMALL_SCALES[token], before in ZEROS)
        elif token in LARGE_SCALES:
            fits = sum_.add_large(LARGE_SCALES[token])
        elif token in ZEROS or token in SOME:
            fits = sum_.digit is None and (token in ZEROS or bool(before))
        else:
            fits = sum_.digit is None
            sum_.digit = _token_value(token)
            fits = fits and sum_.digit is not None
        if not fits:
            return None
        before = token
    return _with_last_digit(tokens, sum_)


def _with_last_digit(tokens: list[str], sum_: _Sum) -> Decimal | None:
    """Adds the digit after the last scale: 一万三 is 13000, 一千零三 is 1003, 25万6 is refused."""
    value = sum_.total + sum_.section
    if sum_.digit is None:
        return value if any(t in SCALES for t in tokens) else None
    before = tokens[-2] if len(tokens) > 1 else ""
    if before in ZEROS:
        return value + sum_.digit if len(tokens) > 2 else None
    if before in SCALES and tokens[-1] in DIGITS:
        return value + sum_.digit.scaleb(SCALES[before] - 1)
    if before in SCALES and len(tokens[-1]) == SCALES[before]:
        return value + sum_.digit  # 3万5000
    return None


def _token_value(token: str) -> Decimal | None:
    if token in DIGITS:
        return Decimal(DIGITS[token])
    if "0" <= token[0] <= "9":
        return Decimal(token.replace(",", ""))
    return None
