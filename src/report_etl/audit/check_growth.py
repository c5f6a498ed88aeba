"""Checks of growth in sentences: against two levels, and against a level and its increase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from report_etl.audit.book import Book
from report_etl.audit.figures import Figure, Sentence
from report_etl.audit.intervals import Interval
from report_etl.audit.names import same_thing
from report_etl.audit.periods import (
    comparable,
    compared_with,
    on_part,
    on_year,
    plain_period,
    previous_period,
)
from report_etl.audit.weigh import Reading, weigh
from report_etl.records import Finding

_COMPOUND = re.compile("复合|年均|平均每年|每年|CAGR", re.IGNORECASE)
# Growth that is by intent not the quotient of the printed levels: constant prices, like-for-like.
_REAL = re.compile("可比|不变价|实际增|扣除|剔除|同口径|GDP|生产总值|增加值|不考虑|还原")
# Growth of a growth rate, said in per cent: 增速提升4.1%.
_OF_GROWTH = re.compile(
    "(?:增速|增幅|增长率|降幅)[^，。；%]{0,6}(?:提升|提高|加快|放缓|回落|下降|收窄|扩大)[^，。；%]{0,4}$"
)
_FROM = re.compile("(?:由|从|较|比|自|相比|对比|低于|高于|于)[^，。；%]{0,20}$")
_RISE = re.compile("(?:由|从)[^，。；%]{0,20}$")
_TO = re.compile("[至到]")
_YEAR_BEFORE = re.compile(
    "(?:上年|去年|上一年|前一年)(?:同期)?[^，。；0-9增降升减比较]{0,6}(?:为|是|达到?)?$"
)


# 同比增长4.0%，较4月末增加60万户: the increase is counted from another day
_SINCE = re.compile("[较比](?:[^，]{0,6}[月季周]|年初)[^，]{0,3}(?:净?增[加长]?|多)[^，]{0,2}$")
Pair = tuple[Figure, Figure]  # the old and the new level


def is_compound(growth: Figure) -> bool:
    """Whether a growth is an average over years."""
    return _COMPOUND.search(growth.record.measure or "") is not None


def growth_between(old: Interval, new: Interval) -> Interval:
    """100 · (new − old) / old; anything when the old level may be zero."""
    ratio = new.over(old)
    if ratio is None:
        return Interval(Fraction(-100), Fraction(10**9))
    return Interval(100 * (ratio.low - 1), 100 * (ratio.high - 1))


def growth_of_levels(book: Book) -> Iterator[Finding]:
    """A growth rate fits the two levels it compares: g ∋ 100 · (new − old) / old.

    The levels are those the sentence compares (较2023年的362亿元增长, 由…降至…, two years in a row,
    上年同期为…); else those of the same thing elsewhere, in sentences or tables, at the growth's period
    and the one before. Growth at constant prices or on a comparable basis is left alone.
    Source: definition of growth; 国家统计局 on 同比 and 环比.
    """
    for sentence, growth in book.told("growth"):
        if is_compound(growth):
            continue
        if _REAL.search((growth.record.measure or "") + sentence.before(growth, 30)):
            continue
        if _OF_GROWTH.search(sentence.before(growth, 12)):
            continue
        said = list(_in_sentence(sentence, growth))
        pairs = [
            (old, new)
            for old, new in said or _elsewhere(book, sentence, growth)
            if old.tight.low > 0 and new.tight.low >= 0
        ]
        sure = bool(said) or (_is_one_story(pairs) and _is_near(growth, *pairs[0]))
        yield from weigh("growth_of_levels", [_reading(growth, *pair, sure) for pair in pairs])


def _reading(growth: Figure, old: Figure, new: Figure, sure: bool) -> Reading:
    tight, wide = growth_between(old.tight, new.tight), growth_between(old.wide, new.wide)
    exact = growth_between(old.face, new.face).middle
    return Reading(growth, (old, new), tight, wide, f"from {old.text} to {new.text} is", sure, exact=exact)


def _in_sentence(sentence: Sentence, growth: Figure) -> Iterator[Pair]:
    levels = sentence.levels
    then = compared_with(growth.period, sentence.clause(growth, 24), growth.record.measure)
    for new in levels:
        if not _is_of(growth, new) or not _is_at(growth, new):
            continue
        for old in levels:
            if old is new or old.unit != new.unit or not _same_kind(old, new):
                continue
            if then and old.period and new.period and plain_period(old.period) != then:
                continue
            if _says_from(sentence, old, new, growth) or _year_before(old, new, growth):
                yield old, new
    before = [f for f in levels if f.at < growth.at and _is_of(growth, f)][-1:]
    for new in before if on_year(growth.record.measure or "") else ():
        for old in levels:
            of_it = old.record.measure in (None, new.record.measure)
            if (
                old.unit == new.unit
                and of_it
                and says_year_before(sentence, old)
                and sentence.free(new, growth)
            ):
                yield old, new


def says_year_before(sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure is said to be that of the year before: 上年同期为4000万台."""
    return _YEAR_BEFORE.search(sentence.before(figure, 12)) is not None


