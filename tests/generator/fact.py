"""What every generated table is: its printed cells, and its truth."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.generator import words

Truth = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Fact:
    """A generated table and the records that a reader finds in it, each a tuple of comparable texts.

    `industry` is what the report is about. A fact of the kind `nothing` has only `prose`, and no truth.
    `over` are labels above those of the header, each with the number of its columns; "" is none.
    """

    kind: str
    industry: str
    caption: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    source: str = ""
    truth: Truth = ()
    prose: str = ""
    over: tuple[tuple[str, int], ...] = ()


def source_of(random: Random) -> str:
    """Who is named below a table."""
    return f"{random.choice(words.SOURCES)}，某研究院整理"


def long_or_short(random: Random, region: str) -> str:
    """广东 or 广东省."""
    return region if random.random() < 0.6 else words.LONG_NAMES.get(region, region + "省")
