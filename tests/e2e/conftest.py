"""The real command line in processes of its own, each test with a home folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
PROGRAM = [sys.executable, "-m", "report_etl"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(home: Path, tmp_path: Path) -> Run:
    """Run `report-etl` with these arguments; keywords are variables of the environment, or `stdin`."""

    def run(
        *arguments: str | Path, stdin: bytes = b"", **variables: str
    ) -> subprocess.CompletedProcess[bytes]:
        environment = {
            **os.environ,
            "REPORT_ETL_HOME": str(home),
            "REPORT_ETL_SETTLE_SECONDS": "0",
            **variables,
        }
        command = [*PROGRAM, *map(str, arguments)]
        return subprocess.run(
            command, input=stdin, capture_output=True, env=environment, cwd=tmp_path, timeout=280
        )

    return run
