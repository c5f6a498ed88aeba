"""URL → SQLAlchemy engine, its transactions, and the errors of drivers in our words."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from report_etl.db.failures import first_line, to_database_error
from report_etl.errors import ConfigError, DatabaseError

_EXAMPLES = "use sqlite:///var/report_etl.db or postgresql://user:password@host/name"
_BUSY_SECONDS = 30
_ANSWER_SECONDS = 60.0  # longer than the server's own timeouts below
_POSTGRES_DEFAULTS = {"connect_timeout": 10, "application_name": "report_etl", "tcp_user_timeout": 30_000}
_WRITES = {"report_etl_writes": True}


def parse_url(text: str) -> URL:
    """The URL with the driver we ship.

    Raises:
        ConfigError: it is no database URL, or of another database; the text is not repeated, as it may
            hold a password.
    """
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise ConfigError(f"the database URL cannot be read; {_EXAMPLES}") from error
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in ("sqlite", "sqlite+pysqlite"):
        return url.set(drivername="sqlite+pysqlite")
    raise ConfigError(f"databases of type {url.drivername!r} are not supported; {_EXAMPLES}")


def masked(url: URL) -> str:
    """The URL for messages: no password, neither before the host nor among the options."""
    secret = {key: "***" for key in url.query if "password" in key.lower()}
    shown = url.update_query_dict(secret) if secret else url
    return shown.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def sqlite_file(url: URL) -> Path | None:
    """The file of a SQLite URL; None for PostgreSQL and for a database in memory."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


def make_engine(url: URL) -> Engine:
    """An engine that opens transactions explicitly; no connection is made yet."""
    serializer = partial(json.dumps, ensure_ascii=False)  # Chinese stays readable and searchable
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, json_serializer=serializer, connect_args={"timeout": _BUSY_SECONDS})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(
        url,
        json_serializer=serializer,
        pool_pre_ping=True,  # a connection that died in the pool is replaced unseen
        connect_args={name: value for name, value in _POSTGRES_DEFAULTS.items() if name not in url.query},
    )
    event.listen(engine, "do_connect", _connect_postgres)
    return engine


def _connect_postgres(_dialect: object, _record: object, arguments: Any, options: Any) -> object:
    from report_etl.db.patience import connect

    return connect(*arguments, seconds=_ANSWER_SECONDS, **options)


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver's own transactions would leave CREATE TABLE outside
    connection.execute("PRAGMA foreign_keys = ON")
    _set_wal(connection)
    # FULL: the file leaves the inbox after COMMIT, so a commit must survive a power cut.
    connection.execute("PRAGMA synchronous = FULL")


def _set_wal(connection: sqlite3.Connection) -> None:
    """Readers beside a writer. The first switch needs the file alone, and does not wait by itself."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            # Where it cannot be (in memory, some network folders) the mode stays as it is: slower, as safe.
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at the start: two that upgrade a read lock would dead-lock."""
    writes = connection.get_execution_options().get("report_etl_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: committed at the end, rolled back by any exception."""
    with translated(engine), engine.connect() as connection:
        connection = connection.execution_options(**_WRITES)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                # A frozen worker must not hold up the others for ever.
                connection.exec_driver_sql("SET LOCAL lock_timeout = '30s'")
                connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = '60s'")
            yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the database, however many questions it asks."""
    options: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with translated(engine), engine.connect() as connection:
        connection = connection.execution_options(**options)
        with connection.begin():
            yield connection


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """Errors of the driver become a `DatabaseError` with one sentence."""
    name = masked(engine.url)
    try:
        yield
    except DBAPIError as error:
        raise to_database_error(error.orig, name) from error
    except PoolTimeout as error:
        raise DatabaseError(f"{name}: all connections are in use; try again", transient=True) from error
    except SQLAlchemyError as error:
        raise DatabaseError(f"{name}: {first_line(error)}; run again with --debug and report it") from error


def insert_once(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert a row unless its primary key is there; True when it was not.

    Two transactions with the same key wait for each other here.
    """
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    key = list(table.primary_key.columns)
    insert = dialect.insert(table).on_conflict_do_nothing(index_elements=key)
    # Without the option the count of an INSERT is not kept.
    done = connection.execute(insert, row, execution_options={"preserve_rowcount": True})
    return done.rowcount == 1
