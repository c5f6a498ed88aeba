"""What the long run found, in docs/reference/faults.md: a row for each test, replaced by its next run."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "faults.md"
LONG = bool(os.environ.get("REPORT_ETL_TEST_LONG"))
_HEAD = """# Faults

Written by `make faults`; do not edit. `make test` runs a small part of each. A row stands here because its
test passed: every assertion of `tests/faults` holds for what it names. The crash at every single checkpoint
has a page of its own: [crash matrix](crash-matrix.md).

| fault | what was shown |
|---|---|
"""


def note(fault: str, shown: str) -> None:
    """Write the row of a fault; nothing outside the long run."""
    if not LONG:
        return
    PAGE.touch()
    with PAGE.open("r+", encoding="utf-8") as page:
        fcntl.flock(page, fcntl.LOCK_EX)  # tests run in several processes
        rows = dict(line[2:-2].split(" | ", 1) for line in page.read().splitlines()[_HEAD.count("\n") :])
        rows[fault] = shown
        page.seek(0)
        page.truncate()
        page.write(_HEAD + "".join(f"| {name} | {rows[name]} |\n" for name in sorted(rows)))
