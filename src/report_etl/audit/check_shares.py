"""Checks of shares in sentences: against amounts, and against each other through their base."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from report_etl.audit.book import Book
from report_etl.audit.figures import Figure, Sentence
from report_etl.audit.findings import Reading, finding, may_be_slip, percent, reading, show, weigh
from report_etl.audit.intervals import Interval, share_of, verdict
from report_etl.audit.names import same_thing
from report_etl.audit.pairs import Pair, is_vague, pairs_of
from report_etl.audit.periods import plain_period, same_end
from report_etl.records import Finding

_WHOLE_WORDS = re.compile("整体|全部|全国|我国|中国|总体|总的|总|的|全")
_PLACES = (("全国", "我国", "中国"), ("全球", "世界"))
_MOST_OF_ONE_BASE = 20
_WHICH = re.compile("^，[^，。；]{2,}的(?:共?有|为|达到?|约)+$")  # 1850户，产值超亿元的有222户


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """An amount that a share may be of; `sure` when the words leave no other."""

    figure: Figure
    sure: bool


def share_of_amount(book: Book) -> Iterator[Finding]:
    """A share beside an amount fits the whole it is of: p ∋ 100 · part / whole.

    Wholes are larger amounts of the unit: printed inside the share (占全球新增装机530GW的52.4%), before it
    in the sentence, named by its base, or in the sentences before. Any that fits will do. That none
    fits is an error when the words leave one whole: it is printed inside, set apart by 其中, named by
    the base, of the same measure where the base is 全国 or 全球, or it fits another part of the sentence.
    Source: definition of a share.
    """
    for sentence in book.sentences:
        pairs = list(pairs_of(sentence))
        wholes = {id(pair): list(_wholes(book, sentence, pair, pairs)) for pair in pairs}
        shared = [w.figure for p in pairs for w in wholes[id(p)] if _fits(p, w.figure) and is_vague(p.base)]
        for pair in pairs:
            yield from _hold_share(pair, wholes[id(pair)], shared if is_vague(pair.base) else [])


def _hold_share(pair: Pair, wholes: list[Whole], shared: list[Figure]) -> Iterator[Finding]:
    good = next((_reading(pair, whole.figure) for whole in wholes if _fits(pair, whole.figure)), None)
    sure = [whole.figure for whole in wholes if whole.sure]
    sure += [whole for whole in shared if whole is not pair.amount and whole.unit == pair.amount.unit]
    if good is not None:
        yield from weigh("share_of_amount", [good])
    elif len({whole.middle for whole in sure}) == 1:
        yield from weigh("share_of_amount", [_reading(pair, sure[0])])


def _reading(pair: Pair, whole: Figure) -> Reading:
    return reading(pair.share, (pair.amount, whole), share_of, f"{pair.amount.text} of {whole.text} is")


def _fits(pair: Pair, whole: Figure) -> bool:
    return _reading(pair, whole).fits is True


def _wholes(book: Book, sentence: Sentence, pair: Pair, pairs: list[Pair]) -> Iterator[Whole]:
    if pair.whole is not None:
        yield Whole(pair.whole, True)
        return
    amount = pair.amount
    first, last = sorted((amount.at, pair.share.at))
    larger = [level for level in sentence.levels if _is_larger(level, amount)]
    inside = [level for level in larger if level.at < first and not sentence.listed(level, amount)]
    for whole in reversed(inside):
        alone = len(inside) == 1 and (_is_named(whole, pair.base) or _is_everything(whole, pair))
        yield Whole(whole, alone or (len(inside) == 1 and _is_set_apart(sentence, whole, pair, pairs)))
    for whole in larger:
        if whole.at > last and _is_named(whole, pair.base):
            yield Whole(whole, True)  # 占营业收入的12.0%，营业收入为35亿元
    for back, other in enumerate(book.context(sentence, 6)):
        for whole in reversed(other.levels):
            if _is_larger(whole, amount):
                named = _is_named(whole, pair.base) or _is_everything(whole, pair) or _holds(whole, pair)
                if named or back < 3:
                    sure = named and same_end(whole.period, amount.period) and _is_kin(whole, pair)
                    yield Whole(whole, sure and may_be_slip(pair.share.value, _reading(pair, whole).exact))


def _is_kin(whole: Figure, pair: Pair) -> bool:
    """Whether a whole told of elsewhere is of the same thing, where the base only names a measure."""
    mine, its = pair.amount.subject, whole.subject
    return _WHOLE_WORDS.sub("", pair.base) != whole.measure or mine in its or its in mine


def _is_everything(whole: Figure, pair: Pair) -> bool:
    """Whether a share of the country or the world is of this amount: of the same place and measure."""
    same = bool(whole.measure) and whole.measure == pair.amount.measure
    return same and any(pair.base in place and whole.subject.startswith(place) for place in _PLACES)


def _holds(whole: Figure, pair: Pair) -> bool:
    """Whether an amount has the measure of the part and a wider subject: 公司营业收入, 公司境外收入."""
    subject, part = whole.subject, pair.amount
    named = bool(part.measure) and pair.share.measure.startswith(part.measure) and is_vague(pair.base)
    inside = subject not in ("", part.subject) and part.subject.startswith(subject)
    return named and inside and whole.measure.endswith(part.measure)


def _is_larger(whole: Figure, part: Figure) -> bool:
    return whole is not part and whole.unit == part.unit and whole.tight.low >= part.tight.high


def _is_set_apart(sentence: Sentence, whole: Figure, pair: Pair, pairs: list[Pair]) -> bool:
    """Whether the sentence goes from the whole to its parts: W，其中A，占p; or W，甲占p，折合A."""
    first = next(level for level in sentence.levels if level.unit == whole.unit)
    if first is not whole or not is_vague(pair.base) or not same_end(whole.period, pair.amount.period):
        return False
    if any(other.amount is whole and is_vague(other.base) for other in pairs):
        return False  # W，占24.0%，其中A，占12.0%: both may be of one and the same
    if pair.share.at < pair.amount.at:
        return sentence.free(whole, pair.share)
    gap = sentence.text[whole.end : pair.amount.at]
    return "其中" in gap or _WHICH.search(gap) is not None


def _without_look_alikes(name: str) -> str:
    """A name in which no word holds the characters of another measure: 进出口 those of 出口."""
    return name.replace("进出口", "贸易").replace("主营业务", "主业")


def _is_named(whole: Figure, base: str) -> bool:
    """Whether a share is of this amount by name: 占市场规模的20.9%."""
    words, name = map(_without_look_alikes, (_WHOLE_WORDS.sub("", base), whole.name))
    if is_vague(base) or len(words) < 2:
        return False
    return whole.measure == words or (len(words) > 2 and (same_thing(name, words) or set(words) <= set(name)))


# --- two shares of one base --------------------------------------------------------------------------


def implied_base(book: Book) -> Iterator[Finding]:
    """Two amounts with their shares of the same base imply the same base: q₁/p₁ = q₂/p₂.

    Only bases named alike and not vague (not 全国, 总量), amounts of one unit, no two different years.
    Source: arithmetic; 2.3亿人 as 16.4 % and 3.5亿人 as 4.8 % of one population cannot both hold.
    """
    for first, second in _of_one_base(book):
        ok = verdict(_one_base, first.amount, first.share, second.amount, second.share)
        if ok is None:
            continue
        bases = [100 * pair.amount.middle / pair.share.middle for pair in (first, second)]
        hint = 100 * second.amount.middle / bases[0]
        yield finding(
            "implied_base",
            ok,
            f"{first.amount.text} as {first.share.text} implies a base of {show(bases[0], 0)}, "
            f"{second.amount.text} as {second.share.text} one of {show(bases[1], 0)}",
            [first.amount.value, first.share.value, second.amount.value, second.share.value],
            [figure.where for pair in (first, second) for figure in (pair.amount, pair.share)],
            suggestion=f"{second.share.text} would be {percent(hint, '0.00')} of the first base",
        )


def _one_base(first: Interval, p: Interval, second: Interval, q: Interval) -> bool:
    return first.over(p).meets(second.over(q))


def order_of_shares(book: Book) -> Iterator[Finding]:
    """Of one base, the larger amount has the larger share; a part has no larger share than its whole.

    Source: arithmetic; needs no other figure than the two pairs.
    """
    for pairs in _of_one_base(book):
        small, large = sorted(pairs, key=lambda pair: pair.amount.middle)
        if small.amount.wide.meets(large.amount.wide) or small.share.wide.meets(large.share.wide):
            continue
        figures = (small.share, large.share, small.amount, large.amount)
        yield finding(
            "order_of_shares",
            small.share.wide.low < large.share.wide.low,
            f"the smaller amount {small.amount.text} has {small.share.text}, "
            f"the larger {large.amount.text} has {large.share.text}",
            [figure.value for figure in figures],
            [figure.where for figure in figures],
        )


def _of_one_base(book: Book) -> Iterator[tuple[Pair, Pair]]:
    groups: dict[tuple[str | None, str], list[Pair]] = defaultdict(list)
    for sentence in book.sentences:
        for pair in pairs_of(sentence):
            base = _WHOLE_WORDS.sub("", pair.base)
            if not is_vague(pair.base) and not is_vague(base) and pair.whole is None:
                groups[pair.amount.unit, base].append(pair)
    for pairs in groups.values():
        for first, second in combinations(pairs[:_MOST_OF_ONE_BASE], 2):
            printed = [pair.amount.period for pair in (first, second)]
            if "同期" in first.base and None in printed:
                continue  # two times that only their sentences know
            left, right = (book.sentences[pair.amount.sentence] for pair in (first, second))
            if len({plain_period(period) for period in printed if period}) < 2 and left.of_one_source(right):
                yield first, second


CHECKS = (share_of_amount, implied_base, order_of_shares)
