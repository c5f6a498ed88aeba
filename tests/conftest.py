"""For every test: examples have no deadline, since machines may be busy; Ctrl-C is heard."""

from __future__ import annotations

import signal

from hypothesis import settings

settings.register_profile("without_deadline", deadline=None)
settings.load_profile("without_deadline")

# A shell ignores Ctrl-C for what it runs in the background, and so would every program that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
