"""Quantities in written Chinese."""

from __future__ import annotations

from report_etl.models import QuantityMention


def find_quantities(text: str) -> list[QuantityMention]:
    """Every quantity in `text`, in order, not overlapping."""
    return []
