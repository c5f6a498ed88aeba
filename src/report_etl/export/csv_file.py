"""CSV by RFC 4180, in UTF-8: every value exactly as it is stored, or made safe for Excel."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from report_etl.db import StoredValues, TableDescription
from report_etl.export.form import Form, as_text

# What spreadsheets take for a formula (OWASP, CSV Injection), in full width too; no number, no lone sign.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠](?![0-9.]*\Z)")


class CsvFile(Form):
    """A header line, then the rows. With `excel`: a byte order mark, without which Excel shows Chinese as
    noise, and `'` before what it would compute, so that no text of a report is ever run as a formula.
    """

    streams = True

    def __init__(self, file: BinaryIO, excel: bool) -> None:
        self._excel = excel
        self._formulas = 0
        encoding = "utf-8-sig" if excel else "utf-8"
        self._text = io.TextIOWrapper(file, encoding=encoding, newline="", write_through=False)

    def write_table(self, table: TableDescription, rows: Iterator[StoredValues]) -> None:
        """The table; an absent value is an empty cell."""
        writer = csv.writer(self._text)
        writer.writerow(column.name for column in table.columns)
        for row in rows:
            writer.writerow([self._cell(value) for value in row])

    def close(self) -> None:
        """Flush, and leave the stream open."""
        self._text.detach()

    def notes(self) -> Iterator[str]:
        """How many cells a spreadsheet would take for formulas."""
        if self._formulas and not self._excel:
            yield (
                f"{self._formulas} cells begin as formulas do (=, +, -, @): "
                "for a spreadsheet, write it with --excel or as xlsx"
            )

    def _cell(self, value: Any) -> str:
        text = as_text(value)
        if not isinstance(value, str) or not _FORMULA.match(text):
            return text
        self._formulas += 1
        return f"'{text}" if self._excel else text
