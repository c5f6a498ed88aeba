"""Headers of tables of words (policies, chains) in a stream: runs of labels that one spec knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from report_etl.catalog import TableSpec
from report_etl.extract.tables.flattened.stream import Gap, Range, Stream
from report_etl.extract.tables.matching.labels import LabelIndex, column_for, is_unit_note
from report_etl.language.organisations import match_names
from report_etl.language.regions import match_region

_MAX_CAPTION = 160
_MOST_COLUMNS = 12
_NOTE = re.compile("（[^（）。，]{1,10}）")  # behind a label: its unit
_LOOSE_FIGURE = re.compile(r"[-−]?[0-9][0-9,]*(?:[.][0-9]+)?[%‰]|[-−]?[0-9]+[.][0-9]+(?![0-9.、年月])|—")
_UNKNOWN_LABEL = re.compile(r"[\u4e00-\u9fff/（）()]{2,8}")


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A printed label; `column` is the index of its column in the spec, None when unknown or a second one.

    `type` is the column type of a second label for a column that has one already (发布时间 实施时间).
    """

    start: int
    end: int
    column: int | None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """A header row in the stream and the caption before it (an empty range when there is none).

    Between them may stand labels that are no cells: of a group of regions, of the first of two parts.
    """

    spec: TableSpec
    cells: tuple[HeaderCell, ...]
    caption: Range

    @property
    def start(self) -> int:
        return self.caption[0]

    @property
    def end(self) -> int:
        return self.cells[-1].end

    def after(self, place: int, stream: Stream) -> Header:
        """The header with a caption that does not reach into a table that begins before `place`.

        Of one paragraph with that table, only the last word may be the caption.
        """
        if self.start >= place:
            return self
        first = self.cells[0].start
        begin = next((gap for gap in range(first - 1, place, -1) if stream.is_gap(gap)), first)
        figures = not any(character.isalpha() for character in stream.text[begin:first])
        return replace(self, caption=(first, first) if figures else (begin, first))

    def repeats(self, other: Header, stream: Stream) -> bool:
        """Whether the same labels are printed again, without a caption."""
        if self.spec.kind != other.spec.kind or self.caption[1] > self.caption[0]:
            return False
        return [stream.text[c.start : c.end] for c in self.cells] == [
            stream.text[c.start : c.end] for c in other.cells
        ]


def find_word_headers(stream: Stream, index: LabelIndex, specs: tuple[TableSpec, ...]) -> list[Header]:
    """Every run of two labels or more that one spec knows, its required column among them."""
    found: list[Header] = []
    place = 0
    while place < len(stream):
        if stream.labels[place] not in index.by_first:
            place += 1
            continue
        best = max(
            (header for spec in specs for header in _runs_at(stream, index, spec, place)),
            key=lambda header: (_known(header), header.end),
            default=None,
        )
        if best is None:
            place += 1
            continue
        found.append(replace(best, caption=caption_before(stream, best.cells[0].start)))
        place = best.end
    return found


def _known(header: Header) -> int:
    return sum(cell.column is not None for cell in header.cells)


def _runs_at(stream: Stream, index: LabelIndex, spec: TableSpec, place: int) -> Iterator[Header]:
    cells = _run(stream, index, spec, place)
    if any(cell.type is not None for cell in cells) and not stream.is_gap(cells[1].start):
        # 地方政策 省市 文件名称: two labels in one word, and others for the same columns: a caption.
        cells = _run(stream, index, spec, cells[2].start) if len(cells) > 2 else []
    if len(cells) > 1 and _is_caption_end(stream, spec, cells[0]):
        cells = _run(stream, index, spec, cells[1].start)
    while cells and cells[-1].column is None:
        cells.pop()
    if len(cells) < 2:
        return
    columns = {cell.column for cell in cells if cell.column is not None}
    required = {i for i, column in enumerate(spec.columns) if column.required}
    apart = all(stream.is_break(cell.start) for cell in cells[1:])
    if len(columns) >= 2 and required <= columns and (apart or len(columns) >= 3):
        yield Header(spec, tuple(cells), (place, place))


def _run(stream: Stream, index: LabelIndex, spec: TableSpec, place: int) -> list[HeaderCell]:
    """Labels one after the other, known by their words or their ending; at most one that is not."""
    cells: list[HeaderCell] = []
    taken: set[int] = set()
    unknown = 0
    while (step := _label_at(stream, index, spec, place, taken)) is not None or cells:
        if step is None:
            word = _word_at(stream, place)
            if word is None or match_region(stream.text, place) == word:
                break  # the first row begins
            column = column_for(spec, stream.text[place:word], taken)
            unknown += column is None
            if unknown > 1:
                break
            step = HeaderCell(place, word, column)
        if step.type is not None and cells and _ends_caption(stream, spec, cells[0], step):
            return []
        step = _named_word(stream, spec, step, taken) or step
        if step.column is not None:
            taken.add(step.column)
        cells.append(step)
        place = step.end
        if len(cells) == _MOST_COLUMNS:
            break
    return cells


def _named_word(stream: Stream, spec: TableSpec, step: HeaderCell, taken: set[int]) -> HeaderCell | None:
    """The whole word that begins with a label, if it names a column: 重点内容解读.

    It names the column of the label, or another where that one is a second label: 环节说明 after 产业环节.
    """
    together = step.end < len(stream) and stream.gaps[step.end] is Gap.NONE
    word = _word_at(stream, step.start) if together else None
    column = column_for(spec, stream.text[step.start : word], taken) if word else None
    if word is None or column is None or (step.type is None and column != step.column):
        return None
    return HeaderCell(step.start, word, column)


