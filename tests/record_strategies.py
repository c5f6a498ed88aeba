"""Hypothesis strategies for records: any value that the models accept and a database can store."""

from __future__ import annotations

import typing
from typing import Any, Literal

from hypothesis import strategies as st

from report_etl.models import Layout
from report_etl.records import (
    RECORD_KINDS,
    Count,
    Coverage,
    DocumentInfo,
    Exact,
    Extraction,
    NonEmpty,
    PartialDate,
    Price,
    Provenance,
    Record,
    ReportInfo,
    Unclaimed,
)

_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
_DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=3)
_PROVENANCE = st.builds(
    Provenance,
    page=st.integers(1, 999),
    start=st.integers(0, 999),
    end=st.integers(0, 999),
    rule=_TEXT,
    rule_version=_TEXT,
    confidence=st.floats(0, 1),
)
_VALUES: dict[Any, st.SearchStrategy[Any]] = {
    str: _TEXT,
    NonEmpty: _TEXT.filter(bool),
    Layout: st.sampled_from(Layout),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    Exact: _DECIMALS,
    Count: st.integers() | _DECIMALS,
    PartialDate: st.sampled_from(["2024", "2024-02", "2024-H1", "2024-Q3", "2025-03-31", "2025/2032"]),
    list[str]: st.lists(_TEXT, max_size=3),
    list[list[str]]: st.lists(st.lists(_TEXT, max_size=3), max_size=3),
    list[Price]: st.lists(st.builds(Price, edition=_TEXT, amount=_DECIMALS, currency=_TEXT), max_size=2),
    list[Provenance]: st.lists(_PROVENANCE, max_size=2),
    Provenance: _PROVENANCE,
}


def _values(hint: Any) -> st.SearchStrategy[Any]:
    if hint in _VALUES:
        return _VALUES[hint]
    if typing.get_origin(hint) is Literal:
        return st.sampled_from(typing.get_args(hint))
    inner = next(part for part in typing.get_args(hint) if part is not type(None))
    return st.none() | _values(inner)


def records(model: type[Record]) -> st.SearchStrategy[Record]:
    """Any record of a kind, made from the types of its fields."""
    hints = typing.get_type_hints(model, include_extras=True)
    return st.builds(model, **{name: _values(hints[name]) for name in model.model_fields})


def extractions() -> st.SearchStrategy[Extraction]:
    """Any extraction with up to two records of each kind."""
    kinds = {kind: st.lists(records(model), max_size=2) for kind, model in RECORD_KINDS.items()}
    coverage = st.builds(
        Coverage, lines=st.integers(0, 99), unclaimed=st.lists(records(Unclaimed), max_size=2)
    )
    return st.builds(
        Extraction, document=records(DocumentInfo), report=records(ReportInfo), coverage=coverage, **kinds
    )
