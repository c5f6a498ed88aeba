"""The first schema: one table per record kind, the documents, the ledger, the log and the claims.

A column is written `name:type`, text where no type is given, with `?` where it may be null. Three words stand
for several columns: `decimal` the number and its printed text, `period` the partial date with its first and
last day, `provenance` where a record was read, with the name of the column for its rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TYPES: dict[str, Any] = {
    "": sa.Text(),
    "integer": sa.BigInteger(),
    "number": sa.Numeric(),
    "float": sa.Float(53),
    "boolean": sa.Boolean(),
    "date": sa.Date(),
    "instant": sa.DateTime(timezone=True),
    "json": sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
    "row_number": sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
}
# The first column is the key.
_TABLES = {
    "document": "sha256 file_name media_type page_count:integer character_count:integer",
    "report": "document_sha256 title? publisher? industry? forecast_start:integer? forecast_end:integer? url?"
    " report_number? published:period? prices:json phones:json emails:json",
    "extraction": "document_sha256 contract:integer rules json_sha256 loaded_at:instant worker counts:json"
    " lines:integer lines_claimed:integer lines_noise:integer numerals:integer numerals_claimed:integer",
    "receipt": "number:row_number arrival_id file_name state sha256? rules? counts:json reason? detail?"
    " first_arrival_id? recorded_at:instant worker",
    "event": "id:row_number recorded_at:instant kind file_name? sha256? arrival_id? message worker",
    "claim": "arrival_id file_name worker token:integer claimed_at:instant",
}
# Their own columns, behind id, document and position.
_RECORDS = {
    "policies": "issued:period? issuers:json issuer_count:integer? issuers_text? title content? region?"
    " region_code? category? caption? source? rule:provenance",
    "region_counts": "region region_code? count:decimal unit? measure? as_of:period? share:decimal?"
    " rank:integer? caption? source? rule:provenance",
    "table_totals": "caption? measure? value:decimal unit? rule:provenance",
    "value_chain": "stage field? description? caption? source? rule:provenance",
    "percentages": "subject? measure? value:decimal? low:decimal? high:decimal? kind base? direction?"
    " period:period? qualifier forecast:boolean inherited:json text statement? rule:provenance",
    "quantities": "subject? measure? value:decimal? low:decimal? high:decimal? unit? currency? kind direction?"
    " period:period? qualifier forecast:boolean inherited:json text statement? rule:provenance",
    "tables": "caption? kind layout header:json rows:json unit_note? source? rule:provenance",
    "headings": "level:integer number? title rule:provenance",
    "sources": "text refers_to? rule:provenance",
    "rejects": "record_kind reason raw readings:json rule:provenance",
    "findings": "check status severity message values:json suggestion? provenance:json",
    "repairs": "rule before after certain:boolean provenance_rule:provenance",
    "unclaimed": "text rule:provenance",
}
_UNIQUE = {"receipt": ["arrival_id"], **dict.fromkeys(_RECORDS, ["document_sha256", "position"])}
_INDEXED = ("receipt", "event")  # by sha256


def upgrade() -> None:
    """Make every table."""
    for name, columns in _TABLES.items():
        _create(name, columns)
    for kind, columns in _RECORDS.items():
        _create(kind, f"id document_sha256 position:integer {columns}")
    for name in _INDEXED:
        op.create_index(f"ix_{name}_sha256", name, ["sha256"])


def downgrade() -> None:
    """Remove every table, and with them all rows."""
    for name in reversed((*_TABLES, *_RECORDS)):
        op.drop_table(name)


def _create(name: str, words: str) -> None:
    columns = [column for word in words.split() for column in _columns(word)]
    key = columns[0].name
    parts: list[Any] = [*columns, sa.PrimaryKeyConstraint(key, name=f"pk_{name}")]
    if any(column.name == "document_sha256" for column in columns):
        foreign = f"fk_{name}_document_sha256"
        target = ["document.sha256"]
        parts.append(sa.ForeignKeyConstraint(["document_sha256"], target, name=foreign, ondelete="CASCADE"))
    if unique := _UNIQUE.get(name):
        parts.append(sa.UniqueConstraint(*unique, name=f"uq_{name}_{'_'.join(unique)}"))
    op.create_table(name, *parts)


def _columns(word: str) -> Iterator[sa.Column[Any]]:
    name, _, kind = word.rstrip("?").partition(":")
    if kind == "decimal":
        parts = [(name, "number"), (f"{name}_text", "")]
    elif kind == "period":
        parts = [(name, ""), (f"{name}_start", "date"), (f"{name}_end", "date")]
    elif kind == "provenance":
        parts = [("page", "integer"), ("span_start", "integer"), ("span_end", "integer"), ("boxes", "json")]
        parts += [(name, ""), ("rule_version", ""), ("confidence", "float")]
    else:
        parts = [(name, kind)]
    yield from (sa.Column(part, _TYPES[type_], nullable=word.endswith("?")) for part, type_ in parts)
