"""How many records of generated tables are read right, refused, missed, or wrong without a word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from report_etl.pipeline import extract_bytes, extract_text
from report_etl.records import Extraction
from tests.generator.fact import Fact
from tests.generator.facts import KINDS, fact_of
from tests.generator.figures import plain
from tests.generator.layouts import PDFS, Damage, report
from tests.golden.samples import bare


@dataclass
class Score:
    """Records of truth by what became of them; `wrong` are loaded ones that no truth equals.

    `vanished` are tables of which neither a record nor a reject is left.
    """

    documents: int = 0
    truth: int = 0
    right: int = 0
    wrong: int = 0
    refused: int = 0
    vanished: int = 0
    buckets: dict[float, Counter[bool]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    @property
    def missed(self) -> int:
        return max(0, self.truth - self.right - self.refused - self.wrong)

    @property
    def silent_error_rate(self) -> float:
        return self.wrong / max(1, self.right + self.wrong)

    def add(self, other: Score) -> None:
        """Count another score in."""
        for name in ("documents", "truth", "right", "wrong", "refused", "vanished"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for bucket, counts in other.buckets.items():
            self.buckets.setdefault(bucket, Counter()).update(counts)
        self.failures += other.failures


Record = tuple[tuple[str, ...], float]  # comparable texts, confidence


def records_of(extraction: Extraction, kind: str, *, dated: bool = False) -> list[Record]:
    """The records of a kind as comparable tuples, with their confidence; counts with their date if `dated`.

    Of a text without a table, every policy and every count per region is one too many.
    """
    if kind == "policies":
        return [
            (
                tuple(map(bare, (p.issued, "、".join(p.issuers), p.title, p.content, p.region, p.category))),
                p.provenance.confidence,
            )
            for p in extraction.policies
        ]
    if kind == "region_counts":
        return [
            (
                (
                    bare(c.region),
                    plain(Decimal(c.count)),
                    bare(c.measure),
                    "" if c.share is None else plain(c.share),
                    *([c.as_of or ""] if dated else []),
                ),
                c.provenance.confidence,
            )
            for c in extraction.region_counts
        ]
    if kind == "value_chain":
        return [
            (tuple(map(bare, (v.stage, v.field, v.description))), v.provenance.confidence)
            for v in extraction.value_chain
        ]
    if kind == "time_series":
        return _series(extraction)
    return records_of(extraction, "policies") + records_of(extraction, "region_counts")


def _series(extraction: Extraction) -> list[Record]:
    """The figures that came from a table; those of sentences are no part of the truth."""
    found: list[Record] = [
        ((q.period or "", plain(q.value or Decimal(0))), q.provenance.confidence)
        for q in extraction.quantities
        if "_table/" in q.provenance.rule
    ]
    for p in extraction.percentages:
        if "_table/" in p.provenance.rule:
            value = p.value or Decimal(0)
            found.append(
                ((p.period or "", plain(-value if p.direction == "down" else value)), p.provenance.confidence)
            )
    return found


def score_fact(fact: Fact, extraction: Extraction, name: str = "") -> Score:
    """What became of the records of one document."""
    truth = Counter(tuple(map(_comparable, row)) for row in fact.truth)
    score = Score(documents=1, truth=len(fact.truth))
    rejects = [reject for reject in extraction.rejects if reject.record_kind in _REJECTED[fact.kind]]
    score.refused = len(rejects)
    records = records_of(extraction, fact.kind, dated=bool(fact.over))
    for row, confidence in records:
        right = truth[row] > 0
        truth[row] -= right
        score.right += right
        score.wrong += not right
        score.buckets.setdefault(bucket(confidence), Counter())[right] += 1
        if not right:
            score.failures.append(f"{name}: wrong {row}")
    score.failures.extend(f"{name}: not found {row}" for row, count in truth.items() if count > 0)
    if fact.truth and not records and not rejects:
        score.vanished = 1
        score.failures.append(f"{name}: vanished without a reject: {fact.caption} {' '.join(fact.header)}")
    return score


_REJECTED = {
    "policies": ("policies", "tables"),
    "region_counts": ("region_counts", "tables"),
    "value_chain": ("value_chain", "tables"),
    "time_series": ("quantities", "percentages", "tables"),
    "nothing": (),
}
_BUCKETS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999)


def bucket(confidence: float) -> float:
    """The lower end of the bucket of the calibration table that a confidence belongs to."""
    return max(low for low in _BUCKETS if confidence >= low)


def _comparable(cell: str) -> str:
    return bare(cell)


def measure_text(kind: str, layout: str, count: int, damage: Damage = Damage(), seed: int = 1) -> Score:
    """Score `count` text documents of a kind in a layout."""
    score = Score()
    for number in range(count):
        random = Random(f"{seed}/{kind}/{number}")
        fact = KINDS[kind](random)
        extraction = extract_text(report(layout, fact, random, damage))
        score.add(score_fact(fact, extraction, f"{kind}/{number}"))
    return score


def measure_drawn(kind: str, layout: str, count: int, seed: int = 1) -> Score:
    """Score `count` PDFs with real tables."""
    score = Score()
    for number in range(count):
        random = Random(f"{seed}/{kind}/{number}")
        fact = fact_of(kind, layout, random)
        data = PDFS[layout](fact, random)
        score.add(score_fact(fact, extract_bytes(data, f"{number}.pdf"), f"{kind}/{number}"))
    return score
