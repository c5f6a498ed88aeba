"""A PostgreSQL that is killed, frozen, or whose answer to a COMMIT is lost: each file is loaded once.

The server is one of its own, so that no other test meets the fault.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from report_etl.db import engine, open_database
from report_etl.errors import DatabaseError
from report_etl.pipeline import drain, ingest
from report_etl.pipeline.drain import drain_inbox
from report_etl.settings import Settings
from tests.databases import start_server
from tests.faults.results import note
from tests.ingesting import InventedWorkers, drop, files_in, settings_in

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]
FILES = 12


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    """A server to maltreat."""
    folder = Path(tempfile.mkdtemp(prefix="report_etl_pg_"))
    try:
        started = start_server(folder)
    except Exception as error:  # noqa: BLE001 - whatever keeps it from starting is the reason to show
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL: {error!r}")
    yield started
    started.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def settings(server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An inbox of files, and an empty database on the server."""
    monkeypatch.setattr(drain, "Workers", InventedWorkers)
    name = f"faults_{os.urandom(4).hex()}"
    server.psql(f"CREATE DATABASE {name}")
    settings = settings_in(tmp_path / "home", DATABASE_URL=server.get_uri(name), BATCH_SIZE="5")
    for number in range(FILES):
        drop(settings, f"{number:02}.txt", f"{number:02}")
    return settings


def at_the_fourth(fault: Callable[[], object]) -> Callable[[int, int, object], None]:
    """A progress callback that makes trouble in the middle of the second batch's files."""
    return lambda done, total, outcome: fault() if done == 4 else None


def run(settings: Settings, fault: Callable[[], object] = lambda: None) -> None:
    with open_database(settings.database_url) as database:
        database.prepare()
        drain_inbox(settings, database, progress=at_the_fourth(fault))


def assert_each_once(settings: Settings, url: str | None = None) -> None:
    names = [f"{number:02}" for number in range(FILES)]
    assert files_in(settings) == {"inbox": [], "work": [], "archive": names, "quarantine": []}
    with open_database(url or settings.database_url) as database:
        assert [receipt.state for receipt in database.receipts()] == ["loaded"] * FILES
        documents = database.status().documents
        assert len(documents) == FILES
        assert {document.counts["policies"] for document in documents} == {2}
        assert database.claims() == []


def processes(server: Any) -> list[int]:
    """The server and its children, the server first."""
    pid = server.get_pid()
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [pid, *map(int, children.stdout.split())]


def test_killed_and_started_again_within_the_same_run(server: Any, settings: Settings) -> None:
    def kill() -> None:
        for pid in processes(server):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        restart.start()

    def start_again() -> None:
        for _ in range(20):  # it refuses while a process of before lives
            # Where nobody collects dead processes the server of before looks alive.
            (server.pgdata / "postmaster.pid").unlink(missing_ok=True)
            with contextlib.suppress(subprocess.SubprocessError):
                server.ensure_postgres_running()
                return
            time.sleep(0.5)

    restart = threading.Thread(target=start_again)
    run(settings, kill)
    restart.join()
    assert_each_once(settings)
    note("PostgreSQL killed and started again", "the same run loads the rest; no manual step")


def test_frozen_for_a_while(server: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_ANSWER_SECONDS", 0.5)
    thaw = threading.Timer(2.0, signal_all, (server, signal.SIGCONT))

    def freeze() -> None:
        signal_all(server, signal.SIGSTOP)
        thaw.start()

    run(settings, freeze)
    thaw.join()
    assert_each_once(settings)
    note("PostgreSQL frozen (SIGSTOP) for a while", "the same run loads the rest; no manual step")


def test_frozen_for_so_long_that_the_run_gives_up(
    server: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "_RETRY_AFTER", (0.1,))
    with monkeypatch.context() as patched:
        patched.setattr(engine, "_ANSWER_SECONDS", 0.5)
        patched.setitem(engine._POSTGRES_DEFAULTS, "connect_timeout", 2)
        try:
            with pytest.raises(DatabaseError, match="try again"):
                run(settings, lambda: signal_all(server, signal.SIGSTOP))
        finally:
            signal_all(server, signal.SIGCONT)
    held = files_in(settings)
    assert len(held["archive"]) == 4 and len(held["inbox"]) + len(held["work"]) == FILES - 4
    run(settings)
    assert_each_once(settings)
    note("PostgreSQL frozen for longer", "the run stops with a sentence; the next one loads the rest")


def signal_all(server: Any, number: int) -> None:
    for pid in processes(server):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def test_the_answer_to_a_commit_is_lost(settings: Settings, tmp_path: Path) -> None:
    direct = make_url(settings.database_url)
    with Proxy(str(direct.query["host"]), tmp_path) as proxy:
        url = direct.set(query={"host": str(proxy.folder)}).render_as_string(hide_password=False)
        through = settings_in(settings.home, DATABASE_URL=url, BATCH_SIZE="5")
        run(through, proxy.lose_the_next_commit)
        assert proxy.lost == 1
    assert_each_once(settings)
    note("the answer to a COMMIT lost", "the ledger answers; nothing is loaded twice")


class Proxy:
    """Stands between client and server; on demand it passes a COMMIT on and keeps the answer."""

    def __init__(self, server: str, folder: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="proxy_"))  # short: a socket path has 107 bytes
        self.lost = 0
        self._server = f"{server}/.s.PGSQL.5432"
        self._armed = False
        self._listener = socket.socket(socket.AF_UNIX)

    def __enter__(self) -> Proxy:
        self._listener.bind(str(self.folder / ".s.PGSQL.5432"))
        self._listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._listener.close()
        shutil.rmtree(self.folder)

    def lose_the_next_commit(self) -> None:
        self._armed = True

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                for source, target in ((client, server), (server, client)):
                    threading.Thread(target=self._copy, args=(source, target, client), daemon=True).start()

    def _copy(self, source: socket.socket, target: socket.socket, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                commits = source is client and self._armed and b"COMMIT" in data
                target.sendall(data)
                if commits:
                    self._armed = False
                    self.lost += 1
                    time.sleep(0.5)  # the server does it
                    client.shutdown(socket.SHUT_RDWR)
                    return
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
