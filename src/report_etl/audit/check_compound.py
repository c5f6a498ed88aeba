"""Checks of growth over several years and of multiples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import combinations

from report_etl.audit.book import Book
from report_etl.audit.check_growth import is_compound, said_levels
from report_etl.audit.figures import Figure, Sentence
from report_etl.audit.findings import Reading, finding, reading, show, weigh
from report_etl.audit.intervals import Interval, verdict, yearly
from report_etl.audit.names import full_name, same_thing
from report_etl.audit.periods import previous_period, years_of
from report_etl.records import Finding

Pair = tuple[Figure, Figure]  # the old and the new level
_MOST_LEVELS = 12
_REFERS = re.compile("([0-9]{4})年(?:同期|全年|底|末|水平)?的?$")
_SAME_TIME = re.compile("(?:上年|去年|上一?年)(?:同期)?的?$")
_OF_LAST = re.compile("的|.*前者[^，。；后]{0,6}后者的(?:约|近)?")
_YEARS_APART = re.compile("(.{2,20})为([0-9]{4})年的倍数")


def compound_growth(book: Book) -> Iterator[Finding]:
    """A compound rate fits its first and last level: last = first · (1 + g)^years.

    Years are counted both ways (last − first, and one more). Levels are those of the sentence at the
    two years, else those of the same thing elsewhere. Any two levels of the sentence that fit will do.
    A rate that fits one year less is a warning: the years themselves were counted, a common slip.
    Source: definition of the compound annual growth rate (CAGR).
    """
    for sentence, growth in book.told("growth"):
        if is_compound(growth):
            pairs = _in_sentence(sentence, growth) or list(_elsewhere(book, growth))
            readings = [r for pair in pairs for r in _readings(growth, pair, sure=len(pairs) <= 2)]
            others = [r for pair in _any_pair(sentence, growth) for r in _readings(growth, pair, sure=False)]
            yield from weigh("compound_growth", [*readings, *(r for r in others if r.fits)])


def _in_sentence(sentence: Sentence, growth: Figure) -> list[Pair]:
    """The levels of the growth's first and last year."""
    span = years_of(growth.period)
    years = tuple(map(str, span)) if span else None
    same = [level for level in sentence.levels if same_thing(level.name, growth.name)]
    return [
        (old, new)
        for old in same
        for new in same
        if (old.period, new.period) == years and old.unit == new.unit
    ]


def _elsewhere(book: Book, growth: Figure) -> Iterator[Pair]:
    first, last = years_of(growth.period) or (None, None)
    for unit in book.units if first else ():
        for new in book.lookup(growth.name, unit, str(last)):
            yield from ((old, new) for old in book.lookup(growth.name, unit, str(first)))


def _any_pair(sentence: Sentence, growth: Figure) -> Iterator[Pair]:
    """Levels of the sentence as far apart as the growth says, or next to each other."""
    first, last = years_of(growth.period) or (0, 0)
    levels = [f for f in sentence.levels if re.fullmatch("[0-9]{4}", f.period or "")][:_MOST_LEVELS]
    for (i, old), (j, new) in combinations(enumerate(levels), 2):
        if old.unit == new.unit and (j - i == 1 or 0 < _years(old, new) == last - first):
            yield old, new


def _years(old: Figure, new: Figure) -> int:
    return int(new.period or 0) - int(old.period or 0)


def _readings(growth: Figure, pair: Pair, *, sure: bool) -> list[Reading]:
    """A pair read with the years between its levels, and with one more."""
    old, new = pair
    years = _years(old, new)
    if years <= 0 or min(old.wide.low, new.wide.low) <= 0:
        return []
    found = [
        reading(
            growth, pair, partial(yearly, years=n),
            f"from {old.text} to {new.text} in {n} years is yearly", sure=sure and n == years,
        )
        for n in (years, years + 1)
    ]  # fmt: skip
    fewer = years > 2 and yearly(old.wide, new.wide, years - 1).meets(growth.signed.wide)
    return [replace(one, severity="warning") for one in found] if fewer else found