def _ends_caption(stream: Stream, spec: TableSpec, first: HeaderCell, second: HeaderCell) -> bool:
    """Whether the first label is the end of a caption, as a second one says: …相关政策 发布时间 政策名称"""
    if first.column is None or spec.columns[first.column].type != second.type:
        return False
    return second.type == "policy_title" or not stream.is_gap(first.start)


def _is_caption_end(stream: Stream, spec: TableSpec, first: HeaderCell) -> bool:
    """Whether a label of running text is the end of a word: 产业链各环节情况 环节 领域; texts come last."""
    text = first.column is not None and spec.columns[first.column].type == "free_text"
    return text and not stream.is_gap(first.start)


def _label_at(
    stream: Stream, index: LabelIndex, spec: TableSpec, place: int, taken: set[int]
) -> HeaderCell | None:
    for end, columns in index.at(stream.labels, place):
        own = [column for owner, column in columns if owner == spec.kind]
        if not own or not _unbroken(stream, place, end, after_label=bool(taken)):
            continue
        if (note := _NOTE.match(stream.labels, end)) is not None:
            end = note.end()
        elif stream.labels.startswith(("/", "／"), end):  # and another name for the same: 领域/产品
            end = next(iter(stream.gaps_between(end, min(len(stream), end + 8))), end)
        if _is_two(stream, index, spec, place, end):
            continue
        # The longest label counts; a shorter one would leave a part of a word to the first cell.
        column = next((column for column in own if column not in taken), None)
        # A second label for a column is a whole word: 文件精神 behind 文件名称 is another.
        if not (_whole(stream, index, spec, place, end) or (len(taken) >= 2 and column is not None)):
            return None
        return HeaderCell(place, end, column, spec.columns[own[0]].type if column is None else None)
    return None


def _unbroken(stream: Stream, start: int, end: int, *, after_label: bool) -> bool:
    """Whether a label holds no space; 时 间 is one all the same, and a line may end inside one.

    Either only where a label can begin: after a gap or another label.
    """
    inside = stream.gaps[start + 1 : end]
    if all(gap < Gap.UNKNOWN for gap in inside):
        return True
    begins = after_label or stream.is_gap(start)
    return begins and (end - start == 2 or Gap.SPACE not in inside)


def _is_two(stream: Stream, index: LabelIndex, spec: TableSpec, start: int, end: int) -> bool:
    """Whether a line end parts labels of two columns that would make a longer one: 政策 above 内容."""

    def columns(first: int, last: int) -> set[int]:
        found = (owners for stop, owners in index.at(stream.labels, first) if stop == last)
        return {column for owners in found for owner, column in owners if owner == spec.kind}

    if start and stream.line[start] == stream.line[start - 1]:
        return False  # labels stand beside each other
    return any(
        (before := columns(start, line_end)) and (after := columns(line_end, end)) and not before & after
        for line_end in stream.breaks_between(start, end)
    )


def _whole(stream: Stream, index: LabelIndex, spec: TableSpec, start: int, end: int) -> bool:
    """Whether a label ends where a word may end: at a gap, before another label, before a first cell.

    One that begins behind a gap may end with its line.
    """
    if stream.is_gap(end) or (stream.is_gap(start) and stream.is_break(end)):
        return True
    following = stream.text[end : end + 1]
    if following.isdecimal() or following in "《“" or stream.text.startswith("关于", end):
        return True
    if any(owner == spec.kind for _, columns in index.at(stream.labels, end) for owner, _ in columns):
        return True
    if match_region(stream.text, end) is not None:
        return True
    return any(score >= 0.7 for _, score in match_names(stream.text, end))


def _word_at(stream: Stream, place: int) -> int | None:
    """End of a short word between gaps that may be a label nobody has declared; a line may end before it."""
    if not stream.is_break(place):
        return None
    ends = stream.gaps_between(place, min(len(stream), place + 8))
    if not ends or not _UNKNOWN_LABEL.fullmatch(stream.text, place, ends[0]):
        return None
    return ends[0]


def caption_before(stream: Stream, header_start: int) -> Range:
    """The words before a header: of its own paragraph, or the short paragraph before it.

    A note of the unit between a caption and its table is no caption, but goes with it.
    """
    start = _without_figures(stream, _paragraph_start(stream, header_start), header_start)
    if start < header_start and not is_unit_note(stream.text[start:header_start]):
        return start, header_start
    if start > 0:
        before = _paragraph_start(stream, start - 1)
        leads_in = stream.text[start - 1] in "：:" and re.search("如下|下表", stream.text[before:start])
        if start - before <= 80 and (leads_in or stream.text[start - 1] not in "。；！？：:"):
            return before, header_start
    return start, header_start


def _without_figures(stream: Stream, start: int, end: int) -> int:
    """Where the words after the last figure of a range begin: what stands before is of another table."""
    gaps = [start, *(gap for gap in stream.gaps_between(start, end - 1)), end]
    for first, last in reversed(list(pairwise(gaps))):
        figure = _LOOSE_FIGURE.match(stream.text, first, last)
        if figure is not None and figure.end() < end:
            return figure.end()
    return start


def _paragraph_start(stream: Stream, place: int) -> int:
    """Where the paragraph or sentence that `place` stands in begins."""
    start = place
    while start > 0 and place - start < _MAX_CAPTION:
        if start < place and stream.gaps[start] is Gap.PARAGRAPH:
            return start
        if stream.text[start - 1] in "。！？":
            return start
        if start == place and stream.gaps[start] is Gap.PARAGRAPH:
            return start
        start -= 1
    return start
