"""Reading → record with provenance."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final, Literal, cast

from report_etl.extract.provenance import Locator
from report_etl.extract.statements.names.names import full_name
from report_etl.extract.statements.readings import Aside, Outcome, Reading, Refusal
from report_etl.extract.statements.sentences.figures import Marked
from report_etl.language.money import NAMES
from report_etl.language.numerals import shift
from report_etl.language.script import WRITTEN
from report_etl.language.units import PER_CENT
from report_etl.models import Claim, Paragraph, Qualifier
from report_etl.records import Percentage, Quantity, Reject

_CODES: Final = {name: code for code, name in reversed(NAMES.items())}  # 元 alone: CNY
_SIGNS: Final = re.compile("[\ue000-\uf8ff]")
_NOT_UNDERSTOOD: Final = frozenset({"number", "fraction"})
_LONGEST_STATEMENT: Final = 400

_Direction = Literal["up", "down"] | None


def build(
    outcome: Outcome,
    marked: Marked,
    paragraph: Paragraph,
    locator: Locator,
    currency: str | None = None,
) -> tuple[Percentage | Quantity | Reject | None, Claim | None]:
    """The record of an outcome (None when it is set aside) and the claim on its characters.

    A number of nothing was not understood: it has neither, so that the coverage lists it. `currency`
    is that of money which prints none.
    """
    if isinstance(outcome, Aside):
        span = paragraph.text.span(outcome.start, outcome.end)
        if outcome.rule in _NOT_UNDERSTOOD:
            return None, None
        return None, Claim(span, f"statement/{outcome.rule}")
    if isinstance(outcome, Refusal):
        span = paragraph.text.span(outcome.start, outcome.end)
        rule = "statement/list"
        reject = Reject(
            record_kind=outcome.kind,
            reason=outcome.reason,
            raw=marked.text[outcome.start : outcome.end],
            readings=list(outcome.readings),
            provenance=locator.provenance(span, rule),
        )
        return reject, Claim(span, rule)
    span = paragraph.text.span(outcome.figure.start, outcome.figure.end)
    rule = f"statement/{outcome.kind}"
    claim = Claim(span, rule)
    if outcome.figure.in_per_cent:
        return _percentage(outcome, marked, paragraph, locator, rule), claim
    if outcome.kind == "money" and not outcome.unit and currency:
        outcome = replace(outcome, unit=currency, inherited=(*outcome.inherited, "unit"))
    return _quantity(outcome, marked, paragraph, locator, rule), claim


def _percentage(r: Reading, marked: Marked, paragraph: Paragraph, locator: Locator, rule: str) -> Percentage:
    q = r.figure.quantity
    text = marked.text[r.figure.start : r.figure.end]
    low, high = (q.high, q.low) if r.direction and (q.low or 0) < 0 else (q.low, q.high)
    return Percentage(
        subject=_printed(r.subject, r, marked),
        measure=_measure(r, marked),
        value=_per_cent(q.value, r),
        low=_per_cent(low, r),
        high=_per_cent(high, r),
        kind=cast(Literal["share", "rate", "growth", "change_points"], r.kind),
        base=_printed(r.base, r, marked),
        direction=cast(_Direction, r.direction),
        period=r.period,
        qualifier=_qualifier(r),
        forecast=r.forecast,
        inherited=list(r.inherited),
        text=text,
        statement=_statement(r, marked),
        provenance=locator.provenance(paragraph.text.span(r.figure.start, r.figure.end), rule, r.confidence),
    )


def _per_cent(value: Decimal | None, r: Reading) -> Decimal | None:
    """In per cent (20bp → 0.20), positive where a direction tells the sign; a rate may be negative."""
    if value is None:
        return None
    value = shift(value, PER_CENT.get(r.figure.quantity.unit or "", 0))
    return abs(value) if r.direction else value


def _quantity(r: Reading, marked: Marked, paragraph: Paragraph, locator: Locator, rule: str) -> Quantity:
    q = r.figure.quantity
    currency, unit = None, r.unit
    if r.kind == "money" and unit:
        code, slash, per = unit.partition("/")
        if code in NAMES or (len(code) == 3 and code.isascii()):
            currency, unit = code, NAMES.get(code, code) + slash + per
        else:
            currency = _CODES.get(code)
    return Quantity(
        subject=_printed(r.subject, r, marked),
        measure=_measure(r, marked),
        value=abs(q.value) if q.value is not None and r.direction else q.value,
        low=q.low,
        high=q.high,
        unit=unit,
        currency=currency,
        kind=cast(Literal["money", "count", "multiple"], r.kind),
        direction=cast(_Direction, r.direction),
        period=r.period,
        qualifier=_qualifier(r),
        forecast=r.forecast,
        inherited=list(r.inherited),
        text=marked.text[r.figure.start : r.figure.end],
        statement=_statement(r, marked),
        provenance=locator.provenance(paragraph.text.span(r.figure.start, r.figure.end), rule, r.confidence),
    )


def _qualifier(r: Reading) -> Literal["exact", "about", "over", "under"]:
    own = r.figure.quantity.qualifier
    if own is Qualifier.EXACT and r.hedge:
        return cast(Literal["about", "over", "under"], r.hedge)
    return own.value


def _measure(r: Reading, marked: Marked) -> str | None:
    printed = _printed(r.measure, r, marked)
    return full_name(printed) if printed else None


def _printed(words: str | None, r: Reading, marked: Marked) -> str | None:
    """The words as printed: the reader works on masked, simplified text of the same length."""
    if not words:
        return None
    at = marked.mask.rfind(words, max(0, r.sentence.start - 200), r.figure.end + 80)
    found = marked.text[at : at + len(words)] if at >= 0 else _as_written(words, marked)
    return _SIGNS.sub("", found).strip() or None


def _as_written(words: str, marked: Marked) -> str:
    """Words that stand nowhere together, in the characters that the paragraph writes."""
    if len(marked.script) > 2:
        words = words.translate(WRITTEN)
    return words.translate({ord(simple): written for simple, written in marked.script})


def _statement(r: Reading, marked: Marked) -> str:
    """The sentence; of a run of words without full stops only what is around the figure."""
    start, end = r.sentence.start, r.sentence.end
    if end - start > _LONGEST_STATEMENT:
        start = max(start, r.figure.start - _LONGEST_STATEMENT // 2)
        end = min(end, r.figure.end + _LONGEST_STATEMENT // 2)
    return marked.text[start:end].strip()
