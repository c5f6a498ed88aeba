"""What stands in the middle of several others: a label over columns, a merged cell beside rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import inf


def runs_around(
    count: int, places: int, miss: Callable[[int, range], float | None], skipped: float = inf
) -> list[range] | None:
    """For each of `count` things its run of `places`, one behind the other, that they miss least in all.

    `miss` is how far one stands from the middle of a run (None: too far). Places before the first run may be
    left over, which costs `skipped`. None where no way fits.
    """

    @cache
    def best(number: int, first: int) -> tuple[float, int]:
        """The least miss of those from `number` on in the places from `first` on, and where its run ends."""
        if number == count:
            return (0.0 if first == places else inf), first
        found = (inf, first)
        for end in range(first + 1, places + 1):
            own = miss(number, range(first, end))
            if own is not None:
                found = min(found, (own + best(number + 1, end)[0], end))
        return found

    first = min(range(places), key=lambda place: best(0, place)[0] + (skipped if place else 0.0))
    if best(0, first)[0] == inf:
        return None
    runs: list[range] = []
    for number in range(count):
        end = best(number, first)[1]
        runs.append(range(first, end))
        first = end
    return runs
