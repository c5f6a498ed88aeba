"""Which column of a spec each column of a table is: by its label, by its cells, by the caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from report_etl.catalog import ColumnSpec, TableSpec
from report_etl.columns import PrintedPeriod, is_absent, period_of
from report_etl.extract.tables.matching.cell_types import (
    FIGURES,
    are_group_names,
    are_repeated,
    mean_score,
    share_of_figures,
    share_of_type,
)
from report_etl.extract.tables.matching.labels import (
    PERCENTS,
    POINTS,
    HeaderName,
    column_for,
    is_label,
    promises_percent,
)
from report_etl.extract.tables.matching.matched import Matched
from report_etl.extract.tables.years_apart import lacks_year
from report_etl.language.dates import find_dates
from report_etl.language.normalize import squeeze
from report_etl.models import RawTable

_ENOUGH = 0.75  # share of the cells of a column that must be of its type
_ENOUGH_OF_LABELS = 0.65


def assign_columns(
    spec: TableSpec, table: RawTable, names: list[HeaderName], cells: list[list[str]]
) -> list[Matched]:
    """The columns of a table, each with the column of the spec it is, if it is one."""
    matched = _by_label(spec, table, names, cells)
    matched = _by_type(spec, matched, cells)
    matched = _by_place(spec, matched, cells)
    return _by_caption(spec, matched, cells, table)


def _by_label(
    spec: TableSpec, table: RawTable, names: list[HeaderName], cells: list[list[str]]
) -> list[Matched]:
    taken: set[int] = set()
    matched: list[Matched] = []
    owners = _owners(spec, names, cells)
    for index, name in enumerate(names):
        printed = squeeze(table.header[index].text.text)
        used = taken | {column for column, owner in owners.items() if owner != index}
        column_index = column_for(spec, printed, used)
        if column_index is None:
            column_index = column_for(spec, name.name, used)
        column = spec.columns[column_index] if column_index is not None else None
        if column is not None and _contradicts(column, cells[index]):
            column, column_index = None, None
        if column_index is not None:
            taken.add(column_index)
        matched.append(_matched(index, name, column, cells[index]))
    return matched


def _owners(spec: TableSpec, names: list[HeaderName], cells: list[list[str]]) -> dict[int, int]:
    """Where several headers are labels of one column of the spec: which of them has the cells for it.

    Of 区域 | 省份 the first groups the rows, and of 地市 | 区县 if its names are those of several rows.
    """
    claims: dict[int, list[int]] = {}
    for index, name in enumerate(names):
        column = column_for(spec, name.name, set())
        if column is not None and not spec.columns[column].many:
            claims.setdefault(column, []).append(index)
    return {
        column: max(
            indexes,
            key=lambda i: (
                not (spec.columns[column].required and are_repeated(cells[i])),
                mean_score(cells[i], spec.columns[column].type),
                not are_group_names(cells[i]),
            ),
        )
        for column, indexes in claims.items()
        if len(indexes) > 1
    }


def _contradicts(column: ColumnSpec, cells: list[str]) -> bool:
    """Whether the cells under a label are mostly not what the label promises."""
    if column.type in ("free_text", "label", "region", "organisations", "rank"):
        return False
    if not any(not is_absent(cell) for cell in cells):
        return False
    if column.type == "date" and sum(map(lacks_year, cells)) > 0.5 * len(cells):
        return False  # their year is missing: no other column is that of the dates
    return (share_of_figures(cells) if column.type in FIGURES else share_of_type(cells, column.type)) < 0.5


def _matched(index: int, name: HeaderName, column: ColumnSpec | None, cells: list[str]) -> Matched:
    kind = column.type if column is not None else _type_of(cells)
    if kind in ("decimal", "percent"):
        percents = sum("%" in cell or "％" in cell for cell in cells)
        promised = promises_percent(column, name)
        kind = "percent" if (promised and not _has_units(name)) or percents * 2 > len(cells) else "decimal"
    header, period = _dated(name)
    return Matched(
        index, header, column, kind, period.iso if period else None, bool(period and period.forecast)
    )


def _has_units(name: HeaderName) -> bool:
    return name.unit is not None and name.unit not in PERCENTS | POINTS


def _type_of(cells: list[str]) -> str:
    """The type of a column that no label names: figures, or just words."""
    return "decimal" if share_of_figures(cells) >= _ENOUGH else "free_text"


_COMPARING = re.compile("(?:[较与同自从至到]|(?<![占同环])比)$")  # 较2023年: what a column compares with
_BRACKETED = re.compile(r"(.+)[（(]([^（）()]+)[）)]")


def _dated(name: HeaderName) -> tuple[HeaderName, PrintedPeriod | None]:
    """A header and the period it names, which may be all: 2023年 规模, 规模 2023年 and 规模（2023年）."""
    if (period := period_of(name.name)) is not None:
        return name, period
    found = find_dates(name.name)
    if found and found[0].iso and 0 in (found[0].start, len(name.name) - found[0].end):
        rest = (name.name[: found[0].start] + name.name[found[0].end :]).strip("的 ")
        if not _COMPARING.search(rest):
            return replace(name, name=rest), PrintedPeriod(found[0].iso, found[0].forecast)
    bracketed = _BRACKETED.fullmatch(name.name)
    if bracketed is not None:
        period = period_of(bracketed[2])
        if period is not None or is_absent(bracketed[2]):
            return replace(name, name=bracketed[1]), period
    return name, None


def _by_type(spec: TableSpec, matched: list[Matched], cells: list[list[str]]) -> list[Matched]:
    """Columns without a label get the field that their cells look like, if only one is left for it."""
    result = list(matched)
    for column in spec.columns:
        if (
            column.many
            or column.field is None
            or column.type in ("label", "free_text", "rank", "percent")
            or any(m.column is column for m in result)
        ):
            continue
        fits = [
            m.index
            for m in result
            if m.column is None
            and share_of_type(cells[m.index], column.type) >= 0.8
            and mean_score(cells[m.index], column.type) >= 0.7
        ]
        if len(fits) == 1:
            index = fits[0]
            result[index] = replace(result[index], column=column, type=column.type)
    labels = [column for column in spec.columns if column.type == "label"]
    for m in result:
        lower = next((column for column in labels if all(r.column is not column for r in result)), None)
        again = m.column is None and any(is_label(c, m.header.name) for c in labels)
        if again and lower is not None:
            result[m.index] = replace(m, column=lower, type="label")  # 位置 | 环节: the second is its field
    content = next((column for column in spec.columns if column.type == "free_text"), None)
    if content is not None and not any(m.column is content for m in result):
        sentences = [m for m in result if m.column is None and _is_running_text(cells[m.index])]
        if len(sentences) == 1:
            result[sentences[0].index] = replace(sentences[0], column=content)
    many = next((column for column in spec.columns if column.many), None)
    if many is not None:
        for m in result:
            if m.column is None and m.type in FIGURES and not is_absent(m.header.name):
                result[m.index] = replace(m, column=many)
    return result


def _by_place(spec: TableSpec, matched: list[Matched], cells: list[list[str]]) -> list[Matched]:
    """The one column of names between a label and what is said of it is the lower label, whatever its header.

    Names differ from row to row; what repeats is a property of the row. Words behind both labels are what is
    said of them.
    """
    unread = unread_names(spec, matched)
    lower = next((c for c in spec.columns if c.type == "label" and not c.required), None)
    if lower is None or len(unread) != 1:
        return _said(spec, matched)
    m = unread[0]
    names = [squeeze(cell) for cell in cells[m.index]]
    above = m.index > 0 and matched[m.index - 1].column
    if not above or not above.required or not all(names) or len(set(names)) < len(names):
        return matched
    if _is_running_text(names) or mean_score(names, "label") < _ENOUGH_OF_LABELS:
        return matched
    return [replace(r, column=lower, type="label") if r is m else r for r in matched]


def _said(spec: TableSpec, matched: list[Matched]) -> list[Matched]:
    """The columns; the one behind both labels is the description if no other is, whatever its header."""
    said = next((c for c in spec.columns if c.type == "free_text"), None)
    known = [m.column for m in matched[:-1]]
    if not _is_chain(spec) or len(known) < 2 or None in known or said in known:
        return matched
    last = matched[-1]
    unread = last.column is None and last.type == "free_text" and not is_absent(last.header.name)
    return [*matched[:-1], replace(last, column=said)] if unread else matched


def _is_chain(spec: TableSpec) -> bool:
    """Whether the rows of a kind are a label, a lower label and a description."""
    return [column.required for column in spec.columns if column.type == "label"] == [True, False]


def unread_names(spec: TableSpec, matched: Sequence[Matched]) -> list[Matched]:
    """Columns of words before the description that no rule knows, where that of the lower label is missing.

    Only for kinds whose rows are a label, a lower label and a description (industry chains).
    """
    said = next((m.index for m in matched if m.column is not None and m.column.type == "free_text"), None)
    labelled = any(
        m.column is not None and m.column.type == "label" and not m.column.required for m in matched
    )
    if not _is_chain(spec) or said is None or labelled:
        return []
    return [m for m in matched[:said] if m.column is None and m.type == "free_text"]


def _by_caption(
    spec: TableSpec, matched: list[Matched], cells: list[list[str]], table: RawTable
) -> list[Matched]:
    """Names under an unknown label are the items of the figures beside them, if the caption says so.

    Of a chain they are the stages, if what stands behind them are names and texts.
    """
    items = next((c for c in spec.columns if c.required and c.type == "label"), None)
    if items is None or table.caption is None:
        return matched
    speaks = any(word in table.caption.text for word in spec.captions)
    if not speaks or matched[0].column is not None or any(m.column is items for m in matched):
        return matched
    if _is_chain(spec):
        return _as_chain(spec, matched, cells)
    if not spec.of_figures:
        return matched
    if (
        mean_score(cells[0], "label") < _ENOUGH_OF_LABELS
        or is_absent(matched[0].header.name)
        or share_of_type(cells[0], "region")
    ):
        return matched
    return [replace(matched[0], column=items, type="label"), *matched[1:]]


def _as_chain(spec: TableSpec, matched: list[Matched], cells: list[list[str]]) -> list[Matched]:
    """Three columns of words as stage, field and description: names that repeat, names that do not, texts."""
    if len(matched) != 3 or any(m.type in FIGURES for m in matched):
        return matched
    names = [[squeeze(cell) for cell in column] for column in cells[:2]]
    stages = all(names[0]) and len(set(names[0])) < len(names[0])
    fields = all(names[1]) and len(set(names[1])) == len(names[1])
    short = not any(_is_running_text(column) for column in names)
    if not (stages and fields and short and _is_running_text(cells[2])):
        return matched
    if any(mean_score(column, "label") < _ENOUGH_OF_LABELS for column in names):
        return matched
    columns = (c for c in spec.columns if c.type in ("label", "free_text"))
    return [replace(m, column=c, type=c.type) for m, c in zip(matched, columns, strict=True)]


def _is_running_text(cells: list[str]) -> bool:
    """Whether cells are sentences by their ends or, where none has one, by their length."""
    words = [len(squeeze(cell)) for cell in cells if not is_absent(cell)]
    return mean_score(cells, "free_text") >= 0.79 or sum(words) >= 20 * max(1, len(words))
