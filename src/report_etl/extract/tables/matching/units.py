"""Units of figures: as the header, the caption or a note prints them, or the cell itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from report_etl.columns import are_several
from report_etl.extract.tables.matching.labels import find_unit_note
from report_etl.language.money import NAMES
from report_etl.language.quantities import find_quantities
from report_etl.language.script import simplified
from report_etl.models import QuantityKind, QuantityMention

_PREFIX = re.compile(r"[十百千万亿]{1,3}")
_NAMED_FIRST = re.compile(r"([^百千万亿]{2,4})([百千万亿]{1,2}元?)")
_BRACKET_UNIT = re.compile(r"[（(](?:单位[：:]?)?([^（）()0-9]{1,10})[）)]$")
_BRACKET_UNITS = re.compile(r"(?<=[^（(])[（(]([^（）()0-9]{1,10})[）)]")
_BRACKET_NOTES = re.compile(r"[（(]([^（）()]{3,40})[）)]$")
_PARTS = re.compile("[，,；;]")
SEVERAL = re.compile("[、，,;；/]|和|及")
# What a statement lists beside its amounts without being one: a unit of money above it is not theirs.
_NO_AMOUNT = re.compile(
    "每股|人数$|员工|天数$|户数$|家数$|比率$|倍数$|周转率|市[盈净销]率|EPS|P/?[EBS]$|RO[EAI]|EV/"
)
_MONEY_WORDS = re.compile("额|收入|产值|投资|支出|利润|价格?$|均价|单价|成本|费用|营收|市值|规模$")
_RATIO = re.compile("[率比占幅]|份额|强度|增[长速减]")  # what may be in % where a note says 人、%
_BOUND = re.compile(r"(?P<before>大约|超过|[~～≈约超逾])?(?P<figure>.*?[0-9].*?)(?P<after>[+＋]|以上|左右)?")
_BOUNDS = dict.fromkeys(("大约", "~", "～", "≈", "约", "左右"), "about")  # the others: over


@dataclass(frozen=True, slots=True)
class Scale:
    """A printed unit taken apart: 亿元 → 100000000 and 元."""

    factor: Decimal
    unit: str | None
    kind: QuantityKind
    currency: str | None = None

    def apply(self, value: Decimal) -> Decimal:
        """The value expanded, its precision kept as far as it is printed."""
        if self.factor == 1:
            return value
        expanded = value * self.factor
        return (
            expanded.quantize(Decimal(1))
            if expanded == expanded.to_integral_value()
            else expanded.normalize()
        )


@lru_cache(maxsize=256)
def scale_of(unit: str | None) -> Scale:
    """Factor and base unit of a unit as printed in a header."""
    if not unit:
        return Scale(Decimal(1), None, QuantityKind.COUNT)
    plain = simplified(unit).removeprefix("人民币").strip()
    if named := _NAMED_FIRST.fullmatch(plain):  # 新台币|亿元
        money = whole_quantity(f"{named[1]}1{named[2]}")
        if money and money.kind is QuantityKind.MONEY and money.unit in NAMES:
            return Scale(Decimal(money.value or 1), NAMES[money.unit], money.kind, money.unit)
    if mention := whole_quantity(f"1{plain}"):
        factor = Decimal(mention.value or 1)
        if mention.kind is not QuantityKind.MONEY:
            alone = _PREFIX.fullmatch(plain) is not None  # （万） says how many, not of what
            return Scale(factor, mention.unit or (None if alone else plain), mention.kind)
        currency = (mention.unit or "").partition("/")[0]
        base = _PREFIX.sub("", plain, count=1) if factor > 1 else plain
        return Scale(factor, base or plain, mention.kind, currency)
    for prefix, exponent in (("万亿", 12), ("亿", 8), ("千万", 7), ("百万", 6), ("万", 4)):
        if plain.startswith(prefix) and len(plain) > len(prefix):
            return Scale(Decimal(10) ** exponent, plain[len(prefix) :], QuantityKind.COUNT)
    return Scale(Decimal(1), plain, QuantityKind.COUNT)


def noted_unit(header: str, note: str | None, headers: Sequence[str] = ()) -> str | None:
    """The unit that a note above the table gives a column; of two, money for amounts of money.

    A note of as many units as there are `headers` of columns without one of their own gives them in turn.
    What is no ratio is not in %.

    Raises:
        ValueError: the note names several units, and which one is meant cannot be told, or it names
            money for what is no amount of money (每股收益 under 单位：万元).
    """
    if note is not None and _NO_AMOUNT.search(header) and scale_of(note).kind is QuantityKind.MONEY:
        raise ValueError(f"{header} is no amount in {note}")
    units = [unit for unit in SEVERAL.split(note) if unit] if note else []
    if note is None or len(units) < 2 or whole_quantity("1" + note) is not None:
        return note
    if not _RATIO.search(header):
        units = [unit for unit in units if unit not in "%％‰"]
        if len(units) == 1:
            return noted_unit(header, units[0])
    money = [unit for unit in units if scale_of(unit).kind is QuantityKind.MONEY]
    fitting = money if _MONEY_WORDS.search(header) else [unit for unit in units if unit not in money]
    if len(fitting) == 1:
        return fitting[0]
    if not money and headers.count(header) == 1 and len(units) == len(headers):
        return units[headers.index(header)]
    raise ValueError(f"which unit of {note} {header} has is not said")


def without_bound(text: str) -> tuple[str, str]:
    """A figure without the sign of a bound, and the qualifier that it is: ~970亿美元 → about, 500+ → over."""
    found = _BOUND.fullmatch("".join(text.split()))
    sign = (found["before"] or found["after"]) if found is not None else None
    return (found["figure"], _BOUNDS.get(sign, "over")) if found is not None and sign else (text, "exact")


def whole_quantity(text: str) -> QuantityMention | None:
    """The one quantity that a whole text is, with its unit: 96款, 1.2亿元."""
    plain = "".join(text.split())
    mentions = find_quantities(plain) if plain and len(plain) <= 24 and not are_several(text) else []
    if len(mentions) != 1 or mentions[0].text != plain or mentions[0].value is None:
        return None
    return mentions[0]


def caption_unit(caption: str | None) -> str | None:
    """The unit that a caption states in brackets or after 单位."""
    if not caption:
        return None
    found = _BRACKET_UNIT.search(caption)
    if found and _is_unit(found[1]):
        own = [bracket[1] for bracket in _BRACKET_UNITS.finditer(caption) if _is_unit(bracket[1])]
        return "、".join(dict.fromkeys([*own, found[1]]))  # of several, the last is not that of all
    note = find_unit_note(caption)
    return note["unit"] if note else _unit_beside(caption)


def _unit_beside(caption: str) -> str | None:
    """The unit that stands with something else in the last brackets: （截至2024年底，万台）."""
    notes = _BRACKET_NOTES.search(caption)
    parts = [part.strip() for part in _PARTS.split(notes[1])] if notes else []
    units = [part for part in parts if _is_unit(part)]
    return units[0] if len(units) == 1 < len(parts) else None


def unit_in_caption(header: str, caption: str | None) -> str | None:
    """The unit that a caption gives the name of a column: 销量 under 2024年销量（万台）及占比 → 万台.

    None where the caption gives the name no unit, or several.
    """
    found = {
        bracket[1]
        for bracket in _BRACKET_UNITS.finditer(caption or "")
        if header and (caption or "")[: bracket.start()].endswith(header) and _is_unit(bracket[1])
    }
    return found.pop() if len(found) == 1 else None


def _is_unit(text: str) -> bool:
    """Whether words in brackets are a unit."""
    return scale_of(text).factor > 1 or bool(find_quantities("1" + text))
