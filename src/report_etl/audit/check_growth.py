"""Checks of growth in sentences: against two levels, and against a level and its increase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from report_etl.audit.book import Book
from report_etl.audit.figures import Figure, Sentence, Signed
from report_etl.audit.findings import Severity, finding, percent, show
from report_etl.audit.intervals import Interval, slip, verdict
from report_etl.audit.names import same_thing
from report_etl.audit.periods import comparable, previous_period
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
_ON_YEAR = re.compile("同比|比上年|较上年|比去年|较去年|上年同期|去年同期|较前一?年|比前一?年|上一年")
_ON_PART = re.compile("环比|比上季|较上季|比上月|较上月")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two levels that a growth may compare; `sure` when the sentence says so."""

    old: Figure
    new: Figure
    sure: bool


def is_compound(growth: Figure) -> bool:
    """Whether a growth is an average over years."""
    return _COMPOUND.search(growth.record.measure or "") is not None


def growth_between(old: Interval, new: Interval) -> Interval | None:
    """100 · (new − old) / old; None when the old level may be zero."""
    ratio = new.over(old)
    return Interval(100 * (ratio.low - 1), 100 * (ratio.high - 1)) if ratio else None


def _fits(old: Interval, new: Interval, growth: Interval) -> bool:
    grown = growth_between(old, new)
    return grown is None or grown.meets(growth)


def growth_of_levels(book: Book) -> Iterator[Finding]:
    """A growth rate fits the two levels it compares: g ∋ 100 · (new − old) / old.

    The levels are those the sentence compares (较2023年的362亿元增长, 由…降至…, two years in a row); else
    those of the same thing elsewhere, in sentences or tables, at the growth's period and the one
    before. Growth at constant prices or on a comparable basis is left alone.
    Source: definition of growth; 国家统计局 on 同比 and 环比.
    """
    for sentence in book.sentences:
        for growth in sentence.figures:
            if growth.record.kind != "growth" or growth.at < 0 or is_compound(growth):
                continue
            if _REAL.search((growth.record.measure or "") + sentence.before(growth, 30)):
                continue
            if _OF_GROWTH.search(sentence.before(growth, 12)):
                continue
            pairs = list(_in_sentence(sentence, growth)) or list(_elsewhere(book, sentence, growth))
            yield from _hold(growth, pairs)


def _in_sentence(sentence: Sentence, growth: Figure) -> Iterator[Pair]:
    levels = [level for level in sentence.levels if level.at >= 0]
    for new in levels:
        if not _is_of(growth, new) or not _is_at(growth, new):
            continue
        for old in levels:
            if old is new or old.unit != new.unit or not _same_kind(old, new):
                continue
            if _says_from(sentence, old, new, growth) or _year_before(old, new, growth):
                yield Pair(old, new, True)


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
    return re.search("同比|环比", (growth.record.measure or "") + sentence.before(growth, 6)) is not None


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
    chained = _ON_PART.search(growth.record.measure or "") is not None
    return previous_period(new.period, chained=chained) == old.period and new.period == growth.period


def _elsewhere(book: Book, sentence: Sentence, growth: Figure) -> Iterator[Pair]:
    words = (growth.record.measure or "") + re.split("[，。；]", sentence.before(growth, 24))[-1]
    chained = _ON_PART.search(words) is not None
    if not growth.period or not growth.name or not (chained or _ON_YEAR.search(words)):
        return
    before = previous_period(growth.period, chained=chained)
    beside = [f for f in sentence.levels if _is_of(growth, f) and f.period == growth.period]
    for unit in {f.unit for f in beside} or _units(book, growth):
        news = beside or book.lookup(growth.name, unit, growth.period)
        for old in book.lookup(growth.name, unit, before):
            for new in news:
                yield Pair(old, new, False)


def _units(book: Book, growth: Figure) -> set[str | None]:
    """The units in which the thing itself is measured."""
    return {unit for unit in book.units if book.lookup(growth.name, unit, growth.period)}


def _hold(growth: Figure, pairs: list[Pair]) -> Iterator[Finding]:
    pairs = [pair for pair in pairs if pair.old.tight.low > 0 and pair.new.tight.low >= 0]
    held = [(verdict(_fits, pair.old, pair.new, Signed(growth)), pair) for pair in pairs]
    good = [pair for ok, pair in held if ok]
    if good:
        yield _says(growth, good[0], None)
    elif held and all(ok is False for ok, _ in held) and _is_one_story(pairs):
        grown = growth_between(pairs[0].old.wide, pairs[0].new.wide)
        severity = slip(grown, Signed(growth)) if grown else None
        if severity:
            yield _says(growth, pairs[0], severity)


def _is_one_story(pairs: list[Pair]) -> bool:
    """Whether the pairs are sure, or all tell the same growth."""
    if any(pair.sure for pair in pairs):
        return True
    rates = [_rate(pair) for pair in pairs]
    return max(rates) - min(rates) < 1 and max(map(abs, rates)) < 500


def _rate(pair: Pair) -> Fraction:
    return 100 * (pair.new.tight.middle / pair.old.tight.middle - 1)


