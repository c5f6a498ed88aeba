"""Child processes of the benchmark: extractions (each document once), scorers, timings."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TIME_LIMIT = 900  # seconds for any child


@dataclass(frozen=True)
class Run:
    """What became of one document: its JSON, or the last line of its error."""

    source: Path
    output: Path | None
    cost: dict[str, float]
    error: str = ""


@cache
def scratch() -> Path:
    """A folder for what the sections hand each other; it goes with the process."""
    folder = tempfile.TemporaryDirectory(prefix="report-etl-bench-")
    _KEPT.append(folder)
    return Path(folder.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def child(
    arguments: list[str], *, cwd: Path = ROOT, limit: float = TIME_LIMIT
) -> subprocess.CompletedProcess[str]:
    """Run a program and keep what it prints; a timeout counts as a failure."""
    try:
        return subprocess.run(arguments, cwd=cwd, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(arguments, 1, "", f"not done after {limit:.0f} s")


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    """The sentence a failed child ended with."""
    return (done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}").splitlines()[-1][
        :150
    ]


@cache
def extract(source: Path) -> Run:
    """The extraction of one document; made once for all sections."""
    target = scratch() / f"{source.parent.name}-{source.name}.json"
    done = child([sys.executable, "-m", "tests.bench.extract_one", str(source), str(target)])
    if done.returncode:
        return Run(source, None, {}, last_line(done))
    return Run(source, target, json.loads(done.stdout))


def score(script: Path, *arguments: str) -> dict[str, Any] | str:
    """What a scorer of the data folder writes to its --json file, or the sentence it failed with."""
    target = scratch() / "score.json"
    target.unlink(missing_ok=True)
    done = child([sys.executable, str(script), *arguments, "--json", str(target)], cwd=script.parent)
    if done.returncode or not target.exists():
        return last_line(done)
    result: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return result
