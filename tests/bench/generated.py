"""Thousands of generated tables with free truth: right, refused, missed, or wrong without a word."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.table import Table
from tests.generator.__main__ import FLATTENED
from tests.generator.measure import KINDS, Score, measure_drawn, measure_flattened

DOCUMENTS = 200  # flattened documents of each kind and damage; PDFs: a tenth
SILENT = 0.003


def tables() -> Iterator[Table]:
    """One line for each layout and kind."""
    table = Table(
        "generated tables",
        ["layout/kind", "documents", "rows", "right", "refused", "missed", "wrong", "silent errors"],
    )
    for kind in KINDS:
        for layout, damage in FLATTENED.items():
            table.rows.append(_row(layout, kind, DOCUMENTS, measure_flattened(kind, DOCUMENTS, damage)))
        for layout, ruled in (("ruled PDF", True), ("aligned PDF", False)):
            count = DOCUMENTS // 10
            table.rows.append(_row(layout, kind, count, measure_drawn(kind, count, ruled=ruled)))
    table.notes.append(f"silent errors: wrong rows among the loaded ones; target at most {SILENT:.1%}")
    yield table


def _row(layout: str, kind: str, count: int, score: Score) -> list[str]:
    right = score.right / max(1, score.truth)
    counts = (score.refused, score.missed, score.wrong)
    return [
        f"{layout}/{kind}",
        str(count),
        str(score.truth),
        f"{right:.1%}",
        *map(str, counts),
        f"{score.silent_error_rate:.2%}",
    ]
