"""Which revision the tables are at, and the way to ours.

`REVISIONS` repeats the migrations in order, so that a run on a current database need not import Alembic;
a test holds the two together.
"""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from report_etl.db.engine import masked, reading, writing
from report_etl.errors import ConfigError, DatabaseError

REVISIONS = ("0001",)
VERSION_TABLE = "report_etl_version"  # not alembic_version: Prefect may live in the same database
_UPGRADE_LOCK = 7_305_414_820_113  # any number, the same in every release


class SchemaState(Enum):
    """How the tables of a database relate to this program."""

    EMPTY = auto()  # no table at all
    FOREIGN = auto()  # tables, but none of ours
    OLDER = auto()
    CURRENT = auto()


def make_folder(path: Path) -> None:
    """Make the folder of a SQLite file.

    Raises:
        DatabaseError: it cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(
            f"{path}: its folder cannot be made ({error.strerror}); name another one"
        ) from error


def upgrade(engine: Engine) -> str:
    """Bring the tables to our revision in one transaction; returns the revision.

    Two processes at once: the second waits, then finds nothing to do.

    Raises:
        ConfigError: the tables are of a newer program.
    """
    from alembic import command
    from alembic.config import Config

    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
        if schema_state(connection) is not SchemaState.CURRENT:
            config = Config()
            config.set_main_option("script_location", "report_etl.db:migrations")
            config.attributes["connection"] = connection
            command.upgrade(config, REVISIONS[-1])
    return REVISIONS[-1]


def prepare(engine: Engine) -> None:
    """Give an empty database its tables; refuse one that is not at our revision.

    A filled database is never migrated unasked: it may be large, and others may be reading it.

    Raises:
        ConfigError: run `report-etl db upgrade`, or install the newer program.
    """
    with reading(engine) as connection:
        state = schema_state(connection)
    if state is SchemaState.EMPTY:
        upgrade(engine)
    else:
        _refuse_unless_current(state, engine)


def check(engine: Engine) -> None:
    """Refuse tables that are not at our revision, and a database without any.

    Raises:
        ConfigError: as `prepare`.
    """
    with reading(engine) as connection:
        _refuse_unless_current(schema_state(connection), engine)


def _refuse_unless_current(state: SchemaState, engine: Engine) -> None:
    name = masked(engine.url)
    if state is SchemaState.EMPTY:
        raise ConfigError(f"{name}: holds no tables yet; run `report-etl ingest` or `report-etl db upgrade`")
    if state is SchemaState.OLDER:
        raise ConfigError(f"{name}: its tables are of an older report-etl; run `report-etl db upgrade`")
    if state is SchemaState.FOREIGN:
        raise ConfigError(
            f"{name}: holds tables of something else and none of report-etl; "
            "run `report-etl db upgrade` to add ours, or name another database"
        )


def schema_state(connection: Connection) -> SchemaState:
    """Compare the stamp in the database with `REVISIONS`.

    Raises:
        ConfigError: the stamp is of a newer program.
    """
    present = set(inspect(connection).get_table_names())
    revision = None
    if VERSION_TABLE in present:
        revision = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    if revision is None:
        return SchemaState.FOREIGN if present - {VERSION_TABLE} else SchemaState.EMPTY
    if revision == REVISIONS[-1]:
        return SchemaState.CURRENT
    if revision in REVISIONS:
        return SchemaState.OLDER
    name = masked(connection.engine.url)
    raise ConfigError(
        f"{name}: its tables are of a newer report-etl (revision {revision}); install that version"
    )
