"""Numerals of a paragraph that are no quantity and no date, but understood: ages, names with digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from report_etl.extract.statements.readings import Aside

_AGE: Final = re.compile(r"(?:[0-9]{1,3}[-—–~～至到])?[0-9]{1,3}(?:周)?岁")
# 5G, H100, IPv6+, GPT-4, 3C: digits that belong to a Latin name; before 万 or % they are a figure.
_NAME: Final = re.compile(
    r"[A-Za-z][A-Za-z.-]{0,20}[0-9]{1,8}+[A-Za-z0-9+.-]{0,20}+(?![0-9万萬亿億%％‰])|"
    r"(?<![0-9.])[0-9]{1,4}[A-Za-z][A-Za-z0-9+-]{0,20}"
)


def find_leftovers(mask: str) -> Iterator[Aside]:
    """Ages and names with digits, outside the figures and dates that the mask hides."""
    for pattern, rule in ((_AGE, "age"), (_NAME, "name")):
        for match in pattern.finditer(mask):
            yield Aside(match.start(), match.end(), rule)
