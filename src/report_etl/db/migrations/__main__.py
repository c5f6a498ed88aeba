"""Draft the next migration: `python -m report_etl.db.migrations "what changes"`, then read what it wrote.

Compares the tables with a fresh SQLite database at the newest revision.
"""

from __future__ import annotations

import sys

from alembic import command
from alembic.config import Config
from sqlalchemy import make_url

from report_etl.db.engine import make_engine, writing
from report_etl.db.schema import REVISIONS


def main(message: str) -> None:
    """Write `versions/<next number>_<message>.py`; add its number to `schema.REVISIONS` by hand."""
    config = Config()
    config.set_main_option("script_location", "report_etl.db:migrations")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    number = max((int(revision) for revision in REVISIONS), default=0)
    with writing(make_engine(make_url("sqlite://"))) as connection:
        config.attributes["connection"] = connection
        if REVISIONS:
            command.upgrade(config, REVISIONS[-1])
        command.revision(config, message, autogenerate=True, rev_id=f"{number + 1:04}")


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]) or "change tables")
