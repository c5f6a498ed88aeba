"""Drain the inbox whenever something in it changes, until stopped.

The folder is looked at again and again: that works on every file system, network ones too, and costs one
listing of a folder that is empty most of the time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator

from report_etl.db import Database
from report_etl.errors import DatabaseError
from report_etl.inbox import discover, make_folder
from report_etl.pipeline.drain import drain_inbox, own_folders
from report_etl.pipeline.outcome import IngestSummary, Progress
from report_etl.settings import Settings

logger = logging.getLogger(__name__)

_RESCAN = 60.0  # seconds between drains when nothing seems to change: dead workers may have left files


def watch_inbox(
    settings: Settings,
    database: Database,
    *,
    every: float,
    progress: Progress | None = None,
    wait: Callable[[float], object] = time.sleep,
) -> Iterator[IngestSummary]:
    """The summary of each drain, for ever; a look every `every` seconds.

    A file that could not be taken is tried less and less often, at last once a minute. So is a database
    that cannot be reached for a while.

    Raises:
        ConfigError, DatabaseError: we cannot go on; as `drain_inbox`.
    """
    make_folder(settings.inbox)
    before = None
    pause, due = every, time.monotonic()
    while True:
        seen = discover(settings.inbox, own_folders(settings))
        if seen != before or time.monotonic() >= due:
            summary = _drained(settings, database, progress)
            pause = every if summary.files else min(2 * pause, _RESCAN)
            seen = discover(settings.inbox, own_folders(settings))
            due = time.monotonic() + (pause if seen else _RESCAN)
            yield summary
        before = seen
        wait(every)


def _drained(settings: Settings, database: Database, progress: Progress | None) -> IngestSummary:
    try:
        return drain_inbox(settings, database, progress=progress)
    except DatabaseError as error:
        if not error.transient:
            raise
        logger.warning("%s (the files wait)", error)
        return IngestSummary()
