"""What `status`, `log`, `findings` and `show` ask."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from report_etl.db import Arrival, Database, ReceiptState
from report_etl.records import Finding, Policy
from tests.extractions import SHA256, sample_extraction


@pytest.fixture
def filled(database: Database) -> Database:
    """Two documents, one duplicate, one file in quarantine."""
    database.load(sample_extraction(), rules="r1", arrival=Arrival("1", "储能.pdf"))
    other = sample_extraction(sha256="ab" * 32, file_name="100%_风电.txt", findings=[])
    database.load(other, rules="r1", arrival=Arrival("2", "100%_风电.txt"))
    database.record_duplicate(Arrival("3", "copy.pdf"), SHA256, "r1")
    database.record_quarantine(Arrival("4", "scan.pdf"), "cd" * 32, "NoTextLayer", "scan.pdf: pictures only")
    return database


def test_an_empty_database_has_a_status(database: Database) -> None:
    status = database.status()
    assert status.documents == ()
    assert set(status.totals.values()) == {0}
    assert set(status.arrivals.values()) == {0}


def test_status_totals_are_what_the_tables_hold(filled: Database, engine: Engine) -> None:
    totals = filled.status().totals
    with engine.connect() as connection:
        for kind, number in totals.items():
            if kind != "inconsistent":
                assert connection.execute(text(f"SELECT count(*) FROM {kind}")).scalar() == number
        wrong = "SELECT count(*) FROM findings WHERE status = 'inconsistent'"
        assert connection.execute(text(wrong)).scalar() == totals["inconsistent"] == 1


def test_status_shows_how_arrivals_ended(filled: Database) -> None:
    status = filled.status()
    assert status.arrivals == {
        ReceiptState.LOADED: 2,
        ReceiptState.DUPLICATE: 1,
        ReceiptState.QUARANTINED: 1,
    }
    assert [receipt.detail for receipt in status.quarantined] == ["scan.pdf: pictures only"]
    assert [document.file_name for document in status.documents] == ["100%_风电.txt", "储能.pdf"]


def test_status_has_the_coverage(filled: Database) -> None:
    document = filled.status().documents[1]
    assert (document.lines, document.lines_claimed, document.lines_noise) == (40, 36, 3)
    assert document.title == "中国新型储能行业观察（2025-2030）"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (SHA256, [SHA256]),
        (SHA256[:8], [SHA256]),
        ("ABABABAB", ["ab" * 32]),
        ("储能.pdf", [SHA256]),
        ("copy.pdf", [SHA256]),
        ("scan.pdf", ["cd" * 32]),
        ("100%_风电.txt", ["ab" * 32]),
        ("5f", []),
        ("%%%%%%", []),
        ("______", []),
        ("nothing.pdf", []),
    ],
)
def test_documents_are_meant_by_hash_or_file_name(filled: Database, name: str, expected: list[str]) -> None:
    assert filled.documents_named(name) == expected


def test_the_log_tells_what_came_of_a_document(filled: Database) -> None:
    log = filled.log(SHA256)
    assert log.summary is not None
    assert log.summary.counts["policies"] == 2
    assert log.report is not None
    assert str(log.report.prices[0].amount) == "4200.50"
    assert [(record_id, reject.raw) for record_id, reject in log.rejects] == [
        (f"{SHA256[:16]}/rejects/1", "2024年 示例")
    ]
    assert [line.text for line in log.unclaimed] == ["第3页共9页"]
    assert [receipt.state for receipt in log.receipts] == [ReceiptState.LOADED, ReceiptState.DUPLICATE]
    assert [event.kind for event in log.events] == ["loaded", "duplicate"]


def test_the_log_of_a_quarantined_file_has_its_reason(filled: Database) -> None:
    log = filled.log("cd" * 32)
    assert log.summary is None
    assert [receipt.reason for receipt in log.receipts] == ["NoTextLayer"]
    assert [event.kind for event in log.events] == ["quarantined"]


def test_a_record_is_found_by_its_id(filled: Database) -> None:
    stored = filled.find_record(f"{SHA256[:16]}/policies/1")
    assert stored is not None
    assert isinstance(stored.record, Policy)
    assert stored.record == sample_extraction().policies[0]
    assert stored.document == sample_extraction().document


@pytest.mark.parametrize(
    "record_id", ["", "x", "/", "//", f"{SHA256[:16]}/policies/3", f"{SHA256[:16]}/receipt/1", "a/b/c/d"]
)
def test_an_unknown_id_finds_nothing(filled: Database, record_id: str) -> None:
    assert filled.find_record(record_id) is None


def test_findings_come_worst_first(filled: Database) -> None:
    checks = [stored.record for stored in filled.findings()]
    assert [check.check for check in checks if isinstance(check, Finding)] == [
        "sum_of_parts",
        "share_of_total",
    ]


def test_findings_can_be_narrowed(filled: Database) -> None:
    assert len(filled.findings(status="inconsistent")) == 1
    assert len(filled.findings(sha256=SHA256)) == 2
    assert filled.findings(sha256="ab" * 32) == []
