"""The first schema: one table per record kind, the documents, the ledger, the log and the claims."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text()
INTEGER = sa.BigInteger()
BOOLEAN = sa.Boolean()
DATE = sa.Date()
FLOAT = sa.Float(53)
INSTANT = sa.DateTime(timezone=True)
NUMBER = sa.Numeric()
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_documents()
    _create_ledger()
    _create_policies_and_counts()
    _create_statements()
    _create_structure()
    _create_verdicts()


def _table(name: str, primary_key: str, *parts: Any) -> None:
    op.create_table(name, *parts, sa.PrimaryKeyConstraint(primary_key, name=f"pk_{name}"))


def _of_document(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_document_sha256"
    return sa.ForeignKeyConstraint(["document_sha256"], ["document.sha256"], name=name, ondelete="CASCADE")


def _record_table(kind: str, *columns: sa.Column[Any]) -> None:
    """A table of records: its own columns between the id and the rest."""
    _table(
        kind,
        "id",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("document_sha256", TEXT, nullable=False),
        sa.Column("position", INTEGER, nullable=False),
        *columns,
        _of_document(kind),
        sa.UniqueConstraint("document_sha256", "position", name=f"uq_{kind}_document_sha256_position"),
    )


def _provenance(rule: str = "rule") -> list[sa.Column[Any]]:
    return [
        sa.Column("page", INTEGER, nullable=False),
        sa.Column("span_start", INTEGER, nullable=False),
        sa.Column("span_end", INTEGER, nullable=False),
        sa.Column("boxes", JSON, nullable=False),
        sa.Column(rule, TEXT, nullable=False),
        sa.Column("rule_version", TEXT, nullable=False),
        sa.Column("confidence", FLOAT, nullable=False),
    ]


def _decimal(name: str, *, nullable: bool = True) -> list[sa.Column[Any]]:
    """The number to compare and the printed decimal."""
    return [
        sa.Column(name, NUMBER, nullable=nullable),
        sa.Column(f"{name}_text", TEXT, nullable=nullable),
    ]


def _period(name: str) -> list[sa.Column[Any]]:
    """The partial date as printed, its first and its last day."""
    return [sa.Column(name, TEXT), sa.Column(f"{name}_start", DATE), sa.Column(f"{name}_end", DATE)]


def _create_documents() -> None:
    _table(
        "document",
        "sha256",
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("file_name", TEXT, nullable=False),
        sa.Column("media_type", TEXT, nullable=False),
        sa.Column("page_count", INTEGER, nullable=False),
        sa.Column("character_count", INTEGER, nullable=False),
    )
    _table(
        "report",
        "document_sha256",
        sa.Column("document_sha256", TEXT, nullable=False),
        sa.Column("title", TEXT),
        sa.Column("publisher", TEXT),
        sa.Column("industry", TEXT),
        sa.Column("forecast_start", INTEGER),
        sa.Column("forecast_end", INTEGER),
        sa.Column("url", TEXT),
        sa.Column("report_number", TEXT),
        *_period("published"),
        sa.Column("prices", JSON, nullable=False),
        sa.Column("phones", JSON, nullable=False),
        sa.Column("emails", JSON, nullable=False),
        _of_document("report"),
    )
    _table(
        "extraction",
        "document_sha256",
        sa.Column("document_sha256", TEXT, nullable=False),
        sa.Column("contract", INTEGER, nullable=False),
        sa.Column("rules", TEXT, nullable=False),
        sa.Column("json_sha256", TEXT, nullable=False),
        sa.Column("loaded_at", INSTANT, nullable=False),
        sa.Column("worker", TEXT, nullable=False),
        sa.Column("counts", JSON, nullable=False),
        sa.Column("lines", INTEGER, nullable=False),
        sa.Column("lines_claimed", INTEGER, nullable=False),
        sa.Column("lines_noise", INTEGER, nullable=False),
        sa.Column("numerals", INTEGER, nullable=False),
        sa.Column("numerals_claimed", INTEGER, nullable=False),
        _of_document("extraction"),
    )


def _create_ledger() -> None:
    _table(
        "receipt",
        "number",
        sa.Column("number", ROW_NUMBER, nullable=False),
        sa.Column("arrival_id", TEXT, nullable=False),
        sa.Column("file_name", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("sha256", TEXT),
        sa.Column("rules", TEXT),
        sa.Column("counts", JSON, nullable=False),
        sa.Column("reason", TEXT),
        sa.Column("detail", TEXT),
        sa.Column("first_arrival_id", TEXT),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("worker", TEXT, nullable=False),
        sa.UniqueConstraint("arrival_id", name="uq_receipt_arrival_id"),
    )
    op.create_index("ix_receipt_sha256", "receipt", ["sha256"])
    _table(
        "event",
        "id",
        sa.Column("id", ROW_NUMBER, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("file_name", TEXT),
        sa.Column("sha256", TEXT),
        sa.Column("arrival_id", TEXT),
        sa.Column("message", TEXT, nullable=False),
        sa.Column("worker", TEXT, nullable=False),
    )
    op.create_index("ix_event_sha256", "event", ["sha256"])
    _table(
        "claim",
        "arrival_id",
        sa.Column("arrival_id", TEXT, nullable=False),
        sa.Column("file_name", TEXT, nullable=False),
        sa.Column("worker", TEXT, nullable=False),
        sa.Column("token", INTEGER, nullable=False),
        sa.Column("claimed_at", INSTANT, nullable=False),
    )


def _create_policies_and_counts() -> None:
    _record_table(
        "policies",
        *_period("issued"),
        sa.Column("issuers", JSON, nullable=False),
        sa.Column("issuer_count", INTEGER),
        sa.Column("issuers_text", TEXT),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("content", TEXT),
        sa.Column("region", TEXT),
        sa.Column("region_code", TEXT),
        sa.Column("category", TEXT),
        sa.Column("caption", TEXT),
        sa.Column("source", TEXT),
        *_provenance(),
    )
    _record_table(
        "region_counts",
        sa.Column("region", TEXT, nullable=False),
        sa.Column("region_code", TEXT),
        *_decimal("count", nullable=False),
        sa.Column("unit", TEXT),
        sa.Column("measure", TEXT),
        *_period("as_of"),
        *_decimal("share"),
        sa.Column("rank", INTEGER),
        sa.Column("caption", TEXT),
        sa.Column("source", TEXT),
        *_provenance(),
    )
    _record_table(
        "table_totals",
        sa.Column("caption", TEXT),
        sa.Column("measure", TEXT),
        *_decimal("value", nullable=False),
        sa.Column("unit", TEXT),
        *_provenance(),
    )
    _record_table(
        "value_chain",
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("field", TEXT),
        sa.Column("description", TEXT),
        sa.Column("caption", TEXT),
        sa.Column("source", TEXT),
        *_provenance(),
    )


def _create_statements() -> None:
    _record_table(
        "percentages",
        sa.Column("subject", TEXT),
        sa.Column("measure", TEXT),
        *_decimal("value"),
        *_decimal("low"),
        *_decimal("high"),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("base", TEXT),
        sa.Column("direction", TEXT),
        *_period("period"),
        sa.Column("qualifier", TEXT, nullable=False),
        sa.Column("forecast", BOOLEAN, nullable=False),
        sa.Column("inherited", JSON, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("statement", TEXT),
        *_provenance(),
    )
    _record_table(
        "quantities",
        sa.Column("subject", TEXT),
        sa.Column("measure", TEXT),
        *_decimal("value"),
        *_decimal("low"),
        *_decimal("high"),
        sa.Column("unit", TEXT),
        sa.Column("currency", TEXT),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("direction", TEXT),
        *_period("period"),
        sa.Column("qualifier", TEXT, nullable=False),
        sa.Column("forecast", BOOLEAN, nullable=False),
        sa.Column("inherited", JSON, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("statement", TEXT),
        *_provenance(),
    )


def _create_structure() -> None:
    _record_table(
        "tables",
        sa.Column("caption", TEXT),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("layout", TEXT, nullable=False),
        sa.Column("header", JSON, nullable=False),
        sa.Column("rows", JSON, nullable=False),
        sa.Column("unit_note", TEXT),
        sa.Column("source", TEXT),
        *_provenance(),
    )
    _record_table(
        "headings",
        sa.Column("level", INTEGER, nullable=False),
        sa.Column("number", TEXT),
        sa.Column("title", TEXT, nullable=False),
        *_provenance(),
    )
    _record_table(
        "sources",
        sa.Column("text", TEXT, nullable=False),
        sa.Column("refers_to", TEXT),
        *_provenance(),
    )


def _create_verdicts() -> None:
    _record_table(
        "rejects",
        sa.Column("record_kind", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("raw", TEXT, nullable=False),
        sa.Column("readings", JSON, nullable=False),
        *_provenance(),
    )
    _record_table(
        "findings",
        sa.Column("check", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("severity", TEXT, nullable=False),
        sa.Column("message", TEXT, nullable=False),
        sa.Column("values", JSON, nullable=False),
        sa.Column("suggestion", TEXT),
        sa.Column("provenance", JSON, nullable=False),
    )
    _record_table(
        "repairs",
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("before", TEXT, nullable=False),
        sa.Column("after", TEXT, nullable=False),
        sa.Column("certain", BOOLEAN, nullable=False),
        *_provenance("provenance_rule"),
    )
    _record_table(
        "unclaimed",
        sa.Column("text", TEXT, nullable=False),
        *_provenance(),
    )


def downgrade() -> None:
    """Remove every table, and with them all rows."""
    for kind in (
        "unclaimed",
        "repairs",
        "findings",
        "rejects",
        "sources",
        "headings",
        "tables",
        "value_chain",
        "quantities",
        "percentages",
        "table_totals",
        "region_counts",
        "policies",
    ):
        op.drop_table(kind)
    for name in ("claim", "event", "receipt", "extraction", "report", "document"):
        op.drop_table(name)