def _is_at(growth: Figure, new: Figure) -> bool:
    """Whether a level is of the growth's period, or of the end of its span of years."""
    return not growth.period or new.period in (growth.period, growth.period.rpartition("/")[2], None)


def _is_of(growth: Figure, level: Figure) -> bool:
    return bool(level.name) and (growth.name == level.name or same_thing(growth.name, level.name))


def _same_kind(old: Figure, new: Figure) -> bool:
    return old.name == new.name or same_thing(old.name, new.name)


def _says_from(sentence: Sentence, old: Figure, new: Figure, growth: Figure) -> bool:
    """Whether the sentence goes from the old level to the new one, and on to the growth."""
    if not says_from(sentence, old, new) or max(old.at, new.at) > growth.at:
        return False
    if _compares_with_before(growth, sentence) and old.period and new.period:
        return _year_before(old, new, growth)
    inside = [f for f in sentence.figures if min(old.at, new.at) < f.at < growth.at and f not in (old, new)]
    return not any(f.unit == new.unit or f.record.kind == "growth" for f in inside)


def _compares_with_before(growth: Figure, sentence: Sentence) -> bool:
    """Whether a growth is said to be on the year or the part before."""
    words = (growth.record.measure or "") + sentence.clause(growth, 12)
    return on_part(words) or on_year(words)


def says_from(sentence: Sentence, old: Figure, new: Figure) -> bool:
    """Whether a sentence goes from one level to another: 由…增至…, or 较2023年的….

    The two need different periods, unless 由 or 从 stands before the first and 至 or 到 between them.
    """
    if old.at < new.at and _RISE.search(sentence.before(old, 24)) and _TO.search(sentence.between(old, new)):
        return len(sentence.between(old, new)) <= 24
    return bool(_FROM.search(sentence.before(old, 24))) and old.period != new.period


def _year_before(old: Figure, new: Figure, growth: Figure) -> bool:
    """Whether two levels follow each other in time, as the growth needs it."""
    if not old.period or not new.period or not comparable(old.period, new.period):
        return False
    chained = on_part(growth.record.measure or "")
    return previous_period(new.period, chained=chained) == old.period and new.period == growth.period


def _elsewhere(book: Book, sentence: Sentence, growth: Figure) -> Iterator[Pair]:
    before = compared_with(growth.period, sentence.clause(growth, 24), growth.record.measure)
    if not growth.period or not growth.name or before is None:
        return
    beside = [f for f in sentence.levels if _is_of(growth, f) and f.period == growth.period]
    for unit in {f.unit for f in beside} or _units(book, growth):
        news = beside or book.lookup(growth.name, unit, growth.period)
        olds = book.lookup(growth.name, unit, before) or [f for new in beside for f in book.row(new, before)]
        for old in olds:
            for new in news:
                yield old, new


def _units(book: Book, growth: Figure) -> set[str | None]:
    """The units in which the thing itself is measured."""
    return {unit for unit in book.units if book.lookup(growth.name, unit, growth.period)}


def _is_one_story(pairs: list[Pair]) -> bool:
    """Whether all pairs tell the same growth."""
    rates = [100 * (new.tight.middle / old.tight.middle - 1) for old, new in pairs]
    return bool(rates) and max(rates) - min(rates) < 1 and max(map(abs, rates)) < 500


def _is_near(growth: Figure, old: Figure, new: Figure) -> bool:
    """Whether levels elsewhere grow by less than three times as much: else they are of something else."""
    grown = 1 + growth.signed.tight.middle / 100
    ratio = new.tight.middle / old.tight.middle
    return grown > 0 and Fraction(1, 3) < ratio / grown < 3


# --- levels and their increase ---------------------------------------------------------------------


def growth_of_increase(book: Book) -> Iterator[Finding]:
    """A growth rate fits the level and its increase: g ∋ 100 · inc / (level − inc).

    For level, increase and growth in one sentence: 达47.6万辆，较上年增加4.4万辆，同比增长10.2%. Where the
    sentence has several levels of the unit (基地达418个，涉及96个品种，增加62个), any that fits will do.
    Source: definition of growth.
    """
    for sentence, growth in book.told("growth"):
        if is_compound(growth):
            continue
        if found := _increase(sentence, growth):
            level, more = found
            others = [f for f in sentence.levels if f.unit == level.unit and f.at < growth.at]
            levels = [level, *(other for other in others if other is not level)]
            readings = [_of_increase(growth, f, more, f is level) for f in levels if _is_above(f, more)]
            yield from weigh("growth_of_increase", readings)


