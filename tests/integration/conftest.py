"""Every test here runs on SQLite and on PostgreSQL."""

from tests.databases import (
    database,
    database_url,
    engine,
    postgres_cleaner,
    postgres_server,
    postgres_url,
    sqlite_template,
)

__all__ = [
    "database",
    "database_url",
    "engine",
    "postgres_cleaner",
    "postgres_server",
    "postgres_url",
    "sqlite_template",
]
