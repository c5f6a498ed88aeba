"""A loaded file → the archive, named by its content."""

from __future__ import annotations

from pathlib import Path

from report_etl.inbox.files import move_file

_KEPT_SUFFIXES = {".pdf", ".txt", ".md", ".html", ".htm"}


def archived_path(archive: Path, sha256: str, name: str) -> Path:
    """Where a file of this content lies; the suffix stays so that programs can open it."""
    suffix = Path(name).suffix.lower()
    return archive / sha256[:2] / (sha256 + (suffix if suffix in _KEPT_SUFFIXES else ""))


def find_archived(archive: Path, sha256: str) -> Path | None:
    """The archived file of this content, if it is there."""
    return next(iter(sorted((archive / sha256[:2]).glob(f"{sha256}*"))), None)


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
