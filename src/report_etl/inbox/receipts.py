"""What became of a file → a receipt in the receipts folder, for those who do not ask the database."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from report_etl.inbox.files import extended_name, write_json


def write_receipt(receipts: Path, relative: Path, sha256: str | None, content: Mapping[str, object]) -> Path:
    """Write the receipt of a file; the same file again gets the same receipt in the same place.

    Raises:
        ConfigError: the folder cannot be written.
    """
    mark = f".{sha256[:8]}" if sha256 else ""
    path = receipts / relative.with_name(extended_name(relative.name, f"{mark}.receipt.json"))
    write_json(path, content)
    return path
