"""Headers of lists of items with figures (关节模组 52.0%) and of tables with periods as columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_etl.catalog import TableSpec
from report_etl.columns import parse_period
from report_etl.extract.tables.figure_headers import figures_between
from report_etl.extract.tables.labels import LabelIndex, column_for, header_name
from report_etl.extract.tables.stream import Stream
from report_etl.extract.tables.word_headers import Header, HeaderCell, caption_before

_FIGURE_START = re.compile(r"[-−－+]?[0-9]|[—–]")
_MAX_TOKENS = 14


def listed_headers(stream: Stream, spec: TableSpec, index: LabelIndex) -> Iterator[Header]:
    """Every header that begins with a label of items, is followed by labels of figures, then by rows."""
    key = next(i for i, column in enumerate(spec.columns) if column.required)
    place = 0
    while place < len(stream):
        header = _header_at(stream, spec, index, key, place) if stream.is_gap(place) else None
        if header is not None:
            yield header
            place = header.end
        else:
            place += 1


def _header_at(stream: Stream, spec: TableSpec, index: LabelIndex, key: int, place: int) -> Header | None:
    ends = [
        end
        for end, columns in index.at(stream.labels, place)
        if stream.is_gap(end) and any(owner == spec.kind and column == key for owner, column in columns)
    ]
    if not ends:
        return None
    tokens = _tokens(stream, ends[0])
    periods = _periods(stream, tokens)
    cells = [HeaderCell(place, ends[0], key)]
    if len(periods) >= 2:
        value = next(i for i, column in enumerate(spec.columns) if column.many)
        cells += [HeaderCell(start, end, value) for start, end in periods]
    else:
        labels = _labels(stream, tokens)
        if not labels:
            return None
        known = 0
        for start, end in labels:
            name = header_name(stream.words(start, end))
            column = column_for(spec, name.name, {key})
            known += column is not None and column != key
            cells.append(HeaderCell(start, end, column))
        if not known:
            return None
    return Header(spec, tuple(cells), caption_before(stream, place))


def _tokens(stream: Stream, start: int) -> list[tuple[int, int]]:
    tokens: list[tuple[int, int]] = []
    while start < len(stream) and len(tokens) < _MAX_TOKENS:
        gaps = stream.gaps_between(start, min(len(stream), start + 40))
        if not gaps:
            break
        tokens.append((start, gaps[0]))
        start = gaps[0]
    return tokens


def _periods(stream: Stream, tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found = []
    for start, end in tokens:
        try:
            period = parse_period(stream.text[start:end])
        except ValueError:
            break
        if period is None:
            break
        found.append((start, end))
    return found


def _labels(stream: Stream, tokens: list[tuple[int, int]]) -> list[tuple[int, int]] | None:
    """The tokens before the first row: one for each figure of the row."""
    words = next((i for i, (start, _) in enumerate(tokens) if _FIGURE_START.match(stream.text, start)), None)
    if words is None or words < 2:
        return None
    first_figure = tokens[words][0]
    figures = 0
    for start, end in tokens[words:]:
        if not _FIGURE_START.match(stream.text, start) or len(figures_between(stream, start, end)) != 1:
            break
        figures += 1
    labels = tokens[: words - 1]
    return labels if first_figure and len(labels) == figures else None
