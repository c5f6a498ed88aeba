"""What every form of export can do, and how a stored value is written as text."""

from __future__ import annotations

import datetime
import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO, ClassVar

from report_etl.db import StoredValues, TableDescription

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True
).encode  # made once: `dumps` makes one each time


class Form(ABC):
    """A file being written."""

    holds_many: ClassVar[bool] = False  # one file takes every table
    streams: ClassVar[bool] = False  # it can be written into a pipe
    needs: ClassVar[str | None] = None  # a package that the extra of the form's name brings

    @abstractmethod
    def __init__(self, file: BinaryIO, excel: bool) -> None:
        """Begin the file; `excel` concerns CSV only."""

    @abstractmethod
    def write_table(self, table: TableDescription, rows: Iterator[StoredValues]) -> None:
        """Write the rows, few at a time."""

    @abstractmethod
    def close(self) -> None:
        """Complete the file; the stream itself stays open."""

    def notes(self) -> Iterator[str]:
        """Sentences on what the file does not hold as it is in the database."""
        yield from ()


def as_text(value: Any) -> str:
    """A stored value as text: decimals as printed, instants in UTC, lists as JSON; None is empty."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime.date):  # also instants
        return value.isoformat()
    if isinstance(value, list | dict):
        return as_json(value)
    return repr(value)


def as_json(value: Any) -> str:
    """One line of JSON, the same from either database (jsonb keeps no order of its own)."""
    return _encode(value)
