"""Years above the rows of a table in running text: each month below gets its year, and the years go."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import pairwise

from report_etl.extract.tables.flattened.stream import Gap, Stream
from report_etl.extract.tables.years_apart import lacks_year, year_of

_LEAST = 2  # months that do not stand right behind a year: else years and months are the dates of rows
_YEARS = 3  # for each of them at most


def with_years(stream: Stream) -> Stream:
    """The stream with 2023年3月 for the 3月 of each row below 2023年, where that is how its dates stand."""
    words = stream.unbroken()
    texts = [stream.text[start:end] for start, end in words]
    found = {n: year for n, text in enumerate(texts) if not text.isdecimal() and (year := year_of(text))}
    years = list(found)
    months = [n for n, text in enumerate(texts) if "月" in text and lacks_year(text)]
    if not years or not months or months[0] < years[0]:
        return stream
    places = [bisect_left(months, year) for year in years]
    if any(first == last for first, last in pairwise([*places, len(months)])):
        return stream  # a year without a month
    later = len(months) - sum(months[place] == year + 1 for place, year in zip(places, years, strict=True))
    if later < _LEAST or _YEARS * later < len(years):
        return stream
    before = {words[n][0]: f"{found[years[bisect_left(years, n) - 1]]}年" for n in months}
    return _rewritten(stream, before, {place for n in years for place in range(*words[n])})


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
