"""python -m tests.bench.extract_one FILE OUT: one extraction in a process of its own, with its cost as JSON.

A process of its own, so that a document that fails or hangs costs one line of the benchmark only.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from report_etl.pipeline import extract_file


def main(source: str, target: str) -> None:
    started, used = time.perf_counter(), time.process_time()
    extraction = extract_file(source)
    cost = {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - used,
        "pages": extraction.document.page_count,
        "characters": extraction.document.character_count,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    Path(target).write_text(extraction.model_dump_json(), encoding="utf-8")
    print(json.dumps(cost))


if __name__ == "__main__":
    main(*sys.argv[1:3])
