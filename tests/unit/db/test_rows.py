"""Records to rows and back, for anything a document may say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report_etl.db.fields import fields_of
from report_etl.db.rows import count_records, read_record, record_id, records_by_kind, rows_by_kind
from report_etl.db.tables import RECORD_TABLES, STORED_KINDS
from report_etl.records import Record
from tests.extractions import SHA256, sample_extraction
from tests.record_strategies import records


@pytest.mark.parametrize("kind", STORED_KINDS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_record_comes_back_from_its_row(kind: str, data: st.DataObject) -> None:
    model = STORED_KINDS[kind]
    record = data.draw(records(model))
    row: dict[str, Any] = {}
    for field in fields_of(model):
        row.update(field.write(getattr(record, field.name)))
    assert set(row) == set(RECORD_TABLES[kind].columns.keys()) - {"id", "document_sha256", "position"}
    assert read_record(kind, row).model_dump_json() == record.model_dump_json()


def test_ids_name_document_kind_and_position() -> None:
    assert record_id(SHA256, "policies", 3) == f"{SHA256[:16]}/policies/3"
    ids = [row["id"] for rows in rows_by_kind(sample_extraction()).values() for row in rows]
    assert len(ids) == len(set(ids))


def test_the_sample_has_a_record_of_every_kind() -> None:
    assert all(records_by_kind(sample_extraction()).values())


def test_counts_tell_findings_that_contradict_apart() -> None:
    counts = count_records(sample_extraction())
    assert (counts["findings"], counts["inconsistent"]) == (2, 1)


def test_the_number_and_its_text_agree() -> None:
    row = rows_by_kind(sample_extraction())["percentages"][0]
    assert (row["value"], row["value_text"]) == (Decimal("31.10"), "31.10")


def test_the_rule_of_a_repair_is_not_mixed_with_that_of_its_provenance() -> None:
    row = rows_by_kind(sample_extraction())["repairs"][0]
    assert (row["rule"], row["provenance_rule"]) == ("bracket_mismatch", "ruled_table/policies")


def test_a_field_of_a_new_type_stops_the_program() -> None:
    class Strange(Record):
        weight: complex

    with pytest.raises(TypeError, match=r"Strange\.weight"):
        fields_of(Strange)
