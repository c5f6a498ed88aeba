"""Flow → blocks: headings, captions, source lines, paragraphs, report metadata, noise."""

from __future__ import annotations

from report_etl.catalog import Catalog
from report_etl.extract.reflow import Flow
from report_etl.models import Block


def find_blocks(flow: Flow, catalog: Catalog) -> tuple[Block, ...]:
    """Every line of the document in exactly one block, in order.

    Text that may still turn out to be a table is a PARAGRAPH block here; `find_tables` claims
    lines of it and `split_out` takes them away.
    """
    return ()


def split_out(blocks: tuple[Block, ...], claimed: frozenset[int], flow: Flow) -> tuple[Block, ...]:
    """The blocks without the claimed lines: a block that loses lines is shortened or split."""
    return blocks
