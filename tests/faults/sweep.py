"""Drain an inbox in a process that meets a fault at its n-th checkpoint, then drain it again and tell.

    python -m tests.faults.sweep FAULT FOLDER URL FIRST STEP      prints one JSON line for each n

A checkpoint is a file operation that changes something, an SQL statement, or a COMMIT. FAULT is what
happens just before it:

    die     the process ends as by `kill -9`: no handler runs
    full    from here on no file, folder or row can be written: the disk is full

The last line is a run that met none. Python's audit events and SQLAlchemy's own events are the place
where faults come in: the program has no code for them, and pays nothing.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import sqlite3
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Engine, event, make_url
from sqlalchemy.exc import OperationalError

from report_etl.db import open_database
from report_etl.db.engine import make_engine, parse_url
from report_etl.errors import ConfigError, DatabaseError
from report_etl.pipeline import drain
from report_etl.settings import Settings
from tests.databases import dump
from tests.extractions import sample_extraction
from tests.ingesting import FOLDERS, InventedWorkers, drop, files_in, settings_in

DIED, REFUSED = 137, 75
_CHANGES = {
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.chmod",
    "os.link",
    "os.truncate",
    "os.utime",
}
_NEEDS_ROOM = {"open", "os.mkdir", "os.link", "INSERT", "UPDATE", "COMMIT"}
INPUTS = {"a.txt": "one", "b.txt": "bad", "c.txt": "old", "copy of a.txt": "one", "sub/d.txt": "two"}
# What is another in each run, and says nothing about what was loaded.
_PASSING = {
    "recorded_at",
    "loaded_at",
    "claimed_at",
    "worker",
    "arrival_id",
    "first_arrival_id",
    "id",
    "number",
}


def main() -> None:
    fault, folder, url = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    number, step = int(sys.argv[4]), int(sys.argv[5])
    drain.Workers = InventedWorkers  # type: ignore[misc, assignment]
    template = _settings(folder, url, "template")
    _in_child(lambda: _prepare(template))  # makes the tables, which has tests of its own
    while True:
        settings = _copy(template, folder, url, str(number))
        at = settings.home / "checkpoint"
        met = _in_child(lambda s=settings, a=at, n=number: _drain(s, Fault(fault, n, a)))  # type: ignore[misc]
        between = {name: len(found) for name, found in files_in(settings).items()}
        if _in_child(lambda s=settings: _drain(s, None)) != 0:  # type: ignore[misc]
            raise SystemExit(f"the run after the fault at checkpoint {number} failed")
        found = {"checkpoint": number, "met": met, "between": between, **_found(settings)}
        print(json.dumps({**found, "at": at.read_text("utf-8") if at.exists() else ""}), flush=True)
        if met == 0:
            return
        _remove(settings)
        number += step


class Fault:
    """What happens before the n-th checkpoint of this process; which one that is goes into `at`."""

    def __init__(self, kind: str, number: int, at: Path) -> None:
        self._kind = kind
        self._left = number
        self._at = os.open(at, os.O_WRONLY | os.O_CREAT)
        sys.addaudithook(self._audit)
        event.listen(Engine, "before_cursor_execute", self._statement)
        event.listen(Engine, "commit", lambda connection: self._sql(connection, "COMMIT"))

    def _audit(self, name: str, arguments: tuple[Any, ...]) -> None:
        if (name in _CHANGES or (name == "open" and _writes(arguments))) and self._hits(
            name, _spoken(name, arguments)
        ):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))

    def _statement(self, connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        self._sql(connection, statement)

    def _sql(self, connection: Any, statement: str) -> None:
        words = re.findall(r"[A-Za-z_]+", statement)
        if self._hits(words[0], " ".join(words[:3]) if words[0] != "SELECT" else "SELECT"):
            error: Exception = psycopg.errors.DiskFull("could not extend file: No space left on device")
            if connection.dialect.name == "sqlite":
                error = sqlite3.OperationalError("database or disk is full")
                error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise OperationalError(statement, {}, error)

    def _hits(self, kind: str, spoken: str) -> bool:
        self._left -= 1
        if self._left > 0:
            return False
        if self._left == 0:
            os.write(self._at, spoken.encode())
        if self._kind == "die":
            os._exit(DIED)
        return kind in _NEEDS_ROOM


def _spoken(name: str, arguments: tuple[Any, ...]) -> str:
    """The operation for the matrix: `rename work → archive`."""
    places = [_place(argument) for argument in arguments[: 2 if name in ("os.rename", "os.link") else 1]]
    return f"{'write' if name == 'open' else name.removeprefix('os.')} {' → '.join(places)}"


def _place(argument: Any) -> str:
    """Which of our folders a path lies in, and what it is."""
    path = Path(os.fsdecode(argument)) if isinstance(argument, str | bytes | os.PathLike) else Path("lock")
    found = [part for part in path.parts if part in (*FOLDERS, "receipts")]
    name = next(
        (
            end
            for end in (".reason.json", ".receipt.json", ".lock", ".clock", ".part")
            if path.name.endswith(end)
        ),
        "",
    )
    return f"{found[0] if found else path.name}{f' ({name})' if name else ''}"


def _writes(arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _settings(folder: Path, url: str, name: str) -> Settings:
    home = folder / name
    if url == "sqlite":
        return settings_in(home)
    own = make_url(url).set(database=f"{make_url(url).database}_{name}")
    return settings_in(home, DATABASE_URL=own.render_as_string(hide_password=False))


def _copy(template: Settings, folder: Path, url: str, name: str) -> Settings:
    settings = _settings(folder, url, name)
    shutil.copytree(template.home, settings.home)
    if url != "sqlite":
        _administer(
            settings.database_url,
            "CREATE DATABASE {0} TEMPLATE {1}",
            make_url(template.database_url).database,
        )
    for file, content in INPUTS.items():
        drop(settings, file, content)
    return settings


def _remove(settings: Settings) -> None:
    shutil.rmtree(settings.home)
    if not settings.database_url.startswith("sqlite"):
        _administer(settings.database_url, "DROP DATABASE {0} WITH (FORCE)")


def _administer(url: str, statement: str, *names: str | None) -> None:
    own = make_url(url)
    server = own.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.format(own.database, *names).encode())


def _in_child(run: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            run()
        except (ConfigError, DatabaseError):
            os._exit(REFUSED)
        except BaseException:  # noqa: BLE001 - the child ends here, whatever it is
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _prepare(settings: Settings) -> None:
    """An empty inbox, and one report loaded by rules of long ago."""
    settings.home.mkdir(parents=True)
    if not settings.database_url.startswith("sqlite"):
        _administer(settings.database_url, "CREATE DATABASE {0}")
    with open_database(settings.database_url) as database:
        database.prepare()
        database.load(sample_extraction(hashlib.sha256(b"old").hexdigest(), "old.txt"), rules="older")


def _drain(settings: Settings, fault: Fault | None) -> None:
    with open_database(settings.database_url) as database:
        database.prepare()
        drain.drain_inbox(settings, database)


def _found(settings: Settings) -> dict[str, Any]:
    """Where the files are, and every row that was loaded: the same for every n."""
    engine = make_engine(parse_url(settings.database_url))
    rows = dump(engine, without=frozenset(_PASSING))
    engine.dispose()
    claims = rows.pop("claim")
    with open_database(settings.database_url) as database:
        states = sorted(receipt.state.value for receipt in database.receipts())
    digest = hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()
    return {"files": files_in(settings), "receipts": states, "rows": digest, "claims": len(claims)}


if __name__ == "__main__":
    main()
