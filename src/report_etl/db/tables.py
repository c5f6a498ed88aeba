"""The tables. docs/reference/sql.md lists every column; the first migration spells them out in SQL.

A record kind is one table, named as in the contract and made from its Pydantic model by `fields_of`,
so a table cannot differ from its model. What the program keeps about files is written out here.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, MetaData, Table, Text, UniqueConstraint

from report_etl.db.fields import fields_of
from report_etl.db.types import Instant, Json, RowNumber
from report_etl.records import RECORD_KINDS, Coverage, DocumentInfo, Record, ReportInfo, Unclaimed

# Constraints need names that are the same everywhere, or migrations could not drop them.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Everything that is stored row by row and has an id: the kinds of the contract and the unclaimed lines.
STORED_KINDS: dict[str, type[Record]] = {**RECORD_KINDS, "unclaimed": Unclaimed}


def _of_document(primary_key: bool = False) -> Column[str]:
    """The document a row belongs to: its rows go with it."""
    target = ForeignKey("document.sha256", ondelete="CASCADE")
    return Column("document_sha256", Text, target, primary_key=primary_key, nullable=False)


def _record_table(kind: str, model: type[Record]) -> Table:
    columns = [column for field in fields_of(model) for column in field.columns()]
    return Table(
        kind,
        metadata,
        Column("id", Text, primary_key=True, doc="first 16 digits of the document / kind / position"),
        _of_document(),
        Column("position", BigInteger, nullable=False, doc="order in the document, from 1"),
        *columns,
        UniqueConstraint("document_sha256", "position"),
        info={"about": model.__doc__},
    )


document = Table(
    "document",
    metadata,
    Column("sha256", Text, primary_key=True),
    *(c for f in fields_of(DocumentInfo, without=frozenset({"sha256"})) for c in f.columns()),
    info={"about": "A file whose rows are in the tables."},
)

report = Table(
    "report",
    metadata,
    _of_document(primary_key=True),
    *(c for f in fields_of(ReportInfo) for c in f.columns()),
    info={"about": ReportInfo.__doc__},
)

extraction = Table(
    "extraction",
    metadata,
    _of_document(primary_key=True),
    Column("contract", BigInteger, nullable=False, doc="version of the contract"),
    Column("rules", Text, nullable=False, doc="digest of the rules and schemas that extracted it"),
    Column("json_sha256", Text, nullable=False, doc="hash of the extraction's JSON"),
    Column("loaded_at", Instant, nullable=False),
    Column("worker", Text, nullable=False, doc="host and process that loaded it"),
    Column("counts", Json, nullable=False, doc="JSON object: rows of the document by kind"),
    *(c for f in fields_of(Coverage, without=frozenset({"unclaimed"})) for c in f.columns()),
    info={"about": "How the rows of a document came about, and how much of it the rules account for."},
)

RECORD_TABLES: dict[str, Table] = {kind: _record_table(kind, model) for kind, model in STORED_KINDS.items()}

# No foreign key to `document`: a file in quarantine has none, and the ledger outlives the rows.
receipt = Table(
    "receipt",
    metadata,
    Column("number", RowNumber, primary_key=True, doc="order of the receipts"),
    Column("arrival_id", Text, nullable=False, unique=True, doc="one appearance of a file"),
    Column("file_name", Text, nullable=False),
    Column("state", Text, nullable=False, doc="loaded, duplicate or quarantined"),
    Column("sha256", Text, index=True, doc="null: the bytes could not be read"),
    Column("rules", Text),
    Column("counts", Json, nullable=False, doc="JSON object: rows loaded by kind"),
    Column("reason", Text, doc="quarantine: the kind of error"),
    Column("detail", Text, doc="quarantine: the sentence for the user"),
    Column("first_arrival_id", Text, doc="duplicate: the arrival that was loaded"),
    Column("recorded_at", Instant, nullable=False),
    Column("worker", Text, nullable=False),
    info={"about": "The ledger: how each arrival of a file ended, written together with its rows."},
)

event = Table(
    "event",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("recorded_at", Instant, nullable=False),
    Column("kind", Text, nullable=False, doc="arrived, loaded, replaced, duplicate, quarantined …"),
    Column("file_name", Text),
    Column("sha256", Text, index=True),
    Column("arrival_id", Text),
    Column("message", Text, nullable=False),
    Column("worker", Text, nullable=False),
    info={"about": "The log: what happened when and by whom; it decides nothing."},
)

claim = Table(
    "claim",
    metadata,
    Column("arrival_id", Text, primary_key=True),
    Column("file_name", Text, nullable=False),
    Column("worker", Text, nullable=False),
    Column("token", BigInteger, nullable=False, doc="grows when the arrival is taken up anew"),
    Column("claimed_at", Instant, nullable=False),
    info={"about": "Who works on which arrival now."},
)
