"""The word lists of `schemas/wording.yaml`, in the forms in which sentences are read with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from report_etl.catalog import load_catalog

_LISTS: Final = re.compile(r"\{([a-z_|]+)\}")


@cache
def words(*lists: str) -> frozenset[str]:
    """Every word of the lists, every short form where a list says what they stand for."""
    catalog = load_catalog()
    return frozenset(
        word for name in lists for word in catalog.wording.get(name) or catalog.short_forms[name]
    )


@cache
def longest_first(*lists: str) -> tuple[str, ...]:
    """Every word of the lists; of two that begin alike the longer one comes first."""
    return tuple(sorted(words(*lists), key=lambda word: (-len(word), word)))


@cache
def alternatives(*lists: str) -> str:
    """The words as alternatives of a pattern."""
    return "|".join(map(re.escape, longest_first(*lists)))


def pattern(source: str) -> Callable[[], re.Pattern[str]]:
    """What compiles a pattern at its first use; `{link}` in it is a word of that list, `{up|down}` of two."""

    @cache
    def compiled() -> re.Pattern[str]:
        return re.compile(_LISTS.sub(lambda lists: f"(?:{alternatives(*lists[1].split('|'))})", source))

    return compiled


def written_out(pairs: str) -> Mapping[str, str]:
    """Short forms and what stands for them in a record."""
    return load_catalog().short_forms[pairs]
