"""RawTable → the kind of table it is: the spec of the catalog that fits its header and its cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from report_etl.catalog import Catalog, TableSpec
from report_etl.extract.tables.matching.assign import assign_columns
from report_etl.extract.tables.matching.cell_types import (
    FIGURES,
    kind_of_region,
    share_of_figures,
    share_of_type,
)
from report_etl.extract.tables.matching.labels import HeaderName, column_for, header_name, holds_cell
from report_etl.extract.tables.matching.matched import Match, Matched
from report_etl.extract.tables.matching.measures import with_year
from report_etl.extract.tables.matching.plausible import is_plausible
from report_etl.extract.tables.matching.units import whole_quantity
from report_etl.language.regions import RegionKind
from report_etl.models import RawTable

_YEAR_ABOVE = re.compile(r"^((?:19|20)[0-9]{2})\s+(?=[0-9A-Z])")  # 2023 above 3D打印产值
_YEAR_BEHIND = re.compile(r"(.*[\u4e00-\u9fff）)])((?:19|20)[0-9]{2})")  # 2023 below 产值
_YEAR_BEFORE = re.compile(r"((?:19|20)[0-9]{2})([^0-9年/.\-—–~～至E].*)")


@dataclass(frozen=True, slots=True)
class Attempt:
    """How well a spec fits a table: its score, and what it `lacks` (None: it fits)."""

    match: Match
    score: float
    lacks: str | None


def match_table(table: RawTable, catalog: Catalog) -> Match:
    """The kind whose columns fit the header and the cells best; unknown when none fits."""
    fitting = [attempt for attempt in attempts(table, catalog) if attempt.lacks is None]
    return max(fitting, key=lambda attempt: attempt.score).match if fitting else Match(None)


def attempts(table: RawTable, catalog: Catalog) -> list[Attempt]:
    """Every spec that the table may be of, tried."""
    names = _with_years([header_name(_YEAR_ABOVE.sub(r"\1年 ", cell.text.text)) for cell in table.header])
    columns = [
        [row.cells[index].text.text if index < len(row.cells) else "" for row in table.rows]
        for index in range(len(names))
    ]
    caption = table.caption.text if table.caption else None
    columns = [_dated_cells(column, caption) for column in columns]
    wanted = [spec for spec in catalog.tables if table.kind in (None, spec.kind)]
    return [_fit(spec, table, names, columns) for spec in wanted]


def _with_years(names: list[HeaderName]) -> list[HeaderName]:
    """The names; years beside one word have their sign: 2022产值 and 2023产值, 产值2022 and 产值2023."""
    found = [_year_and_word(name.name) for name in names]
    years = {year for year in found if year is not None}
    if len({year for year, _ in years}) < 2 or len({word for _, word in years}) == len(years):
        return names
    return [
        replace(name, name=f"{year[0]}年{year[1]}") if year else name
        for name, year in zip(names, found, strict=True)
    ]


def _year_and_word(name: str) -> tuple[str, str] | None:
    if (before := _YEAR_BEFORE.fullmatch(name)) is not None:
        return before[1], before[2]
    behind = _YEAR_BEHIND.fullmatch(name)
    return (behind[2], behind[1]) if behind is not None else None


def _dated_cells(cells: list[str], caption: str | None) -> list[str]:
    """Parts of a year, each once, with the year of the caption; other cells as they are."""
    dated = [with_year(cell, caption) for cell in cells]
    return dated if len(set(dated)) == len(dated) else cells


def _fit(spec: TableSpec, table: RawTable, names: list[HeaderName], cells: list[list[str]]) -> Attempt:
    """How well a spec fits: it lacks a required column, or its cells contradict it, or nothing."""
    matched = assign_columns(spec, table, names, cells)
    fields = {m.column.field for m in matched if m.column is not None}
    known = sum(1.0 for m in matched if m.column is not None)
    missing = next((c.field for c in spec.columns if c.required and c.field not in fields), None)
    lacks = f"no column is its {missing}" if missing else None
    if not lacks and (not_parted := _not_parted(spec, table)):
        lacks = f"{not_parted!r} are the labels of two columns"
    if not lacks and (
        _is_row(matched, table) or any(holds_cell(spec, cell.text.text) for cell in table.header)
    ):
        lacks = "the row above the others is no header"
    if not lacks and not is_plausible(spec.kind, matched, cells, table):
        lacks = "the cells are not what its columns hold"
    return Attempt(Match(spec, tuple(matched)), known - 0.5 * (len(matched) - known), lacks)


def _not_parted(spec: TableSpec, table: RawTable) -> str | None:
    """A header whose words are labels of different columns: the columns were not told apart."""
    for cell in table.header:
        words = cell.text.text.split()
        figures = (
            len(words) > 1 and share_of_type(words[1:], "integer") and not share_of_type(words[1:], "period")
        )
        if "|" in words or figures:
            return cell.text.text
        columns = {column_for(spec, word, set()) for word in words} if len(words) > 1 else set()
        if len(columns) == len(words) and None not in columns:
            return " ".join(words)
    return None


def _is_row(matched: list[Matched], table: RawTable) -> bool:
    """Whether what stands for the header is a row like the others: a figure above figures, a place, a day."""
    for m in matched:
        text = table.header[m.index].text.text
        if m.type in FIGURES and m.period is None and whole_quantity(text) is not None:
            return True
        if m.type == "date" and share_of_type([text], "date") and not share_of_type([text], "integer"):
            return True
        if m.type == "region" and kind_of_region(text) is RegionKind.PROVINCE:
            return True
    return False


def column_scores(table: RawTable, match: Match) -> list[float]:
    """For each column, the share of its filled cells that are of the type it is read as."""
    cells = [
        [row.cells[m.index].text.text for row in table.rows if m.index < len(row.cells)]
        for m in match.columns
    ]
    return [
        share_of_figures(column) if m.type in FIGURES else share_of_type(column, m.type)
        for m, column in zip(match.columns, cells, strict=True)
    ]
