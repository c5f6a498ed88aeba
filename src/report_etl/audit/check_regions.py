"""Checks of region tables: their sum, and the shares printed beside or about their counts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from report_etl.audit.book import Book, RegionTable
from report_etl.audit.figures import Figure, Sentence
from report_etl.audit.findings import Case, each, finding, may_be_slip, percent, show
from report_etl.audit.intervals import Interval, exactly, printed, total
from report_etl.audit.names import alike, bare_words, full_name, parted
from report_etl.records import Finding, Provenance, RegionCount

_COUNTED = frozenset(
    "家 款 部 件 个 座 项 户 人 所 起 只 台 辆 套 艘 架 条 种 支 名 次 例 处 张 宗 株 头 份".split()
)
_SELECTION = re.compile("前[0-9一二三四五六七八九十]+|TOP|Top|部分|主要|重点|领先")
_TOTAL_WORDS = re.compile("共|合计|总|累计|全国|我国|全省|全市")
_REGIONS_COUNTED = re.compile("([0-9]{1,2})个?(?:省份?|地区|城市|[省区]*[区市])")
_OF_TABLE = re.compile("上述|以上|上表|前述")
_COMPLETE = 25  # rows from which a table of provinces is taken to be complete
_ALL = 31
_NEAR = Fraction(1, 20)
_IMPLIED = "the total most shares imply"


@dataclass(frozen=True, slots=True)
class Whole:
    """What the rows of a table may add up to, or its shares may be of: as it is called, and where it stands.

    `sure`: its words name exactly what the table counts, at the same moment. `of_rows`: it is said of as many
    regions as the table has rows.
    """

    says: str
    value: Fraction
    where: Provenance
    tight: Interval
    wide: Interval
    in_table: bool = False
    sure: bool = True
    of_rows: bool = False


def sum_of_table(book: Book) -> Iterator[Finding]:
    """The rows of a region table add up to its 合计 row, and to the total a sentence states.

    Formula: Σ rows = total, with and without the rows that are no region. A 合计 row that no sum meets
    is an error when the sum is near (within a quarter) or one wrong digit explains it: else rows are likely
    to be missing. Under a selection (重点省份, 前十, 27个省市) it may be of all regions: only a misprinted
    digit, or digits in the wrong order, make it an error. A total in a sentence is one when it is near
    (within 5 %), when it names the measure and moment of the table and is below the sum, or the table is
    complete, or when it is below the sum and the shares of regions fit it. A sentence that agrees proves the
    table complete. Where one agrees, a sentence must name measure and moment to contradict.
    Source: arithmetic.
    """
    in_text = _text_shares(book)
    for table in book.region_tables:
        if len(table.counts) < 3:
            continue
        sums = _sums(table)
        added = next(iter(sums))
        stated = list(stated_totals(book, table))
        shares = [*_column_shares(table), *in_text.get(table, [])]
        good = [one for one in stated if any(one.tight.meets(_rounded(table, s)) for s in sums)]
        bad = [
            one
            for one in stated
            if not any(one.wide.meets(_rounded(table, s)) for s in sums)
            and _must_agree(table, added, one, shares)
        ]
        told = any(not one.in_table for one in good)
        met = next((s for s in sums if good and good[0].tight.meets(_rounded(table, s))), added)
        yield from _says(table, (sums[met][0], met), good, "as ", "; the table is complete" if told else "")
        # where one agrees, another that does not may be of another moment
        rest = [one for one in bad if one.in_table or not good or (one.sure and not told)]
        if not book.has_refused(table):  # the rows that are missing may be the difference
            yield from _says(table, (sums[added][0], added), rest)


def _says(
    table: RegionTable, sum_of: tuple[int, Fraction], stated: list[Whole], link: str = "", proved: str = ""
) -> Iterator[Finding]:
    rows, added = sum_of
    said = " and ".join(f"{one.says} says {show(one.value)}" for one in stated)
    if stated:
        yield finding(
            "sum_of_table",
            bool(link),
            f"{rows} rows of {table.name} add up to {show(added)}, {link}{said}{proved}",
            [added, *(one.value for one in stated)],
            [*(one.where for one in stated), *(count.provenance for count in table.counts)],
        )


def _sums(table: RegionTable) -> dict[Fraction, tuple[int, str]]:
    """Sum of all rows, of those that are regions, and of both without the cities of provinces beside them.

    Each with the number of its rows, and what these are.
    """
    coded = [count for count in table.counts if count.region_code]
    provinces = {code[:2] for count in coded if (code := count.region_code or "").endswith("0000")}
    inner = {id(c) for c in coded if (code := c.region_code or "")[2:] != "0000" and code[:2] in provinces}
    whole = [[c for c in rows if id(c) not in inner] for rows in (table.counts, coded)]
    sums: dict[Fraction, tuple[int, str]] = {}
    called = ("all rows", "regions only", "all but cities", "regions but cities")
    for says, rows in zip(called, (table.counts, coded, *whole), strict=True):
        sums.setdefault(sum((Fraction(c.count) for c in rows), Fraction(0)), (len(rows), says))
    return sums


def _rounded(table: RegionTable, added: Fraction) -> Interval:
    """The interval of a sum: exact for things that are counted, else with the rounding of its rows.

    Rows are rounded to one unit of the last place that any is printed to (25200000 of 2520万 → 10000).
    """
    counts = [Decimal(count.count) for count in table.counts if count.count]
    exponents = [int(count.normalize().as_tuple().exponent) for count in counts]
    step = Fraction(10) ** min(exponents, default=0)
    if table.counts[0].unit in _COUNTED and step < 100:
        return exactly(added)
    return exactly(added) + total(*[Interval(-step / 2, step / 2)] * len(table.counts))


def _must_agree(table: RegionTable, added: Fraction, one: Whole, shares: list[_Share]) -> bool:
    """Whether a total that differs contradicts the table: the shares of its regions may prove it."""
    above = added > one.wide.high
    near = abs(one.value - added) <= one.value * _NEAR
    if one.of_rows and may_be_slip(one.value, added, near=1 + 2 * _NEAR):
        return True
    if is_selection(table) and not (one.of_rows and one.sure):
        misprint = one.in_table and may_be_slip(one.value, added, near=Fraction(1))
        return misprint or (one.sure and above and not near)
    if one.in_table:
        return abs(one.value - added) <= one.value / 4 or _is_slip(table, added, one.value)
    proved = sum(_fits(share, one.value) for share in shares)
    if near or (proved >= 2 and above and not any(_fits(share, added) for share in shares)):
        return True
    complete = above or table.regions >= _COMPLETE or bool(table.totals)
    return one.sure and complete and may_be_slip(one.value, added)


def is_selection(table: RegionTable) -> bool:
    """Whether a caption says that the table holds some regions only: 部分省份, 前十, 27个省市."""
    counted = _REGIONS_COUNTED.search(table.caption)
    return _SELECTION.search(table.caption) is not None or (counted is not None and int(counted[1]) < _ALL)


def _is_slip(table: RegionTable, added: Fraction, stated: Fraction) -> bool:
    """Whether a misprint in one row, or in the total, explains the gap."""
    values = [(Fraction(count.count), stated - added) for count in table.counts]
    return any(
        may_be_slip(value, value + gap, near=Fraction(1))
        for value, gap in [*values, (stated, added - stated)]
    )


def stated_totals(book: Book, table: RegionTable) -> Iterator[Whole]:
    """Printed totals of the table, and totals of the same thing that sentences or other tables state."""
    for row in table.totals:
        exact, value = exactly(row.value), Fraction(row.value)
        yield Whole("the total row", value, row.provenance, exact, exact, in_table=True)
    own = book.table_of(table.counts[0].provenance)
    for cell in book.lookup(full_name(None, table.measure), table.unit, table.as_of):
        if cell.table not in (None, own):
            yield _whole("another table", cell, table, cell.middle / table.factor, sure=True)
    seen: set[Fraction] = set()
    for sentence in book.sentences:
        for figure in _totals_in(sentence, table):
            value = Fraction(figure.value) * figure.factor / table.factor
            if value not in seen:
                seen.add(value)
                whole = _whole("the sentence", figure, table, value, sure=_is_sure(figure, table))
                yield replace(whole, of_rows=_counts_rows(sentence, figure, table))


def _counts_rows(sentence: Sentence, figure: Figure, table: RegionTable) -> bool:
    """Whether a total is said of as many regions as the table has: 列入统计的21个省市合计350.3万台."""
    said = _REGIONS_COUNTED.search(sentence.clause(figure, 30))
    return said is not None and int(said[1]) == table.regions


def _whole(says: str, figure: Figure, table: RegionTable, value: Fraction, *, sure: bool) -> Whole:
    tight, wide = (interval.times(1 / table.factor) for interval in (figure.tight, figure.wide))
    return Whole(says, value, figure.where, tight, wide, sure=sure)


def _totals_in(sentence: Sentence, table: RegionTable) -> Iterator[Figure]:
    """The amounts of a sentence that are called a total of what the table counts, of no region alone."""
    # the header of the column, or for one that says nothing (数量) the caption
    topic = table.measure if len(bare_words(table.measure)) >= 2 else table.caption or table.measure
    for figure in sentence.levels:
        if figure.unit is None or figure.unit != table.unit or not table.is_at(figure):
            continue
        if figure.record.forecast or any(count.region in figure.subject for count in table.counts):
            continue
        said = _OF_TABLE.sub("", figure.said)
        said = said if bare_words(said) else sentence.clause(figure, 24)
        if _TOTAL_WORDS.search(sentence.before(figure, 14) + figure.subject) and (
            alike(said, topic) or parted(said, topic)
        ):
            yield figure


def _is_sure(figure: Figure, table: RegionTable) -> bool:
    """Whether an amount is of the table's moment and measure by name."""
    measure, subject = bare_words(figure.measure), bare_words(figure.subject)
    named = measure == bare_words(table.measure)
    if not measure:  # 全国公共充电站共186200座 under 全国公共充电站地区分布
        named = len(subject) >= 3 and subject in bare_words(table.caption + table.measure)
    return named and figure.period is not None and table.as_of is not None


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


