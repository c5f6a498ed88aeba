"""Source lines (资料来源：…) and what they refer to."""

from __future__ import annotations

from collections.abc import Sequence

from report_etl.extract.marks import source_prefix
from report_etl.extract.provenance import Locator
from report_etl.models import Block, BlockKind, Span
from report_etl.records import Source, Table


def find_sources(blocks: tuple[Block, ...], tables: Sequence[Table], locator: Locator) -> tuple[Source, ...]:
    """One record for each source line, with the caption of the table or figure it closes.

    A source line closes what stands directly before it: the last table that ends after the source line
    before, or else a caption of its own. A chart whose picture holds no text leaves nothing to refer to.
    """
    found: list[Source] = []
    since = 0
    caption: tuple[int, str] | None = None
    for block in blocks:
        if block.kind is BlockKind.CAPTION:
            caption = (block.text.span().start, block.text.text)
        elif block.kind is BlockKind.HEADING:
            caption = None
        elif block.kind is BlockKind.SOURCE:
            span = block.text.span()
            found.append(
                Source(
                    text=block.text.text[source_prefix(block.text.text) or 0 :].strip(),
                    refers_to=_table_before(tables, Span(since, span.start))
                    or (caption[1] if caption else None),
                    provenance=locator.provenance(span, block.rule),
                )
            )
            since, caption = span.end, None
    return tuple(found)


def _table_before(tables: Sequence[Table], between: Span) -> str | None:
    """The caption of the last table that lies between two source lines."""
    inside = [
        table
        for table in tables
        if between.start <= table.provenance.start and table.provenance.end <= between.end
    ]
    return max(inside, key=lambda table: table.provenance.start).caption if inside else None
