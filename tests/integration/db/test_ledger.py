"""Receipts, events and claims: each arrival ends once, and a worker that lost its claim writes nothing."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from report_etl.db import Arrival, Claim, Database, Outcome, ReceiptState, open_database
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
    database.load(sample_extraction(), rules="r1", arrival=ARRIVAL)
    database.record_duplicate(Arrival("arrival-2", "copy.pdf"), SHA256, "r1")
    database.load(sample_extraction(), rules="r2", arrival=Arrival("arrival-3", "again.pdf"))
    events = [(event.kind, event.file_name) for event in database.log(SHA256).events]
    assert events == [("loaded", "储能.pdf"), ("duplicate", "copy.pdf"), ("replaced", "again.pdf")]


def take(database: Database) -> Claim:
    claim = database.take([ARRIVAL])[ARRIVAL.id]
    assert isinstance(claim, Claim)
    return claim


def test_every_change_of_hands_is_counted(database_url: str, database: Database) -> None:
    def work(number: int) -> int:
        with open_database(database_url, worker=f"w{number}") as mine:
            return take(mine).token

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(work, range(8))) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [claim.token for claim in database.claims()] == [8]


def test_of_those_taken_some_may_have_ended(database: Database) -> None:
    receipt = database.record_quarantine(ARRIVAL, SHA256, "LimitExceeded", "too long", claim=take(database))
    other = Arrival("arrival-2", "b.pdf")
    taken = database.take([ARRIVAL, other])
    assert taken[ARRIVAL.id] == receipt
    assert database.claims() == [taken[other.id]]
    assert database.take([]) == {}


def test_the_end_of_an_arrival_ends_its_claim(database: Database) -> None:
    database.load(sample_extraction(), rules="r1", arrival=ARRIVAL, claim=take(database))
    assert database.claims() == []


def test_who_lost_the_claim_writes_nothing(database: Database, engine: Engine) -> None:
    old, new = take(database), take(database)
    before = dump(engine)
    with pytest.raises(StaleClaim):
        database.load(sample_extraction(), rules="r1", arrival=ARRIVAL, claim=old)
    with pytest.raises(StaleClaim):
        database.record_quarantine(ARRIVAL, SHA256, "x", "y", claim=old)
    with pytest.raises(StaleClaim):
        database.load(sample_extraction("ab" * 32), rules="r1", arrival=ARRIVAL, claim=old)
    assert dump(engine) == before
    result = database.load(sample_extraction(), rules="r1", arrival=ARRIVAL, claim=new)
    assert result.outcome is Outcome.LOADED
    # Now that it has ended, the old holder learns how.
    late = database.load(sample_extraction(), rules="r1", arrival=ARRIVAL, claim=old)
    assert late.receipt == result.receipt


def test_a_duplicate_needs_the_claim_too(database: Database, engine: Engine) -> None:
    database.load(sample_extraction(), rules="r1", arrival=Arrival("arrival-2", "b.pdf"))
    old, _ = take(database), take(database)
    before = dump(engine)
    with pytest.raises(StaleClaim, match="储能"):
        database.record_duplicate(ARRIVAL, SHA256, "r1", claim=old)
    assert dump(engine) == before


def test_a_file_given_back_leaves_no_claim(database: Database) -> None:
    database.release(take(database).arrival_id)
    database.release(ARRIVAL.id)
    assert database.claims() == []


def test_old_lines_of_the_log_are_forgotten_and_receipts_kept(database_url: str, database: Database) -> None:
    long_ago = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    with open_database(database_url, clock=lambda: long_ago) as then:
        then.load(sample_extraction(), rules="r1", arrival=Arrival("arrival-0", "old.pdf"))
        then.take([ARRIVAL])
    database.record_duplicate(Arrival("arrival-2", "copy.pdf"), SHA256, "r1")
    assert database.forget(days=30) == 2
    assert [event.kind for event in database.log(SHA256).events] == ["duplicate"]
    assert (len(database.receipts()), database.claims()) == (2, [])
    assert database.forget(days=30) == 0
