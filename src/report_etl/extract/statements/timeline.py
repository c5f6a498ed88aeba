"""Which date governs which figure: from the start of a clause on, or only the figure it stands before."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from report_etl.extract.statements import periods
from report_etl.extract.statements.beside import is_beside, is_of_plan, is_times, tells
from report_etl.extract.statements.clauses import Clause, Index
from report_etl.extract.statements.context import Context
from report_etl.extract.statements.figures import DATE, FIGURE, VAGUE, Figure, Marked
from report_etl.extract.statements.heads import Head
from report_etl.extract.statements.measures import is_compound
from report_etl.extract.statements.outlook import word_ahead
from report_etl.extract.statements.unnamed import pass_into, unnamed
from report_etl.extract.statements.vocabulary import words
from report_etl.extract.statements.words import Word
from report_etl.language.date_grammar import FIRST_SINCE
from report_etl.models import DateMention, DatePrecision, QuantityKind

_REPORTED = re.compile("本?各?报告期|[年期]内")  # a word for the period that the report is on
IN_A_YEAR = re.compile(
    rf"{_REPORTED.pattern}|上一?个?[月季]|全年|年[末底]|今年(?!以来)|单?第?[一二三四1-4前].*季|[上下]半年|[1-4]Q|[QH][1-4]|[0-9前].*月|[去前明]年"
)
_THAN_PART = re.compile(rf"[比较]((?:上年|去年)?){VAGUE}+$")
_UPON = re.compile(rf"(?:(?:将|拟|预计|计划|有望|已){{0,3}}于|(?:将|预计|计划|有望){{1,2}}在?)(?={DATE})")
_THAN_OF = re.compile(rf"((?<![占同环百对相性价])比|较){DATE}+的[^，{FIGURE}]{{1,8}}$")
# a month of the year told of, though its December was told of: 其中1月, 由1月的160元降至12月的92元
_WITHIN = re.compile(rf"其中|[由从自][{DATE}{VAGUE}]")
_MONTH = re.compile("[0-9]{4}-[0-9]{2}")
_FISCAL = re.compile("财年|财季|FY", re.IGNORECASE)  # no year of the calendar
# 而2020年这一比例只有: another year, told to hold the present one against
_LOOKS_BACK = re.compile(rf"而(?:在?{DATE}+)?(?:年?[底末初])?(?:[这该此](?:一|项|个)?[^，的]{{2,4}})?$")
# 前三季度产量下降，主要是二季度检修所致，: a cause may tell of another time
_CAUSE = re.compile(
    r"^(?:主要|这)*(?:是|系|由于|因(?!此|而)|受(?!访|益|众|托)|鉴于|考虑到)|影响$|所致$|拖累$"
)
_EARLIER = re.compile(
    "[ 而且但]*((?:上年|去年)(?:同[期月]|全年|[末底])?|上一?年度|上一年|上一?季度|上一?个?月)"
    "[则仅尚约还已]*[为是]"
)
_LABEL = re.compile(rf"[ ]*(?:(上年|去年)|{DATE}+)同期[ ]*")
_DAY = datetime.timedelta(days=1)
_AS_OF = ("截至", "截止", "截至到", "截止到")


class Timeline:
    """Moves the governing period of the context along the dates of a paragraph."""

    def __init__(self, marked: Marked, index: Index, context: Context) -> None:
        self._mask, self._text = marked.mask, marked.text
        self._index = index
        self._context = context

    def govern(
        self,
        clause: Clause,
        start: int,
        end: int,
        head: Head | None = None,
        figure: Figure | None = None,
        bases: bool = False,
    ) -> None:
        """Let the dates between two places govern what follows; a date of comparison only with `bases`."""
        dates = [d for d in self._index.dates_in(clause, start, end) if periods.governs(d)]
        if not bases:
            dates = [d for d in dates if not self._compares(clause, d, head)]
        if head is not None:
            dates = self._without_base(dates, clause, head, figure)
        context = self._context
        named = [d for d in self._index.dates_in(clause, start, end) if d.iso and not d.inferred]
        if named and named[-1] not in dates:
            context.beside = (named[-1].iso or "")[:4]
        if not dates:
            self._yearless(clause, start, end, head, bases)
            return
        if any(d.forecast or self._to_come(d) for d in dates):
            context.forecast = True
        last = self._of_year_told(dates[-1])
        if last.inferred and self._over(last.iso, last.text, clause):
            context.steps = ()
            context.date(None)
        elif last.last_day is None and last.iso:
            context.since(last.iso)
        else:
            self._begin(dates, last, clause)

    def _begin(self, dates: list[DateMention], last: DateMention, clause: Clause) -> None:
        """The period of the last of the dates begins, and the run of periods that they may be."""
        context = self._context
        listed = len(dates) > 1 and self._listed(dates)
        run = (tuple(d.iso for d in dates if d.iso),)
        context.steps = run if listed else periods.steps(last.iso or "")
        context.framed = context.steps or context.framed
        before = clause.mask[: last.start - clause.offset].strip()
        ends = last.last_day is not None and (last.last_day + _DAY).day == 1
        counted = before.endswith(_AS_OF) or (ends and before.endswith(("于", "在")))
        told = context.year, context.whole, context.governed
        context.date(
            last.iso,
            listed and len({(d.iso or "")[:4] for d in dates}) == 1,
            last.precision is DatePrecision.DAY and not counted,
        )
        if any(_FISCAL.search(d.text) for d in dates):
            context.year, context.whole, context.governed = told

    def _of_year_told(self, date: DateMention) -> DateMention:
        """2024年…，较2020年增长；全年…: of the year told of, not of the one that figures are held against."""
        past, beside = self._context.past, self._context.beside
        if not (date.inferred and date.iso and past and beside == date.iso[:4]):
            return date
        return replace(date, iso=periods.shifted(date.iso, int(past[:4]) - int(date.iso[:4])))

    def _without_base(
        self, dates: list[DateMention], clause: Clause, head: Head, figure: Figure | None
    ) -> list[DateMention]:
        """The dates without that of what a figure is compared with."""
        if head.has(Word.THAN) or is_times(head, figure) or head.of_time:
            dates = [d for d in dates if d.start - clause.offset != head.date]
            self._context.than = self.own(head, clause) or self._context.than
        if figure and figure.quantity.kind is QuantityKind.MULTIPLE and DATE in (head.part_of or ""):
            return dates[:-1]  # 约为1915年某车型的3倍
        return dates

    def _over(self, year: str | None, part: str, clause: Clause) -> bool:
        """Whether a month without a year follows the December of that year, or a 今年; 年初以来, its end."""
        if part.startswith("年初"):
            return year is not None and year[:4] == self._context.whole
        later = periods.is_month(part) and not part.startswith("12") and not _WITHIN.search(clause.text)
        return later and year is not None and year[:4] == self._context.ended

    def _to_come(self, date: DateMention) -> bool:
        """Whether a date lies in a year after the report's publication: what it says is a forecast."""
        published = self._context.published
        return published is not None and periods.first_part(date.iso or "")[:4] > published[:4]

    def _yearless(self, clause: Clause, start: int, end: int, head: Head | None, bases: bool) -> None:
        """前三季度 without a year has that of the period carried here, else the latest the report told of."""
        times = [
            time
            for time in self._index.vague_in(clause, start, end)
            if bases or not self._is_beside(clause, time[0], time[1], head)
        ]
        vague = [printed for _, _, printed in times if IN_A_YEAR.match(printed)]
        if not vague:
            anywhere = bases or head is not None
            if printed := unnamed(times, clause, start, end, anywhere):
                pass_into(printed, self._context, clause, head)
        elif _REPORTED.match(vague[-1]):
            self._report(vague[-1])
        elif "每年" not in clause.text:
            context = self._context
            carried = context.period if not periods.is_range(context.period) else None
            year = carried or context.year
            if vague[-1] in periods.ALL_OF_IT and context.period_at < context.sentence:
                year = carried if carried and len(carried) == 4 else context.whole
            over = self._over(year, vague[-1], clause) or self._before_another(year)
            completed = None if over else periods.completed(vague[-1], year, context.published, context.years)
            named = context.period_at == context.sentence
            if completed is None and named and periods.is_preceding(vague[-1]):
                return  # 公布二季度财报，上季度营收为
            context.date(completed)
            context.steps = periods.steps(completed or "")  # 前三季度分别为
            context.forecast = context.forecast or vague[-1].startswith("明年")
            if vague[-1].startswith("今年") and context.period is None:
                context.ended = context.year  # it is not the year told of before
                context.year = context.whole = None
            context.inferred = context.period is not None

    def _before_another(self, year: str | None) -> bool:
        """Whether a paragraph that has named no year yet goes on to name a later one than is carried."""
        if year is None or self._context.governed:
            return False
        plain = (d for d in self._index.dates if d.iso and not (d.inferred or periods.is_range(d.iso)))
        first = next((d for d in plain if self._text[: d.start].endswith(("。", "；", "，", "\n"))), None)
        if first and word_ahead(re.split("[。；]", self._mask[first.start :], maxsplit=1)[0]):
            return False  # 全年融资39起。2027年规模有望达到375亿元
        return first is not None and (first.iso or "")[:4] > year[:4]

    def label(self, clause: Clause) -> None:
        """（2024年同期：|71.3%）: the time before a colon is that of the figure behind it."""
        match, governing = _LABEL.fullmatch(clause.text), self._context.period
        if match is None or governing is None or clause.mark not in ("：", ":"):
            return
        date = next(iter(self._index.dates_in(clause, clause.start, clause.end)), None)
        year = int(date.iso[:4]) if date and date.iso else periods.year_of(governing) - 1
        self._context.date(periods.shifted(governing, year - periods.year_of(governing)))

    def leave_cause(self, clause: Clause, before: dict[str, Any]) -> None:
        """Behind a cause its sentence goes on in the time before it, unless that is an earlier one."""
        known, now = before["period"], self._context.period
        if _CAUSE.search(clause.text) and known != now:
            told = self._index.dates_in(clause, clause.start, clause.end)
            named = known and before["period_at"] == self._context.sentence
            if named or not told or (known and now and periods.last_part(now) <= periods.last_part(known)):
                self._context.restore(before)

    def _report(self, word: str) -> None:
        """报告期内, 年内: the period or periods that the report says it is on, if it does."""
        reported, context = self._context.reported, self._context
        if reported:
            whole = reported[-1] if word.endswith("末") else periods.joined(reported[0], reported[-1])
            context.date(whole)
            context.steps = (reported,) if len(reported) > 1 else periods.steps(whole or "")
            context.inferred = True
        elif len(context.period or "") == len("2024-06-30"):
            context.date(None)

    def _compares(self, clause: Clause, date: DateMention, head: Head | None) -> bool:
        """Whether a date governs nothing; what 按2024年为基数 says is what later figures compare with."""
        end = date.end - clause.offset
        if clause.mask.startswith("为基", end):
            self._context.than = date.iso
            return True
        if date.precision is DatePrecision.DAY and tells(clause.mask, end):
            return True
        if FIRST_SINCE.match(self._text, date.end):
            return True
        return self._is_beside(clause, date.start - clause.offset, end, head)

    def _is_beside(self, clause: Clause, start: int, end: int, head: Head | None) -> bool:
        """Whether a time tells something else than when: 比上年四季度, 成立于2003年, 2019年同期的."""
        if is_beside(clause.mask, clause.start, clause.end, start, end):
            return True
        if is_of_plan(clause.mask, start, end) and self._context.period_at == self._context.sentence:
            return True
        before = clause.mask[max(clause.start, start - 2) : start]
        after = clause.mask[end : end + 1]
        # 由2021年的3.4:1下降到2.3:1: the date belongs to a figure that nobody reads
        return head is None and before.endswith(("由", "从")) and after == "的"

    def times(self, clause: Clause) -> frozenset[str]:
        """The times that a clause tells of, as printed; none that it only compares with."""
        dates = [
            (d.start - clause.offset, d.end - clause.offset, d.text)
            for d in self._index.dates_in(clause, clause.start, clause.end)
        ]
        told = (*dates, *self._index.vague_in(clause, clause.start, clause.end))
        return frozenset(text for start, end, text in told if not self._is_beside(clause, start, end, None))

    def is_over(self, clause: Clause) -> bool:
        """Whether every date of a clause lay before the report's publication."""
        dates = self._index.dates_in(clause, clause.start, clause.end)
        published = self._context.published or ""
        return bool(dates) and all(d.last_day and str(d.last_day) < published for d in dates)

    def _listed(self, dates: list[DateMention]) -> bool:
        between = (self._mask[a.end : b.start] for a, b in pairwise(dates))
        return all(re.fullmatch(r"[\s、/和及与]*|以及", gap) for gap in between)

    def own(self, head: Head, clause: Clause) -> str | None:
        """The period of the date directly before the figure."""
        if head.date is None:
            return None
        date = self._index.date_at(clause.offset + head.date)
        return date.iso if date else None

    def compared(self, head: Head, clause: Clause, figure: Figure) -> str | None:
        """The printed time that the figure is compared with: 较2023年增长, 为2020年的三倍, 比上年四季度."""
        part = head.of_time and figure.quantity.kind is QuantityKind.PERCENT
        if is_times(head, figure) or part or (head.has(Word.THAN) and head.changes):
            date = self.printed(head, clause) or ""
            if part and head.base in words("base"):
                return date + head.base
            if date:
                return date
        end = figure.start - clause.offset
        for _, last, printed in self._index.vague_in(clause, max(clause.start, end - 20), end):
            if (than := _THAN_PART.search(clause.mask[:last])) and than.start(1) >= clause.start:
                return than[1] + printed
        return None

    def looks_back(self, head: Head, clause: Clause) -> bool:
        """到2030年降至2005年的35%: whether a level is reached that is told as a part of an earlier one."""
        own, governing = self.own(head, clause), self._context.period
        if not (own and governing and head.of and head.has(Word.REACH)) or head.has(Word.FROM, Word.THAN):
            return False
        return periods.last_part(own)[:4] < periods.first_part(governing)[:4] and self._context.opened is None

    def printed(self, head: Head, clause: Clause) -> str | None:
        """The date directly before the figure, as printed."""
        date = None if head.date is None else self._index.date_at(clause.offset + head.date)
        return date.text if date else None

    def period(self, head: Head, clause: Clause, figure: Figure) -> str | None:
        """The period of a figure: its own date, 上年 seen from the current one, or what governs."""
        own, governing = self.own(head, clause), self._context.period
        if own is None and governing and (before := _EARLIER.match(clause.mask, clause.start)):
            return periods.preceding(before[1], governing)  # 上年同期为净流出1亿元
        if head.compares and own and (head.of or figure.quantity.text[0] not in "+-＋－"):  # 较2020年末-7家
            return own
        if (of := self._level_of(head, clause, figure)) is not None:
            return of
        if head.now:
            return None
        if own and periods.is_range(own) and head.has(Word.FROM):
            self._context.reach = periods.last_part(own)  # 2014-2019年由2.4%增至3.6%
            return periods.first_part(own)
        if own is None and self._context.reach:
            return self._context.reach
        if governing is None or head.changes:
            return governing
        if own is None and periods.is_range(governing):
            if periods.is_plan(governing):
                return None if head.has(Word.FROM) else governing
            if head.has(Word.FROM):
                return periods.first_part(governing)
            if head.has(Word.REACH) and self._context.opened:
                return periods.last_part(governing)
        level = head.of or not head.has(Word.THAN)
        level = level and not (head.of_time or is_times(head, figure))
        if head.base and head.has(Word.BASE) and level and head.date is None:
            return periods.preceding(head.base, governing)  # 上年的4亿元, 去年同期为4亿元
        if not self.starts(head) or self._context.local or (head.of and head.base is None):
            return governing
        # 从76亿元增长至139亿元: the first is of a time before; of the year before, if changes are on that
        return periods.shifted(governing, -1) if self._context.on_year_before else None

    def _level_of(self, head: Head, clause: Clause, figure: Figure) -> str | None:
        """The date of a level that another is compared with: 较2022年11月的高点|60万元下跌87%."""
        if head.direction or head.has(Word.REACH) or head.date is not None:
            return None
        match = _THAN_OF.search(clause.mask, clause.start, figure.start - clause.offset)
        date = self._index.date_at(clause.offset + match.end(1)) if match else None
        return date.iso if date and periods.governs(date) else None

    def is_start(self, head: Head, clause: Clause) -> bool:
        """预计将由2024年的64%提高到72%: what a change begins with is known, if its year is not to come."""
        if not head.has(Word.FROM) or head.has(Word.REACH):
            return False
        date = None if head.date is None else self._index.date_at(clause.offset + head.date)
        return date is None or not (date.forecast or self._to_come(date))

    def upon(self, clause: Clause, start: int) -> bool:
        """首批20架|将于2025年上半年交付: whether a date that follows its figure governs it, and it only."""
        match = _UPON.match(clause.mask, start, clause.end)
        date = self._index.date_at(clause.offset + match.end()) if match else None
        if date is None or not periods.governs(date):
            return False
        self._context.date(date.iso)
        return True

    def is_local(self, head: Head, clause: Clause, start: int, end: int, before: dict[str, Any]) -> bool:
        """Whether the date before a figure governs nothing after it: 由2019年的, 2024-2030年年均增长率."""
        if head.has(Word.FROM) and (head.date is not None or self._vague_from(clause, start, end)):
            return True
        dates = self._index.dates_in(clause, start, end)
        mean = is_compound(head.phrase) or bool(before["period"] and head.label.startswith("年均"))
        return bool(dates) and periods.is_range(dates[-1].iso) and mean

    def take_back(self, clause: Clause, start: int, end: int, before: dict[str, Any]) -> None:
        """Go back to the time before the last date between two places; the dates before it still govern."""
        self._context.restore(before)
        dates = self._index.dates_in(clause, start, end)
        last = self._vague_from(clause, start, end) or (dates[-1].start - clause.offset if dates else start)
        self.govern(clause, start, last)

    def _vague_from(self, clause: Clause, start: int, end: int) -> int | None:
        """Where the part of a year begins that a change starts from: 从|上半年的4.2%."""
        first, last, _ = next(reversed(self._index.vague_in(clause, start, end)), (0, 0, ""))
        before, after = clause.mask[max(0, first - 1) : first], clause.mask[last : last + 1]
        return first if last and before in ("从", "由") and after == "的" else None

    def look_back(self, head: Head, before: dict[str, Any]) -> None:
        """占比达60%，而2020年这一比例仅20%，提高40个百分点: the year is that of its figure only.

        What changes afterwards changes over both; of another level nobody knows the time.
        """
        own, governed = self._context.period, before["period"]
        if not (own and governed and own[:4] < governed[:4] and _LOOKS_BACK.match(head.phrase)):
            return
        self._context.restore(before)
        self._context.period, self._context.past = None, governed
        self._context.local, self._context.span = True, periods.joined(own, governed)
        self._context.beside = own[:4]

    def starts(self, head: Head) -> bool:
        """Whether a level without a date of its own is the one that a change of one period starts from."""
        known = self._context.period
        return head.has(Word.FROM) and head.date is None and not (known and periods.is_range(known))
