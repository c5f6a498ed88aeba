"""`Document` → `Extraction`: pure, deterministic, no database, no clock."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from report_etl.catalog import Catalog
from report_etl.extract.blocks import find_blocks, split_out
from report_etl.extract.claim_blocks import prose_claims
from report_etl.extract.claim_lines import page_claims, run_claims
from report_etl.extract.continuation import breaks_off, join_interrupted
from report_etl.extract.coverage import measure_coverage
from report_etl.extract.identify import identify
from report_etl.extract.illegible import refuse_illegible
from report_etl.extract.own_money import in_own_money
from report_etl.extract.provenance import Locator
from report_etl.extract.reflow import Flow, reflow
from report_etl.extract.running_text import is_running_text
from report_etl.extract.sources import find_sources
from report_etl.extract.statements import Statements, find_statements
from report_etl.extract.statements.periods.periods import of_title
from report_etl.extract.tables import Tables, find_tables, read_tables
from report_etl.extract.tables.areas import lines_of
from report_etl.models import Block, BlockKind, Claim, Document, Paragraph
from report_etl.records import DocumentInfo, Extraction, Heading, Percentage, Quantity, Table

_REMARK = re.compile(r"[（(\[][^（）()\[\]]*[）)\]]")
_LONGEST_TITLE = 60
_FRONT = 4  # lines of the front

_Located = TypeVar("_Located", Percentage, Quantity)

__all__ = ["Stages", "extract_document", "run_stages"]


@dataclass(frozen=True)
class Stages:
    """Everything between a document and its extraction, kept so that it can be explained."""

    flow: Flow
    blocks: tuple[Block, ...]
    tables: Tables
    statements: Statements
    claims: tuple[Claim, ...]
    extraction: Extraction


def extract_document(document: Document, catalog: Catalog) -> Extraction:
    """What the document says, as records."""
    return run_stages(document, catalog).extraction


def run_stages(document: Document, catalog: Catalog) -> Stages:
    """Every step in order; see docs/architecture.md for the drawing."""
    locator = Locator(document, catalog.digest)
    flow = reflow(document, catalog)
    found = find_blocks(flow, catalog)
    raw_tables = find_tables(flow, found, catalog)
    blocks = join_interrupted(split_out(found, lines_of(raw_tables), flow), flow)
    report, report_claims = identify(flow, blocks, catalog)
    tables = read_tables(raw_tables, catalog, locator, report)
    paragraphs = _paragraphs(blocks, tables.tables, flow)
    title = report.title or _opening(blocks)
    statements = find_statements(paragraphs, locator, title, report.published, _front(blocks))
    claims = (
        *_block_claims(blocks),
        *prose_claims(flow, blocks),
        *page_claims(flow),
        *run_claims(flow),
        *report_claims,
        *tables.claims,
        *statements.claims,
    )
    extraction = Extraction(
        document=_about(document),
        report=report,
        policies=list(tables.policies),
        region_counts=list(tables.region_counts),
        table_totals=list(tables.table_totals),
        percentages=_in_order([*_dated(tables.percentages, title), *statements.percentages]),
        quantities=in_own_money(
            _in_order([*_dated(tables.quantities, title), *statements.quantities]), document.text
        ),
        value_chain=list(tables.value_chain),
        tables=list(tables.tables),
        headings=_headings(blocks, locator),
        sources=list(find_sources(blocks, tables.tables, locator)),
        rejects=[*tables.rejects, *statements.rejects],
        repairs=list(flow.repairs),
        coverage=measure_coverage(flow, claims, locator, statements.unread),
    )
    extraction = refuse_illegible(extraction, document.text)
    return Stages(flow, blocks, tables, statements, claims, extraction)


def _about(document: Document) -> DocumentInfo:
    return DocumentInfo(
        sha256=document.sha256,
        file_name=document.file_name,
        media_type=document.media_type,
        page_count=len(document.pages),
        character_count=len(document.text),
    )


def _dated(records: Sequence[_Located], title: str | None) -> list[_Located]:
    """The figures of tables; those without a period have that of the title of a statistical report."""
    period = of_title(title)
    update = {"period": period, "inherited": ["period"]}
    return [r if r.period or period is None else r.model_copy(update=update) for r in records]


def _in_order(records: list[_Located]) -> list[_Located]:
    return sorted(records, key=lambda record: (record.provenance.start, record.provenance.end))


def _paragraphs(blocks: tuple[Block, ...], tables: Sequence[Table], flow: Flow) -> list[Paragraph]:
    """The running text, each paragraph knowing its heading and the caption of the table beside it."""
    found: list[Paragraph] = []
    heading: str | None = None
    starts = [block.text.span().start for block in blocks if _parts_tables(block)]
    captions = {bisect(starts, table.provenance.start): table.caption for table in reversed(tables)}
    place = 0
    for block in blocks:
        place += _parts_tables(block)
        if block.kind is BlockKind.HEADING:
            heading = block.title
        elif block.kind is BlockKind.PARAGRAPH and is_running_text(block):
            caption = captions.get(place) or captions.get(place - 1)
            found.append(Paragraph(block.text, heading, caption, breaks_off(block, flow)))
    return found


def _opening(blocks: tuple[Block, ...]) -> str | None:
    """The first line, without what its brackets add, where it is no sentence: a title that nothing marks."""
    first = next((b for b in blocks if b.text and b.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)), None)
    line = _REMARK.sub("", first.text.text).strip() if first else ""
    return line if 0 < len(line) <= _LONGEST_TITLE and not re.search("[。！？；，]", line) else None


def _front(blocks: tuple[Block, ...]) -> list[str]:
    """The first lines that are no sentences and head no section: one may name whose report it is."""
    first = [b for b in blocks if b.text and b.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)][:_FRONT]
    texts = [block.text.text.strip() for block in first if block.number is None]
    return [text for text in texts if len(text) <= _LONGEST_TITLE and "。" not in text]


def _parts_tables(block: Block) -> bool:
    """Whether a table after this block is no longer beside the text before it; footnotes are out of line."""
    prose = block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and block.rule != "paragraph/footnote"
    return prose and bool(block.text)


def _headings(blocks: tuple[Block, ...], locator: Locator) -> list[Heading]:
    return [
        Heading(
            level=block.level or 1,
            number=block.number,
            title=block.title or block.text.text,
            provenance=locator.provenance(block.text.span(), block.rule),
        )
        for block in blocks
        if block.kind is BlockKind.HEADING
    ]


def _block_claims(blocks: tuple[Block, ...]) -> list[Claim]:
    """Headings, captions, sources and metadata are claimed; noise is claimed as noise."""
    return [
        Claim(block.text.span(), block.rule, noise=block.kind is BlockKind.NOISE)
        for block in blocks
        if block.kind is not BlockKind.PARAGRAPH and block.text
    ]
