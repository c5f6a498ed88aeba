"""One name for one measure: short forms are written out, so that rows of many reports can be grouped.

The statement of a record keeps the words as printed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_FULL: Final = {
    "营收": "营业收入",
    "市场占有率": "市占率",
    "市场份额": "市占率",
    "归属于母公司股东的净利润": "归母净利润",
    "归属于母公司所有者的净利润": "归母净利润",
    "归属于上市公司股东的净利润": "归母净利润",
    "归母净利": "归母净利润",
    "归母利润": "归母净利润",
    "进口金额": "进口额",
    "出口金额": "出口额",
    "批签发总量": "批签发量",
    "销售量": "销量",
}
# Verbs that stand for an amount when they are counted: 出货575台.
_AMOUNTS: Final = {
    "出货": "出货量",
    "批签发": "批签发量",
    "装机": "装机量",
    "交付": "交付量",
    "采浆": "采浆量",
}


@cache
def _short() -> re.Pattern[str]:
    return re.compile("|".join(f"{name}(?!入|润|额|量)" for name in sorted(_FULL, key=len, reverse=True)))


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_AMOUNTS)})(?=$|同比|环比|占比|增|减|净增|年复合)")


def full_name(measure: str) -> str:
    """The measure with its short forms written out: 营收同比 → 营业收入同比."""
    named = _short().sub(lambda match: _FULL[match[0]], measure)
    return _verbs().sub(lambda match: _AMOUNTS[match[0]], named)
