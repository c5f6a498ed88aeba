"""python -m tests.generator [--count N] [--seed S] [--kind K] [--layout L] [--failures N] [--write FOLDER]"""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.generator.benchmark import LINES, calibration, write_documents
from tests.generator.facts import KINDS
from tests.generator.measure import Score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="documents of each line (PDFs: a tenth)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=list(KINDS), action="append")
    parser.add_argument("--layout", default="", help="only layouts whose name contains this")
    parser.add_argument("--failures", type=int, default=0, help="print the first N failures of each line")
    parser.add_argument(
        "--write", type=Path, metavar="FOLDER", help="write documents and truth, measure nothing"
    )
    options = parser.parse_args()
    lines = [line for line in LINES if line.kind in (options.kind or KINDS) and options.layout in line.name]
    if options.write:
        write_documents(lines, options.count, options.seed, options.write)
        return
    print(
        f"{'layout':38}{'kind':15}{'truth':>7}{'right':>8}{'refused':>9}{'missed':>8}{'wrong':>7}{'silent':>9}{'vanished':>10}"
    )
    total = Score()
    for line in lines:
        score = line.measure(options.count, options.seed)
        show(line.name, line.kind, score, options.failures)
        total.add(score)
    show("all", "", total, 0)
    print("\nconfidence   records   right")
    for low, records, right in calibration(total):
        print(f"≥ {low:<9}{records:9}{right:9.2%}")


def show(layout: str, kind: str, score: Score, failures: int) -> None:
    print(
        f"{layout:38}{kind:15}{score.truth:7}{score.right / max(1, score.truth):8.1%}{score.refused:9}"
        f"{score.missed:8}{score.wrong:7}{score.silent_error_rate:9.2%}{score.vanished:10}",
        flush=True,
    )
    for failure in score.failures[:failures]:
        print("   ", failure)


if __name__ == "__main__":
    main()
