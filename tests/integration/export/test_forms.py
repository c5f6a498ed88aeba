"""Every form of export holds every row, exact to the last digit, from either database."""

from __future__ import annotations

import csv
import datetime
import io
import json
import tracemalloc
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest
from sqlalchemy import Engine, text

from report_etl.db import Arrival, Database, describe_tables
from report_etl.export import FORMS, export_tables, workbook
from report_etl.records import Finding, Quantity, Unclaimed
from tests.extractions import provenance, sample_extraction

NAMES = [table.name for table in describe_tables()]
# What a float, Excel or decimal128 would each round.
EXACT = [
    "31.10",
    "-0.5",
    "0.1000",
    "2300000000000000001",
    "0.12345678901234567",
    "9007199254740993",
    "1" * 40,
]
HOSTILE = ["=1+2", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+2"]
HARMLESS = ["-", "--12", "-3.5", "普通文字", "a=b", "_x0041_", "一\n二\r三", '他说“好”,"是"', "\x0b控制\x1f"]


def quantity(printed: str, statement: str = "原文") -> Quantity:
    return Quantity(
        subject="示例",
        measure="产量",
        value=Decimal(printed),
        unit="吨",
        kind="count",
        text=printed,
        statement=statement,
        provenance=provenance(),
    )


@pytest.fixture
def filled(database: Database) -> Database:
    """Reports with numbers and with texts that are hard to keep, and a file in quarantine."""
    numbers = sample_extraction(quantities=[quantity(printed) for printed in EXACT])
    database.load(numbers, rules="r1", arrival=Arrival("1", "储能.pdf"))
    texts = [quantity("1", statement) for statement in (*HOSTILE, *HARMLESS)]
    other = sample_extraction("ab" * 32, "=cmd().pdf", quantities=texts, findings=[])
    database.load(other, rules="r1", arrival=Arrival("2", "=cmd().pdf"))
    database.record_quarantine(Arrival("3", "scan.pdf"), None, "NoTextLayer", "scan.pdf: pictures only")
    return database


def read_csv(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(encoding), newline="")))


def sheet(path: Path, name: str) -> list[dict[str, Any]]:
    rows = list(openpyxl.load_workbook(path)[name].rows)
    keys = [cell.value for cell in rows[0]]
    return [dict(zip(keys, row, strict=True)) for row in rows[1:]]


@pytest.mark.parametrize("form", FORMS)
def test_every_table_is_written_with_every_row(
    filled: Database, engine: Engine, tmp_path: Path, form: str
) -> None:
    output = tmp_path / ("all.xlsx" if form == "xlsx" else "out")
    done = export_tables(filled, form, output)
    assert [name for name, _, _ in done.tables] == NAMES
    with engine.connect() as connection:
        for name, rows, path in done.tables:
            assert rows == connection.execute(text(f"SELECT count(*) FROM {name}")).scalar(), name
            assert path == (output if form == "xlsx" else output / f"{name}.{form}")
            found = {
                "csv": lambda path=path: len(read_csv(path)),
                "jsonl": lambda path=path: len(path.read_text("utf-8").splitlines()),
                "parquet": lambda path=path: pyarrow.parquet.read_metadata(path).num_rows,
                "xlsx": lambda path=path, name=name: len(sheet(path, name)),
            }[form]()
            assert found == rows, name


def test_decimals_are_exact_in_csv_and_jsonl(filled: Database, tmp_path: Path) -> None:
    export_tables(filled, "csv", tmp_path / "q.csv", table="quantities")
    export_tables(filled, "jsonl", tmp_path / "q.jsonl", table="quantities")
    rows = read_csv(tmp_path / "q.csv")[: len(EXACT)]
    assert [row["value"] for row in rows] == [row["value_text"] for row in rows] == EXACT
    lines = [json.loads(line) for line in (tmp_path / "q.jsonl").read_text("utf-8").splitlines()]
    assert [line["value"] for line in lines[: len(EXACT)]] == EXACT
    assert lines[0]["boxes"] == [provenance().boxes[0].model_dump()] and lines[0]["low"] is None


def test_decimals_are_exact_in_xlsx(filled: Database, tmp_path: Path) -> None:
    export_tables(filled, "xlsx", tmp_path / "q.xlsx", table="quantities")
    rows = sheet(tmp_path / "q.xlsx", "quantities")[: len(EXACT)]
    assert [row["value_text"].value for row in rows] == EXACT
    assert [Decimal(str(row["value"].value)) for row in rows] == [Decimal(printed) for printed in EXACT]
    kinds = [row["value"].data_type for row in rows]
    assert kinds == ["n", "n", "n", "s", "s", "s", "s"]


def test_decimals_are_exact_in_parquet_and_what_does_not_fit_is_said(
    filled: Database, tmp_path: Path
) -> None:
    done = export_tables(filled, "parquet", tmp_path / "q.parquet", table="quantities")
    table = pyarrow.parquet.read_table(tmp_path / "q.parquet")
    assert table.column("value_text").to_pylist()[: len(EXACT)] == EXACT
    values = table.column("value").to_pylist()[: len(EXACT)]
    fitting = [
        printed if len(printed) < 19 or printed == "2300000000000000001" else None for printed in EXACT
    ]
    assert values == [Decimal(printed) if printed else None for printed in fitting]
    (note,) = done.notes
    assert note.startswith("2 values of value have more digits") and "value_text has them" in note


