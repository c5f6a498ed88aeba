"""Headers of tables of figures in a stream: found by the rows below them, then read backwards.

The labels of measures are an open vocabulary, but the rows are not: names of regions or periods, each
followed by the same number of figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from report_etl.catalog import TableSpec
from report_etl.extract.tables.flattened.grammar import FACTORS, Grammar
from report_etl.extract.tables.flattened.stream import Gap, Range, Stream
from report_etl.extract.tables.flattened.word_headers import Header, HeaderCell, caption_before
from report_etl.extract.tables.matching.labels import LabelIndex, column_for, header_name
from report_etl.extract.tables.matching.units import whole_quantity
from report_etl.language.regions import match_region

_SIGN = r"[0-9.,%‰—–\-－/+]|(?<=[0-9])[万亿]{1,2}"
_FIGURES = re.compile(f"(?:{_SIGN})+")
_FIGURE = re.compile(
    r"[-−－+]?[0-9][0-9,]*(?:\.[0-9]+)?(?:[%‰]|[万亿]{1,2})?|—{1,2}|–{1,2}|-{1,3}(?![0-9])|－{1,2}|/"
)
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z/（）()%]{2,20}")
_KEY_TAIL = re.compile("名称|名|[（(][\u4e00-\u9fff、/]{1,6}[）)]")
# Between two rows that begin with known names: figures, perhaps with one row of an unknown name.
_BETWEEN = re.compile(f"(?:{_SIGN})+(?:[\u4e00-\u9fff（）()、]{{2,24}}(?:{_SIGN})+){{0,2}}")

_YEAR = re.compile("(?:19|20)[0-9]{2}年?")
_SUMS = ("合计", "小计", "总计")


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that begin with names of one type: where each name stands, and figures per row."""

    spec: TableSpec
    keys: tuple[Range, ...]
    figures: int


def find_runs(stream: Stream, spec: TableSpec) -> list[Run] | None:
    """Every run of rows of a kind; None for kinds whose rows begin with any names."""
    runs = {"region": _region_runs, "period": _period_runs}.get(spec.columns[spec.key].type)
    return runs(stream, spec) if runs is not None else None


def _region_runs(stream: Stream, spec: TableSpec) -> list[Run]:
    """Every run of three or more regions, each followed by figures."""
    keys: list[Range] = []
    place = 0
    text = stream.text
    while place < len(text):
        end = match_region(text, place) if "\u4e00" <= text[place] <= "\u9fff" else None
        if (
            end is not None
            and text[end : end + 1]
            and text[end] in "0123456789—–-－"
            and _begins(stream, place)
        ):
            keys.append((place, end))
            place = end
        else:
            place += 1
    return [run for run in _clusters(stream, spec, keys) if len(run.keys) >= 3]


def _period_runs(stream: Stream, spec: TableSpec) -> list[Run]:
    """Every run of two or more periods, each followed by figures."""
    grammar = Grammar(stream, 0, len(stream))
    keys: list[Range] = []
    place = 0
    for match in re.finditer("(?=(?:19|20)[0-9]{2})", stream.text):
        inside = stream.text[match.start() - 1 : match.start()] in tuple("0123456789.")
        if match.start() < place or not _begins(stream, match.start()):
            continue
        if inside and not stream.is_gap(match.start()):
            continue
        ends = [
            end
            for end, _ in grammar.period(match.start())
            if stream.text[end : end + 1] in tuple("0123456789—–-－")
            and (stream.is_gap(end) or end - match.start() > 4)
        ]
        if ends:
            keys.append((match.start(), max(ends)))
            place = max(ends)
    return [run for run in _clusters(stream, spec, keys) if len(run.keys) >= 2]


def _begins(stream: Stream, place: int) -> bool:
    """Whether a row can begin here: after a figure, a bracket or a word, not inside a number or a range."""
    before = stream.text[max(0, place - 2) : place]
    if before[-1:] == "-":  # for no value, if white space stands on either side or there are two
        return before == "--" or stream.is_gap(place) or stream.is_gap(place - 1)
    return before[-1:] not in tuple("、，；和及至到~年月")


def _clusters(stream: Stream, spec: TableSpec, keys: Sequence[Range]) -> Iterator[Run]:
    cluster: list[Range] = []
    for key in keys:
        if cluster and not _BETWEEN.fullmatch(stream.text, cluster[-1][1], key[0]):
            yield from _run(stream, spec, cluster)
            cluster = []
        cluster.append(key)
    yield from _run(stream, spec, cluster)


def _run(stream: Stream, spec: TableSpec, cluster: list[Range]) -> Iterator[Run]:
    if len(cluster) < 2:
        return
    counts = Counter(
        len(figures_between(stream, end, following))
        for (_, end), (following, _) in pairwise(cluster)
        if _FIGURES.fullmatch(stream.text, end, following)
    )
    if counts:
        yield Run(spec, tuple(cluster), counts.most_common(1)[0][0])


