"""JSON Lines: one object for each row; decimals are strings as in the contract, lists stay lists."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from report_etl.db import StoredValues, TableDescription
from report_etl.export.form import Form, as_json, as_text


class JsonLines(Form):
    """One line for each row, absent values as null."""

    streams = True

    def __init__(self, file: BinaryIO, excel: bool) -> None:
        self._text = io.TextIOWrapper(file, encoding="utf-8", newline="\n", write_through=False)

    def write_table(self, table: TableDescription, rows: Iterator[StoredValues]) -> None:
        """Keys in the order of the columns."""
        keys = [json.dumps(column.name) for column in table.columns]
        for row in rows:
            pairs = ", ".join(f"{key}: {_value(value)}" for key, value in zip(keys, row, strict=True))
            self._text.write(f"{{{pairs}}}\n")

    def close(self) -> None:
        """Flush, and leave the stream open."""
        self._text.detach()


def _value(value: Any) -> str:
    if value is None or isinstance(value, bool | int | float | list | dict):
        return as_json(value)
    return as_json(as_text(value))
