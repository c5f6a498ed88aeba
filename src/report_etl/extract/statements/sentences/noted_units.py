"""Numbers whose unit a bracket before them gives once for all: 产量（万吨）分别为420、250和200."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from report_etl.language.numerals import shift
from report_etl.language.quantities import find_quantities
from report_etl.models import QuantityKind, QuantityMention

_NOTE: Final = re.compile(
    r"[（(](?:单位[：:]?)?([^（）()，。；0-9]{1,8})[）)]\s*(?:均|都|则)?(?:分别|依次)?[为是达约：:\s]*(?=[0-9])"
)
_SCALE: Final = re.compile(r"万亿|亿|[千百]?万(?=.)")
_JOINT: Final = re.compile(r"\s*[、/，,和及与]\s*")


def noted(quantities: list[QuantityMention], plain: str) -> list[QuantityMention]:
    """The quantities, where bare numbers stand right behind a unit in brackets in that unit."""
    units = {note.end(): one for note in _NOTE.finditer(plain) if (one := _unit(note[1]))}
    if not units:
        return quantities
    done: list[QuantityMention] = []
    unit: QuantityMention | None = None
    end = -1
    for quantity in quantities:
        listed = unit if end >= 0 and _JOINT.fullmatch(plain, end, quantity.start) else None
        unit = units.get(quantity.start, listed)
        if quantity.kind is not QuantityKind.NUMBER or quantity.unit or not quantity.text[-1].isdecimal():
            unit = None
        end = quantity.end if unit else -1
        done.append(_in_unit(quantity, unit) if unit else quantity)
    return done


def _unit(note: str) -> QuantityMention | None:
    """One of what the bracket counts in (1万袋); None where it is no unit (同比, 见下)."""
    found = _read("1" + note.strip())
    if found is not None:
        return found if found.unit or found.value != 1 else None
    scale = _SCALE.match(note)
    one = _read("1" + scale[0]) if scale else None  # （万炷）: a scale holds for what no table lists, too
    if scale is None or one is None:
        return None
    return replace(one, unit=note[scale.end() :], kind=QuantityKind.COUNT)


def _read(text: str) -> QuantityMention | None:
    """The quantity that is the whole text; None where it is none."""
    found = find_quantities(text)
    return found[0] if len(found) == 1 and found[0].text == text and found[0].value else None


def _in_unit(quantity: QuantityMention, unit: QuantityMention) -> QuantityMention:
    exponent = (unit.value or Decimal(1)).adjusted()
    low, value, high = (
        None if amount is None else shift(amount, exponent)
        for amount in (quantity.low, quantity.value, quantity.high)
    )
    return replace(quantity, unit=unit.unit, kind=unit.kind, low=low, value=value, high=high)
