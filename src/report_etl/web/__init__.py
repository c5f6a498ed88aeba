"""The inspection pages: what `status`, `log`, `findings` and `show` print, to click through.

Read-only, nothing from the network, no JavaScript. `make_application` gives a WSGI application, `serve` runs
it in threads of this process; documents are read and drawn in a process of their own.
"""

from __future__ import annotations

from report_etl.web.application import make_application
from report_etl.web.server import Server
from report_etl.web.sources import Sources

__all__ = ["Server", "Sources", "make_application"]
