"""Checks of words that count or order what a sentence lists: 三地, 等8个, 最高, 其次, 仅."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from report_etl.audit.book import Book
from report_etl.audit.figures import Figure, Sentence
from report_etl.audit.findings import finding
from report_etl.language.numerals import parse_integer
from report_etl.language.regions import RegionKind, parse_region
from report_etl.records import Finding, Provenance

_NAME = "[^，。；：、！？（）()《》“”等\\s0-9]{1,16}"
_LIST = re.compile(
    f"(?:^|(?<=[，。；：（看即为是]))({_NAME}(?:、{_NAME}){{1,20}}?)(等)?(十[一二]|[两二三四五六七八九十]|[0-9]{{1,2}})"
    "(?:个|大|类|地|省|市|区|国|项|家|种|者|款|方面|部门|城)"
)
_PLACES = re.compile("[个大]?(?:省|[直辖]*市|地|城|国|产?区)")  # no 福建、江西5个基地
_AND = re.compile("[和与及]")
_VERB = re.compile("[有为达共仅约超近第至到增余后前占的]$")
_NO_RANK = "(?![季次批届产阶部章节年期类代梯条])"  # 第一产业, 第三季度
_RANKS = (
    (1, re.compile(f"最高|最大|最多|居首|首位|榜首|第一{_NO_RANK}|最广泛|最为广泛")),
    (2, re.compile(f"紧随其后|其次|次之|第二{_NO_RANK}")),
    (3, re.compile(f"第三(?!方){_NO_RANK}")),
    (99, re.compile("仅为|仅占|最低|最少")),
)


def names_counted(book: Book) -> Iterator[Finding]:
    """A number of things is the number of names before it: 北京、上海、广东三地.

    和, 与 and 及 inside the list may join names or belong to one; either reading will do. With 等 there may
    be fewer names, not more. A wrong number is an error when it counts regions; of other names (which
    may tell of more: 通信、能源5家企业) only one that is too low is wrong, as a warning.
    Source: counting.
    """
    for text, where in _texts(book):
        for found in _LIST.finditer(text):
            parts = found[1].split("、")
            if _VERB.search(parts[-1]):
                continue
            least, most = len(parts), len(parts) + sum(len(_AND.findall(part)) for part in parts)
            said = parse_integer(found[3])
            fits = least <= said <= most
            names = [name for part in parts for name in _AND.split(part)]
            fewer = found[2] is not None and len(names) <= said
            regions = _ends_with_region(names[0]) and all(map(_is_region, names[1:]))
            of_places = regions and _PLACES.match(text, found.end(3)) is not None
            too_low = said < least and not any(map(_AND.search, parts[:-1]))
            if not fits and (fewer or not (of_places or too_low)):
                continue
            yield finding(
                "names_counted",
                fits,
                f"{found[1]}: {said if fits else least} names, {found[0][len(found[1]) :]} is said",
                [str(least), str(said)],
                [where],
                severity="error" if regions else "warning",
            )


def _texts(book: Book) -> Iterator[tuple[str, Provenance]]:
    """Sentences with figures, and contents of policies."""
    for sentence in book.sentences:
        yield sentence.text, sentence.figures[0].where
    for policy in book.extraction.policies:
        if policy.content:
            yield policy.content, policy.provenance


def _ends_with_region(name: str) -> bool:
    """Whether a name is a region, or words before one: 主要集中在福建."""
    return any(_is_region(name[start:]) for start in range(max(1, len(name) - 1)))


def _is_region(name: str) -> bool:
    try:
        return parse_region(name).kind in (RegionKind.PROVINCE, RegionKind.CITY)
    except ValueError:
        return False


def order_of_words(book: Book) -> Iterator[Finding]:
    """What is called the highest is not less than what is called next, third or lowest in the same sentence.

    Only figures of one kind, unit, period and base are compared.
    Source: meaning of 最高, 其次, 第三, 仅.
    """
    for sentence in book.sentences:
        ranked = [(figure, _rank(sentence, figure)) for figure in sentence.figures]
        for (upper, high), (lower, low) in combinations([(f, rank) for f, rank in ranked if rank], 2):
            apart = re.search("；|其中", sentence.between(upper, lower)) and low > 2
            if high < low and not apart and _are_comparable(upper, lower):
                yield finding(
                    "order_of_words",
                    upper.wide.high >= lower.wide.low,
                    f"{upper.text} is said to be the {'most' if high == 1 else 'larger'}, "
                    f"{lower.text} to come after it",
                    [upper.value, lower.value],
                    [upper.where, lower.where],
                    severity="warning",
                )


def _rank(sentence: Sentence, figure: Figure) -> int:
    """The rank that the words around a figure give it; 0 for none, or for more than one."""
    words = _clause(sentence, figure)
    found = [rank for rank, pattern in _RANKS if pattern.search(words)]
    return found[0] if len(found) == 1 else 0


def _clause(sentence: Sentence, figure: Figure) -> str:
    """The words that speak of a figure: from the clause after the figure before, up to the next comma."""
    before = max((f.end for f in sentence.figures if f.at < figure.at), default=0)
    words = sentence.text[max(before, figure.at - 40) : figure.at]
    _, semicolon, own = words.rpartition("；")
    if before and not semicolon:
        own = words.partition("，")[2] or words
    return own + sentence.clause_after(figure, 12)


def _are_comparable(left: Figure, right: Figure) -> bool:
    same = (left.kind, left.unit, left.period, left.base) == (
        right.kind,
        right.unit,
        right.period,
        right.base,
    )
    return same and left.subject != right.subject and not left.is_change


CHECKS = (names_counted, order_of_words)
