"""The way out: one Pydantic model per record kind, exactly as the contract writes them as JSON.

Decimals are written as strings that keep the printed precision, absent values as null.
`Extraction.model_dump_json()` is the whole contract document; it holds no clock, no path and no
random order, so the same bytes and the same rules give the same JSON.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, Strict

from report_etl.models import Layout

CONTRACT_VERSION = 1


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _finite(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ValueError("is not a finite number")
    return value


_PARTIAL_DATE = re.compile(
    r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|-H[12]|-Q[1-4])?", re.ASCII
)


def partial_days(value: str) -> tuple[datetime.date, datetime.date]:
    """First and last day of a partial ISO 8601 date or of a range ("2024-H1", "2025/2032"), both inclusive.

    Raises:
        ValueError: it is none, names a day that no calendar has, or ends before it starts.
    """
    parts = value.split("/")
    if len(parts) > 2 or not all(_PARTIAL_DATE.fullmatch(part) for part in parts):
        raise ValueError(f"{value!r} is no partial ISO 8601 date or range")
    first, last = _part_days(parts[0])[0], _part_days(parts[-1])[1]
    if last < first:
        raise ValueError(f"{value!r} ends before it starts")
    return first, last


def _part_days(part: str) -> tuple[datetime.date, datetime.date]:
    year, rest = int(part[:4]), part[5:]
    if len(rest) == 5:
        day = datetime.date(year, int(rest[:2]), int(rest[3:]))
        return day, day
    if not rest:
        month, months = 1, 12
    elif rest[0] == "H":
        month, months = 6 * int(rest[1]) - 5, 6
    elif rest[0] == "Q":
        month, months = 3 * int(rest[1]) - 2, 3
    else:
        month, months = int(rest), 1
    end = month + months  # the month after the last; December is followed by 13
    if end > 12:
        return datetime.date(year, month, 1), datetime.date(year, 12, 31)
    return datetime.date(year, month, 1), datetime.date(year, end, 1) - datetime.timedelta(days=1)


def _partial_date(value: str) -> str:
    partial_days(value)
    return value


def _whole(value: int | Decimal) -> int | Decimal:
    """A count printed without decimals is an `int`, so that it has one JSON form."""
    if isinstance(value, Decimal) and value == value.to_integral_value() and "." not in _plain(value):
        return int(value)
    return value


Exact = Annotated[Decimal, AfterValidator(_finite), PlainSerializer(_plain, return_type=str)]
Count = Annotated[Annotated[int, Strict()] | Exact, AfterValidator(_whole)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
NonEmpty = Annotated[str, Field(min_length=1)]


class Record(BaseModel):
    """Base of all records: frozen, no unknown fields, no empty strings where a text is required."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


