"""The lines of the benchmark: which kind of table in which layout with which damage."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.generator.facts import KINDS, fact_of
from tests.generator.layouts import PDFS, Damage, report
from tests.generator.measure import Score, measure_drawn, measure_text

BELOW = ", below another"
DAMAGES = {
    "": Damage(),
    ", 5 % of separators lost": Damage(lost_separators=0.05),
    ", 20 % lost": Damage(lost_separators=0.2),
    ", all lost": Damage(lost_separators=1.0),
    ", pages": Damage(page_breaks=True),
    BELOW: Damage(neighbours=True),
    ", read by OCR": Damage(blank_lines=0.05, full_width_digits=0.3, inner_spaces=0.01),
}


@dataclass(frozen=True)
class Line:
    """One line of the benchmark; `draw` gives document number N as a file name and its bytes."""

    name: str
    kind: str
    measure: Callable[[int, int], Score]
    draw: Callable[[Random], tuple[str, bytes]]
    share: float = 1.0  # of the documents asked for


def _text_line(kind: str, layout: str, suffix: str, damage: Damage) -> Line:
    def draw(random: Random) -> tuple[str, bytes]:
        return "txt", report(layout, KINDS[kind](random), random, damage).encode()

    return Line(
        layout + suffix, kind, lambda count, seed: measure_text(kind, layout, count, damage, seed), draw
    )


def _pdf_line(kind: str, layout: str) -> Line:
    def measure(count: int, seed: int) -> Score:
        return measure_drawn(kind, layout, max(1, count // 10), seed)

    return Line(
        layout,
        kind,
        measure,
        lambda random: ("pdf", PDFS[layout](fact_of(kind, layout, random), random)),
        0.1,
    )


def _lines() -> Iterator[Line]:
    for kind in KINDS:
        for suffix, damage in DAMAGES.items():
            if kind == "nothing" and damage.neighbours:
                continue
            yield _text_line(kind, "flattened", suffix, damage)
        if kind == "nothing":
            continue
        yield _text_line(kind, "one cell per line", "", Damage())
        yield _text_line(kind, "piped", "", Damage())
        yield _text_line(kind, "columns of white space", "", Damage())
        for layout in ("one cell per line", "piped", "columns of white space"):
            yield _text_line(kind, layout, BELOW, DAMAGES[BELOW])
        if kind == "region_counts":
            yield _text_line(kind, "side by side", "", Damage())
        for layout in PDFS:
            yield _pdf_line(kind, layout)


LINES = tuple(_lines())


def write_documents(lines: Iterable[Line], count: int, seed: int, folder: Path) -> None:
    """Write the documents of some lines with their truth (`NAME.truth.json`) for other programs to read."""
    folder.mkdir(parents=True, exist_ok=True)
    for line in lines:
        for number in range(max(1, int(count * line.share))):
            fact = fact_of(line.kind, line.name, Random(f"{seed}/{line.kind}/{number}"))
            suffix, data = line.draw(Random(f"{seed}/{line.kind}/{number}"))
            name = (
                f"{line.kind}-{line.name}-{number}".replace(" ", "_").replace(",", "").replace("%", "percent")
            )
            (folder / f"{name}.{suffix}").write_bytes(data)
            truth = {"kind": fact.kind, "caption": fact.caption, "header": fact.header, "records": fact.truth}
            (folder / f"{name}.truth.json").write_text(
                json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8"
            )


def calibration(score: Score) -> Iterator[tuple[float, int, float]]:
    """For each bucket of confidence: its lower end, how many records, the share of right ones."""
    for low, counts in sorted(score.buckets.items()):
        yield low, counts.total(), counts[True] / counts.total()
