"""Database URLs: which are taken, and how they are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_etl.db.engine import masked, parse_url, sqlite_file
from report_etl.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "driver"),
    [
        ("sqlite:///var/report_etl.db", "sqlite+pysqlite"),
        ("postgresql://anna@db/reports", "postgresql+psycopg"),
        ("postgres://anna@db/reports", "postgresql+psycopg"),
        ("postgresql+psycopg://anna@db/reports", "postgresql+psycopg"),
    ],
)
def test_urls_get_the_driver_we_ship(text: str, driver: str) -> None:
    assert parse_url(text).drivername == driver


@pytest.mark.parametrize(
    "text", ["", "report.db", "mysql://anna:secret@db/x", "postgresql+psycopg2://anna:secret@db/x", "secret"]
)
def test_other_urls_are_refused_with_an_example_and_without_the_password(text: str) -> None:
    with pytest.raises(ConfigError, match="sqlite:///") as caught:
        parse_url(text)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://anna:secret@db:5433/reports", "postgresql://anna:***@db:5433/reports"),
        ("postgresql://anna@db/reports?password=secret", "postgresql://anna@db/reports?password=***"),
        ("sqlite:///var/x.db", "sqlite:///var/x.db"),
    ],
)
def test_passwords_are_masked(text: str, shown: str) -> None:
    assert masked(parse_url(text)).replace("%2A", "*") == shown


def test_the_file_of_a_sqlite_url() -> None:
    assert sqlite_file(parse_url("sqlite:///var/x.db")) == Path("var/x.db")
    assert sqlite_file(parse_url("sqlite://")) is None
    assert sqlite_file(parse_url("postgresql://db/x")) is None
