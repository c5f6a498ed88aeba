"""How wide a character is printed, under the ways a text can have been wrapped.

A wrapped text does not say how it was wrapped: by a PDF library with the widths of a proportional
font, by a terminal with half-width Latin, or by counting characters. Each way is a `WidthModel`; the
one that explains the breaks of a document best is chosen by `fit.fit_with_gain`.

Widths are whole thousandths of an em, so that sums are exact on every machine. Sources: the
proportional Latin of the Adobe-GB1 character collection, which non-embedded Chinese fonts such as
STSong-Light use, and the Latin of Arial and Helvetica, which Chinese system fonts often borrow.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

EM = 1000
_QUOTES = "“”‘’"
# From U+0020 on.
_GB1_LATIN = (
    "207 270 342 467 462 797 710 239 374 374 423 605 238 375 238 334 462 462 462 462 462 462 462 462 462 "
    "462 238 238 605 605 605 344 748 684 560 695 739 563 511 729 793 318 312 666 526 896 758 772 544 772 "
    "628 465 607 753 711 972 647 620 607 374 333 374 606 500 239 417 503 427 529 415 264 444 518 241 230 "
    "495 228 793 527 524 524 504 338 336 277 517 450 652 466 452 407 370 258 370 605"
)
_ARIAL_LATIN = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 "
    "556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 "
    "722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 "
    "500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)


def _from_space_on(widths: str) -> dict[str, int]:
    return {chr(0x20 + index): int(width) for index, width in enumerate(widths.split())}


class _Widths(dict[str, int]):
    """Widths by character; one not listed is looked up by its East Asian width, once."""

    def __init__(self, special: Mapping[str, int], narrow: int) -> None:
        super().__init__(special)
        self._narrow = narrow
        self["\ufffd"] = 0  # stands for bytes that were never printed

    def __missing__(self, character: str) -> int:
        width = EM if is_wide(character) else self._narrow
        self[character] = width
        return width


@dataclass(frozen=True)
class WidthModel:
    """Widths in thousandths of an em: `special` ones, an em for wide characters, `narrow` for others."""

    name: str
    narrow: int
    special: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def _widths(self) -> _Widths:
        return _Widths(self.special, self.narrow)

    def of(self, text: str) -> int:
        """Width of the text in thousandths of an em."""
        return sum(map(self._widths.__getitem__, text))


def is_wide(character: str) -> bool:
    """Whether the character takes a full em: East Asian wide, full-width, or ambiguous (“ — ①)."""
    return unicodedata.east_asian_width(character) in "WFA"


DISPLAY = WidthModel("display", 500)  # as a terminal shows it
CHARACTERS = WidthModel("characters", EM)

# In the order of preference when two explain a document equally well.
MODELS: tuple[WidthModel, ...] = (
    WidthModel("adobe-gb1", 500, _from_space_on(_GB1_LATIN)),
    WidthModel("adobe-gb1, narrow quotes", 500, _from_space_on(_GB1_LATIN) | dict.fromkeys(_QUOTES, 450)),
    WidthModel("arial", 500, _from_space_on(_ARIAL_LATIN) | dict.fromkeys(_QUOTES, 333)),
    DISPLAY,
    WidthModel("display, narrow quotes", 500, dict.fromkeys(_QUOTES, 500)),
    CHARACTERS,
)
