"""How far a confidence can be believed: labelled documents with what separates their cells taken away."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pikepdf

from report_etl.pipeline import extract_bytes, extract_text
from report_etl.records import Extraction
from tests.bench.table import Table
from tests.data import DATA
from tests.generator.benchmark import calibration
from tests.generator.measure import Score, bucket

RATES = (0.0, 0.05, 0.2, 1.0)  # share of separators taken away
_PATH = frozenset(["m", "l", "c", "v", "y", "h", "re", "W", "W*"])
_PAINT = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*"])
TIMES = 5  # each document at each rate with other separators
# A space that two figures need to stay two.
_SEPARATOR = re.compile(r"(?<![0-9A-Za-z.%])[ \u3000](?=\S)|(?<=\S)[ \u3000](?![0-9A-Za-z])")


def tables() -> Iterator[Table]:
    """Rows by what became of them at each rate, then the share of right ones by confidence."""
    total = Score()
    for title, documents in (
        ("labelled texts, separators of their tables taken away", list(_texts())),
        ("labelled PDFs, drawn lines taken away", list(_pdfs())),
    ):
        rates = Table(title, ["taken away", "records", "right", "refused", "missed", "wrong", "silent"])
        for rate in RATES:
            score = Score()
            for extracted, gold in documents:
                for number in range(TIMES if rate not in (0.0, 1.0) else 1):
                    score.add(_score(extracted(rate, Random(f"{rate}/{number}")), gold))
            rates.rows.append(_row(rate, score))
            total.add(score)
        yield rates
    believed = Table("confidence on them", ["confidence at least", "records", "right"])
    believed.rows = [[f"{low}", str(records), f"{right:.2%}"] for low, records, right in calibration(total)]
    yield believed


def _row(rate: float, score: Score) -> list[str]:
    shares = (f"{score.right / max(1, score.truth):.1%}", str(score.refused), str(score.missed))
    return [f"{rate:.0%}", str(score.truth), *shares, str(score.wrong), f"{score.silent_error_rate:.2%}"]


Damaged = Callable[[float, Random], Extraction]  # share taken away → what is read then
Labelled = tuple[Damaged, dict[str, Any]]


def _texts() -> Iterator[Labelled]:
    """Every text with its truth."""
    for folder in (DATA / "tcpdf", DATA / "labelled"):
        for path in sorted(folder.glob("*.txt")):
            gold = path.with_name(path.name.split(".")[0] + ".gold.json")
            if gold.exists() and ".gb18030" not in path.name:
                text = path.read_text("utf-8")
                yield lambda r, x, text=text: extract_text(_without_separators(text, r, x)), _read(gold)  # type: ignore[misc]


def _pdfs() -> Iterator[Labelled]:
    """Every PDF with its truth."""
    for path in sorted((DATA / "labelled").glob("*.pdf")):
        data = path.read_bytes()
        yield (
            lambda r, x, data=data: extract_bytes(_without_lines(data, r, x), "labelled.pdf"),  # type: ignore[misc]
            _read(path.with_suffix(".gold.json")),
        )


def _without_lines(data: bytes, rate: float, random: Random) -> bytes:
    """The PDF without some of the paths that its pages draw (lines, boxes, fillings)."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            kept, path = [], []
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                path.append(instruction)
                if operator in _PATH:
                    continue
                if operator not in _PAINT or random.random() >= rate:
                    kept += path
                path = []
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream([*kept, *path]))
        pdf.save(target, static_id=True)
    return target.getvalue()


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


def _score(extraction: Extraction, gold: dict[str, Any]) -> Score:
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
