"""What `status`, `log`, `findings` and `show` ask."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from report_etl.db import Arrival, Database, Part, ReceiptState
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
    assert filled.find_record(f"{SHA256[:8]}/policies/1") == stored
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
    checks = [stored.record for stored in filled.records("findings").items]
    assert [check.check for check in checks if isinstance(check, Finding)] == [
        "sum_of_parts",
        "share_of_total",
    ]


def test_findings_can_be_narrowed(filled: Database) -> None:
    assert filled.records("findings", status="inconsistent").total == 1
    assert filled.records("findings", sha256=SHA256).total == 2
    assert filled.records("findings", sha256="ab" * 32).total == 0


def test_lists_are_read_part_by_part(filled: Database) -> None:
    everything = filled.records("policies", Part())
    assert everything.total == len(everything.items) > 2
    assert {stored.document.file_name for stored in everything.items} == {"储能.pdf", "100%_风电.txt"}
    parts = [filled.records("policies", Part(first, 1)).items for first in range(everything.total)]
    assert tuple(item for part in parts for item in part) == everything.items
    assert filled.records("policies", Part(everything.total, 5)).items == ()
    of_one = filled.records("policies", Part(0, 1), sha256=SHA256)
    assert (len(of_one.items), of_one.total) == (1, everything.total // 2)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", 2),
        ("风电", 1),
        ("100%_", 1),
        ("%", 1),
        ("_", 1),
        ("新型储能行业", 2),
        ("5F5F5F", 1),
        ("nothing", 0),
    ],
)
def test_documents_are_searched_by_the_letter(filled: Database, search: str, found: int) -> None:
    assert filled.documents(Part(), search=search).total == found


def test_documents_are_narrowed_to_a_publisher_or_to_what_wants_a_look(filled: Database) -> None:
    assert filled.documents(Part(), publisher="示例研究院").total == 2
    assert filled.documents(Part(), publisher="示例").total == 0
    filled.load(sample_extraction("ef" * 32, "clean.txt", findings=[], rejects=[]), rules="r1")
    names = [document.file_name for document in filled.documents(Part(), to_review=True).items]
    assert names == ["100%_风电.txt", "储能.pdf"]


def test_records_are_searched_in_all_their_texts(filled: Database) -> None:
    policy = sample_extraction().policies[0]
    assert filled.records("policies", Part(), search=policy.title[2:6], sha256=SHA256).total >= 1
    assert filled.records("policies", Part(), search="c0ffee").total == 0
    assert filled.records("findings", Part(), status="inconsistent").total == 1


def test_arrivals_come_newest_first(filled: Database) -> None:
    assert [receipt.file_name for receipt in filled.arrivals(Part(0, 2)).items] == ["scan.pdf", "copy.pdf"]
    quarantined = filled.arrivals(Part(), state=ReceiptState.QUARANTINED, search="pictures")
    assert [receipt.arrival_id for receipt in quarantined.items] == ["4"]
