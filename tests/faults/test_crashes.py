"""A process killed at any moment costs nothing: the next run ends where an undisturbed one would have."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONG = bool(os.environ.get("REPORT_ETL_TEST_LONG"))
STEP = 1 if LONG else 9


def sweep(folder: Path, first: int) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.faults.sweep", str(folder), str(first), str(STEP)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.mark.timeout(1800 if LONG else 300)
def test_whatever_the_moment_of_the_crash_each_file_is_loaded_once(tmp_path: Path) -> None:
    *crashed, undisturbed = sweep(tmp_path, first=1)
    assert len(crashed) * STEP > 50, "the checkpoints are not seen any more"
    assert undisturbed["files"] == {
        "inbox": [],
        "work": [],
        "archive": ["one", "two"],
        "quarantine": ["bad"],
    }
    states = sorted(state for _, state in undisturbed["receipts"])
    assert states == ["duplicate", "loaded", "loaded", "quarantined"]
    for run in crashed:
        for what in ("files", "documents", "receipts"):
            assert run[what] == undisturbed[what], f"after a crash at checkpoint {run['checkpoint']}"
