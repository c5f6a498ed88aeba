"""Broken PDFs: each ends in the archive or, with one sentence, in quarantine; the program goes on.

`REPORT_ETL_TEST_CORPUS` names a folder of PDFs to try the same on: the hardest are those that projects which
read PDFs keep among their tests.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from report_etl.db import open_database
from report_etl.pipeline.drain import drain_inbox
from report_etl.pipeline.outcome import IngestSummary
from report_etl.settings import Settings
from tests.faults.mutate import broken_pdfs
from tests.faults.results import LONG, note
from tests.ingesting import count_in, settings_in

NUMBER = 640 if LONG else 12
CORPUS = os.environ.get("REPORT_ETL_TEST_CORPUS")


@pytest.mark.timeout(3600 if LONG else 300)
def test_every_broken_pdf_ends_in_one_place_with_one_sentence(tmp_path: Path) -> None:
    settings = settings_in(
        tmp_path / "home", MAX_SECONDS="30" if LONG else "10", MAX_MEMORY="1000000000", WORKERS="2"
    )
    settings.inbox.mkdir(parents=True)
    for name, content in broken_pdfs(NUMBER):
        (settings.inbox / name).write_bytes(content)
    summary = drain(settings)
    assert len(summary.files) == NUMBER
    assert len(summary.quarantined) > NUMBER // 4
    check_and_note("broken PDFs", settings, summary)


@pytest.mark.skipif(CORPUS is None, reason="set REPORT_ETL_TEST_CORPUS to a folder of PDFs")
@pytest.mark.timeout(7200)
def test_every_pdf_of_a_folder_ends_in_one_place_with_one_sentence(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "home", MAX_SECONDS="120", MAX_MEMORY="2000000000", WORKERS="2")
    folder = Path(str(CORPUS))
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() == ".pdf"]
    assert files, f"{folder} holds no PDF"
    for path in files:
        target = settings.inbox / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    summary = drain(settings)
    assert len(summary.files) == len(files)
    check_and_note("PDFs of other projects", settings, summary)


def drain(settings: Settings) -> IngestSummary:
    with open_database(settings.database_url) as database:
        database.prepare()
        return drain_inbox(settings, database)


def check_and_note(fault: str, settings: Settings, summary: IngestSummary) -> None:
    assert count_in(settings) == {
        "inbox": 0,
        "work": 0,
        "archive": len({outcome.sha256 for outcome in summary.files if outcome.reason is None}),
        "quarantine": len(summary.quarantined),
    }
    reasons = [json.loads(path.read_text("utf-8")) for path in settings.quarantine.rglob("*.reason.json")]
    assert len(reasons) == len(summary.quarantined)
    for reason in reasons:
        sentence = reason["reason"]
        assert "\n" not in sentence and len(sentence) < 300, sentence
        assert sentence.startswith(Path(reason["file_name"]).name), sentence
        assert "fault of the program" not in sentence, sentence
    number = len(summary.files)
    kept = f"{number - len(reasons)} read, {len(reasons)} in quarantine, each with one sentence"
    longest = f"the longest took {max(outcome.seconds for outcome in summary.files):.0f} s"
    note(fault, f"{number} files: {kept}; no crash, no hang ({longest}), no fault of the program")
