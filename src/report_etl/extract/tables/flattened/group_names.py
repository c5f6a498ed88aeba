"""Names of areas that group the regions below them: 华东 is no cell of the row that begins with 浙江."""

from __future__ import annotations

from itertools import pairwise

from report_etl.extract.tables.flattened.stream import Stream
from report_etl.extract.tables.matching.cell_types import are_areas
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
    return stream.without({place for start, end in areas for place in range(start, end)})
