"""Checks of changes in sentences: against the two levels they compare, or a level and its increase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations, product

from report_etl.audit.book import Book
from report_etl.audit.figures import Figure, Sentence
from report_etl.audit.findings import reading, weigh
from report_etl.audit.intervals import Interval, share_of
from report_etl.audit.intervals import growth as growth_between
from report_etl.audit.names import same_thing
from report_etl.audit.periods import (
    comparable,
    compared_with,
    on_part,
    on_year,
    plain_period,
    previous_period,
)
from report_etl.records import Finding

Pair = tuple[Figure, Figure]  # the old and the new level
_COMPOUND = re.compile("复合|年均|平均每年|每年|CAGR", re.IGNORECASE)
# Growth that is by intent not the quotient of the printed levels: constant prices, like-for-like.
_REAL = re.compile("可比|不变价|实际增|扣除|剔除|同口径|GDP|生产总值|增加值|不考虑|还原")
_OF_RATE = re.compile(
    "[增降]速[^，。；%]{0,8}(?:[提上][升高]|[下回]落|下降|放缓|加快|收窄|扩大)了?约?$"
)  # 增速提升4.1%
# no 比 of 占比 or 这一比例 is one that compares
_FROM = re.compile("(?:由|从|较|(?<![占同环])比(?![例重])|自|低于|高于|于)[^，。；%]{0,20}$")
# 占比63.2%，而2020年只有20.5%，提高…: the earlier of two, told after the later
_AGAINST = re.compile("[，；]而(?:在)?(?:[0-9]{4}年|[上去前]一?年)[^，。；0-9]{0,12}$")
_RISE = re.compile("(?:由|从)[^，。；%]{0,20}$")
_TO = re.compile("[至到为]")
_REACHED = re.compile("[增升降跌涨落滑高长加少][至到][^，。；]{0,3}$")
_YEAR_BEFORE = re.compile(
    "(?:上年|去年|上一年|前一年)(?!全年)(?:同期)?[^，。；0-9增降升减比较]{0,6}(?:为|是|达到?)?$"
)
_DATED = re.compile("[0-9]年|同比|环比|每年|年均")  # a change that names what it compares
_GAP = re.compile("(?:相差|差距)(?![^，]*[由从])")  # 差距由2022年的18个百分点缩小到…: of another time
_APART = re.compile("相差|差距|高于|低于|高出|低出|领先|落后")
# 同比增长4.0%，较4月末增加60万户: the increase is counted from another day
_SINCE = re.compile("[较比](?:[^，]{0,6}[月季周]|年初)[^，]{0,3}(?:净?增[加长]?|多)[^，]{0,2}$")
_RATES = ("share", "rate")


def is_compound(growth: Figure) -> bool:
    """Whether a growth is an average over years."""
    return _COMPOUND.search(growth.measure) is not None


def difference(old: Interval, new: Interval) -> Interval:
    """new − old."""
    return new - old


# --- the two levels that a change compares -----------------------------------------------------------


def said_levels(sentence: Sentence, change: Figure) -> list[Pair]:
    """The levels a sentence compares: 由…增至…, 较2023年的…, two years in a row, 上年同期为…."""
    levels = _levels(sentence, change)
    same = [level for level in levels if same_thing(change.name, level.name)]
    then = compared_with(change.period, sentence.clause(change, 24), change.measure)
    found = [
        (old, new)
        for new, old in permutations(same, 2)
        if old.unit == new.unit
        and _is_at(change, new)
        and not (then and old.period and new.period and plain_period(old.period) != then)
        and (_goes(sentence, old, new, change) or _year_before(old, new, change))
    ]
    new = next((level for level in reversed(same) if level.at < change.at), None)
    if new is not None and sentence.free(new, change):
        found += [
            (old, new)
            for old in levels
            if old is not new
            and old.unit == new.unit
            and old.measure in ("", new.measure)
            and _says_year_before(sentence, old)
        ]
    return found or list(_set_against(sentence, same, change))


def _set_against(sentence: Sentence, same: Sequence[Figure], change: Figure) -> Iterator[Pair]:
    """The two levels right before a change, in order of time: 占比达63.2%，而2020年只有20.5%，提高…."""
    pair = [level for level in same if level.at < change.at][-2:]
    words = change.measure + sentence.clause(change, 24)
    if len(pair) < 2 or _DATED.search(words) or not sentence.free(pair[1], change):
        return
    old, new = sorted(pair, key=lambda level: level.period or "")
    dated = old.period and new.period and old.period != new.period and comparable(old.period, new.period)
    if dated and old.unit == new.unit and _AGAINST.search(sentence.before(pair[1], 30)):
        yield old, new


def _levels(sentence: Sentence, change: Figure) -> list[Figure]:
    """The figures that a change can lead from or to."""
    if change.kind == "change_points":
        return [figure for figure in sentence.figures if figure.kind in _RATES]
    if change.kind in ("growth", "multiple"):
        return sentence.levels
    return [level for level in sentence.levels if level.unit == change.unit]


def _says_year_before(sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure is said to be that of the year before: 上年同期为4000万台."""
    return _YEAR_BEFORE.search(sentence.before(figure, 12)) is not None


