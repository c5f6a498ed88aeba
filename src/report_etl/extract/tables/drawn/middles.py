"""What stands in the middle of several others: a label over columns, a merged cell beside rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from math import inf

_EQUAL = 1e-6  # em

Miss = Callable[[int, range], float | None]


def runs_around(count: int, places: int, miss: Miss, skipped: float = inf) -> list[range] | None:
    """The first of the `ways_around`; None where no way fits."""
    return next(ways_around(count, places, miss, skipped), None)


def ways_around(count: int, places: int, miss: Miss, skipped: float = inf) -> Iterator[list[range]]:
    """For each of `count` things its run of `places`, one behind the other, that they miss least in all.

    Every way that misses no more, those with short first runs first. `miss` is how far one stands from the
    middle of a run (None: too far). Places before the first run may be left over, which costs `skipped`.
    """

    def ends(number: int, first: int) -> Iterator[tuple[int, float]]:
        """Where the run of one may end, and what it and all behind it then miss at least."""
        for end in range(first + 1, places + 1):
            own = miss(number, range(first, end))
            if own is not None:
                yield end, own + best(number + 1, end)

    @cache
    def best(number: int, first: int) -> float:
        """The least miss of those from `number` on in the places from `first` on."""
        if number == count:
            return 0.0 if first == places else inf
        return min((total for _, total in ends(number, first)), default=inf)

    def ways(number: int, first: int) -> Iterator[list[range]]:
        if number == count:
            yield []
            return
        for end, total in ends(number, first):
            if total <= best(number, first) + _EQUAL < inf:
                yield from ([range(first, end), *rest] for rest in ways(number + 1, end))

    totals = [best(0, place) + (skipped if place else 0.0) for place in range(places)]
    for place, total in enumerate(totals):
        if total <= min(totals) + _EQUAL < inf:
            yield from ways(0, place)
