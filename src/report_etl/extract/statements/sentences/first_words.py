"""What the first words of a clause, and the mark before it, change: 其中, 预计, 目前, a semicolon."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from report_etl.extract.statements.context import Context
from report_etl.extract.statements.names.measures import measure_start
from report_etl.extract.statements.names.phrases import LONGEST_SUBJECT
from report_etl.extract.statements.periods.outlook import (
    is_done,
    is_once_built,
    is_planned,
    speaks_of_future,
    word_ahead,
)
from report_etl.extract.statements.periods.timeline import Timeline
from report_etl.extract.statements.sentences.clauses import Clause, Index
from report_etl.extract.statements.sentences.figures import DATE, FIGURE, VAGUE, Marked
from report_etl.extract.statements.sentences.sentences import Sentence

_BY_THEN: Final = re.compile(r"(?:而|且)?(?:届时|到那时|到时)")
_ALL_OF_PART: Final = re.compile(rf"[ ]*其中，?(?:单|在)?[{DATE}{VAGUE}]")  # 其中三季度营收…；净利润…
_AT_ONCE: Final = re.compile(f"[ 约近超]*{FIGURE}")
_LABEL: Final = re.compile(r"[A-Za-z\u4e00-\u9fff/]{2,12}$")


class FirstWords:
    """Takes the context from clause to clause, before their figures are read.

    `ahead` is where the word of the last clause ends that looks ahead (0: nowhere); figures before it do not.
    """

    def __init__(
        self, marked: Marked, index: Index, context: Context, timeline: Timeline, listed: str | None
    ) -> None:
        self._marked, self._index = marked, index
        self._context, self._timeline = context, timeline
        self._listed = listed  # the measure of the list that the paragraph is an item of
        self._sentence = self._before = Sentence(0, 0)
        self.ahead = 0
        self._times: frozenset[str] = frozenset()  # the last ones printed
        self._past: set[str] = set()  # the ones that figures were told of which were no forecasts

    def next_sentence(self, sentence: Sentence) -> None:
        """Go on to the next sentence of the paragraph."""
        self._before, self._sentence = self._sentence, sentence
        self._context.next_sentence()

    def begin(self, clause: Clause, mark: str, figures: int) -> None:
        """Begin a clause of so many groups of figures behind a mark."""
        if not clause.depth:
            self._reopen(clause, mark)
            if mark in ("：", ":"):
                self._label(clause, figures)
            self._context.clauses += 1
        self._open(clause)

    def told(self, ahead: bool) -> None:
        """Note that figures of the clause were told, whether any is a forecast."""
        if not (ahead or self._context.forecast):
            self._past |= self._times

    def _label(self, clause: Clause, figures: int) -> None:
        """当前价：62元: what stands before the colon names the figure after it, nothing else does."""
        before = self._marked.mask[self._sentence.start : clause.offset + clause.start].rstrip("：: ")
        label = _LABEL.search(before)
        context = self._context
        if _AT_ONCE.match(clause.text):
            context.levels, context.last, context.measure = {}, None, self._listed
            if label and measure_start(label[0]) == 0:
                context.say(label[0])
        name = re.split("[，。；]", before)[-1].lstrip("-–—•·●■◆▪►➢* ")
        if figures == 1 and "、" in name and len(name) <= LONGEST_SUBJECT:
            context.name(name)  # 计算机、通信和其他电子设备制造业：增长5%

    def _reopen(self, clause: Clause, mark: str) -> None:
        """The period that 其中三季度 interrupts goes on after the semicolon."""
        context = self._context
        if mark in ("；", ";"):
            if not _ALL_OF_PART.match(self._marked.mask, self._sentence.start):
                context.reopen()
            context.back_to_period()
            context.back_to_lead()
            context.within = context.all_within
            if (part := context.levels.get("%")) and part.kind == "share":
                context.levels["%"] = replace(part, base=None)
            context.begin_part()
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
            self._context.within = True
        if text.startswith("其中") and clause.offset + clause.start == self._sentence.start:
            self._context.go_on()
            self._context.all_within = True
        if text.startswith("对应") and clause.offset + clause.start == self._sentence.start:
            self._context.correspond()
        self._look_ahead(clause, text)
        spans = self._index.vague_in(clause, clause.start, clause.end)
        if is_once_built(text) or (not spans and speaks_of_future(text)):
            self._context.date(None)
            self._context.foresee()
        if _BY_THEN.match(text.strip()):
            named = self._index.date_before(clause.offset + clause.start)
            when = named.iso if named and named.start >= self._before.start else None
            self._context.by_then(when, named is not None and named.start >= self._sentence.start)

    def _look_ahead(self, clause: Clause, text: str) -> None:
        """Whether the clause and what follows speak of the future; figures before its word do not."""
        self.ahead = 0
        ahead = word_ahead(text + clause.mark)
        before = self._marked.text[self._sentence.start : clause.offset + clause.start]
        times = self._timeline.times(clause)
        self._times = times or self._times
        if ahead is not None:
            dates = self._index.dates_in(clause, clause.start, clause.start + ahead[0])
            if not (self._context.forecast or ahead[1] or any(date.forecast for date in dates)):
                self.ahead = clause.offset + clause.start + ahead[0]
            self._context.foresee()
        elif is_planned(before, text):
            self._context.foresee()
        elif self._context.forecast and times and (times <= self._past or self._timeline.is_over(clause)):
            self._context.forecast = False  # 二季度下滑，预计三季度反弹；二季度收入增长
        elif is_done(text):
            if self._context.forecast and not self._index.dates_in(clause, clause.start, clause.end):
                self._context.period = None  # 预计2030年达到…；某公司已应用
            self._context.forecast = False
