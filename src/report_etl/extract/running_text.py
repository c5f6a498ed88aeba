"""Which paragraphs are sentences, with or without a full stop, and which are rows or labels."""

from __future__ import annotations

import re
from typing import Final

from report_etl.extract.statements.sentences.words import Word, function_words, word_ending_at
from report_etl.language.normalize import normalize_text
from report_etl.language.quantities import find_quantities
from report_etl.models import Block, QuantityKind, QuantityMention

_BULLETS: Final = tuple("●■◆▪•·►➢○◇✓★☆")
# The item of a list, or words parted by commas in half width.
_OPENED: Final = re.compile(r"^[-*–—] ?[\u4e00-\u9fff]|[\u4e00-\u9fff）)%], ?[\u4e00-\u9fff]")
_CJK: Final = re.compile(r"[\u4e00-\u9fff]")
_PAUSE: Final = re.compile(r"(?:以上|以下|左右|多)?(?:[\s,、（(]|$)")
_NAMED: Final = 4  # ideographs that a line must have before the word that leads to its figure


def is_running_text(block: Block) -> bool:
    """Whether a paragraph is read as sentences: punctuated, opening a list, an item, or stating a figure.

    Rows of a table nobody recognised do not: their numerals stay unclaimed and become no statements.
    """
    text = block.text.text
    return (
        block.rule == "paragraph/list_item"
        or any(mark in text for mark in "。！？；，")
        or text.endswith(("：", ":"))
        or text.startswith(_BULLETS)
        or _states(normalize_text(text))
    )


def _states(text: str) -> bool:
    """Whether a line without punctuation says of something what its figure is: 甲产品占比超60%."""
    opened = _OPENED.search(text) is not None
    figures = [q for q in find_quantities(text) if q.unit or q.kind is QuantityKind.PERCENT]
    return any(
        _CJK.match(text, q.start - 1) is not None if opened else _leads_to(text, q)
        for q in figures
        if q.start > 0
    )


def _leads_to(text: str, figure: QuantityMention) -> bool:
    """Whether a word of measure stands before the figure, a name before that, and nothing more after it.

    超过5000元 without a time may be an answer in a poll, 账龄超过1年的款项 is no statement.
    """
    word = word_ending_at(text, 0, figure.start)
    if word is None or not _PAUSE.match(text, figure.end):
        return False
    hedged = function_words()[word] <= {Word.HEDGE, Word.ADVERB}
    if hedged and figure.kind not in (QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINTS):
        return False
    return len(_CJK.findall(text, 0, figure.start - len(word))) >= _NAMED
