"""Watching: what is dropped is loaded at the next look, and trouble that passes stops nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from report_etl.db import Database, open_database
from report_etl.errors import DatabaseError
from report_etl.pipeline import drain
from report_etl.pipeline.watch import watch_inbox
from report_etl.settings import Settings
from tests.ingesting import InventedWorkers, drop, files_in, settings_in


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(drain, "Workers", InventedWorkers)
    return settings_in(tmp_path / "home")


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    with open_database(settings.database_url) as opened:
        opened.prepare()
        yield opened


def loaded(settings: Settings, database: Database, drops: Iterator[str], drains: int) -> list[int]:
    """Files of each drain; between two looks the next file is dropped."""

    def wait(seconds: float) -> None:
        name = next(drops, None)
        if name is not None:
            drop(settings, name, name)

    watched = watch_inbox(settings, database, every=2, wait=wait)
    return [len(summary.files) for summary in islice(watched, drains)]


def test_every_file_is_loaded_at_the_next_look(settings: Settings, database: Database) -> None:
    drop(settings, "a.txt", "a")
    assert loaded(settings, database, iter(["b.txt", "c.txt"]), drains=3) == [1, 1, 1]
    assert files_in(settings)["archive"] == ["a", "b.txt", "c.txt"]


def test_nothing_is_drained_while_nothing_changes(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0

    def wait(seconds: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 50:
            drop(settings, "late.txt", "late")

    watched = watch_inbox(settings, database, every=2, wait=wait)
    assert [len(next(watched).files) for _ in range(2)] == [0, 1]
    assert looks == 50


def test_a_database_away_for_a_while_stops_nothing(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Database.take
    failures = iter([True])

    def take(self: Database, arrivals: list[object]) -> object:
        if next(failures, False):
            raise DatabaseError("the server restarts", transient=True)
        return real(self, arrivals)  # type: ignore[arg-type]

    monkeypatch.setattr(Database, "take", take)
    monkeypatch.setattr("report_etl.pipeline.ingest._RETRY_AFTER", ())
    drop(settings, "a.txt", "a")
    assert loaded(settings, database, iter(["b.txt"]), drains=2) == [0, 2]


def test_a_lasting_failure_stops(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(self: Database, arrivals: object) -> object:
        raise DatabaseError("no such table")

    monkeypatch.setattr(Database, "take", take)
    drop(settings, "a.txt", "a")
    with pytest.raises(DatabaseError):
        loaded(settings, database, iter([]), drains=1)
    assert files_in(settings)["inbox"] == ["a"]
