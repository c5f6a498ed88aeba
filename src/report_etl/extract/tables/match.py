"""RawTable → the kind of table it is and what each of its columns means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from report_etl.catalog import Catalog, ColumnSpec, TableSpec
from report_etl.columns import COLUMN_TYPES, PrintedPeriod, is_absent, parse_period
from report_etl.extract.tables.labels import (
    PERCENTS,
    POINTS,
    HeaderName,
    column_for,
    header_name,
    is_label,
    promises_percent,
)
from report_etl.extract.tables.measures import percent_kind, whole_quantity, with_year, without_bound
from report_etl.language.dates import find_dates
from report_etl.language.normalize import squeeze
from report_etl.language.regions import RegionKind, parse_region_or_body, region_score
from report_etl.models import RawTable

_ENOUGH = 0.75  # share of the cells of a column that must be of its type
_YEAR = re.compile("(?:19|20)[0-9]{2}(?![0-9])")
_FIGURES = frozenset({"decimal", "percent", "money", "integer"})


@dataclass(frozen=True, slots=True)
class Matched:
    """A column of a table: its place, its header, and the column of the spec it is (None: none).

    `type` is the column type its cells are read as; `period` is the period its header names, `forecast`
    that the header calls it one.
    """

    index: int
    header: HeaderName
    column: ColumnSpec | None
    type: str
    period: str | None = None
    forecast: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """What a table is: `spec` None when it is of no known kind."""

    spec: TableSpec | None
    columns: tuple[Matched, ...] = ()

    def of(self, field: str) -> Matched | None:
        """The first column that fills a field."""
        return next((m for m in self.columns if m.column is not None and m.column.field == field), None)

    def all_of(self, *types: str) -> tuple[Matched, ...]:
        """The columns read as one of some types."""
        return tuple(m for m in self.columns if m.type in types)


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
    names = [header_name(cell.text.text) for cell in table.header]
    columns = [
        [row.cells[index].text.text if index < len(row.cells) else "" for row in table.rows]
        for index in range(len(names))
    ]
    caption = table.caption.text if table.caption else None
    columns = [_dated_cells(column, caption) for column in columns]
    wanted = [spec for spec in catalog.tables if table.kind in (None, spec.kind)]
    return [_fit(spec, table, names, columns) for spec in wanted]


def _dated_cells(cells: list[str], caption: str | None) -> list[str]:
    """Parts of a year, each once, with the year of the caption; other cells as they are."""
    dated = [with_year(cell, caption) for cell in cells]
    return dated if len(set(dated)) == len(dated) else cells


def _fit(spec: TableSpec, table: RawTable, names: list[HeaderName], cells: list[list[str]]) -> Attempt:
    """How well a spec fits: it lacks a required column, or its cells contradict it, or nothing."""
    matched = _by_label(spec, table, names, cells)
    matched = _by_type(spec, matched, cells)
    matched = _by_caption(spec, matched, cells, table)
    fields = {m.column.field for m in matched if m.column is not None}
    known = sum(1.0 for m in matched if m.column is not None)
    missing = next((c.field for c in spec.columns if c.required and c.field not in fields), None)
    lacks = f"no column is its {missing}" if missing else None
    if not lacks and (not_parted := _not_parted(spec, table)):
        lacks = f"{not_parted!r} are the labels of two columns"
    if not lacks and _is_row(matched, table):
        lacks = "the row above the others is no header"
    if not lacks and not _PLAUSIBLE.get(spec.kind, _always)(matched, cells, table):
        lacks = "the cells are not what its columns hold"
    return Attempt(Match(spec, tuple(matched)), known - 0.5 * (len(matched) - known), lacks)


def _not_parted(spec: TableSpec, table: RawTable) -> str | None:
    """A header whose words are labels of different columns: the columns were not told apart."""
    for cell in table.header:
        words = cell.text.text.split()
        figures = len(words) > 1 and _share(words[1:], "integer") and not _share(words[1:], "period")
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
        if m.type in _FIGURES and m.period is None and whole_quantity(text) is not None:
            return True
        if m.type == "date" and _share([text], "date") and not _share([text], "integer"):
            return True
        if m.type == "region" and _kind_of_region(text) is RegionKind.PROVINCE:
            return True
    return False


def column_scores(table: RawTable, match: Match) -> list[float]:
    """For each column, the share of its filled cells that are of the type it is read as."""
    cells = [
        [row.cells[m.index].text.text for row in table.rows if m.index < len(row.cells)]
        for m in match.columns
    ]
    return [
        _figures(column) if m.type in _FIGURES else _share(column, m.type)
        for m, column in zip(match.columns, cells, strict=True)
    ]


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

    Of 区域 | 省份 the areas group the rows.
    """
    claims: dict[int, list[int]] = {}
    for index, name in enumerate(names):
        column = column_for(spec, name.name, set())
        if column is not None and not spec.columns[column].many:
            claims.setdefault(column, []).append(index)
    return {
        column: max(
            indexes,
            key=lambda i: (_mean(cells[i], spec.columns[column].type), not _are_areas(cells[i])),
        )
        for column, indexes in claims.items()
        if len(indexes) > 1
    }


