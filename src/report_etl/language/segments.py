"""Running Chinese → words with their parts of speech, by dictionary; nothing is learnt or guessed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, NamedTuple

# Words of reports that the dictionary does not hold and would take apart at a function word.
_WORDS: Final = """
    在研 在建 在线 在职 在校 在岗 在营 在途 在册 在售 在轨 在手 在港 在编 在产 在审 在读 在用 在任 在制 在网
    在院 在运 净菜 净煤 净饮 净零 净空 净额 净值 涉外 涉农 涉海 涉密 涉税 涉案 涉水
    批签发 并网 并购 并列 并发 并存 自提点 户均 亩均 店均 车均 单均
"""


class Segment(NamedTuple):
    """A word and its part of speech in ICTCLAS notation: n noun, v verb, vn verbal noun, d adverb …"""

    word: str
    tag: str


@lru_cache(maxsize=8192)
def segment(text: str) -> tuple[Segment, ...]:
    """The words of the text in order; together they are the text."""
    return tuple(Segment(word, tag) for word, tag in _tagger()(text, False))


@cache
def _tagger() -> Callable[[str, bool], list[tuple[str, str]]]:
    import rjieba  # 0.1 s, and a report of tables only needs no words

    for word in _WORDS.split():
        rjieba.add_word(word, None, "n")
    return rjieba.tag
