"""Run by Alembic, on the connection and inside the transaction of `report_etl.db.schema.upgrade`."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from report_etl.db.schema import VERSION_TABLE
from report_etl.db.tables import metadata
from report_etl.db.types import Instant, Json, Number

_PLAIN = {
    Instant: "sa.DateTime(timezone=True)",
    Number: "sa.Numeric()",
    type(Json): 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")',
}


def _render(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Our column types as plain ones: a migration must not change when the program does."""
    return _PLAIN.get(type(item), False) if kind == "type" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite cannot alter a column in place
    compare_type=True,
    render_item=_render,
)
context.run_migrations()
