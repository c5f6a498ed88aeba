"""Headers of lists of items with figures (关节模组 52.0%) and of tables with periods as columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from report_etl.catalog import TableSpec
from report_etl.columns import period_of
from report_etl.extract.tables.flattened.figure_headers import figures_between, split_labels
from report_etl.extract.tables.flattened.stream import Gap, Range, Stream
from report_etl.extract.tables.flattened.word_headers import Header, HeaderCell, caption_before
from report_etl.extract.tables.matching.labels import LabelIndex, column_for, header_name

_FIGURE_START = re.compile(r"[-−－+]?[0-9]|[—–]")
_MAX_TOKENS = 14


def listed_headers(stream: Stream, spec: TableSpec, index: LabelIndex) -> Iterator[Header]:
    """Every header that begins with a label of items, is followed by labels of figures, then by rows."""
    key = spec.key
    place = 0
    while place < len(stream):
        header = _header_at(stream, spec, index, key, place) if stream.is_break(place) else None
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
        labels = _labels(stream, spec, tokens)
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


def _tokens(stream: Stream, start: int) -> list[Range]:
    tokens: list[Range] = []
    while start < len(stream) and len(tokens) < _MAX_TOKENS:
        end = next(iter(stream.breaks_between(start, min(len(stream), start + 40))), None)
        if end is None:
            break
        tokens.append((start, end))
        start = end
    return tokens


def _periods(stream: Stream, tokens: list[Range]) -> list[Range]:
    return list(takewhile(lambda token: period_of(stream.text[slice(*token)]) is not None, tokens))


def _labels(stream: Stream, spec: TableSpec, tokens: list[Range]) -> list[Range] | None:
    """The words before the first row: a label for each figure of the row, no white space in it."""
    figure = [_is_figure(stream, *token) for token in tokens]
    if True not in figure:
        return None
    first = figure.index(True)
    last = next((n for n in range(first, len(tokens)) if not figure[n]), len(tokens))
    start, end = tokens[0][0], tokens[first][0]
    # A line may end inside a figure, and inside a label or the name of the first item.
    cut = sum(stream.gaps[place] < Gap.SPACE for place, _ in tokens[first + 1 : last])
    for figures in dict.fromkeys((last - first, last - first - cut)):
        words = split_labels(stream, spec, start, end, figures + 1)
        if words and all(max(stream.gaps[a + 1 : b], default=Gap.NONE) < Gap.SPACE for a, b in words):
            return words[:-1]
    return None


def _is_figure(stream: Stream, start: int, end: int) -> bool:
    starts = _FIGURE_START.match(stream.text, start) is not None
    return starts and len(figures_between(stream, start, end)) == 1
