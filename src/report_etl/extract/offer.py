"""What the report costs and whom to call: prices, telephone numbers, e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from report_etl.extract.flow import Flow
from report_etl.extract.front import front_lines
from report_etl.models import MappedText, Span
from report_etl.records import Price

_PHONE = re.compile(
    r"(?<![0-9-])(?:400[- ]?[0-9]{3}[- ]?[0-9]{4}|0[0-9]{2,3}[- ][0-9]{3,4}-?[0-9]{4}|1[3-9][0-9]{9})"
    r"(?![0-9])"
)
_PHONE_WORD = re.compile(r"电话|热线|Tel|手机", re.IGNORECASE)
_PHONE_REACH = 40  # characters behind the word
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,60}@[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,20}){1,4}")
_WHOLE = "全套|整套|套装|合订本|单行本|(?:电子|纸质|纸介|印刷|完整)(?:报告|文档|文件)"
# 电子版, 两个版本; 电子+纸质 without 版
_EDITION = (
    rf"(?P<edition>[A-Za-z+＋\u4e00-\u9fff]{{1,14}}版本?|{_WHOLE}|"
    r"[A-Za-z\u4e00-\u9fff]{2,6}[+＋][A-Za-z\u4e00-\u9fff]{2,6})"
)
_AMOUNT = (
    r"(?P<before>RMB|CNY|USD|US\$|EUR|HKD|人民币|[¥￥$€])?[ \u3000]{0,2}"
    r"(?P<amount>(?:[0-9]{1,3}(?:[,，][0-9]{3}){1,3}|[0-9]{1,9})(?:\.[0-9]{1,2})?)[ \u3000]{0,2}"
    r"(?P<after>万元|元|美元|欧元|港元|人民币)?"
)
_SOLD = re.compile(
    "(?:电子|纸质|纸介|印刷|PDF|Word|中文|英文|机构|个人|企业|会员|标准|完整)[^，。]{0,4}版", re.IGNORECASE
)
_EDITION_FIRST = re.compile(
    rf"{_EDITION}(?:定价|售价|价格)?[ \u3000]{{0,3}}[:：]?[ \u3000]{{0,3}}{_AMOUNT}(?!万)"
)
_ANY_FIRST = re.compile(  # behind 价格：, whatever the edition is called, if others are called as usual
    r"(?<=[\s/／、，,；;｜|：:])(?P<edition>(?![\u4e00-\u9fff]{0,6}价)[A-Za-z+＋\u4e00-\u9fff]{2,12})"
    rf"[ \u3000]{{0,3}}[:：]?[ \u3000]{{0,3}}{_AMOUNT}(?!万)"
)
_AMOUNT_FIRST = re.compile(rf"{_AMOUNT}[ \u3000]{{0,2}}[（(]{_EDITION}[）)]")
_PRICE_WORD = re.compile(r"价[ \u3000]{0,4}格|售价|定价")
_PRICE_LINES = 14  # lines from 价格 on in which editions are listed
_FRONT, _END = 60, 20  # lines at the front and the end of a report in which it offers itself
_CURRENCY = {
    **dict.fromkeys(("RMB", "CNY", "人民币", "¥", "￥", "元", "万元"), "CNY"),
    **dict.fromkeys(("USD", "US$", "$", "美元"), "USD"),
    **dict.fromkeys(("EUR", "€", "欧元"), "EUR"),
    **dict.fromkeys(("HKD", "港元"), "HKD"),
}


@dataclass(frozen=True)
class Found:
    """A value with the range it was read from."""

    value: str
    span: Span


def find_prices(flow: Flow) -> list[tuple[Price, Span]]:
    """The editions with their prices, in a labelled line or a small table near the front."""
    text, matches = _labelled_prices(flow) or _listed_prices(flow)
    known = {currency for match in matches if (currency := _currency(match)) is not None}
    # 合订版: 8500 — the currency of the others, when they agree on one.
    common = known.pop() if len(known) == 1 else None
    return [
        (
            Price(edition=match["edition"], amount=_amount(match), currency=currency),
            text.span(match.start("amount"), match.end("amount")),
        )
        for match in matches
        if (currency := _currency(match) or common) is not None
    ]


def _labelled_prices(flow: Flow) -> tuple[MappedText, list[re.Match[str]]] | None:
    front = front_lines(flow, _FRONT)
    start = next((i for i, index in enumerate(front) if _PRICE_WORD.search(flow.repaired[index].text)), None)
    if start is None:
        return None
    line = flow.repaired[front[start]]
    named, any_named = (list(pattern.finditer(line.text)) for pattern in (_EDITION_FIRST, _ANY_FIRST))
    if named and len(any_named) > len(named) and all(map(_currency, any_named)):
        return line, any_named
    text = MappedText.join((flow.repaired[index] for index in front[start : start + _PRICE_LINES]), " ")
    matches = list(_EDITION_FIRST.finditer(text.text)) or list(_AMOUNT_FIRST.finditer(text.text))
    return (text, matches) if matches else None


def _listed_prices(flow: Flow) -> tuple[MappedText, list[re.Match[str]]]:
    """Two editions with their prices on the cover are a list of prices, also without that word; so is one
    that is called as only copies are, behind a colon (电子版：4800元) or alone in its line."""
    lines = [flow.repaired[index] for index in front_lines(flow, _PRICE_LINES)]
    text, alone = MappedText.join(lines, " "), {line.text.strip() for line in lines}
    matches = [
        m
        for m in _EDITION_FIRST.finditer(text.text)
        if _currency(m) and re.search(f"(?:版|{_WHOLE})$", m["edition"])
    ]
    sold = any(_SOLD.match(m["edition"]) and (re.search("[:：]", m[0]) or m[0] in alone) for m in matches)
    return text, matches if len(matches) > 1 or sold else []


def _currency(match: re.Match[str]) -> str | None:
    return _CURRENCY.get(match["before"] or "") or _CURRENCY.get(match["after"] or "")


def _amount(match: re.Match[str]) -> Decimal:
    amount = Decimal(re.sub("[,，]", "", match["amount"]))
    return amount.scaleb(4) if match["after"] == "万元" else amount


def find_phones(flow: Flow) -> list[Found]:
    """Telephone numbers behind a word for telephone, also in the next line, at the front and the end."""
    living = [index for index, line in enumerate(flow.lines) if line.text.strip()]
    found: list[Found] = []
    for position, index in enumerate(living):
        if _FRONT <= position < len(living) - _END and index not in flow.furniture:
            continue
        if not _PHONE_WORD.search(flow.repaired[index].text):
            continue
        text = MappedText.join(flow.repaired[i] for i in living[position : position + 2])
        for word in _PHONE_WORD.finditer(text.text, 0, len(flow.repaired[index])):
            found.extend(
                Found(match[0], text.span(*match.span()))
                for match in _PHONE.finditer(text.text, word.end(), word.end() + _PHONE_REACH)
            )
    return found


def find_emails(labelled: Iterable[MappedText]) -> list[Found]:
    """The e-mail addresses behind their labels."""
    return [
        Found(match[0], text.span(*match.span())) for text in labelled for match in _EMAIL.finditer(text.text)
    ]