def _matched(index: int, name: HeaderName, column: ColumnSpec | None, cells: list[str]) -> Matched:
    kind = column.type if column is not None else _figure_type(name, cells)
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


def _figure_type(name: HeaderName, cells: list[str]) -> str:
    """The type of a column that no label names: figures, or just words."""
    return "decimal" if _figures(cells) >= _ENOUGH else "free_text"


_COMPARING = re.compile("(?:[较与同自从至到]|(?<![占同环])比)$")  # 较2023年: what a column compares with
_BRACKETED = re.compile(r"(.+)[（(]([^（）()]+)[）)]")


def _dated(name: HeaderName) -> tuple[HeaderName, PrintedPeriod | None]:
    """A header and the period it names, which may be all: 2023年 规模, 规模 2023年 and 规模（2023年）."""
    try:
        return name, parse_period(name.name)
    except ValueError:
        pass
    found = find_dates(name.name)
    if found and found[0].iso and 0 in (found[0].start, len(name.name) - found[0].end):
        rest = (name.name[: found[0].start] + name.name[found[0].end :]).strip("的 ")
        if not _COMPARING.search(rest):
            return replace(name, name=rest), PrintedPeriod(found[0].iso, found[0].forecast)
    bracketed = _BRACKETED.fullmatch(name.name)
    if bracketed is not None:
        try:
            return replace(name, name=bracketed[1]), parse_period(bracketed[2])
        except ValueError:
            pass
    return name, None


def _share(cells: list[str], kind: str) -> float:
    """The share of filled cells that may be of a type."""
    filled = [cell for cell in cells if not is_absent(cell)]
    if not filled:
        return 0.0
    return sum(COLUMN_TYPES[kind].score(cell) > 0 for cell in filled) / len(filled)


def _figures(cells: list[str]) -> float:
    """The share of filled cells that are figures, bare or with a unit of their own."""
    filled = [without_bound(cell)[0] for cell in cells if not is_absent(cell)]
    found = sum(
        COLUMN_TYPES["percent"].score(cell) > 0 or whole_quantity(cell) is not None for cell in filled
    )
    return found / len(filled) if filled else 0.0


def _contradicts(column: ColumnSpec, cells: list[str]) -> bool:
    """Whether the cells under a label are mostly not what the label promises."""
    if column.type in ("free_text", "label", "region", "organisations", "rank"):
        return False
    if not any(not is_absent(cell) for cell in cells):
        return False
    return (_figures(cells) if column.type in _FIGURES else _share(cells, column.type)) < 0.5