def _says(growth: Figure, pair: Pair, severity: Severity | None) -> Finding:
    new, old = (Fraction(figure.value) * figure.factor for figure in (pair.new, pair.old))
    right = 100 * (new / old - 1)
    return finding(
        "growth_of_levels",
        severity is None,
        f"from {pair.old.text} to {pair.new.text} is {percent(right, growth.text)}, printed {growth.text}",
        [pair.old.value, pair.new.value, growth.value, right],
        [growth.where, pair.new.where, pair.old.where],
        severity=severity or "error",
        suggestion=percent(abs(right), growth.text),
    )


# --- levels and their increase ---------------------------------------------------------------------


def growth_of_increase(book: Book) -> Iterator[Finding]:
    """A growth rate fits the level and its increase: g ∋ 100 · inc / (level − inc).

    For level, increase and growth in one sentence: 达47.6万辆，较上年增加4.4万辆，同比增长10.2%.
    Source: definition of growth.
    """
    for sentence in book.sentences:
        for growth in sentence.figures:
            if growth.record.kind != "growth" or growth.at < 0 or is_compound(growth):
                continue
            found = _increase(sentence, growth)
            if found is None:
                continue
            level, more = found
            ok = verdict(_fits_increase, level, Signed(more), Signed(growth))
            base = level.tight.middle - Signed(more).tight.middle
            severity = slip(_rates_of_increase(level.wide, Signed(more).wide), Signed(growth))
            if ok is None or base <= 0 or (not ok and severity is None):
                continue
            right = 100 * Signed(more).tight.middle / base
            yield finding(
                "growth_of_increase",
                ok,
                f"{more.text} on the way to {level.text} is {percent(right, growth.text)}, "
                f"printed {growth.text}",
                [level.value, more.value, growth.value, right, Fraction(level.value) - Fraction(more.value)],
                [growth.where, more.where, level.where],
                severity=severity or "error",
                suggestion=percent(abs(right), growth.text),
            )


def _increase(sentence: Sentence, growth: Figure) -> tuple[Figure, Figure] | None:
    """The level and the increase beside a growth, all of one thing and in one part of the sentence."""
    placed = [f for f in sentence.figures if f.at >= 0]
    i = placed.index(growth)
    for level, more in ((i - 2, i - 1), (i - 1, i + 1)):  # level, more, growth; or level, growth, more
        if level < 0 or more >= len(placed):
            continue
        found = placed[level], placed[more]
        last = max(growth.end, found[1].end)
        if _are_one_thing(*found, growth) and not re.search(
            "[。；]|其中", sentence.text[found[0].end : last]
        ):
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


def _fits_increase(level: Interval, more: Interval, growth: Interval) -> bool:
    return _rates_of_increase(level, more).meets(growth)


def increase_of_levels(book: Book) -> Iterator[Finding]:
    """An increase is the difference of the two levels: inc = new − old.

    The two levels right before it in the sentence (3.6亿人，较2023年的3.0亿人增长0.6亿人); else levels of the
    same thing at the increase's period and the year before (or, for half years,
    quarters and months, the part before; the one that fits counts), elsewhere in the report. An error
    only for a year against the year before, as the sentence says.
    Source: arithmetic.
    """
    for sentence in book.sentences:
        for more in sentence.figures:
            if more.record.kind not in ("count", "money") or not more.is_change or not more.period:
                continue
            said = list(_said_differences(sentence, more))
            outcomes = said or list(_differences(book, more))
            good = [outcome for outcome in outcomes if outcome[0]]
            on_year = re.fullmatch("[0-9]{4}", more.period) and _ON_YEAR.search(sentence.before(more, 14))
            yearly = said or on_year
            if good or (yearly and len(outcomes) == 1 and outcomes[0][0] is False):
                _, old, new = (good or outcomes)[0]
                right = new.tight.middle - old.tight.middle
                yield finding(
                    "increase_of_levels",
                    bool(good),
                    f"from {old.text} to {new.text} is {show(abs(right))}, printed {more.text}",
                    [old.value, new.value, more.value, right],
                    [more.where, new.where, old.where],
                )


def _said_differences(sentence: Sentence, more: Figure) -> Iterator[tuple[bool | None, Figure, Figure]]:
    before = [f for f in sentence.levels if 0 <= f.at < more.at][-2:]
    if len(before) < 2 or before[0].unit != before[1].unit or before[1].unit != more.unit:
        return
    for old, new in (before, before[::-1]):
        same = old.name == new.name == more.name
        if same and says_from(sentence, old, new) and len(sentence.between(before[1], more)) <= 12:
            yield verdict(_is_difference, old, new, Signed(more)), old, new
            return


def _differences(book: Book, more: Figure) -> Iterator[tuple[bool | None, Figure, Figure]]:
    for chained in (False, True):
        for old in book.lookup(more.name, more.unit, previous_period(more.period or "", chained=chained)):
            for new in book.lookup(more.name, more.unit, more.period):
                if not chained or previous_period(more.period or "", chained=False) != old.period:
                    yield verdict(_is_difference, old, new, Signed(more)), old, new


def _is_difference(old: Interval, new: Interval, more: Interval) -> bool:
    return (new - old).meets(more)
