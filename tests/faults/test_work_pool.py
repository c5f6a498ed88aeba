"""Two workers of one work pool drain one inbox into PostgreSQL, and one of them is killed.

Only in the long run: it starts Prefect's server and two workers.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from report_etl.db import open_database
from report_etl.settings import Settings
from tests.databases import on_postgresql
from tests.faults.results import LONG, ROOT, note
from tests.ingesting import count_in, settings_in

pytestmark = [
    pytest.mark.prefect,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(not LONG, reason="only in the long run (make faults)"),
]
FILES = 60
_POOL = """
import sys
from prefect.settings import PREFECT_API_URL, temporary_settings
from flows.deployments import deploy
print(deploy("reports", every=None, runs=10))
"""
_START = """
import sys
from prefect.deployments import run_deployment
print(*(run_deployment("ingest-reports/inbox", timeout=0).id for _ in range(int(sys.argv[1]))))
"""
_STATES = """
import sys
from prefect import get_client
with get_client(sync_client=True) as client:
    print(*(client.read_flow_run(run).state_type.value for run in sys.argv[1:]))
"""


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return settings_in(tmp_path / "home", DATABASE_URL=database_url, BATCH_SIZE="3", LEASE_SECONDS="60")


@pytest.fixture
def environment(settings: Settings, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Variables of a Prefect server of our own."""
    variables = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")},
        "REPORT_ETL_HOME": str(settings.home),
        "REPORT_ETL_DATABASE_URL": settings.database_url,
        "REPORT_ETL_SETTLE_SECONDS": "0",
        "REPORT_ETL_BATCH_SIZE": "3",
        "REPORT_ETL_WORKERS": "1",
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_API_URL": "http://127.0.0.1:4299/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--port", "4299"]
    with subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, cwd=ROOT) as server:
        yield variables
        server.terminate()


def python(program: str, environment: dict[str, str], *arguments: str) -> list[str]:
    """The words a program prints; tried again while the server starts."""
    for _ in range(40):
        run = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        if run.returncode == 0:
            return run.stdout.split()
        time.sleep(3)
    raise AssertionError(run.stderr)


def worker(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", "reports", "--type", "process"]
    return subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def wait_until(reached: Any) -> None:
    deadline = time.monotonic() + 400
    while not reached():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(1)


@on_postgresql
def test_one_of_two_workers_is_killed_and_nothing_is_lost(
    settings: Settings, environment: dict[str, str], tmp_path: Path
) -> None:
    settings.inbox.mkdir(parents=True)
    for number in range(FILES):
        text = f"一、概况\n2024年我国第{number}类产品市场规模约为{5000 + number}亿元。\n" * 20
        (settings.inbox / f"{number:02}.txt").write_text(text, encoding="utf-8")
    with open_database(settings.database_url) as database:
        database.prepare()
    python(_POOL, environment)
    workers = [worker(environment) for _ in range(2)]
    try:
        runs = python(_START, environment, "2")
        wait_until(lambda: count_in(settings)["archive"] >= 5)
        os.killpg(workers[0].pid, signal.SIGKILL)
        killed = kill_one_flow_run(settings)
        python(_START, environment, "2")  # as the schedule would; both may have been killed
        wait_until(lambda: count_in(settings)["archive"] == FILES)
        if killed:
            wait_until(lambda: "CRASHED" in python(_STATES, environment, *runs))
    finally:
        for process in workers:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    assert count_in(settings) == {"inbox": 0, "work": 0, "archive": FILES, "quarantine": 0}
    with open_database(settings.database_url) as database:
        assert [receipt.state for receipt in database.receipts()] == ["loaded"] * FILES
        assert len(database.status().documents) == FILES
        assert len({receipt.worker for receipt in database.receipts()}) >= 2, "one did all the work"
    note("one of two workers of a pool killed", f"{FILES} files, each loaded once; its run is marked crashed")


def kill_one_flow_run(settings: Settings) -> bool:
    """Kill the process of a flow run that holds files in work; True when there was one."""
    for folder in settings.work.iterdir():
        with contextlib.suppress(ProcessLookupError, ValueError):
            os.kill(int(folder.name.rsplit("-", 2)[1]), signal.SIGKILL)
            return True
    return False
