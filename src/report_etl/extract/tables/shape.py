"""Tables brought to one row per record: side by side parts one below the other, periods as rows."""

from __future__ import annotations

import re
from dataclasses import replace

from report_etl.columns import is_absent, period_of
from report_etl.extract.tables.matching.cell_types import kind_of_region, share_of_type
from report_etl.extract.tables.matching.labels import header_name
from report_etl.extract.tables.matching.measures import with_year
from report_etl.extract.tables.parsing.changes import is_change
from report_etl.language.normalize import squeeze
from report_etl.language.regions import RegionKind
from report_etl.models import Cell, RawRow, RawTable


def unfold(table: RawTable) -> RawTable:
    """省份 数量 省份 数量: the parts one below the other; other tables as they are."""
    labels = [squeeze(cell.text.text) for cell in table.header]
    width = _repeat(labels) or _labelled_once(table, labels)
    if width is None:
        return table
    rows: list[RawRow] = []
    for first in range(0, len(labels), width):
        for row in table.rows:
            if (total := _total_row(row, width)) is not None:
                if first == 0:
                    rows.append(total)
                continue
            cells = row.cells[first : first + width]
            if any(not is_absent(cell.text.text) for cell in cells):
                rows.append(replace(row, cells=cells))
    totals = [row for row in rows if _is_total(row.cells[0])]
    rows = [row for row in rows if not _is_total(row.cells[0])] + totals
    return replace(table, header=table.header[:width], rows=tuple(rows))


def _repeat(labels: list[str]) -> int | None:
    """Width of the part that the labels repeat."""
    for width in range(2, len(labels) // 2 + 1):
        parts = {tuple(labels[i : i + width]) for i in range(0, len(labels), width)}
        if len(labels) % width == 0 and len(parts) == 1 and all(labels):
            return width
    return None


def _labelled_once(table: RawTable, labels: list[str]) -> int | None:
    """Width of the part that has labels where the others have none, and regions in the same place."""
    width = next((n for n, label in enumerate(labels) if not label), 0)
    if width < 2 or any(labels[width:]) or len(labels) % width:
        return None

    def are_regions(column: int) -> bool:
        return share_of_type([row.cells[column].text.text for row in table.rows], "region") > 0.7

    places = [[are_regions(n) for n in range(first, first + width)] for first in range(0, len(labels), width)]
    return width if any(places[0]) and all(place == places[0] for place in places) else None


def _total_row(row: RawRow, width: int) -> RawRow | None:
    """全国合计 over the whole width with one figure at its end."""
    texts = {text: cell for cell in row.cells if (text := squeeze(cell.text.text))}
    if width != 2 or len(texts) != 2:
        return None
    name, figure = texts.values()
    return replace(row, cells=(name, figure)) if _is_total(name) else None


def _is_total(cell: Cell) -> bool:
    return kind_of_region(cell.text.text) is RegionKind.TOTAL


def is_transposed(table: RawTable) -> bool:
    """Whether the columns are periods, each once, and the rows are measures (指标 2020年 2021年 …)."""
    labels = _labels(table)
    return bool(labels) and all(_iso(label) is not None for label in labels)


def is_statement(table: RawTable) -> bool:
    """Whether it is transposed, and some columns are periods only by what stands around them.

    Parts of the year that the caption names (第一季度); one column that says how much the last period is
    above the one before (本年比上年增减). The first label must say that the rows are measures: of companies
    or products each row would be a subject.
    """
    labels = _labels(table)
    if not labels or not _MEASURES.search(squeeze(table.header[0].text.text)):
        return False
    caption = table.caption.text if table.caption else None
    periods = [_iso(with_year(label, caption)) for label in labels]
    others = [label for label, period in zip(labels, periods, strict=True) if period is None]
    if not others:
        return True
    lengths = {len(period) for period in periods if period is not None}  # 三季度 beside 全年: which changed?
    return len(labels) > 2 and len(others) == 1 and len(lengths) == 1 and is_change(others[0])


_MEASURES = re.compile("^项目|指标|科目|数据$|年度$")


def _labels(table: RawTable) -> list[str]:
    """The labels of the columns after the first; none where they are too few or not each once."""
    labels = [squeeze(cell.text.text) for cell in table.header[1:]]
    return labels if len(set(labels)) == len(labels) >= 2 and table.rows else []


def transpose(table: RawTable) -> RawTable:
    """Periods become rows; the words of the first column become the labels of the figures.

    Each row keeps the lowest confidence of the rows it is made of.
    """
    header = (table.header[0], *(row.cells[0] for row in table.rows))
    confidence = min(row.confidence for row in table.rows)
    readings = next((row.readings for row in table.rows if row.readings), ())
    rows = tuple(
        RawRow(
            (table.header[index], *(row.cells[index] for row in table.rows)),
            table.rows[0].page,
            confidence,
            readings,
        )
        for index in range(1, len(table.header))
    )
    return replace(table, header=header, rows=rows)


def _iso(label: str) -> str | None:
    """The period that a header names; None when it names none."""
    period = period_of(header_name(label).name)
    return period.iso if period is not None else None
