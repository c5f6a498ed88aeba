"""Running Chinese → words with their parts of speech, by dictionary; nothing is learnt or guessed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, NamedTuple

# Words of reports that the dictionary does not hold and would take apart at a function word.
_WORDS: Final = """
    在研 在建 在线 在职 在校 在岗 在营 在途 在册 在售 在轨 在手 在港 在编 在产 在审 在读 在用 在任 在制 在网
    在院 在运 净菜 净煤 净饮 净零 净空 净额 净值 涉外 涉农 涉海 涉密 涉税 涉案 涉水
    自研 自产 自建 自营 自有 自用 自持 自筹 自采 自养
    可持续 批签发 并网 并购 并列 并发 并存 自提点 户均 亩均 店均 车均 单均 拥有人 持有人 应占
    一地 两地 三地 四地 五地
    高管 央企 车企 房企 药企 猪企 险企 酒企 台企 航司
"""


class Segment(NamedTuple):
    """A word and its part of speech in ICTCLAS notation: n noun, v verb, vn verbal noun, d adverb …"""

    word: str
    tag: str


@lru_cache(maxsize=8192)
def segment(text: str) -> tuple[Segment, ...]:
    """The words of the text in order; together they are the text."""
    try:
        return tuple(Segment(word, tag) for word, tag in _tagger()(text, False))
    except UnicodeEncodeError:  # half a character, which no dictionary holds
        return (Segment(text, "x"),)


def is_parted(text: str, at: int) -> bool:
    """Whether a word ends at a place of the text: a name is cut nowhere else."""
    end = 0
    for word, _ in segment(text):
        if end >= at:
            break
        end += len(word)
    return end == at


@cache
def _tagger() -> Callable[[str, bool], list[tuple[str, str]]]:
    import rjieba  # 0.1 s, and a report of tables only needs no words

    for word in _WORDS.split():
        rjieba.add_word(word, None, "n")
    return rjieba.tag
