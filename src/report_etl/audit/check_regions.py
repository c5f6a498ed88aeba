"""Checks of region tables: their sum, and the shares printed beside or about their counts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from report_etl.audit.book import Book, RegionTable
from report_etl.audit.figures import Figure, Sentence, common_unit
from report_etl.audit.findings import finding, may_be_slip, percent, show
from report_etl.audit.intervals import Interval, exactly, printed, total
from report_etl.audit.names import alike, bare_words, full_name
from report_etl.audit.periods import same_end
from report_etl.audit.weigh import Case, each
from report_etl.records import Finding, Provenance, RegionCount

_COUNTED = frozenset(
    "家 款 部 件 个 座 项 户 人 所 起 只 台 辆 套 艘 架 条 种 支 名 次 例 处 张 宗 株 头 份".split()
)
_SELECTION = re.compile("前[0-9一二三四五六七八九十]+|TOP|Top|部分|主要|重点|领先")
_TOTAL_WORDS = re.compile("共|合计|总|累计|全国|我国|全省|全市")
_COMPLETE = 25  # rows from which a table of provinces is taken to be complete
_NEAR = Fraction(1, 20)
_IMPLIED = "the total most shares imply"


@dataclass(frozen=True, slots=True)
class Stated:
    """A total as the table or a sentence prints it."""

    says: str
    value: Fraction
    tight: Interval
    wide: Interval
    where: Provenance
    in_table: bool
    sure: bool  # whether its words name exactly what the table counts, at the same moment


@dataclass(frozen=True, slots=True)
class Whole:
    """What shares of a table may be of, as it is called, and where it stands."""

    says: str
    value: Fraction
    where: Provenance


def sum_of_table(book: Book) -> Iterator[Finding]:
    """The rows of a region table add up to its 合计 row, and to the total a sentence states.

    Formula: Σ rows = total, with and without the rows that are no region. A 合计 row that no sum meets
    is an error when the sum is near (within a quarter) or one wrong digit explains it: else rows are likely
    to be missing. A total in a sentence is one when it is near (within 5 %), when it names the measure
    and moment of the table and is below the sum, or the table is complete, or when it is below the sum
    and the shares of regions fit it. A sentence that agrees proves the table complete.
    Source: arithmetic.
    """
    in_text = _text_shares(book)
    for table in book.region_tables:
        if len(table.counts) < 3:
            continue
        sums = sums_of(table)
        shares = [*_column_shares(table), *in_text.get(table, [])]
        stated = list(stated_totals(book, table))
        rows = [count.provenance for count in table.counts]
        good = [one for one in stated if any(one.tight.meets(_rounded(table, s)) for s in sums)]
        bad = [
            one
            for one in stated
            if not any(one.wide.meets(_rounded(table, s)) for s in sums)
            and _must_agree(table, sums[0], one, shares)
        ]
        if good:
            proved = "; the table is complete" if any(not one.in_table for one in good) else ""
            yield finding(
                "sum_of_table",
                True,
                f"{len(rows)} rows of {table.name} add up to {show(sums[0])}, as {_says(good)}{proved}",
                [sums[0], *(one.value for one in good)],
                [*(one.where for one in good), *rows],
            )
        if bad:
            yield finding(
                "sum_of_table",
                False,
                f"{len(rows)} rows of {table.name} add up to {show(sums[0])}, {_says(bad)}",
                [sums[0], *(one.value for one in bad)],
                [*(one.where for one in bad), *rows],
            )


def sums_of(table: RegionTable) -> list[Fraction]:
    """Sum of all rows, and of those that are regions."""
    every = sum((Fraction(count.count) for count in table.counts), Fraction(0))
    regions = sum((Fraction(count.count) for count in table.counts if count.region_code), Fraction(0))
    return [every] if every == regions else [every, regions]


def _rounded(table: RegionTable, added: Fraction) -> Interval:
    """The interval of a sum: exact for things that are counted, else with the rounding of its rows."""
    step = _step(table)
    if table.unit in _COUNTED and step < 100:
        return exactly(added)
    half = step / 2
    reach = total([Interval(-half, half)] * len(table.counts))
    return Interval(added + reach.low, added + reach.high)


def _step(table: RegionTable) -> Fraction:
    """One unit of the last place the counts are printed to (25200000 of 2520万 → 10000)."""
    counts = [Decimal(count.count) for count in table.counts if count.count]
    exponents = [int(count.normalize().as_tuple().exponent) for count in counts]
    return Fraction(10) ** min(exponents, default=0)


def _must_agree(table: RegionTable, added: Fraction, one: Stated, shares: list[_Share]) -> bool:
    """Whether a total that differs contradicts the table: the shares of its regions may prove it."""
    near = abs(one.value - added) <= one.value * _NEAR
    if _SELECTION.search(table.caption or ""):
        return one.sure and added > one.wide.high * (1 + _NEAR)
    if one.in_table:
        return abs(one.value - added) <= one.value / 4 or _is_slip(table, added, one.value)
    if near:
        return True
    proved = sum(_fits(share, one.value) for share in shares)
    if proved >= 2 and added > one.wide.high and not any(_fits(share, added) for share in shares):
        return True
    regions = sum(count.region_code is not None for count in table.counts)
    complete = regions >= _COMPLETE or bool(table.totals) or added > one.wide.high
    return one.sure and complete and may_be_slip(one.value, added)


def _is_slip(table: RegionTable, added: Fraction, stated: Fraction) -> bool:
    """Whether a misprint in one row, or in the total, explains the gap."""
    values = [(Fraction(count.count), stated - added) for count in table.counts]
    return any(
        may_be_slip(value, value + gap, near=Fraction(1))
        for value, gap in [*values, (stated, added - stated)]
    )


def _says(stated: list[Stated]) -> str:
    return " and ".join(f"{one.says} says {show(one.value)}" for one in stated)


def stated_totals(book: Book, table: RegionTable) -> Iterator[Stated]:
    """Printed totals of the table, and totals of the same thing that sentences state."""
    for row in table.totals:
        exact = exactly(row.value)
        yield Stated("the total row", Fraction(row.value), exact, exact, row.provenance, True, True)
    _, own = common_unit(table.unit)
    for cell in book.lookup(full_name(None, table.measure), common_unit(table.unit)[0], table.as_of):
        if cell.table is not None and cell.table != book.table_of(table.counts[0].provenance):
            tight, wide = cell.tight.times(1 / own), cell.wide.times(1 / own)
            yield Stated("another table", tight.middle, tight, wide, cell.where, False, True)
    regions = {count.region for count in table.counts}
    seen: set[Fraction] = set()
    for sentence in book.sentences:
        for figure in sentence.levels:
            if not _speaks_of(figure, table) or figure.record.forecast:
                continue
            if any(region in (figure.record.subject or "") for region in regions):
                continue
            words = sentence.before(figure, 14) + (figure.record.subject or "")
            value = Fraction(figure.value) * figure.factor / own
            if _TOTAL_WORDS.search(words) and value not in seen:
                seen.add(value)
                tight, wide = figure.tight.times(1 / own), figure.wide.times(1 / own)
                yield Stated("the sentence", value, tight, wide, figure.where, False, _is_sure(figure, table))


def _speaks_of(figure: Figure, table: RegionTable) -> bool:
    """Whether an amount is of the measure, unit and moment of a table."""
    if figure.unit is None or figure.unit != common_unit(table.unit)[0]:
        return False
    if figure.period and table.as_of and not same_end(figure.period, table.as_of):
        return False
    return alike((figure.record.subject or "") + (figure.record.measure or ""), _topic(table))


def _is_sure(figure: Figure, table: RegionTable) -> bool:
    """Whether an amount is of the table's moment and measure by name."""
    measure, subject = bare_words(figure.record.measure or ""), bare_words(figure.record.subject or "")
    named = bool(measure) and measure == bare_words(table.measure or "")
    if not measure:  # 全国公共充电站共186200座 under 全国公共充电站地区分布
        named = len(subject) >= 3 and subject in bare_words((table.caption or "") + (table.measure or ""))
    return named and figure.period is not None and table.as_of is not None


