"""Every fault is tried on SQLite and on PostgreSQL."""

from tests.databases import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]
