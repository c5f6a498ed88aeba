"""Every fault is tried on SQLite and on PostgreSQL."""

import pytest

from tests.databases import database_url, postgres_cleaner, postgres_server, postgres_url

__all__ = ["database_url", "postgres_cleaner", "postgres_server", "postgres_url"]


@pytest.fixture
def url(database_url: str) -> str:
    """`sqlite`, for a file the test makes itself; or an empty PostgreSQL database."""
    return database_url if database_url.startswith("postgresql") else "sqlite"
