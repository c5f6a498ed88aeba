"""Paragraphs → percentages and quantities with subject, measure, base and period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from report_etl.extract.provenance import Locator
from report_etl.models import Claim, Paragraph
from report_etl.records import Percentage, Quantity, Reject


@dataclass(frozen=True)
class Statements:
    """What the sentences of a report say in figures."""

    percentages: tuple[Percentage, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    rejects: tuple[Reject, ...] = ()
    claims: tuple[Claim, ...] = ()


def find_statements(paragraphs: Iterable[Paragraph], locator: Locator) -> Statements:
    """Every figure in the paragraphs, with what it is about."""
    return Statements()
