"""The only place that knows SQLAlchemy: `open_database(url)` → `Database`.

with open_database("sqlite:///var/report_etl.db") as database:
    database.prepare()
    database.load(extraction, rules=rules_digest(), arrival=Arrival(id, file_name))
    database.status()
"""

from __future__ import annotations

from report_etl.db.browse import Listed, Part
from report_etl.db.database import Database, open_database
from report_etl.db.describe import ColumnDescription, ColumnKind, TableDescription, describe_tables
from report_etl.db.snapshot import Snapshot, StoredValues
from report_etl.db.values import (
    Arrival,
    Claim,
    DocumentLog,
    DocumentSummary,
    Event,
    LoadResult,
    Outcome,
    Receipt,
    ReceiptState,
    Status,
    StoredRecord,
)

__all__ = [
    "Arrival",
    "Claim",
    "ColumnDescription",
    "ColumnKind",
    "Database",
    "DocumentLog",
    "DocumentSummary",
    "Event",
    "Listed",
    "LoadResult",
    "Outcome",
    "Part",
    "Receipt",
    "ReceiptState",
    "Snapshot",
    "Status",
    "StoredRecord",
    "StoredValues",
    "TableDescription",
    "describe_tables",
    "open_database",
]
