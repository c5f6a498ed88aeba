"""Checks of what sentences say about the regions of a table: counts, ranks, several together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from report_etl.audit.book import Book, RegionTable
from report_etl.audit.check_regions import Whole, is_selection, stated_totals, wholes_of
from report_etl.audit.figures import Figure, Sentence
from report_etl.audit.findings import Case, Reading, each, finding, may_be_slip, show, weigh
from report_etl.audit.intervals import exactly
from report_etl.audit.names import alike, bare_words
from report_etl.language.numerals import parse_integer
from report_etl.records import Finding, RegionCount

_ONE_RANK = re.compile(
    "(?:位列|位居|居|排名|排在|列|排|排名全国|位居全国)(?:全国)?第([一二三四五六七八九十]|[0-9]{1,2})(?:位|名)?(?![、和到至]|分)"
)
_FIRST = re.compile("居首|位居榜首|稳居榜首|居全国首位|位居首位|位列首位|居第一")
_NEXT_RANK = re.compile(
    "，[位居列排名稳全国]{1,6}(?:首位|榜首|第[一二三四五六七八九十0-9]{1,2}[位名]?(?:[，。；]|$))"
)  # 228家，居第三位。
_TOP = re.compile(
    "前([一二三四五六七八九十]|[0-9]{1,2})(?:大)?(?:个)?(?:地区|省份|省市|省区市|省区|省|城市|地|位|名)"
)
_MANY = re.compile("[两二三四五六七八九十]?(?:个)?(?:省份|省市|省区|省|地区|地|市|区)$")


@dataclass(frozen=True, slots=True)
class _Place:
    figure: Figure
    count: RegionCount
    table: RegionTable
    sure: bool

    @property
    def agrees(self) -> bool:
        return self.table.is_amount(self.count.count, self.figure)


def count_in_table(book: Book) -> Iterator[Finding]:
    """What a sentence says of a region is what the table says: count in the text = count in the table.

    Only amounts of the table's unit and moment are compared. A difference is an error when the measure
    is called alike, or another region of the sentence agrees with the same table, and one may be a slip
    of the other.
    Source: the same figure twice.
    """
    for sentence in book.sentences:
        places = [place for figure in sentence.levels for place in _places(figure, book)]
        for table in dict.fromkeys(place.table for place in places):
            yield from _hold_counts(table, [place for place in places if place.table is table])


def _places(figure: Figure, book: Book) -> list[_Place]:
    bare = bool(bare_words(figure.measure))
    found = [
        _Place(figure, count, table, bare)
        for table, count in book.by_region.get(figure.subject, ())
        if figure.unit == table.unit and table.is_at(figure)
        if not bare or alike(figure.measure, table.measure)
    ]
    fitting = [place for place in found if place.agrees]
    return fitting[:1] or (found if len({place.table for place in found}) == 1 else [])


def _hold_counts(table: RegionTable, places: list[_Place]) -> Iterator[Finding]:
    good = [place for place in places if place.agrees]
    cases = [
        Case(
            place.agrees,
            f"{place.count.region} is {place.figure.text} in the sentence, {show(count)} in {table.name}",
            (place.figure.value, count),
            (place.figure.where, place.count.provenance),
        )
        for place in places
        for count in [Fraction(place.count.count)]
        for right in [count * table.factor]
        if place.agrees
        or ((place.sure or good) and may_be_slip(place.figure.middle, right))
        or _are_swapped(place.figure.middle, right)
    ]
    said = ", ".join(f"{place.count.region} {place.figure.text}" for place in good)
    yield from each("count_in_table", cases, f"{said} as in {table.name}")


def _are_swapped(said: Fraction, count: Fraction) -> bool:
    """Whether a count of three digits or more has those of another in another order: 350 for 305."""
    digits = max(str(said).rstrip("0"), str(count).rstrip("0"), key=len)
    return sorted(str(said)) == sorted(str(count)) and len(set(digits)) >= 3


# --- several regions together ----------------------------------------------------------------------


def together_in_table(book: Book) -> Iterator[Finding]:
    """What several regions have together is the sum of their counts, and their share that over the total.

    Formula: printed ∋ Σ counts, printed % ∋ 100 · Σ counts / total, for regions named (甲、乙、丙) and for
    前N省. Totals: those of `share_of_total`. None fitting is an error when a count of the sentence is that of
    the table, or no other table holds the regions; of a share only where some total is of all regions.
    Source: arithmetic.
    """
    tables = [table for table in book.region_tables if len(table.counts) >= 4]
    for sentence in book.sentences:
        for figure in [*sentence.shares, *sentence.levels]:
            found = [
                (table, named)
                for table in tables
                if table.is_at(figure) and (named := _named(figure, sentence, table))
            ]
            for table, named in found:
                stated = list(stated_totals(book, table))
                wholes = wholes_of(table, stated)
                of_all = not is_selection(table) or any(one.sure and not one.in_table for one in stated)
                sure = (len(found) == 1 or _holds_count(sentence, table, wholes)) and (
                    figure.unit is not None or of_all
                )
                yield from weigh("together_in_table", list(_together(figure, named, table, wholes, sure)))


def _together(
    figure: Figure, named: list[RegionCount], table: RegionTable, wholes: list[Whole], sure: bool
) -> Iterator[Reading]:
    """What several regions have together, as an amount or as a share of each total."""
    added = sum((Fraction(count.count) for count in named), Fraction(0))
    cited = tuple(count.provenance for count in named)
    plus = f"{figure.subject}: {' + '.join(show(Fraction(count.count)) for count in named)}"
    values: list[tuple[Fraction, str, tuple[Whole, ...]]] = []
    if figure.unit is None:
        values = [(100 * added / w.value, f"{plus} of {show(w.value)} is", (w,)) for w in wholes]
    elif figure.unit == table.unit and "均" not in figure.measure:
        values = [(added * table.factor, f"{plus} is", ())]
    for value, words, of in values:
        places = (*cited, *(whole.where for whole in of))
        yield Reading(figure, (), exactly(value), exactly(value), value, words, sure, cited=places)


def _holds_count(sentence: Sentence, table: RegionTable, wholes: list[Whole]) -> bool:
    """Whether a figure of the sentence is a count of the table, or the share of one."""
    counts = {count.region: Fraction(count.count) for count in table.counts}
    named = [figure for figure in sentence.figures if figure.subject in counts]
    return any(
        table.is_amount(counts[f.subject], f)
        or (
            f.kind == "share"
            and any(f.wide.meets(exactly(100 * counts[f.subject] / w.value)) for w in wholes)
        )
        for f in named
    )


def _named(figure: Figure, sentence: Sentence, table: RegionTable) -> list[RegionCount]:
    """The rows of the regions that a share joins; none when it does not."""
    counts = {count.region: count for count in table.counts}
    measure = bare_words(figure.measure)
    if measure and not alike(measure, table.measure):
        return []
    names = re.split("[、和与及]", _MANY.sub("", figure.subject))
    if len(names) > 1 and all(name in counts for name in names):
        return [counts[name] for name in names]
    top = _TOP.fullmatch(figure.subject)
    if top is None:
        return []
    here = {f.subject for f in sentence.figures if f.subject in counts}
    regions = [count for count in table.counts if count.region_code]
    most = sorted(regions, key=lambda count: -Fraction(count.count))[: parse_integer(top[1])]
    return most if here <= {count.region for count in most} and (here or measure) else []


# --- ranks -------------------------------------------------------------------------------------------


def rank_in_table(book: Book) -> Iterator[Finding]:
    """A region said to be the N-th has the N-th largest count; a rank column follows the counts.

    Formula: rank = 1 + number of regions with a larger count. Ties leave room. Bodies that are no
    region do not count. The rest of a longer table tells no ranks.
    Source: definition of a competition rank (1, 2, 2, 4).
    """
    for table in book.region_tables:
        regions = [count for count in table.counts if count.region_code]
        ranked = {count.region: _rank(regions, count) for count in regions}
        with_rank = [count for count in regions if count.rank is not None]
        if len(table.counts) < 4 or _is_rest(with_rank, ranked):
            continue
        yield from _rank_column(table, with_rank, ranked)
        for sentence in book.sentences:
            for figure in sentence.levels:
                said = _said_rank(sentence, figure) if figure.subject in ranked else None
                count = next((c for c in regions if c.region == figure.subject), None)
                if said and count and table.is_at(figure) and table.is_amount(count.count, figure):
                    low, high = ranked[count.region]
                    yield finding(
                        "rank_in_table",
                        low <= said <= high,
                        f"{count.region} is said to be number {said}; by {table.name} it is number {low}",
                        [str(said), str(low), figure.value],
                        [figure.where, count.provenance],
                        severity="warning",
                    )


def _rank(regions: list[RegionCount], count: RegionCount) -> tuple[int, int]:
    above = sum(other.count > count.count for other in regions)
    return above + 1, above + sum(other.count == count.count for other in regions)


def _is_rest(with_rank: list[RegionCount], ranked: dict[str, tuple[int, int]]) -> bool:
    """Whether the ranks of a table begin after those of rows that are not here."""
    after = sum((count.rank or 0) > ranked[count.region][1] for count in with_rank)
    return 2 * after > len(with_rank) and all(count.rank != 1 for count in with_rank)


def _rank_column(
    table: RegionTable, with_rank: list[RegionCount], ranked: dict[str, tuple[int, int]]
) -> Iterator[Finding]:
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
        said = (f"{c.region} ({c.count}) has rank {c.rank}, not {ranked[c.region][0]}" for c in wrong[:5])
        yield finding(
            "rank_in_table",
            False,
            f"{table.name}: {', '.join(said)}",
            [value for c in wrong for value in (str(c.rank), Fraction(c.count))],
            [c.provenance for c in wrong],
            severity="warning",
        )


def _out_of_order(counts: list[RegionCount]) -> list[RegionCount]:
    """The one row without which the counts fall from rank to rank: a misprint there shifts many others."""
    order = sorted(counts, key=lambda count: count.rank or 0)
    if all(above.count >= below.count for above, below in pairwise(order)):
        return []  # they rank a row that is not here
    for odd, count in enumerate(order):
        rest = order[:odd] + order[odd + 1 :]
        if all(above.count >= below.count for above, below in pairwise(rest)):
            return [count]
    return []


def _said_rank(sentence: Sentence, figure: Figure) -> int | None:
    """The rank said right after a figure: 以312部位列第四."""
    after = sentence.text[figure.end : figure.end + 15]
    clause = after[1:] if _NEXT_RANK.match(after) else sentence.clause_after(figure, 14)
    if found := _ONE_RANK.search(clause):
        return parse_integer(found[1])
    return 1 if _FIRST.search(clause) else None


CHECKS = (count_in_table, together_in_table, rank_in_table)
