"""Receipts, events and claims: each arrival ends once, and a worker that lost its claim writes nothing."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from report_etl.db import Arrival, Database, Outcome, ReceiptState, open_database
from report_etl.errors import StaleClaim
from tests.databases import dump
from tests.extractions import SHA256, sample_extraction

ARRIVAL = Arrival("arrival-1", "储能.pdf")


def test_an_arrival_without_an_end_has_no_receipt(database: Database) -> None:
    assert database.receipt(ARRIVAL.id) is None


def test_the_receipt_answers_after_a_commit_of_unknown_outcome(database: Database) -> None:
    result = database.load(sample_extraction(), rules="r1", arrival=ARRIVAL)
    assert database.receipt(ARRIVAL.id) == result.receipt


def test_counts_keep_the_order_of_the_contract(database: Database) -> None:
    result = database.load(sample_extraction(), rules="r1", arrival=ARRIVAL)
    stored = database.receipt(ARRIVAL.id)
    assert stored is not None
    assert list(stored.counts) == list(result.counts)


def test_receipts_carry_the_moment_in_utc(database_url: str, database: Database) -> None:
    noon_in_beijing = datetime.datetime(
        2025, 3, 31, 12, tzinfo=datetime.timezone(datetime.timedelta(hours=8))
    )
    with open_database(database_url, clock=lambda: noon_in_beijing) as mine:
        mine.load(sample_extraction(), rules="r1", arrival=ARRIVAL)
    receipt = database.receipt(ARRIVAL.id)
    assert receipt is not None
    assert receipt.recorded_at == datetime.datetime(2025, 3, 31, 4, tzinfo=datetime.UTC)


def test_a_known_file_gets_its_duplicate_receipt_unread(database: Database) -> None:
    first = database.load(sample_extraction(), rules="r1", arrival=ARRIVAL).receipt
    assert database.known(SHA256, "r1") == first
    duplicate = database.record_duplicate(Arrival("arrival-2", "copy.pdf"), SHA256, "r1")
    assert duplicate is not None
    assert (duplicate.state, duplicate.first_arrival_id) == (ReceiptState.DUPLICATE, ARRIVAL.id)
    assert duplicate.counts == first.counts
    assert database.known(SHA256, "r1") == first


def test_a_duplicate_of_nothing_is_none(database: Database) -> None:
    assert database.record_duplicate(ARRIVAL, SHA256, "r1") is None


def test_quarantine_keeps_reason_and_rows(database: Database) -> None:
    database.load(sample_extraction(), rules="r1", arrival=ARRIVAL)
    bad = Arrival("arrival-2", "储能.pdf")
    database.record_quarantine(bad, SHA256, "LimitExceeded", "储能.pdf took too long")
    assert database.extraction(SHA256) == sample_extraction()
    (quarantined,) = database.status().quarantined
    assert (quarantined.reason, quarantined.detail) == ("LimitExceeded", "储能.pdf took too long")


def test_an_arrival_ends_once(database: Database, engine: Engine) -> None:
    first = database.record_quarantine(ARRIVAL, SHA256, "LimitExceeded", "too long")
    before = dump(engine)
    assert database.record_quarantine(ARRIVAL, None, "NoTextLayer", "other") == first
    result = database.load(sample_extraction(), rules="r1", arrival=ARRIVAL)
    assert (result.outcome, result.receipt) == (Outcome.ALREADY_KNOWN, first)
    assert dump(engine) == before


def test_events_are_kept_in_order(database: Database) -> None:
    database.record_event("arrived", file_name="储能.pdf", arrival_id=ARRIVAL.id)
    database.load(sample_extraction(), rules="r1", arrival=ARRIVAL)
    database.record_event("archived", "as 5f5f", sha256=SHA256, arrival_id=ARRIVAL.id)
    kinds = [event.kind for event in database.log(SHA256).events]
    assert kinds == ["arrived", "loaded", "archived"]


def test_one_of_many_workers_gets_the_claim(database_url: str, database: Database) -> None:
    def work(number: int) -> bool:
        with open_database(database_url, worker=f"w{number}") as mine:
            return mine.claim(ARRIVAL) is not None

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(8))) == 1


def test_a_claim_can_be_taken_over_only_while_it_stands_still(database: Database) -> None:
    held = database.claim(ARRIVAL)
    assert held is not None
    (seen,) = database.claims()
    assert seen == held
    beaten = database.beat(held)
    assert database.take_over(seen) is None
    taken = database.take_over(beaten)
    assert taken is not None
    assert taken.token == held.token + 1
    with pytest.raises(StaleClaim, match="储能"):
        database.beat(beaten)


def test_who_lost_the_claim_writes_nothing(database: Database, engine: Engine) -> None:
    old = database.claim(ARRIVAL)
    assert old is not None
    new = database.take_over(old)
    assert new is not None
    before = dump(engine)
    with pytest.raises(StaleClaim):
        database.load(sample_extraction(), rules="r1", arrival=ARRIVAL, claim=old)
    with pytest.raises(StaleClaim):
        database.record_quarantine(ARRIVAL, SHA256, "x", "y", claim=old)
    with pytest.raises(StaleClaim):
        database.record_duplicate(ARRIVAL, SHA256, "r1", claim=old)
    assert dump(engine) == before
    assert (
        database.load(sample_extraction(), rules="r1", arrival=ARRIVAL, claim=new).outcome is Outcome.LOADED
    )


def test_only_the_holder_releases(database: Database) -> None:
    old = database.claim(ARRIVAL)
    assert old is not None
    new = database.take_over(old)
    assert new is not None
    database.release(old)
    assert database.claims() == [new]
    database.release(new)
    database.release(new)
    assert database.claims() == []
