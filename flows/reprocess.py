"""`reprocess_reports`: extract the archive again by the rules of today, as one flow run.

python flows/reprocess.py             compare and publish
python flows/reprocess.py --dry-run   compare only
python flows/reprocess.py --accept    publish however much has changed
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Any

import flows.local_prefect  # noqa: F401

# isort: split
from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import TaskRunner

from flows.ingest import is_passing
from report_etl.db import open_database
from report_etl.errors import ConfigError
from report_etl.pipeline.reprocess import Comparison, Progress, Reprocessed, reprocess
from report_etl.settings import Settings, export_settings, load_settings

_progress: Progress | None = None  # as in flows/ingest.py


def run_flow(
    settings: Settings,
    *,
    only: Sequence[str] = (),
    dry_run: bool = False,
    accept: bool = False,
    progress: Progress | None = None,
) -> Reprocessed:
    """Run the flow in this process, with these settings.

    Raises:
        ConfigError, DatabaseError: as `reprocess`.
    """
    export_settings(settings)
    global _progress
    _progress = progress
    try:
        run = reprocess_reports
        if settings.dask_scheduler:
            run = run.with_options(task_runner=_dask(settings))
        return run(list(only), dry_run, accept)
    finally:
        _progress = None


def _dask(settings: Settings) -> TaskRunner[Any]:
    """Runs tasks on the workers of a Dask cluster; `local` makes one on this machine.

    Raises:
        ConfigError: the optional extra is not installed.
    """
    try:
        import dask
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise ConfigError("a Dask cluster needs the extra: pip install 'report-etl[dask]'") from error

    if settings.dask_scheduler != "local":
        return DaskTaskRunner(address=settings.dask_scheduler)
    # Its processes start processes of their own, which daemons may not.
    dask.config.set({"distributed.worker.daemon": False})
    return DaskTaskRunner(cluster_kwargs={"n_workers": settings.workers, "threads_per_worker": 1})


@flow(description="Extracts archived reports again by the rules of today and publishes what has changed.")
def reprocess_reports(
    only: list[str] | None = None, dry_run: bool = False, accept: bool = False
) -> Reprocessed:
    """Reprocess the archive of the settings, or the documents named by their hash."""
    logging.getLogger("report_etl").setLevel(logging.INFO)
    settings = load_settings()
    numbers = count(1)

    def run_batches(batches: Sequence[Callable[[], list[Comparison]]]) -> Iterable[list[Comparison]]:
        tasks = [reprocess_batch.with_options(task_run_name=f"batch-{next(numbers)}") for _ in batches]
        if not settings.dask_scheduler:
            return (task(batch) for task, batch in zip(tasks, batches, strict=True))
        futures = [task.submit(batch) for task, batch in zip(tasks, batches, strict=True)]
        return (future.result() for future in futures)

    with open_database(settings.database_url, create=False) as database:
        result = reprocess(
            settings,
            database,
            only=only or (),
            dry_run=dry_run,
            accept=accept,
            progress=_progress,
            run_batches=run_batches,
        )
    if result.documents:
        create_markdown_artifact(_as_markdown(result), key="reprocess-summary")
    return result


@task(retries=2, retry_delay_seconds=[5, 30], retry_condition_fn=is_passing, cache_policy=NO_CACHE)
def reprocess_batch(batch: Callable[[], list[Comparison]]) -> list[Comparison]:
    """Compare or publish one batch of documents; both may be repeated."""
    return batch()


def _as_markdown(result: Reprocessed) -> str:
    lines = [f"{result.share:.1%} of the rows differ; {'' if result.published else 'not '}published", ""]
    lines += ["| document | kind | added | removed | changed |", "|---|---|---|---|---|"]
    lines += [
        f"| {document.file_name} | {kind} | {signs['+']} | {signs['-']} | {signs['~']} |"
        for document in result.documents
        for kind, signs in document.counts.items()
    ]
    lines += ["", *(f"- left as it was: {document.reason}" for document in result.failed)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--accept", action="store_true")
    given = parser.parse_args()
    run = run_flow(load_settings(), dry_run=given.dry_run, accept=given.accept)
    print(f"{len(run.documents)} documents, {run.share:.1%} of the rows differ, published: {run.published}")
    sys.exit(1 if run.failed or not (run.published or given.dry_run) else 0)
