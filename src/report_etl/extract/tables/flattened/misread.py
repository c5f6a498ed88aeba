"""Numerals in which letters were read for digits: a table goes on over them, and their rows are refused.

What is certain is mended before (see `extract.repair`). Of what is left nobody can say which figure it was,
but a word that stands where figures stand is one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from report_etl.columns import period_of
from report_etl.extract.tables.flattened.stream import Stream
from report_etl.language.regions import match_region

_LETTERS, _DIGITS = "lIOo丨ZSB", "11001258"
_DIGIT_OF = str.maketrans(_LETTERS, _DIGITS)
_ALIKE = re.compile(rf"[0-9{_LETTERS}]{{1,12}}(?:[.,][0-9{_LETTERS}]{{1,6}})*[%％]?")
# Where nothing says that a figure stands here: 2l0.2, l800, O.9% are numerals, and I10, O2, 5B names.
_NUMERAL = re.compile("(?:[0-9l丨]|[OoI][.])[0-9lIOo丨.,]*[%％]?")


def with_digits(stream: Stream) -> Stream:
    """The stream with digits in words that are numerals but for some letters, noted as `misread`."""
    text = list(stream.text)
    misread: set[int] = set()
    for (first, start), (_, end) in pairwise([(0, 0), *stream.unbroken()]):
        word = stream.text[start:end]
        letters = [n for n in range(start, end) if stream.text[n] in _LETTERS]
        if not letters or not _ALIKE.fullmatch(word):
            continue
        mostly = word[-1] in "%％" or sum(map(str.isdecimal, word)) >= len(letters)
        if (mostly and _NUMERAL.fullmatch(word)) or _has_figure(stream.text[first:start]):
            misread.update(letters)
            text[start:end] = word.translate(_DIGIT_OF)
    if not misread:
        return stream
    return replace(stream, text="".join(text), printed=stream.text, misread=frozenset(misread))


def _has_figure(name: str) -> bool:
    """Whether a word is a region or a period: what stands behind it in a table is its figure."""
    return match_region(name, 0) == len(name) or period_of(name) is not None
