"""A WSGI application: finds the page for an address, answers errors in sentences, sets the headers."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from report_etl.db import Database
from report_etl.errors import ConfigError, DatabaseError
from report_etl.web import pages
from report_etl.web.render import render
from report_etl.web.request import Refused, Request, Response, bad_request, not_found
from report_etl.web.sources import Sources

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

logger = logging.getLogger(__name__)

_Page = Callable[..., Response]
_RECORD = r"/(?P<record>[0-9a-f]{16}/[a-z_]+/[1-9][0-9]{0,8})"
_ROUTES: tuple[tuple[re.Pattern[str], _Page], ...] = (
    (re.compile(r"/"), pages.documents),
    (re.compile(r"/documents/(?P<sha256>[0-9a-f]{64})"), pages.document),
    (re.compile(r"/records(?:/(?P<kind>[a-z_]+))?"), pages.records),
    (re.compile(rf"/records{_RECORD}"), pages.record),
    (re.compile(rf"/pictures{_RECORD}/(?P<number>[1-9][0-9]{{0,5}})\.png"), pages.picture),
    (re.compile(r"/findings"), pages.findings),
    (re.compile(r"/arrivals"), pages.arrivals),
)
_TEMPLATES = files("report_etl.web").joinpath("templates")
_FILES = {
    "/style.css": Response(_TEMPLATES.joinpath("style.css").read_bytes(), "text/css; charset=utf-8"),
    "/icon.svg": Response(_TEMPLATES.joinpath("icon.svg").read_bytes(), "image/svg+xml"),
}
_HEADERS = (
    # Nothing but our own style sheet and pictures: whatever a report smuggles in is not run and not fetched.
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)


def make_application(
    database: Database, sources: Sources, *, hosts: frozenset[str] | None
) -> WSGIApplication:
    """The pages over an open database.

    `hosts` are the names under which this server may be asked; None: any. A foreign page that a browser
    shows can make its own name mean 127.0.0.1 (DNS rebinding) and so read what stands here: its requests
    come with that name.
    """

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        response = _answer(environ, database, sources, hosts)
        length = ("Content-Length", str(len(response.body)))
        headers = [("Content-Type", response.media_type), length, *_HEADERS, *response.headers]
        start_response(f"{response.status.value} {response.status.phrase}", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [response.body]

    return application


def _answer(
    environ: WSGIEnvironment, database: Database, sources: Sources, hosts: frozenset[str] | None
) -> Response:
    try:
        _check(environ, hosts)
        request = Request.of(environ)
        return _page(request, database, sources)
    except Refused as error:
        return _sentence(error.status, str(error))
    except (DatabaseError, ConfigError) as error:
        return _sentence(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
    except Exception as error:  # one request must not end the server; the person and the log are told
        logger.exception("%s", environ.get("PATH_INFO"))
        sentence = f"Fault of the program ({type(error).__name__}): please report it; its log says more."
        return _sentence(HTTPStatus.INTERNAL_SERVER_ERROR, sentence)


def _page(request: Request, database: Database, sources: Sources) -> Response:
    if request.path in _FILES:
        return _FILES[request.path]
    if request.path == "/health":
        database.check_schema()
        return Response(b"well\n", "text/plain; charset=utf-8")
    for pattern, page in _ROUTES:
        match = pattern.fullmatch(request.path)
        if match:
            return page(request, database, sources, **match.groupdict())
    raise not_found("There is no page of this address.")


def _check(environ: WSGIEnvironment, hosts: frozenset[str] | None) -> None:
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "These pages can be read only.")
    host = re.sub(r":[0-9]*\Z", "", environ.get("HTTP_HOST", "")).lower()
    if hosts is not None and host not in hosts:
        raise bad_request("This server is asked under a name that is not its own: open it by its address.")


def _sentence(status: HTTPStatus, sentence: str) -> Response:
    allowed = (("Allow", "GET, HEAD"),) if status is HTTPStatus.METHOD_NOT_ALLOWED else ()
    values: dict[str, Any] = {"status": status, "sentence": sentence}
    return Response(render("error.html", title=status.phrase, **values), status=status, headers=allowed)
