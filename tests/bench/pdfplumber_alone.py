"""python -m tests.bench.pdfplumber_alone FILE: what the reference reader needs for text and tables."""

from __future__ import annotations

import json
import logging
import sys
import time

import pdfplumber


def main(source: str) -> None:
    logging.disable(logging.ERROR)
    started, used = time.perf_counter(), time.process_time()
    with pdfplumber.open(source) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        pages = len(document.pages)
    print(
        json.dumps(
            {"seconds": time.perf_counter() - started, "cpu": time.process_time() - used, "pages": pages}
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
