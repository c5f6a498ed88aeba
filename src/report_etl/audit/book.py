"""The figures of an extraction, arranged so that checks can find what belongs together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal

from report_etl.audit.intervals import Interval, printed
from report_etl.records import Extraction, Finding, Percentage, Provenance, Quantity, RegionCount

_FILLER = re.compile(
    "数量|占比|比例|比重|占|共有|共|达到|达|约|为|分别|合计|总计|总数|总|的|全国|我国|中国|国内|增速|增长率|同比|"
    "环比|规模以上|情况|完成|已"
)


@dataclass(frozen=True)
class Figure:
    """A quantity or percentage with the interval it stands for."""

    record: Quantity | Percentage
    interval: Interval

    @property
    def value(self) -> Decimal:
        assert self.record.value is not None
        return self.record.value

    @property
    def words(self) -> str:
        """Subject and measure together, without filler: what the figure is about."""
        return bare_words((self.record.subject or "") + (self.record.measure or ""))

    @property
    def start(self) -> int:
        return self.record.provenance.start

    @property
    def unit(self) -> str | None:
        """Unit of a quantity; None for percentages."""
        return self.record.unit if isinstance(self.record, Quantity) else None


@dataclass(frozen=True)
class RegionTable:
    """The counts of one caption and measure."""

    caption: str | None
    measure: str | None
    counts: tuple[RegionCount, ...]

    @property
    def total(self) -> Decimal:
        """Sum of all rows, bodies that are no region included."""
        return sum((Decimal(count.count) for count in self.counts), Decimal(0))

    @property
    def total_of_regions(self) -> Decimal:
        """Sum of the rows that are regions."""
        return sum((Decimal(count.count) for count in self.counts if count.region_code), Decimal(0))


class Book:
    """An extraction as the checks read it."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction

    @cached_property
    def quantities(self) -> tuple[Figure, ...]:
        return tuple(_figures(self.extraction.quantities))

    @cached_property
    def percentages(self) -> tuple[Figure, ...]:
        return tuple(_figures(self.extraction.percentages))

    @cached_property
    def levels(self) -> dict[tuple[str | None, str | None], list[Figure]]:
        """(period, unit) → amounts, multiples left out."""
        groups: dict[tuple[str | None, str | None], list[Figure]] = defaultdict(list)
        for figure in self.quantities:
            if figure.record.kind != "multiple":
                groups[figure.record.period, figure.unit].append(figure)
        return dict(groups)

    @cached_property
    def region_tables(self) -> tuple[RegionTable, ...]:
        groups: dict[tuple[str | None, str | None], list[RegionCount]] = defaultdict(list)
        for count in self.extraction.region_counts:
            groups[count.caption, count.measure].append(count)
        return tuple(RegionTable(*key, tuple(counts)) for key, counts in groups.items())

    @cached_property
    def by_statement(self) -> dict[str, tuple[list[Figure], list[Figure]]]:
        """Statement → its quantities and its percentages, in order of the text."""
        groups: dict[str, tuple[list[Figure], list[Figure]]] = defaultdict(lambda: ([], []))
        for index, figures in enumerate((self.quantities, self.percentages)):
            for figure in figures:
                if figure.record.statement:
                    groups[figure.record.statement][index].append(figure)
        for quantities, percentages in groups.values():
            quantities.sort(key=lambda figure: figure.start)
            percentages.sort(key=lambda figure: figure.start)
        return dict(groups)


def _figures(records: Iterable[Quantity | Percentage]) -> Iterator[Figure]:
    for record in records:
        if record.value is not None:
            yield Figure(record, printed(record.value, record.text, record.qualifier))


def bare_words(text: str) -> str:
    """Text without filler words and white space."""
    return re.sub(r"\s", "", _FILLER.sub("", text))


def alike(left: str, right: str) -> bool:
    """Whether two names mean the same thing: one holds the other, or they share most characters."""
    left, right = bare_words(left), bare_words(right)
    if not left or not right:
        return False
    if left in right or right in left:
        return True
    shared = len(set(left) & set(right))
    return shared / min(len(set(left)), len(set(right))) >= 0.75


def finding(
    check: str,
    consistent: bool,
    message: str,
    values: Iterable[Decimal | Fraction | str],
    provenance: Iterable[Provenance],
    *,
    severity: Literal["warning", "error"] = "error",
    suggestion: str | None = None,
) -> Finding:
    """A finding; consistent ones are information."""
    return Finding(
        check=check,
        status="consistent" if consistent else "inconsistent",
        severity="info" if consistent else severity,
        message=message,
        values=[show(value) for value in values],
        suggestion=suggestion,
        provenance=list(provenance),
    )


def show(value: Decimal | Fraction | str, digits: int = 2) -> str:
    """A number as people write it: exact when short, else rounded to `digits` decimals."""
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if value.denominator == 1:
        return str(value.numerator)
    return f"{Decimal(value.numerator) / Decimal(value.denominator):.{digits}f}"