def _is_at(change: Figure, new: Figure) -> bool:
    """Whether a level is of the change's period, or of the end of its span of years."""
    return not change.period or new.period in (change.period, change.period.rpartition("/")[2], None)


def _goes(sentence: Sentence, old: Figure, new: Figure, change: Figure) -> bool:
    """Whether the sentence goes from the old level to the new one, and on to the change."""
    # 触及3086点，随后回落至2530点，跌幅达…: a size of the step just told
    size = "幅" in change.measure + sentence.clause(change, 8)
    told = size and old.at < new.at and _REACHED.search(sentence.before(new, 8))
    if max(old.at, new.at) > change.at or not (told or says_from(sentence, old, new)):
        return False
    words = change.measure + sentence.clause(change, 12)
    if (on_part(words) or on_year(words)) and old.period and new.period:
        return _year_before(old, new, change)
    inside = [f for f in sentence.figures if min(old.at, new.at) < f.at < change.at and f not in (old, new)]
    return not any(f.unit == new.unit or f.kind == "growth" for f in inside)


def says_from(sentence: Sentence, old: Figure, new: Figure) -> bool:
    """Whether a sentence goes from one level to another: 由…增至…, or 较2023年的….

    The two need different periods, unless 由 or 从 stands before the first and 至 or 到 between them.
    """
    before, between = sentence.before(old, 24), sentence.between(old, new)
    if old.at < new.at and _RISE.search(before) and _TO.search(between):
        return len(between) <= 24
    return _FROM.search(before) is not None and old.period != new.period


def _year_before(old: Figure, new: Figure, change: Figure) -> bool:
    """Whether two levels follow each other in time, as the change needs it."""
    if not old.period or not new.period or not comparable(old.period, new.period):
        return False
    before = previous_period(new.period, chained=on_part(change.measure))
    return before == old.period and new.period == change.period


def _elsewhere(book: Book, sentence: Sentence, change: Figure) -> list[Pair]:
    """Levels of the same thing at the change's period and the one it compares with, in the whole report."""
    then = compared_with(change.period, sentence.clause(change, 30), change.measure)
    if then is None:
        return []
    here = _levels(sentence, change)
    beside = [f for f in here if same_thing(change.name, f.name) and f.period == change.period]
    kinds: Sequence[str | None] = (change.unit,)
    if change.kind == "change_points":
        kinds = _RATES
    elif change.kind == "growth":
        kinds = list(dict.fromkeys(level.unit for level in beside)) or book.units
    found: list[Pair] = []
    for kind in kinds:
        news = [f for f in beside if kind in (f.unit, f.kind)] or book.lookup(
            change.name, kind, change.period
        )
        olds = book.lookup(change.name, kind, then) or [f for new in beside for f in book.row(new, then)]
        found += [(old, new) for old, new in product(olds, news) if old is not new]
    return found


def _is_one_story(values: list[Fraction], most: Fraction) -> bool:
    """Whether all pairs of levels tell the same change."""
    return bool(values) and max(values) - min(values) < most


# --- checks ------------------------------------------------------------------------------------------


def growth_of_levels(book: Book) -> Iterator[Finding]:
    """A growth rate fits the two levels it compares: g ∋ 100 · (new − old) / old.

    The levels are those the sentence compares (较2023年的362亿元增长, 由…降至…, two years in a row,
    上年同期为…); else those of the same thing elsewhere, in sentences or tables, at the growth's period
    and the one before. Growth at constant prices or on a comparable basis is left alone.
    Source: definition of growth; 国家统计局 on 同比 and 环比.
    """
    for sentence, growth in book.told("growth"):
        if is_compound(growth) or _REAL.search(growth.measure + sentence.before(growth, 30)):
            continue
        if _OF_RATE.search(sentence.clause(growth, 16)):
            continue
        said = said_levels(sentence, growth)
        pairs = [pair for pair in said or _elsewhere(book, sentence, growth) if pair[0].tight.low > 0]
        ratios = [new.middle / old.middle for old, new in pairs]
        grown = 1 + growth.signed.tight.middle / 100
        # levels elsewhere that grow three times as much, or a third, are of something else
        near = grown > 0 and all(Fraction(1, 3) < ratio / grown < 3 for ratio in ratios)
        sure = bool(said) or (near and _is_one_story(ratios, Fraction(1, 100)))
        yield from weigh(
            "growth_of_levels",
            [reading(growth, pair, growth_between, _steps(*pair), sure=sure) for pair in pairs],
        )


