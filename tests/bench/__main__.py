"""python -m tests.bench [SECTION …]: measure quality and speed, one table after the other.

Without arguments every section runs; those that need the development data say so and are skipped
where it is absent.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator

from tests.bench import calibration, documents, generated, labelled, language, mutation, reports, speed
from tests.bench.table import Table
from tests.data import DATA

# name → its tables, and whether it needs the development data
SECTIONS: dict[str, tuple[Callable[[], Iterator[Table]], bool]] = {
    "labelled": (labelled.tables, True),
    "reports": (reports.tables, True),
    "language": (language.tables, True),
    "speed": (speed.tables, False),
    "generated": (generated.tables, False),
    "calibration": (calibration.tables, True),
    "documents": (documents.tables, False),
    "mutation": (mutation.tables, False),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("section", nargs="*", choices=[[], *SECTIONS], help="only these")
    chosen = parser.parse_args().section or list(SECTIONS)
    for name in chosen:
        tables, needs_data = SECTIONS[name]
        if needs_data and not DATA.is_dir():
            print(f"\n== {name}\nskipped: ../shared/data is not here", flush=True)
            continue
        started = time.perf_counter()
        for table in tables():
            print(table, flush=True)
        print(f"({name}: {time.perf_counter() - started:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
