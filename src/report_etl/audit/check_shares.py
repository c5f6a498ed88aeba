"""Checks of shares in sentences: against amounts, and against each other through their base."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from report_etl.audit.book import Book
from report_etl.audit.figures import Figure, Sentence, of_one_source
from report_etl.audit.findings import finding, percent, show
from report_etl.audit.intervals import Interval, verdict
from report_etl.audit.names import same_thing
from report_etl.audit.pairs import Pair, is_vague, listed_together, pairs_of
from report_etl.audit.periods import plain_period, same_end
from report_etl.audit.weigh import Reading, quotient, weigh
from report_etl.records import Finding

_WHOLE_WORDS = re.compile("整体|全部|全国|我国|中国|总体|总的|总|的|全")
_PLACES = (("全国", "我国", "中国"), ("全球", "世界"))
_MOST_OF_ONE_BASE = 20


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
        wholes = {id(pair): list(_wholes(book, sentence, pair)) for pair in pairs}
        shared = [w.figure for p in pairs for w in wholes[id(p)] if _fits(p, w.figure) and is_vague(p.base)]
        for pair in pairs:
            yield from _hold_share(pair, wholes[id(pair)], shared if is_vague(pair.base) else [])


def _hold_share(pair: Pair, wholes: list[Whole], shared: list[Figure]) -> Iterator[Finding]:
    good = next((_reading(pair, whole.figure) for whole in wholes if _fits(pair, whole.figure)), None)
    sure = [whole.figure for whole in wholes if whole.sure]
    sure += [whole for whole in shared if whole is not pair.amount and whole.unit == pair.amount.unit]
    if good is not None:
        yield from weigh("share_of_amount", [good])
    elif len({whole.tight.middle for whole in sure}) == 1:
        yield from weigh("share_of_amount", [_reading(pair, sure[0])])


def _reading(pair: Pair, whole: Figure) -> Reading:
    part = pair.amount
    tight, wide = quotient(part.tight, whole.tight), quotient(part.wide, whole.wide)
    exact = quotient(part.face, whole.face).middle
    return Reading(pair.share, (part, whole), tight, wide, f"{part.text} of {whole.text} is", exact=exact)


def _fits(pair: Pair, whole: Figure) -> bool:
    return _reading(pair, whole).fits is True


def _wholes(book: Book, sentence: Sentence, pair: Pair) -> Iterator[Whole]:
    if pair.whole is not None:
        yield Whole(pair.whole, True)
        return
    amount, share = pair.amount, pair.share
    inside = [
        level
        for level in sentence.levels
        if _is_larger(level, amount)
        and level.at < min(amount.at, share.at)
        and not listed_together(sentence, level, amount)
    ]
    for whole in reversed(inside):
        alone = len(inside) == 1 and (_is_named(whole, pair.base) or _is_everything(whole, pair))
        yield Whole(whole, alone or _is_set_apart(sentence, whole, inside, pair))
    for whole in sentence.levels:
        if whole.at > max(amount.at, share.at) and _is_larger(whole, amount) and _is_named(whole, pair.base):
            yield Whole(whole, True)  # 占营业收入的12.0%，营业收入为35亿元
    for back, other in enumerate(book.context(sentence, 6)):
        for whole in reversed(other.levels):
            if _is_larger(whole, amount):
                named = _is_named(whole, pair.base) or _is_everything(whole, pair) or _holds(whole, pair)
                if named or back < 3:
                    sure = named and same_end(whole.period, amount.period) and _is_kin(whole, pair)
                    yield Whole(whole, sure)


def _is_kin(whole: Figure, pair: Pair) -> bool:
    """Whether a whole told of elsewhere is of the same thing, where the base only names a measure."""
    if _WHOLE_WORDS.sub("", pair.base) != whole.record.measure:
        return True
    mine, its = pair.amount.record.subject or "", whole.record.subject or ""
    return not mine or not its or mine in its or its in mine


def _is_everything(whole: Figure, pair: Pair) -> bool:
    """Whether a share of the country or the world is of this amount: of the same place and measure."""
    place = next((place for place in _PLACES if pair.base in place), None)
    subject = whole.record.subject or ""
    same = bool(whole.record.measure) and whole.record.measure == pair.amount.record.measure
    return place is not None and subject.startswith(place) and same


def _holds(whole: Figure, pair: Pair) -> bool:
    """Whether an amount has the measure of the part and a wider subject: 公司营业收入, 公司境外收入."""
    part, subject = pair.amount.record, whole.record.subject
    if not subject or not part.subject or not part.measure or not is_vague(pair.base):
        return False
    named = (pair.share.record.measure or "").startswith(part.measure)
    inside = part.subject.startswith(subject) and part.subject != subject
    return named and inside and (whole.record.measure or "").endswith(part.measure)


def _is_larger(whole: Figure, part: Figure) -> bool:
    return (
        whole is not part
        and whole.unit == part.unit
        and whole.wide.high >= part.wide.low
        and (whole.tight.low >= part.tight.high)
    )


def _is_set_apart(sentence: Sentence, whole: Figure, inside: list[Figure], pair: Pair) -> bool:
    """Whether the sentence goes from the whole to its parts: W，其中A，占p; or W，甲占p，折合A."""
    same = [level for level in sentence.levels if level.unit == whole.unit]
    if same[0] is not whole or not is_vague(pair.base) or not same_end(whole.period, pair.amount.period):
        return False
    if any(other.amount is whole and is_vague(other.base) for other in pairs_of(sentence)):
        return False  # W，占24.0%，其中A，占12.0%: both may be of one and the same
    if pair.share.at < pair.amount.at:
        return len(inside) == 1 and not any(whole.at < f.at < pair.share.at for f in sentence.figures)
    return "其中" in sentence.text[whole.end : pair.amount.at] and len(inside) == 1


def _is_named(whole: Figure, base: str) -> bool:
    """Whether a share is of this amount by name: 占市场规模的20.9%."""
    words, name = (text.replace("进出口", "贸易") for text in (_WHOLE_WORDS.sub("", base), whole.name))
    if is_vague(base):
        return False
    if whole.record.measure == words and len(words) >= 2:
        return True
    return len(words) >= 3 and (same_thing(name, words) or set(words) <= set(name))


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
        bases = [100 * pair.amount.tight.middle / pair.share.tight.middle for pair in (first, second)]
        hint = 100 * second.amount.tight.middle / bases[0]
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
    left, right = first.over(p), second.over(q)
    return left is None or right is None or left.meets(right)


def order_of_shares(book: Book) -> Iterator[Finding]:
    """Of one base, the larger amount has the larger share; a part has no larger share than its whole.

    Source: arithmetic; needs no other figure than the two pairs.
    """
    for first, second in _of_one_base(book):
        a, b, p, q = first.amount.wide, second.amount.wide, first.share.wide, second.share.wide
        if a.meets(b) or p.meets(q):
            continue
        small, large = (first, second) if a.high < b.low else (second, first)
        ok = small.share.wide.low < large.share.wide.low
        yield finding(
            "order_of_shares",
            ok,
            f"the smaller amount {small.amount.text} has {small.share.text}, "
            f"the larger {large.amount.text} has {large.share.text}",
            [small.share.value, large.share.value, small.amount.value, large.amount.value],
            [f.where for f in (small.share, large.share, small.amount, large.amount)],
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
            periods = {plain_period(period) for period in printed if period}
            sentences = [book.sentences[pair.amount.sentence] for pair in (first, second)]
            if len(periods) < 2 and first.share is not second.share and of_one_source(*sentences):
                yield first, second
