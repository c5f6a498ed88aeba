"""What the tests of inbox, pipeline and faults share: settings in a temporary folder, invented workers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from report_etl.errors import DocumentError
from report_etl.records import Extraction
from report_etl.settings import Settings, load_settings
from tests.extractions import sample_extraction

FOLDERS = ("inbox", "work", "archive", "quarantine")


def settings_in(home: Path, **values: str) -> Settings:
    """Settings that wait for nothing; `values` are variables without their prefix."""
    given = {"HOME": str(home), "SETTLE_SECONDS": "0", "WORKERS": "1", **values}
    return load_settings({f"REPORT_ETL_{name}": value for name, value in given.items()})


def drop(settings: Settings, name: str, content: str) -> Path:
    """Put a file into the inbox. A content that starts with `bad` will not be readable."""
    path = settings.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


class InventedWorkers:
    """Stands in for `Workers`: no processes, an invented extraction for each file."""

    def __init__(self, settings: Settings) -> None:
        self.batches: list[int] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def extract(self, paths: Sequence[Path]) -> Iterator[Extraction | DocumentError]:
        for path in paths:
            try:
                yield invented_extraction(path)
            except DocumentError as error:
                yield error


def invented_extraction(path: Path) -> Extraction:
    content = path.read_bytes()
    if content.startswith(b"bad"):
        raise DocumentError(f"{path.name} cannot be read: copy it again")
    return sample_extraction(hashlib.sha256(content).hexdigest(), path.name)


def files_in(settings: Settings) -> dict[str, list[str]]:
    """Contents of the files of people in each folder: where everything is."""
    return {name: sorted(path.read_text("utf-8") for path in _people_s(settings, name)) for name in FOLDERS}


def count_in(settings: Settings) -> dict[str, int]:
    """How many files of people there are in each folder."""
    return {name: len(_people_s(settings, name)) for name in FOLDERS}


def _people_s(settings: Settings, folder: str) -> list[Path]:
    return [
        path
        for path in getattr(settings, folder).rglob("*")
        if path.is_file() and not path.name.startswith(".") and not path.name.endswith(".json")
    ]
