"""Drain an inbox in a process that dies at its n-th checkpoint, then drain it again and tell what is there.

    python -m tests.faults.sweep FOLDER FIRST STEP      prints one JSON line for each n

A checkpoint is a file operation that changes something, or an SQL statement, or a COMMIT: the process
ends just before it, as by `kill -9`: no handler runs. The last line is a run that reached its end.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from report_etl.db import open_database
from report_etl.pipeline import drain
from report_etl.settings import Settings
from tests.ingesting import InventedWorkers, drop, files_in, settings_in

DIED = 137
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.truncate"}
INPUTS = {"a.txt": "one", "b.txt": "bad", "copy of a.txt": "one", "sub/d.txt": "two"}


def main() -> None:
    folder, first, step = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    drain.Workers = InventedWorkers  # type: ignore[misc, assignment]
    template = settings_in(folder / "template")
    _in_child(lambda: _drain(template, None))  # makes the tables, which has tests of its own
    number = first
    while True:
        settings = settings_in(folder / str(number))
        shutil.copytree(template.home, settings.home)
        for name, content in INPUTS.items():
            drop(settings, name, content)
        died = _in_child(lambda s=settings, n=number: _drain(s, n)) == DIED  # type: ignore[misc]
        if _in_child(lambda s=settings: _drain(s, None)) != 0:  # type: ignore[misc]
            raise SystemExit(f"the run after the crash at checkpoint {number} failed")
        print(json.dumps({"checkpoint": number, "died": died, **_found(settings)}), flush=True)
        if not died:
            return
        number += step


def _in_child(run: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        run()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _drain(settings: Settings, die_at: int | None) -> None:
    if die_at is not None:
        _die_at(die_at)
    with open_database(settings.database_url) as database:
        database.prepare()
        drain.drain_inbox(settings, database)


def _die_at(number: int) -> None:
    left = number

    def checkpoint() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os._exit(DIED)

    def audit(name: str, arguments: tuple[Any, ...]) -> None:
        if name in _CHANGES or (name == "open" and _writes(arguments)):
            checkpoint()

    sys.addaudithook(audit)
    event.listen(Engine, "before_cursor_execute", lambda *arguments: checkpoint())
    event.listen(Engine, "commit", lambda *arguments: checkpoint())


def _writes(arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _found(settings: Settings) -> dict[str, Any]:
    """Where the files are, and how often each content was loaded: the same for every n."""
    with open_database(settings.database_url) as database:
        receipts = database.receipts()
        documents = database.status().documents
    return {
        "files": files_in(settings),
        "documents": sorted((document.sha256, document.counts["policies"]) for document in documents),
        "receipts": sorted((receipt.sha256 or "", receipt.state.value) for receipt in receipts),
    }


if __name__ == "__main__":
    main()
