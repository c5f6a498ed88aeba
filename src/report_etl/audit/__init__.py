"""Extraction → findings: the report's figures held against each other.

A check is a function from the `Book` of figures to findings, named after the relation it tests;
its docstring gives the formula. Findings never alter a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from report_etl.audit.book import Book
from report_etl.audit.check_levels import change_of_points, compound_growth, growth_of_levels
from report_etl.audit.check_shares import implied_base, order_of_shares, same_figure, share_of_amount
from report_etl.audit.check_tables import share_of_total, sum_of_table
from report_etl.records import Extraction, Finding

CHECKS: dict[str, Callable[[Book], Iterator[Finding]]] = {
    check.__name__: check
    for check in (
        sum_of_table,
        share_of_total,
        share_of_amount,
        growth_of_levels,
        compound_growth,
        change_of_points,
        implied_base,
        order_of_shares,
        same_figure,
    )
}


def audit_extraction(extraction: Extraction) -> Extraction:
    """The same extraction with `findings` filled in, in the order of `CHECKS` and of the text."""
    book = Book(extraction)
    findings = [found for check in CHECKS.values() for found in check(book)]
    return extraction.model_copy(update={"findings": findings})
