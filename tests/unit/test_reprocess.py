"""A change of rules is compared with what is stored, and published only when little changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from report_etl import catalog, pipeline
from report_etl.cli import main
from report_etl.db import Database, open_database
from report_etl.errors import DocumentError
from report_etl.pipeline import drain, ingest
from report_etl.pipeline import reprocess as module
from report_etl.pipeline.differences import differences
from report_etl.pipeline.drain import drain_inbox, ingest_paths
from report_etl.pipeline.reprocess import reprocess
from report_etl.records import Extraction
from report_etl.settings import Settings
from tests.extractions import provenance, sample_extraction
from tests.ingesting import InventedWorkers, drop, settings_in


def one_region_less(extraction: Extraction) -> Extraction:
    """What a newer rule might say: a count gone, another changed."""
    count = extraction.region_counts[0].model_copy(update={"count": 10})
    return extraction.model_copy(update={"region_counts": [count]})


class NewerRules(InventedWorkers):
    """Reads the same files otherwise."""

    def extract(self, paths: Sequence[Path]) -> Iterator[Extraction | DocumentError]:
        for found in super().extract(paths):
            yield found if isinstance(found, DocumentError) else one_region_less(found)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path / "home", BATCH_SIZE="2")


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    with open_database(settings.database_url) as opened:
        opened.prepare()
        yield opened


@pytest.fixture(autouse=True)
def three_documents(settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loaded by the rules of yesterday."""
    monkeypatch.setattr(drain, "Workers", InventedWorkers)
    monkeypatch.setattr(module, "Workers", NewerRules)
    monkeypatch.setattr(ingest, "rules_digest", lambda: "yesterday")
    monkeypatch.setattr(module, "rules_digest", lambda: "today")
    for name in ("a.txt", "b.txt", "c.txt"):
        drop(settings, name, name)
    drain_inbox(settings, database)


def counts(database: Database) -> list[int]:
    return [document.counts["region_counts"] for document in database.status().documents]


class TestDifferences:
    def test_nothing_differs_from_itself(self) -> None:
        assert differences(sample_extraction(), sample_extraction()) == []

    def test_the_version_of_a_rule_makes_no_difference(self) -> None:
        same = sample_extraction()
        where = same.policies[0].provenance.model_copy(update={"rule_version": "new"})
        policies = [policy.model_copy(update={"provenance": where}) for policy in same.policies[:1]]
        assert not differences(same, same.model_copy(update={"policies": policies + same.policies[1:]}))

    def test_a_row_gone_and_a_row_changed(self) -> None:
        before = sample_extraction()
        found = differences(before, one_region_less(before))
        assert [(d.kind, d.sign) for d in found] == [("region_counts", "~"), ("region_counts", "-")]
        found = differences(one_region_less(before), before)
        assert [d.sign for d in found] == ["~", "+"]

    def test_a_row_at_another_place_is_another_row(self) -> None:
        before = sample_extraction()
        total = before.table_totals[0].model_copy(
            update={"provenance": provenance(50, 52), "value": Decimal(30)}
        )
        found = differences(before, before.model_copy(update={"table_totals": [total]}))
        assert [(d.kind, d.sign) for d in found] == [("table_totals", "-"), ("table_totals", "+")]

    def test_what_the_report_says_of_itself_is_compared_too(self) -> None:
        before = sample_extraction()
        report = before.report.model_copy(update={"published": "2025-05"})
        (found,) = differences(before, before.model_copy(update={"report": report}))
        assert (found.kind, found.sign) == ("report", "~")


class TestReprocess:
    def test_a_dry_run_compares_and_writes_nothing(self, settings: Settings, database: Database) -> None:
        result = reprocess(settings, database, dry_run=True)
        assert [document.file_name for document in result.documents] == ["a.txt", "b.txt", "c.txt"]
        assert result.documents[0].counts == {"region_counts": {"~": 1, "-": 1}}
        assert (result.published, result.known, counts(database)) == (False, 0, [2, 2, 2])

    def test_many_changes_need_consent(self, settings: Settings, database: Database) -> None:
        assert not reprocess(settings, database).published
        assert counts(database) == [2, 2, 2]
        assert reprocess(settings, database, accept=True).published
        assert counts(database) == [1, 1, 1]
        assert {document.rules for document in database.status().documents} == {"today"}
        assert database.status().arrivals["loaded"] == 3  # no file arrived

    def test_few_changes_are_published_at_once(self, tmp_path: Path, database: Database) -> None:
        tolerant = settings_in(tmp_path / "home", MAX_CHANGES="0.5")
        assert reprocess(tolerant, database).published

    def test_what_is_published_is_not_extracted_again(self, settings: Settings, database: Database) -> None:
        reprocess(settings, database, accept=True)
        again = reprocess(settings, database)
        assert (again.known, again.documents) == (3, ())

    def test_only_the_documents_named(self, settings: Settings, database: Database) -> None:
        (sha256,) = database.documents_named("b.txt")
        result = reprocess(settings, database, only=[sha256], accept=True)
        assert [document.file_name for document in result.documents] == ["b.txt"]
        assert counts(database) == [2, 1, 2]

    def test_rows_stay_when_a_document_is_gone_or_unreadable(
        self, settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (sha256,) = database.documents_named("a.txt")
        (file,) = settings.archive.rglob(f"{sha256}*")
        file.unlink()
        path = settings.home / "elsewhere.txt"
        path.write_text("d", encoding="utf-8")
        ingest_paths([path], settings, database)
        monkeypatch.setattr(module, "Workers", Unreadable)
        result = reprocess(settings, database, accept=True)
        assert result.published and len(result.failed) == 4
        assert counts(database) == [2, 2, 2, 2]
        assert [document.reason for document in result.failed] == [
            "a.txt is not in the archive: ingest it again",
            "b.txt cannot be read: copy it again",
            "c.txt cannot be read: copy it again",
            "elsewhere.txt cannot be read: copy it again",
        ]


class Unreadable(InventedWorkers):
    def extract(self, paths: Sequence[Path]) -> Iterator[Extraction | DocumentError]:
        return (DocumentError(f"{path.name} cannot be read: copy it again") for path in paths)


class TestCommand:
    @pytest.fixture(autouse=True)
    def home(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("REPORT_ETL_HOME", str(settings.home))

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, ["reprocess", *arguments])

    def test_the_rows_that_differ_are_printed(self) -> None:
        result = self.run("--dry-run")
        assert result.exit_code == 0
        assert "a.txt  region_counts ~1 -1" in result.output
        assert "~ region_counts  北京" in result.output and "count: 9 → 10" in result.output
        assert "- region_counts  其他  100.0" in result.output
        assert "published    nothing (dry run); more than 5% differ: --accept" in result.output

    def test_exit_codes(self) -> None:
        assert self.run().exit_code == 1
        assert self.run("nobody.pdf").exit_code == 2
        assert self.run("--accept", "a.txt").exit_code == 0
        assert "by these rules already: 1" in self.run("--dry-run").output


def test_the_digest_names_schemas_code_and_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    def digest() -> str:
        catalog.rules_digest.cache_clear()
        return catalog.rules_digest()

    first = digest()
    assert first == digest() and len(first) == 16
    monkeypatch.setattr(catalog, "_RULES", ("language",))
    other = digest()
    monkeypatch.setattr(catalog, "_READERS", ())
    assert len({first, other, digest()}) == 3
    catalog.rules_digest.cache_clear()
    assert pipeline.extract_text("一句话。").model_dump_json()  # nothing of it reaches the JSON
