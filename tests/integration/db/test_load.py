"""Loading: all rows or none, once, and back again as the same JSON."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine, event, text

from report_etl.db import Arrival, Database, Outcome, ReceiptState, open_database
from report_etl.errors import DatabaseError, DocumentError
from report_etl.records import RECORD_KINDS, Extraction, Heading
from tests.databases import dump, on_postgresql
from tests.extractions import SHA256, provenance, sample_extraction
from tests.record_strategies import extractions

ARRIVAL = Arrival("arrival-1", "储能.pdf")


def _scalar(engine: Engine, statement: str, **values: Any) -> Any:
    with engine.connect() as connection:
        return connection.execute(text(statement), values).scalar()


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_kind_has_its_rows(database: Database, engine: Engine, kind: str) -> None:
    extraction = sample_extraction()
    result = database.load(extraction, rules="r1", arrival=ARRIVAL)
    assert result.counts[kind] == len(getattr(extraction, kind)) > 0
    assert _scalar(engine, f"SELECT count(*) FROM {kind}") == result.counts[kind]


def test_the_extraction_comes_back_byte_for_byte(database: Database) -> None:
    extraction = sample_extraction()
    database.load(extraction, rules="r1")
    back = database.extraction(SHA256)
    assert back is not None
    assert back.model_dump_json() == extraction.model_dump_json()


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(extraction=extractions())
def test_whatever_a_document_says_comes_back(database: Database, extraction: Extraction) -> None:
    document = extraction.document.model_copy(update={"sha256": uuid.uuid4().hex * 2})
    extraction = extraction.model_copy(update={"document": document})
    database.load(extraction, rules="r1")
    back = database.extraction(document.sha256)
    assert back is not None
    assert back.model_dump_json() == extraction.model_dump_json()


def test_an_unknown_document_has_no_extraction(database: Database) -> None:
    assert database.extraction(SHA256) is None


def test_values_compare_as_numbers_and_keep_their_printed_decimals(
    database: Database, engine: Engine
) -> None:
    database.load(sample_extraction(), rules="r1")
    assert _scalar(engine, "SELECT value_text FROM percentages WHERE value > 4") == "31.10"
    assert _scalar(engine, "SELECT count(*) FROM percentages WHERE value > 100") == 0
    assert _scalar(engine, "SELECT count(*) FROM percentages WHERE low < 10 AND high > 10") == 1
    assert _scalar(engine, "SELECT sum(count) FROM region_counts") == 109
    assert _scalar(engine, "SELECT value_text FROM quantities") == "123456789012345678901234.10"


@on_postgresql
def test_postgresql_keeps_every_digit_in_the_number_itself(database: Database, engine: Engine) -> None:
    database.load(sample_extraction(), rules="r1")
    assert _scalar(engine, "SELECT value FROM quantities") == Decimal("123456789012345678901234.10")


def test_periods_can_be_filtered_by_real_dates(database: Database, engine: Engine) -> None:
    database.load(sample_extraction(), rules="r1")
    within = "SELECT count(*) FROM percentages WHERE period_start >= :first AND period_end <= :last"
    assert _scalar(engine, within, first="2024-07-01", last="2024-12-31") == 1
    assert str(_scalar(engine, "SELECT published_end FROM report")) == "2025-04-30"
    assert str(_scalar(engine, "SELECT issued_start FROM policies WHERE issued = '2024-03'")) == "2024-03-01"


def test_chinese_in_lists_can_be_searched(database: Database, engine: Engine) -> None:
    database.load(sample_extraction(), rules="r1")
    found = "SELECT count(*) FROM policies WHERE CAST(issuers AS text) LIKE '%国家能源局%'"
    assert _scalar(engine, found) == 1


def test_the_first_load_says_loaded(database: Database) -> None:
    result = database.load(sample_extraction(), rules="r1", arrival=ARRIVAL)
    assert result.outcome is Outcome.LOADED
    assert result.receipt.state is ReceiptState.LOADED
    assert result.receipt.worker == "tester"


def test_the_same_arrival_again_changes_nothing(database: Database, engine: Engine) -> None:
    first = database.load(sample_extraction(), rules="r1", arrival=ARRIVAL)
    before = dump(engine)
    again = database.load(sample_extraction(), rules="r1", arrival=ARRIVAL)
    assert again.outcome is Outcome.ALREADY_KNOWN
    assert again.receipt == first.receipt
    assert dump(engine) == before


def test_the_same_bytes_again_are_a_duplicate_with_the_first_receipt(
    database: Database, engine: Engine
) -> None:
    database.load(sample_extraction(), rules="r1", arrival=ARRIVAL)
    before = dump(engine)
    result = database.load(sample_extraction(), rules="r1", arrival=Arrival("arrival-2", "copy.pdf"))
    after = dump(engine)
    assert result.outcome is Outcome.ALREADY_KNOWN
    assert result.receipt.state is ReceiptState.DUPLICATE
    assert result.receipt.first_arrival_id == ARRIVAL.id
    assert {name for name in after if after[name] != before[name]} == {"receipt", "event"}


def test_loading_again_without_an_arrival_writes_nothing(database: Database, engine: Engine) -> None:
    first = database.load(sample_extraction(), rules="r1", arrival=ARRIVAL)
    before = dump(engine)
    again = database.load(sample_extraction(), rules="r1")
    assert (again.outcome, again.receipt) == (Outcome.ALREADY_KNOWN, first.receipt)
    assert dump(engine) == before


def test_new_rules_replace_the_rows(database: Database, engine: Engine) -> None:
    database.load(sample_extraction(), rules="r1", arrival=ARRIVAL)
    fewer = sample_extraction(file_name="renamed.pdf", policies=[], rejects=[])
    result = database.load(fewer, rules="r2", arrival=Arrival("arrival-2", "renamed.pdf"))
    assert result.outcome is Outcome.REPLACED
    assert _scalar(engine, "SELECT count(*) FROM policies") == 0
    assert database.extraction(SHA256) == fewer
    assert database.known(SHA256, "r1") is None
    assert database.known(SHA256, "r2") == result.receipt


def test_other_documents_keep_their_rows(database: Database) -> None:
    other = sample_extraction(sha256="a" * 64, file_name="other.txt")
    database.load(other, rules="r1")
    database.load(sample_extraction(), rules="r1")
    database.load(sample_extraction(policies=[]), rules="r2")
    assert database.extraction("a" * 64) == other


@contextmanager
def _failing(engine: Engine, at: int, error: Callable[[], Exception]) -> Iterator[list[str]]:
    """Let the n-th statement (or COMMIT) fail; gives the statements that were reached."""
    seen: list[str] = []

    def count(statement: str) -> None:
        seen.append(statement)
        if len(seen) == at:
            raise error()

    def before(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        count(statement)

    def commit(_connection: Any) -> None:
        count("COMMIT")

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "commit", commit)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", before)
        event.remove(engine, "commit", commit)


class _Crash(Exception):
    pass


def test_a_failure_at_any_statement_leaves_the_good_rows(database: Database, engine: Engine) -> None:
    database.load(sample_extraction(), rules="r1", arrival=ARRIVAL)
    before = dump(engine)
    newer = sample_extraction(policies=[])
    inner = database._engine
    at = 0
    while True:
        at += 1
        with _failing(inner, at, _Crash) as seen:
            try:
                database.load(newer, rules="r2", arrival=Arrival("arrival-2", "x.pdf"))
            except _Crash:
                assert dump(engine) == before
                continue
        break
    assert seen[-1] == "COMMIT"
    assert at > 20
    assert database.extraction(SHA256) == newer


@pytest.mark.parametrize("bad", ["nul \0 here", "half a pair \ud800"])
def test_characters_no_database_stores_cost_that_document_only(
    database: Database, engine: Engine, bad: str
) -> None:
    extraction = sample_extraction(
        headings=[Heading(level=1, number=None, title=bad, provenance=provenance())]
    )
    with pytest.raises(DocumentError, match="储能"):
        database.load(extraction, rules="r1")
    assert _scalar(engine, "SELECT count(*) FROM document") == 0


def test_a_printed_escape_is_no_nul(database: Database) -> None:
    printed = sample_extraction(
        headings=[Heading(level=1, number=None, title="\\u0000", provenance=provenance())]
    )
    database.load(printed, rules="r1")
    assert database.extraction(SHA256) == printed


def test_a_number_no_column_holds_costs_that_document_only(database: Database, engine: Engine) -> None:
    database.load(sample_extraction(), rules="r1")
    before = dump(engine)
    huge = sample_extraction(headings=[Heading(level=2**70, number=None, title="x", provenance=provenance())])
    with pytest.raises(DocumentError, match="refused"):
        database.load(huge, rules="r2")
    assert dump(engine) == before


def test_odd_file_names_are_spelled_out(database: Database) -> None:
    arrival = Arrival("arrival-1", "报告\udcff\n\0.pdf")
    database.record_quarantine(arrival, None, "NoTextLayer", "报告\udcff: pages are pictures")
    receipt = database.receipt("arrival-1")
    assert receipt is not None
    assert receipt.file_name == "报告\\udcff\n\\x00.pdf"


def test_two_workers_with_the_same_document_load_it_once(database_url: str, database: Database) -> None:
    def work(number: int) -> Outcome:
        with open_database(database_url) as mine:
            arrival = Arrival(f"arrival-{number}", f"copy-{number}.pdf")
            return mine.load(sample_extraction(), rules="r1", arrival=arrival).outcome

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(work, range(8)))
    assert sorted(outcomes) == sorted([Outcome.LOADED, *[Outcome.ALREADY_KNOWN] * 7])
    assert database.status().arrivals[ReceiptState.DUPLICATE] == 7


def test_workers_with_different_documents_do_not_hinder_each_other(
    database_url: str, database: Database
) -> None:
    def work(number: int) -> Outcome:
        with open_database(database_url) as mine:
            extraction = sample_extraction(sha256=f"{number:02x}" * 32, file_name=f"{number}.pdf")
            return mine.load(extraction, rules="r1").outcome

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(work, range(12))) == {Outcome.LOADED}
    assert len(database.status().documents) == 12


def test_a_missing_table_is_told_with_the_remedy(database: Database, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE policies"))
    with pytest.raises(DatabaseError, match="report-etl db upgrade") as caught:
        database.load(sample_extraction(), rules="r1")
    assert not caught.value.transient
