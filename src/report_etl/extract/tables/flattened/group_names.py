"""Names that group the regions below them: 华东 is no cell of the row that begins with 浙江."""

from __future__ import annotations

from itertools import pairwise

from report_etl.extract.tables.flattened.stream import Stream
from report_etl.extract.tables.matching.cell_types import are_group_names
from report_etl.language.regions import match_region

_LEAST = 2  # names: one alone may be a region as others are


def without_group_names(stream: Stream) -> Stream:
    """The stream without the names directly before a region; a figure behind a name makes it a region."""
    groups = [
        (start, end)
        for (start, end), (_, after) in pairwise(stream.unbroken())
        if are_group_names([stream.text[start:end]]) and match_region(stream.text, end) == after
    ]
    if len(groups) < _LEAST:
        return stream
    return stream.without({place for start, end in groups for place in range(start, end)})
