"""The queries of docs/reference/sql.md run, and find what the sample says."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from report_etl.db import Database
from report_etl.render import SQL_EXAMPLES
from tests.extractions import sample_extraction


@pytest.mark.parametrize("title", SQL_EXAMPLES)
def test_the_examples_of_the_reference_find_the_sample(
    database: Database, engine: Engine, title: str
) -> None:
    database.load(sample_extraction(), rules="r1")
    with engine.connect() as connection:
        assert len(connection.execute(text(SQL_EXAMPLES[title])).all()) == 1
