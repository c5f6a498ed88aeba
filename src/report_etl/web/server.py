"""The server: the standard library's, a thread for each request. For a few people, not for the internet."""

from __future__ import annotations

import logging
import socket
import socketserver
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from report_etl.errors import ConfigError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

logger = logging.getLogger(__name__)

LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})


class _Handler(WSGIRequestHandler):
    timeout = 30  # seconds for a client that says nothing
    server_version = "report-etl"
    sys_version = ""

    def log_message(self, format: str, *arguments: object) -> None:
        """To our log, with `-v`."""
        logger.info("%s %s", self.address_string(), (format % arguments).translate(_ESCAPED))


_ESCAPED = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))}


class _ThreadingServer(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64

    def server_bind(self) -> None:
        """Without the look-up of the host's full name, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]
        self.setup_environ()


class Server:
    """Listens as soon as it is made; `run` answers until interrupted. Use it with `with`.

    `names` are those by which others reach it; without any, one that others can reach answers to all.

    Raises:
        ConfigError: the address cannot be listened on.
    """

    def __init__(self, host: str, port: int, names: Sequence[str] = ()) -> None:
        class Family(_ThreadingServer):
            address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

        try:
            self._server = Family((host, port), _Handler)
        except OSError as error:
            reason = error.strerror or str(error)
            raise ConfigError(
                f"{host} port {port} cannot be listened on ({reason}): choose another by --port or --host"
            ) from error
        self._host = f"[{host}]" if ":" in host else host
        self._names = frozenset(name.lower() for name in names)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where the pages are."""
        return f"http://{self._host}:{self._server.server_port}/"

    @property
    def is_local(self) -> bool:
        """Whether only this machine can ask."""
        return self._host in LOCAL or self._host.startswith("127.")

    @property
    def hosts(self) -> frozenset[str] | None:
        """The names it answers to, of `make_application`; None for any."""
        if self.is_local or self._names:
            return LOCAL | self._names | {self._host.lower()}
        return None

    def run(self, application: WSGIApplication) -> None:
        """Answer requests until an interrupt."""
        self._server.set_app(application)
        self._server.serve_forever(poll_interval=0.2)
