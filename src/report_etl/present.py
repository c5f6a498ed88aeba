"""What a person is shown of a record: its telling fields, and values as words. Shared by `cli` and `web`."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from report_etl.records import Record

TELLING_FIELDS: dict[str, tuple[str, ...]] = {
    "policies": ("issued", "issuers_text", "title"),
    "region_counts": ("region", "count", "unit", "measure", "as_of"),
    "table_totals": ("measure", "value", "unit"),
    "percentages": ("subject", "measure", "value", "low", "high", "direction", "period", "qualifier"),
    "quantities": ("subject", "measure", "value", "low", "high", "unit", "currency", "period", "qualifier"),
    "value_chain": ("stage", "field", "description"),
    "tables": ("kind", "layout", "caption"),
    "headings": ("number", "title"),
    "sources": ("text", "refers_to"),
    "rejects": ("record_kind", "reason", "raw"),
    "findings": ("status", "check", "message"),
    "repairs": ("rule", "before", "after"),
    "unclaimed": ("text",),
}


class Covered(Protocol):
    """The counters of a coverage."""

    @property
    def lines(self) -> int: ...
    @property
    def lines_claimed(self) -> int: ...
    @property
    def lines_noise(self) -> int: ...
    @property
    def numerals(self) -> int: ...
    @property
    def numerals_claimed(self) -> int: ...


def telling_values(kind: str, record: Record) -> dict[str, str]:
    """Field → its value as words, without what is absent or goes without saying."""
    values = ((name, getattr(record, name)) for name in TELLING_FIELDS[kind])
    return {name: value_as_text(value) for name, value in values if value not in (None, "exact")}


def value_as_text(value: object) -> str:
    """A value on one line; of a small record, its parts."""
    if isinstance(value, Record):
        return " ".join(str(part) for _, part in value if part is not None)
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value).replace("\n", "⏎")


def coverage_as_text(counted: Covered) -> str:
    """How much of a document the rules account for."""
    return (
        f"{counted.lines_claimed} of {counted.lines} lines claimed, {counted.lines_noise} noise "
        f"({(counted.lines_claimed + counted.lines_noise) / max(1, counted.lines):.1%}); "
        f"{counted.numerals_claimed} of {counted.numerals} numerals claimed"
    )
