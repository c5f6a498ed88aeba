"""The word lists of `schemas/wording.yaml`, in the forms in which sentences are read with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from report_etl.catalog import load_catalog


@cache
def words(*lists: str) -> frozenset[str]:
    """Every word of the lists."""
    return frozenset(word for name in lists for word in load_catalog().wording[name])


@cache
def longest_first(*lists: str) -> tuple[str, ...]:
    """Every word of the lists; of two that begin alike the longer one comes first."""
    return tuple(sorted(words(*lists), key=lambda word: (-len(word), word)))


@cache
def alternatives(*lists: str) -> str:
    """The words as alternatives of a pattern."""
    return "|".join(map(re.escape, longest_first(*lists)))


def written_out(pairs: str) -> Mapping[str, str]:
    """Short forms and what stands for them in a record."""
    return load_catalog().short_forms[pairs]
