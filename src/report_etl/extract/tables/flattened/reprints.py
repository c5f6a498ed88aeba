"""The labels of a table that a page prints again at its head, perhaps in the middle of a row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from report_etl.extract.tables.flattened.stream import Stream
from report_etl.extract.tables.flattened.word_headers import Header


def without_reprints(stream: Stream, headers: Sequence[Header]) -> Stream:
    """The stream without the whole lines of a header where they stand again at the head of a page."""
    dropped: set[int] = set()
    for header in headers:
        first = bisect_left(stream.line, stream.line[header.cells[0].start])
        labels = stream.text[first : header.end]
        place = stream.text.find(labels, header.end)
        while place >= 0:
            end = place + len(labels)
            if stream.turns_page(place - 1, place + 1) and stream.is_break(end):
                dropped.update(range(place, end))
            place = stream.text.find(labels, end)
    return stream.without(dropped)
