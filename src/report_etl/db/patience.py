"""A PostgreSQL connection that gives up on a server which does not answer.

A frozen server keeps its connections open and its kernel acknowledges every packet: nothing but a clock
of our own tells it from a slow one.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any

import psycopg


class _Connection(psycopg.Connection[Any]):
    seconds = 60.0

    def wait(self, gen: Generator[Any, Any, Any], *arguments: Any, **options: Any) -> Any:
        """Every exchange with the server passes through here."""
        return super().wait(self._within(gen), *arguments, **options)

    def _within(self, gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        end = time.monotonic() + self.seconds
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready and time.monotonic() > end:
                    self.pgconn.finish()  # else the ROLLBACK would wait as long again
                    raise psycopg.OperationalError(f"the server has not answered for {self.seconds:g} s")
                wanted = gen.send(ready)
        except StopIteration as answer:
            return answer.value


def connect(*arguments: Any, seconds: float, **options: Any) -> psycopg.Connection[Any]:
    """`psycopg.connect`, with so much patience for each answer."""
    connection = _Connection.connect(*arguments, **options)
    connection.seconds = seconds
    return connection
