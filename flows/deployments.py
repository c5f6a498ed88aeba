"""`serve_inbox`: the ingest flow as a deployment with a schedule, served from this process."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from flows.ingest import ingest_reports

# isort: split
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.types.entrypoint import EntrypointType

from report_etl.errors import ConfigError
from report_etl.settings import Settings, export_settings

_USUAL_PORT = 4200
_START_WITHIN = 90.0  # seconds; the first start of a server creates its database

# A run that finds another one at work is dropped: queueing would pile up after a pause.
ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


def serve_inbox(settings: Settings, *, every: float | None = None, cron: str | None = None) -> None:
    """Drain the inbox every `every` seconds, or as `cron` says, until interrupted.

    Raises:
        ConfigError: Prefect's server does not start.
    """
    export_settings(settings)
    with _server():
        ingest_reports.serve(
            name="inbox",
            interval=every,
            cron=cron,
            global_limit=ONE_AT_A_TIME,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )


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
