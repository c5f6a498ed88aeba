"""Records with a character that the page does not show → rejects: the number beside it may lack a digit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from report_etl.models import ILLEGIBLE
from report_etl.records import (
    Extraction,
    Percentage,
    Policy,
    Quantity,
    RegionCount,
    Reject,
    ValueChainLink,
)

_REASON = "some of its characters cannot be read: they are printed over one another"
_Value = TypeVar("_Value", Policy, RegionCount, Percentage, Quantity, ValueChainLink)


def refuse_illegible(extraction: Extraction, text: str) -> Extraction:
    """The extraction, without values of which `text`, the raw text of the document, is illegible somewhere.

    A figure of a sentence needs its whole sentence, a cell its whole row.
    """
    if ILLEGIBLE not in text:
        return extraction
    rejects = list(extraction.rejects)

    def legible(kind: str, records: Sequence[_Value]) -> list[_Value]:
        kept: list[_Value] = []
        for record in records:
            if ILLEGIBLE in record.model_dump_json(exclude={"provenance"}):
                rejects.append(_reject(kind, record, text))
            else:
                kept.append(record)
        return kept

    return extraction.model_copy(
        update={
            "policies": legible("policies", extraction.policies),
            "region_counts": legible("region_counts", extraction.region_counts),
            "percentages": legible("percentages", extraction.percentages),
            "quantities": legible("quantities", extraction.quantities),
            "value_chain": legible("value_chain", extraction.value_chain),
            "rejects": rejects,
        }
    )


def _reject(
    kind: str, record: Policy | RegionCount | Percentage | Quantity | ValueChainLink, text: str
) -> Reject:
    place = record.provenance
    return Reject(record_kind=kind, reason=_REASON, raw=text[place.start : place.end], provenance=place)
