"""Checks of shares in sentences: against amounts, and against each other through their base."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from report_etl.audit.book import Book, Figure, alike, finding, show
from report_etl.records import Finding, Percentage

_NEXT_TO = 14  # characters between an amount and its share: 2.3亿人，占整体人口的16.4%
_VAGUE = ("全国", "全球", "世界", "总量", "总数", "总体", "全部", "行业", "全省", "全市")


def _pairs(book: Book) -> Iterator[tuple[Figure, Figure]]:
    """Amounts with the share that stands beside them in the same sentence."""
    for quantities, percentages in book.by_statement.values():
        for share in percentages:
            if share.record.kind not in ("share", "rate"):
                continue
            for amount in quantities:
                gap = max(
                    share.start - amount.record.provenance.end, amount.start - share.record.provenance.end
                )
                if 0 <= gap <= _NEXT_TO and amount.record.kind != "multiple":
                    yield amount, share


def _base(share: Figure) -> str:
    assert isinstance(share.record, Percentage)
    return share.record.base or ""


def implied_base(book: Book) -> Iterator[Finding]:
    """Two amounts with their shares of the same base imply the same base: q₁/p₁ = q₂/p₂."""
    for (first, p), (second, q) in _pairs_of_one_base(book):
        left, right = first.interval.over(p.interval), second.interval.over(q.interval)
        if left is None or right is None:
            continue
        bases = [100 * a.interval.middle / b.interval.middle for a, b in ((first, p), (second, q))]
        hint = 100 * second.interval.middle / bases[0] if bases[0] else Fraction(0)
        good = left.meets(right)
        yield finding(
            "implied_base",
            good,
            f"{first.record.text} as {p.record.text} implies a base of {show(bases[0], 0)}, "
            f"{second.record.text} as {q.record.text} one of {show(bases[1], 0)}",
            [first.value, p.value, second.value, q.value],
            [figure.record.provenance for figure in (first, p, second, q)],
            suggestion=None if good else f"{q.record.text} would be {show(hint, 2)} % of the first base",
        )


def order_of_shares(book: Book) -> Iterator[Finding]:
    """Of one base, the larger amount has the larger share."""
    for (first, p), (second, q) in _pairs_of_one_base(book):
        amounts, shares = first.interval, second.interval
        if amounts.meets(shares) or p.interval.meets(q.interval):
            continue
        good = (amounts.low > shares.high) == (p.interval.low > q.interval.high)
        small, large = (p, q) if amounts.high < shares.low else (q, p)
        yield finding(
            "order_of_shares",
            good,
            f"the smaller amount has {small.record.text}, the larger {large.record.text}",
            [small.value, large.value, first.value, second.value],
            [figure.record.provenance for figure in (p, q, first, second)],
        )


def _pairs_of_one_base(book: Book) -> Iterator[tuple[tuple[Figure, Figure], tuple[Figure, Figure]]]:
    with_base = [pair for pair in _pairs(book) if _base(pair[1])]
    for left, right in combinations(with_base, 2):
        if _one_base(*left, *right):
            yield left, right


def _one_base(first: Figure, p: Figure, second: Figure, q: Figure) -> bool:
    """Whether two shares are of the same base: named alike and not vague, amounts of one unit."""
    if first.unit != second.unit:
        return False
    left, right = _base(p), _base(q)
    if not left or not right or any(left in word or right in word for word in _VAGUE):
        return False
    return alike(left, right)


def share_of_amount(book: Book) -> Iterator[Finding]:
    """A share beside an amount fits a larger amount named before it: p ∋ 100 · part / whole.

    Any whole of the unit in the sentence may fit. That none fits is an alarm only when part and
    share have one subject and the whole is the amount named just before, set apart by 其中.
    """
    for amount, share in _pairs(book):
        if share.start < amount.start or share.record.kind != "share" or _base(share):
            continue
        subject = amount.record.subject
        if not subject or subject != share.record.subject:
            continue
        statement = amount.record.statement or ""
        same_unit = [figure for figure in book.by_statement[statement][0] if figure.unit == amount.unit]
        wholes = [
            whole
            for whole in same_unit
            if whole.start < amount.start and whole.interval.low > amount.interval.high
        ]
        if wholes:
            yield from _hold_share(
                amount, share, wholes, certain=same_unit[0] is wholes[-1] and "其中" in statement
            )


def _hold_share(amount: Figure, share: Figure, wholes: list[Figure], *, certain: bool) -> Iterator[Finding]:
    for whole in wholes:
        ratio = amount.interval.over(whole.interval)
        if ratio is not None and ratio.times(Fraction(100)).meets(share.interval):
            yield _share_finding(amount, share, whole, consistent=True)
            return
    if certain:
        yield _share_finding(amount, share, wholes[-1], consistent=False)


def _share_finding(amount: Figure, share: Figure, whole: Figure, *, consistent: bool) -> Finding:
    right = 100 * amount.interval.middle / whole.interval.middle
    return finding(
        "share_of_amount",
        consistent,
        f"{amount.record.text} of {whole.record.text} is {show(right, 1)} %, printed {share.record.text}",
        [amount.value, whole.value, share.value],
        [figure.record.provenance for figure in (share, amount, whole)],
        suggestion=None if consistent else f"{show(right, 1)} %",
    )


def same_figure(book: Book) -> Iterator[Finding]:
    """What is said twice is said alike: the same thing, unit and period have the same value.

    Figures further apart than a factor of two are taken for different things.
    """
    seen: set[tuple[str, str]] = set()
    groups = [levels for (period, _), levels in book.levels.items() if period]
    for first, second in (pair for levels in groups for pair in combinations(levels, 2)):
        a, b = first.record, second.record
        if a.qualifier in ("over", "under") or b.qualifier in ("over", "under"):
            continue
        if a.statement == b.statement or not _same_words(first.words, second.words):
            continue
        if not first.value or not Fraction(1, 2) < Fraction(second.value) / Fraction(first.value) < 2:
            continue
        if (key := (a.text, b.text)) in seen:
            continue
        seen.add(key)
        yield finding(
            "same_figure",
            first.interval.meets(second.interval),
            f"{a.subject or ''}{a.measure or ''} is {a.text} here and {b.text} there",
            [first.value, second.value],
            [a.provenance, b.provenance],
        )


def _same_words(left: str, right: str) -> bool:
    if not left or not right:
        return False
    shared = len(set(left) & set(right))
    return shared / max(len(set(left)), len(set(right))) >= 0.8
