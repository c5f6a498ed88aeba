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
# A date cut anywhere behind its year: 2023-|06, 2021-04-2|7, 2016.1|2.1, 2019年|7月
_DATE = re.compile(
    "(?:19|20)[0-9]{2}[年./-](?:0?[1-9]|1[0-2])(?:月|(?:[月./-](?:0?[1-9]|[12][0-9]|3[01])[日号]?)?)"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_DIGITS = frozenset("0123456789")


def is_entry(text: str) -> bool:
    """Whether a text is what a column of dates or figures holds; — stands for a figure that is not known."""
    return _ENTRY.fullmatch(text) is not None


def begins_entry(text: str) -> bool:
    """Whether a line begins with a date or is a figure: no line before it goes on there."""
    return _BEGINS.match(text) is not None


def goes_on(before: str, after: str) -> bool:
    """Whether a line is the rest of the date before it: 2023-|06, 2021-04-2|7, 2016.1|2.1."""
    if not after or _YEAR.match(before) is None or _DATE.fullmatch(before + after) is None:
        return False
    return not (before[-1].isdecimal() and after.isdecimal() and len(after) > 1)


def count_entries(lines: Sequence[str]) -> int:
    """How many of the lines of a cell are dates or figures; one that is cut is one."""
    return sum(is_entry(line) and not (n and goes_on(lines[n - 1], line)) for n, line in enumerate(lines))


def digit_share(text: str) -> float:
    """The share of the characters of a text that are digits."""
    return sum(character in _DIGITS for character in text) / max(1, len(text))
