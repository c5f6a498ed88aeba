"""The records: exact decimals, real dates, one JSON form."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from report_etl.records import (
    RECORD_KINDS,
    Extraction,
    Percentage,
    Provenance,
    RegionCount,
    TableTotal,
    partial_days,
)
from tests.extractions import provenance, sample_extraction


def _total(value: Any) -> TableTotal:
    return TableTotal(caption=None, measure=None, value=value, provenance=provenance())


def _count(count: Any) -> RegionCount:
    return RegionCount(
        region="北京",
        region_code=None,
        count=count,
        unit=None,
        measure=None,
        as_of=None,
        provenance=provenance(),
    )


def test_json_and_back_is_the_same_byte_for_byte() -> None:
    written = sample_extraction().model_dump_json()
    assert Extraction.model_validate_json(written).model_dump_json() == written


def test_the_keys_are_those_of_the_contract_in_its_order() -> None:
    keys = list(json.loads(sample_extraction().model_dump_json()))
    assert keys == ["contract", "document", "report", *RECORD_KINDS, "coverage"]


def test_an_empty_extraction_has_every_key() -> None:
    empty = Extraction(document=sample_extraction().document)
    written = json.loads(empty.model_dump_json())
    assert [written[kind] for kind in RECORD_KINDS] == [[]] * len(RECORD_KINDS)
    assert written["coverage"]["unclaimed"] == []


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("31.10", "31.10"),
        ("1E+2", "100"),
        ("2.3E+8", "230000000"),
        ("0.00000001", "0.00000001"),
        ("-0.50", "-0.50"),
        ("123456789012345678901234567890.10", "123456789012345678901234567890.10"),
    ],
)
def test_decimals_keep_their_printed_digits(value: str, printed: str) -> None:
    written = json.loads(_total(Decimal(value)).model_dump_json())
    assert written["value"] == printed
    assert _total(printed) == _total(Decimal(value))


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity"), "NaN", "inf"])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        _total(value)
    with pytest.raises(ValidationError):
        _count(value)


@pytest.mark.parametrize(
    ("count", "printed"),
    [(96, 96), ("96", 96), (Decimal("1E+2"), 100), ("96.0", "96.0"), (Decimal("9.5"), "9.5")],
)
def test_a_whole_count_is_an_integer_of_json(count: object, printed: object) -> None:
    record = _count(count)
    assert json.loads(record.model_dump_json())["count"] == printed
    assert RegionCount.model_validate_json(record.model_dump_json()) == record


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_any_decimal_survives_json(value: Decimal) -> None:
    record = _total(value)
    back = TableTotal.model_validate_json(record.model_dump_json())
    assert back == record
    assert back.model_dump_json() == record.model_dump_json()


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-H1", "2024-01-01", "2024-06-30"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("2025-03-31", "2025-03-31", "2025-03-31"),
        ("2025/2032", "2025-01-01", "2032-12-31"),
        ("2017-08/2017-11", "2017-08-01", "2017-11-30"),
        ("2024/2024-Q1", "2024-01-01", "2024-03-31"),
    ],
)
def test_partial_dates_have_a_first_and_a_last_day(partial: str, first: str, last: str) -> None:
    assert partial_days(partial) == (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-13", "2024-00", "2024-1", "2024-H3", "2024-Q0", "2024-11-", "2023-02-30", "0000"],
)
def test_what_is_no_partial_date_is_refused(text: str) -> None:
    _is_refused(text)


@pytest.mark.parametrize(
    "text", ["2032/2025", "2024/", "/2024", "2023/2024/2025", "2024年", "２０２４", "2024\n"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    _is_refused(text)


def _is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        partial_days(text)
    percentage = sample_extraction().percentages[0].model_dump()
    with pytest.raises(ValidationError):
        Percentage.model_validate({**percentage, "period": text})


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_a_day_lies_within_every_period_that_names_it(day: datetime.date, length: int) -> None:
    text = day.isoformat()[:length]
    first, last = partial_days(text)
    assert first <= day <= last


def test_unknown_fields_and_empty_titles_are_refused() -> None:
    policy = sample_extraction().policies[0].model_dump()
    for wrong in ({"title": ""}, {"unheard_of": 1}):
        with pytest.raises(ValidationError):
            sample_extraction().policies[0].model_validate({**policy, **wrong})


def test_records_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        sample_extraction().policies[0].title = "x"  # type: ignore[misc]


def test_words_of_a_closed_list_are_checked() -> None:
    percentage = sample_extraction().percentages[0].model_dump()
    for field in ("kind", "direction", "qualifier"):
        with pytest.raises(ValidationError):
            Percentage.model_validate({**percentage, field: "sideways"})


@pytest.mark.parametrize("wrong", [{"page": 0}, {"start": -1}, {"confidence": 1.5}])
def test_provenance_is_within_its_bounds(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Provenance.model_validate({**provenance().model_dump(), **wrong})
