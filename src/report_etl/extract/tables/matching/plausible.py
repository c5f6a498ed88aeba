"""What the cells of a table of a kind must look like, beyond the labels of their columns."""

from __future__ import annotations

import re
from collections.abc import Callable

from report_etl.columns import is_absent
from report_etl.extract.tables.matching.cell_types import (
    FIGURES,
    are_group_names,
    are_repeated,
    kind_of_region,
    mean_score,
    share_of_type,
)
from report_etl.extract.tables.matching.labels import HeaderName, is_label
from report_etl.extract.tables.matching.matched import Matched
from report_etl.extract.tables.matching.measures import percent_kind
from report_etl.language.normalize import squeeze
from report_etl.language.regions import RegionKind, is_inside, match_region, region_score
from report_etl.models import RawTable

_PLACES = (RegionKind.PROVINCE, RegionKind.CITY)
_ZONE = re.compile("[\u4e00-\u9fff]{1,10}(?<![大片])(?:区|县|市|园|新城)")
_COUNTY = re.compile("[\u4e00-\u9fff]{1,12}(?:县|市|旗|(?<![大片])区)|市本级|市直属?")
_FIRM = re.compile("[^、，]{2,30}(?:公司|事务所)(?:[（(][^（）()]{1,12}[）)])?")
_TIMES = re.compile("时间|日期|年份|年月")
_YEAR = re.compile("(?:19|20)[0-9]{2}(?![0-9])")


def is_plausible(kind: str, matched: list[Matched], cells: list[list[str]], table: RawTable) -> bool:
    """Whether the cells are what the columns of a kind hold."""
    check = _CHECKS.get(kind)
    return check is None or check(matched, cells, table)


def _policies(matched: list[Matched], cells: list[list[str]], table: RawTable) -> bool:
    """Titles end as titles do, or the words around speak of policies."""
    title = next(m for m in matched if m.fills("title"))
    others = {m.column.field for m in matched if m.column is not None} & {
        "issued",
        "issuers",
        "content",
        "region",
    }
    if not others or ("issued" not in others and _has_hidden_dates(matched, cells)):
        return False
    score = mean_score(cells[title.index], "policy_title")
    words = title.header.name + (table.caption.text if table.caption else "")
    speaks = any(word in words for word in ("政策", "法规", "法律", "文件", "条例", "规划"))
    if not speaks and others == {"issued"} and title.column and not is_label(title.column, title.header.name):
        return False  # 书名 | 出版时间: any book has a title and a date
    issuers = [squeeze(cell) for m in matched if m.fills("issuers") for cell in cells[m.index]]
    if not speaks and 2 * sum(_FIRM.fullmatch(cell) is not None for cell in issuers) > len(issuers):
        return False  # 评级机构 | 评级报告: what companies say of others
    return score >= (0.75 if not speaks else 0.3 if len(others) > 2 else 0.45)


def _has_hidden_dates(matched: list[Matched], cells: list[list[str]]) -> bool:
    """Whether a column not read as dates holds years: any under a label of times, else in half its cells.

    Then columns or rows are mixed.
    """
    years = {m.index: sum(_YEAR.search(cell) is not None for cell in cells[m.index]) for m in matched}
    return any(
        2 * years[m.index] >= len(cells[m.index]) or (years[m.index] > 0 and _TIMES.search(m.header.name))
        for m in matched
        if m.column is None
    )


def _regions(matched: list[Matched], cells: list[list[str]], table: RawTable) -> bool:
    """The rows begin with regions (after a rank), and the figures are figures.

    Half of the names are provinces, cities or zones of them: 华东 and 境外 are how a company parts its
    business. Under a label of cities, one known city makes the others counties; under one of counties their
    names do.
    """
    region = next(m for m in matched if m.fills("region"))
    names = [cell for cell in cells[region.index] if not is_absent(cell)]
    if not _labels(region, region.header.name) and any(_labels(region, squeeze(name)) for name in names):
        return False  # the labels stand among the rows: what stands above them is of another table
    kinds = [kind_of_region(name) for name in names]
    places = sum(map(_is_place, names))
    if not places or places < 0.5 * sum(kind is not RegionKind.TOTAL for kind in kinds):
        bodies = [n for n, kind in zip(names, kinds, strict=True) if kind is RegionKind.BODY]
        counties = sum(region_score(name) < 0.5 for name in bodies)
        totals = sum(kind is RegionKind.TOTAL for kind in kinds)
        told = places and region.header.name.endswith(_CITIES) and places + counties + totals == len(names)
        if not told and not (
            "县" in region.header.name and all(map(_COUNTY.fullmatch, map(squeeze, bodies)))
        ):
            return False
    before = [m for m in matched if m.type in ("free_text", "label") and m.index < region.index]
    if any(not _groups(cells[m.index], cells[region.index]) for m in before):
        return False
    if any(m.header.unit and not any(cells[m.index]) for m in matched):  # its figures stand below another
        return False
    counts = [m for m in matched if m.fills("count")]
    words = [m for m in matched if m.column is None and m.type == "free_text"]
    if any(_PERIOD_LABEL.search(m.header.name) for m in counts):  # 地区 年份 产量: one count for each year
        return False
    measured = [_is_measured(m.header) for m in counts]
    if any(measured) and all(own or m.type == "percent" for own, m in zip(measured, counts, strict=True)):
        return False  # 城市 年均气温/℃
    if are_repeated(names) and any(m.index > region.index for m in words):  # 省份 园区 产值: of the parks
        return False
    return (
        bool(counts)
        and len(words) <= 1
        and not any(_holds_regions(cells[m.index], beside=m.index > counts[0].index) for m in words)
    )


