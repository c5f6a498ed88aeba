"""The files in `schemas/`, read and checked: YAML → `TableSpec`, `PublisherSpec`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Catalog:
    """Everything declared in `schemas/`. `digest` names its exact content (16 hex digits)."""

    digest: str = "0"


@lru_cache(maxsize=1)
def load_catalog() -> Catalog:
    """The catalog of the installed package (or of the checkout)."""
    return Catalog()
