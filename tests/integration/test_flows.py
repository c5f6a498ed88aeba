"""The flow is a shell: it does what the core does, and records it in Prefect."""

from __future__ import annotations

import asyncio
import dataclasses
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from report_etl.catalog import rules_digest
from report_etl.db import Database, open_database
from report_etl.errors import DatabaseError
from report_etl.pipeline import drain
from report_etl.pipeline.outcome import FileOutcome
from report_etl.pipeline.workers import Workers
from report_etl.settings import Settings
from tests.ingesting import InventedWorkers, drop, files_in, settings_in

pytestmark = [pytest.mark.prefect, pytest.mark.timeout(300)]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def ingest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The flow module, imported with Prefect's home in a temporary folder, on a server of the tests."""
    before = dict(os.environ)
    home = tmp_path_factory.mktemp("prefect")
    os.environ.update({"REPORT_ETL_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false"})
    module = importlib.import_module("flows.ingest")
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(180), temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield module
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(drain, "Workers", InventedWorkers)
    # `run_flow` exports the settings: take them back after the test.
    monkeypatch.setattr(os, "environ", os.environ.copy())
    return settings_in(tmp_path / "home", BATCH_SIZE="2")


def last_run(tasks: int = 0) -> Any:
    """The last flow run and its task runs: the server hears of them late, so `tasks` are awaited."""
    from prefect import get_client
    from prefect.client.schemas.sorting import FlowRunSort

    async def read() -> Any:
        async with get_client() as client:
            (run,) = await client.read_flow_runs(limit=1, sort=FlowRunSort.START_TIME_DESC)
            for _ in range(150):
                own = [task for task in await client.read_task_runs() if task.flow_run_id == run.id]
                if len(own) >= tasks:
                    break
                await asyncio.sleep(0.2)
            return run, own

    return asyncio.run(read())


def test_one_flow_run_drains_the_inbox_with_one_task_for_each_batch(
    ingest: ModuleType, settings: Settings
) -> None:
    for number in range(3):
        drop(settings, f"{number}.txt", str(number))
    seen: list[tuple[int, int]] = []
    summary = ingest.run_flow([], settings, progress=lambda done, total, outcome: seen.append((done, total)))
    assert len(summary.files) == 3
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert files_in(settings)["archive"] == ["0", "1", "2"]
    run, tasks = last_run(tasks=2)
    assert run.state.is_completed() and run.name.startswith("ingest-")
    assert sorted(task.name for task in tasks) == ["batch-1", "batch-2"]
    assert "postgresql" not in str(run.parameters) and "sqlite" not in str(run.parameters)


