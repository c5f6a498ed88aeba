"""Checks inside tables: totals, shares, columns that add up, running totals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise, permutations

from report_etl.audit.book import Book
from report_etl.audit.findings import Case, each, finding, percent, show
from report_etl.audit.grids import Cell, Grid, Line
from report_etl.audit.intervals import Interval, exactly, share_of, total, verdict
from report_etl.records import Finding

_NO_SUM = re.compile("均|单价|价格|价$|率|排名|指数|比例|比重|占比|增|降|同比|环比|倍|年龄|单位")
_SHARE = re.compile("占|比重|份额|构成")
_INNER = re.compile("其中|小计|^减|^加|：$")
_OTHERS = re.compile(
    "(?:其他|其它|其余)(?:品类|地区|产品|类|类型|行业|领域|国家|市场|企业|业务|用途|省份|渠道|题材|国家和地区)?|.{1,8}及其他"
)
_WHOLE = re.compile("(?:构成|结构)(?:情况|占比|表|图)?$")
_ANSWERS = re.compile("调查|原因|关注|因素|多选|意愿|偏好|满意|渗透")
_RUNNING = re.compile("累计|存量|保有|期末|总")
_MOST_LINES = 9
Triple = tuple[int, tuple[Cell, Cell], Cell]  # entry, two parts, their whole


def totals_of_table(book: Book) -> Iterator[Finding]:
    """The entries of a column add up to its 合计: Σ entries = total within rounding.

    Region tables have their own check. Tables with 小计 or 其中 are left alone. A sum that differs is
    an error when the table is of a known kind or another column of it adds up.
    Source: arithmetic.
    """
    for grid in book.grids:
        if grid.total is None or grid.kind == "region_counts" or _has_inner(grid):
            continue
        sums = [(line, *found) for line in grid.lines if (found := _column_sum(grid, line)) is not None]
        proved = grid.kind == "composition" or any(fits for *_, fits in sums)
        cases = [
            Case(
                fits,
                f"{line.name} of {grid.name}: entries add up to {show(added)}, the total is {cell.text}",
                (show(added), cell.text),
                tuple(book.where(grid, one.row, one.text) for one in (cell, *parts)),
                suggestion=show(added),
            )
            for line, parts, added, cell, fits in sums
            if fits or proved
        ]
        yield from each("totals_of_table", cases, f"{{n}} columns of {grid.name} add up to their totals")


def _has_inner(grid: Grid) -> bool:
    return any(_INNER.search(label) for label in grid.labels)


def _column_sum(grid: Grid, line: Line) -> tuple[list[Cell], Fraction, Cell, bool] | None:
    """The entries of a column, their sum, the total, and whether it is that."""
    assert grid.total is not None
    whole = line.cells[grid.total]
    parts = [cell for i in grid.items if (cell := line.cells[i]) is not None]
    if whole is None or len(parts) < 2 or len(parts) < len(grid.items):
        return None
    if _NO_SUM.search(line.name) and not (line.is_percent and _SHARE.search(line.name)):
        return None
    added = sum((cell.value for cell in parts), Fraction(0))
    if line.is_percent or any(cell.decimals for cell in (whole, *parts)):
        return parts, added, whole, total(*(cell.tight for cell in parts)).meets(whole.tight)
    # whole numbers may still be rounded amounts: half a unit for every fourth entry
    return parts, added, whole, abs(added - whole.value) <= Fraction(len(parts) // 4, 2)


def whole_of_table(book: Book) -> Iterator[Finding]:
    """The shares of a whole add up to 100 %.

    An error when the table shows that it is complete (it has an entry 其他, or its caption says
    构成 or 结构) and the sum is off by more than rounding.
    Source: arithmetic.
    """
    for grid in book.grids:
        if grid.total is not None or grid.kind == "region_counts" or _has_inner(grid):
            continue
        for line in grid.lines:
            parts = [cell for cell in line.cells if cell is not None]
            if not line.is_percent or not _SHARE.search(line.name) or any(cell.value < 0 for cell in parts):
                continue
            if any(grid.periods) or len(parts) < 3 or len(parts) < len(grid.labels):
                continue
            added = total(*(cell.tight for cell in parts))
            fits = added.meets(exactly(100))
            if fits or (_is_whole(grid) and Fraction(1, 2) < abs(added.middle - 100) <= 60):
                yield finding(
                    "whole_of_table",
                    fits,
                    f"{line.name} of {grid.name} adds up to {percent(added.middle)}",
                    [show(added.middle), *(cell.text for cell in parts)],
                    [book.where(grid, cell.row, cell.text) for cell in parts],
                )


def _is_whole(grid: Grid) -> bool:
    """Whether a table shows that its entries are all there are, and each is counted once."""
    if _ANSWERS.search(grid.caption or ""):
        return False
    return any(map(_OTHERS.fullmatch, grid.labels)) or _WHOLE.search(grid.caption or "") is not None


def share_in_table(book: Book) -> Iterator[Finding]:
    """A share column fits the amounts beside it: share ∋ 100 · amount / total.

    The total is the 合計 entry, the sum, or the one that most rows imply. A row that does not fit is an
    error when at least three do and at most a third does not. Region tables have their own check.
    Source: arithmetic.
    """
    for grid in book.grids:
        if grid.kind == "region_counts" or any(grid.periods):
            continue
        levels = [line for line in grid.lines if not line.is_percent][:_MOST_LINES]
        for line in grid.lines[:_MOST_LINES]:
            if line.is_percent and _SHARE.search(line.name):
                tried = [
                    _hold_shares(grid, line, level, whole)
                    for level in levels
                    for whole in _wholes(grid, line, level)
                ]
                if tried:
                    yield from _report_shares(book, grid, line, max(tried, key=lambda held: held.score))


@dataclass(frozen=True, slots=True)
class _Held:
    """How a share column fits a column of amounts and a total."""

    level: Line
    whole: Interval
    outcomes: list[tuple[int, Cell, Cell, bool]]

    @property
    def score(self) -> int:
        return sum(1 if fits else -1 for _, _, _, fits in self.outcomes)


def _wholes(grid: Grid, line: Line, level: Line) -> Iterator[Interval]:
    if grid.total is not None and (cell := level.cells[grid.total]):
        yield exactly(cell.value)
    yield exactly(sum((cell.value for i in grid.items if (cell := level.cells[i])), Fraction(0)))
    implied = [
        amount.tight.over(printed.tight).times(100)
        for i in grid.items
        if (amount := level.cells[i])
        and (printed := line.cells[i])
        and min(amount.value, printed.tight.low) > 0
    ]
    if len(implied) >= 3:
        yield _most_common(implied)


def _most_common(intervals: list[Interval]) -> Interval:
    """Where most of the intervals overlap."""
    best, most = intervals[0], 0
    for start in sorted({interval.low for interval in intervals}):
        over = [interval for interval in intervals if interval.low <= start <= interval.high]
        if len(over) > most:
            best, most = Interval(start, min(interval.high for interval in over)), len(over)
    return best


def _hold_shares(grid: Grid, line: Line, level: Line, whole: Interval) -> _Held:
    outcomes: list[tuple[int, Cell, Cell, bool]] = []
    for i in grid.items:
        amount, printed = level.cells[i], line.cells[i]
        if amount and printed and amount.value > 0 and whole.low > 0:
            # with one unit of its last place: shares are often adjusted to add up to 100
            unit = Fraction(1, 10**printed.decimals)
            rounded = Interval(printed.value - unit, printed.value + unit)
            outcomes.append((i, amount, printed, share_of(amount.tight, whole).meets(rounded)))
    return _Held(level, whole, outcomes)


def _report_shares(book: Book, grid: Grid, line: Line, held: _Held) -> Iterator[Finding]:
    good = [outcome for outcome in held.outcomes if outcome[3]]
    bad = [outcome for outcome in held.outcomes if not outcome[3]]
    whole = held.whole.middle
    if len(good) < 3 or 3 * len(bad) > len(good):
        return
    cases = []
    for i, amount, printed, fits in held.outcomes:
        right = 100 * amount.value / whole
        said = percent(right, printed.text)
        complaint = (
            f"{grid.labels[i]} of {grid.name}: {amount.text} of {show(whole)} is {said}, "
            f"{line.name} says {printed.text}"
        )
        places = tuple(book.where(grid, cell.row, cell.text) for cell in (printed, amount))
        values = (amount.text, show(whole), printed.text, show(right))
        cases.append(Case(fits, complaint, values, places, suggestion=said))
    agree = f"{line.name} of {grid.name} fits {held.level.name} of {show(whole)} in {{n}} entries"
    yield from each("share_in_table", cases, agree)


def columns_of_table(book: Book) -> Iterator[Finding]:
    """Columns that add up in most rows add up in all: 进出口 = 出口 + 进口.

    The relation is read off the table: it holds in at least four rows (with no zero in them) and
    fails in at most a fourth as many; those rows are errors.
    Source: arithmetic, found by trial.
    """
    for grid in book.grids:
        lines = [line for line in grid.lines if not line.is_percent][:_MOST_LINES]
        for left, right in combinations(lines, 2):
            for whole in lines:
                if whole not in (left, right) and _may_add_up(left, right, whole):
                    cells = zip(left.cells, right.cells, whole.cells, strict=True)
                    triples: list[Triple] = [
                        (i, (a, b), c)
                        for i, (a, b, c) in enumerate(cells)
                        if a and b and c and a.value and b.value
                    ]
                    says = f"{whole.name} = {left.name} + {right.name}"
                    yield from _relation("columns_of_table", book, grid, says, triples)


def _may_add_up(left: Line, right: Line, whole: Line) -> bool:
    """A quick look at the first rows, so that most columns are not compared exactly."""
    seen = hits = 0
    for a, b, c in zip(left.cells, right.cells, whole.cells, strict=True):
        if a and b and c and a.value and b.value:
            seen += 1
            hits += abs(a.rough + b.rough - c.rough) <= 0.001 * abs(c.rough) + 0.2
            if seen == 4 or (seen == 3 and not hits):
                break
    return hits >= 2


def running_totals_of_table(book: Book) -> Iterator[Finding]:
    """A running total grows by what is new in each period: 累计 = 累计 before + 新增.

    Read off the table as in `columns_of_table`.
    Source: definition of a stock and its flow.
    """
    for grid in book.grids:
        known = sorted((period, i) for i, period in enumerate(grid.periods) if period)
        places = [i for _, i in known]
        lines = [line for line in grid.lines if not line.is_percent][:_MOST_LINES]
        for stock, flow in permutations(lines, 2) if len(places) >= 4 else ():
            if _RUNNING.search(stock.name):
                triples: list[Triple] = [
                    (i, (a, b), c)
                    for before, i in pairwise(places)
                    if (a := stock.cells[before])
                    and (b := flow.cells[i])
                    and (c := stock.cells[i])
                    and b.value
                ]
                says = f"{stock.name} = {stock.name} before + {flow.name}"
                yield from _relation("running_totals_of_table", book, grid, says, triples, least=3)


def _relation(
    check: str, book: Book, grid: Grid, says: str, triples: list[Triple], *, least: int = 4
) -> Iterator[Finding]:
    """Hold part + part = whole over entries; silent when the columns do not belong together."""
    if len(triples) < least or sum(map(_adds_up, triples[:4])) < 2:
        return
    bad = [triple for triple in triples if not _adds_up(triple)]
    good = len(triples) - len(bad)
    if good < least or 4 * len(bad) > good + (least == 3):
        return
    cases = [
        Case(
            triple not in bad,
            f"{grid.labels[i]} of {grid.name}: {a.text} + {b.text} is {show(a.value + b.value)}, "
            f"not {c.text} ({says} elsewhere)",
            (a.text, b.text, c.text, show(a.value + b.value)),
            tuple(book.where(grid, cell.row, cell.text) for cell in (a, b, c)),
        )
        for triple in triples
        for i, (a, b), c in [triple]
        if triple not in bad or not _has_more(grid, i, c.value - a.value - b.value)
    ]
    yield from each(check, cases, f"{says} in {{n}} entries of {grid.name}")


def _has_more(grid: Grid, i: int, gap: Fraction) -> bool:
    """Whether another cell of the entry is the gap: then the columns have one part more."""
    return any(
        cell is not None and abs(cell.value) == abs(gap) for line in grid.lines for cell in [line.cells[i]]
    )


def _adds_up(triple: Triple) -> bool:
    _, (a, b), c = triple
    if a.decimals or b.decimals or c.decimals:
        return verdict(_is_sum, a, b, c) is True
    return abs(a.value + b.value - c.value) <= (1 if c.value > 1000 else 0)


def _is_sum(a: Interval, b: Interval, c: Interval) -> bool:
    return (a + b).meets(c)


CHECKS = (totals_of_table, whole_of_table, share_in_table, columns_of_table, running_totals_of_table)