def figures_between(stream: Stream, start: int, end: int) -> list[Range]:
    """The figures in a range: parted by white space, or by their own signs."""
    found: list[Range] = []
    place = start
    while place < end:
        match = _FIGURE.match(stream.text, place, end)
        if match is None:
            return found
        gaps = (
            gap
            for gap in stream.gaps_between(place, match.end())
            if stream.text[gap : gap + 1] not in FACTORS
        )
        stop = next(gaps, match.end())
        found.append((place, stop))
        place = stop
    return found


def is_figure(stream: Stream, start: int, end: int) -> bool:
    """Whether a range holds a figure, or the sign of a missing one, and nothing else."""
    return _FIGURE.fullmatch(stream.text, start, end) is not None


def header_of(stream: Stream, run: Run, index: LabelIndex) -> Header | None:
    """The header above a run: its key label, perhaps a rank label before it, a label for each figure."""
    data = run.keys[0][0]
    caption = caption_before(stream, data)
    key_column = run.spec.key
    candidates = list(_key_labels(stream, run.spec, index, key_column, caption[0], data))
    whole = [key for key in candidates if stream.is_break(key[0]) and stream.is_break(key[1])]
    if not whole and stream.gaps_between(caption[0], data - 1):
        candidates = [key for key in candidates if stream.is_break(key[0]) or stream.is_break(key[1])]
    candidates = sorted(whole or candidates, key=lambda key: -key[0])
    # 区域 城市|更新人数: of two labels side by side, one that a line end may cut belongs to the next word.
    ends = {key[1] for key in candidates}
    candidates = [
        key
        for key in candidates
        if key[0] not in ends or stream.gaps[key[1]] is not Gap.CUT or stream.gaps[key[0]] <= Gap.UNKNOWN
    ]
    for start, end in candidates:
        for ranked in (True, False):
            header = _header_at(stream, run, index, (start, end), data, key_column, ranked=ranked)
            if header is not None:
                # 区域 before 省份 is the label of what groups the regions.
                group = next((first for first, last in candidates if last == header.cells[0].start), None)
                return header if group is None else replace(header, caption=caption_before(stream, group))
    return _unknown_header(stream, run, caption[0], data, key_column)


def _unknown_header(stream: Stream, run: Run, start: int, data: int, key_column: int) -> Header | None:
    """Above five regions or more, the last words are the labels even if nobody has declared them."""
    if len(run.keys) < 5 or run.spec.columns[key_column].type != "region":
        return None
    gaps = [start, *(gap for gap in stream.gaps_between(start, data) if gap < data), data]
    if len(gaps) < run.figures + 3:  # a caption, the name of the regions, a label for each figure
        return None
    words = list(pairwise(gaps))[-run.figures - 1 :]
    if not all(_WORD.fullmatch(stream.text, *word) for word in words):
        return None
    key, *labels = words
    named = [stream.text[slice(*label)] for label in labels]
    if _are_below_others(named, named):
        return None
    taken = {key_column}
    name = header_name(stream.words(*key))
    if name.unit is not None or column_for(run.spec, name.name, taken) is not None:
        return None  # the name of a figure, too
    cells = [HeaderCell(*key, key_column)]
    for label in labels:
        cells.append(HeaderCell(*label, column_for(run.spec, header_name(stream.words(*label)).name, taken)))
    return Header(run.spec, tuple(cells), (start, key[0]))


def _key_labels(
    stream: Stream, spec: TableSpec, index: LabelIndex, key_column: int, start: int, end: int
) -> Iterator[Range]:
    """Where a label of the key column stands; 省 of 云南省 is none, nor is 市 of 省市."""
    inside = start
    for place in range(start, end):
        if place < inside and not stream.is_break(place):
            continue
        for stop, columns in index.at(stream.labels, place):
            if stop <= end and any(owner == spec.kind and column == key_column for owner, column in columns):
                names = (match_region(stream.text, first) for first in range(max(0, place - 8), place))
                if all(name is None or name < stop for name in names):
                    inside = stop
                    yield place, _word_end(stream, place, stop, end)
                break


def _word_end(stream: Stream, start: int, stop: int, end: int) -> int:
    """Where the word ends that a label begins: 区域名称 begins with 区域."""
    if stream.is_break(stop) or not stream.is_break(start):
        return stop
    word = next(iter(stream.breaks_between(stop, end)), end)
    return word if _KEY_TAIL.fullmatch(stream.text, stop, word) else stop


def _header_at(
    stream: Stream,
    run: Run,
    index: LabelIndex,
    key: Range,
    data: int,
    key_column: int,
    *,
    ranked: bool,
) -> Header | None:
    rank = _rank_label(stream, run.spec, index, key[0]) if ranked else None
    if ranked and rank is None:
        return None
    end = data
    if rank is not None:  # the rank of the first row stands before its name
        first = [place for place in range(data - 1, max(key[1], data - 5), -1) if stream.is_gap(place)]
        lone = stream.text[data - 1] in "0123456789—-"
        if not lone:
            return None
        end = next((place for place in first if _FIGURE.fullmatch(stream.text, place, data)), data - 1)
    wanted = run.figures - (1 if rank is not None else 0)
    labels = split_labels(stream, run.spec, key[1], end, wanted)
    if labels is None:
        return None
    taken: set[int] = {key_column}
    cells = [HeaderCell(*rank)] if rank is not None else []
    cells.append(HeaderCell(*key, key_column))
    for start, stop in labels:
        column = column_for(run.spec, header_name(stream.words(start, stop)).name, taken)
        if column is not None:
            taken.add(column)
        cells.append(HeaderCell(start, stop, column))
    return Header(run.spec, tuple(cells), caption_before(stream, _first_part(stream, cells)))


