"""Units: what a figure counts or measures, found by one look-up at the place where it must stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from report_etl.language import unit_table
from report_etl.language.money import AFTER_WORDS, GUARDS
from report_etl.models import QuantityKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: `name` is how it is reported, `guard` what must not follow it."""

    word: str
    name: str
    kind: QuantityKind
    guard: str = ""
    exponent: int = 0  # 成 multiplies by ten to become per cent

    @property
    def latin(self) -> bool:
        return self.word[-1].isascii()


_PERCENT: Final = {
    "%": "% ％ ﹪ %% ％％ 个百分比 percent",
    "‰": "‰ 个千分点",
    "‱": "‱",
}
_POINTS: Final = {
    "%": "个百分点 個百分點 个百分點 個百分点 百分点 百分點 个点 个pct 个pcts 个pp 个Pct pcts pct Pct Pcts PCT PCTS pts ppts ppt pp PP "
    "Pp pctc 个PCT 个PP",
    "‱": "个基点 基点 個基點 基點 个BP 个bp 个BPs 个bps bps BPs BPS bp BP Bps 个bp 个基準點",
}
_TENTHS_GUARD: Final = "为都本立果长功品交员熟型就因效份分绩色语人才"


def find_unit(text: str, position: int) -> Unit | None:
    """The unit that stands at `position`, the longest that fits; None where there is none."""
    if position >= len(text):
        return None
    for word, unit in _by_first().get(text[position], ()):
        if text.startswith(word, position):
            after = text[position + len(word) : position + len(word) + 1]
            if after and (after in unit.guard or (unit.latin and _goes_on(word, after))):
                continue
            return unit
    return None


def _goes_on(word: str, after: str) -> bool:
    """Whether a Latin unit is the beginning of a longer word: 5 GHz is no 5 G; 25xPE is 25 x."""
    if not (after.isascii() and after.isalnum()):
        return False
    return not (word in "%xX" or (word in ("pct", "pp") and after.isdigit())) or (word in "xX" and after not in "PE")


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
    units += [Unit(word, word, QuantityKind.COUNT) for word in unit_table.LATIN.split()]
    units += [Unit(word, "倍", QuantityKind.MULTIPLE) for word in unit_table.LATIN_MULTIPLES.split()]
    for code, words in AFTER_WORDS.items():
        units += [Unit(word, code, QuantityKind.MONEY, GUARDS.get(word, "")) for word in words.split()]
    for sign, words in _PERCENT.items():
        units += [Unit(word, sign, QuantityKind.PERCENT) for word in words.split()]
    for sign, words in _POINTS.items():
        units += [Unit(word, sign, QuantityKind.PERCENTAGE_POINTS) for word in words.split()]
    units.append(Unit("成", "%", QuantityKind.PERCENT, _TENTHS_GUARD, exponent=1))
    return units


def _counts(table: str, kind: QuantityKind = QuantityKind.COUNT) -> list[Unit]:
    units = []
    for entry in table.split():
        word, _, guard = entry.partition("|")
        units.append(Unit(word, word, kind, guard))
    simplified = {unit.word: unit for unit in units}
    for old, new in unit_table.TRADITIONAL.items():
        if new in simplified:
            units.append(Unit(old, new, kind, simplified[new].guard))
    for old, new in unit_table.TRADITIONAL_WORDS.items():
        if new in simplified:
            units.append(Unit(old, new, kind, simplified[new].guard))
    return units
