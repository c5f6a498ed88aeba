"""What a sentence leaves unsaid: subject, measure and period carried over from the words before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from report_etl.extract.statements.names.firms import is_firm
from report_etl.extract.statements.names.nouns import counted_names, is_guesser, names_nothing, refers_back
from report_etl.extract.statements.periods.periods import YEAR_BEFORE, covers, is_range, joined, last_part
from report_etl.extract.statements.sentences.vocabulary import longest_first, words
from report_etl.extract.statements.told import Level
from report_etl.language.regions import match_region

_RECENT: Final = 20  # levels looked back on
_FIRMS: Final = ("公司", "企业", "集团", "股份", "银行")  # any of them is 该公司
_THIS: Final = re.compile(r"^该[款批类种家个]?(?!人)")
_PAST: Final = "past opening year whole governed".split()
_TIME: Final = [*_PAST, *"period period_at inferred forecast steps local".split()]
NAMED: Final = "subject subject_at measure measure_at whose levels last names names_at".split()


def has_much_to_tell(subject: str) -> bool:
    """Whether the subject is a firm or a place, so that what is told of it goes on behind other figures."""
    return is_firm(subject) or match_region(subject) == len(subject)


@dataclass(slots=True)
class Context:
    """The reader's memory while it goes through one paragraph."""

    sentence: int = 0
    subject: str | None = None
    subject_at: int = -1  # sentence that named it
    firm: str | None = None  # that the paragraph is about: the one whose report it is, or 公司
    example: str | None = None  # 以某厂为例: whom 公司 means as long as it is spoken of
    earlier: str | None = None  # the subject before: 前者
    lead: str | None = None  # the first subject of the sentence, "" where nobody knows whom it named
    measure: str | None = None
    measure_at: int = -1
    here: tuple[str, ...] = ()  # whom the sentence has named, and the one before
    told_of: int = 0  # how many of them the sentence before has named
    whose: str = ""  # of whom the last clause without figures named the measure
    headed: Mapping[str, str] = field(default_factory=dict)  # of whom such clauses named each measure
    spoken: str | None = None  # the first measure since the heading
    levels: dict[str, Level] = field(default_factory=dict)
    last: Level | None = None
    history: list[Level] = field(default_factory=list)  # amounts
    told_here: list[Level] = field(default_factory=list)  # every level, share and change
    parts: list[Level] = field(default_factory=list)  # shares and rates
    listed: tuple[int, list[tuple[str, str]]] = (-1, [])  # sentence, and what a list in it told of whom
    names: tuple[str, ...] = ()
    names_at: int = -1
    read_otherwise: tuple[
        tuple[str, ...], ...
    ] = ()  # other ways to part them: 服务及应用、交通 are two or three
    steps: tuple[tuple[str, ...], ...] = ()  # periods of a list, counted in each way: 2020年、2021年
    period: str | None = None
    period_at: int = -1
    past: str | None = None  # the last period that was neither a forecast nor a run of years
    whole: str | None = None  # the latest one of which a figure for all of it was told
    ended: str | None = None  # the latest one told of up to December: a month after it may be the next one's
    published: str | None = None  # when the report was
    reported: tuple[str, ...] = ()  # the periods that it says it is on
    years: Mapping[str, str] = field(default_factory=dict)  # -Q1 → 2024: parts that it names with one year
    yearly: bool | None = None  # the sentence holds its figures against the year before, and nothing else
    opening: str | None = None  # the first such period of the sentence
    year: str | None = None  # the latest year that the report has spoken of as past
    governed: set[str] = field(default_factory=set)  # every period of the paragraph that was no forecast
    opened_in: frozenset[str] = frozenset()  # the years in which open spans of the paragraph begin
    span: str | None = None  # 由2019年 … 升至2024年
    than: str | None = None  # the period after 比, 较
    reach: str | None = None  # the end of the period after 由
    opened: str | None = None  # the period after 由
    inferred: bool = False  # the year of the period is that of another one
    beside: str | None = None  # the year last printed that figures are only held against
    aside: bool = False  # a span of years without a date governs the rest of the sentence
    introduced: bool = False  # the sentence before named a period and told no figure of it
    fresh: dict[str, Any] | None = None  # what was past before a date that no figure has used yet
    before: tuple[str | None, bool] = (None, False)  # period of the sentence before; whether all is to come
    among: str | None = None  # 受访者中，: what the shares of the sentence are shares of
    framed: tuple[tuple[str, ...], ...] = ()  # the last such list, whatever date came after
    local: bool = False  # the period is that of an open span, which ends with its sentence
    forecast: bool = False
    topic: str | None = None  # 增速方面, 从占比看
    split: bool = False  # 分门类看: what the sentence before told of the whole is told of its parts
    run: list[tuple[str, str]] = field(default_factory=list)  # (subject, unit) of the levels since 其中
    outer: tuple[str | None, int] | None = None  # the period that 其中三季度 interrupted
    clauses: int = 0  # how many of the sentence have begun
    risen: tuple[str | None, str | None, int] = (None, None, -1)  # base and direction of an amount
    part_period: str | None = None  # the first period since the last semicolon
    part_lead: str | None = None  # the first subject since the last semicolon
    part: int = -1  # which of them begins behind a semicolon
    part_from: int = 0  # and from which place of `told_here` on it tells
    part_told: tuple[int, int, int] = (0, 0, 0)  # how many amounts, shares and changes were told before it
    hanging: int = -1  # which of them was nothing but names: a list that may go on
    doubt: bool = False  # a clause in between may have named another subject
    within: bool = False  # 其中: figures are of parts of what is spoken of
    all_within: bool = False  # so are those of the whole sentence, which begins with 其中
    theme: str | None = None  # whom the last sentence without 其中 at its head was about
    owners: Mapping[str, frozenset[str]] = field(default_factory=dict)  # in the paragraphs before
    carried_at: int = -1  # the last sentence that went on about the subject of the one before

    def next_sentence(self) -> None:
        """Forget what does not reach over a full stop."""
        self.introduced = self.fresh is not None and self.period_at == self.sentence
        self.before, self.fresh = (self.period, self.forecast and not self.opening), None
        if self.all_within:
            self.subject, self.subject_at = self.theme, self.sentence
        elif self.lead and self.subject_at == self.sentence:
            self.subject = None if self.told_alike() else self.lead
        self.theme = self.subject
        self.within = self.all_within = False
        self.lead = self.part_lead = None
        self.headed = {}
        self.here = self.here[self.told_of :]
        self.told_of = len(self.here)
        self.sentence += 1
        if self.opening and self.period and covers(self.opening, self.period):
            self.past = self.period = self.opening  # 2024年…，一季度…，四季度…。 goes on about 2024年
        elif self.opening and self.period and self.period[:4] < self.opening[:4] and not self.forecast:
            self.past = self.period = self.opening  # 2024年为65%，2023年为39%。
        elif self.forecast or self.local or is_range(self.period):
            self.period = self.past
        elif self.aside and self.period is None:
            self.period = self.past  # 2023年末…，十年间增长12%。
        self.aside = False
        self.reopen()
        self.opening = self.part_period = None
        self.local = False
        self.forecast, self.yearly = False, None
        self.split = self.doubt = False
        self.among = self.span = self.topic = self.opened = self.reach = self.than = None
        self.steps = ()
        self.run = []
        self.risen = None, None, -1
        self.clauses, self.part, self.hanging, self.part_from = 0, -1, -1, len(self.told_here)

    def reopen(self) -> None:
        """The period that 其中三季度 interrupted goes on, when it lies in the same year."""
        if self.outer and self.outer[0] and self.outer[0][:4] == (self.period or "-")[:4]:
            self.period, self.period_at = self.outer
            self.past = self.period if self.past else None
        self.outer = None

    def item(self, unit: str) -> Level | None:
        """The item before in a list of amounts with their own names: one without a measure, if any."""
        recent = [
            x for x in self.history[-_RECENT:] if x.own and x.unit == unit and x.sentence == self.sentence
        ]
        return next((x for x in recent if not x.measure), recent[-1] if recent else None)

    def back_to_lead(self) -> None:
        """Behind a semicolon the sentence goes on about whom it began with, as far as that is sure."""
        if self.all_within and self.lead is None and self.subject in words("scopes"):
            self.subject = self.theme  # 企业资金…。其中，国内贷款…；自筹资金…
        elif self.all_within and self.lead and not has_much_to_tell(self.lead):
            self.subject = None  # 其中，工业品…；进口额…
        elif self.lead == "" or self.part_lead not in (None, self.lead):
            self.subject = None  # 甲网站总数…；乙企业比例…；推广的比例…
        elif self.lead and self.subject_at == self.sentence and self.subject != self.lead:
            self.subject, self.doubt = None if self.told_alike() else self.lead, True

    def tell(self, level: Level) -> None:
        """Note what a figure told."""
        self.last = replace(level, part=self.within)
        self.told_here.append(self.last)

    def told_alike(self, since: int = 0) -> bool:
        """Whether the sentence told one measure of several: none of them is what the next goes on about.

        Asked of what was told `since` a place of `told_here`.
        """
        told = [
            (x.subject, x.measure)
            for x in self.told_here[since:][-12:]
            if x.sentence == self.sentence and not (x.part and not self.all_within)
        ]
        first = next((measure for _, measure in told if measure), None)
        return len({name for name, measure in told if name and measure and measure == first}) > 1

    def name(self, subject: str) -> None:
        """A subject was named; what names nothing is overheard."""
        subject = self._meant(subject)[0] if subject.startswith("该") else subject
        if names_nothing(subject) or is_guesser(subject):
            return
        if subject in words("refers_to_firm", "refers_to_self"):
            self.firm = subject
        if subject != self.subject:
            self.earlier = self.subject
        self.subject, self.subject_at, self.doubt = subject, self.sentence, False
        self.lead = subject if self.lead is None else self.lead
        self.part_lead = self.part_lead or subject
        if subject not in self.here[self.told_of :]:
            self.here = (*self.here, subject)

    def narrow(self, part: str) -> None:
        """What follows in the sentence is about a part (海外) of whom it goes on about behind that."""
        if self.lead is None and self.subject_at == self.sentence:
            self.lead = self.subject
        self.subject, self.subject_at = part, self.sentence

    def forget(self, keeps_measure: bool = False) -> None:
        """Words that nobody understands named whom, and unless it `keeps_measure` what, figures are of."""
        self.subject, self.lead = None, ""  # nobody whom the sentence names later leads it
        if not keeps_measure:
            self.measure = self.last = self.topic = None
            self.levels, self.names, self.whose = {}, (), ""

    def say(self, measure: str, whose: str = "") -> None:
        """A measure was named."""
        self.measure, self.measure_at, self.whose = measure, self.sentence, whose
        self.spoken = self.spoken or measure

    def date(self, period: str | None, listed: bool = False, event: bool = False) -> None:
        """A period begins to govern; the last of several that are `listed` only for its sentence.

        So does the day of an `event`, which is no period of its paragraph either.
        """
        self.period, self.period_at, self.local, self.inferred = period, self.sentence, False, False
        self.fresh, self.span, self.beside = self.keep(_PAST), None, None
        self.local = listed or event
        if period and not event and not self.forecast and not is_range(period):
            if listed:
                self.governed = self.governed | {period[:4]}
                self.year = max(self.year or "", period[:4])
                return
            self.past = period
            self.opening, self.part_period = self.opening or period, self.part_period or period
            if len(period) != len("2024-01-01"):  # the day of publication tells of no year
                self.year = max(self.year or "", period[:4])
            if len(period) == 4:
                self.whole = max(self.whole or "", period)
            if period.endswith("-12"):
                self.ended = max(self.ended or "", period[:4])
            self.governed = self.governed | {period}

    def foresee(self) -> None:
        """What follows is to come, and so is a later year before it that no figure has used: 到2030年，将."""
        self.forecast = True
        if self.fresh and self.period and self.period[:4] > (self.fresh["year"] or ""):
            self.restore(self.fresh)
        self.fresh = None

    def go_on(self) -> None:
        """其中: the sentence goes on in the time of the one before, even one still to come."""
        if self.before[1] or not self.period:
            self.period, self.forecast = self.before

    def correspond(self) -> None:
        """对应EPS分别为: each to one of the periods that the sentence before listed."""
        if self.framed:
            self.steps, (self.period, self.forecast) = self.framed, self.before

    def by_then(self, named: str | None, now: bool) -> None:
        """届时: at the end of the time last named, `now` in this sentence or in the one before."""
        self.period, self.steps = last_part(named) if named else None, ()
        self.period_at = self.sentence if now else self.sentence - 1
        self.forecast = True

    def list_names(self, names: tuple[str, ...], otherwise: tuple[tuple[str, ...], ...] = ()) -> None:
        """A list was named; the levels told before it are no list that figures still wait for."""
        self.names, self.names_at, self.run, self.steps = names, self.sentence, [], ()
        self.read_otherwise = otherwise

    def since(self, start: str) -> None:
        """An open span (2012年以来) begins: up to the last period known, and for its sentence only."""
        known = joined(start, self.past) if self.past and start[:4] < self.past[:4] else None
        self.than, self.steps = start, ()
        self.period, self.period_at = known or start, self.sentence
        self.opened_in = self.opened_in | {start[:4]}
        self.local = True

    def time(self) -> dict[str, Any]:
        """What governs here, to `restore` after a date that belongs to one figure only."""
        return self.keep(_TIME)

    def keep(self, names: Iterable[str] = (*_TIME, *NAMED)) -> dict[str, Any]:
        """What a bracket must not change."""
        kept = {name: getattr(self, name) for name in names}
        self.levels = dict(self.levels)
        return kept

    def restore(self, kept: dict[str, Any]) -> None:
        """Go on where the sentence was before a bracket, or before a date that turns out to be to come."""
        for name, value in kept.items():
            setattr(self, name, value)

    @property
    def torn(self) -> bool:
        """Whether the paragraph told of a part of one year and of another year: it may go on about either."""
        part = (self.period or "") if self.period_at > 0 and not self.forecast else ""
        if self.introduced:
            return False
        return len(part) > len("2024") and any(told[:4] != part[:4] for told in self.governed)

    @property
    def hangs(self) -> bool:
        """Whether the clause before was nothing but names, so that a list in this one is not all of it."""
        return self.hanging == self.clauses - 1 >= 1

    @property
    def heard(self) -> int:
        """The earliest sentence whose measure goes on: the one before only in the first words of this one."""
        return self.sentence - (self.clauses <= 1 or self.split)

    def row(self, count: int) -> tuple[str, ...]:
        """The subjects of the last levels when they are exactly `count`, all different and of one unit.

        Or else those of the changes or the shares that the part of the sentence told, when they are so many.
        """
        names = tuple(name for name, _ in self.run)
        if len(names) == count == len(set(names)) and len({unit for _, unit in self.run}) == 1:
            return names
        told = [x for x in self.told_here[self.part_from :] if x.kind != "level"]
        names = tuple(x.subject for x in told if x.subject)
        alike = len({(x.kind, x.measure) for x in told}) == 1
        return names if alike and len(told) == len(set(names)) == count else ()

    def told(self, count: int) -> list[tuple[str, str]]:
        """Who and what the sentence told of, when that is a list of `count`, each with its own measure."""
        at, listed = self.listed
        if at == self.sentence and len(listed) == count:
            return listed
        known, since = self._told(), self.part_told
        if self.part < 0 or len(known[0]) == since[0]:
            since = 0, 0, 0  # of what is told in the part, if any is: 进口额…，分别增长
        for told, first in zip(known, since, strict=True):
            levels = [level for level in told[first:][-count - 1 :] if level.sentence == self.sentence]
            measures = {level.measure for level in levels}
            if len(levels) == len(measures) == count and all(measures):
                return [(level.subject or "", level.measure or "") for level in levels]
        return []

    def _told(self) -> tuple[list[Level], ...]:
        """The amounts, the shares and the rates of growth told so far."""
        return self.history, self.parts, [level for level in self.told_here if level.kind == "growth"]

    def back_to_period(self) -> None:
        """前三季度…，三季度…；: behind a semicolon the sentence goes on about what the part began with."""
        began, now = self.part_period, self.period
        if began and now and began != now and covers(began, now) and not self.forecast:
            self.period = self.past = began
        self.part_period = None

    def begin_part(self) -> None:
        """A part of the sentence begins behind a semicolon: its lists are of what is told in it."""
        amounts, shares, grown = map(len, self._told())
        self.part, self.part_told = self.clauses + 1, (amounts, shares, grown)
        self.part_from = len(self.told_here)

    def resolve(self, subject: str) -> tuple[str, bool]:
        """The subject that a pronoun stands for, and whether one was replaced."""
        if subject in ("前者", "后者") and len(self.names) == 2 and self.names_at == self.sentence:
            return self.names[subject == "后者"], True
        if subject == "后者" and self.subject:
            return self.subject, True
        if subject == "前者" and self.earlier:
            return self.earlier, True
        if subject in words("refers_to_firm") and self.example and self.example == self.subject:
            return self.example, True
        if subject.startswith("该"):
            return self._meant(subject)
        names = self.counted(subject)
        return ("、".join(names), True) if names else (subject, False)

    def _meant(self, subject: str) -> tuple[str, bool]:
        """Whom 该公司 means: the one spoken of when that is a firm by its name, else a firm (公司)."""
        thing, word = _THIS.sub("", subject), refers_back(subject)
        if word in words("refers_to_place", "refers_to_industry"):
            return subject, False
        kind = next((w for w in longest_first("refers_to_thing") if subject.startswith(w)), "")
        if kind and len(set(self.here)) == 1 and not has_much_to_tell(self.here[0]):
            return self.here[0] + subject.removeprefix(kind), True  # 洗地机零售额…。该品类均价…
        ends = _FIRMS if thing in _FIRMS else ("银行",) if word == "该行" else (thing,)
        known = next((name for name in reversed(self.here) if name.endswith(ends) and name != thing), None)
        return (known, True) if known else (subject if word else thing, False)

    def compare(self, base: str, label: str) -> None:
        """A figure was held against another time: 同比, 较上年, 环比, 较年初."""
        if base or "比" in label:
            yearly = base.startswith(YEAR_BEFORE) if base else "同比" in label
            self.yearly = yearly and self.yearly is not False

    @property
    def on_year_before(self) -> bool:
        """Whether what changes does so from the year before, as in a report on one period."""
        on_one = len(self.reported) == 1 and self.period == self.reported[0]
        return on_one if self.yearly is None else self.yearly

    def counted(self, subject: str) -> tuple[str, ...]:
        """The names that 三地 or 二者 counts: of the last list, or of the levels since 其中."""
        count = counted_names(subject)
        told = (self.names, self.row(count), self.here[self.told_of :], self.here[: self.told_of])
        is_any = "省" not in subject  # but 三省 are no three things
        fit = (n for n in told if all(is_any or x[-1:] == "省" or match_region(x) for x in n))
        return next((n for n in fit if count and len(n) == count), ())
