"""The tables as files for other programs: `export_tables(database, …)`.

A form is one class with `write_table` and `close`; FORMS names them. All tables are read in one
transaction, so the files belong together; they appear under their names only when all are whole.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from report_etl.db import Database, Snapshot, StoredValues, TableDescription, describe_tables
from report_etl.errors import ConfigError
from report_etl.export.csv_file import CsvFile
from report_etl.export.form import Form
from report_etl.export.json_lines import JsonLines
from report_etl.export.parquet_file import ParquetFile
from report_etl.export.staging import Staging
from report_etl.export.workbook import Workbook

__all__ = ["FORMS", "Exported", "Progress", "export_tables", "stream_table", "table_named"]

FORMS: dict[str, type[Form]] = {
    "csv": CsvFile,
    "xlsx": Workbook,
    "parquet": ParquetFile,
    "jsonl": JsonLines,
}
_TOLD_EVERY = 10_000  # rows

# Called with the table, its rows written and all its rows.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Exported:
    """What was written: for each table its rows and file, and what its reader must know of it."""

    tables: tuple[tuple[str, int, Path], ...]
    notes: tuple[str, ...]


def table_named(name: str) -> TableDescription:
    """The table.

    Raises:
        ConfigError: there is none of that name.
    """
    tables = {table.name: table for table in describe_tables()}
    if name not in tables:
        near = difflib.get_close_matches(name, tables, 1)
        hint = f"did you mean {near[0]}?" if near else f"the tables are {', '.join(tables)}"
        raise ConfigError(f"{name} is no table: {hint}")
    return tables[name]


def export_tables(
    database: Database,
    form: str,
    output: Path,
    *,
    table: str | None = None,
    excel: bool = False,
    progress: Progress | None = None,
) -> Exported:
    """Write every table, or one, in one of FORMS.

    `output` is the file when there is one to write (one table, or a workbook), else the folder of one file
    for each table; an existing folder is always taken for the folder. `excel` makes CSV safe for Excel.

    Raises:
        ConfigError: no such table, a package is missing, or `output` cannot be written; nothing is changed.
    """
    tables = describe_tables() if table is None else [table_named(table)]
    chosen = _form(form)
    one_file = table is not None or chosen.holds_many
    written: list[tuple[str, int, Path]] = []
    notes: list[str] = []
    with Staging(output, one_file, f"{table or 'report_etl'}.{form}") as staging:
        with database.snapshot() as snapshot:
            for group in [tables] if one_file else [[single] for single in tables]:
                target = staging.add(None if one_file else f"{group[0].name}.{form}")
                with target.partial.open("wb") as file:
                    notes += _write(snapshot, group, chosen(file, excel), progress)
                written += [(single.name, snapshot.count(single.name), target.path) for single in group]
        staging.publish()
    return Exported(tuple(written), tuple(notes))


def stream_table(
    database: Database, form: str, table: str, file: BinaryIO, *, excel: bool = False
) -> tuple[str, ...]:
    """Write one table into an open stream, as it is read; the notes as in `Exported`.

    Raises:
        ConfigError: no such table, or the form needs a file that can be gone back in.
    """
    chosen = _form(form)
    if not chosen.streams:
        raise ConfigError(f"{form} cannot be written to standard output: name a file with --output")
    with database.snapshot() as snapshot:
        return _write(snapshot, [table_named(table)], chosen(file, excel), None)


def _form(name: str) -> type[Form]:
    form = FORMS[name]
    try:
        import_module(form.needs or __name__)
    except ImportError as error:
        raise ConfigError(
            f"{name} needs {form.needs}, which is not installed: pip install 'report-etl[{name}]'"
        ) from error
    return form


def _write(
    snapshot: Snapshot, tables: Sequence[TableDescription], target: Form, progress: Progress | None
) -> tuple[str, ...]:
    with ExitStack() as opened:
        opened.callback(target.close)
        for table in tables:
            rows = snapshot.rows(table.name)
            if progress is not None:
                rows = _told(rows, table.name, snapshot.count(table.name), progress)
            target.write_table(table, rows)
    return tuple(target.notes())


def _told(rows: Iterator[StoredValues], table: str, total: int, progress: Progress) -> Iterator[StoredValues]:
    done = 0
    for done, row in enumerate(rows, start=1):
        yield row
        if done % _TOLD_EVERY == 0:
            progress(table, done, total)
    progress(table, done, total)
