"""An error of a database driver → one sentence: which database, what is wrong, what to do."""

from __future__ import annotations

import sqlite3

from report_etl.errors import DatabaseError

# Primary result codes of SQLite (https://www.sqlite.org/rescode.html): remedy, may a retry succeed.
_SQLITE = {
    sqlite3.SQLITE_BUSY: ("another process holds the database; try again", True),
    sqlite3.SQLITE_LOCKED: ("another process holds the database; try again", True),
    sqlite3.SQLITE_CANTOPEN: ("check that its folder exists and may be written to", False),
    sqlite3.SQLITE_READONLY: ("make the file and its folder writable", False),
    sqlite3.SQLITE_PERM: ("make the file and its folder writable", False),
    sqlite3.SQLITE_FULL: ("free disk space and run again", False),
    sqlite3.SQLITE_IOERR: ("check the disk and its free space", False),
    sqlite3.SQLITE_CORRUPT: ("restore the file from a backup", False),
    sqlite3.SQLITE_NOTADB: ("the file is no SQLite database; name another one", False),
}

# SQLSTATE or its class (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_POSTGRES = {
    "08": ("the connection was lost; try again", True),
    "23505": ("another process wrote it first; try again", True),
    "40": ("two transactions got in each other's way; try again", True),
    "55P03": ("another process holds the rows; try again", True),
    "57P": ("the server is shutting down or starting; try again", True),
    "57014": ("the statement was cancelled; try again", True),
    "53100": ("free disk space on the server and run again", False),
    "53": ("the server is short of resources; try again", True),
    "25P03": ("the transaction stood still too long; try again", True),
    "28": ("check user and password in the database URL", False),
    "3D000": ("create the database or correct its name in the URL", False),
    "42501": ("give the user the rights on these tables", False),
    "42P01": ("run `report-etl db upgrade`", False),
    "42703": ("run `report-etl db upgrade`", False),
    "25006": ("the server is read-only; connect to the primary", True),
}

# libpq gives no SQLSTATE when a connection fails at once; these cannot heal by waiting.
_HOPELESS = {
    "password authentication failed": "28",
    "no pg_hba.conf entry": "28",
    "no password supplied": "28",
    'role "': "28",
    'database "': "3D000",
}


def to_database_error(error: BaseException | None, database: str) -> DatabaseError:
    """The driver's error as ours; `database` is the URL without its password."""
    if isinstance(error, sqlite3.Error):
        remedy, transient = _about_sqlite(error)
    else:
        remedy, transient = _about_postgres(error)
    return DatabaseError(f"{database}: {first_line(error)}; {remedy}", transient=transient)


def first_line(error: BaseException | None) -> str:
    """The driver's own words, on one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].rstrip(".") if lines else type(error).__name__


def _about_sqlite(error: sqlite3.Error) -> tuple[str, bool]:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in _SQLITE:
        return _SQLITE[code & 0xFF]
    if "no such table" in str(error) or "no such column" in str(error):
        return "run `report-etl db upgrade`", False
    return "run again with --debug and report it", False


def _about_postgres(error: BaseException | None) -> tuple[str, bool]:
    state = getattr(error, "sqlstate", None) or _state_of_message(str(error))
    if state is None and any(kind.__name__ == "OperationalError" for kind in type(error).__mro__):
        # Refused, unreachable, cut off, silent: libpq has no code for it.
        return "check that the server runs and can be reached; try again", True
    for length in (5, 3, 2):
        if state is not None and state[:length] in _POSTGRES:
            return _POSTGRES[state[:length]]
    return "run again with --debug and report it", False


def _state_of_message(message: str) -> str | None:
    if "FATAL" not in message and "no password" not in message:
        return None
    if "starting up" in message or "shutting down" in message or "too many" in message:
        return None
    for words, state in _HOPELESS.items():
        if words in message:
            return state
    return None
