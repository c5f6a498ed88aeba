"""Databases that are away, locked or broken: one sentence, and whether trying again helps."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, make_url, text

from report_etl.db import Arrival, Database, Outcome, open_database
from report_etl.errors import DatabaseError
from tests.databases import dump, on_postgresql
from tests.extractions import SHA256, sample_extraction


def _failure(url: str) -> DatabaseError:
    with open_database(url) as opened, pytest.raises(DatabaseError) as caught:
        opened.prepare()
    assert "\n" not in str(caught.value)
    return caught.value


def test_an_unreachable_server_is_named_without_its_password() -> None:
    failure = _failure("postgresql://anna:secret@127.0.0.1:1/reports?sslpassword=hidden")
    assert failure.transient
    assert "postgresql://anna:***@127.0.0.1:1/reports" in str(failure)
    assert "secret" not in str(failure)
    assert "hidden" not in str(failure)
    assert "check that the server runs" in str(failure)


@pytest.mark.postgres
def test_a_missing_database_does_not_heal_by_waiting(postgres_url: str) -> None:
    failure = _failure(make_url(postgres_url).set(database="absent").render_as_string(hide_password=False))
    assert not failure.transient
    assert "create the database" in str(failure)


@pytest.mark.postgres
def test_an_unknown_user_does_not_heal_by_waiting(postgres_url: str) -> None:
    failure = _failure(make_url(postgres_url).set(username="nobody").render_as_string(hide_password=False))
    assert not failure.transient
    assert "check user and password" in str(failure)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "report.db"
    path.write_text("no database, but long enough to be looked at " * 40, encoding="utf-8")
    failure = _failure(f"sqlite:///{path}")
    assert not failure.transient
    assert str(path) in str(failure)
    assert "no SQLite database" in str(failure)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    failure = _failure(f"sqlite:///{tmp_path}")
    assert not failure.transient
    assert "folder" in str(failure)


def test_a_locked_database_may_be_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report_etl.db.engine._BUSY_SECONDS", 0.1)
    with open_database(f"sqlite:///{tmp_path}/report.db") as opened:
        opened.prepare()
        other = sqlite3.connect(tmp_path / "report.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseError, match="another process holds") as caught:
            opened.load(sample_extraction(), rules="r1")
        assert caught.value.transient
        assert opened.status().documents == ()  # readers are not locked out
        other.execute("ROLLBACK")
        other.close()
        assert opened.load(sample_extraction(), rules="r1").outcome is Outcome.LOADED


def test_a_full_disk_keeps_the_good_rows(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path}/report.db") as opened:
        opened.prepare()
        opened.load(sample_extraction(), rules="r1")
        with opened._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            assert isinstance(pages, int)
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")
        big = sample_extraction(headings=sample_extraction().headings * 5_000)
        with pytest.raises(DatabaseError, match="free disk space") as caught:
            opened.load(big, rules="r2")
        assert not caught.value.transient
        assert opened.extraction(SHA256) == sample_extraction()


def _kill_at(engine: Engine, killer: Engine, at: int) -> Any:
    """End the connection's server process before its n-th statement."""
    seen = 0

    def before(connection: Any, _cursor: Any, _statement: str, *_rest: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == at:
            pid = connection.connection.dbapi_connection.info.backend_pid
            with killer.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    event.listen(engine, "before_cursor_execute", before)
    return before


@on_postgresql
@pytest.mark.parametrize("at", [1, 5, 12, 25])
def test_a_connection_lost_on_the_way_can_be_tried_again(database: Database, engine: Engine, at: int) -> None:
    database.load(sample_extraction(), rules="r1")
    before = dump(engine)
    listener = _kill_at(database._engine, engine, at)
    with pytest.raises(DatabaseError, match="try again") as caught:
        database.load(sample_extraction(policies=[]), rules="r2", arrival=Arrival("2", "x"))
    assert caught.value.transient
    event.remove(database._engine, "before_cursor_execute", listener)
    assert dump(engine) == before
    again = database.load(sample_extraction(policies=[]), rules="r2", arrival=Arrival("2", "x"))
    assert again.outcome is Outcome.REPLACED


def test_a_lost_answer_to_commit_is_answered_by_the_ledger(database: Database, engine: Engine) -> None:
    inner = database._engine
    committed = threading.Event()
    do_commit = inner.dialect.do_commit

    def commit_and_lose_the_answer(connection: Any) -> None:
        do_commit(connection)
        if not committed.is_set():
            committed.set()
            raise inner.dialect.loaded_dbapi.OperationalError("server closed the connection unexpectedly")

    inner.dialect.do_commit = commit_and_lose_the_answer  # type: ignore[method-assign]
    arrival = Arrival("1", "储能.pdf")
    with pytest.raises(DatabaseError):
        database.load(sample_extraction(), rules="r1", arrival=arrival)
    receipt = database.receipt("1")
    assert receipt is not None
    before = dump(engine)
    again = database.load(sample_extraction(), rules="r1", arrival=arrival)
    assert (again.outcome, again.receipt) == (Outcome.ALREADY_KNOWN, receipt)
    assert dump(engine) == before
