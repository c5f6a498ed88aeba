"""Why an extraction is as it is: every stage, every kind each table may be of, and what gave no record."""

from __future__ import annotations

from dataclasses import dataclass

from report_etl.catalog import Catalog
from report_etl.extract import Stages, run_stages
from report_etl.extract.blocks import find_blocks
from report_etl.extract.tables import find_tables, shape_and_match
from report_etl.extract.tables.flattened.nearest import Miss, find_misses, tried
from report_etl.extract.tables.matching.match import Attempt, column_scores
from report_etl.models import Document, RawTable


@dataclass(frozen=True)
class Column:
    """A column of a table: its label, the field it fills, its type, and how many of its cells fit that."""

    label: str
    field: str | None
    type: str
    score: float


@dataclass(frozen=True)
class Candidate:
    """A table as found, its columns by the reading chosen, and all readings, best first."""

    table: RawTable
    kind: str | None
    columns: tuple[Column, ...]
    readings: tuple[Attempt, ...]


@dataclass(frozen=True)
class Explanation:
    """All there is to say about one document."""

    stages: Stages
    candidates: tuple[Candidate, ...]
    misses: tuple[Miss, ...]


def explain(document: Document, catalog: Catalog) -> Explanation:
    """Extract a document and keep what is thrown away otherwise."""
    stages = run_stages(document, catalog)
    blocks = find_blocks(stages.flow, catalog)
    tables = find_tables(stages.flow, blocks, catalog)
    misses = find_misses(stages.flow, blocks, tables, catalog)
    return Explanation(stages, tuple(_candidate(table, catalog) for table in tables), tuple(misses))


def _candidate(table: RawTable, catalog: Catalog) -> Candidate:
    shaped, match = shape_and_match(table, catalog)
    readings = tried(table, catalog)
    if match.spec is None and readings:
        match = readings[0].match  # of no kind: the columns as the nearest one sees them
        kind = None
    else:
        kind = match.spec.kind if match.spec else None
    columns = tuple(
        Column(m.header.name, m.column.field if m.column else None, m.type, score)
        for m, score in zip(match.columns, column_scores(shaped, match), strict=True)
    )
    return Candidate(table, kind, columns, tuple(readings))
