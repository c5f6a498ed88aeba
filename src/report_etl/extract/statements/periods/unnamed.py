"""Times that no date names, 目前, 近三年, 本周, 单季: they are not of the period told of before."""

from __future__ import annotations

import re
from typing import Final

from report_etl.extract.statements.context import Context
from report_etl.extract.statements.names.heads import Head
from report_etl.extract.statements.names.measures import is_compound
from report_etl.extract.statements.names.phrases import without_lead
from report_etl.extract.statements.names.predicates import acts
from report_etl.extract.statements.periods import periods
from report_etl.extract.statements.sentences.clauses import Clause
from report_etl.extract.statements.sentences.figures import DATE, FIGURE, VAGUE

_NOW: Final = re.compile(
    r"(?<![较比由从与于])(?:(?:截[至止]|到)?(?:目前|当前)|现阶段|如今|现在|近年来?(?!报)|近日|常年"
    r"|(?:今年)?年初(?:以来|至今|迄今)|今[日天](?!头条)|昨[日天晚]|截[至止](?:今日|当日)?收盘"
    r"|(?<![上下过前后近])半年(?=[净再]?[增减升跌降涨])"
    r"|一般(?=[为在情来而可能需占约，不会都是说])|通常)"
)
# what is reached is the highest of those years, or held against their mean: it is of its own time
_OF_THEM: Final = re.compile(rf"[^，{FIGURE}]{{0,4}}?(?:新[高低]|最|[高低][位点]|均值|平均|同期|[分峰]|水平)")
_LED_BY: Final = ("预计", "计划", "目标", "在", "是")
_SPAN: Final = re.compile("(?:过去|近|最近)?.{1,3}年[间来]?$")  # 十年间, 近三年
_BETWEEN: Final = re.compile("(?![过近最]).{1,3}年[间来]$")
_THOSE: Final = re.compile(rf"([^，的{FIGURE}]{{2,8}})的(?![^，{FIGURE}]{{0,2}}(?:速度|增速|增长率|幅度))")
# how long a change took: 一年内|下降35%
WITHIN_YEARS: Final = re.compile("(?![过近最未今此])半?.{1,3}年[内间]")
_AHEAD: Final = ("未来", "今后", "此后")
_PLANNED: Final = re.compile(rf"(?:计划|打算|拟|准备)在?{VAGUE}")  # 计划在三年内投资
_OF_DAY: Final = ("今日", "今天", "截至收盘", "本周")
_DATED: Final = re.compile(rf"(?:^|[，。；])(?:截[至止]到?)?{DATE}+[末底]?，$")


def unnamed(
    times: list[tuple[int, int, str]], clause: Clause, start: int, end: int, anywhere: bool
) -> tuple[int, str]:
    """The last such time between two places of a clause, and its end: `anywhere` or in the first words only.

    `times` are those that the mask shows as one.
    """
    mask = clause.mask
    found = [*times, *((*match.span(), match[0]) for match in _NOW.finditer(mask, start, end))]
    if not anywhere:
        begin = clause.end - len(without_lead(clause.text))
        found = [time for time in found if time[0] <= begin or mask[: time[0]].endswith(_LED_BY)]
    found = [time for time in found if "年" not in time[2] or not _OF_THEM.match(mask, time[1])]
    found = [time for time in found if not (_SPAN.match(time[2]) and _since_when(mask, time[1]))]
    return max(found, default=(0, 0, ""))[1:]


def _since_when(mask: str, end: int) -> bool:
    """Whether a time only tells since when somebody is what they are: 近三年|新成立的|企业占46%."""
    those = _THOSE.match(mask, end)
    return those is not None and acts(those[1])


def pass_into(printed: str, context: Context, clause: Clause, head: Head | None) -> None:
    """No period told of before governs behind such a time, unless it is one of it: 单季, 三年间, 当月."""
    known = context.period
    if (part := periods.last_whole(printed, known, context.governed)) is not None:
        if part != known:
            context.date(part)
            context.inferred = True
        return
    if printed == "半年":
        context.date(periods.half_year_to(known or ""))  # 到6月底增至410万台，半年净增52万台
        return
    ahead, told = printed.startswith(_AHEAD), context.period_at == context.sentence
    mean = told and not ahead and head is not None and is_compound(head.phrase)
    if mean or (context.span and _BETWEEN.match(printed)):
        return  # 2019年规模4196亿元，近五年复合增速8%; 从2021年的38%升至2024年的56%，三年间提高
    if known and len(known) == len("2024-01-01") and printed in _OF_DAY:
        return
    if not periods.is_part(printed) and _DATED.search(clause.mask, 0, clause.start):
        return
    context.date(None)
    context.aside = _SPAN.match(printed) is not None
    if ahead or _PLANNED.search(clause.text):
        context.foresee()
