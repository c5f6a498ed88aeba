"""Years above the rows of a table in running text: each month below gets its year, and the years go."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import pairwise

from report_etl.extract.tables.bands import is_band, without_year
from report_etl.extract.tables.flattened.stream import Gap, Stream

_YEAR = re.compile("[12][0-9]{3}")
_LEAST = 2  # months that do not stand right behind a year: else years and months are the dates of rows
_YEARS = 3  # for each of them at most


def with_years(stream: Stream) -> Stream:
    """The stream with 2023年3月 for the 3月 of each row below 2023年, where that is how its dates stand."""
    words = stream.unbroken()
    texts = [stream.text[start:end] for start, end in words]
    bands = [n for n, text in enumerate(texts) if not text.isdecimal() and is_band(text)]
    months = [n for n, text in enumerate(texts) if "月" in text and without_year(text)]
    if not bands or not months or months[0] < bands[0]:
        return stream
    places = [bisect_left(months, band) for band in bands]
    each = all(first < last for first, last in pairwise([*places, len(months)]))
    later = len(months) - sum(months[place] == band + 1 for place, band in zip(places, bands, strict=True))
    if not each or later < _LEAST or _YEARS * later < len(bands):
        return stream
    years: dict[int, str] = {}
    for n in months:
        found = _YEAR.search(texts[bands[bisect_left(bands, n) - 1]])
        years[words[n][0]] = f"{found[0]}年" if found else ""
    return _rewritten(stream, years, {place for n in bands for place in range(*words[n])})


def _rewritten(stream: Stream, before: Mapping[int, str], dropped: Collection[int]) -> Stream:
    """The stream with words before some characters, which stand where those do, and without others."""
    text: list[str] = []
    origin: list[int] = []
    gaps: list[Gap] = []
    line: list[int] = []
    gap = Gap.NONE
    for index, character in enumerate(stream.text):
        gap = max(gap, stream.gaps[index])
        if index not in dropped:
            added = before.get(index, "") + character
            text.append(added)
            gaps += [gap, *[Gap.NONE] * (len(added) - 1)]
            origin += [stream.origin[index]] * len(added)
            line += [stream.line[index]] * len(added)
            gap = Gap.NONE
    return replace(stream, text="".join(text), origin=tuple(origin), gaps=tuple(gaps), line=tuple(line))
