"""Which date of a paragraph governs what stands behind it."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from report_etl.extract.statements.context import Context
from report_etl.extract.statements.names.heads import Head
from report_etl.extract.statements.names.measures import is_compound
from report_etl.extract.statements.periods import periods
from report_etl.extract.statements.periods.beside import is_beside, is_of_plan, is_times, tells
from report_etl.extract.statements.periods.outlook import word_ahead
from report_etl.extract.statements.periods.unnamed import pass_into, unnamed
from report_etl.extract.statements.sentences.clauses import Clause, Index
from report_etl.extract.statements.sentences.figures import DATE, NESTED, VAGUE, Figure, Marked
from report_etl.extract.statements.sentences.words import Word
from report_etl.language.date_grammar import FIRST_SINCE
from report_etl.models import DateMention, DatePrecision, QuantityKind

_REPORTED = re.compile("本?各?报告期|[年期]内")  # a word for the period that the report is on
IN_A_YEAR = re.compile(
    rf"{_REPORTED.pattern}|上一?个?[月季]|全年|年[末底]|今年(?!以来)|单?第?[一二三四1-4前].*季|[上下]半年|[1-4]Q|[QH][1-4]|[0-9前].*月|[去前明]年"
)
# a month of the year told of, though its December was told of: 其中1月, 由1月的160元降至12月的92元
_WITHIN = re.compile(rf"其中|[由从自][{DATE}{VAGUE}]")
_FISCAL = re.compile("财年|财季|FY", re.IGNORECASE)  # no year of the calendar
# 前三季度产量下降，主要是二季度检修所致，: a cause may tell of another time
_CAUSE = re.compile(
    r"^(?:主要|这)*(?:是|系|由于|因(?!此|而)|受(?!访|益|众|托)|鉴于|考虑到)|影响$|所致$|拖累$"
)
_LABEL = re.compile(rf"[ ]*(?:(上年|去年)|{DATE}+)同期[ ]*")
# 公布2023年10月1日|的“在外侨民人数”: the day of what is counted
_DATA_OF = re.compile(r"的[“\"]?[^，。的]{0,12}(?:[人户件]数|[数总存]量|数据|统计|余额|名单)[”\"]?$")
_DAY = datetime.timedelta(days=1)
_ENDS = ("末", "底")
_AS_OF = ("截至", "截止", "截至到", "截止到")


class Governing:
    """Moves the governing period of the context along the dates of a paragraph."""

    def __init__(self, marked: Marked, index: Index, context: Context) -> None:
        self._mask, self._text = marked.mask, marked.text
        self._index = index
        self._context = context
        self._point: str | None = None  # the last period printed, where it is a day or an end: 6月末

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
        counted = counted or _DATA_OF.match(clause.mask, last.end - clause.offset, clause.end) is not None
        told = context.year, context.whole, context.governed
        day = last.precision is DatePrecision.DAY
        self._point = last.iso if day or last.text.endswith(_ENDS) else None
        context.date(
            last.iso,
            listed and len({(d.iso or "")[:4] for d in dates}) == 1,
            day and not counted,
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
            self._unnamed(unnamed(times, clause, start, end, bases or head is not None), clause, head)
        elif _REPORTED.match(vague[-1]):
            self._report(vague[-1])
        elif "每年" not in clause.text:
            self._complete(vague[-1], clause)

    def _unnamed(self, time: tuple[int, str], clause: Clause, head: Head | None) -> None:
        """目前, 近三年 end the period told of; the years in a bracket behind them govern."""
        last, printed = time
        years = self._index.date_at(clause.offset + last + 1)
        if years is None or not (clause.mask[last : last + 1] == NESTED and periods.is_range(years.iso)):
            if printed:
                pass_into(printed, self._context, clause, head)
        elif head is not None and is_compound(head.phrase):
            self._context.span = years.iso  # 过去五年（2019—2024年）复合增长率
        else:
            self._begin([years], years, clause)

    def _complete(self, part: str, clause: Clause) -> None:
        """A part of a year begins to govern, with the year that it most likely has."""
        context = self._context
        carried = context.period if not periods.is_range(context.period) else None
        year = carried or context.year
        if part in periods.ALL_OF_IT and context.period_at < context.sentence:
            year = carried if carried and len(carried) == 4 else context.whole
        over = self._over(year, part, clause)
        known = None if over else year
        completed = periods.completed(part, known, context.published, context.years)
        if self._before_another(year) or (over and completed and completed[:4] <= (year or "")[:4]):
            completed = None
        named = context.period_at == context.sentence
        if completed is None and named and periods.is_preceding(part):
            return  # 公布二季度财报，上季度营收为
        context.date(completed)
        self._point = completed if part.endswith(_ENDS) else None
        context.steps = periods.steps(completed or "")  # 前三季度分别为
        context.forecast = context.forecast or part.startswith("明年")
        if part.startswith("今年") and context.period is None:
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
