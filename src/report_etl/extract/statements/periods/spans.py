"""What changes later in a sentence, runs over or is held against: noted from its levels and changes."""

from __future__ import annotations

import re

from report_etl.extract.statements.context import Context
from report_etl.extract.statements.names.heads import Head
from report_etl.extract.statements.periods import periods
from report_etl.extract.statements.sentences.vocabulary import words
from report_etl.extract.statements.sentences.words import Word
from report_etl.extract.statements.told import level_before


def remember_base(context: Context, head: Head, measure: str, compared: str | None) -> None:
    """Whether the sentence counts its changes from the year before, or from another time, too."""
    base = head.base if head.base in words("base") else compared
    year = re.match("[0-9]{4}", base or "")
    if year and year[0] == periods.shifted((context.period or "0000")[:4], -1):
        base = periods.YEAR_BEFORE[0]
    context.compare(base or "", head.label or measure)


def remember_span(context: Context, head: Head, period: str | None) -> None:
    """由2019年的 … 升至2024年的 …: what grows afterwards grows over both."""
    if head.has(Word.FROM):
        context.opened = period
    elif head.has(Word.REACH) and context.opened and period:
        context.span = periods.joined(context.opened, period)
        context.opened = context.reach = None
    elif head.has(Word.REACH) and not head.phrase and (before := level_before(context.history)):
        # 2019年为3400家，2023年增至7200家，增长112%
        context.span = periods.joined(before, period) if period else None
