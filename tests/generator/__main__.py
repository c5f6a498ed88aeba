"""python -m tests.generator [--count N] [--seed S] [--kind K] [--layout L] [--failures N]"""

from __future__ import annotations

import argparse

from tests.generator.layouts import Damage
from tests.generator.measure import KINDS, Score, measure_drawn, measure_flattened

FLATTENED = {
    "flattened": Damage(),
    "flattened, 5 % of separators lost": Damage(lost_separators=0.05),
    "flattened, 20 % lost": Damage(lost_separators=0.2),
    "flattened, all lost": Damage(lost_separators=1.0),
    "flattened, blank lines, full-width digits": Damage(blank_lines=0.05, full_width_digits=0.3),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--count", type=int, default=100, help="flattened documents of each kind (PDFs: a tenth)"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=list(KINDS), action="append")
    parser.add_argument("--layout", help="only layouts whose name contains this")
    parser.add_argument("--failures", type=int, default=0, help="print the first N failures of each line")
    options = parser.parse_args()
    print(
        f"{'layout':44}{'kind':16}{'rows':>7}{'right':>8}{'refused':>9}{'missed':>8}{'wrong':>7}{'silent':>9}"
    )
    for kind in options.kind or KINDS:
        for layout, damage in FLATTENED.items():
            if not options.layout or options.layout in layout:
                show(
                    layout,
                    kind,
                    measure_flattened(kind, options.count, damage, options.seed),
                    options.failures,
                )
        for layout, ruled in (("ruled PDF", True), ("aligned PDF", False)):
            if not options.layout or options.layout in layout:
                score = measure_drawn(kind, max(1, options.count // 10), ruled=ruled, seed=options.seed)
                show(layout, kind, score, options.failures)


def show(layout: str, kind: str, score: Score, failures: int) -> None:
    print(
        f"{layout:44}{kind:16}{score.truth:7}{score.right / max(1, score.truth):8.1%}{score.refused:9}"
        f"{score.missed:8}{score.wrong:7}{score.silent_error_rate:9.2%}"
    )
    for failure in score.failures[:failures]:
        print("   ", failure)


if __name__ == "__main__":
    main()
