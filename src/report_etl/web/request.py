"""What is asked for, checked; and what is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode

_MOST_SEARCHED = 200  # characters
_MOST_PAGES = 1_000_000
ROWS = 50  # of one page


class Refused(Exception):
    """The request is not answered; `str(error)` is the sentence for the person."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def not_found(sentence: str) -> Refused:
    return Refused(HTTPStatus.NOT_FOUND, sentence)


def bad_request(sentence: str) -> Refused:
    return Refused(HTTPStatus.BAD_REQUEST, sentence)


@dataclass(frozen=True)
class Request:
    """The path and the query of a GET."""

    path: str
    query: Mapping[str, str]

    @classmethod
    def of(cls, environ: Mapping[str, Any]) -> Request:
        """Raises Refused when it is no UTF-8 or holds what no name holds."""
        try:
            path = environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8")
            pairs = parse_qsl(environ.get("QUERY_STRING", ""), errors="strict", max_num_fields=20)
        except ValueError as error:  # Unicode errors are of this kind too
            raise bad_request("This address cannot be read: it is no UTF-8.") from error
        query = {name: value.strip() for name, value in pairs}
        if "\0" in path + "".join(query.values()):
            raise bad_request("This address cannot be read: it holds a NUL character.")
        return cls(path or "/", query)

    @property
    def search(self) -> str:
        """What is searched for; "" for nothing."""
        searched = self.query.get("q", "")
        if len(searched) > _MOST_SEARCHED:
            raise bad_request(f"Search for at most {_MOST_SEARCHED} characters.")
        return searched

    @property
    def page(self) -> int:
        """The number of the page of a list, from 1."""
        text = self.query.get("page", "1")
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= _MOST_PAGES and len(text) < 9):
            raise bad_request(f"page is {text[:20]!r}: give a number from 1 on.")
        return int(text)

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """One of the choices; the first when nothing was chosen."""
        chosen = self.query.get(name) or choices[0]
        if chosen not in choices:
            raise bad_request(f"{name} is {chosen[:40]!r}: it can be {', '.join(choices)}.")
        return chosen

    def link(self, **changes: object) -> str:
        """The same address with other values in its query; None takes one away."""
        query = {**self.query, **changes}
        return "?" + urlencode({name: value for name, value in query.items() if value not in (None, "")})


@dataclass(frozen=True)
class Response:
    """What is sent back."""

    body: bytes
    media_type: str = "text/html; charset=utf-8"
    status: HTTPStatus = HTTPStatus.OK
    headers: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True)
class Pager:
    """Where in a list a page stands."""

    page: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // ROWS))

    @property
    def first(self) -> int:
        """Number of its first item, from 1."""
        return min(self.total, (self.page - 1) * ROWS + 1)

    @property
    def last(self) -> int:
        return min(self.total, self.page * ROWS)


def pager(request: Request, total: int) -> Pager:
    """Raises Refused for a page behind the last."""
    found = Pager(request.page, total)
    if found.page > found.pages:
        raise not_found(f"There is no page {found.page}: the last one is {found.pages}.")
    return found
