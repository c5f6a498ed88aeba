"""Checks of dates: policies against their titles and the report, figures against the report's date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from report_etl.audit.book import Book
from report_etl.audit.findings import Case, each, finding
from report_etl.records import Finding, Policy, partial_days

_PLAN = re.compile("(20[0-9]{2})年?[-—–－~～至到]+(20[0-9]{2})年?")
_FIVE_YEARS = re.compile("十([二三四五六])五")
_FIRST_YEARS = {"二": 2011, "三": 2016, "四": 2021, "五": 2026, "六": 2031}
_EARLY = 2  # years by which a plan may be issued before it starts


def plan_period(book: Book) -> Iterator[Finding]:
    """A policy is issued no later than the plan in its title ends, nor long before it starts.

    Formula: start − 2 ≤ year of issue ≤ end, for （2024—2026年） and “十四五”.
    Source: meaning of a plan period.
    """
    cases: list[Case] = []
    for policy in book.extraction.policies:
        span = _span(policy.title)
        if span is None or policy.issued is None:
            continue
        year = partial_days(policy.issued)[0].year
        fits = span[0] - _EARLY <= year <= span[1]
        says = f"{policy.title} plans {span[0]}–{span[1]}, issued {policy.issued}"
        values = (str(span[0]), str(span[1]), str(year))
        cases.append(Case(fits, says, values, (policy.provenance,), "warning"))
    yield from each("plan_period", cases, "{n} plans are issued before or within their period")


def _span(title: str) -> tuple[int, int] | None:
    if found := _PLAN.search(title):
        return (int(found[1]), int(found[2])) if int(found[1]) < int(found[2]) else None
    if found := _FIVE_YEARS.search(title):
        first = _FIRST_YEARS[found[1]]
        return first, first + 4
    return None


def issuer_count(book: Book) -> Iterator[Finding]:
    """等八部门 counts no fewer bodies than are named before it.

    Source: meaning of 等N部门.
    """
    cases = [
        Case(
            policy.issuer_count >= len(policy.issuers),
            f"{policy.issuers_text} names {len(policy.issuers)} issuers and counts {policy.issuer_count}",
            (str(len(policy.issuers)), str(policy.issuer_count)),
            (policy.provenance,),
            "warning",
        )
        for policy in book.extraction.policies
        if policy.issuer_count is not None
    ]
    yield from each("issuer_count", cases, "{n} policies count no fewer issuers than they name")


def order_of_policies(book: Book) -> Iterator[Finding]:
    """The policies of a table stand in order of time, one way or the other.

    Said only when they do: many tables have another order.
    Source: the usual order of such tables.
    """
    tables: dict[str | None, list[Policy]] = defaultdict(list)
    for policy in book.extraction.policies:
        if policy.issued:
            tables[policy.caption].append(policy)
    for caption, policies in tables.items():
        issued = [partial_days(policy.issued or "")[0] for policy in policies]
        if len(issued) >= 3 and issued in (sorted(issued), sorted(issued, reverse=True)):
            yield finding(
                "order_of_policies",
                True,
                f"{len(policies)} policies of {caption or 'a table'} stand in order of time",
                [policy.issued or "" for policy in policies],
                [policy.provenance for policy in policies],
            )


def dates_before_report(book: Book) -> Iterator[Finding]:
    """Nothing that has happened is later than the report's own date.

    Policies by their date of issue; the first figure of each sentence that says up to when it holds (截至) by
    its period. All that is later is one finding: where there is much of it, doubt the report's own date.
    Source: order of time.
    """
    published = book.extraction.report.published
    if published is None:
        return
    first = [s.figures[0] for s in book.sentences if "截至" in s.text[:8]]
    dated = [(p.title, p.issued, p.provenance) for p in book.extraction.policies]
    dated += [(f.text, f.period, f.where) for f in first if not f.record.forecast]
    told = [(name, when, where) for name, when, where in dated if when]
    late = [item for item in told if partial_days(item[1])[0] > partial_days(published)[1]]
    named = ", ".join(f"{name} ({when})" for name, when, _ in late[:3])
    says = f"{len(late)} of {len(told)} dates are later than the report ({published}): {named}"
    if not late:
        says = f"{len(told)} dates of policies and figures are not later than the report ({published})"
    if told:
        yield finding(
            "dates_before_report",
            not late,
            says,
            [published, *(when for _, when, _ in late)],
            [where for _, _, where in late or told],
            severity="warning",
        )


CHECKS = (plan_period, issuer_count, order_of_policies, dates_before_report)
