"""What whole documents cost: time for each page, memory, and a cold start of the command line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.runs import child, extract, last_line
from tests.bench.table import Table, held
from tests.data import DATA
from tests.golden.samples import SAMPLES

COLD_START = 1.0  # seconds, interpreter included


def tables() -> Iterator[Table]:
    """Every document at hand: the project's samples, and the development data where it is."""
    sources = [path for path in sorted(SAMPLES.glob("*/*")) if path.suffix in (".pdf", ".txt")]
    for folder in ("tcpdf", "labelled", "reports"):
        sources += [path for path in sorted((DATA / folder).glob("*")) if path.suffix in (".pdf", ".txt")]
    table = Table(
        "whole documents", ["document", "pages", "seconds", "CPU ms/page", "pdfplumber alone", "ratio", "MB"]
    )
    ours = theirs = 0.0
    for source in sources:
        run = extract(source)
        if run.output is None:
            table.rows.append([source.name, "-", "-", "-"])
            table.notes.append(f"{source.name}: {run.error}")
            continue
        pages = max(1.0, run.cost["pages"])
        alone = _pdfplumber(source) if source.suffix == ".pdf" else None
        if alone is not None:
            ours, theirs = ours + run.cost["cpu"], theirs + alone
        table.rows.append(
            [
                source.name,
                f"{pages:.0f}",
                f"{run.cost['seconds']:.2f}",
                f"{run.cost['cpu'] / pages * 1000:.1f}",
                f"{alone / pages * 1000:.1f}" if alone is not None else "",
                f"{run.cost['cpu'] / alone:.2f}" if alone else "",
                f"{run.cost['megabytes']:.0f}",
            ]
        )
    if theirs:
        ratio = ours / theirs
        reached = held(ratio, 1.0, at_most=True)
        table.notes.append(f"all PDFs against pdfplumber alone: {ratio:.2f} (target below 1): {reached}")
    yield table
    yield _cold_start(sources)


def _pdfplumber(source: Path) -> float | None:
    done = child([sys.executable, "-m", "tests.bench.pdfplumber_alone", str(source)])
    return float(json.loads(done.stdout)["cpu"]) if done.returncode == 0 else None


def _cold_start(sources: list[Path]) -> Table:
    table = Table("report-etl extract, cold", ["document", "seconds", "target", "reached"])
    texts = [source for source in sources if source.suffix == ".txt"][:1] + [
        source for source in sources if source.name == "seed.txt"
    ]
    for source in texts:
        best = float("inf")
        for _ in range(3):
            started = time.perf_counter()
            done = child([str(Path(sys.executable).with_name("report-etl")), "extract", str(source)])
            best = min(best, time.perf_counter() - started)
        if done.returncode:
            table.notes.append(f"{source.name}: {last_line(done)}")
        else:
            table.rows.append(
                [source.name, f"{best:.2f}", f"{COLD_START:.1f}", held(best, COLD_START, at_most=True)]
            )
    return table
