"""Checks of what sentences say about the regions of a table: counts, ranks, several together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from report_etl.audit.book import Book, RegionTable
from report_etl.audit.check_regions import Whole, stated_totals, wholes_of
from report_etl.audit.figures import Figure, Sentence, common_unit
from report_etl.audit.findings import finding, may_be_slip, show
from report_etl.audit.intervals import Interval, exactly
from report_etl.audit.names import alike, bare_words
from report_etl.audit.periods import same_end
from report_etl.audit.weigh import Case, Reading, each, weigh
from report_etl.language.numerals import parse_integer
from report_etl.records import Finding, RegionCount

_ONE_RANK = re.compile(
    "(?:位列|位居|居|排名|排在|列|排|排名全国|位居全国)(?:全国)?第([一二三四五六七八九十]|[0-9]{1,2})(?:位|名)?(?![、和到至]|分)"
)
_FIRST = re.compile("居首|位居榜首|稳居榜首|居全国首位|位居首位|位列首位|居第一")
_TOP = re.compile(
    "前([一二三四五六七八九十]|[0-9]{1,2})(?:大)?(?:个)?(?:地区|省份|省市|省区市|省区|省|城市|地|位|名)"
)
_MANY = re.compile("[两二三四五六七八九十]?(?:个)?(?:省份|省市|省区|省|地区|地|市)$")
_OTHERS = re.compile("其他|其它|其余")


@dataclass(frozen=True, slots=True)
class _Place:
    figure: Figure
    count: RegionCount
    table: RegionTable
    sure: bool


def count_in_table(book: Book) -> Iterator[Finding]:
    """What a sentence says of a region is what the table says: count in the text = count in the table.

    Only amounts of the table's unit and moment are compared. A difference is an error when the measure
    is called alike, or another region of the sentence agrees with the same table, and one may be a slip
    of the other.
    Source: the same figure twice.
    """
    for sentence in book.sentences:
        for places in _by_table([p for f in sentence.levels for p in _places(f, book)]):
            yield from _hold_counts(places)


def _places(figure: Figure, book: Book) -> list[_Place]:
    found: list[_Place] = []
    for table, count in book.by_region.get(figure.record.subject or "", ()):
        measure, bare = figure.record.measure or "", bare_words(figure.record.measure or "")
        if figure.unit != common_unit(count.unit)[0]:
            continue
        if figure.period and count.as_of and not same_end(figure.period, count.as_of):
            continue
        if not bare or alike(measure, count.measure or ""):
            found.append(_Place(figure, count, table, bool(bare)))
    fitting = [place for place in found if _agrees(place)]
    return fitting[:1] or (found if len({place.table for place in found}) == 1 else [])


def _by_table(places: list[_Place]) -> Iterator[list[_Place]]:
    for table in dict.fromkeys(place.table for place in places):
        yield [place for place in places if place.table is table]


def _agrees(place: _Place) -> bool:
    _, factor = common_unit(place.count.unit)
    return place.figure.wide.meets(exactly(Fraction(place.count.count) * factor))


def _is_near(place: _Place) -> bool:
    _, factor = common_unit(place.count.unit)
    return may_be_slip(place.figure.tight.middle, Fraction(place.count.count) * factor)


def _hold_counts(places: list[_Place]) -> Iterator[Finding]:
    good = [place for place in places if _agrees(place)]
    name = places[0].table.name
    cases = [
        Case(
            place in good,
            f"{place.count.region} is {place.figure.text} in the sentence, "
            f"{show(Fraction(place.count.count))} in {name}",
            (place.figure.value, Fraction(place.count.count)),
            (place.figure.where, place.count.provenance),
        )
        for place in places
        if place in good or ((place.sure or good) and _is_near(place))
    ]
    said = ", ".join(f"{place.count.region} {place.figure.text}" for place in good)
    yield from each("count_in_table", cases, f"{said} as in {name}")


# --- several regions together ----------------------------------------------------------------------


def together_in_table(book: Book) -> Iterator[Finding]:
    """What several regions have together is the sum of their counts, and their share that over the total.

    Formula: printed ∋ Σ counts, printed % ∋ 100 · Σ counts / total, for regions named (甲、乙、丙) and for
    前N省. Totals: those of `share_of_total`. None fitting is an error when the measure is called alike, a
    figure of the sentence agrees with the table, or no other table holds the regions.
    Source: arithmetic.
    """
    tables = [table for table in book.region_tables if len(table.counts) >= 4]
    for sentence in book.sentences:
        for figure in [*sentence.shares, *sentence.levels]:
            found = [
                (table, named)
                for table in tables
                if _same_moment(figure, table) and (named := _named(figure, sentence, table))
            ]
            for table, named in found:
                wholes = wholes_of(table, list(stated_totals(book, table)))
                sure = len(found) == 1 or _agrees_otherwise(sentence, table, wholes)
                yield from weigh("together_in_table", list(_together(figure, named, table, wholes, sure)))


def _together(
    figure: Figure, named: list[RegionCount], table: RegionTable, wholes: list[Whole], sure: bool
) -> Iterator[Reading]:
    """What several regions have together, as an amount or as a share of each total."""
    added = sum((Fraction(count.count) for count in named), Fraction(0))
    cited = tuple(count.provenance for count in named)
    plus = f"{figure.record.subject}: {' + '.join(show(Fraction(count.count)) for count in named)}"
    unit, factor = common_unit(table.unit)
    if figure.unit is None:
        for whole in wholes:
            share = exactly(100 * added / whole.value)
            words = f"{plus} of {show(whole.value)} is"
            yield Reading(figure, (), share, share, words, sure, cited=(*cited, whole.where))
    elif figure.unit == unit and "均" not in (figure.record.measure or ""):
        amount = exactly(added * factor)
        yield Reading(figure, (), amount, amount, f"{plus} is", sure, cited=cited)


def _agrees_otherwise(sentence: Sentence, table: RegionTable, wholes: list[Whole]) -> bool:
    """Whether another figure of the sentence is one of the table: a count, or a share of a region."""
    counts = {count.region: Fraction(count.count) for count in table.counts}
    _, factor = common_unit(table.unit)
    for figure in sentence.figures:
        count = counts.get(figure.record.subject or "")
        if count is None:
            continue
        if figure.unit == common_unit(table.unit)[0] and figure.wide.meets(exactly(count * factor)):
            return True
        if figure.unit is None and any(figure.wide.meets(exactly(100 * count / w.value)) for w in wholes):
            return True
    return False


def _named(figure: Figure, sentence: Sentence, table: RegionTable) -> list[RegionCount]:
    """The rows of the regions that a share joins; none when it does not."""
    counts = {count.region: count for count in table.counts}
    subject, measure = figure.record.subject or "", bare_words(figure.record.measure or "")
    if measure and not alike(measure, table.measure or ""):
        return []
    names = re.split("[、和与及]", _MANY.sub("", subject))
    if len(names) > 1 and all(name in counts for name in names):
        return [counts[name] for name in names]
    top = _TOP.fullmatch(subject)
    if top is None:
        return []
    here = {f.record.subject for f in sentence.figures if f.record.subject in counts}
    regions = [count for count in table.counts if count.region_code]
    most = sorted(regions, key=lambda count: -Fraction(count.count))[: parse_integer(top[1])]
    named = {count.region for count in most}
    return most if here <= named and (here or measure) else []


def _same_moment(figure: Figure, table: RegionTable) -> bool:
    return not figure.period or not table.as_of or same_end(figure.period, table.as_of)


# --- ranks -------------------------------------------------------------------------------------------


def rank_in_table(book: Book) -> Iterator[Finding]:
    """A region said to be the N-th has the N-th largest count; a rank column follows the counts.

    Formula: rank = 1 + number of regions with a larger count. Ties leave room. Bodies that are no
    region do not count. The rest of a longer table tells no ranks.
    Source: definition of a competition rank (1, 2, 2, 4).
    """
    for table in book.region_tables:
        if len(table.counts) < 4 or len({count.region for count in table.counts}) < len(table.counts):
            continue
        ranked = {count.region: _rank(table, count) for count in table.counts if count.region_code}
        if _is_rest(table, ranked):
            continue
        yield from _rank_column(table, ranked)
        for sentence in book.sentences:
            for figure in sentence.levels + sentence.shares:
                region = figure.record.subject or ""
                said = _said_rank(sentence, figure) if region in ranked else None
                if said and _is_of(figure, table):
                    low, high = ranked[region]
                    yield finding(
                        "rank_in_table",
                        low <= said <= high,
                        f"{region} is said to be number {said}; by {table.name} it is number {low}",
                        [str(said), str(low), figure.value],
                        [figure.where, *(c.provenance for c in table.counts if c.region == region)],
                        severity="warning",
                    )


def _rank(table: RegionTable, count: RegionCount) -> tuple[int, int]:
    own = Fraction(count.count)
    others = [Fraction(c.count) for c in table.counts if c.region_code and c is not count]
    above = sum(value > own for value in others)
    return above + 1, above + 1 + sum(value == own for value in others)


def _is_rest(table: RegionTable, ranked: dict[str, tuple[int, int]]) -> bool:
    """Whether the ranks of a table begin after those of rows that are not here."""
    ranks = [(c.rank, ranked[c.region][1]) for c in table.counts if c.rank is not None and c.region in ranked]
    after = sum(rank > place for rank, place in ranks)
    return 2 * after > len(ranks) and all(rank > 1 for rank, _ in ranks)


def _rank_column(table: RegionTable, ranked: dict[str, tuple[int, int]]) -> Iterator[Finding]:
    with_rank = [count for count in table.counts if count.rank is not None and count.region in ranked]
    wrong = [c for c in with_rank if not ranked[c.region][0] <= (c.rank or 0) <= ranked[c.region][1]]
    if 4 * len(wrong) > len(with_rank):
        wrong = _out_of_order(with_rank) or wrong
    if len(with_rank) >= 4 and not wrong:
        yield finding(
            "rank_in_table",
            True,
            f"the ranks of {len(with_rank)} regions follow the counts of {table.name}",
            [str(c.rank) for c in with_rank],
            [c.provenance for c in with_rank],
        )
    elif with_rank and 4 * len(wrong) <= len(with_rank):
        yield finding(
            "rank_in_table",
            False,
            f"{table.name}: "
            + ", ".join(
                f"{c.region} ({c.count}) has rank {c.rank}, not {ranked[c.region][0]}" for c in wrong[:5]
            ),
            [value for c in wrong for value in (str(c.rank), Fraction(c.count))],
            [c.provenance for c in wrong],
            severity="warning",
        )


def _out_of_order(counts: list[RegionCount]) -> list[RegionCount]:
    """The one row without which the counts fall from rank to rank: a misprint there shifts many others."""
    order = sorted(counts, key=lambda count: count.rank or 0)
    for odd, count in enumerate(order):
        rest = [Fraction(c.count) for c in order[:odd] + order[odd + 1 :]]
        if all(above >= below for above, below in pairwise(rest)):
            return [count]
    return []


def _said_rank(sentence: Sentence, figure: Figure) -> int | None:
    """The rank said right after a figure (以312部位列第四), or right before it (位居第四，…)."""
    clause = sentence.clause_after(figure, 14)
    if found := _ONE_RANK.search(clause):
        return parse_integer(found[1])
    return 1 if _FIRST.search(clause) else None


def _is_of(figure: Figure, table: RegionTable) -> bool:
    measure = bare_words(figure.record.measure or "")
    if not _same_moment(figure, table) or (figure.unit and figure.unit != common_unit(table.unit)[0]):
        return False
    counts = [c for c in table.counts if c.region == figure.record.subject]
    near: Interval = figure.wide
    if figure.unit:
        _, factor = common_unit(table.unit)
        return any(near.meets(exactly(Fraction(c.count) * factor)) for c in counts)
    return bool(measure) and alike(measure, table.measure or "")
