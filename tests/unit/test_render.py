"""Generated files are as fresh as the code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from report_etl.records import RECORD_KINDS
from report_etl.render import generated_files, main, record_schemas, sql_reference
from tests.extractions import sample_extraction

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("path", generated_files())
def test_generated_files_are_fresh(path: str) -> None:
    committed = (CHECKOUT / path).read_text(encoding="utf-8")
    assert committed == generated_files()[path], "run: python -m report_etl.render"


def test_no_schema_is_left_of_a_kind_that_is_gone() -> None:
    assert {path.name for path in (CHECKOUT / "schemas/records").iterdir()} == set(record_schemas())


def test_writing_them_gives_the_same_files(tmp_path: Path) -> None:
    main(tmp_path)
    written = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
    assert written == set(generated_files())


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_record_kind_has_a_schema_and_a_table(kind: str) -> None:
    assert f"{kind}.schema.json" in record_schemas()
    assert f"\n### {kind}\n" in sql_reference()


def test_every_table_and_record_kind_says_what_it_is() -> None:
    reference = sql_reference()
    for part in reference.split("\n### ")[1:]:
        name, about = part.split("\n")[0], part.split("\n")[2]
        assert about.endswith("."), name
    for name, text in record_schemas().items():
        assert json.loads(text)["description"], name


@pytest.mark.parametrize("kind", [*RECORD_KINDS, "extraction"])
def test_records_are_valid_by_their_schema(kind: str) -> None:
    jsonschema = pytest.importorskip(
        "jsonschema", reason="jsonschema comes with Prefect; it is not installed"
    )
    written = json.loads(sample_extraction().model_dump_json())
    validator = jsonschema.Draft202012Validator(json.loads(record_schemas()[f"{kind}.schema.json"]))
    for record in [written] if kind == "extraction" else written[kind]:
        assert list(validator.iter_errors(record)) == []
        assert list(validator.iter_errors({**record, "unheard_of": 1}))
