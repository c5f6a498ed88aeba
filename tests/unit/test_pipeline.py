"""Every file of a run ends in one place with one receipt, whatever happens to the others."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from report_etl import pipeline
from report_etl.db import Arrival, Database, ReceiptState, open_database
from report_etl.errors import ConfigError, DatabaseError, DocumentError, LimitExceeded, SchemaError
from report_etl.inbox import archive_copy
from report_etl.pipeline import drain, ingest, workers
from report_etl.pipeline.drain import drain_inbox, ingest_paths
from report_etl.pipeline.outcome import FileOutcome, FileState
from report_etl.pipeline.preview import preview
from report_etl.pipeline.workers import Workers
from report_etl.records import Extraction
from report_etl.settings import Settings
from tests.ingesting import InventedWorkers, drop, files_in, settings_in


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path / "home")


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    with open_database(settings.database_url, worker="tester") as opened:
        opened.prepare()
        yield opened


@pytest.fixture(autouse=True)
def invented(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drain, "Workers", InventedWorkers)
    monkeypatch.setattr("report_etl.pipeline.preview.Workers", InventedWorkers)
    monkeypatch.setattr(ingest, "_RETRY_AFTER", (0.0, 0.0))


def states(outcomes: Sequence[FileOutcome]) -> dict[str, str]:
    return {outcome.file_name: outcome.state.value for outcome in outcomes}


class Poisoned(InventedWorkers):
    def extract(self, paths: Sequence[Path]) -> Iterator[Extraction | DocumentError]:
        for path, extraction in zip(paths, super().extract(paths), strict=True):
            if path.name == "poison.txt":
                os._exit(137)
            yield extraction


def run_in_a_process_that_may_die(settings: Settings) -> int:
    """The exit code of a drain whose whole process dies on `poison.txt`."""
    child = os.fork()
    if child == 0:
        drain.Workers = Poisoned  # type: ignore[misc, assignment]
        with open_database(settings.database_url) as database:
            database.prepare()
            drain_inbox(settings, database)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class TestDrain:
    def test_good_files_are_archived_and_bad_ones_quarantined(
        self, settings: Settings, database: Database
    ) -> None:
        for name, content in (("a.txt", "one"), ("sub/b.txt", "bad"), ("c.txt", "two")):
            drop(settings, name, content)
        summary = drain_inbox(settings, database)
        assert states(summary.files) == {"a.txt": "loaded", "b.txt": "quarantined", "c.txt": "loaded"}
        assert files_in(settings) == {
            "inbox": [],
            "work": [],
            "archive": ["one", "two"],
            "quarantine": ["bad"],
        }
        reason = json.loads((settings.quarantine / "sub/b.txt.reason.json").read_text("utf-8"))
        assert reason["reason"] == "b.txt cannot be read: copy it again"
        assert summary.rows["policies"] == 4
        assert (summary.rejects, summary.findings, summary.inconsistent) == (2, 4, 2)

    def test_a_second_run_finds_nothing_to_do(self, settings: Settings, database: Database) -> None:
        drop(settings, "a.txt", "one")
        drain_inbox(settings, database)
        assert drain_inbox(settings, database).files == ()

    def test_a_known_report_is_archived_and_not_loaded_again(
        self, settings: Settings, database: Database
    ) -> None:
        drop(settings, "a.txt", "one")
        drain_inbox(settings, database)
        drop(settings, "copy of a.txt", "one")
        summary = drain_inbox(settings, database)
        assert states(summary.files) == {"copy of a.txt": "already known"}
        assert not any(summary.rows.values())
        assert files_in(settings)["archive"] == ["one"]
        (receipt,) = settings.receipts.glob("copy of a.txt*")
        content = json.loads(receipt.read_text("utf-8"))
        assert content["state"] == "duplicate"
        assert content["first"]["file_name"] == "a.txt"
        assert content["first"]["rows"]["policies"] == 2

    def test_two_copies_in_one_batch_are_loaded_once(self, settings: Settings, database: Database) -> None:
        drop(settings, "a.txt", "one")
        drop(settings, "b.txt", "one")
        assert states(drain_inbox(settings, database).files) == {"a.txt": "loaded", "b.txt": "already known"}
        assert len(database.status().documents) == 1

    def test_files_are_taken_in_batches(self, tmp_path: Path, database: Database) -> None:
        settings = settings_in(tmp_path / "home", BATCH_SIZE="3")
        for number in range(7):
            drop(settings, f"{number}.txt", str(number))
        sizes: list[int] = []

        def run_batch(batch: Callable[[], list[FileOutcome]]) -> list[FileOutcome]:
            outcomes = batch()
            sizes.append(len(outcomes))
            return outcomes

        drain_inbox(settings, database, run_batch=run_batch)
        assert sizes == [3, 3, 1]

    def test_progress_counts_up_to_the_number_of_files(self, settings: Settings, database: Database) -> None:
        for name in ("a.txt", "b.txt"):
            drop(settings, name, name)
        seen: list[tuple[int, int, str]] = []
        drain_inbox(
            settings, database, progress=lambda done, total, o: seen.append((done, total, o.file_name))
        )
        assert seen == [(1, 2, "a.txt"), (2, 2, "b.txt")]

    def test_one_log_line_for_each_document(
        self, settings: Settings, database: Database, caplog: pytest.LogCaptureFixture
    ) -> None:
        drop(settings, "a.txt", "one")
        drop(settings, "b.txt", "bad")
        with caplog.at_level("INFO", logger="report_etl"):
            drain_inbox(settings, database)
        lines = [record.getMessage() for record in caplog.records]
        assert len(lines) == 2
        assert lines[0].startswith("state=loaded file='a.txt' sha256=7692c3ad3540 policies=2")
        assert "error=DocumentError reason='b.txt cannot be read: copy it again'" in lines[1]

    def test_a_young_file_is_waited_for(self, tmp_path: Path, database: Database) -> None:
        settings = settings_in(tmp_path / "home", SETTLE_SECONDS="0.2")
        drop(settings, "a.txt", "one")
        assert states(drain_inbox(settings, database).files) == {"a.txt": "loaded"}

    def test_a_file_that_changes_while_it_is_read_goes_back(
        self, settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Late(InventedWorkers):
            def extract(self, paths: Sequence[Path]) -> Iterator[Extraction | DocumentError]:
                for path, extraction in zip(paths, super().extract(paths), strict=True):
                    if path.name == "a.txt" and path.read_text() == "one":
                        path.write_text("one and more")
                    yield extraction

        monkeypatch.setattr(drain, "Workers", Late)
        drop(settings, "a.txt", "one")
        summary = drain_inbox(settings, database)
        assert [outcome.state for outcome in summary.files] == [FileState.CHANGING, FileState.LOADED]
        assert files_in(settings)["archive"] == ["one and more"]

    def test_a_file_that_cannot_be_claimed_holds_up_no_other(
        self, settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = Path.rename

        def rename(path: Path, target: Path) -> Path:
            if path == settings.inbox / "a.txt":
                raise OSError(errno.ENAMETOOLONG, "File name too long")
            return real(path, target)

        monkeypatch.setattr(Path, "rename", rename)
        drop(settings, "a.txt", "one")
        drop(settings, "b.txt", "two")
        assert states(drain_inbox(settings, database).files) == {"b.txt": "loaded"}
        assert files_in(settings)["inbox"] == ["one"]

    @pytest.mark.parametrize("folder", ["", "archive", "archive/below", "quarantine", "work"])
    def test_an_inbox_within_our_own_folders_is_refused(
        self, tmp_path: Path, database: Database, folder: str
    ) -> None:
        settings = settings_in(tmp_path / "home", INBOX=str(tmp_path / "home" / folder))
        with pytest.raises(ConfigError, match="choose a"):
            drain_inbox(settings, database)


class TestFailuresOfOthers:
    def test_without_the_database_every_file_goes_back(
        self, settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def load(*arguments: object, **options: object) -> None:
            raise DatabaseError("the server is gone", transient=True)

        for name in ("a.txt", "b.txt"):
            drop(settings, name, name)
        with monkeypatch.context() as patched:
            patched.setattr(Database, "load", load)
            with pytest.raises(DatabaseError):
                drain_inbox(settings, database)
        # Of the first one nobody can tell whether its COMMIT arrived: it keeps its id.
        assert files_in(settings) == {
            "inbox": ["b.txt"],
            "work": ["a.txt"],
            "archive": [],
            "quarantine": [],
        }
        assert states(drain_inbox(settings, database).files) == {"a.txt": "loaded", "b.txt": "loaded"}

    def test_a_full_archive_after_the_commit_gives_no_second_receipt(
        self, settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*arguments: object) -> None:
            raise ConfigError("archive cannot be written (No space left on device)")

        drop(settings, "a.txt", "one")
        with monkeypatch.context() as patched:
            patched.setattr(drain, "archive_file", full)
            with pytest.raises(ConfigError):
                drain_inbox(settings, database)
        drain_inbox(settings, database)
        assert files_in(settings)["archive"] == ["one"]
        assert [receipt.state for receipt in database.receipts()] == [ReceiptState.LOADED]

    def test_a_passing_failure_of_the_database_is_waited_out(
        self, settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        failures = iter([True, True, False])
        real = Database.load

        def load(self: Database, *arguments: object, **options: object) -> object:
            if next(failures):
                raise DatabaseError("locked", transient=True)
            return real(self, *arguments, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(Database, "load", load)
        drop(settings, "a.txt", "one")
        assert states(drain_inbox(settings, database).files) == {"a.txt": "loaded"}

    def test_a_wrong_schema_file_costs_no_document(
        self, settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Misconfigured(InventedWorkers):
            def extract(self, paths: Sequence[Path]) -> Iterator[Extraction | DocumentError]:
                raise SchemaError("schemas/tables/policies.yaml:3: no such column type")
                yield

        monkeypatch.setattr(drain, "Workers", Misconfigured)
        drop(settings, "a.txt", "one")
        with pytest.raises(SchemaError):
            drain_inbox(settings, database)
        assert files_in(settings)["inbox"] == ["one"]
        assert database.receipts() == []

    def test_after_a_crash_between_commit_and_archive_the_file_is_archived(
        self, settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def crash(*arguments: object) -> None:
            raise KeyboardInterrupt

        drop(settings, "a.txt", "one")
        with monkeypatch.context() as patched:
            patched.setattr(drain, "archive_file", crash)
            with pytest.raises(KeyboardInterrupt):
                drain_inbox(settings, database)
        drain_inbox(settings, database)
        assert files_in(settings) == {"inbox": [], "work": [], "archive": ["one"], "quarantine": []}
        assert len(database.status().documents) == 1

    def test_a_worker_that_seemed_dead_writes_nothing_and_goes_on(
        self, settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """While it reads `a.txt`, another one takes the file and its claim, and is not done yet."""
        elsewhere = settings.home / "elsewhere"

        class Frozen(InventedWorkers):
            def extract(self, paths: Sequence[Path]) -> Iterator[Extraction | DocumentError]:
                extractions = list(super().extract(paths))
                (claim,) = (claim for claim in database.claims() if claim.file_name == "a.txt")
                database.take([Arrival(claim.arrival_id, "a.txt")])
                paths[0].rename(elsewhere)
                yield from extractions

        monkeypatch.setattr(drain, "Workers", Frozen)
        drop(settings, "a.txt", "one")
        drop(settings, "b.txt", "two")
        assert states(drain_inbox(settings, database).files) == {"a.txt": "taken over", "b.txt": "loaded"}
        assert [receipt.file_name for receipt in database.receipts()] == ["b.txt"]
        assert elsewhere.read_text() == "one"

    def test_a_file_on_which_the_program_dies_each_time_is_given_up(self, tmp_path: Path) -> None:
        settings = settings_in(tmp_path / "home", MAX_TRIES="3")
        good = [f"{letter}{number:02}.txt" for letter in "az" for number in range(50)]
        for name in ("poison.txt", *good):
            drop(settings, name, name)
        runs = 0
        while run_in_a_process_that_may_die(settings) != 0:
            runs += 1
        assert runs == 3
        assert files_in(settings) == {
            "inbox": [],
            "work": [],
            "archive": good,
            "quarantine": ["poison.txt"],
        }
        reason = json.loads((settings.quarantine / "poison.txt.reason.json").read_text("utf-8"))["reason"]
        assert reason.startswith("poison.txt was given up: the program died on it 3 times")

    def test_a_batch_repeated_by_prefect_goes_on_where_it_stopped(
        self, settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = Database.load
        calls = 0

        def load(self: Database, *arguments: object, **options: object) -> object:
            nonlocal calls
            calls += 1
            if calls == 2:
                raise DatabaseError("gone for a while")
            return real(self, *arguments, **options)  # type: ignore[arg-type]

        def run_batch(batch: Callable[[], list[FileOutcome]]) -> list[FileOutcome]:
            with pytest.raises(DatabaseError):
                batch()
            return batch()

        monkeypatch.setattr(Database, "load", load)
        for name in ("a.txt", "b.txt", "c.txt"):
            drop(settings, name, name)
        summary = drain_inbox(settings, database, run_batch=run_batch)
        assert states(summary.files) == {"a.txt": "loaded", "b.txt": "loaded", "c.txt": "loaded"}
        assert [receipt.state for receipt in database.receipts()] == [ReceiptState.LOADED] * 3


class TestPaths:
    def test_files_named_stay_where_they_are(
        self, settings: Settings, database: Database, tmp_path: Path
    ) -> None:
        paths = [tmp_path / name for name in ("a.txt", "b.txt")]
        paths[0].write_text("one")
        paths[1].write_text("bad")
        summary = ingest_paths(paths, settings, database)
        assert states(summary.files) == {"a.txt": "loaded", "b.txt": "quarantined"}
        assert [path.read_text() for path in paths] == ["one", "bad"]
        assert [receipt.file_name for receipt in database.receipts()] == ["a.txt", "b.txt"]

    def test_the_archive_gets_a_copy_also_where_one_was_lost(
        self, settings: Settings, database: Database, tmp_path: Path
    ) -> None:
        path = tmp_path / "a.txt"
        path.write_text("one")
        for state in ("loaded", "already known"):
            summary = ingest_paths([path], settings, database)
            assert states(summary.files) == {"a.txt": state}
            (copy,) = (file for file in settings.archive.rglob("*") if file.is_file())
            assert copy.read_text() == "one" == path.read_text()
            copy.unlink()

    def test_a_file_that_has_changed_since_it_was_loaded_is_not_copied(self, tmp_path: Path) -> None:
        path, archive = tmp_path / "a.txt", tmp_path / "archive"
        path.write_text("two")
        assert archive_copy(path, archive, hashlib.sha256(b"one").hexdigest()) is None
        path.unlink()
        assert archive_copy(path, archive, hashlib.sha256(b"one").hexdigest()) is None
        assert not [file for file in archive.rglob("*") if file.is_file()]

    def test_what_is_no_file_is_told_and_the_others_go_on(
        self, settings: Settings, database: Database, tmp_path: Path
    ) -> None:
        good = tmp_path / "a.txt"
        good.write_text("one")
        summary = ingest_paths([tmp_path, tmp_path / "nowhere.pdf", good], settings, database)
        reasons = [outcome.reason or "" for outcome in summary.quarantined]
        assert f"{tmp_path} is a folder" in reasons[0]
        assert "nowhere.pdf does not exist" in reasons[1]
        assert summary.states[FileState.LOADED] == 1

    def test_a_file_over_the_size_limit_is_refused_unread(self, tmp_path: Path, database: Database) -> None:
        settings = settings_in(tmp_path / "home", MAX_BYTES="2")
        path = tmp_path / "a.txt"
        path.write_text("one")
        (outcome,) = ingest_paths([path], settings, database).files
        assert (outcome.error, outcome.state) == ("LimitExceeded", FileState.QUARANTINED)


class TestPreview:
    def test_nothing_is_moved_and_nothing_written(self, settings: Settings) -> None:
        drop(settings, "a.txt", "one")
        drop(settings, "b.txt", "bad")
        summary = preview([], settings)
        assert states(summary.files) == {"a.txt": "loaded", "b.txt": "quarantined"}
        assert summary.rows["policies"] == 2
        assert [path.name for path in settings.home.iterdir()] == ["inbox"]

    def test_knows_what_is_known(self, settings: Settings, database: Database) -> None:
        drop(settings, "a.txt", "one")
        drain_inbox(settings, database)
        drop(settings, "a.txt", "one")
        assert states(preview([], settings).files) == {"a.txt": "already known"}
        assert files_in(settings)["inbox"] == ["one"]


class TestLimits:
    def test_a_document_with_too_many_characters_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("一、概况\n" * 10, encoding="utf-8")
        with pytest.raises(LimitExceeded, match="REPORT_ETL_MAX_CHARACTERS"):
            pipeline.extract_file(path, settings_in(tmp_path, MAX_CHARACTERS="10"))


def _misbehave(path: Path, settings: Settings) -> str:
    """Runs in a worker process: does what the content of the file says."""
    content = path.read_text()
    if content == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if content == "fault":
        raise KeyError("nothing")
    if content == "memory":
        raise MemoryError
    if content == "schema":
        raise SchemaError("schemas/tables/policies.yaml:3: wrong")
    if content == "output":
        return content * 10_000_000
    return content


class TestWorkers:
    """With real processes."""

    @pytest.fixture(autouse=True)
    def misbehaving(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(workers, "_extract", _misbehave)

    def run(self, tmp_path: Path, *contents: str, **settings: str) -> list[object]:
        paths = [tmp_path / f"{number}.txt" for number in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_text(content)
        with Workers(settings_in(tmp_path, WORKERS="2", **settings)) as pool:
            return list(pool.extract(paths))

    def test_what_happens_to_one_document_does_not_touch_the_others(self, tmp_path: Path) -> None:
        contents = ["good", "fine", "fault", "kill", "memory", "output", "well"]
        results = self.run(tmp_path, *contents, MAX_OUTPUT="10000000")
        assert [results[0], results[1], results[6]] == ["good", "fine", "well"]
        for number, sentence in ((2, "KeyError"), (3, "crash"), (4, "more memory"), (5, "more rows")):
            assert isinstance(results[number], DocumentError)
            assert sentence in str(results[number])
            assert str(results[number]).startswith(f"{number}.txt ")

    def test_a_mistake_in_the_settings_is_nobodys_fault_but_ours(self, tmp_path: Path) -> None:
        with pytest.raises(SchemaError):
            self.run(tmp_path, "good", "schema")
        with pytest.raises(ConfigError, match="REPORT_ETL_MAX_MEMORY"):
            self.run(tmp_path, "good", MAX_MEMORY="1000")


def test_a_lone_surrogate_in_a_text_is_unreadable_and_no_reason_to_fail() -> None:
    found = pipeline.extract_text("广东\ud800省2024年产量达到5万吨。")
    assert [str(quantity.value) for quantity in found.quantities] == ["50000"]
