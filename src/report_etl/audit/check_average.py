"""Checks of averages and rates against the amounts they are worked out from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from report_etl.audit.book import Book
from report_etl.audit.findings import may_be_slip, reading, weigh
from report_etl.audit.intervals import Interval, share_of
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
        averages = [f for f in sentence.levels if _AVERAGE.search(f.said)]
        money = [f for f in sentence.levels if f.kind == "money" and f not in averages]
        numbers = [f for f in sentence.levels if f.kind == "count" and f not in averages]
        if not len(averages) == len(money) == len(numbers) == 1:
            continue
        average, parts = averages[0], (money[0], numbers[0])
        of_people = average.unit == money[0].unit and numbers[0].unit in _PEOPLE
        units = of_people or average.unit == f"{money[0].unit}/{numbers[0].unit}"
        if units and len({f.period for f in (average, *parts)}) == 1:
            held = reading(average, parts, Interval.over, f"{parts[0].text} over {parts[1].text} is")
            sure = may_be_slip(average.middle, held.tight.middle)
            yield from weigh("average_of_amounts", [replace(held, sure=sure, severity="warning")])


def rate_of_amounts(book: Book) -> Iterator[Finding]:
    """A rate is the part over the whole that its name tells: 产能利用率 ∋ 100 · 产量 / 产能.

    Also 产销率, 毛利率, 净利率, 研发费用率, 资产负债率. For one rate, part and whole of one subject and
    period in a sentence. A difference is a warning when one may be a slip of the other.
    Source: the definitions of accounting and of industrial statistics.
    """
    for sentence, rate in book.told("share", "rate"):
        same = [f for f in sentence.levels if (f.period, f.subject) == (rate.period, rate.subject)]
        for name, part, whole in _RATES:
            if name.search(rate.measure):
                found = [[f for f in same if pattern.search(f.measure)] for pattern in (part, whole)]
                if all(len(figures) == 1 for figures in found) and found[0][0].unit == found[1][0].unit:
                    parts = (found[0][0], found[1][0])
                    held = reading(rate, parts, share_of, f"{parts[0].text} over {parts[1].text} is")
                    sure = may_be_slip(rate.middle, held.tight.middle)
                    yield from weigh("rate_of_amounts", [replace(held, sure=sure, severity="warning")])


CHECKS = (average_of_amounts, rate_of_amounts)
