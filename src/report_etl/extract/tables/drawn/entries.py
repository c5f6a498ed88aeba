"""What is an entry of its own on a page: a date, a figure, or the sign that there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ENTRY = re.compile(
    r"[-+]?[0-9][0-9,]{0,20}(?:\.[0-9]{1,8})?\s?[%％‰]?|[-—–/]{1,2}"
    r"|(?:19|20)[0-9]{2}(?:[年./-].{0,8}|E|A|H[12])?"
)
_BEGINS = re.compile(
    r"(?:19|20)[0-9]{2}(?:年|[-./][0-9]{1,2}(?![0-9])|$)"
    r"|[-+]?[0-9][0-9,]{0,20}(?:\.[0-9]{1,8})?\s?[%％‰]?$|[-—–]{1,2}$"
)
# A date cut behind one of its parts, or between two digits of its month or day: 2023-|06, 2021-04-2|7
_CUT_DATE = re.compile(r"(?:19|20)[0-9]{2}(?:[年./-](?:[0-9]{1,2}[月./-])?[0-9]?)?")
_REST = re.compile("[0-9]{1,2}")
_DIGITS = frozenset("0123456789")


def is_entry(text: str) -> bool:
    """Whether a text is what a column of dates or figures holds; — stands for a figure that is not known."""
    return _ENTRY.fullmatch(text) is not None


def begins_entry(text: str) -> bool:
    """Whether a line begins with a date or is a figure: no line before it goes on there."""
    return _BEGINS.match(text) is not None


def goes_on(before: str, after: str) -> bool:
    """Whether digits are the rest of the date before them, which a line cuts: 2023-|06, 2021-04-2|7."""
    if _REST.fullmatch(after) is None or _CUT_DATE.fullmatch(before) is None:
        return False
    return not before[-1].isdecimal() or (len(before) > 4 and len(after) == 1)


def count_entries(lines: Sequence[str]) -> int:
    """How many of the lines of a cell are dates or figures; one that is cut is one."""
    return sum(is_entry(line) and not (n and goes_on(lines[n - 1], line)) for n, line in enumerate(lines))


def digit_share(text: str) -> float:
    """The share of the characters of a text that are digits."""
    return sum(character in _DIGITS for character in text) / max(1, len(text))
