"""Things dealt to runs of places so that each stands in the middle of its own."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

import pytest

from report_etl.extract.tables.drawn.middles import runs_around, ways_around


def _misses(*middles: float, most: float = 0.4) -> Callable[[int, range], float | None]:
    """How far things at some places stand from the middles of runs."""

    def miss(number: int, run: range) -> float | None:
        found = abs(middles[number] - (run[0] + run[-1]) / 2)
        return found if found <= most else None

    return miss


@pytest.mark.parametrize(
    ("middles", "runs"),
    [
        ((1.0, 3.5), [range(3), range(3, 5)]),
        ((0.0, 2.5), [range(1), range(1, 5)]),
        ((0.0, 1.0), None),
    ],
)
def test_each_stands_in_the_middle_of_its_run(middles: tuple[float, ...], runs: list[range] | None) -> None:
    assert runs_around(len(middles), 5, _misses(*middles)) == runs


@pytest.mark.parametrize(("skipped", "runs"), [(0.4, [range(2, 5)]), (inf, None)])
def test_places_before_the_first_run_may_be_left_over(skipped: float, runs: list[range] | None) -> None:
    assert runs_around(1, 5, _misses(3.0), skipped) == runs


def test_all_ways_that_miss_as_much_are_told() -> None:
    ways = list(ways_around(2, 5, _misses(1.0, 3.0, most=0.5)))
    assert ways == [[range(2), range(2, 5)], [range(3), range(3, 5)]]
    assert list(ways_around(0, 3, _misses())) == []