def _steps(old: Figure, new: Figure) -> str:
    return f"from {old.text} to {new.text} is"


def growth_of_increase(book: Book) -> Iterator[Finding]:
    """A growth rate fits the level and its increase: g ∋ 100 · inc / (level − inc).

    For level, increase and growth in one sentence: 达47.6万辆，较上年增加4.4万辆，同比增长10.2%. Where the
    sentence has several levels of the unit (基地达418个，涉及96个品种，增加62个), any that fits will do.
    Source: definition of growth.
    """
    for sentence, growth in book.told("growth"):
        found = None if is_compound(growth) else _increase(sentence, growth)
        if found:
            own, more = found
            others = [f for f in sentence.levels if f.unit == own.unit and f.at < growth.at and f is not own]
            readings = [
                reading(
                    growth, (level, more), _rate_of_increase,
                    f"{more.text} on the way to {level.text} is", sure=level is own,
                )
                for level in (own, *others)
            ]  # fmt: skip
            yield from weigh("growth_of_increase", readings)


def _increase(sentence: Sentence, growth: Figure) -> Pair | None:
    """The level and the increase beside a growth, all of one thing and in one part of the sentence."""
    placed = sentence.figures
    i = placed.index(growth)
    for level, more in ((i - 2, i - 1), (i - 1, i + 1)):  # level, more, growth; or level, growth, more
        if level < 0 or more >= len(placed):
            continue
        found = placed[level], placed[more]
        apart = re.search("[。；]|其中", sentence.text[found[0].end : max(growth.end, found[1].end)])
        since = _SINCE.search(sentence.before(found[1], 14)) and on_year(growth.measure)
        if _are_one_thing(*found, growth) and not apart and not since:
            return found
    return None


def _are_one_thing(level: Figure, more: Figure, growth: Figure) -> bool:
    same = level.unit is not None and level.unit == more.unit and level.name == more.name == growth.name
    is_more = more.kind in ("count", "money") and more.is_change
    return same and is_more and level.is_level and level.period == more.period == growth.period


def _rate_of_increase(level: Interval, more: Interval) -> Interval:
    return share_of(more, level - more) if more.low >= 0 else -share_of(-more, level - more)


def increase_of_levels(book: Book) -> Iterator[Finding]:
    """An increase is the difference of the two levels: inc = new − old.

    The levels are those of the sentence (3.6亿人，较2023年的3.0亿人增长0.6亿人); else those of the same thing
    at the increase's period and the one it compares with, anywhere in the report.
    Source: arithmetic.
    """
    for sentence, more in book.told("count", "money"):
        if more.is_change and not _COMPOUND.search(more.measure + sentence.clause(more, 10)):
            yield from _differences("increase_of_levels", book, sentence, more, "from {} to {} is")


def change_of_points(book: Book) -> Iterator[Finding]:
    """A change in percentage points is the difference of two shares: printed ∋ new − old.

    The shares are those of the sentence (由2022年的11.8%升至16.3%，提高4.5个百分点), or two that it says to
    be apart (城市为45.6%，农村为21.3%，差距达24.3个百分点); else those of the same thing at the period
    named (较2024年下半年提升) and now, anywhere in the report.
    Source: definition of a percentage point.
    """
    for sentence, change in book.told("change_points"):
        apart = list(_apart(sentence, change))
        if apart or not _APART.search(sentence.clause(change, 20)):
            words = "the step from {} to {} is"
            yield from _differences("change_of_points", book, sentence, change, words, apart)


def _apart(sentence: Sentence, change: Figure) -> Iterator[Pair]:
    """The two rates right before a gap between them: 城乡差距达24.3个百分点."""
    before = [figure for figure in sentence.figures if figure.at < change.at][-2:]
    if len(before) < 2 or not _GAP.search(sentence.clause(change, 12)):
        return
    old, new = sorted(before, key=lambda figure: figure.value)
    beside = not re.search("[。；]|[与较比]", sentence.text[before[0].end : change.at])
    if beside and old.kind in _RATES and new.kind in _RATES and old.subject != new.subject:
        yield old, new


def _differences(
    check: str, book: Book, sentence: Sentence, change: Figure, words: str, pairs: Sequence[Pair] = ()
) -> Iterator[Finding]:
    said = pairs or said_levels(sentence, change)
    pairs = said or _elsewhere(book, sentence, change)
    gaps = [new.middle - old.middle for old, new in pairs]
    most = max(map(abs, gaps), default=Fraction(0)) / 20
    sure = bool(said) or _is_one_story(gaps, max(most, Fraction(1, 5)))
    yield from weigh(
        check,
        [
            reading(change, pair, difference, words.format(*(f.text for f in pair)), sure=sure)
            for pair in pairs
        ],
    )


CHECKS = (growth_of_levels, growth_of_increase, increase_of_levels, change_of_points)
