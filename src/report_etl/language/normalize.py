"""Text made comparable: full-width forms to half-width without moving a single offset.

Unicode's own compatibility forms (NFKC) are not used: they turn `120①` into `1201` and `5³` into `53`.
"""

from __future__ import annotations

import re
from functools import cache

_OFFSET = 0xFEE0  # distance between U+FF01..U+FF5E and the ASCII character it shows
_TO_HALF = {
    code: code - _OFFSET
    for first, last in (
        ("０", "９"),
        ("Ａ", "Ｚ"),
        ("ａ", "ｚ"),
        ("％", "％"),
        ("．", "．"),
        ("－", "－"),
        ("＋", "＋"),
    )
    for code in range(ord(first), ord(last) + 1)
}
_INVISIBLE = "\ufffd\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"


@cache
def _full_width() -> re.Pattern[str]:
    return re.compile("[０-９Ａ-Ｚａ-ｚ％．－＋]")


@cache
def _full_width_thousands() -> re.Pattern[str]:
    return re.compile("(?<![０-９])[０-９]{1,3}(?:，[０-９]{3}){1,8}(?![０-９])")


@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(rf"[\s{_INVISIBLE}]+")


def normalize_text(text: str) -> str:
    """Full-width digits, letters, `％`, `．`, `－` and `＋` as ASCII; same length, same offsets.

    `，` becomes `,` only as the thousands separator of a full-width number (１，２００); elsewhere it
    is punctuation and stays, like every other CJK sign. ①, ³ and ½ stay what they are.
    """
    if not _full_width().search(text):
        return text
    grouped = _full_width_thousands().sub(lambda match: match[0].replace("，", ","), text)
    return grouped.translate(_TO_HALF)


def squeeze(text: str) -> str:
    """The text without white space, U+FFFD and characters that show nothing: for comparing only."""
    return _unseen().sub("", text)
