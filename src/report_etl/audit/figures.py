"""Figures with what they stand for, and the sentences they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from report_etl.audit.intervals import Interval, Printed, at_most, exactly, printed
from report_etl.audit.names import full_name
from report_etl.language.script import simplified
from report_etl.records import Percentage, Provenance, Quantity

# Unit → common unit and how many of it: figures of one dimension are compared.
_UNITS: dict[str, tuple[str, Fraction]] = {
    "GW": ("千瓦", Fraction(10**6)),
    "吉瓦": ("千瓦", Fraction(10**6)),
    "MW": ("千瓦", Fraction(10**3)),
    "兆瓦": ("千瓦", Fraction(10**3)),
    "kW": ("千瓦", Fraction(1)),
    "GWh": ("千瓦时", Fraction(10**6)),
    "吉瓦时": ("千瓦时", Fraction(10**6)),
    "MWh": ("千瓦时", Fraction(10**3)),
    "兆瓦时": ("千瓦时", Fraction(10**3)),
    "kWh": ("千瓦时", Fraction(1)),
    "度": ("千瓦时", Fraction(1)),
    "公斤": ("吨", Fraction(1, 1000)),
    "千克": ("吨", Fraction(1, 1000)),
    "kg": ("吨", Fraction(1, 1000)),
    "平方公里": ("平方米", Fraction(10**6)),
    "平方千米": ("平方米", Fraction(10**6)),
    "平米": ("平方米", Fraction(1)),
    "㎡": ("平方米", Fraction(1)),
    "千米": ("公里", Fraction(1)),
    "km": ("公里", Fraction(1)),
    "元/股": ("元", Fraction(1)),
}


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
        return printed(self.value, self.record.text, self.record.qualifier)

    @cached_property
    def tight(self) -> Interval:
        """What the words say."""
        return self._own.times(self.factor)

    @cached_property
    def wide(self) -> Interval:
        """What they may mean at most."""
        if self.record.value is None:
            return self.tight
        return at_most(self._own, self.value, self.record.text, self.record.qualifier).times(self.factor)

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
    def text(self) -> str:
        return self.record.text

    @property
    def start(self) -> int:
        return self.record.provenance.start

    @property
    def end(self) -> int:
        """Where it ends in the text of its sentence."""
        return self.at + len(self.record.text)

    @property
    def period(self) -> str | None:
        return self.record.period

    @property
    def where(self) -> Provenance:
        return self.record.provenance

    @property
    def is_change(self) -> bool:
        """Whether it is by how much something changed, not how much there is."""
        return self.record.direction is not None or self.record.kind in ("growth", "change_points")

    @property
    def signed(self) -> Printed:
        """A change with its sign, anything else as it is."""
        return _Signed(self) if self.is_change else self

    @property
    def is_exact(self) -> bool:
        """Whether it is one value without 约, 超 or the like."""
        return self.record.value is not None and self.record.qualifier == "exact"

    def __repr__(self) -> str:
        return f"<{self.name} {self.text} {self.period}>"


@dataclass(frozen=True, slots=True, eq=False)
class _Signed:
    """A change with its sign: a fall is negative, also one that is only printed with a minus."""

    figure: Figure

    @property
    def _falls(self) -> bool:
        return self.figure.record.direction == "down" or self.figure.text[:1] in tuple("-−－–")

    @property
    def tight(self) -> Interval:
        return -self.figure.tight if self._falls else self.figure.tight

    @property
    def wide(self) -> Interval:
        return -self.figure.wide if self._falls else self.figure.wide


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence (in simplified characters) with the figures found in it, in order of the text."""

    index: int
    text: str
    figures: tuple[Figure, ...]

    @property
    def levels(self) -> list[Figure]:
        """Amounts that are neither changes nor multiples."""
        return [f for f in self.figures if isinstance(f.record, Quantity) and _is_level(f)]

    @property
    def shares(self) -> list[Figure]:
        """Shares and rates, but for those that their clause calls a change (降幅最大，为4.3%)."""
        found = [f for f in self.figures if f.record.kind in ("share", "rate")]
        return [f for f in found if not _CHANGE.search(self.before(f, 12))]

    def between(self, left: Figure, right: Figure) -> str:
        """The words between two figures, the left one first."""
        return self.text[left.end : right.at]

    def before(self, figure: Figure, most: int = 20) -> str:
        """The words right before a figure."""
        return self.text[max(0, figure.at - most) : figure.at]

    @property
    def cited(self) -> str | None:
        """The body whose data the sentence says it gives (根据某协会数据), None where it names none."""
        found = _CITED.search(self.text)
        return found[1] if found else None

    def clause(self, figure: Figure, most: int) -> str:
        """The words of its clause before a figure."""
        return _CLAUSE_END.split(self.before(figure, most))[-1]

    def clause_after(self, figure: Figure, most: int) -> str:
        """The words of its clause behind a figure."""
        return _CLAUSE_END.split(self.text[figure.end : figure.end + most])[0]

    def free(self, left: Figure, right: Figure) -> bool:
        """Whether no other figure stands between the two."""
        return not any(left.at < figure.at < right.at for figure in self.figures)


def _is_level(figure: Figure) -> bool:
    return figure.record.kind != "multiple" and figure.record.direction is None


_CLAUSE_END = re.compile("[，。；]")
_CITED = re.compile("据([^，。；据]{2,20}?)(?:的?(?:数据|统计|测算|预测|报告|显示|披露|预计|研究|调查))")
_CHANGE = re.compile("[增降涨跌](?:幅|速)[^。；%]{0,8}$")
_MOST_FIGURES = 60  # of one sentence; what has more is a list nobody wrote as a sentence


def of_one_source(left: Sentence, right: Sentence) -> bool:
    """Whether two sentences may give the data of one body: not when each names another."""
    return None in (left.cited, right.cited) or left.cited == right.cited


def common_unit(unit: str | None) -> tuple[str | None, Fraction]:
    """The unit by which figures are compared, and how many of it one of `unit` is."""
    return _UNITS.get(unit or "", (unit, Fraction(1)))


def to_figures(records: Iterable[Quantity | Percentage]) -> Iterator[Figure]:
    """A figure for each record that has one value, or is a range of percentages (of amounts: too vague)."""
    for record in records:
        whole = isinstance(record, Percentage) and record.low is not None and record.high is not None
        if record.value is None and not whole:
            continue
        unit, factor = common_unit(record.unit if isinstance(record, Quantity) else None)
        yield Figure(record, unit, factor, full_name(record.subject, record.measure))


def to_sentences(figures: Iterable[Figure]) -> list[Sentence]:
    """Figures of running text, in order of the text, grouped by the sentence they stand in."""
    groups: list[list[Figure]] = []
    for figure in sorted(figures, key=lambda figure: figure.start):
        if not figure.record.statement:
            continue
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
