"""Grids drawn with ruling lines → `RawTable`."""

from __future__ import annotations

from report_etl.extract.reflow import Flow
from report_etl.models import Block, RawTable


def find_ruled(flow: Flow, blocks: tuple[Block, ...]) -> list[RawTable]:
    """Every grid of the document as a table: merged cells filled, caption and unit note attached."""
    return []
