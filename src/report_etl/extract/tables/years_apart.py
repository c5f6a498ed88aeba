"""Years apart from their months: in a row of their own above the rows, or in the column before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from report_etl.columns import is_absent
from report_etl.extract.tables.matching.cell_types import share_of_figures, share_of_type
from report_etl.language.normalize import normalize_text, squeeze
from report_etl.models import Cell, MappedText, RawRow, RawTable

_YEAR = re.compile(r"[^\w]*((?:19|20)[0-9]{2})年?度?(?:[（(]续[）)])?[^\w]*")
_MONTH = "(?:0?[1-9]|1[0-2])"
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_PART = re.compile(
    rf"{_MONTH}月份?(?:{_DAY}[日号])?|{_MONTH}月?[-—–~至]{_MONTH}月|({_MONTH}(?:[-./]{_DAY})?)"
)
_TIME = re.compile("[月日]|时间|日期")
_MOSTLY = 0.6  # share of the cells of a column


def _part(text: str) -> re.Match[str] | None:
    """The match of a text that is a part of a year alone; its group 1 may be another number."""
    return _PART.fullmatch(squeeze(normalize_text(text)))


def year_of(text: str) -> str | None:
    """The year that a text is and nothing else: 2023年, 【2023】, 2023年度（续）."""
    found = _YEAR.fullmatch(squeeze(normalize_text(text)))
    return found[1] if found is not None else None


def is_year(text: str) -> bool:
    """Whether a text is a year and nothing else."""
    return year_of(text) is not None


def lacks_year(text: str) -> bool:
    """Whether a cell is a month or a day of no year: 3月, 03月15日, 03-15, 3月至5月, 03."""
    return _part(text) is not None


def with_whole_dates(table: RawTable) -> RawTable:
    """The table with each date whole: its year stands in a row above, or in the column before.

    Years before dates that have their own say nothing more: 2023年 | 2023年3月.
    Where a table has no dates below years, these are a column of their own.
    """
    if any(len(row.cells) != len(table.header) for row in table.rows):
        return table  # it is refused as a whole
    years_of = [_year_row(row) for row in table.rows]
    rows = [row for row, found in zip(table.rows, years_of, strict=True) if found is None]
    columns = [[row.cells[n].text.text for row in rows] for n in range(len(table.header))]
    labels = [squeeze(cell.text.text) for cell in table.header]
    parted = [n for n, cells in enumerate(columns) if _are_parts(cells, labels[n])]
    if len(rows) == len(years_of):
        beside = len(parted) == 1 and parted[0] and _are_years(columns[parted[0] - 1])
        return _one_column(table, parted[0] - 1) if beside else _without_years(table, columns)
    if not rows or years_of[0] is None:
        return table
    years: list[Cell] = []
    for found in years_of:
        if found is not None:
            year = found
        else:
            years.append(year)
    if len(parted) == 1:
        body = tuple(_dated(row, parted[0], year) for row, year in zip(rows, years, strict=True))
        return replace(table, rows=body)
    figures = any(share_of_figures(cells) > 0.5 for cells in columns[1:])  # before them, a number is a rank
    if parted or figures or any(share_of_type(cells, "date") > 0.5 for cells in columns):
        return table
    body = tuple(replace(row, cells=(year, *row.cells)) for row, year in zip(rows, years, strict=True))
    return replace(table, header=(Cell(MappedText("", ())), *table.header), rows=body)


def _are_years(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if not is_absent(cell)]
    return bool(filled) and all(map(is_year, filled))


def _one_column(table: RawTable, column: int) -> RawTable:
    """The table with a column of years and one of months as one: 2023年 | 3月."""
    rows = []
    for row in table.rows:
        if (year := _year_cell(row.cells[column])) is not None:
            row = _dated(row, column + 1, year)
        rows.append(replace(row, cells=(*row.cells[:column], *row.cells[column + 1 :])))
    kept = column if table.header[column].text else column + 1
    header = (*table.header[:column], table.header[kept], *table.header[column + 2 :])
    return replace(table, header=header, rows=tuple(rows))


def _without_years(table: RawTable, columns: Sequence[Sequence[str]]) -> RawTable:
    """The table without a column of years before one of dates, each of that year and finer."""
    for column in range(len(columns) - 1):
        pairs = list(zip(columns[column], columns[column + 1], strict=True))
        whole = [date for _, date in pairs if squeeze(date)]
        finer = len(whole) == len(pairs) > 0 and share_of_type(whole, "date") == 1.0
        if finer and _are_years(columns[column]) and all(_is_within(date, year) for year, date in pairs):
            cells = [row.cells[:column] + row.cells[column + 1 :] for row in table.rows]
            rows = tuple(replace(row, cells=own) for row, own in zip(table.rows, cells, strict=True))
            return replace(table, header=table.header[:column] + table.header[column + 1 :], rows=rows)
    return table


def _is_within(date: str, year: str) -> bool:
    """Whether a date is a part of a year."""
    return not is_year(date) and (year_of(year) or "-") in squeeze(normalize_text(date))


def _year_cell(cell: Cell) -> Cell | None:
    """The cell with nothing but the four figures of the year that it is; None for other cells."""
    year = year_of(cell.text.text)
    if year is None:
        return None
    start = cell.text.text.find(year)
    return replace(cell, text=cell.text.slice(start, start + 4)) if start >= 0 else cell


def _are_parts(cells: Sequence[str], label: str) -> bool:
    """Whether a column holds months or days without their year; what may be other numbers, by its label."""
    found = [_part(cell) for cell in cells if not is_absent(cell)]
    parts = [part for part in found if part is not None]
    told = _TIME.search(label) is not None or not any(part[1] for part in parts)
    return told and len(parts) > _MOSTLY * len(found)


def _year_row(row: RawRow) -> Cell | None:
    """The year that a row is, as a cell that holds for others; None for other rows."""
    filled = [cell for cell in row.cells if cell.text.text.strip()]
    if not filled or len({squeeze(cell.text.text) for cell in filled}) > 1:
        return None
    year = _year_cell(filled[0])
    return replace(year, merged=True) if year is not None else None


def _dated(row: RawRow, column: int, year: Cell) -> RawRow:
    """The row with the year before its month; the cell stands where the month does, with the box of both."""
    cell = row.cells[column]
    found = _part(cell.text.text)
    if found is None:
        return row
    words = year.text.text + ("-" if found[1] else "年")
    first = cell.text.origin[0]
    text = MappedText.join([MappedText(words, (first,) * len(words)), cell.text])
    whole = replace(cell, text=text, boxes=(*year.boxes, *cell.boxes))
    return replace(row, cells=(*row.cells[:column], whole, *row.cells[column + 1 :]))
