"""Sentence by sentence: each figure with its subject, measure, base, kind, direction and period."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from report_etl.extract.statements.amounts import with_sign
from report_etl.extract.statements.clauses import Clause, Index, split_clauses
from report_etl.extract.statements.context import NAMED, Context, Told, counts_names
from report_etl.extract.statements.enumerations import read_names, shared_names
from report_etl.extract.statements.figures import FIGURE, VAGUE, Figure, Marked, group
from report_etl.extract.statements.heads import Head, read_head, unmask
from report_etl.extract.statements.likeness import Before
from report_etl.extract.statements.lists import Assigned, assign
from report_etl.extract.statements.measures import measure_start, without_growth
from report_etl.extract.statements.modifiers import describes, is_object
from report_etl.extract.statements.outlook import (
    is_done,
    is_once_built,
    is_planned,
    speaks_of_future,
    word_ahead,
)
from report_etl.extract.statements.periods import governing
from report_etl.extract.statements.phrases import LONGEST_SUBJECT, Phrase, cut, without_lead
from report_etl.extract.statements.readings import Aside, Outcome, Reading, Refusal, Setting
from report_etl.extract.statements.sentences import Sentence, split_sentences
from report_etl.extract.statements.single import read_single
from report_etl.extract.statements.tails import WILLING, Tail, edge_of, read_tail
from report_etl.extract.statements.timeline import IN_A_YEAR, Timeline
from report_etl.extract.statements.topics import note_topic
from report_etl.extract.statements.vocabulary import words
from report_etl.extract.statements.words import Word
from report_etl.models import QuantityKind

_NOW: Final = re.compile(
    r"^(?:目前|当前|现阶段|如今|现在|近年来|一般(?=[为在情来而可能需占约，不会都是说])|通常|近日)"
)
_BY_THEN: Final = re.compile(r"(?:而|且)?(?:届时|到那时|到时)")
# Clauses that give a cause or a condition: what they speak of is not what the sentence is about.
_BESIDE: Final = re.compile(
    r"受(?!访|益|众|托)|由于|随着|得益于|因(?!此|而)|鉴于|考虑到|假设|假定|若(?!干)|"
    r"[按以依](?!揭|摩|键)[^，]{0,60}(?:测算|计算|估算|推算|折算)$"
)
_ASSUMED: Final = re.compile(r"(?:若|如果)?[按以依]照?[^，]{0,40}每[^，]{0,40}(?:测算|计算|估算|推算|折算)")
_PLANNED: Final = re.compile(rf"(?:计划|打算|拟|准备)在?{VAGUE}")  # 计划在三年内投资
_TURN_OF: Final = "升值|贬值|上涨|下跌|上升|下降|提高|降低|增加|减少|变动|波动|上调|下调"
_SUPPOSED: Final = re.compile(
    rf"(?:每(?:{_TURN_OF})|(?:若|如果|假如|倘若)[^，]{{0,20}}(?:{_TURN_OF})了?){FIGURE}"
)
_OWN_SHARE: Final = re.compile(r"占|贡献|拥有|持有|提供|创造|掌握|消耗|分别|[和与、]$")
_VAGUELY: Final = re.compile(rf"(?:^|预计|计划|目标|在|是){VAGUE}")
_HAVING: Final = re.compile(r"^(?:[^、]*的)?(?:主要)?(?:有|是|为|包括|即)|等$")
_AT_ONCE: Final = re.compile(f"[ 约近超]*{FIGURE}")
_LABEL: Final = re.compile(r"[A-Za-z\u4e00-\u9fff/]{2,12}$")
_RANKED: Final = re.compile(
    r"([^，、]{0,24}?)(?:排名|排在|位列|位居|居)?前[^，、是为]{1,10}?(?:分别|依次)?[是为]"
)
_DEEPEST: Final = 2  # brackets inside brackets


class Reader:
    """Reads one paragraph; the context goes from sentence to sentence."""

    def __init__(self, marked: Marked, told: Told) -> None:
        self._marked, self._told = marked, told
        self._context = Context(
            period=told.period,
            past=told.period,
            year=told.year,
            whole=told.whole,
            ended=told.ended,
            published=told.published,
            measure=told.measure,
            spoken=told.spoken,
            measure_at=1 if told.measure else -1,
        )
        self._index = Index(marked)
        self._timeline = Timeline(marked, self._index, self._context)
        self._sentence = self._before = Sentence(0, 0)
        self._read: dict[int, Reading] = {}
        self._base: str | None = None
        self._ahead = 0
        self._times: frozenset[str] = frozenset()  # the last ones printed
        self._past: set[str] = set()  # the ones that figures were told of which were no forecasts

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
            spoken=context.spoken,
        )

    def _handed(self) -> str | None:
        """The one period that the paragraph names; none when half of its figures are of no time told."""
        undated = sum(reading.period is None for reading in self._read.values())
        return None if undated and undated * 2 >= len(self._read) else governing(self._context.governed)

    def read(self) -> Iterator[Outcome]:
        """Every figure of the paragraph: read, refused or set aside."""
        for figure in self._marked.figures:
            if figure.aside is not None:
                yield Aside(figure.start, figure.end, figure.aside)
        for sentence in split_sentences(self._marked.mask):
            self._before, self._sentence = self._sentence, sentence
            self._context.next_sentence()
            yield from self._region(sentence.start, sentence.end, 0)

    def _region(self, start: int, end: int, depth: int) -> Iterator[Outcome]:
        mark, supposed = "", False
        for clause in split_clauses(self._marked.mask, start, end, depth):
            groups = group(self._index.figures_in(clause), clause.mask, clause.offset, "分别" in clause.text)
            if not depth:
                self._reopen(clause, mark)
                if mark in ("：", ":"):
                    self._label(clause, len(groups))
                mark = clause.mark
            self._context.clauses += not depth
            self._open(clause)
            named = self._context.keep((*NAMED, "lead"))
            supposed = supposed or _SUPPOSED.search(clause.text) is not None
            if supposed or _ASSUMED.fullmatch(clause.text.strip()):
                for members in groups:  # 按每人每年12杯计算; 汇率每升值1%，利润减少600万元
                    yield from _set_aside(members)
            elif groups or depth:
                outcomes = list(self._clause(clause, groups))
                yield from outcomes
                told = [o.forecast for o in outcomes if isinstance(o, Reading)]
                self._past |= set() if self._context.forecast or any(told) else self._times
                if not depth and all(isinstance(outcome, Aside) for outcome in outcomes):
                    note_topic(clause, self._context)  # 某产品经过2年培育，2019年收入…
            else:
                self._timeline.govern(clause, clause.start, clause.end)
                note_topic(clause, self._context)
                yield from self._brackets(clause, clause.start, clause.end, clause.start)
            if not depth and _BESIDE.match(clause.text.lstrip()):
                self._context.restore(named)

    def _label(self, clause: Clause, figures: int) -> None:
        """当前价：62元: what stands before the colon names the figure after it, nothing else does."""
        before = self._marked.mask[self._sentence.start : clause.offset + clause.start].rstrip("：: ")
        label = _LABEL.search(before)
        context = self._context
        if _AT_ONCE.match(clause.text):
            context.levels, context.last, context.measure = {}, None, self._told.measure
            if label and measure_start(label[0]) == 0:
                context.say(label[0])
        name = re.split("[，。；]", before)[-1].lstrip("-–—•·●■◆▪►➢* ")
        if figures == 1 and "、" in name and len(name) <= LONGEST_SUBJECT:
            context.name(name)  # 计算机、通信和其他电子设备制造业：增长5%

    def _reopen(self, clause: Clause, mark: str) -> None:
        """The period that 其中三季度 interrupts goes on after the semicolon."""
        context = self._context
        if mark in ("；", ";"):
            context.reopen()
            context.back_to_lead()
            if (part := context.levels.get("%")) and part.kind == "share":
                context.levels["%"] = replace(part, base=None)
            context.part = context.clauses + 1
            context.part_lead = context.lead if "其中" in clause.text else None
            if self._index.dated_in_brackets(clause):
                context.date(None)  # 第三批2017年发布；第四批（2022年发布）
        if "其中" in clause.text and context.outer is None:
            context.outer = (context.period, context.period_at)

    def _open(self, clause: Clause) -> None:
        """What the first words of a clause change: 其中, 预计, 目前, 未来五年."""
        text = clause.text
        if "其中" in text and not clause.depth:
            self._context.run = []
        if text.startswith("其中") and clause.offset + clause.start == self._sentence.start:
            self._context.go_on()
        if text.startswith("对应") and clause.offset + clause.start == self._sentence.start:
            self._context.correspond()
        self._look_ahead(clause, text)
        spans = self._index.vague_in(clause, clause.start, clause.end)
        vague = spans and _VAGUELY.search(text if text[:1] == VAGUE else without_lead(text))
        if _NOW.match(text.strip()) or (vague and not IN_A_YEAR.match(spans[0][2])):
            self._context.date(None)
            if _PLANNED.search(text) or (spans and spans[0][2].startswith(("未来", "今后"))):
                self._context.foresee()
        if is_once_built(text) or (not spans and speaks_of_future(text)):
            self._context.date(None)
            self._context.foresee()
        if _BY_THEN.match(text.strip()):
            named = self._index.date_before(clause.offset + clause.start)
            when = named.iso if named and named.start >= self._before.start else None
            self._context.by_then(when, named is not None and named.start >= self._sentence.start)

    def _look_ahead(self, clause: Clause, text: str) -> None:
        """Whether the clause and what follows speak of the future; figures before its word do not."""
        self._ahead = 0
        ahead = word_ahead(text + clause.mark)
        before = self._marked.text[self._sentence.start : clause.offset + clause.start]
        times = self._timeline.times(clause)
        self._times = times or self._times
        if ahead is not None:
            dates = self._index.dates_in(clause, clause.start, clause.start + ahead[0])
            if not (self._context.forecast or ahead[1] or any(date.forecast for date in dates)):
                self._ahead = clause.offset + clause.start + ahead[0]
            self._context.foresee()
        elif is_planned(before, text):
            self._context.foresee()
        elif self._context.forecast and times and (times <= self._past or self._timeline.is_over(clause)):
            self._context.forecast = False  # 二季度下滑，预计三季度反弹；二季度收入增长
        elif is_done(text):
            if self._context.forecast and not self._index.dates_in(clause, clause.start, clause.end):
                self._context.period = None  # 预计2030年达到…；某公司已应用
            self._context.forecast = False

    def _clause(self, clause: Clause, groups: list[tuple[Figure, ...]]) -> Iterator[Outcome]:
        at, done = clause.start, clause.start
        previous = Before()
        opened = False  # 近七成消费者愿意…: the clause begins with a share of those who do something
        self._base = None
        starts = [members[0].start - clause.offset for members in groups]
        kinds = [members[0].quantity.kind for members in groups]
        following_ones = zip([*starts[1:], clause.end], [*kinds[1:], None], strict=False)
        for members, first, (following, next_kind) in zip(groups, starts, following_ones, strict=False):
            last = members[-1].end - clause.offset
            yield from self._brackets(clause, done, first, at)
            done = first
            between = clause.mask[last:following]
            if following != clause.end and describes(members[0], between, next_kind):
                yield from _set_aside(members)
                continue
            before = self._context.time()
            head = read_head(clause.mask, at, first)
            self._timeline.govern(clause, at, first, head, members[0])
            upon = self._timeline.upon(clause, last)
            head = previous.complete(clause.mask[at:first], head)
            if self._counts_names(members, head) or (opened and is_object(members[0], between)):
                yield from _set_aside(members)
                at = last
                continue
            if opened and not _OWN_SHARE.search(clause.mask, starts[0], first):
                yield from _set_aside(members)  # 15%的企业增幅超过|30%
                continue
            tail = read_tail(clause.mask, last, following)
            previous.thing = between if tail.old else tail.thing
            whose = tail.thing or WILLING.match(tail.predicate)
            if first == starts[0] and whose and tail.predicate and _opens(head, kinds[0]):
                opened = True
                if not _OWN_SHARE.search(between):
                    tail = read_tail(clause.mask, last, clause.end)
            kept = self._context.keep()
            outcomes = list(self._group(members, head, tail, clause))
            yield from outcomes
            if _is_measure_of(between, next_kind):
                self._context.restore(kept)  # 全球平均水平162台|的2.9倍
            local = upon or self._timeline.is_local(head, clause, at, first)
            began, at = at, last + len(edge_of(clause.mask, last, following))
            if tail.bound and all(isinstance(outcome, Aside) for outcome in outcomes):
                at = first  # 10元以下的产品|占比: the limit is part of the name
            yield from self._brackets(clause, first, at + 1)
            done = at + 1
            if local:
                self._context.restore(before)
                self._timeline.govern(clause, began, self._timeline.local_start(clause, began, first))
            if head.compares:  # 较2020年的3000亿元|增长26.7%
                self._base = head.base or self._timeline.printed(head, clause)
        yield from self._brackets(clause, done, clause.end, at)
        if opened and self._ahead:
            self._context.forecast = False  # 三成企业将增加投入: that many say so today

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
        unsure = item.unsure and not counts_names(item.phrase.subject)
        goes_on = item.period or clause.depth or self._marked.mask.startswith("其中", self._sentence.start)
        if context.period_at < context.sentence and (unsure or (context.torn and not goes_on)):
            period = None  # one of several values that no name and no period tells apart, or of two times
        setting = Setting(
            period,
            item.period is None and (context.inferred or context.period_at < context.sentence),
            context.span,
            self._timeline.compared(head, clause, item.figure) or self._base,
            item.unsure,
        )
        outcome = read_single(item.figure, head, tail, item.phrase, context, setting)
        if isinstance(outcome, Reading):
            self._timeline.remember_span(head, period)
            context.fresh = None
            ahead = outcome.forecast and item.figure.end > self._ahead  # 占比达17.6%预计未来仍有空间
            ahead = ahead and not tail.old and not self._timeline.is_start(head, clause)
            outcome = replace(outcome, forecast=ahead, sentence=self._sentence)
            outcome = replace(outcome, period=None) if tail.old else outcome
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
            if exact := self._more_exactly(inner):
                yield exact
                continue
            kept = self._context.keep()
            if anchored is not None:
                self._timeline.govern(clause, anchored, opened, bases=True)
            self._enter(inner[0], anchor)
            yield from self._region(inner[0], inner[1], clause.depth + 1)
            self._context.restore(kept)
            if anchored is not None:
                anchored = inner[1] + 1 - clause.offset

    def _more_exactly(self, inner: tuple[int, int]) -> Reading | None:
        """超过三成的企业（32.1%）: a share told in words, and in a figure."""
        vague, exact = self._index.figure_before(inner[0]), self._index.figure_before(inner[1])
        told = self._read.get(vague.start) if vague else None
        if exact is None or told is None or set(self._marked.mask[slice(*inner)].strip()) != {FIGURE}:
            return None
        in_words = told.kind == "share" and not told.figure.quantity.text.endswith("%")
        if not in_words or exact.quantity.kind is not QuantityKind.PERCENT or exact is vague:
            return None
        return replace(told, figure=exact, hedge="")

    def _enter(self, position: int, anchor: str) -> None:
        """What a bracket speaks of: the figure before it (6.45亿元（+18.6%）), or a name (费用（2亿元）)."""
        context = self._context
        figure = self._index.figure_before(position)
        before = self._read.get(figure.start) if figure else None
        if not anchor.strip() and before is not None:
            if before.subject:
                context.subject, context.subject_at = before.subject, context.sentence
            if before.measure and before.kind in ("money", "count", "multiple"):
                context.say(before.measure)
            elif before.measure and before.kind == "growth":
                context.say(before.measure + "增速")
            context.period, context.period_at = before.period, context.sentence
            return
        if ranked := _RANKED.match(anchor):  # 总资产排名前十的分别是|甲公司（8103亿）
            measure = cut(ranked[1]).measure
            context.say(without_growth(measure) or measure or context.measure or "")
            anchor = anchor[ranked.end() :]
        head = read_head(anchor, 0, len(anchor))
        phrase = cut(head.phrase)
        if phrase.measure and not phrase.verb:
            context.say(phrase.measure)
            context.levels = {}
        compared = head.base if head.base not in words("base") else None
        if name := phrase.subject or compared:
            context.name(unmask(name))  # 低于甲市（17万）


def _opens(head: Head, kind: QuantityKind) -> bool:
    """Whether a clause begins with a percentage: 其中约15%的企业…"""
    adverbial = head.words <= {Word.HEDGE, Word.ADVERB}
    return kind is QuantityKind.PERCENT and adverbial and not without_lead(head.phrase)


def _set_aside(members: tuple[Figure, ...]) -> Iterator[Aside]:
    for figure in members:
        yield Aside(figure.start, figure.end, "modifier")


def _name(head: Head) -> Phrase:
    """The name before a single figure; what ends in 的 before 占 is a name as a whole."""
    if head.has(Word.SHARE) and head.phrase.endswith("的"):
        return Phrase(unmask(without_lead(head.phrase)).rstrip("的"), "")
    return cut(head.phrase)


def _is_measure_of(between: str, following: QuantityKind | None) -> bool:
    """Whether a figure only tells what the next one, a multiple, is a multiple of."""
    return between.strip() == "的" and following is QuantityKind.MULTIPLE
