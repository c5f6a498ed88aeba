"""The period or periods that a report says it is on: what 报告期内 and 年内 mean in it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from report_etl.extract.statements.periods import periods
from report_etl.extract.statements.periods.today import Dated
from report_etl.language.dates import find_dates
from report_etl.models import DateMention

_SENTENCE: Final = re.compile("[^。！？\n]*报告期(?!末)[^。！？\n]*")
_JOINED: Final = re.compile(r"[\s、/，,和与及]*|以及")
_ENDED: Final = re.compile("止.{1,6}$")  # 截至2024年6月30日止六个月
_ON_ONE: Final = re.compile("年报|[年季]度报告|业绩|[一二三]季报|中报|止.{1,6}$")


def reported_periods(title: str | None, dated: Dated) -> tuple[str, ...]:
    """The years (and the part of one) that 报告期 stands for, in order; empty where the report does not say.

    A prospectus names them beside the word (报告期（2021年、2022年及2023年）); a report on a single period
    names that in its title, or as the months that end on a day.
    """
    for text, dates in dated:
        for sentence in _SENTENCE.finditer(text):
            if years := _run(sentence[0]):
                return years
        ended = [d.iso for d in dates if d.iso and _ENDED.search(d.text)]
        if len(set(ended)) == 1:
            return (ended[0],)
    on = periods.of_caption(title) if title and _ON_ONE.search(title) else None
    return (on,) if on else ()


def _run(sentence: str) -> tuple[str, ...]:
    """The first run of years that a sentence names: 2021年至2023年, or one by one; 2024年1—6月 may end it."""
    found: list[str] = []
    last: DateMention | None = None
    for date in find_dates(sentence):
        steps = next(iter(periods.steps(date.iso or "")), ()) if periods.is_range(date.iso) else (date.iso,)
        if date.forecast or not all(steps):
            continue
        if last and not _JOINED.fullmatch(sentence, last.end, date.start):
            if len(found) > 1:
                break
            found = []
        found, last = [*found, *(step for step in steps if step)], date
    years = [int(step[:4]) for step in found]
    rises = all(later - earlier == 1 for earlier, later in pairwise(years))
    return tuple(found) if len(found) > 1 and rises and all(len(step) == 4 for step in found[:-1]) else ()
