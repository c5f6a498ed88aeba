"""Lines in the middle of a table without lines that name the rows below them: 第一阶段（2014—2017年）."""

from __future__ import annotations

from collections.abc import Sequence

from report_etl.extract.tables.drawn.entries import is_entry
from report_etl.extract.tables.drawn.strips import Strip
from report_etl.language.regions import match_region

_OFF = 0.45  # em by which such a line may miss the middle of the table
_LONGEST = 0.55  # share of the table that it covers


def without_group_names(run: list[Strip]) -> list[Strip]:
    """The lines of a table without those that name groups of its rows, unless the names are of regions."""
    return [strip for number, strip in enumerate(run) if not _names_rows(run, number)]


def _names_rows(run: Sequence[Strip], number: int) -> bool:
    """Whether a lone line stands in the middle of the table, over several cells of the rows around it.

    One over a single cell is a line of that column.
    """
    strip, rows = run[number], [other for other in run if len(other.segments) > 1]
    if len(strip.segments) > 1 or not 0 < number < len(run) - 1 or not rows:
        return False
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    centred = abs(strip.left + strip.right - left - right) < 2 * _OFF * strip.size
    around = run[number + 1 : number + 2] if number == 1 else [run[number - 1], run[number + 1]]
    over = all(_covered(strip, row) > 1 for row in around)
    dated = any(is_entry(piece.text.text) for piece in run[number + 1].segments)
    short = strip.right - strip.left < _LONGEST * (right - left)
    name = strip.segments[0].text.text
    return centred and over and dated and short and match_region(name) != len(name)


def _covered(strip: Strip, row: Strip) -> int:
    """Over how many cells of a row a line stands."""
    return sum(p.box.x0 < strip.right and strip.left < p.box.x1 for p in row.segments)
