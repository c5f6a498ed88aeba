"""Alembic migrations; `python -m report_etl.db.migrations "what changes"` drafts the next one."""