def _by_type(spec: TableSpec, matched: list[Matched], cells: list[list[str]]) -> list[Matched]:
    """Columns without a label get the field that their cells look like, if only one is left for it."""
    result = list(matched)
    for column in spec.columns:
        if (
            column.many
            or column.type in ("label", "free_text", "rank", "percent")
            or any(m.column is column for m in result)
        ):
            continue
        fits = [
            m.index
            for m in result
            if m.column is None
            and _share(cells[m.index], column.type) >= 0.8
            and _mean(cells[m.index], column.type) >= 0.7
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
            if m.column is None and m.type in _FIGURES and not is_absent(m.header.name):
                result[m.index] = replace(m, column=many)
    return result


def _by_caption(
    spec: TableSpec, matched: list[Matched], cells: list[list[str]], table: RawTable
) -> list[Matched]:
    """Names under an unknown label are the items of the figures beside them, if the caption says so."""
    items = next((c for c in spec.columns if c.required and c.type == "label"), None)
    if items is None or not any(column.many for column in spec.columns) or table.caption is None:
        return matched
    speaks = any(word in table.caption.text for word in spec.captions)
    if not speaks or matched[0].column is not None or any(m.column is items for m in matched):
        return matched
    if _mean(cells[0], "label") < 0.65 or is_absent(matched[0].header.name) or _share(cells[0], "region"):
        return matched
    return [replace(matched[0], column=items, type="label"), *matched[1:]]


def _is_running_text(cells: list[str]) -> bool:
    """Whether cells are sentences by their ends or, where none has one, by their length."""
    words = [len(squeeze(cell)) for cell in cells if not is_absent(cell)]
    return _mean(cells, "free_text") >= 0.79 or sum(words) >= 20 * max(1, len(words))


def _mean(cells: list[str], kind: str) -> float:
    filled = [cell for cell in cells if not is_absent(cell)]
    return sum(COLUMN_TYPES[kind].score(cell) for cell in filled) / max(1, len(filled))


# --- what the cells of a kind must look like, beyond their labels ---------------------------------


def _always(matched: list[Matched], cells: list[list[str]], table: RawTable) -> bool:
    return True


def _policies(matched: list[Matched], cells: list[list[str]], table: RawTable) -> bool:
    """Titles end as titles do, or the words around speak of policies."""
    title = next(m for m in matched if m.column is not None and m.column.field == "title")
    others = {m.column.field for m in matched if m.column is not None} & {
        "issued",
        "issuers",
        "content",
        "region",
    }
    if not others or ("issued" not in others and _has_hidden_dates(matched, cells)):
        return False
    score = _mean(cells[title.index], "policy_title")
    words = title.header.name + (table.caption.text if table.caption else "")
    speaks = any(word in words for word in ("政策", "法规", "法律", "文件", "条例", "规划"))
    return score >= (0.75 if not speaks else 0.3 if len(others) > 2 else 0.45)


def _has_hidden_dates(matched: list[Matched], cells: list[list[str]]) -> bool:
    """Whether most cells of a column without a known label hold a year: two columns not told apart."""
    unknown = [cells[m.index] for m in matched if m.column is None]
    return any(2 * sum(_YEAR.search(cell) is not None for cell in column) > len(column) for column in unknown)


def _regions(matched: list[Matched], cells: list[list[str]], table: RawTable) -> bool:
    """The rows begin with regions (after a rank), and the figures are figures.

    Half of the names are provinces or cities: 华东 and 境外 are how a company parts its business. Under a
    label of cities, one known city makes the others counties.
    """
    region = next(m for m in matched if m.column is not None and m.column.field == "region")
    names = [cell for cell in cells[region.index] if not is_absent(cell)]
    kinds = [_kind_of_region(name) for name in names]
    places = sum(kind in (RegionKind.PROVINCE, RegionKind.CITY) for kind in kinds)
    if not places or places < 0.5 * sum(kind is not RegionKind.TOTAL for kind in kinds):
        counties = sum(
            kind is RegionKind.BODY and region_score(n) < 0.5 for n, kind in zip(names, kinds, strict=True)
        )
        totals = sum(kind is RegionKind.TOTAL for kind in kinds)
        if not places or not region.header.name.endswith(_CITIES) or places + counties + totals < len(names):
            return False
    before = [m for m in matched if m.type in ("free_text", "label") and m.index < region.index]
    if any(not _are_areas(cells[m.index]) for m in before):
        return False
    counts = [m for m in matched if m.column is not None and m.column.field == "count"]
    words = [m for m in matched if m.column is None and m.type == "free_text"]
    if any(_PERIOD_LABEL.search(m.header.name) for m in counts):  # 地区 年份 产量: one count for each year
        return False
    return bool(counts) and len(words) <= 1 and not any(_holds_regions(cells[m.index]) for m in words)


def _are_areas(cells: list[str]) -> bool:
    """Whether a column groups the provinces beside it: areas known from such lists (华东), and totals."""
    names = [cell for cell in cells if not is_absent(cell)]
    known = (RegionKind.BODY, RegionKind.TOTAL)
    return bool(names) and all(region_score(n) == 1.0 and _kind_of_region(n) in known for n in names)


def _holds_regions(cells: list[str]) -> bool:
    """Whether most cells end with a region after something else: 247 湖南省, two columns not told apart."""
    ends = [cell.split()[-1] for cell in cells if len(cell.split()) > 1]
    return 2 * sum(_kind_of_region(end) is RegionKind.PROVINCE for end in ends) > len(cells)


_PERIOD_LABEL = re.compile("年份$|年度$|时间$|日期$|^年$")
_CITIES = ("城市", "地市", "市州", "市县", "区县", "县市", "市", "产区")


def _kind_of_region(name: str) -> RegionKind | None:
    try:
        return parse_region_or_body(name).kind
    except ValueError:
        return None


def _series(matched: list[Matched], cells: list[list[str]], table: RawTable) -> bool:
    """Periods and figures, and no column of words but a last one for notes."""
    period = next(m for m in matched if m.column is not None and m.column.field == "period")
    words = [m for m in matched[:-1] if m.type in ("free_text", "label") and not _empty(cells[m.index])]
    return (
        _share(cells[period.index], "period") >= 0.9
        and not words
        and _has_figures(matched)
        and not _relative(matched)
    )


def _composition(matched: list[Matched], cells: list[list[str]], table: RawTable) -> bool:
    """Items with shares, or amounts whose header or caption says what they make up."""
    subject = next(m for m in matched if m.column is not None and m.column.field == "subject")
    names = cells[subject.index]
    figures = [m for m in matched if m.type in _FIGURES]
    if _share(names, "decimal") > 0.2 or _share(names, "period") > 0.5 or not _has_figures(matched):
        return False
    if _relative(matched) or not all(m.header.name for m in figures):
        return False
    caption = table.caption.text if table.caption else ""
    words = [m for m in matched if m.type in ("free_text", "label")]
    shares = any(percent_kind(m.header) == "share" for m in figures if m.type == "percent")
    speaks = shares or any(word in caption for word in ("构成", "结构", "占比", "分布", "份额", "格局"))
    return len(words) <= 2 and (speaks or subject.header.name not in _VAGUE)


# Labels under which anything may be listed.
_VAGUE = frozenset({"项目", "名称", "指标", "类别", "种类", "类型", "分类", "来源", "规格", "等级"})
# Periods that only the rest of the document tells: the end of which period?
_RELATIVE = re.compile(r"期[末初]|本[期年]|上[期年]|余额|发生额|账面")


def _relative(matched: list[Matched]) -> bool:
    return any(_RELATIVE.search(m.header.name) for m in matched if m.type in _FIGURES)


def _empty(cells: list[str]) -> bool:
    return all(is_absent(cell) for cell in cells)


def _chain(matched: list[Matched], cells: list[list[str]], table: RawTable) -> bool:
    fields = {m.column.field for m in matched if m.column is not None}
    return bool(fields & {"field", "description"}) and not any(m.type in _FIGURES for m in matched)


def _has_figures(matched: list[Matched]) -> bool:
    return any(m.column is not None and m.column.many for m in matched)


_PLAUSIBLE: dict[str, Callable[[list[Matched], list[list[str]], RawTable], bool]] = {
    "policies": _policies,
    "region_counts": _regions,
    "time_series": _series,
    "composition": _composition,
    "value_chain": _chain,
}
