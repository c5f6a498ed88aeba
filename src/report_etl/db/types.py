"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, Numeric
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator


class Number(TypeDecorator[Decimal]):
    """A number to compare and to add up; the printed decimal stands beside it in `<column>_text`.

    NUMERIC without a limit on PostgreSQL. SQLite has no decimals: there the column has numeric affinity,
    so `WHERE value > 30` compares numbers (a float of 15 digits), and is never read back as a value.
    See docs/decisions/020-decimals-in-sqlite.md.
    """

    impl = Numeric
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        if dialect.name != "sqlite":
            return super().bind_processor(dialect)
        return lambda value: None if value is None else format(value, "f")

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:
        if dialect.name != "sqlite":
            return super().result_processor(dialect, coltype)
        return lambda value: None if value is None else Decimal(str(value))


class Instant(TypeDecorator[datetime.datetime]):
    """A moment, always in UTC; SQLite keeps it without an offset."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> Any:
        return None if value is None else value.astimezone(datetime.UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime.datetime | None:
        if value is None:
            return None
        known: datetime.datetime = value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
        return known.astimezone(datetime.UTC)


# Lists and boxes: text on SQLite (json_each reads it), jsonb on PostgreSQL.
Json = JSON().with_variant(JSONB(), "postgresql")
# SQLite numbers rows by itself only in a column declared INTEGER.
RowNumber = BigInteger().with_variant(Integer(), "sqlite")