# --- multiples ---------------------------------------------------------------------------------------


def growth_by_multiple(book: Book) -> Iterator[Finding]:
    """增长N倍 fits the two levels of its sentence, read either way: new = old · (1 + N), or new = old · N.

    The reading that holds is named.
    Source: 增长N倍 adds N times the base (GB usage); 增长到N倍 and loose usage mean N times.
    """
    for sentence, times in book.told("multiple"):
        pairs = said_levels(sentence, times) if times.record.direction == "up" else []
        for old, new in pairs[:1]:
            by, to = verdict(_grown_by, old, new, times), verdict(_times, old, new, times)
            by_says, to_says = ("fits" if ok else "does not" for ok in (by, to))
            says = f"growing by {times.text} {by_says}, growing to {times.text} {to_says}"
            more = new.middle / old.middle - 1
            if by or to or by is to is False:
                yield finding(
                    "growth_by_multiple",
                    bool(by or to),
                    f"from {old.text} to {new.text} is {show(more + 1)} times: {says}",
                    [old.value, new.value, times.value, more],
                    [times.where, old.where, new.where],
                    suggestion=show(more),
                )


def _grown_by(old: Interval, new: Interval, times: Interval) -> bool:
    return old.low > 0 and old.by(Interval(1 + times.low, 1 + times.high)).meets(new)


def _times(old: Interval, new: Interval, times: Interval) -> bool:
    return old.low > 0 and old.by(times).meets(new)


def multiple_of_base(book: Book) -> Iterator[Finding]:
    """N times another year fits the two levels: 约为2020年的3.5倍 ⇒ N ∋ new / old.

    The new level stands in the sentence, the old one is of the same thing, anywhere in the report.
    Source: arithmetic.
    """
    for sentence, times in book.told("multiple"):
        if not times.is_change:
            pairs = _of_base(book, sentence, times)
            sure = len({new.where.start for _, new in pairs}) == 1
            words = "{1.text} over {0.text} of {0.period} is"
            yield from weigh(
                "multiple_of_base",
                [reading(times, pair, _ratio, words.format(*pair), sure=sure) for pair in pairs],
            )


def _ratio(old: Interval, new: Interval) -> Interval:
    return new.over(old)


def _of_base(book: Book, sentence: Sentence, times: Figure) -> list[Pair]:
    """The levels that a multiple compares: both before it, or one there, or by the years that it names."""
    before = [level for level in sentence.levels if level.at < times.at]
    last = before[-1] if before else None
    beside = last is not None and len(before) > 1 and before[-2].unit == last.unit
    if last and beside and _OF_LAST.fullmatch(sentence.between(last, times)):
        return [(last, before[-2])]  # 88亿元，约为2020年22亿元的4倍; 前者是后者的2倍
    if last is None:
        found = _YEARS_APART.fullmatch(times.measure)  # 2024年市场规模是2020年的3倍
        name, then = (full_name(times.subject, found[1]), found[2]) if found else ("", None)
        news = [new for unit in book.units for new in book.lookup(name, unit, times.period)]
    else:
        news = [level for level in before if level.period == times.period][-1:] or [last]
        name, then = news[0].name, _base_period(sentence, times, news[0])
    if then and times.period == then:  # 净利润…亿元，对应2026年18倍PE: no year compared with
        return []
    return [(old, new) for new in news for old in book.lookup(name, new.unit, then)]


def _base_period(sentence: Sentence, times: Figure, new: Figure) -> str | None:
    words = sentence.before(times, 12).rstrip("约近超过的")
    if found := _REFERS.search(words):
        return found[1]
    return previous_period(new.period, chained=False) if new.period and _SAME_TIME.search(words) else None


CHECKS = (compound_growth, growth_by_multiple, multiple_of_base)
