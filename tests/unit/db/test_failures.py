"""Drivers' errors: whether a retry may help, and one line to read."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest
from psycopg import errors

from report_etl.db.failures import to_database_error


@pytest.mark.parametrize(
    ("error", "transient"),
    [
        (errors.DeadlockDetected(), True),
        (errors.SerializationFailure(), True),
        (errors.LockNotAvailable(), True),
        (errors.AdminShutdown(), True),
        (errors.CannotConnectNow(), True),
        (errors.TooManyConnections(), True),
        (errors.ConnectionFailure(), True),
        (errors.IdleInTransactionSessionTimeout(), True),
        (errors.ReadOnlySqlTransaction(), True),
        (errors.UniqueViolation(), True),
        (psycopg.OperationalError("connection refused"), True),
        (psycopg.OperationalError("FATAL:  the database system is starting up"), True),
        (psycopg.OperationalError("FATAL:  sorry, too many clients already"), True),
        (errors.DiskFull(), False),
        (errors.InvalidPassword(), False),
        (errors.InvalidCatalogName(), False),
        (errors.UndefinedTable(), False),
        (errors.InsufficientPrivilege(), False),
        (errors.SyntaxError(), False),
        (psycopg.OperationalError('FATAL:  password authentication failed for user "anna"'), False),
        (psycopg.OperationalError('FATAL:  database "absent" does not exist'), False),
        (psycopg.OperationalError('FATAL:  role "nobody" does not exist'), False),
        (psycopg.ProgrammingError("the cursor is closed"), False),
    ],
)
def test_failures_of_postgresql_that_may_heal_are_told_apart(error: psycopg.Error, transient: bool) -> None:
    failure = to_database_error(error, "postgresql://db/reports")
    assert failure.transient is transient
    assert str(failure).startswith("postgresql://db/reports: ")


@pytest.mark.parametrize(
    ("code", "transient"),
    [
        (sqlite3.SQLITE_BUSY, True),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, True),
        (sqlite3.SQLITE_LOCKED, True),
        (sqlite3.SQLITE_FULL, False),
        (sqlite3.SQLITE_CORRUPT, False),
        (sqlite3.SQLITE_READONLY, False),
        (sqlite3.SQLITE_IOERR_WRITE, False),
        (sqlite3.SQLITE_CANTOPEN, False),
        (sqlite3.SQLITE_NOTADB, False),
    ],
)
def test_failures_of_sqlite_that_may_heal_are_told_apart(code: int, transient: bool) -> None:
    error = sqlite3.OperationalError("what happened")
    error.sqlite_errorcode = code
    failure = to_database_error(error, "sqlite:///x.db")
    assert failure.transient is transient
    assert str(failure).startswith("sqlite:///x.db: what happened; ")


def test_the_message_is_one_line() -> None:
    error = psycopg.OperationalError("could not connect:\n  refused\n\tIs the server running?")
    assert str(to_database_error(error, "db")).count("\n") == 0


def test_an_error_without_words_still_says_something() -> None:
    assert "OperationalError" in str(to_database_error(psycopg.OperationalError(), "db"))
