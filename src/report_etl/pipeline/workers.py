"""Extraction in processes of their own: two documents use two processors, and none can harm the parent."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from report_etl.errors import ConfigError, DocumentError, LimitExceeded, ReportEtlError
from report_etl.pipeline import extract_file
from report_etl.records import Extraction
from report_etl.sandbox import CannotStart, Failure, Limits, Sandbox, Sandboxed, Trouble
from report_etl.settings import Settings

logger = logging.getLogger(__name__)

_OVER_THE_LIMIT = {
    Trouble.WALL: ("takes longer", "MAX_SECONDS"),
    Trouble.CPU: ("needs more processor time", "MAX_CPU_SECONDS"),
    Trouble.MEMORY: ("needs more memory", "MAX_MEMORY"),
    Trouble.OUTPUT: ("gives more rows", "MAX_OUTPUT"),
}


def document_limits(settings: Settings) -> Limits:
    """What one document may use of the machine."""
    return Limits(
        wall=settings.max_seconds,
        cpu=settings.max_cpu_seconds,
        memory=settings.max_memory,
        output=settings.max_output,
        calls=settings.worker_documents,
    )


class Workers(Sandboxed[Path, Extraction]):
    """Processes that extract, each held to the limits of the settings; use it with `with`."""

    def __init__(self, settings: Settings) -> None:
        extract = partial(_extract, settings=settings)
        super().__init__(Sandbox(extract, document_limits(settings), settings.workers, preload=[__name__]))

    def extract(self, paths: Sequence[Path]) -> Iterator[Extraction | DocumentError]:
        """The extraction of each file, in order; what went wrong with one stands in its place.

        Raises:
            ConfigError: a limit is too narrow for any document, or a file in `schemas/` is wrong.
        """
        answers = self._sandbox.map(paths)
        try:
            for path, answer in zip(paths, answers, strict=True):
                yield _as_document_error(path, answer) if isinstance(answer, Failure) else answer
        except CannotStart as error:
            raise ConfigError(
                "no process for reading documents can be started: raise REPORT_ETL_MAX_MEMORY"
            ) from error


def _extract(path: Path, settings: Settings) -> Extraction:
    return extract_file(path, settings)


def _as_document_error(path: Path, failure: Failure) -> DocumentError:
    """Whatever happened in the worker, as a sentence about this document."""
    error = failure.error
    if isinstance(error, DocumentError):
        return error
    if isinstance(error, ReportEtlError):
        raise error  # a setting or a schema file: not the document's fault
    if failure.trouble in _OVER_THE_LIMIT:
        words, setting = _OVER_THE_LIMIT[failure.trouble]
        return LimitExceeded(f"{path.name} {words} than the limit: split it, or raise REPORT_ETL_{setting}")
    if failure.trouble is Trouble.CRASH:
        return DocumentError(f"{path.name} makes the program crash: open it, save it anew and drop it again")
    logger.debug("%s", path.name, exc_info=error)
    return DocumentError(
        f"{path.name} meets a fault of the program ({type(error).__name__}: {error}): please report it"
    )
