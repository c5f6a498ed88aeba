"""Many workers on one inbox, killed at random: nothing is lost, nothing is loaded twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from report_etl.db import open_database
from report_etl.inbox import Workplace
from report_etl.pipeline import drain
from report_etl.pipeline.drain import drain_inbox
from tests.faults.results import LONG, ROOT, note
from tests.ingesting import InventedWorkers, drop, files_in, settings_in

YEAR = 366 * 86400 * 10**9
pytestmark = pytest.mark.timeout(1800 if LONG else 300)


def crew(what: str, folder: Path, url: str, files: int, number: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.faults.crew", what, str(folder), url, str(files), str(number)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def assert_each_once(found: dict[str, Any], files: int) -> None:
    bad, copies = files // 20, files // 10
    assert found["files"] == {
        "inbox": 0,
        "work": 0,
        "archive": files - bad - copies,
        "quarantine": bad,
    }
    assert found["receipts"] == {"loaded": files - bad - copies, "duplicate": copies, "quarantined": bad}
    assert found["arrivals"] == files
    assert found["documents"] == files - bad - copies
    assert found["reasons"] == bad
    assert (found["loaded more than once"], found["loaded without rows"], found["claims"]) == (0, 0, [])


def _spoken(found: dict[str, Any]) -> str:
    receipts = ", ".join(f"{number} {state}" for state, number in sorted(found["receipts"].items()))
    return f"{receipts}; none lost, none loaded twice"


def test_four_processes_share_one_inbox(tmp_path: Path, url: str) -> None:
    files = 500 if LONG else 60
    found = crew("crowd", tmp_path, url, files, 4)
    assert_each_once(found, files)
    note(f"4 processes on one inbox, {url.split(':')[0]}", f"{files} files: {_spoken(found)}")


def test_a_parent_killed_at_random_moments(tmp_path: Path, url: str) -> None:
    files, kills = (600, 200) if LONG else (60, 12)
    found = crew("kill-parents", tmp_path, url, files, kills)
    assert_each_once(found, files)
    note(f"the program killed {kills} times, {url.split(':')[0]}", f"{files} files: {_spoken(found)}")


def test_a_worker_killed_at_random_moments(tmp_path: Path) -> None:
    files, kills = (600, 200) if LONG else (60, 8)
    found = crew("kill-workers", tmp_path, "sqlite", files, kills)
    more = found["arrivals"] - files  # dropped while there was still somebody to kill
    bad = files // 20 + sum(index % 20 == 7 for index in range(10_000, 10_000 + more))
    assert (found["files"]["inbox"], found["files"]["work"], found["loaded more than once"]) == (0, 0, 0)
    assert (found["receipts"]["quarantined"], found["reasons"]) == (bad, bad), "a killed one cost a document"
    note(f"a worker killed {kills} times", f"{found['arrivals']} files: {_spoken(found)}")


@pytest.mark.parametrize("jump", [-YEAR, YEAR], ids=["set back", "a year ahead"])
def test_a_clock_that_jumps_and_odd_dates_of_files_have_no_effect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jump: int
) -> None:
    """While another worker holds a file, which it brings to its end afterwards."""
    monkeypatch.setattr(drain, "Workers", InventedWorkers)
    settings = settings_in(tmp_path / "home")
    for name, moment in (("old.txt", 0), ("future.txt", 4_070_908_800)):
        os.utime(drop(settings, name, name), (moment, moment))
    held = drop(settings, "held.txt", "held")
    real = Workplace.filesystem_now
    with open_database(settings.database_url) as database:
        database.prepare()
        with Workplace(settings.inbox, settings.work) as other:
            claim = other.claim(held.relative_to(settings.inbox))
            monkeypatch.setattr(Workplace, "filesystem_now", lambda place: real(place) + jump)
            drain_inbox(settings, database)
            assert claim is not None
        drain_inbox(settings, database)
        assert files_in(settings) == {
            "inbox": [],
            "work": [],
            "archive": ["future.txt", "held", "old.txt"],
            "quarantine": [],
        }
        assert [receipt.state for receipt in database.receipts()] == ["loaded"] * 3


def test_a_worker_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    program = (
        "from tests.unit.test_sandbox import LIMITS, misbehave; from report_etl.sandbox import *\n"
        "if __name__ == '__main__':\n"
        "    with Sandbox(misbehave, LIMITS, 1) as sandbox:\n"
        "        print(*sandbox.map(['who']), flush=True)\n"
        "        list(sandbox.map(['hang']))"
    )
    script = tmp_path / "parent.py"
    script.write_text(program)
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{os.environ.get('PYTHONPATH', '')}"}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 60
    while Path(f"/proc/{worker}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{worker}").exists()
