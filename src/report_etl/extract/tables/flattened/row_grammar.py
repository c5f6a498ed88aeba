"""The columns of one header as the search sees them, and what they know of each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property

from report_etl.extract.tables.flattened.lattice import LatticeColumn
from report_etl.extract.tables.flattened.stream import Gap, Stream
from report_etl.extract.tables.flattened.word_grammar import SAYS, WordGrammar
from report_etl.extract.tables.flattened.word_headers import Header
from report_etl.extract.tables.matching.cell_types import FIGURES
from report_etl.language.organisations import match_known
from report_etl.language.regions import match_region

_HARD = frozenset({"date", "period", "region", "organisations", "rank", "decimal", "percent"})
# What an empty cell costs, by type; titles are never empty.
_SKIP = {"organisations": 4.5, "date": 5.0, "region": 3.0, "free_text": 4.5, "label": 4.0, "rank": 2.5}
_WINDOW = 6000  # characters of a table that are read at once
_LONGEST = 400  # characters of a row that cannot be read, between rows that can
_SURE_START = 8.0  # cells that cost no more than this together surely begin a row
_ODD_TITLE = 3.0  # what a title costs at least that no ending tells
_ODD_DATE = 2.5  # what a date costs alone that is written as no other of its column
_CELL = 50  # characters of a cell and more
_WEAK_END = 0.8  # what a title costs at least that ends with a word as common inside a sentence


def names_somebody(text: str, place: int) -> bool:
    """Whether a body or a region stands at a place: who issued the first policy, or where; no label."""
    return bool(match_known(text, place)) or match_region(text, place) is not None


class RowGrammar:
    """The rows below a header: `types` are the column types of its cells, `end` is where the text ends."""

    def __init__(self, stream: Stream, header: Header, types: tuple[str, ...], end: int) -> None:
        self._stream = stream
        self._grammar = WordGrammar(stream, header.end, end)
        self._types = types
        self._end = end
        self._start = header.end
        self._labels_apart = all(stream.is_break(cell.start) for cell in header.cells[1:])
        self._merging = header.spec.kind == "value_chain"
        self._numeric = header.spec.of_figures
        self._soft = [self._plain_ends(kind, below=index > 0) for index, kind in enumerate(types)]
        self.row_starts = self._row_starts()
        self.lattice = [
            LatticeColumn(self._ends(index, kind), self._skip(index, kind), first_filled=index == 0)
            for index, kind in enumerate(types)
        ]

    def _plain_ends(self, kind: str, *, below: bool) -> Callable[[int], tuple[tuple[int, float], ...]]:
        grammar = self._grammar
        if kind in FIGURES:
            ends = grammar.figure(kind == "percent")
        else:
            ends = {
                "date": grammar.date,
                "period": grammar.period,
                "region": grammar.region,
                "organisations": grammar.organisations,
                "policy_title": grammar.title,
                "rank": grammar.rank,
                "label": grammar.part if below else grammar.stage if self._merging else grammar.label,
                "free_text": lambda place: (),
            }[kind]
        return cache(lambda place: tuple(ends(place)) if place < self._end else ())

    def _ends(self, index: int, kind: str) -> Callable[[int], tuple[tuple[int, float], ...]]:
        if kind in ("policy_title", "label"):
            return cache(lambda place: tuple(self._without_rows(index, place, self._soft[index](place))))
        if kind != "free_text":
            return self._soft[index]
        ends = self._grammar.content(lambda place: self._follows(index, place), self.row_starts)
        if self._merging:
            return cache(lambda place: tuple(self._of_one_part(place, ends(place))))
        return cache(lambda place: tuple(ends(place)))

    def _of_one_part(self, place: int, ends: Iterable[tuple[int, float]]) -> Iterator[tuple[int, float]]:
        """Where a name begins the next row, white space after a full stop is seldom inside a text."""
        text, gaps = self._stream.text, self._stream.gaps
        stage = 4.0 if self._grammar.begins_stage(place) else 0.0
        for end, cost in ends:
            inner = sum(gaps[i] >= Gap.SPACE and text[i - 1] == "。" for i in range(place + 1, end))
            yield end, cost + 2.0 * inner + stage

    def _without_rows(
        self, index: int, place: int, ends: tuple[tuple[int, float], ...]
    ) -> Iterator[tuple[int, float]]:
        """No cell hides the start of a row, and only the first that is not empty begins there."""
        opens = all(self._skip(n, kind) is not None for n, kind in enumerate(self._types[:index]))
        first = bisect_left(self.row_starts, place + opens)
        for end, cost in ends:
            hidden = bisect_left(self.row_starts, end) - first
            yield end, cost + 9.0 * hidden

    def _skip(self, index: int, kind: str) -> float | None:
        if kind == "policy_title" or ("free_text" not in self._types and kind != "label"):
            return None
        if self._merging:
            return {0: 0.6}.get(index) if kind == "label" else None
        return _SKIP.get(kind)

    def _follows(self, index: int, place: int) -> bool:
        """Whether the next cell may begin at `place`."""
        if place >= self._end:
            return True
        following = (index + 1) % len(self._types)
        if following == 0 and self.stop_cost(place) is not None:
            return True
        return self._types[following] == "free_text" or self.can_begin(place, following)

    def follows_header(self) -> bool:
        """Whether rows can begin right behind the header: no word before the first of them is left over.

        Such a word is a label that nobody has declared, so every cell would stand in the wrong column.
        """
        first = next(iter(self.row_starts), self._start)
        left = self._stream.text[self._start : first]
        undeclared = (
            not self._numeric
            and (2 <= len(left) <= 8 and left.isalpha())
            and (self._stream.is_gap(first) or not self._labels_apart)
            and not names_somebody(self._stream.text, self._start)
        )
        return self.can_begin(self._start) and not undeclared

    def can_begin(self, place: int, column: int = 0) -> bool:
        """Whether a cell of the column, or of the next one if it may be empty, can begin at `place`."""
        count = len(self._types)
        for step in range(count):
            index = (column + step) % count
            if self._types[index] == "free_text" or self._soft[index](place):
                return True
            if self._skip(index, self._types[index]) is None:
                return False
        return False

    def _row_starts(self) -> list[int]:
        """Places where a row surely begins: two cells of hard types, cheap to read, one after the other."""
        gaps = self._stream.gaps_between(self._start, self._end)
        if not self._numeric:  # a line end may cut words, and what follows it look like a name
            gaps = [place for place in gaps if self._stream.is_gap(place)]
        text = self._stream.text
        places = {*(gap for gap in gaps if self._numeric or text[gap : gap + 1] != "/"), *self._grammar.dates}
        if self._types[0] == "label":
            places.add(self._start)  # which is no undeclared label, as the words before the first date are
        for index in range(self._start + 1, self._end):
            after_figure = text[index - 1] in "0123456789%—" and not text[index].isascii()
            book = text[index] == "《" and self._types[0] == "policy_title"
            if text[index - 1] == "。" or book or (after_figure and self._numeric):
                places.add(index)
        return sorted(place for place in places if place < self._end and self._begins_row(place, 0, 0, 0.0))

    def _begins_row(self, place: int, column: int, hard: int, cost: float) -> bool:
        kinds = self._types
        if hard >= 2 or (column == len(kinds) and hard):
            # 2024年5月国务院印发《…》 is a sentence.
            titled = column < len(kinds) and kinds[column] == "policy_title"
            return not (titled and SAYS.match(self._stream.text, place))
        if column == len(kinds) or kinds[column] == "free_text" or place >= self._end:
            if column == 1 and cost >= _ODD_DATE:
                return False  # the end of 2017—2021年
            return hard >= 1 and column > 0 and kinds[column - 1] in ("date", "period", "policy_title")
        if column == 0 and kinds[0] == "label" and "free_text" in kinds:
            # A short line after a sentence: what else would begin with it?
            after_sentence = place == self._start or self._stream.text[place - 1] in "。；"
            names = self._soft[: 2 if self._merging else 1]
            begins = after_sentence and any(step <= 1.0 for name in names for _, step in name(place))
            return begins or (self._merging and self._grammar.begins_stage(place))
        if column == 0 and kinds[:2] == ("region", "date"):
            # The region stands once for several rows: their titles begin with it.
            text = self._stream.text
            if any(match_region(text, end) is not None for end, _ in self._soft[1](place)):
                return True
        cost += self._goes_on(place) if column == 0 else 0.0
        ends = self._soft[column](place)
        if column == 0 and kinds[0] == "label" and not self._numeric:
            ends = self._of_one_word(place, ends)
        if "policy_title" in kinds and not self._is_sure(place, column):
            return False
        return any(
            cost + step <= _SURE_START
            and self._begins_row(end, column + 1, hard + (kinds[column] in _HARD), cost + step)
            for end, step in ends
        )

    def _is_sure(self, place: int, column: int) -> bool:
        """Whether a region is one by its name, and a title before a category by its ending."""
        if self._types[column] == "region":
            return match_region(self._stream.text, place) is not None
        soft = column == 0 and self._types[:2] == ("policy_title", "label")
        return not soft or any(cost < _ODD_TITLE for _, cost in self._soft[0](place))

    def _of_one_word(self, place: int, ends: tuple[tuple[int, float], ...]) -> tuple[tuple[int, float], ...]:
        """The ends of a category, one word: what names a body is the end of the row before."""
        if match_known(self._stream.text, place):
            return ()
        gap = next(iter(self._stream.gaps_between(place, self._end)), self._end)
        return tuple((end, cost) for end, cost in ends if end <= gap)

    @cached_property
    def _is_parted(self) -> bool:
        """Whether spaces stand between cells: where nearly all are lost, a row may begin anywhere."""
        return self._stream.gaps.count(Gap.SPACE) * _CELL >= len(self._stream)

    def _goes_on(self, place: int) -> float:
        """What speaks against a row whose title begins behind words no stop ends: the title may have parts.

        Of …电池组 安全要求 the second, which is none itself or only ends like one, begins no row.
        """
        if self._types[0] != "policy_title" or place == self._start or self._stream.text[place] == "《":
            return 0.0
        if not self._stream.is_gap(place) or not self._is_parted:
            return 0.0
        sure = self._stream.text[place - 1] in "。；" or any(c < _WEAK_END for _, c in self._soft[0](place))
        return 0.0 if sure else _SURE_START

    def window_end(self, place: int) -> int:
        """A sure start of a row about a window from `place` on; the end of the text where none is left."""
        index = bisect_left(self.row_starts, place + _WINDOW)
        return self.row_starts[index] if index < len(self.row_starts) else self._end

    def row_after(self, place: int) -> int | None:
        """Where the next row surely begins if that at `place` has no reading; not told by figures."""
        index = bisect_right(self.row_starts, place)
        if self._numeric or self._merging or place == self._start or index == len(self.row_starts):
            return None
        return self.row_starts[index] if self.row_starts[index] - place <= _LONGEST else None

    def rest(self, place: int) -> tuple[int, int] | None:
        """What stands behind the last row of a list of policies and holds starts of rows."""
        if "policy_title" not in self._types or not self.row_starts or self.row_starts[-1] < place:
            return None
        gaps = self._stream.gaps
        ends = (i for i in range(self.row_starts[-1] + 1, self._end) if gaps[i] is Gap.PARAGRAPH)
        return place, next(ends, self._end)

    @cached_property
    def _cuts_figures(self) -> bool:
        """Whether line ends cut figures and the table goes up to its source line: digits left over end one.

        Of one figure a row, two with nothing but a line end between them are one.
        """
        text, line = self._stream.text, self._stream.line
        alone = sum(kind in FIGURES | {"rank", "period"} for kind in self._types) == 1
        closed = self._stream.closed and self._end == len(text)
        return (closed and alone and self._numeric) and any(
            line[place] != line[place - 1] and text[place - 1 : place + 1].isdecimal()
            for place in range(self._start + 1, self._end - 1)
            if not text[place : self._end].isdecimal()
        )

    def stop_cost(self, place: int, *, end: int | None = None) -> float | None:
        """What it costs that the table ends at `place`: rows that could still be read count most."""
        end = self._end if end is None else end
        if place >= end:
            return 0.0
        gap = self._stream.gaps[place]
        base = {Gap.PARAGRAPH: 1.0, Gap.LINE: 2.0, Gap.UNKNOWN: 2.5, Gap.SPACE: 4.0, Gap.CUT: 4.0}.get(gap)
        if base is None:
            return None
        if (
            self._cuts_figures
            and place > self._start
            and self._stream.text[place - 1 : self._end].isdecimal()
        ):
            return None
        rows = bisect_left(self.row_starts, end) - bisect_left(self.row_starts, place)
        return base + 10.0 * rows + min(6.0, (0.005 if self.row_starts else 0.03) * (end - place))
