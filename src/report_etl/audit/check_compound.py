"""Checks of growth over several years and of multiples."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from report_etl.audit.book import Book
from report_etl.audit.check_growth import is_compound, says_from
from report_etl.audit.figures import Figure, Sentence
from report_etl.audit.findings import finding, show
from report_etl.audit.intervals import Interval, verdict
from report_etl.audit.names import full_name, same_thing
from report_etl.audit.periods import previous_period, years_of
from report_etl.audit.weigh import Reading, quotient, weigh
from report_etl.records import Finding

Pair = tuple[Figure, Figure, int]  # first level, last level, years between them
_MOST_YEARS = 60
_MOST_LEVELS = 12


def compound_growth(book: Book) -> Iterator[Finding]:
    """A compound rate fits its first and last level: last = first · (1 + g)^years.

    Years are counted both ways (last − first, and one more). Levels are those of the sentence at the
    two years, else those of the same thing elsewhere. Any two levels of the sentence that fit will do.
    A rate that fits one year less is a warning: the years themselves were counted, a common slip.
    Source: definition of the compound annual growth rate (CAGR).
    """
    for sentence, growth in book.told("growth"):
        if is_compound(growth):
            pairs = list(_in_sentence(sentence, growth)) or list(_elsewhere(book, growth))
            readings = [r for pair in pairs for r in _readings(growth, pair, sure=len(pairs) <= 2)]
            others = [r for pair in _any_pair(sentence, growth) for r in _readings(growth, pair, sure=False)]
            yield from weigh("compound_growth", [*readings, *(r for r in others if r.fits)])


def _in_sentence(sentence: Sentence, growth: Figure) -> Iterator[Pair]:
    """The levels of the growth's first and last year; none when other levels stand closer to it."""
    span = years_of(growth.period)
    if span is None:
        return
    levels = sentence.levels
    before = [level for level in levels if level.at < growth.at]
    for old in levels:
        for new in levels:
            if (old.period, new.period) != (str(span[0]), str(span[1])) or not _one_thing(old, new, growth):
                continue
            later = max(old.at, new.at)
            if later < growth.at and any(later < level.at and level.unit == new.unit for level in before):
                continue
            yield old, new, span[1] - span[0]


def _one_thing(old: Figure, new: Figure, growth: Figure) -> bool:
    return old.unit == new.unit and same_thing(old.name, new.name) and same_thing(new.name, growth.name)


def _elsewhere(book: Book, growth: Figure) -> Iterator[Pair]:
    span = years_of(growth.period)
    if span is None:
        return
    for unit in book.units:
        for new in book.lookup(growth.name, unit, str(span[1])):
            for old in book.lookup(growth.name, unit, str(span[0])):
                yield old, new, span[1] - span[0]


def _any_pair(sentence: Sentence, growth: Figure) -> Iterator[Pair]:
    """Levels of the sentence as far apart as the growth says, or next to each other."""
    span = years_of(growth.period)
    levels = [f for f in sentence.levels if f.period and re.fullmatch("[0-9]{4}", f.period)]
    for old, new in combinations(levels[:_MOST_LEVELS], 2):
        years = int(new.period or 0) - int(old.period or 0)
        near = levels.index(new) - levels.index(old) == 1
        if old.unit == new.unit and years > 0 and (near or (span and years == span[1] - span[0])):
            yield old, new, years


def _readings(growth: Figure, pair: Pair, *, sure: bool) -> list[Reading]:
    """A pair read with the years between its levels, and with one more."""
    old, new, years = pair
    if not 0 < years <= _MOST_YEARS or old.wide.low <= 0 or new.wide.low <= 0:
        return []
    found = [
        Reading(
            growth,
            (old, new),
            rate_between(old.tight, new.tight, n),
            rate_between(old.wide, new.wide, n),
            f"from {old.text} to {new.text} in {n} years is yearly",
            sure and n == years,
            exact=rate_between(old.face, new.face, n).middle,
        )
        for n in (years, years + 1)
    ]
    fewer = years > 2 and rate_between(old.wide, new.wide, years - 1).meets(growth.signed.wide)
    return [replace(reading, severity="warning") for reading in found] if fewer else found


def rate_between(old: Interval, new: Interval, years: int) -> Interval:
    """The yearly rate from one level to another, in per cent, rounded outwards to a millionth."""
    ratios = (float(new.low) / float(old.high), float(new.high) / float(old.low))
    low, high = (100 * (ratio ** (1 / years) - 1) for ratio in ratios)
    return Interval(Fraction(math.floor(low * 10**6), 10**6), Fraction(math.ceil(high * 10**6), 10**6))


# --- multiples ---------------------------------------------------------------------------------------

_REFERS = re.compile("([0-9]{4})年(?:同期|全年|底|末|水平)?的?$")
_FORMER = re.compile("前者[^，。；后]{0,6}后者的(?:约|近)?$")
_YEARS_APART = re.compile("(.{2,20})为([0-9]{4})年的倍数")
_SAME_TIME = re.compile("(?:上年|去年|上一?年)同期的?$|(?:上年|去年)的?$")


