"""Broken PDFs: each ends in the archive or, with one sentence, in quarantine; the program goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from report_etl.db import open_database
from report_etl.pipeline.drain import drain_inbox
from tests.faults.mutate import broken_pdfs
from tests.faults.results import LONG, note
from tests.ingesting import count_in, settings_in

NUMBER = 640 if LONG else 12


@pytest.mark.timeout(3600 if LONG else 300)
def test_every_broken_pdf_ends_in_one_place_with_one_sentence(tmp_path: Path) -> None:
    settings = settings_in(
        tmp_path / "home", MAX_SECONDS="30" if LONG else "10", MAX_MEMORY="1000000000", WORKERS="2"
    )
    settings.inbox.mkdir(parents=True)
    for name, content in broken_pdfs(NUMBER):
        (settings.inbox / name).write_bytes(content)
    with open_database(settings.database_url) as database:
        database.prepare()
        summary = drain_inbox(settings, database)
    assert len(summary.files) == NUMBER
    assert count_in(settings) == {
        "inbox": 0,
        "work": 0,
        "archive": len({outcome.sha256 for outcome in summary.files if outcome.reason is None}),
        "quarantine": len(summary.quarantined),
    }
    reasons = [json.loads(path.read_text("utf-8")) for path in settings.quarantine.rglob("*.reason.json")]
    assert len(reasons) == len(summary.quarantined) > NUMBER // 4
    for reason in reasons:
        sentence = reason["reason"]
        assert "\n" not in sentence and len(sentence) < 300 and sentence.startswith(reason["file_name"])
        assert "fault of the program" not in sentence
    kept = f"{NUMBER - len(reasons)} read, {len(reasons)} in quarantine, each with one sentence"
    note("broken PDFs", f"{NUMBER} files: {kept}; no crash, no hang, no fault of the program")