def test_dates_instants_and_truth_values_keep_their_types(filled: Database, tmp_path: Path) -> None:
    export_tables(filled, "parquet", tmp_path)
    receipts = pyarrow.parquet.read_table(tmp_path / "receipt.parquet").to_pylist()
    assert all(row["recorded_at"].utcoffset() == datetime.timedelta(0) for row in receipts)
    policies = pyarrow.parquet.read_table(tmp_path / "policies.parquet").to_pylist()
    assert all(isinstance(row["issued_start"], datetime.date) for row in policies if row["issued"])
    repairs = pyarrow.parquet.read_table(tmp_path / "repairs.parquet").to_pylist()
    assert {row["certain"] for row in repairs} == {True}
    export_tables(filled, "xlsx", tmp_path / "all.xlsx")
    first = sheet(tmp_path / "all.xlsx", "policies")[0]
    assert first["issued_start"].value.date() == policies[0]["issued_start"]
    assert sheet(tmp_path / "all.xlsx", "repairs")[0]["certain"].value is True


def test_csv_says_what_a_spreadsheet_would_run_and_changes_nothing(filled: Database, tmp_path: Path) -> None:
    done = export_tables(filled, "csv", tmp_path / "q.csv", table="quantities")
    statements = [row["statement"] for row in read_csv(tmp_path / "q.csv")[len(EXACT) :]]
    assert statements == [*HOSTILE, *HARMLESS]
    (note,) = done.notes
    assert note.startswith(f"{len(HOSTILE) + 1} cells begin as formulas do") and "--excel" in note


def test_csv_for_excel_has_a_mark_and_runs_nothing(filled: Database, tmp_path: Path) -> None:
    done = export_tables(filled, "csv", tmp_path / "q.csv", table="quantities", excel=True)
    assert done.notes == ()
    rows = read_csv(tmp_path / "q.csv", "utf-8-sig")[len(EXACT) :]
    assert (tmp_path / "q.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    guarded = {"--12"}  # two signs are no number: Excel would compute it
    assert [row["statement"] for row in rows] == [
        f"'{s}" if s in HOSTILE or s in guarded else s for s in (*HOSTILE, *HARMLESS)
    ]
    numbers = read_csv(tmp_path / "q.csv", "utf-8-sig")[: len(EXACT)]
    assert [row["value"] for row in numbers] == EXACT


def test_no_text_is_a_formula_in_xlsx_and_each_comes_back_as_it_was(filled: Database, tmp_path: Path) -> None:
    export_tables(filled, "xlsx", tmp_path / "q.xlsx", table="quantities")
    cells = [row["statement"] for row in sheet(tmp_path / "q.xlsx", "quantities")[len(EXACT) :]]
    assert {cell.data_type for cell in cells} == {"s"}
    plain = [s for s in HARMLESS if s.isprintable() and not s.startswith("_x")]
    assert [cell.value for cell in cells if cell.value in plain or cell.value in HOSTILE] == [
        *HOSTILE,
        *plain,
    ]


def test_text_longer_than_a_cell_of_excel_is_cut_aloud(database: Database, tmp_path: Path) -> None:
    long = Unclaimed(text="长" * 40_000, provenance=provenance())
    coverage = sample_extraction().coverage.model_copy(update={"unclaimed": [long]})
    database.load(sample_extraction(coverage=coverage), rules="r1")
    done = export_tables(database, "xlsx", tmp_path / "u.xlsx", table="unclaimed")
    (row,) = sheet(tmp_path / "u.xlsx", "unclaimed")
    assert len(row["text"].value) == 32_767 and row["text"].value.endswith("长… [cut]")
    (note,) = done.notes
    assert note.startswith("1 cells of unclaimed.text are longer")
    export_tables(database, "csv", tmp_path / "u.csv", table="unclaimed")
    assert read_csv(tmp_path / "u.csv")[0]["text"] == long.text


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_ROWS", 4)
    quantities = [quantity(str(number)) for number in range(7)]
    database.load(sample_extraction(quantities=quantities), rules="r1")
    export_tables(database, "xlsx", tmp_path / "q.xlsx", table="quantities")
    assert openpyxl.load_workbook(tmp_path / "q.xlsx").sheetnames == ["quantities"] + [
        f"quantities ({number})" for number in (2, 3)
    ]
    names = ("quantities", "quantities (2)", "quantities (3)")
    values = [row["value"].value for name in names for row in sheet(tmp_path / "q.xlsx", name)]
    assert values == list(range(7))


def test_rows_pass_through_memory_few_at_a_time(database: Database, engine: Engine, tmp_path: Path) -> None:
    """Forty thousand rows of half a kilobyte, 20 MB, and never a quarter of them at once."""
    row = "('2024-01-01 00:00:00', 'loaded', :message, 'w')"
    with engine.begin() as connection:
        insert = text(f"INSERT INTO event (recorded_at, kind, message, worker) VALUES {row}")
        connection.execute(insert, [{"message": "文" * 200 + str(number)} for number in range(40_000)])
    for form in ("csv", "jsonl", "xlsx"):
        tracemalloc.start()
        try:
            done = export_tables(database, form, tmp_path / f"event.{form}", table="event")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert done.tables[0][1] == 40_000
        assert peak < 8_000_000, f"{form}: {peak}"


def test_findings_without_a_place_are_written(database: Database, tmp_path: Path) -> None:
    bare = Finding(check="sum_of_parts", status="consistent", severity="info", message="=1", values=[])
    database.load(sample_extraction(findings=[bare]), rules="r1")
    export_tables(database, "jsonl", tmp_path / "f.jsonl", table="findings")
    line = json.loads((tmp_path / "f.jsonl").read_text("utf-8"))
    assert line["message"] == "=1" and line["values"] == [] and line["suggestion"] is None
