"""`export` on the command line: where files go, that they are whole or not there, what is refused."""

from __future__ import annotations

import errno
import gc
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from report_etl.cli import main
from report_etl.db import StoredValues, TableDescription, describe_tables, open_database
from report_etl.export.csv_file import CsvFile
from report_etl.settings import load_settings
from tests.extractions import sample_extraction

NAMES = [table.name for table in describe_tables()]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with one report in its database."""
    monkeypatch.setenv("REPORT_ETL_HOME", str(tmp_path))
    with open_database(load_settings().database_url) as database:
        database.prepare()
        database.load(sample_extraction(), rules="r1")
    return tmp_path


def export(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", *arguments])


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_go_below_home_unless_told_otherwise(home: Path) -> None:
    result = export("--format", "csv")
    assert result.exit_code == 0, result.output
    assert files(home / "export") == sorted(f"{name}.csv" for name in NAMES)
    assert str(home / "export" / "policies.csv") in result.output
    export("--format", "xlsx")
    assert (home / "export" / "report_etl.xlsx").exists()
    export("--format", "jsonl", "--table", "policies")
    assert "policies.jsonl" in files(home / "export")


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "jsonl"])
def test_an_existing_folder_takes_the_one_file(home: Path, tmp_path: Path, form: str) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    result = export("--format", form, "--table", "policies", "--output", str(folder), "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert files(folder) == [f"policies.{form}"]
    result = export("--format", form, "--table", "policies", "--output", str(tmp_path / "new" / "mine"))
    assert result.exit_code == 0, result.output
    assert files(tmp_path / "new") == ["mine"]


def test_one_table_can_go_to_standard_output(home: Path) -> None:
    result = export("--format", "jsonl", "--table", "policies", "--output", "-")
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [
        f"{'5f' * 8}/policies/{position}" for position in (1, 2)
    ]
    for arguments in (("--format", "csv"), ("--format", "xlsx", "--table", "policies")):
        result = export(*arguments, "--output", "-")
        assert result.exit_code == 2 and "standard output" in result.output


def test_what_cannot_be_is_refused_in_a_sentence(home: Path) -> None:
    for arguments, words in {
        ("--format", "csv", "--table", "polices"): "did you mean policies?",
        ("--format", "csv", "--table", "sqlite_master"): "the tables are document, report",
        ("--format", "xml"): "'xml' is not one of",
        ("--format", "xlsx", "--excel"): "--excel is for --format csv",
        ("--format", "csv", "--database", f"sqlite:///{home}/none.db"): "no database here yet",
        ("--format", "csv", "--output", "/proc/nothing"): "cannot be created",
        (): "Missing option '--format'",
    }.items():
        result = export(*arguments)
        assert result.exit_code == 2, (arguments, result.output)
        assert words in result.output, result.output


@pytest.mark.parametrize(("form", "package"), [("parquet", "pyarrow"), ("xlsx", "xlsxwriter")])
def test_a_missing_package_is_named_with_its_extra(
    home: Path, monkeypatch: pytest.MonkeyPatch, form: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    result = export("--format", form)
    assert result.exit_code == 2
    assert f"{form} needs {package}" in result.output and f"'report-etl[{form}]'" in result.output
    assert not (home / "export").exists()


def fail_at(monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    """The disk is full when this table is written."""
    write = CsvFile.write_table

    def broken(self: Any, description: TableDescription, rows: Iterator[StoredValues]) -> None:
        write(self, description, rows)
        if description.name == table:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(CsvFile, "write_table", broken)


@pytest.mark.parametrize("table", [NAMES[0], "quantities", NAMES[-1]])
def test_an_export_that_fails_leaves_what_was_there(
    home: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    folder = home / "export"
    folder.mkdir()
    for name in NAMES:
        (folder / f"{name}.csv").write_text("before", encoding="utf-8")
    fail_at(monkeypatch, table)
    result = export("--format", "csv")
    assert result.exit_code == 2
    assert "No space left on device" in result.output and "--output" in result.output
    assert files(folder) == sorted(f"{name}.csv" for name in NAMES)
    assert {path.read_text("utf-8") for path in folder.iterdir()} == {"before"}


def test_a_full_disk_under_a_workbook_is_the_same_sentence(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import xlsxwriter.packager

    def full(self: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    monkeypatch.setattr(xlsxwriter.packager.Packager, "_create_package", full)
    result = export("--format", "xlsx")
    gc.collect()
    assert complaints == []  # nothing but the sentence
    assert result.exit_code == 2 and "No space left on device" in result.output
    assert files(home / "export") == []


def test_progress_is_told_on_standard_error(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report_etl.export._TOLD_EVERY", 1)
    monkeypatch.setattr(sys.modules["report_etl.cli.export"], "_LINE_EVERY", 1)
    result = export("--format", "csv")
    assert "policies: 2 of 2 rows\n" in result.stderr
    assert "rows\n" not in export("--format", "csv", "--quiet").stderr
