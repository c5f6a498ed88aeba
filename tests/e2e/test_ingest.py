"""From a dropped file to rows, by the real commands."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import PROGRAM, Run
from tests.e2e.files import REPORT, pdf, write_damaged


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def inbox(home: Path) -> Path:
    folder = home / "inbox"
    folder.mkdir(parents=True)
    return folder


def test_dropped_reports_are_loaded_once_and_the_damaged_ones_explained(
    run: Run, home: Path, inbox: Path
) -> None:
    (inbox / "cold.txt").write_text(REPORT, encoding="utf-8")
    (inbox / "cold.pdf").write_bytes(pdf(REPORT))
    damaged = write_damaged(inbox)
    first = run("ingest")
    output, errors = first.stdout.decode("utf-8"), first.stderr.decode("utf-8")
    assert first.returncode == 1, errors
    assert f"loaded: 2, quarantined: {len(damaged)}" in output
    assert "quantities: " in output
    assert content(inbox) == {}
    for name, word in damaged.items():
        reason = json.loads((home / "quarantine" / f"{name}.reason.json").read_text("utf-8"))["reason"]
        assert word in reason and f"report-etl: {reason}" in errors
    with sqlite3.connect(home / "report_etl.db") as connection:
        (rows,) = connection.execute("select count(*) from document").fetchone()
    assert rows == 2

    (inbox / "again.txt").write_text(REPORT, encoding="utf-8")
    second = run("ingest")
    assert second.returncode == 0
    assert "already known: 1" in second.stdout.decode("utf-8")
    assert run("ingest").stdout.decode("utf-8") == "nothing to load: the inbox is empty\n"


def test_status_and_log_tell_what_became_of_each_file(run: Run, inbox: Path) -> None:
    (inbox / "cold.txt").write_text(REPORT, encoding="utf-8")
    (inbox / "empty.pdf").write_bytes(b"")
    run("ingest", "--quiet")
    status = run("status")
    assert status.returncode == 0, status.stderr
    for words in ("documents    1", "cold.txt", "empty.pdf", "quarantine        1 files"):
        assert words in status.stdout.decode("utf-8")
    everything = run("log").stdout.decode("utf-8").splitlines()
    assert len(everything) == 2
    one = run("log", "cold.txt")
    assert one.returncode == 0, one.stderr
    assert "冷链物流" in one.stdout.decode("utf-8")
    assert run("log", "empty.pdf").stdout.decode("utf-8").count("quarantined") == 1
    assert run("findings").returncode == 0


def test_a_record_is_shown_with_its_provenance(run: Run, home: Path, inbox: Path) -> None:
    (inbox / "cold.txt").write_text(REPORT, encoding="utf-8")
    run("ingest")
    with sqlite3.connect(home / "report_etl.db") as connection:
        (record_id,) = connection.execute("select id from headings order by id limit 1").fetchone()
    shown = run("show", record_id)
    assert shown.returncode == 0, shown.stderr
    assert '"provenance"' in shown.stdout.decode("utf-8")
    assert run("show", "nothing/policies/1").returncode == 2


def test_the_tables_are_exported_and_the_reader_of_a_pipe_may_leave(
    run: Run, home: Path, inbox: Path
) -> None:
    (inbox / "cold.txt").write_text(REPORT, encoding="utf-8")
    run("ingest")
    done = run("export", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert "冷链物流" in (home / "export" / "quantities.csv").read_text("utf-8")
    program = [*PROGRAM, "export", "--format", "jsonl", "--table", "quantities", "--output", "-"]
    environment = {**os.environ, "REPORT_ETL_HOME": str(home)}
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_files_named_are_left_untouched(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "cold.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "empty.pdf").write_bytes(b"")
    result = run("ingest", tmp_path / "cold.txt", tmp_path / "empty.pdf", tmp_path / "nowhere.pdf")
    errors = result.stderr.decode("utf-8")
    assert result.returncode == 1
    assert "loaded: 1, quarantined: 2" in result.stdout.decode("utf-8")
    assert "empty.pdf is empty" in errors and "nowhere.pdf does not exist" in errors
    assert (tmp_path / "cold.txt").read_text("utf-8") == REPORT
    assert (tmp_path / "empty.pdf").exists()
    assert not (home / "inbox").exists()


def test_a_dry_run_changes_nothing(run: Run, home: Path, inbox: Path) -> None:
    (inbox / "cold.txt").write_text(REPORT, encoding="utf-8")
    (inbox / "empty.pdf").write_bytes(b"")
    before = content(home)
    result = run("ingest", "--dry-run")
    assert result.returncode == 1
    assert "would be loaded: 1, would be quarantined: 1" in result.stdout.decode("utf-8")
    assert content(home) == before


def test_another_inbox_and_another_database_can_be_named(run: Run, home: Path, tmp_path: Path) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    (scans / "cold.txt").write_text(REPORT, encoding="utf-8")
    result = run("ingest", "--inbox", scans, "--database", f"sqlite:///{tmp_path}/other.db")
    assert result.returncode == 0, result.stderr
    assert content(scans) == {}
    assert (tmp_path / "other.db").exists() and not (home / "report_etl.db").exists()


def test_a_database_that_does_not_answer_costs_no_file(run: Run, inbox: Path) -> None:
    (inbox / "cold.txt").write_text(REPORT, encoding="utf-8")
    url = "postgresql://user:secret@127.0.0.1:9/reports"
    for arguments in (["ingest"], ["ingest", "--prefect"], ["status"], ["db", "upgrade"]):
        result = run(*arguments, "--database", url)
        errors = result.stderr.decode("utf-8")
        assert result.returncode == 3, errors
        assert "127.0.0.1" in errors and "secret" not in errors and "Traceback" not in errors
    assert (inbox / "cold.txt").read_text("utf-8") == REPORT


@pytest.mark.parametrize(
    "how", [[], pytest.param(["--prefect"], marks=pytest.mark.prefect)], ids=["directly", "prefect"]
)
def test_an_archive_that_cannot_be_written_costs_no_file(
    run: Run, home: Path, inbox: Path, how: list[str]
) -> None:
    (inbox / "cold.txt").write_text(REPORT, encoding="utf-8")
    (home / "archive").write_text("in the way")
    result = run("ingest", *how)
    errors = result.stderr.decode("utf-8")
    assert result.returncode == 2, errors
    assert "archive" in errors.splitlines()[-1] and "Traceback" not in errors
    # Its rows are committed: it waits under its arrival id, so that it gets no second receipt.
    (kept,) = (home / "work").rglob("cold.txt")
    assert kept.read_text("utf-8") == REPORT
    (home / "archive").unlink()
    assert run("ingest").returncode == 0
    assert content(inbox) == {}
    assert not list((home / "work").iterdir())


def test_tables_are_made_by_db_upgrade_and_inspection_of_nothing_is_told(run: Run, home: Path) -> None:
    assert run("status").returncode == 2
    result = run("db", "upgrade")
    assert result.returncode == 0, result.stderr
    assert "revision" in result.stdout.decode("utf-8")
    assert run("status").returncode == 0


def test_the_schema_files_are_all_well(run: Run) -> None:
    result = run("schemas", "check")
    assert result.returncode == 0, result.stderr


def test_watch_loads_what_is_dropped_and_ends_in_good_order(home: Path, inbox: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "REPORT_ETL_HOME": str(home), "REPORT_ETL_SETTLE_SECONDS": "0"}
    program = [sys.executable, "-c", "from report_etl.cli import main; main()", "watch", "--every", "1s"]
    with subprocess.Popen(program, stderr=subprocess.PIPE, env=environment, cwd=tmp_path) as watch:
        assert watch.stderr is not None
        for name in ("a.txt", "b.txt"):
            whole = tmp_path / name
            whole.write_text(REPORT + name, encoding="utf-8")
            whole.rename(inbox / name)
            assert f"loaded: {name}" in watch.stderr.readline().decode("utf-8")
        watch.terminate()
    assert watch.returncode == 143
    assert content(inbox) == {}
    assert not list((home / "work").iterdir())
