"""Moves and writes that are whole or not at all, under names every file system takes."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from report_etl.errors import ConfigError

_LONGEST_NAME = 255  # bytes, on every file system in common use


def make_folder(folder: Path) -> None:
    """Create the folder and those above it.

    Raises:
        ConfigError: it cannot be created.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"{folder} cannot be created ({error.strerror}): make room or choose another"
        ) from error


def move_file(source: Path, target: Path) -> None:
    """Move a file: at any moment it is whole at one of the two places (at worst at both).

    Raises:
        ConfigError: the target folder cannot be written; the source is untouched.
    """
    make_folder(target.parent)
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise _not_written(target.parent, error) from error
        _copy_over(source, target)
        source.unlink()


def write_json(path: Path, content: Mapping[str, object]) -> None:
    """Write a small JSON file whole, replacing what was there.

    Raises:
        ConfigError: the folder cannot be written.
    """
    make_folder(path.parent)
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    partial = _partial(path)
    with written(path.parent), _removed_on_failure(partial):
        # A name in some other encoding has no UTF-8 form: it is shown with \x escapes.
        partial.write_bytes(text.encode("utf-8", "backslashreplace"))
        partial.replace(path)


def extended_name(name: str, suffix: str) -> str:
    """The name with the suffix, its end cut off where the file system would refuse the length."""
    room = _LONGEST_NAME - len(os.fsencode(suffix))
    encoded = os.fsencode(name)
    if len(encoded) > room:
        while room and encoded[room] & 0xC0 == 0x80:  # not in the middle of a character
            room -= 1
        encoded = encoded[:room]
    return os.fsdecode(encoded) + suffix


def copy_file(source: Path, target: Path, sha256: str) -> bool:
    """Copy a file whole or not at all; False when its content is gone or is no longer that of the hash.

    Raises:
        ConfigError: the target folder cannot be written.
    """
    make_folder(target.parent)
    try:
        return _copy_over(source, target, sha256)
    except FileNotFoundError:
        return False


def _copy_over(source: Path, target: Path, sha256: str | None = None) -> bool:
    partial = _partial(target)
    with source.open("rb") as reading, written(target.parent), _removed_on_failure(partial):
        with partial.open("wb") as writing:
            shutil.copyfileobj(reading, writing, 1 << 20)
            writing.flush()
            os.fsync(writing.fileno())
        if sha256 is not None:
            with partial.open("rb") as copied:
                if hashlib.file_digest(copied, "sha256").hexdigest() != sha256:
                    partial.unlink()
                    return False
        partial.replace(target)
        return True


@contextlib.contextmanager
def _removed_on_failure(partial: Path) -> Iterator[None]:
    try:
        yield
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def _partial(target: Path) -> Path:
    """A name beside the target that `discover` takes for passing."""
    return target.parent / f".{os.getpid()}-{os.urandom(4).hex()}.part"


@contextlib.contextmanager
def written(folder: Path) -> Iterator[None]:
    """What is done inside writes into the folder.

    Raises:
        ConfigError: it cannot be written.
    """
    try:
        yield
    except OSError as error:
        raise _not_written(folder, error) from error


def _not_written(folder: Path, error: OSError) -> ConfigError:
    return ConfigError(
        f"{folder} cannot be written ({error.strerror}): make room or correct its permissions, "
        "then run again; no file is lost"
    )
