"""The doctor names what is wrong, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_etl.db import Arrival, open_database
from report_etl.pipeline import drain
from report_etl.pipeline.doctor import examine
from report_etl.pipeline.drain import drain_inbox
from report_etl.settings import Settings
from tests.ingesting import InventedWorkers, drop, settings_in


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Two reports loaded, one in quarantine."""
    monkeypatch.setattr(drain, "Workers", InventedWorkers)
    settings = settings_in(tmp_path / "home")
    for name, content in (("a.txt", "one"), ("b.txt", "two"), ("c.txt", "bad")):
        drop(settings, name, content)
    with open_database(settings.database_url) as database:
        database.prepare()
        drain_inbox(settings, database)
    return settings


def says(settings: Settings) -> dict[str, str]:
    return {check.name: ("" if check.well else "!! ") + check.says for check in examine(settings)}


def test_all_is_well_after_an_ingest(settings: Settings) -> None:
    found = says(settings)
    assert not [name for name, line in found.items() if line.startswith("!!")]
    assert found["archive"] == "2 files"
    assert found["quarantine"] == "1 files, 1 contents in the ledger"


def test_what_folders_and_database_disagree_about_is_listed(settings: Settings) -> None:
    (archived, _) = sorted(path for path in settings.archive.rglob("*") if path.is_file())
    archived.unlink()
    orphan = settings.archive / "ab" / ("ab" * 32 + ".txt")
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_text("who knows")
    with open_database(settings.database_url) as database:
        database.take([Arrival("gone", "d.txt")])
    found = says(settings)
    assert found["archive"].startswith(f"!! 1 without rows: ingest them again ({'ab' * 32}")
    assert found["rows"].startswith("1 whose file is not in the archive")
    assert found["claims"] == "1 without a file; they are forgotten in time (d.txt)"


def test_folders_and_database_out_of_reach_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings = settings_in(
        tmp_path / "home",
        ARCHIVE=str(tmp_path / "file" / "x"),
        DATABASE_URL="postgresql://u:secret@127.0.0.1:1/x",
    )
    found = says(settings)
    assert found["archive"].startswith("!! ") and "permissions" in found["archive"]
    assert found["database"].startswith("!! ") and "secret" not in found["database"]
    assert not (tmp_path / "home").exists()
