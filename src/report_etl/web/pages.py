"""One function for each page: what is asked of the database, and the template that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from report_etl.db import Database, Listed, Part, ReceiptState, StoredRecord
from report_etl.pipeline.health import coverage_warnings
from report_etl.present import TELLING_FIELDS, telling_values
from report_etl.web.render import fields, render
from report_etl.web.request import ROWS, Request, Response, not_found, pager
from report_etl.web.sources import Look, Sources

_FIRST_KIND = "policies"
_HISTORY = "history"  # of a document: its arrivals and log lines, beside its kinds of record
_PEERS = 1000  # reports of a publisher that a report's coverage is compared with


def documents(request: Request, database: Database, sources: Sources) -> Response:
    """The documents, those that want a look, or the files in quarantine."""
    state = request.choice("state", ("loaded", "review", "quarantined"))
    search, publisher = request.search, request.query.get("publisher") or None
    part = Part((request.page - 1) * ROWS, ROWS)
    none = Part(0, 0)
    loaded = database.documents(part if state == "loaded" else none, search=search, publisher=publisher)
    review = database.documents(
        part if state == "review" else none, search=search, publisher=publisher, to_review=True
    )
    quarantined = database.arrivals(
        part if state == "quarantined" else none, search=search, state=ReceiptState.QUARANTINED
    )
    found: dict[str, Listed[Any]] = {"loaded": loaded, "review": review, "quarantined": quarantined}
    return _list(
        "documents.html",
        request,
        found[state],
        title="Documents",
        state=state,
        counts={name: listed.total for name, listed in found.items()},
        publisher=publisher,
        database=database.url,
    )


def document(request: Request, database: Database, sources: Sources, sha256: str) -> Response:
    """One document: its records of one kind, or its history."""
    log = database.log(sha256)
    if log.summary is None and not log.receipts:
        raise not_found("There is no document of this address: it may have been named wrongly.")
    counts = {} if log.summary is None else {kind: log.summary.counts.get(kind, 0) for kind in TELLING_FIELDS}
    counts["unclaimed"] = len(log.unclaimed)
    filled = [kind for kind in counts if counts[kind]] if log.summary else []
    kind = request.choice("kind", (*filled, _HISTORY, *counts))
    found: Listed[StoredRecord] = Listed((), 0)
    if kind != _HISTORY:
        part = Part((request.page - 1) * ROWS, ROWS)
        found = database.records(kind, part, sha256=sha256, search=request.search)
    name = log.summary.file_name if log.summary else log.receipts[-1].file_name
    return _list(
        "document.html",
        request,
        found,
        title=name,
        log=log,
        kind=kind,
        counts=counts,
        warning=_warning(database, sha256, log.summary.publisher if log.summary else None),
        **_table(kind, found.items),
    )


def records(request: Request, database: Database, sources: Sources, kind: str | None) -> Response:
    """Records of one kind of all documents."""
    kind = kind or request.query.get("kind") or _FIRST_KIND
    if kind not in TELLING_FIELDS:
        raise not_found(f"There are no records of the kind {kind[:40]!r}.")
    part = Part((request.page - 1) * ROWS, ROWS)
    found = database.records(kind, part, search=request.search)
    kinds = list(TELLING_FIELDS)
    return _list(
        "records.html", request, found, title="Records", kind=kind, kinds=kinds, **_table(kind, found.items)
    )


def findings(request: Request, database: Database, sources: Sources) -> Response:
    """Figures held against each other, contradictions first."""
    status = request.choice("status", ("inconsistent", "consistent", "all"))
    part = Part((request.page - 1) * ROWS, ROWS)
    wanted = None if status == "all" else status
    found = database.records("findings", part, search=request.search, status=wanted)
    return _list("findings.html", request, found, title="Findings", status=status)


def arrivals(request: Request, database: Database, sources: Sources) -> Response:
    """The ledger: how each file that came in ended."""
    state = request.choice("state", ("all", *ReceiptState))
    part = Part((request.page - 1) * ROWS, ROWS)
    wanted = None if state == "all" else ReceiptState(state)
    found = database.arrivals(part, search=request.search, state=wanted)
    states = ["all", *ReceiptState]
    return _list("arrivals.html", request, found, title="Arrivals", state=state, states=states)


def record(request: Request, database: Database, sources: Sources, record: str) -> Response:
    """One record as `show` prints it: its fields, the lines it was read from, the pages with boxes."""
    stored, look = _look(database, sources, record)
    beginning, kind, position = record.split("/")
    around = {
        name: found.id
        for name, step in (("previous", -1), ("next", 1))
        if (found := database.find_record(f"{beginning}/{kind}/{int(position) + step}"))
    }
    html = render(
        "record.html",
        title=record,
        stored=stored,
        look=look,
        fields=fields(stored.record),
        around=around,
        summary=" · ".join(telling_values(kind, stored.record).values()),
    )
    return Response(html)


def picture(request: Request, database: Database, sources: Sources, record: str, number: str) -> Response:
    """A page of a record's document as PNG."""
    _, look = _look(database, sources, record)
    for drawn in look.pictures:
        if drawn.number == int(number):
            return Response(drawn.png, "image/png")
    raise not_found("There is no such picture of this record.")


def _look(database: Database, sources: Sources, record: str) -> tuple[StoredRecord, Look]:
    stored = database.find_record(record)
    if stored is None:
        raise not_found(f"{record} is no record of this database: its document may have been extracted anew.")
    return stored, sources.look(stored)


def _warning(database: Database, sha256: str, publisher: str | None) -> str | None:
    if publisher is None:
        return None
    peers = database.documents(Part(0, _PEERS), publisher=publisher).items
    return coverage_warnings(peers).get(sha256)


def _table(kind: str, items: Sequence[StoredRecord]) -> dict[str, Any]:
    """The columns that some row has something to say in, and the rows."""
    rows = [(stored, telling_values(kind, stored.record)) for stored in items]
    columns = [name for name in TELLING_FIELDS.get(kind, ()) if any(name in values for _, values in rows)]
    return {"columns": columns, "rows": rows}


def _list(template: str, request: Request, found: Listed[Any], *, title: str, **values: Any) -> Response:
    html = render(
        template,
        title=title,
        request=request,
        items=found.items,
        pager=pager(request, found.total),
        search=request.search,
        **values,
    )
    return Response(html)
