"""`ingest_reports`: drain the inbox once, as one flow run with one task per batch.

    python flows/ingest.py                  the inbox of the settings
    python flows/ingest.py report.pdf …     these files, left where they are

A task per document would cost more than the document: what became of each stands in our own tables.
"""

from __future__ import annotations

import datetime
import logging
import sys
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import flows.local_prefect  # noqa: F401

# isort: split
from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event

from report_etl.db import DocumentSummary, open_database
from report_etl.errors import DatabaseError
from report_etl.pipeline.drain import drain_inbox, ingest_paths
from report_etl.pipeline.health import covered
from report_etl.pipeline.outcome import FileOutcome, FileState, IngestSummary, Progress
from report_etl.settings import Settings, export_settings, load_settings

# A function is no parameter that Prefect could record: it reaches the flow around the side. (No
# ContextVar: a served flow is pickled with what it refers to.)
_progress: Progress | None = None


def run_flow(paths: Sequence[Path], settings: Settings, *, progress: Progress | None = None) -> IngestSummary:
    """Run the flow in this process, with these settings.

    Raises:
        ConfigError, DatabaseError: as `drain_inbox`.
    """
    with open_database(settings.database_url) as database:
        database.prepare()  # an unreachable database shows before Prefect has started
    export_settings(settings)
    global _progress
    _progress = progress
    try:
        return ingest_reports([str(path.absolute()) for path in paths])
    finally:
        _progress = None


def _run_name() -> str:
    return f"ingest-{datetime.datetime.now():%Y-%m-%d-%H%M%S}"  # noqa: DTZ005  a name for people


@flow(
    flow_run_name=_run_name,
    description="Loads every complete report of the inbox, or the files named, into the database.",
)
def ingest_reports(paths: list[str] | None = None) -> IngestSummary:
    """Drain the inbox of the settings, or take the files named."""
    # Prefect attaches a handler to this logger, but leaves it at the level of the root.
    logging.getLogger("report_etl").setLevel(logging.INFO)
    settings = load_settings()
    numbers = count(1)

    def run_batch(batch: Callable[[], list[FileOutcome]]) -> list[FileOutcome]:
        outcomes = ingest_batch.with_options(task_run_name=f"batch-{next(numbers)}")(batch)
        for outcome in outcomes:
            if outcome.state is FileState.QUARANTINED:
                _tell_of(outcome)
        return outcomes

    with open_database(settings.database_url) as database:
        database.prepare()
        if paths:
            files = [Path(path) for path in paths]
            summary = ingest_paths(files, settings, database, progress=_progress, run_batch=run_batch)
        else:
            summary = drain_inbox(settings, database, progress=_progress, run_batch=run_batch)
        if summary.files:
            loaded = {outcome.sha256 for outcome in summary.files}
            documents = [found for found in database.status().documents if found.sha256 in loaded]
            create_markdown_artifact(_summary_as_markdown(summary, documents), key="ingest-summary")
    return summary


def is_passing(task: Any, task_run: Any, state: Any) -> bool:
    """Only the database is worth a second try; a document gives the same result each time."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, DatabaseError) and error.transient


@task(retries=2, retry_delay_seconds=[5, 30], retry_condition_fn=is_passing, cache_policy=NO_CACHE)
def ingest_batch(batch: Callable[[], list[FileOutcome]]) -> list[FileOutcome]:
    """Take one batch of files to its end; a repeated call goes on where the first one stopped."""
    return batch()


def _tell_of(outcome: FileOutcome) -> None:
    """An event for automations: a notification, a ticket."""
    emit_event(
        event="report-etl.file.quarantined",
        resource={
            "prefect.resource.id": f"report-etl.file.{outcome.sha256 or outcome.file_name}",
            "prefect.resource.name": outcome.file_name,
        },
        payload={"reason": outcome.reason, "error": outcome.error, "sha256": outcome.sha256},
    )


def _summary_as_markdown(summary: IngestSummary, documents: Sequence[DocumentSummary]) -> str:
    lines = ["| files | number |", "|---|---|"]
    lines += [f"| {state.value} | {number} |" for state, number in summary.states.items()]
    lines += ["", "| rows | number |", "|---|---|"]
    lines += [f"| {kind} | {number} |" for kind, number in summary.rows.items()]
    lines += [f"| rejects | {summary.rejects} |", f"| findings | {summary.findings} |"]
    lines += [f"| inconsistent findings | {summary.inconsistent} |"]
    lines += ["", "| document | lines accounted for | numerals accounted for |", "|---|---|---|"]
    lines += [
        f"| {found.file_name} | {covered(found):.1%} | {found.numerals_claimed} of {found.numerals} |"
        for found in documents
    ]
    lines += ["", *(f"- quarantined: {outcome.reason}" for outcome in summary.quarantined)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    run = run_flow([Path(name) for name in sys.argv[1:]], load_settings())
    print(", ".join(f"{state.value}: {number}" for state, number in run.states.items()) or "nothing to load")
    sys.exit(1 if run.quarantined else 0)
