"""Thousands of generated tables with free truth: right, refused, missed, or wrong without a word."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.table import Table
from tests.generator.benchmark import LINES, calibration
from tests.generator.measure import Score

DOCUMENTS = 100  # documents of each line; PDFs: a tenth
SILENT = 0.003


def tables() -> Iterator[Table]:
    """One line for each layout and kind; then how far the confidence of a record can be believed."""
    table = Table(
        "generated tables",
        ["layout/kind", "documents", "records", "right", "refused", "missed", "wrong", "silent", "vanished"],
    )
    total = Score()
    for line in LINES:
        score = line.measure(DOCUMENTS, 1)
        table.rows.append(_row(f"{line.name}/{line.kind}", score))
        total.add(score)
    table.rows.append(_row("all", total))
    table.notes.append(f"silent: wrong records among the loaded ones; target at most {SILENT:.1%}")
    table.notes.append("vanished: tables of which neither a record nor a reject is left; target 0")
    yield table
    believed = Table("confidence of the records", ["confidence at least", "records", "right"])
    believed.rows = [[f"{low}", str(records), f"{right:.2%}"] for low, records, right in calibration(total)]
    yield believed


def _row(name: str, score: Score) -> list[str]:
    counts = (score.refused, score.missed, score.wrong)
    right = score.right / max(1, score.truth)
    return [
        name,
        str(score.documents),
        str(score.truth),
        f"{right:.1%}",
        *map(str, counts),
        f"{score.silent_error_rate:.2%}",
        str(score.vanished),
    ]
