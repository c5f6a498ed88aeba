"""Many processes drain one inbox, some of them killed; prints as JSON what is there in the end.

    python -m tests.faults.crew crowd FOLDER URL FILES PROCESSES
    python -m tests.faults.crew kill-parents FOLDER URL FILES KILLS
    python -m tests.faults.crew kill-workers FOLDER URL FILES KILLS

Of each 20 files one cannot be read and two are copies of others. A program of its own, because a test
process has threads and must not fork.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from report_etl.db import open_database
from report_etl.errors import DocumentError
from report_etl.pipeline import drain, workers
from report_etl.records import Extraction
from report_etl.settings import Settings
from tests.ingesting import InventedWorkers, drop, files_in, invented_extraction, settings_in


class SlowWorkers(InventedWorkers):
    """Long enough for a kill to hit the middle of it."""

    def extract(self, paths: Sequence[Path]) -> Iterator[Extraction | DocumentError]:
        for extraction in super().extract(paths):
            time.sleep(0.003)
            yield extraction


def slow_extract(path: Path, settings: Settings) -> Extraction:
    """Runs in a worker process."""
    time.sleep(0.01)
    return invented_extraction(path)


def main() -> None:
    what, folder, url, files, number = sys.argv[1], Path(sys.argv[2]), sys.argv[3], *map(int, sys.argv[4:])
    given = {} if url == "sqlite" else {"DATABASE_URL": url}
    settings = settings_in(folder / "home", BATCH_SIZE="7", MAX_TRIES="100000", WORKERS="2", **given)
    for index in range(files):
        drop(settings, f"{index % 3}/{index:04}.txt", _content(index))
    with open_database(settings.database_url) as database:
        database.prepare()
    {"crowd": _crowd, "kill-parents": _kill_parents, "kill-workers": _kill_workers}[what](settings, number)
    # One killed between making its folder and naming it leaves that: empty, and removed after a lease.
    if left := [path for path in settings.work.iterdir() if not path.name.startswith(".")]:
        raise SystemExit(f"{left} was left in work")
    print(json.dumps(_found(settings)))


def _content(index: int) -> str:
    if index % 20 == 7:
        return f"bad {index}"
    return str(index - 5 if index % 20 in (11, 18) else index)


def _crowd(settings: Settings, processes: int) -> None:
    children = [_fork(lambda: _drain(settings, SlowWorkers)) for _ in range(processes)]
    for child in children:
        if os.waitpid(child, 0)[1] != 0:
            raise SystemExit("a process failed")


def _kill_parents(settings: Settings, kills: int) -> None:
    chance = random.Random(6)
    for _ in range(kills):
        child = _fork(lambda: _drain(settings, SlowWorkers))
        time.sleep(chance.uniform(0.02, 0.25))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    _drain(settings, SlowWorkers)


def _kill_workers(settings: Settings, kills: int) -> None:
    """A drain in a thread, while random ones of its worker processes are killed."""
    workers._extract = slow_extract
    pools: list[workers.Workers] = []

    class Seen(workers.Workers):
        def __init__(self, settings: Settings) -> None:
            super().__init__(settings)
            pools.append(self)

    chance, left = random.Random(6), kills
    thread = threading.Thread(target=lambda: _drain(settings, Seen))
    thread.start()
    index = 10_000
    while left:
        if not thread.is_alive():  # all done: more work
            for _ in range(50):
                drop(settings, f"{index}.txt", _content(index))
                index += 1
            thread = threading.Thread(target=lambda: _drain(settings, Seen))
            thread.start()
        time.sleep(chance.uniform(0.1, 0.4))
        for process in chance.sample(found := pools[-1].process_ids if pools else [], min(1, len(found))):
            with contextlib.suppress(ProcessLookupError):  # it was at its end
                os.kill(process, signal.SIGKILL)
                left -= 1
    thread.join()


def _drain(settings: Settings, kind: type) -> None:
    drain.Workers = kind  # type: ignore[misc]
    with open_database(settings.database_url) as database:
        drain.drain_inbox(settings, database)


def _fork(run: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        run()
        os._exit(0)
    return child


def _found(settings: Settings) -> dict[str, object]:
    with open_database(settings.database_url) as database:
        receipts = database.receipts()
        documents = [document.sha256 for document in database.status().documents]
        claims = database.claims()
    loads = Counter(receipt.sha256 for receipt in receipts if receipt.state == "loaded")
    return {
        "files": {name: len(found) for name, found in files_in(settings).items()},
        "receipts": Counter(receipt.state.value for receipt in receipts),
        "arrivals": len({receipt.arrival_id for receipt in receipts}),
        "documents": len(documents),
        "loaded more than once": sum(number > 1 for number in loads.values()),
        "loaded without rows": len(set(loads) - set(documents)),
        "reasons": len(list(settings.quarantine.rglob("*.reason.json"))),
        "claims": [dataclasses.asdict(claim)["arrival_id"] for claim in claims],
    }


if __name__ == "__main__":
    main()
