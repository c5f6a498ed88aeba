"""Checks of changes in percentage points against the two shares they compare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from report_etl.audit.book import Book
from report_etl.audit.check_growth import says_year_before
from report_etl.audit.figures import Figure, Sentence
from report_etl.audit.periods import compared_with
from report_etl.audit.weigh import Reading, weigh
from report_etl.records import Finding

_TO = re.compile("至|到|为")
_FROM = re.compile("(?:由|从)[^，。；%]{0,20}$")
_GAP = re.compile("相差|差距")
_APART = re.compile("相差|差距|高于|低于|高出|低出|领先|落后")
_RATES = ("share", "rate")


def change_of_points(book: Book) -> Iterator[Finding]:
    """A change in percentage points is the difference of two shares: printed ∋ new − old.

    The shares are those of the sentence (由2022年的11.8%升至16.3%，提高4.5个百分点), or two that it says to
    be apart (城市为45.6%，农村为21.3%，差距达24.3个百分点); else those of the same thing at the period
    named (较2024年下半年提升) and now, anywhere in the report.
    Source: definition of a percentage point.
    """
    for sentence, change in book.told("change_points"):
        pair = _in_sentence(sentence, change)
        pairs = [pair] if pair else list(_elsewhere(book, sentence, change))
        sure = pair is not None or _is_one_story(pairs)
        yield from weigh("change_of_points", [_reading(change, old, new, sure) for old, new in pairs])


def _reading(change: Figure, old: Figure, new: Figure, sure: bool) -> Reading:
    words = f"the step from {old.text} to {new.text} is"
    return Reading(change, (old, new), new.tight - old.tight, new.wide - old.wide, words, sure)


def _is_one_story(pairs: list[tuple[Figure, Figure]]) -> bool:
    """Whether all pairs differ by the same."""
    gaps = [new.tight.middle - old.tight.middle for old, new in pairs]
    return bool(gaps) and max(gaps) - min(gaps) < Fraction(1, 5)


def _in_sentence(sentence: Sentence, change: Figure) -> tuple[Figure, Figure] | None:
    """The two rates that a sentence goes from and to, or one with that of 上年同期 after the change."""
    rates = [f for f in sentence.figures if f.record.kind in _RATES]
    before = [f for f in rates if f.at < change.at]
    then = next((f for f in rates if f.at > change.at and says_year_before(sentence, f)), None)
    if before and then is not None and before[-1].name == then.name and sentence.free(before[-1], change):
        return then, before[-1]
    if len(before) < 2 or before[-2:] != [f for f in sentence.figures if f.at < change.at][-2:]:
        return None
    old, new = before[-2:]
    between, after = sentence.between(old, new), sentence.between(new, change)
    two = old.record.subject != new.record.subject and not re.search("[。；]|[与较比]", between + after)
    if two and _GAP.search(sentence.clause(change, 12)):
        return (old, new) if old.value <= new.value else (new, old)
    goes = len(between) < 30 and _TO.search(between) and _FROM.search(sentence.before(old, 24))
    here = len(after) < 20 and "；" not in after and not _APART.search(after)
    return (old, new) if goes and here else None


def _elsewhere(book: Book, sentence: Sentence, change: Figure) -> Iterator[tuple[Figure, Figure]]:
    then = compared_with(change.period, sentence.clause(change, 30), change.record.measure)
    for kind in _RATES:
        news = book.lookup(change.name, kind, change.period)
        news += [
            f for f in sentence.figures if f.record.kind == kind and f.name == change.name and f not in news
        ]
        for old in book.lookup(change.name, kind, then):
            yield from ((old, new) for new in news if new.period == change.period and new is not old)
