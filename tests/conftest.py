"""For every test: no example has a deadline, since how long one takes says how busy the machine is."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("without_deadline", deadline=None)
settings.load_profile("without_deadline")
