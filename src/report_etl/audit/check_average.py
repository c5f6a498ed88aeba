"""The check of an average against the amounts it is worked out from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from report_etl.audit.book import Book
from report_etl.audit.figures import Figure
from report_etl.audit.findings import may_be_slip
from report_etl.audit.intervals import Interval
from report_etl.audit.weigh import Reading, weigh
from report_etl.records import Finding

_AVERAGE = re.compile("人均|户均|店均|次均|均价|平均价|客单价|单价")
_PEOPLE = frozenset("人 人次 户 家 名 单 次 件".split())


def average_of_amounts(book: Book) -> Iterator[Finding]:
    """An average is the amount over the number: 人均消费 ∋ 消费总额 / 人数, 均价 ∋ 销售额 / 销量.

    For one sum of money, one number and one average of one period in a sentence. A difference is a
    warning when one may be a slip of the other; else the average is of something else.
    Source: definition of the mean.
    """
    for sentence in book.sentences:
        levels = sentence.levels
        averages = [level for level in levels if _AVERAGE.search(level.record.measure or "")]
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
