"""A file that cannot be read → the quarantine, with the reason beside it."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

from report_etl.inbox.files import extended_name, move_file, write_json


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
    write_reason(target, name=relative.name, sha256=sha256, reason=reason, error=error)
    move_file(path, target)
    return target


def write_reason(target: Path, *, name: str, sha256: str | None, reason: str, error: str) -> None:
    """Write `<name>.reason.json` beside a file in the quarantine."""
    write_json(
        target.with_name(extended_name(target.name, ".reason.json")),
        {
            "file_name": name,
            "sha256": sha256,
            "reason": reason,
            "error": error,
            "when": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        },
    )


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
