"""The kinds of generated tables by their name."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.generator.fact import Fact
from tests.generator.figures import nothing, region_counts, time_series, value_chain
from tests.generator.policies import policies
from tests.generator.printed import PRINTED

KINDS: dict[str, Callable[[Random], Fact]] = {
    "policies": policies,
    "region_counts": region_counts,
    "time_series": time_series,
    "value_chain": value_chain,
    "nothing": nothing,
}


def fact_of(kind: str, layout: str, random: Random) -> Fact:
    """A table of a kind; styled PDFs also have groups of rows and headers of two levels."""
    return ({**KINDS, **PRINTED} if layout == "styled PDF" else KINDS)[kind](random)