def growth_by_multiple(book: Book) -> Iterator[Finding]:
    """增长N倍 fits two levels read either way: new = old · (1 + N), or new = old · N.

    Levels are those of the sentence, the old one also of the sentences shortly before. The reading that
    holds is named; neither holding is an error when both levels stand in the sentence.
    Source: 增长N倍 adds N times the base (GB usage); 增长到N倍 and loose usage mean N times.
    """
    for sentence, times in book.told("multiple"):
        if times.record.direction != "up":
            continue
        pairs = list(_levels_of(sentence, times))
        sure = bool(pairs)
        if not pairs:
            news = [f for f in sentence.levels if f.at > times.at and same_thing(f.name, times.name)]
            pairs = [
                (old, new)
                for other in book.context(sentence)
                for old in other.levels
                for new in news[:1]
                if old.unit == new.unit and same_thing(old.name, new.name)
            ][:1]
        for old, new in pairs[:1]:
            yield from _hold_multiple(times, old, new, sure=sure)


def _levels_of(sentence: Sentence, times: Figure) -> Iterator[tuple[Figure, Figure]]:
    levels = [f for f in sentence.levels if same_thing(f.name, times.name)]
    if len(levels) >= 2 and levels[0].unit == levels[1].unit:
        old, new = levels[0], levels[1]
        if (old.period and new.period and old.period < new.period) or says_from(sentence, old, new):
            yield old, new


def _hold_multiple(times: Figure, old: Figure, new: Figure, *, sure: bool) -> Iterator[Finding]:
    by, to = verdict(_grown_by, old, new, times), verdict(_times, old, new, times)
    ratio = new.tight.middle / old.tight.middle if old.tight.low > 0 else Fraction(0)
    if by or to:
        by_says, to_says = ("fits" if ok else "does not" for ok in (by, to))
        yield finding(
            "growth_by_multiple",
            True,
            f"from {old.text} to {new.text}: growing by {times.text} {by_says}, "
            f"growing to {times.text} {to_says}",
            [old.value, new.value, times.value],
            [times.where, old.where, new.where],
        )
    elif sure and by is False and to is False:
        yield finding(
            "growth_by_multiple",
            False,
            f"from {old.text} to {new.text} is {show(ratio)} times, printed growth {times.text}",
            [old.value, new.value, times.value, ratio - 1],
            [times.where, old.where, new.where],
            suggestion=show(ratio - 1),
        )


def _grown_by(old: Interval, new: Interval, times: Interval) -> bool:
    return old.low >= 0 and old.by(Interval(1 + times.low, 1 + times.high)).meets(new)


def _times(old: Interval, new: Interval, times: Interval) -> bool:
    return old.low >= 0 and times.low >= 0 and old.by(times).meets(new)


def multiple_of_base(book: Book) -> Iterator[Finding]:
    """N times another year fits the two levels: 约为2020年的3.5倍 ⇒ N ∋ new / old.

    The new level stands in the sentence, the old one is of the same thing, anywhere in the report.
    Source: arithmetic.
    """
    for sentence, times in book.told("multiple"):
        if times.is_change:
            continue
        before = [f for f in sentence.levels if f.at < times.at]
        inside = before[-2:] if len(before) > 1 and sentence.between(before[-1], times) == "的" else []
        if inside and inside[0].unit == inside[1].unit:  # 88亿元，约为2020年22亿元的4倍
            pairs = [(inside[1], inside[0])]
        elif len(before) > 1 and _FORMER.search(sentence.between(before[-1], times)):
            pairs = [(before[-1], before[-2])]
        elif not before:
            pairs = list(_named_years(book, times))
        else:
            news = before[-1:]
            pairs = [
                (old, new)
                for new in news
                if (then := _base_period(sentence, times, new))
                for old in book.lookup(new.name, new.unit, then)
            ]
        sure = len({new.start for _, new in pairs}) == 1
        yield from weigh(
            "multiple_of_base",
            [
                Reading(
                    times,
                    (old, new),
                    quotient(new.tight, old.tight).times(Fraction(1, 100)),
                    quotient(new.wide, old.wide).times(Fraction(1, 100)),
                    f"{new.text} over {old.text} of {old.period} is",
                    sure,
                )
                for old, new in pairs
            ],
        )


def _named_years(book: Book, times: Figure) -> Iterator[tuple[Figure, Figure]]:
    """The levels that a multiple alone compares: 2024年市场规模是2020年的3倍."""
    found = _YEARS_APART.fullmatch(times.record.measure or "")
    if found is None:
        return
    name = full_name(times.record.subject, found[1])
    for unit in book.units:
        for new in book.lookup(name, unit, times.period):
            yield from ((old, new) for old in book.lookup(name, unit, found[2]))


def _base_period(sentence: Sentence, times: Figure, new: Figure) -> str | None:
    words = sentence.before(times, 12).rstrip("约近超过的")
    if len(sentence.between(new, times)) > 40 or not new.period:
        return None
    if found := _REFERS.search(words):
        return found[1]
    return previous_period(new.period, chained=False) if _SAME_TIME.search(words) else None
