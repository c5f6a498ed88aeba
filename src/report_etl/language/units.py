"""Units: what a figure counts or measures, found by one look-up at the place where it must stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from report_etl.language import unit_table
from report_etl.language.money import AFTER_WORDS, CENT_WORDS, COIN_WORDS, GUARDS
from report_etl.models import QuantityKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: `name` is how it is reported, the guards are what must not follow it.

    `hard` always holds, `soft` only where a space parts figure and unit.
    """

    word: str
    name: str
    kind: QuantityKind
    soft: str = ""
    hard: str = ""
    exponent: int = 0  # power of ten between the unit and what it is reported as (成 → per cent, 角 → 元)

    @property
    def latin(self) -> bool:
        return self.word[-1].isascii()


_PERCENT: Final = {"%": "% ％ ﹪ %% ％％ percent", "‰": "‰", "‱": "‱"}
_POINTS: Final = {
    "%": """
        百分点 个百分点 个点 pct pcts Pct Pcts PCT PCTS pts ppt ppts pp PP
        Pp 个pct 个pcts 个Pct 个PCT 个pp 个PP
        """,
    "‰": "千分点 个千分点",
    "‱": "基点 个基点 bp bps BP BPs BPS Bps 个bp 个bps 个BP 个BPs",
}
PER_CENT: Final = {"%": 0, "‰": -1, "‱": -2}  # powers of ten from the sign to per cent
_TENTHS_GUARD: Final = "为都本立果长功品交员熟型就因效份分绩色语人才不"


def find_unit(text: str, position: int, spaced: bool = False) -> Unit | None:
    """The unit that stands at `position`, the longest that fits; None where there is none.

    `spaced` tells that a space stands before it: then more words are taken for the next cell of a row.
    """
    if position >= len(text):
        return None
    for word, unit in _by_first().get(text[position], ()):
        if text.startswith(word, position):
            after = text[position + len(word) : position + len(word) + 1]
            if after and _begins_longer_word(text, position + len(word), unit, after, spaced):
                continue
            return unit
    return None


def _begins_longer_word(text: str, end: int, unit: Unit, after: str, spaced: bool) -> bool:
    if unit.latin:
        return _goes_on(unit.word, after)
    if after in unit.hard or (spaced and after in unit.soft):
        return not text.startswith(unit_table.GUARD_EXCEPTIONS, end)
    return False


def _goes_on(word: str, after: str) -> bool:
    """Whether a Latin unit is the beginning of a longer word: 5 GHz is no 5 G; 25xPE is 25 x."""
    if not (after.isascii() and after.isalnum()) or word == "%":
        return False
    if word in ("x", "X"):
        return after != "P"
    return not (word in ("pct", "pp", "PCT") and after.isdigit())


@cache
def measured() -> frozenset[str]:
    """The units of what is measured, not counted: 吨, 千瓦, GWh."""
    table = (entry.partition("!")[0].partition("|")[0] for entry in unit_table.MEASURES.split())
    return frozenset((*table, *unit_table.LATIN.split()))


@cache
def _by_first() -> dict[str, tuple[tuple[str, Unit], ...]]:
    table = {unit.word: unit for unit in _all_units()}
    by_first: dict[str, list[tuple[str, Unit]]] = {}
    for word in sorted(table, key=len, reverse=True):
        by_first.setdefault(word[0], []).append((word, table[word]))
    return {first: tuple(entries) for first, entries in by_first.items()}


def _all_units() -> list[Unit]:
    """Every unit; where a word has two meanings the later entry wins."""
    units = [*_counts(unit_table.CLASSIFIERS), *_counts(unit_table.MEASURES)]
    units += _counts(unit_table.MULTIPLES, QuantityKind.MULTIPLE)
    units += [Unit(word, name, QuantityKind.COUNT) for word, name in unit_table.SYNONYMS.items()]
    units += [Unit(word, word, QuantityKind.COUNT) for word in unit_table.LATIN.split()]
    units += [Unit(word, "倍", QuantityKind.MULTIPLE) for word in unit_table.LATIN_MULTIPLES.split()]
    for code, words in AFTER_WORDS.items():
        units += [Unit(word, code, QuantityKind.MONEY, hard=GUARDS.get(word, "")) for word in words.split()]
    for exponent, words in COIN_WORDS.items():
        units += [
            Unit(word, "CNY", QuantityKind.MONEY, hard=GUARDS.get(word, ""), exponent=exponent)
            for word in words.split()
        ]
    units += [Unit(word, code, QuantityKind.MONEY, exponent=-2) for word, code in CENT_WORDS.items()]
    for sign, words in _PERCENT.items():
        units += [Unit(word, sign, QuantityKind.PERCENT) for word in words.split()]
    for sign, words in _POINTS.items():
        units += [Unit(word, sign, QuantityKind.PERCENTAGE_POINTS) for word in words.split()]
    units.append(Unit("成", "%", QuantityKind.PERCENT, hard=_TENTHS_GUARD, exponent=1))
    return units


def _counts(table: str, kind: QuantityKind = QuantityKind.COUNT) -> Iterator[Unit]:
    for entry in table.split():
        rest, _, hard = entry.partition("!")
        word, _, soft = rest.partition("|")
        yield Unit(word, word, kind, soft, hard)
