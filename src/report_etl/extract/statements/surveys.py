"""Sentences that report a survey: 对使用过甲产品的用户调查发现，利用甲产品办公的用户最多，使用率达60%."""

from __future__ import annotations

import re

_SURVEY = re.compile(
    "对([^，。；、：]{2,30}?)(?:进行|开展|做)?(?:了|的)?(?:进一步|深入|抽样|问卷)?(?:的)?(?:调查|调研|访谈)"
    "(?:结果)?(?:发现|显示|表明)"
)
_WHO_DOES = re.compile("(.{4,40})的(?:用户|消费者|受访者|网民|居民|人|企业)")


def surveyed(
    subject: str | None, measure: str | None, statement: str, figure: str
) -> tuple[str | None, str | None]:
    """Subject and measure of a rate found by a survey: those asked, and what they do.

    The people who do something (利用甲产品办公的用户) are no population a rate could be of: they are what it
    counts, so what they do goes to the measure and those asked become the subject.
    """
    lead, found, _ = statement.partition(figure)
    frame = _SURVEY.search(lead) if found else None
    doing = _WHO_DOES.fullmatch(subject or "")
    if frame is None or doing is None or not (measure or "").endswith("率"):
        return subject, measure
    if lead.find(doing[0], frame.end()) < 0:
        return subject, measure
    return frame[1], f"{doing[1]}的{measure}"