def test_files_named_are_left_where_they_are(ingest: ModuleType, settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    summary = ingest.run_flow([path], settings)
    assert [outcome.file_name for outcome in summary.files] == ["a.txt"]
    assert path.exists()


def test_a_passing_failure_of_the_database_is_tried_again_by_prefect(
    ingest: ModuleType, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0
    real = Database.load

    def load(self: Database, *arguments: Any, **options: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise DatabaseError("the server restarts", transient=True)
        return real(self, *arguments, **options)

    monkeypatch.setattr(Database, "load", load)
    monkeypatch.setattr("report_etl.pipeline.ingest._RETRY_AFTER", ())
    monkeypatch.setattr(ingest.ingest_batch, "retry_delay_seconds", 0)
    drop(settings, "a.txt", "one")
    summary = ingest.run_flow([], settings)
    assert [outcome.state.value for outcome in summary.files] == ["loaded"]
    assert calls == 2


def test_a_lasting_failure_of_the_database_fails_the_run_and_costs_no_file(
    ingest: ModuleType, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(*arguments: Any, **options: Any) -> Any:
        raise DatabaseError("no such table")

    monkeypatch.setattr(Database, "load", load)
    drop(settings, "a.txt", "one")
    with pytest.raises(DatabaseError):
        ingest.run_flow([], settings)
    assert last_run()[0].state.is_failed()
    assert files_in(settings)["work"] == ["one"]  # it may have been loaded: the next run asks the ledger


def test_the_archive_is_reprocessed_in_one_flow_run(
    ingest: ModuleType, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(settings, "a.txt", "one")
    ingest.run_flow([], settings)
    module = importlib.import_module("flows.reprocess")
    monkeypatch.setattr("report_etl.pipeline.reprocess.Workers", InventedWorkers)
    monkeypatch.setattr("report_etl.pipeline.reprocess.rules_digest", lambda: "tomorrow")
    result = module.run_flow(settings)
    assert (len(result.documents), result.share, result.published) == (1, 0, True)
    assert last_run()[0].state.is_completed()


def test_the_archive_is_reprocessed_on_a_dask_cluster(
    ingest: ModuleType, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A local one of two processes; each batch is a task of its own, with real extraction."""
    pytest.importorskip("prefect_dask")
    monkeypatch.setattr(drain, "Workers", Workers)
    for number in range(4):
        drop(settings, f"{number}.txt", f"一、概况\n2024年我国冷链物流市场规模约为520{number}亿元。\n")
    monkeypatch.setattr("report_etl.pipeline.ingest.rules_digest", lambda: "yesterday")
    ingest.run_flow([], settings)
    settings = dataclasses.replace(settings, dask_scheduler="local", workers=2)
    result = importlib.import_module("flows.reprocess").run_flow(settings)
    assert (len(result.documents), result.share, result.published) == (4, 0, True)
    run, tasks = last_run(tasks=4)
    assert run.state.is_completed()
    assert sorted(task.name for task in tasks) == ["batch-1", "batch-2", "batch-3", "batch-4"]
    with open_database(settings.database_url) as database:
        assert {document.rules for document in database.status().documents} == {rules_digest()}


def test_the_record_of_a_run_holds_our_lines_its_summary_and_an_event_for_the_quarantine(
    ingest: ModuleType, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prefect import get_client
    from prefect.client.schemas.filters import LogFilter, LogFilterFlowRunId
    from prefect.logging.handlers import APILogHandler

    events: list[dict[str, Any]] = []
    monkeypatch.setattr(ingest, "emit_event", lambda **event: events.append(event))
    drop(settings, "a.txt", "one")
    drop(settings, "b.txt", "bad")
    ingest.run_flow([], settings)
    run, _ = last_run()

    async def read() -> tuple[list[str], str]:
        await APILogHandler.aflush()
        async with get_client() as client:
            logs = await client.read_logs(LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run.id])), limit=200)
            artifacts = await client.read_artifacts()
            return [log.message for log in logs], next(a.data for a in artifacts if a.flow_run_id == run.id)

    messages, summary = asyncio.run(read())
    assert any(message.startswith("state=loaded file='a.txt'") for message in messages)
    for line in ("| loaded | 1 |", "| rejects | 1 |", "| a.txt | ", "- quarantined: b.txt cannot be read"):
        assert line in summary
    (event,) = events
    assert event["event"] == "report-etl.file.quarantined"
    assert event["payload"]["reason"] == "b.txt cannot be read: copy it again"


def test_a_deployment_makes_its_pool_and_the_automation_once(ingest: ModuleType) -> None:
    from prefect import get_client

    deployments = importlib.import_module("flows.deployments")
    ids = {deployments.deploy("reports", every=300, runs=runs) for runs in (1, 3)}
    with get_client(sync_client=True) as client:
        (automation,) = client.read_automations_by_name(deployments.DEAD_RUNS)
        deployment = client.read_deployment(ids.pop())
        pool = client.read_work_pool("reports")
    assert not ids
    assert automation.actions[0].state.value == "CRASHED"
    assert pool.type == "process"
    assert deployment.entrypoint == "flows.ingest.ingest_reports"
    assert deployment.global_concurrency_limit.limit == 3
    assert deployment.concurrency_options.collision_strategy.value == "CANCEL_NEW"


def test_prefect_yaml_deploys_flows_that_exist(ingest: ModuleType) -> None:
    from prefect.flows import load_flow_from_entrypoint

    declared = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))
    assert [deployment["name"] for deployment in declared["deployments"]] == [
        "inbox",
        "inbox-many",
        "reprocess",
    ]
    for deployment in declared["deployments"]:
        assert load_flow_from_entrypoint(str(ROOT / deployment["entrypoint"]), use_placeholder_flow=False)
        assert deployment["concurrency_limit"]["collision_strategy"] == "CANCEL_NEW"


def test_the_task_is_the_batch(ingest: ModuleType) -> None:
    outcomes: list[FileOutcome] = []
    assert ingest.ingest_batch.fn(lambda: outcomes) is outcomes


def test_runs_as_a_plain_script_with_no_server_and_nothing_outside_its_home(tmp_path: Path) -> None:
    home, user = tmp_path / "home", tmp_path / "user"
    user.mkdir()
    settings = settings_in(home)
    drop(settings, "a.txt", "一、概况\n2024年我国冷链物流市场规模约为5200亿元。\n")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")},
        "REPORT_ETL_HOME": str(home),
        "REPORT_ETL_SETTLE_SECONDS": "0",
        "HOME": str(user),
    }
    script = [sys.executable, str(ROOT / "flows" / "ingest.py")]
    run = subprocess.run(script, env=environment, capture_output=True, text=True, cwd=tmp_path, timeout=280)
    assert run.returncode == 0, run.stderr
    assert run.stdout == "loaded: 1\n"
    with open_database(settings.database_url, create=False) as database:
        assert len(database.status().documents) == 1
    assert (home / "prefect" / "prefect.db").exists()
    assert list(user.iterdir()) == []
