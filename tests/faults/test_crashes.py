"""A process that dies or finds the disk full at any moment costs nothing.

The next run ends where an undisturbed one would have: the same rows, each file in its place. The long
run (`make faults`) tries every checkpoint and writes docs/reference/crash-matrix.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import BOTH
from tests.faults.results import LONG, ROOT, note
from tests.faults.sweep import DIED, REFUSED

PAGE = ROOT / "docs" / "reference" / "crash-matrix.md"
STEP = 1 if LONG else 19
Runs = list[dict[str, Any]]


def sweep(fault: str, folder: Path, url: str, first: int) -> tuple[Runs, dict[str, Any]]:
    command = [sys.executable, "-m", "tests.faults.sweep", fault, str(folder), url, str(first), str(STEP)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    *runs, undisturbed = [json.loads(line) for line in run.stdout.splitlines()]
    assert undisturbed["met"] == 0
    assert len(runs) * STEP > 80, "the checkpoints are not seen any more"
    assert undisturbed["files"] == {
        "inbox": [],
        "work": [],
        "archive": ["old", "one", "two"],
        "quarantine": ["bad"],
    }
    assert undisturbed["receipts"] == ["duplicate", *["loaded"] * 4, "quarantined"]
    for found in runs:
        for what in ("files", "receipts", "rows"):
            assert found[what] == undisturbed[what], f"after checkpoint {found['checkpoint']} ({found['at']})"
    return runs, undisturbed


@pytest.fixture(scope="module")
def matrix() -> Iterator[dict[str, Runs]]:
    """What the crash sweeps of the long run found, by database; written as a page at the end."""
    found: dict[str, Runs] = {}
    yield found
    if LONG and len(found) == len(BOTH):
        PAGE.write_text(matrix_page(found), encoding="utf-8")


@pytest.mark.timeout(1800 if LONG else 300)
def test_whatever_the_moment_of_the_crash_each_file_is_loaded_once(
    tmp_path: Path, url: str, matrix: dict[str, Runs]
) -> None:
    runs, _ = sweep("die", tmp_path, url, first=1)
    assert {run["met"] for run in runs} == {DIED}
    assert {run["claims"] for run in runs} == {0}
    name = url.split(":")[0]
    matrix[name] = runs
    note(
        f"the process dies, {name}",
        f"{len(runs)} checkpoints, each tried: the same rows, receipts and files after the next run",
    )


@pytest.mark.timeout(1800 if LONG else 300)
def test_whenever_the_disk_is_full_the_run_stops_and_the_next_one_completes(tmp_path: Path, url: str) -> None:
    runs, undisturbed = sweep("full", tmp_path, url, first=5)
    assert {run["met"] for run in runs} == {REFUSED}
    whole = sum(len(files) for files in undisturbed["files"].values()) + 1  # one of them is a copy
    for run in runs:
        assert whole - 1 <= sum(run["between"].values()) <= whole, f"checkpoint {run['checkpoint']}"
    note(
        f"the disk is full from the k-th write on, {url.split(':')[0]}",
        f"{len(runs)} values of k: the run stops with a sentence, no file is lost, the next run completes",
    )


_ABOUT = """# Crash matrix

Written by `make faults` (`tests/faults/test_crashes.py`); do not edit.

Five files lie in the inbox: two new reports, a copy of one of them, one that cannot be read, and one
loaded long ago by other rules. The process dies just before its n-th checkpoint (a file operation that
changes something, an SQL statement, a COMMIT), for every n; then a clean run follows. *Where they lay*
counts the files in inbox · work · archive · quarantine between the two. *After* compares every row of
every table, every receipt and every file with a run that was not disturbed.
"""


def matrix_page(found: dict[str, Runs]) -> str:
    """docs/reference/crash-matrix.md"""
    lines = [_ABOUT]
    for database, runs in found.items():
        lines += [f"## {database}: {len(runs)} checkpoints\n"]
        lines += ["| n | dies before | where they lay | after |", "|---|---|---|---|"]
        for run in runs:
            lay = " · ".join(map(str, run["between"].values()))
            lines.append(f"| {run['checkpoint']} | {run['at']} | {lay} | the same |")
        lines.append("")
    return "\n".join(lines)
