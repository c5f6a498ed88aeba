"""What was told before: by a figure, and by the paragraphs before one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from report_etl.extract.statements.periods import periods


@dataclass(frozen=True, slots=True)
class Level:
    """A level read before: what a later figure of the same unit may carry on."""

    subject: str | None
    measure: str | None
    period: str | None
    kind: str
    implied: bool
    sentence: int
    base: str | None = None
    direction: str | None = None
    unit: str | None = None
    own: bool = False  # its own clause names the subject
    over: str = ""  # 两年平均: how long a growth took
    part: bool = False  # of a part, behind 其中, of what the sentence is about


def level_before(history: Sequence[Level]) -> str | None:
    """When the level before the last one was, where both are of one thing and of one sentence."""
    if len(history) < 2:
        return None
    before, last = history[-2:]
    same = (before.sentence, before.subject, before.measure) == (last.sentence, last.subject, last.measure)
    return before.period if same and before.period and not periods.is_range(before.period) else None


@dataclass(frozen=True, slots=True)
class Told:
    """What the text before a paragraph leaves to it.

    `period` governs it as a last resort; `year` is the latest one told of as past,
    `whole` the latest one told of as a whole, `ended` the latest one told of up to December, `published`
    the day, month or year of the report; `measure` is what a list under a colon is a list of; `spoken`
    the first measure under the heading, which 分地区看 splits up; `firm` the only one
    that it is about; `owners` of whom each measure was told.
    """

    period: str | None = None
    year: str | None = None
    whole: str | None = None
    ended: str | None = None
    published: str | None = None
    measure: str | None = None
    spoken: str | None = None
    firm: str | None = None
    reported: tuple[str, ...] = ()  # what 报告期 is, year by year
    parts: Mapping[str, str] = field(default_factory=dict)  # -Q1 → 2024: parts of one year only
    owners: Mapping[str, frozenset[str]] = field(default_factory=dict)


def still_told(measure: str | None, levels: Iterable[Level]) -> str | None:
    """The measure a section began with, as long as a paragraph told figures of it, or of no measure."""
    told = [level.measure for level in levels if level.measure]
    return measure if not told or any((measure or "") in name for name in told) else None
