"""The tables as they are at one moment, row by row: however many rows there are, few are in memory."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Table, func, select

from report_etl.db.describe import TABLES
from report_etl.db.types import Number

_AT_A_TIME = 1000  # rows fetched from the server

StoredValues = tuple[Any, ...]


class Snapshot:
    """One transaction that reads; valid inside `with database.snapshot() as snapshot`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, table: str) -> int:
        """Rows of the table."""
        return self._connection.execute(select(func.count()).select_from(TABLES[table])).scalar_one()

    def rows(self, table: str) -> Iterator[StoredValues]:
        """The rows, documents together and in their order, with the columns of `describe_tables`.

        Values are str, int, float, bool, date, datetime (UTC), lists and dicts (JSON) or None; a decimal is
        read from its printed text, so that it is exact on either database.
        """
        found = TABLES[table]
        columns = list(found.c)
        # The printed text stands right behind its number.
        numbers = [index for index, column in enumerate(columns) if isinstance(column.type, Number)]
        query = select(found).order_by(*_order(found))
        for row in self._connection.execute(query, execution_options={"yield_per": _AT_A_TIME}):
            values = list(row)
            for index in numbers:
                values[index] = None if row[index + 1] is None else Decimal(row[index + 1])
            yield tuple(values)


def _order(table: Table) -> list[Any]:
    if "position" in table.c:  # ids sort as text: 10 before 2
        return [table.c.document_sha256, table.c.position]
    return list(table.primary_key.columns)
