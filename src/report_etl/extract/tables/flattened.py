"""Tables flattened into running text (or one cell per line) → `RawTable`, by the grammars of their columns."""

from __future__ import annotations

from report_etl.catalog import Catalog
from report_etl.extract.reflow import Flow
from report_etl.models import Block, RawTable


def find_flattened(
    flow: Flow, blocks: tuple[Block, ...], taken: frozenset[int], catalog: Catalog
) -> list[RawTable]:
    """Every flattened table among the lines that are not `taken`."""
    return []
