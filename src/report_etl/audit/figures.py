"""Figures with what they stand for, and the sentences they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from report_etl.audit.intervals import Interval, Printed, at_most, exactly, printed
from report_etl.audit.names import full_name
from report_etl.language.script import simplified
from report_etl.records import Percentage, Provenance, Quantity

# Figures of one dimension are compared in its common unit: how many of it each unit is.
_DIMENSIONS: dict[str, dict[str, int | Fraction]] = {
    "千瓦": {"GW": 10**6, "吉瓦": 10**6, "MW": 1000, "兆瓦": 1000, "kW": 1},
    "千瓦时": {"GWh": 10**6, "吉瓦时": 10**6, "MWh": 1000, "兆瓦时": 1000, "kWh": 1, "度": 1},
    "吨": dict.fromkeys(("公斤", "千克", "kg"), Fraction(1, 1000)),
    "平方米": {"平方公里": 10**6, "平方千米": 10**6, "平米": 1, "㎡": 1},
    "公里": {"千米": 1, "km": 1},
    "元": {"元/股": 1},
}
_UNITS = {
    unit: (common, Fraction(many)) for common, units in _DIMENSIONS.items() for unit, many in units.items()
}
_CLAUSE_END = re.compile("[，。；]")
_CITED = re.compile("据([^，。；据]{2,20}?)(?:的?(?:数据|统计|测算|预测|报告|显示|披露|预计|研究|调查))")
_CHANGE = re.compile("[增降涨跌](?:幅|速)[^。；%]{0,8}$")
_MOST_FIGURES = 60  # of one sentence; what has more is a list nobody wrote as a sentence


@dataclass(frozen=True, eq=False)
class Figure:
    """A quantity or percentage with the intervals it stands for (in the common unit; per cent).

    `unit` is the common unit, `factor` how many of it one printed unit is; `name` what it is about. `at`
    is its offset in the text of its sentence (-1 when it is not found there), `table` the index of the
    table it stands in (None in running text), `sentence` that of its sentence.
    """

    record: Quantity | Percentage
    unit: str | None
    factor: Fraction
    name: str
    at: int = -1
    table: int | None = None
    sentence: int = -1

    @cached_property
    def _own(self) -> Interval:
        low, high = self.record.low, self.record.high
        if low is not None and high is not None:  # 30%-40%
            return Interval(Fraction(low), Fraction(high))
        return printed(self.value, self.text, self.record.qualifier)

    @cached_property
    def tight(self) -> Interval:
        """What the words say."""
        return self._own.times(self.factor)

    @cached_property
    def wide(self) -> Interval:
        """What they may mean at most."""
        if self.record.value is None:
            return self.tight
        return at_most(self._own, self.value, self.text, self.record.qualifier).times(self.factor)

    @property
    def value(self) -> Decimal:
        """The value, of a range its lower end."""
        value = self.record.low if self.record.value is None else self.record.value
        assert value is not None
        return value

    @property
    def face(self) -> Interval:
        """The value as printed, whatever rounding and 约 allow, in the common unit."""
        return exactly(Fraction(self.value) * self.factor)

    @property
    def middle(self) -> Fraction:
        return self.tight.middle

    @property
    def kind(self) -> str:
        return self.record.kind

    @property
    def subject(self) -> str:
        return self.record.subject or ""

    @property
    def measure(self) -> str:
        return self.record.measure or ""

    @property
    def said(self) -> str:
        """Subject and measure as the records have them."""
        return self.subject + self.measure

    @property
    def base(self) -> str:
        """What a share is of, as the sentence says; empty when it does not say."""
        return (self.record.base if isinstance(self.record, Percentage) else None) or ""

    @property
    def text(self) -> str:
        return self.record.text

    @property
    def period(self) -> str | None:
        return self.record.period

    @property
    def where(self) -> Provenance:
        return self.record.provenance

    @property
    def end(self) -> int:
        """Where it ends in the text of its sentence."""
        return self.at + len(self.text)

    @property
    def is_change(self) -> bool:
        """Whether it is by how much something changed, not how much there is."""
        return self.record.direction is not None or self.kind in ("growth", "change_points")

    @property
    def is_level(self) -> bool:
        """Whether it is an amount that is neither a change nor a multiple."""
        return isinstance(self.record, Quantity) and self.kind != "multiple" and self.record.direction is None

    @property
    def signed(self) -> Printed:
        """A change with its sign (a fall is negative, also one that is only printed with a minus)."""
        falls = self.record.direction == "down" or self.text[:1] in tuple("-−－–")
        return _Negative(self) if self.is_change and falls else self

    @property
    def is_exact(self) -> bool:
        """Whether it is one value without 约, 超 or the like."""
        return self.record.value is not None and self.record.qualifier == "exact"


@dataclass(frozen=True, slots=True, eq=False)
class _Negative:
    figure: Figure

    @property
    def face(self) -> Interval:
        return -self.figure.face

    @property
    def tight(self) -> Interval:
        return -self.figure.tight

    @property
    def wide(self) -> Interval:
        return -self.figure.wide


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence (in simplified characters) with the figures found in it, in order of the text."""

    index: int
    text: str
    figures: tuple[Figure, ...]

    @property
    def levels(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.is_level]

    @property
    def shares(self) -> list[Figure]:
        """Shares and rates, but for those that their clause calls a change (降幅最大，为4.3%)."""
        found = [f for f in self.figures if f.kind in ("share", "rate")]
        return [f for f in found if not _CHANGE.search(self.before(f, 12))]

    def between(self, left: Figure, right: Figure) -> str:
        """The words between two figures, the left one first."""
        return self.text[left.end : right.at]

    def before(self, figure: Figure, most: int = 20) -> str:
        """The words right before a figure."""
        return self.text[max(0, figure.at - most) : figure.at]

    def clause(self, figure: Figure, most: int) -> str:
        """The words of its clause before a figure."""
        return _CLAUSE_END.split(self.before(figure, most))[-1]

    def clause_after(self, figure: Figure, most: int) -> str:
        """The words of its clause behind a figure."""
        return _CLAUSE_END.split(self.text[figure.end : figure.end + most])[0]

    def free(self, left: Figure, right: Figure) -> bool:
        """Whether no other figure stands between the two."""
        return not any(left.at < figure.at < right.at for figure in self.figures)

    def listed(self, first: Figure, last: Figure) -> bool:
        """Whether two amounts are items of one list: 1143.6亿元、594.6亿元和628.6亿元."""
        levels = [level for level in self.levels if first.at <= level.at <= last.at]
        gaps = [self.between(left, right) for left, right in pairwise(levels)]
        return bool(gaps) and all(re.fullmatch("[、，,]?(?:和|与|及|以及)?", gap) for gap in gaps)

    def of_one_source(self, other: Sentence) -> bool:
        """Whether two sentences may give the data of one body: not when each names another (据某协会数据)."""
        left, right = _CITED.search(self.text), _CITED.search(other.text)
        return left is None or right is None or left[1] == right[1]


