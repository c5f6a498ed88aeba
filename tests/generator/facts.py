"""The kinds of generated tables by their name."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.generator.fact import Fact
from tests.generator.figures import nothing, region_counts, time_series, value_chain
from tests.generator.policies import policies

KINDS: dict[str, Callable[[Random], Fact]] = {
    "policies": policies,
    "region_counts": region_counts,
    "time_series": time_series,
    "value_chain": value_chain,
    "nothing": nothing,
}
