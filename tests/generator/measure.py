"""How many rows of generated tables are read right, refused, missed, or wrong without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from report_etl.pipeline import extract_text
from report_etl.records import Extraction
from tests.generator import facts
from tests.generator.layouts import Damage, drawn, flattened
from tests.golden.samples import bare

KINDS: dict[str, Callable[[Random], facts.Fact]] = {
    "policies": facts.policies,
    "region_counts": facts.region_counts,
}


@dataclass
class Score:
    """Rows of truth by what became of them; `wrong` are loaded rows that no truth row equals."""

    truth: int = 0
    right: int = 0
    wrong: int = 0
    refused: int = 0
    buckets: dict[str, Counter[str]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    @property
    def missed(self) -> int:
        return max(0, self.truth - self.right - self.refused - self.wrong)

    @property
    def silent_error_rate(self) -> float:
        return self.wrong / max(1, self.right + self.wrong)


def records_of(extraction: Extraction, kind: str) -> list[tuple[tuple[str, ...], float]]:
    """The records of a kind as comparable tuples, with their confidence."""
    if kind == "policies":
        return [
            (
                (
                    policy.issued or "",
                    bare(policy.issuers_text),
                    bare(policy.title),
                    bare(policy.content),
                    bare(policy.region)[:2],
                ),
                policy.provenance.confidence,
            )
            for policy in extraction.policies
        ]
    return [
        ((bare(count.region)[:2], str(count.count), bare(count.measure)), count.provenance.confidence)
        for count in extraction.region_counts
    ]


def score_fact(fact: facts.Fact, extraction: Extraction, score: Score, name: str = "") -> None:
    """Add one document to the score."""
    place = 4 if fact.kind == "policies" else 0
    truth = Counter(
        tuple(bare(cell)[:2] if index == place else bare(cell) for index, cell in enumerate(row))
        for row in fact.truth
    )
    score.truth += len(fact.truth)
    score.refused += sum(1 for reject in extraction.rejects if reject.record_kind == fact.kind)
    for row, confidence in records_of(extraction, fact.kind):
        right = truth[row] > 0
        truth[row] -= right
        score.right += right
        score.wrong += not right
        bucket = f"{min(int(confidence * 10), 9) / 10:.1f}"
        score.buckets.setdefault(bucket, Counter())["right" if right else "wrong"] += 1
        if not right:
            score.failures.append(f"{name}: wrong {row}")
    score.failures.extend(f"{name}: not found {row}" for row, count in truth.items() if count > 0)


def measure_flattened(kind: str, count: int, damage: Damage, seed: int = 1) -> Score:
    """Score `count` flattened documents."""
    score = Score()
    for number in range(count):
        random = Random(f"{seed}/{kind}/{number}")
        fact = KINDS[kind](random)
        text = flattened(fact, random, damage)
        score_fact(fact, extract_text(text), score, f"{kind}/{number}")
    return score


def measure_drawn(kind: str, count: int, *, ruled: bool, seed: int = 1) -> Score:
    """Score `count` PDFs with real tables."""
    from report_etl.audit import audit_extraction
    from report_etl.catalog import load_catalog
    from report_etl.extract import extract_document
    from report_etl.readers import read_bytes

    score = Score()
    for number in range(count):
        random = Random(f"{seed}/{kind}/{number}")
        fact = KINDS[kind](random)
        document = read_bytes(drawn(fact, ruled=ruled), f"{number}.pdf")
        extraction = audit_extraction(extract_document(document, load_catalog()))
        score_fact(fact, extraction, score, f"{kind}/{number}")
    return score
