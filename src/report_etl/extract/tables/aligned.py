"""Columns kept apart by white space (or three rules) → `RawTable`."""

from __future__ import annotations

from report_etl.extract.reflow import Flow
from report_etl.models import Block, RawTable


def find_aligned(flow: Flow, blocks: tuple[Block, ...], taken: frozenset[int]) -> list[RawTable]:
    """Every table aligned by position among the lines that are not `taken`."""
    return []