def _groups(above: list[str], names: list[str]) -> bool:
    """Whether names group those beside them: parts of the country, or places in which the others are."""
    if are_group_names(above):
        return True
    filled = [(group, name) for group, name in zip(above, names, strict=True) if not is_absent(group)]
    return bool(filled) and all(
        kind_of_region(group) is RegionKind.TOTAL
        or (_is_place(group) and (not _is_place(name) or group == name or is_inside(name, group)))
        for group, name in filled
    )


def _labels(matched: Matched, name: str) -> bool:
    return matched.column is not None and is_label(matched.column, name)


def _is_measured(header: HeaderName) -> bool:
    return _MEASURED.fullmatch(header.unit or header.name.rpartition("/")[2]) is not None


def _is_place(name: str) -> bool:
    """Whether a name is that of a province, a city or a zone with one of them before it: 苏州工业园区."""
    plain = squeeze(name)
    end = match_region(plain) or 0
    if kind_of_region(name) in _PLACES or not end:
        return kind_of_region(name) in _PLACES
    return kind_of_region(plain[:end]) in _PLACES and _ZONE.fullmatch(plain, end) is not None


def _holds_regions(cells: list[str], *, beside: bool) -> bool:
    """Whether most cells end with a region after something else: 247 湖南省, two columns not told apart.

    Or, `beside` figures, are places: those of another table.
    """
    ends = [cell.split()[-1] for cell in cells if len(cell.split()) > 1]
    alone = sum(map(_is_place, cells)) if beside else 0
    return 2 * max(alone, sum(kind_of_region(end) is RegionKind.PROVINCE for end in ends)) > len(cells)


# What is measured at a place and does not add up over places: 气温（℃）, 年降水量/mm, 糙米镉（mg/kg）
_MEASURED = re.compile(r"[℃℉°]C?|[mcμ]m|[a-zμ]{1,3}[/·][a-z]{1,3}[0-9²³]?", re.IGNORECASE)
_PERIOD_LABEL = re.compile("年份$|年度$|时间$|日期$|^年$")
_CITIES = ("城市", "地市", "市州", "市县", "区县", "县市", "市", "产区")


def _series(matched: list[Matched], cells: list[list[str]], table: RawTable) -> bool:
    """Periods and figures, and no column of words but a last one for notes."""
    period = next(m for m in matched if m.fills("period"))
    words = [m for m in matched[:-1] if m.type in ("free_text", "label") and not _empty(cells[m.index])]
    return (
        share_of_type(cells[period.index], "period") >= 0.9
        and not words
        and _has_figures(matched)
        and not _relative(matched)
    )


def _composition(matched: list[Matched], cells: list[list[str]], table: RawTable) -> bool:
    """Items with shares, or amounts whose header or caption says what they make up."""
    subject = next(m for m in matched if m.fills("subject"))
    names = cells[subject.index]
    figures = [m for m in matched if m.type in FIGURES]
    if (
        share_of_type(names, "decimal") > 0.2
        or share_of_type(names, "period") > 0.5
        or not _has_figures(matched)
    ):
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
_RELATIVE = re.compile(r"期[末初]|本[期年]|(?<![比较])上[期年]|余额|发生额|账面")


def _relative(matched: list[Matched]) -> bool:
    return any(_RELATIVE.search(m.header.name) for m in matched if m.type in FIGURES)


def _empty(cells: list[str]) -> bool:
    return all(is_absent(cell) for cell in cells)


def _chain(matched: list[Matched], cells: list[list[str]], table: RawTable) -> bool:
    fields = {m.column.field for m in matched if m.column is not None}
    if not fields & {"field", "description"} or any(m.type in FIGURES for m in matched):
        return False
    return not any(_holds_label(m, cells[m.index]) for m in matched if m.type == "label")


def _holds_label(matched: Matched, cells: list[str]) -> bool:
    """Whether cells begin with the label of their column: the first column was read as one cell."""
    label = squeeze(matched.header.name)
    return bool(label) and any(squeeze(cell).startswith(label) for cell in cells)


def _has_figures(matched: list[Matched]) -> bool:
    return any(m.column is not None and m.column.many for m in matched)


_CHECKS: dict[str, Callable[[list[Matched], list[list[str]], RawTable], bool]] = {
    "policies": _policies,
    "region_counts": _regions,
    "time_series": _series,
    "composition": _composition,
    "value_chain": _chain,
}
