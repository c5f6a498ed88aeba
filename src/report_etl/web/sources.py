"""What a record was read from: its lines and page pictures, made in a process held to limits.

An archived file has been read once, but never been drawn: a drawing library that hangs or crashes on it must
not take the server along.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from report_etl.db import StoredRecord
from report_etl.errors import DocumentError, ReportEtlError
from report_etl.pipeline.source import Source, read_source
from report_etl.pipeline.workers import document_limits
from report_etl.records import DocumentInfo, Provenance
from report_etl.sandbox import CannotStart, Failure, Sandbox, Sandboxed, Trouble
from report_etl.settings import Settings

_SECONDS = 60.0  # a person waits no longer for a page
_KEPT = 100  # answers, for the pictures that a browser asks for after the page
_DOCUMENTS_KEPT = 4  # in the process that reads them


@dataclass(frozen=True)
class Place:
    """One place that a record was read from; the value stands in ⟦⟧."""

    provenance: Provenance
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A page with boxes drawn on it; `complaint` says what it does not show."""

    number: int
    png: bytes
    complaint: str | None


@dataclass(frozen=True)
class Look:
    """The places of a record; `sentence` says why they, or the pictures of their pages, cannot be shown."""

    places: tuple[Place, ...] = ()
    pictures: tuple[Picture, ...] = ()
    sentence: str | None = None


@dataclass(frozen=True)
class _Question:
    settings: Settings
    document: DocumentInfo
    places: tuple[Provenance, ...]


class Sources(Sandboxed[_Question, Look]):
    """Looks records up in their documents; use it with `with`. May be asked by many threads."""

    def __init__(self, settings: Settings) -> None:
        usual = document_limits(settings)
        limits = replace(usual, wall=min(_SECONDS, usual.wall), cpu=min(_SECONDS, usual.cpu))
        super().__init__(Sandbox(_look, limits, 1, preload=[__name__]))
        self._settings = settings
        self._kept: OrderedDict[str, Look] = OrderedDict()
        self._lock = threading.Lock()

    def look(self, stored: StoredRecord) -> Look:
        """The places of a record."""
        key = f"{stored.document.sha256} {stored.record.model_dump_json()}"
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = self._ask(_Question(self._settings, stored.document, tuple(places_of(stored))))
        if found.sentence is None:  # what went wrong may go well the next time
            with self._lock:
                self._kept[key] = found
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return found

    def _ask(self, question: _Question) -> Look:
        try:
            (answer,) = self._sandbox.map([question])
        except CannotStart:
            return Look(
                sentence="No process for reading documents can be started: raise REPORT_ETL_MAX_MEMORY."
            )
        return _in_words(question.document.file_name, answer) if isinstance(answer, Failure) else answer


def places_of(stored: StoredRecord) -> Sequence[Provenance]:
    """Where a record stands; a finding has many places, or none."""
    where: Provenance | list[Provenance] = getattr(stored.record, "provenance", [])
    return where if isinstance(where, list) else [where]


def _look(question: _Question) -> Look:
    """Runs in the process of the sandbox."""
    source = _source(question.settings, question.document)
    places = tuple(Place(where, tuple(source.marked(where))) for where in question.places)
    try:
        return Look(places, tuple(Picture(*drawn) for drawn in source.pictures(question.places)))
    except DocumentError as error:
        return Look(places, sentence=str(error))


@lru_cache(_DOCUMENTS_KEPT)
def _source(settings: Settings, document: DocumentInfo) -> Source:
    return read_source(settings, document)


def _in_words(name: str, failure: Failure) -> Look:
    if isinstance(failure.error, ReportEtlError):
        return Look(sentence=str(failure.error))
    if failure.trouble is Trouble.RAISED:
        raise RuntimeError(f"{name} cannot be shown") from failure.error
    reason = "crashes the program that reads it"
    if failure.trouble is not Trouble.CRASH:
        reason = f"takes more than the limit allows ({failure.trouble.name.lower()})"
    return Look(
        sentence=f"{name} {reason}: its lines cannot be shown; the record itself is as it was loaded."
    )
