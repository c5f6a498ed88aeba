"""Lines in the middle of a table without lines that name the rows below them: 第一阶段（2014—2017年）."""

from __future__ import annotations

from collections.abc import Sequence

from report_etl.extract.tables.drawn.cells import is_over
from report_etl.extract.tables.drawn.entries import is_entry
from report_etl.extract.tables.drawn.strips import Strip
from report_etl.language.regions import match_region

_OFF = 0.45  # em by which such a line may miss the middle of the table
_LONGEST = 0.55  # share of the table that it covers


def without_group_names(run: list[Strip]) -> list[Strip]:
    """The lines of a table without those that name groups of its rows, unless the names are of regions."""
    rows = [strip for strip in run if len(strip.segments) > 1]
    if not rows or len(rows) == len(run):
        return run
    sides = min(row.left for row in rows), max(row.right for row in rows)
    return [strip for number, strip in enumerate(run) if not _names_rows(run, number, sides)]


def _names_rows(run: Sequence[Strip], number: int, sides: tuple[float, float]) -> bool:
    """Whether a lone line stands in the middle of the table, over several cells of the rows around it.

    One over a single cell is a line of that column.
    """
    strip, (left, right) = run[number], sides
    if len(strip.segments) > 1 or not 0 < number < len(run) - 1:
        return False
    centred = abs(strip.left + strip.right - left - right) < 2 * _OFF * strip.size
    around = run[number + 1 : number + 2] if number == 1 else [run[number - 1], run[number + 1]]
    over = all(sum(is_over(strip.segments[0], piece) for piece in row.segments) > 1 for row in around)
    dated = any(is_entry(piece.text.text) for piece in run[number + 1].segments)
    short = strip.right - strip.left < _LONGEST * (right - left)
    name = strip.segments[0].text.text
    return centred and over and dated and short and match_region(name) != len(name)
