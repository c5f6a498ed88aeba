"""One codec per type of a record's field: its columns, and the way into and out of them.

`TYPES` is the whole map; a field of a type that is not in it stops the program at import, so no field
of a record can be left out of the tables unseen.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Any, Literal, Protocol

from sqlalchemy import BigInteger, Boolean, Column, Date, Float, Text

from report_etl.db.types import Json, Number
from report_etl.models import Layout
from report_etl.records import (
    Count,
    Exact,
    NonEmpty,
    PartialDate,
    Price,
    Provenance,
    Record,
    partial_days,
)

Row = dict[str, Any]
StoredRow = Mapping[Any, Any]  # as SQLAlchemy hands it out


class Codec(Protocol):
    """How one type of field lies in columns."""

    def columns(self, name: str, nullable: bool) -> list[Column[Any]]:
        """The columns of the field called `name`."""

    def write(self, name: str, value: Any) -> Row:
        """The columns' values; `value` is never None."""

    def read(self, name: str, row: StoredRow) -> Any:
        """The field's value in a form Pydantic accepts."""


@dataclass(frozen=True)
class Plain:
    """One column of the same name: text, integers, truth values."""

    type: Any
    doc: str | None = None

    def columns(self, name: str, nullable: bool) -> list[Column[Any]]:
        return [Column(name, self.type, nullable=nullable, doc=self.doc)]

    def write(self, name: str, value: Any) -> Row:
        return {name: value}

    def read(self, name: str, row: StoredRow) -> Any:
        return row[name]


class AsDecimal:
    """`value` to compare, `value_text` as printed; only the text is read back."""

    def columns(self, name: str, nullable: bool) -> list[Column[Any]]:
        return [
            Column(name, Number, nullable=nullable, doc=f"for comparing; exact in {name}_text"),
            Column(f"{name}_text", Text, nullable=nullable, doc=f"{name} with the printed decimals"),
        ]

    def write(self, name: str, value: Decimal | int) -> Row:
        exact = Decimal(value)
        return {name: exact, f"{name}_text": format(exact, "f")}

    def read(self, name: str, row: StoredRow) -> Any:
        text = row[f"{name}_text"]
        return None if text is None else Decimal(text)


class AsPeriod:
    """`period` as printed in partial ISO 8601, `period_start` and `period_end` as real dates."""

    def columns(self, name: str, nullable: bool) -> list[Column[Any]]:
        return [
            Column(name, Text, nullable=nullable, doc="partial ISO 8601: 2024, 2024-11, 2024-H1, 2025/2032"),
            Column(f"{name}_start", Date, nullable=nullable, doc=f"first day of {name}"),
            Column(f"{name}_end", Date, nullable=nullable, doc=f"last day of {name}"),
        ]

    def write(self, name: str, value: str) -> Row:
        first, last = partial_days(value)
        return {name: value, f"{name}_start": first, f"{name}_end": last}

    def read(self, name: str, row: StoredRow) -> Any:
        return row[name]


class AsJson:
    """One JSON column: lists, and lists of small records."""

    def columns(self, name: str, nullable: bool) -> list[Column[Any]]:
        return [Column(name, Json, nullable=nullable, doc="JSON list")]

    def write(self, name: str, value: list[Any]) -> Row:
        return {name: [v.model_dump(mode="json") if isinstance(v, Record) else v for v in value]}

    def read(self, name: str, row: StoredRow) -> Any:
        return row[name]


@dataclass(frozen=True)
class AsProvenance:
    """Provenance, flattened; `taken` are field names of the record that would collide (a repair's `rule`)."""

    taken: frozenset[str]

    def _name(self, name: str) -> str:
        return f"provenance_{name}" if name in self.taken else name

    def columns(self, name: str, nullable: bool) -> list[Column[Any]]:
        return [
            Column("page", BigInteger, nullable=nullable, doc="page, from 1"),
            Column("span_start", BigInteger, nullable=nullable, doc="first character in the raw text"),
            Column("span_end", BigInteger, nullable=nullable, doc="one past the last character"),
            Column("boxes", Json, nullable=nullable, doc="JSON list of boxes on the page, in points"),
            Column(self._name("rule"), Text, nullable=nullable, doc="the rule that read it"),
            Column("rule_version", Text, nullable=nullable, doc="digest of the rules"),
            Column("confidence", Float(53), nullable=nullable, doc="0 to 1: gap to the next reading"),
        ]

    def write(self, name: str, value: Provenance) -> Row:
        return {
            "page": value.page,
            "span_start": value.start,
            "span_end": value.end,
            "boxes": [box.model_dump() for box in value.boxes],
            self._name("rule"): value.rule,
            "rule_version": value.rule_version,
            "confidence": value.confidence,
        }

    def read(self, name: str, row: StoredRow) -> Any:
        return {
            "page": row["page"],
            "start": row["span_start"],
            "end": row["span_end"],
            "boxes": row["boxes"],
            "rule": row[self._name("rule")],
            "rule_version": row["rule_version"],
            "confidence": row["confidence"],
        }


TYPES: dict[Any, Codec] = {
    str: Plain(Text),
    NonEmpty: Plain(Text),
    Layout: Plain(Text, " · ".join(Layout)),
    int: Plain(BigInteger),
    bool: Plain(Boolean),
    Exact: AsDecimal(),
    Count: AsDecimal(),
    PartialDate: AsPeriod(),
    list[str]: AsJson(),
    list[list[str]]: AsJson(),
    list[Price]: AsJson(),
    list[Provenance]: AsJson(),
}


@dataclass(frozen=True)
class Field:
    """A field of a record model and how it is stored."""

    name: str
    codec: Codec
    nullable: bool

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns())

    def columns(self) -> list[Column[Any]]:
        return self.codec.columns(self.name, self.nullable)

    def write(self, value: Any) -> Row:
        if value is None:
            return dict.fromkeys(self.names)
        return self.codec.write(self.name, value)

    def read(self, row: StoredRow) -> Any:
        return self.codec.read(self.name, row)


@cache
def fields_of(model: type[Record], *, without: frozenset[str] = frozenset()) -> tuple[Field, ...]:
    """The fields of a record model in their order, provenance last."""
    hints = {name: typing.get_type_hints(model, include_extras=True)[name] for name in model.model_fields}
    found = [_field(model, name, hint) for name, hint in hints.items() if name not in without]
    return tuple(sorted(found, key=lambda field: isinstance(field.codec, AsProvenance)))


def _field(model: type[Record], name: str, hint: Any) -> Field:
    kind, nullable = _without_none(hint)
    if kind is Provenance:
        return Field(name, AsProvenance(frozenset(model.model_fields)), nullable)
    if typing.get_origin(kind) is Literal:
        return Field(name, Plain(Text, " · ".join(typing.get_args(kind))), nullable)
    if kind not in TYPES:
        raise TypeError(f"{model.__name__}.{name}: no column type for {hint!r}; add one to db/fields.py")
    return Field(name, TYPES[kind], nullable)


def _without_none(hint: Any) -> tuple[Any, bool]:
    """`X | None` → (X, True). `Exact` is itself Annotated, so it is not a union here."""
    if typing.get_origin(hint) not in (typing.Union, types.UnionType):
        return hint, False
    others = [part for part in typing.get_args(hint) if part is not type(None)]
    if len(others) != 1:
        return hint, False
    return others[0], True
