"""A loaded file → the archive, named by its content."""

from __future__ import annotations

from pathlib import Path

from report_etl.inbox.files import copy_file, move_file

_KEPT_SUFFIXES = {".pdf", ".txt", ".md", ".html", ".htm"}


def archived_path(archive: Path, sha256: str, name: str) -> Path:
    """Where a file of this content lies; the suffix stays so that programs can open it."""
    suffix = Path(name).suffix.lower()
    return archive / sha256[:2] / (sha256 + (suffix if suffix in _KEPT_SUFFIXES else ""))


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
    target = archived_path(archive, sha256, path.name)
    same = find_archived(archive, sha256)
    if same is not None:
        path.unlink()
        return same
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
    target = archived_path(archive, sha256, path.name)
    if not copy_file(path, target, sha256):
        return None
    target.chmod(0o444)
    return target
