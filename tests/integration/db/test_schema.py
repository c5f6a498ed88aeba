"""Migrations: the same tables on both databases, made once, never by an older program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from report_etl.db import Database, open_database
from report_etl.db.schema import REVISIONS, VERSION_TABLE
from report_etl.db.tables import metadata
from report_etl.errors import ConfigError, DatabaseError
from tests.databases import dump
from tests.extractions import sample_extraction


def _tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def _execute(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def test_migrations_make_exactly_the_tables_of_the_program(database: Database, engine: Engine) -> None:
    def ours(_object: Any, name: str | None, kind: str, *_rest: Any) -> bool:
        return (kind, name) != ("table", VERSION_TABLE)

    options = {"compare_type": True, "version_table": VERSION_TABLE, "include_object": ours}
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_the_revisions_of_the_program_are_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", "report_etl.db:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == REVISIONS


def test_an_empty_database_gets_its_tables_unasked(database_url: str, engine: Engine) -> None:
    assert _tables(engine) == set()
    with open_database(database_url) as opened:
        opened.prepare()
    assert _tables(engine) == {*metadata.tables, VERSION_TABLE}


def test_upgrading_twice_changes_nothing(database: Database, engine: Engine) -> None:
    database.load(sample_extraction(), rules="r1")
    before = dump(engine)
    assert database.upgrade() == REVISIONS[-1]
    assert dump(engine) == before


def test_processes_that_upgrade_at_once_do_it_once(database_url: str, engine: Engine) -> None:
    program = (
        "import sys; from report_etl.db import open_database\n"
        "with open_database(sys.argv[1]) as database:\n"
        "    print(database.upgrade())"
    )
    command = [sys.executable, "-c", program, database_url]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    for process in started:
        output, errors = process.communicate(timeout=120)
        assert (output.strip(), process.returncode) == (REVISIONS[-1], 0), errors
    assert _tables(engine) == {*metadata.tables, VERSION_TABLE}


def test_checking_makes_no_tables(database_url: str, engine: Engine) -> None:
    with open_database(database_url) as opened:
        with pytest.raises(ConfigError, match="holds no tables yet"):
            opened.check_schema()
        assert _tables(engine) == set()
        opened.upgrade()
        opened.check_schema()


def test_a_failing_migration_leaves_nothing_half_made(
    database_url: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alembic.operations.Operations.create_index", _refuse)
    with open_database(database_url) as opened, pytest.raises(ZeroDivisionError):
        opened.upgrade()
    assert _tables(engine) == set()


def _refuse(*_arguments: Any, **_options: Any) -> None:
    raise ZeroDivisionError


def test_an_older_program_refuses_a_newer_database(database: Database, engine: Engine) -> None:
    _execute(engine, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    for step in (database.prepare, database.upgrade):
        with pytest.raises(ConfigError, match="newer report-etl"):
            step()


def test_a_filled_older_database_is_not_migrated_unasked(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("report_etl.db.schema.REVISIONS", (*REVISIONS, "9998"))
    with pytest.raises(ConfigError, match="report-etl db upgrade"):
        database.prepare()


def test_tables_of_something_else_are_left_alone(database_url: str, engine: Engine) -> None:
    _execute(engine, "CREATE TABLE theirs (id integer)")
    with open_database(database_url) as opened:
        with pytest.raises(ConfigError, match="something else"):
            opened.prepare()
        assert _tables(engine) == {"theirs"}
        opened.upgrade()
        opened.prepare()
    assert {"theirs", "policies"} <= _tables(engine)


def test_an_unprepared_database_tells_the_remedy(database_url: str) -> None:
    with open_database(database_url) as opened, pytest.raises(DatabaseError, match="report-etl db upgrade"):
        opened.status()


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path}/a/b/report.db") as opened:
        opened.prepare()
    assert (tmp_path / "a/b/report.db").is_file()


def test_looking_at_a_missing_sqlite_file_makes_none(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="report-etl ingest"):
        open_database(f"sqlite:///{tmp_path}/report.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseError, match="folder cannot be made"):
        open_database(f"sqlite:///{tmp_path}/file/report.db")


def test_sqlite_waits_readers_and_survives_power_cuts(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path}/report.db") as opened:
        opened.prepare()
        with opened._engine.connect() as connection:
            settings = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}
