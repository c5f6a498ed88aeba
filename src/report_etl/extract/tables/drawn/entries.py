"""What is an entry of its own on a page: a date, a figure, or the sign that there is none."""

from __future__ import annotations

import re

_ENTRY = re.compile(
    r"[-+]?[0-9][0-9,]{0,20}(?:\.[0-9]{1,8})?\s?[%％‰]?|[-—–/]{1,2}"
    r"|(?:19|20)[0-9]{2}(?:[年./-].{0,8}|E|A|H[12])?"
)
_BEGINS = re.compile(
    r"(?:19|20)[0-9]{2}(?:年|[-./][0-9]{1,2}(?![0-9])|$)"
    r"|[-+]?[0-9][0-9,]{0,20}(?:\.[0-9]{1,8})?\s?[%％‰]?$|[-—–]{1,2}$"
)
_DIGITS = frozenset("0123456789")


def is_entry(text: str) -> bool:
    """Whether a text is what a column of dates or figures holds; — stands for a figure that is not known."""
    return _ENTRY.fullmatch(text) is not None


def begins_entry(text: str) -> bool:
    """Whether a line begins with a date or is a figure: no line before it goes on there."""
    return _BEGINS.match(text) is not None


def digit_share(text: str) -> float:
    """The share of the characters of a text that are digits."""
    return sum(character in _DIGITS for character in text) / max(1, len(text))
