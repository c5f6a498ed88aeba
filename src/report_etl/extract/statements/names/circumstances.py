"""What a phrase tells of causes and circumstances before it names whom it is about."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from report_etl.extract.statements.names.measures import is_rate, is_share, measure_start
from report_etl.extract.statements.sentences.vocabulary import pattern, words
from report_etl.language.segments import segment

_under = pattern("在?[^，]{2,24}{influences|circumstances}之?下的?(?=..)")
_LEFT_OUT: Final = re.compile(r"(?:扣除|剔除|不考虑|不计|不含)[^，]{2,24}?(?:后|外)的?(?=..)")
_COSTS: Final = re.compile(r"价格?$|成本$|费用$")


def without_causes(phrase: str) -> str:
    """The phrase behind what brings it about: 政策推动|新车渗透率, 需求回暖带动下|销量, 致使|毛利率.

    What only drives something (推动) is a cause of a rate or a price; of the growth of an amount it is
    whose part of it is told (消费拉动经济增长2个百分点).
    """
    if under := _under().match(phrase):
        phrase = phrase[under.end() :]
    at = found = 0
    for token, after in pairwise(segment(phrase)):
        at += len(token.word)
        rest = phrase[at:].removeprefix("了")
        caused = token.word in words("causes") or (token.word in words("drives") and _is_driven(rest))
        if caused and after.tag != "uj" and len(rest) > 1:
            found = len(phrase) - len(rest)
    return phrase[found:]


def _is_driven(phrase: str) -> bool:
    start = measure_start(phrase)
    measure = phrase[start:] if start is not None else ""
    return is_rate(measure) or is_share(measure) or _COSTS.search(measure) is not None


def left_out(phrase: str) -> str:
    """What figures leave out, as the phrase begins: 剔除汇兑影响后|净利润; it belongs to the measure."""
    match = _LEFT_OUT.match(phrase)
    return match[0] if match else ""
