"""Extraction in processes of their own, so that two documents use two processors and none the parent."""

from __future__ import annotations

import logging
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import FrameType, TracebackType
from typing import NoReturn, Self

from report_etl.errors import DocumentError, LimitExceeded, ReportEtlError
from report_etl.pipeline import extract_file
from report_etl.records import Extraction
from report_etl.settings import Settings

logger = logging.getLogger(__name__)


class Workers:
    """A pool of processes, each held to the limits of the settings; use it with `with`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end(kill=error is not None)

    def extract(self, paths: Sequence[Path]) -> Iterator[Extraction | DocumentError]:
        """The extraction of each file, in order; what went wrong with one stands in its place."""
        futures = [self._submit(path) for path in paths]
        for path, future in zip(paths, futures, strict=True):
            error = future.exception()
            if isinstance(error, BrokenProcessPool):
                # Some document killed its process and all others in flight with it: try this one alone.
                self._end(kill=True)
                error = (future := self._submit(path)).exception()
                if error is not None:
                    self._end(kill=True)
            yield future.result() if error is None else _as_document_error(path, error)

    def _submit(self, path: Path) -> Future[Extraction]:
        if self._pool is None:
            # Forked from a server that has imported the extraction once: a new process costs nothing.
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload([__name__])
            self._pool = ProcessPoolExecutor(
                self._settings.workers,
                context,
                initializer=_start_worker,
                initargs=(self._settings.max_memory,),
            )
        try:
            return self._pool.submit(_extract_in_time, path, self._settings)
        except BrokenProcessPool as error:
            failed: Future[Extraction] = Future()
            failed.set_exception(error)
            return failed

    def _end(self, *, kill: bool) -> None:
        if self._pool is None:
            return
        mine = list((self._pool._processes or {}).values()) if kill else []
        self._pool.shutdown(wait=not kill, cancel_futures=True)
        for process in mine:
            process.kill()
        self._pool = None


def _as_document_error(path: Path, error: BaseException) -> DocumentError:
    """Whatever happened in the worker, as a sentence about this document."""
    if isinstance(error, DocumentError):
        return error
    if isinstance(error, ReportEtlError):
        raise error  # a setting or a schema file: not the document's fault
    if isinstance(error, MemoryError):
        return LimitExceeded(
            f"{path.name} needs more memory than the limit: split it, or raise REPORT_ETL_MAX_MEMORY"
        )
    if isinstance(error, BrokenProcessPool):
        return DocumentError(f"{path.name} makes the program crash: open it, save it anew and drop it again")
    logger.debug("%s", path.name, exc_info=error)
    return DocumentError(
        f"{path.name} meets a fault of the program ({type(error).__name__}: {error}): please report it"
    )


def _start_worker(max_memory: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    resource.setrlimit(resource.RLIMIT_AS, (max_memory, max_memory))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed cannot end its workers: they watch it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _extract_in_time(path: Path, settings: Settings) -> Extraction:
    def stop(signum: int, frame: FrameType | None) -> NoReturn:
        raise LimitExceeded(
            f"{path.name} takes longer than {settings.max_seconds:g} s: "
            "split it, or raise REPORT_ETL_MAX_SECONDS"
        )

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, settings.max_seconds)
    try:
        return extract_file(path, settings)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
