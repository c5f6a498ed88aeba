"""A quantity while it is being read."""

from __future__ import annotations

from decimal import Decimal

from report_etl.models import Qualifier, QuantityKind, QuantityMention


class Draft:
    """What is known so far of one quantity; the steps of reading fill it in."""

    __slots__ = (
        "end",
        "figure_end",
        "high",
        "kind",
        "lone",
        "low",
        "numeral",
        "plain",
        "qualifier",
        "scale",
        "start",
        "unit",
        "value",
    )

    def __init__(self, start: int, end: int, value: Decimal | None, numeral: str = "") -> None:
        self.start = start
        self.end = end
        self.value = value
        self.low: Decimal | None = None
        self.high: Decimal | None = None
        self.unit: str | None = None
        self.kind = QuantityKind.NUMBER
        self.qualifier = Qualifier.EXACT
        self.scale = 0  # power of ten by which the printed figure was multiplied; -1: several (11亿6690万)
        self.plain = not numeral  # an Arabic figure without scale and unit
        self.numeral = numeral  # the Chinese numeral, "" for Arabic
        self.figure_end = end  # where the figure ends and the unit begins
        self.lone = False  # a scale without a figure (千亿元): a number only where the words around say so

    @property
    def parted(self) -> bool:
        """Whether the value is no whole number (of any size: 1E+40 % 1 cannot be divided)."""
        return self.value is not None and self.value != self.value.to_integral_value()

    def mention(self, text: str) -> QuantityMention:
        """The finished value."""
        return QuantityMention(
            self.start,
            self.end,
            text[self.start : self.end],
            self.value,
            self.unit,
            self.kind,
            self.qualifier,
            self.low,
            self.high,
        )


def skip_spaces(text: str, position: int, most: int = 2) -> int:
    """The place after at most `most` spaces."""
    stop = position + most
    while position < stop and text[position : position + 1] in (" ", "\u3000", "\xa0"):
        position += 1
    return position
