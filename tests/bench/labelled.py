"""The seed and the written documents with hand-keyed truth, by the scorer beside them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.runs import child, extract, last_line
from tests.bench.table import Table, score
from tests.data import DATA

# shown name → key and stage of the scorer, and the figure to reach
FIGURES: dict[str, tuple[str, str, float]] = {
    "report": ("report", "fields", 0.99),
    "policies": ("policies", "row", 0.99),
    "content": ("policies", "content", 0.95),
    "regions": ("region_counts", "row", 0.99),
    "percent": ("percentages", "value_kind", 0.95),
    "subject": ("percentages", "subject", 0.88),
    "period": ("percentages", "period", 0.90),
    "quantity": ("quantities", "value_unit", 0.93),
    "q.period": ("quantities", "period", 0.90),
    "chain": ("value_chain", "row", 0.99),
}
# key and stage whose rows are values that were loaded
LOADED = (
    ("policies", "row"),
    ("region_counts", "row"),
    ("percentages", "value_kind"),
    ("quantities", "value_unit"),
    ("value_chain", "row"),
)


def tables() -> Iterator[Table]:
    """One table for the seed in all its shapes, one for the labelled documents."""
    seed = DATA / "tcpdf"
    truth = seed / "seed.gold.json"
    shapes = [
        seed / f"{name}"
        for name in ("seed.txt", "seed_flow.pdf", "seed_tables.pdf", "seed_noborder.pdf", "seed_embedded.pdf")
    ]
    table = _table("the seed, as text and as PDF (F1)", [(shape, truth) for shape in shapes])
    scan = extract(seed / "seed_scan.pdf")
    table.notes.append(f"seed_scan.pdf (pictures only, must be refused): {scan.error or 'NOT REFUSED'}")
    yield table
    pairs = []
    for gold in sorted((DATA / "labelled").glob("*.gold.json")):
        name = gold.name.removesuffix(".gold.json")
        pairs += [
            (path, gold) for path in sorted(gold.parent.glob(f"{name}.*")) if path.suffix in (".pdf", ".txt")
        ]
    yield _table("labelled documents (F1)", pairs)


def _table(title: str, pairs: list[tuple[Path, Path]]) -> Table:
    table = Table(title, ["document", *FIGURES, "contradictions", "false alarms", "wrong", "TOTAL"])
    columns: dict[str, list[float]] = {name: [] for name in FIGURES}
    totals: list[float] = []
    wrong = loaded = 0
    for source, truth in pairs:
        result = _score(source, truth)
        if isinstance(result, str):
            table.rows.append([source.name, *["-"] * (len(FIGURES) + 3), "0.000"])
            table.notes.append(f"{source.name}: {result}")
            totals.append(0.0)
            continue
        values = {name: _f1(result, key, stage) for name, (key, stage, _) in FIGURES.items()}
        for name, value in values.items():
            if value is not None:
                columns[name].append(value)
        audit = result["stages"]["inconsistencies"]["row"]
        found = f"{audit['tp']}/{audit['tp'] + audit['fn']}"
        totals.append(result["total"])
        counts = [result["stages"][key][stage] for key, stage in LOADED]
        false = sum(count["fp"] for count in counts)
        wrong, loaded = wrong + false, loaded + false + sum(count["tp"] for count in counts)
        table.rows.append(
            [
                source.name,
                *map(score, values.values()),
                found,
                str(audit["fp"]),
                str(false),
                score(result["total"]),
            ]
        )
    means = [sum(values) / len(values) if values else None for values in columns.values()]
    table.rows.append(["mean", *map(score, means), "", "", "", score(sum(totals) / max(1, len(totals)))])
    targets = [f"{target:.2f}" for *_, target in FIGURES.values()]
    table.rows.append(["target", *targets, "80 %", "0", "0", "0.95"])
    table.notes.append(
        f"wrong values among those loaded: {wrong} of {loaded} ({wrong / max(1, loaded):.2%}; target 0)"
    )
    return table


def _f1(result: dict[str, Any], key: str, stage: str) -> float | None:
    """A stage's F1; None where neither truth nor extraction has anything."""
    counts = result["stages"][key][stage]
    return float(counts["f1"]) if counts["tp"] + counts["fp"] + counts["fn"] else None


def _score(source: Path, truth: Path) -> dict[str, Any] | str:
    run = extract(source)
    if run.output is None:
        return run.error
    done = child([sys.executable, str(DATA / "labelled" / "score.py"), str(run.output), str(truth), "--json"])
    if done.returncode:
        return last_line(done)
    result: dict[str, Any] = json.loads(done.stdout)
    return result
