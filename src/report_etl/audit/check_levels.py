"""Checks of growth against levels: year on year, compound, between two shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from report_etl.audit.book import Book, Figure, alike, finding, show
from report_etl.audit.intervals import Interval
from report_etl.records import Finding

_TO = re.compile("至|到|为")
_FROM = re.compile("由|从|较|比|自")
_COMPOUND = re.compile("复合|年均|CAGR", re.IGNORECASE)
_NEXT_TO = 40  # characters between a level and the growth that speaks of it


def growth_of_levels(book: Book) -> Iterator[Finding]:
    """A growth rate fits the two levels it compares: g ∋ 100 · (new − old) / old.

    The levels are those of the rate's period and of the year (or, for 环比, the quarter or half
    year) before, of the same thing and unit; else the two levels named just before the rate.
    """
    for growth in book.percentages:
        if growth.record.kind != "growth" or _is_compound(growth):
            continue
        pairs = [*_levels_by_period(book, growth), *_levels_before(book, growth)]
        yield from _hold_growth(growth, pairs)


def _is_compound(growth: Figure) -> bool:
    return bool(_COMPOUND.search(growth.record.measure or ""))


def _levels_by_period(book: Book, growth: Figure) -> Iterator[tuple[Figure, Figure]]:
    period = growth.record.period
    if not period or "/" in period:
        return
    base = previous_period(period, chained="环比" in (growth.record.measure or ""))
    for new in book.by_statement.get(growth.record.statement or "", ([], []))[0]:
        if new.record.period == period and alike(new.words, growth.words):
            for old in book.levels.get((base, new.unit), ()):
                if alike(old.words, new.words):
                    yield old, new


def _levels_before(book: Book, growth: Figure) -> Iterator[tuple[Figure, Figure]]:
    quantities, percentages = book.by_statement.get(growth.record.statement or "", ([], []))
    before = [figure for figure in quantities if figure.start < growth.start]
    if len(before) < 2:
        return
    first, second = before[-2:]
    if growth.start - second.start > _NEXT_TO or any(
        second.start < p.start < growth.start for p in percentages
    ):
        return
    if not _comparable(first, second) or not first.record.period or not second.record.period:
        return
    old, new = sorted((first, second), key=lambda figure: figure.record.period or "")
    if growth.record.period in (None, new.record.period) and _compares(growth, old, new):
        yield old, new


def _compares(growth: Figure, old: Figure, new: Figure) -> bool:
    """Whether the sentence compares the two levels: a year apart, or by 由…至…, 较…, 比…."""
    before, after = old.record.period or "", new.record.period or ""
    if before == after or len(before) != len(after):
        return False
    if previous_period(after, chained="环比" in (growth.record.measure or "")) == before:
        return True
    lead, found, _ = (growth.record.statement or "").partition(old.record.text)
    return bool(found and _FROM.search(lead[-14:]))


def _comparable(left: Figure, right: Figure) -> bool:
    return left.unit == right.unit and "multiple" not in (left.record.kind, right.record.kind)


def _hold_growth(growth: Figure, pairs: list[tuple[Figure, Figure]]) -> Iterator[Finding]:
    held: list[tuple[bool, Figure, Figure, Fraction]] = []
    printed = growth.interval
    if growth.record.direction == "down":
        printed = Interval(-printed.high, -printed.low)
    for old, new in pairs:
        ratio = new.interval.over(old.interval)
        middle = new.interval.middle / old.interval.middle if old.interval.middle else None
        if ratio is None or middle is None:
            continue
        grown = Interval(100 * (ratio.low - 1), 100 * (ratio.high - 1))
        held.append((grown.meets(printed), old, new, 100 * (middle - 1)))
    if not held:
        return
    good, old, new, right = next((item for item in held if item[0]), held[0])
    yield finding(
        "growth_of_levels",
        good,
        f"from {old.record.text} to {new.record.text} is {show(right, 1)} %, printed {growth.record.text}",
        [old.value, new.value, growth.value, right],
        [growth.record.provenance, new.record.provenance, old.record.provenance],
        suggestion=None if good else f"{show(abs(right), 1)} %",
    )


def compound_growth(book: Book) -> Iterator[Finding]:
    """A compound rate fits its first and last level: last = first · (1 + g)^years.

    Both conventions of counting years are tried (last − first, and one more).
    """
    for growth in book.percentages:
        period = growth.record.period or ""
        years = re.fullmatch("([0-9]{4})/([0-9]{4})", period)
        if growth.record.kind != "growth" or not _is_compound(growth) or not years:
            continue
        first, last = int(years[1]), int(years[2])
        pairs = [
            (old, new)
            for (when, unit), levels in book.levels.items()
            if when == years[2]
            for new in levels
            if alike(growth.words, new.words)
            for old in book.levels.get((years[1], unit), ())
            if alike(old.words, new.words)
        ]
        if pairs and last > first:
            yield _hold_compound(growth, pairs, last - first)


def _hold_compound(growth: Figure, pairs: list[tuple[Figure, Figure]], years: int) -> Finding:
    sign = -1 if growth.record.direction == "down" else 1
    low, high = sorted(1 + sign * bound / 100 for bound in (growth.interval.low, growth.interval.high))
    for old, new in pairs:
        for count in (years, years + 1):
            if Interval(old.interval.low * low**count, old.interval.high * high**count).meets(new.interval):
                return _compound_finding(growth, old, new, years, consistent=True)
    return _compound_finding(growth, *pairs[0], years, consistent=False)


def _compound_finding(growth: Figure, old: Figure, new: Figure, years: int, *, consistent: bool) -> Finding:
    right = Fraction(100 * ((float(new.value) / float(old.value)) ** (1 / years) - 1)).limit_denominator(1000)
    return finding(
        "compound_growth",
        consistent,
        f"from {old.record.text} to {new.record.text} in {years} years is {show(right, 1)} % a year, "
        f"printed {growth.record.text}",
        [old.value, new.value, growth.value, right],
        [growth.record.provenance, old.record.provenance, new.record.provenance],
        severity="warning",
        suggestion=None if consistent else f"{show(right, 1)} %",
    )


def change_of_points(book: Book) -> Iterator[Finding]:
    """A change in percentage points is the difference of the two shares named before it."""
    for statement, (_, percentages) in book.by_statement.items():
        for first, second, change in zip(percentages, percentages[1:], percentages[2:], strict=False):
            if change.record.kind != "change_points" or "change_points" in (
                first.record.kind,
                second.record.kind,
            ):
                continue
            if "growth" in (first.record.kind, second.record.kind) or not _goes_to(statement, first, second):
                continue
            moved = second.interval - first.interval
            if change.record.direction == "down":
                moved = Interval(-moved.high, -moved.low)
            right = abs(second.value - first.value)
            yield finding(
                "change_of_points",
                moved.meets(change.interval),
                f"from {first.record.text} to {second.record.text} is {show(right)} points, "
                f"printed {change.record.text}",
                [first.value, second.value, change.value],
                [figure.record.provenance for figure in (change, first, second)],
            )


def _goes_to(statement: str, first: Figure, second: Figure) -> bool:
    """Whether the sentence goes from the first figure to the second: 由…升至…."""
    _, found, rest = statement.partition(first.record.text)
    between, found_too, _ = rest.partition(second.record.text)
    return bool(found and found_too and len(between) < 30 and _TO.search(between))


def previous_period(period: str, *, chained: bool) -> str | None:
    """The period that 同比 (the year before) or 环比 (the part before) compares with."""
    year, _, part = period.partition("-")
    if not re.fullmatch("[0-9]{4}", year) or "/" in part:
        return None  # a range has no period before it
    if not chained or not part:
        return f"{int(year) - 1}-{part}" if part else str(int(year) - 1)
    if part[0] in "HQ":
        number, most = int(part[1]), 2 if part[0] == "H" else 4
        return f"{year}-{part[0]}{number - 1}" if number > 1 else f"{int(year) - 1}-{part[0]}{most}"
    if re.fullmatch("[0-9]{2}", part):
        return f"{year}-{int(part) - 1:02d}" if int(part) > 1 else f"{int(year) - 1}-12"
    return None
