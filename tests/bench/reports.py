"""Real reports against hand-keyed pages, by the scorer beside them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from tests.bench.runs import extract, score, scratch
from tests.bench.table import Table
from tests.bench.table import score as shown
from tests.data import DATA

# What a perfect score here does not say.
CAVEATS = (
    "rules are developed on these pages: only documents never looked at tell how well they carry over",
    "a subject counts when one text contains the other; the measure of a percentage is not scored",
    "records marked optional are neither required nor false; '-' means that nothing is required",
)
TARGETS = {
    "policies/issued+title": 0.95,
    "region_counts/region+count": 0.95,
    "tables/rows": 0.95,
    "percentages/value+kind": 0.92,
    "quantities/value+unit": 0.92,
    "report/title": 0.95,
}


def tables() -> Iterator[Table]:
    """All reports together, then each report's first criterion of each key."""
    folder = DATA / "reports"
    predicted = scratch() / "reports"
    predicted.mkdir(exist_ok=True)
    notes = []
    for source in sorted(folder.glob("*.pdf")):
        run = extract(source)
        if run.output is None:
            notes.append(f"{source.name}: {run.error}")
        else:
            shutil.copyfile(run.output, predicted / f"{source.stem}.json")
    result = score(folder / "score_reports.py", str(predicted))
    if isinstance(result, str):
        yield Table("real reports", ["failed"], [[result]], notes)
        return
    overall = Table(
        "real reports, all together", ["key/criterion", "right", "missed", "false", "F1", "target"]
    )
    for name, counts in result["overall"].items():
        target = TARGETS.get(name) if counts["tp"] + counts["fn"] else None
        overall.rows.append(
            [
                name,
                *map(str, (counts["tp"], counts["fn"], counts["fp"])),
                shown(_f1(counts)),
                f"{target:.2f}" if target else "",
            ]
        )
    for name, (agreed, of) in result["agreement"].items():
        overall.notes.append(f"{name}: {agreed} of {of} matched records agree")
    false = sum(count for *_, count, _ in result["negatives"])
    overall.notes += [f"records where there must be none: {false} (target 0)", *CAVEATS, *notes]
    yield overall
    yield _by_report(result["documents"])


def _by_report(documents: list[dict[str, object]]) -> Table:
    table = Table(
        "real reports, one by one (first criterion of each key)",
        ["report/key", "right", "missed", "false", "F1"],
    )
    for document in documents:
        counts = next(value for value in document.values() if isinstance(value, dict) and "tp" in value)
        marks = "".join(f" ({mark})" for mark in ("missing", "debatable", "negative") if document[mark])
        table.rows.append(
            [
                f"{document['doc']}/{document['key']}{marks}",
                *map(str, (counts["tp"], counts["fn"], counts["fp"])),
                shown(_f1(counts)),
            ]
        )
    return table


def _f1(counts: dict[str, int]) -> float | None:
    total = 2 * counts["tp"] + counts["fp"] + counts["fn"]
    return 2 * counts["tp"] / total if total else None
