"""Every setting, read from the environment: the only module that looks at it.

Each field of `Settings` is set by the variable `REPORT_ETL_<FIELD>`. A wrong value, and a variable
of that prefix that no setting has, is a `ConfigError` naming the variable: a misspelt setting must
not pass in silence.
"""

from __future__ import annotations

import dataclasses
import difflib
import math
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report_etl.errors import ConfigError

PREFIX = "REPORT_ETL_"
# Read by the test suite itself, never by the program.
_TEST_PREFIX = "REPORT_ETL_TEST_"
_WHOLE_NUMBER = re.compile("[1-9][0-9]{0,17}")


@dataclass(frozen=True)
class Settings:
    """Where things lie and what one document may cost.

    Paths are absolute. `work` must be on the file system of `inbox` (a claim is a rename); the other
    folders may lie anywhere. Sizes are in bytes, times in seconds.
    """

    home: Path  # all that follows lies below it, unless told otherwise
    database_url: str  # sqlite:///file.db or postgresql://user:password@host/name
    inbox: Path  # where reports are dropped
    work: Path  # files of running ingests; on the file system of the inbox
    archive: Path  # loaded files, named by their content
    quarantine: Path  # files that cannot be read, with the reason
    receipts: Path  # what became of each file
    settle_seconds: float = 2.0  # a file is complete when nothing has changed it for so long
    lease_seconds: float = 900.0  # a worker that gets nothing done for so long has lost its files
    max_tries: int = 5  # of a file on which the whole program dies each time
    event_days: int = 365  # log lines older than so many days are removed; receipts are kept
    batch_size: int = 25  # files of one Prefect task
    workers: int = 1  # processes that extract
    max_bytes: int = 500_000_000  # of a file
    max_pages: int = 5_000  # of a document
    max_characters: int = 20_000_000  # of a document
    max_seconds: float = 300.0  # of reading and extracting a document
    max_changes: float = 0.05  # share of all rows that `reprocess` changes without --accept
    max_cpu_seconds: float = 300.0  # processor time of reading and extracting a document
    max_memory: int = 2_000_000_000  # bytes of address space of a process that extracts
    max_output: int = 200_000_000  # bytes of what is extracted from a document
    dask_scheduler: str = ""  # `reprocess --prefect` runs there: tcp://host:8786, or local; needs the extra
    worker_documents: int = 200  # after so many a process that extracts is replaced


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process; without variables everything lies below `./var`.

    Raises:
        ConfigError: a variable is misspelt or its value cannot be used.
    """
    environ = os.environ if environ is None else environ
    given = {
        name.removeprefix(PREFIX): value
        for name, value in environ.items()
        if name.startswith(PREFIX) and not name.startswith(_TEST_PREFIX)
    }
    _refuse_unknown(given)
    home = _path("HOME", given.get("HOME", "var"))
    values: dict[str, Any] = {
        "home": home,
        "database_url": f"sqlite:///{home / 'report_etl.db'}",
        "inbox": home / "inbox",
        "work": home / "work",
        "archive": home / "archive",
        "quarantine": home / "quarantine",
        "receipts": home / "receipts",
        "workers": _usable_processors(),
    }
    for field in dataclasses.fields(Settings):
        name = field.name.upper()
        if name in given:
            values[field.name] = _PARSERS[str(field.type)](name, given[name])
    return Settings(**values)


def export_settings(settings: Settings) -> None:
    """Put the settings into the environment, for a flow that loads them again by `load_settings`."""
    for field in dataclasses.fields(Settings):
        name, value = PREFIX + field.name.upper(), str(getattr(settings, field.name))
        if value:
            os.environ[name] = value
        else:
            os.environ.pop(name, None)


def set_default_variables(defaults: Mapping[str, str]) -> None:
    """Set variables of other programs (Prefect) that nobody has set yet."""
    for name, value in defaults.items():
        os.environ.setdefault(name, value)


def _refuse_unknown(given: Mapping[str, str]) -> None:
    known = [field.name.upper() for field in dataclasses.fields(Settings)]
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"did you mean {PREFIX}{near[0]}?" if near else "unset it"
            raise ConfigError(f"{PREFIX}{name} is no setting of report-etl: {hint}")


def _usable_processors() -> int:
    """Processors this process may use, which in a container are fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _path(name: str, value: str) -> Path:
    if not value:
        raise ConfigError(f"{PREFIX}{name} is empty: give a folder or unset it")
    return Path(value).expanduser().absolute()


def _text(name: str, value: str) -> str:
    if not value.strip():
        raise ConfigError(f"{PREFIX}{name} is empty: give a value or unset it")
    return value.strip()


def _integer(name: str, value: str) -> int:
    if not _WHOLE_NUMBER.fullmatch(value):
        raise ConfigError(f"{PREFIX}{name} is {value!r}: give a whole number above zero")
    return int(value)


def _number(name: str, value: str) -> float:
    message = f"{PREFIX}{name} is {value!r}: give a number, such as 2 or 0.5"
    try:
        number = float(value)
    except ValueError:
        raise ConfigError(message) from None
    if not math.isfinite(number) or number < 0:
        raise ConfigError(message)
    return number


# By the annotation of the field (a string: annotations of this module are not evaluated).
_PARSERS: dict[str, Callable[[str, str], Any]] = {
    "Path": _path,
    "str": _text,
    "int": _integer,
    "float": _number,
}
