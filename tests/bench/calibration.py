"""How far a confidence can be believed: the labelled texts with the separators of their tables taken away."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from report_etl.pipeline import extract_text
from report_etl.records import Extraction
from tests.bench.table import Table
from tests.data import DATA
from tests.generator.benchmark import calibration
from tests.generator.measure import Score, bucket

RATES = (0.0, 0.05, 0.2, 1.0)  # share of separators taken away
TIMES = 5  # each text at each rate with other separators
# A space that two figures need to stay two.
_SEPARATOR = re.compile(r"(?<![0-9A-Za-z.%])[ \u3000](?=\S)|(?<=\S)[ \u3000](?![0-9A-Za-z])")


def tables() -> Iterator[Table]:
    """Rows by what became of them at each rate, then the share of right ones by confidence."""
    rates = Table(
        "labelled texts, separators of their tables taken away",
        ["taken away", "records", "right", "refused", "missed", "wrong", "silent"],
    )
    total = Score()
    for rate in RATES:
        score = Score()
        for text, gold in _texts():
            for number in range(TIMES if rate not in (0.0, 1.0) else 1):
                score.add(_score(_without_separators(text, rate, Random(f"{rate}/{number}")), gold))
        rates.rows.append(_row(rate, score))
        total.add(score)
    yield rates
    believed = Table("confidence on them", ["confidence at least", "records", "right"])
    believed.rows = [[f"{low}", str(records), f"{right:.2%}"] for low, records, right in calibration(total)]
    yield believed


def _row(rate: float, score: Score) -> list[str]:
    shares = (f"{score.right / max(1, score.truth):.1%}", str(score.refused), str(score.missed))
    return [f"{rate:.0%}", str(score.truth), *shares, str(score.wrong), f"{score.silent_error_rate:.2%}"]


def _texts() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every text with its truth."""
    for folder in (DATA / "tcpdf", DATA / "labelled"):
        for path in sorted(folder.glob("*.txt")):
            gold = path.with_name(path.name.split(".")[0] + ".gold.json")
            if gold.exists() and ".gb18030" not in path.name:
                yield path.read_text("utf-8"), _read(gold)


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return read


def _without_separators(text: str, rate: float, random: Random) -> str:
    """The text with some of the spaces in its policy lists and province tables taken away."""
    kinds = ("policies", "region_counts")
    found = [t.provenance for t in extract_text(text).tables if t.kind in kinds]
    for place in sorted(found, key=lambda provenance: -provenance.start):
        body = text[place.start : place.end]
        kept = _SEPARATOR.sub(lambda space: "" if random.random() < rate else space[0], body)
        text = text[: place.start] + kept + text[place.end :]
    return text


def _score(text: str, gold: dict[str, Any]) -> Score:
    extraction = extract_text(text)
    truth = Counter(_truth(gold))
    score = Score(documents=1, truth=truth.total())
    score.refused = sum(r.record_kind in ("policies", "region_counts") for r in extraction.rejects)
    printed = {_bare(alt): _bare(p["title"]) for p in gold["policies"] for alt in p.get("title_alt", ())}
    for found, confidence in _found(extraction):
        row = tuple(printed.get(cell, cell) for cell in found)
        right = truth[row] > 0
        truth[row] -= right
        score.right += right
        score.wrong += not right
        score.buckets.setdefault(bucket(confidence), Counter())[right] += 1
    return score


Row = tuple[str, ...]


def _truth(gold: dict[str, Any]) -> Iterator[Row]:
    for policy in gold["policies"]:
        yield (policy["issued"] or "", _bare(policy["title"]), _bare(policy["content"]))
    for count in gold["region_counts"]:
        yield (count["region"], f"{float(count['count']):g}")


def _found(extraction: Extraction) -> Iterator[tuple[Row, float]]:
    for policy in extraction.policies:
        row = (policy.issued or "", _bare(policy.title), _bare(policy.content))
        yield row, policy.provenance.confidence
    for count in extraction.region_counts:
        yield (count.region, f"{float(count.count):g}"), count.provenance.confidence


def _bare(text: str | None) -> str:
    return re.sub(r"[\s《》\ufffd]", "", text or "")
