"""Damaged, turned and odd files: a right reading, or one sentence that names the file and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_etl import extract_file
from report_etl.errors import DocumentError, NoTextLayer, PasswordNeeded
from report_etl.readers import read_document
from report_etl.records import Extraction
from tests.data import DATA, needs_data

pytestmark = [pytest.mark.data, needs_data]
DAMAGED = DATA / "damaged"

# A right reading holds the rows of the file they were all made of.
WHOLE = ["2up", "badstream", "junkhead", "ownerpw", "rotated", "rotated2", "trunc_tail"]
REFUSED = {
    "encrypted": (PasswordNeeded, "password"),
    "html": (DocumentError, "web page"),
    "truncated": (DocumentError, "damaged or cut off"),
    "zero": (DocumentError, "empty"),
}


def rows(extraction: Extraction) -> list[tuple[object, ...]]:
    return [
        *((policy.issued, policy.title, policy.content) for policy in extraction.policies),
        *((count.region, count.count) for count in extraction.region_counts),
        *((link.stage, link.field, link.description) for link in extraction.value_chain),
    ]


@pytest.mark.parametrize("name", WHOLE)
def test_readable_files_hold_the_same_rows(name: str) -> None:
    whole = rows(extract_file(DATA / "tcpdf" / "seed_tables.pdf"))
    assert len(whole) == 17 + 24 + 8
    assert rows(extract_file(DAMAGED / f"{name}.pdf")) == whole


@pytest.mark.parametrize("name", REFUSED)
def test_unreadable_files_are_refused_in_one_sentence(name: str) -> None:
    kind, words = REFUSED[name]
    with pytest.raises(kind) as caught:
        read_document(DAMAGED / f"{name}.pdf")
    message = str(caught.value)
    assert message.startswith(f"{name}.pdf ") and words in message
    assert "\n" not in message and len(message) < 160


def test_every_damaged_file_is_accounted_for() -> None:
    assert {path.stem for path in DAMAGED.glob("*.pdf")} == {*WHOLE, *REFUSED}


def test_scanned_pages_have_no_text_layer() -> None:
    with pytest.raises(NoTextLayer, match="OCR"):
        read_document(DATA / "tcpdf" / "seed_scan.pdf")


def test_inputs_are_left_as_they_were(tmp_path: Path) -> None:
    copy = tmp_path / "trunc_tail.pdf"
    copy.write_bytes((DAMAGED / "trunc_tail.pdf").read_bytes())
    before = copy.stat().st_mtime_ns
    read_document(copy)
    assert copy.read_bytes() == (DAMAGED / "trunc_tail.pdf").read_bytes()
    assert copy.stat().st_mtime_ns == before
    assert [path.name for path in tmp_path.iterdir()] == ["trunc_tail.pdf"]
