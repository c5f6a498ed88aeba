"""The currency of 元 in a report whose own money is not that of the mainland."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from report_etl.language.script import simplified
from report_etl.records import Quantity

_NEW_DOLLARS: Final = re.compile(r"新[台臺][币幣]|NT\$")
_RENMINBI: Final = re.compile("人民币|RMB|CNY|[¥￥]")
_WRITTEN: Final = 0.02  # of the characters that are traditional in a text written so


def in_own_money(quantities: Sequence[Quantity], text: str) -> list[Quantity]:
    """The quantities; 742億元 are new Taiwan dollars where a traditional text names those alone.

    `text` is the whole report.
    """
    if _NEW_DOLLARS.search(text) is None:
        return list(quantities)
    plain = simplified(text)
    traditional = sum(one != other for one, other in zip(text, plain, strict=True)) > _WRITTEN * len(text)
    if not traditional or _RENMINBI.search(plain):
        return list(quantities)
    return [q.model_copy(update={"currency": "TWD"}) if q.currency == "CNY" else q for q in quantities]
