"""How much the cells of a column look like those of a type: figures, group names, any other."""

from __future__ import annotations

from report_etl.columns import COLUMN_TYPES, is_absent
from report_etl.extract.tables.matching.units import whole_quantity, without_bound
from report_etl.language.regions import RegionKind, parse_region_or_body, region_score

FIGURES = frozenset({"decimal", "percent", "integer"})


def share_of_type(cells: list[str], kind: str) -> float:
    """The share of filled cells that may be of a type."""
    filled = [cell for cell in cells if not is_absent(cell)]
    if not filled:
        return 0.0
    return sum(COLUMN_TYPES[kind].score(cell) > 0 for cell in filled) / len(filled)


def share_of_figures(cells: list[str]) -> float:
    """The share of filled cells that are figures, bare or with a unit of their own."""
    filled = [without_bound(cell)[0] for cell in cells if not is_absent(cell)]
    found = sum(
        COLUMN_TYPES["percent"].score(cell) > 0 or whole_quantity(cell) is not None for cell in filled
    )
    return found / len(filled) if filled else 0.0


def mean_score(cells: list[str], kind: str) -> float:
    filled = [cell for cell in cells if not is_absent(cell)]
    return sum(COLUMN_TYPES[kind].score(cell) for cell in filled) / max(1, len(filled))


def are_group_names(cells: list[str]) -> bool:
    """Whether a column groups the provinces beside it: parts of the country (华东), and totals."""
    names = [cell for cell in cells if not is_absent(cell)]
    known = (RegionKind.BODY, RegionKind.TOTAL)
    return bool(names) and all(region_score(n) == 1.0 and kind_of_region(n) in known for n in names)


def are_repeated(names: list[str]) -> bool:
    """Whether a province or a city stands in several rows: it groups what they are of."""
    places = [n for n in names if kind_of_region(n) in (RegionKind.PROVINCE, RegionKind.CITY)]
    return len(set(places)) < len(places)


def kind_of_region(name: str) -> RegionKind | None:
    try:
        return parse_region_or_body(name).kind
    except ValueError:
        return None
