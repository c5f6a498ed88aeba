"""Extraction → findings: the report's figures held against each other.

A check is a function from the `Book` of figures to findings, named after the relation it tests; its
docstring gives the formula and its source. Findings never alter a value. A contradiction is reported
only when no reading of the printed figures, rounding included, makes them agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from report_etl.audit.book import Book
from report_etl.audit.check_average import average_of_amounts, rate_of_amounts
from report_etl.audit.check_compound import compound_growth, growth_by_multiple, multiple_of_base
from report_etl.audit.check_dates import dates_before_report, issuer_count, order_of_policies, plan_period
from report_etl.audit.check_growth import growth_of_increase, growth_of_levels, increase_of_levels
from report_etl.audit.check_parts import (
    amounts_together,
    parts_of_amount,
    parts_of_year,
    share_of_complements,
    shares_of_whole,
    shares_together,
    sum_of_list,
)
from report_etl.audit.check_points import change_of_points
from report_etl.audit.check_region_text import count_in_table, rank_in_table, together_in_table
from report_etl.audit.check_regions import share_of_total, sum_of_table
from report_etl.audit.check_repeats import same_figure, text_against_table
from report_etl.audit.check_shares import implied_base, order_of_shares, share_of_amount
from report_etl.audit.check_table_growth import change_in_table, growth_in_table
from report_etl.audit.check_table_sums import (
    columns_of_table,
    running_totals_of_table,
    share_in_table,
    totals_of_table,
    whole_of_table,
)
from report_etl.audit.check_table_text import group_in_table, growth_of_entry
from report_etl.audit.check_words import names_counted, order_of_words
from report_etl.audit.findings import MOST_PLACES
from report_etl.records import Extraction, Finding

CHECKS: dict[str, Callable[[Book], Iterator[Finding]]] = {
    check.__name__: check
    for check in (
        sum_of_table,
        share_of_total,
        count_in_table,
        together_in_table,
        rank_in_table,
        growth_of_entry,
        group_in_table,
        totals_of_table,
        whole_of_table,
        share_in_table,
        columns_of_table,
        running_totals_of_table,
        growth_in_table,
        change_in_table,
        text_against_table,
        same_figure,
        growth_of_levels,
        growth_of_increase,
        increase_of_levels,
        compound_growth,
        growth_by_multiple,
        multiple_of_base,
        change_of_points,
        average_of_amounts,
        rate_of_amounts,
        share_of_amount,
        share_of_complements,
        implied_base,
        order_of_shares,
        shares_together,
        shares_of_whole,
        amounts_together,
        parts_of_amount,
        sum_of_list,
        parts_of_year,
        names_counted,
        order_of_words,
        plan_period,
        issuer_count,
        order_of_policies,
        dates_before_report,
    )
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
