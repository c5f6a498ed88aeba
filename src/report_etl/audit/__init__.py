"""Extraction → findings: the report's figures held against each other.

A check is a function from the `Book` of figures to findings, named after the relation it tests; its
docstring gives the formula and its source. Findings never alter a value. A contradiction is reported
only when no reading of the printed figures, rounding included, makes them agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from report_etl.audit import (
    check_average,
    check_compound,
    check_dates,
    check_growth,
    check_parts,
    check_region_text,
    check_regions,
    check_repeats,
    check_shares,
    check_table_growth,
    check_table_sums,
    check_words,
)
from report_etl.audit.book import Book
from report_etl.audit.findings import MOST_PLACES
from report_etl.records import Extraction, Finding

_MODULES = (
    check_regions,
    check_region_text,
    check_table_sums,
    check_table_growth,
    check_repeats,
    check_growth,
    check_compound,
    check_average,
    check_shares,
    check_parts,
    check_words,
    check_dates,
)
CHECKS: dict[str, Callable[[Book], Iterator[Finding]]] = {
    check.__name__: check for module in _MODULES for check in module.CHECKS
}


def audit_extraction(extraction: Extraction) -> Extraction:
    """The same extraction with `findings` filled in, in the order of `CHECKS` and of the text.

    What a report prints twice is found twice; it is said once, with all its places.
    """
    book = Book(extraction)
    findings: dict[tuple[str, str], Finding] = {}
    for check in CHECKS.values():
        for found in check(book):
            key = (found.check, found.message)
            if key in findings:
                places = [*findings[key].provenance, *found.provenance]
                findings[key] = found.model_copy(update={"provenance": places[:MOST_PLACES]})
            else:
                findings[key] = found
    return extraction.model_copy(update={"findings": list(findings.values())})
