"""Checks of region tables: sums against totals, shares against counts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from report_etl.audit.book import Book, Figure, RegionTable, alike, finding, show
from report_etl.audit.intervals import Interval, exactly, printed
from report_etl.records import Finding, Provenance, RegionCount

Total = tuple[str, Decimal, list[Provenance]]


def sum_of_table(book: Book) -> Iterator[Finding]:
    """The rows of a table add up to its 合计 row, and to the total a sentence states.

    Formula: Σ rows = total, with and without the rows that are no region. A stated total far above
    the sum is no alarm (the table may be a selection); one within 5 % that no sum meets is.
    """
    for table in book.region_tables:
        sums = {table.total, table.total_of_regions}
        rows = [count.provenance for count in table.counts]
        for name, total, where, interval in _totals(book, table):
            near = abs(total - table.total) <= total / 20
            if any(interval.meets(exactly(value)) for value in sums):
                yield finding(
                    "sum_of_table",
                    True,
                    f"{len(table.counts)} rows add up to {name} {show(total)}",
                    [table.total, total],
                    [*where, *rows[:1]],
                )
            elif len(table.counts) > 2 and (near or table.total_of_regions > total):
                yield finding(
                    "sum_of_table",
                    False,
                    f"{len(table.counts)} rows add up to {show(table.total)}, {name} says {show(total)}",
                    [table.total, total],
                    [*where, *rows[:1]],
                )


def _totals(book: Book, table: RegionTable) -> Iterator[tuple[str, Decimal, list[Provenance], Interval]]:
    """Printed totals of the table and totals stated in sentences about the same thing."""
    for row in book.extraction.table_totals:
        if row.caption == table.caption and alike(row.measure or "", table.measure or ""):
            yield "the total row", row.value, [row.provenance], exactly(row.value)
    first = table.counts[0]
    for figure in book.quantities:
        record = figure.record
        if figure.unit != first.unit or not record.statement or not _is_total(figure, table):
            continue
        if record.period and first.as_of and record.period[:7] != first.as_of[:7]:
            continue
        yield "the sentence", figure.value, [record.provenance], figure.interval


def _is_total(figure: Figure, table: RegionTable) -> bool:
    """Whether a sentence states a total of what the table counts: 全国…共N家."""
    record = figure.record
    regions = {count.region for count in table.counts}
    if any(region in (record.subject or "") for region in regions):
        return False
    words = (record.statement or "").split(record.text)[0][-12:]
    return ("共" in words or "合计" in words or "总" in words) and alike(figure.words, table.measure or "")


def share_of_total(book: Book) -> Iterator[Finding]:
    """A share of a region is its count over a total: printed % ∋ 100 · count / total.

    Totals tried: all rows, the rows that are regions, a printed or stated total. The one that fits
    is named; none fitting is an error.
    """
    for table in book.region_tables:
        totals: list[tuple[str, Decimal]] = [
            ("all rows", table.total),
            ("regions only", table.total_of_regions),
        ]
        totals += [(name, total) for name, total, _, _ in _totals(book, table)]
        counts = {count.region: count for count in table.counts}
        for count, value, interval, where in _shares(book, table, counts):
            yield from _hold_share(count, value, interval, where, totals, table)


def _shares(
    book: Book, table: RegionTable, counts: dict[str, RegionCount]
) -> Iterator[tuple[RegionCount, Decimal, Interval, list[Provenance]]]:
    for count in table.counts:
        if count.share is not None:
            interval = printed(count.share, show(count.share))
            yield count, count.share, interval, [count.provenance]
    for figure in book.percentages:
        record = figure.record
        matched = counts.get(record.subject or "")
        if matched is None or record.kind != "share" or not _same_thing(figure, table):
            continue
        if record.period and matched.as_of and record.period[:4] != matched.as_of[:4]:
            continue
        yield matched, figure.value, figure.interval, [record.provenance, matched.provenance]


def _same_thing(figure: Figure, table: RegionTable) -> bool:
    return alike(figure.record.measure or "", table.measure or "")


def _hold_share(
    count: RegionCount,
    value: Decimal,
    interval: Interval,
    where: list[Provenance],
    totals: list[tuple[str, Decimal]],
    table: RegionTable,
) -> Iterator[Finding]:
    amount = Fraction(count.count)
    for name, total in totals:
        if total and interval.meets(
            exactly(Decimal(100) * Decimal(count.count)).times(Fraction(1) / Fraction(total))
        ):
            yield finding(
                "share_of_total",
                True,
                _says(count, total, name, value),
                [amount, total, value],
                where,
            )
            return
    stated = [(name, total) for name, total in totals if name not in ("all rows", "regions only")]
    # a selection of regions without a stated total proves nothing
    if not stated and len(table.counts) < 20:
        return
    name, total = stated[0] if stated else totals[0]
    right = 100 * amount / Fraction(total)
    yield finding(
        "share_of_total",
        False,
        _says(count, total, name, value),
        [amount, total, value],
        where,
        suggestion=f"{show(right, 1)} %",
    )


def _says(count: RegionCount, total: Decimal, name: str, value: Decimal) -> str:
    right = 100 * Fraction(count.count) / Fraction(total)
    return (
        f"{count.region}: {count.count} of {show(total)} ({name}) is {show(right)} %, printed {show(value)} %"
    )