def _first_part(stream: Stream, cells: Sequence[HeaderCell]) -> int:
    """Where the first of the parts begins that stand side by side: 省份 数量 省份 数量."""
    place, labels = cells[0].start, stream.text[cells[0].start : cells[-1].end]
    while stream.text.endswith(labels, 0, place):
        place -= len(labels)
    return place


def _rank_label(
    stream: Stream, spec: TableSpec, index: LabelIndex, key_start: int
) -> tuple[int, int, int] | None:
    for place in range(max(0, key_start - 6), key_start):
        for stop, columns in index.at(stream.labels, place):
            for owner, column in columns:
                if stop == key_start and owner == spec.kind and spec.columns[column].type == "rank":
                    return place, stop, column
    return None


def split_labels(stream: Stream, spec: TableSpec, start: int, end: int, wanted: int) -> list[Range] | None:
    """The `wanted` labels in a range: cut at gaps, and after units in brackets if gaps are too few.

    Where there are more gaps than labels, a label was wrapped: the weakest gaps are closed.
    """
    if wanted < 1 or end <= start or end - start > 40 * wanted or _holds_figures(stream, start, end):
        return None
    cuts = [
        place
        for place in stream.breaks_between(start, end)
        if stream.text[place] not in "（("
        and stream.text[place - 1] not in "（("
        and not _YEAR.fullmatch(stream.text, place - 4, place + 1)  # 2024|年
    ]
    if len(cuts) + 1 < wanted:
        cuts = sorted({*cuts, *_after_units(stream, start, end)})
    if len(cuts) + 1 < wanted or len(cuts) > 12:
        return None
    words = [stream.text[slice(*bounds)] for bounds in pairwise([start, *cuts, end])]
    if len(words) > wanted and _are_below_others(words[-wanted:], words[:-wanted]):
        return None
    splits = [[start, *kept, end] for kept in combinations(cuts, wanted - 1)]
    best = min(splits, key=lambda bounds: _split_cost(stream, spec, bounds, cuts))
    closed = {*cuts, *_after_units(stream, start, end)}.difference(best)
    if any(_has_unit(stream.text[start:place]) for place in closed):
        return None  # 数量（家）产量（台） is never one label
    return list(pairwise(best))


def _are_below_others(labels: Sequence[str], others: Sequence[str]) -> bool:
    """Whether labels are those of groups, whose names are the `others`: 数量 占比 数量 占比."""
    around = range(1, len(labels) // 2 + 1)
    repeated = any(list(labels) == [*labels[:n]] * (len(labels) // n) for n in around)
    years = 0 if any(map(_YEAR.fullmatch, others)) else sum(map(bool, map(_YEAR.fullmatch, labels)))
    return repeated or years > 1 or sum(label in _SUMS for label in labels) > 1


def _has_unit(label: str) -> bool:
    """Whether a label ends with a unit in brackets."""
    unit = header_name(label).unit
    return unit is not None and whole_quantity(f"1{unit}") is not None


def _holds_figures(stream: Stream, start: int, end: int) -> bool:
    """Whether a figure stands alone between gaps: rows have begun. A year may be a label."""
    gaps = [start, *stream.breaks_between(start, end), end]
    return any(
        _FIGURE.fullmatch(stream.text, *word)
        and not re.fullmatch("(?:19|20)[0-9]{2}", stream.text[slice(*word)])
        for word in pairwise(gaps)
    )


def _after_units(stream: Stream, start: int, end: int) -> set[int]:
    return {
        place
        for place in range(start + 1, end)
        if stream.text[place - 1] in "）)" and stream.text[place] not in "（("
    }


_CLOSED = {Gap.CUT: 0.3, Gap.UNKNOWN: 1.0, Gap.LINE: 2.0, Gap.SPACE: 3.0, Gap.PARAGRAPH: 4.0}


def _split_cost(stream: Stream, spec: TableSpec, bounds: list[int], cuts: list[int]) -> float:
    """Gaps closed cost by their strength; so do labels that read like none of a figure, or are long."""
    cost = sum(
        _CLOSED[stream.gaps[place]] for place in cuts if place not in bounds and stream.is_break(place)
    )
    for start, end in pairwise(bounds):
        label = stream.text[start:end]
        name = header_name(label)
        cost += 3.0 * (label.count("（") + label.count("(") != label.count("）") + label.count(")"))
        cost += 1.5 * (column_for(spec, name.name, set()) is None) + 1.0 * (name.unit is None)
        cost += 0.2 * max(0, end - start - 16)
    return cost
