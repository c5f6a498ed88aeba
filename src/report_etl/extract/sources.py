"""Source lines (资料来源：…) and what they refer to."""

from __future__ import annotations

from collections.abc import Sequence

from report_etl.extract.provenance import Locator
from report_etl.models import Block
from report_etl.records import Source, Table


def find_sources(blocks: tuple[Block, ...], tables: Sequence[Table], locator: Locator) -> tuple[Source, ...]:
    """One record for each source line, with the caption of the table or figure it closes."""
    return ()