def wholes_of(table: RegionTable, stated: list[Whole]) -> list[Whole]:
    """What shares of a table may be of: its sums, printed totals, the one most shares of its column imply."""
    wholes = [_of_rows(says, value, table) for value, (_, says) in _sums(table).items()]
    for one in stated:
        if all(one.value != whole.value for whole in wholes):
            wholes.append(one)
    implied = sorted(
        100 * Fraction(count.count) / Fraction(count.share) for count in table.counts if count.share
    )
    if len(implied) >= 5:
        wholes.append(_of_rows(_IMPLIED, implied[len(implied) // 2], table))
    return [whole for whole in wholes if whole.value > 0]


def _of_rows(says: str, value: Fraction, table: RegionTable) -> Whole:
    return Whole(says, value, table.where, exactly(value), exactly(value))


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
        here = [f for f in sentence.shares if f.kind == "share" and f.subject in book.by_region]
        told = Counter((f.subject, f.measure) for f in here)
        for figure in here:
            if told[figure.subject, figure.measure] > 1:  # one of them is another's
                continue
            words = bare_words(figure.measure)
            places = [
                (table, count)
                for table, count in book.by_region[figure.subject]
                if table.is_at(figure) and (not words or alike(figure.measure, table.measure))
            ]
            exact = [place for place in places if bare_words(place[0].measure) == words]
            fitting = [p for p in places if any(_is(figure.wide, p[1], whole) for whole in _sums(p[0]))]
            chosen = exact or fitting or (places if len(places) == 1 else [])
            if chosen and (len(exact) < 2 or fitting):
                table, count = chosen[0]
                sure = any(alike(other.measure, table.measure) for other in here) or any(
                    level.subject == count.region and table.is_amount(count.count, level)
                    for level in sentence.levels
                )
                where = [figure.where, count.provenance]
                found[table].append(_Share(count, figure.value, figure.wide, where, sure))
    return found


def _is(interval: Interval, count: RegionCount, whole: Fraction) -> bool:
    return whole > 0 and interval.meets(exactly(100 * Fraction(count.count) / whole))


def _fits(share: _Share, whole: Fraction) -> bool:
    return _is(share.interval, share.count, whole)


def _hold_shares(
    table: RegionTable, shares: list[_Share], wholes: list[Whole], *, stated: bool
) -> Iterator[Finding]:
    best = max(wholes, key=lambda whole: sum(_fits(share, whole.value) for share in shares))
    good = [share for share in shares if _fits(share, best.value)]
    tried = [best] if len(good) >= 3 else wholes
    rest = [share for share in shares if not any(_fits(share, whole.value) for whole in tried)]
    others = [
        f"; {show(whole.value)} ({whole.says}) does not"
        for whole in wholes
        if not all(_fits(share, whole.value) for share in good)
    ]
    shown = ", ".join(f"{s.count.region} {s.count.count} is {show(s.value)} %" for s in good[:4])
    if shares[0].in_column and len(good) < len(rest):
        return  # a column of other shares: that one of them fits says nothing
    sure = stated or len(table.counts) >= _COMPLETE - 5 or len(good) >= 2
    bad = [share for share in rest if sure and (share.sure or good) and _is_misprint(share, best)]
    yield from each(
        "share_of_total",
        [_case(share, best, fits=share not in bad) for share in (*good, *bad)],
        f"{{n}} shares of {table.name} fit {show(best.value)} ({best.says}){''.join(others)}: {shown}",
    )


def _is_misprint(share: _Share, whole: Whole) -> bool:
    """Whether a share that does not fit is one of this whole; an implied one is no closer than two units."""
    right = 100 * Fraction(share.count.count) / whole.value
    if not share.in_column and not may_be_slip(share.value, right):
        return False
    unit = share.interval.high - share.interval.low
    return whole.says != _IMPLIED or abs(right - Fraction(share.value)) >= 2 * unit


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


CHECKS = (sum_of_table, share_of_total)
