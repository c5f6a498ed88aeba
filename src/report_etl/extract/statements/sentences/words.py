"""Function words of statistical prose: they link, compare or hedge, and name nothing themselves.

They stand in `schemas/wording.yaml`, one list for each use.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import Final

from report_etl.extract.statements.sentences.vocabulary import words


class Word(Enum):
    """What a function word does between a name and its figure."""

    LINK = "link"  # 为, 达到: what stands before is measured
    HEDGE = "hedge"  # 约, 超过
    FORECAST = "forecast"  # 预计, 有望
    EXPECTED = "expected"  # 预测, 目标: what a figure is, or is held against
    ADVERB = "adverb"
    TOTAL = "total"  # 合计, 三地合计
    EACH = "each"  # 分别
    UP = "up"  # 增长
    DOWN = "down"
    REACH = "reach"  # 增至: a level, not a change
    FROM = "from"  # 由, 从 … 至
    COMPARE = "compare"  # 同比, 环比
    BASE = "base"  # 上年同期: what a change is counted from
    SHARE = "share"  # 占
    THAN = "than"  # 较, 比
    TIMES = "times"  # 相当于, 是 … 的三倍


_REACH_ENDS: Final = ("至", "到", "为", "达", "成", "至约", "到了")


@cache
def function_words() -> dict[str, frozenset[Word]]:
    """Every function word with its uses; a direction + 至 or 到 is a level reached."""
    found: dict[str, set[Word]] = {}
    for use in Word:
        for word in words(use.value):
            found.setdefault(word, set()).add(use)
    for word in [w for w, uses in found.items() if uses & {Word.UP, Word.DOWN}]:
        for end in _REACH_ENDS:
            reached = word + end
            found.setdefault(reached, set()).add(Word.REACH)
    for word in words("turns"):
        for end in ("至", "到", "为"):
            found.setdefault(word + end, set()).add(Word.REACH)
    return {word: frozenset(uses) for word, uses in found.items()}


@cache
def _by_last() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for word in sorted(function_words(), key=len, reverse=True):
        table.setdefault(word[-1], []).append(word)
    return {last: tuple(words) for last, words in table.items()}


_OF_A_YEAR: Final = "上去今明前同当每本全逐历一二两三四五六七八九十几多半"  # 较上年|增长
# 华为, 因为: no link; 主要, 响应: no words of the future
_NO_WORD: Final = {
    "为": "华认作成视名行因称",
    "要": "主必首纪摘概简需",
    "应": "供响反效适相对",
    "须": "必",
    "均为": "平",
    "均": "人户亩单件店日月年周平",
    "均在": "平",
    "定为": "稳认确设鉴评判一",
    "定在": "稳设确锁一",
    "年增长": _OF_A_YEAR,
    "年下降": _OF_A_YEAR,
}


def word_ending_at(text: str, start: int, end: int) -> str | None:
    """The longest function word that ends at `end` and does not reach before `start`."""
    if end <= start:
        return None
    for word in _by_last().get(text[end - 1], ()):
        begin = end - len(word)
        if begin >= start and text.startswith(word, begin):
            if begin > start and text[begin - 1] in _NO_WORD.get(word, ""):
                continue
            return word
    return None
