"""Checks of averages and rates against the amounts they are worked out from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from report_etl.audit.book import Book
from report_etl.audit.figures import Figure
from report_etl.audit.findings import may_be_slip
from report_etl.audit.intervals import Interval
from report_etl.audit.weigh import Reading, quotient, weigh
from report_etl.records import Finding

_AVERAGE = re.compile("人均|户均|店均|次均|均价|平均价|客单价|单价")
_SALES = "(?:营业总?收入|营收|销售收入|收入)"
# The rates that are by definition one amount over another: name → part, whole.
_RATES = tuple(
    (re.compile(f"{rate}$"), re.compile(f"{part}$"), re.compile(f"{whole}$"))
    for rate, part, whole in (
        ("产能利用率", "产量", "产能"),
        ("产销率", "销量", "产量"),
        ("(?<!净)毛利率", "毛利(?:润|额)?", _SALES),
        ("净利率|净利润率", "净利润", _SALES),
        ("研发费用率|研发投入占比|研发强度", "研发(?:费用|投入|支出|经费)", _SALES),
        ("资产负债率", "负债(?:总额)?", "资产(?:总额)?"),
    )
)
_PEOPLE = frozenset("人 人次 户 家 名 单 次 件".split())


def average_of_amounts(book: Book) -> Iterator[Finding]:
    """An average is the amount over the number: 人均消费 ∋ 消费总额 / 人数, 均价 ∋ 销售额 / 销量.

    For one sum of money, one number and one average of one period in a sentence. A difference is a
    warning when one may be a slip of the other; else the average is of something else.
    Source: definition of the mean.
    """
    for sentence in book.sentences:
        levels = sentence.levels
        averages = [f for f in levels if _AVERAGE.search((f.record.subject or "") + (f.record.measure or ""))]
        money = [f for f in levels if f.record.kind == "money" and f not in averages]
        numbers = [f for f in levels if f.record.kind == "count" and f not in averages]
        if len(averages) == len(money) == len(numbers) == 1:
            yield from _hold(averages[0], money[0], numbers[0])


def _hold(average: Figure, money: Figure, number: Figure) -> Iterator[Finding]:
    one_period = len({average.period, money.period, number.period}) == 1
    units = {f"{money.unit}/{number.unit}"} | ({money.unit} if number.unit in _PEOPLE else set())
    if average.unit not in units or not one_period or number.tight.low <= 0:
        return
    tight, wide = money.tight.over(number.tight), money.wide.over(number.wide)
    if tight is not None:
        sure = may_be_slip(average.tight.middle, tight.middle)
        everything = Interval(Fraction(0), Fraction(10**15))
        words = f"{money.text} over {number.text} is"
        yield from weigh(
            "average_of_amounts",
            [Reading(average, (money, number), tight, wide or everything, words, sure, "warning")],
        )


def rate_of_amounts(book: Book) -> Iterator[Finding]:
    """A rate is the part over the whole that its name tells: 产能利用率 ∋ 100 · 产量 / 产能.

    Also 产销率, 毛利率, 净利率, 研发费用率, 资产负债率. For one rate, part and whole of one subject and
    period in a sentence. A difference is a warning when one may be a slip of the other.
    Source: the definitions of accounting and of industrial statistics.
    """
    for sentence, rate in book.told("share", "rate"):
        for name, part, whole in _RATES:
            if not name.search(rate.record.measure or ""):
                continue
            same = [
                f
                for f in sentence.levels
                if (f.period, f.record.subject) == (rate.period, rate.record.subject)
            ]
            parts = [f for f in same if part.search(f.record.measure or "")]
            wholes = [f for f in same if whole.search(f.record.measure or "") and f not in parts]
            if len(parts) == len(wholes) == 1 and parts[0].unit == wholes[0].unit:
                yield from _hold_rate(rate, parts[0], wholes[0])


def _hold_rate(rate: Figure, part: Figure, whole: Figure) -> Iterator[Finding]:
    tight, wide = quotient(part.tight, whole.tight), quotient(part.wide, whole.wide)
    exact = quotient(part.face, whole.face).middle
    sure = may_be_slip(rate.tight.middle, tight.middle)
    words = f"{part.text} over {whole.text} is"
    reading = Reading(rate, (part, whole), tight, wide, words, sure, "warning", exact)
    yield from weigh("rate_of_amounts", [reading])
