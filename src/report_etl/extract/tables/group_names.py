"""Names of areas that group the regions below them: 华东 is no cell of the row that begins with 浙江."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from report_etl.extract.tables.cell_types import are_areas
from report_etl.extract.tables.stream import Gap, Stream
from report_etl.language.regions import match_region

_LEAST = 2  # areas: one alone may be a region as others are


def without_areas(stream: Stream) -> Stream:
    """The stream without the areas directly before a region; a figure behind an area makes it a region."""
    areas = [
        (start, end)
        for (start, end), (_, after) in pairwise(stream.unbroken())
        if are_areas([stream.text[start:end]]) and match_region(stream.text, end) == after
    ]
    if len(areas) < _LEAST:
        return stream
    gaps = list(stream.gaps)
    dropped: set[int] = set()
    for start, end in areas:
        dropped.update(range(start, end))
        gaps[end] = max(gaps[start], gaps[end])
    kept = [index for index in range(len(stream)) if index not in dropped]
    return replace(
        stream,
        text="".join(stream.text[index] for index in kept),
        origin=tuple(stream.origin[index] for index in kept),
        gaps=tuple(Gap(gaps[index]) for index in kept),
        line=tuple(stream.line[index] for index in kept),
    )
