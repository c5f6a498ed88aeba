"""An Excel workbook by XlsxWriter, a sheet for each table; text is never a formula."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from report_etl.db import StoredValues, TableDescription
from report_etl.export.form import Form, as_text

if TYPE_CHECKING:
    from xlsxwriter.workbook import Worksheet

# Excel's own limits (Excel specifications and limits, Microsoft).
_ROWS = 1_048_576
_CHARACTERS = 32_767
_DIGITS = 15
_FIRST_DAY = datetime.date(1900, 3, 1)  # before it Excel counts a day that never was
_CUT = "… [cut]"
_WIDTHS = {"text": 24, "json": 24, "instant": 30}


class Workbook(Form):
    """Numbers are number cells where a double holds them exactly, else text; `…_text` is always text."""

    holds_many = True
    needs = "xlsxwriter"

    def __init__(self, file: BinaryIO, excel: bool) -> None:
        import xlsxwriter

        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "use_zip64": True,
            "tmpdir": str(Path(file.name).parent),
        }
        self._sink = _Sink(file)
        self._book = xlsxwriter.Workbook(self._sink, options)
        self._head = self._book.add_format({"bold": True, "bg_color": "#EEF1F4", "bottom": 1})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._cut: Counter[str] = Counter()

    def write_table(self, table: TableDescription, rows: Iterator[StoredValues]) -> None:
        """A sheet with the name of the table; what goes over the length of a sheet goes on in `NAME (2)`."""
        sheet = self._add_sheet(table, table.name)
        number, line = 1, 0
        for row in rows:
            line += 1
            if line == _ROWS:
                number, line = number + 1, 1
                sheet = self._add_sheet(table, f"{table.name} ({number})")
            for index, value in enumerate(row):
                if value is not None:
                    self._write(sheet, line, index, value, table)

    def close(self) -> None:
        """Put the sheets together."""
        from xlsxwriter.exceptions import FileCreateError

        try:
            self._book.close()
        except FileCreateError as error:
            self._sink.failed = True
            raise error.args[0] from error  # the OSError in it

    def notes(self) -> Iterator[str]:
        """How many texts are longer than a cell."""
        for name, number in self._cut.items():
            yield (
                f"{number} cells of {name} are longer than the {_CHARACTERS} characters of an Excel cell "
                f"and end with {_CUT!r}: csv, jsonl and parquet hold them whole"
            )

    def _add_sheet(self, table: TableDescription, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, _WIDTHS.get(column.kind, 12))
            sheet.write_string(0, index, column.name, self._head)
        return sheet

    def _write(self, sheet: Worksheet, line: int, index: int, value: Any, table: TableDescription) -> None:
        if isinstance(value, bool):
            sheet.write_boolean(line, index, value)
        elif isinstance(value, int | float | Decimal) and _is_exact(value):
            sheet.write_number(line, index, float(value))
        elif type(value) is datetime.date and value >= _FIRST_DAY:
            sheet.write_datetime(line, index, value, self._day)
        else:
            text = as_text(value)
            if len(text.encode("utf-16-le")) > 2 * _CHARACTERS:
                self._cut[f"{table.name}.{table.columns[index].name}"] += 1
                text = _shortened(text)
            sheet.write_string(line, index, text)


class _Sink:
    """What the workbook is written into. Once that has failed it takes all and keeps nothing: a ZIP file that
    was not closed writes its end when it is forgotten, and would complain on stderr that it cannot.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.failed = False

    def write(self, data: bytes) -> int:
        try:
            return len(data) if self.failed else self._file.write(data)
        except OSError:
            self.failed = True
            raise

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0 if self.failed else self._file.seek(offset, whence)

    def tell(self) -> int:
        return 0 if self.failed else self._file.tell()

    def flush(self) -> None:
        if not self.failed:
            self._file.flush()


def _is_exact(value: float | Decimal) -> bool:
    """Whether a cell shows the same number: Excel shows 15 digits, XlsxWriter writes 16."""
    if isinstance(value, float):
        return True  # it is a double already
    exact = Decimal(value)
    return len(exact.normalize().as_tuple().digits) <= _DIGITS and Decimal(f"{float(exact):.16G}") == exact


def _shortened(text: str) -> str:
    room = _CHARACTERS - len(_CUT)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + _CUT
