"""What a figure turned out to be: a reading, a refusal, or something set aside."""

from __future__ import annotations

from dataclasses import dataclass, replace

from report_etl.extract.statements.sentences.figures import Figure
from report_etl.extract.statements.sentences.sentences import Sentence

_NOWHERE = Sentence(0, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as understood, before it becomes a record."""

    figure: Figure
    kind: str
    subject: str | None
    measure: str | None
    base: str | None = None
    direction: str | None = None
    period: str | None = None
    forecast: bool = False
    hedge: str = ""  # 不足全国的一成: the qualifier stands before the whole
    inherited: tuple[str, ...] = ()
    confidence: float = 1.0
    unit: str | None = None
    sentence: Sentence = _NOWHERE

    def undated(self) -> Reading:
        """The reading without a period."""
        return replace(self, period=None, inherited=tuple(x for x in self.inherited if x != "period"))


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a figure stands: its period, and what the sentence says of its comparison."""

    period: str | None
    period_inherited: bool = False
    span: str | None = None  # 由2019年 … 至2024年
    compared: str | None = None  # the printed date it is compared with
    unsure: bool = False  # one of several figures that no list names


@dataclass(frozen=True, slots=True)
class Refusal:
    """A figure that is not sure, or a list whose names and figures do not agree."""

    start: int
    end: int
    kind: str
    reason: str
    readings: tuple[str, ...]

    @classmethod
    def of(cls, figure: Figure, reason: str, kind: str = "") -> Refusal:
        """The refusal of one figure, as a record of a `kind` or of what its unit makes it."""
        kind = kind or ("percentages" if figure.in_per_cent else "quantities")
        return cls(figure.start, figure.end, kind, reason, (figure.quantity.text,))


@dataclass(frozen=True, slots=True)
class Aside:
    """A figure that was understood and is no fact of its own."""

    start: int
    end: int
    rule: str


Outcome = Reading | Refusal | Aside
