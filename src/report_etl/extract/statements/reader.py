"""Sentence by sentence: each figure with its subject, measure, base, kind, direction and period."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from report_etl.extract.statements.amounts import with_sign
from report_etl.extract.statements.context import NAMED, Context
from report_etl.extract.statements.enumerations import read_names, shared_names
from report_etl.extract.statements.lists import Assigned, assign
from report_etl.extract.statements.names.heads import Head, held_against, read_head
from report_etl.extract.statements.names.likeness import Before
from report_etl.extract.statements.names.modifiers import describes, is_object
from report_etl.extract.statements.names.nouns import counted_names
from report_etl.extract.statements.names.phrases import Phrase, cut, without_lead
from report_etl.extract.statements.names.tails import Tail, edge_of, read_tail, willing
from report_etl.extract.statements.names.topics import note_topic
from report_etl.extract.statements.periods.periods import governing, is_range
from report_etl.extract.statements.periods.spans import remember_base, remember_span
from report_etl.extract.statements.periods.timeline import Timeline
from report_etl.extract.statements.readings import Aside, Outcome, Reading, Refusal, Setting
from report_etl.extract.statements.sentences.brackets import enter, is_bare_share, is_grade, more_exactly
from report_etl.extract.statements.sentences.clauses import Clause, Index, split_clauses
from report_etl.extract.statements.sentences.figures import DATE, FIGURE, Figure, Marked, group, unmask
from report_etl.extract.statements.sentences.first_words import FirstWords
from report_etl.extract.statements.sentences.sentences import Sentence, split_sentences
from report_etl.extract.statements.sentences.vocabulary import pattern
from report_etl.extract.statements.sentences.words import Word
from report_etl.extract.statements.single import read_single
from report_etl.extract.statements.told import Told, still_told
from report_etl.models import QuantityKind

# Clauses that give a cause or a condition: what they speak of is not what the sentence is about.
_beside = pattern(
    r"主因|(?:主要|部分)?系因?(?!统|列)|主要(?=[受因由得])|受(?!访|益|众|托)|由于|随着|得益于|因(?!此|而)|鉴于|考虑到|假设|假定|若(?!干)|"
    r"[按以依](?!揭|摩|键)[^，]{0,60}{reckoned}$"
)
_assumed = pattern("(?:若|如果)?[按以依]照?[^，]{0,40}每[^，]{0,40}{reckoned}")
_EXCHANGED: Final = re.compile(  # 1美元约合7.2元
    rf"[^，]{{0,6}}{FIGURE}+[^，{FIGURE}]{{0,4}}(?:约合|折合|兑换?|等于|=|≈)[^，{FIGURE}]{{0,4}}{FIGURE}+"
)
# 在2022年下滑5%的情况下|2023年恢复增长: the main clause, and what follows it, is of its own time
_GIVEN: Final = re.compile(rf"(?:[情境]况|情形|背景|基础|前提|环境|形势)[之]?[下上](?={DATE})")
_supposed = pattern(rf"(?:每{{moves|swings}}|(?:若|如果|假如|倘若)[^，]{{0,20}}{{moves|swings}}了?){FIGURE}")
_OWN_SHARE: Final = re.compile(r"[（(占]|贡献|拥有|持有|提供|创造|掌握|消耗|分别|[和与、]$")
_EXIST: Final = re.compile("[已将仍还也又共现尚另经]{0,3}有[约近超逾过不足到]{0,3}$")
_HAVING: Final = re.compile(r"^(?:[^、]*的)?(?:主要)?(?:有|是|为|包括|即)|等$")
_DEEPEST: Final = 2  # brackets inside brackets


@dataclass(frozen=True, slots=True)
class _Place:
    """Figures that stand together in a clause: where they begin and end, and where the next ones begin."""

    members: tuple[Figure, ...]
    first: int
    last: int
    following: int
    next_kind: QuantityKind | None
    leads: bool  # none stand before them


@dataclass(slots=True)
class _Walk:
    """How far the words of a clause are used up: for names to `at`, for brackets to `done`.

    `opened`: where the clause begins with a share of those who do something: 近七成消费者愿意….
    """

    at: int
    done: int
    previous: Before = field(default_factory=Before)
    opened: int | None = None


class Reader:
    """Reads one paragraph; the context goes from sentence to sentence."""

    def __init__(self, marked: Marked, told: Told) -> None:
        self._marked = marked
        self._context = Context(
            period=told.period,
            past=told.period,
            year=told.year,
            whole=told.whole,
            ended=told.ended,
            published=told.published,
            reported=told.reported,
            years=told.parts,
            measure=told.measure,
            spoken=told.spoken,
            firm=told.firm,
            owners=told.owners,
            measure_at=1 if told.measure else -1,
        )
        self._index = Index(marked)
        self._timeline = Timeline(marked, self._index, self._context)
        self._first_words = FirstWords(marked, self._index, self._context, self._timeline, told.measure)
        self._sentence = Sentence(0, 0)
        self._read: dict[int, Reading] = {}
        self._base: str | None = None

    def told(self, before: Told, grows: bool, listed: str | None) -> Told:
        """What the paragraph leaves to the next one; `listed` is the measure of the list that it opens.

        A paragraph that names no time goes on about the period before it when it `grows`, which is always
        over a period; one that names several periods leaves none.
        """
        dated = bool(self._marked.dates or self._marked.vague)
        context = self._context
        return replace(
            before,
            period=self._handed() if dated or not grows else before.period,
            year=context.year,
            whole=context.whole,
            ended=context.ended,
            measure=listed,
            spoken=still_told(context.spoken, context.told_here),
            owners=self._owners(before),
        )

    def _owners(self, before: Told) -> Mapping[str, frozenset[str]]:
        """Of whom each measure was told so far."""
        owners = dict(before.owners)
        for level in self._context.told_here:
            if level.subject and level.measure and not level.part:
                owners[level.measure] = owners.get(level.measure, frozenset()) | {level.subject}
        return owners if self._context.told_here else before.owners

    def _handed(self) -> str | None:
        """The one period that the paragraph names; none when half of its figures are of no time told."""
        undated = sum(reading.period is None for reading in self._read.values())
        period = governing(self._context.governed)
        opened = any(year != (period or "")[:4] for year in self._context.opened_in)
        return None if opened or (undated and undated * 2 >= len(self._read)) else period

    def read(self) -> Iterator[Outcome]:
        """Every figure of the paragraph: read, refused or set aside."""
        for figure in self._marked.figures:
            if figure.aside is not None:
                yield Aside(figure.start, figure.end, figure.aside)
        for sentence in split_sentences(self._marked.mask):
            self._sentence = sentence
            self._first_words.next_sentence(sentence)
            yield from self._region(sentence.start, sentence.end, 0)

    def _region(self, start: int, end: int, depth: int) -> Iterator[Outcome]:
        mark, supposed = "", False
        for clause in split_clauses(self._marked.mask, start, end, depth):
            groups = group(self._index.figures_in(clause), clause.mask, clause.offset, "分别" in clause.text)
            self._first_words.begin(clause, mark, len(groups))
            mark = clause.mark
            named, time = self._context.keep((*NAMED, "lead")), self._context.time()
            supposed = supposed or _supposed().search(clause.text) is not None
            if supposed or _exchanges(clause, groups) or _assumed().fullmatch(clause.text.strip()):
                for members in groups:  # 按每人每年12杯计算; 汇率每升值1%，利润减少600万元
                    yield from _set_aside(members)
            elif groups:
                outcomes = list(self._clause(clause, groups))
                yield from outcomes
                self._first_words.told(any(isinstance(o, Reading) and o.forecast for o in outcomes))
                if not depth and all(isinstance(outcome, Aside) for outcome in outcomes):
                    note_topic(clause, self._context)  # 某产品经过2年培育，2019年收入…
            else:
                self._timeline.govern(clause, clause.start, clause.end)
                self._timeline.label(clause)
                if not depth:
                    note_topic(clause, self._context)
                yield from self._brackets(clause, clause.start, clause.end, clause.start)
            if not depth and _beside().match(clause.text.lstrip()):
                self._context.restore(named)
            if not depth:
                self._timeline.leave_cause(clause, time)

    def _clause(self, clause: Clause, groups: list[tuple[Figure, ...]]) -> Iterator[Outcome]:
        walk = _Walk(clause.start, clause.start)
        self._base = None
        for place in _places(clause, groups):
            yield from self._brackets(clause, walk.done, place.first, walk.at)
            walk.done = place.first
            yield from self._place(clause, place, walk)
        yield from self._brackets(clause, walk.done, clause.end, walk.at)
        if given := _GIVEN.search(clause.mask, walk.at, clause.end):
            self._timeline.govern(clause, given.end(), clause.end)
        if walk.opened is not None and self._first_words.ahead:
            self._context.forecast = False  # 三成企业将增加投入: that many say so today

    def _place(self, clause: Clause, place: _Place, walk: _Walk) -> Iterator[Outcome]:
        """The figures of one place in a clause, with the words before and behind them."""
        members, between = place.members, clause.mask[place.last : place.following]
        if place.following != clause.end and describes(members[0], between, place.next_kind):
            yield from _set_aside(members)
            return
        before = self._context.time()
        head = self._head(clause, walk.at, members[0], walk.previous)
        head = held_against(head, clause.mask[walk.at : place.first], between)
        upon = self._timeline.upon(clause, place.last, members[-1])
        opened = walk.opened is not None
        named = self._counts_names(members, head) or (opened and is_object(members[0], between))
        if named or (
            walk.opened is not None and not _OWN_SHARE.search(clause.mask, walk.opened, place.first)
        ):
            yield from _set_aside(members)  # 15%的企业增幅超过|30%
            walk.at = place.last if named else walk.at
            return
        opens = place.leads and _stands_first(head, clause.mask[walk.at : place.first], members[0])
        head = replace(head, phrase="") if opens else head  # 截|至年末已有
        tail = read_tail(clause.mask, place.last, place.following, opens)
        walk.previous.thing = between if tail.old else tail.thing
        if opens and tail.predicate and (tail.thing or willing().match(tail.predicate)):
            walk.opened = place.first
            if place.next_kind is not QuantityKind.PERCENT or not _OWN_SHARE.search(between):
                tail = read_tail(clause.mask, place.last, clause.end, opens)
        kept = self._context.keep()
        outcomes = list(self._group(members, head, tail, clause))
        yield from outcomes
        if between.strip() == "的" and place.next_kind is QuantityKind.MULTIPLE:
            self._context.restore(kept)  # 全球平均水平162台|的2.9倍
        began, walk.at = walk.at, place.last + len(edge_of(clause.mask, place.last, place.following))
        if tail.bound and all(isinstance(outcome, Aside) for outcome in outcomes):
            walk.at = place.first  # 10元以下的产品|占比: the limit is part of the name
        yield from self._brackets(clause, place.first, walk.at + 1)
        walk.done = walk.at + 1
        if upon or self._timeline.is_local(head, clause, began, place.first, before):
            self._timeline.take_back(clause, began, place.first, before)
        self._timeline.look_back(head, before)
        if head.compares:  # 较2020年的3000亿元|增长26.7%
            self._base = head.base or self._timeline.printed(head, clause)

    def _head(self, clause: Clause, start: int, figure: Figure, previous: Before) -> Head:
        """The words before a figure, once their dates govern; what they leave out the figure before said."""
        end = figure.start - clause.offset
        head = read_head(clause.mask, start, end)
        if self._timeline.looks_back(head, clause):
            head = replace(head, of_time=True)
        self._timeline.govern(clause, start, end, head, figure)
        return previous.complete(clause.mask[start:end], head)

    def _counts_names(self, members: tuple[Figure, ...], head: Head) -> bool:
        """产量超过500万吨的有甲省、乙省、丙省3个省: the figure counts names that later figures go to."""
        quantity = members[0].quantity
        if (
            quantity.kind is not QuantityKind.COUNT
            or len(members) > 1
            or not 2 <= (quantity.value or 0) <= 40
        ):
            return False
        names = read_names(_HAVING.sub("", head.phrase), int(quantity.value or 0))
        if names is None or names.rest or quantity.value != len(names.items):
            return False
        self._context.list_names(names.items)
        return True

    def _group(
        self, members: tuple[Figure, ...], head: Head, tail: Tail, clause: Clause
    ) -> Iterator[Outcome]:
        if len(members) == 1:
            if names := shared_names(head.phrase):
                self._context.names, self._context.names_at = names, self._context.sentence
            yield self._one(Assigned(members[0], _name(head)), head, tail, clause)
            return
        if tail.milestone:
            yield from _set_aside(members)  # 连续突破8亿、9亿、10亿元大关
            return
        assigned = assign(members, head, tail, self._context)
        if isinstance(assigned, Refusal):
            self._context.forget()  # what changed by so much, behind it, is no other measure
            yield assigned
            return
        done, context = members[0].start, self._context
        before, lead = (context.subject, context.subject_at), context.lead
        named = len({item.phrase.subject for item in assigned}) > 1
        if named:
            context.subject = None
        for item in assigned:
            between = read_head(clause.mask, done - clause.offset, item.figure.start - clause.offset)
            turned = (
                replace(head, direction=between.direction, verb=between.verb) if between.direction else head
            )
            turned = replace(turned, label=item.label) if item.label else turned
            yield self._one(item, turned, tail, clause)
            done = item.figure.end
        if named:  # the last of several names is not what the sentence goes on about
            current = before[1] == context.sentence
            context.subject, context.subject_at = before if current else (None, before[1])
            context.lead = lead

    def _one(self, item: Assigned, head: Head, tail: Tail, clause: Clause) -> Outcome:
        context, head = self._context, with_sign(head, item.figure)
        if item.phrase.lost:
            context.forget(keeps_measure=bool(item.phrase.measure))
        period = item.period or self._timeline.period(head, clause, item.figure)
        compared = head.label or head.base  # 环比分别下降: of one time, whoever they are
        unsure = item.unsure and not (compared or counted_names(item.phrase.subject))
        goes_on = item.period or clause.depth or self._marked.mask.startswith("其中", self._sentence.start)
        if context.period_at < context.sentence and (unsure or (context.torn and not goes_on)):
            period = None  # one of several values that no name and no period tells apart, or of two times
        carried = item.period is None and context.period_at < context.sentence
        setting = Setting(
            period,
            carried or (item.period is None and (context.inferred or self._timeline.starts(head, clause))),
            context.span,
            self._timeline.compared(head, clause, item.figure) or self._base,
            item.unsure,
        )
        outcome = read_single(item.figure, head, tail, item.phrase, context, setting)
        if isinstance(outcome, Reading):
            remember_span(context, head, period)
            remember_base(context, head, item.phrase.measure, setting.compared)
            context.fresh = None
            later = item.figure.end > self._first_words.ahead  # 占比达17.6%预计未来仍有空间
            known = tail.old or self._timeline.is_start(head, clause, item.figure)
            ahead = outcome.forecast and later and not known
            outcome = replace(outcome, forecast=ahead, sentence=self._sentence)
            vague = ahead and carried and outcome.period in context.governed  # 2024年…。预计占比将达到40%。
            measure = outcome.measure or ""
            priced = "目标价" in measure and (carried or is_range(outcome.period))
            vague = vague or priced or (carried and not goes_on and self._timeline.is_part_told(measure))
            outcome = outcome.undated() if tail.old or vague else outcome
            self._read[item.figure.start] = outcome
        return outcome

    # --- brackets --------------------------------------------------------------------------------

    def _brackets(
        self, clause: Clause, start: int, end: int, anchored: int | None = None
    ) -> Iterator[Outcome]:
        """Read the brackets that open between two places; with `anchored` they follow words, not a figure."""
        low, high = (bisect_left(clause.nested, (clause.offset + place + 1, -1)) for place in (start, end))
        for inner in clause.nested[low:high] if clause.depth < _DEEPEST else ():
            opened = inner[0] - clause.offset - 1
            anchor = "" if anchored is None else clause.mask[anchored:opened]
            before = self._reading_before(inner[0])
            exact = self._index.figure_before(inner[1])
            if anchored is not None and exact and is_grade(exact, anchor, inner, self._marked.mask):
                yield Aside(exact.start, exact.end, "grade")
                continue
            if again := more_exactly(before, exact, inner, self._marked.mask):
                yield again
                continue
            kept = self._context.keep()
            if anchored is not None:
                self._timeline.govern(clause, anchored, opened, bases=True)
            enter(self._context, before, anchor, is_bare_share(exact, inner, self._marked.mask))
            yield from self._region(inner[0], inner[1], clause.depth + 1)
            self._context.restore(kept)
            if anchored is not None:
                anchored = inner[1] + 1 - clause.offset

    def _reading_before(self, position: int) -> Reading | None:
        figure = self._index.figure_before(position)
        return self._read.get(figure.start) if figure else None


def _places(clause: Clause, groups: list[tuple[Figure, ...]]) -> Iterator[_Place]:
    for number, members in enumerate(groups):
        after = groups[number + 1][0] if number + 1 < len(groups) else None
        yield _Place(
            members,
            members[0].start - clause.offset,
            members[-1].end - clause.offset,
            after.start - clause.offset if after else clause.end,
            after.quantity.kind if after else None,
            leads=number == 0,
        )


def _stands_first(head: Head, before: str, figure: Figure) -> bool:
    """Whether a percentage begins its clause, but for adverbs: 其中约|15%的企业认为…, 已有|三成的企业…"""
    adverbial = head.words <= {Word.HEDGE, Word.ADVERB} and not without_lead(head.phrase)
    there_are = _EXIST.search(before) is not None and not without_lead(_EXIST.sub("", before))
    return figure.quantity.kind is QuantityKind.PERCENT and (adverbial or there_are)


def _set_aside(members: tuple[Figure, ...]) -> Iterator[Aside]:
    for figure in members:
        yield Aside(figure.start, figure.end, "modifier")


def _name(head: Head) -> Phrase:
    """The name before a single figure; what ends in 的 before 占 is a name as a whole."""
    if head.has(Word.SHARE) and head.phrase.endswith("的"):
        return Phrase(unmask(without_lead(head.phrase)).rstrip("的"), "")
    return cut(head.phrase)


def _exchanges(clause: Clause, groups: list[tuple[Figure, ...]]) -> bool:
    """Whether a clause only tells what some money is worth in other money."""
    money = all(figure.quantity.kind is QuantityKind.MONEY for members in groups for figure in members)
    return money and _EXCHANGED.fullmatch(clause.text.strip()) is not None
