"""What words around a table say of when its figures are: a note of the unit, a note or source, a sentence."""

from __future__ import annotations

import re

from report_etl.language.dates import find_dates
from report_etl.language.normalize import squeeze

_UNTIL = "(?:截[至止]到?|截止至|截止日期?为?)[：:]?"
_UNIT = "(?:数量|计量)?单位[：:][^，,；;（()）@]{1,8}"
_SUBJECT = (
    "(?:本表|表[中内]|以上|上述|所有|全部|相关|有关)?(?:统计|企业)?"
    "(?:数据|数量|统计|口径)(?:统计)?(?:时间|日期|时点)?[均都]?"
)
_DATE = "@[底末止]?(?:为止)?"  # @ stands for the date
_OVER = re.compile(
    f"[（(]?(?:{_UNIT}[，,；;]?)?(?:{_SUBJECT})?{_UNTIL}{_DATE}(?:[，,；;]?{_UNIT})?[）)]?|[（(]{_DATE}[）)]"
)
_BELOW = re.compile(
    f"(?:.*[：:，,；;。])?{_UNTIL}{_DATE}[。）)]?|(?:.*[：:，,；;。（(])?{_SUBJECT}{_UNTIL}{_DATE}(?:[，,；;。）)].*)?"
)
_LEADING = re.compile(
    f"(?:{_UNTIL}{_DATE}|{_DATE}(?=我国|全国|各|部分|主要))[，,]?[^@]*(?:(?:如下|下表|[如见]图?表)[^@]*|：)"
)


def date_over(text: str) -> str | None:
    """The time that a line above a table notes, with its unit or alone: 单位：家，截至2031年4月."""
    return _date(text, _OVER)


def date_below(text: str) -> str | None:
    """The time that a note or a source says the figures are of: 注：数据截至2031年4月."""
    return _date(text, _BELOW)


def date_leading(text: str) -> str | None:
    """The time that the last sentence of a paragraph names, where it leads to a table: 截至…，…如下表所示."""
    return _date(re.split("[。！？；](?=.)", text.strip())[-1], _LEADING)


def _date(text: str, pattern: re.Pattern[str]) -> str | None:
    """The only date of a text, where the words around it are such."""
    plain = squeeze(text)
    mentions = [mention for mention in find_dates(plain) if mention.iso] if "年" in plain else []
    if len(mentions) != 1 or "/" in (mentions[0].iso or "/") or "@" in plain:
        return None
    around = f"{plain[: mentions[0].start]}@{plain[mentions[0].end :]}"
    return mentions[0].iso if pattern.fullmatch(around) else None
