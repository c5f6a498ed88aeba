"""The inbox → the files in it that are complete."""

from __future__ import annotations

import logging
import os
import re
import stat
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from report_etl.errors import ConfigError

logger = logging.getLogger(__name__)

# What browsers, editors, operating systems and network drives leave beside the files of a person.
_PASSING_FILE = re.compile(
    r"\..*|~\$.*|.*~|.*\.(?:part|partial|filepart|tmp|temp|crdownload|download|swp|aria2)"
    r"|.*\.(?:reason|receipt)\.json|thumbs\.db|ehthumbs\.db|desktop\.ini",
    re.IGNORECASE | re.DOTALL,
)
_PASSING_FOLDER = re.compile(
    r"\..*|@eadir|#recycle|\$recycle\.bin|system volume information|lost\+found|__macosx",
    re.IGNORECASE | re.DOTALL,
)
# A PDF without its last line, and an empty file, are most often copies still under way.
_PATIENCE = 5
_PDF_END = b"%%EOF"
_PDF_END_WITHIN = 2048


@dataclass(frozen=True)
class Sighting:
    """A regular file in the inbox as it was at one moment; `path` is relative to the inbox.

    `changed` is the inode's change time in nanoseconds, which no copying program can set back.
    """

    path: Path
    size: int
    modified: int
    changed: int
    inode: int
    unfinished: bool


def discover(inbox: Path, exclude: Collection[Path] = ()) -> list[Sighting]:
    """Every regular file below the inbox with a name a person would give, in the order of the names.

    Symbolic links, devices and pipes are left where they are: they could lead anywhere. Folders in
    `exclude` (our own, when they lie below the inbox) are not entered.

    Raises:
        ConfigError: the inbox is not there or cannot be listed.
    """
    if not inbox.is_dir():
        raise ConfigError(f"{inbox} is no folder: create it or name another inbox")
    return sorted(_sightings(inbox, exclude), key=lambda sighting: os.fsencode(sighting.path))


def count_files(folder: Path) -> int:
    """How many files of people lie below the folder; 0 when it is not there."""
    return sum(path.is_file() and not _PASSING_FILE.fullmatch(path.name) for path in folder.rglob("*"))


@dataclass
class Watch:
    """Tells complete files from files still being written.

    A file is complete when nothing has changed it for `settle` seconds: told at once by its change
    time against the clock of the file system, or, where that clock has jumped, by seeing it the
    same twice. Modification times are not asked, since copying keeps old ones and clocks go wrong.
    """

    settle: float
    _seen: dict[Path, tuple[Sighting, float]] = field(default_factory=dict)
    _restless: set[Path] = field(default_factory=set)

    def split(
        self, sightings: Iterable[Sighting], filesystem_now: int
    ) -> tuple[list[Sighting], float | None]:
        """The complete files, and in how many seconds to look again for the others.

        A file that changed while it was watched is not waited for: the next run takes it. None
        means that there is nothing to wait for.
        """
        complete: list[Sighting] = []
        wait: float | None = None
        for sighting in sightings:
            left = self._seconds_left(sighting, filesystem_now)
            if left <= 0:
                complete.append(sighting)
            elif sighting.path not in self._restless:
                wait = left if wait is None else min(wait, left)
        return complete, wait

    def _seconds_left(self, sighting: Sighting, filesystem_now: int) -> float:
        needed = self.settle * (_PATIENCE if sighting.unfinished else 1)
        now = time.monotonic()
        before, since = self._seen.setdefault(sighting.path, (sighting, now))
        if before != sighting:
            self._restless.add(sighting.path)
            self._seen[sighting.path] = (sighting, now)
            since = now
        age = (filesystem_now - sighting.changed) / 1e9
        return min(needed - age if age >= 0 else needed, needed - (now - since))


def _sightings(inbox: Path, exclude: Collection[Path]) -> Iterator[Sighting]:
    kept_out = {folder.resolve() for folder in exclude}

    def refuse(error: OSError) -> None:
        raise ConfigError(f"{error.filename} cannot be listed ({error.strerror}): check its permissions")

    for folder, folders, files in os.walk(inbox, onerror=refuse):
        here = Path(folder)
        folders[:] = [
            name
            for name in folders
            if not _PASSING_FOLDER.fullmatch(name) and (here / name).resolve() not in kept_out
        ]
        for name in files:
            if not _PASSING_FILE.fullmatch(name):
                sighting = _look(inbox, here / name)
                if sighting is not None:
                    yield sighting


def _look(inbox: Path, path: Path) -> Sighting | None:
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            logger.warning("%s is no regular file (a link, a pipe or a device): left alone", ascii(str(path)))
            return None
        unfinished = _looks_unfinished(path, status.st_size)
    except FileNotFoundError:  # another worker was faster
        return None
    except OSError as error:
        logger.warning("%s cannot be looked at (%s): left alone", ascii(str(path)), error.strerror)
        return None
    return Sighting(
        path.relative_to(inbox),
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_ino,
        unfinished,
    )


def _looks_unfinished(path: Path, size: int) -> bool:
    if size == 0:
        return True
    with path.open("rb") as file:
        if file.read(5) != b"%PDF-":
            return False
        file.seek(max(0, size - _PDF_END_WITHIN))
        return _PDF_END not in file.read()
