"""Files that arrive: found, claimed, archived or quarantined; never lost and never doubled.

A file that entered the inbox is in exactly one of four folders at any moment, because every step
between them is one rename: inbox → work → archive or quarantine. What a crash leaves in `work` is
taken over by the next run. See docs/architecture.md.
"""

from report_etl.inbox.claim import Claim, Workplace, waiting_arrivals
from report_etl.inbox.discover import Sighting, Watch, count_files, discover
from report_etl.inbox.endings import (
    archive_copy,
    archive_file,
    archived_hashes,
    find_archived,
    quarantine_file,
    write_receipt,
)
from report_etl.inbox.files import make_folder

__all__ = [
    "Claim",
    "Sighting",
    "Watch",
    "Workplace",
    "archive_copy",
    "archive_file",
    "archived_hashes",
    "count_files",
    "discover",
    "find_archived",
    "make_folder",
    "quarantine_file",
    "waiting_arrivals",
    "write_receipt",
]
