"""Sentence by sentence: each figure with its subject, measure, base, kind, direction and period."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from report_etl.extract.statements import periods
from report_etl.extract.statements.context import Context
from report_etl.extract.statements.enumerations import Names, list_lengths, read_names
from report_etl.extract.statements.figures import DATE, VAGUE, Figure, Marked, group, mask_nested
from report_etl.extract.statements.heads import Head, is_base_date, read_head, unmask
from report_etl.extract.statements.measures import is_compound, is_growth, is_share, without_growth
from report_etl.extract.statements.phrases import Phrase, cut, frame, without_adverbs, without_lead
from report_etl.extract.statements.readings import Aside, Outcome, Reading, Refusal
from report_etl.extract.statements.sentences import Sentence, split_sentences
from report_etl.extract.statements.single import Setting, read_single
from report_etl.extract.statements.tails import Tail, edge_of, read_tail
from report_etl.extract.statements.words import Word
from report_etl.models import DateMention, QuantityKind

_CLAUSE: Final = re.compile(r"[，,；;：:。！？!?\n]")
_FUTURE: Final = re.compile(r"预计|预测|有望|预期|将(?![军其它该此这])|料(?=将|可)|预估|估计到|目标|力争")
_NOW: Final = re.compile(r"^(?:目前|当前|现阶段|如今|现在|近年来|一般|通常|近日)")
_EXAMPLE: Final = re.compile(r"^(?:以|例如|如)(.{2,24}?)为例$")
_NEXT: Final = re.compile(
    r"(?:紧随其后|其次|随后|接下来|再次|第[二三四五]|末位|最低|最高|首位|位居其后)的?(?:是|为)(.{1,20})$"
)
_VAGUELY: Final = re.compile(rf"(?:^|预计|在){VAGUE}")
_OPENING: Final = re.compile(rf"^([\u4e00-\u9fffA-Za-z]{{2,10}}?) ?{DATE}")
_AIDED: Final = re.compile(
    r"(?:通过|对(?!外)|受(?!访)|随着|由于|得益于|基于|为(?!期)|按照?|依托|在(?!线|建))"
)
_ADVERBIAL: Final = re.compile(
    r"[受随由在从按据为通得因其同此与对针根以经截综除如虽尽自当每]|另|目前|同时|此外|预计|未来|我们|进一步|带动|主要|整体|总体"
)
_LEADING: Final = re.compile(r"(?:最高|最大|最多|最快|最低|最为?广泛|居首|第一|领先|较高|较大)$")
_MODIFIER: Final = re.compile(
    r"([^，、]{0,12})的(?:约?占|比例|比重|人数?|用户|网民|企业|消费者|受访者|家庭|群体|人群|客户|产品|项目|门店|订单|公司|商家|机构|家长|学生)(?=.{0,10}$)"
)
_SUPERLATIVE: Final = re.compile(rf"{_LEADING.pattern}|(?:趋[冷热稳缓]|向好|回暖)$")
_CLAUSE_LIKE: Final = re.compile(r"[在占是有将被把这]|随着|通过|由于")
_PLACED: Final = re.compile(
    r"^(.{2,28}?)(?:在(?!线|建|职|校)|是|作为|具有|占据|凭借|成为|处于|保持|排名|位居|位列|稳居|居|领先|遥遥|继续|仍|依然|已成为|受益|依托|进入|呈|迎来|明显|显著|最)"
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """Part of a sentence; `mask` begins at `offset` of the paragraph, `start`..`end` index the mask."""

    mask: str
    offset: int
    start: int
    end: int
    depth: int
    nested: tuple[tuple[int, int], ...]
    mark: str  # the sign that ends it


class Reader:
    """Reads one paragraph; the context goes from sentence to sentence."""

    def __init__(self, marked: Marked, period: str | None = None) -> None:
        """`period` is the one that governed the paragraph before, as a last resort."""
        self.marked = marked
        self.context = Context(period=period, past=period)
        self.figures = [f for f in marked.figures if f.aside is None]
        self._figure_starts = [f.start for f in self.figures]
        self._date_starts = [d.start for d in marked.dates]
        self.sentence = Sentence(0, 0)
        self.read_figures: dict[int, Reading] = {}

    def read(self) -> Iterator[Outcome]:
        """Every figure of the paragraph, in reading order of its sentences."""
        for figure in self.marked.figures:
            if figure.aside is not None:
                yield Aside(figure.start, figure.end, figure.aside)
        for sentence in split_sentences(self.marked.mask):
            self.sentence = sentence
            self.context.next_sentence()
            yield from self._region(sentence.start, sentence.end, 0)

    # --- clauses ---------------------------------------------------------------------------------

    def _region(self, start: int, end: int, depth: int) -> Iterator[Outcome]:
        mask, nested = mask_nested(self.marked.mask, start, end)
        begin = 0
        for match in [*_CLAUSE.finditer(mask), None]:
            stop, mark = (match.start(), match[0]) if match else (len(mask), "")
            if mask[begin:stop].strip():
                inside = tuple(n for n in nested if start + begin <= n[0] < start + stop)
                yield from self._clause(_Clause(mask, start, begin, stop, depth, inside, mark))
            begin = match.end() if match else stop

    def _figures_in(self, clause: _Clause) -> list[Figure]:
        low = bisect_left(self._figure_starts, clause.offset + clause.start)
        high = bisect_left(self._figure_starts, clause.offset + clause.end)
        return [f for f in self.figures[low:high] if not _within(f.start, clause.nested)]

    def _dates_in(self, clause: _Clause, start: int, end: int) -> list[DateMention]:
        low = bisect_left(self._date_starts, clause.offset + start)
        high = bisect_left(self._date_starts, clause.offset + end)
        return [d for d in self.marked.dates[low:high] if not _within(d.start, clause.nested)]

    def _clause(self, clause: _Clause) -> Iterator[Outcome]:
        text = clause.mask[clause.start : clause.end]
        if "其中" in text and not clause.depth:
            self.context.run = []
        groups = group(self._figures_in(clause), clause.mask, clause.offset, "分别" in text)
        if _FUTURE.search(text):
            self.context.forecast = True
        if _NOW.match(text.strip()) or _VAGUELY.search(without_lead(text) if text[:1] != VAGUE else text):
            self.context.date(None)
        if not groups:
            self._figureless(clause)
        at = clause.start
        waiting = list(clause.nested)
        pending: Head | None = None
        for index, members in enumerate(groups):
            first, last = members[0].start - clause.offset, members[-1].end - clause.offset
            while waiting and waiting[0][0] < members[0].start:
                inner = waiting.pop(0)
                opened = inner[0] - clause.offset - 1
                self._govern(clause, at, opened, None)
                yield from self._nested(inner, clause, clause.mask[at:opened])
            following = groups[index + 1][0].start - clause.offset if index + 1 < len(groups) else clause.end
            if index + 1 < len(groups) and _modifies(members[0], clause.mask[last:following]):
                for figure in members:  # 愿意支付5%以内溢价的占38.2%
                    yield Aside(figure.start, figure.end, "modifier")
                continue
            head = read_head(clause.mask, at, first)
            tail = read_tail(clause.mask, last, following)
            before = (self.context.period, self.context.period_at)
            self._govern(clause, at, first, head, members[0])
            if pending is not None and pending.share_of is not None and clause.mask[at:first].strip() == "的":
                head = _with_share(pending, clause.mask, at)
            yield from self._group(members, head, tail, clause)
            local = self._local(head, clause, at, first)
            at = last + len(edge_of(clause.mask, last, following))
            while waiting and waiting[0][0] - clause.offset <= at + 1:
                yield from self._nested(waiting.pop(0), clause, "")
            if local:
                self.context.period, self.context.period_at = before
            pending = head
        for inner in waiting:
            opened = inner[0] - clause.offset - 1
            self._govern(clause, at, opened, None)
            yield from self._nested(inner, clause, clause.mask[at:opened])

    def _local(self, head: Head, clause: _Clause, start: int, end: int) -> bool:
        """Whether the date before a figure governs nothing after it (由2019年的, 2024-2030年年均复合增长率)."""
        if head.date is not None and head.has(Word.FROM):
            return True
        dates = self._dates_in(clause, start, end)
        return bool(dates) and periods.is_range(dates[-1].iso) and is_compound(head.phrase)

    def _nested(self, inner: tuple[int, int], clause: _Clause, anchor: str) -> Iterator[Outcome]:
        """Read a bracket; `anchor` holds the words before it when it does not follow a figure."""
        if clause.depth >= 2:
            return
        context = self.context
        kept = (context.subject, context.subject_at, context.measure, context.measure_at, context.forecast)
        period, at = context.period, context.period_at
        lists = (context.steps, context.names, context.names_at, context.levels, context.last)
        context.levels = dict(context.levels)
        self._enter(inner, anchor)
        yield from self._region(inner[0], inner[1], clause.depth + 1)
        (context.subject, context.subject_at, context.measure, context.measure_at, context.forecast) = kept
        context.period, context.period_at = period, at
        context.steps, context.names, context.names_at, context.levels, context.last = lists

    def _enter(self, inner: tuple[int, int], anchor: str) -> None:
        """What a bracket speaks of: the figure it follows (6.45亿元（+18.6%）), or the name (期间费用（1.72亿元）)."""
        context = self.context
        before = self.read_figures.get(self._figure_before(inner[0]))
        if not anchor.strip() and before is not None:
            if before.subject:
                context.subject, context.subject_at = before.subject, context.sentence
            if before.measure and before.kind in ("money", "count", "multiple"):
                context.measure, context.measure_at = before.measure, context.sentence
            context.period, context.period_at = before.period, context.sentence
            return
        phrase = cut(read_head(anchor, 0, len(anchor)).phrase)
        if phrase.measure and not phrase.verb:
            context.say(phrase.measure)
            context.levels = {}
        if phrase.subject:
            context.name(unmask(phrase.subject))

    def _figure_before(self, position: int) -> int:
        index = bisect_left(self._figure_starts, position) - 1
        return self._figure_starts[index] if index >= 0 else -1

    # --- what a clause without figures says -------------------------------------------------------

    def _figureless(self, clause: _Clause) -> None:
        context = self.context
        if clause.depth:
            return
        text = clause.mask[clause.start : clause.end].strip()
        self._govern(clause, clause.start, clause.end, None)
        bare = unmask(without_lead(text)).strip(' ，、“”"')
        if match := _EXAMPLE.match(unmask(text).strip()):
            context.name(match[1])
            return
        if match := _NEXT.search(text):
            context.name(unmask(match[1]))
            return
        topic = frame(text)
        if topic is not None:
            context.topic = topic
            return
        for names in (read_names(text, n) for n in sorted(list_lengths(text), reverse=True)):
            if names and all(len(item) <= 12 for item in names.items):
                context.names, context.names_at = names.items, context.sentence
                return
        phrase = cut(_SUPERLATIVE.sub("", read_head(clause.mask, clause.start, clause.end).phrase))
        if clause.mark in "：:" and 2 <= len(bare) <= 12:
            if phrase.measure and not phrase.verb:
                context.say(phrase.measure)
            if phrase.subject:
                context.name(unmask(phrase.subject))
            return
        if phrase.measure and not phrase.verb and not _CLAUSE_LIKE.search(phrase.subject):
            context.say(phrase.measure)
            if phrase.subject and (context.subject_at < context.sentence or _LEADING.search(text)):
                context.name(unmask(phrase.subject))
            return
        if _AIDED.match(bare):
            return
        if match := _OPENING.match(text):
            context.name(match[1].strip())
            return
        if match := _PLACED.match(bare):
            name = cut(without_adverbs(match[1]))
            if name.measure and not name.verb:
                context.say(name.measure)
            if name.subject and "，" not in name.subject:
                context.name(name.subject)
        elif context.subject_at == context.sentence and not _ADVERBIAL.match(bare) and len(bare) > 3:
            context.doubt = True
        elif context.subject_at < context.sentence and not _ADVERBIAL.match(bare) and len(bare) > 5:
            context.subject = None  # the sentence has a subject of its own that is not understood

    # --- periods ---------------------------------------------------------------------------------

    def _govern(
        self, clause: _Clause, start: int, end: int, head: Head | None, figure: Figure | None = None
    ) -> None:
        """Let the dates before a figure govern it and what follows."""
        dates = [
            d
            for d in self._dates_in(clause, start, end)
            if periods.governs(d) and not is_base_date(clause.mask, clause.start, d.start - clause.offset)
        ]
        if head is not None and head.date is not None and (head.has(Word.THAN) or _times(head, figure)):
            dates = [d for d in dates if d.start - clause.offset != head.date]
            self.context.than = self._date_at(clause, head.date) or self.context.than
        if not dates:
            return
        context = self.context
        if any(d.forecast for d in dates):
            context.forecast = True
        if len(dates) > 1 and self._listed(dates):
            context.steps = tuple(d.iso for d in dates if d.iso)
        else:
            context.steps = tuple(periods.steps(dates[-1].iso or ""))
        context.date(dates[-1].iso)

    def _listed(self, dates: list[DateMention]) -> bool:
        mask = self.marked.mask
        between = (mask[a.end : b.start] for a, b in pairwise(dates))
        return all(re.fullmatch(r"[\s、/和及与]*|以及", gap) for gap in between)

    def _date_at(self, clause: _Clause, position: int | None) -> str | None:
        if position is None:
            return None
        index = bisect_left(self._date_starts, clause.offset + position)
        if index < len(self._date_starts) and self._date_starts[index] == clause.offset + position:
            return self.marked.dates[index].iso
        return None

    def _period(self, head: Head, clause: _Clause, times: bool) -> str | None:
        """The period of a level: its own date, 上年 seen from the current one, or what governs."""
        own = self._date_at(clause, head.date)
        if head.has(Word.THAN) and own and not head.changes:
            return own
        if head.now:
            return None
        if own is None and not head.changes and periods.is_range(self.context.period):
            if head.has(Word.FROM):
                return periods.first_part(self.context.period or "")
            if head.has(Word.REACH) and self.context.opened:
                return periods.last_part(self.context.period or "")
        if head.has(Word.BASE) and not head.changes and head.of and not times and self.context.period:
            return periods.shifted(self.context.period, -1)
        return self.context.period

    # --- figures ---------------------------------------------------------------------------------

    def _group(
        self, members: tuple[Figure, ...], head: Head, tail: Tail, clause: _Clause
    ) -> Iterator[Outcome]:
        if len(members) == 1:
            yield self._single(members[0], head, tail, clause, _phrase(head))
        else:
            yield from self._list(members, head, tail, clause)

    def _list(
        self, members: tuple[Figure, ...], head: Head, tail: Tail, clause: _Clause
    ) -> Iterator[Outcome]:
        context, count = self.context, len(members)
        each = head.has(Word.EACH) or "分别" in head.phrase
        names = read_names(head.phrase, count)
        lengths = list_lengths(head.phrase) - {count}
        steps = context.steps if len(context.steps) == count else ()
        phrase = cut(head.phrase)
        if names is not None:
            context.names, context.names_at = names.items, context.sentence
            yield from self._by_names(members, names, head, tail, clause)
            return
        if steps and not (each and lengths):
            for figure, step in zip(members, steps, strict=True):
                yield self._single(figure, head, tail, clause, phrase, step)
            return
        if each and lengths and not steps:
            yield self._refuse(members, head, lengths)
            return
        row = context.row(count) if each and not phrase.subject else ()
        if row:
            yield from self._by_names(members, Names(row, phrase.measure), head, tail, clause)
            return
        if len(context.names) == count and context.names_at >= context.sentence - (1 if each else 0):
            yield from self._by_names(
                members, Names(context.names, phrase.measure or phrase.subject), head, tail, clause
            )
            return
        for figure in members:
            yield self._single(
                figure, head, tail, clause, phrase, unsure=not context.steps and not phrase.subject
            )

    def _by_names(
        self, members: tuple[Figure, ...], names: Names, head: Head, tail: Tail, clause: _Clause
    ) -> Iterator[Outcome]:
        """One figure for each name; the names are subjects, or measures of one subject."""
        context = self.context
        rest = cut(names.rest.removeprefix("分别")) if names.rest else Phrase("", "")
        cuts = [cut(item) for item in names.items]
        labels = all(item in ("同比", "环比") for item in names.items)
        relative = is_growth(rest.measure) or is_share(rest.measure)
        measures = (not rest.measure or relative) and all(c.measure and not c.verb for c in cuts)
        shared = cuts[0].subject if measures else None
        ending = _shared_ending([c.measure for c in cuts]) if measures else ""
        for figure, item, one in zip(members, names.items, cuts, strict=True):
            if labels:
                phrase = Phrase("", item)
            elif measures:
                measure = one.measure if is_growth(one.measure) else one.measure + (ending or rest.measure)
                phrase = Phrase(one.subject or shared or "", measure)
            else:
                measure = rest.measure
                if (
                    not measure
                    and not tail.measure
                    and names.rest
                    and len(names.rest) <= 10
                    and not head.has(Word.SHARE)
                ):
                    measure = unmask(names.rest).strip()  # 北京、上海常住人口
                if rest.subject and measure and len(names.rest) <= 16:
                    measure = unmask(names.rest).removeprefix("分别").strip()
                phrase = Phrase(item, measure, rest.verb)
            yield self._single(figure, head, tail, clause, phrase)
        if not measures:
            context.subject = None

    def _refuse(self, members: tuple[Figure, ...], head: Head, lengths: set[int]) -> Refusal:
        percent = members[0].quantity.kind in (QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINTS)
        figures = "、".join(f.quantity.text for f in members)
        return Refusal(
            members[0].start,
            members[-1].end,
            "percentages" if percent else "quantities",
            f"{max(lengths)} names for {len(members)} figures",
            (unmask(head.phrase), figures),
        )

    def _single(
        self,
        figure: Figure,
        head: Head,
        tail: Tail,
        clause: _Clause,
        phrase: Phrase,
        step: str | None = None,
        unsure: bool = False,
    ) -> Outcome:
        context = self.context
        period = step or self._period(head, clause, _times(head, figure))
        setting = Setting(
            period,
            period_inherited=step is None and context.period_at < context.sentence,
            span=context.span,
            nested=clause.depth > 0,
            unsure=unsure,
        )
        outcome = read_single(figure, head, tail, phrase, context, setting)
        if isinstance(outcome, Reading):
            self._remember_span(head, period)
            self.read_figures[figure.start] = outcome
            return replace(outcome, sentence=self.sentence)
        return outcome

    def _remember_span(self, head: Head, period: str | None) -> None:
        """由2019年的 … 升至2024年的 …: what grows afterwards grows over both."""
        context = self.context
        if head.has(Word.FROM):
            context.opened = period
        elif head.has(Word.REACH) and context.opened and period:
            context.span = periods.joined(context.opened, period)
            context.opened = None


def _phrase(head: Head) -> Phrase:
    """The name before a single figure; what ends in 的 before 占 is a name as a whole."""
    if head.has(Word.SHARE) and head.phrase.endswith("的"):
        return Phrase(unmask(without_lead(head.phrase)).rstrip("的"), "")
    return cut(head.phrase)


def _modifies(figure: Figure, after: str) -> bool:
    """Whether the figure only describes the subject of the next one (月收入5000元以下的占20%)."""
    match = _MODIFIER.match(after)
    if match is None:
        return False
    percent = figure.quantity.kind is QuantityKind.PERCENT
    return bool(match[1]) if percent else bool(match[1]) or "占" in match[0]


def _shared_ending(measures: list[str]) -> str:
    """收入/归母净利润CAGR: the rate of change that only the last name carries."""
    if not is_growth(measures[-1]) or any(is_growth(m) for m in measures[:-1]):
        return ""
    return measures[-1].removeprefix(without_growth(measures[-1]))


def _times(head: Head, figure: Figure | None) -> bool:
    """约为2020年的3.5倍: the date is what the multiple is counted from."""
    if figure is None or not head.of:
        return False
    return figure.quantity.kind is QuantityKind.MULTIPLE or "分之" in figure.quantity.text


def _within(position: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= position < end for start, end in spans)


def _with_share(pending: Head, mask: str, at: int) -> Head:
    del mask, at
    return Head(pending.phrase, pending.words, share_of=pending.share_of, share_word=pending.share_word)