def _topic(table: RegionTable) -> str:
    """What a table counts: the header, or for a header that says nothing (数量) the caption."""
    measure = table.measure or ""
    return measure if len(bare_words(measure)) >= 2 else (table.caption or measure)


# --- shares --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Share:
    count: RegionCount
    value: Decimal
    interval: Interval
    where: list[Provenance]
    sure: bool  # whether it is certainly a share of this table

    @property
    def in_column(self) -> bool:
        """Whether it is printed beside its count, not in a sentence."""
        return len(self.where) == 1


def share_of_total(book: Book) -> Iterator[Finding]:
    """A share of a region is its count over the total: printed % ∋ 100 · count / total.

    Totals tried: all rows, the rows that are regions, a printed or stated total, and the one most
    shares of the column imply. The total that fits most is named. A share that fits none is an error
    when a total is stated, the table is long, or two others fit.
    Source: arithmetic.
    """
    in_text = _text_shares(book)
    for table in book.region_tables:
        stated = list(stated_totals(book, table))
        wholes = wholes_of(table, stated)
        for shares in (_column_shares(table), in_text.get(table, [])):
            if shares and wholes:
                yield from _hold_shares(table, shares, wholes, stated=bool(stated))


def wholes_of(table: RegionTable, stated: list[Stated]) -> list[Whole]:
    """What shares of a table may be of: its sums, printed totals, the one most shares of its column imply."""
    found = [
        Whole(says, value, table.where)
        for says, value in zip(("all rows", "regions only"), sums_of(table), strict=False)
    ]
    for one in stated:
        if all(one.value != whole.value for whole in found):
            found.append(Whole(one.says, one.value, one.where))
    implied = sorted(
        100 * Fraction(count.count) / Fraction(count.share) for count in table.counts if count.share
    )
    if len(implied) >= 5:
        found.append(Whole(_IMPLIED, implied[len(implied) // 2], table.where))
    return [whole for whole in found if whole.value > 0]


def _column_shares(table: RegionTable) -> list[_Share]:
    return [
        _Share(count, count.share, printed(count.share, show(count.share)), [count.provenance], True)
        for count in table.counts
        if count.share is not None
    ]


def _text_shares(book: Book) -> dict[RegionTable, list[_Share]]:
    """Shares of regions in sentences, each with the table it belongs to.

    Of several tables with the region, that whose measure is named exactly, else the one it fits.
    """
    found: dict[RegionTable, list[_Share]] = defaultdict(list)
    for sentence in book.sentences:
        here = [f for f in sentence.shares if f.record.kind == "share" and f.record.subject in book.by_region]
        told = Counter((f.record.subject, f.record.measure) for f in here)
        for figure in here:
            if told[figure.record.subject, figure.record.measure] > 1:  # one of them is another's
                continue
            places = [p for p in book.by_region[figure.record.subject or ""] if _may_be_of(figure, *p)]
            exact = [
                p for p in places if bare_words(p[0].measure or "") == bare_words(figure.record.measure or "")
            ]
            fitting = [p for p in places if any(_is(figure, p[1], whole) for whole in sums_of(p[0]))]
            chosen = exact or fitting or places
            if len(chosen) == 1 or fitting:
                table, count = (fitting or chosen)[0] if not exact else exact[0]
                where = [figure.where, count.provenance]
                sure = any(_is_share_of(other, table) for other in here) or _counts(sentence, count)
                found[table].append(_Share(count, figure.value, figure.wide, where, sure))
    return found


def _counts(sentence: Sentence, count: RegionCount) -> bool:
    """Whether a sentence gives a region the count of the table."""
    unit, factor = common_unit(count.unit)
    return any(
        level.record.subject == count.region
        and level.unit == unit
        and level.wide.meets(exactly(Fraction(count.count) * factor))
        for level in sentence.levels
    )


def _may_be_of(figure: Figure, table: RegionTable, count: RegionCount) -> bool:
    if figure.period and table.as_of and not same_end(figure.period, table.as_of):
        return False
    return _is_share_of(figure, table) or not bare_words(figure.record.measure or "")


def _is_share_of(figure: Figure, table: RegionTable) -> bool:
    return alike(figure.record.measure or "", table.measure or "")


def _is(figure: Figure, count: RegionCount, whole: Fraction) -> bool:
    return whole > 0 and figure.wide.meets(exactly(100 * Fraction(count.count) / whole))


def _fits(share: _Share, whole: Fraction) -> bool:
    return share.interval.meets(exactly(100 * Fraction(share.count.count) / whole))


def _unit(share: _Share) -> Fraction:
    return share.interval.high - share.interval.low


def _hold_shares(
    table: RegionTable, shares: list[_Share], wholes: list[Whole], *, stated: bool
) -> Iterator[Finding]:
    best = max(wholes, key=lambda whole: sum(_fits(share, whole.value) for share in shares))
    good = [share for share in shares if _fits(share, best.value)]
    tried = [best] if len(good) >= 3 else wholes
    rest = [share for share in shares if not any(_fits(share, whole.value) for whole in tried)]
    others = [
        f"{show(whole.value)} ({whole.says}) does not"
        for whole in wholes
        if not all(_fits(share, whole.value) for share in good)
    ]
    shown = ", ".join(f"{s.count.region} {s.count.count} is {show(s.value)} %" for s in good[:4])
    agree = "".join(f"; {other}" for other in others) + f": {shown}"
    if shares[0].in_column and len(good) < len(rest):
        return  # a column of other shares: that one of them fits says nothing
    sure = stated or len(table.counts) >= _COMPLETE - 5 or len(good) >= 2
    cases = [_case(share, best, fits=True) for share in good]
    cases += [
        case
        for share in rest
        if sure and (share.sure or good) and (share.in_column or _is_near(share, best.value))
        for case in [_case(share, best, fits=False)]
        if best.says != _IMPLIED or abs(Fraction(case.values[-1]) - Fraction(share.value)) >= 2 * _unit(share)
    ]  # an implied total is itself no closer than that
    yield from each(
        "share_of_total", cases, f"{{n}} shares of {table.name} fit {show(best.value)} ({best.says}){agree}"
    )


def _is_near(share: _Share, whole: Fraction) -> bool:
    return may_be_slip(share.value, 100 * Fraction(share.count.count) / whole)


def _case(share: _Share, whole: Whole, *, fits: bool) -> Case:
    right = 100 * Fraction(share.count.count) / whole.value
    said = percent(right, show(share.value))
    says = f"{share.count.region}: {share.count.count} of {show(whole.value)} ({whole.says}) is {said}, "
    return Case(
        fits,
        f"{says}printed {show(share.value)} %",
        (Fraction(share.count.count), whole.value, share.value, right),
        (*share.where, whole.where),
        suggestion=said,
    )