class BoxRecord(Record):
    """A rectangle in PDF points from the top left corner of the page."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Provenance(Record):
    """Where a value stands: `raw_text[start:end]` contains what it was read from."""

    page: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    boxes: list[BoxRecord] = []
    rule: str
    rule_version: str
    confidence: float = Field(ge=0, le=1)


class DocumentInfo(Record):
    """The file that was read."""

    sha256: str
    file_name: str
    media_type: str
    page_count: int
    character_count: int


class Price(Record):
    """What one edition of the report costs."""

    edition: str
    amount: Exact
    currency: str


class ReportInfo(Record):
    """What the report says of itself."""

    title: str | None = None
    publisher: str | None = None
    industry: str | None = None
    forecast_start: int | None = None
    forecast_end: int | None = None
    url: str | None = None
    report_number: str | None = None
    published: PartialDate | None = None
    prices: list[Price] = []
    phones: list[str] = []
    emails: list[str] = []


class Policy(Record):
    """One policy document named in a policy table (or, marked by its rule, in a sentence)."""

    issued: PartialDate | None
    issuers: list[str]
    issuer_count: int | None
    issuers_text: str | None
    title: NonEmpty
    content: str | None
    region: str | None = None
    region_code: str | None = None
    category: str | None = None
    caption: str | None = None
    source: str | None = None
    provenance: Provenance


class RegionCount(Record):
    """A count for one region (province, city, or a body that is no region: `region_code` null)."""

    region: NonEmpty
    region_code: str | None
    count: Count
    unit: str | None
    measure: str | None
    as_of: PartialDate | None
    share: Exact | None = None
    rank: int | None = None
    caption: str | None = None
    source: str | None = None
    provenance: Provenance


class TableTotal(Record):
    """A printed 合计 or 总计 of a table; it is no region."""

    caption: str | None
    measure: str | None
    value: Exact
    unit: str | None = None
    provenance: Provenance


class Percentage(Record):
    """A percentage: `value` (or `low` and `high`) in per cent, as printed and positive."""

    subject: str | None
    measure: str | None
    value: Exact | None
    low: Exact | None = None
    high: Exact | None = None
    kind: Literal["share", "rate", "growth", "change_points"]
    base: str | None = None
    direction: Literal["up", "down"] | None = None
    period: PartialDate | None = None
    qualifier: Literal["exact", "about", "over", "under"] = "exact"
    forecast: bool = False
    inherited: list[str] = []  # fields carried over from the words around
    text: str
    statement: str | None
    provenance: Provenance


class Quantity(Record):
    """An amount with its unit: money, a count of things, or a multiple."""

    subject: str | None
    measure: str | None
    value: Exact | None
    low: Exact | None = None
    high: Exact | None = None
    unit: str | None
    currency: str | None = None
    kind: Literal["money", "count", "multiple"]
    direction: Literal["up", "down"] | None = None
    period: PartialDate | None = None
    qualifier: Literal["exact", "about", "over", "under"] = "exact"
    forecast: bool = False
    inherited: list[str] = []
    text: str
    statement: str | None
    provenance: Provenance


class ValueChainLink(Record):
    """One field of an industry chain."""

    stage: NonEmpty
    field: str | None
    description: str | None
    caption: str | None = None
    source: str | None = None
    provenance: Provenance


class Table(Record):
    """A table as found, whole, whatever its kind."""

    caption: str | None
    kind: str
    layout: Layout
    header: list[str]
    rows: list[list[str]]
    unit_note: str | None = None
    source: str | None = None
    provenance: Provenance


class Heading(Record):
    """A heading with its number as printed (一, (二), 3.1)."""

    level: int
    number: str | None
    title: str
    provenance: Provenance


class Source(Record):
    """A source line (资料来源：…) and the caption it belongs to."""

    text: str
    refers_to: str | None
    provenance: Provenance


class Reject(Record):
    """Something that looked like a record and was refused, with the readings that competed."""

    record_kind: str
    reason: str
    raw: str
    readings: list[str] = []
    provenance: Provenance


class Finding(Record):
    """One comparison of two figures of the report; it never alters a value."""

    check: str
    status: Literal["consistent", "inconsistent"]
    severity: Literal["info", "warning", "error"]
    message: str
    values: list[str]
    suggestion: str | None = None
    provenance: list[Provenance] = []


class Repair(Record):
    """One change between the raw text and the text that values are read from."""

    rule: str
    before: str
    after: str
    certain: bool
    provenance: Provenance


class Unclaimed(Record):
    """A line that no rule accounts for."""

    text: str
    provenance: Provenance


class Coverage(Record):
    """How much of the document the rules account for."""

    lines: int = 0
    lines_claimed: int = 0
    lines_noise: int = 0
    numerals: int = 0
    numerals_claimed: int = 0
    unclaimed: list[Unclaimed] = []


class Extraction(Record):
    """Everything one document says, in the shape of the contract."""

    contract: int = CONTRACT_VERSION
    document: DocumentInfo
    report: ReportInfo = ReportInfo()
    policies: list[Policy] = []
    region_counts: list[RegionCount] = []
    table_totals: list[TableTotal] = []
    percentages: list[Percentage] = []
    quantities: list[Quantity] = []
    value_chain: list[ValueChainLink] = []
    tables: list[Table] = []
    headings: list[Heading] = []
    sources: list[Source] = []
    rejects: list[Reject] = []
    findings: list[Finding] = []
    repairs: list[Repair] = []
    coverage: Coverage = Coverage()


# JSON key = SQL table → model. The order is the order of the contract.
RECORD_KINDS: dict[str, type[Record]] = {
    "policies": Policy,
    "region_counts": RegionCount,
    "table_totals": TableTotal,
    "percentages": Percentage,
    "quantities": Quantity,
    "value_chain": ValueChainLink,
    "tables": Table,
    "headings": Heading,
    "sources": Source,
    "rejects": Reject,
    "findings": Finding,
    "repairs": Repair,
}
