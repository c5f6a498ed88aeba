"""Which times of a clause tell something else than when: 较2023年, 成立于2003年, 完成全年计划的."""

from __future__ import annotations

import re

from report_etl.extract.statements.names.heads import NOT_THAN, Head
from report_etl.extract.statements.sentences.figures import DATE, FIGURE, NESTED, VAGUE, Figure
from report_etl.extract.statements.sentences.vocabulary import longest_first, pattern
from report_etl.models import QuantityKind

_OPENING = f' {NESTED}“"'
_KEPT = re.compile(rf"(?:保持|维持|承接|延续)了?[{DATE}{VAGUE}]+的?[^，]{{0,6}}(?:[势态]头?|格局|水平)")
# 较1-2月、1-3月、|1-4月: the times before one in a list
_LISTED = re.compile(rf"(?:[-0-9—～~{DATE}{VAGUE}]{{1,12}}[、和及与])+$")
_begun = pattern(
    "(?:成立|创立|创办|上市(?!公司|企业|银行|[车药房]企)|建成|开业|注册|设立|版|修订)|"
    "[^，]{0,10}(?:{works}|成立|创立|挂牌|开业|更名)(?:[，；。]|$)"
)
_PLAN = re.compile(rf"[^，{FIGURE}]{{0,8}}(?:计划|目标|任务|指标|预算)")
_FULFILLED = re.compile(r"(?:完成|达成|达到|达|占|实现|超过?)了?$")

# 2025年装机预期由5.5GW下调至4.6GW: both are of one year
_REVISED = re.compile(
    rf"(?:预期|预测|展望|指引|目标|预算)[^，{FIGURE}]{{0,6}}[由从自][^，{FIGURE}]{{0,4}}{FIGURE}+[^，]{{0,6}}"
    "(?:[上下]?调|[上下]修|修[正订])"
)
# 2024年6月5日|电, |，某局发布: the day on which something is told
_TELLS = re.compile(
    r"[晚上下午，\s]{0,3}(?:电|讯|消息)(?=[ （(：，])"
    r"|[晚上下午，\s]{0,3}[^，。；]{0,14}?(?:发布|公布|披露|公告|获悉|宣布|通报|报道)"
)


def tells(text: str, end: int) -> bool:
    """Whether the day that ends there is that of telling what follows, and not of what is told."""
    return _TELLS.match(text, end) is not None


def is_beside(mask: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether the time at `start`..`end` of a clause `first`..`last` of the mask governs nothing."""
    before = _LISTED.sub("", mask[max(first, start - 40) : start])[-7:].rstrip(_OPENING)
    before = before.removesuffix("上年").removesuffix("去年") or before
    return (
        before.endswith(longest_first("held_beside"))
        or _KEPT.search(mask, max(first, start - 4), end + 12) is not None
        or _begun().match(mask, end, last) is not None
        or (before.endswith("比") and (before[-2:-1] or "，") not in NOT_THAN)
        or (mask.startswith("同期", end) and not before.endswith(("截至", "在")))
    )


def is_of_plan(mask: str, start: int, end: int) -> bool:
    """Whether the time is that of a plan that is fulfilled: 完成|全年|计划的61%."""
    return _PLAN.match(mask, end) is not None and _FULFILLED.search(mask[:start][-4:]) is not None


def revises(mask: str, start: int, end: int) -> bool:
    """Whether a clause tells what was expected before and what is expected now."""
    return _REVISED.search(mask, start, end) is not None


def is_times(head: Head, figure: Figure | None) -> bool:
    """约为2020年的3.5倍: the date is what the multiple is counted from."""
    if figure is None or not head.of:
        return False
    return figure.quantity.kind is QuantityKind.MULTIPLE or "分之" in figure.quantity.text