def common_unit(unit: str | None) -> tuple[str | None, Fraction]:
    """The unit by which figures are compared, and how many of it one of `unit` is."""
    return _UNITS.get(unit or "", (unit, Fraction(1)))


def to_figures(records: Iterable[Quantity | Percentage]) -> Iterator[Figure]:
    """A figure for each record that has one value, or is a range of percentages (of amounts: too vague)."""
    for record in records:
        is_range = isinstance(record, Percentage) and record.low is not None and record.high is not None
        if record.value is not None or is_range:
            unit, factor = common_unit(record.unit if isinstance(record, Quantity) else None)
            yield Figure(record, unit, factor, full_name(record.subject, record.measure))


def to_sentences(figures: Iterable[Figure]) -> list[Sentence]:
    """Figures of running text, in order of the text, grouped by the sentence they stand in."""
    groups: list[list[Figure]] = []
    for figure in sorted(figures, key=lambda figure: figure.where.start):
        last = groups[-1] if groups else []
        if not last or last[-1].record.statement != figure.record.statement or len(last) >= _MOST_FIGURES:
            groups.append([])
        groups[-1].append(figure)
    found: list[Sentence] = []
    for group in groups:
        text = group[0].record.statement or ""
        if placed := tuple(_placed(group, text, len(found))):
            found.append(Sentence(len(found), simplified(text), placed))
    return found


def _placed(group: list[Figure], text: str, sentence: int) -> Iterator[Figure]:
    """The figures that stand in the text as printed, with their places."""
    reached = 0
    for figure in group:
        at = text.find(figure.text, reached)
        if at >= 0:
            reached = at + len(figure.text)
            yield replace(figure, at=at, sentence=sentence)
