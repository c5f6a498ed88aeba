"""Every exception the package raises on purpose.

    ReportEtlError
    ├── ConfigError        stop; a setting, a schema file or an argument is wrong: fix it and run again
    │   └── SchemaError    a file in schemas/ is wrong; the message names file, line and field
    ├── DocumentError      this document cannot be read: quarantine it, go on with the next one
    │   ├── NoTextLayer    pages are pictures: run OCR first
    │   ├── PasswordNeeded remove the password first
    │   ├── UnknownEncoding save the text as UTF-8 first
    │   └── LimitExceeded  the document went over a limit of the settings
    └── DatabaseError      the database cannot be reached or refused: retry, then stop; no file is lost
        └── StaleClaim     another worker took this file over: leave the file to it, go on with the next one

Bad *content* (a cell that is no date, two sums that differ) is never an exception: it becomes a
`Reject` or a `Finding`. Each message is one sentence that names the file and what to do.
"""

from __future__ import annotations


class ReportEtlError(Exception):
    """Root of the tree; `str(error)` is one sentence for the user."""


class ConfigError(ReportEtlError):
    """A setting, a schema file or an argument is wrong; nothing was changed."""


class SchemaError(ConfigError):
    """A file in `schemas/` is wrong; the message starts with its path and position."""


class DocumentError(ReportEtlError):
    """This document cannot be read; others are not affected."""


class NoTextLayer(DocumentError):
    """The pages hold pictures only; there are no characters to read."""


class PasswordNeeded(DocumentError):
    """The document is encrypted and does not open without a password."""


class UnknownEncoding(DocumentError):
    """The bytes are in none of the encodings a report is written in."""


class LimitExceeded(DocumentError):
    """The document went over a limit (pages, characters, time or memory)."""


class DatabaseError(ReportEtlError):
    """The database cannot be reached, or refused; the work can be repeated later.

    `transient` tells that the same call may succeed in a moment (lost connection, lock, deadlock).
    """

    def __init__(self, message: str, *, transient: bool = False) -> None:
        super().__init__(message)
        self.transient = transient


class StaleClaim(DatabaseError):
    """The claim on a file was taken over by another worker; nothing was written."""
