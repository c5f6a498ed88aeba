"""Files that appear under their names only when all of them are whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from report_etl.errors import ConfigError
from report_etl.inbox import make_folder


@dataclass(frozen=True)
class Target:
    """A file: where it is written, and where it will stand."""

    partial: Path
    path: Path


class Staging:
    """A hidden folder beside the place of the files, so that each is published by one rename.

    `output` is the one file, or the folder of many; as an existing folder, it takes the one file as `name`.

    Raises:
        ConfigError: nothing can be written there, or the disk is full; what was there before stays.
    """

    def __init__(self, output: Path, one_file: bool, name: str) -> None:
        if one_file and not output.is_dir():
            self._folder, self._name = output.parent, output.name
        else:
            self._folder, self._name = output, name
        self._targets: list[Target] = []

    def __enter__(self) -> Self:
        make_folder(self._folder)
        try:
            self._hidden = Path(tempfile.mkdtemp(prefix=".export-", dir=self._folder))
        except OSError as error:
            raise _not_written(self._folder, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._hidden, ignore_errors=True)
        if isinstance(error, OSError):
            raise _not_written(self._folder, error) from error

    def add(self, name: str | None) -> Target:
        """One more file."""
        name = name or self._name
        target = Target(self._hidden / name, self._folder / name)
        self._targets.append(target)
        return target

    def publish(self) -> None:
        """Give all files their names."""
        for target in self._targets:
            with target.partial.open("rb") as file:
                os.fsync(file.fileno())
        for target in self._targets:
            target.partial.replace(target.path)


def _not_written(folder: Path, error: OSError) -> ConfigError:
    return ConfigError(
        f"{folder} cannot be written ({error.strerror}): make room or name another place with --output; "
        "what was there before is unchanged"
    )