def _is_above(level: Figure, more: Figure) -> bool:
    return (level.tight - more.signed.tight).middle > 0


def _of_increase(growth: Figure, level: Figure, more: Figure, sure: bool) -> Reading:
    change = more.signed
    tight = _rates_of_increase(level.tight, change.tight)
    wide = _rates_of_increase(level.wide, change.wide)
    return Reading(growth, (level, more), tight, wide, f"{more.text} on the way to {level.text} is", sure)


def _increase(sentence: Sentence, growth: Figure) -> tuple[Figure, Figure] | None:
    """The level and the increase beside a growth, all of one thing and in one part of the sentence."""
    placed = sentence.figures
    i = placed.index(growth)
    for level, more in ((i - 2, i - 1), (i - 1, i + 1)):  # level, more, growth; or level, growth, more
        if level < 0 or more >= len(placed):
            continue
        found = placed[level], placed[more]
        last = max(growth.end, found[1].end)
        apart = re.search("[。；]|其中", sentence.text[found[0].end : last])
        since = _SINCE.search(sentence.before(found[1], 14)) and on_year(growth.record.measure or "")
        if _are_one_thing(*found, growth) and not apart and not since:
            return found
    return None


def _are_one_thing(level: Figure, more: Figure, growth: Figure) -> bool:
    same = level.unit is not None and level.unit == more.unit and level.name == more.name == growth.name
    is_more = more.record.kind in ("count", "money") and more.is_change
    is_level = not level.is_change and level.record.kind != "multiple"
    return same and is_more and is_level and level.period == more.period == growth.period


def _rates_of_increase(level: Interval, more: Interval) -> Interval:
    """100 · inc / (level − inc), for a base that is certainly positive."""
    if (level - more).low <= 0:
        return Interval(Fraction(-100), Fraction(10**9))
    rates = [100 * more.low / (level.high - more.low), 100 * more.high / (level.low - more.high)]
    return Interval(min(rates), max(rates))


def increase_of_levels(book: Book) -> Iterator[Finding]:
    """An increase is the difference of the two levels: inc = new − old.

    The two levels right before it in the sentence (3.6亿人，较2023年的3.0亿人增长0.6亿人); else levels of the
    same thing at the increase's period and the year before (or, for half years,
    quarters and months, the part before; the one that fits counts), elsewhere in the report. An error
    only for a year against the year before, as the sentence says.
    Source: arithmetic.
    """
    for sentence, more in book.told("count", "money"):
        if not more.is_change or not more.period:
            continue
        said = list(_said_differences(sentence, more))
        pairs = said or list(_differences(book, more))
        on_year = re.fullmatch("[0-9]{4}", more.period) and _compares_with_year_before(sentence, more)
        gaps = [new.tight.middle - old.tight.middle for old, new in pairs]
        one_story = bool(gaps) and 20 * (max(gaps) - min(gaps)) <= max(map(abs, gaps))
        sure = bool(said) or (bool(on_year) and one_story)
        yield from weigh(
            "increase_of_levels",
            [
                Reading(
                    more,
                    (old, new),
                    new.tight - old.tight,
                    new.wide - old.wide,
                    f"from {old.text} to {new.text} is",
                    sure,
                )
                for old, new in pairs
            ],
        )


def _compares_with_year_before(sentence: Sentence, more: Figure) -> bool:
    words = sentence.before(more, 14)
    return on_year(words) or bool(re.search(f"[比较]{int((more.period or '0')[:4]) - 1}年", words))


def _said_differences(sentence: Sentence, more: Figure) -> Iterator[Pair]:
    before = [f for f in sentence.levels if f.at < more.at][-2:]
    if len(before) < 2 or before[0].unit != before[1].unit or before[1].unit != more.unit:
        return
    for old, new in (before, before[::-1]):
        same = old.name == new.name == more.name
        if same and says_from(sentence, old, new) and len(sentence.between(before[1], more)) <= 12:
            yield old, new
            return


def _differences(book: Book, more: Figure) -> Iterator[Pair]:
    for chained in (False, True):
        for old in book.lookup(more.name, more.unit, previous_period(more.period or "", chained=chained)):
            for new in book.lookup(more.name, more.unit, more.period):
                if not chained or previous_period(more.period or "", chained=False) != old.period:
                    yield old, new
