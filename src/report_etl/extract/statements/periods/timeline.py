"""Which date governs which figure: from the start of a clause on, or only the figure it stands before."""

from __future__ import annotations

import re
from typing import Any

from report_etl.extract.statements.names.heads import Head
from report_etl.extract.statements.names.measures import is_compound
from report_etl.extract.statements.periods import periods
from report_etl.extract.statements.periods.beside import is_times, revises
from report_etl.extract.statements.periods.governing import Governing
from report_etl.extract.statements.periods.unnamed import WITHIN_YEARS
from report_etl.extract.statements.sentences.clauses import Clause
from report_etl.extract.statements.sentences.figures import DATE, FIGURE, VAGUE, Figure
from report_etl.extract.statements.sentences.vocabulary import words
from report_etl.extract.statements.sentences.words import Word
from report_etl.models import QuantityKind

_THAN_PART = re.compile(rf"[比较]((?:上年|去年)?){VAGUE}+$")
_UPON = re.compile(rf"(?:(?:将|拟|预计|计划|有望|已){{0,3}}于|(?:将|预计|计划|有望){{1,2}}在?)(?={DATE})")
_THAN_OF = re.compile(
    rf"((?<![占同环百对相性价])比|较){DATE}+(?:的[^，{FIGURE}]{{1,8}}|[^，{FIGURE}]{{0,4}}(?:峰值|[高低][点位]|谷底))$"
)
# 而2020年这一比例只有: another year, told to hold the present one against
_LOOKS_BACK = re.compile(rf"而(?:在?{DATE}+)?(?:年?[底末初])?(?:[这该此](?:一|项|个)?[^，的]{{2,4}})?$")
_EARLIER = re.compile(
    "[ 而且但]*((?:上年|去年)(?:同[期月]|全年|[末底])?|上一?年度|上一年|上一?季度|上一?个?月)"
    "[则仅尚约还已]*[为是]"
)
# 扭转了|上年|下滑7%的局面; 增速由|上年|下降5%转为
_TURNED = re.compile(
    rf"(?:扭转|改变|结束|遏制|告别|逆转|走出|[由从])了?((?:上年|去年|上一年|前一年)(?:同期)?|{DATE}+)的?[^，{FIGURE}]{{0,6}}$"
)


class Timeline(Governing):
    """The period of each figure: of its own date, or of the one that governs."""

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
        before = _EARLIER.match(clause.mask, clause.start)
        before = before or _TURNED.search(clause.mask, clause.start, figure.start - clause.offset)
        if before and (date := self._index.date_at(clause.offset + before.start(1))):
            return date.iso  # 扭转了2023年下滑7%的局面
        if own is None and governing and before:
            return periods.preceding(before[1], governing)  # 上年同期为净流出1亿元
        if own and self._is_level_of(head, clause, figure):
            return own
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
        if not self.starts(head, clause) or self._context.local or (head.of and head.base is None):
            return governing
        # 从76亿元增长至139亿元: the first is of a time before; of the year before, if changes are on that
        known = self._context.on_year_before and not self._context.forecast
        return periods.shifted(governing, -1) if known else None

    def _is_level_of(self, head: Head, clause: Clause, figure: Figure) -> bool:
        """相当于|2024年|516亿元的5倍: whether an amount has the date that governs nothing else."""
        at, end = head.date, figure.start - clause.offset
        amount = figure.quantity.kind in (QuantityKind.MONEY, QuantityKind.COUNT) and not head.changes
        return (
            amount
            and at is not None
            and not clause.mask[at:end].strip(f"{DATE}的 ")
            and self._is_beside(clause, at, end, head)
        )

    def _level_of(self, head: Head, clause: Clause, figure: Figure) -> str | None:
        """The date of a level that another is compared with: 较2022年11月的高点|60万元下跌87%."""
        if head.direction or head.has(Word.REACH) or head.date is not None:
            return None
        match = _THAN_OF.search(clause.mask, clause.start, figure.start - clause.offset)
        date = self._index.date_at(clause.offset + match.end(1)) if match else None
        return date.iso if date and periods.governs(date) else None

    def is_start(self, head: Head, clause: Clause, figure: Figure) -> bool:
        """预计将由2024年的64%提高到72%: what a change begins with is known, if its year is not to come."""
        if self._is_level_of(head, clause, figure):
            return True
        if not head.has(Word.FROM) or head.has(Word.REACH):
            return False
        date = None if head.date is None else self._index.date_at(clause.offset + head.date)
        if date is None:
            return not revises(clause.mask, clause.start, clause.end)
        return not (date.forecast or self._to_come(date))

    def upon(self, clause: Clause, start: int, figure: Figure) -> bool:
        """首批20架|将于2025年上半年交付: whether a date that follows its figure governs it, and it only."""
        match = _UPON.match(clause.mask, start, clause.end)
        date = self._index.date_at(clause.offset + match.end()) if match else None
        multiple = figure.quantity.kind is QuantityKind.MULTIPLE  # 10倍|于2020年
        if date is None or multiple or not periods.governs(date):
            return False
        self._context.date(date.iso)
        return True

    def is_local(self, head: Head, clause: Clause, start: int, end: int, before: dict[str, Any]) -> bool:
        """Whether the date before a figure governs nothing after it: 由2019年的, 2024-2030年年均增长率."""
        if head.has(Word.FROM) and (head.date is not None or self._vague_from(clause, start, end)):
            return True
        times = self._index.vague_in(clause, start, end)
        if head.changes and times and WITHIN_YEARS.fullmatch(times[-1][2]):
            return bool(before["period_at"] == self._context.sentence)
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

    def starts(self, head: Head, clause: Clause) -> bool:
        """Whether a level without a date of its own is the one that a change of one period starts from."""
        known = self._context.period
        begins = head.has(Word.FROM) and head.date is None and not (known and periods.is_range(known))
        return begins and not revises(clause.mask, clause.start, clause.end)

    def is_part_told(self, measure: str) -> bool:
        """上半年…。6月…。|净利率: whether a part of a period told of is carried: either may go on.

        A stock that was told of at its end does: 一季度…。3月末，贷款余额…。存款余额.
        """
        context, part = self._context, self._context.period
        if part is None or context.introduced or (part == self._point and _is_stock(measure)):
            return False
        return any(told != part and periods.covers(told, part) for told in context.governed)


def _is_stock(measure: str) -> bool:
    return any(word in measure for word in words("stocks"))
