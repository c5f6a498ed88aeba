"""The files in schemas/: what is read from them, and how a mistake is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_etl.catalog import check_catalog, load_catalog, read_catalog, schema_folder
from report_etl.errors import SchemaError

TABLE = """\
kind: policies
records: [policies]
captions: [政策]
columns:
  - field: issued
    type: date
    labels: [发布时间]
  - field: title
    type: policy_title
    labels: [政策名称]
    required: true
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_files_have_no_mistake() -> None:
    assert check_catalog() == []


def test_every_kind_of_the_contract_is_declared() -> None:
    kinds = {spec.kind for spec in load_catalog().tables}
    assert {"policies", "region_counts", "value_chain", "time_series"} <= kinds


def test_a_table_file_becomes_a_spec(tmp_path: Path) -> None:
    write(tmp_path, "tables/policies.yaml", TABLE)
    (spec,) = read_catalog(tmp_path).tables
    assert spec.kind == "policies"
    assert [column.field for column in spec.columns] == ["issued", "title"]
    assert [column.required for column in spec.columns] == [False, True]


def test_the_digest_names_the_content_of_all_files(tmp_path: Path) -> None:
    write(tmp_path, "tables/policies.yaml", TABLE)
    before = read_catalog(tmp_path).digest
    assert read_catalog(tmp_path).digest == before
    write(tmp_path, "tables/policies.yaml", TABLE.replace("发布时间", "颁布时间"))
    assert read_catalog(tmp_path).digest != before


def test_publishers_and_the_lexicon_may_be_absent(tmp_path: Path) -> None:
    write(tmp_path, "tables/policies.yaml", TABLE)
    catalog = read_catalog(tmp_path)
    assert (catalog.publishers, catalog.lexicon) == ((), ())


def test_a_publisher_and_a_lexicon_are_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        "publishers/beichen.yaml",
        "id: beichen\nnames: [北辰产研]\nurl_hosts: [beichen.example]\nnoise: ['第[0-9]+页']\n",
    )
    write(tmp_path, "lexicon.yaml", "- {before: 养者, after: 养老, certain: false}\n")
    catalog = read_catalog(tmp_path)
    assert catalog.publishers[0].names == ("北辰产研",)
    assert catalog.publishers[0].noise == ("第[0-9]+页",)
    assert (catalog.lexicon[0].before, catalog.lexicon[0].certain) == ("养者", False)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (TABLE.replace("field: issued", "field: isued"), 5, "isued is no field"),
        (TABLE.replace("type: date", "type: dat"), 6, "dat is no column type"),
        (TABLE.replace("captions:", "caption:"), 3, "caption is no key"),
        (TABLE.replace("    labels: [发布时间]", "    labels: 发布时间"), 7, "a list is needed"),
        (TABLE.replace("required: true", "required: yes please"), 11, "true or false"),
        (TABLE.replace("[发布时间]", "[发布时间, 发布时间]"), 7, "twice"),
        (TABLE.replace("kind: policies", "kind: laws"), 1, "as the file is called"),
        (TABLE.replace("records: [policies]", "records: [laws]"), 2, "laws is no record kind"),
        (TABLE.replace("    type: date\n", ""), 5, "the key type is missing"),
        ("kind: [unclosed\n", 2, "this is no YAML"),
    ],
)
def test_a_mistake_names_file_line_and_word(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = write(tmp_path, "tables/policies.yaml", text)
    with pytest.raises(SchemaError) as error:
        read_catalog(tmp_path)
    assert str(error.value).startswith(f"{path}:{line}:")
    assert says in str(error.value)
    assert check_catalog(tmp_path)[0] == str(error.value)


def test_an_empty_file_is_a_mistake(tmp_path: Path) -> None:
    write(tmp_path, "tables/policies.yaml", "")
    with pytest.raises(SchemaError, match="empty"):
        read_catalog(tmp_path)


@pytest.mark.parametrize("line", ["noise: ['(']", "url_hosts: x"])
def test_a_wrong_pattern_of_a_publisher_is_a_mistake(tmp_path: Path, line: str) -> None:
    write(tmp_path, "publishers/beichen.yaml", f"id: beichen\nnames: [北辰]\n{line}\n")
    with pytest.raises(SchemaError, match=r"beichen\.yaml:3:"):
        read_catalog(tmp_path)


def test_checking_reports_all_mistakes_at_once(tmp_path: Path) -> None:
    write(tmp_path, "tables/policies.yaml", TABLE.replace("type: date", "type: dat"))
    write(tmp_path, "publishers/beichen.yaml", "id: beichen\nnames: []\n")
    write(tmp_path, "lexicon.yaml", "- {before: 养老, after: 养老, certain: true}\n")
    problems = check_catalog(tmp_path)
    assert len(problems) == 4  # three mistakes, and no table kind is left
    assert any("at least one name" in problem for problem in problems)
    assert any("are the same" in problem for problem in problems)


def _with_wording(folder: Path, *change: str) -> Path:
    text = (schema_folder() / "wording.yaml").read_text(encoding="utf-8")
    write(folder, "tables/policies.yaml", TABLE)
    return write(folder, "wording.yaml", text.replace(*change))


def test_the_words_of_statements_are_lists_with_blanks_between(tmp_path: Path) -> None:
    _with_wording(tmp_path, "than: >-", "than: >-")
    catalog = read_catalog(tmp_path)
    assert {"较", "比"} <= set(catalog.wording["than"])
    assert catalog.short_forms["short_forms"]["营收"] == "营业收入"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("than: >-\n", "than: >-\n  较\n"), "较 stands in this list twice"),
        (("than: >-", "then: >-"), "then"),
        (("short_forms:\n", "short_forms: 营收\nshort_form:\n"), "short_form"),
    ],
)
def test_a_mistake_in_the_words_is_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    path = _with_wording(tmp_path, *change)
    (problem,) = check_catalog(tmp_path)
    assert problem.startswith(str(path)) and said in problem
