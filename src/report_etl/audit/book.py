"""The figures of an extraction, arranged so that checks can find what belongs together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from report_etl.audit.figures import Figure, Sentence, common_unit, to_figures, to_sentences
from report_etl.audit.grids import Grid, to_grid
from report_etl.audit.intervals import exactly
from report_etl.audit.names import bare_header, beside, same_thing, stands_under
from report_etl.audit.periods import plain_period, same_end
from report_etl.records import Extraction, Percentage, Provenance, Quantity, RegionCount, TableTotal

_MOST_ALIKE = 12  # figures of one name, unit and period that are looked at
_MOST_NAMES = 1500  # names of one unit and period that are compared loosely
_CONTEXT = 600  # characters of the raw text: how far a sentence speaks of what one before it said
_BESIDE = 3  # tables side by side
_Record = TypeVar("_Record", Quantity, Percentage)
_Key = tuple[str | None, str | None]  # unit (None for percentages: their kind) and period


@dataclass(frozen=True, slots=True, eq=False)
class RegionTable:
    """The counts of one table, measure and moment; of a common unit one printed unit is `factor`."""

    caption: str
    measure: str
    as_of: str | None
    counts: tuple[RegionCount, ...]
    totals: tuple[TableTotal, ...]
    where: Provenance

    @property
    def name(self) -> str:
        return self.caption or self.measure or "a table"

    @property
    def regions(self) -> int:
        """How many of its rows are regions."""
        return sum(count.region_code is not None for count in self.counts)

    @property
    def unit(self) -> str | None:
        return common_unit(self.counts[0].unit)[0]

    @property
    def factor(self) -> Fraction:
        return common_unit(self.counts[0].unit)[1]

    def is_at(self, figure: Figure) -> bool:
        """Whether a figure may be of the moment of the table."""
        return not figure.period or not self.as_of or same_end(figure.period, self.as_of)

    def is_amount(self, value: Fraction | Decimal | int, figure: Figure) -> bool:
        """Whether a figure may be this value of the table."""
        return figure.unit == self.unit and figure.wide.meets(exactly(Fraction(value) * self.factor))


class Book:
    """An extraction as the checks read it; every index is made once."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        spans = [(t.provenance.start, t.provenance.end, i) for i, t in enumerate(extraction.tables)]
        self._spans = sorted(span for span in spans if span[1] > span[0])
        self._starts = [start for start, _, _ in self._spans]

    def table_of(self, where: Provenance) -> int | None:
        """The index of the table that a place lies in: of tables side by side, the one that has its box."""
        place = bisect_right(self._starts, where.start)
        near = self._spans[max(0, place - _BESIDE) : place][::-1]
        holding = [index for _, end, index in near if where.end <= end]
        if len(holding) > 1 and where.boxes:
            tables = self.extraction.tables
            own = [index for index in holding if where.boxes[0] in tables[index].provenance.boxes]
            holding = own or holding
        return holding[0] if holding else None

    @cached_property
    def _placed(self) -> list[Figure]:
        """All figures, each knowing the table it stands in."""
        amounts = map(self._of_region, self.extraction.quantities)
        percentages = map(self._of_region, self.extraction.percentages)
        figures = to_figures([*amounts, *percentages])
        return [replace(figure, table=self.table_of(figure.where)) for figure in figures]

    def _of_region(self, record: _Record) -> _Record:
        """The record with a region as its subject, when its subject begins with one of a table: 山东造船."""
        found = self._regions.match(record.subject or "")
        if not found or (not found[2] and found[0] == found[1]):
            return record
        measure = found[2] + (record.measure or "")
        return record.model_copy(update={"subject": found[1], "measure": measure})

    @cached_property
    def _regions(self) -> re.Pattern[str]:
        names = sorted({count.region for count in self.extraction.region_counts if count.region_code})
        return re.compile(
            f"({'|'.join(map(re.escape, names)) or '(?!)'})(?:一?[省市]|一地)?([^、和与及省市].*|)$"
        )

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of running text that hold figures."""
        return to_sentences(figure for figure in self._placed if _in_text(figure))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All figures in order of the text, those of sentences placed in them."""
        found = [figure for sentence in self.sentences for figure in sentence.figures]
        in_sentences = {id(figure.record) for figure in found}
        found += [figure for figure in self._placed if id(figure.record) not in in_sentences]
        return tuple(sorted(found, key=lambda figure: figure.where.start))

    def told(self, *kinds: str) -> Iterator[tuple[Sentence, Figure]]:
        """The figures of some kinds that sentences state, each with its sentence."""
        for sentence in self.sentences:
            yield from ((sentence, figure) for figure in sentence.figures if figure.kind in kinds)

    def context(self, sentence: Sentence, most: int = 3) -> Iterator[Sentence]:
        """The sentences shortly before one, nearest first."""
        start = sentence.figures[0].where.start
        for other in reversed(self.sentences[max(0, sentence.index - most) : sentence.index]):
            if start - other.figures[-1].where.start > _CONTEXT:
                return
            yield other

    @cached_property
    def _named(self) -> dict[_Key, dict[str, list[Figure]]]:
        found: dict[_Key, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
        for figure in self.figures:
            if figure.period and figure.name and (figure.is_level or isinstance(figure.record, Percentage)):
                kind = figure.unit if figure.is_level else figure.kind
                same = found[kind, plain_period(figure.period)][figure.name]
                if len(same) < _MOST_ALIKE:
                    same.append(figure)
        return found

    @cached_property
    def units(self) -> tuple[str | None, ...]:
        """The units of amounts, in order of the text."""
        return tuple(dict.fromkeys(f.unit for f in self.figures if isinstance(f.record, Quantity)))

    def lookup(self, name: str, kind: str | None, period: str | None) -> list[Figure]:
        """Figures of the same thing (strictly), of a unit or kind of percentage, at a period.

        When none is in a table, also amounts of a series whose caption and header tell the name.
        """
        if not period or not name:
            return []
        names = self._named.get((kind, plain_period(period)), {})
        if len(names) > _MOST_NAMES:
            return names.get(name, [])
        found = [figure for other, same in names.items() if same_thing(name, other) for figure in same]
        if any(figure.table is not None for figure in found):
            return found
        return found + self._under_captions(name, kind, plain_period(period))

    def row(self, figure: Figure, period: str) -> list[Figure]:
        """Those of another period in the series of a table that a figure of running text stands in, too."""
        same = self._series.get((figure.unit, plain_period(figure.period or "")), ())
        cells = {(cell.table, cell.name) for cell in same if cell.middle == figure.middle and cell.is_exact}
        then = self._series.get((figure.unit, plain_period(period)), ())
        return [other for other in then if (other.table, other.name) in cells]

    def _under_captions(self, name: str, kind: str | None, period: str) -> list[Figure]:
        """Cells whose caption and header together tell the name; those of the longest header."""
        found = [
            cell
            for cell in self._series.get((kind, period), ())
            if stands_under(name, self.extraction.tables[cell.table or 0].caption or "", cell.measure)
            and not self._is_part(name, cell)
        ]
        longest = max((len(cell.measure) for cell in found), default=0)
        found = [cell for cell in found if len(cell.measure) == longest]
        return found if len({cell.table for cell in found}) == 1 else []

    def _is_part(self, name: str, cell: Figure) -> bool:
        """Whether the caption has something else beside the name (整车与|零件产值) that is no column, too."""
        table = self.extraction.tables[cell.table or 0]
        before = beside(name, table.caption or "")
        return bool(before) and not any(before.endswith(bare_header(header)) for header in table.header)

    @cached_property
    def _series(self) -> dict[_Key, list[Figure]]:
        """Amounts in tables of series and compositions, by unit and period."""
        found: dict[_Key, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            if figure.table is None or not figure.period or not isinstance(figure.record, Quantity):
                continue
            if self.extraction.tables[figure.table].kind == "time_series":
                found[figure.unit, plain_period(figure.period)].append(figure)
        return found

    @cached_property
    def region_tables(self) -> tuple[RegionTable, ...]:
        """Counts per region, grouped by table, measure and moment; none when a region is there twice."""
        groups: dict[tuple[int | None, str | None, str | None, str | None], list[RegionCount]]
        groups = defaultdict(list)
        for count in self.extraction.region_counts:
            groups[self.table_of(count.provenance), count.caption, count.measure, count.as_of].append(count)
        columns: dict[tuple[int | None, str | None], list[str | None]] = defaultdict(list)
        for table, _, measure, as_of in groups:
            columns[table, measure].append(as_of)
        return tuple(
            RegionTable(
                caption or "",
                measure or "",
                as_of,
                tuple(counts),
                self._totals(table, measure, as_of, columns[table, measure]),
                counts[0].provenance if table is None else self.extraction.tables[table].provenance,
            )
            for (table, caption, measure, as_of), counts in groups.items()
            if len({count.region for count in counts if count.region_code})
            == sum(bool(c.region_code) for c in counts)
        )

    def has_refused(self, table: RegionTable) -> bool:
        """Whether rows of a region table were refused."""
        own = self.table_of(table.counts[0].provenance)
        return any(
            reject.record_kind == "region_counts" and self.table_of(reject.provenance) == own
            for reject in self.extraction.rejects
        )

    @cached_property
    def by_region(self) -> dict[str, list[tuple[RegionTable, RegionCount]]]:
        """Every count of a region, with its table."""
        found: dict[str, list[tuple[RegionTable, RegionCount]]] = defaultdict(list)
        for table in self.region_tables:
            for count in table.counts:
                found[count.region].append((table, count))
        return found

    def _totals(
        self, table: int | None, measure: str | None, as_of: str | None, columns: list[str | None]
    ) -> tuple[TableTotal, ...]:
        """The totals of a column; of several moments each has its own, in the order of the columns."""
        totals = tuple(
            row
            for row in self.extraction.table_totals
            if row.measure == measure and self.table_of(row.provenance) == table
        )
        if len(columns) == 1:
            return totals
        return (totals[columns.index(as_of)],) if len(totals) == len(columns) else ()

    @cached_property
    def grids(self) -> list[Grid]:
        """The tables whose cells can be compared as numbers."""
        found = [to_grid(index, table) for index, table in enumerate(self.extraction.tables)]
        return [grid for grid in found if grid is not None]

    @cached_property
    def _cells(self) -> dict[tuple[int | None, str, str], Provenance]:
        """(table, row as a line, text of the cell) → where the cell stands."""
        return {
            (figure.table, figure.record.statement or "", figure.text): figure.where
            for figure in self.figures
            if figure.table is not None
        }

    def where(self, grid: Grid, row: int, text: str) -> Provenance:
        """Where a cell of a table stands; the whole table when no record was read from it."""
        table = self.extraction.tables[grid.index]
        line = " ".join(table.rows[row]) if row < len(table.rows) else ""
        return self._cells.get((grid.index, line, text), table.provenance)


def _in_text(figure: Figure) -> bool:
    return figure.table is None and "_table/" not in figure.where.rule
