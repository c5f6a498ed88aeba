"""Plain tables for the terminal, in which a Chinese character is two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Table:
    """A title, a header and rows of text; `notes` follow below, one a line."""

    title: str
    header: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        grid = [list(self.header), *(list(row) for row in self.rows)]
        columns = max(len(row) for row in grid)
        grid = [row + [""] * (columns - len(row)) for row in grid]
        widths = [max(width(row[column]) for row in grid) for column in range(columns)]
        lines = [
            "  ".join(
                _fit(cell, size, index) for index, (cell, size) in enumerate(zip(row, widths, strict=True))
            )
            for row in grid
        ]
        rule = "-" * min(160, sum(widths) + 2 * (columns - 1))
        return "\n".join(
            [
                "",
                f"== {self.title}",
                lines[0].rstrip(),
                rule,
                *(line.rstrip() for line in lines[1:]),
                *self.notes,
            ]
        )


def width(text: str) -> int:
    """Columns of the terminal that `text` takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _fit(text: str, size: int, column: int) -> str:
    """The first column to the left, figures to the right."""
    blanks = " " * (size - width(text))
    return text + blanks if column == 0 else blanks + text


def score(value: float | None) -> str:
    """A score between 0 and 1, or a dash where there is nothing to score."""
    return "-" if value is None else f"{value:.3f}"


def rate(per_second: float) -> str:
    """Characters a second, in thousands."""
    return f"{per_second / 1000:,.0f} k/s"


def held(value: float, target: float, *, at_most: bool = False) -> str:
    """Whether a figure reaches its target."""
    return "yes" if (value <= target if at_most else value >= target) else "NO"
