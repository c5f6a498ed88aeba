"""The currency of amounts of money that print none: 营收达200亿 in a report that knows 元 alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from report_etl.language.money import AFTER_WORDS
from report_etl.models import QuantityKind, QuantityMention

# Words and signs of other money, with or without a figure; one character alone is part of many words.
_OTHER: Final = re.compile(
    "[$＄€£￡]|"
    + "|".join(
        re.escape(word)
        for code, words in AFTER_WORDS.items()
        if code != "CNY"
        for word in words.split()
        if len(word) > 1
    )
)


def only_currency(text: str, quantities: Iterable[QuantityMention]) -> str | None:
    """CNY where a report prints amounts in 元 and names no other money anywhere; None where it is open.

    `text` is the whole report, with tables and notes. A report in dollars alone decides nothing: what
    has no currency in it may well be 元.
    """
    units = {(q.unit or "").partition("/")[0] for q in quantities if q.kind is QuantityKind.MONEY}
    return "CNY" if units and units <= {"CNY", "元"} and not _OTHER.search(text) else None
