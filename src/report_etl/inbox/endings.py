"""Where a file goes when its receipt is committed: the archive or the quarantine, each with a word on it."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from pathlib import Path

from report_etl.inbox.files import copy_file, extended_name, move_file, write_json

_KEPT_SUFFIXES = {".pdf", ".txt", ".md", ".html", ".htm"}  # so that programs can open what is archived


def find_archived(archive: Path, sha256: str) -> Path | None:
    """The archived file of this content, if it is there."""
    return next(iter(sorted((archive / sha256[:2]).glob(f"{sha256}*"))), None)


def archived_hashes(archive: Path) -> set[str]:
    """The contents that lie in the archive."""
    return {path.name.split(".")[0] for path in archive.glob("[0-9a-f][0-9a-f]/*") if path.name[0] != "."}


def archive_file(path: Path, archive: Path, sha256: str) -> Path:
    """Move a file whose rows are committed into the archive; content that is there already is dropped.

    Raises:
        ConfigError: the archive cannot be written; the file stays where it was.
    """
    same = find_archived(archive, sha256)
    if same is not None:
        path.unlink()
        return same
    target = _archived_path(archive, sha256, path)
    move_file(path, target)
    target.chmod(0o444)
    return target


def archive_copy(path: Path, archive: Path, sha256: str) -> Path | None:
    """Copy a file that stays where it is; None when it no longer has the content its rows were read from.

    Raises:
        ConfigError: the archive cannot be written.
    """
    if same := find_archived(archive, sha256):
        return same
    target = _archived_path(archive, sha256, path)
    if not copy_file(path, target, sha256):
        return None
    target.chmod(0o444)
    return target


def _archived_path(archive: Path, sha256: str, path: Path) -> Path:
    suffix = path.suffix.lower()
    return archive / sha256[:2] / (sha256 + (suffix if suffix in _KEPT_SUFFIXES else ""))


def quarantine_file(
    path: Path, relative: Path, quarantine: Path, *, sha256: str | None, reason: str, error: str
) -> Path:
    """Move a file into the quarantine and say why in `<name>.reason.json`.

    `relative` is its place below the inbox, kept below the quarantine. The reason is written first:
    a crash between the two leaves the file in work, and the next run repeats both.

    Raises:
        ConfigError: the quarantine cannot be written; the file stays where it was.
    """
    target = quarantine / relative
    if target.exists() and (sha256 is None or _hash(target) != sha256):
        mark = (sha256 or hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest())[:8]
        target = target.with_name(extended_name(target.stem, f".{mark}{target.suffix}"))
    content = {
        "file_name": relative.name,
        "sha256": sha256,
        "reason": reason,
        "error": error,
        "when": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    }
    write_json(target.with_name(extended_name(target.name, ".reason.json")), content)
    move_file(path, target)
    return target


def write_receipt(receipts: Path, relative: Path, sha256: str | None, content: Mapping[str, object]) -> Path:
    """Write what became of a file, for those who do not ask the database; the same file gets it again.

    Raises:
        ConfigError: the folder cannot be written.
    """
    mark = f".{sha256[:8]}" if sha256 else ""
    path = receipts / relative.with_name(extended_name(relative.name, f"{mark}.receipt.json"))
    write_json(path, content)
    return path


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
