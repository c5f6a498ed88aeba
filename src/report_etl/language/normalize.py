"""Text made comparable: full-width forms to half-width without moving a single offset.

Unicode's own compatibility forms (NFKC) are not used: they turn `120①` into `1201` and `5³` into `53`.
"""

from __future__ import annotations

import re

_TO_HALF = {code: code - 0xFEE0 for code in map(ord, "０１２３４５６７８９％．－＋／")} | {
    code: code - 0xFEE0 for first in "Ａａ" for code in range(ord(first), ord(first) + 26)
}
_TO_HALF[ord("∕")] = _TO_HALF[ord("\\")] = ord("/")  # 0.51\\0.62\\0.75元
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ％．－＋／∕\\\\]")
_FULL_WIDTH_THOUSANDS = re.compile("(?<![０-９])[０-９]{1,3}(?:，[０-９]{3}){1,8}(?![０-９])")
_UNSEEN = re.compile("[\\s\ufffd\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")


def normalize_text(text: str) -> str:
    """Full-width digits, letters, `％`, `．`, `－`, `＋` and every slash as ASCII; same length, same offsets.

    `，` becomes `,` only as the thousands separator of a full-width number (１，２００); elsewhere it
    is punctuation and stays, like every other CJK sign. ①, ³ and ½ stay what they are.
    """
    if not _FULL_WIDTH.search(text):
        return text
    grouped = _FULL_WIDTH_THOUSANDS.sub(lambda match: match[0].replace("，", ","), text)
    return grouped.translate(_TO_HALF)


def squeeze(text: str) -> str:
    """The text without white space, U+FFFD and characters that show nothing: for comparing only."""
    return _UNSEEN.sub("", text)
