"""How many times as large something is, or was, as something else."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from report_etl.extract.statements.carry import carry_subject, is_partial, told
from report_etl.extract.statements.context import Context
from report_etl.extract.statements.names.heads import Head
from report_etl.extract.statements.names.measures import measure_start
from report_etl.extract.statements.names.phrases import Phrase, cut
from report_etl.extract.statements.names.tails import Tail
from report_etl.extract.statements.periods import periods
from report_etl.extract.statements.readings import Reading, Setting
from report_etl.extract.statements.sentences.figures import Figure, unmask

_RATIO_OF_PRICE: Final = re.compile(r"(?<![A-Z])P/?[EBS]|市盈率|市净率|市销率|估值|EV/EBITDA|倍数")
_BEING: Final = re.compile(r"([^，]{2,12}?)(?:是|相当于)([^，是为的]{2,8})$")
_LONGEST_BASE: Final = 16


def read_multiple(
    figure: Figure, head: Head, tail: Tail, phrase: Phrase, context: Context, setting: Setting
) -> Reading:
    """是煤制氢的2倍, 增长5.5倍, PE为33倍."""
    inherited: set[str] = set()
    if than := _BEING.match(head.phrase):  # 效率是人工|10倍
        head, phrase = replace(head, part_of=than[2]), cut(than[1])
    measure = tail.measure if phrase.verb or not phrase.measure else phrase.measure  # 给予28倍|PE
    if not measure and head.changes and (at := measure_start(head.base or "")):
        measure = (head.base or "")[at:]  # 相比人工效率提升超20倍
    if not measure:
        measure = context.measure or (context.last.measure or "" if context.last else "")
        if measure:
            inherited.add("measure")
    who = carry_subject(phrase.subject, head, context, inherited, unsure=setting.unsure)
    direction = head.direction if head.changes else None
    if direction and is_partial(phrase.measure):
        context.say(phrase.measure)  # 份额翻了一倍，从4%增至8%
    base = unmask(head.part_of or head.base or setting.compared or "")
    if base and not direction and not _RATIO_OF_PRICE.search(measure):
        measure += f"为{base}的倍数" if len(base) <= _LONGEST_BASE else "的倍数"
    if direction and measure:  # 同比增长2.5倍 is no level
        measure += "".join(word for word in (head.label, head.over, head.verb) if word not in measure)
    return told(
        figure,
        "multiple",
        (who, measure),
        inherited,
        setting,
        context,
        period=periods.over_years(setting.span) if direction else None,
        base=base or None,
        direction=direction,
        unit="倍",
    )
