"""A complete file → the work folder of one worker: a rename, so there is one winner."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import logging
import math
import os
import socket
import stat
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from report_etl.errors import ConfigError
from report_etl.inbox.files import extended_name, make_folder, written
from report_etl.models import shown_name

logger = logging.getLogger(__name__)

_LOCK = ".lock"
_PROBE = ".clock"


@dataclass(frozen=True)
class Claim:
    """A file this worker holds: where it lies now, and its place below the inbox it came from.

    `id` names this arrival of the file; it survives a crash, since the folder in work is named by it.
    """

    id: str
    path: Path
    relative: Path

    @property
    def file_name(self) -> str:
        """The name to show: a name in some other encoding with its bytes as \\x escapes."""
        return shown_name(self.relative.name)


class Workplace:
    """This worker's folder below `work`, held by a lock that the system drops when the process dies.

    `work/<host>-<process>-<random>/<arrival id>/<path below the inbox>`: everything a successor must
    know about a file stands in its path. Use it with `with`: what was not archived or quarantined on
    leaving goes back to the inbox, or stays for a successor where it may have ended in the ledger.

    A worker is taken for dead when its lock is free (asked of workers of this host only: not every
    network file system shares locks), or when its lock file shows no `beat` for `lease` seconds of the
    file system's clock (it is frozen, or its machine is gone). One that was not dead finds its files
    gone, and its claims in the database void.
    """

    def __init__(self, inbox: Path, work: Path, lease: float = math.inf) -> None:
        self.inbox = inbox
        self._work = work
        self._lease = lease
        self._folder = work / f"{socket.gethostname()}-{os.getpid()}-{os.urandom(3).hex()}"
        self._lock: int | None = None
        self._ending: set[str] = set()

    def __enter__(self) -> Self:
        make_folder(self._work)
        if self._work.stat().st_dev != self.inbox.stat().st_dev:
            raise ConfigError(
                f"{self._work} is not on the file system of {self.inbox}: "
                "set REPORT_ETL_WORK to a folder that is"
            )
        # Locked under a name no recovery looks at, then named: nobody can see it without its lock.
        starting = self._work / f".{self._folder.name}"
        with written(self._work):
            starting.mkdir()
            self._lock = os.open(starting / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            starting.rename(self._folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for claim in list(_claims_in(self._folder)):
            if claim.id not in self._ending:
                self.release(claim)
        _remove_empty(self._folder)
        if self._lock is not None:
            os.close(self._lock)

    def beat(self) -> None:
        """Show that this worker gets on; to be called more often than once in a lease."""
        if self._lock is not None:
            os.utime(self._lock)

    def filesystem_now(self) -> int:
        """The clock of the file system, in nanoseconds: what change times are to be compared with."""
        probe = self._folder / _PROBE
        with written(self._folder):
            probe.write_bytes(b"")
            return probe.stat().st_ctime_ns

    def share(self, paths: Sequence[Path]) -> set[Path]:
        """Those of the paths that are ours to claim first, so that workers seldom run after the same file.

        Only a preference: the claim decides, and who has none left takes from the others.
        """
        workers = sorted(folder.name for folder in self._work.iterdir() if not folder.name.startswith("."))
        mine = workers.index(self._folder.name) if self._folder.name in workers else 0
        return {path for path in paths if zlib.crc32(os.fsencode(path)) % len(workers or "1") == mine}

    def claim(self, relative: Path) -> Claim | None:
        """Take a file out of the inbox; None when another worker was faster, or its path is too long.

        Raises:
            ConfigError: nothing may be taken out of the inbox.
        """
        identity = os.urandom(8).hex()
        claim = Claim(identity, self._folder / identity / relative, relative)
        if not os.path.lexists(self.inbox / relative):
            return None
        try:
            claim.path.parent.mkdir(parents=True)
            (self.inbox / relative).rename(claim.path)
        except OSError as error:
            self.finish(claim)
            if isinstance(error, FileNotFoundError):
                return None
            if error.errno == errno.ENAMETOOLONG:
                logger.warning("%s has too long a path: left in the inbox", shown_name(str(relative)))
                return None
            raise ConfigError(
                f"{self.inbox / relative} cannot be taken out of the inbox ({error.strerror}): "
                "correct the permissions of its folder"
            ) from error
        if not stat.S_ISREG(claim.path.lstat().st_mode):  # replaced since it was seen
            self.release(claim)
            return None
        return claim

    def release(self, claim: Claim) -> None:
        """Put a file back where it lay in the inbox; beside it when a new file took its place."""
        target = self.inbox / claim.relative
        make_folder(target.parent)
        if os.path.lexists(target):
            target = target.with_name(extended_name(target.stem, f".{claim.id[:8]}{target.suffix}"))
        with contextlib.suppress(FileNotFoundError):  # taken over meanwhile
            claim.path.rename(target)
        self.finish(claim)

    def keep(self, claim: Claim) -> None:
        """From now on the ledger may hold the end of this arrival: its file must keep its id."""
        self._ending.add(claim.id)

    def finish(self, claim: Claim) -> None:
        """Forget a claim whose file has left the work folder."""
        _remove_empty(self._folder / claim.id)

    def recover(self) -> list[Claim]:
        """Take over what workers that died have left in the work folder, in the order of the names."""
        for unnamed in self._work.glob(".*"):  # its worker died in the moment of its start
            with contextlib.suppress(FileNotFoundError):
                if self.filesystem_now() - unnamed.stat().st_ctime_ns > self._lease * 1e9:
                    _remove_empty(unnamed)
        found = [
            claim
            for folder in sorted(self._work.iterdir())
            if folder != self._folder and folder.is_dir() and not folder.name.startswith(".")
            for claim in self._take_over(folder)
        ]
        return sorted(found, key=lambda claim: os.fsencode(claim.relative))

    def _take_over(self, folder: Path) -> Iterator[Claim]:
        try:
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except FileNotFoundError:  # its worker just ended in good order
            return
        try:
            free = _try_lock(lock)
            here = folder.name.rsplit("-", 2)[0] == socket.gethostname()
            silent = (self.filesystem_now() - os.fstat(lock).st_ctime_ns) / 1e9
            if not (free and here) and silent <= self._lease:
                return
            for claim in list(_claims_in(folder)):
                with contextlib.suppress(FileNotFoundError):  # another took over this one
                    (folder / claim.id).rename(self._folder / claim.id)
                    yield Claim(claim.id, self._folder / claim.id / claim.relative, claim.relative)
            if free:  # a frozen worker may wake, and needs its folder
                _remove_empty(folder)
        except FileNotFoundError:  # another has taken over all of them
            return
        finally:
            os.close(lock)


def _try_lock(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def waiting_arrivals(work: Path) -> dict[str, str]:
    """Arrival id → file name of everything that lies in work, whoever holds it."""
    folders = [path for path in work.iterdir() if path.is_dir()] if work.is_dir() else []
    return {claim.id: claim.file_name for folder in folders for claim in _claims_in(folder)}


def _claims_in(folder: Path) -> Iterator[Claim]:
    for place in sorted(folder.iterdir()):
        if place.is_dir():
            for path in sorted(path for path in place.rglob("*") if path.is_file()):
                yield Claim(place.name, path, path.relative_to(place))


def _remove_empty(folder: Path) -> None:
    """Remove our own folder; one in which a file is left stays."""
    for name in (_LOCK, _PROBE):
        (folder / name).unlink(missing_ok=True)
    for here, _, _ in os.walk(folder, topdown=False):
        with contextlib.suppress(OSError):  # not empty
            Path(here).rmdir()
