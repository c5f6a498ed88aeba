"""The ingest flow as a deployment: served from this process, or run by the workers of a work pool.

    python -m flows.deployments --pool reports                  one run at a time, every 5 minutes
    python -m flows.deployments --pool reports --runs 100       as many runs at once as there are workers

With more runs than one the claims decide who loads which file; all must see the same folders and the same
PostgreSQL.
"""

from __future__ import annotations

import argparse
import datetime
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from flows.ingest import ingest_reports

# isort: split
from prefect import get_client
from prefect.automations import ChangeFlowRunState, EventTrigger, Posture
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, StateType
from prefect.deployments.runner import RunnerDeployment
from prefect.events.schemas.automations import AutomationCore
from prefect.exceptions import ObjectAlreadyExists
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.types.entrypoint import EntrypointType

from report_etl.errors import ConfigError
from report_etl.settings import Settings, export_settings

_USUAL_PORT = 4200
_START_WITHIN = 90.0  # seconds; the first start of a server creates its database
_SILENT_FOR = datetime.timedelta(seconds=90)  # three heartbeats
_ENDS = ("Completed", "Failed", "Cancelled", "Crashed")
DEAD_RUNS = "report-etl: a run without a heartbeat has crashed"


def serve_inbox(settings: Settings, *, every: float | None = None, cron: str | None = None) -> None:
    """Drain the inbox every `every` seconds, or as `cron` says, until interrupted.

    Raises:
        ConfigError: Prefect's server does not start.
    """
    export_settings(settings)
    with _server():
        crash_dead_runs()
        ingest_reports.serve(
            name="inbox",
            interval=every,
            cron=cron,
            global_limit=limited(1),
            entrypoint_type=EntrypointType.MODULE_PATH,
        )


def deploy(pool: str, *, every: float | None = None, cron: str | None = None, runs: int = 1) -> str:
    """Have the workers of a pool of processes, made if need be, drain the inbox; the deployment's id."""
    with get_client(sync_client=True) as client, suppress(ObjectAlreadyExists):
        client.create_work_pool(WorkPoolCreate(name=pool, type="process"))
    crash_dead_runs()
    deployment = RunnerDeployment.from_flow(
        ingest_reports,
        name="inbox",
        interval=every,
        cron=cron,
        concurrency_limit=limited(runs),
        work_pool_name=pool,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    return str(deployment.apply())


def limited(runs: int) -> ConcurrencyLimitConfig:
    """A run that finds so many at work is dropped: queueing would pile up after a pause."""
    return ConcurrencyLimitConfig(limit=runs, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


def crash_dead_runs() -> None:
    """Have the server mark runs of ours as crashed whose process was killed; else they hold their slot."""
    heartbeat = "prefect.flow-run.heartbeat"
    trigger = EventTrigger(
        after={heartbeat},
        expect={heartbeat, *(f"prefect.flow-run.{end}" for end in _ENDS)},
        match={"prefect.resource.id": ["prefect.flow-run.*"]},
        match_related={"prefect.resource.role": "flow", "prefect.resource.name": [ingest_reports.name]},
        for_each={"prefect.resource.id"},
        posture=Posture.Proactive,
        threshold=1,
        within=_SILENT_FOR,
    )
    crash = ChangeFlowRunState(state=StateType.CRASHED, message="No heartbeat: its process was killed.")
    with get_client(sync_client=True) as client:
        if not client.read_automations_by_name(DEAD_RUNS):
            client.create_automation(AutomationCore(name=DEAD_RUNS, trigger=trigger, actions=[crash]))


@contextmanager
def _server() -> Iterator[None]:
    """The server named in the environment, or one of our own as long as we serve.

    The server that Prefect starts by itself for a single run has no scheduler.
    """
    if PREFECT_API_URL.value() is not None:
        yield
        return
    port = _free_port()
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/health", server)
            with temporary_settings({PREFECT_API_URL: f"http://127.0.0.1:{port}/api"}):
                yield
        finally:
            server.terminate()


def _free_port() -> int:
    for port in (_USUAL_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ConfigError("no port is free on 127.0.0.1 for Prefect's server: set PREFECT_API_URL")


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _START_WITHIN
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise ConfigError("Prefect's server did not start: try `prefect server start` to see why")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pool", required=True, help="work pool of type process; made if it is not there")
    parser.add_argument("--every", type=float, default=300.0, help="seconds between two runs [300]")
    parser.add_argument("--runs", type=int, default=1, help="runs at once [1]")
    given = parser.parse_args()
    print("deployment", deploy(given.pool, every=given.every, runs=given.runs))
