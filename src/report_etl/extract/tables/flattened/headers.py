"""All headers of tables in a stream, of words and of figures, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from report_etl.catalog import Catalog
from report_etl.extract.tables.flattened.figure_headers import Run, find_runs, header_of, is_figure
from report_etl.extract.tables.flattened.listed_headers import listed_headers
from report_etl.extract.tables.flattened.stream import Stream
from report_etl.extract.tables.flattened.word_headers import Header, find_word_headers
from report_etl.extract.tables.matching.labels import label_index


def find_headers(stream: Stream, catalog: Catalog) -> list[Header]:
    """All headers of the stream in order; of two that overlap, the one of more cells."""
    index = label_index(catalog)
    words = tuple(spec for spec in catalog.tables if not spec.of_figures)
    found = [
        header
        for header in find_word_headers(stream, index, words)
        if not _labels_figure(stream, catalog, header.end)
    ]
    rows: list[Run] = []
    for spec in catalog.tables:
        if (runs := find_runs(stream, spec)) is not None:
            found.extend(h for run in runs if (h := header_of(stream, run, index)))
            rows.extend(runs)
        elif spec.of_figures:
            found.extend(listed_headers(stream, spec, index))
    found = [_below_rows(stream, header, rows) for header in found]
    found.sort(key=lambda header: (header.cells[0].start, -len(header.cells)))
    kept: list[Header] = []
    for header in found:
        if not kept or header.cells[0].start >= kept[-1].end:
            kept.append(header if not kept else header.after(kept[-1].end, stream))
    return kept


def _below_rows(stream: Stream, header: Header, runs: Sequence[Run]) -> Header:
    """The header with a caption that does not reach into the rows of figures of a table before it."""
    stop = header.caption[1]
    last = max((run.keys[-1][1] for run in runs if run.keys[-1][1] <= stop), default=0)
    words = list(pairwise([last, *stream.gaps_between(last, stop - 1), stop]))
    begin = max((end for start, end in words if _is_cell(stream, start, end)), default=last)
    return header if header.start >= begin else replace(header, caption=(begin, stop))


def _is_cell(stream: Stream, start: int, end: int) -> bool:
    """Whether a range holds a figure, and it is neither the number of a caption nor a part of its date."""
    around = stream.text[max(0, start - 1) : start], stream.text[end : end + 1]
    return (
        is_figure(stream, start, end) and around[0] not in tuple("表图") and around[1] not in tuple("年月日")
    )


def _labels_figure(stream: Stream, catalog: Catalog, place: int) -> bool:
    """Whether a label of figures stands apart at a place: the labels before it are of no table of words."""
    many = {
        (spec.kind, index)
        for spec in catalog.tables
        for index, column in enumerate(spec.columns)
        if column.many
    }
    return any(
        not many.isdisjoint(columns) and (stream.is_gap(end) or stream.labels[end] == "（")
        for end, columns in label_index(catalog).at(stream.labels, place)
        if stream.is_gap(place)
    )
